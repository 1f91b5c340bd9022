"""Entries of the promise ledger inside the caller's transaction (which holds the conversation)."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID, uuid4

from handoff.domain.case import Case
from handoff.domain.clocks import ClockKind
from handoff.domain.desk import CHINA
from handoff.domain.promise_words import find_promise
from handoff.domain.promises import NEAR, MadeBy, Promise
from handoff.domain.records import CaseEvent
from handoff.ports import Tx


async def note_opening_promise(tx: Tx, case: Case, texts: Sequence[str], now: datetime) -> None:
    """Bot or hub has said that somebody comes, and by when: held against the case's own clock, which runs by the same
    target. A case has one such promise at a time."""
    found = next((found for text in texts if (found := find_promise(text, now))), None)
    if found is None or await _waits_for(tx, case):
        return
    clocks = await tx.clocks.of_case(case.id)
    due = next((c.due_at for c in clocks if c.running and c.kind is ClockKind.FIRST_RESPONSE), found.due_at)
    if due <= now:
        return
    promise = Promise(uuid4(), case.conversation_id, case.id, MadeBy.BOT, found.text, now, due)
    await tx.promises.add(promise)
    await tx.cases.add_event(CaseEvent(case.id, "promise_made", now, detail=told(promise)))


async def person_came(tx: Tx, case: Case, now: datetime) -> None:
    """A butler has spoken: what bot or hub had promised of that is kept, in time or late."""
    for promise in await _waits_for(tx, case):
        await _settled(tx, case, promise.keep(now), "promise_kept", now)


async def nobody_needed(tx: Tx, case: Case, now: datetime) -> None:
    """The case has ended without anybody having to come."""
    for promise in await _waits_for(tx, case):
        await _settled(tx, case, promise.withdraw(now, "个案已经结束"), "promise_withdrawn", now)


async def _settled(tx: Tx, case: Case, promise: Promise, kind: str, now: datetime) -> None:
    await tx.promises.save(promise)
    await tx.cases.add_event(CaseEvent(case.id, kind, now, detail=told(promise)))


async def _waits_for(tx: Tx, case: Case) -> list[Promise]:
    unsettled = await tx.promises.unsettled(case.conversation_id)
    return [p for p in unsettled if p.case_id == case.id and p.made_by is MadeBy.BOT]


async def promises_near(tx: Tx, conversation_id: UUID, now: datetime) -> list[dict[str, str]]:
    """`facts.promises` of contracts.md section 2: what is past, or due soon."""
    found = await tx.promises.unsettled(conversation_id)
    return [{"due_at": p.due_at.isoformat()} for p in found if p.due_at <= now + NEAR][:10]


async def promises_told(tx: Tx, conversation_id: UUID) -> list[str]:
    """Of the conversation, unsettled, for the handoff package."""
    return [told(promise) for promise in await tx.promises.unsettled(conversation_id)]


def told(promise: Promise) -> str:
    """「明天上午给您回电」，最晚 11月24日 12:00."""
    due = promise.due_at.astimezone(CHINA)
    late = "，晚于约定" if promise.kept_late else ""
    return f"「{promise.text}」，最晚 {due.month}月{due.day}日 {due:%H:%M}{late}"
