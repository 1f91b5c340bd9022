"""Where the customer's own requests stand: number, what happens next, latest days with their rule. Pure."""

from collections.abc import Sequence
from datetime import datetime

from actions.answers import CONFIRM
from actions.answers_requests import APPEAL, REGISTER
from actions.promises import moment_text
from actions.reply import HUMAN, Outcome, buttons
from insurer.api_writing import RequestClock, RequestKind, ServiceRequest
from insurer.knowledge import Knowledge
from insurer.progress import day_text

_MOST = 3
_NAMES: dict[RequestKind, str] = {
    "appeal": "复核申请",
    "complaint": "投诉",
    "contact_change": "资料变更",
    "beneficiary_change": "受益人变更",
    "privacy": "个人信息请求",
    "unsubscribe": "退订推广",
    "suggestion": "建议",
    "planning": "保障规划",
}
_STATUS = {"received": "已经收到，还在等人接手", "in_progress": "正在处理", "done": "已经办完"}
_START: dict[RequestKind, tuple[str, str]] = {
    "appeal": APPEAL,
    "complaint": REGISTER,
    "contact_change": ("改联系方式", "我要改联系方式"),
    "beneficiary_change": ("改受益人", "我要改受益人"),
    "privacy": ("处理个人信息", "我要处理我的个人信息"),
    "suggestion": ("提个建议", "我有个建议"),
    "planning": ("做保障规划", "请管家帮我做保障规划"),
    "unsubscribe": ("退订推广", "别再给我发推广了"),
}


def where_they_stand(requests: Sequence[ServiceRequest], knowledge: Knowledge, now: datetime) -> Outcome:
    """`requests`: newest first. One past its latest day offers a person before all else."""
    shown = requests[:_MOST]
    late = any(_late(request, now) for request in shown)
    more = f"还有 {len(requests) - _MOST} 件更早的，要看的话请管家调给您。" if len(requests) > _MOST else ""
    parts = [_told(request, knowledge, now) for request in shown]
    ask = "已经过了该有结果的日子，要我请管家现在去催吗？" if late else ""
    words = "\n".join(filter(None, [*parts, more, ask]))
    key = "requests:" + "+".join(request.request_no for request in shown)
    return Outcome((buttons(words, [HUMAN]),), key)


def none_found(kinds: Sequence[RequestKind], others: Sequence[ServiceRequest]) -> Outcome:
    """Nothing of what was asked about; said plainly, with the way to make it good."""
    name = _NAMES[kinds[0]] if kinds else "投诉、复核或者建议"
    words = (
        f"在您名下没查到登记过的{name}。可能当时只是在别处说过、没有登记成单，对不起让您白等。"
        "现在登记我马上给您编号和期限；也可以请管家去查当时的记录。"
    )
    if others:
        seen = "、".join(f"{_NAMES[r.kind]}（{r.request_no}）" for r in others[:_MOST])
        words += f"\n名下登记过的是：{seen}。"
    start = _START[kinds[0]] if kinds else REGISTER
    return Outcome((buttons(words, [start, HUMAN]),), "requests:none")


def _told(request: ServiceRequest, knowledge: Knowledge, now: datetime) -> str:
    lines = [
        f"您{day_text(request.received_at, now)}登记的{_NAMES[request.kind]}（编号 {request.request_no}）："
        f"{_STATUS[request.status]}。"
    ]
    if request.status != "done":
        lines.append(f"接下来：{request.next_step}")
        lines += [_clock(clock, knowledge, now) for clock in _running(request)]
    return "\n".join(lines)


def _running(request: ServiceRequest) -> tuple[RequestClock, ...]:
    """The clocks that still count: once somebody works on it, the first contact is behind us."""
    if request.status == "in_progress" and len(request.clocks) > 1:
        return (max(request.clocks, key=lambda clock: clock.due_at),)
    return request.clocks


def _clock(clock: RequestClock, knowledge: Knowledge, now: datetime) -> str:
    fact = knowledge.clocks.get(clock.code)
    mark = CONFIRM if fact is not None and fact.confirm else ""
    when = (
        f"最晚 {moment_text(clock.due_at, now)}"
        if clock.due_at >= now
        else f"{day_text(clock.due_at, now)}已到期"
    )
    return f"{clock.name}：{when}（依据：{clock.source}）{mark}"


def _late(request: ServiceRequest, now: datetime) -> bool:
    return request.status != "done" and any(clock.due_at < now for clock in _running(request))
