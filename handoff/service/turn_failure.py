"""The bot could not answer: try again for a while, then say so honestly and ask a person to look. Nothing
is given up."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from handoff.domain.context import Dossier
from handoff.domain.conversation import Conversation
from handoff.domain.delivery import back_off
from handoff.domain.escalation import bot_unavailable_request
from handoff.domain.redaction import redact
from handoff.domain.rulebook import Rulebook
from handoff.domain.words import BOT_DOWN, promise
from handoff.ports import Clockwork, Insurer, Store, Tx
from handoff.service.case_clocks import due_of
from handoff.service.opening import Material, freeze_context, open_or_join
from handoff.service.promise_ledger import note_opening_promise
from handoff.service.speaking import tell
from handoff.service.turn_result import still_ours
from handoff.service.turn_work import TurnWork

log = structlog.get_logger(__name__)

#: Longest wait between attempts in seconds: within the turn's deadline, and after the customer has been told.
_SOON, _LATER = 8.0, 30.0


@dataclass(frozen=True)
class TurnFailures:
    """`deadline`: how long after its arrival a message is retried before the customer is told."""

    store: Store
    clock: Clockwork
    insurer: Insurer
    deadline: timedelta
    law: Rulebook

    async def note(self, work: TurnWork, *, hopeless: bool) -> bool:
        """Puts the turn off. `hopeless`: the bot refuses this very request, so waiting for the deadline is no
        use. True when the customer has been told now. Raises LeaseLost, FloorChanged."""
        late = hopeless or self.clock.now() >= work.arrived_at + self.deadline
        dossier = None
        if late and work.request.facts["open_case"] is None:
            dossier = await self.insurer.dossier(
                work.conversation.customer_ref, self.clock.now(), work.correlation_id
            )
        now = self.clock.now()
        async with self.store.begin() as tx:
            conversation = await still_ours(tx, work)
            told = late and await tx.cases.open_of(conversation.id) is None
            if told:
                conversation = await self._tell(tx, conversation, work, dossier, now)
            wait = back_off(conversation.attempts + 1, cap=_LATER if late else _SOON)
            await tx.conversations.save(conversation.put_off(now + timedelta(seconds=wait)))
        return told

    async def drop_opening(self, work: TurnWork) -> None:
        """A first screen that could not be had: the customer simply sees the plain greeting. Raises LeaseLost,
        FloorChanged."""
        async with self.store.begin() as tx:
            conversation = await still_ours(tx, work)
            await tx.conversations.save(conversation.answered(work.last_seq, self.clock.now()))

    async def _tell(
        self, tx: Tx, conversation: Conversation, work: TurnWork, dossier: Dossier | None, now: datetime
    ) -> Conversation:
        """One message and one case per outage; the floor stays with the bot until somebody claims the
        case."""
        outage = await tx.cases.start_outage(now)
        request = bot_unavailable_request(len(work.messages), redact(work.messages[-1].spoken))
        material = Material(dossier or Dossier(available=False), law=self.law)
        case = await open_or_join(tx, conversation, request, material, now, outage_id=outage.id)
        words = promise(case.priority, await due_of(tx, case, now), work.desk, now)
        conversation = await tell(
            tx,
            conversation,
            BOT_DOWN.format(promise=words),
            now,
            case_id=case.id,
            correlation_id=work.correlation_id,
        )
        await tx.events.publish(
            "message_added", now, case_id=case.id, conversation_id=conversation.id, version=case.version
        )
        await note_opening_promise(tx, case, [words], now)
        await freeze_context(tx, case, conversation, material, now)
        log.warning("customer_told_bot_is_down", case=case.number, outage_id=str(outage.id))
        return conversation
