"""The demo's clerk over HTTP and from the command line, and the events of a running server."""

import asyncio
import json
import time
from collections.abc import Callable

import httpx

from insurer.api_events import InsurerEvent, signature
from insurer.reference.advance import main
from tests.insurer.running import RunningCore, free_port, reference_insurer

SECRET = "the-secret-of-the-events"


def advance(core: RunningCore, claim_no: str, **body: str) -> httpx.Response:
    url = f"{core.url}/v1/demo/claims/{claim_no}/advance"
    headers = {"Authorization": f"Bearer {core.token}"}
    return httpx.post(url, headers=headers, json=body or None, timeout=10, trust_env=False)


def test_a_claim_goes_on_step_by_step(writable_core: RunningCore) -> None:
    states = [advance(writable_core, "LP8800040001").json()["state_code"] for _ in range(5)]
    assert states == [
        "LIABILITY_REVIEW",
        "CALCULATING",
        "APPROVAL",
        "DECISION_APPROVED",
        "PAYMENT_PROCESSING",
    ]
    paid = advance(writable_core, "LP8800040001", state="PAID_CLOSED").json()
    assert paid["payment"]["amount"] == "62310.00"


def test_what_the_clerk_may_not_do(writable_core: RunningCore) -> None:
    for claim_no, body, status in (
        ("LP8800040001", {"state": "PAID_CLOSED"}, 409),
        ("LP8800040001", {"state": "NO_SUCH"}, 422),
        ("LP8800030001", {}, 409),
        ("LP0", {}, 404),
    ):
        assert advance(writable_core, claim_no, **body).status_code == status


def test_there_is_no_clerk_outside_the_demo(own_database: str) -> None:
    with reference_insurer(own_database, demo=False) as core:
        assert advance(core, "LP8800040001").status_code == 404
        document = httpx.get(f"{core.url}/docs/openapi.json", trust_env=False).json()
    assert not [path for path in document["paths"] if "demo" in path]


def test_from_the_command_line(writable_core: RunningCore, capsys) -> None:  # type: ignore[no-untyped-def]
    environment = {"INSURER_URL": writable_core.url, "INSURER_TOKEN": writable_core.token}
    assert main(["LP8800010001"], environment) == 0
    said = capsys.readouterr()
    assert said.out.startswith("LP8800010001 SUPPLEMENT_SUBMITTED: ")
    assert main(["LP8800010001", "PAID_CLOSED"], environment) == 1
    assert "不能直接到" in capsys.readouterr().err
    assert main(["LP8800010001"], {**environment, "INSURER_URL": f"http://127.0.0.1:{free_port()}"}) == 1
    assert "does not answer" in capsys.readouterr().err
    assert main(["LP8800010001"], {"VAR_DIR": "/nowhere"}) == 2


async def until(condition: Callable[[], bool], seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "the condition did not come true in time"
        await asyncio.sleep(0.05)


async def test_a_running_server_sends_its_events_to_a_hub_that_comes_late(own_database: str) -> None:
    port, got = free_port(), []

    async def hub(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        lines = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
        head = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines)}
        raw = await reader.readexactly(int(head["content-length"]))
        assert head["x-guanjia-signature"] == signature(SECRET, head["x-guanjia-timestamp"], raw)
        got.append(InsurerEvent.model_validate(json.loads(raw)))
        writer.write(b"HTTP/1.1 202 X\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
        await writer.drain()
        writer.close()

    events = {
        "INSURER_EVENTS_URL": f"http://127.0.0.1:{port}/api/v1/insurer/events",
        "INSURER_EVENTS_SECRET": SECRET,
    }
    with reference_insurer(own_database, events=events) as core:
        for _ in range(3):
            assert (await asyncio.to_thread(advance, core, "LP8800040001")).status_code == 200
        async with await asyncio.start_server(hub, "127.0.0.1", port):
            await until(
                lambda: sum(e.claim_no == "LP8800040001" and e.type == "claim.step_changed" for e in got) == 3
            )
    states = [e.data["state_code"] for e in got if e.type == "claim.step_changed"]
    assert states == ["LIABILITY_REVIEW", "CALCULATING", "APPROVAL"]
