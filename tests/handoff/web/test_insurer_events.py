"""The insurer's webhook: signed over the raw bytes, stored before it is answered, harmless when repeated."""

import asyncio
import json
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import httpx
import pytest
from sqlalchemy import text

from handoff.web.signature import sign
from tests.handoff.web.conftest import EVENTS_SECRET, MakeSite, Site
from tests.handoff.web.support import Customer

PATH = "/api/v1/insurer/events"


def body(**given: Any) -> dict[str, Any]:
    return {
        "event_id": uuid4().hex,
        "type": "claim.step_changed",
        "customer_ref": f"N{uuid4().hex[:8]}",
        "claim_no": f"CL{uuid4().hex[:8]}",
        "pickup_no": None,
        "occurred_at": "2026-11-22T10:00:00+08:00",
        "data": {"state_code": "DOCS_PRECHECK", "due_at": None},
        **given,
    }


async def post(
    http: httpx.AsyncClient,
    content: bytes,
    *,
    secret: str = EVENTS_SECRET,
    ago: timedelta = timedelta(),
    **headers: str,
) -> httpx.Response:
    at = str(int((datetime.now(UTC) - ago).timestamp()))
    signed = {
        "Content-Type": "application/json",
        "X-Guanjia-Timestamp": at,
        "X-Guanjia-Signature": sign(secret, at, content),
        **headers,
    }
    return await http.post(PATH, content=content, headers=signed)


def raw(**given: Any) -> bytes:
    return json.dumps(body(**given), ensure_ascii=False).encode()


async def stored(site: Site, event_id: str) -> int:
    async with site.engine.connect() as connection:
        query = text("SELECT count(*) FROM insurer_events WHERE event_id = :e")
        return await connection.scalar(query, {"e": event_id}) or 0


async def test_stored_and_told(site: Site, http: httpx.AsyncClient) -> None:
    who = f"N{uuid4().hex[:8]}"
    customer = await Customer.enter(http, who)
    answer = await post(http, raw(customer_ref=who))
    assert answer.status_code == 202
    assert answer.json()["new"] is True
    message = await customer.hears("system")
    assert message["author_name"] == "进度通知"
    del site


async def test_repeated_at_once_is_one(site: Site, http: httpx.AsyncClient) -> None:
    content = raw(event_id="same-" + uuid4().hex)
    answers = await asyncio.gather(*(post(http, content) for _ in range(6)))
    assert [a.status_code for a in answers] == [202] * 6
    assert sorted(a.json()["new"] for a in answers) == [False] * 5 + [True]
    assert await stored(site, json.loads(content)["event_id"]) == 1


async def test_odd_spacing_is_signed_as_it_is(http: httpx.AsyncClient) -> None:
    """Parsed and written again these would be other bytes."""
    content = json.dumps(body(), indent=7).encode() + b"\n "
    assert (await post(http, content)).status_code == 202


@pytest.mark.parametrize(
    "damage",
    [
        {"secret": "another secret of sixteen"},
        {"secret": ""},
        {"ago": timedelta(minutes=6)},
        {"ago": -timedelta(minutes=6)},
        {"X-Guanjia-Signature": ""},
        {"X-Guanjia-Signature": "v1="},
        {"X-Guanjia-Signature": "v2=00"},
        {"X-Guanjia-Timestamp": "soon"},
        {"X-Guanjia-Timestamp": "9" * 400},
        {"X-Guanjia-Timestamp": "-1"},
    ],
)
async def test_forged_or_old(site: Site, http: httpx.AsyncClient, damage: dict[str, Any]) -> None:
    content = raw()
    answer = await post(http, content, **damage)
    assert (answer.status_code, answer.json()["code"]) == (401, "signature_rejected")
    assert await stored(site, json.loads(content)["event_id"]) == 0


async def test_another_body_under_a_right_signature(http: httpx.AsyncClient) -> None:
    at = str(int(datetime.now(UTC).timestamp()))
    headers = {
        "Content-Type": "application/json",
        "X-Guanjia-Timestamp": at,
        "X-Guanjia-Signature": sign(EVENTS_SECRET, at, raw()),
    }
    assert (await http.post(PATH, content=raw(), headers=headers)).status_code == 401


async def test_unsigned_is_refused_before_it_is_read(http: httpx.AsyncClient) -> None:
    answer = await http.post(PATH, content=b"{not json", headers={"Content-Type": "application/json"})
    assert answer.status_code == 401


@pytest.mark.parametrize(
    ("content", "status"),
    [
        (b"{", 400),
        (b"", 400),
        (b"[]", 422),
        (raw(event_id=""), 422),
        (raw(event_id="x" * 121), 422),
        (raw(event_id="a\nb"), 422),
        (raw(type="claim"), 422),
        (raw(type="drop table"), 422),
        (raw(claim_no=None), 422),
        (raw(type="pickup.changed", data={"status": "booked"}), 422),
        (raw(occurred_at="2026-11-22T10:00:00"), 422),
        (raw(occurred_at="yesterday"), 422),
        (raw(data=None), 422),
        (raw(data={}), 422),
        (raw(data={"state_code": "x" * 65}), 422),
        (
            raw(
                type="claim.clock",
                data={"clock_code": "pay", "percent": 70, "due_at": "2026-11-22T10:00:00Z"},
            ),
            422,
        ),
        (raw(type="claim.paid", data={"amount": "-1"}), 422),
        (raw(type="claim.paid", data={"amount": "NaN"}), 422),
        (raw(type="claim.document_missing", data={"documents": []}), 422),
        (raw(type="claim.decided", data={"outcome": "maybe"}), 422),
    ],
)
async def test_malformed(http: httpx.AsyncClient, content: bytes, status: int) -> None:
    assert (await post(http, content)).status_code == status


async def test_too_large(http: httpx.AsyncClient) -> None:
    assert (await post(http, raw(data={"state_code": "A", "x": "y" * 70_000}))).status_code == 413


async def test_a_newer_core_is_no_error(http: httpx.AsyncClient) -> None:
    assert (await post(http, raw(type="claim.sung", data={"any": 1}, more="fields"))).status_code == 202


async def test_without_a_secret_there_is_nothing(make_site: MakeSite) -> None:
    async with make_site(insurer_events_secret="") as site, site.http() as http:
        assert (await post(http, raw(), secret="")).status_code == 404
