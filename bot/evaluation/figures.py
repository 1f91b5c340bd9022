"""metrics.json: the figures of one evaluation under the names that docs/evaluation.md explains. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from bot.evaluation.dialogue_metrics import dialogue_figures
from bot.evaluation.formats import Dialogue, IntentRow
from bot.evaluation.intent_metrics import intent_figures
from bot.evaluation.playing import Played

#: What the product aims at on sets it has never seen: path in metrics.json -> (bound, whether more is better).
TARGETS: dict[str, tuple[float, bool]] = {
    "intents.accuracy": (0.90, True),
    "intents.false_escalation_rate": (0.01, False),
    "dialogues.recall": (0.95, True),
    "dialogues.false_escalation_rate": (0.05, False),
    "dialogues.recall_by_code.E09.recall": (1.0, True),
    "dialogues.recall_by_code.E10.recall": (1.0, True),
    "dialogues.recall_by_code.E14.recall": (1.0, True),
    "faq.top1": (0.92, True),
}
_DIGITS = 4


def played_figures(
    rows: Sequence[IntentRow], dialogues: Sequence[Dialogue], played: Played, train_seconds: float | None
) -> dict[str, Any]:
    """What playing gave: `intents` and `dialogues` where there were any, cost."""
    figures: dict[str, Any] = {"model_id": played.model_id, "train_seconds": train_seconds}
    if rows:
        figures["intents"] = intent_figures(rows, played.intents)
    if dialogues:
        figures["dialogues"] = dialogue_figures(dialogues, played.dialogues)
    if rows or dialogues:
        figures["turn_ms"] = turn_ms(played.timings_ms)
    return figures


def turn_ms(milliseconds: Sequence[float]) -> dict[str, Any]:
    """p50 and p99 of turns one at a time."""
    if not milliseconds:
        return {"n": 0, "p50": None, "p99": None}
    p50, p99 = np.percentile(milliseconds, (50, 99))
    return {"n": len(milliseconds), "p50": float(p50), "p99": float(p99)}


def at(figures: Any, path: str) -> Any:
    """The figure at a dotted path, None where there is none."""
    for name in path.split("."):
        if not isinstance(figures, dict) or name not in figures:
            return None
        figures = figures[name]
    return figures


def meets(value: float, target: tuple[float, bool]) -> bool:
    bound, more_is_better = target
    return value >= bound if more_is_better else value <= bound


def rounded(value: Any) -> Any:
    """Floats cut to what can mean anything; tuples become lists."""
    if isinstance(value, float):
        return round(value, _DIGITS)
    if isinstance(value, dict):
        return {key: rounded(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [rounded(item) for item in value]
    return value
