"""While a customer waits: place and time, withdrawing, going on with the bot, being called back. The floor has one
holder throughout, whatever crosses."""

import asyncio
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from handoff.domain.accounts import Principal
from handoff.domain.case import Case, CaseStatus, Priority
from handoff.domain.conversation import Conversation, Floor
from handoff.domain.errors import CaseAlreadyHeld, CaseClosed, Conflict, CrisisStays, Invalid
from handoff.domain.presence import DeskState, first_beat
from handoff.domain.records import Signal
from handoff.domain.views import ChatCase
from handoff.service.reconciliation import differences
from tests.handoff.stage import NOON, Stage

CORR = "corr-0001"


async def now_is(stage: Stage, conversation_id: UUID, case_id: UUID) -> tuple[Conversation, Case]:
    async with stage.hub.store.begin() as tx:
        assert differences(await tx.signals.ledger()) == ()
        return await tx.conversations.get(conversation_id), await tx.cases.get(case_id)


async def moves(stage: Stage, case_id: UUID) -> list[str]:
    async with stage.hub.store.begin() as tx:
        return [e.kind for _, e in await tx.cases.events(case_id)]


def _signal(message_id: UUID, conversation_id: UUID, stage: Stage) -> Signal:
    reason = "the test says so"
    at = stage.clock.now()
    return Signal(uuid4(), conversation_id, message_id, uuid4(), "escalate", ("E01",), {}, at, None, reason)


def tonight(stage: Stage) -> None:
    stage.clock.at = datetime(2026, 11, 22, 15, 0, tzinfo=UTC)  # 23:00 in China


async def test_place_and_promise_while_waiting(stage: Stage) -> None:
    _, conversation_id = await stage.escalate()
    case = (await stage.hub.chat.state(conversation_id)).case
    assert case is not None
    assert (case.position, case.can_withdraw, case.continues, case.callback) == (1, True, False, None)
    assert case.wait_text == case.promise, "nobody's pace is known yet"


async def test_out_of_hours_the_promise_names_the_call_back(stage: Stage) -> None:
    tonight(stage)
    _, conversation_id = await stage.escalate()
    case = (await stage.hub.chat.state(conversation_id)).case
    assert case is not None
    assert case.wait_minutes is None
    assert "30 分钟内给您回电" in (case.wait_text or "")


async def test_withdrawn_by_the_customer(stage: Stage) -> None:
    case_id, conversation_id = await stage.escalate()
    await stage.hub.waiting.withdraw(conversation_id, CORR)
    conversation, case = await now_is(stage, conversation_id, case_id)
    assert (conversation.floor, case.status, case.outcome) == (Floor.BOT, CaseStatus.RESOLVED, "withdrawn")
    assert (await moves(stage, case_id))[-1] == "withdrawn"
    async with stage.hub.store.begin() as tx:
        assert not any(c.running for c in await tx.clocks.of_case(case_id))
        assert await tx.offers.open_of_cases([case_id]) == []
    await stage.hub.waiting.withdraw(conversation_id, CORR)
    assert (await moves(stage, case_id)).count("withdrawn") == 1
    await stage.deliver()
    feed = await stage.feed(conversation_id)
    assert "已按您说的取消了" in feed[-1]
    assert (await stage.exchange("免赔额是啥"))[-1] == "答：免赔额是啥"


async def test_upset_words_written_while_waiting_do_not_open_the_case_again(stage: Stage) -> None:
    case_id, conversation_id = await stage.escalate()
    await stage.say("我要投诉你们，快点")
    await stage.observe()
    asked = len(stage.bot.requests)
    await stage.hub.waiting.withdraw(conversation_id, CORR)
    await stage.turn()
    assert len(stage.bot.requests) == asked
    conversation, case = await now_is(stage, conversation_id, case_id)
    assert (conversation.floor, case.status) == (Floor.BOT, CaseStatus.RESOLVED)


async def test_nothing_to_withdraw(stage: Stage) -> None:
    message = await stage.say("你好")
    for wish in (stage.hub.waiting.withdraw, stage.hub.waiting.go_on):
        with pytest.raises(Conflict):
            await wish(message.conversation_id, CORR)


async def test_a_crisis_stays(stage: Stage) -> None:
    case_id, conversation_id = await stage.escalate()
    await stage.say("不想活了")
    await stage.observe()
    for wish in (stage.hub.waiting.withdraw, stage.hub.waiting.go_on):
        with pytest.raises(CrisisStays):
            await wish(conversation_id, CORR)
    conversation, case = await now_is(stage, conversation_id, case_id)
    assert (conversation.floor, case.priority) == (Floor.QUEUE, Priority.P0)
    state = (await stage.hub.chat.state(conversation_id)).case
    assert state is not None
    assert not state.can_withdraw


