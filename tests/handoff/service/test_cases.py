"""Escalation, taking over, answering, giving back, settling."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from handoff.domain.accounts import Principal, Role
from handoff.domain.case import CaseRequest, Priority
from handoff.domain.conversation import Floor
from handoff.domain.errors import (
    CaseAlreadyHeld,
    CaseClosed,
    Conflict,
    Forbidden,
    Invalid,
    NotFound,
    NotYourCase,
)
from tests.handoff.stage import Stage

TRACE = "corr-desk-0001"


async def test_an_escalation_opens_a_case_with_everything_on_the_table(stage: Stage) -> None:
    linxiao = await stage.butler("linxiao")
    await stage.exchange("住院要交啥材料")
    case_id, conversation_id = await stage.escalate()
    detail = await stage.hub.cases.get(linxiao, case_id, TRACE)
    row = detail.summary_row
    assert row.number == "A20261122-0001"
    assert (row.status, row.priority) == ("waiting", Priority.P1)
    assert [(c.code, c.name) for c in row.codes] == [("E04", "拒赔争议")]
    assert row.evidence_text == ("凭什么拒",)
    assert row.dedicated_butler is not None
    assert row.dedicated_butler.id == linxiao.id
    assert row.first_response_due_at is not None
    assert (row.first_response_due_at - row.opened_at).total_seconds() == 300
    assert (detail.floor, detail.floor_epoch) == ("queue", 2)
    assert detail.allowed == ("claim", "note")
    context = detail.context
    assert context["already_answered"] == ["答：住院要交啥材料", "答：凭什么拒赔"]
    assert context["policies"] == [{"policy_no": "…1234"}]
    assert context["timeline"]["claim_no"] == "CL1"
    assert context["slots"] == {"phone": "[MOBILE]"}
    assert context["emotion"]["label"] == "angry"
    assert [c["scores"] for c in context["emotion"]["course"]] == [{}, {"E04": 0.9}]
    assert context["transcript_excerpt"][-1]["text"] == "答：凭什么拒赔"
    assert context["insurer_available"] is True
    assert context["suggested_next"]
    assert context["draft_reply"]
    assert [e.kind for e in detail.events] == ["opened"]
    state = await stage.hub.chat.state(conversation_id)
    assert state.case is not None
    assert (state.floor, state.case.position, state.case.wait_minutes) == ("queue", 1, 5)
    assert "5 分钟内" in (state.case.promise or "")


async def test_every_promised_field_of_the_package_is_there(stage: Stage) -> None:
    case_id, _ = await stage.escalate()
    detail = await stage.hub.cases.get(await stage.butler(), case_id, TRACE)
    assert set(detail.context) == {
        *("session_id", "channel", "person", "goal", "summary", "codes", "evidence", "emotion", "priority"),
        *("intents", "slots", "transcript_excerpt", "already_answered", "promises", "policies", "claims"),
        *("timeline", "missing_documents", "clocks", "clause_refs", "earlier_cases", "accessibility"),
        *("suggested_next", "draft_reply", "callback_window", "insurer_available", "frozen_at"),
        *("user_ref", "policy_no", "claim_no", "already_tried", "documents", "clauses", "sensitive_flags"),
    }


async def test_claim_reply_resolve(stage: Stage) -> None:
    case_id, conversation_id = await stage.escalate()
    butler = await stage.butler("linxiao")
    claimed = await stage.hub.cases.claim(butler, case_id, TRACE)
    assert claimed.allowed == ("reply", "resolve", "release", "transfer", "snooze", "note")
    assert claimed.clocks[0].stopped_at is None, "only words end the wait"
    message, new = await stage.hub.cases.reply(butler, case_id, "r1", "我是林晓，我来看", TRACE)
    again, repeated = await stage.hub.cases.reply(butler, case_id, "r1", "别的", TRACE)
    assert (new, repeated, again.id) == (True, False, message.id)
    await stage.deliver()
    detail = await stage.hub.cases.get(butler, case_id, TRACE)
    assert detail.clocks[0].stopped_at is not None
    state = await stage.hub.chat.state(conversation_id)
    assert (state.floor, state.butler_name) == ("butler", "Linxiao")
    done = await stage.hub.cases.resolve(
        butler, case_id, "explained", "逐条解释了条款", "结论已经发您", TRACE
    )
    await stage.deliver()
    assert (done.summary_row.status, done.outcome, done.floor) == ("resolved", "explained", "bot")
    page = await stage.hub.chat.feed(conversation_id)
    assert [(m.author, m.author_name) for m in page.messages[-4:]] == [
        ("system", "系统提示"),
        ("butler", "Linxiao"),
        ("butler", "Linxiao"),
        ("system", "系统提示"),
    ]
    assert page.messages[-1].body["card"]["type"] == "rating"
    assert page.state.case is None
    kinds = [e.kind for e in (await stage.hub.cases.get(butler, case_id, TRACE)).events]
    assert kinds == ["opened", "claimed", "replied", "resolved"]
    assert (await stage.hub.reconciler.check()).differences == ()


async def test_after_the_case_the_bot_is_told_of_it_and_keeps_what_it_had(stage: Stage) -> None:
    """The bot itself lets go of what led to the case (bot/turn_state.py) and keeps a form left unfinished."""
    case_id, _ = await stage.escalate()
    butler = await stage.butler()
    await stage.hub.cases.claim(butler, case_id, TRACE)
    await stage.hub.cases.resolve(butler, case_id, "explained", "条款第 5 条", "已说明", TRACE)
    feed = await stage.exchange("谢谢，还想问免赔额")
    assert feed[-1] == "答：谢谢，还想问免赔额"
    request = stage.bot.requests[-1]
    assert request.state is not None
    assert request.state["v"] == 1
    assert request.facts["last_case"] == {
        "number": "A20261122-0001",
        "resolved_at": request.facts["last_case"]["resolved_at"],
        "outcome": "explained",
        "codes": ["E04"],
        "settled": "已解释清楚：条款第 5 条",
        "told": "已说明",
    }


async def test_the_bot_is_told_how_often_a_person_settled_something_lately(stage: Stage) -> None:
    butler = await stage.butler()
    for count in range(2):
        case_id, _ = await stage.escalate()
        assert stage.bot.requests[-1].facts["earlier_cases"] == count
        await stage.hub.cases.claim(butler, case_id, TRACE)
        await stage.hub.cases.resolve(butler, case_id, "explained", "条款第 5 条", "已说明", TRACE)
        # Sooner, the same trouble would be the same case again.
        stage.clock.forward(days=8)
    await stage.exchange("还想问免赔额")
    assert stage.bot.requests[-1].facts["earlier_cases"] == 2
    await stage.exchange("住院要交啥", "C002")
    assert stage.bot.requests[-1].facts["earlier_cases"] == 0
    stage.clock.forward(days=61)
    await stage.exchange("又来问一句")
    assert stage.bot.requests[-1].facts["earlier_cases"] == 0


async def test_an_outage_is_no_earlier_case_of_the_customer(stage: Stage) -> None:
    case_id, conversation_id = await stage.escalate()
    butler = await stage.butler()
    await stage.hub.cases.claim(butler, case_id, TRACE)
    await stage.hub.cases.resolve(butler, case_id, "explained", "好", "好", TRACE)
    now = stage.clock.now()
    async with stage.hub.store.begin() as tx:
        outage = await tx.cases.start_outage(now)
        case = await tx.cases.get(case_id)
        await tx.cases.save(replace(case, outage_id=outage.id))
        assert await tx.cases.settled_since(conversation_id, "C001", now - timedelta(days=60), 9) == 0


async def test_what_no_butler_has_seen_is_answered_by_the_bot(stage: Stage) -> None:
    """Written while the butler held the floor, unread when he closed: not lost between the two."""
    case_id, conversation_id = await stage.escalate()
    butler = await stage.butler()
    await stage.hub.cases.claim(butler, case_id, TRACE)
    await stage.say("看得到的")
    await stage.hub.cases.messages(butler, case_id)
    await stage.say("没人看到的")
    await stage.hub.cases.resolve(butler, case_id, "explained", "好", "好", TRACE)
    await stage.turn()
    assert [[m.text for m in r.messages] for r in stage.bot.requests[1:]] == [["没人看到的"]]
    del conversation_id


async def test_two_butlers_race_200_times(stage: Stage) -> None:
    """Each time exactly one has it, the other is told who, and the floor is the winner's."""
    butlers = [await stage.butler("linxiao"), await stage.butler("zhoukai")]
    case_id, conversation_id = await stage.escalate()
    wins = {b.id: 0 for b in butlers}
    for n in range(200):
        contenders = butlers if n % 2 else butlers[::-1]
        results = await asyncio.gather(
            *(stage.hub.cases.moves.claim(b, case_id, TRACE) for b in contenders), return_exceptions=True
        )
        [refused] = [r for r in results if r is not None]
        assert isinstance(refused, CaseAlreadyHeld)
        winner = contenders[results.index(None)]
        assert winner.name in refused.detail
        async with stage.hub.store.begin() as tx:
            case = await tx.cases.get(case_id)
            conversation = await tx.conversations.get(conversation_id)
        assert case.butler_id == winner.id == conversation.holder_id
        assert (conversation.floor, conversation.floor_epoch) == (Floor.BUTLER, 3 + 2 * n)
        wins[winner.id] += 1
        await stage.hub.cases.moves.release(winner, case_id, "", TRACE)
    assert all(wins.values()), "a race in which always the same one wins is none"


