"""Offers, against PostgreSQL: who is asked, in what order, and what becomes of it."""

import asyncio
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from handoff.domain.accounts import Principal, Role
from handoff.domain.case import Case, CaseStatus
from handoff.domain.colleagues import ButlerProfile, OfferView
from handoff.domain.errors import CaseAlreadyHeld, Invalid, NotFound, OfferGone
from handoff.domain.presence import DeskState
from handoff.domain.records import StoredSetting
from tests.handoff.stage import Stage

TRACE = "corr-routing-0001"


async def case_of(stage: Stage, case_id: UUID) -> Case:
    async with stage.hub.store.begin() as tx:
        return await tx.cases.get(case_id)


async def kinds(stage: Stage, case_id: UUID) -> list[str]:
    async with stage.hub.store.begin() as tx:
        return [event.kind for _, event in await tx.cases.events(case_id)]


async def ringing(stage: Stage, viewer: Principal) -> list[tuple[UUID, str]]:
    return [(offer.case.id, offer.why) for offer in await stage.hub.routing.offering.mine(viewer)]


async def only_offer(stage: Stage, viewer: Principal) -> OfferView:
    (offer,) = await stage.hub.routing.offering.mine(viewer)
    return offer


async def wait_with(stage: Stage, *people: Principal, seconds: int = 10, times: int = 5) -> None:
    """Time passes, their consoles beat, the router goes round."""
    for _ in range(times):
        stage.clock.forward(seconds=seconds)
        await stage.here(*people)
        await stage.route()


async def adds_up(stage: Stage) -> None:
    assert (await stage.hub.reconciler.check()).differences == ()


async def test_the_dedicated_butler_first(stage: Stage) -> None:
    linxiao, zhoukai = await stage.butler("linxiao"), await stage.butler("zhoukai")
    await stage.here(zhoukai)
    stage.clock.forward(seconds=1)
    await stage.here(linxiao)
    case_id, conversation_id = await stage.escalate()
    await stage.route()
    assert await ringing(stage, linxiao) == [(case_id, "dedicated")]
    assert await ringing(stage, zhoukai) == []
    assert (await case_of(stage, case_id)).status is CaseStatus.OFFERED
    state = await stage.hub.chat.state(conversation_id)
    assert state.floor == "queue"
    offer = await only_offer(stage, linxiao)
    taken = await stage.hub.routing.offering.accept(linxiao, offer.id, TRACE)
    held = await case_of(stage, taken)
    assert (held.status, held.butler_id) == (CaseStatus.ACTIVE, linxiao.id)
    assert (await stage.hub.chat.state(conversation_id)).butler_name == "Linxiao"
    assert await stage.hub.routing.offering.accept(linxiao, offer.id, TRACE) == taken, "again changes nothing"
    assert await kinds(stage, case_id) == ["opened", "offered", "claimed"]
    await adds_up(stage)


async def test_nobody_there_nothing_is_offered_and_the_first_to_come_is_asked(stage: Stage) -> None:
    zhoukai = await stage.butler("zhoukai")
    case_id, _ = await stage.escalate()
    await stage.route()
    assert (await case_of(stage, case_id)).status is CaseStatus.WAITING
    await stage.here(zhoukai, state=DeskState.BUSY)
    await stage.route()
    assert (await case_of(stage, case_id)).status is CaseStatus.WAITING
    await stage.here(zhoukai)
    await stage.route()
    assert await ringing(stage, zhoukai) == [(case_id, "skill")]


