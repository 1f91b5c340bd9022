"""What each report counts: one row per thing counted, with when (`at`), who (`butler_id`), where (`channel`),
the case's codes, and what is measured."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Float,
    Integer,
    Subquery,
    Text,
    TextClause,
    case,
    cast,
    column,
    func,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, UUID
from sqlalchemy.types import Boolean, DateTime

from handoff.domain.case import OUTCOMES

_FIRST_RESPONSE = text(
    """
    SELECT c.opened_at AS at, c.butler_id, v.channel, c.codes,
           extract(epoch FROM c.first_response_at - c.opened_at) AS seconds,
           CASE WHEN c.first_response_at IS NOT NULL THEN c.first_response_at <= k.due_at
                WHEN k.due_at < :now AND coalesce(c.resolved_at > k.due_at, true) THEN false END AS hit,
           '' AS kind
    FROM cases c JOIN conversations v ON v.id = c.conversation_id
    LEFT JOIN LATERAL (SELECT due_at FROM clocks WHERE case_id = c.id AND kind = 'first_response'
                       ORDER BY started_at LIMIT 1) k ON true
    WHERE c.opened_at >= :since AND c.opened_at < :until
    """
)
_RESOLUTION = text(
    """
    SELECT c.resolved_at AS at, c.butler_id, v.channel, c.codes,
           extract(epoch FROM c.resolved_at - c.opened_at) AS seconds, c.resolved_at <= k.due_at AS hit,
           coalesce(c.outcome, '') AS kind
    FROM cases c JOIN conversations v ON v.id = c.conversation_id
    LEFT JOIN LATERAL (SELECT due_at FROM clocks WHERE case_id = c.id AND kind = 'resolution'
                       ORDER BY started_at DESC LIMIT 1) k ON true
    WHERE c.resolved_at >= :since AND c.resolved_at < :until
    """
)
_REOPEN = text(
    """
    SELECT e.at, c.butler_id, v.channel, c.codes, NULL::float AS seconds, NULL::boolean AS hit, e.kind
    FROM case_events e JOIN cases c ON c.id = e.case_id JOIN conversations v ON v.id = c.conversation_id
    WHERE e.kind IN ('resolved', 'closed_by_bot', 'withdrawn', 'reopened') AND e.at >= :since AND e.at < :until
    """
)
_REASONS = text(
    """
    SELECT c.opened_at AS at, c.butler_id, v.channel, c.codes, NULL::float AS seconds, NULL::boolean AS hit,
           coalesce(c.outcome, CASE WHEN c.status <> 'resolved' THEN 'open' END, '') AS kind
    FROM cases c JOIN conversations v ON v.id = c.conversation_id
    WHERE c.opened_at >= :since AND c.opened_at < :until
    """
)
#: A session is what one conversation's customer writes on one day in China.
_CONTAINMENT = text(
    """
    SELECT s.at, NULL::uuid AS butler_id, v.channel, ARRAY[]::text[] AS codes, NULL::float AS seconds,
           NOT EXISTS (SELECT 1 FROM cases c WHERE c.conversation_id = s.conversation_id
                       AND c.opened_at < s.day_end AND coalesce(c.resolved_at >= s.day_begin, true))
           AND NOT EXISTS (SELECT 1 FROM cases c JOIN case_events e ON e.case_id = c.id
                       WHERE c.conversation_id = s.conversation_id AND e.kind = 'opened'
                       AND e.at >= s.day_begin AND e.at < s.day_end) AS hit,
           '' AS kind
    FROM (SELECT conversation_id, min(created_at) AS at,
                 date_trunc('day', created_at, 'Asia/Shanghai') AS day_begin,
                 date_trunc('day', created_at, 'Asia/Shanghai') + interval '1 day' AS day_end
          FROM messages WHERE author = 'user' AND created_at >= :since AND created_at < :until
          GROUP BY conversation_id, date_trunc('day', created_at, 'Asia/Shanghai')) s
    JOIN conversations v ON v.id = s.conversation_id
    """
)
_FALSE_ESCALATIONS = text(
    """
    SELECT c.resolved_at AS at, c.butler_id, v.channel, c.codes, NULL::float AS seconds,
           c.outcome = 'not_needed' AS hit, '' AS kind
    FROM cases c JOIN conversations v ON v.id = c.conversation_id
    WHERE c.resolved_at >= :since AND c.resolved_at < :until AND c.codes <> ARRAY['BOT']
    """
)
_CSAT = text(
    """
    SELECT r.at, c.butler_id, v.channel, c.codes, r.score::float AS seconds, NULL::boolean AS hit, '' AS kind
    FROM ratings r JOIN cases c ON c.id = r.case_id JOIN conversations v ON v.id = c.conversation_id
    WHERE r.at >= :since AND r.at < :until
    """
)
_LOAD = text(
    """
    SELECT e.at, e.actor_id AS butler_id, v.channel, c.codes, NULL::float AS seconds, NULL::boolean AS hit, e.kind
    FROM case_events e JOIN cases c ON c.id = e.case_id JOIN conversations v ON v.id = c.conversation_id
    WHERE e.kind IN ('claimed', 'barged', 'resolved', 'released', 'transferred') AND e.actor_id IS NOT NULL
      AND e.at >= :since AND e.at < :until
    UNION ALL
    SELECT m.created_at, m.author_id, v.channel, coalesce(c.codes, ARRAY[]::text[]), NULL, NULL, 'reply'
    FROM messages m JOIN conversations v ON v.id = m.conversation_id LEFT JOIN cases c ON c.id = m.case_id
    WHERE m.author = 'butler' AND m.created_at >= :since AND m.created_at < :until
    """
)

type Columns = dict[str, ColumnElement[Any]]


@dataclass(frozen=True)
class Facts:
    """A report's rows (parameters since, until and, where used, now) and its figures over them."""

    query: TextClause
    figures: Columns

    def table(self) -> Subquery:
        return self.query.columns(
            column("at", DateTime(timezone=True)),
            column("butler_id", UUID()),
            column("channel", Text),
            column("codes", ARRAY(Text)),
            column("seconds", Float),
            column("hit", Boolean),
            column("kind", Text),
        ).subquery("facts")


