"""Is the same thing insured twice? Before buying and for what is there already (rules DUP1–DUP7 of rules.yml).
Says what cannot be paid twice; persuades to nothing, neither to buy nor to cancel. Pure."""

from collections.abc import Sequence

from actions.reply import HUMAN, Outcome, Reply, buttons, text
from insurer.api import Policy
from insurer.api_writing import DuplicateCover
from insurer.knowledge import ClaimType, Knowledge

INDEMNITY = "费用补偿"
#: The same bill is brought to these one after the other; having both is no buying twice (DUP6).
_WITH_SOCIAL = "HUIMIN"
#: No figures: what an example would show is the order, not the sum.
_EXAMPLE = (
    "打个比方：一次住院，医保报完您自己还剩一笔，先拿一份去报，报不完的才轮到另一份；"
    "已经报过的钱，第二份不会再给一遍。"
)
_CALM = "不用急着退，也不用急着买：换产品等待期会重新算，先想清楚再动。"
_BUTTONS = [("哪份先报、怎么报", "几份医疗险能重复报销吗"), ("查我的保单", "我买过哪些保险"), HUMAN]


def overlaps(found: Sequence[DuplicateCover], policies: Sequence[Policy], knowledge: Knowledge) -> Outcome:
    """What the insurer found among the customer's policies."""
    names = {p.policy_no: _label(p) for p in policies}
    active = [p for p in policies if p.status == "active"]
    if not found:
        return Outcome((buttons(_nothing_twice(active, knowledge), _BUTTONS),), "duplicate:none")
    lines = [_overlap(item, names, knowledge) for item in found]
    rule = knowledge.rules["DUP1"]
    words = "\n".join([*lines, _EXAMPLE, f"（依据：{rule.source}）"])
    replies: list[Reply] = [text(words), buttons(f"{_CALM}哪份留、哪份不留，由您自己定。", _BUTTONS)]
    return Outcome(tuple(replies), "duplicate:found")


def before_buying(kind: ClaimType, policies: Sequence[Policy], knowledge: Knowledge) -> Outcome:
    """The customer thinks of buying cover of `kind`."""
    active = [p for p in policies if p.status == "active"]
    same = [p for p in active if kind.code in (p.insurance_type, *p.claim_types)]
    key = f"duplicate:before:{kind.code}"
    if "补偿" not in kind.nature:
        rule = knowledge.rules["DUP3"]
        words = (
            f"{kind.name}达到条件就按合同给钱，和报销型的各算各的，不算重复（{rule.source}）。"
            "买不买、买多少，由您自己定。"
        )
        return Outcome((buttons(words, _BUTTONS),), key)
    if not same:
        words = (
            f"您名下没有在保的{kind.name}类保单，在这一项上不重复。"
            "单位的补充医疗、惠民保我这边看不到，您自己也对一下：报销型的合起来不会超过实际花费。"
        )
        return Outcome((buttons(words, _BUTTONS),), key)
    had = "、".join(_label(p) for p in same)
    if INDEMNITY not in kind.nature:
        law = knowledge.clocks["double_property"]
        words = f"您已经有{had}，也管{kind.name}。{law.rule}（{law.basis}）。"
        return Outcome((text(words), buttons(_CALM, _BUTTONS)), key)
    if kind.code == _WITH_SOCIAL:
        rule = knowledge.rules["DUP6"]
        return Outcome((buttons(f"您已经有{had}。{rule.rule}（{rule.source}）。", _BUTTONS),), key)
    rule = knowledge.rules["DUP2"]
    words = (
        f"您已经有{had}，也是管{kind.name}的报销型保险，再买一份多半用不上，建议先别下单。"
        f"{_EXAMPLE}您看明白了还是想买，由您自己确认（依据：{rule.source}）。"
    )
    return Outcome((text(words), buttons(_CALM, _BUTTONS)), key)


def _overlap(item: DuplicateCover, names: dict[str, str], knowledge: Knowledge) -> str:
    kinds = "、".join(
        knowledge.claim_types[code].name for code in item.claim_types if code in knowledge.claim_types
    )
    one, other = (names.get(no, f"尾号 {no[-4:]} 的保单") for no in (item.policy_no, item.other_policy_no))
    return f"{one}和{other}在{kinds or '报销'}上重叠：{item.why.rstrip('。')}。"


def _nothing_twice(active: Sequence[Policy], knowledge: Knowledge) -> str:
    if not active:
        return "您名下现在没有在保的保单，谈不上买重复。想买之前，可以先问我两份会不会重。"
    fixed = [p for p in active if INDEMNITY not in _nature(p, knowledge)]
    also = f"（{'、'.join(_label(p) for p in fixed)}是定额给付的，本来就不算重复）" if fixed else ""
    return f"我对过您名下在保的 {len(active)} 份，报销型的没有互相重叠的{also}。外面买的和单位的我看不到，可以报给管家一起对。"


def _nature(policy: Policy, knowledge: Knowledge) -> str:
    product = knowledge.products.get(policy.product_id)
    if product is not None:
        return product.nature
    kind = knowledge.claim_types.get(policy.insurance_type)
    return kind.nature if kind else ""


def _label(policy: Policy) -> str:
    return f"「{policy.product_name.split('（')[0]}」（尾号 {policy.policy_no[-4:]}）"
