"""From a turn's result to what the hub does about people: does a case have to be opened, and what is
recorded."""

from dataclasses import dataclass
from typing import Any

from handoff.domain.case import BOT_UNAVAILABLE, Case, CaseRequest, Priority
from handoff.domain.turn import Decision, DirectiveType, TurnResult, Understanding

_NO_CASE = {
    Decision.OFFER: "已询问客户是否需要真人，等客户决定",
    Decision.ESCALATE: "本轮以征求客户意见或客户撤回结束，没有开个案",
}
#: The bot's summaries are short (contracts.md: 120 characters); a brief prepared for a butler may be longer.
_SUMMARY = 600


#: Safety words of the bot that the customer is sent while a person is being called.
_SAFETY = frozenset({"E09", "E14"})
#: Why an escalation heard while a person had the floor has no case.
SETTLED_MEANWHILE = "人工处理期间写的，个案已经结束"


def directed_request(result: TurnResult) -> CaseRequest | None:
    """The case that the bot asks for in so many words."""
    directive = result.directive(DirectiveType.OPEN_CASE)
    if directive is None:
        return None
    return CaseRequest(
        codes=directive.codes,
        priority=directive.priority,
        reason=directive.reason,
        evidence=directive.evidence,
        summary=directive.summary[:_SUMMARY],
        goal=directive.goal,
    )


def worsens(case: Case, request: CaseRequest) -> bool:
    """Whether this says more than the open case: another code, or a higher priority."""
    return bool(set(request.codes) - set(case.codes)) or request.priority < case.priority


def is_about_safety(result: TurnResult) -> bool:
    """Crisis or fraud in progress was heard in this turn."""
    found = {code for u in result.understanding if u.decision is Decision.ESCALATE for code in u.codes}
    found.update(code for d in result.directives for code in d.codes)
    return not _SAFETY.isdisjoint(found)


def case_request(result: TurnResult) -> CaseRequest | None:
    """The case that a turn asks for. A message judged `escalate` leads to one even without a directive,
    unless the bot chose to ask first or the user took it back: no escalation is lost."""
    directed = directed_request(result)
    if directed is not None:
        return directed
    asked = result.directive(DirectiveType.OFFER_HUMAN) or result.directive(DirectiveType.CLOSE_CASE)
    grave = [u for u in result.understanding if u.decision is Decision.ESCALATE]
    if asked or not grave:
        return None
    return CaseRequest(
        codes=tuple(dict.fromkeys(code for u in grave for code in u.codes)) or ("E10",),
        priority=Priority.P2,
        reason="；".join(u.reason for u in grave if u.reason),
        evidence=tuple(e for u in grave for e in _evidence(u)),
    )


def _evidence(understanding: Understanding) -> list[dict[str, Any]]:
    found = (understanding.data.get("escalation") or {}).get("evidence") or []
    return [{**e, "message_id": str(understanding.message_id)} for e in found]


@dataclass(frozen=True)
class Noted:
    """A decision to be recorded; `no_case_reason` only where no case came of it."""

    understanding: Understanding
    no_case_reason: str | None


def noted(result: TurnResult, *, has_case: bool) -> list[Noted]:
    """Every escalate or offer decision of the turn. An offer is settled by a case only if the turn opened
    one."""
    grave = [u for u in result.understanding if u.decision in _NO_CASE]
    return [Noted(u, None if has_case else _NO_CASE[u.decision]) for u in grave]


def bot_unavailable_request(waiting: int, first_text: str) -> CaseRequest:
    """Why a person should look when the bot cannot answer. `waiting`: messages without an answer."""
    return CaseRequest(
        codes=(BOT_UNAVAILABLE,),
        priority=Priority.P2,
        reason="机器人暂时无法答复，客户的消息还没有得到回答",
        summary=f"机器人故障期间有 {waiting} 条客户消息未答复",
        goal=f"客户在问：{first_text[:60]}",
    )
