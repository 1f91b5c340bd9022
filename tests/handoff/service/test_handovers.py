"""Passing on, putting aside, opening again, and what supervisors may do, against PostgreSQL."""

import asyncio
from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from handoff.domain.accounts import Principal, Role
from handoff.domain.case import Case, CaseStatus
from handoff.domain.case_filter import CaseFilter
from handoff.domain.colleagues import ButlerProfile
from handoff.domain.errors import (
    CaseAlreadyHeld,
    CaseClosed,
    Conflict,
    Forbidden,
    Invalid,
    NotFound,
    NotYourCase,
)
from handoff.domain.handover import Target
from tests.handoff.stage import Stage

TRACE = "corr-handover-0001"


async def case_of(stage: Stage, case_id: UUID) -> Case:
    async with stage.hub.store.begin() as tx:
        return await tx.cases.get(case_id)


async def kinds(stage: Stage, case_id: UUID) -> list[str]:
    async with stage.hub.store.begin() as tx:
        return [event.kind for _, event in await tx.cases.events(case_id)]


async def ringing(stage: Stage, viewer: Principal) -> list[tuple[UUID, str]]:
    return [(offer.case.id, offer.why) for offer in await stage.hub.routing.offering.mine(viewer)]


async def adds_up(stage: Stage) -> None:
    assert (await stage.hub.reconciler.check()).differences == ()


async def settle(stage: Stage, viewer: Principal, case_id: UUID) -> None:
    await stage.hub.cases.resolve(viewer, case_id, "explained", "条款第 5 条", "逐条说明了", TRACE)
    await stage.deliver()


async def test_notes_survive_several_handovers(stage: Stage) -> None:
    linxiao, zhoukai, chief = [
        await stage.butler("linxiao"),
        await stage.butler("zhoukai"),
        await stage.butler("suyan", Role.SUPERVISOR),
    ]
    moves = stage.hub.routing.handovers
    case_id, conversation_id = await stage.escalate()
    await stage.here(linxiao, zhoukai)
    await stage.hub.cases.claim(linxiao, case_id, TRACE)
    await moves.transfer(linxiao, case_id, Target(butler_id=zhoukai.id), "客户只认书面答复", TRACE)
    waiting = await case_of(stage, case_id)
    assert (waiting.status, waiting.wanted_butler_id) == (CaseStatus.WAITING, zhoukai.id)
    await stage.route()
    assert await ringing(stage, linxiao) == []
    assert await ringing(stage, zhoukai) == [(case_id, "wanted")]
    (offer,) = await stage.hub.routing.offering.mine(zhoukai)
    await stage.hub.routing.offering.accept(zhoukai, offer.id, TRACE)
    stage.clock.forward(seconds=1)
    await moves.whisper(chief, case_id, "注意时限，后天到期")
    stage.clock.forward(seconds=1)
    await moves.transfer(zhoukai, case_id, Target(tier=2), "要理赔专家看病历", TRACE)
    await moves.barge(chief, case_id, "我来", TRACE)
    detail = await stage.hub.cases.get(chief, case_id, TRACE)
    assert [(n.kind, n.author.display_name, n.text) for n in detail.notes] == [
        ("transfer", "Linxiao", "客户只认书面答复"),
        ("whisper", "Suyan", "注意时限，后天到期"),
        ("transfer", "Zhoukai", "要理赔专家看病历"),
    ]
    assert detail.notes[1].mentions == (zhoukai.id,)
    assert [e.kind for e in detail.events] == [
        *("opened", "claimed", "transferred", "offered", "claimed", "transferred", "barged")
    ]
    assert [e.detail for e in detail.events if e.kind == "transferred"] == ["转给Zhoukai", "转给专家组"]
    await stage.deliver()
    feed = await stage.feed(conversation_id)
    assert feed[-5:] == [
        "管家Linxiao来了，前面的对话Linxiao都看得到，您接着说就好。",
        "Linxiao正在请管家Zhoukai来接着帮您，前面说过的都在，不用再重复。",
        "管家Zhoukai来了，前面的对话Zhoukai都看得到，您接着说就好。",
        "Zhoukai正在请更熟悉这类事情的同事来接着帮您，前面说过的都在，不用再重复。",
        "管家Suyan来了，前面的对话Suyan都看得到，您接着说就好。",
    ]
    assert (await stage.hub.chat.state(conversation_id)).butler_name == "Suyan"
    await adds_up(stage)


