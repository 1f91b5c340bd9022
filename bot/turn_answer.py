"""The parts of a turn's answer: replies and directives as the actions sent them, understanding by message. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.problems import ActionMisbehaved
from bot.turn_mask import MASK, spans_of
from bot.turn_plan import Group
from bot.turn_request import TurnRequest

REPLY_KINDS = frozenset({"text", "buttons", "card"})
DIRECTIVES = frozenset({"open_case", "close_case", "ask_csat", "offer_human", "note_request", MASK})
_ENTITY_FIELDS = ("entity", "value", "text", "start", "end", "source")
_PRIORITIES = ("P0", "P1", "P2", "P3")


@dataclass
class Answered:
    replies: list[dict[str, Any]] = field(default_factory=list)
    directives: list[dict[str, Any]] = field(default_factory=list)


def collect(items: Sequence[Mapping[str, Any]]) -> Answered:
    """Sorts what the actions sent. Raises ActionMisbehaved for anything the contract does not know."""
    answered = Answered()
    for item in items:
        custom = item.get("custom")
        if custom is None:
            answered.replies.append(_plain_reply(item))
        elif isinstance(custom, Mapping) and isinstance(custom.get("reply"), Mapping):
            answered.replies.append(_reply(custom["reply"]))
        elif isinstance(custom, Mapping) and isinstance(custom.get("directive"), Mapping):
            answered.directives.append(_directive(custom["directive"]))
        else:
            raise ActionMisbehaved("An action sent something that is neither a reply nor a directive.")
    return answered


def _plain_reply(item: Mapping[str, Any]) -> dict[str, Any]:
    text = item.get("text")
    if not isinstance(text, str) or not text.strip():
        raise ActionMisbehaved("An action sent an empty reply.")
    buttons = item.get("buttons") or ()
    if not buttons:
        return {"kind": "text", "text": text}
    told = [
        {"title": str(b.get("title", "")), "say": str(b.get("payload") or b.get("title", ""))}
        for b in buttons
    ]
    return {"kind": "buttons", "text": text, "buttons": told}


def _reply(reply: Mapping[str, Any]) -> dict[str, Any]:
    text = reply.get("text")
    if reply.get("kind") not in REPLY_KINDS or not isinstance(text, str) or not text.strip():
        raise ActionMisbehaved("An action sent a reply without a known kind or without a text.")
    return dict(reply)


def _directive(directive: Mapping[str, Any]) -> dict[str, Any]:
    if directive.get("type") not in DIRECTIVES:
        raise ActionMisbehaved("An action sent an unknown directive.")
    if directive["type"] == MASK:
        spans_of(directive)
    return dict(directive)


def merge_cases(directives: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """At most one open_case: codes and evidence of all, the strictest priority, the words of the first."""
    cases = [dict(d) for d in directives if d["type"] == "open_case"]
    others = list({str(d): dict(d) for d in directives if d["type"] != "open_case"}.values())
    if not cases:
        return others
    first = cases[0]
    first["codes"] = list(dict.fromkeys(code for case in cases for code in case.get("codes", ())))
    first["evidence"] = list({str(e): e for case in cases for e in case.get("evidence", ())}.values())
    first["priority"] = min((c.get("priority") or "P3" for c in cases), key=_rank)
    # Offering a person who is already called would be odd.
    return [first, *(d for d in others if d["type"] != "offer_human")]


def _rank(priority: str) -> int:
    return _PRIORITIES.index(priority) if priority in _PRIORITIES else len(_PRIORITIES)


def understanding(
    request: TurnRequest,
    parses: Sequence[Mapping[str, Any]],
    utterances: Sequence[tuple[Group, Mapping[str, Any], Mapping[str, Any]]],
) -> list[dict[str, Any]]:
    """What was understood of each message, in order; joined fragments carry the intent of the whole."""
    rows: dict[int, dict[str, Any]] = {}
    for group, whole, decision in utterances:
        for index in group.members:
            rows[index] = _row(request, index, parses[index], whole, decision, group)
    return [rows[index] for index in sorted(rows)]


def _row(
    request: TurnRequest,
    index: int,
    parse: Mapping[str, Any],
    whole: Mapping[str, Any],
    decision: Mapping[str, Any],
    group: Group,
) -> dict[str, Any]:
    message = request.messages[index]
    assessment = parse["assessment"]
    row: dict[str, Any] = {
        "message_id": message.id,
        "intent": _guess(whole["intent"]),
        "ranking": [_guess(guess) for guess in whole["intent_ranking"]],
        "entities": [{name: entity[name] for name in _ENTITY_FIELDS} for entity in parse["entities"]],
        "escalation": {
            "scores": assessment["scores"],
            "codes": list(decision.get("codes", ())),
            "decision": decision.get("decision", "answer"),
            "reason": decision.get("reason", ""),
            "evidence": [
                {key: value for key, value in item.items() if key != "message_id"}
                for item in assessment["evidence"]
            ],
            "emotion": assessment["emotion"],
            "about": assessment["about"],
        },
        "understood": bool(whole["understood"]),
    }
    if len(group.members) > 1:
        row["joined_with"] = [request.messages[i].id for i in group.members if i != index]
    return row


def _guess(guess: Mapping[str, Any]) -> dict[str, Any]:
    return {"name": guess["name"], "confidence": round(float(guess["confidence"]), 4)}
