"""The customer's last question, answered from knowledge: documents, a term, the claim's progress, a prepared answer,
a stored question. Pure."""

from collections.abc import Iterator, Mapping
from typing import Any

from handoff.domain.drafts import Asked, Draft, Situation
from handoff.domain.text_pieces import bigrams, likeness
from insurer.knowledge import INDUSTRY_PRACTICE, Knowledge

_LOOKED_AT = 4
#: Share of common character pairs from which a stored question counts as the same.
_SAME = 0.5
_CONFIRM = "（以承保公司确认为准）"
_DISCLAIMER = "以您的保单条款和承保公司清单为准。"
_PROGRESS = frozenset(
    {"ask_claim_status", "ask_claim_eta", "urge_claim", "ask_claim_step_meaning", "ask_payment_arrival"}
)
_KINDS = {
    INDUSTRY_PRACTICE: "行业通行做法",
    "law": "法律规定",
    "judicial interpretation": "司法解释",
    "regulation": "监管规定",
    "industry standard": "行业规范",
}
_WHICH_DOCUMENTS = "ask_docs_"
#: Not questions, or not for a prepared answer.
_NO_ANSWER = frozenset(
    {"greet", "thanks_praise", "bot_identity", "unclear_input", "out_of_scope", "explain_term"}
)


class Answers:
    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._questions = [
            (bigrams(words), pair) for pair in knowledge.faq.values() for words in (pair.question, *pair.asks)
        ]

    def to_last_question(self, situation: Situation, told: str) -> Iterator[Draft]:
        """Of the newest message that knowledge has something to say to which is not `told` already."""
        for asked in situation.asked[:_LOOKED_AT]:
            found = self._to(asked, situation.package)
            answer = next((d for d in found if not told or told not in d.text), None)
            if answer is not None:
                yield answer
                return

    def _to(self, asked: Asked, package: Mapping[str, Any]) -> Iterator[Draft]:
        timeline = package.get("timeline")
        timeline = timeline if isinstance(timeline, Mapping) else {}
        yield from self._document(asked)
        yield from self._term(asked)
        if (asked.intent or "").startswith(_WHICH_DOCUMENTS):
            yield from self._checklist(asked, str(timeline.get("claim_type") or ""))
        if asked.intent in _PROGRESS and timeline.get("headline"):
            words = f"{timeline['headline']}{timeline.get('next_action') or ''}"
            yield Draft(words, f"理赔 {timeline.get('claim_no')} 的进度")
            return
        yield from self._stored(asked)
        yield from self._prepared(asked)

    def _document(self, asked: Asked) -> Iterator[Draft]:
        for code in _values(asked, "document_type"):
            document = self._knowledge.documents.get(code)
            if document is not None:
                instead = f"没有的话：{document.alternatives.rstrip('。')}。" if document.alternatives else ""
                words = f"{document.name}由{document.issuer.rstrip('。')}出，{document.form.rstrip('。')}。{instead}"
                words += f"容易出错的地方：{document.mistakes.rstrip('。')}。" if document.mistakes else ""
                yield Draft(
                    words + (_CONFIRM if document.confirm else ""),
                    f"材料 {code}（{named(document.source)}）",
                )

    def _term(self, asked: Asked) -> Iterator[Draft]:
        for key in _values(asked, "term"):
            term = self._knowledge.terms.get(key)
            if term is not None:
                words = f"「{term.term}」说的是：{term.plain.rstrip('。')}。比如，{term.example}"
                basis = term.basis or named(term.source)
                yield Draft(words + (_CONFIRM if term.confirm else ""), f"名词「{term.term}」（{basis}）")

    def _checklist(self, asked: Asked, claimed: str) -> Iterator[Draft]:
        for code in (*_values(asked, "claim_type"), claimed):
            kind = self._knowledge.claim_types.get(code)
            if kind is not None:
                needed = "、".join(self._group(group) for group in kind.required)
                words = f"{kind.name}一般要：{needed}。{kind.tip}{_DISCLAIMER}"
                yield Draft(words, f"{kind.name}材料清单（{named(kind.source)}）")

    def _group(self, codes: tuple[str, ...]) -> str:
        return "或".join(self._knowledge.documents[code].name for code in codes)

    def _stored(self, asked: Asked) -> Iterator[Draft]:
        said = bigrams(asked.text[:200])
        best = max(self._questions, key=lambda q: likeness(said, q[0]), default=None)
        if best is not None and likeness(said, best[0]) >= _SAME:
            pair = best[1]
            words = pair.answer + (_CONFIRM if pair.confirm else "")
            yield Draft(words, f"常见问题「{pair.question}」（{named(pair.source)}）")

    def _prepared(self, asked: Asked) -> Iterator[Draft]:
        answer = self._knowledge.answers.get(asked.intent or "")
        if answer is not None and asked.intent not in _NO_ANSWER:
            yield Draft(
                answer.text + (_CONFIRM if answer.confirm else ""), f"标准答复（{named(answer.source)}）"
            )


def _values(asked: Asked, entity: str) -> tuple[str, ...]:
    return tuple(value for name, value in asked.entities if name == entity)


def named(source: str) -> str:
    """A source as a butler reads it."""
    return _KINDS.get(source, source)
