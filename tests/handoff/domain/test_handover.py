"""Moves of a case, alone and in any order."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from handoff.domain import handover
from handoff.domain.case import Case, CaseRequest, CaseStatus, Priority, open_case, queue_place
from handoff.domain.desk_settings import DeskSettings
from handoff.domain.errors import CaseClosed, Conflict, GuanjiaError, Invalid, NotYourCase, OfferGone
from handoff.domain.handover import Target
from handoff.domain.offers import Offer, OfferOutcome, end_of
from handoff.domain.presence import DeskState, first_beat, has_vanished, heard_within

NOW = datetime(2026, 11, 22, 4, tzinfo=UTC)
LIN, ZHOU, SU = uuid4(), uuid4(), uuid4()
NAMES = {LIN: "林晓", ZHOU: "周凯", SU: "苏妍"}
LATER = NOW + timedelta(hours=1)


def a_case(*codes: str, priority: Priority = Priority.P2) -> Case:
    return open_case(uuid4(), "A1", uuid4(), CaseRequest(codes or ("E10",), priority, "因为"), NOW)


def held(*codes: str) -> Case:
    return a_case(*codes).claim(LIN, "林晓", NOW)


def settled(*codes: str) -> Case:
    return held(*codes).resolve(LIN, "explained", "因为", told=True, now=NOW)


def test_offered_and_back_keeps_its_place() -> None:
    case = a_case()
    rung = handover.offered(case)
    assert handover.offered(rung) is rung
    back = handover.no_longer_offered(rung)
    assert (back.status, back.queue_at, back.waiting_since) == (CaseStatus.WAITING, case.queue_at, NOW)
    assert handover.no_longer_offered(back) is back
    assert rung.claim(ZHOU, "周凯", NOW).status is CaseStatus.ACTIVE


@pytest.mark.parametrize(
    ("target", "wanted"),
    [
        (Target(butler_id=ZHOU), (ZHOU, None, 1)),
        (Target(skill="grief"), (None, "grief", 1)),
        (Target(tier=2), (None, None, 2)),
    ],
)
def test_passed_on(target: Target, wanted: tuple[object, ...]) -> None:
    passed = handover.transfer(held(), target, LIN, LATER)
    assert (passed.status, passed.butler_id) == (CaseStatus.WAITING, None)
    assert (passed.wanted_butler_id, passed.wanted_skill, passed.tier) == wanted
    assert (passed.waiting_since, passed.queue_at) == (LATER, queue_place(Priority.P2, LATER))
    taken = passed.claim(ZHOU, "周凯", LATER)
    assert taken.wanted_butler_id is None
    assert (taken.wanted_skill, taken.tier) == wanted[1:], "skill and tier hold for the next wait too"


def test_only_the_holder_or_a_supervisor_passes_on() -> None:
    for case in (held(), a_case()):
        with pytest.raises(NotYourCase):
            handover.transfer(case, Target(tier=2), ZHOU, NOW)
        assert handover.transfer(case, Target(tier=2), SU, NOW, supervises=True).tier == 2
    with pytest.raises(CaseClosed):
        handover.transfer(settled(), Target(tier=2), SU, NOW, supervises=True)
    with pytest.raises(Conflict):
        handover.transfer(held(), Target(butler_id=LIN), LIN, NOW)


def test_redirected_while_it_waits_it_keeps_its_place() -> None:
    redirected = handover.transfer(a_case(), Target(butler_id=ZHOU), SU, LATER, supervises=True)
    assert (redirected.waiting_since, redirected.wanted_butler_id, redirected.version) == (NOW, ZHOU, 2)


@pytest.mark.parametrize("parts", [{}, {"skill": "grief", "tier": 2}, {"butler_id": ZHOU, "skill": "grief"}])
def test_one_target_not_none_and_not_two(parts: dict[str, object]) -> None:
    with pytest.raises(Invalid):
        Target(**parts)  # type: ignore[arg-type]


def test_put_aside_and_back() -> None:
    asleep = handover.snooze(held(), LIN, LATER, NOW)
    assert (asleep.status, asleep.snoozed_until, asleep.butler_id) == (CaseStatus.SNOOZED, LATER, LIN)
    awake = handover.wake(asleep)
    assert (awake.status, awake.snoozed_until) == (CaseStatus.ACTIVE, None)
    assert asleep.claim(LIN, "林晓", NOW).snoozed_until is None
    with pytest.raises(Conflict):
        handover.wake(awake)
    with pytest.raises(NotYourCase):
        handover.snooze(held(), ZHOU, LATER, NOW)
    for wrong in (NOW, NOW - timedelta(seconds=1), NOW + timedelta(days=30, seconds=1)):
        with pytest.raises(Invalid):
            handover.snooze(held(), LIN, wrong, NOW)


def test_who_vanished_is_asked_first_when_he_comes_back() -> None:
    back = handover.vanish(held(), LATER)
    assert (back.status, back.butler_id, back.wanted_butler_id) == (CaseStatus.WAITING, None, LIN)
    with pytest.raises(Conflict):
        handover.vanish(back, LATER)


def test_a_supervisor_takes_it_from_anybody() -> None:
    for case in (a_case(), handover.offered(a_case()), held(), handover.snooze(held(), LIN, LATER, NOW)):
        taken = handover.take_over(case, SU, "苏妍", LATER)
        assert (taken.status, taken.butler_id, taken.claimed_at) == (CaseStatus.ACTIVE, SU, LATER)
        assert (taken.waiting_since, taken.queue_at, taken.snoozed_until) == (None, None, None)
    with pytest.raises(Conflict):
        handover.take_over(held(), LIN, "林晓", NOW)
    with pytest.raises(CaseClosed):
        handover.take_over(settled(), SU, "苏妍", NOW)


def test_opened_again_by_hand() -> None:
    again = handover.reopen(settled(), LIN, "林晓", LATER)
    assert (again.status, again.butler_id, again.reopened) == (CaseStatus.ACTIVE, LIN, 1)
    assert (again.outcome, again.outcome_reason, again.resolved_at) == (None, None, None)
    with pytest.raises(Conflict):
        handover.reopen(again, LIN, "林晓", LATER)


def test_opened_again_because_the_customer_is_back() -> None:
    request = CaseRequest(("E04", "E01"), Priority.P1, "还是不服", ({"code": "E04"},), "再次质疑", "要复核")
    again = handover.reopen_for(settled("E04"), request, LATER)
    assert (again.status, again.wanted_butler_id, again.butler_id) == (CaseStatus.WAITING, LIN, None)
    assert (again.codes, again.priority, again.reason) == (("E04", "E01"), Priority.P1, "还是不服")
    assert (again.waiting_since, again.first_response_at, again.reopened) == (LATER, None, 1)


def test_what_is_about_the_same() -> None:
    case = settled("E04")
    claimed = settled("E04")
    claimed = type(claimed)(**{**vars(claimed), "context": {"slots": {"claim_no": "LP2026"}}})
    same, other = CaseRequest(("E04", "E01"), Priority.P1, ""), CaseRequest(("E15",), Priority.P2, "")
    week = timedelta(days=7)
    assert handover.is_about_the_same(case, same, None, NOW + week)
    assert not handover.is_about_the_same(case, same, None, NOW + week + timedelta(seconds=1))
    assert not handover.is_about_the_same(case, other, "LP2026", NOW)
    assert handover.is_about_the_same(claimed, other, "LP2026", NOW)
    assert not handover.is_about_the_same(claimed, other, "LP2027", NOW)
    assert not handover.is_about_the_same(held("E04"), same, None, NOW), "still open"
    outage = CaseRequest(("BOT",), Priority.P2, "")
    assert not handover.is_about_the_same(settled("BOT"), outage, None, NOW)
    assert handover.claim_named({"claim_no": "[NUMBER]"}) is None


def test_how_an_offer_ends() -> None:
    within = heard_within(DeskSettings())
    offer = Offer(uuid4(), uuid4(), LIN, "load", NOW, NOW + timedelta(seconds=45))
    case, here = handover.offered(a_case()), first_beat(LIN, DeskState.AVAILABLE, NOW)
    after = NOW + timedelta(seconds=30)
    assert end_of(offer, case, here, after, within) is None
    assert end_of(offer, held(), here, after, within) is OfferOutcome.WITHDRAWN
    assert end_of(offer, case, here, offer.expires_at, within) is OfferOutcome.EXPIRED
    assert end_of(offer, case, None, after, within) is OfferOutcome.VANISHED
    gone = first_beat(LIN, DeskState.AVAILABLE, NOW - timedelta(seconds=16))
    assert end_of(offer, case, gone, after, within) is OfferOutcome.VANISHED
    left = here.beat(DeskState.AWAY, after, within)
    assert end_of(offer, case, left, after, within) is OfferOutcome.VANISHED
    assert end_of(offer, case, here.beat(DeskState.BUSY, after, within), after, within) is None
    ended = offer.settle(OfferOutcome.DECLINED, after, "忙")
    for call in (lambda: ended.settle(OfferOutcome.EXPIRED, after), lambda: ended.require_open(after)):
        with pytest.raises(OfferGone):
            call()
    with pytest.raises(OfferGone):
        offer.require_open(offer.expires_at)


def test_presence() -> None:
    within, vanish = timedelta(seconds=45), timedelta(seconds=180)
    here = first_beat(LIN, DeskState.AVAILABLE, NOW)
    beaten = here.beat(DeskState.AVAILABLE, NOW + timedelta(seconds=45), within)
    assert beaten.since == NOW, "a reconnect within the grace is no absence"
    assert here.beat(DeskState.AVAILABLE, NOW + timedelta(seconds=46), within).since > NOW
    assert here.beat(DeskState.BUSY, NOW + timedelta(seconds=1), within).since > NOW
    assert beaten.beat(DeskState.AVAILABLE, NOW, within).beat_at == beaten.beat_at, (
        "a late beat takes nothing back"
    )
    assert not here.beat(DeskState.BUSY, NOW, within).is_present(NOW, within)
    assert not has_vanished(here, None, NOW + vanish, vanish)
    assert has_vanished(here, None, NOW + vanish + timedelta(seconds=1), vanish)
    assert not has_vanished(here, NOW + vanish, NOW + vanish * 2, vanish), "he has just taken it"
    assert not has_vanished(None, NOW, NOW + timedelta(days=9), vanish)


def test_what_everybody_may_do() -> None:
    case = held()
    assert case.allowed_for(LIN) == ("reply", "resolve", "release", "transfer", "snooze", "note")
    assert case.allowed_for(ZHOU) == ("note",)
    assert case.allowed_for(SU, supervises=True) == ("transfer", "assign", "barge", "whisper", "note")
    asleep = handover.snooze(case, LIN, LATER, NOW)
    assert asleep.allowed_for(LIN) == ("wake", "transfer", "note")
    assert a_case().allowed_for(ZHOU) == ("claim", "note")
    assert a_case().allowed_for(SU, supervises=True) == ("claim", "transfer", "assign", "note")
    assert settled().allowed_for(LIN) == ("reopen", "note")


who = st.sampled_from([LIN, ZHOU, SU])


class CaseLife(RuleBasedStateMachine):
    """Any moves in any order by anybody: what is refused changes nothing, what is done leaves a case that is
    whole."""

    def __init__(self) -> None:
        super().__init__()
        self.now = NOW
        self.case = a_case("E04")
        self.refusals: list[str] = []

    @initialize(code=st.sampled_from(["E04", "E10", "E09"]), priority=st.sampled_from(Priority))
    def open(self, code: str, priority: Priority) -> None:
        self.case = a_case(code, priority=priority)

    def _try(self, move: Callable[[], Case]) -> None:
        before = self.case
        self.now += timedelta(minutes=1)
        try:
            after = move()
        except GuanjiaError as refused:
            self.refusals.append(refused.detail)
            return
        assert after is before or after.version > before.version
        assert after.id == before.id
        assert after.priority <= before.priority or after.reopened > before.reopened
        self.case = after

    @rule(by=who)
    def claim(self, by: UUID) -> None:
        self._try(lambda: self.case.claim(by, NAMES[by], self.now))

    @rule(by=who)
    def release(self, by: UUID) -> None:
        self._try(lambda: self.case.release(by, self.now))

    @rule(by=who, told=st.booleans(), why=st.sampled_from(["", "因为条款"]))
    def resolve(self, by: UUID, told: bool, why: str) -> None:
        was = self.case
        self._try(lambda: self.case.resolve(by, "explained", why, told, self.now))
        if self.case is not was and was.is_dispute:
            assert told
            assert why

    @rule()
    def offer(self) -> None:
        self._try(lambda: handover.offered(self.case))

    @rule()
    def stop_offering(self) -> None:
        self._try(lambda: handover.no_longer_offered(self.case))

    @rule(by=who, to=who, kind=st.sampled_from(["butler", "skill", "tier"]), above=st.booleans())
    def transfer(self, by: UUID, to: UUID, kind: str, above: bool) -> None:
        targets = {
            "butler": Target(butler_id=to),
            "skill": Target(skill="grief"),
            "tier": Target(tier=2),
        }
        self._try(lambda: handover.transfer(self.case, targets[kind], by, self.now, supervises=above))

    @rule(by=who, minutes=st.integers(-5, 60))
    def snooze(self, by: UUID, minutes: int) -> None:
        until = self.now + timedelta(minutes=minutes)
        self._try(lambda: handover.snooze(self.case, by, until, self.now))

    @rule()
    def wake(self) -> None:
        self._try(lambda: handover.wake(self.case))

    @rule()
    def vanish(self) -> None:
        self._try(lambda: handover.vanish(self.case, self.now))

    @rule(by=who)
    def take_over(self, by: UUID) -> None:
        self._try(lambda: handover.take_over(self.case, by, NAMES[by], self.now))

    @rule(by=who)
    def reopen(self, by: UUID) -> None:
        self._try(lambda: handover.reopen(self.case, by, NAMES[by], self.now))

    @rule(code=st.sampled_from(["E04", "E01", "E09"]), priority=st.sampled_from(Priority))
    def customer_is_back(self, code: str, priority: Priority) -> None:
        request = CaseRequest((code,), priority, "又来了")
        if self.case.is_open:
            self._try(lambda: self.case.escalated_again(request))
        elif handover.is_about_the_same(self.case, request, None, self.now):
            self._try(lambda: handover.reopen_for(self.case, request, self.now))

    @invariant()
    def refused_in_a_sentence(self) -> None:
        assert all(detail.endswith("。") for detail in self.refusals)

    @invariant()
    def whole(self) -> None:
        case = self.case
        queued = case.status in (CaseStatus.WAITING, CaseStatus.OFFERED)
        kept = case.status in (CaseStatus.ACTIVE, CaseStatus.SNOOZED)
        assert (case.waiting_since is not None) is queued
        assert (case.queue_at is not None) is queued
        if queued:
            assert case.queue_at == queue_place(case.priority, case.waiting_since or self.now)
            assert case.butler_id is None
        if kept:
            assert case.butler_id is not None
            assert case.butler_name == NAMES[case.butler_id]
            assert case.wanted_butler_id is None
        assert (case.snoozed_until is not None) is (case.status is CaseStatus.SNOOZED)
        settled_ = case.status is CaseStatus.RESOLVED
        assert (case.resolved_at is not None) is settled_
        assert (case.outcome is not None) is settled_
        assert "note" in case.allowed_for(LIN)


CaseLife.TestCase.settings = settings(max_examples=80, stateful_step_count=30, deadline=None)
TestCaseLife = CaseLife.TestCase