async def test_passed_on_to_a_skill(stage: Stage) -> None:
    linxiao, expert, other = [await stage.butler(n) for n in ("linxiao", "expert", "other")]
    async with stage.hub.store.begin() as tx:
        await tx.butlers.put(ButlerProfile(expert.id, ("settlement",), 5), 0)
        await tx.butlers.put(ButlerProfile(other.id, ("claim_review",), 5), 0)
    await stage.here(linxiao, expert, other)
    case_id, _ = await stage.escalate()
    await stage.hub.cases.claim(linxiao, case_id, TRACE)
    await stage.hub.routing.handovers.transfer(
        linxiao, case_id, Target(skill="settlement"), "要重新理算", TRACE
    )
    await stage.route()
    assert await ringing(stage, expert) == [(case_id, "skill")]


async def test_who_may_pass_on_and_to_whom(stage: Stage) -> None:
    linxiao, zhoukai = await stage.butler("linxiao"), await stage.butler("zhoukai")
    trainer = await stage.butler("coach", Role.TRAINER)
    moves = stage.hub.routing.handovers
    case_id, _ = await stage.escalate()
    await stage.hub.cases.claim(linxiao, case_id, TRACE)
    with pytest.raises(NotYourCase):
        await moves.transfer(zhoukai, case_id, Target(tier=2), "给我", TRACE)
    with pytest.raises(Invalid):
        await moves.transfer(linxiao, case_id, Target(tier=2), " \x00 ", TRACE)
    for nobody in (uuid4(), trainer.id):
        with pytest.raises(NotFound):
            await moves.transfer(linxiao, case_id, Target(butler_id=nobody), "给您", TRACE)
    with pytest.raises(Forbidden):
        await moves.transfer(trainer, case_id, Target(tier=2), "给我", TRACE)
    assert await kinds(stage, case_id) == ["opened", "claimed"]


async def test_put_aside_until_its_time(stage: Stage) -> None:
    linxiao, zhoukai = await stage.butler("linxiao"), await stage.butler("zhoukai")
    case_id, conversation_id = await stage.escalate()
    await stage.hub.cases.claim(linxiao, case_id, TRACE)
    await stage.here(linxiao)
    until = stage.clock.now() + timedelta(hours=20)
    await stage.hub.routing.handovers.snooze(linxiao, case_id, until, "等医院的病历")
    listed = await stage.hub.cases.list(linxiao, "snoozed")
    assert [(i.id, i.snoozed_until) for i in listed.items] == [(case_id, until)]
    assert (listed.counts.snoozed, listed.counts.mine, listed.counts.waiting) == (1, 1, 0)
    with pytest.raises(NotYourCase):
        await stage.hub.cases.reply(linxiao, case_id, "r1", "说一句", TRACE)
    with pytest.raises(CaseAlreadyHeld):
        await stage.hub.cases.claim(zhoukai, case_id, TRACE)
    with pytest.raises(NotYourCase):
        await stage.hub.routing.handovers.wake(zhoukai, case_id)
    stage.clock.forward(hours=19)
    await stage.route()
    assert (await case_of(stage, case_id)).status is CaseStatus.SNOOZED, "its holder may go home meanwhile"
    stage.clock.forward(hours=1)
    await stage.here(linxiao)
    await stage.route()
    assert (await case_of(stage, case_id)).status is CaseStatus.ACTIVE
    assert (await kinds(stage, case_id))[-2:] == ["snoozed", "woken"]
    assert (await stage.hub.chat.state(conversation_id)).floor == "butler"
    await adds_up(stage)


async def test_the_customer_wakes_it(stage: Stage) -> None:
    linxiao = await stage.butler("linxiao")
    case_id, _ = await stage.escalate()
    await stage.hub.cases.claim(linxiao, case_id, TRACE)
    before = (await case_of(stage, case_id)).context
    moves = stage.hub.routing.handovers
    await moves.snooze(linxiao, case_id, stage.clock.now() + timedelta(days=3), "")
    await stage.say("我想起一件事")
    awake = await case_of(stage, case_id)
    assert (awake.status, awake.snoozed_until) == (CaseStatus.ACTIVE, None)
    assert awake.context == before, "what was frozen stays"
    await moves.snooze(linxiao, case_id, stage.clock.now() + timedelta(days=3), "")
    await stage.hub.cases.claim(linxiao, case_id, TRACE)
    assert (await kinds(stage, case_id))[-4:] == ["snoozed", "woken", "snoozed", "woken"]


async def test_woken_while_its_holder_is_gone_it_goes_to_somebody_else(stage: Stage) -> None:
    linxiao, zhoukai = await stage.butler("linxiao"), await stage.butler("zhoukai")
    case_id, conversation_id = await stage.escalate()
    await stage.hub.cases.claim(linxiao, case_id, TRACE)
    await stage.here(linxiao)
    await stage.hub.routing.handovers.snooze(linxiao, case_id, stage.clock.now() + timedelta(days=2), "")
    stage.clock.forward(hours=6)
    await stage.say("怎么样了")
    await stage.here(zhoukai)
    await stage.route()
    await stage.deliver()
    assert await ringing(stage, zhoukai) == [(case_id, "skill")]
    assert (await stage.feed(conversation_id))[-1].startswith("Linxiao这会儿联系不上了")
    await adds_up(stage)