async def test_claiming_again_changes_nothing(stage: Stage) -> None:
    case_id, conversation_id = await stage.escalate()
    butler = await stage.butler()
    first = await stage.hub.cases.claim(butler, case_id, TRACE)
    second = await stage.hub.cases.claim(butler, case_id, TRACE)
    assert first.summary_row.version == second.summary_row.version
    assert first.floor_epoch == second.floor_epoch
    await stage.deliver()
    came = [t for t in await stage.feed(conversation_id) if "来了" in t]
    assert len(came) == 1


async def test_only_the_holder_may_act(stage: Stage) -> None:
    case_id, conversation_id = await stage.escalate()
    holder, other = await stage.butler("linxiao"), await stage.butler("zhoukai")
    cases = stage.hub.cases
    with pytest.raises(NotYourCase):
        await cases.reply(holder, case_id, "r1", "还没接", TRACE)
    await cases.claim(holder, case_id, TRACE)
    for act in (
        cases.reply(other, case_id, "r1", "插话", TRACE),
        cases.release(other, case_id, "", TRACE),
        cases.resolve(other, case_id, "explained", "好", "好", TRACE),
        cases.typing(other, case_id),
    ):
        with pytest.raises(NotYourCase):
            await act
    await stage.deliver()
    assert "插话" not in await stage.feed(conversation_id)


