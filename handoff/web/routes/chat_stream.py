"""The customer's live stream: what is new after the last seen feed position, then whatever comes."""

from handoff.web import views
from handoff.web.call import Call
from handoff.web.problems import HttpProblem
from handoff.web.route import Auth, Routes
from handoff.web.schemas import chat as wire
from handoff.web.sse import EventStream, Heartbeat, pause

routes = Routes("chat")

#: A wake-up may be lost with Redis; then the stream looks for itself.
POLL_SECONDS = 2.0
PAGE = 100


@routes.add(
    "GET",
    "/api/v1/chat/stream",
    "streamChat",
    "Live messages and state (server-sent events)",
    description="`message` events carry the feed position as id; `state` events have none; pings every 15 s.",
    auth=Auth.TICKET,
    query=wire.StreamQuery,
    events={"message": wire.ChatMessage, "state": wire.ChatState},
    errors=("not_found",),
)
async def stream_chat(call: Call) -> None:
    last = resume_point(call.request.headers.get("last-event-id"), call.query_as(wire.StreamQuery).after)
    chat = call.hub.chat
    listener = chat.listen(call.conversation_id)
    heartbeat = Heartbeat(call.hub.clock.now)
    shown: wire.ChatState | None = None
    try:
        page = await chat.feed(call.conversation_id, last, None, PAGE)
        async with EventStream.open(call.request) as stream:
            while True:
                for message in page.messages:
                    await stream.send("message", views.chat_message(message), str(message.seq))
                    last = message.seq
                if (state := views.chat_state(page.state)) != shown:
                    await stream.send("state", state)
                    shown = state
                if len(page.messages) < PAGE:
                    await pause(listener, POLL_SECONDS, stream.stopping)
                if stream.ended or call.hub.clock.now() >= call.customer.expires_at:
                    return
                if heartbeat.due():
                    await stream.ping()
                page = await chat.feed(call.conversation_id, last, None, PAGE)
    finally:
        listener.close()


def resume_point(last_event_id: str | None, after: int) -> int:
    """Where to go on: Last-Event-ID (sent by the browser itself when it reconnects) wins over the URL.

    Raises HttpProblem invalid."""
    if not last_event_id:
        return after
    if not (last_event_id.isascii() and last_event_id.isdigit() and len(last_event_id) <= 10):
        raise HttpProblem("invalid", "Last-Event-ID 的格式不对。")
    return max(int(last_event_id), 0)
