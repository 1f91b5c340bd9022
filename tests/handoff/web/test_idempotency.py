"""A write of the console that is asked for again with the same key is done once."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import httpx
import pytest
from sqlalchemy import text

from tests.handoff.web.conftest import Site
from tests.handoff.web.support import Customer, Desk


async def a_case(customer: Customer, desk: Desk) -> dict[str, Any]:
    await customer.say("凭什么拒赔")
    await customer.hears("bot")
    for _ in range(50):
        case = await desk.case_of(customer, "waiting")
        if case:
            return case
        await asyncio.sleep(0.05)
    raise AssertionError("no case")


async def note(desk: Desk, case: dict[str, Any], words: str, key: str | None) -> httpx.Response:
    headers = {"X-CSRF-Token": desk.csrf} | ({"Idempotency-Key": key} if key is not None else {})
    return await desk.http.post(f"/api/v1/cases/{case['id']}/notes", json={"text": words}, headers=headers)


async def notes_of(desk: Desk, case: dict[str, Any]) -> list[str]:
    return [n["text"] for n in (await desk.get(f"/cases/{case['id']}")).json()["notes"]]


async def test_the_same_key_and_request_answer_with_the_first_result(customer: Customer, suyan: Desk) -> None:
    case, key = await a_case(customer, suyan), uuid4().hex
    first = await note(suyan, case, "客户很着急", key)
    again = await note(suyan, case, "客户很着急", key)
    assert first.status_code == again.status_code == 201
    assert first.json() == again.json()
    assert again.headers["idempotency-replayed"] == "true"
    assert "idempotency-replayed" not in first.headers
    assert await notes_of(suyan, case) == ["客户很着急"]


async def test_without_a_key_it_is_done_again(customer: Customer, suyan: Desk) -> None:
    case = await a_case(customer, suyan)
    await note(suyan, case, "一", None)
    await note(suyan, case, "一", None)
    assert await notes_of(suyan, case) == ["一", "一"]


async def test_a_key_of_another_request_is_refused(customer: Customer, suyan: Desk, linxiao: Desk) -> None:
    case, key = await a_case(customer, suyan), uuid4().hex
    await note(suyan, case, "一", key)
    other_body = await note(suyan, case, "二", key)
    assert (other_body.status_code, other_body.json()["code"]) == (409, "conflict")
    headers = {"X-CSRF-Token": suyan.csrf, "Idempotency-Key": key}
    other_path = await suyan.http.post(f"/api/v1/cases/{case['id']}/typing", headers=headers)
    assert other_path.status_code == 409
    somebody_elses = await note(linxiao, case, "二", key)
    assert somebody_elses.status_code == 201


async def test_what_failed_gives_its_key_back(customer: Customer, suyan: Desk) -> None:
    case, key = await a_case(customer, suyan), uuid4().hex
    headers = {"X-CSRF-Token": suyan.csrf, "Idempotency-Key": key}
    path = f"/api/v1/cases/{case['id']}/typing"
    assert (await suyan.http.post(path, headers=headers)).status_code == 403  # not hers yet
    await suyan.post(f"/cases/{case['id']}/claim")
    assert (await suyan.http.post(path, headers=headers)).status_code == 204
    again = await suyan.http.post(path, headers=headers)
    assert (again.status_code, again.content) == (204, b"")


async def test_at_the_same_time_one_does_it(customer: Customer, suyan: Desk) -> None:
    case, key = await a_case(customer, suyan), uuid4().hex
    answers = await asyncio.gather(*(note(suyan, case, "同时", key) for _ in range(8)))
    assert {a.status_code for a in answers} <= {201, 409}
    assert [a.status_code for a in answers].count(201) >= 1
    for answer in answers:
        if answer.status_code == 409:
            assert answer.json()["code"] == "in_progress"
            assert int(answer.headers["retry-after"]) >= 1
    assert await notes_of(suyan, case) == ["同时"]


async def test_a_reservation_of_somebody_who_died_gives_way(
    customer: Customer, suyan: Desk, site: Site
) -> None:
    case, key = await a_case(customer, suyan), uuid4().hex
    await note(suyan, case, "一", key)
    state = text("UPDATE idempotency_keys SET status = 0, body = NULL, at = :at WHERE key = :key")
    async with site.engine.begin() as connection:
        await connection.execute(state, {"key": key, "at": datetime.now(UTC) - timedelta(seconds=30)})
    young = await note(suyan, case, "一", key)
    assert (young.status_code, young.json()["code"]) == (409, "in_progress")
    async with site.engine.begin() as connection:
        await connection.execute(state, {"key": key, "at": datetime.now(UTC) - timedelta(seconds=90)})
    assert (await note(suyan, case, "二", key)).json()["code"] == "conflict"
    assert (await note(suyan, case, "一", key)).status_code == 201
    assert await notes_of(suyan, case) == ["一", "一"]  # at least once


async def test_after_a_day_a_key_is_free_again(customer: Customer, suyan: Desk, site: Site) -> None:
    case, key = await a_case(customer, suyan), uuid4().hex
    await note(suyan, case, "一", key)
    async with site.engine.begin() as connection:
        yesterday = {"key": key, "at": datetime.now(UTC) - timedelta(hours=25)}
        await connection.execute(text("UPDATE idempotency_keys SET at = :at WHERE key = :key"), yesterday)
    assert (await note(suyan, case, "二", key)).status_code == 201


async def test_what_is_kept_cannot_be_read(customer: Customer, suyan: Desk, site: Site) -> None:
    case, key = await a_case(customer, suyan), uuid4().hex
    await note(suyan, case, "悄悄话", key)
    async with site.engine.connect() as connection:
        kept = await connection.scalar(
            text("SELECT body::text FROM idempotency_keys WHERE key = :key"), {"key": key}
        )
    assert "悄悄话" not in kept
    assert "\\u6084" not in kept


@pytest.mark.parametrize("key", ["", "x" * 121, "tab\tinside"])
async def test_a_key_is_short_and_visible(key: str, suyan: Desk) -> None:
    answer = await note(suyan, {"id": uuid4()}, "一", key)
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid")