async def test_release_puts_it_back_with_a_clock(stage: Stage) -> None:
    case_id, conversation_id = await stage.escalate()
    first, second = await stage.butler("linxiao"), await stage.butler("zhoukai")
    cases = stage.hub.cases
    await cases.claim(first, case_id, TRACE)
    await cases.reply(first, case_id, "r1", "我看看", TRACE)
    stage.clock.forward(minutes=3)
    released = await cases.release(first, case_id, "要条款专员", TRACE)
    assert (released.summary_row.status, released.floor) == ("waiting", "queue")
    row = released.summary_row
    assert row.waiting_since is not None
    assert row.first_response_due_at == row.waiting_since + timedelta(minutes=5)
    await stage.deliver()
    assert "暂时离开" in (await stage.feed(conversation_id))[-1]
    await stage.say("还在吗")
    await stage.turn()
    assert len(stage.bot.requests) == 1, "the bot stays silent in the queue"
    assert (await stage.hub.reconciler.check()).differences == ()
    await cases.claim(second, case_id, TRACE)
    await cases.reply(second, case_id, "r1", "我接着来", TRACE)
    detail = await cases.get(second, case_id, TRACE)
    assert all(c.stopped_at for c in detail.clocks if c.kind != "resolution")
    assert [e.kind for e in detail.events] == [
        *("opened", "claimed", "replied", "released", "claimed", "replied")
    ]


async def test_a_dispute_needs_a_reason_and_a_word_to_the_customer(stage: Stage) -> None:
    case_id, conversation_id = await stage.escalate()
    butler = await stage.butler()
    cases = stage.hub.cases
    await cases.claim(butler, case_id, TRACE)
    for outcome, reason, told in (
        ("explained", "", "说了"),
        ("explained", "有理由", "  "),
        ("nonsense", "有理由", "说了"),
    ):
        with pytest.raises(Invalid):
            await cases.resolve(butler, case_id, outcome, reason, told, TRACE)
    assert (await cases.get(butler, case_id, TRACE)).summary_row.status == "active"
    await stage.deliver()
    assert "说了" not in await stage.feed(conversation_id), "nothing of a refused step is stored"


