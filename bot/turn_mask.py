"""Secrets that a customer typed because the bot asked for them (directive mask_message, docs/contracts.md section 2).
Pure.

An action names spans of the text it heard. Fragments understood as one were heard joined, so the spans are brought
back to the single messages; and nothing that the bot gives back (state, understanding) keeps what stood there.
EscalationPolicy remembers texts with numbers folded to 0, so its memory needs no cleaning.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bot.problems import ActionMisbehaved
from bot.turn_plan import Group, own_span

MASK = "mask_message"
COVER = "•"

Span = tuple[int, int]


def spans_of(directive: Mapping[str, Any]) -> list[Span]:
    """Raises ActionMisbehaved for anything but pairs of whole numbers in order."""
    raw = directive.get("spans")
    if not isinstance(raw, list) or not raw or not isinstance(directive.get("message_id"), str):
        raise ActionMisbehaved("An action asked to mask a message without naming it or the spans.")
    spans = [tuple(pair) for pair in raw if isinstance(pair, (list, tuple)) and len(pair) == 2]
    whole = all(type(n) is int and n >= 0 for span in spans for n in span)
    if len(spans) != len(raw) or not whole or any(start >= end for start, end in spans):
        raise ActionMisbehaved("An action asked to mask a span that is none.")
    return [(start, end) for start, end in spans]


def covered(text: str, spans: Sequence[Span]) -> str:
    """The text with every character of the spans replaced; same length."""
    characters = list(text)
    for start, end in spans:
        characters[start:end] = COVER * len(characters[start:end])
    return "".join(characters)


def placed(
    spans: Sequence[Span], group: Group, texts: Sequence[str], ids: Sequence[str]
) -> list[dict[str, Any]]:
    """The directives for the single messages of a group; spans outside of the text are dropped."""
    by_message: dict[int, list[Span]] = {}
    for start, end in spans:
        for low, high in _pieces(start, end, group, texts):
            found = own_span(group, texts, low, high)
            if found is not None:
                by_message.setdefault(found[0], []).append((found[1], found[2]))
    return [
        {"type": MASK, "message_id": ids[index], "spans": [list(span) for span in found]}
        for index, found in sorted(by_message.items())
    ]


def _pieces(start: int, end: int, group: Group, texts: Sequence[str]) -> list[Span]:
    """A span cut where one message ends and the next begins."""
    pieces, offset = [], 0
    for index in group.members:
        low, high = max(start, offset), min(end, offset + len(texts[index]))
        if low < high:
            pieces.append((low, high))
        offset += len(texts[index]) + 1
    return pieces


def without_secrets(
    rows: Sequence[dict[str, Any]], directives: Sequence[Mapping[str, Any]]
) -> list[dict[str, Any]]:
    """Understanding without the entities and evidence that quote a masked span."""
    secret = {d["message_id"]: spans_of(d) for d in directives if d["type"] == MASK}
    return [_cleaned(row, secret.get(row["message_id"], [])) for row in rows]


def _cleaned(row: dict[str, Any], spans: Sequence[Span]) -> dict[str, Any]:
    if not spans:
        return row
    evidence = [item for item in row["escalation"]["evidence"] if _outside(item, spans)]
    return {
        **row,
        "entities": [entity for entity in row["entities"] if _outside(entity, spans)],
        "escalation": {**row["escalation"], "evidence": evidence},
    }


def _outside(item: Mapping[str, Any], spans: Sequence[Span]) -> bool:
    return all(item["end"] <= start or item["start"] >= end for start, end in spans)
