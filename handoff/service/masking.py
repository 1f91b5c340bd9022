"""What the bot calls a secret is blacked out in the stored message, in the same transaction that stores what
was understood from it: nothing that is kept, shown or sent on later has it."""

from collections.abc import Sequence
from dataclasses import replace

import structlog

from handoff.domain.blackout import Span, mask, mask_evidence, mask_understanding, secrets_of, without
from handoff.domain.conversation import Message
from handoff.domain.turn import Directive, DirectiveType, TurnResult, Understanding
from handoff.ports import Tx

log = structlog.get_logger(__name__)


async def mask_secrets(tx: Tx, messages: Sequence[Message], result: TurnResult) -> TurnResult:
    """Rewords the messages and takes the same spans out of the result. A span of a message that is not of
    this turn is ignored."""
    spans = _spans(result)
    for message in messages:
        if message.id in spans:
            await tx.messages.reword(message.id, mask(message.text, spans[message.id]))
            log.info("message_masked", message_id=str(message.id), spans=len(spans[message.id]))
    if not spans:
        return result
    secrets = [s for m in messages if m.id in spans for s in secrets_of(m.text, spans[m.id])]
    return replace(
        result,
        understanding=tuple(
            _understanding(u, spans.get(u.message_id, []), secrets) for u in result.understanding
        ),
        directives=tuple(_directive(d, spans, secrets) for d in result.directives),
        slots=without(result.slots, secrets),
    )


def _spans(result: TurnResult) -> dict[object, list[Span]]:
    found: dict[object, list[Span]] = {}
    for directive in result.directives:
        if directive.type is DirectiveType.MASK_MESSAGE:
            found.setdefault(directive.message_id, []).extend(directive.spans)
    return found


def _understanding(understood: Understanding, spans: list[Span], secrets: list[str]) -> Understanding:
    data = without(mask_understanding(understood.data, spans), secrets)
    return replace(understood, data=data, reason=without(understood.reason, secrets))


def _directive(directive: Directive, spans: dict[object, list[Span]], secrets: list[str]) -> Directive:
    evidence = directive.evidence
    for message_id, masked in spans.items():
        evidence = mask_evidence(evidence, str(message_id), masked)
    return replace(
        directive,
        evidence=without(evidence, secrets),
        reason=without(directive.reason, secrets),
        summary=without(directive.summary, secrets),
        goal=without(directive.goal, secrets),
    )