async def test_what_is_closed_stays_closed(stage: Stage) -> None:
    case_id, _ = await stage.escalate()
    butler = await stage.butler()
    cases = stage.hub.cases
    await cases.claim(butler, case_id, TRACE)
    await cases.resolve(butler, case_id, "explained", "好", "好", TRACE)
    for act in (
        cases.claim(butler, case_id, TRACE),
        cases.reply(butler, case_id, "r9", "还有", TRACE),
        cases.resolve(butler, case_id, "explained", "好", "好", TRACE),
    ):
        with pytest.raises(CaseClosed):
            await act


async def test_who_sees_what(stage: Stage) -> None:
    mine, theirs = await stage.butler("linxiao"), await stage.butler("zhoukai")
    supervisor = await stage.butler("suyan", Role.SUPERVISOR)
    trainer, admin = await stage.butler("trainer", Role.TRAINER), await stage.butler("admin", Role.ADMIN)
    case_id, _ = await stage.escalate()
    cases = stage.hub.cases
    for viewer in (mine, theirs, supervisor):
        assert (await cases.list(viewer)).counts.waiting == 1
        await cases.messages(viewer, case_id)
    for viewer in (trainer, admin):
        await _sees_nothing(stage, viewer, case_id)
    await cases.claim(mine, case_id, TRACE)
    await cases.resolve(mine, case_id, "explained", "好", "好", TRACE)
    assert len((await cases.list(mine, "resolved")).items) == 1
    assert len((await cases.list(supervisor, "resolved")).items) == 1
    assert (await cases.list(theirs, "resolved")).items == ()
    assert (await cases.list(theirs, "all")).items == ()
    for look in (cases.get(theirs, case_id, TRACE), cases.messages(theirs, case_id)):
        with pytest.raises(NotFound):
            await look


async def _sees_nothing(stage: Stage, viewer: Principal, case_id: object) -> None:
    cases = stage.hub.cases
    for look in (
        cases.list(viewer),
        cases.get(viewer, case_id, TRACE),  # type: ignore[arg-type]
        cases.messages(viewer, case_id),  # type: ignore[arg-type]
        cases.claim(viewer, case_id, TRACE),  # type: ignore[arg-type]
        cases.add_note(viewer, case_id, "偷看"),  # type: ignore[arg-type]
        stage.hub.events.hello(viewer),
    ):
        with pytest.raises(Forbidden):
            await look


async def test_lists_by_priority_then_longest_waiting_in_pages(stage: Stage) -> None:
    butler = await stage.butler()
    for n in range(5):
        await stage.escalate(f"P{n}")
        stage.clock.forward(seconds=5)
    async with stage.hub.store.begin() as tx:
        rows, _ = await tx.cases.page("waiting", butler.id, None, 10, see_all=True)
        urgent = rows[3].case
        await tx.cases.save(urgent.escalated_again(CaseRequest(("E09",), Priority.P0, "不想活了")))
    seen, cursor = [], None
    while True:
        page = await stage.hub.cases.list(butler, "waiting", cursor, 2)
        seen += [row.number for row in page.items]
        cursor = page.next_cursor
        if cursor is None:
            break
    assert seen == [f"A20261122-000{n}" for n in (4, 1, 2, 3, 5)]
    for broken in ("x", "eyJhIjoxfQ", "W10", "!!!!"):
        with pytest.raises(Invalid):
            await stage.hub.cases.list(butler, "waiting", broken)
    with pytest.raises(Invalid):
        await stage.hub.cases.list(butler, "everything")


