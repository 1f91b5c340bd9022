"""The desk's live feed, the state of the system, reconciliation."""

from datetime import datetime, timedelta

from handoff.domain.accounts import DESK_ROLES, Role
from handoff.domain.errors import Unauthorized
from handoff.domain.views import LiveEvent
from handoff.web.call import Call
from handoff.web.cookies import session_token
from handoff.web.reading import ascii_header
from handoff.web.route import Auth, Reply, Routes
from handoff.web.schemas import console as wire
from handoff.web.schemas import live
from handoff.web.sse import EventStream, Heartbeat, pause

routes = Routes("desk")

#: A commit becomes readable only when older ones have ended, and a wake-up may be lost: look besides.
POLL_SECONDS = 1.0
PAGE = 200
#: How soon a stream notices that its session was revoked.
RECHECK_SESSION = timedelta(seconds=5)


@routes.add(
    "GET",
    "/api/v1/events",
    "streamEvents",
    "Live events of the desk (server-sent events)",
    description=(
        "The first event is `hello`; read your lists after it. Every event carries its cursor as id: give it "
        "back as Last-Event-ID (or `after`) and nothing is skipped. A comment every 15 s."
    ),
    auth=Auth.DESK,
    roles=DESK_ROLES,
    query=live.EventsQuery,
    events={
        "hello": live.Hello,
        "case_opened": live.LiveEvent,
        "case_changed": live.LiveEvent,
        "message_added": live.LiveEvent,
        "delivery_changed": live.LiveEvent,
        "bot_state": live.LiveEvent,
        "offer_made": live.LiveEvent,
        "offer_ended": live.LiveEvent,
        "clock_warning": live.LiveEvent,
        "promise_due": live.LiveEvent,
        "presence_changed": live.LiveEvent,
        "settings_changed": live.LiveEvent,
        "voice_heard": live.LiveEvent,
    },
    errors=("cursor_expired",),
)
async def stream_events(call: Call) -> None:
    given = ascii_header(call.request, "last-event-id") or call.query_as(live.EventsQuery).after
    events = call.hub.events
    listener = events.listen()
    heartbeat = Heartbeat(call.hub.clock.now)
    checked = call.now
    try:
        cursor = given or await events.hello(call.viewer)
        batch = await events.after(call.viewer, cursor, PAGE)
        async with EventStream.open(call.request) as stream:
            await stream.send("hello", live.Hello(cursor=cursor), cursor)
            while True:
                for event in batch.events:
                    await stream.send(event.kind, _wire(event), event.cursor)
                if batch.cursor == cursor:
                    await pause(listener, POLL_SECONDS, stream.stopping)
                now = call.hub.clock.now()
                if stream.ended or not await _still_logged_in(call, checked, now):
                    return
                checked = now if now - checked >= RECHECK_SESSION else checked
                cursor = batch.cursor
                if heartbeat.due():
                    await stream.ping(cursor)
                batch = await events.after(call.viewer, cursor, PAGE)
    finally:
        listener.close()


@routes.add(
    "GET",
    "/api/v1/status",
    "getStatus",
    "Bot, insurer and desk",
    auth=Auth.DESK,
    answers={200: wire.SystemStatus},
)
async def get_status(call: Call) -> Reply:
    status = await call.hub.status.system()
    return Reply(
        200,
        wire.SystemStatus(
            bot=wire.BotState(ready=status.bot_ready, model_id=status.bot_model_id, since=status.bot_since),
            insurer=wire.InsurerState(ready=status.insurer_ready),
            desk=wire.DeskState.model_validate(status.desk),
        ),
    )


@routes.add(
    "GET",
    "/api/v1/reconciliation",
    "getReconciliation",
    "Does everything add up? A difference is an alarm",
    auth=Auth.DESK,
    roles=(Role.SUPERVISOR,),
    answers={200: wire.Reconciliation},
)
async def get_reconciliation(call: Call) -> Reply:
    return Reply(200, wire.Reconciliation.model_validate(await call.hub.reconciler.view(call.viewer)))


def _wire(event: LiveEvent) -> live.LiveEvent:
    return live.LiveEvent.model_validate(event)


async def _still_logged_in(call: Call, checked: datetime, now: datetime) -> bool:
    if now - checked < RECHECK_SESSION:
        return True
    try:
        await call.hub.accounts.authenticate(session_token(call.request))
    except Unauthorized:
        return False
    return True
