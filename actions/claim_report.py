"""Reporting a claim: what happened, when, on which policy; then the claim number and the list of documents."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

from actions import answers_report as say
from actions.form_draft import Draft
from actions.form_fields import AmountField, ChoiceField, DayField, Field, Option, TextField, Value
from actions.forms import Form, FormStart, FormStep, begin
from actions.lookups import policies_of, written
from actions.reply import Outcome
from actions.resources import insurer, knowledge
from actions.slots import Turn
from insurer.api import Policy
from insurer.errors import InsurerRefused

_MEDICAL = frozenset(
    {
        "INPATIENT_MED",
        "OUTPATIENT_MED",
        "MILLION_MED",
        "HOSPITAL_CASH",
        "ACC_MED",
        "HUIMIN",
        "CI_SEVERE",
        "CI_MILD",
    }
)
#: Who reports, seen from the insured; the policy says who the insured is, seen from the customer.
_REPORTER = {
    "self": "self",
    "spouse": "spouse",
    "parent": "child",
    "child": "parent",
    "sibling": "sibling",
    "grand": "grand",
    "in_law": "other",
}
_HOSPITAL = re.compile(
    r"(?:我)?(?:是)?(?:在|去的?)?(?P<name>[^,，。?？\s]{1,20}(?:医院|卫生院|诊所|卫生服务中心|卫生站))(?:看的|住的|做的)?[。.]?"
)
_TRIGGER = re.compile(
    r"我(?:要|想|来)?(?:再)?报(?:个|一个)?案|报(?:个)?案|(?:我)?(?:要|想)?(?:申请)?理(?:赔|陪)|出险了?|(?:怎么|咋个?|如何)(?:报|申请|办|走流程|弄)|走流程|"
    r"(?:帮|给)我|请问|你好|您好|在吗|申请|报销|能报吗|[,，。.!！?？~\s]"
)


#: Without one of these a sentence may say anything, but not what happened.
_HAPPENED = re.compile(
    r"摔|撞|碰|磕|伤|骨折|断|扭|烫|烧|咬|抓|住院|出院|手术|开刀|病|确诊|查出|发烧|发炎|疼|痛|车祸|追尾|刮|漏水|泡|火|偷|丢|延误|晚点|猝|中暑|过敏|挂水|看了?(?:医生|门诊|急诊)"
)
_AT_THE_END = re.compile(
    r"[,，。\s]*(?:我)?(?:(?:要|想)(?:来)?报(?:个|一个)?案|报(?:个)?案|(?:怎么|咋个?|如何|想|要|可以)?(?:申请)?理(?:赔|陪)(?:怎么弄)?|(?:怎么|咋个?|如何)(?:报|办|弄))[吧呢啊了。.!！?？]*$"
)


def _policy_options(draft: Draft) -> Sequence[Option]:
    kind = draft.values.get("claim_type")
    return [
        Option(p["policy_no"], p["title"], (p["product"], p["policy_no"], p["policy_no"][-4:], *p["words"]))
        for p in draft.facts.get("policies", ())
        if not kind or kind in p["claim_types"]
    ]


def _type_options(draft: Draft) -> Sequence[Option]:
    chosen = draft.values.get("policy")
    codes = dict.fromkeys(
        code
        for policy in draft.facts.get("policies", ())
        if chosen in (None, policy["policy_no"])
        for code in policy["claim_types"]
    )
    kinds = knowledge().claim_types
    return [Option(c, kinds[c].name, kinds[c].aliases) for c in codes if c in kinds]


def _is_medical(values: Mapping[str, Any]) -> bool:
    return values.get("claim_type") in _MEDICAL


@dataclass(frozen=True, kw_only=True)
class HospitalField(TextField):
    """A hospital named while something else was asked is noted."""

    def spot(self, text: str, turn: Turn, draft: Draft) -> Value | None:
        found = _HOSPITAL.fullmatch(text.strip())
        return Value(found["name"]) if found else None


class ReportClaim(Form):
    name = "report_claim_form"
    title = "报案"
    start_words = "我要报案"
    confirm = "确认报案"
    opening = "好，我来帮您报案，几个小问题就好。"
    own_intents = frozenset({"report_claim", "ask_claim_deadline"})
    wire_names: ClassVar[Mapping[str, str]] = {"policy_no": "policy", "amount_estimate": "amount"}
    _fields: tuple[Field, ...] = (
        TextField(
            name="incident",
            label="经过",
            names=("出了什么事", "事情", "情况", "原因"),
            ask="出了什么事？用您自己的话说一两句就行。",
            example="骑车摔倒，右手腕骨折，去医院打了石膏",
            why="写清怎么回事，审核时就不用再来回问您。",
            least=4,
        ),
        DayField(
            name="incident_date",
            label="出险日期",
            names=("日期", "时间", "哪天", "日子"),
            ask="是哪一天的事？住院的话，说住院那天。",
            why="要对一下那天是不是在保障期里。",
        ),
        ChoiceField(
            name="claim_type",
            label="理赔类型",
            names=("类型", "种类", "险种"),
            ask="这次想报的是哪一种？",
            options=_type_options,
            entity="claim_type",
            why="不同的种类，要的材料不一样。",
        ),
        ChoiceField(
            name="policy",
            label="保单",
            names=("产品", "合同", "哪份"),
            ask="用哪一份保单报？",
            options=_policy_options,
            why="一份保单对应一个报案号。",
        ),
        HospitalField(
            name="hospital",
            label="医院",
            names=("就诊医院", "哪家医院"),
            ask="在哪家医院看的？还没去或者记不清，可以跳过。",
            example="市第一人民医院",
            why="有的保单对医院有要求，先记下来，有问题能早点告诉您。",
            optional=True,
            most=60,
            when=_is_medical,
        ),
        AmountField(
            name="amount",
            label="大概花费",
            names=("金额", "花费", "花了", "费用", "钱"),
            ask="大概花了多少钱？估个数就行，不清楚可以跳过。",
            optional=True,
            when=lambda values: (
                values.get("claim_type") in _MEDICAL - {"CI_SEVERE", "CI_MILD", "HOSPITAL_CASH"}
            ),
        ),
    )

    def fields(self) -> Sequence[Field]:
        return self._fields

    async def prepare(self, draft: Draft, turn: Turn) -> Draft | Outcome:
        usable = [p for p in await policies_of(turn) if p.status in ("active", "expired", "lapsed")]
        if not usable:
            return say.nothing_to_report_on()
        policies = [_remembered(p, usable) for p in usable]
        kept = replace(draft, facts={**draft.facts, "policies": policies})
        known = {code for p in policies for code in p["claim_types"]}
        if turn.claim_type in known and turn.entity("claim_type") is None:
            kept = kept.with_value("claim_type", turn.claim_type)
        if _for_somebody_else(turn, usable):
            kept = replace(kept, lead=kept.lead + say.WHOSE)
        story = story_of(turn.text)
        return kept.with_value("incident", story) if story else kept

    def settle(self, draft: Draft, turn: Turn) -> Draft:
        """An only choice is no question."""
        for name, options in (("claim_type", _type_options(draft)), ("policy", _policy_options(draft))):
            if name not in draft.values and len(options) == 1:
                draft = draft.with_value(name, options[0].value)
        chosen = _chosen(draft)
        if chosen and draft.values.get("claim_type") not in (None, *chosen["claim_types"]):
            draft = self.settle(draft.without("claim_type"), turn)
        return draft

    def check(self, draft: Draft, turn: Turn) -> tuple[str, str] | None:
        chosen, day = _chosen(draft), draft.values.get("incident_date")
        if chosen and day and not chosen["from"] <= day <= chosen["to"]:
            term = f"{_short(chosen['from'])}到{_short(chosen['to'])}"
            return "incident_date", (
                f"您选的这份保单，保障期是{term}，您说的{_short(day)}不在这段时间里。日子说对了的话，可以换一份保单，或者请管家核对；"
            )
        return None

    def summary(self, draft: Draft) -> list[tuple[str, str]]:
        chosen = _chosen(draft)
        insured = [("被保险人", chosen["insured"])] if chosen else []
        return [*super().summary(draft), *insured]

    def way_out(self, draft: Draft, error: InsurerRefused) -> str:
        return (
            "要是日期或保单选错了，点「修改」；都没错的话，点「转人工」，管家拿着您填的内容去核对，不用重填。"
        )

    async def submit(self, draft: Draft, turn: Turn, key: str) -> Outcome:
        values, chosen = draft.values, _chosen(draft)
        amount = values.get("amount")
        claim = await written(
            insurer().report_claim(
                customer_ref=turn.user.customer_ref or "",
                policy_no=str(values["policy"]),
                claim_type=str(values["claim_type"]),
                incident_date=date.fromisoformat(str(values["incident_date"])),
                incident=str(values["incident"]),
                reporter_relation=_REPORTER.get(chosen["relation"] if chosen else "self", "other"),
                amount_estimate=Decimal(amount) if amount else None,
                hospital=values.get("hospital"),
                key=key,
                correlation_id=turn.correlation_id,
            )
        )
        return say.reported(claim, knowledge())


def _for_somebody_else(turn: Turn, policies: Sequence[Policy]) -> bool:
    """A relative is named whom none of the policies insures."""
    named = turn.entity("relation")
    return named not in (None, "self") and named not in {policy.relation for policy in policies}


def story_of(text: str) -> str | None:
    """What happened, when the first message tells it; None for a mere wish to report."""
    rest = _TRIGGER.sub("", text)
    told = len(re.sub(r"[\W_]", "", rest)) >= 4 and bool(_HAPPENED.search(rest))
    asks = re.search(r"[?？]|吗$|什么|怎么|多久|哪里|能不能|可以不|行不", text.strip())
    return _AT_THE_END.sub("", text).strip()[:500] if told and not asks else None


def _remembered(policy: Policy, all_of_them: Sequence[Policy]) -> dict[str, Any]:
    """What the form needs of a policy, as JSON; the number's tail only where names are alike."""
    alike = [p for p in all_of_them if p.product_name == policy.product_name]
    title = policy.product_name + (f"（尾号{policy.policy_no[-4:]}）" if len(alike) > 1 else "")
    kinds = knowledge().claim_types
    words = [kinds[c].insurance for c in policy.claim_types if c in kinds]
    return {
        "policy_no": policy.policy_no,
        "product": policy.product_name,
        "title": title,
        "words": list(dict.fromkeys(words)),
        "claim_types": list(policy.claim_types),
        "relation": policy.relation,
        "insured": policy.insured_name_masked,
        "from": policy.effective_date.isoformat(),
        "to": policy.expiry_date.isoformat(),
    }


def _chosen(draft: Draft) -> dict[str, Any] | None:
    number = draft.values.get("policy")
    return next((p for p in draft.facts.get("policies", ()) if p["policy_no"] == number), None)


def _short(day: str) -> str:
    found = date.fromisoformat(day)
    return f"{found.year}年{found.month}月{found.day}日"


class ActionReportClaim(FormStart):
    """「我要报案」; a question about reporting is answered first, with the form one tap away."""

    action = "action_report_claim"
    form = ReportClaim()

    async def answer(self, turn: Turn) -> Outcome:
        if say.only_asks(turn.text):
            return say.how_to_report(knowledge())
        return await begin(self.form, turn)


class ValidateReportClaim(FormStep):
    action = "validate_report_claim_form"
    form = ReportClaim()
