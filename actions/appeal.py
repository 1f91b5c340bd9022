"""Appealing against a claim decision: which claim, what is not accepted, new evidence; then number and clock."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import ClassVar

from actions import answers_requests as say
from actions.form_draft import Draft
from actions.form_fields import ChoiceField, Field, TextField
from actions.forms import Form, FormStart, FormStep, begin
from actions.lookups import claims_of, written
from actions.reply import Outcome, noted
from actions.resources import insurer, knowledge
from actions.slots import Turn
from actions.uploads import claim_options, remembered_claim
from insurer.errors import InsurerRefused

_SUBMITTED = "APPEAL_SUBMITTED"


class Appeal(Form):
    name = "appeal_form"
    title = "申请复核"
    start_words = "我要申请复核"
    confirm = "确认提交"
    opening = "好，我来帮您提复核，会换一位没参与过的人重新看。"
    own_intents = frozenset({"ask_appeal_howto", "dispute_rejection", "dispute_amount"})
    wire_names: ClassVar[Mapping[str, str]] = {"claim_no": "claim", "text": "reason"}
    _fields: tuple[Field, ...] = (
        ChoiceField(
            name="claim",
            label="理赔",
            names=("案子", "哪件"),
            ask="对哪一件理赔的结论不认可？",
            options=claim_options,
            entity="claim_type",
        ),
        TextField(
            name="reason",
            label="不认可的地方",
            names=("理由", "原因"),
            ask="您不认可哪一点？照您的话写，我原样交上去，不改一个字。",
            example="病理报告写的是浸润性癌，结论里按原位癌处理了",
            why="复核的人先看这一段，写得越具体越好。",
            least=4,
            most=1500,
        ),
        TextField(
            name="evidence",
            label="新的证据",
            names=("证据", "补充材料"),
            ask="有没有新的材料或证据？有就说说是什么，照片稍后直接发我；没有就跳过。",
            example="另一家医院的会诊意见",
            optional=True,
            most=400,
        ),
    )

    def fields(self) -> Sequence[Field]:
        return self._fields

    async def prepare(self, draft: Draft, turn: Turn) -> Draft | Outcome:
        claims = await claims_of(turn)
        states = knowledge().claim_states
        open_to_it = [c for c in claims if c.state_code in states and _SUBMITTED in states[c.state_code].next]
        if not open_to_it:
            return say.nothing_to_appeal(claims, knowledge())
        return replace(draft, facts={**draft.facts, "claims": [remembered_claim(c) for c in open_to_it]})

    def settle(self, draft: Draft, turn: Turn) -> Draft:
        options = claim_options(draft)
        if "claim" not in draft.values and len(options) == 1:
            return draft.with_value("claim", options[0].value)
        return draft

    def way_out(self, draft: Draft, error: InsurerRefused) -> str:
        return "您写的都留着，管家可以接着帮您办；投诉、调解、诉讼这些路也都还在。"

    async def submit(self, draft: Draft, turn: Turn, key: str) -> Outcome:
        evidence = draft.values.get("evidence")
        request = await written(
            insurer().make_request(
                customer_ref=turn.user.customer_ref or "",
                kind="appeal",
                text=str(draft.values["reason"]),
                claim_no=str(draft.values["claim"]),
                details={"evidence": str(evidence)} if evidence else {},
                key=key,
                correlation_id=turn.correlation_id,
            )
        )
        return noted(say.appealed(request, bool(evidence), knowledge()), request)


class ActionAppeal(FormStart):
    """「我要申请复核」; the question how it is done is answered with the form one tap away."""

    action = "action_appeal"
    form = Appeal()

    async def answer(self, turn: Turn) -> Outcome:
        if say.wants_appeal(turn.text):
            return await begin(self.form, turn)
        return say.appeal_explained(knowledge())


class ValidateAppeal(FormStep):
    action = "validate_appeal_form"
    form = Appeal()
