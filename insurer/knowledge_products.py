"""Shapes of products.yml and rules.yml; loaded by insurer.knowledge."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from pydantic import ConfigDict

_STRICT = ConfigDict(extra="forbid", coerce_numbers_to_str=True, str_strip_whitespace=True)


@dataclass(frozen=True)
class ProductFacts:
    """Figures of a product for tables and rules: amounts in yuan, days as whole numbers, ratios as written
    (100%). None: the product has no such figure."""

    __pydantic_config__ = _STRICT
    sum_insured: Decimal
    deductible: Decimal
    waiting_period_days: int
    cooling_off_days: int
    platform_cancel_days: int
    platform_cancel_requires_no_claim: bool = True
    cooling_off_start: Literal["policy_received", "effective"] = "policy_received"
    deductible_per: Literal["policy_year", "accident"] | None = None
    payout_ratio: str | None = None
    payout_ratio_without_social_insurance: str | None = None
    hospital_scope: str | None = None
    pre_post_outpatient: str | None = None
    guaranteed_renewal: bool | None = None
    accident_medical_limit: Decimal | None = None
    per_visit_limit: Decimal | None = None
    mild_illness_covered: bool | None = None
    pays_times: int | None = None
    address_bound: bool | None = None


@dataclass(frozen=True)
class Clause:
    """What may be quoted of a product's clauses."""

    __pydantic_config__ = _STRICT
    number: str
    title: str
    text: str


@dataclass(frozen=True)
class Product:
    """products.yml: clause facts of one product; no rating, no rank, no advice. `as_of`: day on which the facts were
    taken from the clauses (2026-11-22)."""

    __pydantic_config__ = _STRICT
    product_id: str
    name: str
    aliases: tuple[str, ...]
    insurance_type: str
    claim_types: tuple[str, ...]
    insurer_name: str
    nature: str
    term: str
    facts: ProductFacts
    clauses: tuple[Clause, ...]
    source: str
    as_of: str = ""
    confirm: bool = False


@dataclass(frozen=True)
class Rule:
    """rules.yml: a rule of claims in general, cancelling, buying twice, personal data or products. `use`:
    what the bot does with it, not shown to customers."""

    __pydantic_config__ = _STRICT
    key: str
    section: Literal["claims", "cancel", "duplicate", "privacy", "product"]
    subject: str
    rule: str
    source: str
    use: str = ""
    confirm: bool = False
