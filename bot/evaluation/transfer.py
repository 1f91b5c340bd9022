"""Measures on other people's data: does what the bot learned carry over? The files are arguments, never part of the project."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.metrics import roc_auc_score

from bot import knowledge
from bot.components.intent_model import IntentModel
from bot.components.text import Analysis, analyse
from bot.components.words import WordCutter
from bot.evaluation import bootstrap, stock, stock_pipelines
from bot.evaluation.formats import FileProblem, read_json_lines, read_pairs
from bot.evaluation.intent_metrics import mean
from bot.evaluation.scorer import Scorer

#: Share of calm turns that may raise an alarm when recall is read off.
FALSE_ALARMS = 0.10
_RESAMPLES = 500
_SMP_HEADER = ("text", "label")
_ANGRY = "angry"
_DISSATISFIED = 0


def smp(train: Path, develop: Path) -> dict[str, Any]:
    """Accuracy on `develop` of our intent classifier class and of Rasa's LogisticRegressionClassifier pipeline, both
    trained on `train` (SMP2017-ECDT: text<TAB>intent). Raises FileProblem, StockFailed."""
    known, asked = read_pairs(train, _SMP_HEADER), read_pairs(develop, _SMP_HEADER)
    texts, truth = [text for text, _ in asked], [label for _, label in asked]
    cutter = WordCutter.build(wording.text for wording in knowledge.wordings())

    def features(rows: Sequence[tuple[str, str]]) -> list[Analysis]:
        return [analyse(text, cutter.cut(text)) for text, _ in rows]

    # One author only, so that there is no batch to hold out for the temperature.
    model = IntentModel.fit(features(known), [label for _, label in known], ["one"] * len(known), quick=True)
    best = np.argmax(model.probabilities(features(asked)), axis=1)
    ours = [float(model.labels[i] == label) for i, label in zip(best, truth, strict=True)]
    guesses = stock.predict(stock_pipelines.LOGISTIC_REGRESSION, known, texts)
    theirs = [float(guess.intent == label) for guess, label in zip(guesses, truth, strict=True)]
    return {
        "n": len(asked),
        "accuracy": mean(ours),
        "accuracy_rasa_logistic_regression": mean(theirs),
        "ci95": {
            "accuracy": bootstrap.mean_interval(ours),
            "accuracy_rasa_logistic_regression": bootstrap.mean_interval(theirs),
        },
    }


def jd(path: Path, scorer: Scorer) -> dict[str, Any]:
    """Dissatisfied last turns against all others: JSON lines `{"history": [[user, agent], …], "satisfaction": 0|1|2}`, the
    user's turns played in order through scorer and decision. Raises FileProblem."""
    truth, weighed = [], []
    for number, row in read_json_lines(path):
        try:
            texts = [str(user) for user, _ in row["history"] if str(user).strip()]
            satisfaction = int(row["satisfaction"])
        except (KeyError, TypeError, ValueError):
            raise FileProblem(f"{path}, line {number}: `history` and `satisfaction` are expected.") from None
        if texts:
            truth.append(satisfaction == _DISSATISFIED)
            weighed.append(scorer.weigh(texts))
    scores = {
        "auc": [item.conversation for item in weighed],
        "auc_decision": [item.decided for item in weighed],
        "auc_message_alone": [item.alone for item in weighed],
    }
    figures: dict[str, Any] = {"n": len(truth), "dissatisfied": sum(truth)}
    figures |= {name: auc(truth, values) for name, values in scores.items()}
    figures["recall_at_10_percent_false_alarms"] = recall_at(truth, scores["auc"])
    figures["ci95"] = {"auc": auc_interval(truth, scores["auc"])}
    return figures


def emotion(path: Path, scorer: Scorer) -> dict[str, Any]:
    """Anger against every other emotion (SMP2020-EWECT: text<TAB>emotion). Raises FileProblem."""
    rows = read_pairs(path)
    truth = [label == _ANGRY for _, label in rows]
    weighed = [scorer.weigh([text]) for text, _ in rows]
    anger = [item.anger for item in weighed]
    return {
        "n": len(rows),
        "angry": sum(truth),
        "auc": auc(truth, anger),
        "auc_risk": auc(truth, [item.alone for item in weighed]),
        "ci95": {"auc": auc_interval(truth, anger)},
    }


def auc(truth: Sequence[bool], scores: Sequence[float]) -> float | None:
    """Chance that one that is true scores above one that is not; None where one of the two kinds is missing."""
    return float(roc_auc_score(truth, scores)) if len(set(truth)) == 2 else None


def auc_interval(truth: Sequence[bool], scores: Sequence[float]) -> bootstrap.Interval | None:
    if len(set(truth)) != 2:
        return None
    rows = np.column_stack([np.asarray(truth, float), np.asarray(scores, float)])

    def figure(drawn: np.ndarray) -> np.ndarray:
        return np.array([_auc_of(part) for part in drawn])

    return bootstrap.interval(rows, figure, _RESAMPLES)


def _auc_of(rows: np.ndarray) -> float:
    """By ranks (Mann-Whitney), ties shared; 0.5 for a resample of one kind only."""
    positive = int(rows[:, 0].sum())
    negative = len(rows) - positive
    if not positive or not negative:
        return 0.5
    _, place, counts = np.unique(rows[:, 1], return_inverse=True, return_counts=True)
    ranks = (np.cumsum(counts) - (counts - 1) / 2)[place]
    return float((ranks[rows[:, 0] == 1].sum() - positive * (positive + 1) / 2) / (positive * negative))


def recall_at(
    truth: Sequence[bool], scores: Sequence[float], false_alarms: float = FALSE_ALARMS
) -> float | None:
    """Share of the true ones found by the lowest threshold that alarms at most at `false_alarms` of the others."""
    positive = np.array([s for s, t in zip(scores, truth, strict=True) if t])
    negative = np.array([s for s, t in zip(scores, truth, strict=True) if not t])
    if not len(positive) or not len(negative):
        return None
    thresholds = np.unique(np.concatenate([positive, negative]))
    allowed = [t for t in thresholds if (negative >= t).mean() <= false_alarms]
    return float((positive >= min(allowed)).mean()) if allowed else 0.0
