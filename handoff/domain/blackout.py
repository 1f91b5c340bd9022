"""Secrets that a customer typed into the chat (the end of an identity number): black dots instead, in the
text, and in everything that was understood from it."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

DOT = "•"
_QUOTABLE = 3

type Span = tuple[int, int]


def mask(text: str, spans: Iterable[Span]) -> str:
    """`spans`: code points, [start, end). What lies outside the text is ignored; a span that makes no sense
    masks nothing."""
    dots = list(text)
    for start, end in spans:
        for at in range(max(0, start), min(end, len(dots))):
            dots[at] = DOT
    return "".join(dots)


def mask_understanding(data: Mapping[str, Any], spans: Sequence[Span]) -> dict[str, Any]:
    """The understanding of the message with these spans: entities and evidence found there lose their words."""
    kept = dict(data)
    if isinstance(entities := kept.get("entities"), list):
        kept["entities"] = [_masked(e, spans, drop=("value",)) for e in entities]
    if isinstance(escalation := kept.get("escalation"), dict):
        evidence = [_masked(e, spans) for e in escalation.get("evidence") or []]
        kept["escalation"] = {**escalation, "evidence": evidence}
    return kept


def mask_evidence(
    evidence: Sequence[Mapping[str, Any]], message_id: str, spans: Sequence[Span]
) -> tuple[Any, ...]:
    """Evidence of a case, of which some may come from the message with these spans."""
    return tuple(_masked(e, spans) if e.get("message_id") == message_id else dict(e) for e in evidence)


def _masked(found: Any, spans: Sequence[Span], drop: tuple[str, ...] = ()) -> Any:
    if not isinstance(found, Mapping):
        return found
    start, end = found.get("start"), found.get("end")
    if not isinstance(start, int) or not isinstance(end, int):
        return dict(found)
    inside = [(a - start, b - start) for a, b in spans if a < end and start < b]
    if not inside:
        return dict(found)
    text = mask(str(found.get("text") or ""), inside)
    return {**found, "text": text, **dict.fromkeys(drop)}


def secrets_of(text: str, spans: Iterable[Span]) -> tuple[str, ...]:
    """The masked words themselves, to be found where they are quoted; too short ones would be found by chance."""
    found = {text[max(0, start) : end] for start, end in spans}
    return tuple(sorted((s for s in found if len(s.strip()) >= _QUOTABLE), key=len, reverse=True))


def without(value: Any, secrets: Sequence[str]) -> Any:
    """JSON data with dots for the secrets wherever they are quoted."""
    if isinstance(value, str):
        for secret in secrets:
            value = value.replace(secret, DOT * len(secret))
        return value
    if isinstance(value, Mapping):
        return {key: without(item, secrets) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(without(item, secrets) for item in value)
    return value
