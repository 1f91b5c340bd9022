"""A turn is stored whole or not at all, by one worker, in the epoch it was begun in."""

import asyncio

from handoff.domain.conversation import Floor
from handoff.domain.turn import Directive, DirectiveType
from tests.handoff.stage import Stage


async def test_question_and_answer(stage: Stage) -> None:
    assert await stage.exchange("住院要交啥材料") == ["住院要交啥材料", "答：住院要交啥材料"]
    assert stage.metrics.turns == {"answered": 1}


async def test_the_bot_is_told_who_asks_and_how_the_desk_is(stage: Stage) -> None:
    await stage.here(await stage.butler("linxiao"))
    await stage.exchange("你好")
    await stage.exchange("再问一句")
    first, second = stage.bot.requests
    assert first.state is None
    assert second.state == {"v": 1, "turns": 1}
    assert second.user == {
        "customer_ref": "C001",
        "channel": "web",
        "display_name": None,
        "butler_name": None,
        "locale": "zh-CN",
        "assurance": "signed",
    }
    assert second.facts["desk"] == {
        "in_hours": True,
        "on_duty": 1,
        "butler_on_duty": False,
        "opens_at": None,
    }
    assert second.facts["response_minutes"] == {"P0": 1, "P1": 5, "P2": 30, "P3": 240}
    assert second.facts["open_case"] is None
    assert second.facts["last_case"] is None
    assert second.correlation_id == "corr-C001-0001"


async def test_understanding_is_kept_with_the_users_message(stage: Stage) -> None:
    message = await stage.say("住院要交啥材料")
    await stage.turn()
    async with stage.hub.store.begin() as tx:
        stored = await tx.messages.get(message.id)
    assert stored.understanding is not None
    assert stored.understanding["intent"]["name"] == "scripted"
    assert stored.turn_id == stage.bot.requests[0].turn_id


async def test_written_during_the_turn_is_the_next_turn(stage: Stage) -> None:
    stage.bot.hold = asyncio.Event()
    message = await stage.say("第一句")
    turning = asyncio.create_task(stage.turn())
    await stage.bot.begun.wait()
    await stage.say("第二句")
    stage.bot.hold.set()
    await turning
    await stage.deliver()
    assert [[m.text for m in r.messages] for r in stage.bot.requests] == [["第一句"], ["第二句"]]
    assert await stage.feed(message.conversation_id) == ["第一句", "第二句", "答：第一句", "答：第二句"]


async def test_only_one_worker_has_a_conversation(stage: Stage) -> None:
    stage.bot.hold = asyncio.Event()
    await stage.say("你好")
    stage.clock.forward(seconds=1)
    first = asyncio.create_task(stage.hub.turns.step())
    await stage.bot.begun.wait()
    async with asyncio.timeout(10):
        assert await stage.hub.turns.step() > 0
    stage.bot.hold.set()
    assert await first == 0
    assert len(stage.bot.requests) == 1


async def test_the_work_of_a_dead_worker_is_taken_over(stage: Stage) -> None:
    """The first worker dies in the middle of its turn: its task is gone, its lease runs out."""
    stage.bot.hold = asyncio.Event()
    message = await stage.say("你好")
    stage.clock.forward(seconds=1)
    dead = asyncio.create_task(stage.hub.turns.step())
    await stage.bot.begun.wait()
    dead.cancel()
    await asyncio.gather(dead, return_exceptions=True)
    stage.bot.hold = None
    assert await stage.hub.turns.step() > 0, "the lease still runs"
    stage.clock.forward(seconds=11)
    await stage.turn()
    await stage.deliver()
    assert await stage.feed(message.conversation_id) == ["你好", "答：你好"]


async def test_a_worker_that_was_taken_for_dead_stores_nothing(stage: Stage) -> None:
    """Slow, not dead: the second worker answers, the first one's answer is discarded."""
    slow = asyncio.Event()
    stage.bot.hold = slow
    message = await stage.say("你好")
    stage.clock.forward(seconds=1)
    first = asyncio.create_task(stage.hub.turns.step())
    await stage.bot.begun.wait()
    stage.clock.forward(seconds=11)
    stage.bot.hold = None
    await stage.turn()
    slow.set()
    await first
    await stage.deliver()
    assert stage.metrics.turns == {"answered": 1, "discarded": 1}
    assert await stage.feed(message.conversation_id) == ["你好", "答：你好"]


