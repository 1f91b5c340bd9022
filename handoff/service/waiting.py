"""What a customer may do while he waits for a person: take his wish back, ask to be called back, go on with the
bot. Each is one transaction under the conversation's lock, so that it never crosses a butler's claim."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID, uuid4

from handoff.domain.callbacks import Callback, CallbackStatus, check_window, window_text
from handoff.domain.case import Case
from handoff.domain.conversation import Conversation, Floor
from handoff.domain.errors import Conflict
from handoff.domain.records import CaseEvent
from handoff.domain.waiting import answer_from, is_queued, require_may_leave, require_waiting, withdrawn
from handoff.domain.words import callback_noted, continuing, withdrawn_words
from handoff.ports import Bus, Clockwork, Store, Tx
from handoff.service.moving import finish_move, settle_offers
from handoff.service.opening import stop_clocks
from handoff.service.speaking import spread, tell

CUSTOMER = "客户"
#: More than anybody writes while waiting.
_WRITTEN = 500


@dataclass(frozen=True)
class Waiting:
    store: Store
    bus: Bus
    clock: Clockwork

    async def withdraw(self, conversation_id: UUID, correlation_id: str) -> None:
        """Settled as the customer's own wish; the bot has the floor again. Asked again it changes nothing.

        Raises Conflict (nothing waits), CaseAlreadyHeld (somebody is there), CrisisStays, NotFound."""
        now = self.clock.now()
        async with self.store.begin() as tx:
            conversation = await tx.conversations.lock(conversation_id)
            found = await tx.cases.open_of(conversation_id)
            if found is None and await self._withdrawn_just_now(tx, conversation_id):
                return
            case = withdrawn(require_waiting(found), now)
            await settle_offers(tx, case, now)
            await stop_clocks(tx, case.id, now)
            await self._drop_callback(tx, case, now)
            conversation = await self._back_to_bot(tx, conversation, now)
            conversation = await tell(
                tx,
                conversation,
                withdrawn_words(case.number),
                now,
                case_id=case.id,
                correlation_id=correlation_id,
            )
            await finish_move(tx, case, conversation, "withdrawn", now, actor=CUSTOMER)
        await spread(self.bus, conversation_id, turns=conversation.due_at is not None)

    async def go_on(self, conversation_id: UUID, correlation_id: str) -> None:
        """The bot answers calm questions while the case keeps its place: the floor is the bot's, as after an
        outage; the next escalation gives it back to the queue, and a claim takes it. Asked again it changes
        nothing.

        Raises Conflict (nothing waits), CaseAlreadyHeld, CrisisStays, NotFound."""
        now = self.clock.now()
        async with self.store.begin() as tx:
            conversation = await tx.conversations.lock(conversation_id)
            case = require_waiting(await tx.cases.open_brief(conversation_id))
            require_may_leave(case)
            if conversation.floor is Floor.BOT:
                return
            conversation = await self._back_to_bot(tx, conversation, now)
            conversation = await tell(
                tx, conversation, continuing(), now, case_id=case.id, correlation_id=correlation_id
            )
            await tx.conversations.save(conversation)
            await self._note(tx, case, "continued", "边等边问机器人", now)
        await spread(self.bus, conversation_id, turns=conversation.due_at is not None)

    async def ask_callback(
        self, conversation_id: UUID, from_at: datetime, until_at: datetime, note: str, correlation_id: str
    ) -> Callback:
        """The window asked for, instead of an earlier one of this case. The same again changes nothing.

        Raises Conflict (nothing waits, or somebody is there already), Invalid, NotFound."""
        now = self.clock.now()
        note = note.replace("\x00", "").strip()
        async with self.store.begin() as tx:
            conversation = await tx.conversations.lock(conversation_id)
            case = require_waiting(await tx.cases.open_brief(conversation_id))
            if not is_queued(case):
                raise Conflict("管家已经在跟进这件事了，您直接告诉管家什么时候方便就好。")
            known = await tx.waiting.callback_of(case.id)
            if (
                known is not None
                and known.status is CallbackStatus.OPEN
                and known.same_as(from_at, until_at, note)
            ):
                return known
            hours = (await tx.desk_settings.current()).hours
            check_window(from_at, until_at, note, case.priority, hours, now)
            if known is not None and known.status is CallbackStatus.OPEN:
                await tx.waiting.save_callback(known.settle(CallbackStatus.WITHDRAWN, now))
            callback = Callback(uuid4(), case.id, from_at, until_at, note, CallbackStatus.OPEN, now)
            await tx.waiting.add_callback(callback)
            when = window_text(from_at, until_at, now)
            conversation = await tell(
                tx, conversation, callback_noted(when), now, case_id=case.id, correlation_id=correlation_id
            )
            await tx.conversations.save(conversation)
            await self._note(tx, case, "callback_asked", f"请在 {when} 回电", now)
        await spread(self.bus, conversation_id)
        return callback

    async def _back_to_bot(self, tx: Tx, conversation: Conversation, now: datetime) -> Conversation:
        if conversation.floor is Floor.BOT:
            return conversation
        stopped = conversation.processed_seq
        written = await tx.messages.unprocessed(conversation.id, stopped, _WRITTEN)
        upto = answer_from(written, stopped)
        return replace(conversation, processed_seq=upto).hand_back(now)

    async def _drop_callback(self, tx: Tx, case: Case, now: datetime) -> None:
        known = await tx.waiting.callback_of(case.id)
        if known is not None and known.status is CallbackStatus.OPEN:
            await tx.waiting.save_callback(known.settle(CallbackStatus.WITHDRAWN, now))

    async def _withdrawn_just_now(self, tx: Tx, conversation_id: UUID) -> bool:
        """Whether this is the same wish, repeated because its answer was lost."""
        last = await tx.cases.last_resolved(conversation_id)
        return last is not None and last.outcome == "withdrawn"

    async def _note(self, tx: Tx, case: Case, kind: str, detail: str, now: datetime) -> None:
        await tx.cases.add_event(CaseEvent(case.id, kind, now, actor=CUSTOMER, detail=detail))
        for news in ("case_changed", "message_added"):
            await tx.events.publish(
                news, now, case_id=case.id, conversation_id=case.conversation_id, version=case.version
            )