async def test_declined_it_moves_on_and_the_round_begins_again(stage: Stage) -> None:
    linxiao, zhoukai = await stage.butler("linxiao"), await stage.butler("zhoukai")
    await stage.here(linxiao, zhoukai)
    case_id, _ = await stage.escalate()
    await stage.route()
    offer = await only_offer(stage, linxiao)
    with pytest.raises(NotFound):
        await stage.hub.routing.offering.decline(zhoukai, offer.id, "不是我的")
    with pytest.raises(Invalid):
        await stage.hub.routing.offering.decline(linxiao, offer.id, "长" * 501)
    await stage.hub.routing.offering.decline(linxiao, offer.id, "在接电话")
    await stage.hub.routing.offering.decline(linxiao, offer.id, "再点一次")
    with pytest.raises(OfferGone):
        await stage.hub.routing.offering.accept(linxiao, offer.id, TRACE)
    await stage.route()
    assert await ringing(stage, linxiao) == []
    second = await only_offer(stage, zhoukai)
    await stage.hub.routing.offering.decline(zhoukai, second.id, "")
    await stage.route()
    assert await ringing(stage, linxiao) == [], "not at once: he has just said no"
    await wait_with(stage, linxiao, zhoukai)
    assert await ringing(stage, linxiao) + await ringing(stage, zhoukai) == [(case_id, "skill")]
    detail = await stage.hub.cases.get(linxiao, case_id, TRACE)
    assert [(e.kind, e.actor, e.detail) for e in detail.events[1:4]] == [
        ("offered", None, "Linxiao（专属管家）"),
        ("offer_declined", "Linxiao", "在接电话"),
        ("offered", None, "Zhoukai（技能对口）"),
    ]


async def test_not_answered_in_time_it_moves_on(stage: Stage) -> None:
    linxiao, zhoukai = await stage.butler("linxiao"), await stage.butler("zhoukai")
    await stage.here(linxiao, zhoukai)
    case_id, _ = await stage.escalate()
    await stage.route()
    offer = await only_offer(stage, linxiao)
    stage.clock.forward(seconds=44)
    await stage.here(linxiao, zhoukai)
    assert await stage.hub.routing.router.step() == pytest.approx(1.0)
    assert await ringing(stage, linxiao) == [(case_id, "dedicated")]
    stage.clock.forward(seconds=1)
    with pytest.raises(OfferGone):
        await stage.hub.routing.offering.accept(linxiao, offer.id, TRACE)
    await stage.route()
    assert await ringing(stage, linxiao) == []
    assert await ringing(stage, zhoukai) == [(case_id, "skill")]
    assert "offer_expired" in await kinds(stage, case_id)


async def test_who_is_gone_while_it_rings_is_not_waited_for(stage: Stage) -> None:
    linxiao, zhoukai = await stage.butler("linxiao"), await stage.butler("zhoukai")
    case_id, _ = await stage.escalate()
    await stage.here(linxiao)
    stage.clock.forward(seconds=20)
    await stage.here(zhoukai)
    await stage.route()
    assert await ringing(stage, linxiao) == [(case_id, "dedicated")]
    stage.clock.forward(seconds=26)
    await stage.route()
    assert await ringing(stage, zhoukai) == [(case_id, "skill")]
    await stage.here(linxiao, state=DeskState.AWAY)
    await stage.here(linxiao, zhoukai)
    offer = await only_offer(stage, zhoukai)
    await stage.hub.routing.offering.decline(zhoukai, offer.id, "")
    await stage.route()
    assert await ringing(stage, linxiao) == [(case_id, "dedicated")], "a lost line is no refusal"
    stage.clock.forward(seconds=1)
    await stage.here(linxiao, state=DeskState.AWAY)
    await stage.route()
    assert await ringing(stage, linxiao) == []


async def test_capacity_is_kept_and_a_claim_by_hand_is_free(stage: Stage) -> None:
    zhoukai = await stage.butler("zhoukai")
    async with stage.hub.store.begin() as tx:
        assert await tx.butlers.put(ButlerProfile(zhoukai.id, ("claim_review",), 1), 0)
        assert not await tx.butlers.put(ButlerProfile(zhoukai.id, (), 9), 7), "somebody else has changed it"
    await stage.here(zhoukai)
    first, _ = await stage.escalate("C001")
    stage.clock.forward(seconds=1)
    second, _ = await stage.escalate("C002")
    await stage.route()
    assert await ringing(stage, zhoukai) == [(first, "skill")]
    await stage.hub.routing.offering.accept(zhoukai, (await only_offer(stage, zhoukai)).id, TRACE)
    await wait_with(stage, zhoukai, times=20)
    assert await ringing(stage, zhoukai) == []
    await stage.hub.cases.claim(zhoukai, second, TRACE)
    attendance = await stage.hub.routing.presence.beat(zhoukai, DeskState.AVAILABLE)
    assert (attendance.load, attendance.capacity, attendance.present) == (2, 1, True)


