"""What all forms say: questions with their buttons, summary, and what went wrong. Pure."""

import re
from collections.abc import Sequence
from typing import ClassVar, Protocol

from actions.form_draft import Draft
from actions.form_fields import Choice, Field
from actions.reply import HUMAN, Reply, buttons

BACK: Choice = ("上一步", "上一步")
STOP: Choice = ("不办了", "不办了")
LATER: Choice = ("稍后再办", "等会儿再说")
SKIP: Choice = ("跳过", "跳过")
CHANGE: Choice = ("修改", "修改")
AGAIN: Choice = ("再试一次", "再试一次")
WELCOME_BACK = "上次填的都还在，咱们接着来。"
BACK_TO_IT = "接着刚才的："
FROM_THE_START = "好，从头来。"
CHANGED = "好，改过来了。"
NOTHING_BEFORE = "前面没有别的问题了。"
CONFIRM_OR_CHANGE = "这句我没对上。内容没问题就点「确认」，要改就点「修改」。"
WHY = "这一项保险公司办理时要用到，只用在这件事上。"
STILL_OPEN = "刚才那件还没办完，填过的都还在。要接着办吗？"
NOTHING_OPEN = "现在没有填到一半的单子。您想办什么，直接说就行。"
_MOST_CHOICES = 8


class Named(Protocol):
    """`title` of a form and what a customer says to start it."""

    title: ClassVar[str]
    start_words: ClassVar[str]


def question(field: Field, draft: Draft, large_type: bool) -> Reply:
    words = field.question(draft)
    if large_type and not field.whole:
        words = _first_sentence(words)
    return buttons(_joined(draft.lead, words), _with_ways(field, draft, large_type))


def unread(field: Field, draft: Draft, wrong: str, large_type: bool) -> Reply:
    """What is wrong and an example; the second time a person is offered in words too."""
    lead = wrong or ("这句我没对上。" if draft.misses < 2 else "还是没对上，不好意思。")
    if lead.endswith("，"):
        lead += "换一个说说看。"
    example = f"比如：{field.example}。" if field.example else ""
    person = "也可以点「转人工」，管家帮您填。" if draft.misses >= 2 else ""
    words = [lead, example] if large_type else [lead, field.question(draft), example, person]
    return buttons(_joined(*words), _with_ways(field, draft, large_type))


def _with_ways(field: Field, draft: Draft, large_type: bool) -> list[Choice]:
    """The choices, and always a way on, back and to a person."""
    shown = list(field.choices(draft))[:_MOST_CHOICES]
    ways = [SKIP] if field.optional else []
    if not large_type:
        ways.append(BACK if draft.trail else STOP)
    return [*shown, *ways, HUMAN]


def summary(confirm: str, title: str, lines: Sequence[tuple[str, str]], lead: str) -> Reply:
    told = "\n".join(f"{label}：{value}" for label, value in lines)
    words = f"{lead}{title}的内容我念一遍，您看对不对：\n{told}\n没问题就点「{confirm}」，我才提交。"
    return buttons(words, [(confirm, confirm), CHANGE, STOP, HUMAN])


def which_to_change(labels: Sequence[str], lead: str) -> Reply:
    choices = [(label, f"改{label}") for label in labels[:_MOST_CHOICES]]
    return buttons(_joined(lead, "要改哪一项？"), [*choices, ("不改了", "不改了"), HUMAN])


def cancelled(form: Named) -> Reply:
    words = f"好，不办了，刚才填的一样都没存。什么时候想办，说「{form.start_words}」就行。"
    return buttons(words, [HUMAN])


def kept(form: Named) -> Reply:
    words = f"好，先放着，填过的都给您留着。想接着办，说「继续」或者「{form.start_words}」都行。"
    return buttons(words, [("继续", "继续"), HUMAN])


def went_back(label: str, before: str) -> str:
    return f"好，回到「{label}」，刚才填的是：{before}。" if label else ""


def noted(labels: Sequence[str]) -> str:
    return f"{'、'.join(labels)}记下了。" if labels else ""


def wrong_field(label: str, message: str) -> str:
    return f"「{label}」保险公司那边没通过：{message.rstrip('。')}。" if label else message


def away_at_start(form: Named) -> Reply:
    words = (
        f"保险公司的系统这会儿连不上，{form.title}要用到您的保单信息，现在开不了头。"
        "不是您的问题，也不耽误您的权益；过几分钟再试，或者请管家先替您记下来。"
    )
    return buttons(words, [("再试一次", form.start_words), HUMAN])


def away_in_between() -> Reply:
    words = "保险公司的系统这会儿没回应，下一步要用到它。您填过的都留着，一会儿再试就行。"
    return buttons(words, [("再试一次", "继续"), LATER, HUMAN])


def retry(again: bool = False) -> Reply:
    """The write's outcome is unknown; trying again cannot do it twice."""
    lead = "" if again else "保险公司的系统没有及时回应，我还不能确定提交上了没有，不想糊弄您。"
    words = f"{lead}您填的都留着；点「再试一次」，同一件事不会重复提交。也可以稍后再办，或者请管家接手。"
    return buttons(words, [AGAIN, CHANGE, LATER, STOP, HUMAN])


def refused(way_out: str, sentence: str) -> Reply:
    rule = sentence.rstrip("。") or "按现在的情况，保险公司那边办不了这件事"
    return buttons(f"没能提交：{rule}。\n{way_out}", [CHANGE, STOP, HUMAN])


def first_one_counted() -> Reply:
    words = "刚才那一次其实已经提交成功了，用的是您修改之前的内容，结果在下面。要按新内容更正，点「转人工」，管家来改。"
    return buttons(words, [HUMAN])


def not_found() -> Reply:
    words = "保险公司那边没找到对应的记录，可能刚有变动。您填的都留着，请管家来核对最稳妥。"
    return buttons(words, [HUMAN, AGAIN, STOP])


def our_mistake(form: Named) -> Reply:
    words = f"{form.title}没能提交上，是我们这边的问题，不是您填错了。您填的都留着，请管家来接着办。"
    return buttons(words, [HUMAN, AGAIN, LATER])


def _joined(*parts: str) -> str:
    return "".join(part for part in parts if part)


def _first_sentence(words: str) -> str:
    return re.split(r"(?<=[。？！])", words)[0]
