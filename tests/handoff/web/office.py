"""Calls of a logged-in console that the office's tests make."""

from typing import Any

import httpx

from tests.handoff.web.support import Customer, Desk, Json


async def call(
    desk: Desk, method: str, path: str, body: Json | None = None, **headers: str
) -> httpx.Response:
    given = {"X-CSRF-Token": desk.csrf, **headers}
    return await desk.http.request(method, f"/api/v1{path}", json=body, headers=given)


async def an_open_case(customer: Customer, desk: Desk, words: str = "凭什么拒赔") -> Json:
    await customer.say(words)
    await customer.hears("bot")
    case = await desk.case_of(customer)
    assert case is not None
    return case


async def settle(desk: Desk, case: Json, **given: Any) -> Json:
    await call(desk, "POST", f"/cases/{case['id']}/claim")
    body = {"outcome": "explained", "reason": "说明了条款", "message_to_user": "已经说明了", **given}
    answer = await call(desk, "POST", f"/cases/{case['id']}/resolve", body)
    assert answer.status_code == 200, answer.text
    return dict(answer.json())
