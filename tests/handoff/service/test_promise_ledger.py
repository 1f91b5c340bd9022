"""The promise ledger on the stage: made, reminded of, kept, broken, kept late; told to bot and butler."""

import asyncio
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from handoff.domain.accounts import Principal, Role
from handoff.domain.errors import CaseClosed, Conflict, Invalid, NotYourCase
from handoff.domain.promises import Promise, PromiseStatus
from handoff.domain.turn import TurnRequest, TurnResult
from tests.handoff.stage import ScriptedBot, Stage, text_reply

TRACE = "corr-promise-0001"


async def watch(stage: Stage) -> None:
    async with asyncio.timeout(30):
        await stage.hub.promise_watcher.step()


async def ledger(stage: Stage, viewer: Principal, **only: Any) -> list[Promise]:
    found, _ = await stage.hub.promises.page(viewer, **only)
    return found


async def live(engine: AsyncEngine) -> list[dict[str, Any]]:
    async with engine.connect() as connection:
        rows = await connection.execute(
            text("SELECT data FROM events WHERE kind = 'promise_due' ORDER BY id")
        )
        return [row.data for row in rows]


async def kinds(stage: Stage, case_id: UUID) -> list[str]:
    detail = await stage.hub.cases.get(await stage.butler(), case_id, TRACE)
    return [event.kind for event in detail.events if event.kind.startswith("promise")]


async def held(stage: Stage) -> tuple[UUID, Principal]:
    case_id, _ = await stage.escalate()
    butler = await stage.butler("linxiao")
    await stage.hub.cases.claim(butler, case_id, TRACE)
    return case_id, butler


async def test_reminded_once_broken_once_and_kept_late(stage: Stage, engine: AsyncEngine) -> None:
    case_id, butler = await held(stage)
    now = stage.clock.now()
    made = await stage.hub.promises.make(butler, case_id, "两小时内给您回电", now + timedelta(hours=2))
    await watch(stage)
    assert await live(engine) == []
    stage.clock.forward(minutes=96)
    await watch(stage)
    await watch(stage)
    assert [told["past"] for told in await live(engine)] == [False]
    stage.clock.forward(minutes=25)
    await watch(stage)
    await watch(stage)
    assert [told["past"] for told in await live(engine)] == [False, True]
    (broken,) = await ledger(stage, butler)
    assert (broken.status, broken.settled_at) == (PromiseStatus.BROKEN, None)
    assert stage.metrics.broken["butler"] == 1
    kept = await stage.hub.promises.keep(butler, made.id, "电话打通了")
    assert (kept.status, kept.kept_late, kept.note) == (PromiseStatus.KEPT, True, "电话打通了")
    with pytest.raises(Conflict):
        await stage.hub.promises.keep(butler, made.id, "")
    assert await kinds(stage, case_id) == ["promise_made", "promise_broken", "promise_kept"]


async def test_killed_before_the_commit_it_is_told_by_the_next(stage: Stage, engine: AsyncEngine) -> None:
    case_id, butler = await held(stage)
    await stage.hub.promises.make(butler, case_id, "一会儿回您", stage.clock.now() + timedelta(minutes=10))
    stage.clock.forward(minutes=11)
    with pytest.raises(RuntimeError, match="killed"):
        await _killed(stage)
    assert await live(engine) == []
    async with asyncio.timeout(30):
        await asyncio.gather(*(stage.hub.promise_watcher.step() for _ in range(4)))
    assert [told["past"] for told in await live(engine)] == [True]


async def _killed(stage: Stage) -> None:
    async with stage.hub.store.begin() as tx:
        for promise in await tx.promises.lock_due(stage.clock.now(), 10):
            await tx.promises.save(promise.broken())
        raise RuntimeError("killed before the commit")


