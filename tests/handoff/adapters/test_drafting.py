"""The drafting endpoint over real HTTP on the loopback: what leaves, and what a bad answer does (nothing)."""

import asyncio
import json
import socket
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest

from handoff.adapters.drafting import EndpointDrafter
from handoff.bootstrap import make_drafter
from handoff.config import Settings, SettingsRefused, load
from handoff.domain.drafts import Drafted, Material
from tests.handoff.test_config import STRONG

MATERIAL = Material(
    ("反复补材料",), "一次说清楚", "客户说「交了三趟」", (("客户", "凭什么"),), ("核定期30日",)
)
type Answer = Callable[[asyncio.StreamWriter], Any]


@dataclass
class Endpoint:
    """A fake of the other side; `answer` writes the whole response."""

    answer: Answer
    asked: list[dict[str, Any]] = field(default_factory=list)
    heads: list[str] = field(default_factory=list)
    url: str = ""

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode()
            length = next(
                int(line.split(":")[1]) for line in head.lower().splitlines() if "content-length" in line
            )
            self.heads.append(head)
            self.asked.append(json.loads(await reader.readexactly(length)))
            await self.answer(writer)
            await writer.drain()
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()


@asynccontextmanager
async def endpoint(answer: Answer) -> AsyncIterator[Endpoint]:
    made = Endpoint(answer)
    server = await asyncio.start_server(made.serve, "127.0.0.1", 0)
    made.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/v1"
    yield made
    server.close()


def raw(body: bytes, status: str = "200 OK", head: str = "") -> Answer:
    async def answer(writer: asyncio.StreamWriter) -> None:
        start = f"HTTP/1.1 {status}\r\nContent-Type: application/json\r\n{head}Content-Length: {len(body)}\r\n\r\n"
        writer.write(start.encode() + body)

    return answer


def saying(content: str) -> Answer:
    return raw(json.dumps({"choices": [{"message": {"role": "assistant", "content": content}}]}).encode())


async def drafted(url: str, seconds: float = 2.0, key: str = "k-1") -> Drafted | None:
    drafter = EndpointDrafter(url, "small-model", key, seconds)
    try:
        return await drafter.draft(MATERIAL, "corr-0001")
    finally:
        await drafter.aclose()


WORDS = {"goal": "要一次列全", "summary": "交了三趟", "replies": ["我来一次列全。"], "other": 1}


@pytest.mark.parametrize("content", [json.dumps(WORDS), f"```json\n{json.dumps(WORDS)}\n```"])
async def test_an_answer_is_read(content: str) -> None:
    async with endpoint(saying(content)) as there:
        assert await drafted(there.url + "/") == Drafted(("我来一次列全。",), "要一次列全", "交了三趟")
    [asked], [head] = there.asked, there.heads
    assert asked["model"] == "small-model"
    assert json.loads(asked["messages"][1]["content"])["事实"] == ["核定期30日"]
    assert head.startswith("POST /v1/chat/completions ")
    assert "Bearer k-1" in head
    assert "corr-0001" in head


async def _silent(_: asyncio.StreamWriter) -> None:
    await asyncio.sleep(30)


async def _dripping(writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
    while True:
        writer.write(b" ")
        await writer.drain()
        await asyncio.sleep(0.02)


async def _endless(writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n")
    while True:
        writer.write(b"x" * 65536)
        await writer.drain()


async def _hangs_up(writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{")


async def _no_http(writer: asyncio.StreamWriter) -> None:
    writer.write(b"\x00\xff\x00 hello\r\n\r\n")


BAD: list[tuple[str, Answer]] = [
    ("empty", raw(b"")),
    ("no JSON", raw(b"<html>")),
    ("a list", raw(b"[]")),
    ("no choices", raw(b'{"choices": []}')),
    ("null content", raw(b'{"choices": [{"message": {"content": null}}]}')),
    ("not UTF-8", raw(b'{"choices": [{"message": {"content": "\xff\xfe"}}]}')),
    ("deep", raw(b"[" * 50_000)),
    ("prose", saying("好的，我来写：您放心一定能赔")),
    ("wrong types", saying('{"replies": "x", "goal": 5}')),
    ("nested", saying('{"replies": [["a"]]}')),
    ("error", raw(b"{}", "500 Internal Server Error")),
    ("unauthorized", raw(b"{}", "401 Unauthorized")),
    ("redirect", raw(b"", "307 Temporary Redirect", "Location: http://127.0.0.1:9/elsewhere\r\n")),
    ("gzip bomb", raw(b"\x1f\x8b broken", head="Content-Encoding: gzip\r\n")),
    ("endless", _endless),
    ("hangs up", _hangs_up),
    ("no HTTP", _no_http),
]


@pytest.mark.parametrize("answer", [a for _, a in BAD], ids=[name for name, _ in BAD])
async def test_a_bad_answer_is_none(answer: Answer) -> None:
    async with endpoint(answer) as there:
        assert await drafted(there.url) is None
    assert len(there.asked) == 1, "asked once, never again, nowhere else"


@pytest.mark.parametrize("answer", [_silent, _dripping])
async def test_a_slow_answer_is_not_waited_for(answer: Answer) -> None:
    start = time.perf_counter()
    async with endpoint(answer) as there:
        assert await drafted(there.url, seconds=0.3) is None
    assert time.perf_counter() - start < 2


async def test_nobody_there() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    assert await drafted(f"http://127.0.0.1:{port}/v1") is None
    assert await drafted("http://[broken") is None


async def test_off_unless_configured() -> None:
    assert make_drafter(Settings(guanjia_mode="demo")) is None
    drafter = make_drafter(
        Settings(guanjia_mode="demo", drafts_url="http://127.0.0.1:9/v1", drafts_model="m")
    )
    assert drafter is not None
    await drafter.aclose()


def test_the_settings_say_what_is_missing() -> None:
    with pytest.raises(SettingsRefused, match="DRAFTS_MODEL"):
        load(STRONG | {"DRAFTS_URL": "http://127.0.0.1:9/v1"})
    with pytest.raises(SettingsRefused, match="DRAFTS_URL"):
        load(STRONG | {"DRAFTS_URL": "ftp://x", "DRAFTS_MODEL": "m"})
    assert load(STRONG | {"DRAFTS_KEY": "k" * 20}).drafts_url is None
