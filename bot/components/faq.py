"""The project's FAQ pairs and finding one for a message: retrieval, the intents understood, and how sure the find is."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from bot.faq_retrieval import Retriever, default_synonyms
from bot.knowledge import DEFAULT_PATH, read_yaml

FAQ_FILE, SYNONYMS_FILE = "faq.yml", "synonyms.yml"
#: What full agreement of the understood intent with a pair's intent adds to its score.
INTENT_WEIGHT = 0.2
#: Logistic regression of "the best pair is the right one" on the queries of data/heldback/faq.tsv and on messages that
#: no pair answers: weights of the best score and of its lead over the next pair, intercept.
_SURE = (6.5, 5.4, -4.1)


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
        wordings = [(pair, text) for pair in pairs for text in (pair.question, *pair.asks)]
        self._owners = [pair for pair, _ in wordings]
        self._retriever = Retriever.build(
            [text for _, text in wordings],
            [pair.answer for pair in self._owners],
            synonyms=default_synonyms(folder),
        )

    def find(self, text: str, chances: Mapping[str, float], top: int = 3) -> list[FaqMatch]:
        """Best first. `chances`: intent -> confidence of the classifier, as far as known."""
        scores: dict[str, float] = {}
        for number, score in self._retriever.rank(text, top=30):
            pair = self._owners[number]
            boosted = score + INTENT_WEIGHT * chances.get(pair.intent, 0.0)
            scores[pair.key] = max(boosted, scores.get(pair.key, 0.0))
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
