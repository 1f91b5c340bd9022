"""Clause facts of products, one alone or two side by side: fields as the clauses have them, with source and date; no
score, no rank, no advice (《互联网保险业务监管办法》第15条（四）、第23条). Comparing needs a licence: off by default. Pure."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import pairwise

from actions.reply import HUMAN, Outcome, Reply, buttons, text
from insurer.knowledge import Knowledge
from insurer.knowledge_products import Product

GUIDE = ("买保险先看什么", "买保险攻略第1条")
_TERMS = ("等待期是什么", "等待期是什么意思")
_PER = {"policy_year": "每个保单年度", "accident": "每次事故"}
_FROM = {"policy_received": "自签收次日起", "effective": "自生效日起"}


def find_products(asked: str, knowledge: Knowledge) -> list[Product]:
    """Products whose name or other name is in the text, in the order of the text; the longest name wins."""
    found: dict[str, int] = {}
    for product in knowledge.products.values():
        names = (product.name, product.name.split("（")[0], *product.aliases)
        places = [asked.find(name) for name in names if len(name) > 1 and name in asked]
        if places:
            found[product.product_id] = min(places)
    return [knowledge.products[key] for key in sorted(found, key=lambda k: found[k])]


def comparison_off(named: Sequence[Product], knowledge: Knowledge) -> Outcome:
    """Why not, in one sentence, and what is allowed instead. `named`: the products that were asked about."""
    rule = knowledge.rules["no_license_no_compare"]
    words = (
        f"产品比较要由有牌照的机构来做（{rule.source.split('；')[0]}），这里没有开通，我就不比了，也不说哪个更好。\n"
        "能做的是：讲清条款里每一项是什么意思，一款一款给您看条款写了什么，或者请持牌的人来聊。"
    )
    shown = [_as_button(p) for p in (named or list(knowledge.products.values())[:1])[:2]]
    return Outcome((buttons(words, [*shown, _TERMS, GUIDE, HUMAN]),), "compare:off")


def which_products(found: Sequence[Product], knowledge: Knowledge) -> Outcome:
    """Comparing is on, but it is not clear which two are meant."""
    others = [p for p in knowledge.products.values() if p not in found]
    if len(found) == 1:
        words = f"想把{_short(found[0])}和哪一款放在一起看？"
        choices = [(_short(p), f"对比一下{_short(found[0])}和{_short(p)}") for p in others[:3]]
    else:
        words = "想看哪两款？把两款的名字一起发给我就行，比如下面这样。"
        pairs = list(pairwise(others))[:2]
        choices = [(f"{_short(a)}·{_short(b)}", f"对比一下{_short(a)}和{_short(b)}") for a, b in pairs]
    return Outcome((buttons(words, [*choices, HUMAN]),), "compare:which")


def side_by_side(one: Product, other: Product, licence: str) -> Outcome:
    """Every field that one of the two has; a field that one lacks is said to be missing, not bad."""
    left, right = _fields(one), _fields(other)
    names = [*left, *(name for name in right if name not in left)]
    rows = [f"{name}：{left.get(name, '条款没写')}｜{right.get(name, '条款没写')}" for name in names]
    words = "\n".join([f"{_short(one)}｜{_short(other)}", *rows])
    end = (
        f"来源：{_source(one)}；{_source(other)}。由{licence}依牌照提供；"
        "只列条款写了什么，不打分、不排名，也不是推荐，以产品条款为准。"
    )
    return Outcome((text(words), buttons(end, [_as_button(one), _as_button(other), HUMAN])), "compare:done")


def one_product(product: Product) -> Outcome:
    """What the clauses of one product say."""
    rows = [f"{name}：{value}" for name, value in _fields(product).items()]
    words = "\n".join([f"{product.name}（{product.insurer_name}），条款写的是：", *rows])
    end = f"来源：{_source(product)}；以您的保单条款为准。哪一项不明白，直接问我。"
    replies: tuple[Reply, ...] = (text(words), buttons(end, [_TERMS, HUMAN]))
    return Outcome(replies, f"product:{product.product_id}")


def _fields(product: Product) -> Mapping[str, str]:
    facts = product.facts
    listed: dict[str, str | None] = {
        "赔付方式": product.nature,
        "保障期限": product.term,
        "保额": _money(facts.sum_insured),
        "意外医疗": _money(facts.accident_medical_limit),
        "免赔额": _deductible(product),
        "赔付比例": facts.payout_ratio,
        "没用社保结算时": facts.payout_ratio_without_social_insurance,
        "每次最高": _money(facts.per_visit_limit),
        "等待期": f"{facts.waiting_period_days}天" if facts.waiting_period_days else "没有",
        "犹豫期": f"{facts.cooling_off_days}天，{_FROM[facts.cooling_off_start]}"
        if facts.cooling_off_days
        else None,
        "平台退保期": f"生效后{facts.platform_cancel_days}天内" if facts.platform_cancel_days else None,
        "医院范围": facts.hospital_scope,
        "住院前后门急诊": facts.pre_post_outpatient,
        "保证续保": _yes(facts.guaranteed_renewal),
        "轻症责任": _yes(facts.mild_illness_covered),
    }
    return {name: value for name, value in listed.items() if value}


def _deductible(product: Product) -> str:
    facts = product.facts
    if not facts.deductible:
        return "没有"
    per = _PER.get(facts.deductible_per or "", "")
    return f"{per}{_money(facts.deductible)}"


def _money(amount: Decimal | None) -> str | None:
    if amount is None:
        return None
    if amount >= 10_000 and amount % 10_000 == 0:
        return f"{amount / 10_000:.0f}万元"
    return f"{amount:.0f}元"


def _yes(value: bool | None) -> str | None:
    return None if value is None else "有" if value else "没有"


def _source(product: Product) -> str:
    as_of = f"，{product.as_of}" if product.as_of else ""
    return f"{product.name}条款（{product.insurer_name}{as_of}）"


def _short(product: Product) -> str:
    return product.name.split("（")[0]


def _as_button(product: Product) -> tuple[str, str]:
    return (f"看{_short(product)}条款", f"{_short(product)}保什么")