async def test_notes_and_ratings(stage: Stage) -> None:
    case_id, conversation_id = await stage.escalate()
    butler = await stage.butler()
    cases, chat = stage.hub.cases, stage.hub.chat
    await cases.claim(butler, case_id, TRACE)
    note = await cases.add_note(butler, case_id, "客户在医院，晚上再联系")
    with pytest.raises(Invalid):
        await cases.add_note(butler, case_id, "  ")
    with pytest.raises(Conflict):
        await chat.rate(conversation_id, case_id, 5, "")
    await cases.resolve(butler, case_id, "explained", "好", "好", TRACE)
    with pytest.raises(Invalid):
        await chat.rate(conversation_id, case_id, 6, "")
    with pytest.raises(NotFound):
        await chat.rate(conversation_id, uuid4(), 5, "")
    stranger = await stage.say("你好", "C-stranger")
    with pytest.raises(NotFound):
        await chat.rate(stranger.conversation_id, case_id, 1, "")
    await chat.rate(conversation_id, case_id, 5, "很耐心")
    await chat.rate(conversation_id, case_id, 1, "改主意")
    detail = await cases.get(butler, case_id, TRACE)
    assert detail.csat is not None
    assert (detail.csat.score, detail.csat.comment) == (5, "很耐心")
    assert [n.text for n in detail.notes] == [note.text]


async def test_reading_marks_read_and_typing_shows(stage: Stage) -> None:
    case_id, conversation_id = await stage.escalate()
    butler = await stage.butler()
    await stage.say("补充一句")
    row = (await stage.hub.cases.list(butler)).items[0]
    assert row.unread == 2
    assert (await stage.hub.cases.messages(butler, case_id)).last_seq == 3
    assert (await stage.hub.cases.list(butler)).items[0].unread == 2, "looking without holding is not reading"
    await stage.hub.cases.claim(butler, case_id, TRACE)
    await stage.say("又一句")
    await stage.hub.cases.messages(butler, case_id)
    assert (await stage.hub.cases.list(butler, "mine")).items[0].unread == 0
    await stage.hub.cases.typing(butler, case_id)
    await stage.hub.chat.typing(conversation_id)
    state = await stage.hub.chat.state(conversation_id)
    assert state.typing
    assert state.read_by_desk_seq == 4
    assert (await stage.hub.cases.get(butler, case_id, TRACE)).live["customer_typing"] is True
    await stage.hub.chat.mark_read(conversation_id, 10_000)
    async with stage.hub.store.begin() as tx:
        assert (await tx.conversations.get(conversation_id)).read_by_user_seq == 4


async def test_an_offer_is_recorded_with_the_reason_why_there_is_no_case(stage: Stage) -> None:
    await stage.exchange("随便问问")
    async with stage.hub.store.begin() as tx:
        ledger = await tx.signals.ledger()
    assert (ledger.signals, ledger.signals_with_case, ledger.signals_with_reason, ledger.opened) == (
        1,
        0,
        1,
        0,
    )
    await stage.escalate()
    checked = await stage.hub.reconciler.check()
    assert (checked.signals, checked.signals_with_case, checked.opened) == (2, 1, 1)
    assert checked.differences == ()


async def test_the_insurer_away_the_case_opens_all_the_same(stage: Stage) -> None:
    stage.insurer.up = False
    case_id, _ = await stage.escalate()
    detail = await stage.hub.cases.get(await stage.butler(), case_id, TRACE)
    assert detail.context["insurer_available"] is False
    assert detail.context["person"]["display_name"] == "未登记的客户"
    assert detail.live["insurer_available"] is False


async def test_a_clock_that_runs_out_is_noted_once(stage: Stage) -> None:
    case_id, _ = await stage.escalate()
    stage.clock.forward(minutes=5, seconds=1)
    for _ in range(5):
        await stage.hub.clocks.step()
    detail = await stage.hub.cases.get(await stage.butler(), case_id, TRACE)
    assert [e.kind for e in detail.events] == ["opened", "clock_warning", "clock_warning", "clock_breached"]
    assert detail.clocks[0].breached_at is not None
    assert stage.metrics.last["breaches"] == 1


async def test_every_look_is_in_the_audit_log(stage: Stage, engine: AsyncEngine) -> None:
    """Once per viewer and case for a while, not once per refresh."""
    case_id, _ = await stage.escalate()
    butler, supervisor = await stage.butler(), await stage.butler("suyan", Role.SUPERVISOR)
    for _ in range(3):
        await stage.hub.cases.get(butler, case_id, TRACE)
        await stage.hub.cases.messages(supervisor, case_id)
    async with engine.connect() as connection:
        looks = (
            await connection.execute(
                text("SELECT actor_id, subject FROM audit_log WHERE action = 'case_viewed' ORDER BY id")
            )
        ).all()
    assert [tuple(row) for row in looks] == [
        (butler.id, f"case:{case_id}"),
        (supervisor.id, f"case:{case_id}"),
    ]
