"""Rasa component: entities of a message with normalised values (finder: entities.py)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import ENTITIES, METADATA, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot import knowledge
from bot.components import persistence
from bot.components.entities import EntityFinder

_SHANGHAI = ZoneInfo("Asia/Shanghai")


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class KnowledgeEntityExtractor(GraphComponent, EntityExtractorMixin):
    """Trained: the wordings of data/knowledge and data/nlu/lookups are kept in the model."""

    @staticmethod
    def required_packages() -> list[str]:
        return ["spacy"]

    def __init__(self, storage: ModelStorage, resource: Resource, finder: EntityFinder | None = None) -> None:
        self._storage = storage
        self._resource = resource
        self._finder = finder

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> KnowledgeEntityExtractor:
        return cls(model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> KnowledgeEntityExtractor:
        rows = persistence.load(model_storage, resource)
        return cls(model_storage, resource, EntityFinder([knowledge.Wording(*row) for row in rows]))

    def train(self, training_data: TrainingData) -> Resource:
        wordings = [*knowledge.wordings(), *knowledge.lookups()]
        self._finder = EntityFinder(wordings)
        persistence.save(self._storage, self._resource, [(w.entity, w.value, w.text) for w in wordings])
        return self._resource

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        if self._finder is None:
            raise ValueError("KnowledgeEntityExtractor is used before it was trained.")
        for message in messages:
            found = [entity.as_dict() for entity in self._finder.find(message.get(TEXT) or "", _day(message))]
            message.set(ENTITIES, found, add_to_output=True)
        return messages


def _day(message: Message) -> date | None:
    """The day in Shanghai on which the message was sent, from the `now` that came with it."""
    told = (message.get(METADATA) or {}).get("now")
    try:
        now = datetime.fromisoformat(str(told)) if told else None
    except ValueError:
        return None
    return now.astimezone(_SHANGHAI).date() if now and now.tzinfo else now.date() if now else None
