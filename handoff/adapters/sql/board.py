"""The desk at this moment."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from handoff.adapters.sql.reports import SqlReports
from handoff.domain.board import ClockAtRisk, QueueState, Today
from handoff.domain.reports import Period

_QUEUE = text(
    """
    SELECT priority, count(*) FILTER (WHERE status = 'waiting') AS waiting,
           count(*) FILTER (WHERE status = 'offered') AS offered,
           count(*) FILTER (WHERE status = 'active') AS active,
           count(*) FILTER (WHERE status = 'snoozed') AS snoozed,
           min(waiting_since) FILTER (WHERE status IN ('waiting', 'offered')) AS oldest_waiting_since
    FROM cases WHERE status <> 'resolved' GROUP BY priority ORDER BY priority
    """
)
_AT_RISK = text(
    """
    SELECT k.id AS clock_id, c.id AS case_id, c.number AS case_number, c.priority, k.kind, k.code, k.due_at,
           (extract(epoch FROM :now - k.started_at) / greatest(extract(epoch FROM k.due_at - k.started_at), 1))::float
             AS share,
           u.display_name AS butler
    FROM clocks k JOIN cases c ON c.id = k.case_id LEFT JOIN users u ON u.id = c.butler_id
    WHERE k.stopped_at IS NULL AND k.paused_at IS NULL AND c.status <> 'resolved'
      AND :now >= k.started_at + (k.due_at - k.started_at) * 0.8
    ORDER BY k.due_at, k.id LIMIT :limit
    """
)
_TODAY = text(
    """
    SELECT (SELECT count(*) FROM cases WHERE opened_at >= :since AND opened_at < :until) AS opened,
           (SELECT count(*) FROM cases WHERE resolved_at >= :since AND resolved_at < :until) AS resolved,
           (SELECT count(*) FROM case_events WHERE kind = 'reopened' AND at >= :since AND at < :until) AS reopened
    """
)


@dataclass(frozen=True)
class SqlBoard:
    connection: AsyncConnection

    async def queue(self) -> list[QueueState]:
        return [QueueState(**row._mapping) for row in (await self.connection.execute(_QUEUE)).all()]

    async def at_risk(self, now: datetime, limit: int) -> list[ClockAtRisk]:
        rows = (await self.connection.execute(_AT_RISK, {"now": now, "limit": limit})).all()
        return [ClockAtRisk(**row._mapping) for row in rows]

    async def today(self, day: date, now: datetime) -> Today:
        period, reports = Period(day, day), SqlReports(self.connection)
        counts = (await self.connection.execute(_TODAY, {"since": period.since, "until": period.until})).one()
        answered = (await reports.total("first_response", period, now)).values
        rated = (await reports.total("csat", period, now)).values
        return Today(
            opened=counts.opened,
            resolved=counts.resolved,
            reopened=counts.reopened,
            first_response_median_seconds=answered["median_seconds"],
            first_response_within_target=answered["within_target"],
            csat_average=rated["average"],
            ratings=int(rated["ratings"] or 0),
        )
