"""What a waiting customer sees: his place, an honest time, and what he may do meanwhile."""

import json
from datetime import datetime, timedelta

from handoff.domain.callbacks import CallbackStatus
from handoff.domain.case import BOT_UNAVAILABLE, Case
from handoff.domain.clocks import ClockKind, minutes_left
from handoff.domain.conversation import Conversation, Floor
from handoff.domain.desk_settings import DeskSettings
from handoff.domain.views import ChatCallback, ChatCase
from handoff.domain.waiting import Pace, is_queued, may_leave, out_of_hours_promise, outlook, wait_text
from handoff.domain.words import is_staffed, promise
from handoff.ports import Bus, Clockwork, Tx
from handoff.service.status import desk_status

#: The pace of the desk is measured once for all who wait; seconds.
_PACE_KEY, _PACE_FOR = "desk-pace", 10.0


async def chat_case(tx: Tx, bus: Bus, clock: Clockwork, case: Case, conversation: Conversation) -> ChatCase:
    callback = await _callback(tx, case)
    if not is_queued(case):
        return ChatCase(
            case.number,
            case.status.value,
            None,
            None,
            None,
            snoozed_until=case.snoozed_until,
            callback=callback,
        )
    now = clock.now()
    settings = await tx.desk_settings.current()
    due_at = await _due_at(tx, case, now)
    desk = await desk_status(tx, clock, conversation.butler_username)
    staffed = is_staffed(case.priority, desk)
    position = await tx.cases.position(case)
    pace = await _pace(tx, bus, settings, now) if staffed else Pace()
    found = outlook(position, pace, now, settings.hours)
    words = promise(case.priority, due_at, desk, now)
    if not staffed:
        words = out_of_hours_promise(case.priority, now, settings.hours) or words
    in_time = staffed and due_at > now
    return ChatCase(
        number=case.number,
        status=case.status.value,
        position=position,
        wait_minutes=found.high if found else minutes_left(due_at, now) if in_time else None,
        promise=words,
        wait_text=wait_text(found) if found else words,
        can_withdraw=may_leave(case),
        callback=callback,
        continues=conversation.floor is Floor.BOT and case.codes != (BOT_UNAVAILABLE,),
    )


async def _due_at(tx: Tx, case: Case, now: datetime) -> datetime:
    """When the first answer is due."""
    clocks = [c for c in await tx.clocks.of_case(case.id) if c.running]
    first = next((c for c in clocks if c.kind is ClockKind.FIRST_RESPONSE), None)
    return first.due_at if first else now


async def _callback(tx: Tx, case: Case) -> ChatCallback | None:
    found = await tx.waiting.callback_of(case.id)
    if found is None or found.status is not CallbackStatus.OPEN:
        return None
    return ChatCallback(found.from_at, found.until_at)


async def _pace(tx: Tx, bus: Bus, settings: DeskSettings, now: datetime) -> Pace:
    known = await bus.get(_PACE_KEY)
    if known is not None:
        claimed, usual, present, free = json.loads(known)
        return Pace(claimed, usual, present, free)
    within = timedelta(seconds=settings.present_seconds)
    pace = await tx.waiting.pace(now, within, settings.default_capacity)
    kept = [pace.claimed, pace.usual_minutes, pace.present, pace.free]
    await bus.put(_PACE_KEY, json.dumps(kept), _PACE_FOR)
    return pace
