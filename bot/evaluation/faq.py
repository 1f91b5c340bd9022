"""FAQ retrieval: queries asked of a corpus the retriever is built on and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Protocol

from bot.evaluation import bootstrap
from bot.evaluation.formats import FaqPair, FaqQuery
from bot.evaluation.intent_metrics import mean
from bot.knowledge import DEFAULT_PATH, read_yaml

if TYPE_CHECKING:
    from bot.components.intent_model import Reader

#: Places looked at for the reciprocal rank; further down counts as not found.
DEPTH = 10
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
    found = (corpus[index].gold for index, _ in ranker.rank(query, DEPTH))
    return list(dict.fromkeys(found))[:DEPTH]


def own_pairs(path: Path = OWN_PAIRS) -> list[FaqPair]:
    """The project's pairs, each wording one of them. Raises FileNotFoundError."""
    pairs = []
    for entry in read_yaml(path):
        question, answer = str(entry["question"]).strip(), str(entry["answer"]).strip()
        pairs.append(FaqPair(question, answer))
        pairs += [FaqPair(str(wording).strip(), answer, question) for wording in entry.get("asks", ())]
    return pairs


def build_ranker(pairs: Sequence[FaqPair], model: Path | None = None) -> Ranker:
    """The product's retriever over `pairs` and nothing else. `model`: whose intent classifier has a say; None: words alone."""
    from bot.faq_retrieval import Retriever  # noqa: PLC0415 - only when there are FAQ queries

    numbers = {gold: number for number, gold in enumerate(dict.fromkeys(pair.gold for pair in pairs))}
    # Wordings of one question lie together; a question that stands twice keeps its first answer.
    order = sorted(range(len(pairs)), key=lambda i: numbers[pairs[i].gold])
    answers = {pair.gold: pair.answer for pair in reversed(pairs)}
    retriever = Retriever.build(
        [pairs[i].question for i in order],
        [answers[gold] for gold in numbers],
        owners=[numbers[pairs[i].gold] for i in order],
    )
    if model is not None:
        retriever.understand(reader_of(model))
    return _InOrder(retriever, order)


@dataclass(frozen=True)
class _InOrder:
    """A ranker that names the pairs by the place where they came."""

    ranker: Ranker
    place: Sequence[int]

    def rank(self, query: str, top: int = DEPTH) -> list[tuple[int, float]]:
        return [(self.place[number], score) for number, score in self.ranker.rank(query, top)]


def reader_of(model: Path) -> Reader:
    """The intent classifier in a model file with its tokenizer, without the rest."""
    from bot import lean  # noqa: PLC0415 - must come before Rasa

    lean.hush()
    lean.install()
    from rasa.engine.storage.local_model_storage import LocalModelStorage  # noqa: PLC0415

    from bot.components import persistence  # noqa: PLC0415
    from bot.components.intent_classifier import FusedIntentClassifier  # noqa: PLC0415
    from bot.components.intent_model import Reader  # noqa: PLC0415
    from bot.components.text import analyse, excerpt  # noqa: PLC0415
    from bot.components.tokenizer import InsuranceTokenizer  # noqa: PLC0415

    with TemporaryDirectory(prefix="guanjia-reader-") as folder:
        storage, about = LocalModelStorage.from_model_archive(Path(folder), model)
        nodes = {node.uses.__name__: node.resource for node in about.predict_schema.nodes.values()}
        classifier, tokenizer = (
            component.restored(persistence.load(storage, nodes[component.__name__]))
            for component in (FusedIntentClassifier, InsuranceTokenizer)
        )
    return Reader(classifier, lambda text: analyse(excerpt(text), tokenizer.cut(excerpt(text))))