async def test_withdraw_and_claim_race(stage: Stage) -> None:
    butler = await stage.butler()
    won = []
    for n in range(12):
        case_id, conversation_id = await stage.escalate(f"R{n}")
        claim = stage.hub.cases.moves.claim(butler, case_id, CORR)
        withdraw = stage.hub.waiting.withdraw(conversation_id, CORR)
        both = (claim, withdraw) if n % 2 else (withdraw, claim)
        answers = await asyncio.gather(*both, return_exceptions=True)
        lost = [a for a in answers if isinstance(a, Exception)]
        assert len(lost) == 1, answers
        assert isinstance(lost[0], (CaseAlreadyHeld, CaseClosed))
        conversation, case = await now_is(stage, conversation_id, case_id)
        won.append(case.status)
        expected = {CaseStatus.ACTIVE: Floor.BUTLER, CaseStatus.RESOLVED: Floor.BOT}
        assert conversation.floor is expected[case.status]
    assert len(set(won)) <= 2


async def test_going_on_with_the_bot_keeps_the_place(stage: Stage) -> None:
    case_id, conversation_id = await stage.escalate()
    before, _ = await now_is(stage, conversation_id, case_id)
    await stage.hub.waiting.go_on(conversation_id, CORR)
    await stage.hub.waiting.go_on(conversation_id, CORR)
    conversation, case = await now_is(stage, conversation_id, case_id)
    assert (conversation.floor, conversation.floor_epoch) == (Floor.BOT, before.floor_epoch + 1)
    assert case.status is CaseStatus.WAITING
    assert (await moves(stage, case_id)).count("continued") == 1
    assert (await stage.exchange("住院要啥材料"))[-1] == "答：住院要啥材料"
    state = await stage.hub.chat.state(conversation_id)
    assert state.case is not None
    assert (state.floor, state.case.position, state.case.continues) == ("bot", 1, True)
    _, case = await now_is(stage, conversation_id, case_id)
    assert case.status is CaseStatus.WAITING, "an answer of the bot does not close a case that needs a person"


async def test_calm_questions_asked_while_waiting_are_answered_when_going_on(stage: Stage) -> None:
    _, conversation_id = await stage.escalate()
    await stage.say("你们凭什么这样")
    await stage.say("顺便问下免赔额")
    await stage.observe()
    stage.bot.requests.clear()
    async with stage.hub.store.begin() as tx:
        rows = await tx.messages.unprocessed(conversation_id, 0, 10)
        upset = {"escalation": {"decision": "escalate", "codes": ["E01"]}}
        await tx.messages.put_understanding(rows[1].id, upset, rows[1].id)
        await tx.signals.add(_signal(rows[1].id, conversation_id, stage))
    await stage.hub.waiting.go_on(conversation_id, CORR)
    await stage.turn()
    assert [[m.text for m in r.messages] for r in stage.bot.requests] == [["顺便问下免赔额"]]


async def test_the_next_escalation_goes_back_to_the_queue(stage: Stage) -> None:
    case_id, conversation_id = await stage.escalate()
    await stage.hub.waiting.go_on(conversation_id, CORR)
    await stage.exchange("还是想不通，凭什么拒赔")
    conversation, case = await now_is(stage, conversation_id, case_id)
    assert (conversation.floor, case.status) == (Floor.QUEUE, CaseStatus.WAITING)
    assert (await moves(stage, case_id)).count("merged") == 1
    await stage.hub.waiting.go_on(conversation_id, CORR)
    conversation, _ = await now_is(stage, conversation_id, case_id)
    assert conversation.floor is Floor.BOT


async def test_a_claim_takes_the_floor_from_the_bot_in_the_middle_of_a_turn(stage: Stage) -> None:
    case_id, conversation_id = await stage.escalate()
    await stage.hub.waiting.go_on(conversation_id, CORR)
    await stage.deliver()
    before = await stage.feed(conversation_id)
    stage.bot.hold, stage.bot.begun = asyncio.Event(), asyncio.Event()
    await stage.say("免赔额是啥")
    stage.clock.forward(seconds=1)
    turn = asyncio.create_task(stage.hub.turns.step())
    await stage.bot.begun.wait()
    await stage.hub.cases.moves.claim(await stage.butler(), case_id, CORR)
    stage.bot.hold.set()
    await turn
    await stage.deliver()
    feed = (await stage.feed(conversation_id))[len(before) :]
    assert feed[0] == "免赔额是啥"
    assert not any(text.startswith("答：") for text in feed)
    conversation, case = await now_is(stage, conversation_id, case_id)
    assert (conversation.floor, case.status) == (Floor.BUTLER, CaseStatus.ACTIVE)
    with pytest.raises(CaseAlreadyHeld):
        await stage.hub.waiting.go_on(conversation_id, CORR)


