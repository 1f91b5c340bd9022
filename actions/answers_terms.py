"""Replies about clause terms, and finding the term that a text means. Pure."""

from collections.abc import Sequence

from actions.answers import CONFIRM
from actions.reply import HUMAN, Outcome, Reply, buttons, card, text
from insurer.knowledge import Knowledge, Term

#: Intents that ask for one term without needing an entity.
TERM_OF_INTENT = {
    "explain_deductible": "deductible",
    "explain_waiting_period": "waiting_period",
    "explain_preexisting": "pre_existing",
    "explain_exclusion": "exclusion",
    "ask_hospital_scope": "hospital_scope",
    "ask_cooloff_rule": "cooling_off",
    "ask_renewal": "renewal",
    "ask_claim_deadline": "limitation_period",
    "ask_duplicate_reimburse": "indemnity_principle",
    "ask_investigation_reason": "investigation",
    "ask_non_disclosure_consequence": "duty_of_disclosure",
    "ask_health_disclosure": "health_declaration",
    "ask_social_insurance_scope": "nrdl",
    "ask_beneficiary_rule": "beneficiary",
}
_WELL_KNOWN = ("deductible", "waiting_period", "pre_existing")
_MOST = 2
#: A question about this term may be a cry for help (domain rule E09): care comes with the answer.
_SUICIDE = "suicide_clause"
_CARE = (
    "看到您问这一条，也想多问一句：您最近还好吗？心里难受的话，可以打 12356 心理援助热线；"
    "有危险马上打 110 或 120。也可以说「转人工」，我请真人来陪您聊。"
)


def key_of(terms: Sequence[Term]) -> str:
    """Names the answer that explains `terms`."""
    return "term:" + "+".join(term.key for term in terms)


def explained(terms: Sequence[Term], last_key: str | None) -> Outcome:
    """One or two term cards; the same question again gets another angle."""
    key = key_of(terms)
    slots = {"term": terms[0].key}
    care: tuple[Reply, ...] = (text(_CARE),) if any(t.key == _SUICIDE for t in terms) else ()
    if last_key == key:
        words = "\n".join(_other_angle(term) for term in terms)
        again = buttons(words + "\n还不清楚的话，请管家对着您的条款讲。", [HUMAN])
        return Outcome((again, *care), f"{key}:again", slots=slots)
    cards = tuple(card(_plain(term), _content(term)) for term in terms[:_MOST])
    return Outcome((*cards, *care), key, slots=slots)


def unknown_term(close: Sequence[Term]) -> Outcome:
    """Says honestly that there is no explanation, and offers the nearest ones."""
    words = "这个词我手头没有讲解，不想乱说。意思接近的有下面几个；也可以请管家对着您的条款给您讲。"
    choices = [(_name(term), f"{_name(term)}是什么意思") for term in close]
    return Outcome((buttons(words, [*choices, HUMAN]),), "term:unknown")


def find_terms(words: Sequence[str], asked: str, intent: str, knowledge: Knowledge) -> list[Term]:
    """Terms meant, at most two: by entity values (`words`: keys, names or other names), else by the intent,
    else by names found in the text `asked`."""
    named = [found for word in words if (found := _by_name(word, knowledge))]
    if named:
        return list(dict.fromkeys(named))[:_MOST]
    by_intent = knowledge.terms.get(TERM_OF_INTENT.get(intent, ""))
    if by_intent:
        return [by_intent]
    return _mentioned(asked, knowledge)[:_MOST]


def close_terms(asked: str, knowledge: Knowledge, limit: int = 3) -> list[Term]:
    """Terms that share most character pairs with the text; the well-known ones when none does."""
    pairs = _pairs(asked)
    scored = [(max(_overlap(pairs, name) for name in _names(t)), t) for t in knowledge.terms.values()]
    near = [t for score, t in sorted(scored, key=lambda item: -item[0]) if score > 0][:limit]
    return near or [knowledge.terms[key] for key in _WELL_KNOWN if key in knowledge.terms]


def _names(term: Term) -> list[str]:
    return [*term.term.split("/"), *term.asks]


def _name(term: Term) -> str:
    return term.term.split("/")[0]


def _by_name(word: str, knowledge: Knowledge) -> Term | None:
    if word in knowledge.terms:
        return knowledge.terms[word]
    return next((t for t in knowledge.terms.values() if word in _names(t)), None)


def _mentioned(asked: str, knowledge: Knowledge) -> list[Term]:
    """In the order of the text; of overlapping names the longest counts."""
    hits: list[tuple[int, int, Term]] = []
    for term in knowledge.terms.values():
        for name in _names(term):
            start = asked.find(name)
            if start >= 0 and len(name) > 1:
                hits.append((start, start + len(name), term))
    hits.sort(key=lambda hit: hit[0] - hit[1])
    chosen: list[tuple[int, int, Term]] = []
    for hit in hits:
        if all(hit[1] <= other[0] or hit[0] >= other[1] for other in chosen):
            chosen.append(hit)
    return list(dict.fromkeys(term for _, _, term in sorted(chosen, key=lambda hit: hit[0])))


def _pairs(words: str) -> set[str]:
    return {words[i : i + 2] for i in range(len(words) - 1)}


def _overlap(pairs: set[str], name: str) -> float:
    own = _pairs(name)
    return len(pairs & own) / len(own) if own else 0.0


def _content(term: Term) -> dict[str, str]:
    return {
        "type": "term",
        "key": term.key,
        "term": term.term,
        "plain": term.plain,
        "example": term.example,
        "misconception": term.misconception,
        "basis": term.basis,
    }


def _plain(term: Term) -> str:
    lines = [f"「{_name(term)}」：{term.plain}" + (CONFIRM if term.confirm else "")]
    if term.example:
        lines.append(f"比如：{term.example}")
    if term.misconception:
        lines.append(f"常见的误会：{term.misconception}")
    if term.basis:
        lines.append(f"依据：{term.basis}")
    return "\n".join(lines)


def _other_angle(term: Term) -> str:
    return f"换个角度说「{_name(term)}」，比如：{term.example}很多人会误会成：{term.misconception}"
