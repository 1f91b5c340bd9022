"""Storing what was heard while a person had the floor, in one transaction, by the holder of the lease."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID, uuid4

from handoff.domain.case import Case
from handoff.domain.context import Dossier, goal_after, worsened
from handoff.domain.conversation import Author, Conversation, Floor, Message, NewMessage
from handoff.domain.errors import LeaseLost
from handoff.domain.escalation import SETTLED_MEANWHILE, directed_request, is_about_safety, noted, worsens
from handoff.domain.records import Signal
from handoff.domain.turn import TurnRequest, TurnResult
from handoff.ports import Clockwork, Store, Tx
from handoff.service.hearing import hear_turn
from handoff.service.masking import mask_secrets
from handoff.service.opening import Material, open_or_join
from handoff.service.speaking import BOT_NAME, say


@dataclass(frozen=True)
class ObserveWork:
    """A leased conversation and what was written in it that nobody has understood yet."""

    conversation: Conversation
    token: UUID
    messages: tuple[Message, ...]
    request: TurnRequest

    @property
    def last_seq(self) -> int:
        return self.messages[-1].seq


@dataclass(frozen=True)
class ObservedStore:
    store: Store
    clock: Clockwork

    async def keep(self, work: ObserveWork, result: TurnResult) -> bool:
        """Whether the case became worse by it. Raises LeaseLost."""
        now = self.clock.now()
        async with self.store.begin() as tx:
            conversation = await self._ours(tx, work)
            unmoved = conversation.floor_epoch == work.conversation.floor_epoch
            result = await mask_secrets(tx, work.messages, result)
            for understood in result.understanding:
                await tx.messages.put_understanding(
                    understood.message_id, understood.data, work.request.turn_id
                )
            if unmoved and conversation.floor is not Floor.BOT:
                await tx.conversations.put_state(conversation.id, result.state)
            case, worse = await self._case(tx, conversation, result, now)
            waits = unmoved and conversation.floor is Floor.QUEUE
            # Written while waiting, but the customer has gone on with the bot since: nobody else answers it.
            waits = waits or (conversation.floor is Floor.BOT and case is not None)
            if worse and conversation.floor is Floor.BOT:
                conversation = conversation.give_floor(Floor.QUEUE)
            if waits and is_about_safety(result):
                conversation = await self._safety(tx, conversation, work, result, case, now)
            await self._signals(tx, work, result, case, now)
            await hear_turn(tx, conversation, result, case, now)
            await tx.conversations.save(conversation.observed(work.last_seq))
            await self._announce(tx, conversation, case, now)
        return worse

    async def put_off(self, work: ObserveWork, until: datetime) -> None:
        """Raises LeaseLost."""
        async with self.store.begin() as tx:
            conversation = await self._ours(tx, work)
            await tx.conversations.save(conversation.put_off_observing(until))

    async def give_up(self, work: ObserveWork, why: str) -> None:
        """The messages stay as they are, marked as not understood. Raises LeaseLost."""
        now = self.clock.now()
        async with self.store.begin() as tx:
            conversation = await self._ours(tx, work)
            for message in work.messages:
                data = {"message_id": str(message.id), "understood": False, "not_understood": why}
                await tx.messages.put_understanding(message.id, data, work.request.turn_id)
            await tx.conversations.save(conversation.observed(work.last_seq))
            await self._announce(tx, conversation, await tx.cases.open_brief(conversation.id), now)

    async def _ours(self, tx: Tx, work: ObserveWork) -> Conversation:
        conversation = await tx.conversations.lock(work.conversation.id)
        if conversation.observe_token != work.token:
            raise LeaseLost("another observer has taken the conversation over")
        return conversation

    async def _case(
        self, tx: Tx, conversation: Conversation, result: TurnResult, now: datetime
    ) -> tuple[Case | None, bool]:
        """The open case, after what was heard: only more codes and more urgency are news to the desk. After
        the case has been settled nothing is opened: the person who settled it has read these words."""
        request = directed_request(result)
        case = await tx.cases.open_of(conversation.id)
        if request is None or (case is not None and not worsens(case, request)):
            return case, False
        if case is None and conversation.floor is Floor.BOT:
            return None, False
        joined = await open_or_join(tx, conversation, request, Material(Dossier(available=False)), now)
        joined = replace(joined, goal=goal_after(joined, request))
        joined = replace(joined, context=worsened(joined.context, joined, conversation.display_name))
        await tx.cases.save(joined)
        return joined, True

    async def _safety(
        self,
        tx: Tx,
        conversation: Conversation,
        work: ObserveWork,
        result: TurnResult,
        case: Case | None,
        now: datetime,
    ) -> Conversation:
        for reply in result.replies:
            new = NewMessage(
                author=Author.BOT,
                author_name=BOT_NAME,
                kind=reply.kind,
                text=reply.text,
                body=reply.body,
                turn_id=work.request.turn_id,
                case_id=case.id if case else None,
                model_id=result.model_id,
                correlation_id=work.request.correlation_id,
            )
            _, conversation = await say(tx, conversation, new, now)
        return conversation

    async def _signals(
        self, tx: Tx, work: ObserveWork, result: TurnResult, case: Case | None, now: datetime
    ) -> None:
        for note in noted(result, has_case=case is not None):
            await tx.signals.add(
                Signal(
                    id=uuid4(),
                    conversation_id=work.conversation.id,
                    message_id=note.understanding.message_id,
                    turn_id=work.request.turn_id,
                    decision=note.understanding.decision.value,
                    codes=note.understanding.codes,
                    data=note.understanding.data.get("escalation") or {},
                    at=now,
                    case_id=case.id if case else None,
                    no_case_reason=None if case else SETTLED_MEANWHILE,
                )
            )

    async def _announce(self, tx: Tx, conversation: Conversation, case: Case | None, now: datetime) -> None:
        await tx.events.publish(
            "message_added",
            now,
            case_id=case.id if case else None,
            conversation_id=conversation.id,
            version=case.version if case else None,
        )
