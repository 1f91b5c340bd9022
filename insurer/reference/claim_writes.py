"""Writing claims to PostgreSQL: a changed claim is saved with its new steps and its event in one
transaction."""

from datetime import date, datetime

from sqlalchemy import delete, insert, select, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection

from insurer.api import Claim, Policy
from insurer.api_writing import NewClaim, NewDocument
from insurer.knowledge import Knowledge
from insurer.reference import outbox
from insurer.reference import tables as t
from insurer.reference.claim_rules import check_report, checklist, with_document
from insurer.reference.claim_steps import enter
from insurer.reference.core import next_number
from insurer.reference.refusals import NotThere
from insurer.reference.store import rows, with_details
from insurer.working_days import local_day

_COLUMNS = (
    "state_code",
    "first_claim_at",
    "docs_complete_at",
    "amount_claimed",
    "amount_approved",
    "supplement_round",
)


async def report(connection: AsyncConnection, new: NewClaim, knowledge: Knowledge, now: datetime) -> Claim:
    """A new claim in its first step. Raises NotThere, NotAllowed, InvalidFields."""
    policy = await policy_of(connection, new.policy_no, new.customer_ref)
    query = select(t.claims).where(t.claims.c.policy_no == new.policy_no)
    earlier = await with_details(connection, await rows(connection, query))
    check_report(new, policy, earlier, await _cancelled_on(connection, new.policy_no), now)
    begun = Claim(
        claim_no=await next_number(connection, "LP", now),
        policy_no=policy.policy_no,
        product_name=policy.product_name,
        claim_type=new.claim_type,
        state_code="REPORTED",
        incident_date=new.incident_date,
        incident=new.incident,
        reported_at=now,
        amount_claimed=new.amount_estimate,
        events=(),
    )
    claim = enter(begun, "REPORTED", now, knowledge)
    missing = checklist(knowledge.claim_types[new.claim_type], knowledge)
    claim = claim.model_copy(update={"missing_documents": missing})
    await _insert(connection, claim, new)
    return claim


async def policy_of(
    connection: AsyncConnection, policy_no: str, customer_ref: str, *, hold: bool = True
) -> Policy:
    """The customer's policy; with `hold` nobody else changes it until the transaction ends. Raises
    NotThere."""
    query = select(t.policies).where(
        t.policies.c.policy_no == policy_no, t.policies.c.customer_ref == customer_ref
    )
    found = await rows(connection, query.with_for_update() if hold else query)
    if not found:
        raise NotThere
    return Policy.model_validate(found[0])


async def _cancelled_on(connection: AsyncConnection, policy_no: str) -> date | None:
    query = select(t.cancellations.c.cancelled_at).where(t.cancellations.c.policy_no == policy_no)
    at = await connection.scalar(query)
    return local_day(at) if at else None


async def _insert(connection: AsyncConnection, claim: Claim, new: NewClaim) -> None:
    aside = {"events", "missing_documents", "decision", "payment"}
    row = {**claim.model_dump(exclude=aside), "customer_ref": new.customer_ref}
    await connection.execute(insert(t.claims).values(row))
    about = {"reporter_relation": new.reporter_relation, "hospital": new.hospital}
    await connection.execute(insert(t.claim_reports).values(claim_no=claim.claim_no, **about))
    empty = claim.model_copy(update={"events": (), "missing_documents": ()})
    await save(connection, empty, claim, new.customer_ref, claim.reported_at, by_customer=True)


async def locked_claim(connection: AsyncConnection, claim_no: str, customer_ref: str | None) -> Claim:
    """The claim, held until the transaction ends; `customer_ref` None: whoever's it is. Raises NotThere."""
    query = select(t.claims).where(t.claims.c.claim_no == claim_no)
    if customer_ref is not None:
        query = query.where(t.claims.c.customer_ref == customer_ref)
    found = await with_details(connection, await rows(connection, query.with_for_update()))
    if not found:
        raise NotThere
    return found[0]


async def owner_of(connection: AsyncConnection, claim_no: str) -> str:
    return str(
        await connection.scalar(select(t.claims.c.customer_ref).where(t.claims.c.claim_no == claim_no))
    )


async def hand_in(
    connection: AsyncConnection, claim_no: str, new: NewDocument, knowledge: Knowledge, now: datetime
) -> Claim:
    """Raises NotThere, NotAllowed, InvalidFields."""
    before = await locked_claim(connection, claim_no, new.customer_ref)
    after = with_document(before, new.doc_code, now, knowledge)
    row = {**new.model_dump(exclude={"customer_ref"}), "claim_no": claim_no, "received_at": now}
    await connection.execute(insert(t.claim_documents).values(row))
    await save(connection, before, after, new.customer_ref, now, by_customer=True)
    return after


async def save(
    connection: AsyncConnection,
    before: Claim,
    after: Claim,
    customer_ref: str,
    now: datetime,
    *,
    tell: bool = True,
    by_customer: bool = False,
) -> None:
    """Writes what differs, and unless another event tells it, the event about it. The claim's row must be
    held. `by_customer`: the customer did it just now."""
    number = {"claim_no": after.claim_no}
    changed = {name: getattr(after, name) for name in _COLUMNS}
    await connection.execute(update(t.claims).where(t.claims.c.claim_no == after.claim_no).values(changed))
    for step in after.events[len(before.events) :]:
        await connection.execute(insert(t.claim_events).values({**number, **step.model_dump()}))
    if after.missing_documents != before.missing_documents:
        await connection.execute(
            delete(t.missing_documents).where(t.missing_documents.c.claim_no == after.claim_no)
        )
        for missing in after.missing_documents:
            await connection.execute(insert(t.missing_documents).values({**number, **missing.model_dump()}))
    for table, value in ((t.decisions, after.decision), (t.payments, after.payment)):
        if value is not None:
            row = value.model_dump()
            put = upsert(table).values({**number, **row})
            await connection.execute(put.on_conflict_do_update(index_elements=["claim_no"], set_=row))
    told = outbox.of_claim(before, after, customer_ref, now, by_customer=by_customer)
    if tell and told is not None:
        await outbox.put(connection, told)
