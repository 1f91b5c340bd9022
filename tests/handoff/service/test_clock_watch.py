"""Clocks on the stage: what starts and ends them, warnings once, whoever dies, the law's clocks of claims and requests."""

import asyncio
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from handoff.domain.accounts import Role
from handoff.domain.case import Priority
from handoff.domain.clocks import Clock, ClockKind
from handoff.domain.conversation import Contact
from handoff.domain.errors import Conflict, Forbidden, Invalid, NotYourCase
from handoff.domain.news import InsurerEvent
from handoff.domain.turn import Directive, DirectiveType, NotedRequest
from tests.handoff.stage import NOON, Stage

TRACE = "corr-clock-0001"
CONTACT = Contact("web", "default", "C001", customer_ref="C001")


async def clocks(stage: Stage, case_id: UUID) -> list[Clock]:
    async with stage.hub.store.begin() as tx:
        return await tx.clocks.of_case(case_id)


async def one(stage: Stage, case_id: UUID, name: str) -> Clock:
    return next(c for c in await clocks(stage, case_id) if name in (c.kind.value, c.code))


async def watch(stage: Stage) -> None:
    async with asyncio.timeout(30):
        while await stage.hub.clocks.step() == 0:
            pass


async def kinds(stage: Stage, case_id: UUID) -> list[str]:
    detail = await stage.hub.cases.get(await stage.butler(), case_id, TRACE)
    return [event.kind for event in detail.events]


async def live(engine: AsyncEngine, kind: str) -> list[dict[str, Any]]:
    async with engine.connect() as connection:
        rows = await connection.execute(
            text("SELECT data FROM events WHERE kind = :k ORDER BY id"), {"k": kind}
        )
        return [row.data for row in rows]


async def test_each_share_is_told_once_and_nobody_coming_raises_the_case(
    stage: Stage, engine: AsyncEngine
) -> None:
    stage.bot.directives = ()
    case_id, _ = await stage.escalate()
    first = await one(stage, case_id, "first_response")
    for seconds, warned in ((170, 0), (20, 60), (60, 80), (60, 100)):
        stage.clock.forward(seconds=seconds)
        await watch(stage)
        await watch(stage)
        assert (await one(stage, case_id, "first_response")).warned == warned
    told = await live(engine, "clock_warning")
    assert [(t["kind"], t["percent"]) for t in told] == [("first_response", p) for p in (60, 80, 100)]
    assert stage.metrics.warnings["first_response", 100] == stage.metrics.last["breaches"] == 1
    assert (await one(stage, case_id, "first_response")).breached_at == stage.clock.now()
    assert first.due_at - first.started_at == timedelta(minutes=5)


async def test_priority_goes_one_step_up_when_nobody_came_but_never_to_a_crisis(stage: Stage) -> None:
    stage.bot.up = False
    message = await stage.say("在吗")
    for _ in range(12):
        stage.clock.forward(seconds=10)
        await stage.turn()
    async with stage.hub.store.begin() as tx:
        case = await tx.cases.open_of(message.conversation_id)
    assert case is not None
    assert case.priority is Priority.P2
    stage.clock.forward(minutes=31)
    await watch(stage)
    async with stage.hub.store.begin() as tx:
        raised = await tx.cases.get(case.id)
    assert raised.priority is Priority.P1
    assert raised.queue_at is not None
    assert case.queue_at is not None
    assert raised.queue_at < case.queue_at
    assert (await kinds(stage, case.id))[-2:] == ["priority_raised", "clock_breached"]
    assert (await stage.hub.reconciler.check()).differences == ()


async def test_killed_in_the_middle_nothing_is_missed_and_nothing_told_twice(
    stage: Stage, engine: AsyncEngine
) -> None:
    case_id, _ = await stage.escalate()
    stage.clock.forward(minutes=3)
    with pytest.raises(RuntimeError, match="killed"):
        await _killed_before_the_commit(stage)
    assert await live(engine, "clock_warning") == []
    stage.clock.forward(minutes=10)  # nobody watched meanwhile: all three shares have passed
    await watch(stage)
    assert [t["percent"] for t in await live(engine, "clock_warning") if t["kind"] == "first_response"] == [
        60,
        80,
        100,
    ]
    assert (await kinds(stage, case_id)).count("clock_breached") == 1


