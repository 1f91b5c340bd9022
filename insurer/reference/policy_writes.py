"""Cancelling policies over PostgreSQL."""

from datetime import datetime, timedelta

from sqlalchemy import exists, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from insurer.api import Policy
from insurer.api_writing import CancellationQuote, Cancelled, NewCancellation
from insurer.knowledge import Knowledge
from insurer.reference import tables as t
from insurer.reference.cancelling import PolicyTerms, quote
from insurer.reference.claim_writes import policy_of
from insurer.reference.refusals import NotAllowed
from insurer.reference.store import rows
from insurer.working_days import local_day


async def quoted(
    connection: AsyncConnection, policy_no: str, customer_ref: str, knowledge: Knowledge, now: datetime
) -> CancellationQuote:
    """Raises NotThere."""
    policy = await policy_of(connection, policy_no, customer_ref, hold=False)
    return quote(policy, await _terms(connection, policy), local_day(now), knowledge)


async def cancel(
    connection: AsyncConnection, policy_no: str, new: NewCancellation, knowledge: Knowledge, now: datetime
) -> Cancelled:
    """Raises NotThere, and NotAllowed when the quote the customer agreed to no longer holds."""
    policy = await policy_of(connection, policy_no, new.customer_ref)
    current = quote(policy, await _terms(connection, policy), local_day(now), knowledge)
    if current.kind == "not_possible" or current.refund is None or current.refund_days is None:
        raise NotAllowed(current.reason)
    if (current.kind, current.refund) != (new.kind, new.refund):
        raise NotAllowed(
            f"退保的条件变了，现在能退 {current.refund:,.2f} 元：{current.reason}请您再确认一次。"
        )
    arrives_by = local_day(now) + timedelta(days=current.refund_days)
    done = {"kind": current.kind, "refund": current.refund, "cancelled_at": now, "arrives_by": arrives_by}
    await connection.execute(insert(t.cancellations).values(policy_no=policy_no, **done))
    await connection.execute(
        update(t.policies).where(t.policies.c.policy_no == policy_no).values(status="cancelled")
    )
    ended = policy.model_copy(update={"status": "cancelled"})
    return Cancelled(policy=ended, refund=current.refund, arrives_by=arrives_by)


async def _terms(connection: AsyncConnection, policy: Policy) -> PolicyTerms | None:
    number = policy.policy_no
    found = await rows(connection, select(t.policy_terms).where(t.policy_terms.c.policy_no == number))
    if not found:
        return None
    claims = exists().where(t.claims.c.policy_no == number, t.claims.c.state_code != "WITHDRAWN")
    has_claims = bool(await connection.scalar(select(claims)))
    known = {key: value for key, value in found[0].items() if key != "policy_no"}
    return PolicyTerms(**known, has_claims=has_claims)
