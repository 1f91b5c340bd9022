"""What happens at the insurer by itself: the guide after a report, the warnings of running clocks, throwing away
what is too old. Every function does one round; time comes from the core."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, delete, exists, func, select
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection

from insurer.api import Claim
from insurer.progress import current_event
from insurer.reference import outbox
from insurer.reference import tables as t
from insurer.reference.claim_rules import guided
from insurer.reference.claim_steps import STATE_CLOCKS, clock_code, clock_start, enter
from insurer.reference.claim_writes import locked_claim, owner_of, save
from insurer.reference.core import Core
from insurer.reference.refusals import NotThere

#: Warnings at these shares of a limit (rule R05: yellow, orange, red).
THRESHOLDS = (60, 80, 100)
#: How long the list of documents takes after a report; the law gives one working day.
GUIDE_AFTER = timedelta(seconds=60)
EVENTS_KEPT = timedelta(days=7)
KEYS_KEPT = timedelta(days=30)
_BATCH = 100


async def send_guides(core: Core) -> int:
    """Sends the list of documents to who reported a claim; how many. Raises StoreUnavailable."""
    now, sent = core.now(), 0
    query = select(t.claims.c.claim_no).where(
        t.claims.c.state_code == "REPORTED", t.claims.c.reported_at <= now - GUIDE_AFTER
    )
    for claim_no in await _numbers(core, query.order_by(t.claims.c.claim_no).limit(_BATCH)):
        async with core.store.transaction() as connection:
            claim = await _held(connection, claim_no)
            if claim is not None and claim.state_code == "REPORTED":
                owner = await owner_of(connection, claim_no)
                await save(connection, claim, guided(claim, now, core.knowledge), owner, now)
                sent += 1
    return sent


async def rest_claims(core: Core) -> int:
    """Claims whose supplements did not come in time rest, and lose nothing by it; how many. Raises
    StoreUnavailable."""
    now, resting = core.now(), 0
    e = t.claim_events.c
    overdue = exists().where(
        e.claim_no == t.claims.c.claim_no, e.state_code == "SUPPLEMENT_REQUESTED", e.due_at < now
    )
    query = select(t.claims.c.claim_no).where(t.claims.c.state_code == "SUPPLEMENT_REQUESTED", overdue)
    for claim_no in await _numbers(core, query.order_by(t.claims.c.claim_no).limit(_BATCH)):
        async with core.store.transaction() as connection:
            claim = await _held(connection, claim_no)
            step = current_event(claim) if claim is not None else None
            if claim is None or step is None or step.state_code != "SUPPLEMENT_REQUESTED":
                continue
            if step.due_at is not None and step.due_at < now:
                owner = await owner_of(connection, claim_no)
                await save(connection, claim, enter(claim, "DORMANT", now, core.knowledge), owner, now)
                resting += 1
    return resting


async def watch_clocks(core: Core) -> int:
    """Tells each threshold of each running clock once, in the transaction that marks it; how many were told.
    Raises StoreUnavailable."""
    now, told = core.now(), 0
    for claim_no in await _numbers(core, _with_a_clock_that_may_warn(now)):
        async with core.store.transaction() as connection:
            claim = await _held(connection, claim_no)
            told += await _warn(connection, claim, now) if claim is not None else 0
    return told


def _with_a_clock_that_may_warn(now: datetime) -> Select[tuple[str]]:
    """Claims of which one may have to be warned: no clock begins before its claim was reported."""
    c, e, m = t.claims.c, t.claim_events.c, t.clock_marks.c
    share = THRESHOLDS[0] / 100
    earliest = (1 - share) * func.date_part("epoch", c.reported_at) + share * func.date_part(
        "epoch", e.due_at
    )
    over = exists().where(m.claim_no == e.claim_no, m.due_at == e.due_at, m.percent == THRESHOLDS[-1])
    running = exists().where(
        e.claim_no == c.claim_no,
        e.state_code == c.state_code,
        e.due_at.is_not(None),
        earliest <= now.timestamp(),
        ~over,
    )
    query = select(t.claims.c.claim_no).where(t.claims.c.state_code.in_(STATE_CLOCKS), running)
    return query.order_by(t.claims.c.claim_no)


def crossed(began: datetime, due_at: datetime, now: datetime) -> tuple[int, ...]:
    """The thresholds that lie behind `now`, lowest first. Pure."""
    total = (due_at - began).total_seconds()
    used = (now - began).total_seconds()
    return tuple(percent for percent in THRESHOLDS if used * 100 >= percent * total)


async def _warn(connection: AsyncConnection, claim: Claim, now: datetime) -> int:
    step = current_event(claim)
    code = clock_code(claim, claim.state_code)
    if step is None or step.due_at is None or code is None:
        return 0
    passed = crossed(clock_start(claim, code, step.entered_at), step.due_at, now)
    clock = {"claim_no": claim.claim_no, "clock_code": code, "due_at": step.due_at}
    new = [percent for percent in passed if await _mark(connection, {**clock, "percent": percent})]
    if not new:
        return 0
    # Somebody who was away for two thresholds is told the higher one only.
    data = {"clock_code": code, "percent": new[-1], "due_at": step.due_at.isoformat()}
    owner = await owner_of(connection, claim.claim_no)
    await outbox.put(connection, outbox.event("claim.clock", owner, now, data, claim_no=claim.claim_no))
    return 1


async def _mark(connection: AsyncConnection, row: dict[str, Any]) -> bool:
    """Whether this threshold is new."""
    marked = await connection.execute(upsert(t.clock_marks).values(row).on_conflict_do_nothing())
    return bool(marked.rowcount)


async def throw_away(core: Core) -> None:
    """Old events, sent or not, and old keys. Raises StoreUnavailable."""
    now = core.now()
    async with core.store.transaction() as connection:
        await connection.execute(delete(t.outbox).where(t.outbox.c.occurred_at < now - EVENTS_KEPT))
        await connection.execute(delete(t.idempotency).where(t.idempotency.c.at < now - KEYS_KEPT))


async def _numbers(core: Core, query: Select[tuple[str]]) -> list[str]:
    async with core.store.transaction() as connection:
        return [row.claim_no for row in await connection.execute(query)]


async def _held(connection: AsyncConnection, claim_no: str) -> Claim | None:
    """None when the claim vanished since it was listed."""
    try:
        return await locked_claim(connection, claim_no, None)
    except NotThere:
        return None
