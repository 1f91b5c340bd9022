"""Voices are recorded in the transaction of what raised them: a turn, what was overheard, a silent exit."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from handoff.domain.case import Case
from handoff.domain.conversation import Conversation, Message
from handoff.domain.requests import noted_requests
from handoff.domain.turn import TurnResult
from handoff.domain.voices import (
    REQUESTS,
    Voice,
    VoiceKind,
    emotion_level,
    intent_of,
    is_announcement,
    kinds_of,
    product_of,
    quote_of,
    severity_of,
    topic_of,
    words_of_request,
)
from handoff.ports import Tx

#: How far back in a conversation the words of a request are looked for, in messages of all sides.
_LOOK_BACK = 40


async def hear_turn(
    tx: Tx, conversation: Conversation, result: TurnResult, case: Case | None, now: datetime
) -> None:
    """Whatever was complained of, disputed or suggested in the turn's messages, which are stored by now, with
    their secrets masked."""
    intents = [name for u in result.understanding if (name := intent_of(u.data))]
    for understood in result.understanding:
        kinds = kinds_of(understood)
        if not kinds:
            continue
        message = await tx.messages.get(understood.message_id)
        for kind in kinds:
            if not is_announcement(kind, message):
                data, codes = understood.data, understood.codes
                heard = Heard(kind, message, data, codes, intents, result.slots)
                await _hear(tx, _voice(conversation, heard, case, now))
    await _hear_requests(tx, conversation, result, case, now)


async def _hear_requests(
    tx: Tx, conversation: Conversation, result: TurnResult, case: Case | None, now: datetime
) -> None:
    """What was registered at the insurer in this turn, in the customer's own words."""
    requests = [r for r in noted_requests(result) if r.kind in REQUESTS]
    if not requests:
        return
    case = case or await tx.cases.open_brief(conversation.id)
    since = max(0, conversation.last_user_seq - _LOOK_BACK)
    written = await tx.messages.unprocessed(conversation.id, since, _LOOK_BACK)
    for request in requests:
        message = words_of_request(request.kind, written)
        if message is not None:
            intents = [intent_of(message.understanding)]
            heard = Heard(
                REQUESTS[request.kind], message, message.understanding or {}, (), intents, result.slots
            )
            await _hear(tx, _voice(conversation, heard, case, now))


async def hear_silence(tx: Tx, conversation: Conversation, last: Message, now: datetime) -> UUID | None:
    """A customer left unhappy; `last`: his last words. The new voice, None when it was heard before."""
    voice = Voice(
        id=uuid4(),
        conversation_id=conversation.id,
        kind=VoiceKind.SILENT_EXIT,
        topic=topic_of((), [intent_of(last.understanding)]),
        channel=conversation.channel,
        severity=severity_of(None, emotion_level(last.understanding)),
        quote=quote_of(last.spoken),
        heard_at=now,
        message_id=last.id,
        product=product_of(last.understanding, {}),
    )
    return voice.id if await _hear(tx, voice) else None


@dataclass(frozen=True)
class Heard:
    """One message and what it is; `data`: its understanding, `intents` of its whole turn."""

    kind: VoiceKind
    message: Message
    data: dict[str, Any]
    codes: Sequence[str]
    intents: Sequence[str]
    slots: dict[str, Any]


def _voice(conversation: Conversation, heard: Heard, case: Case | None, now: datetime) -> Voice:
    kind, message = heard.kind, heard.message
    suggestion = kind is VoiceKind.SUGGESTION
    codes = () if suggestion else (*heard.codes, *(case.codes if case else ()))
    names = [n for n in heard.intents if n != "give_suggestion"]
    return Voice(
        id=uuid4(),
        conversation_id=conversation.id,
        kind=kind,
        topic=topic_of(codes, names),
        channel=conversation.channel,
        severity=severity_of(case.priority if case and not suggestion else None, emotion_level(heard.data)),
        quote=quote_of(message.spoken),
        heard_at=now,
        case_id=case.id if case and not suggestion else None,
        message_id=message.id,
        product=product_of(heard.data, heard.slots),
    )


async def _hear(tx: Tx, voice: Voice) -> bool:
    """Whether it is new."""
    new = await tx.voices.hear(voice)
    if new:
        await tx.events.publish(
            "voice_heard",
            voice.heard_at,
            case_id=voice.case_id,
            conversation_id=voice.conversation_id,
            data={"voice_id": str(voice.id), "kind": voice.kind.value, "topic": voice.topic},
        )
    return new