async def test_an_answer_for_an_old_epoch_is_discarded_whole(stage: Stage) -> None:
    """A butler claims a (bot outage) case while the bot is at work on the conversation."""
    stage.bot.up = False
    message = await stage.say("在吗")
    await _fail_until_told(stage)
    butler = await stage.butler()
    case_id = (await stage.hub.cases.list(butler)).items[0].id
    stage.bot.up, stage.bot.hold = True, asyncio.Event()
    stage.bot.begun.clear()
    stage.clock.forward(seconds=120)
    turning = asyncio.create_task(stage.hub.turns.step())
    await stage.bot.begun.wait()
    await stage.hub.cases.claim(butler, case_id, "corr-0001")
    stage.bot.hold.set()
    await turning
    await stage.deliver()
    feed = await stage.feed(message.conversation_id)
    assert not any(text.startswith("答：") for text in feed)
    assert stage.metrics.turns["discarded"] == 1
    async with stage.hub.store.begin() as tx:
        conversation = await tx.conversations.get(message.conversation_id)
        assert await tx.conversations.state(message.conversation_id) is None
        stored = await tx.messages.get(message.id)
    assert (conversation.floor, conversation.due_at) == (Floor.BUTLER, None)
    assert stored.understanding is None


async def _fail_until_told(stage: Stage) -> None:
    for _ in range(30):
        await stage.turn()
        stage.clock.forward(seconds=10)
        if stage.metrics.turns["failed"] and await _open_cases(stage):
            return
    raise AssertionError("the customer was never told")


async def _open_cases(stage: Stage) -> int:
    async with stage.hub.store.begin() as tx:
        return (await tx.signals.ledger()).opened


async def test_the_bot_is_silent_while_people_have_the_floor(stage: Stage) -> None:
    case_id, conversation_id = await stage.escalate()
    await stage.say("有人吗")
    await stage.turn()
    butler = await stage.butler()
    await stage.hub.cases.claim(butler, case_id, "corr-0001")
    await stage.say("你好管家")
    await stage.turn()
    assert len(stage.bot.requests) == 1
    async with stage.hub.store.begin() as tx:
        assert await tx.conversations.count_due(stage.clock.forward(days=1)) == 0
    del conversation_id


async def test_a_bug_in_storing_does_not_run_for_ever(stage: Stage) -> None:
    """A result that cannot be stored (here: a directive with a broken priority) is a failed turn, retried
    with back-off, and ends in a case like any other outage."""
    stage.bot.directives = (
        Directive(DirectiveType.OPEN_CASE, codes=("E01",), evidence=({"bad": object()},)),
    )
    message = await stage.say("你好")
    await _fail_until_told(stage)
    await stage.deliver()
    feed = await stage.feed(message.conversation_id)
    assert len(feed) == 2
    assert "没能回应" in feed[1]


async def test_a_brief_for_a_butler_is_a_case_like_others(stage: Stage) -> None:
    """Planning: no trigger code, no evidence, a reason and a long summary; queue, clock, taking and settling as ever."""
    brief = "；".join(f"第{n}项：想了解一家三口的保障" for n in range(20))
    stage.bot.directives = (
        Directive(DirectiveType.OPEN_CASE, reason="保障规划", summary=brief, goal="聊保障规划"),
    )
    message = await stage.say("想请人帮我看看保障")
    await stage.turn()
    stage.bot.directives = ()
    butler = await stage.butler()
    item = (await stage.hub.cases.list(butler)).items[0]
    detail = await stage.hub.cases.claim(butler, item.id, "corr-0001")
    assert (detail.summary, detail.reason, detail.summary_row.codes) == (brief, "保障规划", ())
    assert detail.summary_row.priority == "P3"
    assert detail.summary_row.first_response_due_at is not None
    done = await stage.hub.cases.resolve(butler, item.id, "explained", "", "", "corr-0001")
    assert done.summary_row.status == "resolved"
    await stage.hub.reconciler.check()
    assert stage.metrics.last["differences"] == 0
    del message


async def test_asking_for_a_rating(stage: Stage) -> None:
    case_id, conversation_id = await stage.escalate()
    butler = await stage.butler()
    await stage.hub.cases.claim(butler, case_id, "corr-0001")
    await stage.hub.cases.resolve(butler, case_id, "explained", "说清楚了", "已说明", "corr-0001")
    stage.bot.directives = (Directive(DirectiveType.ASK_CSAT),)
    await stage.exchange("好的")
    page = await stage.hub.chat.feed(conversation_id)
    assert page.messages[-1].body["card"] == {
        "type": "rating",
        "case_id": str(case_id),
        "question": "这次服务您满意吗？",
    }
