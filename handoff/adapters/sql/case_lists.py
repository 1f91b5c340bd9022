"""The desk's lists: which cases, in what order, from where on."""

import base64
import binascii
import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Column, ColumnElement, Select, and_, func, literal, or_, select, tuple_
from sqlalchemy.ext.asyncio import AsyncConnection

from handoff.adapters.sql.case_rows import BRIEF, case_of
from handoff.adapters.sql.tables import AnyRow, cases, clocks, conversations, messages, users
from handoff.domain.case import Case, CaseStatus
from handoff.domain.case_filter import EVERYTHING, CaseFilter
from handoff.domain.clocks import ClockKind
from handoff.domain.conversation import Author
from handoff.domain.errors import Invalid, NotFound
from handoff.domain.records import CaseRow
from handoff.domain.views import CaseCounts, LastMessage, Person

_QUEUED = (CaseStatus.WAITING.value, CaseStatus.OFFERED.value)
_HELD = (CaseStatus.ACTIVE.value, CaseStatus.SNOOZED.value)
_QUEUES = ("waiting", "mine", "active", "snoozed")
#: A held case has no place in the queue: oldest first.
_HELD_PLACE = cases.c.opened_at
_PREVIEW = 80
#: The longest a list is counted.
COUNTED = 1000

_butler = users.alias("butler")
_dedicated = users.alias("dedicated")

_first_response = (
    select(clocks.c.due_at)
    .where(
        clocks.c.case_id == cases.c.id,
        clocks.c.kind == ClockKind.FIRST_RESPONSE.value,
        clocks.c.stopped_at.is_(None),
    )
    .order_by(clocks.c.due_at)
    .limit(1)
    .correlate(cases)
    .scalar_subquery()
)
_last = (
    select(
        func.coalesce(func.nullif(messages.c.text, ""), "［图片或文件］").label("text"),
        messages.c.author,
        messages.c.created_at,
    )
    .where(
        messages.c.conversation_id == cases.c.conversation_id,
        messages.c.author != Author.SYSTEM.value,
    )
    .order_by(messages.c.seq.desc())
    .limit(1)
    .correlate(cases)
    .lateral("last")
)
_unread = (
    select(func.count())
    .where(
        messages.c.conversation_id == cases.c.conversation_id,
        messages.c.author == Author.USER.value,
        messages.c.feed_seq > conversations.c.read_by_desk_seq,
    )
    .correlate(cases, conversations)
    .scalar_subquery()
)


def _rows(columns: Sequence[Column[Any]] = BRIEF) -> Select[Any]:
    return (
        select(
            *columns,
            conversations.c.channel,
            conversations.c.customer_ref,
            conversations.c.display_name,
            _butler.c.display_name.label("butler_name"),
            _dedicated.c.display_name.label("dedicated_name"),
            _first_response.label("first_response_due_at"),
            _last.c.text.label("last_text"),
            _last.c.author.label("last_author"),
            _last.c.created_at.label("last_at"),
            _unread.label("unread"),
        )
        .join_from(cases, conversations)
        .outerjoin(_butler, _butler.c.id == cases.c.butler_id)
        .outerjoin(_dedicated, _dedicated.c.id == cases.c.dedicated_butler_id)
        .outerjoin(_last, literal(True))
    )


def _row_of(row: AnyRow) -> CaseRow:
    found = case_of(row, row.butler_name)
    last = LastMessage(row.last_text[:_PREVIEW], row.last_author, row.last_at) if row.last_at else None
    return CaseRow(
        case=found,
        channel=row.channel,
        customer_ref=row.customer_ref,
        display_name=row.display_name,
        butler=Person(found.butler_id, row.butler_name) if found.butler_id else None,
        dedicated_butler=Person(found.dedicated_butler_id, row.dedicated_name)
        if found.dedicated_butler_id
        else None,
        first_response_due_at=row.first_response_due_at,
        last_message=last,
        unread=row.unread,
    )


def _condition(view: str, viewer: UUID, see_all: bool) -> ColumnElement[bool]:
    resolved = cases.c.status == CaseStatus.RESOLVED.value
    visible = literal(True) if see_all else or_(~resolved, cases.c.butler_id == viewer)
    wanted: dict[str, ColumnElement[bool]] = {
        "waiting": cases.c.status.in_(_QUEUED),
        "mine": and_(cases.c.status.in_(_HELD), cases.c.butler_id == viewer),
        "active": cases.c.status.in_(_HELD),
        "snoozed": cases.c.status == CaseStatus.SNOOZED.value,
        "resolved": resolved,
        "all": literal(True),
    }
    if view not in wanted:
        raise Invalid("没有这个列表。")
    return and_(wanted[view], visible)


def encode_cursor(parts: list[str]) -> str:
    return base64.urlsafe_b64encode(json.dumps(parts).encode()).decode().rstrip("=")


