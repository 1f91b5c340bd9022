"""A stock Rasa assistant (bot/evaluation/stock_pipelines.py) over the project's own training data: one utterance per intent,
the REST channel. Written to a folder, trained with Rasa's own command."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

import yaml

from bot.evaluation import stock_pipelines


def write_project(folder: Path, intents: list[str], nlu: Path, epochs: int) -> None:
    """Domain, rules and one story over `intents`; training examples are read from `nlu` where they are."""
    (folder / "data").mkdir(parents=True, exist_ok=True)
    (folder / "config.yml").write_text(stock_pipelines.assistant(epochs))
    (folder / "credentials.yml").write_text("rest:\n")
    (folder / "endpoints.yml").write_text("")
    domain = {
        "version": "3.1",
        "intents": intents,
        "responses": {f"utter_{i}": [{"text": f"（{i}）这里是一段固定的回答。"}] for i in intents},
        "session_config": {"session_expiration_time": 60, "carry_over_slots_to_new_session": True},
    }
    (folder / "domain.yml").write_text(_yaml(domain))
    rules = [{"rule": f"answer {i}", "steps": [{"intent": i}, {"action": f"utter_{i}"}]} for i in intents]
    story = [{"intent": i} if turn == 0 else {"action": f"utter_{i}"} for i in intents[:4] for turn in (0, 1)]
    stories = {"version": "3.1", "rules": rules, "stories": [{"story": "a short talk", "steps": story}]}
    (folder / "data" / "rules.yml").write_text(_yaml(stories))
    for file in nlu.glob("*.yml"):
        (folder / "data" / file.name).write_bytes(file.read_bytes())


def _yaml(content: Any) -> str:
    """Block style: Rasa knows a file of rules by a line that begins with `rules:`, and passes over any other in silence."""
    return yaml.safe_dump(content, allow_unicode=True, sort_keys=False)


def train(folder: Path, python: Path, log: Path) -> None:
    with log.open("wb") as out:
        subprocess.run(
            [str(python), "-m", "rasa", "train", "--fixed-model-name", "stock"],
            cwd=folder,
            stdout=out,
            stderr=subprocess.STDOUT,
            check=True,
        )


def server_command(folder: Path, python: Path, port: int) -> tuple[list[str], Path]:
    model = folder / "models" / "stock.tar.gz"
    command = [str(python), "-m", "rasa", "run", "-m", str(model), "--credentials", "credentials.yml"]
    return [*command, "-i", "127.0.0.1", "-p", str(port)], folder
