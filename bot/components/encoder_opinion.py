"""Rasa component, not in config.yml by default: a pretrained encoder's opinion beside FusedIntentClassifier's."""

from __future__ import annotations

from typing import Any

import numpy as np
from rasa.engine.graph import GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from sklearn.linear_model import LogisticRegression

from bot.components.encoder import EncoderUnavailable, SentenceEncoder
from bot.components.intent_classifier import CHANCES, report
from bot.components.persistence import Kept
from bot.components.text import excerpt, has_han
from bot.knowledge import ROOT

#: Whatever either opinion holds for impossible stays this likely, so that the other can overrule it.
_LEAST = 1e-6


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class PretrainedOpinion(Kept[LogisticRegression], GraphComponent, IntentClassifier):
    """After FusedIntentClassifier. Config: `folder` of the encoder (relative to the repository, or absolute), `pooling`,
    `longest`, and `share` (0 to 1) of its opinion; `ranking`, `fallback` and `ask_back` as for FusedIntentClassifier.

    Raises EncoderUnavailable at training and loading when library or files are missing.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {
            "folder": None,
            "pooling": "cls",
            "longest": 128,
            "share": 0.5,
            "ranking": 5,
            "fallback": 0.3,
            "ask_back": 0.6,
        }

    @staticmethod
    def required_packages() -> list[str]:
        return ["sklearn"]

    def __init__(self, config: dict[str, Any], storage: ModelStorage, resource: Resource) -> None:
        super().__init__(config, storage, resource)
        self._encoder = _encoder(config)

    @classmethod
    def restored(cls, state: Any) -> LogisticRegression:
        return state["classifier"]

    def train(self, training_data: TrainingData) -> Resource:
        examples = training_data.intent_examples
        vectors = self._encoder.encode([excerpt(message.get(TEXT)) for message in examples])
        # Rows have length 1: a weak penalty, or the vectors' small differences count for nothing.
        classifier = LogisticRegression(C=20.0, max_iter=300).fit(vectors, [m.get(INTENT) for m in examples])
        return self.keep(classifier, {"classifier": classifier})

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        classifier = self.learnt
        for message in messages:
            before = message.get(CHANCES)
            if before is None:
                raise ValueError("FusedIntentClassifier must run before PretrainedOpinion (config.yml).")
            if not has_han(message.get(TEXT)):
                # The encoder makes something of any letters; FusedIntentClassifier knows which it has seen.
                continue
            vector = self._encoder.encode([excerpt(message.get(TEXT))])
            own = dict(zip(classifier.classes_, classifier.predict_proba(vector)[0], strict=True))
            chances = blend(before, own, self._config["share"])
            thresholds = self._config["fallback"], self._config["ask_back"]
            report(message, chances, self._config["ranking"], *thresholds)
        return messages


def blend(one: dict[str, float], other: dict[str, float], share: float) -> dict[str, float]:
    """Weighted geometric mean, likeliest first; `share` of `other`. Sums to 1."""
    names = sorted({*one, *other})
    logs = [
        (1 - share) * np.log(max(one.get(name, 0.0), _LEAST))
        + share * np.log(max(other.get(name, 0.0), _LEAST))
        for name in names
    ]
    grown = np.exp(np.array(logs) - max(logs))
    mixed = dict(zip(names, (grown / grown.sum()).tolist(), strict=True))
    return dict(sorted(mixed.items(), key=lambda pair: -pair[1]))


def _encoder(config: dict[str, Any]) -> SentenceEncoder:
    if not config["folder"]:
        raise EncoderUnavailable("PretrainedOpinion needs `folder`, where the encoder lies, in config.yml.")
    return SentenceEncoder.load(ROOT / config["folder"], config["pooling"], config["longest"])
