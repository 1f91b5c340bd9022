"""What happened, kept for the hub: rows written in the transaction of the change."""

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from insurer.api import Claim
from insurer.api_events import EventType, InsurerEvent
from insurer.reference import tables as t


async def put(connection: AsyncConnection, *events: InsurerEvent) -> None:
    """Keeps events, in this order. The order counts within a claim, else a pickup, else a customer; who
    writes for a claim holds its row, so ids grow in the order of commits there."""
    for event in events:
        row = {
            "event_id": event.event_id,
            "order_key": event.claim_no or event.pickup_no or event.customer_ref,
            "body": event.model_dump(mode="json"),
            "occurred_at": event.occurred_at,
            "next_attempt_at": event.occurred_at,
        }
        await connection.execute(insert(t.outbox).values(row))


def event(
    kind: EventType,
    customer_ref: str,
    at: datetime,
    data: dict[str, Any],
    *,
    claim_no: str | None = None,
    pickup_no: str | None = None,
) -> InsurerEvent:
    return InsurerEvent(
        event_id=str(uuid.uuid4()),
        type=kind,
        customer_ref=customer_ref,
        claim_no=claim_no,
        pickup_no=pickup_no,
        occurred_at=at,
        data=data,
    )


def of_claim(
    before: Claim | None, after: Claim, customer_ref: str, at: datetime, *, by_customer: bool = False
) -> InsurerEvent | None:
    """The one event that tells most about a change of a claim; None when it stayed in its step.

    Several steps taken at once are one change: customers are told where the claim is, not the way there.
    `actor_type` says who brought it about, so that nobody is told what they just did themselves."""
    if before is not None and len(before.events) == len(after.events):
        return None
    last = after.events[-1]

    actor = "user" if by_customer else "insurer" if last.actor_type == "user" else last.actor_type

    def made(kind: EventType, **data: Any) -> InsurerEvent:
        common = {"state_code": last.state_code, "actor_type": actor}
        return event(kind, customer_ref, at, {**common, **data}, claim_no=after.claim_no)

    if last.state_code == "PAID_CLOSED" and after.payment is not None:
        paid = after.payment
        return made("claim.paid", amount=f"{paid.amount:.2f}", account_tail=paid.account_tail)
    if last.state_code.startswith("DECISION_") and after.decision is not None:
        return made("claim.decided", outcome=after.decision.outcome)
    if last.state_code == "SUPPLEMENT_REQUESTED" and after.missing_documents:
        documents = [{"doc_code": m.doc_code, "why": m.why} for m in after.missing_documents]
        return made("claim.document_missing", documents=documents)
    return made("claim.step_changed", due_at=last.due_at.isoformat() if last.due_at else None)