async def test_opened_again_by_its_butler(stage: Stage) -> None:
    linxiao, zhoukai = await stage.butler("linxiao"), await stage.butler("zhoukai")
    case_id, conversation_id = await stage.escalate()
    await stage.hub.cases.claim(linxiao, case_id, TRACE)
    await settle(stage, linxiao, case_id)
    assert (await stage.hub.cases.get(linxiao, case_id, TRACE)).allowed == ("reopen", "note")
    with pytest.raises(NotFound):
        await stage.hub.routing.handovers.reopen(zhoukai, case_id, "看看", TRACE)
    with pytest.raises(Invalid):
        await stage.hub.routing.handovers.reopen(linxiao, case_id, "  ", TRACE)
    await stage.hub.routing.handovers.reopen(linxiao, case_id, "漏答了一点", TRACE)
    again = await case_of(stage, case_id)
    assert (again.status, again.butler_id, again.reopened) == (CaseStatus.ACTIVE, linxiao.id, 1)
    state = await stage.hub.chat.state(conversation_id)
    assert (state.floor, state.butler_name) == ("butler", "Linxiao")
    async with stage.hub.store.begin() as tx:
        running = [clock.kind for clock in await tx.clocks.of_case(case_id) if clock.running]
    assert {"first_response", "resolution"} <= set(running), "its limits run again"
    await stage.deliver()
    assert (await stage.feed(conversation_id))[-1].startswith(
        "管家Linxiao重新打开了您之前的那件事（编号 A2026"
    )
    with pytest.raises(Conflict):
        await stage.hub.routing.handovers.reopen(linxiao, case_id, "再来", TRACE)
    await settle(stage, linxiao, case_id)
    await adds_up(stage)


async def test_the_customer_is_back_about_the_same(stage: Stage) -> None:
    """The same case, the same butler first, and the signal of the escalation knows it."""
    linxiao, zhoukai = await stage.butler("linxiao"), await stage.butler("zhoukai")
    case_id, conversation_id = await stage.escalate()
    await stage.hub.cases.claim(zhoukai, case_id, TRACE)
    await settle(stage, zhoukai, case_id)
    stage.clock.forward(days=6)
    await stage.here(linxiao, zhoukai)
    again, _ = await stage.escalate()
    assert again == case_id
    case = await case_of(stage, case_id)
    assert (case.status, case.reopened, case.wanted_butler_id) == (CaseStatus.WAITING, 1, zhoukai.id)
    assert (case.outcome, case.resolved_at, case.first_response_at) == (None, None, None)
    await stage.route()
    assert await ringing(stage, zhoukai) == [(case_id, "wanted")], "rather him than the dedicated one"
    assert (await stage.hub.chat.state(conversation_id)).floor == "queue"
    detail = await stage.hub.cases.get(zhoukai, case_id, TRACE)
    assert [e.kind for e in detail.events if e.kind in ("opened", "resolved", "reopened")] == [
        *("opened", "resolved", "reopened")
    ]
    assert detail.summary_row.first_response_due_at is not None, "a wait has its clock"
    await adds_up(stage)


async def test_a_week_later_or_about_something_else_it_is_a_new_case(stage: Stage) -> None:
    linxiao = await stage.butler("linxiao")
    first, conversation_id = await stage.escalate()
    await stage.hub.cases.claim(linxiao, first, TRACE)
    await settle(stage, linxiao, first)
    stage.clock.forward(days=7, seconds=1)
    second, _ = await stage.escalate()
    assert second != first
    with pytest.raises(Conflict, match="A2026"):
        await stage.hub.routing.handovers.reopen(linxiao, first, "再看看", TRACE)
    del conversation_id
    await adds_up(stage)


