"""Who is there, what rings at whom, and cases changing hands (docs/contracts.md section 8)."""

from handoff.domain.accounts import DESK_ROLES, Role
from handoff.domain.handover import Target
from handoff.domain.presence import DeskState
from handoff.web import views
from handoff.web.call import Call
from handoff.web.route import Auth, Reply, Routes
from handoff.web.schemas import console
from handoff.web.schemas import routing as wire

routes = Routes("routing")

_CASE = "/api/v1/cases/{case_id}"
_OFFER = "/api/v1/offers/{offer_id}"


async def _detail(call: Call) -> Reply:
    detail = await call.hub.cases.get(call.viewer, call.params["case_id"], call.correlation_id)
    return Reply(200, views.case_detail(detail))


@routes.add(
    "POST",
    "/api/v1/desk/presence",
    "beat",
    "The console is open; sent every 15 s",
    description="Answers with what rings at you. Without a beat for some minutes your cases go back to the queue.",
    auth=Auth.DESK,
    roles=DESK_ROLES,
    body=wire.Beat,
    answers={200: wire.Attendance},
)
async def beat(call: Call) -> Reply:
    state = DeskState(call.body_as(wire.Beat).state)
    attendance = await call.hub.routing.presence.beat(call.viewer, state)
    return Reply(200, wire.Attendance.model_validate(attendance))


@routes.add(
    "GET",
    "/api/v1/desk/presence",
    "listColleagues",
    "Everybody of the desk, by name",
    auth=Auth.DESK,
    roles=DESK_ROLES,
    answers={200: wire.Colleagues},
)
async def colleagues(call: Call) -> Reply:
    found = await call.hub.routing.presence.colleagues(call.viewer)
    items = [
        wire.Colleague(
            id=c.id,
            display_name=c.display_name,
            roles=sorted(role.value for role in c.roles),
            state=c.state.value,
            present=c.present,
            since=c.since,
            load=c.load,
            capacity=c.capacity,
            skills=list(c.skills) if c.skills is not None else None,
            specialist=c.specialist,
        )
        for c in found
    ]
    return Reply(200, wire.Colleagues(items=items))


@routes.add(
    "GET",
    "/api/v1/desk/offers",
    "listMyOffers",
    "What rings at you, oldest first",
    auth=Auth.DESK,
    roles=DESK_ROLES,
    answers={200: wire.Offers},
)
async def offers(call: Call) -> Reply:
    found = await call.hub.routing.offering.mine(call.viewer)
    return Reply(200, wire.Offers(items=[wire.Offer.model_validate(offer) for offer in found]))


@routes.add(
    "POST",
    f"{_OFFER}/accept",
    "acceptOffer",
    "Take the offered case; again by who has taken it changes nothing",
    auth=Auth.DESK,
    roles=DESK_ROLES,
    answers={200: console.CaseDetail},
    errors=("offer_gone", "case_already_held", "case_closed", "conflict"),
)
async def accept(call: Call) -> Reply:
    case_id = await call.hub.routing.offering.accept(
        call.viewer, call.params["offer_id"], call.correlation_id
    )
    detail = await call.hub.cases.get(call.viewer, case_id, call.correlation_id)
    return Reply(200, views.case_detail(detail))


@routes.add(
    "POST",
    f"{_OFFER}/decline",
    "declineOffer",
    "Let it pass, somebody else is asked",
    auth=Auth.DESK,
    roles=DESK_ROLES,
    body=wire.DeclineOffer,
    answers={204: None},
    errors=("offer_gone", "conflict"),
)
async def decline(call: Call) -> Reply:
    reason = call.body_as(wire.DeclineOffer).reason
    await call.hub.routing.offering.decline(call.viewer, call.params["offer_id"], reason)
    return Reply(204)


