"""The story over HTTP against the real hub: chat, case, claim, reply, resolve, rating, bot again."""

import asyncio
from typing import Any
from uuid import uuid4

from sqlalchemy import text

from handoff.domain.views import CaseDetail
from handoff.web.schemas.console import CaseDetail as WireDetail
from tests.handoff.web.support import Customer, Desk, Event


async def upset(customer: Customer, desk: Desk) -> dict[str, Any]:
    """The customer gets angry about a refusal; the case as the desk sees it."""
    said = await customer.say("凭什么拒我，条款第几条你指给我看")
    await customer.hears("bot", said["seq"])
    case = await desk.case_of(customer)
    assert case is not None
    return case


async def until(events: Any, name: str, **wanted: str) -> Event:
    async with asyncio.timeout(20):
        async for event in events:
            if event.name == name and all(event.data[k] == v for k, v in wanted.items()):
                return event
    raise AssertionError("the stream ended")


async def test_the_whole_story(site: Any, customer: Customer, linxiao: Desk, zhoukai: Desk) -> None:
    answered = await customer.say("住院要交啥材料")
    reply = await customer.hears("bot", answered["seq"])
    assert reply["seq"] == answered["seq"] + 1
    assert (await customer.state())["floor"] == "bot"

    async with linxiao.events() as live:
        hello = await anext(live)
        assert hello.name == "hello"
        case = await upset(customer, linxiao)
        opened = await until(live, "case_opened", conversation_id=customer.conversation_id)
        assert opened.data["case_id"] == case["id"]
    assert case["status"] == "waiting"
    assert [c["code"] for c in case["codes"]] == ["E04"]
    assert "凭什么" in case["evidence_text"]
    assert case["allowed"] == ["claim"] or "claim" in case["allowed"]
    waiting = await customer.state()
    assert waiting["floor"] == "queue"
    assert waiting["case"]["number"] == case["number"]
    assert waiting["case"]["position"] >= 1

    held = await linxiao.post(f"/cases/{case['id']}/claim")
    assert held.status_code == 200
    assert held.json()["status"] == "active"
    assert (await linxiao.post(f"/cases/{case['id']}/claim")).status_code == 200, (
        "claiming again changes nothing"
    )
    refused = await zhoukai.post(f"/cases/{case['id']}/claim")
    assert (refused.status_code, refused.json()["code"]) == (409, "case_already_held")
    assert "林晓" in refused.json()["detail"]
    not_his = await zhoukai.post(f"/cases/{case['id']}/messages", {"client_msg_id": "z1", "text": "我来"})
    assert (not_his.status_code, not_his.json()["code"]) == (403, "not_your_case")

    context = held.json()["context"]
    assert context["goal"]
    assert context["policies"]
    assert context["insurer_available"] is True
    transcript = (await linxiao.get(f"/cases/{case['id']}/messages")).json()
    angry = next(m for m in transcript["messages"] if m["text"].startswith("凭什么"))
    assert angry["understanding"]["escalation"]["codes"] == ["E04"]
    assert [m["conversation_seq"] for m in transcript["messages"]] == list(
        range(1, transcript["last_seq"] + 1)
    )

    body = {"client_msg_id": "b1", "text": "王先生您好，我是林晓，我来看。"}
    sent = await linxiao.post(f"/cases/{case['id']}/messages", body)
    assert sent.status_code == 201
    again = await linxiao.post(f"/cases/{case['id']}/messages", body)
    assert again.status_code == 200
    assert again.json()["id"] == sent.json()["id"]
    heard = await customer.hears("butler", answered["seq"])
    assert (heard["text"], heard["author_name"]) == (body["text"], "林晓")
    turns = site.bot.turns
    said = await customer.say("那您帮我看看")
    assert (await customer.state())["floor"] == "butler"
    read = (await linxiao.get(f"/cases/{case['id']}/messages", after_seq=transcript["last_seq"])).json()
    assert [m["text"] for m in read["messages"]] == [body["text"], "那您帮我看看"]
    assert (await customer.state())["read_by_desk_seq"] == said["seq"]

    untold = await linxiao.post(
        f"/cases/{case['id']}/resolve", {"outcome": "explained", "reason": "条款第5条"}
    )
    assert (untold.status_code, untold.json()["code"]) == (422, "invalid")
    told = {"outcome": "explained", "reason": "条款第5条", "message_to_user": "已为您解释第5条。"}
    done = await linxiao.post(f"/cases/{case['id']}/resolve", told)
    assert done.status_code == 200
    assert done.json()["status"] == "resolved"
    assert (await customer.hears("butler", said["seq"]))["text"] == told["message_to_user"]
    goodbye = await customer.hears("system", said["seq"])
    assert goodbye["body"]["card"]["type"] == "rating"
    assert goodbye["body"]["card"]["case_id"] == case["id"]
    assert site.bot.turns == turns, "the bot is silent while a butler holds the floor"

    rate = {"case_id": case["id"], "score": 5, "comment": "谢谢"}
    assert (await customer.post("/ratings", rate)).status_code == 204
    assert (await customer.post("/ratings", {**rate, "score": 1})).status_code == 204
    assert (await linxiao.get(f"/cases/{case['id']}")).json()["csat"]["score"] == 5

    next_question = await customer.say("住院要交啥材料")
    assert (await customer.hears("bot", next_question["seq"]))["author"] == "bot"
    assert (await customer.state())["floor"] == "bot"
    assert await linxiao.case_of(customer, "waiting") is None

    feed = (await customer.page(limit=200))["messages"]
    assert [m["seq"] for m in feed] == list(range(1, len(feed) + 1)), "gapless, in order"


