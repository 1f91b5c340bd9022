"""Pickups over PostgreSQL."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, insert, select, text, update
from sqlalchemy.ext.asyncio import AsyncConnection

from insurer.api import Claim
from insurer.api_writing import NewPickup, Pickup, PickupChange, PickupEvent, PickupSlots
from insurer.knowledge import Knowledge
from insurer.progress import FINISHED
from insurer.reference import outbox
from insurer.reference import pickup_rules as rules
from insurer.reference import tables as t
from insurer.reference.claim_steps import enter
from insurer.reference.claim_writes import locked_claim, save
from insurer.reference.core import next_number
from insurer.reference.refusals import NotAllowed, NotThere
from insurer.reference.store import customer_exists, rows
from insurer.working_days import local_day

_SLOT_LOCK = 7_310_454


async def pickups(connection: AsyncConnection, customer_ref: str) -> tuple[Pickup, ...]:
    """Newest first."""
    query = select(t.pickups).where(t.pickups.c.customer_ref == customer_ref)
    newest_first = query.order_by(t.pickups.c.booked_at.desc(), t.pickups.c.pickup_no.desc())
    return tuple([await _shown(connection, row) for row in await rows(connection, newest_first)])


async def slots(connection: AsyncConnection, said: str, now: datetime) -> PickupSlots:
    region = rules.served_region(said)
    if region is None:
        return PickupSlots(served=False)
    return PickupSlots(served=True, items=rules.open_slots(now, await _booked(connection, region, now)))


async def book(connection: AsyncConnection, new: NewPickup, knowledge: Knowledge, now: datetime) -> Pickup:
    """Raises NotThere, NotAllowed, InvalidFields."""
    if not await customer_exists(connection, new.customer_ref):
        raise NotThere
    claim = await locked_claim(connection, new.claim_no, new.customer_ref) if new.claim_no else None
    if claim is not None and claim.state_code in FINISHED | {"REJECT_CLOSED"}:
        raise NotAllowed("这件理赔已经办完了，不用再寄原件。")
    region = rules.served_region(new.region)
    if region is None:
        raise NotAllowed(rules.NOT_SERVED)
    await _check(connection, region, new.date, new.slot, now)
    row = {
        **new.model_dump(exclude={"region"}),
        "pickup_no": await next_number(connection, "QJ", now),
        "region": region,
        "status": "booked",
        "courier": rules.COURIER,
        "booked_at": now,
    }
    await connection.execute(insert(t.pickups).values(row))
    await _note(connection, row["pickup_no"], now, f"约好 {_when(new.date, new.slot)} 上门取件。")
    if claim is not None and claim.state_code in ("DOCS_PRECHECK", "PICKUP_BOOKED"):
        await _claim_waits(connection, claim, new.customer_ref, new.date, new.slot, knowledge, now)
    return await _changed(connection, row["pickup_no"], new.customer_ref, now)


async def change(
    connection: AsyncConnection, pickup_no: str, new: PickupChange, knowledge: Knowledge, now: datetime
) -> Pickup:
    """Raises NotThere, NotAllowed, InvalidFields."""
    row = await _held(connection, pickup_no, new.customer_ref)
    if (row["date"], row["slot"]) != (new.date, new.slot):
        await _check(connection, row["region"], new.date, new.slot, now)
    if new.address is not None and rules.served_region(new.address) not in (None, row["region"]):
        raise NotAllowed("换到另一个城市要重新约一次：先取消这次的，再约新的。")
    changed = {"date": new.date, "slot": new.slot, "address": new.address or row["address"]}
    await connection.execute(update(t.pickups).where(t.pickups.c.pickup_no == pickup_no).values(changed))
    await _note(connection, pickup_no, now, f"改到 {_when(new.date, new.slot)} 上门取件。")
    if row["claim_no"]:
        claim = await locked_claim(connection, row["claim_no"], new.customer_ref)
        if claim.state_code == "PICKUP_BOOKED":
            await _claim_waits(connection, claim, new.customer_ref, new.date, new.slot, knowledge, now)
    return await _changed(connection, pickup_no, new.customer_ref, now)


async def cancel(
    connection: AsyncConnection, pickup_no: str, customer_ref: str, knowledge: Knowledge, now: datetime
) -> Pickup:
    """The claim that waited for it goes back to the check of its documents (originals may be sent by the
    customer). Raises NotThere, NotAllowed."""
    row = await _held(connection, pickup_no, customer_ref)
    await connection.execute(
        update(t.pickups).where(t.pickups.c.pickup_no == pickup_no).values(status="cancelled")
    )
    await _note(connection, pickup_no, now, "已按您的意思取消上门取件。")
    if row["claim_no"]:
        claim = await locked_claim(connection, row["claim_no"], customer_ref)
        if claim.state_code == "PICKUP_BOOKED":
            back = enter(claim, "DOCS_PRECHECK", now, knowledge)
            await save(connection, claim, back, customer_ref, now, tell=False)
    return await _changed(connection, pickup_no, customer_ref, now)


async def follow_claim(connection: AsyncConnection, claim: Claim, now: datetime) -> None:
    """The pickup of a claim whose originals were collected or arrived goes along; the claim's event tells
    it."""
    target = {"ORIGINALS_IN_TRANSIT": "collected", "ORIGINALS_RECEIVED": "delivered"}.get(claim.state_code)
    if target is None:
        return
    query = select(t.pickups.c.pickup_no).where(
        t.pickups.c.claim_no == claim.claim_no, t.pickups.c.status.in_(("booked", "collected"))
    )
    for pickup_no in (await connection.scalars(query.with_for_update())).all():
        tracking = "SD" + pickup_no.removeprefix("QJ").rjust(12, "0")
        row = {"status": target, "tracking_no": tracking}
        await connection.execute(update(t.pickups).where(t.pickups.c.pickup_no == pickup_no).values(row))
        words = f"快递已揽收，单号 {tracking}。" if target == "collected" else "保险公司已签收原件。"
        await _note(connection, pickup_no, now, words)


async def _held(connection: AsyncConnection, pickup_no: str, customer_ref: str) -> Mapping[str, Any]:
    """The claim's row first, then the pickup's: everybody takes the locks in this order."""
    query = select(t.pickups).where(
        t.pickups.c.pickup_no == pickup_no, t.pickups.c.customer_ref == customer_ref
    )
    seen = await rows(connection, query)
    if not seen:
        raise NotThere
    if seen[0]["claim_no"]:
        await locked_claim(connection, seen[0]["claim_no"], customer_ref)
    found = await rows(connection, query.with_for_update())
    rules.check_changeable(await _shown(connection, found[0]))
    return found[0]


async def _check(connection: AsyncConnection, region: str, day: date, slot: str, now: datetime) -> None:
    """The last free place goes to one of those who ask at once."""
    name = f"{region} {day} {slot}"
    lock = text("SELECT pg_advisory_xact_lock(:key, hashtext(:name))")
    await connection.execute(lock, {"key": _SLOT_LOCK, "name": name})
    rules.check_slot(day, slot, now, await _booked(connection, region, now))


async def _booked(connection: AsyncConnection, region: str, now: datetime) -> dict[tuple[date, str], int]:
    p = t.pickups.c
    query = (
        select(p.date, p.slot, func.count().label("taken"))
        .where(p.region == region, p.status != "cancelled", p.date >= local_day(now))
        .group_by(p.date, p.slot)
    )
    return {(row["date"], row["slot"]): row["taken"] for row in await rows(connection, query)}


async def _claim_waits(
    connection: AsyncConnection,
    claim: Claim,
    customer_ref: str,
    day: date,
    slot: str,
    knowledge: Knowledge,
    now: datetime,
) -> None:
    waiting = enter(claim, "PICKUP_BOOKED", now, knowledge, due_at=rules.slot_end(day, slot))
    await save(connection, claim, waiting, customer_ref, now, tell=False)


async def _note(connection: AsyncConnection, pickup_no: str, at: datetime, words: str) -> None:
    await connection.execute(insert(t.pickup_events).values(pickup_no=pickup_no, at=at, text=words))


async def _changed(connection: AsyncConnection, pickup_no: str, customer_ref: str, now: datetime) -> Pickup:
    """The pickup as it is now, and the event about it."""
    row = (await rows(connection, select(t.pickups).where(t.pickups.c.pickup_no == pickup_no)))[0]
    pickup = await _shown(connection, row)
    await outbox.put(
        connection,
        outbox.event(
            "pickup.changed",
            customer_ref,
            now,
            {
                "status": pickup.status,
                "actor_type": "user",
                "date": pickup.date.isoformat(),
                "slot": pickup.slot,
            },
            claim_no=pickup.claim_no,
            pickup_no=pickup_no,
        ),
    )
    return pickup


async def _shown(connection: AsyncConnection, row: Mapping[str, Any]) -> Pickup:
    query = select(t.pickup_events).where(t.pickup_events.c.pickup_no == row["pickup_no"])
    track = await rows(connection, query.order_by(t.pickup_events.c.id))
    return Pickup(
        **{key: row[key] for key in ("pickup_no", "claim_no", "status", "date", "slot", "courier")},
        tracking_no=row["tracking_no"],
        address_masked=rules.masked_address(row["address"], row["region"]),
        contact_masked=rules.masked_name(row["contact_name"]),
        phone_masked=rules.masked_phone(row["phone"]),
        events=tuple(PickupEvent(at=event["at"], text=event["text"]) for event in track),
    )


def _when(day: date, slot: str) -> str:
    return f"{day.month}月{day.day}日 {slot}"
