"""Cancelling a policy: what it means today, said plainly and never hidden (《互联网保险业务监管办法》第29条): eligibility with
date and refund, what is lost, one line that may keep somebody and can be skipped, what was done. Pure."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from actions.answers import human_button
from actions.form_words import STOP
from actions.reply import HUMAN, Outcome, Reply, buttons, text
from insurer.api import Policy
from insurer.api_writing import CancellationQuote, Cancelled
from insurer.knowledge import Knowledge
from insurer.progress import SHANGHAI

START = ("我要退保", "我要退保")
GO_ON, KEEP = "继续退", "先不退"
_KINDS = {
    "cooling_off": "犹豫期内，全额退",
    "platform_days": "平台退保期内，全额退",
    "surrender": "过了全额退的时间，按规则退一部分",
}
_FULL = frozenset({"cooling_off", "platform_days"})
_STATUS = {"lapsed": "已中止", "expired": "已到期", "cancelled": "已退保"}


def label(policy: Policy) -> str:
    return f"{policy.product_name.split('（')[0]}（尾号 {policy.policy_no[-4:]}）"


def which(rows: Sequence[tuple[str, Mapping[str, Any]]]) -> str:
    """Which policy, with what each would bring, so that nobody has to choose blindly."""
    lines = [
        f"· {name}：" + ("要由管家来办" if quote["kind"] == "not_possible" else f"能退 {money(quote)}")
        for name, quote in rows
    ]
    return "\n".join(["要退哪一份？按今天算：", *lines])


def offer(name: str, quote: Mapping[str, Any], *, again: bool = False) -> str:
    """The first of the two confirmations: everything that counts, and one line for thinking it over. `again`: it was
    said a moment ago."""
    if again:
        return f"{name}现在退可以退回 {money(quote)}。要接着退就点「{GO_ON}」。"
    lines = [f"{name}，现在退可以退回 {money(quote)}（{_KINDS[quote['kind']]}）。"]
    lines.append(f"依据：{quote['reason']}")
    lost = list(quote["consequences"])
    lines += [f"退了以后：{''.join(lost)}"] if lost else []
    lines.append(f"钱最晚{day(quote['arrives_by'])}到，退回原来交费的账户，或者投保人本人的账户。")
    lines.append(f"{_think_again(quote)}要接着退就点「{GO_ON}」。")
    return "\n".join(lines)


def _think_again(quote: Mapping[str, Any]) -> str:
    if quote["kind"] in _FULL and quote["until"]:
        return f"不急的话，{day(quote['until'])}当天或之前退，都是全额。"
    return "要是因为保费或者保障不合适，管家也可以先陪您看看。"


def summary(name: str, quote: Mapping[str, Any]) -> list[tuple[str, str]]:
    return [
        ("退哪一份", name),
        ("怎么退", _KINDS[quote["kind"]]),
        ("退回金额", money(quote)),
        ("最晚到账", day(quote["arrives_by"])),
        ("退了以后", "这份保障马上就停"),
    ]


def about_the_money(quote: Mapping[str, Any]) -> str:
    """When and where to, asked in the middle of the form."""
    return f"现在退的话，钱最晚{day(quote['arrives_by'])}到，退回原来交费的账户，或者投保人本人的账户。"


def done(name: str, result: Cancelled) -> Outcome:
    words = (
        f"退保办好了：{name}从现在起不再有保障。\n"
        f"退回 {result.refund:,.2f} 元，最晚{day(result.arrives_by.isoformat())}到账，"
        "退回原来交费的账户，或者投保人本人的账户。到那天还没到，跟我说一声，管家去查。"
    )
    return Outcome((buttons(words, [("看剩下的保单", "我买过哪些保险"), HUMAN]),), "cancellation_form:done")


def changed_mind() -> Outcome:
    words = "好，不退，保单照旧有效，什么都没动。以后想退，随时说「我要退保」。"
    return Outcome((human_button(words),), "cancellation_form:kept")


def not_online(name: str, reason: str) -> Outcome:
    """The true rule, and the way that is open: a person."""
    words = f"{name}：{reason.rstrip('。')}。\n这不是不让您退，是这一步得有人来办；点下面，管家接着办，您不用从头讲。"
    return Outcome((buttons(words, [("请管家办退保", HUMAN[1]), STOP]),), "cancellation_form:not_online")


def nothing_to_cancel(policies: Sequence[Policy]) -> Outcome:
    if not policies:
        words = "您名下没有查到保单，没有可以退的。要是确定买过，可能登记在别的手机号或证件下，请管家核对。"
    else:
        listed = "、".join(f"{label(p)}{_STATUS.get(p.status, '')}" for p in policies)
        words = f"您名下没有还在保的保单可以退：{listed}。觉得不对，请管家核对。"
    return Outcome((human_button(words),), "cancellation_form:none")


def terms_changed(sentence: str) -> Outcome:
    """The quote no longer holds; nothing was done."""
    words = f"还没有退，因为条件刚刚有变：{sentence.rstrip('。')}。要按新的条件看一遍再决定吗？"
    return Outcome((buttons(words, [("按新条件再看", START[1]), STOP, HUMAN]),), "cancellation_form:changed")


def refunds(rows: Sequence[tuple[str, Mapping[str, Any]]], knowledge: Knowledge) -> Outcome:
    """What cancelling would bring today, for each policy, without starting anything."""
    lines = [_row(name, quote) for name, quote in rows]
    words = "\n".join(["按今天算，您名下的是这样：", *lines, "只是查，什么都没退。"])
    rule, money_to = knowledge.clocks["surrender_decide"], knowledge.answers["ask_refund_amount_arrival"]
    end = (
        f"真要退的话：{rule.rule}（{rule.basis}）；钱退回原来交费的账户，或者投保人本人的账户"
        f"（{money_to.source.split('；')[-1]}）。"
    )
    replies: tuple[Reply, ...] = (text(words), buttons(end, [START, HUMAN]))
    return Outcome(replies, "refunds")


def _row(name: str, quote: Mapping[str, Any]) -> str:
    if quote["kind"] == "not_possible":
        return f"· {name}：{quote['reason']}"
    until = f"，{day(quote['until'])}前都是全额" if quote["until"] else ""
    return f"· {name}：退 {money(quote)}{until}。{quote['reason']}"


def as_facts(quote: CancellationQuote, now: datetime) -> dict[str, Any]:
    """The quote as JSON for the form's facts; `arrives_by`: latest day for the money, if cancelled today."""
    today = now.astimezone(SHANGHAI).date()
    arrives = today + timedelta(days=quote.refund_days) if quote.refund_days is not None else today
    return {**quote.model_dump(mode="json"), "arrives_by": arrives.isoformat()}


def money(quote: Mapping[str, Any]) -> str:
    return f"{Decimal(str(quote['refund'])):,.2f} 元"


def day(iso: str) -> str:
    found = date.fromisoformat(iso)
    return f"{found.year}年{found.month}月{found.day}日"
