"""Properties of the routing plan, and its order of preference."""

import dataclasses
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid5

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handoff.domain.case import Priority, queue_place
from handoff.domain.routing import NewOffer, Pass, Seat, Snapshot, Waiting, Why, plan
from handoff.domain.skills import SKILLS, skill_for
from handoff.domain.triggers import TRIGGERS

NOW = datetime(2026, 11, 22, 4, tzinfo=UTC)
_SPACE = UUID(int=7)
LONG_AGO = NOW - timedelta(hours=1)


def an_id(kind: str, number: int) -> UUID:
    return uuid5(_SPACE, f"{kind}{number}")


def seat(number: int, **given_: object) -> Seat:
    base = Seat(an_id("seat", number), capacity=3, idle_since=LONG_AGO)
    return dataclasses.replace(base, **given_)  # type: ignore[arg-type]


def waiting(
    number: int, priority: Priority = Priority.P1, since: datetime = LONG_AGO, **given_: object
) -> Waiting:
    base = Waiting(an_id("case", number), priority, queue_place(priority, since), since)
    return dataclasses.replace(base, **given_)  # type: ignore[arg-type]


def route(seats: list[Seat], cases: list[Waiting], **given_: object) -> list[NewOffer]:
    return plan(Snapshot(NOW, seats, cases, **given_))  # type: ignore[arg-type]


def asked(seats: list[Seat], case: Waiting, **given_: object) -> tuple[UUID, Why] | None:
    offers = route(seats, [case], **given_)
    assert len(offers) <= 1
    return (offers[0].butler_id, offers[0].why) if offers else None


def test_the_order_of_preference() -> None:
    wanted, dedicated, skilled, anybody = (
        seat(1, load=2, skills=frozenset()),
        seat(2, load=1, skills=frozenset()),
        seat(3, load=1, skills=frozenset({"grief"})),
        seat(4, skills=frozenset()),
    )
    everybody = [anybody, skilled, dedicated, wanted]
    case = waiting(1, skill="grief", wanted=wanted.id, dedicated=dedicated.id)
    assert asked(everybody, case) == (wanted.id, Why.WANTED)
    assert asked(everybody[:3], case) == (dedicated.id, Why.DEDICATED)
    assert asked(everybody[:2], case) == (skilled.id, Why.SKILL)
    assert asked(everybody[:1], case) == (anybody.id, Why.LOAD)


def test_among_equals_the_least_loaded_then_the_longest_idle() -> None:
    busy, idle = seat(1, load=1), seat(2, load=1, idle_since=LONG_AGO - timedelta(minutes=1))
    free = seat(3, idle_since=NOW)
    case = waiting(1)
    assert asked([busy, idle, free], case) == (free.id, Why.SKILL)
    assert asked([busy, idle], case) == (idle.id, Why.SKILL)


def test_patience_for_one_who_can_and_is_full() -> None:
    full = seat(1, load=3, skills=frozenset({"grief"}))
    other = seat(2, skills=frozenset())
    fresh = waiting(1, skill="grief", since=NOW - timedelta(seconds=119))
    assert asked([full, other], fresh) is None
    assert asked([other], fresh) == (other.id, Why.LOAD), "nobody like that is there"
    assert asked([full, other], waiting(1, skill="grief", since=NOW - timedelta(seconds=120))) == (
        other.id,
        Why.LOAD,
    )
    passed = {(fresh.id, full.id): Pass(1, NOW)}
    assert asked([full, other], fresh, passes=passed) == (other.id, Why.LOAD)


def test_what_a_person_has_asked_for_waits_even_when_nobody_like_that_is_there() -> None:
    other, expert = seat(1), seat(2, specialist=True, load=2)
    fresh = waiting(1, tier=2, asked=True, since=NOW - timedelta(seconds=10))
    assert asked([other], fresh) is None
    assert asked([other, expert], fresh) == (expert.id, Why.SKILL)
    assert asked([other], waiting(1, tier=2, asked=True)) == (other.id, Why.LOAD)


def test_specialists_are_kept_free() -> None:
    expert, other = seat(1, specialist=True), seat(2, load=2)
    assert asked([expert, other], waiting(1)) == (other.id, Why.SKILL)


def test_a_supervisor_is_only_asked_when_meant() -> None:
    chief, case = seat(1, routed=False), waiting(1)
    assert asked([chief], case) is None
    assert asked([chief], waiting(1, wanted=chief.id)) == (chief.id, Why.WANTED)