async def test_what_was_heard_before_going_on_still_rings(stage: Stage) -> None:
    """Written while waiting, understood only after the customer went on with the bot."""
    case_id, conversation_id = await stage.escalate()
    await stage.say("我真的不想活了")
    await stage.hub.waiting.go_on(conversation_id, CORR)
    await stage.observe()
    await stage.deliver()
    conversation, case = await now_is(stage, conversation_id, case_id)
    assert (conversation.floor, case.priority) == (Floor.QUEUE, Priority.P0)
    assert any(text.startswith("您现在安全吗") for text in await stage.feed(conversation_id))


async def test_withdrawn_while_going_on(stage: Stage) -> None:
    case_id, conversation_id = await stage.escalate()
    await stage.hub.waiting.go_on(conversation_id, CORR)
    await stage.say("免赔额是啥")
    await stage.hub.waiting.withdraw(conversation_id, CORR)
    await stage.turn()
    await stage.deliver()
    _, case = await now_is(stage, conversation_id, case_id)
    assert case.outcome == "withdrawn"
    assert (await stage.feed(conversation_id))[-1] == "答：免赔额是啥"


async def test_a_bot_that_fails_meanwhile_opens_nothing_new(stage: Stage) -> None:
    case_id, conversation_id = await stage.escalate()
    await stage.hub.waiting.go_on(conversation_id, CORR)
    stage.bot.up = False
    await stage.say("免赔额是啥")
    for _ in range(8):
        stage.clock.forward(seconds=20)
        await stage.turn()
    _, case = await now_is(stage, conversation_id, case_id)
    assert case.codes == ("E04",)
    stage.bot.up = True
    await stage.hub.bot.probe()
    stage.clock.forward(seconds=60)
    await stage.turn()
    await stage.deliver()
    assert (await stage.feed(conversation_id))[-1] == "答：免赔额是啥"


def in_hours(hours: float = 2) -> tuple[datetime, datetime]:
    begin = NOON + timedelta(hours=hours)
    return begin, begin + timedelta(hours=1)


async def test_a_callback_is_noted_replaced_and_shown(stage: Stage) -> None:
    case_id, conversation_id = await stage.escalate()
    ask = stage.hub.waiting.ask_callback
    first = await ask(conversation_id, *in_hours(), "打我手机\x00", CORR)
    assert first.note == "打我手机"
    assert (await ask(conversation_id, *in_hours(), "打我手机", CORR)).id == first.id
    second = await ask(conversation_id, *in_hours(4), "", CORR)
    state = (await stage.hub.chat.state(conversation_id)).case
    assert state is not None
    assert state.callback is not None
    assert state.callback.from_at == second.from_at
    assert (await moves(stage, case_id)).count("callback_asked") == 2
    await stage.deliver()
    assert "今天 16:00–17:00" in (await stage.feed(conversation_id))[-1]


async def test_a_callback_needs_a_waiting_case_and_a_possible_time(stage: Stage) -> None:
    message = await stage.say("你好", "C009")
    with pytest.raises(Conflict):
        await stage.hub.waiting.ask_callback(message.conversation_id, *in_hours(), "", CORR)
    case_id, conversation_id = await stage.escalate()
    with pytest.raises(Invalid):
        await stage.hub.waiting.ask_callback(conversation_id, *in_hours(-3), "", CORR)
    await stage.hub.cases.moves.claim(await stage.butler(), case_id, CORR)
    with pytest.raises(Conflict):
        await stage.hub.waiting.ask_callback(conversation_id, *in_hours(), "", CORR)


async def test_a_missed_callback_is_noticed_once_by_two_hubs_and_made_good(stage: Stage) -> None:
    case_id, conversation_id = await stage.escalate()
    await stage.hub.waiting.ask_callback(conversation_id, *in_hours(), "", CORR)
    await stage.hub.callbacks.step()
    assert "callback_missed" not in await moves(stage, case_id)
    stage.clock.forward(hours=4)
    await asyncio.gather(*(stage.hub.callbacks.step() for _ in range(4)))
    assert (await moves(stage, case_id)).count("callback_missed") == 1
    butler = await stage.butler()
    await stage.hub.callbacks.done(butler, case_id, "打通了")
    with pytest.raises(Exception, match="回电"):
        await stage.hub.callbacks.done(butler, case_id, "又打")
    assert (await moves(stage, case_id))[-1] == "callback_done"


