"""From the services' values to the wire models."""

from handoff.domain.conversation import Message
from handoff.domain.views import CaseDetail, CaseSummary, ChatMessage, ChatState, ConsoleMessage
from handoff.web.schemas import chat, clocks, console
from handoff.web.schemas.context import Context, Evidence, LiveContext, read_leniently
from handoff.web.schemas.reply import reply_of
from handoff.web.schemas.understanding import Understanding


def chat_message(view: ChatMessage) -> chat.ChatMessage:
    return chat.ChatMessage(
        id=view.id,
        seq=view.seq,
        client_msg_id=view.client_msg_id,
        author=view.author,
        author_name=view.author_name,
        kind=view.kind,
        text=view.text,
        body=reply_of(view.body, view.text),
        at=view.at,
        attachments=[chat.Attachment.model_validate(a) for a in view.attachments],
    )


def stored_chat_message(message: Message) -> chat.ChatMessage:
    """A message the customer has just sent, as its own screen shows it."""
    return chat.ChatMessage(
        id=message.id,
        seq=message.feed_seq or 0,
        client_msg_id=message.client_msg_id,
        author=message.author.value,
        author_name=message.author_name,
        kind=message.kind,
        text=message.text,
        body=reply_of(message.body, message.text),
        at=message.created_at,
        attachments=[chat.Attachment.model_validate(a) for a in message.attachments],
    )


def chat_state(view: ChatState) -> chat.ChatState:
    return chat.ChatState.model_validate(view)


def case_summary(view: CaseSummary) -> console.CaseSummary:
    return console.CaseSummary.model_validate(view)


def case_detail(view: CaseDetail) -> console.CaseDetail:
    row = console.CaseSummary.model_validate(view.summary_row)
    return console.CaseDetail(
        **{name: getattr(row, name) for name in console.CaseSummary.model_fields},
        conversation_id=view.conversation_id,
        floor=view.floor,
        floor_epoch=view.floor_epoch,
        summary=view.summary,
        reason=view.reason,
        evidence=[Evidence.model_validate(e) for e in view.evidence],
        context=read_leniently(Context, view.context),
        live=read_leniently(LiveContext, view.live),
        events=[console.CaseEvent.model_validate(e) for e in view.events],
        clocks=[clocks.Clock.model_validate(c) for c in view.clocks],
        notes=[console.Note.model_validate(n) for n in view.notes],
        outcome=view.outcome,
        outcome_reason=view.outcome_reason,
        resolved_at=view.resolved_at,
        csat=console.Csat.model_validate(view.csat) if view.csat else None,
        allowed=list(view.allowed),
        outcomes=[console.Named.model_validate(o) for o in view.outcomes],
    )


def console_message(view: ConsoleMessage) -> console.ConsoleMessage:
    return console.ConsoleMessage(
        id=view.id,
        seq=view.seq,
        conversation_seq=view.conversation_seq,
        client_msg_id=view.client_msg_id,
        author=view.author,
        author_name=view.author_name,
        kind=view.kind,
        text=view.text,
        body=reply_of(view.body, view.text),
        at=view.at,
        understanding=read_leniently(Understanding, view.understanding) if view.understanding else None,
        delivery=console.Delivery.model_validate(view.delivery) if view.delivery else None,
        model_id=view.model_id,
        attachments=[chat.Attachment.model_validate(a) for a in view.attachments],
    )