async def test_released_goes_back_to_the_queue(customer: Customer, linxiao: Desk, zhoukai: Desk) -> None:
    case = await upset(customer, linxiao)
    await linxiao.post(f"/cases/{case['id']}/claim")
    released = await linxiao.post(f"/cases/{case['id']}/release", {"reason": "要去开会"})
    assert released.json()["status"] == "waiting"
    assert (await customer.state())["floor"] == "queue"
    assert (await zhoukai.post(f"/cases/{case['id']}/claim")).status_code == 200


async def test_notes_are_for_the_desk_only(customer: Customer, linxiao: Desk) -> None:
    case = await upset(customer, linxiao)
    note = await linxiao.post(f"/cases/{case['id']}/notes", {"text": "客户提过两次第5条"})
    assert note.status_code == 201
    assert note.json()["author"]["display_name"] == "林晓"
    detail = (await linxiao.get(f"/cases/{case['id']}")).json()
    assert [n["text"] for n in detail["notes"]] == ["客户提过两次第5条"]
    assert all("第5条" not in m["text"] or m["author"] == "user" for m in (await customer.page())["messages"])


async def test_typing_is_seen_and_stored_nowhere(customer: Customer, linxiao: Desk) -> None:
    case = await upset(customer, linxiao)
    await linxiao.post(f"/cases/{case['id']}/claim")
    await customer.hears("system")
    before = (await customer.page(limit=200))["last_seq"]
    async with customer.stream(after=before) as live:
        assert (await linxiao.post(f"/cases/{case['id']}/typing")).status_code == 204
        async with asyncio.timeout(10):
            async for event in live:
                if event.name == "state" and event.data["typing"]:
                    break
    assert (await customer.post("/typing")).status_code == 204
    assert (await customer.page(limit=200))["last_seq"] == before


async def test_read_receipts_only_grow(site: Any, customer: Customer) -> None:
    said = await customer.say("你好")
    await customer.hears("bot", said["seq"])
    query = text("SELECT read_by_user_seq FROM conversations WHERE id = :id")
    for seq, stored in ((1, 1), (0, 1), (2, 2), (10_000, 2)):
        assert (await customer.post("/read", {"seq": seq})).status_code == 204
        async with site.engine.connect() as connection:
            assert await connection.scalar(query, {"id": customer.conversation_id}) == stored


async def test_unknown_cases_and_other_peoples_ratings(
    customer: Customer, other: Customer, linxiao: Desk
) -> None:
    for path in (f"/cases/{uuid4()}", "/cases/not-an-id", "/cases/%00", "/cases/1"):
        answer = await linxiao.get(path)
        assert (answer.status_code, answer.json()["code"]) == (404, "not_found"), path
    case = await upset(customer, linxiao)
    answer = await other.post("/ratings", {"case_id": case["id"], "score": 5})
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
    too_early = await customer.post("/ratings", {"case_id": case["id"], "score": 5})
    assert (too_early.status_code, too_early.json()["code"]) == (409, "conflict")


def test_the_detail_carries_all_the_service_gives() -> None:
    """A field added to the view must not be forgotten on its way to the console."""
    view = set(CaseDetail.__dataclass_fields__) - {"summary_row"}
    assert view <= set(WireDetail.model_fields)
