"""Verifying who somebody is, and finding cover bought twice."""

import hmac
from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from insurer.api import Policy
from insurer.api_writing import DuplicateCover, Verification
from insurer.knowledge import Knowledge
from insurer.reference import tables as t
from insurer.reference.duplicates import duplicates
from insurer.reference.refusals import NotThere
from insurer.reference.store import customer_exists, rows
from insurer.working_days import local_day

TRIES = 5
LOCKED_FOR = timedelta(hours=1)


async def verify(connection: AsyncConnection, customer_ref: str, id_tail: str, now: datetime) -> Verification:
    """Whether these are the last four characters of the customer's identity document. Five wrong ones in a
    row lock for an hour, in which no try counts. Raises NotThere."""
    query = select(t.identities).where(t.identities.c.customer_ref == customer_ref)
    found = await rows(connection, query.with_for_update())
    if not found:
        raise NotThere
    known = found[0]
    if known["locked_until"] is not None and now < known["locked_until"]:
        return Verification(verified=False, attempts_left=0, locked_until=known["locked_until"])
    right = hmac.compare_digest(known["id_tail"].encode(), id_tail.encode())
    before = 0 if known["locked_until"] is not None else known["failed_tries"]
    failed = 0 if right else before + 1
    locked_until = now + LOCKED_FOR if failed >= TRIES else None
    state = {"failed_tries": failed, "locked_until": locked_until}
    await connection.execute(
        update(t.identities).where(t.identities.c.customer_ref == customer_ref).values(state)
    )
    return Verification(verified=right, attempts_left=TRIES - failed, locked_until=locked_until)


async def duplicate_cover(
    connection: AsyncConnection, customer_ref: str, knowledge: Knowledge, now: datetime
) -> tuple[DuplicateCover, ...] | None:
    """None when there is no such customer."""
    if not await customer_exists(connection, customer_ref):
        return None
    query = select(t.policies).where(t.policies.c.customer_ref == customer_ref)
    found = await rows(connection, query.order_by(t.policies.c.effective_date, t.policies.c.policy_no))
    policies = [Policy.model_validate(row) for row in found]
    return duplicates(policies, local_day(now), knowledge)
