"""Figures over INTENTS: what was understood, and who was called for nothing. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from bot.evaluation import bootstrap, calibration
from bot.evaluation.formats import IntentRow
from bot.evaluation.turns import Alarm, Turn

WORST = 20
_EXAMPLES = 5
#: What stands for the intent of a turn that failed, in confusions.
FAILED = "(turn failed)"


@dataclass(frozen=True)
class Scored:
    """One message with what the bot made of it. `predicted` counts as `intent` when it is the alternative."""

    row: IntentRow
    turn: Turn

    @property
    def right(self) -> bool:
        return not self.turn.error and self.turn.intent in (self.row.intent, self.row.alternative)

    @property
    def predicted(self) -> str:
        if self.right:
            return self.row.intent
        return FAILED if self.turn.error else self.turn.intent

    @property
    def calls_for_nothing(self) -> bool:
        """A failed turn opens a case in the product as well ("bot_unavailable"), so it counts."""
        return not self.row.codes and (self.turn.alarm is not None or bool(self.turn.error))


def intent_figures(rows: Sequence[IntentRow], turns: Sequence[Turn]) -> dict[str, Any]:
    """The `intents` part of metrics.json."""
    scored = [Scored(row, turn) for row, turn in zip(rows, turns, strict=True)]
    ordinary = [item for item in scored if not item.row.codes]
    right = [float(item.right) for item in scored]
    false_calls = [float(item.calls_for_nothing) for item in ordinary]
    answered = [item for item in scored if not item.turn.error]
    bins = calibration.reliability(
        [item.turn.confidence for item in answered], [item.right for item in answered]
    )
    return {
        "n": len(scored),
        "accuracy": mean(right),
        "macro_f1": _macro_f1(scored),
        "fallback_rate": mean([float(not item.turn.understood) for item in scored]),
        "false_escalation_rate": mean(false_calls),
        "recall_by_code": recall_by_code([(item.row.codes, item.turn.alarm is not None) for item in scored]),
        "ci95": {
            "accuracy": bootstrap.mean_interval(right),
            "macro_f1": _macro_f1_interval(scored),
            "false_escalation_rate": bootstrap.mean_interval(false_calls),
        },
        "counts": {"accuracy": len(scored), "false_escalation_rate": len(ordinary)},
        "calibration": {
            "ece": calibration.expected_error(bins),
            "n": len(answered),
            "bins": [asdict(item) for item in bins],
        },
        "confused": confusions(scored),
        "false_alarms": [false_alarm(item) for item in ordinary if item.calls_for_nothing],
        "missed_codes": [
            {"text": item.row.text, "codes": list(item.row.codes)}
            for item in scored
            if item.row.codes and item.turn.alarm is None
        ],
        "failed_turns": [
            {"text": item.row.text, "error": item.turn.error} for item in scored if item.turn.error
        ],
    }


def mean(values: Sequence[float]) -> float | None:
    return sum(values) / len(values) if values else None


def recall_by_code(rows: Sequence[tuple[Sequence[str], bool]]) -> dict[str, dict[str, Any]]:
    """`rows`: (codes, whether a person was called in time). {code: {"n", "recall"}} for codes that occur."""
    found: dict[str, list[float]] = defaultdict(list)
    for codes, called in rows:
        for code in codes:
            found[code].append(float(called))
    return {code: {"n": len(found[code]), "recall": mean(found[code])} for code in sorted(found)}


def confusions(scored: Sequence[Scored], most: int = WORST) -> list[dict[str, Any]]:
    """What was most often taken for something else, with examples."""
    cells: dict[tuple[str, str], list[Scored]] = defaultdict(list)
    for item in scored:
        if not item.right:
            cells[item.row.intent, item.predicted].append(item)
    worst = sorted(cells.items(), key=lambda cell: (-len(cell[1]), cell[0]))[:most]
    return [
        {
            "intent": intent,
            "predicted": predicted,
            "n": len(items),
            "examples": [item.row.text for item in items[:_EXAMPLES]],
        }
        for (intent, predicted), items in worst
    ]


def false_alarm(item: Scored) -> dict[str, Any]:
    return {
        "text": item.row.text,
        "intent": item.row.intent,
        "understood_as": item.turn.intent,
        **alarm_words(item.turn.alarm, item.turn.error),
    }


def alarm_words(alarm: Alarm | None, error: str = "") -> dict[str, Any]:
    """An alarm for the report: codes, the words that raised it, the bot's reason."""
    if alarm is None:
        return {"codes": [], "words": [], "reason": error}
    return {"codes": list(alarm.codes), "words": list(alarm.words), "reason": alarm.reason}


def confusion_matrix(rows: Sequence[IntentRow], turns: Sequence[Turn]) -> tuple[list[str], np.ndarray]:
    """(names, counts): row = intent meant, column = intent understood; names that occur as either."""
    scored = [Scored(row, turn) for row, turn in zip(rows, turns, strict=True)]
    names = sorted({item.row.intent for item in scored} | {item.predicted for item in scored})
    place = {name: index for index, name in enumerate(names)}
    counts = np.zeros((len(names), len(names)), dtype=int)
    for item in scored:
        counts[place[item.row.intent], place[item.predicted]] += 1
    return names, counts


def _indices(scored: Sequence[Scored]) -> tuple[np.ndarray, int, int]:
    """(meant and understood intent of each row as numbers, how many are meant by some row, how many in all)."""
    meant = sorted({item.row.intent for item in scored})
    names = meant + sorted({item.predicted for item in scored} - set(meant))
    place = {name: index for index, name in enumerate(names)}
    pairs = np.array([(place[item.row.intent], place[item.predicted]) for item in scored], dtype=int)
    return pairs.reshape(-1, 2), len(meant), len(names)


def _macro_f1(scored: Sequence[Scored]) -> float | None:
    """Mean F1 of the intents that occur in the file; one the file has no row of would count as 0 forever."""
    if not scored:
        return None
    pairs, meant, total = _indices(scored)
    return float(_macro_f1_of(pairs, meant, total))


def _macro_f1_of(pairs: np.ndarray, meant: int, total: int) -> float:
    truth, predicted = pairs[:, 0], pairs[:, 1]
    hits = np.bincount(truth[truth == predicted], minlength=total)
    support, claimed = np.bincount(truth, minlength=total), np.bincount(predicted, minlength=total)
    occurs = support[:meant] > 0
    score = 2 * hits[:meant] / np.maximum(1, support[:meant] + claimed[:meant])
    return float(score[occurs].mean())


def _macro_f1_interval(scored: Sequence[Scored]) -> bootstrap.Interval | None:
    if not scored:
        return None
    pairs, meant, total = _indices(scored)

    def figure(drawn: np.ndarray) -> np.ndarray:
        return np.array([_macro_f1_of(rows, meant, total) for rows in drawn])

    return bootstrap.interval(pairs, figure)
