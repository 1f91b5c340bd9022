"""What is written while a person has the floor is understood all the same: it can make the case worse, it
delays nobody, and nothing of it is lost or done twice."""

import asyncio
from uuid import UUID

import pytest

from handoff.domain.accounts import Principal
from handoff.domain.case import Case, Priority
from handoff.domain.conversation import Floor, Message
from handoff.domain.turn import Mode
from handoff.service.observing import TRIES
from handoff.service.reconciliation import differences
from tests.handoff.stage import Stage

CORR = "corr-0001"


async def stored(stage: Stage, message_id: UUID) -> Message:
    async with stage.hub.store.begin() as tx:
        return await tx.messages.get(message_id)


async def the_case(stage: Stage, case_id: UUID) -> Case:
    async with stage.hub.store.begin() as tx:
        return await tx.cases.get(case_id)


async def adds_up(stage: Stage) -> None:
    async with stage.hub.store.begin() as tx:
        assert differences(await tx.signals.ledger()) == ()


async def changed_cases(stage: Stage, viewer: Principal, cursor: str) -> list[UUID | None]:
    """A transaction of another test in the same server may hold the feed back for a while."""
    async with asyncio.timeout(20):
        while True:
            batch = await stage.hub.events.after(viewer, cursor)
            if found := [e.case_id for e in batch.events if e.kind == "case_changed"]:
                return found
            await asyncio.sleep(0.05)


async def claimed(stage: Stage, case_id: UUID) -> None:
    await stage.hub.cases.claim(await stage.butler(), case_id, CORR)


async def test_understanding_is_stored_and_shown_to_the_desk(stage: Stage) -> None:
    case_id, _ = await stage.escalate()
    message = await stage.say("有人吗")
    await stage.observe()
    assert stage.bot.requests[-1].mode is Mode.OBSERVE
    assert stage.bot.requests[-1].facts["open_case"]["codes"] == ["E04"]
    assert stage.bot.requests[-1].facts["open_case"]["priority"] == "P1"
    kept = await stored(stage, message.id)
    assert kept.understanding is not None
    assert kept.turn_id == stage.bot.requests[-1].turn_id
    page = await stage.hub.cases.messages(await stage.butler(), case_id)
    assert [m.understanding is not None for m in page.messages if m.author == "user"] == [True, True]
    assert stage.metrics.heard == {"understood": 1}
    await adds_up(stage)


async def test_a_burst_is_one_request_in_order(stage: Stage) -> None:
    await stage.escalate()
    for words in ("一", "二", "三"):
        await stage.say(words)
    await stage.observe()
    assert [m.text for m in stage.bot.requests[-1].messages] == ["一", "二", "三"]
    assert len(stage.bot.requests) == 2


@pytest.mark.parametrize("held", [False, True])
async def test_a_worsening_rings_again(stage: Stage, held: bool) -> None:
    case_id, conversation_id = await stage.escalate()
    viewer = await stage.butler("suyan")
    if held:
        await claimed(stage, case_id)
    before = await the_case(stage, case_id)
    cursor = await stage.hub.events.hello(viewer)
    message = await stage.say("我真的不想活了")
    await stage.observe()
    after = await the_case(stage, case_id)
    assert (after.priority, after.codes) == (Priority.P0, ("E04", "E09"))
    assert after.status is before.status
    assert after.version > before.version
    assert after.evidence[-1]["message_id"] == str(message.id)
    assert after.context["suggested_next"] != before.context["suggested_next"]
    assert after.context["policies"] == before.context["policies"]
    assert case_id in await changed_cases(stage, viewer, cursor)
    async with stage.hub.store.begin() as tx:
        clock = (await tx.clocks.of_case(case_id))[0]
        moves = [e.kind for _, e in await tx.cases.events(case_id)]
    assert (clock.due_at - stage.clock.now()).total_seconds() <= 60
    assert moves.count("merged") == 1
    await adds_up(stage)
    del conversation_id


async def test_the_same_again_changes_nothing(stage: Stage) -> None:
    case_id, _ = await stage.escalate()
    for _ in range(3):
        await stage.say("我要投诉")
        await stage.observe()
    case = await the_case(stage, case_id)
    assert case.codes == ("E04", "E03")
    async with stage.hub.store.begin() as tx:
        moves = [e.kind for _, e in await tx.cases.events(case_id)]
    assert moves == ["opened", "merged"]
    await adds_up(stage)


