"""Personal data and marketing: privacy_form for requests of the Personal Information Protection Law, action_unsubscribe
at once."""

from collections.abc import Sequence

from actions.answers import CONFIRM, STRANGER, human_button
from actions.base import GuanjiaAction
from actions.form_draft import Draft
from actions.form_fields import ChoiceField, Field, Option, TextField
from actions.forms import Form, FormStart, FormStep, key_of
from actions.reply import HUMAN, Outcome, buttons, noted
from actions.resources import knowledge
from actions.services import draft_text, registered, request
from actions.slots import Turn
from insurer.errors import InsurerError

_WHAT = (
    Option("copy", "查看或复制我的信息", ("查看", "复制", "存了我", "导出", "查阅", "有哪些信息", "看看")),
    Option("delete", "删除我的信息", ("删除", "删了", "删掉", "注销", "清空", "抹掉")),
    Option("correct", "更正错误的信息", ("更正", "改正", "写错", "信息错", "不对")),
    Option("withdraw", "撤回授权或同意", ("撤回", "撤销", "不同意", "不授权", "取消授权")),
    Option("explain", "问清信息给了谁", ("给了谁", "谁看过", "泄露", "共享", "提供给", "说明")),
)
UNSUBSCRIBE = ("再试一次", "别再给我发推广了")


class PrivacyForm(Form):
    name = "privacy_form"
    title = "个人信息请求"
    start_words = "我要处理我的个人信息"
    own_intents = frozenset({"privacy_request"})

    def fields(self) -> Sequence[Field]:
        return [
            ChoiceField(
                name="what", label="要办什么", ask="您想怎么处理自己的信息？", options=lambda _: _WHAT
            ),
            TextField(
                name="detail",
                label="具体说明",
                names=("说明",),
                ask=_detail,
                example="我的地址还是三年前的；或者「聊天记录」",
                optional=True,
                most=1000,
                private=True,
            ),
        ]

    async def prepare(self, draft: Draft, turn: Turn) -> Draft | Outcome:
        rule = knowledge().rules["rights"]
        lead = f"这是您的权利：{rule.rule.split('；')[0]}（{rule.source}）。"
        return Draft(draft.form, values=draft.values, facts=draft.facts, at=draft.at, lead=lead)

    async def submit(self, draft: Draft, turn: Turn, key: str) -> Outcome:
        what = str(draft.values["what"])
        title = next(o.title for o in _WHAT if o.value == what)
        detail = draft_text(draft, "detail")
        words = f"{title}：{detail}" if detail else title
        made = await request(turn, "privacy", key, words=words, details={"what": what})
        told = [f"您的请求登记好了，{registered(made, turn)}"]
        if what == "delete":
            kept = knowledge().rules["retention"]
            told.append(f"先跟您说明白：{kept.rule}（{kept.source}）。能删的会删，不能删的会写明理由。")
        return noted(Outcome((buttons("\n".join(told), [HUMAN]),), f"{self.name}:done"), made)


def _detail(draft: Draft) -> str:
    return {
        "correct": "哪一处不对，应该是什么？证件号和卡号请别发在这里。",
        "withdraw": "要撤回哪一项同意？说不清就跳过，专员会跟您核对。",
        "delete": "是全部，还是某一部分（比如聊天记录、账号）？说不清就跳过。",
        "explain": "想问哪方面的信息？有什么情况让您担心，也可以写上；没有就跳过。",
    }.get(str(draft.values.get("what")), "想要哪方面的信息？全部要的话直接跳过。")


class ActionPrivacy(FormStart):
    action = "action_privacy"
    form = PrivacyForm()


class ValidatePrivacyForm(FormStep):
    action = "validate_privacy_form"
    form = PrivacyForm()


class ActionUnsubscribe(GuanjiaAction):
    """Asked for is enough: no form, no second question."""

    action = "action_unsubscribe"

    async def answer(self, turn: Turn) -> Outcome:
        if turn.user.customer_ref is None:
            return Outcome((human_button(STRANGER),), "stranger")
        known = knowledge().answers["unsubscribe_marketing"]
        if turn.last_action_key == "unsubscribe:done":
            return Outcome(
                (human_button("刚才已经给您登记过了。要是还收到推广，截个图给管家，管家去查是哪里发的。"),),
                "unsubscribe:again",
            )
        try:
            made = await request(
                turn, "unsubscribe", key_of(turn, "unsubscribe"), words=turn.text[:500] or "退订推广"
            )
        except InsurerError:
            words = "登记的系统这会儿没有回应，还不能确定登上了没有。再试一次不会重复；或者请管家替您登记。"
            return Outcome((buttons(words, [UNSUBSCRIBE, HUMAN]),), "unsubscribe:away")
        mark = CONFIRM if known.confirm else ""
        words = f"好的，推广短信、电话和推送都给您登记关掉了。编号 {made.request_no}。{made.next_step}（依据：{known.source}）{mark}"
        return Outcome((buttons(words, [HUMAN]),), "unsubscribe:done")