async def test_skill_before_anybody_and_patience_has_an_end(stage: Stage) -> None:
    """The one who knows how is full: the case waits for him a while, then anybody may do."""
    expert, other = await stage.butler("zhoukai"), await stage.butler("chenyu")
    async with stage.hub.store.begin() as tx:
        await tx.butlers.put(ButlerProfile(expert.id, ("claim_review",), 1), 0)
        await tx.butlers.put(ButlerProfile(other.id, ("grief",), 5), 0)
    await stage.here(expert, other)
    first, _ = await stage.escalate("C001")
    await stage.route()
    assert await ringing(stage, expert) == [(first, "skill")]
    await stage.hub.cases.claim(expert, first, TRACE)
    second, _ = await stage.escalate("C002")
    await wait_with(stage, expert, other, times=11)
    assert await ringing(stage, other) == []
    await wait_with(stage, expert, other, times=1)
    assert await ringing(stage, other) == [(second, "load")]


async def test_a_claim_by_hand_takes_the_offer_away(stage: Stage) -> None:
    linxiao, zhoukai = await stage.butler("linxiao"), await stage.butler("zhoukai")
    await stage.here(linxiao, zhoukai)
    case_id, _ = await stage.escalate()
    await stage.route()
    offer = await only_offer(stage, linxiao)
    await stage.hub.cases.claim(zhoukai, case_id, TRACE)
    assert await ringing(stage, linxiao) == []
    with pytest.raises((OfferGone, CaseAlreadyHeld)):
        await stage.hub.routing.offering.accept(linxiao, offer.id, TRACE)
    await adds_up(stage)


async def test_a_crisis_rings_for_everybody_and_the_first_has_it(stage: Stage) -> None:
    people = [await stage.butler(name) for name in ("linxiao", "zhoukai", "chenyu")]
    chief = await stage.butler("suyan", Role.SUPERVISOR)
    async with stage.hub.store.begin() as tx:
        await tx.butlers.put(ButlerProfile(people[1].id, (), 0), 0)
    await stage.here(*people, chief)
    await stage.here(people[2], state=DeskState.BUSY)
    case_id, conversation_id = await stage.escalate()
    await stage.route()
    assert len(await ringing(stage, people[0])) == 1, "rings for one first"
    await stage.say("我不想活了")
    await stage.observe()
    await stage.route()
    assert (await case_of(stage, case_id)).priority == "P0"
    for viewer in (*people[1:], chief):
        assert await ringing(stage, viewer) == [(case_id, "crisis")]
    offers = {viewer.id: await only_offer(stage, viewer) for viewer in (*people, chief)}

    async def take(viewer: Principal) -> bool:
        try:
            await stage.hub.routing.offering.accept(viewer, offers[viewer.id].id, TRACE)
        except (OfferGone, CaseAlreadyHeld):
            return False
        return True

    won = await asyncio.gather(*(take(viewer) for viewer in (*people, chief)))
    assert won.count(True) == 1
    assert [await ringing(stage, viewer) for viewer in (*people, chief)] == [[], [], [], []]
    held = await case_of(stage, case_id)
    assert held.butler_id == (*people, chief)[won.index(True)].id
    assert (await stage.hub.chat.state(conversation_id)).floor == "butler"
    await adds_up(stage)


