"""Rasa's DIETClassifier as a candidate of bench/intents.py: Rasa's own training on the examples it can read, its own loading and parsing."""

from __future__ import annotations

import asyncio
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np
import yaml

from bench.intent_variants import Asked, Fold, Variant
from bot.evaluation import stock_pipelines

#: Only intents, and all of them: entities would cost time and answer nothing here.
_SETTINGS = """\
    entity_recognition: false
    ranking_length: 0
"""
_LEAST = 1e-6


def diet(epochs: int) -> Variant:
    """Learns from the intent examples only: the escalation data is in no format of Rasa's."""

    def variant(fold: Fold) -> Asked:
        with tempfile.TemporaryDirectory(prefix="guanjia-diet-") as name:
            folder = Path(name)
            _write(fold, folder, epochs)
            began = time.perf_counter()
            model = _train(folder)
            learnt = time.perf_counter()
            scores = asyncio.run(_ask(model, fold))
            return Asked(scores, learnt - began, time.perf_counter() - learnt)

    return variant


def _write(fold: Fold, folder: Path, epochs: int) -> None:
    (folder / "config.yml").write_text(stock_pipelines.diet_alone(epochs, _SETTINGS))
    examples: dict[str, list[str]] = {}
    for row in fold.learn:
        if not row.escalation:
            examples.setdefault(row.intent, []).append(row.text)
    blocks: list[dict[str, Any]] = [
        {"intent": intent, "examples": "".join(f"- {text}\n" for text in texts)}
        for intent, texts in sorted(examples.items())
    ]
    content = yaml.safe_dump({"version": "3.1", "nlu": blocks}, allow_unicode=True, sort_keys=False)
    (folder / "nlu.yml").write_text(content, encoding="utf-8")


def _train(folder: Path) -> str:
    from rasa.model_training import train_nlu  # noqa: PLC0415 - TensorFlow

    model = train_nlu(
        str(folder / "config.yml"),
        str(folder / "nlu.yml"),
        str(folder),
        fixed_model_name="diet",
        persist_nlu_training_data=False,
    )
    if model is None:
        raise RuntimeError("Rasa trained no model.")
    return model


async def _ask(model: str, fold: Fold) -> np.ndarray:
    from rasa.core.agent import Agent  # noqa: PLC0415

    agent = Agent.load(model)
    number = {label: i for i, label in enumerate(fold.labels)}
    scores = np.full((len(fold.ask), len(fold.labels)), np.log(_LEAST))
    for row, message in zip(scores, fold.ask, strict=True):
        for guess in (await agent.parse_message(message.text))["intent_ranking"]:
            row[number[guess["name"]]] = np.log(max(guess["confidence"], _LEAST))
    return scores