async def _killed_before_the_commit(stage: Stage) -> None:
    now = stage.clock.now()
    async with stage.hub.store.begin() as tx:
        for clock in await tx.clocks.lock_warnings(now, 10):
            await stage.hub.clocks._warn(tx, clock, now)
        raise RuntimeError("killed before the commit")


async def test_two_watchers_at_once_share_the_work(stage: Stage, engine: AsyncEngine) -> None:
    for n in range(8):
        await stage.escalate(f"C10{n}")
    stage.clock.forward(minutes=3)
    async with asyncio.timeout(60):
        await asyncio.gather(*(watch(stage) for _ in range(4)))
    told = await live(engine, "clock_warning")
    assert [t["percent"] for t in told] == [60] * 8


async def test_a_held_conversation_is_skipped_and_comes_next_time(stage: Stage, engine: AsyncEngine) -> None:
    case_id, conversation_id = await stage.escalate()
    stage.clock.forward(minutes=3, seconds=10)
    async with stage.hub.store.begin() as tx:
        await tx.conversations.lock(conversation_id)
        await watch(stage)
        assert await live(engine, "clock_warning") == [], "whoever has the conversation may just be answering"
    await watch(stage)
    assert (await one(stage, case_id, "first_response")).warned == 60


async def test_only_a_butlers_words_end_the_wait_for_an_answer(stage: Stage) -> None:
    case_id, _ = await stage.escalate()
    butler = await stage.butler("linxiao")
    cases = stage.hub.cases
    await cases.claim(butler, case_id, TRACE)
    await stage.say("在吗")
    assert [c.kind for c in await clocks(stage, case_id) if c.running] == ["first_response", "resolution"]
    await cases.reply(butler, case_id, "m1", "在的", TRACE)
    stage.clock.forward(minutes=1)
    await stage.say("我的钱什么时候到")
    asked_at = stage.clock.now()
    stage.clock.forward(minutes=2)
    await stage.say("？？")
    await stage.observe()
    waiting = await one(stage, case_id, "next_response")
    assert (waiting.started_at, waiting.running) == (asked_at, True), "from the first unanswered message"
    assert waiting.due_at == asked_at + timedelta(minutes=10)
    await stage.hub.news.accept(event("claim.step_changed", state_code="CALCULATING"), TRACE)
    await stage.tell_news()
    assert (await one(stage, case_id, "next_response")).running, "a notice of the system is no answer"
    await cases.reply(butler, case_id, "m2", "明天上午给您回电", TRACE)
    assert not (await one(stage, case_id, "next_response")).running
    assert [c.kind for c in await clocks(stage, case_id) if c.running] == ["resolution"]


async def test_out_of_hours_a_p1_is_owed_a_call_within_half_an_hour(stage: Stage) -> None:
    """domain.md section 6.1; also what the customer is told."""
    stage.clock.at = NOON + timedelta(hours=12)
    case_id, conversation_id = await stage.escalate()
    first = await one(stage, case_id, "first_response")
    assert first.due_at - first.started_at == timedelta(minutes=30)
    assert first.started_at <= stage.clock.now()
    shown = (await stage.hub.chat.state(conversation_id)).case
    assert shown is not None
    assert "30 分钟内给您回电" in (shown.wait_text or "")


async def test_out_of_hours_the_clock_waits_for_the_desk(stage: Stage) -> None:
    stage.clock.at = NOON + timedelta(hours=12)  # midnight in China
    wish = Directive(DirectiveType.OPEN_CASE, codes=("E05",), priority=Priority.P2, reason="少赔了")
    stage.bot.directives = (wish,)
    message = await stage.say("少给的补给我")
    await stage.turn()
    async with stage.hub.store.begin() as tx:
        case = await tx.cases.open_of(message.conversation_id)
    assert case is not None
    case_id = case.id
    first = await one(stage, case_id, "first_response")
    assert first.started_at == NOON + timedelta(hours=20, minutes=30), "the desk opens at 08:30"
    stage.clock.forward(hours=6)
    await watch(stage)
    assert (await one(stage, case_id, "first_response")).warned == 0


