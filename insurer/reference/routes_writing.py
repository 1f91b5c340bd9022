"""The routes of the writing half, and the reading ones that belong to it."""

from collections.abc import Awaitable, Callable

from sanic import HTTPResponse, Request
from sqlalchemy.ext.asyncio import AsyncConnection

from insurer import api_writing as w
from insurer.api import Claim
from insurer.reference import claim_writes, people_writes, pickup_writes, policy_writes, request_writes
from insurer.reference.core import once
from insurer.reference.http import answer, api, body_of, call_of, core_of, created, found, owner, reference
from insurer.reference.refusals import NotThere
from insurer.reference.store import customer_exists


@api.post("/claims")
async def report_claim(request: Request) -> HTTPResponse:
    core, body = core_of(request), body_of(request, w.NewClaim)
    call = call_of(request, body)

    async def work(connection: AsyncConnection) -> Claim:
        return await claim_writes.report(connection, body, core.knowledge, call.at)

    return created(await once(core, call, Claim, work))


@api.post("/claims/<claim_no:str>/documents")
async def add_document(request: Request, claim_no: str) -> HTTPResponse:
    core, body = core_of(request), body_of(request, w.NewDocument)
    call, number = call_of(request, body), reference(claim_no, "赔案号")

    async def work(connection: AsyncConnection) -> Claim:
        return await claim_writes.hand_in(connection, number, body, core.knowledge, call.at)

    return created(await once(core, call, Claim, work))


@api.get("/pickups")
async def pickups(request: Request) -> HTTPResponse:
    items = await _of_customer(request, pickup_writes.pickups)
    return answer(w.PickupList(items=items))


@api.get("/pickups/slots")
async def pickup_slots(request: Request) -> HTTPResponse:
    core = core_of(request)
    region = str(request.args.get("region") or "")[:100]
    async with core.store.transaction() as connection:
        return answer(await pickup_writes.slots(connection, region, core.now()))


@api.post("/pickups")
async def book_pickup(request: Request) -> HTTPResponse:
    core, body = core_of(request), body_of(request, w.NewPickup)
    call = call_of(request, body)

    async def work(connection: AsyncConnection) -> w.Pickup:
        return await pickup_writes.book(connection, body, core.knowledge, call.at)

    return created(await once(core, call, w.Pickup, work))


@api.post("/pickups/<pickup_no:str>/change")
async def change_pickup(request: Request, pickup_no: str) -> HTTPResponse:
    core, body = core_of(request), body_of(request, w.PickupChange)
    call, number = call_of(request, body), reference(pickup_no, "取件单号")

    async def work(connection: AsyncConnection) -> w.Pickup:
        return await pickup_writes.change(connection, number, body, core.knowledge, call.at)

    return answer((await once(core, call, w.Pickup, work))[0])


@api.post("/pickups/<pickup_no:str>/cancel")
async def cancel_pickup(request: Request, pickup_no: str) -> HTTPResponse:
    core, body = core_of(request), body_of(request, w.Owner)
    call, number = call_of(request, body), reference(pickup_no, "取件单号")

    async def work(connection: AsyncConnection) -> w.Pickup:
        return await pickup_writes.cancel(connection, number, body.customer_ref, core.knowledge, call.at)

    return answer((await once(core, call, w.Pickup, work))[0])


@api.get("/policies/<policy_no:str>/cancellation")
async def cancellation_quote(request: Request, policy_no: str) -> HTTPResponse:
    core, number, ref = core_of(request), reference(policy_no, "保单号"), owner(request)
    async with core.store.transaction() as connection:
        return answer(await policy_writes.quoted(connection, number, ref, core.knowledge, core.now()))


@api.post("/policies/<policy_no:str>/cancellation")
async def cancel_policy(request: Request, policy_no: str) -> HTTPResponse:
    core, body = core_of(request), body_of(request, w.NewCancellation)
    call, number = call_of(request, body), reference(policy_no, "保单号")

    async def work(connection: AsyncConnection) -> w.Cancelled:
        return await policy_writes.cancel(connection, number, body, core.knowledge, call.at)

    return answer((await once(core, call, w.Cancelled, work))[0])


@api.get("/requests")
async def requests(request: Request) -> HTTPResponse:
    items = await _of_customer(request, request_writes.requests)
    return answer(w.RequestList(items=items))


@api.post("/requests")
async def make_request(request: Request) -> HTTPResponse:
    core, body = core_of(request), body_of(request, w.NewRequest)
    call = call_of(request, body)

    async def work(connection: AsyncConnection) -> w.ServiceRequest:
        return await request_writes.make(connection, body, core.knowledge, call.at)

    return created(await once(core, call, w.ServiceRequest, work))


@api.post("/customers/<ref:str>/verifications")
async def verify(request: Request, ref: str) -> HTTPResponse:
    core, body = core_of(request), body_of(request, w.NewVerification)
    call, customer_ref = call_of(request, body), reference(ref, "客户编号")

    async def work(connection: AsyncConnection) -> w.Verification:
        return await people_writes.verify(connection, customer_ref, body.id_tail, call.at)

    return answer((await once(core, call, w.Verification, work))[0])


@api.get("/customers/<ref:str>/duplicate-cover")
async def duplicate_cover(request: Request, ref: str) -> HTTPResponse:
    core, customer_ref = core_of(request), reference(ref, "客户编号")
    async with core.store.transaction() as connection:
        pairs = await people_writes.duplicate_cover(connection, customer_ref, core.knowledge, core.now())
    return answer(w.DuplicateCoverList(items=found(pairs)))


async def _of_customer[T](
    request: Request, read: Callable[[AsyncConnection, str], Awaitable[tuple[T, ...]]]
) -> tuple[T, ...]:
    ref = owner(request)
    async with core_of(request).store.transaction() as connection:
        if not await customer_exists(connection, ref):
            raise NotThere
        return await read(connection, ref)