def decode_cursor(cursor: str) -> tuple[str, datetime, UUID]:
    """Raises Invalid."""
    try:
        raw = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
        rank, moment, last_id = json.loads(raw)
        at = datetime.fromisoformat(moment)
        if at.tzinfo is None:
            raise ValueError("naive time")
        return str(rank), at, UUID(last_id)
    except (ValueError, TypeError, AttributeError, binascii.Error):
        raise Invalid("翻页位置无效，请从第一页重新开始。") from None


async def page(
    connection: AsyncConnection,
    view: str,
    viewer: UUID,
    cursor: str | None,
    limit: int,
    *,
    see_all: bool,
    only: CaseFilter = EVERYTHING,
) -> tuple[list[CaseRow], str | None]:
    """The queue in the order it is served, held cases oldest first, those put aside by when they come back, the
    other lists newest first."""
    query = _rows().where(_condition(view, viewer, see_all), *_filters(only))
    after = decode_cursor(cursor) if cursor is not None else None
    query = _queue_order(query, view, after) if view in _QUEUES else _newest_order(query, after)
    found = [_row_of(r) for r in (await connection.execute(query.limit(limit + 1))).all()]
    if len(found) <= limit:
        return found, None
    return found[:limit], _cursor_after(view, found[limit - 1].case)


type _Cursor = tuple[str, datetime, UUID]


def _filters(only: CaseFilter) -> list[ColumnElement[bool]]:
    wanted: list[ColumnElement[bool]] = []
    if only.priority is not None:
        wanted.append(cases.c.priority == only.priority.value)
    if only.code is not None:
        wanted.append(cases.c.codes.contains([only.code]))
    if only.channel is not None:
        wanted.append(conversations.c.channel == only.channel)
    if only.butler_id is not None:
        wanted.append(cases.c.butler_id == only.butler_id)
    if only.tier is not None:
        wanted.append(cases.c.tier == only.tier)
    if only.q:
        searched = (cases.c.number, conversations.c.display_name, cases.c.goal, cases.c.summary)
        wanted.append(or_(*(column.icontains(only.q, autoescape=True) for column in searched)))
    return wanted


def _place(view: str) -> ColumnElement[datetime]:
    if view == "snoozed":
        return cases.c.snoozed_until
    return cases.c.queue_at if view == "waiting" else _HELD_PLACE


def _place_of(view: str, case: Case) -> datetime:
    place = {"waiting": case.queue_at, "snoozed": case.snoozed_until}.get(view)
    return place or case.opened_at


def _queue_order(query: Select[Any], view: str, after: _Cursor | None) -> Select[Any]:
    place = _place(view)
    if after is not None:
        _, moment, last_id = after
        query = query.where(tuple_(place, cases.c.id) > tuple_(literal(moment), literal(last_id)))
    return query.order_by(place, cases.c.id)


def _newest_order(query: Select[Any], after: _Cursor | None) -> Select[Any]:
    moment = func.coalesce(cases.c.resolved_at, cases.c.opened_at)
    if after is not None:
        query = query.where(tuple_(moment, cases.c.id) < tuple_(literal(after[1]), literal(after[2])))
    return query.order_by(moment.desc(), cases.c.id.desc())


def _cursor_after(view: str, last: Case) -> str:
    if view in _QUEUES:
        return encode_cursor([view, _place_of(view, last).isoformat(), str(last.id)])
    return encode_cursor(["", (last.resolved_at or last.opened_at).isoformat(), str(last.id)])


async def row(connection: AsyncConnection, case_id: UUID) -> CaseRow:
    found = (await connection.execute(_rows(tuple(cases.c)).where(cases.c.id == case_id))).first()
    if found is None:
        raise NotFound("没有找到这个个案。")
    return _row_of(found)


async def counts(connection: AsyncConnection, viewer: UUID) -> CaseCounts:
    """Each at most COUNTED: what is more is read as "and more", and costs nothing to know."""
    held = cases.c.status.in_(_HELD)
    asleep = cases.c.status == CaseStatus.SNOOZED.value
    wanted = (cases.c.status.in_(_QUEUED), and_(held, cases.c.butler_id == viewer), held, asleep)
    query: Any = select(*(_capped(condition) for condition in wanted))
    row: Any = (await connection.execute(query)).one()
    waiting, mine, active, snoozed = row
    return CaseCounts(waiting=waiting, mine=mine, active=active, snoozed=snoozed)


def _capped(condition: ColumnElement[bool]) -> ColumnElement[int]:
    some = select(literal(1).label("one")).select_from(cases).where(condition).limit(COUNTED).subquery()
    return select(func.count()).select_from(some).scalar_subquery()


async def position(connection: AsyncConnection, mine: Case) -> int:
    ahead = await connection.scalar(
        select(func.count()).where(
            cases.c.status.in_(_QUEUED),
            tuple_(cases.c.queue_at, cases.c.id) < tuple_(literal(mine.queue_at), literal(mine.id)),
        )
    )
    return (ahead or 0) + 1
