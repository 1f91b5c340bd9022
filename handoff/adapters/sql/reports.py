"""Reports: figures over facts, grouped in the database."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, FromClause, Select, Text, bindparam, cast, func, select, true
from sqlalchemy.ext.asyncio import AsyncConnection

from handoff.adapters.sql.report_facts import FACTS, Facts
from handoff.adapters.sql.tables import AnyRow, users
from handoff.domain.reports import Grouping, Period, ReportRow
from handoff.domain.triggers import name_of

_ZONE = "Asia/Shanghai"
_NOBODY = "（无人接手）"


@dataclass(frozen=True)
class SqlReports:
    connection: AsyncConnection

    async def rows(self, name: str, period: Period, group_by: Grouping, now: datetime) -> list[ReportRow]:
        query = _grouped(FACTS[name], group_by)
        return [_row_of(row, group_by) for row in (await self._execute(query, name, period, now)).all()]

    async def total(self, name: str, period: Period, now: datetime) -> ReportRow:
        facts = FACTS[name]
        query = select(*_figures(facts)).select_from(facts.table())
        row = (await self._execute(query, name, period, now)).one()
        return ReportRow("", "", _values(row, ()))

    async def _execute(self, query: Select[Any], name: str, period: Period, now: datetime) -> Any:
        given = {"since": period.since, "until": period.until}
        if ":now" in FACTS[name].query.text:
            given["now"] = now
        return await self.connection.execute(query, given)


def _figures(facts: Facts) -> list[ColumnElement[Any]]:
    return [figure.label(key) for key, figure in facts.figures.items()]


def _grouped(facts: Facts, group_by: Grouping) -> Select[Any]:
    table = facts.table()
    source: FromClause = table
    key: ColumnElement[Any]
    label: ColumnElement[Any] = bindparam("label", "", type_=Text)
    match group_by:
        case Grouping.DAY:
            key = func.to_char(func.timezone(_ZONE, table.c.at), "YYYY-MM-DD")
        case Grouping.WEEK:
            key = func.to_char(func.timezone(_ZONE, table.c.at), 'IYYY-"W"IW')
        case Grouping.CHANNEL:
            key = table.c.channel
        case Grouping.BUTLER:
            source = table.outerjoin(users, users.c.id == table.c.butler_id)
            key = func.coalesce(cast(table.c.butler_id, Text), "")
            label = func.max(users.c.display_name)
        case Grouping.CODE:
            codes = func.unnest(table.c.codes).table_valued("code").render_derived(name="each_code")
            source = table.join(codes, true())
            key = codes.c.code
    labelled = key.label("group_key")
    query = select(labelled, label.label("group_label"), *_figures(facts)).select_from(source)
    return query.group_by(labelled).order_by(labelled)


def _row_of(row: AnyRow, group_by: Grouping) -> ReportRow:
    key: str = row.group_key
    match group_by:
        case Grouping.BUTLER:
            shown = row.group_label or _NOBODY
        case Grouping.CODE:
            shown = name_of(key)
        case _:
            shown = key
    return ReportRow(key, shown, _values(row, ("group_key", "group_label")))


def _values(row: AnyRow, without: tuple[str, ...]) -> dict[str, float | int | None]:
    return {
        name: value if value is None or isinstance(value, int) else round(float(value), 4)
        for name, value in row._mapping.items()
        if name not in without
    }
