"""Rasa component: how much a message calls for a person, with codes and the words that say so (escalation_scoring.py)."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot import corpus
from bot.components import persistence
from bot.components.escalation_model import EscalationModel
from bot.components.escalation_risk import RiskModel
from bot.components.escalation_scoring import Scorer, assess, fit_scorer
from bot.components.intent_classifier import CHANCES, _example
from bot.components.tokenizer import analysis_of, training_features
from bot.components.training_rows import escalation_rows

ASSESSMENT = "assessment"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class EscalationScorer(GraphComponent, IntentClassifier):
    """Trained on data/nlu/escalation beside the intent examples; needs FusedIntentClassifier before it."""

    def __init__(self, storage: ModelStorage, resource: Resource, scorer: Scorer | None = None) -> None:
        self._storage = storage
        self._resource = resource
        self._scorer = scorer

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> EscalationScorer:
        return cls(model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> EscalationScorer:
        state = persistence.load(model_storage, resource)
        scorer = Scorer(EscalationModel(**state["words"]), RiskModel(**state["risk"]))
        return cls(model_storage, resource, scorer)

    def train(self, training_data: TrainingData) -> Resource:
        rows = escalation_rows(
            [_example(message) for message in training_data.intent_examples],
            corpus.escalation_examples(),
            corpus.scripts(),
            training_features,
        )
        self._scorer = fit_scorer(rows)
        state = {"words": self._scorer.words.state(), "risk": self._scorer.risk.state()}
        persistence.save(self._storage, self._resource, state)
        return self._resource

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        if self._scorer is None:
            raise ValueError("EscalationScorer is used before it was trained.")
        for message in messages:
            chances = message.get(CHANCES) or {}
            found = assess(message.get(TEXT), analysis_of(message), chances, self._scorer)
            message.set(ASSESSMENT, found.as_dict(), add_to_output=True)
        return messages
