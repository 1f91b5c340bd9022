"""The project's FAQ pairs and finding one for a message: retrieval, the intents understood, and how sure the find is."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np

from bot.components.intent_model import Reader
from bot.faq_retrieval import Retriever, default_synonyms
from bot.knowledge import DEFAULT_PATH, read_yaml

FAQ_FILE, SYNONYMS_FILE = "faq.yml", "synonyms.yml"
#: Pairs that the understood intent may still move up.
LOOKED_AT = 12
#: What full agreement of the understood intent with a pair's intent adds to its score: little, the margins know more.
INTENT_WEIGHT = 0.05
#: Logistic regression of "the best pair is the right one" on the `asks` of faq.yml, each asked while not indexed, and on
#: 600 messages of intents that no pair has: weights of the best score and of its lead over the next pair, intercept.
_SURE = (11.8, 10.2, -6.5)


class FaqFileError(Exception):
    """faq.yml cannot be used; the message names the entry."""


@dataclass(frozen=True)
class FaqPair:
    """An entry of faq.yml. `asks`: other wordings of the question, searched like it."""

    key: str
    question: str
    answer: str
    intent: str
    source: str
    asks: tuple[str, ...] = ()
    confirm: bool = False


@dataclass(frozen=True)
class FaqMatch:
    """`confidence`: chance that the pair is what was asked, in front of queries that may have none."""

    key: str
    question: str
    intent: str
    score: float
    confidence: float

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)


def read_pairs(folder: Path = DEFAULT_PATH) -> list[FaqPair]:
    """Raises FaqFileError, FileNotFoundError, yaml.YAMLError."""
    pairs: dict[str, FaqPair] = {}
    for number, entry in enumerate(read_yaml(folder / FAQ_FILE) or (), start=1):
        try:
            pair = FaqPair(**{**entry, "asks": tuple(entry.get("asks", ()))})
        except (TypeError, AttributeError) as error:
            raise FaqFileError(f"{FAQ_FILE}, entry no. {number}: {error}") from error
        if pair.key in pairs:
            raise FaqFileError(f"{FAQ_FILE}, entry {pair.key}: defined twice")
        pairs[pair.key] = pair
    return list(pairs.values())


class FaqIndex:
    """Built from pairs, never changed."""

    def __init__(self, pairs: Sequence[FaqPair], folder: Path = DEFAULT_PATH) -> None:
        self.pairs = {pair.key: pair for pair in pairs}
        wordings = [(owner, text) for owner, pair in enumerate(pairs) for text in (pair.question, *pair.asks)]
        self._owners = [pairs[owner] for owner, _ in wordings]
        self._retriever = Retriever.build(
            [text for _, text in wordings],
            [pair.answer for pair in pairs],
            owners=[owner for owner, _ in wordings],
            synonyms=default_synonyms(folder),
        )

    def understand(self, reader: Reader) -> None:
        """From now on the intent classifier's opinion of the pairs counts too; the same reader again changes nothing."""
        self._retriever.understand(reader, familiarity=1.0)

    def find(
        self, text: str, chances: Mapping[str, float], top: int = 3, margins: np.ndarray | None = None
    ) -> list[FaqMatch]:
        """Best first. `chances`: intent -> confidence of the classifier, as far as known; `margins`: its margins."""
        scores: dict[str, float] = {}
        for number, score in self._retriever.rank(text, top=LOOKED_AT, margins=margins):
            pair = self._owners[number]
            scores[pair.key] = score + INTENT_WEIGHT * chances.get(pair.intent, 0.0)
        best = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
        found = []
        for place, (key, score) in enumerate(best[:top]):
            rival = best[1 if place == 0 else 0][1] if len(best) > 1 else 0.0
            pair = self.pairs[key]
            sure = confidence(score, score - rival)
            found.append(FaqMatch(key, pair.question, pair.intent, round(score, 4), round(sure, 4)))
        return found


def confidence(score: float, lead: float) -> float:
    """`lead` over the best other pair (negative behind it)."""
    by_score, by_lead, base = _SURE
    return 1 / (1 + math.exp(-(by_score * score + by_lead * lead + base)))