async def test_releasing_and_reopening_loses_no_clock(stage: Stage) -> None:
    stage.insurer.claims = (CLAIM,)
    case_id, _ = await stage.escalate()
    butler = await stage.butler("linxiao")
    cases = stage.hub.cases
    await cases.claim(butler, case_id, TRACE)
    await cases.reply(butler, case_id, "m1", "我看看", TRACE)
    await stage.say("好")
    owed = await one(stage, case_id, "next_response")
    await cases.release(butler, case_id, "换人", TRACE)
    running = {c.kind: c for c in await clocks(stage, case_id) if c.running and c.kind != "statutory"}
    assert set(running) == {"first_response", "resolution"}
    assert running[ClockKind.FIRST_RESPONSE].due_at <= owed.due_at
    before = {c.code: c for c in await clocks(stage, case_id) if c.kind == "statutory"}
    await cases.claim(butler, case_id, TRACE)
    await cases.resolve(butler, case_id, "explained", "说清楚了", "都说清楚了", TRACE)
    assert not [c for c in await clocks(stage, case_id) if c.running]
    stage.clock.forward(days=1)
    await stage.escalate()
    after = {c.code: c for c in await clocks(stage, case_id) if c.kind == "statutory"}
    assert {code: c.due_at for code, c in after.items()} == {code: c.due_at for code, c in before.items()}
    assert all(c.running for c in after.values()), "closing and reopening wins no time"
    assert (await stage.hub.reconciler.check()).differences == ()


async def test_a_waiting_case_without_a_clock_is_a_difference(stage: Stage, engine: AsyncEngine) -> None:
    case_id, _ = await stage.escalate()
    async with engine.begin() as connection:
        await connection.execute(
            text("UPDATE clocks SET stopped_at = now() WHERE case_id = :c AND kind = 'first_response'"),
            {"c": case_id},
        )
        await connection.execute(text("UPDATE clocks SET next_warn_at = NULL WHERE kind = 'resolution'"))
    found = (await stage.hub.reconciler.check()).differences
    assert found == (
        "1 running clocks that nobody would be warned of",
        "1 waiting cases without a running first-response clock",
    )


CLAIM: dict[str, Any] = {
    "claim_no": "CL1",
    "state_code": "LIABILITY_REVIEW",
    "first_claim_at": (NOON - timedelta(days=3)).isoformat(),
    "docs_complete_at": (NOON - timedelta(days=1)).isoformat(),
    "events": [{"state_code": "LIABILITY_REVIEW", "entered_at": (NOON - timedelta(days=1)).isoformat()}],
}


def event(type: str, n: int = 1, **data: Any) -> InsurerEvent:
    return InsurerEvent(f"e{n}-{type}", type, "C001", "CL1", None, NOON + timedelta(minutes=n), data)


async def test_an_opened_case_has_the_clocks_of_its_claims(stage: Stage) -> None:
    stage.insurer.claims = (CLAIM,)
    case_id, _ = await stage.escalate()
    found = {c.code: c for c in await clocks(stage, case_id) if c.kind == "statutory"}
    assert set(found) == {"claim_decide", "adjudicate", "advance"}
    told = await stage.hub.clock_desk.of_case(await stage.butler(), case_id)
    decide = next(view for view in told if view.code == "claim_decide")
    assert (decide.name, decide.subject, decide.calendar) == ("核定（互联网人身险）", "CL1", "working")
    assert "108号" in decide.basis


async def test_an_overdue_claim_makes_the_case_urgent(stage: Stage, engine: AsyncEngine) -> None:
    """Rule R05: orange brings a butler, red is P1."""
    stage.insurer.claims = ({**CLAIM, "first_claim_at": (NOON - timedelta(days=70)).isoformat()},)
    stage.bot.directives = (noted("complaint"),)
    await stage.exchange("我要登记投诉")
    conversation = await stage.hub.intake.open_conversation(CONTACT)
    async with stage.hub.store.begin() as tx:
        opened = await tx.cases.open_of(conversation.id)
    assert opened is not None
    assert opened.priority is Priority.P2
    await watch(stage)
    async with stage.hub.store.begin() as tx:
        case = await tx.cases.get(opened.id)
    assert case.priority is Priority.P1
    told = [(t["code"], t["percent"]) for t in await live(engine, "clock_warning")]
    assert sorted(told) == [("adjudicate", 100), ("advance", 100)], (
        "what was past before we knew is told once"
    )


