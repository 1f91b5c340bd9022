"""A customer who opens a quiet chat is greeted once, and never talked over."""

import asyncio

import pytest

from handoff.domain.conversation import Contact
from handoff.domain.news import InsurerEvent
from handoff.domain.turn import Directive, DirectiveType, Mode
from tests.handoff.stage import NOON, Stage

CONTACT = Contact("web", "default", "C001", customer_ref="C001")


@pytest.fixture
async def opening(stage: Stage) -> Stage:
    stage.bot.opens = True
    return stage


async def enter(stage: Stage) -> list[str]:
    opened = await stage.hub.chat.open(CONTACT, "corr-0001")
    await stage.turn()
    await stage.deliver()
    return await stage.feed(opened.conversation_id)


async def test_once_and_not_again_at_a_reconnect(opening: Stage) -> None:
    assert await enter(opening) == ["答：欢迎"]
    assert await enter(opening) == ["答：欢迎"]
    assert opening.bot.requests[0].mode is Mode.OPENING
    assert opening.bot.requests[0].messages == ()
    assert opening.metrics.turns == {"opened": 1}


async def test_many_openings_at_once_are_one(opening: Stage) -> None:
    await asyncio.gather(*(opening.hub.chat.open(CONTACT, "corr-0001") for _ in range(5)))
    assert await enter(opening) == ["答：欢迎"]


async def test_again_after_half_a_day_of_silence(opening: Stage) -> None:
    await enter(opening)
    opening.clock.forward(hours=11, minutes=59)
    assert len(await enter(opening)) == 1
    opening.clock.forward(hours=1)
    assert await enter(opening) == ["答：欢迎", "答：欢迎"]


async def test_a_first_screen_only_speaks(opening: Stage) -> None:
    opening.bot.directives = (Directive(DirectiveType.OPEN_CASE, codes=("E04",)),)
    assert await enter(opening) == ["答：欢迎"]
    async with opening.hub.store.begin() as tx:
        assert (await tx.signals.ledger()).opened == 0


async def test_what_is_still_to_be_told_comes_before_it(opening: Stage) -> None:
    news = InsurerEvent("e1", "claim.step_changed", "C001", "CL1", None, NOON, {"state_code": "S1"})
    await opening.hub.news.accept(news, "corr-0001")
    await opening.tell_news()
    assert await enter(opening) == ["新消息 claim.step_changed:S1", "到哪了", "答：欢迎"]


async def test_not_while_something_is_under_way(opening: Stage) -> None:
    await opening.say("在吗")
    assert await enter(opening) == ["在吗", "答：在吗"]


async def test_not_while_a_person_has_the_floor(opening: Stage) -> None:
    await opening.escalate()
    opening.clock.forward(hours=13)
    assert "答：欢迎" not in await enter(opening)


async def test_a_question_during_the_greeting_comes_first_and_alone(opening: Stage) -> None:
    opening.bot.hold = asyncio.Event()
    opened = await opening.hub.chat.open(CONTACT, "corr-0001")
    turning = asyncio.create_task(opening.turn())
    await opening.bot.begun.wait()
    await opening.say("理赔到哪了")
    opening.bot.hold.set()
    await turning
    await opening.turn()
    await opening.deliver()
    assert await opening.feed(opened.conversation_id) == ["理赔到哪了", "答：理赔到哪了"]


async def test_a_question_before_the_greeting_replaces_it(opening: Stage) -> None:
    opened = await opening.hub.chat.open(CONTACT, "corr-0001")
    await opening.say("理赔到哪了")
    await opening.turn()
    await opening.deliver()
    assert await opening.feed(opened.conversation_id) == ["理赔到哪了", "答：理赔到哪了"]


async def test_a_bot_that_is_down_is_not_asked(opening: Stage) -> None:
    opening.bot.up = False
    await opening.hub.bot.probe()
    assert await enter(opening) == []
    opening.bot.up = True
    await opening.hub.bot.probe()
    await opening.turn()
    assert opening.bot.requests == []


async def test_a_bot_that_fails_costs_the_greeting_only(opening: Stage) -> None:
    opening.bot.opens = False
    assert await enter(opening) == []
    assert opening.metrics.turns == {"not_opened": 1}
    assert await opening.exchange("你好") == ["你好", "答：你好"]
    async with opening.hub.store.begin() as tx:
        assert (await tx.signals.ledger()).opened == 0


async def test_a_greeting_that_comes_too_late_does_not_come(opening: Stage) -> None:
    await opening.hub.chat.open(CONTACT, "corr-0001")
    opening.clock.forward(seconds=60)
    await opening.turn()
    assert opening.bot.requests == []


async def test_a_dead_worker_greets_nobody_twice(opening: Stage) -> None:
    opening.bot.hold = asyncio.Event()
    opened = await opening.hub.chat.open(CONTACT, "corr-0001")
    opening.clock.forward(seconds=1)
    dead = asyncio.create_task(opening.hub.turns.step())
    await opening.bot.begun.wait()
    dead.cancel()
    await asyncio.gather(dead, return_exceptions=True)
    opening.bot.hold = None
    opening.clock.forward(seconds=11)
    await opening.turn()
    await opening.deliver()
    assert await opening.feed(opened.conversation_id) == ["答：欢迎"]
