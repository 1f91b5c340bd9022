"""Presence, offers and handovers over HTTP, with the router at work."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from handoff.config import DEMO_PASSWORD
from handoff.domain.accounts import Role, User
from tests.handoff.web.support import Customer, Desk, Json
from tests.handoff.web.test_story import until, upset


@asynccontextmanager
async def new_butler(site: Any, name: str = "陈雨") -> AsyncIterator[Desk]:
    """A butler of this test alone; at its end no longer at the desk, so that nothing is offered to him."""
    username = f"b{uuid4().hex[:10]}"
    await site.hub.accounts.seed([User(uuid4(), username, name, frozenset({Role.BUTLER}))], DEMO_PASSWORD)
    desk = await Desk.log_in(site.url, username)
    try:
        yield desk
    finally:
        await desk.post("/desk/presence", {"state": "away"})
        await desk.http.aclose()


@pytest.fixture
async def butler(site: Any) -> AsyncIterator[Desk]:
    async with new_butler(site) as desk:
        yield desk


async def meant_for(butler: Desk, chief: Desk, customer: Customer) -> Json:
    """A case that a supervisor has redirected to this butler."""
    case = await upset(customer, chief)
    body = {"to": {"butler_id": butler.user["id"]}, "note": "客户点名要您"}
    answer = await chief.post(f"/cases/{case['id']}/transfer", body)
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


async def rings(butler: Desk, case_id: str) -> Json:
    """The offer of that case, once the router has made it."""
    async with asyncio.timeout(20):
        while True:
            attendance = (await butler.post("/desk/presence", {"state": "available"})).json()
            for offer in attendance["offers"]:
                if offer["case"]["id"] == case_id:
                    assert attendance["present"]
                    return dict(offer)
            await asyncio.sleep(0.1)


async def test_an_offer_is_made_told_and_accepted(
    site: Any, butler: Desk, suyan: Desk, customer: Customer
) -> None:
    async with butler.events() as live:
        assert (await anext(live)).name == "hello"
        case = await meant_for(butler, suyan, customer)
        offer = await rings(butler, case["id"])
        made = await until(live, "offer_made", case_id=case["id"])
        assert made.data["conversation_id"] == customer.conversation_id
    assert offer["why"] == "wanted"
    assert offer["case"]["status"] == "offered"
    lasts = datetime.fromisoformat(offer["expires_at"]) - datetime.fromisoformat(offer["offered_at"])
    assert lasts == timedelta(seconds=45)
    listed = (await butler.get("/desk/offers")).json()["items"]
    assert offer["id"] in {item["id"] for item in listed}
    taken = await butler.post(f"/offers/{offer['id']}/accept")
    assert taken.status_code == 200
    assert taken.json()["butler"]["id"] == butler.user["id"]
    assert set(taken.json()["allowed"]) == {"reply", "resolve", "release", "transfer", "snooze", "note"}
    assert [n["kind"] for n in taken.json()["notes"]] == ["transfer"]
    assert (await customer.state())["butler_name"] == "陈雨"
    me = next(c for c in (await suyan.get("/desk/presence")).json()["items"] if c["id"] == butler.user["id"])
    assert (me["present"], me["load"], me["capacity"], me["skills"]) == (True, 1, 5, None)


async def test_let_pass_and_gone(site: Any, butler: Desk, suyan: Desk, customer: Customer) -> None:
    case = await meant_for(butler, suyan, customer)
    offer = await rings(butler, case["id"])
    assert (await butler.post(f"/offers/{offer['id']}/decline", {"reason": "忙"})).status_code == 204
    assert (await butler.post(f"/offers/{offer['id']}/decline", {"reason": "忙"})).status_code == 204
    gone = await butler.post(f"/offers/{offer['id']}/accept")
    assert (gone.status_code, gone.json()["code"]) == (409, "offer_gone")
    not_mine = await suyan.post(f"/offers/{offer['id']}/accept")
    assert not_mine.status_code == 404
    unknown = await butler.post(f"/offers/{uuid4()}/decline", {"reason": ""})
    assert unknown.status_code == 404


async def test_put_aside_woken_and_opened_again(
    site: Any, butler: Desk, suyan: Desk, customer: Customer
) -> None:
    case = await upset(customer, butler)
    url = f"/cases/{case['id']}"
    assert (await butler.post(f"{url}/claim")).status_code == 200
    until_ = (datetime.now(UTC) + timedelta(hours=3)).isoformat()
    asleep = await butler.post(f"{url}/snooze", {"until": until_, "reason": "等病历"})
    assert asleep.status_code == 200
    assert asleep.json()["allowed"] == ["wake", "transfer", "note"]
    listed = (await butler.get("/cases", view="snoozed", butler_id=butler.user["id"])).json()
    assert [item["id"] for item in listed["items"]] == [case["id"]]
    assert listed["counts"]["snoozed"] >= 1
    assert (await butler.post(f"{url}/wake")).json()["status"] == "active"
    again = await butler.post(f"{url}/wake")
    assert (again.status_code, again.json()["code"]) == (409, "conflict")
    settled = {"outcome": "explained", "reason": "逐条说明", "message_to_user": "说明如下"}
    assert (await butler.post(f"{url}/resolve", settled)).status_code == 200
    reopened = await butler.post(f"{url}/reopen", {"reason": "漏了一点"})
    assert (reopened.status_code, reopened.json()["status"], reopened.json()["reopened"]) == (
        200,
        "active",
        1,
    )


async def test_supervisors_overrule(site: Any, butler: Desk, suyan: Desk, customer: Customer) -> None:
    case = await upset(customer, suyan)
    url = f"/cases/{case['id']}"
    for path, body in (
        ("assign", {"butler_id": butler.user["id"]}),
        ("barge", {}),
        ("whisper", {"text": "嘘"}),
    ):
        refused = await butler.post(f"{url}/{path}", body)
        assert (refused.status_code, refused.json()["code"]) == (403, "forbidden")
    given = await suyan.post(f"{url}/assign", {"butler_id": butler.user["id"], "reason": "她熟"})
    assert given.json()["butler"]["id"] == butler.user["id"]
    told = await suyan.post(f"{url}/whisper", {"text": "注意时限"})
    assert (told.status_code, told.json()["kind"], told.json()["mentions"]) == (
        201,
        "whisper",
        [butler.user["id"]],
    )
    joined = await suyan.post(f"{url}/barge", {"reason": "我来"})
    assert joined.json()["butler"]["id"] == suyan.user["id"]
    lost = await butler.post(f"{url}/messages", {"client_msg_id": "x1", "text": "我还在"})
    assert lost.json()["code"] == "not_your_case"
    note = await suyan.post(f"{url}/notes", {"text": "请看", "mentions": [butler.user["id"]]})
    assert note.json()["mentions"] == [butler.user["id"]]


@pytest.mark.parametrize(
    "body",
    [
        {"to": {}, "note": "好"},
        {"to": {"skill": "grief", "tier": 2}, "note": "好"},
        {"to": {"skill": "悲伤"}, "note": "好"},
        {"to": {"tier": 3}, "note": "好"},
        {"to": {"tier": 2}, "note": "  "},
        {"to": {"butler_id": "nobody"}, "note": "好"},
        {"to": {"tier": 2, "amount": 3.93}, "note": "好"},
    ],
)
async def test_a_transfer_that_is_none(butler: Desk, customer: Customer, body: Json) -> None:
    case = await upset(customer, butler)
    assert (await butler.post(f"/cases/{case['id']}/claim")).status_code == 200
    answer = await butler.post(f"/cases/{case['id']}/transfer", body)
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid")


async def test_what_else_is_refused(butler: Desk, trainer: Desk, customer: Customer) -> None:
    case = await upset(customer, butler)
    for desk, path, body, status in (
        (butler, "/desk/presence", {"state": "asleep"}, 422),
        (trainer, "/desk/presence", {"state": "available"}, 403),
        (butler, f"/cases/{case['id']}/snooze", {"until": "明天"}, 422),
        (butler, f"/cases/{case['id']}/snooze", {"until": "2026-11-23T10:00:00+08:00"}, 403),
        (butler, f"/cases/{UUID(int=1)}/transfer", {"to": {"tier": 2}, "note": "好"}, 404),
        (butler, f"/cases/{case['id']}/reopen", {"reason": "还开着"}, 409),
    ):
        assert (await desk.post(path, body)).status_code == status, path
    for query in ({"tier": "3"}, {"code": "e04"}, {"priority": "P9"}, {"butler_id": "x"}, {"q": "长" * 101}):
        assert (await butler.get("/cases", **query)).status_code == 422, query
