"""Planning: collects what a licensed person needs to know and hands over a prepared brief. The bot recommends nothing
(《互联网保险业务监管办法》第23条)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from actions.answers_handover import handed_over
from actions.form_draft import Draft
from actions.form_fields import AmountField, ChoiceField, Field, Option, Read, TextField, Value
from actions.forms import Form, FormStart, FormStep
from actions.reply import Outcome
from actions.resources import knowledge
from actions.services import draft_text, request
from actions.slots import Turn

_WHO = (
    Option("self", "自己", ("我自己", "本人", "给我")),
    Option("spouse", "爱人", ("老公", "老婆", "丈夫", "妻子", "配偶", "对象")),
    Option("child", "孩子", ("儿子", "女儿", "宝宝", "小孩", "娃")),
    Option("parent", "父母", ("爸", "妈", "老人", "长辈", "公婆", "岳父", "岳母")),
    Option("family", "全家", ("一家", "全家人", "家里人")),
)
_WORRY = (
    Option("medical", "看病花钱", ("看病", "住院", "医疗")),
    Option("critical", "得大病", ("大病", "重疾", "癌")),
    Option("accident", "意外受伤", ("意外", "磕碰", "摔")),
    Option("income", "我倒下了家里没收入", ("收入", "房贷", "家里靠我", "顶梁柱")),
    Option("unsure", "说不清，想听听", ("说不清", "不知道", "不清楚", "听听")),
)
_WHEN = (
    Option("morning", "上午", ("早上",)),
    Option("afternoon", "下午", ("中午",)),
    Option("evening", "晚上", ("下班",)),
    Option("any", "都行", ("随时", "都可以", "随便")),
)


_NO_BUDGET = re.compile(r"没想好|没预算|还没想|看情况|看着办|不知道|说不好|跳过")


@dataclass(frozen=True, kw_only=True)
class BudgetField(AmountField):
    """Not having thought of a budget is an answer."""

    def read(self, text: str, turn: Turn, draft: Draft) -> Read:
        found = super().read(text, turn, draft)
        return Value(None, exact=True) if found is None and _NO_BUDGET.search(text) else found


class PlanningForm(Form):
    name = "planning_form"
    title = "保障规划"
    start_words = "请管家帮我做保障规划"
    own_intents = frozenset({"plan_brief", "ask_recommendation_plan"})

    _fields: tuple[Field, ...] = (
        ChoiceField(
            name="who", label="给谁配", names=("给谁",), ask="想给谁配保障？", options=lambda _: _WHO
        ),
        TextField(
            name="ages",
            label="年龄",
            names=("岁数",),
            ask="大概多大年纪？几个人就写几个。",
            example="我 35，孩子 4 岁",
            most=100,
            least=1,
        ),
        ChoiceField(
            name="worry",
            label="最担心什么",
            names=("担心",),
            ask="心里最放不下的是哪一样？",
            options=lambda _: _WORRY,
        ),
        TextField(
            name="have",
            label="已有的保障",
            names=("已有",),
            ask="手里已经有什么保障？比如医保、单位的补充医疗、惠民保。在我们这儿买的不用说，管家看得到。",
            example="有医保和惠民保",
            optional=True,
            most=300,
        ),
        BudgetField(
            name="budget",
            label="一年预算",
            names=("预算",),
            ask="一年大概想花多少钱在保险上？没想好就跳过。",
            example="3000，或者「两千多」",
            optional=True,
        ),
        ChoiceField(
            name="when",
            label="方便联系的时间",
            names=("时间",),
            ask="什么时候联系您方便？",
            options=lambda _: _WHEN,
        ),
    )

    def fields(self) -> Sequence[Field]:
        return self._fields

    async def prepare(self, draft: Draft, turn: Turn) -> Draft | Outcome:
        source = knowledge().answers["ask_recommendation_plan"].source
        lead = f"推荐产品、配方案要由持牌的人来做（{source}），我不替您拿主意。我先把情况问清楚，持牌的管家看过再联系您，您不用重讲。健康情况先不用说，管家会单独问您。"
        return Draft(draft.form, values=draft.values, facts=draft.facts, at=draft.at, lead=lead)

    async def submit(self, draft: Draft, turn: Turn, key: str) -> Outcome:
        brief = "；".join(f"{name}：{value}" for name, value in self.summary(draft) if value)
        details = {
            name: draft_text(draft, name) for name in ("who", "ages", "worry", "have", "budget", "when")
        }
        made = await request(turn, "planning", key, words=brief, details=details)
        return handed_over(
            turn,
            f"{self.name}:done",
            f"都记好了，编号 {made.request_no}。{made.next_step}联系之前不用做什么，也不用急着买。",
            reason="保障规划：客户想请持牌的人看情况、给建议",
            goal="按整理好的情况和客户聊保障规划",
            summary=f"规划单 {made.request_no}。{brief}",
        )


class ActionPlanning(FormStart):
    action = "action_planning"
    needs = "nothing"
    form = PlanningForm()


class ValidatePlanningForm(FormStep):
    action = "validate_planning_form"
    form = PlanningForm()
