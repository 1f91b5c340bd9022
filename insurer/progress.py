"""The sentences about a claim's progress: where it is, who does what next, by when (rule R11). Pure."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from insurer.api import Claim, ClaimEvent
from insurer.knowledge import ClaimState

SHANGHAI = ZoneInfo("Asia/Shanghai")
ACTOR_NAMES = {"user": "您", "insurer": "保险公司", "platform": "平台", "courier": "快递", "bank": "银行"}
FINISHED = frozenset({"PAID_CLOSED", "WITHDRAWN"})
REFUSED = frozenset({"DECISION_REJECTED", "REJECT_CLOSED"})

_WAYS_OUT = "不认可的话可以申诉复核、投诉、申请调解，也可以走诉讼；要书面理由和条款号是您的权利。"


def day_text(moment: datetime, now: datetime) -> str:
    """11月5日, with the year when it is not this year's, in Chinese local time."""
    local = moment.astimezone(SHANGHAI)
    day = f"{local.month}月{local.day}日"
    return day if local.year == now.astimezone(SHANGHAI).year else f"{local.year}年{day}"


def overdue_days(event: ClaimEvent | None, now: datetime) -> int:
    """Whole days past the event's due time, at least 1 once it has passed; 0 when it has not."""
    if event is None or event.due_at is None or event.due_at >= now:
        return 0
    return max(1, (now - event.due_at).days)


def current_event(claim: Claim) -> ClaimEvent | None:
    """The latest event of the state the claim is in."""
    return next((e for e in reversed(claim.events) if e.state_code == claim.state_code), None)


def is_duration(text: str) -> bool:
    return any(c.isdigit() for c in text) or text.startswith(("即时", "实时", "当天", "数"))


def headline(claim: Claim, state: ClaimState, missing: Sequence[str], now: datetime) -> str:
    if state.code == "PAID_CLOSED" and claim.payment is not None:
        paid = claim.payment
        day = day_text(paid.paid_at, now)
        return f"赔款 {paid.amount:,.2f} 元已在{day}到账（尾号 {paid.account_tail}），这件理赔办完了。"
    if state.code in REFUSED and claim.decision is not None:
        decided = claim.decision
        return (
            f"保险公司在{day_text(decided.decided_at, now)}给出的结论是不予赔付，"
            f"由{decided.human_reviewer}审核。"
            f"书面理由：{decided.reason.rstrip('。')}。"
        )
    event = current_event(claim)
    parts = [f"您的理赔现在到「{state.name}」这一步", _who_acts(state, missing), _latest(state, event, now)]
    return "，".join(p for p in parts if p) + "。"


def _who_acts(state: ClaimState, missing: Sequence[str]) -> str:
    if missing:
        return f"等您补 {len(missing)} 样材料：" + "、".join(missing)
    if state.code in FINISHED:
        return "不用再做什么"
    if state.actor == "user":
        return f"接下来要您{state.user_action}" if state.user_action else "接下来等您操作"
    doing = f"：{state.meaning}" if state.meaning else ""
    return f"由{ACTOR_NAMES[state.actor]}在办{doing}"


def _latest(state: ClaimState, event: ClaimEvent | None, now: datetime) -> str:
    late = overdue_days(event, now)
    if event is not None and event.due_at is not None:
        day = day_text(event.due_at, now)
        if late:
            return f"原定最晚{day}，已经超过 {late} 天"
        return f"请在{day}前完成" if state.actor == "user" else f"最晚{day}前有结果"
    if state.actor != "user" and is_duration(state.usual_duration) and state.code not in FINISHED:
        return f"一般需要{state.usual_duration}"
    return ""


def next_action(claim: Claim, state: ClaimState, missing: Sequence[str], now: datetime) -> str:
    if state.code in REFUSED:
        return _WAYS_OUT
    if missing:
        return "补好后交上来就行，可以分几次交：" + "、".join(missing) + "。"
    if state.code in FINISHED:
        return "对结果有疑问随时告诉我，可以申诉。" if state.code == "PAID_CLOSED" else "以后需要可以再报案。"
    if overdue_days(current_event(claim), now):
        return "已经过了最晚日，您可以直接说「转人工」，管家来催办。"
    if state.actor == "user" or (state.user_action and "等待" not in state.user_action):
        return f"您这边：{state.user_action}。"
    return "这一步您不用做什么，手机保持畅通就好。"
