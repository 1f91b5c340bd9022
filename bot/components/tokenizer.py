"""Rasa component: words of a message (jieba with the insurance dictionary) and its features, made once for all."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.tokenizers.tokenizer import Token, Tokenizer
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot import knowledge
from bot.components.persistence import Kept
from bot.components.text import Analysis, analyse, excerpt
from bot.components.words import WordCutter

ANALYSIS = "analysis"
#: What makes an Analysis of any text, for components that compare the message with texts of their own.
ANALYSER = "analyser"


def analysis_of(message: Message) -> Analysis:
    """The features that InsuranceTokenizer left on the message. Raises ValueError without one in the pipeline."""
    found = message.get(ANALYSIS)
    if found is None:
        raise ValueError("InsuranceTokenizer must run before the classifiers (config.yml).")
    return found  # type: ignore[no-any-return]


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_TOKENIZER, is_trainable=True)
class InsuranceTokenizer(Kept[WordCutter], Tokenizer):
    """Trained: the dictionary is built from data/knowledge and kept in the model."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {"intent_tokenization_flag": False, "intent_split_symbol": "_", "token_pattern": None}

    @staticmethod
    def required_packages() -> list[str]:
        return ["jieba", "pypinyin"]

    @staticmethod
    def supported_languages() -> list[str]:
        return ["zh"]

    def __init__(self, config: dict[str, Any], storage: ModelStorage, resource: Resource) -> None:
        Tokenizer.__init__(self, config)
        Kept.__init__(self, config, storage, resource)

    @classmethod
    def restored(cls, state: Any) -> WordCutter:
        return WordCutter(state["frequencies"], state["total"])

    def train(self, training_data: TrainingData) -> Resource:
        cutter = build_cutter()
        return self.keep(cutter, cutter.state())

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Nothing to do: the classifiers train on features they share (training_features), not on tokens."""
        return training_data

    def tokenize(self, message: Message, attribute: str) -> list[Token]:
        text = excerpt(message.get(attribute))
        words = self.learnt.cut(text)
        if attribute == TEXT:
            message.set(ANALYSIS, analyse(text, words))
            message.set(ANALYSER, self.analyse)
        return self._convert_words_to_tokens([word for word in words if word.strip()], text)

    def analyse(self, text: str) -> Analysis:
        return analyse(text, self.learnt.cut(text))


@lru_cache(maxsize=1)
def build_cutter() -> WordCutter:
    """The word cutter of today's data/knowledge; made once, three components are trained with it."""
    return WordCutter.build(wording.text for wording in knowledge.wordings())


@cache
def training_features(text: str) -> Analysis:
    """Features of a training text, made once for both classifiers."""
    return analyse(text, build_cutter().cut(text))
