"""What cancelling means on a day: the scenes of data/knowledge/rules.yml, section cancel; and cover bought twice."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from insurer.api import Policy
from insurer.knowledge import Knowledge, load
from insurer.reference.cancelling import PolicyTerms, quote
from insurer.reference.demo import demo_people
from insurer.reference.duplicates import duplicates

TODAY = date(2026, 11, 22)
PEOPLE = demo_people(TODAY)
TERMS = PolicyTerms(Decimal("365.00"), Decimal("255.50"), None, None, has_claims=False)


def policy_of(ref: str, number: str, **more: object) -> Policy:
    person = next(p for p in PEOPLE if p.customer.ref == ref)
    found = next(p for p in person.policies if p.policy_no == number)
    return found.model_copy(update=more)


@pytest.fixture
def short() -> Policy:
    """One year, fifteen platform days, begun on 1 November: 1 November 2026 to 31 October 2027, 365 days."""
    return policy_of("C005", "P8800050001", effective_date=date(2026, 11, 1), expiry_date=date(2027, 10, 31))


@pytest.fixture
def long() -> Policy:
    return policy_of("C004", "P8800040002", effective_date=date(2026, 11, 1), expiry_date=date(2036, 10, 31))


@pytest.mark.parametrize(
    ("day", "kind", "refund"),
    [
        (date(2026, 10, 20), "platform_days", "365.00"),  # bought, not begun
        (date(2026, 11, 1), "platform_days", "365.00"),
        (date(2026, 11, 16), "platform_days", "365.00"),  # the first day does not count
        (date(2026, 11, 17), "surrender", "243.60"),  # 17 of 365 days begun: 255.50 × 348/365
        (date(2027, 10, 31), "surrender", "0.00"),
    ],
)
def test_a_short_policy(short: Policy, knowledge: Knowledge, day: date, kind: str, refund: str) -> None:
    found = quote(short, TERMS, day, knowledge)
    assert (found.kind, found.refund) == (kind, Decimal(refund))
    assert found.until == (date(2026, 11, 16) if kind == "platform_days" else None)
    assert found.refund_days == 30
    assert found.consequences


def test_the_platforms_days_need_no_claims_where_the_product_says_so(
    short: Policy, knowledge: Knowledge
) -> None:
    found = quote(short, replace(TERMS, has_claims=True), date(2026, 11, 10), knowledge)
    assert (found.kind, found.refund) == ("not_possible", None)


@pytest.mark.parametrize(
    ("received", "day", "kind", "refund"),
    [
        (date(2026, 11, 3), date(2026, 11, 18), "cooling_off", "365.00"),
        (date(2026, 11, 3), date(2026, 11, 19), "surrender", "120.00"),
        (None, date(2026, 11, 16), "cooling_off", "365.00"),
        (None, date(2026, 11, 17), "surrender", "120.00"),
    ],
)
def test_a_long_policy(
    long: Policy, knowledge: Knowledge, received: date | None, day: date, kind: str, refund: str
) -> None:
    terms = replace(TERMS, cash_value=Decimal("120.00"), received_on=received)
    found = quote(long, terms, day, knowledge)
    assert (found.kind, found.refund) == (kind, Decimal(refund))


@pytest.mark.parametrize("status", ["lapsed", "expired", "cancelled"])
def test_what_is_not_in_force_is_not_cancelled_here(short: Policy, knowledge: Knowledge, status: str) -> None:
    assert quote(short.model_copy(update={"status": status}), TERMS, TODAY, knowledge).kind == "not_possible"


def test_what_cannot_be_computed_is_handed_to_a_person(
    short: Policy, long: Policy, knowledge: Knowledge
) -> None:
    for found in (
        quote(short, None, TODAY, knowledge),
        quote(long, TERMS, date(2027, 5, 1), knowledge),
        quote(short, TERMS, date(2028, 1, 1), knowledge),
    ):
        assert (found.kind, found.refund) == ("not_possible", None)
        assert found.reason


KNOWLEDGE = load()


@settings(deadline=None)
@given(passed=st.integers(0, 364), cents=st.integers(0, 10_000_00))
def test_a_refund_is_between_nothing_and_the_net_premium_and_never_grows(passed: int, cents: int) -> None:
    net = Decimal(cents) / 100
    terms = replace(TERMS, net_premium=net)
    begun = TODAY - timedelta(days=passed)
    policy = policy_of(
        "C005",
        "P8800050001",
        effective_date=begun,
        expiry_date=begun + timedelta(days=364),
        platform_cancel_days=0,
    )
    today, tomorrow = (
        quote(policy, terms, day, KNOWLEDGE).refund for day in (TODAY, TODAY + timedelta(days=1))
    )
    assert today is not None
    assert 0 <= today <= net
    assert tomorrow is None or tomorrow <= today


# --- cover bought twice ---


def two(**more: object) -> list[Policy]:
    return [
        policy_of("C001", "P8800010001"),
        policy_of("C001", "P8800010003").model_copy(update=more),
    ]


def test_two_that_reimburse_the_same_bill(knowledge: Knowledge) -> None:
    (found,) = duplicates(two(), TODAY, knowledge)
    assert found.claim_types == ("INPATIENT_MED", "MILLION_MED")
    assert knowledge.rules["DUP1"].source in found.why


@pytest.mark.parametrize(
    "more",
    [
        {"status": "cancelled"},
        {"expiry_date": TODAY - timedelta(days=1)},
        {"insured_name_masked": "王*华"},
        {"claim_types": ("HOSPITAL_CASH",)},  # a fixed sum is paid beside (DUP3)
        {"deductible": Decimal(0)},  # low and high deductible complement each other (DUP4)
        {"claim_types": ("OUTPATIENT_MED",)},
    ],
)
def test_what_is_no_duplicate(knowledge: Knowledge, more: dict[str, object]) -> None:
    assert duplicates(two(**more), TODAY, knowledge) == ()


def test_fixed_sums_are_never_duplicates(knowledge: Knowledge) -> None:
    both = [p.model_copy(update={"claim_types": ("CI_SEVERE", "HOSPITAL_CASH")}) for p in two()]
    assert duplicates(both, TODAY, knowledge) == ()
