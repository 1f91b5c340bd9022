"""Complaints: registered with a number and its clock. A person is offered, the regulator's line is never hidden."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import ClassVar

import structlog

from actions import answers_requests as say
from actions.form_draft import Draft
from actions.form_fields import ChoiceField, Field, Option, TextField
from actions.forms import Form, FormStart, FormStep, begin, key_of
from actions.lookups import claims_if_reachable, written
from actions.reply import Outcome, noted
from actions.resources import insurer, knowledge
from actions.slots import Turn
from actions.uploads import claim_options, remembered_claim
from insurer.api_writing import ServiceRequest
from insurer.errors import InsurerError

_log = structlog.get_logger()
_ABOUT = (
    Option("service", "服务态度或没人管", ("态度", "没人", "不回", "踢皮球", "服务")),
    Option("claim", "理赔慢或结论", ("理赔", "太慢", "拒赔", "赔")),
    Option("sales", "买的时候被误导", ("误导", "骗", "销售", "业务员", "宣传")),
    Option("money", "扣费、退费", ("扣费", "扣款", "退保", "退钱", "退费", "多扣")),
    Option("privacy", "个人信息", ("隐私", "泄露", "信息", "骚扰")),
    Option("other", "别的", ("其他", "其它")),
)


class Complaint(Form):
    name = "complaint_form"
    title = "登记投诉"
    start_words = "我要登记投诉"
    confirm = "确认登记"
    opening = "好，我帮您正式登记，会有编号和处理期限。"
    own_intents = frozenset(
        {
            "complain_service",
            "complain_misselling",
            "complaint_howto",
            "dispute_amount",
            "dispute_rejection",
            "urge_claim",
        }
    )
    wire_names: ClassVar[Mapping[str, str]] = {"text": "story", "claim_no": "claim"}
    _fields: tuple[Field, ...] = (
        TextField(
            name="story",
            label="投诉内容",
            names=("内容", "经过", "事情"),
            ask="您要投诉什么事？照您的话写，什么时候、谁、怎么了，我原样登记。",
            example="上周三打电话说好两天内回复，到今天没人联系我",
            why="处理的人先看这一段。",
            least=4,
            most=1800,
        ),
        ChoiceField(
            name="about",
            label="哪方面",
            names=("类型", "方面"),
            ask="算哪方面的事？",
            options=lambda _: _ABOUT,
        ),
        ChoiceField(
            name="claim",
            label="相关理赔",
            names=("哪件", "理赔", "案子"),
            ask="跟哪一件理赔有关？",
            options=lambda draft: (
                *claim_options(draft),
                Option("", "跟理赔无关", ("无关", "没关系", "都不是")),
            ),
            when=lambda values: values.get("about") == "claim",
        ),
        TextField(
            name="wish",
            label="您的要求",
            names=("要求", "诉求", "想要"),
            ask="您希望怎么解决？没想好可以跳过。",
            example="给我一个书面答复",
            optional=True,
            most=400,
        ),
    )

    def fields(self) -> Sequence[Field]:
        return self._fields

    async def prepare(self, draft: Draft, turn: Turn) -> Draft | Outcome:
        claims = [remembered_claim(claim) for claim in (await claims_if_reachable(turn))[:6]]
        return replace(draft, facts={**draft.facts, "claims": claims})

    def settle(self, draft: Draft, turn: Turn) -> Draft:
        if not draft.facts.get("claims") and "claim" not in draft.values:
            return draft.with_value("claim", "")
        return draft

    async def submit(self, draft: Draft, turn: Turn, key: str) -> Outcome:
        values = draft.values
        details = {"about": str(values.get("about") or "other")}
        if values.get("wish"):
            details["wish"] = str(values["wish"])
        request = await _register(turn, str(values["story"]), values.get("claim") or None, details, key)
        return noted(say.complained(request, knowledge()), request)


async def _register(
    turn: Turn, story: str, claim_no: str | None, details: dict[str, str], key: str
) -> ServiceRequest:
    """Raises the errors of insurer.errors."""
    return await written(
        insurer().make_request(
            customer_ref=turn.user.customer_ref or "",
            kind="complaint",
            text=story[:2000],
            claim_no=claim_no,
            details=details,
            key=key,
            correlation_id=turn.correlation_id,
        )
    )


async def registered_on_the_way(turn: Turn) -> Outcome | None:
    """Who was telling a complaint and now gets a person has it registered all the same: the words are there, and
    nobody shall have to tell them twice to get a number. None when there is nothing to register or the insurer is
    away (the person who comes sees the draft)."""
    draft = turn.draft
    if draft is None or draft.form != Complaint.name or turn.user.customer_ref is None:
        return None
    story = str(draft.values.get("story") or (turn.text if draft.asked == "story" else ""))
    if len(story.strip()) < 4:
        return None
    about = {"about": str(draft.values.get("about") or "other")}
    try:
        request = await _register(
            turn, story, draft.values.get("claim") or None, about, draft.key or key_of(turn, draft.form)
        )
    except InsurerError as error:
        _log.warning("complaint_not_registered", reason=str(error))
        return None
    told = noted(say.complained(request, knowledge(), with_person=True), request)
    return replace(told, slots={"form": None})


class ActionComplaint(FormStart):
    """「我要登记投诉」 begins the form; other complaints get it and a person one tap away."""

    action = "action_complaint"
    form = Complaint()
    #: Complaining is open to everybody; claims are offered to choose from only where they may be read.
    needs = "nothing"

    async def answer(self, turn: Turn) -> Outcome:
        if say.wants_to_register(turn.text):
            return await begin(self.form, turn)
        if turn.intent == "complaint_howto":
            return say.where_to_complain(knowledge())
        return say.sorry_first(turn.offered_human, knowledge())


class ValidateComplaint(FormStep):
    action = "validate_complaint_form"
    form = Complaint()
