"""Events of the insurer in words, like the tracking of a parcel: where it is, who does what next, latest when.
The words of a step come from the insurer's own event of the claim, else from data/knowledge/claim_states.yml."""

import asyncio
import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import structlog

from handoff.domain.errors import InsurerAway
from handoff.domain.news import CLOCK, DOCUMENT_MISSING, STEP_CHANGED, InsurerEvent, Story
from insurer.api import Claim
from insurer.client import InsurerClient, InsurerError, InsurerNotFound
from insurer.knowledge import Knowledge
from insurer.progress import day_text
from insurer.timeline import build_timeline

log = structlog.get_logger(__name__)

_UNFILLED = re.compile(r"\{\w+\}")
_PICKUPS = {
    "booked": "上门取件已经约好，快递员会按约定的时间来。",
    "collected": "快递员已经取走您的材料，正在寄往保险公司。",
    "delivered": "您寄的材料保险公司已经签收。",
    "cancelled": "上门取件已取消，要重新约随时跟我说。",
}
_OUTCOMES = {
    "approved": "核定结论出来了：同意赔付。",
    "partial": "核定结论出来了：同意赔付一部分，扣减的理由和条款会写清楚。",
    "rejected": "核定结论出来了：保险公司没有同意赔付。理由和条款号您有权要书面的；想找人一起看，回复「转人工」就行。",
}


class NewsTeller:
    """`seconds`: the longest the insurer is waited for."""

    def __init__(self, client: InsurerClient, knowledge: Knowledge, seconds: float = 3.0) -> None:
        self._client = client
        self._knowledge = knowledge
        self._seconds = seconds

    async def tell(self, events: Sequence[InsurerEvent], now: datetime, correlation_id: str) -> Story | None:
        """Raises InsurerAway."""
        claim_no = next((e.claim_no for e in events if e.claim_no), None)
        if claim_no is None:
            return self.tell_plainly(events)
        try:
            async with asyncio.timeout(self._seconds):
                claim = await self._client.claim(
                    claim_no, events[-1].customer_ref, correlation_id=correlation_id
                )
        except InsurerNotFound:
            # Not this customer's claim: then it is nothing this customer may be told.
            log.warning("event_of_unknown_claim", events=len(events))
            return None
        except (InsurerError, TimeoutError) as error:
            raise InsurerAway(type(error).__name__) from None
        return claim_story(events, claim, self._knowledge, now)

    def tell_plainly(self, events: Sequence[InsurerEvent]) -> Story | None:
        lines = [line for event in events if (line := _plain(event, self._knowledge))]
        return Story("\n".join(dict.fromkeys(lines))) if lines else None


def claim_story(
    events: Sequence[InsurerEvent], claim: Claim, knowledge: Knowledge, now: datetime
) -> Story | None:
    """None when nothing of it is news: the customer's own step, or a step the claim has left again."""
    card = build_timeline(claim, knowledge, now).card()
    lines = [line for event in events if (line := _line(event, claim, card, knowledge, now))]
    if not lines:
        return None
    return Story(f"您的{card['title']}有新消息：\n" + "\n".join(dict.fromkeys(lines)), card)


def _line(
    event: InsurerEvent, claim: Claim, card: Mapping[str, Any], knowledge: Knowledge, now: datetime
) -> str | None:
    if event.type == CLOCK:
        return _clock(event, knowledge, now)
    code = str(event.data.get("state_code") or claim.state_code)
    if code != claim.state_code:
        return None  # the claim has moved on, and that is an event of its own
    if event.type == STEP_CHANGED and event.data.get("actor_type") == "user":
        return None
    words = _step_words(event, claim, code, knowledge, now)
    if event.type == DOCUMENT_MISSING:
        return "\n".join(line for line in (words, _missing(event, knowledge)) if line)
    return words or _of_itself(event, knowledge) or str(card["headline"])


def _step_words(
    event: InsurerEvent, claim: Claim, code: str, knowledge: Knowledge, now: datetime
) -> str | None:
    """Only whole sentences: one with an unfilled place is no answer."""
    written = next((e for e in reversed(claim.events) if e.state_code == code), None)
    if written is not None and written.visible_text and not _UNFILLED.search(written.visible_text):
        return written.visible_text
    state = knowledge.claim_states.get(code)
    due = _moment(event.data.get("due_at")) or (written.due_at if written else None)
    text = state.visible_text if state else ""
    if due is not None:
        text = text.replace("{due}", day_text(due, now))
    return text if text and not _UNFILLED.search(text) else None


def _missing(event: InsurerEvent, knowledge: Knowledge) -> str:
    lines = []
    for wanted in event.data.get("documents") or []:
        document = knowledge.documents.get(str(wanted.get("doc_code")))
        name = document.name if document else str(wanted.get("doc_code"))
        why = str(wanted.get("why") or "").rstrip("。")
        lines.append(f"· {name}" + (f"：{why}" if why else ""))
    if not lines:
        return ""
    return f"还缺 {len(lines)} 样：\n" + "\n".join(lines) + "\n拍清楚了直接发在这里就行，拿不准的问我。"


def _clock(event: InsurerEvent, knowledge: Knowledge, now: datetime) -> str | None:
    rule = knowledge.clocks.get(str(event.data.get("clock_code")))
    what = f"「{rule.subject}」" if rule else "这一步"
    due = _moment(event.data.get("due_at"))
    percent = event.data.get("percent")
    latest = f"最晚 {day_text(due, now)}" if due else "到期前"
    if percent == 100:
        return (
            f"{what}已经到了最晚期限{f'（{day_text(due, now)}）' if due else ''}，还没有结果。"
            "您可以回复「转人工」，管家替您去问清楚卡在哪里。"
        )
    if due is not None and due <= now:
        return None  # told late: the end of the time is an event of its own
    if percent == 80:
        return f"{what}的时间已经用掉八成，{latest}要有结果。到时还没有，您可以回复「转人工」让管家去催。"
    return f"{what}的时间已经过了六成，{latest}会有结果，您现在不用做什么。"


def _paid(event: InsurerEvent) -> str:
    amount, account = event.data.get("amount"), event.data.get("account_tail")
    where = f"到您尾号 {account} 的账户" if account else "给您"
    return f"赔款 {amount} 元已经打{where}，请您核对。有疑问随时跟我说。"


def _of_itself(event: InsurerEvent, knowledge: Knowledge) -> str | None:
    match event.type:
        case "pickup.changed":
            return _PICKUPS.get(str(event.data.get("status")))
        case "claim.paid":
            return _paid(event)
        case "claim.decided":
            return _OUTCOMES.get(str(event.data.get("outcome")))
        case "claim.document_missing":
            return _missing(event, knowledge) or None
        case "claim.clock":
            return _clock(event, knowledge, event.occurred_at)
        case _:
            return None


def _plain(event: InsurerEvent, knowledge: Knowledge) -> str | None:
    """Without the claim: only what the event itself says."""
    if event.type != STEP_CHANGED:
        return _of_itself(event, knowledge)
    state = knowledge.claim_states.get(str(event.data.get("state_code")))
    if state is None or event.data.get("actor_type") == "user":
        return None
    return f"您的理赔到了「{state.name}」这一步，回复「进度」可以看详情。"


def _moment(value: Any) -> datetime | None:
    """Aware, or None for what is no such time."""
    try:
        moment = datetime.fromisoformat(str(value))
    except ValueError:
        return None
    return moment if moment.tzinfo else None