def test_who_passed_is_skipped_until_all_have_passed() -> None:
    one, two, case = seat(1), seat(2, load=1), waiting(1, dedicated=an_id("seat", 1))
    long_ago = NOW - timedelta(minutes=9)
    once = {(case.id, one.id): Pass(1, long_ago)}
    assert asked([one, two], case, passes=once) == (two.id, Why.SKILL)
    both = once | {(case.id, two.id): Pass(1, long_ago)}
    assert asked([one, two], case, passes=both) == (one.id, Why.SKILL)
    just_now = once | {(case.id, two.id): Pass(1, NOW - timedelta(seconds=44))}
    assert asked([two], case, passes=just_now) is None
    assert asked([two], case, passes={(case.id, two.id): Pass(1, NOW - timedelta(seconds=45))}) is not None
    assert asked([two], case, passes={(case.id, two.id): Pass(2, NOW - timedelta(seconds=89))}) is None
    assert asked([two], case, passes={(case.id, two.id): Pass(30, NOW - timedelta(minutes=10))}) is not None


def test_a_crisis_rings_for_all_whatever_they_do() -> None:
    people = [
        seat(1, load=3),
        seat(2, available=False),
        seat(3, routed=False),
        seat(4, away=True, available=False),
    ]
    case = waiting(1, Priority.P0)
    offers = route(people, [case])
    assert {o.butler_id for o in offers} == {p.id for p in people[:3]}
    assert {o.why for o in offers} == {Why.CRISIS}
    again = dataclasses.replace(case, ringing_for=frozenset({people[0].id}))
    assert {o.butler_id for o in route(people, [again])} == {people[1].id, people[2].id}
    assert [o.butler_id for o in route(people[3:], [case])] == [people[3].id], (
        "rather somebody away than nobody"
    )


@pytest.mark.parametrize("code", [c for c in TRIGGERS if c != "BOT"])
def test_every_code_has_a_skill_and_the_desk_may_set_another(code: str) -> None:
    assert skill_for([code], {}) in SKILLS
    assert skill_for([code], {code: "night_shift"}) == "night_shift"


def test_the_leading_code_decides() -> None:
    assert skill_for(["E04", "E02"], {}) == "grief"
    assert skill_for(["BOT"], {}) == skill_for([], {}) == "general"


# properties ---------------------------------------------------------------------------------------------------

_SKILL = st.sampled_from(["general", "grief", "claim_review"])


@st.composite
def seats_(draw: st.DrawFn, at_least: int = 0) -> list[Seat]:
    numbers = draw(st.lists(st.integers(0, 9), unique=True, min_size=at_least, max_size=6))
    return [
        seat(
            n,
            capacity=draw(st.integers(0, 4)),
            idle_since=NOW - timedelta(minutes=draw(st.integers(0, 60))),
            skills=draw(st.none() | st.frozensets(_SKILL)),
            specialist=draw(st.booleans()),
            available=draw(st.booleans()),
            away=draw(st.booleans()),
            routed=draw(st.booleans()),
            load=draw(st.integers(0, 4)),
            ringing=draw(st.integers(0, 2)),
        )
        for n in numbers
    ]


@st.composite
def cases_(draw: st.DrawFn) -> list[Waiting]:
    numbers = draw(st.lists(st.integers(0, 30), unique=True, max_size=12))
    someone = st.none() | st.integers(0, 9).map(lambda n: an_id("seat", n))
    return [
        waiting(
            n,
            draw(st.sampled_from(Priority)),
            NOW - timedelta(seconds=draw(st.integers(0, 7200))),
            skill=draw(_SKILL),
            tier=draw(st.integers(1, 2)),
            asked=draw(st.booleans()),
            wanted=draw(someone),
            dedicated=draw(someone),
        )
        for n in numbers
    ]


@st.composite
def snapshots(draw: st.DrawFn) -> Snapshot:
    seats, cases = draw(seats_()), draw(cases_())
    passes = {
        (case.id, s.id): Pass(draw(st.integers(1, 4)), NOW - timedelta(seconds=draw(st.integers(0, 900))))
        for case in cases
        for s in seats
        if draw(st.booleans())
    }
    return Snapshot(NOW, seats, cases, passes)


@given(snapshots())
def test_capacity_is_kept_and_only_who_is_there_is_asked(snapshot: Snapshot) -> None:
    """But for a crisis. And never twice for the same case."""
    offers = plan(snapshot)
    assert len({(o.case_id, o.butler_id) for o in offers}) == len(offers)
    cases, people = {c.id: c for c in snapshot.cases}, {s.id: s for s in snapshot.seats}
    for person in people.values():
        new = [o for o in offers if o.butler_id == person.id and o.why is not Why.CRISIS]
        assert not new or person.load + person.ringing + len(new) <= person.capacity
        assert not new or person.available
    for offer in offers:
        crisis = cases[offer.case_id].priority is Priority.P0
        assert (offer.why is Why.CRISIS) is crisis
    plain = [o.case_id for o in offers if o.why is not Why.CRISIS]
    assert len(set(plain)) == len(plain), "one butler at a time"