async def test_declined_by_all_a_crisis_rings_again_soon(stage: Stage) -> None:
    linxiao, zhoukai = await stage.butler("linxiao"), await stage.butler("zhoukai")
    await stage.here(linxiao)
    case_id, _ = await stage.escalate()
    await stage.say("不想活了")
    await stage.observe()
    await stage.route()
    await stage.hub.routing.offering.decline(linxiao, (await only_offer(stage, linxiao)).id, "")
    assert (await case_of(stage, case_id)).status is CaseStatus.WAITING
    await stage.here(zhoukai)
    await stage.route()
    assert await ringing(stage, zhoukai) == [(case_id, "crisis")]
    await wait_with(stage, linxiao, zhoukai, times=1)
    assert await ringing(stage, linxiao) == [(case_id, "crisis")]


async def test_the_longest_waiting_first_and_nothing_starves(stage: Stage) -> None:
    """One butler, one hand free: cases are offered in the order of the queue, whoever declines what."""
    zhoukai = await stage.butler("zhoukai")
    cases = []
    for n in range(4):
        cases.append((await stage.escalate(f"C10{n}"))[0])
        stage.clock.forward(seconds=1)
    await stage.here(zhoukai)
    served = []
    for _ in cases:
        await stage.route()
        offer = await only_offer(stage, zhoukai)
        served.append(offer.case.id)
        await stage.hub.routing.offering.decline(zhoukai, offer.id, "")
        stage.clock.forward(seconds=1)
        await stage.here(zhoukai)
    assert served == cases
    await wait_with(stage, zhoukai, times=5)
    assert (await only_offer(stage, zhoukai)).case.id == cases[0], "and the round begins again"


async def test_race_of_two_claims_and_an_acceptance(stage: Stage) -> None:
    linxiao, zhoukai, chenyu = [await stage.butler(n) for n in ("linxiao", "zhoukai", "chenyu")]
    for n in range(12):
        await stage.here(linxiao, zhoukai, chenyu)
        case_id, conversation_id = await stage.escalate(f"C2{n:02}")
        await stage.route()
        offer = next(o for o in await stage.hub.routing.offering.mine(linxiao) if o.case.id == case_id)
        results = await asyncio.gather(
            stage.hub.cases.claim(zhoukai, case_id, TRACE),
            stage.hub.routing.offering.accept(linxiao, offer.id, TRACE),
            stage.hub.cases.claim(chenyu, case_id, TRACE),
            stage.hub.routing.router.step(),
            return_exceptions=True,
        )
        lost = [r for r in results[:3] if isinstance(r, BaseException)]
        assert len(lost) == 2
        assert all(isinstance(r, OfferGone | CaseAlreadyHeld) for r in lost), lost
        assert not isinstance(results[3], BaseException)
        held = await case_of(stage, case_id)
        state = await stage.hub.chat.state(conversation_id)
        assert held.status is CaseStatus.ACTIVE
        assert state.butler_name == held.butler_name
        await stage.hub.cases.resolve(
            {p.id: p for p in (linxiao, zhoukai, chenyu)}[held.butler_id or linxiao.id],
            case_id,
            "explained",
            "好",
            "好",
            TRACE,
        )
    await adds_up(stage)


async def test_two_routers_at_once_make_one_offer(stage: Stage, engine: AsyncEngine) -> None:
    linxiao = await stage.butler("linxiao")
    await stage.here(linxiao)
    for n in range(6):
        await stage.escalate(f"C3{n:02}")
    await asyncio.gather(*(stage.hub.routing.router.step() for _ in range(8)))
    await stage.route()
    async with engine.connect() as connection:
        twice = await connection.scalar(
            text("SELECT count(*) FROM (SELECT case_id FROM offers GROUP BY case_id HAVING count(*) > 1) t")
        )
    assert twice == 0


async def test_a_conversation_in_use_does_not_hold_the_router_up(stage: Stage) -> None:
    """One case's row is held by somebody: the others are offered, this one a little later."""
    linxiao, zhoukai = await stage.butler("linxiao"), await stage.butler("zhoukai")
    held, conversation_id = await stage.escalate("C001")
    other, _ = await stage.escalate("C002")
    await stage.here(linxiao, zhoukai)
    async with stage.hub.store.begin() as tx:
        await tx.conversations.lock(conversation_id)
        async with asyncio.timeout(5):
            await stage.hub.routing.router.step()
    assert (await case_of(stage, held)).status is CaseStatus.WAITING
    assert (await case_of(stage, other)).status is CaseStatus.OFFERED
    await stage.route()
    assert (await case_of(stage, held)).status is CaseStatus.OFFERED


