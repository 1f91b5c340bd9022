"""What cancelling a policy means on a day: the table of cancellation scenes (data/knowledge/rules.yml, section
cancel). Pure. Nothing here keeps anybody from cancelling: what cannot be computed is handed to a person."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from insurer.api import Policy
from insurer.api_writing import CancellationQuote
from insurer.knowledge import Knowledge
from insurer.knowledge_products import ProductFacts

_CENT = Decimal("0.01")
#: A policy of one year is a short-term one; longer ones have a cash value.
_ONE_YEAR_DAYS = 366


@dataclass(frozen=True)
class PolicyTerms:
    """What cancelling rests on. `net_premium`: premium less costs; `cash_value`: of long policies, as of
    today; `received_on`: when the electronic policy was received; `has_claims`: anything reported under
    it."""

    premium: Decimal
    net_premium: Decimal
    cash_value: Decimal | None
    received_on: date | None
    has_claims: bool


def quote(policy: Policy, terms: PolicyTerms | None, today: date, knowledge: Knowledge) -> CancellationQuote:
    """The kind that is best for the customer on `today` (Chinese local date)."""
    if policy.status != "active":
        return _impossible(policy, _NOT_ACTIVE[policy.status])
    if today > policy.expiry_date:
        return _impossible(policy, _NOT_ACTIVE["expired"])
    if terms is None:
        return _impossible(policy, "这份保单的退保金额要由承保公司核算，不能在线直接办；管家可以帮您办。")
    full = _in_full(policy, terms, today, knowledge)
    if full is not None:
        return full
    if terms.has_claims:
        why = "这份保单下有过报案或理赔，能退多少要由承保公司按条款核算，不能在线直接办；管家可以帮您办。"
        return _impossible(policy, why)
    return _surrender(policy, terms, today, knowledge)


def _in_full(
    policy: Policy, terms: PolicyTerms, today: date, knowledge: Knowledge
) -> CancellationQuote | None:
    """Within the cooling-off period or the platform's days; None when neither holds."""
    facts = _facts(policy, knowledge)
    cooling_off_until = _cooling_off_until(policy, terms, facts)
    platform_until = policy.effective_date + timedelta(days=policy.platform_cancel_days)
    no_claim_needed = facts is None or facts.platform_cancel_requires_no_claim
    if cooling_off_until is not None and today <= cooling_off_until and not terms.has_claims:
        why = f"犹豫期内可以全额退，最晚到{_day(cooling_off_until)}（{_source(knowledge, 'cool_long_health')}）。"
        return _quoted(policy, "cooling_off", terms.premium, knowledge, why, cooling_off_until)
    if policy.platform_cancel_days and today <= platform_until and not (terms.has_claims and no_claim_needed):
        why = (
            f"生效后 {policy.platform_cancel_days} 天内、没有报案和理赔，可以在平台全额退，"
            f"最晚到{_day(platform_until)}；这是平台的服务，不是法定的犹豫期。"
        )
        return _quoted(policy, "platform_days", terms.premium, knowledge, why, platform_until)
    return None


_NOT_ACTIVE = {
    "cancelled": "这份保单已经退保了，不用再退。",
    "expired": "这份保单已经到期，保障结束了，没有可以退的保费。",
    "lapsed": "这份保单已经中止，退多少要由承保公司核算，不能在线直接办；管家可以帮您办。",
}


def _facts(policy: Policy, knowledge: Knowledge) -> ProductFacts | None:
    product = knowledge.products.get(policy.product_id)
    return product.facts if product else None


def _cooling_off_until(policy: Policy, terms: PolicyTerms, facts: ProductFacts | None) -> date | None:
    if not policy.cooling_off_days:
        return None
    from_receipt = facts is None or facts.cooling_off_start == "policy_received"
    start = (terms.received_on or policy.effective_date) if from_receipt else policy.effective_date
    return start + timedelta(days=policy.cooling_off_days)


def _surrender(policy: Policy, terms: PolicyTerms, today: date, knowledge: Knowledge) -> CancellationQuote:
    total = (policy.expiry_date - policy.effective_date).days + 1
    if total <= _ONE_YEAR_DAYS:
        # A day begun counts as a whole one.
        passed = max(0, (today - policy.effective_date).days + 1)
        left = Decimal(total - passed) / Decimal(total)
        refund = (terms.net_premium * left).quantize(_CENT, ROUND_HALF_UP)
        why = (
            f"已经过了全额退的时间，按净保费×(1－已过 {passed} 天÷总共 {total} 天)退"
            f"（{_source(knowledge, 'short_after')}），以承保公司核定为准。"
        )
        return _quoted(policy, "surrender", refund, knowledge, why)
    if terms.cash_value is None:
        return _impossible(policy, "这份保单的现金价值要由承保公司核算，不能在线直接办；管家可以帮您办。")
    why = f"犹豫期过后按现金价值退（{_source(knowledge, 'long_after')}），现金价值可能比已交的保费少。"
    return _quoted(policy, "surrender", terms.cash_value, knowledge, why)


def _quoted(
    policy: Policy, kind: str, refund: Decimal, knowledge: Knowledge, reason: str, until: date | None = None
) -> CancellationQuote:
    return CancellationQuote.model_validate(
        {
            "policy_no": policy.policy_no,
            "kind": kind,
            "until": until,
            "refund": refund,
            "refund_days": knowledge.clocks["free_cancel"].days,
            "consequences": _consequences(policy),
            "reason": reason,
        }
    )


def _impossible(policy: Policy, reason: str) -> CancellationQuote:
    return CancellationQuote(policy_no=policy.policy_no, kind="not_possible", reason=reason)


def _consequences(policy: Policy) -> tuple[str, ...]:
    lost = ["退保办好后，这份保障就停了，之后出的事不再能报。"]
    if policy.waiting_period_days:
        lost.append(f"以后再买，等待期（{policy.waiting_period_days} 天）要重新算。")
    lost.append("以后再买，健康状况要重新告知，不一定还能按现在的条件买到。")
    return tuple(lost)


def _source(knowledge: Knowledge, key: str) -> str:
    return knowledge.rules[key].source


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
