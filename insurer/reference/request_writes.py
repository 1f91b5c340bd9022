"""Requests that people work on, over PostgreSQL."""

from datetime import datetime

from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from insurer.api_writing import NewRequest, ServiceRequest
from insurer.knowledge import Knowledge
from insurer.reference import tables as t
from insurer.reference.claim_rules import need_claim, with_appeal
from insurer.reference.claim_writes import locked_claim, policy_of, save
from insurer.reference.core import next_number
from insurer.reference.refusals import NotThere
from insurer.reference.request_rules import HANDLING, clocks
from insurer.reference.store import customer_exists, rows


async def requests(connection: AsyncConnection, customer_ref: str) -> tuple[ServiceRequest, ...]:
    """Newest first."""
    query = select(t.requests).where(t.requests.c.customer_ref == customer_ref)
    newest_first = query.order_by(t.requests.c.received_at.desc(), t.requests.c.request_no.desc())
    return tuple(ServiceRequest.model_validate(row) for row in await rows(connection, newest_first))


async def make(
    connection: AsyncConnection, new: NewRequest, knowledge: Knowledge, now: datetime
) -> ServiceRequest:
    """Raises NotThere, NotAllowed, InvalidFields."""
    if not await customer_exists(connection, new.customer_ref):
        raise NotThere
    if new.policy_no is not None:
        await policy_of(connection, new.policy_no, new.customer_ref)
    if new.kind == "appeal":
        claim = await locked_claim(connection, need_claim(new.claim_no), new.customer_ref)
        appealed = with_appeal(claim, now, knowledge)
        await save(connection, claim, appealed, new.customer_ref, now, by_customer=True)
    elif new.claim_no is not None:
        await locked_claim(connection, new.claim_no, new.customer_ref)
    handling = HANDLING[new.kind]
    made = ServiceRequest(
        request_no=await next_number(connection, handling.prefix, now),
        kind=new.kind,
        status="received",
        received_at=now,
        clocks=clocks(new.kind, now, knowledge),
        next_step=handling.next_step,
        policy_no=new.policy_no,
        claim_no=new.claim_no,
    )
    told = {"customer_ref": new.customer_ref, "text": new.text, "details": new.details}
    row = {**made.model_dump(exclude={"clocks"}), **told}
    row["clocks"] = [clock.model_dump(mode="json") for clock in made.clocks]
    await connection.execute(insert(t.requests).values(row))
    return made
