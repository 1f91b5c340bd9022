"""Entities with normalised values: spaCy phrase matching over the knowledge files' wordings, in characters and in sounds,
and patterns for numbers (amounts, durations, claim and policy numbers).

Characters first; sounds catch what voice input and slips of the input method make of a word (主院 -> 住院), for
wordings long enough that equal sounds hardly happen by chance. Within one kind the longest match wins.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import spacy
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc

from bot.components.quantities import quantities
from bot.components.text import fold, has_han, syllables
from bot.knowledge import Wording

#: Sound matching needs that many characters; two-character words only for claim types, where slips are commonest.
_SHORTEST_BY_SOUND = {"claim_type": 2, "document_type": 3, "term": 3}
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
            key = f"{wording.entity}#{number}"
            self._values[key] = (wording.entity, wording.value)
            self._by_character.add(key, [self._characters(fold(wording.text))])
            if self._heard(wording):
                self._by_sound.add(key, [self._sounds(fold(wording.text))])
        self._known = known

    @staticmethod
    def _heard(wording: Wording) -> bool:
        shortest = _SHORTEST_BY_SOUND.get(wording.entity)
        return shortest is not None and len(wording.text) >= shortest and all(map(has_han, wording.text))

    def _characters(self, text: str) -> Doc:
        return Doc(self._nlp.vocab, words=list(text), spaces=[False] * len(text))

    def _sounds(self, text: str) -> Doc:
        sounds = syllables(text)
        return Doc(self._nlp.vocab, words=sounds, spaces=[False] * len(sounds))

    def find(self, text: str) -> list[Entity]:
        """In order of position; entities of different kinds may overlap, those of one kind never do."""
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
        found = _without_overlap([*exact, *heard])
        found += [
            Entity(q.entity, q.value, text[q.start : q.end], q.start, q.end, "pattern", _SURE)
            for q in quantities(folded)[:MOST]
        ]
        return sorted(found, key=lambda e: (e.start, e.end, e.entity))

    def _matches(
        self, matcher: PhraseMatcher, doc: Doc, text: str, source: str, confidence: float
    ) -> Iterable[Entity]:
        for match, start, end in matcher(doc):
            entity, value = self._values[self._nlp.vocab.strings[match]]
            yield Entity(entity, value, text[start:end], start, end, source, confidence)


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
