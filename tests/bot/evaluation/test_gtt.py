"""GT-T against cases worked out by hand from the formula in bot/evaluation/gtt.py."""

from __future__ import annotations

import pytest

from bot.evaluation.gtt import TOLERANCES, gt_t


def test_the_very_turn_is_one_at_every_tolerance() -> None:
    assert [gt_t([3], [3], t) for t in TOLERANCES.values()] == [1.0, 1.0, 1.0]


def test_one_turn_late_at_tolerance_one() -> None:
    # exp(-1² / (2·1²)) = exp(-0.5) = 0.60653
    assert gt_t([4], [3], 1) == pytest.approx(0.60653, abs=1e-5)


def test_without_lambda_early_costs_what_late_costs() -> None:
    # exp(-2² / (2·2²)) = exp(-0.5) = 0.60653 on both sides
    assert gt_t([1], [3], 2) == pytest.approx(0.60653, abs=1e-5)
    assert gt_t([5], [3], 2) == pytest.approx(0.60653, abs=1e-5)


def test_a_wider_tolerance_forgives_more() -> None:
    # three turns late: T=1 exp(-9/2) = 0.01111; T=2 exp(-9/8) = 0.32465; T=3 exp(-9/18) = 0.60653
    assert [gt_t([6], [3], t) for t in (1, 2, 3)] == pytest.approx([0.01111, 0.32465, 0.60653], abs=1e-5)


def test_lambda_weighs_late_against_early() -> None:
    # λ = 0.5, one turn late: 1/(1-0.5) = 2, exp(-2·1/2) = exp(-1) = 0.36788
    assert gt_t([4], [3], 1, lam=0.5) == pytest.approx(0.36788, abs=1e-5)
    # λ = 0.5, one turn early: 1/(1+0.5) = 2/3, exp(-(2/3)/2) = exp(-1/3) = 0.71653
    assert gt_t([2], [3], 1, lam=0.5) == pytest.approx(0.71653, abs=1e-5)


def test_nobody_needed_and_nobody_called_is_one_anything_else_without_a_pair_is_zero() -> None:
    assert gt_t([], [], 1) == 1.0
    assert gt_t([2], [], 3) == 0.0
    assert gt_t([], [2], 3) == 0.0


def test_each_prediction_is_held_against_the_golden_turn_nearest_to_it() -> None:
    # predictions 2 and 6, golden 2 and 5, T=1: best of 2 is 1, best of 6 is exp(-0.5); mean (1 + 0.60653) / 2 = 0.80327
    assert gt_t([2, 6], [2, 5], 1) == pytest.approx(0.80327, abs=1e-5)


@pytest.mark.parametrize(("tolerance", "lam"), [(0, 0.0), (1, 1.0), (1, -1.0)])
def test_impossible_parameters_are_refused(tolerance: int, lam: float) -> None:
    with pytest.raises(ValueError, match="must"):
        gt_t([1], [1], tolerance, lam)
