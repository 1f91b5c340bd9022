"""Golden Transfer within Tolerance (GT-T): is a person called at the right turn, give or take a tolerance.

Source: Liu, Gao, Kang, Jiang, He, Sun, Liu, Lu: "Time to Transfer: Predicting and Evaluating Machine-Human Chatting
Handoff", AAAI 2021.

A dialogue has golden transfer turns q_1 … q_n and predicted ones p_1 … p_m. With tolerance T and 0 <= |λ| < 1

    GT-T = 1/m · Σ_i  max_j  exp( −  1 / (1 − λ·sgn(p_i − q_j))  ·  (p_i − q_j)² / (2·T²) )

which is 1 for a hit and falls off like a bell of width T; λ > 0 punishes late transfers more than early ones, λ = 0
both alike. Neither golden nor predicted turns: 1. Only one of the two: 0. The figure of a set is the mean over its
dialogues; GT-I, GT-II and GT-III have T = 1, 2, 3.

Here a dialogue has at most one golden turn (`escalate_at`) and one predicted turn (that of the first alarm: from then
on a person has the floor). A bot that never calls anybody scores the share of never-escalating dialogues, hence GT-T
always stands beside recall and false escalation.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

TOLERANCES = {"I": 1, "II": 2, "III": 3}


def gt_t(predicted: Sequence[int], golden: Sequence[int], tolerance: int, lam: float = 0.0) -> float:
    """GT-T of one dialogue, 0 to 1; arguments are turn numbers. Raises ValueError for impossible parameters."""
    if tolerance < 1:
        raise ValueError("The tolerance must be at least one turn.")
    if not -1 < lam < 1:
        raise ValueError("λ must lie between -1 and 1, both excluded.")
    if not predicted or not golden:
        return float(not predicted and not golden)
    best = (max(_closeness(p - q, tolerance, lam) for q in golden) for p in predicted)
    return sum(best) / len(predicted)


def _closeness(bias: int, tolerance: int, lam: float) -> float:
    sign = (bias > 0) - (bias < 0)
    return math.exp(-(bias**2) / (1 - lam * sign) / (2 * tolerance**2))
