"""Rasa component: the stored FAQ pair that a message asks for, beside the classifier (index: faq.py).

Nothing is trained on the pairs: the index is built when the model is loaded, and again when a trainer changes the file.
"""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from yaml import YAMLError

from bot.components.faq import FAQ_FILE, SYNONYMS_FILE, FaqFileError, FaqIndex, FaqMatch, read_pairs
from bot.components.intent_classifier import OPINION
from bot.knowledge import ROOT

#: Key of the parse result: [{key, question, intent, score, confidence}], best first, and whether the best is sure.
FAQ, FAQ_SURE = "faq", "faq_sure"
_RANKING = "intent_ranking"
_log = logging.getLogger(__name__)


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class FaqRetriever(GraphComponent, IntentClassifier):
    """After the intent classifier; `least`: confidence from which a pair counts as what was asked."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {"folder": "data/knowledge", "least": 0.7, "top": 3}

    def __init__(self, config: dict[str, Any]) -> None:
        self._folder = ROOT / Path(config["folder"])
        self._least = float(config["least"])
        self._top = int(config["top"])
        self._read: tuple[int, ...] = ()
        self._index: FaqIndex | None = None

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> FaqRetriever:
        made = cls(config)
        made.refresh()
        return made

    def refresh(self) -> None:
        """Builds the index when the files are newer than it. A file broken while running leaves the old index."""
        stamp = self._stamp()
        if stamp == self._read:
            return
        try:
            self._index = FaqIndex(read_pairs(self._folder), self._folder)
        except (FaqFileError, OSError, YAMLError) as error:
            if self._index is None:
                raise
            _log.error("The FAQ file was not taken over: %s", error)
        self._read = stamp

    def _stamp(self) -> tuple[int, ...]:
        try:
            return tuple((self._folder / name).stat().st_mtime_ns for name in (FAQ_FILE, SYNONYMS_FILE))
        except OSError:
            return self._read or (0,)

    def process(self, messages: list[Message]) -> list[Message]:
        self.refresh()
        for message in messages:
            found = self._find(message) if self._index else []
            message.set(FAQ, [match.as_dict() for match in found], add_to_output=True)
            message.set(FAQ_SURE, bool(found) and found[0].confidence >= self._least, add_to_output=True)
        return messages

    def _find(self, message: Message) -> list[FaqMatch]:
        """The classifier comes along with the first message; its opinion of the pairs is taken then."""
        opinion = message.get(OPINION)
        if opinion is not None:
            self._index.understand(opinion.reader)
        margins = opinion.margins if opinion is not None else None
        return self._index.find(message.get(TEXT) or "", _chances(message), self._top, margins)


def _chances(message: Message) -> dict[str, float]:
    ranking = message.get(_RANKING) or [message.get(INTENT) or {}]
    return {str(item.get("name")): float(item.get("confidence", 0.0)) for item in ranking if item.get("name")}
