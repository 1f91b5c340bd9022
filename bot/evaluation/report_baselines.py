"""The part of the report where others stand beside us. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bot.evaluation import html
from bot.evaluation.figures import at

_COLUMNS = {
    "intents.accuracy": "intents",
    "intents.macro_f1": "macro F1",
    "intents.false_escalation_rate": "false, messages",
    "dialogues.recall": "recall, scripts",
    "dialogues.false_escalation_rate": "false, scripts",
    "dialogues.early_rate": "early",
    "dialogues.gt_t.I": "GT-I",
    "dialogues.gt_t.II": "GT-II",
    "dialogues.gt_t.III": "GT-III",
}


def parts(figures: dict[str, Any]) -> Iterator[str]:
    if others := figures.get("baselines"):
        yield html.heading("Beside others, same files")
        rows = [("this bot", *_row(figures)), *((name, *_row(other)) for name, other in others.items())]
        yield html.table(("", *_COLUMNS.values()), rows, range(1, len(_COLUMNS) + 1))
        yield html.note(
            "Stock Rasa: DIETClassifier and FallbackClassifier trained on the same data/nlu, a person for the intents that "
            "mean one. Keyword list: a person at the first listed word. Without memory: every message of a script as the "
            "first of a conversation."
        )
    if transfer := figures.get("transfer"):
        yield html.heading("Other people's data")
        yield html.table(("measure", "figure", "n"), list(_transfer(transfer)), (1, 2))
        yield html.note(
            "No model was trained on it but where the line says so; sanity checks, no targets of users."
        )


def _row(figures: dict[str, Any]) -> Iterator[Any]:
    for path in _COLUMNS:
        value = at(figures, path)
        if value is None:
            yield "–"
            continue
        part, _, rest = path.partition(".")
        interval = (at(figures, f"{part}.ci95") or {}).get(rest)
        span = f"<br><small>{interval[0]:.2f}–{interval[1]:.2f}</small>" if interval else ""
        yield html.Html(f"{value:.3f}{span}")


def _transfer(transfer: dict[str, Any]) -> Iterator[tuple[str, str, Any]]:
    for measure, item in transfer.items():
        for name, value in item.items():
            if isinstance(value, float):
                yield f"{measure}: {name.replace('_', ' ')}", f"{value:.3f}", item.get("n", "")
