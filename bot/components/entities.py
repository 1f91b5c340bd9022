"""Entities with normalised values: spaCy phrase matching over the wordings of data/knowledge and data/nlu/lookups, in
characters and in sounds, and patterns for what has a form: amounts, dates, durations, numbers, hospitals, identifiers.

Characters first; sounds catch what voice input and slips of the input method make of a word (主院 -> 住院), for
wordings long enough that equal sounds hardly happen by chance. Within one kind the longest match wins. A personal
identifier is reported masked, value and text, and its characters are nothing else.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

import spacy
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc

from bot.components.dates import dates
from bot.components.identifiers import Identifier, identifiers
from bot.components.names import names
from bot.components.quantities import quantities
from bot.components.quantity import Quantity
from bot.components.text import fold, has_han, syllables
from bot.knowledge import Wording

#: Sound matching needs that many characters. Shorter ones meet words of everyday speech (病是, 单是真): these few excepted.
_SHORTEST_BY_SOUND = {"claim_type": 3, "document_type": 4, "term": 3, "disease": 4}
_SHORT_BY_SOUND = frozenset({"住院", "门诊", "重疾", "轻症", "中症", "意外", "身故", "伤残", "车险", "津贴"})
#: Wordings of the knowledge files that customers ask a term by, but that name nothing within another sentence.
_TOO_GENERAL = frozenset(
    {
        "停了",
        "退了",
        "快递",
        "多少钱",
        "怎么报",
        "平台",
        "不要了",
        "退钱",
        "15天",
        "180天",
        "扣多少",
        "能赔多少",
        "扣费",
        "代理",
    }
)
_SURE, _BY_SOUND = 1.0, 0.75
#: Entities reported of one message; a pasted contract has hundreds.
MOST = 40


@dataclass(frozen=True)
class Entity:
    """[start, end) in code points of the message."""

    entity: str
    value: Any
    text: str
    start: int
    end: int
    source: str
    confidence: float

    def as_dict(self) -> dict[str, Any]:
        return {**asdict(self), "extractor": "KnowledgeEntityExtractor"}


class EntityFinder:
    def __init__(self, wordings: Sequence[Wording]) -> None:
        self._nlp = spacy.blank("zh")
        self._values: dict[str, tuple[str, str]] = {}
        self._by_character = PhraseMatcher(self._nlp.vocab)
        self._by_sound = PhraseMatcher(self._nlp.vocab)
        known = {fold(wording.text) for wording in wordings}
        for number, wording in enumerate(wordings):
            if wording.text in _TOO_GENERAL:
                continue
            key = f"{wording.entity}#{number}"
            self._values[key] = (wording.entity, wording.value)
            self._by_character.add(key, [self._characters(fold(wording.text))])
            if self._heard(wording):
                self._by_sound.add(key, [self._sounds(fold(wording.text))])
        self._known = known

    @staticmethod
    def _heard(wording: Wording) -> bool:
        shortest = _SHORTEST_BY_SOUND.get(wording.entity)
        long_enough = shortest is not None and len(wording.text) >= shortest
        return (long_enough or wording.text in _SHORT_BY_SOUND) and all(map(has_han, wording.text))

    def _characters(self, text: str) -> Doc:
        return Doc(self._nlp.vocab, words=list(text), spaces=[False] * len(text))

    def _sounds(self, text: str) -> Doc:
        sounds = syllables(text)
        return Doc(self._nlp.vocab, words=sounds, spaces=[False] * len(sounds))

    def find(self, text: str, today: date | None = None) -> list[Entity]:
        """In order of position; entities of different kinds may overlap, those of one kind never do.

        `today`: the day of the message in Shanghai; without it no dates are found.
        """
        if not text:
            return []
        folded = fold(text)
        exact = self._matches(self._by_character, self._characters(folded), text, "spacy_ruler", _SURE)
        sounds = self._sounds(folded)
        # A run of latin letters may come back as one sound; then the offsets would not be those of the text.
        heard = (
            self._matches(self._by_sound, sounds, text, "spacy_sounds", _BY_SOUND)
            if len(sounds) == len(text)
            else []
        )
        patterns = [_by_pattern(q, text) for q in names(folded)[:MOST]]
        found = _without_overlap([*exact, *heard, *patterns])
        measured = [*quantities(folded)[:MOST], *(dates(folded, today)[:MOST] if today else ())]
        secret = _identifiers(folded, measured)
        hidden = {place for item in secret for place in range(item.start, item.end)}
        found += [_by_pattern(q, text) for q in measured]
        open_ones = [item for item in found if hidden.isdisjoint(range(item.start, item.end))]
        masked = [_masked(item) for item in secret[:MOST]]
        return sorted([*open_ones, *masked], key=lambda e: (e.start, e.end, e.entity))

    def _matches(
        self, matcher: PhraseMatcher, doc: Doc, text: str, source: str, confidence: float
    ) -> Iterable[Entity]:
        for match, start, end in matcher(doc):
            entity, value = self._values[self._nlp.vocab.strings[match]]
            if entity == "relation" and (text[start - 1 : start] == "小" or text[end : end + 1] == "圈"):
                # 小姐姐 and 朋友圈 are nobody's relation
                continue
            yield Entity(entity, value, text[start:end], start, end, source, confidence)


#: Numbers with their name before them are what they are called; a checksum that happens to fit changes nothing.
_NAMED_NUMBERS = {"policy_no": "保单|合同", "claim_no": "案|赔", "tracking_no": "单|快递|顺丰"}
_NAME_WITHIN = 8


def _identifiers(folded: str, measured: Sequence[Quantity]) -> list[Identifier]:
    named = {place for q in measured if _is_named(folded, q) for place in range(q.start, q.end)}
    return [item for item in identifiers(folded) if named.isdisjoint(range(item.start, item.end))]


def _is_named(folded: str, quantity: Quantity) -> bool:
    words = _NAMED_NUMBERS.get(quantity.entity)
    before = folded[max(0, quantity.start - _NAME_WITHIN) : quantity.start]
    return words is not None and re.search(words, before) is not None


def _by_pattern(quantity: Quantity, text: str) -> Entity:
    q = quantity
    return Entity(q.entity, q.value, text[q.start : q.end], q.start, q.end, "pattern", _SURE)


def _masked(item: Identifier) -> Entity:
    certainty = _SURE if item.valid else _BY_SOUND
    return Entity(item.kind, item.masked, item.masked, item.start, item.end, "identifier", certainty)


def _without_overlap(found: Iterable[Entity]) -> list[Entity]:
    """Within a kind: exact before heard, then longest, then first; at most MOST of all kinds."""
    kept: list[Entity] = []
    taken: dict[str, set[int]] = defaultdict(set)
    for item in sorted(found, key=lambda e: (-e.confidence, e.start - e.end, e.start)):
        places = range(item.start, item.end)
        if taken[item.entity].isdisjoint(places):
            taken[item.entity].update(places)
            kept.append(item)
    return sorted(kept, key=lambda e: e.start)[:MOST]
