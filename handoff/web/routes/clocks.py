"""Clocks of cases (docs/contracts.md section 8)."""

from handoff.domain.accounts import DESK_ROLES, Role
from handoff.domain.views import ClockView
from handoff.web.call import Call
from handoff.web.route import Auth, Reply, Routes
from handoff.web.schemas import clocks as wire

routes = Routes("clocks")

_CASE = "/api/v1/cases/{case_id}/clocks"
_CLOCK = "/api/v1/clocks/{clock_id}"
_REFUSALS = ("not_your_case", "case_closed", "conflict")


@routes.add(
    "GET",
    _CASE,
    "listClocks",
    "All clocks of the case, by start",
    auth=Auth.DESK,
    roles=DESK_ROLES,
    answers={200: wire.Clocks},
)
async def list_clocks(call: Call) -> Reply:
    found = await call.hub.clock_desk.of_case(call.viewer, call.params["case_id"])
    return Reply(200, wire.Clocks(items=[wire.Clock.model_validate(clock) for clock in found]))


@routes.add(
    "POST",
    _CASE,
    "startClock",
    "Start a clock of the law by hand",
    auth=Auth.DESK,
    roles=DESK_ROLES,
    body=wire.StartClock,
    answers={201: wire.Clock},
    errors=_REFUSALS,
)
async def start_clock(call: Call) -> Reply:
    body = call.body_as(wire.StartClock)
    started = await call.hub.clock_desk.start(
        call.viewer, call.params["case_id"], body.code, body.subject, body.started_at
    )
    return _told(started, 201)


@routes.add(
    "POST",
    f"{_CLOCK}/pause",
    "pauseClock",
    "Only the 30 days of the decision, while further documents are on their way",
    auth=Auth.DESK,
    roles=DESK_ROLES,
    body=wire.ChangeClock,
    answers={200: wire.Clock},
    errors=_REFUSALS,
)
async def pause_clock(call: Call) -> Reply:
    reason = call.body_as(wire.ChangeClock).reason
    return _told(await call.hub.clock_desk.pause(call.viewer, call.params["clock_id"], reason))


@routes.add(
    "POST",
    f"{_CLOCK}/resume",
    "resumeClock",
    "Go on counting",
    auth=Auth.DESK,
    roles=DESK_ROLES,
    body=wire.ChangeClock,
    answers={200: wire.Clock},
    errors=_REFUSALS,
)
async def resume_clock(call: Call) -> Reply:
    reason = call.body_as(wire.ChangeClock).reason
    return _told(await call.hub.clock_desk.resume(call.viewer, call.params["clock_id"], reason))


@routes.add(
    "POST",
    f"{_CLOCK}/stop",
    "stopClock",
    "What the law asked for is done",
    auth=Auth.DESK,
    roles=DESK_ROLES,
    body=wire.ChangeClock,
    answers={200: wire.Clock},
    errors=_REFUSALS,
)
async def stop_clock(call: Call) -> Reply:
    reason = call.body_as(wire.ChangeClock).reason
    return _told(await call.hub.clock_desk.stop(call.viewer, call.params["clock_id"], reason))


@routes.add(
    "POST",
    f"{_CLOCK}/extend",
    "extendClock",
    "A complaint gets 30 days, then 60, with the reason the customer is told",
    auth=Auth.DESK,
    roles=(Role.SUPERVISOR,),
    body=wire.ExtendClock,
    answers={200: wire.Clock},
    errors=_REFUSALS,
)
async def extend_clock(call: Call) -> Reply:
    body = call.body_as(wire.ExtendClock)
    extended = await call.hub.clock_desk.extend(call.viewer, call.params["clock_id"], body.days, body.reason)
    return _told(extended)


def _told(clock: ClockView, status: int = 200) -> Reply:
    return Reply(status, wire.Clock.model_validate(clock))
