"""FAQ retrieval: queries asked of a corpus the retriever is built on and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

from bot.evaluation import bootstrap
from bot.evaluation.formats import FaqPair, FaqQuery
from bot.evaluation.intent_metrics import mean
from bot.knowledge import DEFAULT_PATH, read_yaml

#: Places looked at for the reciprocal rank; further down counts as not found.
DEPTH = 10
#: Wordings that one question may have before others drop out of the first DEPTH.
_WORDINGS = 5
OWN_PAIRS = DEFAULT_PATH / "faq.yml"


class Ranker(Protocol):
    def rank(self, query: str, top: int = DEPTH) -> list[tuple[int, float]]:
        """(index into the corpus, score), best first."""


def faq_figures(ranker: Ranker, corpus: Sequence[FaqPair], queries: Sequence[FaqQuery]) -> dict[str, Any]:
    """The `faq` part of metrics.json. A question the corpus has twice, or in several wordings, takes one place."""
    ranked = [_questions(ranker, corpus, item.query) for item in queries]
    places = [
        found.index(item.gold) + 1 if item.gold in found else None
        for item, found in zip(queries, ranked, strict=True)
    ]
    top1 = [float(place == 1) for place in places]
    reciprocal = [1 / place if place else 0.0 for place in places]
    return {
        "n": len(queries),
        "corpus": len({pair.gold for pair in corpus}),
        "top1": mean(top1),
        "mrr": mean(reciprocal),
        "ci95": {"top1": bootstrap.mean_interval(top1), "mrr": bootstrap.mean_interval(reciprocal)},
        "wrong": [
            {"query": item.query, "gold": item.gold, "found": found[0] if found else "", "place": place}
            for item, place, found in zip(queries, places, ranked, strict=True)
            if place != 1
        ],
    }


def _questions(ranker: Ranker, corpus: Sequence[FaqPair], query: str) -> list[str]:
    """The first DEPTH different questions, best first."""
    found = (corpus[index].gold for index, _ in ranker.rank(query, DEPTH * _WORDINGS))
    return list(dict.fromkeys(found))[:DEPTH]


def own_pairs(path: Path = OWN_PAIRS) -> list[FaqPair]:
    """The project's pairs, each wording one of them. Raises FileNotFoundError."""
    pairs = []
    for entry in read_yaml(path):
        question, answer = str(entry["question"]).strip(), str(entry["answer"]).strip()
        pairs.append(FaqPair(question, answer))
        pairs += [FaqPair(str(wording).strip(), answer, question) for wording in entry.get("asks", ())]
    return pairs


def build_ranker(pairs: Sequence[FaqPair]) -> Ranker:
    from bot.faq_retrieval import Retriever  # noqa: PLC0415 - only when there are FAQ queries

    return Retriever.build([pair.question for pair in pairs], [pair.answer for pair in pairs])