async def test_offers_are_news_only_for_whom_they_concern(stage: Stage) -> None:
    linxiao, zhoukai = await stage.butler("linxiao"), await stage.butler("zhoukai")
    start = await stage.hub.events.hello(linxiao)
    await stage.here(linxiao, zhoukai)
    await stage.escalate()
    await stage.route()
    mine = [e.kind for e in (await stage.hub.events.after(linxiao, start)).events]
    his = [e.kind for e in (await stage.hub.events.after(zhoukai, start)).events]
    assert "offer_made" in mine
    assert "offer_made" not in his
    assert his.count("presence_changed") == 2


async def test_a_vanished_butler(stage: Stage) -> None:
    linxiao, zhoukai = await stage.butler("linxiao"), await stage.butler("zhoukai")
    await stage.here(linxiao, zhoukai)
    case_id, conversation_id = await stage.escalate()
    await stage.hub.cases.claim(linxiao, case_id, TRACE)
    await stage.hub.cases.reply(linxiao, case_id, "r1", "我来看", TRACE)
    await stage.deliver()
    await wait_with(stage, zhoukai, seconds=15, times=11)
    assert (await case_of(stage, case_id)).butler_id == linxiao.id, "a grace for reconnects"
    await wait_with(stage, zhoukai, seconds=16, times=1)
    back = await case_of(stage, case_id)
    assert (back.status, back.butler_id) == (CaseStatus.OFFERED, None)
    assert await ringing(stage, zhoukai) == [(case_id, "skill")]
    await stage.deliver()
    feed = await stage.feed(conversation_id)
    assert feed[-1].startswith("Linxiao这会儿联系不上了")
    assert "vanished" in await kinds(stage, case_id)
    state = await stage.hub.chat.state(conversation_id)
    assert state.floor == "queue"
    await adds_up(stage)
    await stage.hub.cases.claim(zhoukai, case_id, TRACE)
    with pytest.raises(CaseAlreadyHeld):
        await stage.hub.cases.claim(linxiao, case_id, TRACE)


async def test_who_never_opened_a_console_keeps_his_cases(stage: Stage) -> None:
    """Another system may act for him; and just having taken a case is a sign of life."""
    linxiao, zhoukai = await stage.butler("linxiao"), await stage.butler("zhoukai")
    first, _ = await stage.escalate("C001")
    await stage.hub.cases.claim(linxiao, first, TRACE)
    await stage.here(zhoukai)
    stage.clock.forward(hours=3)
    second, _ = await stage.escalate("C002")
    await stage.hub.cases.claim(zhoukai, second, TRACE)
    await stage.route()
    assert (await case_of(stage, first)).status is CaseStatus.ACTIVE
    assert (await case_of(stage, second)).status is CaseStatus.ACTIVE
    stage.clock.forward(seconds=181)
    await stage.route()
    assert (await case_of(stage, first)).status is CaseStatus.ACTIVE
    assert (await case_of(stage, second)).status is CaseStatus.WAITING


async def test_an_offered_case_of_an_outage_still_closes_itself(stage: Stage) -> None:
    linxiao = await stage.butler("linxiao")
    await stage.here(linxiao)
    message = await stage.say("住院要交啥材料")
    stage.bot.up = False
    for _ in range(12):
        stage.clock.forward(seconds=10)
        await stage.turn()
    await stage.here(linxiao)
    await stage.route()
    async with stage.hub.store.begin() as tx:
        case = await tx.cases.open_of(message.conversation_id)
    assert case is not None
    assert case.status is CaseStatus.OFFERED
    stage.bot.up = True
    stage.clock.forward(seconds=31)
    await stage.turn()
    assert (await case_of(stage, case.id)).status is CaseStatus.RESOLVED
    assert await ringing(stage, linxiao) == []
    await adds_up(stage)