@routes.add(
    "POST",
    f"{_CASE}/transfer",
    "transferCase",
    "Pass the case on to a colleague, a skill or the specialists, with a note",
    description="By its holder; supervisors may also redirect what waits or what others have.",
    auth=Auth.DESK,
    roles=DESK_ROLES,
    body=wire.TransferCase,
    answers={200: console.CaseDetail},
    errors=("not_your_case", "case_closed", "conflict"),
)
async def transfer(call: Call) -> Reply:
    body = call.body_as(wire.TransferCase)
    target = Target(body.to.butler_id, body.to.skill, body.to.tier)
    await call.hub.routing.handovers.transfer(
        call.viewer, call.params["case_id"], target, body.note, call.correlation_id
    )
    return await _detail(call)


@routes.add(
    "POST",
    f"{_CASE}/snooze",
    "snoozeCase",
    "Put the case aside until then, or until the customer writes",
    auth=Auth.DESK,
    roles=DESK_ROLES,
    body=wire.SnoozeCase,
    answers={200: console.CaseDetail},
    errors=("not_your_case", "case_closed", "conflict"),
)
async def snooze(call: Call) -> Reply:
    body = call.body_as(wire.SnoozeCase)
    await call.hub.routing.handovers.snooze(call.viewer, call.params["case_id"], body.until, body.reason)
    return await _detail(call)


@routes.add(
    "POST",
    f"{_CASE}/wake",
    "wakeCase",
    "Take up again what was put aside",
    auth=Auth.DESK,
    roles=DESK_ROLES,
    answers={200: console.CaseDetail},
    errors=("not_your_case", "case_closed", "conflict"),
)
async def wake(call: Call) -> Reply:
    await call.hub.routing.handovers.wake(call.viewer, call.params["case_id"])
    return await _detail(call)


@routes.add(
    "POST",
    f"{_CASE}/reopen",
    "reopenCase",
    "Open a settled case again; you have it then",
    auth=Auth.DESK,
    roles=DESK_ROLES,
    body=wire.ReopenCase,
    answers={200: console.CaseDetail},
    errors=("conflict",),
)
async def reopen(call: Call) -> Reply:
    reason = call.body_as(wire.ReopenCase).reason
    await call.hub.routing.handovers.reopen(call.viewer, call.params["case_id"], reason, call.correlation_id)
    return await _detail(call)


@routes.add(
    "POST",
    f"{_CASE}/assign",
    "assignCase",
    "Give the case to a colleague, whoever has it",
    auth=Auth.DESK,
    roles=(Role.SUPERVISOR,),
    body=wire.AssignCase,
    answers={200: console.CaseDetail},
    errors=("case_closed", "conflict"),
)
async def assign(call: Call) -> Reply:
    body = call.body_as(wire.AssignCase)
    await call.hub.routing.handovers.assign(
        call.viewer, call.params["case_id"], body.butler_id, body.reason, call.correlation_id
    )
    return await _detail(call)


@routes.add(
    "POST",
    f"{_CASE}/barge",
    "bargeIn",
    "Join the conversation and have it from now on; the former holder is told",
    auth=Auth.DESK,
    roles=(Role.SUPERVISOR,),
    body=wire.BargeIn,
    answers={200: console.CaseDetail},
    errors=("case_closed", "conflict"),
)
async def barge(call: Call) -> Reply:
    reason = call.body_as(wire.BargeIn).reason
    await call.hub.routing.handovers.barge(call.viewer, call.params["case_id"], reason, call.correlation_id)
    return await _detail(call)


@routes.add(
    "POST",
    f"{_CASE}/whisper",
    "whisper",
    "A word to whoever has the case; the customer never sees it",
    auth=Auth.DESK,
    roles=(Role.SUPERVISOR,),
    body=wire.Whisper,
    answers={201: console.Note},
)
async def whisper(call: Call) -> Reply:
    text = call.body_as(wire.Whisper).text
    note = await call.hub.routing.handovers.whisper(call.viewer, call.params["case_id"], text)
    return Reply(201, console.Note.model_validate(note))
