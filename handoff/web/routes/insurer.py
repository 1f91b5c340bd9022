"""What the insurer's core calls (docs/contracts.md section 4, "Events out")."""

from handoff.domain.news import InsurerEvent
from handoff.web.call import Call
from handoff.web.route import Auth, Reply, Routes
from handoff.web.schemas import insurer as wire

routes = Routes("insurer")


@routes.add(
    "POST",
    "/api/v1/insurer/events",
    "takeInsurerEvent",
    "An event of a claim or pickup; stored before it is answered, a repeated event_id changes nothing",
    description="Signed over the raw body; a timestamp more than 5 minutes off is refused.",
    auth=Auth.INSURER,
    body=wire.InsurerEvent,
    answers={202: wire.Taken},
)
async def take_event(call: Call) -> Reply:
    body = call.body_as(wire.InsurerEvent)
    event = InsurerEvent(
        event_id=body.event_id,
        type=body.type,
        customer_ref=body.customer_ref,
        claim_no=body.claim_no,
        pickup_no=body.pickup_no,
        occurred_at=body.occurred_at,
        data=body.data,
    )
    new = await call.hub.news.accept(event, call.correlation_id)
    return Reply(202, wire.Taken(event_id=body.event_id, new=new, received_at=call.now))
