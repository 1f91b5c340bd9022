"""Sends the outbox to the hub: at least once, in order per claim, with back-off, and without ever being in
anybody's way."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import httpx
import structlog
from sqlalchemy import Row, exists, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from insurer.api_events import SIGNATURE_HEADER, TIMESTAMP_HEADER, signature
from insurer.reference import tables as t
from insurer.reference.core import Core

_log = structlog.get_logger()
TIMEOUT_SECONDS = 5.0
_FIRST_WAIT, _LONGEST_WAIT = 1.0, 300.0
#: The hub will never take such an event; the ones behind it must not wait for it.
_NEVER = frozenset({400, 413, 415, 422})


@dataclass(frozen=True)
class Target:
    """Where events go; `secret` signs them."""

    url: str
    secret: str


def wait_after(attempts: int) -> timedelta:
    """1 s, 2 s, 4 s … 5 minutes."""
    return timedelta(seconds=min(_LONGEST_WAIT, _FIRST_WAIT * 2 ** min(attempts - 1, 20)))


async def send_one(core: Core, target: Target, http: httpx.AsyncClient) -> bool:
    """Sends the oldest event that may go now; False when there is none. Raises StoreUnavailable.

    The event is taken by moving its next attempt into the future first: whoever dies while sending leaves it
    to be sent again, and no other sender takes it or its successors meanwhile."""
    now = core.now()
    async with core.store.transaction() as connection:
        row = await _take(connection, now)
    if row is None:
        return False
    status = await _post(target, http, row.body, now)
    async with core.store.transaction() as connection:
        await _note(connection, row.id, status, core.now())
    if status is None or not 200 <= status < 300:
        # The event's id names no customer.
        _log.warning("event_not_taken", event_id=row.event_id, status=status, attempts=row.attempts)
    return True


async def _take(connection: AsyncConnection, now: datetime) -> Row[Any] | None:
    o, earlier = t.outbox, t.outbox.alias("earlier")
    waits_behind = exists().where(
        earlier.c.order_key == o.c.order_key, earlier.c.id < o.c.id, earlier.c.done_at.is_(None)
    )
    query = (
        select(o)
        .where(o.c.done_at.is_(None), o.c.next_attempt_at <= now, ~waits_behind)
        .order_by(o.c.next_attempt_at, o.c.id)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    row = (await connection.execute(query)).one_or_none()
    if row is None:
        return None
    # Not shorter than the request may take, else a second sender could start while this one waits.
    pause = max(wait_after(row.attempts + 1), timedelta(seconds=2 * TIMEOUT_SECONDS))
    taken = {"attempts": row.attempts + 1, "next_attempt_at": now + pause}
    await connection.execute(update(o).where(o.c.id == row.id).values(taken))
    return row


async def _post(target: Target, http: httpx.AsyncClient, body: dict[str, Any], now: datetime) -> int | None:
    """The answer's status; None when there was no answer."""
    raw = json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()
    timestamp = str(int(now.timestamp()))
    headers = {
        "Content-Type": "application/json",
        TIMESTAMP_HEADER: timestamp,
        SIGNATURE_HEADER: signature(target.secret, timestamp, raw),
    }
    try:
        return (await http.post(target.url, content=raw, headers=headers)).status_code
    except (httpx.HTTPError, httpx.InvalidURL):
        return None


async def _note(connection: AsyncConnection, row_id: int, status: int | None, now: datetime) -> None:
    if status is not None and (200 <= status < 300 or status in _NEVER):
        values: dict[str, Any] = {"done_at": now, "refused": status in _NEVER}
    else:
        attempts = await connection.scalar(select(t.outbox.c.attempts).where(t.outbox.c.id == row_id))
        values = {"next_attempt_at": now + wait_after(attempts or 1)}
    await connection.execute(update(t.outbox).where(t.outbox.c.id == row_id).values(values))


async def waiting(connection: AsyncConnection) -> int:
    """How many events are not sent yet."""
    count = select(func.count()).select_from(t.outbox).where(t.outbox.c.done_at.is_(None))
    return int(await connection.scalar(count) or 0)
