"""What the customer's own screen does: open, read, write, rate. The web layer checks the identity and
binds a token to the conversation; every method here takes the conversation that the token was bound to."""

import asyncio
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from handoff.domain.attachments import MAX_PER_MESSAGE
from handoff.domain.conversation import Contact, Conversation, Floor, Message
from handoff.domain.errors import Conflict, Invalid, NotFound
from handoff.domain.inbound import Inbound, Receipt
from handoff.domain.records import CaseEvent, Rating
from handoff.domain.views import ChatMessage, ChatOpening, ChatPage, ChatState
from handoff.ports import Bus, Clockwork, Insurer, Listener, Store, Topic, Tx
from handoff.service.botwatch import BotWatch
from handoff.service.intake import Intake
from handoff.service.speaking import spread
from handoff.service.waiting_view import chat_case

CLIENT_MSG_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
MAX_TEXT = 4000
_MAX_COMMENT = 500
_MAX_LIMIT = 200
#: Typing is shown for this long after the last key, in seconds.
TYPING = 6.0


def typing_key(who: str, conversation_id: UUID) -> str:
    return f"typing:{who}:{conversation_id}"


def check_client_msg_id(client_msg_id: str) -> None:
    """Raises Invalid."""
    if not CLIENT_MSG_ID.fullmatch(client_msg_id):
        raise Invalid("client_msg_id 须为 1–64 个字母、数字、下划线或连字符。")


def check_text(text: str) -> str:
    """The text without NUL (which PostgreSQL cannot hold). Raises Invalid."""
    clean = text.replace("\x00", "")
    if not clean.strip():
        raise Invalid("消息是空的，请写点什么再发送。")
    if len(clean) > MAX_TEXT:
        raise Invalid(f"一条消息最多 {MAX_TEXT} 个字，请分几条发送。")
    return clean


