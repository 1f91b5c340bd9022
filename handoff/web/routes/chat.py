"""The customer's screen: open, read, write, rate (docs/contracts.md 6.1)."""

from handoff.adapters.channels.web import verify_identity
from handoff.domain.errors import RateLimited
from handoff.web import views
from handoff.web.call import Call
from handoff.web.route import Auth, Reply, Routes
from handoff.web.schemas import chat as wire

routes = Routes("chat")

#: A person types; a program that floods is slowed down. Counted per conversation.
POSTS_PER_MINUTE = 600
CALLBACKS_PER_HOUR = 20


@routes.add(
    "POST",
    "/api/v1/chat/sessions",
    "openChat",
    "Open the customer's conversation with a signed identity",
    body=wire.OpenChat,
    answers={201: wire.ChatSession},
    errors=("identity_rejected", "identity_expired"),
)
async def open_chat(call: Call) -> Reply:
    secret = call.hub.settings.chat_identity_secret.get_secret_value()
    identity = verify_identity(call.body_as(wire.OpenChat).identity, secret, call.now)
    opening = await call.hub.chat.open(identity.contact, call.correlation_id)
    token, access = call.tokens.issue(opening.conversation_id, call.now)
    return Reply(
        201,
        wire.ChatSession(
            token=token,
            conversation_id=opening.conversation_id,
            expires_at=access.expires_at,
            last_seq=opening.last_seq,
            state=views.chat_state(opening.state),
            me=wire.ChatMe(display_name=opening.display_name or "您", butler_name=opening.butler_name),
        ),
    )


@routes.add(
    "POST",
    "/api/v1/chat/tickets",
    "makeChatTicket",
    "A one-minute ticket for the EventSource URL",
    auth=Auth.CHAT,
    answers={200: wire.ChatTicket},
)
async def make_ticket(call: Call) -> Reply:
    return Reply(200, wire.ChatTicket(ticket=call.tokens.ticket(call.customer, call.now)))


@routes.add(
    "GET",
    "/api/v1/chat/messages",
    "readChat",
    "Messages after a feed position; with `wait` a long poll, with `before` history",
    auth=Auth.CHAT,
    query=wire.MessagesQuery,
    answers={200: wire.ChatMessages},
    errors=("not_found",),
)
async def read_chat(call: Call) -> Reply:
    query = call.query_as(wire.MessagesQuery)
    chat = call.hub.chat
    if query.wait > 0 and query.before is None:
        page = await chat.wait(call.conversation_id, query.after, query.limit, query.wait)
    else:
        page = await chat.feed(call.conversation_id, query.after, query.before, query.limit)
    return Reply(
        200,
        wire.ChatMessages(
            messages=[views.chat_message(m) for m in page.messages],
            last_seq=page.last_seq,
            state=views.chat_state(page.state),
        ),
    )


@routes.add(
    "POST",
    "/api/v1/chat/messages",
    "sendChat",
    "Say something; the same client_msg_id again answers 200 with the first message",
    auth=Auth.CHAT,
    body=wire.SendChatMessage,
    answers={202: wire.ChatMessage, 200: wire.ChatMessage},
    errors=("not_found", "rate_limited"),
)
async def send_chat(call: Call) -> Reply:
    body = call.body_as(wire.SendChatMessage)
    if await call.hub.bus.hit(f"posts:{call.conversation_id}", 60) > POSTS_PER_MINUTE:
        raise RateLimited("您发得太快了，请稍等一下再发。", retry_after=10)
    receipt = await call.hub.chat.post(
        call.conversation_id, body.client_msg_id, body.text, call.correlation_id, body.attachment_ids
    )
    return Reply(200 if receipt.duplicate else 202, views.stored_chat_message(receipt.message))


@routes.add(
    "POST",
    "/api/v1/chat/read",
    "markChatRead",
    "The customer has seen everything up to this feed position",
    auth=Auth.CHAT,
    body=wire.ReadUpTo,
    answers={204: None},
    errors=("not_found",),
)
async def mark_read(call: Call) -> Reply:
    await call.hub.chat.mark_read(call.conversation_id, call.body_as(wire.ReadUpTo).seq)
    return Reply(204)


@routes.add(
    "POST",
    "/api/v1/chat/typing",
    "typeInChat",
    "The customer is writing; shown for a few seconds, stored nowhere",
    auth=Auth.CHAT,
    answers={204: None},
    errors=("not_found",),
)
async def typing(call: Call) -> Reply:
    await call.hub.chat.typing(call.conversation_id)
    return Reply(204)


@routes.add(
    "POST",
    "/api/v1/chat/withdraw",
    "withdrawFromQueue",
    "The customer no longer needs a person; not from a crisis",
    auth=Auth.CHAT,
    answers={200: wire.ChatState},
    errors=("not_found", "conflict", "case_already_held", "crisis_stays"),
)
async def withdraw(call: Call) -> Reply:
    await call.hub.waiting.withdraw(call.conversation_id, call.correlation_id)
    return await _state(call)


@routes.add(
    "POST",
    "/api/v1/chat/continue",
    "goOnWithBot",
    "Go on with the bot while the case keeps its place in the queue",
    auth=Auth.CHAT,
    answers={200: wire.ChatState},
    errors=("not_found", "conflict", "case_already_held", "crisis_stays"),
)
async def go_on(call: Call) -> Reply:
    await call.hub.waiting.go_on(call.conversation_id, call.correlation_id)
    return await _state(call)


@routes.add(
    "POST",
    "/api/v1/chat/callback",
    "askForCallback",
    "Ask to be called back within a window, instead of waiting here; replaces an earlier one",
    auth=Auth.CHAT,
    body=wire.AskCallback,
    answers={200: wire.ChatState},
    errors=("not_found", "conflict", "rate_limited"),
)
async def ask_callback(call: Call) -> Reply:
    body = call.body_as(wire.AskCallback)
    if await call.hub.bus.hit(f"callbacks:{call.conversation_id}", 3600) > CALLBACKS_PER_HOUR:
        raise RateLimited("您改得太频繁了，请稍后再选。", retry_after=600)
    await call.hub.waiting.ask_callback(
        call.conversation_id, body.from_at, body.until_at, body.note, call.correlation_id
    )
    return await _state(call)


async def _state(call: Call) -> Reply:
    return Reply(200, views.chat_state(await call.hub.chat.state(call.conversation_id)))


@routes.add(
    "POST",
    "/api/v1/chat/ratings",
    "rateCase",
    "Rate a settled case; a second rating changes nothing",
    auth=Auth.CHAT,
    body=wire.Rate,
    answers={204: None},
    errors=("not_found", "conflict"),
)
async def rate(call: Call) -> Reply:
    body = call.body_as(wire.Rate)
    await call.hub.chat.rate(call.conversation_id, body.case_id, body.score, body.comment)
    return Reply(204)
