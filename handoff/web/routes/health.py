"""Probes."""

from handoff.web.call import Call
from handoff.web.route import Reply, Routes
from handoff.web.schemas import health as wire

routes = Routes("operations")


@routes.add("GET", "/healthz", "isAlive", "The process is alive", answers={200: wire.Alive})
async def is_alive(_: Call) -> Reply:
    return Reply(200, wire.Alive(status="ok"))


@routes.add(
    "GET",
    "/readyz",
    "isReady",
    "Database reachable and at the newest migration; bot and insurer are reported, not required",
    answers={200: wire.Readiness, 503: wire.Readiness},
)
async def is_ready(call: Call) -> Reply:
    readiness = await call.hub.status.readiness()
    insurer = "ok" if await call.hub.status.insurer.ready() else "not reachable"
    status = "ready" if readiness.ready else "unready"
    parts = {**readiness.parts, "insurer": insurer}
    return Reply(200 if readiness.ready else 503, wire.Readiness(status=status, parts=parts))
