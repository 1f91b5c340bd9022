"""From rows to what the console is shown."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from handoff.domain.accounts import Principal, Role
from handoff.domain.case import OUTCOMES
from handoff.domain.clocks import Clock
from handoff.domain.context import Handoff, live
from handoff.domain.conversation import Conversation
from handoff.domain.delivery import OutboxStatus
from handoff.domain.masking import mask_ref
from handoff.domain.records import CaseEvent, CaseRow, Rating, TranscriptRow
from handoff.domain.rulebook import Rulebook
from handoff.domain.triggers import name_of
from handoff.domain.views import (
    CaseDetail,
    CaseEventView,
    CaseSummary,
    ConsoleMessage,
    Csat,
    CustomerLabel,
    DeliveryView,
    Named,
    Note,
)
from handoff.service.clock_views import clock_view

#: What a butler may choose; how the bot's own cases end is not his choice.
_CHOICES = tuple(Named(code, name) for code, name in OUTCOMES.items() if code != "answered_by_bot")
_EVIDENCE_SHOWN = 5


def summary_of(row: CaseRow) -> CaseSummary:
    case = row.case
    words = dict.fromkeys(str(e.get("text", "")) for e in case.evidence)
    return CaseSummary(
        id=case.id,
        number=case.number,
        status=case.status.value,
        priority=case.priority,
        codes=tuple(Named(code, name_of(code)) for code in case.codes),
        customer=CustomerLabel(row.display_name or "未登记的客户", mask_ref(row.customer_ref)),
        channel=row.channel,
        goal=case.goal,
        evidence_text=tuple(w for w in words if w)[:_EVIDENCE_SHOWN],
        butler=row.butler,
        dedicated_butler=row.dedicated_butler,
        opened_at=case.opened_at,
        waiting_since=case.waiting_since,
        first_response_due_at=row.first_response_due_at,
        last_message=row.last_message,
        unread=row.unread,
        version=case.version,
        tier=case.tier,
        snoozed_until=case.snoozed_until,
        reopened=case.reopened,
    )


def detail_of(
    row: CaseRow,
    conversation: Conversation,
    history: Sequence[tuple[int, CaseEvent]],
    clocks: Sequence[Clock],
    notes: Sequence[Note],
    rating: Rating | None,
    viewer: Principal,
    law: Rulebook,
) -> CaseDetail:
    """`live` holds the clocks only; what the insurer adds comes after the transaction (see `live_parts`)."""
    case = row.case
    return CaseDetail(
        summary_row=summary_of(row),
        conversation_id=case.conversation_id,
        floor=conversation.floor.value,
        floor_epoch=conversation.floor_epoch,
        summary=case.summary,
        reason=case.reason,
        evidence=case.evidence,
        context=case.context,
        live={},
        events=tuple(CaseEventView(i, e.kind, e.at, e.actor, e.detail) for i, e in history),
        clocks=tuple(clock_view(c, law) for c in clocks),
        notes=tuple(notes),
        outcome=case.outcome,
        outcome_reason=case.outcome_reason,
        resolved_at=case.resolved_at,
        csat=Csat(rating.score, rating.comment, rating.at) if rating else None,
        allowed=case.allowed_for(viewer.id, supervises=viewer.has(Role.SUPERVISOR)),
        outcomes=_CHOICES,
    )


def live_parts(handoff: Handoff, now: datetime, *, typing: bool) -> dict[str, Any]:
    return {**live(handoff, now), "customer_typing": typing, "as_of": now.isoformat()}


_DELIVERY = {
    OutboxStatus.PENDING: "pending",
    OutboxStatus.SENT: "sent",
    OutboxStatus.FAILED: "failed",
    OutboxStatus.UNKNOWN: "failed",
    OutboxStatus.SUPERSEDED: "superseded",
}


def console_message(row: TranscriptRow) -> ConsoleMessage:
    message = row.message
    return ConsoleMessage(
        id=message.id,
        seq=message.feed_seq,
        conversation_seq=message.seq,
        client_msg_id=message.client_msg_id,
        author=message.author.value,
        author_name=message.author_name,
        kind=message.kind,
        text=message.text,
        body=message.body,
        at=message.created_at,
        attachments=message.attachments,
        understanding=message.understanding,
        delivery=DeliveryView(_DELIVERY[row.delivery], row.reason) if row.delivery else None,
        model_id=message.model_id,
    )