async def test_safety_words_while_nobody_is_there_yet(stage: Stage) -> None:
    _, conversation_id = await stage.escalate()
    await stage.say("不想活了")
    await stage.observe()
    await stage.deliver()
    assert (await stage.feed(conversation_id))[-1].startswith("您现在安全吗")


async def test_no_words_of_the_bot_once_a_butler_is_there(stage: Stage) -> None:
    case_id, conversation_id = await stage.escalate()
    await claimed(stage, case_id)
    await stage.say("不想活了")
    await stage.observe()
    await stage.deliver()
    assert not any("安全" in text for text in await stage.feed(conversation_id))
    assert (await the_case(stage, case_id)).priority is Priority.P0


async def test_a_butler_comes_while_the_bot_listens(stage: Stage) -> None:
    """The words are dropped, what was understood is not."""
    case_id, conversation_id = await stage.escalate()
    message = await stage.say("不想活了")
    stage.clock.forward(seconds=1)
    stage.bot.hold, stage.bot.begun = asyncio.Event(), asyncio.Event()
    listening = asyncio.create_task(stage.hub.observer.step())
    await stage.bot.begun.wait()
    await claimed(stage, case_id)
    stage.bot.hold.set()
    await listening
    await stage.deliver()
    assert not any("安全" in text for text in await stage.feed(conversation_id))
    assert (await the_case(stage, case_id)).codes == ("E04", "E09")
    assert (await stored(stage, message.id)).understanding is not None
    await adds_up(stage)


async def test_a_butler_comes_before_the_words_are_sent(stage: Stage) -> None:
    case_id, conversation_id = await stage.escalate()
    await stage.say("不想活了")
    await stage.observe()
    await claimed(stage, case_id)
    await stage.deliver()
    assert not any("安全" in text for text in await stage.feed(conversation_id))


async def test_a_dead_observer_is_taken_over(stage: Stage) -> None:
    case_id, conversation_id = await stage.escalate()
    await stage.say("不想活了")
    stage.clock.forward(seconds=1)
    stage.bot.hold, stage.bot.begun = asyncio.Event(), asyncio.Event()
    dead = asyncio.create_task(stage.hub.observer.step())
    await stage.bot.begun.wait()
    dead.cancel()
    await asyncio.gather(dead, return_exceptions=True)
    stage.bot.hold = None
    assert await stage.hub.observer.step() > 0, "the lease still runs"
    stage.clock.forward(seconds=31)
    await stage.observe()
    await stage.deliver()
    feed = await stage.feed(conversation_id)
    assert sum("安全" in text for text in feed) == 1
    assert (await the_case(stage, case_id)).codes == ("E04", "E09")


async def test_an_observer_taken_for_dead_does_nothing(stage: Stage) -> None:
    case_id, conversation_id = await stage.escalate()
    await stage.say("不想活了")
    stage.clock.forward(seconds=1)
    slow = asyncio.Event()
    stage.bot.hold, stage.bot.begun = slow, asyncio.Event()
    first = asyncio.create_task(stage.hub.observer.step())
    await stage.bot.begun.wait()
    stage.bot.hold = None
    stage.clock.forward(seconds=31)
    await stage.observe()
    slow.set()
    await first
    await stage.deliver()
    assert stage.metrics.heard == {"worsened": 1, "discarded": 1}
    assert sum("安全" in text for text in await stage.feed(conversation_id)) == 1
    async with stage.hub.store.begin() as tx:
        moves = [e.kind for _, e in await tx.cases.events(case_id)]
    assert moves == ["opened", "merged"]
    await adds_up(stage)


async def test_a_failing_bot_delays_nothing_and_loses_nothing(stage: Stage) -> None:
    case_id, conversation_id = await stage.escalate()
    await claimed(stage, case_id)
    await stage.deliver()
    stage.bot.up = False
    first, second = await stage.say("第一句"), await stage.say("第二句")
    butler = await stage.butler()
    await stage.observe()
    await stage.hub.cases.reply(butler, case_id, "m1", "我在", CORR)
    await stage.deliver()
    assert (await stage.feed(conversation_id))[-3:] == ["第一句", "第二句", "我在"]
    for _ in range(3 * TRIES):
        stage.clock.forward(seconds=30)
        await stage.observe()
    for message in (first, second):
        kept = await stored(stage, message.id)
        assert kept.understanding == {
            "message_id": str(message.id),
            "understood": False,
            "not_understood": "bot_unavailable",
        }
    stage.bot.up = True
    third = await stage.say("第三句")
    await stage.observe()
    assert (await stored(stage, third.id)).understanding["intent"]["name"] == "scripted"  # type: ignore[index]
    await adds_up(stage)