async def test_a_settled_case_misses_no_callback(stage: Stage) -> None:
    case_id, conversation_id = await stage.escalate()
    callback = await stage.hub.waiting.ask_callback(conversation_id, *in_hours(), "", CORR)
    await stage.hub.waiting.withdraw(conversation_id, CORR)
    stage.clock.forward(hours=4)
    await stage.hub.callbacks.step()
    assert "callback_missed" not in await moves(stage, case_id)
    async with stage.hub.store.begin() as tx:
        assert await tx.waiting.callback_of(callback.case_id) is None


async def test_a_withdrawal_that_dies_changes_nothing(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """Killed before its commit: everything as before, and asked again it is done."""
    case_id, conversation_id = await stage.escalate()

    async def dies(*_: object, **__: object) -> None:
        raise ConnectionError("the process ends here")

    with monkeypatch.context() as patch:
        patch.setattr("handoff.service.waiting.finish_move", dies)
        with pytest.raises(ConnectionError):
            await stage.hub.waiting.withdraw(conversation_id, CORR)
    conversation, case = await now_is(stage, conversation_id, case_id)
    assert (conversation.floor, case.status) == (Floor.QUEUE, CaseStatus.WAITING)
    await stage.hub.waiting.withdraw(conversation_id, CORR)
    _, case = await now_is(stage, conversation_id, case_id)
    assert case.outcome == "withdrawn"


async def is_here(stage: Stage, username: str) -> Principal:
    butler = await stage.butler(username)
    async with stage.hub.store.begin() as tx:
        await tx.presences.save(first_beat(butler.id, DeskState.AVAILABLE, stage.clock.now()))
    return butler


async def wait_of(stage: Stage, conversation_id: UUID) -> ChatCase:
    await stage.hub.bus.take("desk-pace")
    case = (await stage.hub.chat.state(conversation_id)).case
    assert case is not None
    return case


async def test_the_waiting_time_is_the_pace_of_the_desk(stage: Stage) -> None:
    async with stage.hub.store.begin() as tx:
        capacity = (await tx.desk_settings.current()).default_capacity
    butler = await is_here(stage, "linxiao")
    for n in range(capacity):
        case_id, conversation_id = await stage.escalate(f"Q{n}")
        if n == 0:
            assert (await wait_of(stage, conversation_id)).wait_text == "下一位就是您，管家马上就来。"
        stage.clock.forward(minutes=4)
        await stage.hub.cases.moves.claim(butler, case_id, CORR)
    _, first = await stage.escalate("LAST1")
    _, second = await stage.escalate("LAST2")
    await is_here(stage, "linxiao")
    each = 120 / capacity
    ahead, behind = await wait_of(stage, first), await wait_of(stage, second)
    assert ahead.wait_text is not None
    assert ahead.wait_text.startswith("下一位就是您，大约")
    assert behind.wait_minutes is not None
    assert behind.wait_minutes >= 2 * each, "never less than the pace says"
    assert behind.wait_text is not None
    assert behind.wait_text.startswith("前面还有 1 位，大约")
    stage.clock.forward(hours=3)
    stale = await wait_of(stage, second)
    assert stale.wait_text == stale.promise, "nobody's console was heard of lately"


async def test_one_measurement_serves_all_who_wait(stage: Stage) -> None:
    await is_here(stage, "linxiao")
    _, conversation_id = await stage.escalate()
    first = await wait_of(stage, conversation_id)
    await is_here(stage, "zhoukai")
    again = (await stage.hub.chat.state(conversation_id)).case
    assert again is not None
    assert again.wait_text == first.wait_text


async def test_who_comes_back_after_withdrawing_finds_the_same_case(stage: Stage) -> None:
    case_id, conversation_id = await stage.escalate()
    await stage.hub.waiting.withdraw(conversation_id, CORR)
    stage.clock.forward(hours=1)
    await stage.exchange("想来想去，凭什么拒赔")
    conversation, case = await now_is(stage, conversation_id, case_id)
    assert (conversation.floor, case.status, case.reopened) == (Floor.QUEUE, CaseStatus.WAITING, 1)
    assert case.outcome != "withdrawn"
