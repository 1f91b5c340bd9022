"""Storing what a turn has brought, in one transaction, and only if nobody has taken the conversation over
meanwhile."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import uuid4

from handoff.domain.case import BOT_UNAVAILABLE, Case, CaseStatus
from handoff.domain.context import Dossier
from handoff.domain.conversation import Author, Conversation, Floor, NewMessage, bot_reply_is_current
from handoff.domain.errors import FloorChanged, LeaseLost
from handoff.domain.escalation import case_request, noted
from handoff.domain.records import Signal
from handoff.domain.rulebook import Rulebook
from handoff.domain.turn import DirectiveType, TurnResult
from handoff.domain.words import RATING_QUESTION
from handoff.ports import Clockwork, Store, Tx
from handoff.service.follow_ups import after_turn
from handoff.service.hearing import hear_turn
from handoff.service.masking import mask_secrets
from handoff.service.moving import settle_offers
from handoff.service.notices import tell_pending
from handoff.service.opening import Material, freeze_context, open_or_join, record_move, stop_clocks
from handoff.service.promise_ledger import note_opening_promise
from handoff.service.requests import note_requests
from handoff.service.speaking import BOT_NAME, say, tell
from handoff.service.turn_work import TurnWork


@dataclass(frozen=True)
class Stored:
    """`due_again`: the user has written during the turn."""

    case: Case | None
    due_again: bool


async def still_ours(tx: Tx, work: TurnWork) -> Conversation:
    """The conversation, locked. Raises LeaseLost or FloorChanged: then everything of the turn is
    discarded."""
    conversation = await tx.conversations.lock(work.conversation.id)
    if conversation.lease_token != work.token:
        raise LeaseLost("another worker has taken the conversation over")
    if not bot_reply_is_current(work.epoch, conversation.floor_epoch):
        raise FloorChanged("the floor has moved during the turn")
    return conversation


def _in_place(work: TurnWork, conversation: Conversation, result: TurnResult) -> TurnResult:
    """A first screen speaks only while nobody else has, and only speaks. Raises FloorChanged."""
    if not work.is_opening:
        return result
    if conversation.last_user_seq > work.conversation.last_user_seq:
        raise FloorChanged("the customer has begun to write, a greeting would come too late")
    return replace(result, directives=(), understanding=())


@dataclass(frozen=True)
class TurnStore:
    store: Store
    clock: Clockwork
    law: Rulebook

    async def keep(self, work: TurnWork, result: TurnResult, dossier: Dossier | None) -> Stored:
        """`dossier`: from the insurer, needed when the turn asks for a case. Raises LeaseLost,
        FloorChanged."""
        now = self.clock.now()
        async with self.store.begin() as tx:
            conversation = await still_ours(tx, work)
            result = await mask_secrets(tx, work.messages, _in_place(work, conversation, result))
            await tx.conversations.put_state(conversation.id, result.state)
            for understood in result.understanding:
                await tx.messages.put_understanding(understood.message_id, understood.data, work.turn_id)
            # Before the floor may move: what this turn has read needs no observer any more.
            conversation = conversation.answered(work.last_seq, now)
            conversation = await tell_pending(tx, conversation, now)
            material = Material(
                dossier or Dossier(available=False),
                result.slots,
                {str(u.message_id): u.data for u in result.understanding},
                self.law,
            )
            case, conversation = await self._case(tx, conversation, result, material, now)
            case = await note_requests(tx, conversation, result, case, material, self.law, now)
            conversation = await self._replies(tx, conversation, work, result, case, now)
            if case is not None:
                await note_opening_promise(tx, case, [reply.text for reply in result.replies], now)
                await freeze_context(tx, case, conversation, material, now)
            conversation = await self._rating(tx, conversation, result, now)
            if not work.is_opening:
                await hear_turn(tx, conversation, result, case, now)
                conversation = await after_turn(tx, conversation, work.messages, result, now)
            await self._signals(tx, work, result, case, now)
            await tx.conversations.save(conversation)
            await tx.events.publish(
                "message_added",
                now,
                case_id=case.id if case else None,
                conversation_id=conversation.id,
                version=case.version if case else None,
            )
        return Stored(case, due_again=conversation.due_at is not None)

    async def _case(
        self, tx: Tx, conversation: Conversation, result: TurnResult, material: Material, now: datetime
    ) -> tuple[Case | None, Conversation]:
        request = case_request(result)
        if request is not None:
            case = await open_or_join(tx, conversation, request, material, now)
            return case, conversation.give_floor(Floor.QUEUE)
        waiting = await tx.cases.open_of(conversation.id)
        if waiting is None or waiting.status not in (CaseStatus.WAITING, CaseStatus.OFFERED):
            return None, conversation
        if waiting.codes == (BOT_UNAVAILABLE,):
            # The floor never left the bot for this case, so it needs no handing back.
            closed = waiting.close_answered_by_bot(now)
            await stop_clocks(tx, closed.id, now)
            await settle_offers(tx, closed, now)
            await record_move(
                tx, closed, "closed_by_bot", now, actor_id=None, actor=BOT_NAME, detail="机器人恢复后已答复"
            )
        return None, conversation

    async def _replies(
        self,
        tx: Tx,
        conversation: Conversation,
        work: TurnWork,
        result: TurnResult,
        case: Case | None,
        now: datetime,
    ) -> Conversation:
        """The turn's own replies carry the new epoch when the floor has just gone to the queue."""
        for reply in result.replies:
            new = NewMessage(
                author=Author.BOT,
                author_name=BOT_NAME,
                kind=reply.kind,
                text=reply.text,
                body=reply.body,
                turn_id=work.turn_id,
                case_id=case.id if case else None,
                model_id=result.model_id,
                correlation_id=work.correlation_id,
            )
            _, conversation = await say(tx, conversation, new, now)
        return conversation

    async def _rating(
        self, tx: Tx, conversation: Conversation, result: TurnResult, now: datetime
    ) -> Conversation:
        if result.directive(DirectiveType.ASK_CSAT) is None:
            return conversation
        last = await tx.cases.last_resolved(conversation.id)
        if last is None or await tx.cases.rating(last.id) is not None:
            return conversation
        card = {"type": "rating", "case_id": str(last.id), "question": RATING_QUESTION}
        return await tell(tx, conversation, RATING_QUESTION, now, case_id=last.id, card=card)

    async def _signals(
        self, tx: Tx, work: TurnWork, result: TurnResult, case: Case | None, now: datetime
    ) -> None:
        for note in noted(result, has_case=case is not None):
            await tx.signals.add(
                Signal(
                    id=uuid4(),
                    conversation_id=work.conversation.id,
                    message_id=note.understanding.message_id,
                    turn_id=work.turn_id,
                    decision=note.understanding.decision.value,
                    codes=note.understanding.codes,
                    data=note.understanding.data.get("escalation") or {},
                    at=now,
                    case_id=case.id if case else None,
                    no_case_reason=note.no_case_reason,
                )
            )
