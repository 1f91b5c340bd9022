"""Earlier cases like this one: likest first, nobody's data, bounded."""

import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from handoff.domain.similarity import (
    SHOWN,
    WEIGHED,
    SettledCase,
    Sought,
    Traits,
    most_similar,
    traits_of,
    worth_weighing,
)

NOW = datetime(2026, 11, 22, tzinfo=UTC)
SOUGHT = Sought(
    ("E08",), "出院小结交了两次还要补", Traits("INPATIENT_MED", frozenset({"ask_docs_inpatient"}))
)


def settled(goal: str, *codes: str, days: int = 1, reason: str = "一次列全", **traits: Any) -> SettledCase:
    at = NOW - timedelta(days=days)
    return SettledCase(uuid4(), f"A-{goal[:8]}", codes, goal, "explained", reason, at, Traits(**traits))


def test_the_likest_come_first_and_strangers_do_not_come() -> None:
    near = settled(
        "出院小结交了三次还要补", "E08", claim_type="INPATIENT_MED", intents=frozenset({"ask_docs_inpatient"})
    )
    same_code = settled("车险定损的照片又要重拍", "E08")
    other_kind = replace(near, id=uuid4(), number="A-2", traits=Traits("CI_SEVERE"))
    stranger = settled("想退保", "E03", "E07", "E08", "E01")
    found = most_similar(SOUGHT, [stranger, same_code, other_kind, near])
    assert [c.number for c in found] == [near.number, other_kind.number, same_code.number]
    assert 1 >= found[0].score > found[1].score > found[2].score >= 0.25


def test_of_equals_the_newest_comes_first() -> None:
    old, new = settled("又要补材料", "E08", days=30), settled("又要补材料", "E08", days=2)
    assert [c.resolved_at for c in most_similar(SOUGHT, [old, new])] == [new.resolved_at, old.resolved_at]


def test_nobody_is_named() -> None:
    told = "我叫王建明，电话13800138000，保单号P2026000123456，出院小结交了两次还要补"
    [case] = most_similar(SOUGHT, [settled(told, "E08", reason=told + "，住朝阳区建国路88号院3号楼")])
    for secret in ("王建明", "13800138000", "P2026000123456", "建国路88号"):
        assert secret not in case.goal + case.outcome_reason


@pytest.mark.parametrize(
    "context",
    [{}, {"timeline": 5, "intents": {}}, {"timeline": {"claim_type": 3}, "intents": [1, {"name": None}, {}]}],
)
def test_a_package_of_another_shape_has_no_traits(context: dict[str, Any]) -> None:
    assert traits_of(context) == Traits()


def test_traits_are_read() -> None:
    context = {"timeline": {"claim_type": "CI_SEVERE"}, "intents": [{"name": "a"}, {"name": "b"}]}
    assert traits_of(context) == Traits("CI_SEVERE", frozenset({"a", "b"}))


def test_many_candidates_are_weighed_in_time() -> None:
    many = [settled(f"第{n}次补材料" + "补" * 200, "E08", days=n) for n in range(300)]
    start = time.perf_counter()
    likely = worth_weighing(SOUGHT, many)
    assert (len(likely), len(most_similar(SOUGHT, likely))) == (WEIGHED, SHOWN)
    assert time.perf_counter() - start < 1
