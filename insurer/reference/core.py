"""What every writing operation of the reference insurer needs, and doing a call once."""

import hashlib
import hmac
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection

from insurer.api import Wire
from insurer.knowledge import Knowledge
from insurer.progress import SHANGHAI
from insurer.reference import tables as t
from insurer.reference.refusals import KeyConflict
from insurer.reference.store import Store


@dataclass(frozen=True)
class Core:
    """`now` gives aware times; `secret` keys the fingerprints of requests, so that a stored fingerprint does
    not give away a short secret such as the last characters of an identity document."""

    store: Store
    knowledge: Knowledge
    now: Callable[[], datetime]
    secret: bytes


@dataclass(frozen=True)
class Call:
    """One POST: its idempotency key, what is asked of whom, and when it came."""

    key: str
    path: str
    body: Wire
    at: datetime

    def fingerprint(self, secret: bytes) -> str:
        """Equal for equal requests, whatever the order or form of their JSON."""
        asked = f"{self.path}\n{self.body.model_dump_json()}"
        return hmac.new(secret, asked.encode(), hashlib.sha256).hexdigest()


async def once[T: Wire](
    core: Core, call: Call, shape: type[T], work: Callable[[AsyncConnection], Awaitable[T]]
) -> tuple[T, bool]:
    """Does `work` and keeps its answer in one transaction; a repeated call gets the first answer and False.

    The key's row is the lock: an equal call at the same moment waits for it. What is refused leaves nothing
    behind, so it may be asked again. Raises KeyConflict, StoreUnavailable and what `work` raises.
    """
    fingerprint = call.fingerprint(core.secret)
    row = {"key": call.key, "fingerprint": fingerprint, "at": call.at}
    async with core.store.transaction() as connection:
        claimed = await connection.execute(upsert(t.idempotency).values(row).on_conflict_do_nothing())
        if not claimed.rowcount:
            return await _first_answer(connection, call.key, fingerprint, shape), False
        answer = await work(connection)
        kept = update(t.idempotency).where(t.idempotency.c.key == call.key)
        await connection.execute(kept.values(answer=answer.model_dump_json()))
    return answer, True


async def _first_answer[T: Wire](
    connection: AsyncConnection, key: str, fingerprint: str, shape: type[T]
) -> T:
    query = select(t.idempotency.c.fingerprint, t.idempotency.c.answer).where(t.idempotency.c.key == key)
    kept = (await connection.execute(query)).one()
    if not hmac.compare_digest(kept.fingerprint, fingerprint):
        raise KeyConflict
    return shape.model_validate_json(kept.answer)


async def next_number(connection: AsyncConnection, prefix: str, now: datetime) -> str:
    """LP2611220007: prefix, Chinese local day, a counter that never repeats."""
    count = await connection.scalar(select(t.numbers.next_value()))
    return f"{prefix}{now.astimezone(SHANGHAI):%y%m%d}{count:04d}"