async def test_presence_of_the_desk(stage: Stage) -> None:
    linxiao, chief = await stage.butler("linxiao"), await stage.butler("suyan", Role.SUPERVISOR)
    await stage.butler("coach", Role.TRAINER)
    await stage.here(linxiao)
    since = stage.clock.now()
    stage.clock.forward(seconds=15)
    await stage.here(linxiao)
    items = {c.display_name: c for c in await stage.hub.routing.presence.colleagues(chief)}
    assert set(items) == {"Linxiao", "Suyan"}
    assert (items["Linxiao"].present, items["Linxiao"].since) == (True, since)
    assert (items["Suyan"].present, items["Suyan"].state) == (False, "away")
    stage.clock.forward(seconds=46)
    (gone,) = [c for c in await stage.hub.routing.presence.colleagues(chief) if c.id == linxiao.id]
    assert (gone.present, gone.state) == (False, "away")
    await stage.here(linxiao)
    (back,) = [c for c in await stage.hub.routing.presence.colleagues(chief) if c.id == linxiao.id]
    assert back.since == since + timedelta(seconds=61)


async def test_killed_in_the_middle_nothing_is_half_done(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever of its writes the router is killed after, nothing of the step is there, and the next one goes on."""
    linxiao, zhoukai = await stage.butler("linxiao"), await stage.butler("zhoukai")
    await stage.here(linxiao, zhoukai)
    left, conversation_id = await stage.escalate("C001")
    await stage.hub.cases.claim(zhoukai, left, TRACE)
    waiting, _ = await stage.escalate("C002")
    stage.clock.forward(seconds=200)
    await stage.here(linxiao)
    before = len(await kinds(stage, left)), len(await kinds(stage, waiting))
    killed = 0
    whole, done = AsyncConnection.execute, 0

    for killed_after in range(1, 60, 3):
        done = 0

        async def dying(*args: Any, **more: Any) -> Any:
            nonlocal done
            if done == killed_after:  # noqa: B023 - called within the round
                raise ConnectionError("killed here")
            done += 1
            return await whole(*args, **more)

        monkeypatch.setattr(AsyncConnection, "execute", dying)
        try:
            await stage.hub.routing.router.step()
        except ConnectionError:
            killed += 1
        else:
            break
        finally:
            monkeypatch.setattr(AsyncConnection, "execute", whole)
        assert (len(await kinds(stage, left)), len(await kinds(stage, waiting))) == before
        assert (await case_of(stage, left)).butler_id == zhoukai.id
        assert await ringing(stage, linxiao) == []
        assert (await stage.hub.chat.state(conversation_id)).floor == "butler"
        await adds_up(stage)
    assert killed > 5
    await stage.route()
    assert (await case_of(stage, left)).butler_id is None
    assert {case_id for case_id, _ in await ringing(stage, linxiao)} == {left, waiting}
    await adds_up(stage)


async def test_the_ageing_that_is_set_counts(stage: Stage) -> None:
    """A P1 that came later goes first only as long as the ageing of the other says so."""
    zhoukai = await stage.butler("zhoukai")
    first, _ = await stage.escalate("C001")
    ordinary = await case_of(stage, first)
    assert ordinary.queue_at == ordinary.waiting_since
    async with stage.hub.store.begin() as tx:
        setting = StoredSetting("ageing", {"P1": 60, "P2": 90, "P3": 240}, 1, None, stage.clock.now())
        assert await tx.desk_settings.put(setting, 0)
    stage.clock.forward(minutes=1)
    second, _ = await stage.escalate("C002")
    later = await case_of(stage, second)
    assert later.waiting_since is not None
    assert later.queue_at == later.waiting_since + timedelta(minutes=60)
    await stage.hub.cases.claim(zhoukai, second, TRACE)
    await stage.hub.cases.release(zhoukai, second, "", TRACE)
    assert (await case_of(stage, second)).queue_at == stage.clock.now() + timedelta(minutes=60)
