"""95 % intervals by the percentile bootstrap, with a fixed seed."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

SEED = 20261122
RESAMPLES = 2000
_LEVEL = (2.5, 97.5)

Interval = tuple[float, float]


def mean_interval(values: Sequence[float], resamples: int = RESAMPLES) -> Interval | None:
    """Of the mean of `values` (shares: zeros and ones); None without values."""
    if not len(values):
        return None
    return interval(np.asarray(values, dtype=float), lambda rows: rows.mean(axis=-1), resamples)


def interval(
    rows: np.ndarray, figure: Callable[[np.ndarray], np.ndarray], resamples: int = RESAMPLES
) -> Interval:
    """`figure` maps resamples x n drawn rows to one number per resample."""
    random = np.random.default_rng(SEED)
    figures: list[float] = []
    # In pieces: 2000 x 5000 drawn rows at once would take hundreds of megabytes.
    piece = max(1, 2_000_000 // max(1, len(rows)))
    while len(figures) < resamples:
        count = min(piece, resamples - len(figures))
        drawn = random.integers(0, len(rows), size=(count, len(rows)))
        figures.extend(np.atleast_1d(figure(rows[drawn])).tolist())
    low, high = np.percentile(figures, _LEVEL)
    return float(low), float(high)
