"""A case is opened, or what is open is joined, inside the caller's transaction: case, clock, history,
event, frozen context."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

import structlog

from handoff.domain.case import Case, CaseRequest, open_case
from handoff.domain.clocks import Clock, ClockKind, response_due
from handoff.domain.context import Dossier, Handoff, freeze
from handoff.domain.conversation import Conversation
from handoff.domain.desk import CHINA
from handoff.domain.records import CaseEvent
from handoff.ports import Tx

log = structlog.get_logger(__name__)

_TRANSCRIPT = 40
_EARLIER = 5


@dataclass(frozen=True)
class Material:
    """What goes into the frozen context besides what the database knows."""

    dossier: Dossier
    slots: dict[str, Any] = field(default_factory=dict)
    understanding: dict[str, dict[str, Any]] = field(default_factory=dict)


async def open_or_join(
    tx: Tx,
    conversation: Conversation,
    request: CaseRequest,
    material: Material,
    now: datetime,
    *,
    outage_id: UUID | None = None,
) -> Case:
    """The conversation's open case after this escalation. The caller locks the conversation, moves the floor,
    stores what is said, and then freezes the context."""
    found = await tx.cases.open_of(conversation.id)
    if found is None:
        return await _open(tx, conversation, request, material.dossier, now, outage_id)
    return await _join(tx, found, request, now)


async def _open(
    tx: Tx,
    conversation: Conversation,
    request: CaseRequest,
    dossier: Dossier,
    now: datetime,
    outage_id: UUID | None,
) -> Case:
    number = await tx.cases.next_number(now.astimezone(CHINA).date())
    username = dossier.butler_username or conversation.butler_username
    dedicated = await tx.accounts.by_username(username) if username else None
    case = replace(
        open_case(uuid4(), number, conversation.id, request, now),
        dedicated_butler_id=dedicated.user.id if dedicated else None,
        outage_id=outage_id,
    )
    await tx.cases.insert(case)
    due_at = response_due(case.priority, now)
    await tx.clocks.start(Clock(uuid4(), case.id, ClockKind.FIRST_RESPONSE, now, due_at))
    await tx.cases.add_event(CaseEvent(case.id, "opened", now, detail=case.reason))
    await tx.events.publish(
        "case_opened", now, case_id=case.id, conversation_id=conversation.id, version=case.version
    )
    log.info("case_opened", case=number, codes=case.codes, priority=case.priority.value)
    return case


async def _join(tx: Tx, found: Case, request: CaseRequest, now: datetime) -> Case:
    case = found.escalated_again(request)
    await tx.cases.save(case)
    if case.priority < found.priority:
        for clock in await tx.clocks.of_case(case.id):
            if clock.running:
                await tx.clocks.save(clock.hurried(case.priority, now))
    await tx.cases.add_event(CaseEvent(case.id, "merged", now, detail=request.reason))
    await tx.events.publish(
        "case_changed", now, case_id=case.id, conversation_id=case.conversation_id, version=case.version
    )
    log.info("case_joined", case=case.number, codes=case.codes, priority=case.priority.value)
    return case


async def freeze_context(
    tx: Tx, case: Case, conversation: Conversation, material: Material, now: datetime
) -> Case:
    """The case with its context as of now, saved."""
    rows = await tx.messages.transcript(conversation.id, 0, conversation.next_seq, _TRANSCRIPT)
    handoff = Handoff(
        case=case,
        conversation=conversation,
        transcript=[row.message for row in rows],
        dossier=material.dossier,
        clocks=await tx.clocks.of_case(case.id),
        earlier=await tx.cases.earlier(conversation.id, _EARLIER),
        slots=material.slots,
        understanding=material.understanding,
    )
    frozen = replace(case, context=freeze(handoff, now))
    await tx.cases.save(frozen)
    return frozen


async def stop_clocks(tx: Tx, case_id: UUID, now: datetime) -> None:
    for clock in await tx.clocks.of_case(case_id):
        if clock.running:
            await tx.clocks.save(replace(clock, stopped_at=now))


async def record_move(
    tx: Tx,
    case: Case,
    kind: str,
    now: datetime,
    *,
    actor_id: UUID | None,
    actor: str | None,
    detail: str = "",
) -> None:
    """The case as saved, a line in its history, and news for the consoles."""
    await tx.cases.save(case)
    await tx.cases.add_event(CaseEvent(case.id, kind, now, actor_id, actor, detail))
    await tx.events.publish(
        "case_changed", now, case_id=case.id, conversation_id=case.conversation_id, version=case.version
    )