@given(snapshots())
def test_the_dedicated_one_first(snapshot: Snapshot) -> None:
    """Asked whenever he is there, fits the tier, has not let it pass, and has room when the case's turn comes."""
    offers = plan(snapshot)
    by_case = {o.case_id: o for o in offers}
    people = {s.id: s for s in snapshot.seats}
    for case in snapshot.cases:
        meant = people.get(case.dedicated) if case.dedicated else None
        if case.priority is Priority.P0 or meant is None or not meant.available or case.wanted in people:
            continue
        took = sum(o.butler_id == meant.id and o.why is not Why.CRISIS for o in offers)
        room = meant.load + meant.ringing + took < meant.capacity
        if room and (case.tier == 1 or meant.specialist) and (case.id, meant.id) not in snapshot.passes:
            assert by_case[case.id].butler_id == meant.id
            assert by_case[case.id].why is Why.DEDICATED


@given(snapshots())
def test_who_passed_is_not_asked_while_another_who_could_has_not(snapshot: Snapshot) -> None:
    people = {s.id: s for s in snapshot.seats}
    offers = plan(snapshot)
    for offer in offers:
        case = next(c for c in snapshot.cases if c.id == offer.case_id)
        if offer.why is Why.CRISIS or (case.id, offer.butler_id) not in snapshot.passes:
            continue
        times = snapshot.passes[case.id, offer.butler_id].times
        for other in people.values():
            took = sum(o.butler_id == other.id for o in offers)
            free = other.available and other.routed and other.ringing == 0 and took == 0 and other.has_room
            knows = (case.tier == 1 or other.specialist) and other.can(case.skill)
            if free and knows and (case.id, other.id) not in snapshot.passes:
                raise AssertionError(f"{other} was never asked, {offer} for the {times + 1}th time")


@given(snapshots(), st.randoms(use_true_random=False))
def test_the_order_things_come_in_changes_nothing(snapshot: Snapshot, random: object) -> None:
    seats, cases = list(snapshot.seats), list(snapshot.cases)
    random.shuffle(seats)  # type: ignore[attr-defined]
    random.shuffle(cases)  # type: ignore[attr-defined]
    assert plan(dataclasses.replace(snapshot, seats=seats, cases=cases)) == plan(snapshot)


@given(snapshots())
def test_served_in_the_order_of_the_queue(snapshot: Snapshot) -> None:
    place = {c.id: (c.queue_at, c.id) for c in snapshot.cases}
    order = [place[o.case_id] for o in plan(dataclasses.replace(snapshot, passes={}))]
    assert order == sorted(order)


def test_nothing_it_looks_at_is_an_amount() -> None:
    """A claim of ¥3.93 waits no longer than one of ¥300,000: the plan has no way to know."""
    names = {f.name for kind in (Seat, Waiting, Pass, Snapshot) for f in dataclasses.fields(kind)}
    assert names == {
        *("id", "capacity", "idle_since", "skills", "specialist", "available", "away", "routed", "load"),
        *(
            "ringing",
            "priority",
            "queue_at",
            "waiting_since",
            "skill",
            "tier",
            "asked",
            "wanted",
            "dedicated",
        ),
        *("ringing_for", "times", "last_at", "now", "seats", "cases", "passes", "offer_lasts", "patience"),
    }


@settings(max_examples=150, deadline=None)
@given(cases_(), seats_(at_least=1), st.booleans(), st.randoms(use_true_random=False))
def test_nothing_starves(cases: list[Waiting], people: list[Seat], kind: bool, random: object) -> None:
    """While one butler with a free hand is there, every case is offered within bounded time, although nobody
    may want any of them (`kind`: somebody now and then does) and a new P1 comes in every five minutes. The
    bound: the longest ageing (48 ticks), then one offer for each case that has lined up by then."""
    steady = dataclasses.replace(
        people[0], available=True, away=False, routed=True, capacity=1, load=0, ringing=0
    )
    line, tick = list(cases), timedelta(minutes=5)
    passes: dict[tuple[UUID, UUID], Pass] = {}
    unserved, now = {c.id for c in cases}, NOW
    for step in range(48 + 48 + 3 * len(cases) + 10):
        now += tick
        line.append(waiting(1000 + step, Priority.P1, now))
        for offer in plan(Snapshot(now, [steady, *people[1:]], line, passes)):
            unserved.discard(offer.case_id)
            before = passes.get((offer.case_id, offer.butler_id), Pass(0, now))
            passes[offer.case_id, offer.butler_id] = Pass(before.times + 1, now)
            if kind and random.random() < 0.3:  # type: ignore[attr-defined]
                line = [c for c in line if c.id != offer.case_id]
        if not unserved:
            return
    raise AssertionError([case for case in cases if case.id in unserved])
