"""What a handoff package is made from, read inside the caller's transaction."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from handoff.domain.case import Case
from handoff.domain.context import Dossier, Handoff
from handoff.domain.conversation import Conversation
from handoff.domain.rulebook import Rulebook
from handoff.ports import Tx
from handoff.service.promise_ledger import promises_told

#: Messages looked at: the latest. However long a conversation is, a package takes the same time.
_TRANSCRIPT = 120
_EARLIER = 5


@dataclass(frozen=True)
class Material:
    """What goes into the frozen context besides what the database knows. `law`: with it the limits that run for the
    dossier's claims get their clocks."""

    dossier: Dossier
    slots: dict[str, Any] = field(default_factory=dict)
    understanding: dict[str, dict[str, Any]] = field(default_factory=dict)
    law: Rulebook | None = None


async def handoff_of(tx: Tx, case: Case, conversation: Conversation, material: Material) -> Handoff:
    rows = await tx.messages.transcript(conversation.id, 0, conversation.next_seq, _TRANSCRIPT)
    called = await tx.waiting.callback_of(case.id)
    return Handoff(
        case=case,
        conversation=conversation,
        transcript=[row.message for row in rows],
        dossier=material.dossier,
        clocks=await tx.clocks.of_case(case.id),
        earlier=await tx.cases.earlier(conversation.id, _EARLIER),
        slots=material.slots,
        understanding=material.understanding,
        hours=(await tx.desk_settings.current()).hours,
        callback=(called.from_at, called.until_at) if called else None,
        promised=await promises_told(tx, conversation.id),
    )


async def handoff_now(tx: Tx, case: Case, conversation: Conversation) -> Handoff:
    """Of a stored case, without the insurer's facts. The claim it was about when it was frozen is remembered;
    a stored package of another shape counts as empty."""
    kept = case.context if isinstance(case.context, Mapping) else {}
    slots = kept.get("slots")
    slots = dict(slots) if isinstance(slots, Mapping) else {}
    if isinstance(kept.get("claim_no"), str):
        slots.setdefault("claim_no", kept["claim_no"])
    return await handoff_of(tx, case, conversation, Material(Dossier(available=False), slots))
