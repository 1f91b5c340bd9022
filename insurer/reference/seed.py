"""Writes the demo customers into the store, once per day, in one transaction."""

from datetime import date
from typing import Any

from sqlalchemy import delete, insert, select, text
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection

from insurer.reference import tables as t
from insurer.reference.demo import DemoPerson, demo_people
from insurer.reference.store import Store

_SEED_LOCK = 7_310_453
_SEED_ROW = 1


async def seed_demo(store: Store, today: date) -> bool:
    """Brings the demo customers to how they stand on `today`; False when that was done today already.

    Rows of other customers are left alone. Raises StoreUnavailable.
    """
    async with store.transaction() as connection:
        await connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _SEED_LOCK})
        seeded = await connection.scalar(select(t.demo_seed.c.seeded_on).where(t.demo_seed.c.id == _SEED_ROW))
        if seeded == today:
            return False
        people = demo_people(today)
        refs = [person.customer.ref for person in people]
        await connection.execute(delete(t.customers).where(t.customers.c.ref.in_(refs)))
        for person in people:
            await _write(connection, person)
        mark = upsert(t.demo_seed).values(id=_SEED_ROW, seeded_on=today)
        await connection.execute(mark.on_conflict_do_update(index_elements=["id"], set_={"seeded_on": today}))
    return True


async def _write(connection: AsyncConnection, person: DemoPerson) -> None:
    ref = person.customer.ref
    customer = person.customer.model_dump()
    await connection.execute(
        insert(t.customers).values({**customer, "accessibility": list(person.customer.accessibility)})
    )
    for policy in person.policies:
        row = {**policy.model_dump(), "claim_types": list(policy.claim_types), "customer_ref": ref}
        await connection.execute(insert(t.policies).values(row))
    for claim in person.claims:
        await _write_claim(connection, ref, claim.model_dump())


async def _write_claim(connection: AsyncConnection, ref: str, claim: dict[str, Any]) -> None:
    number = {"claim_no": claim["claim_no"]}
    events, missing = claim.pop("events"), claim.pop("missing_documents")
    decision, payment = claim.pop("decision"), claim.pop("payment")
    await connection.execute(insert(t.claims).values({**claim, "customer_ref": ref}))
    for table, rows in (
        (t.claim_events, events),
        (t.missing_documents, missing),
        (t.decisions, [decision] if decision else []),
        (t.payments, [payment] if payment else []),
    ):
        for row in rows:
            await connection.execute(insert(table).values({**number, **row}))