async def test_a_supervisor_gives_it_to_somebody_else(stage: Stage) -> None:
    linxiao, zhoukai = await stage.butler("linxiao"), await stage.butler("zhoukai")
    chief = await stage.butler("suyan", Role.SUPERVISOR)
    moves = stage.hub.routing.handovers
    await stage.here(linxiao, zhoukai)
    case_id, conversation_id = await stage.escalate()
    await stage.route()
    for call in (
        moves.assign(linxiao, case_id, zhoukai.id, "", TRACE),
        moves.barge(linxiao, case_id, "", TRACE),
        moves.whisper(linxiao, case_id, "嘘"),
    ):
        with pytest.raises(Forbidden):
            await call
    await moves.assign(chief, case_id, zhoukai.id, "他熟", TRACE)
    assert await ringing(stage, linxiao) == [], "what rang is over"
    with pytest.raises(Conflict):
        await moves.assign(chief, case_id, zhoukai.id, "", TRACE)
    with pytest.raises(NotFound):
        await moves.assign(chief, case_id, uuid4(), "", TRACE)
    await moves.assign(chief, case_id, linxiao.id, "换人", TRACE)
    with pytest.raises(NotYourCase):
        await stage.hub.cases.reply(zhoukai, case_id, "r1", "我还在", TRACE)
    await stage.hub.cases.reply(linxiao, case_id, "r1", "我来了", TRACE)
    await stage.deliver()
    feed = await stage.feed(conversation_id)
    assert feed[-3:] == [
        "管家Zhoukai来了，前面的对话Zhoukai都看得到，您接着说就好。",
        "接下来由管家Linxiao跟进，Zhoukai已经把情况都交接过了，您接着说就好。",
        "我来了",
    ]
    detail = await stage.hub.cases.get(chief, case_id, TRACE)
    assert [(e.kind, e.actor, e.detail) for e in detail.events if e.kind == "assigned"] == [
        ("assigned", "Suyan", "Zhoukai：他熟"),
        ("assigned", "Suyan", "Linxiao：换人"),
    ]
    assert detail.allowed == ("transfer", "assign", "barge", "whisper", "note")
    await settle(stage, linxiao, case_id)
    with pytest.raises(CaseClosed):
        await moves.barge(chief, case_id, "", TRACE)
    await adds_up(stage)


async def test_all_moves_at_once_leave_one_holder(stage: Stage) -> None:
    linxiao, zhoukai = await stage.butler("linxiao"), await stage.butler("zhoukai")
    chief = await stage.butler("suyan", Role.SUPERVISOR)
    moves, cases = stage.hub.routing.handovers, stage.hub.cases
    for n in range(10):
        await stage.here(linxiao, zhoukai)
        case_id, conversation_id = await stage.escalate(f"C4{n:02}")
        await cases.claim(linxiao, case_id, TRACE)
        results = await asyncio.gather(
            moves.transfer(linxiao, case_id, Target(butler_id=zhoukai.id), "给您", TRACE),
            moves.barge(chief, case_id, "", TRACE),
            cases.claim(zhoukai, case_id, TRACE),
            moves.snooze(linxiao, case_id, stage.clock.now() + timedelta(hours=1), ""),
            cases.release(linxiao, case_id, "", TRACE),
            stage.hub.routing.router.step(),
            return_exceptions=True,
        )
        unexpected = [
            r for r in results if isinstance(r, BaseException) and not isinstance(r, Conflict | NotYourCase)
        ]
        assert unexpected == []
        held = await case_of(stage, case_id)
        state = await stage.hub.chat.state(conversation_id)
        assert state.butler_name == held.butler_name
    await adds_up(stage)


async def test_notes_may_mean_a_colleague(stage: Stage) -> None:
    linxiao, zhoukai = await stage.butler("linxiao"), await stage.butler("zhoukai")
    case_id, _ = await stage.escalate()
    note = await stage.hub.cases.add_note(linxiao, case_id, "请看一下", [zhoukai.id, zhoukai.id])
    assert note.mentions == (zhoukai.id,)
    with pytest.raises(Invalid):
        await stage.hub.cases.add_note(linxiao, case_id, "请看一下", [uuid4()])


async def test_the_lists_may_be_narrowed_down(stage: Stage) -> None:
    linxiao, chief = await stage.butler("linxiao"), await stage.butler("suyan", Role.SUPERVISOR)
    first, _ = await stage.escalate("C001")
    second, _ = await stage.escalate("C002")
    await stage.say("我要投诉", "C002")
    await stage.observe()
    await stage.hub.routing.handovers.transfer(chief, second, Target(tier=2), "专家看", TRACE)

    async def found(view: str = "all", **parts: object) -> set[UUID]:
        only = CaseFilter(**parts)  # type: ignore[arg-type]
        return {item.id for item in (await stage.hub.cases.list(linxiao, view, only=only)).items}

    number = (await case_of(stage, first)).number
    assert await found(code="E03") == {second}
    assert await found(code="E04") == {first, second}
    assert await found(tier=2) == {second}
    assert await found(channel="web") == {first, second}
    assert await found(channel="wecom") == set()
    assert await found(q=number[-4:]) == {first}
    assert await found(q="%") == set(), "a sign is a sign"
    await stage.hub.cases.claim(linxiao, first, TRACE)
    assert await found(butler_id=linxiao.id) == {first}
    assert await found("waiting", butler_id=linxiao.id) == set()