@dataclass(frozen=True)
class Chat:
    store: Store
    bus: Bus
    clock: Clockwork
    insurer: Insurer
    intake: Intake
    bot: BotWatch

    async def open(self, contact: Contact, correlation_id: str) -> ChatOpening:
        """The contact's conversation (made on first contact), with the customer's name and butler from the
        insurer if it answers."""
        known = await self.insurer.contact(contact, correlation_id)
        # Without the bot there is nobody to draw a first screen; the page's own greeting has to do.
        conversation = await self.intake.open_conversation(known, greet=self.bot.ready)
        return ChatOpening(
            conversation_id=conversation.id,
            display_name=conversation.display_name,
            butler_name=conversation.butler_name,
            last_seq=conversation.next_feed_seq - 1,
            state=await self.state(conversation.id),
        )

    async def post(
        self,
        conversation_id: UUID,
        client_msg_id: str,
        text: str,
        correlation_id: str,
        attachment_ids: Sequence[UUID] = (),
    ) -> Receipt:
        """Stores a message of the customer. The same client_msg_id again: Receipt.duplicate with the first
        one.

        Raises Invalid (client_msg_id not 1-64 of [A-Za-z0-9_-]; text above 4000 characters, or empty without
        files; more than 9 files, or files that are not the sender's own and unused), NotFound."""
        check_client_msg_id(client_msg_id)
        if len(attachment_ids) > MAX_PER_MESSAGE:
            raise Invalid(f"一次最多发 {MAX_PER_MESSAGE} 个文件。")
        clean = "" if attachment_ids and not text.strip() else check_text(text)
        async with self.store.begin() as tx:
            conversation = await tx.conversations.get(conversation_id)
        contact = Contact(conversation.channel, conversation.account, conversation.channel_user_id)
        return await self.intake.accept(
            Inbound(
                contact=contact,
                dedupe_key=f"{conversation_id}:{client_msg_id}",
                text=clean,
                correlation_id=correlation_id,
                client_msg_id=client_msg_id,
                attachment_ids=tuple(attachment_ids),
            )
        )

    async def feed(
        self, conversation_id: UUID, after: int = 0, before: int | None = None, limit: int = 100
    ) -> ChatPage:
        """Messages with feed position > after, ascending; with `before` the last `limit` below it. `limit` at
        most 200. Raises NotFound."""
        async with self.store.begin() as tx:
            conversation = await tx.conversations.get(conversation_id)
            messages = await tx.messages.feed(
                conversation_id, max(0, after), before, max(1, min(limit, _MAX_LIMIT))
            )
            state = await self._state(tx, conversation)
        return ChatPage(tuple(chat_message(m) for m in messages), conversation.next_feed_seq - 1, state)

    async def wait(self, conversation_id: UUID, after: int, limit: int, seconds: float) -> ChatPage:
        """The long poll: as `feed`, but when empty waits up to `seconds` for something new."""
        listener = self.listen(conversation_id)
        time = asyncio.get_running_loop().time
        deadline = time() + seconds
        try:
            while True:
                page = await self.feed(conversation_id, after, None, limit)
                left = deadline - time()
                if page.messages or left <= 0:
                    return page
                # Not longer than a second at a time: another hub's wake-up may be lost with Redis.
                await listener.wait(min(1.0, left))
        finally:
            listener.close()

    async def state(self, conversation_id: UUID) -> ChatState:
        """Raises NotFound."""
        async with self.store.begin() as tx:
            return await self._state(tx, await tx.conversations.get(conversation_id))

    def listen(self, conversation_id: UUID) -> Listener:
        """For a stream: `await listener.wait(1)`, then read `feed(after=last)`, which has the state as well.
        Close it at the end."""
        return self.bus.listen(Topic.chat(conversation_id), Topic.BOT)

    async def mark_read(self, conversation_id: UUID, seq: int) -> None:
        """The customer has seen up to this feed position (never goes back, never beyond the last)."""
        async with self.store.begin() as tx:
            conversation = await tx.conversations.lock(conversation_id)
            seen = min(seq, conversation.next_feed_seq - 1)
            if seen > conversation.read_by_user_seq:
                await tx.conversations.save(replace(conversation, read_by_user_seq=seen))

    async def typing(self, conversation_id: UUID) -> None:
        """Shown to the desk for a few seconds; stored nowhere."""
        await self.bus.put(typing_key("user", conversation_id), "1", TYPING)

    async def rate(self, conversation_id: UUID, case_id: UUID, score: int, comment: str) -> None:
        """Raises NotFound (no such case in this conversation), Invalid (score not 1-5, comment above 500),
        Conflict (still open). A second rating of the same case changes nothing."""
        if not 1 <= score <= 5:
            raise Invalid("请选 1 到 5 分。")
        if len(comment) > _MAX_COMMENT:
            raise Invalid(f"评价最多 {_MAX_COMMENT} 个字。")
        now = self.clock.now()
        async with self.store.begin() as tx:
            case = await tx.cases.get(case_id)
            if case.conversation_id != conversation_id:
                raise NotFound("没有找到这个个案。")
            if case.is_open:
                raise Conflict("这件事还没有结束，结束后再请您评价。")
            rating = Rating(case_id, conversation_id, score, comment.replace("\x00", ""), now)
            if await tx.cases.rate(rating):
                await tx.cases.add_event(CaseEvent(case_id, "rated", now, detail=f"{score} 分"))
                await tx.events.publish(
                    "case_changed",
                    now,
                    case_id=case_id,
                    conversation_id=conversation_id,
                    version=case.version,
                )
        await spread(self.bus, conversation_id)

    async def _state(self, tx: Tx, conversation: Conversation) -> ChatState:
        case = await tx.cases.open_brief(conversation.id)
        held = conversation.floor is Floor.BUTLER
        typing = held and await self.bus.get(typing_key("desk", conversation.id)) is not None
        return ChatState(
            floor=conversation.floor.value,
            bot_ready=self.bot.ready,
            butler_name=case.butler_name if case and held else None,
            case=await chat_case(tx, self.bus, self.clock, case, conversation) if case else None,
            typing=typing,
            read_by_desk_seq=conversation.read_by_desk_seq,
        )


def chat_message(message: Message) -> ChatMessage:
    return ChatMessage(
        id=message.id,
        seq=message.feed_seq or 0,
        client_msg_id=message.client_msg_id,
        author=message.author.value,
        author_name=message.author_name,
        kind=message.kind,
        text=message.text,
        body=message.body,
        at=message.created_at,
        attachments=message.attachments,
    )