async def test_a_clock_at_risk_of_who_never_wrote_is_no_error(stage: Stage) -> None:
    due = (NOON + timedelta(days=1)).isoformat()
    await stage.hub.news.accept(event("claim.clock", 1, clock_code="pay", percent=80, due_at=due), TRACE)
    await stage.tell_news()
    assert (await stage.hub.reconciler.check()).opened == 0


async def test_news_of_the_claim_moves_its_clocks(stage: Stage) -> None:
    stage.insurer.claims = (CLAIM,)
    case_id, _ = await stage.escalate()
    asked = {"state_code": "SUPPLEMENT_REQUESTED", "entered_at": (NOON + timedelta(minutes=1)).isoformat()}
    stage.insurer.claims = (
        {**CLAIM, "state_code": "SUPPLEMENT_REQUESTED", "events": [*CLAIM["events"], asked]},
    )
    await stage.hub.news.accept(event("claim.step_changed", state_code="SUPPLEMENT_REQUESTED"), TRACE)
    await stage.tell_news()
    assert (await one(stage, case_id, "adjudicate")).paused_at == NOON + timedelta(minutes=1)
    assert not (await one(stage, case_id, "claim_decide")).running
    stage.insurer.up = False
    await stage.hub.news.accept(
        event("claim.decided", 2, state_code="DECISION_APPROVED", outcome="approved"), TRACE
    )
    await stage.tell_news()
    assert not (await one(stage, case_id, "adjudicate")).running, "also when the insurer cannot be asked"
    notify = await one(stage, case_id, "claim_notify")
    assert (notify.started_at, notify.running) == (NOON + timedelta(minutes=2), False), "told at once"


async def test_a_limit_at_80_percent_brings_a_butler_and_at_100_it_is_urgent(stage: Stage) -> None:
    conversation = await stage.hub.intake.open_conversation(CONTACT)
    due = (NOON + timedelta(days=1)).isoformat()
    await stage.hub.news.accept(
        event("claim.clock", 1, clock_code="adjudicate", percent=60, due_at=due), TRACE
    )
    await stage.tell_news()
    async with stage.hub.store.begin() as tx:
        assert await tx.cases.open_of(conversation.id) is None
    await stage.hub.news.accept(
        event("claim.clock", 2, clock_code="adjudicate", percent=80, due_at=due), TRACE
    )
    await stage.hub.news.accept(
        event("claim.clock", 2, clock_code="adjudicate", percent=80, due_at=due), TRACE
    )
    await stage.tell_news()
    async with stage.hub.store.begin() as tx:
        case = await tx.cases.open_of(conversation.id)
        floor = (await tx.conversations.get(conversation.id)).floor
    assert case is not None
    assert (case.codes, case.priority, floor) == (("E06",), Priority.P2, "bot")
    assert "CL1" in case.reason
    assert "核定" in case.reason
    stage.clock.forward(days=2)
    late = event("claim.clock", 3, clock_code="adjudicate", percent=100, due_at=due)
    await stage.hub.news.accept(late, TRACE)
    await stage.tell_news()
    async with stage.hub.store.begin() as tx:
        again = await tx.cases.open_of(conversation.id)
    assert again is not None
    assert (again.id, again.priority) == (case.id, Priority.P1)
    assert (await stage.hub.reconciler.check()).differences == ()


def noted(kind: str, no: str = "TS20261122-1", claim_no: str | None = None) -> Directive:
    return Directive(DirectiveType.NOTE_REQUEST, request=NotedRequest(no, kind, NOON, claim_no))


async def test_a_registered_complaint_is_a_case_with_its_clocks(stage: Stage) -> None:
    stage.bot.directives = (noted("complaint"),)
    await stage.exchange("我要登记投诉")
    conversation = await stage.hub.intake.open_conversation(CONTACT)
    async with stage.hub.store.begin() as tx:
        case = await tx.cases.open_of(conversation.id)
        floor = conversation.floor
    assert case is not None
    assert (case.codes, case.priority, floor) == (("E03",), Priority.P2, "bot")
    found = {c.code: c for c in await clocks(stage, case.id) if c.kind == "statutory"}
    assert set(found) == {"complaint_contact", "handle_15_30_60"}
    assert {c.subject for c in found.values()} == {"TS20261122-1"}
    await stage.exchange("再登记一次")
    assert len(await clocks(stage, case.id)) == 4, "the same request again starts nothing"
    butler = await stage.butler("linxiao")
    await stage.hub.cases.claim(butler, case.id, TRACE)
    assert (await one(stage, case.id, "complaint_contact")).running, "taking the case is no contact"
    await stage.hub.cases.reply(butler, case.id, "m1", "您好，投诉我看到了", TRACE)
    assert not (await one(stage, case.id, "complaint_contact")).running
    assert (await one(stage, case.id, "handle_15_30_60")).running
    assert (await stage.hub.reconciler.check()).differences == ()