async def test_who_may_promise_settle_and_see(stage: Stage) -> None:
    case_id, butler = await held(stage)
    other, chief = await stage.butler("zhoukai"), await stage.butler("suyan", Role.SUPERVISOR)
    later = stage.clock.now() + timedelta(hours=3)
    promises = stage.hub.promises
    with pytest.raises(NotYourCase):
        await promises.make(other, case_id, "给您回电", later)
    for words, due in (
        ("  ", later),
        ("好", stage.clock.now()),
        ("好", later + timedelta(days=200)),
        ("好" * 301, later),
    ):
        with pytest.raises(Invalid):
            await promises.make(butler, case_id, words, due)
    first = await promises.make(butler, case_id, "三小时内回电", later)
    second = await promises.make(butler, case_id, "周五前答复", later + timedelta(days=2))
    with pytest.raises(NotYourCase):
        await promises.keep(other, first.id, "")
    with pytest.raises(Invalid):
        await promises.withdraw(butler, second.id, " ")
    assert await ledger(stage, other) == []
    assert [p.id for p in await ledger(stage, other, case_id=case_id)] == [first.id, second.id]
    assert [p.id for p in await ledger(stage, chief)] == [first.id, second.id]
    assert await ledger(stage, chief, mine=True) == []
    page, cursor = await promises.page(butler, limit=1)
    rest, end = await promises.page(butler, limit=1, cursor=cursor)
    assert ([p.id for p in page + rest], end) == ([first.id, second.id], None)
    with pytest.raises(Invalid):
        await promises.page(butler, cursor="broken")
    withdrawn = await promises.withdraw(chief, second.id, "客户不再需要")
    assert withdrawn.status is PromiseStatus.WITHDRAWN
    assert [p.id for p in await ledger(stage, chief, statuses=(PromiseStatus.OPEN,))] == [first.id]
    await stage.hub.cases.resolve(butler, case_id, "explained", "好", "都办好了", TRACE)
    with pytest.raises(CaseClosed):
        await promises.make(butler, case_id, "再回您", later)
    assert [p.id for p in await ledger(stage, chief, statuses=(PromiseStatus.OPEN,))] == [first.id], (
        "still owed"
    )


class PromisingBot(ScriptedBot):
    async def turn(self, request: TurnRequest) -> TurnResult:
        answer = await super().turn(request)
        said = text_reply("您的专属管家林晓来接，5 分钟内回您。")
        return TurnResult(**{**vars(answer), "replies": (said,)})


async def test_what_the_bot_promises_is_kept_by_the_butlers_words(stage: Stage) -> None:
    object.__setattr__(stage.hub.turns, "bot", PromisingBot())
    case_id, _ = await stage.escalate()
    chief = await stage.butler("suyan", Role.SUPERVISOR)
    (made,) = await ledger(stage, chief)
    assert (made.made_by, made.case_id, made.text) == ("bot", case_id, "您的专属管家林晓来接，5 分钟内回您。")
    assert made.due_at - made.made_at == timedelta(minutes=5)
    detail = await stage.hub.cases.get(chief, case_id, TRACE)
    assert any("5 分钟内回您" in line for line in detail.context["promises"])
    butler = await stage.butler("linxiao")
    stage.clock.forward(minutes=6)
    await watch(stage)
    await stage.hub.cases.claim(butler, case_id, TRACE)
    assert (await ledger(stage, chief))[0].status is PromiseStatus.BROKEN, (
        "coming without a word is not enough"
    )
    await stage.hub.cases.reply(butler, case_id, "m1", "我来了", TRACE)
    (kept,) = await ledger(stage, chief)
    assert (kept.status, kept.kept_late) == (PromiseStatus.KEPT, True)


async def test_the_bot_is_told_of_what_is_past_or_near(stage: Stage) -> None:
    case_id, butler = await held(stage)
    near, far = stage.clock.now() + timedelta(hours=3), stage.clock.now() + timedelta(days=3)
    await stage.hub.promises.make(butler, case_id, "三小时内回您", near)
    await stage.hub.promises.make(butler, case_id, "三天内答复您", far)
    await stage.say("还在吗")
    await stage.observe()
    assert stage.bot.requests[-1].facts["promises"] == [{"due_at": near.isoformat()}]


async def test_a_promise_in_a_message_is_suggested(stage: Stage) -> None:
    found = stage.hub.promises.suggest("好的，明天上午给您回电。")
    assert found is not None
    assert found.text == "好的，明天上午给您回电。"
    assert stage.hub.promises.suggest("请您明天上午补一下材料") is None


async def test_answered_after_all_nobody_has_to_come(stage: Stage) -> None:
    stage.bot.up = False
    await stage.say("在吗")
    for _ in range(12):
        stage.clock.forward(seconds=10)
        await stage.turn()
    chief = await stage.butler("suyan", Role.SUPERVISOR)
    (made,) = await ledger(stage, chief)
    assert made.status is PromiseStatus.OPEN
    stage.bot.up = True
    stage.clock.forward(minutes=1)
    await stage.turn()
    (settled,) = await ledger(stage, chief)
    assert settled.status is PromiseStatus.WITHDRAWN
    assert (await stage.hub.reconciler.check()).differences == ()