async def test_a_bot_that_comes_back_soon_understands_everything(stage: Stage) -> None:
    case_id, _ = await stage.escalate()
    stage.bot.up = False
    message = await stage.say("我要投诉")
    await stage.observe()
    assert stage.metrics.heard == {"failed": 1}
    stage.bot.up = True
    await stage.hub.bot.probe()
    stage.clock.forward(seconds=2)
    await stage.observe()
    assert (await the_case(stage, case_id)).codes == ("E04", "E03")
    assert (await stored(stage, message.id)).understanding is not None


async def test_a_message_the_bot_refuses_costs_only_itself(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    from handoff.domain.errors import BotRejected  # noqa: PLC0415
    from handoff.domain.turn import TurnRequest, TurnResult  # noqa: PLC0415

    await stage.escalate()
    plain = stage.bot.turn

    async def picky(request: TurnRequest) -> TurnResult:
        if any("毒" in m.text for m in request.messages):
            raise BotRejected("no")
        return await plain(request)

    monkeypatch.setattr(stage.bot, "turn", picky)
    messages = [await stage.say(words) for words in ("一", "毒", "三")]
    await stage.observe()
    kinds = [(await stored(stage, m.id)).understanding or {} for m in messages]
    assert [k.get("not_understood") for k in kinds] == [None, "bot_rejected", None]


async def test_written_during_the_escalating_turn_is_observed(stage: Stage) -> None:
    """The turn that opens the case has not read it, and the floor is no longer the bot's."""
    message = await stage.say("凭什么拒赔")
    stage.bot.hold = asyncio.Event()
    turning = asyncio.create_task(stage.turn())
    await stage.bot.begun.wait()
    late = await stage.say("不想活了")
    stage.bot.hold.set()
    await turning
    await stage.observe()
    assert [m.text for m in stage.bot.requests[-1].messages] == ["不想活了"]
    assert (await stored(stage, late.id)).understanding is not None
    async with stage.hub.store.begin() as tx:
        case = await tx.cases.open_of(message.conversation_id)
    assert case is not None
    assert case.codes == ("E04", "E09")


async def test_heard_after_the_case_was_settled(stage: Stage) -> None:
    """Understood and recorded, but nothing is opened: the person who settled it has read it."""
    case_id, conversation_id = await stage.escalate()
    await claimed(stage, case_id)
    message = await stage.say("我要投诉")
    butler = await stage.butler()
    await stage.hub.cases.messages(butler, case_id)
    await stage.hub.cases.resolve(butler, case_id, "explained", "说清楚了", "已说明", CORR)
    await stage.observe()
    assert (await stored(stage, message.id)).understanding is not None
    async with stage.hub.store.begin() as tx:
        assert await tx.cases.open_of(conversation_id) is None
        assert "heard" not in (await tx.conversations.state(conversation_id) or {}), (
            "the bot has the floor again"
        )
        assert (await tx.conversations.get(conversation_id)).floor is Floor.BOT
    await adds_up(stage)


async def test_observed_and_then_answered_by_the_bot_is_recorded_once(stage: Stage) -> None:
    """The butler settles the case without having seen the last words, so the bot answers them after all."""
    case_id, conversation_id = await stage.escalate()
    await claimed(stage, case_id)
    await stage.say("凭什么拒赔，我要投诉")
    await stage.observe()
    butler = await stage.butler()
    await stage.hub.cases.resolve(butler, case_id, "explained", "说清楚了", "已说明", CORR)
    await stage.turn()
    await stage.deliver()
    assert (await stage.feed(conversation_id))[-1] == "答：凭什么拒赔，我要投诉"
    await adds_up(stage)


async def test_the_floor_of_the_bot_needs_no_observer(stage: Stage) -> None:
    await stage.exchange("你好")
    assert await stage.hub.observer.step() > 0
    assert [r.mode for r in stage.bot.requests] == [Mode.ANSWER]


async def test_the_dialogue_state_keeps_the_course_of_the_scores(stage: Stage) -> None:
    _, conversation_id = await stage.escalate()
    await stage.say("快点")
    await stage.observe()
    async with stage.hub.store.begin() as tx:
        assert await tx.conversations.state(conversation_id) == {"v": 1, "turns": 1, "heard": 1}
