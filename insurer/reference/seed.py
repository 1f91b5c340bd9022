"""Writes the demo customers into the store, once per day, in one transaction."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import Table, delete, insert, select, text
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection

from insurer.knowledge import Knowledge
from insurer.reference import tables as t
from insurer.reference.demo import DemoPerson, demo_fingerprint, demo_people
from insurer.reference.request_rules import clocks
from insurer.reference.store import Store

_SEED_LOCK = 7_310_453


async def seed_demo(store: Store, today: date, knowledge: Knowledge) -> bool:
    """Brings the demo customers to how they stand on `today`; False when that was done today already.

    What the demo brought is brought back to its start; what people added, and other customers, are left
    alone. Raises StoreUnavailable.
    """
    row = demo_fingerprint()
    async with store.transaction() as connection:
        await connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _SEED_LOCK})
        seeded = await connection.scalar(select(t.demo_seed.c.seeded_on).where(t.demo_seed.c.id == row))
        if seeded == today:
            return False
        for person in demo_people(today):
            await _write(connection, person, knowledge)
        await _put(connection, t.demo_seed, {"id": row, "seeded_on": today}, "id")
    return True


async def _write(connection: AsyncConnection, person: DemoPerson, knowledge: Knowledge) -> None:
    ref = person.customer.ref
    customer = {**person.customer.model_dump(), "accessibility": list(person.customer.accessibility)}
    await _put(connection, t.customers, customer, "ref")
    await _put(connection, t.identities, {"customer_ref": ref, "id_tail": person.id_tail}, "customer_ref")
    for policy in person.policies:
        row = {**policy.model_dump(), "claim_types": list(policy.claim_types), "customer_ref": ref}
        await _put(connection, t.policies, row, "policy_no")
        await connection.execute(
            delete(t.cancellations).where(t.cancellations.c.policy_no == policy.policy_no)
        )
    for terms in person.terms:
        await _put(connection, t.policy_terms, terms, "policy_no")
    for claim in person.claims:
        await _write_claim(connection, ref, claim.model_dump())
    for pickup in person.pickups:
        await _write_pickup(connection, ref, dict(pickup))
    for request in person.requests:
        running = clocks(request["kind"], request["received_at"], knowledge)
        row = {"details": {}, **request, "customer_ref": ref}
        row["clocks"] = [clock.model_dump(mode="json") for clock in running]
        await _put(connection, t.requests, row, "request_no")


async def _put(connection: AsyncConnection, table: Table, row: Mapping[str, Any], key: str) -> None:
    put = upsert(table).values(row)
    await connection.execute(put.on_conflict_do_update(index_elements=[key], set_=row))


async def _write_claim(connection: AsyncConnection, ref: str, claim: dict[str, Any]) -> None:
    number = {"claim_no": claim["claim_no"]}
    events, missing = claim.pop("events"), claim.pop("missing_documents")
    decision, payment = claim.pop("decision"), claim.pop("payment")
    await _put(connection, t.claims, {**claim, "customer_ref": ref}, "claim_no")
    for table, rows in (
        (t.claim_events, events),
        (t.missing_documents, missing),
        (t.decisions, [decision] if decision else []),
        (t.payments, [payment] if payment else []),
        (t.claim_documents, []),
        (t.clock_marks, []),
    ):
        await connection.execute(delete(table).where(table.c.claim_no == claim["claim_no"]))
        for row in rows:
            await connection.execute(insert(table).values({**number, **row}))


async def _write_pickup(connection: AsyncConnection, ref: str, pickup: dict[str, Any]) -> None:
    number, events = pickup["pickup_no"], pickup.pop("events")
    await _put(connection, t.pickups, {"tracking_no": None, **pickup, "customer_ref": ref}, "pickup_no")
    await connection.execute(delete(t.pickup_events).where(t.pickup_events.c.pickup_no == number))
    for event in events:
        await connection.execute(insert(t.pickup_events).values({"pickup_no": number, **event}))
