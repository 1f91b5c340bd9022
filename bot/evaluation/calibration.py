"""Does a confidence of .8 mean right 8 times out of 10? Reliability curve and expected calibration error."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

BINS = 10


@dataclass(frozen=True)
class Bin:
    """Messages with a confidence from `low` up to `high`: how sure the bot was, how often it was right."""

    low: float
    high: float
    n: int
    confidence: float
    accuracy: float


def reliability(confidences: Sequence[float], right: Sequence[bool], bins: int = BINS) -> list[Bin]:
    """Bins of equal width that hold at least one message; a confidence of 1 belongs to the last."""
    members: list[list[int]] = [[] for _ in range(bins)]
    for index, confidence in enumerate(confidences):
        members[min(bins - 1, max(0, int(confidence * bins)))].append(index)
    return [
        Bin(
            low=number / bins,
            high=(number + 1) / bins,
            n=len(indices),
            confidence=sum(confidences[i] for i in indices) / len(indices),
            accuracy=sum(right[i] for i in indices) / len(indices),
        )
        for number, indices in enumerate(members)
        if indices
    ]


def expected_error(bins: Sequence[Bin]) -> float | None:
    """ECE: mean distance of accuracy from confidence, bins weighted by their messages; None without any."""
    total = sum(item.n for item in bins)
    return sum(item.n * abs(item.accuracy - item.confidence) for item in bins) / total if total else None
