"""What customers were promised, and whether it came (docs/contracts.md section 8)."""

from handoff.domain.accounts import DESK_ROLES
from handoff.domain.promises import Promise, PromiseStatus
from handoff.web.call import Call
from handoff.web.route import Auth, Reply, Routes
from handoff.web.schemas import promises as wire

routes = Routes("promises")

_PROMISE = "/api/v1/promises/{promise_id}"
_REFUSALS = ("not_your_case", "case_closed", "conflict")


@routes.add(
    "GET",
    "/api/v1/promises",
    "listPromises",
    "Promises to customers, soonest due first",
    auth=Auth.DESK,
    roles=DESK_ROLES,
    query=wire.PromisesQuery,
    answers={200: wire.PromisePage},
    errors=("not_found",),
)
async def list_promises(call: Call) -> Reply:
    query = call.query_as(wire.PromisesQuery)
    statuses = (PromiseStatus(query.status),) if query.status else ()
    found, cursor = await call.hub.promises.page(
        call.viewer,
        statuses,
        mine=query.mine,
        case_id=query.case_id,
        cursor=query.cursor,
        limit=query.limit,
    )
    return Reply(
        200, wire.PromisePage(items=[wire.Promise.model_validate(p) for p in found], next_cursor=cursor)
    )


@routes.add(
    "POST",
    "/api/v1/cases/{case_id}/promises",
    "makePromise",
    "Put a promise to the customer in the ledger",
    auth=Auth.DESK,
    roles=DESK_ROLES,
    body=wire.MakePromise,
    answers={201: wire.Promise},
    errors=_REFUSALS,
)
async def make_promise(call: Call) -> Reply:
    body = call.body_as(wire.MakePromise)
    made = await call.hub.promises.make(call.viewer, call.params["case_id"], body.text, body.due_at)
    return _told(made, 201)


@routes.add(
    "POST",
    f"{_PROMISE}/keep",
    "keepPromise",
    "Done; past its time it was broken and is kept late",
    auth=Auth.DESK,
    roles=DESK_ROLES,
    body=wire.SettlePromise,
    answers={200: wire.Promise},
    errors=_REFUSALS,
)
async def keep_promise(call: Call) -> Reply:
    note = call.body_as(wire.SettlePromise).note
    return _told(await call.hub.promises.keep(call.viewer, call.params["promise_id"], note))


@routes.add(
    "POST",
    f"{_PROMISE}/withdraw",
    "withdrawPromise",
    "No longer owed, with the reason",
    auth=Auth.DESK,
    roles=DESK_ROLES,
    body=wire.SettlePromise,
    answers={200: wire.Promise},
    errors=_REFUSALS,
)
async def withdraw_promise(call: Call) -> Reply:
    note = call.body_as(wire.SettlePromise).note
    return _told(await call.hub.promises.withdraw(call.viewer, call.params["promise_id"], note))


def _told(promise: Promise, status: int = 200) -> Reply:
    return Reply(status, wire.Promise.model_validate(promise))
