"""Utterances: groups of messages on their way from understanding to an answer, and how several become one. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.components.escalation_scoring import Assessment, merged
from bot.form_turns import HEARD_AS
from bot.small_words import LEAD_IN
from bot.turn_answer import Answered
from bot.turn_mask import Span
from bot.turn_plan import Group
from bot.turn_request import TurnRequest
from bot.turn_split import Part

FALLBACK = "nlu_fallback"


@dataclass
class Utterance:
    """A group of messages: what was understood and, later, decided and sent."""

    group: Group
    parse: dict[str, Any]
    #: The questions of one message, when it asks several.
    parts: list[Part] = field(default_factory=list)
    answered: Answered = field(default_factory=Answered)
    decision: dict[str, Any] = field(default_factory=dict)
    secrets: list[Span] = field(default_factory=list)


def for_dialogue(parse: Mapping[str, Any]) -> dict[str, Any]:
    """Below the confidence threshold the dialogue hears "not understood"; the report keeps the guess."""
    if HEARD_AS in parse:
        return {**parse, "intent": {"name": parse[HEARD_AS], "confidence": 1.0}}
    if parse["understood"]:
        return dict(parse)
    return {**parse, "intent": {"name": FALLBACK, "confidence": parse["intent"]["confidence"]}}


def without_noise(utterances: list[Utterance], alarm: bool) -> list[Utterance]:
    """What is worth an answer beside others: what was understood, each thing once, and no mere lead-in to it."""
    clear = [u for u in utterances if u.parse["understood"] or HEARD_AS in u.parse]
    asking = [u for u in clear if u.parse.get(HEARD_AS) != LEAD_IN]
    clear = asking or clear[-1:]
    if not clear:
        return [] if alarm else utterances[-1:]
    kept: dict[tuple[str, str], Utterance] = {}
    for utterance in clear:
        about = sorted(f"{e['entity']}={e['value']}" for e in utterance.parse["entities"])
        name = utterance.parse.get(HEARD_AS) or utterance.parse["intent"]["name"]
        kept.setdefault((name, "|".join(about)), utterance)
    return list(kept.values())


def joined(alarming: list[Utterance]) -> Utterance:
    """The most serious of several alarming utterances speaks for all of them."""
    spokesman = max(alarming, key=lambda u: float(u.decision.get("risk", 0.0)))
    whole = merged([Assessment.from_dict(u.parse["assessment"]) for u in alarming])
    spokesman.parse = {**spokesman.parse, "assessment": whole.as_dict()}
    spokesman.parts = []
    return spokesman


def only_once(utterances: Sequence[Utterance]) -> None:
    """Several dangerous messages of one turn get words once, those for the first."""
    spoken = [u.answered for u in utterances if u.answered.replies]
    for answered in spoken[1:]:
        answered.replies.clear()


def metadata_of(request: TurnRequest, correlation_id: str, message_id: str) -> dict[str, Any]:
    """What reaches the actions (docs/contracts.md section 3)."""
    return {
        "correlation_id": correlation_id,
        "conversation_id": request.conversation_id,
        "turn_id": request.turn_id,
        "message_id": message_id,
        "now": request.now_text,
        "user": dict(request.user),
        "facts": dict(request.facts),
        "mode": request.mode,
    }
