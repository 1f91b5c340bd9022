"""Stock Rasa beside us: its pipelines with their default settings, in a process of its own (they need TensorFlow).

`python -m bot.evaluation.stock FOLDER` trains the project in FOLDER unless it has a model, reads a JSON list of texts from
standard input and writes `[[intent, confidence], …]` to standard output, "nlu_fallback" where Rasa falls back.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

import yaml

from bot import corpus
from bot.knowledge import ROOT

CACHE = ROOT / "var" / "stock"
FALLBACK = "nlu_fallback"


class StockFailed(Exception):
    """Stock Rasa could not be trained or asked; the message is one sentence."""


@dataclass(frozen=True)
class Guess:
    """Rasa's likeliest intent; `fallback`: it counts the message as not understood."""

    intent: str
    confidence: float
    fallback: bool


def own_examples() -> list[tuple[str, str]]:
    """(text, intent): what our own intent classifier learns from, the examples of data/nlu/escalation included."""
    rows = [(row.text, row.intent) for row in corpus.intent_examples()]
    return rows + [(row.text, row.intent) for row in corpus.escalation_examples() if row.intent]


def predict(
    config: str, examples: Sequence[tuple[str, str]], texts: Sequence[str], cache: Path = CACHE
) -> list[Guess]:
    """Guesses of a stock pipeline trained on `examples`; the model is kept in `cache`. Raises StockFailed."""
    if not texts:
        return []
    folder = cache / _digest(config, examples)
    if not (folder / "nlu.yml").exists():
        write_project(folder, config, examples)
    with (folder / "log").open("ab") as log:
        done = subprocess.run(  # noqa: S603 - our own program
            [sys.executable, "-m", "bot.evaluation.stock", str(folder)],
            cwd=ROOT,
            input=json.dumps(list(texts)).encode(),
            stdout=subprocess.PIPE,
            stderr=log,
            env={**os.environ, "TF_CPP_MIN_LOG_LEVEL": "3", "RASA_TELEMETRY_ENABLED": "false"},
            check=False,
        )
    if done.returncode != 0:
        raise StockFailed(f"Stock Rasa failed, see {folder / 'log'}.")
    return [_guess(item) for item in json.loads(done.stdout)]


def _digest(config: str, examples: Sequence[tuple[str, str]]) -> str:
    content = json.dumps([config, list(examples), metadata.version("rasa")], ensure_ascii=False)
    return hashlib.sha256(content.encode()).hexdigest()[:12]


def write_project(folder: Path, config: str, examples: Sequence[tuple[str, str]]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "config.yml").write_text(config, encoding="utf-8")
    by_intent: dict[str, list[str]] = {}
    for text, intent in examples:
        by_intent.setdefault(intent, []).append(" ".join(text.split()))
    nlu = [
        {"intent": intent, "examples": "".join(f"- {text}\n" for text in texts)}
        for intent, texts in by_intent.items()
    ]
    # Written last: its presence says that the folder is complete.
    draft = folder / "nlu.yml.part"
    draft.write_text(yaml.safe_dump({"version": "3.1", "nlu": nlu}, allow_unicode=True), encoding="utf-8")
    draft.rename(folder / "nlu.yml")


def _guess(item: Sequence[Any]) -> Guess:
    intent, confidence, fallback = item
    return Guess(str(intent), float(confidence), bool(fallback))


def _train(folder: Path) -> Path:
    from rasa.model_training import train_nlu  # noqa: PLC0415 - loads TensorFlow

    model = folder / "model.tar.gz"
    if not model.exists():
        made = train_nlu(
            str(folder / "config.yml"), str(folder / "nlu.yml"), str(folder), fixed_model_name="draft"
        )
        Path(str(made)).rename(model)
    return model


def _parse(model: Path, texts: Sequence[str]) -> list[tuple[str, float, bool]]:
    import asyncio  # noqa: PLC0415

    from rasa.core.agent import Agent  # noqa: PLC0415

    agent = Agent.load(str(model))
    return [_best(asyncio.run(agent.parse_message(text))) for text in texts]


def _best(parse: dict[str, Any]) -> tuple[str, float, bool]:
    """The likeliest real intent: where Rasa falls back it is the guess behind the fallback."""
    fallback = parse["intent"]["name"] == FALLBACK
    ranking = [item for item in parse.get("intent_ranking") or [parse["intent"]] if item["name"] != FALLBACK]
    best: dict[str, Any] = ranking[0] if ranking else {"name": "", "confidence": 0.0}
    return str(best["name"] or ""), float(best["confidence"]), fallback


def main() -> int:
    answer = os.dup(1)
    # Rasa and its libraries print what they like; only the answer goes to standard output.
    os.dup2(2, 1)
    texts = json.load(sys.stdin)
    guesses = _parse(_train(Path(sys.argv[1])), texts)
    with os.fdopen(answer, "w", encoding="utf-8") as out:
        json.dump(guesses, out, ensure_ascii=False)
    return 0


if __name__ == "__main__":
    sys.exit(main())