async def test_other_requests_run_in_an_open_case_only(stage: Stage) -> None:
    stage.bot.directives = (noted("privacy", "YS1"),)
    await stage.exchange("删掉我的信息")
    conversation = await stage.hub.intake.open_conversation(CONTACT)
    async with stage.hub.store.begin() as tx:
        assert await tx.cases.open_of(conversation.id) is None
    stage.bot.directives = (noted("complaint"),)
    await stage.exchange("我要登记投诉")
    stage.bot.directives = (noted("privacy", "YS2"), noted("appeal", "SS1", "CL1"))
    await stage.exchange("再删一次")
    async with stage.hub.store.begin() as tx:
        case = await tx.cases.open_of(conversation.id)
    assert case is not None
    found = {c.code: c.subject for c in await clocks(stage, case.id) if c.kind == "statutory"}
    assert (found["privacy_reply"], found["appeal_review"]) == ("YS2", "CL1")


async def test_clocks_by_hand(stage: Stage) -> None:
    case_id, _ = await stage.escalate()
    butler, other = await stage.butler("linxiao"), await stage.butler("zhoukai")
    chief = await stage.butler("suyan", Role.SUPERVISOR)
    desk, now = stage.hub.clock_desk, stage.clock.now()
    with pytest.raises(NotYourCase):
        await desk.start(butler, case_id, "pay", "CL1", now)
    await stage.hub.cases.claim(butler, case_id, TRACE)
    for code, start in (
        ("fraud", now),
        ("nonsense", now),
        ("pay", now + timedelta(days=2)),
        ("pay", NOON.replace(year=2020)),
    ):
        with pytest.raises(Invalid):
            await desk.start(butler, case_id, code, "CL1", start)
    pay = await desk.start(butler, case_id, "pay", "CL1", now)
    with pytest.raises(Conflict):
        await desk.start(butler, case_id, "pay", "CL1", now)
    assert pay.id is not None
    with pytest.raises(Conflict, match="法律只允许"):
        await desk.pause(butler, pay.id, "客户没空")
    with pytest.raises(NotYourCase):
        await desk.stop(other, pay.id, "办好了")
    with pytest.raises(Invalid):
        await desk.stop(butler, pay.id, "  ")
    await desk.stop(butler, pay.id, "款已到账")
    again = await desk.start(butler, case_id, "pay", "CL1", now)
    assert (again.id, again.stopped_at) == (pay.id, None)
    thirty = await desk.start(butler, case_id, "adjudicate", "CL1", now)
    assert thirty.id is not None
    assert (await desk.pause(butler, thirty.id, "补件通知已送达")).paused_at == now
    stage.clock.forward(days=4)
    assert (await desk.resume(butler, thirty.id, "材料补齐")).due_at > thirty.due_at
    complaint = await desk.start(butler, case_id, "handle_15_30_60", "TS1", now)
    assert complaint.id is not None
    with pytest.raises(Forbidden):
        await desk.extend(butler, complaint.id, 30, "情况复杂")
    with pytest.raises(Conflict):
        await desk.extend(chief, complaint.id, 60, "情况复杂")
    assert (await desk.extend(chief, complaint.id, 30, "情况复杂，已告知客户")).amount == 30
    assert (await desk.extend(chief, complaint.id, 60, "特别复杂，已批准")).amount == 60
    response = (await clocks(stage, case_id))[0]
    with pytest.raises(Conflict):
        await desk.stop(chief, response.id, "不想看见它")
    told = [k for k in await kinds(stage, case_id) if k.startswith("clock_")]
    assert told == [
        *(
            "clock_started",
            "clock_stopped",
            "clock_started",
            "clock_started",
            "clock_paused",
            "clock_resumed",
        ),
        *("clock_started", "clock_extended", "clock_extended"),
    ]