_SECONDS: ColumnElement[Any] = column("seconds", Float)
_HIT: ColumnElement[Any] = column("hit", Boolean)
_KIND: ColumnElement[Any] = column("kind", Text)
_ALL = func.count()
_HIT_SHARE = cast(func.avg(cast(_HIT, Integer)), Float)


def _at(share: float) -> ColumnElement[Any]:
    return func.percentile_cont(share).within_group(_SECONDS)


def _of_kind(*kinds: str) -> ColumnElement[Any]:
    return func.count().filter(_KIND.in_(kinds))


def _share_of(condition: ColumnElement[Any]) -> ColumnElement[Any]:
    return cast(func.avg(case((condition, 1.0), else_=0.0)), Float)


_CLOSED = _of_kind("resolved", "closed_by_bot", "withdrawn")
_HITS = func.count().filter(_HIT)

FACTS: dict[str, Facts] = {
    "first_response": Facts(
        _FIRST_RESPONSE,
        {
            "cases": _ALL,
            "answered": func.count(_SECONDS),
            "median_seconds": _at(0.5),
            "p90_seconds": _at(0.9),
            "within_target": _HIT_SHARE,
        },
    ),
    "resolution": Facts(
        _RESOLUTION,
        {"resolved": _ALL, "median_seconds": _at(0.5), "p90_seconds": _at(0.9), "within_target": _HIT_SHARE},
    ),
    "reopen": Facts(
        _REOPEN,
        {
            "resolved": _CLOSED,
            "reopened": _of_kind("reopened"),
            "rate": cast(_of_kind("reopened"), Float) / func.nullif(_CLOSED, 0),
        },
    ),
    "reasons": Facts(
        _REASONS,
        {"cases": _ALL, "open": _of_kind("open"), **{f"outcome_{o}": _of_kind(o) for o in OUTCOMES}},
    ),
    "containment": Facts(_CONTAINMENT, {"sessions": _ALL, "contained": _HITS, "rate": _HIT_SHARE}),
    "false_escalations": Facts(_FALSE_ESCALATIONS, {"resolved": _ALL, "false": _HITS, "rate": _HIT_SHARE}),
    "csat": Facts(
        _CSAT,
        {
            "ratings": _ALL,
            "average": func.avg(_SECONDS),
            "satisfied": _share_of(_SECONDS >= 4),
            "dissatisfied": _share_of(_SECONDS <= 2),
        },
    ),
    "load": Facts(
        _LOAD,
        {
            "claimed": _of_kind("claimed", "barged"),
            "replies": _of_kind("reply"),
            "resolved": _of_kind("resolved"),
            "released": _of_kind("released", "transferred"),
        },
    ),
}
