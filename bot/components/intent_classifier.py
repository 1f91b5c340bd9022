"""Rasa component: the intent of a message with calibrated confidence (model: intent_model.py)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from rasa.engine.graph import GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import INTENT, INTENT_RANKING_KEY, METADATA, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot import corpus
from bot.components import intent_training
from bot.components.intent_model import IntentModel, Reader
from bot.components.persistence import Kept
from bot.components.text import has_han
from bot.components.tokenizer import ANALYSER, analysis_of, training_features
from bot.components.training_rows import intent_rows

#: Probability of every intent by name, for the components after this one.
CHANCES = "intent_chances"
#: Opinion: what the classifier makes of a message before it is a chance, and what it would make of other texts.
OPINION = "intent_opinion"
#: Whether the message counts as understood: enough confidence, and not "unclear_input".
UNDERSTOOD = "understood"
#: Understood, but the second likeliest intent may well be the one meant.
ASK_BACK = "ask_back"
UNCLEAR = "unclear_input"


@dataclass(frozen=True)
class Opinion:
    """`margins`: of the message, by intent in the order of the model."""

    reader: Reader
    margins: np.ndarray


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class FusedIntentClassifier(Kept[IntentModel], GraphComponent, IntentClassifier):
    """Config: `ranking` intents reported; `fallback` confidence below which a message counts as not understood,
    `ask_back` confidence below which the two likeliest intents are better offered for choice, `fallback_latin` the same for messages without Chinese characters, of which at least the share `least_known`
    of character sequences must occur in the examples.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {"ranking": 5, "fallback": 0.3, "ask_back": 0.6, "fallback_latin": 0.6, "least_known": 0.5}

    @staticmethod
    def required_packages() -> list[str]:
        return ["sklearn", "scipy"]

    @classmethod
    def restored(cls, state: Any) -> IntentModel:
        return IntentModel(**state)

    def train(self, training_data: TrainingData) -> Resource:
        rows = intent_rows(
            [_example(message) for message in training_data.intent_examples],
            corpus.escalation_examples(),
            training_features,
            corpus.scripts(),
        )
        model = intent_training.train(rows)
        return self.keep(model, model.state())

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        model = self.learnt
        for message in messages:
            analysis = analysis_of(message)
            guesses, margins = model.judge(analysis)
            message.set(OPINION, Opinion(Reader(model, message.get(ANALYSER)), margins))
            chances = {guess.intent: guess.confidence for guess in guesses}
            known = model.vectorizer.known("plain_chars", analysis)
            needed = self._needed(message.get(TEXT), known)
            report(message, chances, self._config["ranking"], needed, self._config["ask_back"])
        return messages

    def _needed(self, text: str, known: float) -> float:
        """Of foreign letters and signs that no example has, the classifier makes anything, and is sure of it."""
        if has_han(text):
            return float(self._config["fallback"])
        return float(self._config["fallback_latin"]) if known >= self._config["least_known"] else 1.1


def report(message: Message, chances: dict[str, float], ranking: int, needed: float, ask_back: float) -> None:
    """Sets intent, ranking, whether the message counts as understood and whether to ask which of two was meant.

    `chances`: likeliest first; `needed`, `ask_back`: confidence from which it is understood, and from which clear.
    """
    named = [{"name": name, "confidence": chance} for name, chance in list(chances.items())[:ranking]]
    understood = named[0]["name"] != UNCLEAR and named[0]["confidence"] >= needed
    message.set(CHANCES, chances)
    message.set(UNDERSTOOD, understood, add_to_output=True)
    message.set(ASK_BACK, understood and named[0]["confidence"] < ask_back, add_to_output=True)
    message.set(INTENT, dict(named[0]), add_to_output=True)
    message.set(INTENT_RANKING_KEY, named, add_to_output=True)


def _example(message: Message) -> corpus.IntentExample:
    about = (message.get(METADATA) or {}).get("intent") or {}
    return corpus.IntentExample(
        message.get(TEXT), message.get(INTENT), about.get("batch", corpus.UNKNOWN_BATCH)
    )
