"""Who is offered which waiting case: a pure function of one snapshot of the desk (contracts.md section 8).

Wanted butler, then the dedicated one, then those with the skill, then anybody once patience is over; among
them whoever has let the case pass least often, is least loaded and has been idle longest. A crisis rings for
everybody at once. Nothing here knows an amount of money."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from handoff.domain.case import Priority
from handoff.domain.skills import GENERAL

#: After letting a case pass a butler is left alone about it: as long as an offer lasts, twice as long with
#: each further time, at most so long. A crisis comes back to everybody after a few seconds.
_LONGEST_REST = timedelta(minutes=10)
_CRISIS_REST = timedelta(seconds=10)


class Why(StrEnum):
    WANTED = "wanted"
    DEDICATED = "dedicated"
    SKILL = "skill"
    LOAD = "load"
    CRISIS = "crisis"


@dataclass(frozen=True)
class Seat:
    """A butler whose console has been heard of. `available`: takes new cases; `away`: not at the desk;
    `routed`: is offered cases by turn (a supervisor only gets those meant for him, and crises). `skills` None:
    all. `load`: active cases; `ringing`: offers open now (those of crises do not count); `idle_since`: when he
    last got or let go of a case, or came."""

    id: UUID
    capacity: int
    idle_since: datetime
    skills: frozenset[str] | None = None
    specialist: bool = False
    available: bool = True
    away: bool = False
    routed: bool = True
    load: int = 0
    ringing: int = 0

    @property
    def has_room(self) -> bool:
        return self.load + self.ringing < self.capacity

    def can(self, skill: str) -> bool:
        return skill == GENERAL or self.skills is None or skill in self.skills


@dataclass(frozen=True)
class Waiting:
    """A case without a holder. `skill`: what it asks for; `asked`: a person has chosen skill or tier for it;
    `ringing_for`: who has an open offer of it (only a crisis that already rings has one here)."""

    id: UUID
    priority: Priority
    queue_at: datetime
    waiting_since: datetime
    skill: str = GENERAL
    tier: int = 1
    asked: bool = False
    wanted: UUID | None = None
    dedicated: UUID | None = None
    ringing_for: frozenset[UUID] = frozenset()


@dataclass(frozen=True)
class Pass:
    """How often a butler has let a case pass since it began to wait, and when last."""

    times: int
    last_at: datetime


type Passes = Mapping[tuple[UUID, UUID], Pass]


@dataclass(frozen=True)
class Snapshot:
    """`passes` by (case, butler). `offer_lasts`: how long an offer rings; `patience`: how long a case waits for
    somebody with its skill who is there, but has no room."""

    now: datetime
    seats: Sequence[Seat]
    cases: Sequence[Waiting]
    passes: Passes = field(default_factory=dict)
    offer_lasts: timedelta = timedelta(seconds=45)
    patience: timedelta = timedelta(seconds=120)


@dataclass(frozen=True)
class NewOffer:
    case_id: UUID
    butler_id: UUID
    why: Why


def plan(snapshot: Snapshot) -> list[NewOffer]:
    """The offers to make now, in the order in which the queue is served."""
    seats = {seat.id: seat for seat in snapshot.seats}
    offers: list[NewOffer] = []
    could = [s for s in snapshot.seats if s.available and s.routed and s.ringing == 0 and s.has_room]
    for case in sorted(snapshot.cases, key=lambda c: (_place(c, could, snapshot.passes), c.id)):
        if case.priority is Priority.P0:
            offers += _ring_all(case, seats.values(), snapshot)
            continue
        if not _asks_anybody(case, seats):
            continue
        offer = _offer(case, seats.values(), snapshot)
        if offer is not None:
            offers.append(offer)
            taken = seats[offer.butler_id]
            seats[taken.id] = replace(taken, ringing=taken.ringing + 1)
    return offers


def _asks_anybody(case: Waiting, seats: Mapping[UUID, Seat]) -> bool:
    """Spares the look at a long line when all hands are full."""
    meant = (seats.get(butler) for butler in (case.wanted, case.dedicated) if butler)
    if any(seat is not None and seat.available and seat.has_room for seat in meant):
        return True
    return any(s.routed and s.available and s.ringing == 0 and s.has_room for s in seats.values())


def _place(case: Waiting, could: Sequence[Seat], passes: Passes) -> datetime:
    """Its place in the queue; once everybody who could take it now has let it pass, it lines up again behind what
    has not been offered yet. Else the first cases nobody wants would keep all the others from being offered."""
    passed = [passes[case.id, s.id].last_at for s in could if (case.id, s.id) in passes]
    if not could or len(passed) < len(could):
        return case.queue_at
    return max(case.queue_at, min(passed) + (case.queue_at - case.waiting_since))


def _ring_all(case: Waiting, seats: Iterable[Seat], snapshot: Snapshot) -> list[NewOffer]:
    """Everybody at the desk, whatever his load; when nobody is, also those who are only away from it."""
    everybody = sorted(seats, key=lambda s: s.id)
    at_desk = [seat for seat in everybody if not seat.away] or everybody
    rung = (s for s in at_desk if s.id not in case.ringing_for and not _rests(case, s, snapshot))
    return [NewOffer(case.id, seat.id, Why.CRISIS) for seat in rung]


def _offer(case: Waiting, seats: Iterable[Seat], snapshot: Snapshot) -> NewOffer | None:
    free = [s for s in seats if s.available and s.has_room and not _rests(case, s, snapshot)]
    for why, group in _groups(case, free, list(seats), snapshot):
        if group:
            best = min(group, key=lambda s: _rank(case, s, snapshot))
            return NewOffer(case.id, best.id, why)
    return None


type _Groups = list[tuple[Why, list[Seat]]]


def _groups(case: Waiting, free: list[Seat], seats: list[Seat], snapshot: Snapshot) -> _Groups:
    """Who comes into question, the first group that is not empty counts. Somebody who has let the case pass is
    out of the first groups: he is asked again when everybody else has passed too."""
    fresh = [s for s in free if (case.id, s.id) not in snapshot.passes]
    meant: _Groups = [
        (Why.WANTED, [s for s in fresh if s.id == case.wanted]),
        (Why.DEDICATED, [s for s in fresh if s.id == case.dedicated and _fits_tier(case, s)]),
    ]
    # One ring at a time: what one butler does not hear for lack of hands, another may answer.
    idle = [s for s in free if s.routed and s.ringing == 0]
    skilled = [s for s in idle if _fits(case, s)]
    if _patient(case, seats, snapshot):
        return [*meant, (Why.SKILL, skilled)]
    fewest = min((_times(case, s, snapshot) for s in idle), default=0)
    round_of = [s for s in idle if _times(case, s, snapshot) == fewest]
    by_skill = [s for s in skilled if _times(case, s, snapshot) == fewest]
    return [*meant, (Why.SKILL, by_skill), (Why.LOAD, round_of)]


def _patient(case: Waiting, seats: list[Seat], snapshot: Snapshot) -> bool:
    """Whether the case still waits for one who fits it: somebody like that is there and has not let it pass, or
    a person has asked for it and nobody like that is there yet."""
    if snapshot.now - case.waiting_since >= snapshot.patience:
        return False
    fitting = [s for s in seats if s.available and s.routed and _fits(case, s)]
    if not fitting:
        return case.asked
    return any((case.id, s.id) not in snapshot.passes for s in fitting)


def _fits(case: Waiting, seat: Seat) -> bool:
    return _fits_tier(case, seat) and seat.can(case.skill)


def _fits_tier(case: Waiting, seat: Seat) -> bool:
    return case.tier == 1 or seat.specialist


def _rank(case: Waiting, seat: Seat, snapshot: Snapshot) -> tuple[int, bool, int, datetime, UUID]:
    """Specialists are kept free for what only they can do."""
    spared = case.tier == 1 and seat.specialist
    return (_times(case, seat, snapshot), spared, seat.load + seat.ringing, seat.idle_since, seat.id)


def _times(case: Waiting, seat: Seat, snapshot: Snapshot) -> int:
    passed = snapshot.passes.get((case.id, seat.id))
    return passed.times if passed else 0


def _rests(case: Waiting, seat: Seat, snapshot: Snapshot) -> bool:
    """Whether he has let this case pass so recently that he is left alone about it."""
    passed = snapshot.passes.get((case.id, seat.id))
    if passed is None:
        return False
    if case.priority is Priority.P0:
        return snapshot.now - passed.last_at < _CRISIS_REST
    doubled = snapshot.offer_lasts * (1 << min(passed.times - 1, 10))
    return snapshot.now - passed.last_at < min(doubled, _LONGEST_REST)
