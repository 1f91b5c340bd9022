"""The clocks of a case as it moves, inside the caller's transaction (which holds the conversation)."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from handoff.domain.case import Case, CaseStatus, Priority
from handoff.domain.claim_clocks import brought_up_to_date
from handoff.domain.clocks import RESPONSE_KINDS, Clock, ClockKind, begins_counting, begun, minutes
from handoff.domain.desk import opens_at
from handoff.domain.desk_settings import DeskSettings
from handoff.domain.presence import heard_within
from handoff.domain.rulebook import COMPLAINT_CONTACT, Rulebook
from handoff.domain.waiting import CALL_BACK
from handoff.ports import Tx
from handoff.service.promise_ledger import nobody_needed, person_came


async def start_clocks(tx: Tx, case: Case, now: datetime) -> None:
    """What a case that has just been opened owes: a person, and an end."""
    await _start_response(tx, case, ClockKind.FIRST_RESPONSE, now)
    await _start_resolution(tx, case, now)


async def wait_again(tx: Tx, case: Case, now: datetime) -> None:
    """A wait without a clock is impossible: the one under way goes on, else the new wait gets its own. What a closed
    case had stopped runs on from where it began: no limit of the law is won by closing and reopening."""
    found = await tx.clocks.of_case(case.id)
    if not _running(found, ClockKind.FIRST_RESPONSE):
        await _start_response(tx, case, ClockKind.FIRST_RESPONSE, now, _owed(found))
        for clock in _running(found, ClockKind.NEXT_RESPONSE):
            await tx.clocks.save(clock.stopped(now))
    if not _running(found, ClockKind.RESOLUTION):
        await _start_resolution(tx, case, now)
        for clock in _stopped_with_the_case(found):
            await tx.clocks.save(replace(clock, stopped_at=None).aimed())


def _running(clocks: Sequence[Clock], kind: ClockKind) -> list[Clock]:
    return [clock for clock in clocks if clock.running and clock.kind is kind]


def _owed(clocks: Sequence[Clock]) -> datetime | None:
    """When an answer the former holder owed would have been due."""
    return min((clock.due_at for clock in _running(clocks, ClockKind.NEXT_RESPONSE)), default=None)


def _stopped_with_the_case(clocks: Sequence[Clock]) -> list[Clock]:
    ends = [c.stopped_at for c in clocks if c.kind is ClockKind.RESOLUTION and c.stopped_at]
    if not ends:
        return []
    return [c for c in clocks if c.kind is ClockKind.STATUTORY and c.stopped_at == max(ends)]


async def due_of(tx: Tx, case: Case, now: datetime) -> datetime:
    """When the first answer is due that the case waits for; now when it waits for none."""
    return min(
        (c.due_at for c in _running(await tx.clocks.of_case(case.id), ClockKind.FIRST_RESPONSE)), default=now
    )


async def stop_clocks(tx: Tx, case_id: UUID, now: datetime) -> None:
    """All of them: the case is settled."""
    for clock in await tx.clocks.of_case(case_id):
        if clock.running:
            await tx.clocks.save(clock.stopped(now))
    await nobody_needed(tx, await tx.cases.get(case_id), now)


async def customer_wrote(tx: Tx, case: Case, now: datetime) -> None:
    """The butler who holds the case owes an answer from the first unanswered message on."""
    if case.status not in (CaseStatus.ACTIVE, CaseStatus.SNOOZED):
        return
    if not any(c.running and c.kind in RESPONSE_KINDS for c in await tx.clocks.of_case(case.id)):
        await _start_response(tx, case, ClockKind.NEXT_RESPONSE, now)


async def butler_spoke(tx: Tx, case: Case, now: datetime) -> bool:
    """Whether somebody had been waiting for it. What was promised of a person's coming is kept, and a complainant has
    been contacted (108号文(六)8)."""
    await person_came(tx, case, now)
    running = [c for c in await tx.clocks.of_case(case.id) if c.running]
    waiting = [c for c in running if c.kind in RESPONSE_KINDS]
    for clock in (*waiting, *(c for c in running if c.code == COMPLAINT_CONTACT)):
        await tx.clocks.save(clock.stopped(now))
    return bool(waiting)


async def hurry(tx: Tx, case: Case, now: datetime) -> None:
    """The case has become more urgent: the desk's own clocks are due by its new targets from now."""
    settings = await tx.desk_settings.current()
    for clock in await tx.clocks.of_case(case.id):
        if clock.running and clock.kind is not ClockKind.STATUTORY:
            begins, within = await _span(tx, settings, clock.kind, case.priority, now)
            await tx.clocks.save(clock.hurried(case.priority, now, within, begins=begins))


async def follow_claims(
    tx: Tx, case_id: UUID, claims: Sequence[Mapping[str, Any]], law: Rulebook, now: datetime
) -> list[Clock]:
    """Brings the clocks of the law in line with the claims; those that were written."""
    stored = await tx.clocks.of_case(case_id)
    known = {clock.id for clock in stored}
    changed = brought_up_to_date(case_id, claims, stored, law, now)
    for clock in changed:
        await (tx.clocks.save(clock) if clock.id in known else tx.clocks.start(clock))
    return changed


async def start_once(tx: Tx, clocks: Sequence[Clock]) -> list[Clock]:
    """Starts clocks of the law that the case does not have yet; those started."""
    started = []
    for clock in clocks:
        stored = await tx.clocks.of_case(clock.case_id)
        if not any((c.code, c.subject) == (clock.code, clock.subject) for c in stored):
            await tx.clocks.start(clock)
            started.append(clock)
    return started


async def _start_response(
    tx: Tx, case: Case, kind: ClockKind, now: datetime, not_after: datetime | None = None
) -> None:
    settings = await tx.desk_settings.current()
    begins, within = await _span(tx, settings, kind, case.priority, now)
    clock = begun(case.id, kind, begins, minutes(within))
    if not_after is not None and not_after < clock.due_at:
        clock = replace(clock, due_at=max(not_after, clock.started_at)).aimed()
    await tx.clocks.start(clock)


async def _start_resolution(tx: Tx, case: Case, now: datetime) -> None:
    settings = await tx.desk_settings.current()
    limit = minutes(settings.resolution_within(case.priority))
    await tx.clocks.start(begun(case.id, ClockKind.RESOLUTION, now, limit))


def _within(settings: DeskSettings, kind: ClockKind, priority: Priority) -> timedelta:
    match kind:
        case ClockKind.NEXT_RESPONSE:
            return settings.next_response_within(priority)
        case ClockKind.RESOLUTION:
            return settings.resolution_within(priority)
        case _:
            return settings.response_within(priority)


async def _span(
    tx: Tx, settings: DeskSettings, kind: ClockKind, priority: Priority, now: datetime
) -> tuple[datetime, timedelta]:
    """From when a clock of the desk counts, and how long it runs. Out of hours a P1 is called back within half an
    hour (domain.md section 6.1), which is what he is told."""
    within = _within(settings, kind, priority)
    if kind is ClockKind.RESOLUTION:
        return now, within
    begins = await _counting_from(tx, settings, priority, now)
    if priority is Priority.P1 and begins > now:
        return now, max(within, CALL_BACK)
    return begins, within


async def _counting_from(tx: Tx, settings: DeskSettings, priority: Priority, now: datetime) -> datetime:
    opening = opens_at(now, settings.hours)
    if opening is None or priority is Priority.P0:
        return now
    on_duty = await tx.presences.present(now - heard_within(settings))
    return begins_counting(priority, now, opening, len(on_duty))
