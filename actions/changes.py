"""Changes of contact data and beneficiaries: forms that end as a request with a number and its clock."""

from collections.abc import Sequence
from typing import ClassVar

from actions import answers_changes as say
from actions.answers_cancellation import label
from actions.base import Need
from actions.form_draft import Draft
from actions.form_fields import ChoiceField, Field, Option, PhoneField, TextField, YesNoField
from actions.forms import Form, FormStart
from actions.lookups import policies_of
from actions.reply import Outcome, noted
from actions.resources import knowledge
from actions.services import VerifiedStep, draft_text, registered, request
from actions.slots import Turn

_WHAT = (
    Option(say.PHONE, "手机号", ("换手机", "电话", "号码", "手机")),
    Option(say.ADDRESS, "联系地址", ("地址", "搬家", "住址")),
    Option(say.PAPERS, "姓名或证件", ("身份证", "证件", "名字", "姓名", "实名")),
    Option(say.FACE, "登录、刷脸过不了", ("刷脸", "人脸", "登录", "登陆", "认证失败", "核身")),
)


class ContactChangeForm(Form):
    name = "contact_change_form"
    title = "资料变更"
    start_words = "我要改联系方式"
    own_intents = frozenset({"change_contact_identity"})

    def fields(self) -> Sequence[Field]:
        return [
            ChoiceField(name="what", label="改什么", ask="要改哪一样？", options=lambda _: _WHAT),
            PhoneField(
                name="phone",
                label="新手机号",
                names=("手机号", "电话"),
                ask="新的手机号是多少？名下的保单一起改。",
                when=lambda values: values.get("what") == say.PHONE,
            ),
            TextField(
                name="address",
                label="新地址",
                names=("地址",),
                ask="新的联系地址是哪里？写到门牌号。名下的保单一起改。",
                example="杭州市西湖区文三路 1 号 2 单元 301",
                least=5,
                most=120,
                private=True,
                when=lambda values: values.get("what") == say.ADDRESS,
            ),
        ]

    async def prepare(self, draft: Draft, turn: Turn) -> Draft | Outcome:
        return Draft(draft.form, facts=draft.facts, at=draft.at, lead=say.contact_opening(knowledge()))

    def stops(self, draft: Draft, turn: Turn) -> Outcome | None:
        what = draft.values.get("what")
        return say.by_a_person(what) if what in (say.PAPERS, say.FACE) else None

    async def submit(self, draft: Draft, turn: Turn, key: str) -> Outcome:
        what = str(draft.values["what"])
        details = {"what": what, "new_value": draft_text(draft, what)}
        words = f"变更{'手机号' if what == say.PHONE else '联系地址'}"
        made = await request(turn, "contact_change", key, words=words, details=details)
        return noted(say.registered(self.title, registered(made, turn)), made)


class BeneficiaryChangeForm(Form):
    name = "beneficiary_change_form"
    title = "受益人变更"
    start_words = "我要改受益人"
    own_intents = frozenset({"change_beneficiary"})

    def fields(self) -> Sequence[Field]:
        return [
            ChoiceField(
                name="policy",
                label="哪份保单",
                names=("保单",),
                ask="改哪一份保单的受益人？",
                options=_options,
            ),
            TextField(
                name="wish",
                label="改成谁",
                names=("受益人", "比例"),
                ask="想改成谁？写上姓名、和被保险人的关系；不止一位的，写上先后和各占多少。证件号先不用发。",
                example="改成我爱人李梅，100%",
                most=300,
                private=True,
            ),
            YesNoField(
                name="consent",
                label="被保险人同意吗",
                names=("同意",),
                ask="被保险人同意这样改吗？",
                yes=say.AGREED,
                no=say.NOT_YET,
                why="法律规定改受益人要被保险人同意，没有同意改了也不算数。",
            ),
        ]

    async def prepare(self, draft: Draft, turn: Turn) -> Draft | Outcome:
        paying = [
            p
            for p in await policies_of(turn)
            if p.status == "active" and say.DEATH_COVER & {p.insurance_type, *p.claim_types}
        ]
        if not paying:
            return say.no_beneficiary_cover()
        facts = {
            "names": {p.policy_no: label(p) for p in paying},
            "own": [p.policy_no for p in paying if p.relation == "self"],
        }
        lead = say.beneficiary_opening(knowledge())
        return Draft(draft.form, facts={**draft.facts, **facts}, at=draft.at, lead=lead)

    def settle(self, draft: Draft, turn: Turn) -> Draft:
        names = list(draft.facts["names"])
        settled = draft.with_value("policy", names[0]) if len(names) == 1 else draft
        # Whoever insures their own life agrees by asking.
        if settled.values.get("policy") in draft.facts["own"]:
            return settled.with_value("consent", True)
        return settled

    def stops(self, draft: Draft, turn: Turn) -> Outcome | None:
        return say.consent_first(knowledge()) if draft.values.get("consent") is False else None

    async def submit(self, draft: Draft, turn: Turn, key: str) -> Outcome:
        policy = str(draft.values["policy"])
        details = {"wish": draft_text(draft, "wish"), "insured_agrees": "yes"}
        made = await request(
            turn, "beneficiary_change", key, words="变更受益人", policy_no=policy, details=details
        )
        return noted(say.registered(self.title, registered(made, turn)), made)


def _options(draft: Draft) -> list[Option]:
    return [Option(no, name, (no, no[-4:], name.split("（")[0])) for no, name in draft.facts["names"].items()]


class ActionChangeContact(FormStart):
    action = "action_change_contact"
    needs: ClassVar[Need] = "moving"
    form = ContactChangeForm()


class ValidateContactChangeForm(VerifiedStep):
    action = "validate_contact_change_form"
    start = "action_change_contact"
    form = ContactChangeForm()


class ActionChangeBeneficiary(FormStart):
    action = "action_change_beneficiary"
    needs: ClassVar[Need] = "moving"
    form = BeneficiaryChangeForm()


class ValidateBeneficiaryChangeForm(VerifiedStep):
    action = "validate_beneficiary_change_form"
    start = "action_change_beneficiary"
    form = BeneficiaryChangeForm()
