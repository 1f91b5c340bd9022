"""Which of a customer's claims a dialogue is about, and the parts of the package that hang on it. Pure.

Looked for from the newest message back: a claim number or its end that the customer wrote, a progress card the bot
showed, the kind of claim or the product spoken of. Then what the bot remembers, then what the trigger codes
suggest; only then the one still open."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from handoff.domain.conversation import Author, Message
from handoff.domain.text_pieces import bigrams, likeness

_LOOKED_AT = 60
_CLAUSES = 5
_TAIL = re.compile(r"(?:尾号|末尾|最后(?:几位|四位)?)\s*(?:是|为)?\s*([0-9A-Za-z]{3,8})")
_NUMBERS = re.compile(r"[0-9A-Za-z]{6,40}")
#: Headings of what a product pays for, for want of anything nearer.
_COVER = re.compile(r"医疗|身故|伤残|疾病|保险金|赔付|免赔")
_REFUSED = frozenset({"DECISION_REJECTED", "REJECT_CLOSED"})

type Claim = Mapping[str, Any]
type Parsed = Mapping[str, Mapping[str, Any]]


def claim_in_question(
    claims: Sequence[Claim],
    transcript: Sequence[Message],
    parsed: Parsed,
    slots: Mapping[str, Any],
    codes: Iterable[str] = (),
) -> Claim | None:
    """`claims` newest first; `parsed`: understanding by message id. None when there is no claim at all."""
    own = [c for c in claims if isinstance(c.get("claim_no"), str)]
    if not own:
        return None
    for message in reversed(transcript[-_LOOKED_AT:]):
        found = _shown(message, own) if message.author is Author.BOT else _named(message, own, parsed)
        if found is not None:
            return found
    return _remembered(slots, own) or _suggested(frozenset(codes), own) or _leading(own)


def _shown(message: Message, own: Sequence[Claim]) -> Claim | None:
    card = message.body.get("card") if isinstance(message.body, Mapping) else None
    number = card.get("claim_no") if isinstance(card, Mapping) else None
    return next((c for c in own if c["claim_no"] == number), None)


def _named(message: Message, own: Sequence[Claim], parsed: Parsed) -> Claim | None:
    if message.author is not Author.USER:
        return None
    text = message.text[:2000]
    written = {number.upper() for number in _NUMBERS.findall(text)}
    tails = tuple(end.upper() for end in _TAIL.findall(text))
    for claim in own:
        number = claim["claim_no"].upper()
        if number in written or (tails and number.endswith(tails)):
            return claim
    data = parsed.get(str(message.id)) or message.understanding or {}
    found = data.get("entities") if isinstance(data, Mapping) else None
    entities = [e for e in found if isinstance(e, Mapping)] if isinstance(found, list) else []
    kinds = {str(e.get("value")) for e in entities if e.get("entity") == "claim_type"}
    of_kind = [c for c in own if c.get("claim_type") in kinds]
    return _leading(of_kind) if of_kind else _of_product(text, own)


def _of_product(text: str, own: Sequence[Claim]) -> Claim | None:
    named = [c for c in own if (name := str(c.get("product_name") or "").split("（")[0]) and name in text]
    return _leading(named) if named else None


def _remembered(slots: Mapping[str, Any], own: Sequence[Claim]) -> Claim | None:
    number = str(slots.get("claim_no") or "").upper()
    for claim in own:
        if claim["claim_no"].upper() == number:
            return claim
    of_kind = [c for c in own if c.get("claim_type") == slots.get("claim_type")]
    return _leading(of_kind) if of_kind else None


def _suggested(codes: frozenset[str], own: Sequence[Claim]) -> Claim | None:
    """A dispute about a refusal is about what was refused, and so on."""
    tests: dict[str, Callable[[Claim], bool]] = {
        "E04": lambda c: c.get("state_code") in _REFUSED,
        "E05": lambda c: c.get("amount_approved") is not None,
        "E08": lambda c: bool(c.get("missing_documents")),
    }
    for code, fits in tests.items():
        fitting = [c for c in own if code in codes and fits(c)]
        if fitting:
            return fitting[0]
    return None


def _leading(own: Sequence[Claim]) -> Claim:
    return next((c for c in own if not c.get("payment")), own[0])


def clauses_for(
    clauses: Sequence[Mapping[str, Any]], claim: Claim | None, kind: str, said: str
) -> list[dict[str, Any]]:
    """Clause texts a butler will want: those the claim cites, those whose heading was spoken of, those about its
    kind. `kind` in words (住院医疗), `said`: the customer's words."""
    number = claim.get("claim_no") if claim else None
    product = claim.get("product_name") if claim else None
    wanted = bigrams(kind)

    def rank(clause: Mapping[str, Any]) -> float:
        if number is not None and clause.get("claim_no") == number:
            return 3.0
        mine = product is None or clause.get("product_name") == product
        heading = str(clause.get("title") or "")
        if not mine or not heading:
            return 0.0
        if heading in said:
            return 2.0
        return max(likeness(bigrams(heading), wanted), 0.31 if _COVER.search(heading) else 0.0)

    ranked = sorted(((rank(c), -n, c) for n, c in enumerate(clauses)), key=lambda r: r[:2], reverse=True)
    return [dict(clause) for weight, _, clause in ranked if weight > 0.3][:_CLAUSES]
