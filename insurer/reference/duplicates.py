"""Two policies that pay the same bill (rules DUP1, DUP3, DUP4 of data/knowledge/rules.yml). Pure."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from itertools import combinations

from insurer.api import Policy
from insurer.api_writing import DuplicateCover
from insurer.knowledge import Knowledge

#: What a bill is paid for once only (费用补偿), as claim_types.yml calls it.
_REIMBURSES = "费用补偿"
#: A deductible this much higher than the other policy's makes the two complements (DUP4).
_COMPLEMENT = Decimal(5000)


def duplicates(policies: Sequence[Policy], today: date, knowledge: Knowledge) -> tuple[DuplicateCover, ...]:
    """Pairs of active policies of the same insured person that reimburse the same kind of claim and do not
    complement each other by a low and a high deductible."""
    active = [p for p in policies if p.status == "active" and p.expiry_date >= today]
    found = []
    for one, other in combinations(active, 2):
        shared = tuple(kind for kind in one.claim_types if _pays_twice(kind, other, knowledge))
        same_person = (one.insured_name_masked, one.relation) == (other.insured_name_masked, other.relation)
        if shared and same_person and abs(one.deductible - other.deductible) < _COMPLEMENT:
            found.append(_pair(one, other, shared, knowledge))
    return tuple(found)


def _pays_twice(kind: str, other: Policy, knowledge: Knowledge) -> bool:
    return kind in other.claim_types and knowledge.claim_types[kind].nature.startswith(_REIMBURSES)


def _pair(one: Policy, other: Policy, shared: tuple[str, ...], knowledge: Knowledge) -> DuplicateCover:
    names = "、".join(knowledge.claim_types[kind].name for kind in shared)
    source = knowledge.rules["DUP1"].source
    why = f"两份都能报{names}的费用，是报销型的：合计赔付不超过实际花费，先用哪一份由您选（{source}）。"
    return DuplicateCover(
        policy_no=one.policy_no, other_policy_no=other.policy_no, claim_types=shared, why=why
    )
