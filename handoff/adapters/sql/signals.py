"""Escalation signals, and the counts that show whether any was lost."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import TextClause, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from handoff.adapters.sql.tables import escalation_signals
from handoff.domain.case import DISPUTE_CODES
from handoff.domain.records import Ledger, Signal

#: One statement, hence one snapshot: counts taken one after the other would differ by what happened in
# between.
_LEDGER: TextClause = text(
    """
    SELECT
      (SELECT count(*) FROM cases) AS opened,
      (SELECT coalesce(json_object_agg(status, n), '{}') FROM
         (SELECT status, count(*) AS n FROM cases GROUP BY status) s) AS by_status,
      (SELECT coalesce(json_object_agg(priority, n), '{}') FROM
         (SELECT priority, count(*) AS n FROM cases WHERE status <> 'resolved' GROUP BY priority) p) AS by_priority,
      (SELECT count(*) FROM escalation_signals) AS signals,
      (SELECT count(*) FROM escalation_signals WHERE case_id IS NOT NULL) AS with_case,
      (SELECT count(*) FROM escalation_signals WHERE no_case_reason IS NOT NULL) AS with_reason,
      (SELECT count(DISTINCT case_id) FROM case_events WHERE kind = 'opened') AS open_events,
      (SELECT count(*) FROM cases c WHERE c.status <> 'resolved' AND NOT EXISTS
         (SELECT 1 FROM clocks k WHERE k.case_id = c.id AND k.kind = 'first_response')) AS without_clock,
      (SELECT count(*) FROM cases c WHERE c.status IN ('waiting', 'offered') AND NOT EXISTS
         (SELECT 1 FROM clocks k WHERE k.case_id = c.id AND k.stopped_at IS NULL
            AND k.kind = 'first_response')) AS waiting_without_running_clock,
      (SELECT count(*) FROM clocks k WHERE k.stopped_at IS NULL AND k.paused_at IS NULL AND k.next_warn_at IS NULL
         AND k.warned < 100) AS clocks_never_warned,
      (SELECT count(*) FROM promises p JOIN cases c ON c.id = p.case_id WHERE p.made_by = 'bot'
         AND p.status IN ('open', 'broken') AND c.status = 'resolved') AS promises_of_resolved,
      (SELECT count(*) FROM clocks k JOIN cases c ON c.id = k.case_id
         WHERE k.stopped_at IS NULL AND c.status = 'resolved') AS clocks_of_resolved,
      (SELECT count(*) FROM cases WHERE status = 'resolved' AND coalesce(outcome, '') = '') AS without_outcome,
      (SELECT count(*) FROM cases c WHERE c.status = 'resolved' AND c.codes && CAST(:disputes AS text[])
         AND coalesce(btrim(c.outcome_reason), '') = '' AND c.outcome <> 'withdrawn') AS disputes_without_reason,
      (SELECT count(*) FROM offers o JOIN cases c ON c.id = o.case_id
         WHERE o.outcome IS NULL AND c.status IN ('active', 'snoozed', 'resolved')) AS offers_of_taken,
      (SELECT count(*) FROM messages m WHERE m.author = 'user' AND m.understanding->'escalation'->>'decision' = 'escalate'
         AND NOT EXISTS (SELECT 1 FROM escalation_signals e WHERE e.message_id = m.id)) AS escalations_without_signal,
      (SELECT count(*) FROM conversations v WHERE v.floor = 'queue' AND NOT EXISTS
         (SELECT 1 FROM cases c WHERE c.conversation_id = v.id AND c.status IN ('waiting', 'offered'))) AS queue_without_case,
      (SELECT count(*) FROM conversations v WHERE v.floor = 'butler' AND NOT EXISTS
         (SELECT 1 FROM cases c WHERE c.conversation_id = v.id AND c.status IN ('active', 'snoozed')
            AND c.butler_id = v.holder_id)) AS butler_without_case
    """
)

_ODDITIES = {
    "without_clock": "open cases without a first-response clock",
    "waiting_without_running_clock": "waiting cases without a running first-response clock",
    "clocks_never_warned": "running clocks that nobody would be warned of",
    "promises_of_resolved": "promises of the bot left open in resolved cases",
    "clocks_of_resolved": "running clocks of resolved cases",
    "escalations_without_signal": "escalated messages without a recorded signal",
    "without_outcome": "resolved cases without an outcome",
    "disputes_without_reason": "disputes resolved without a reason",
    "offers_of_taken": "open offers of cases that nobody waits for",
    "queue_without_case": "conversations in the queue without a waiting case",
    "butler_without_case": "conversations held by a butler without his active case",
}


@dataclass(frozen=True)
class SqlSignals:
    connection: AsyncConnection

    async def add(self, signal: Signal) -> None:
        await self.connection.execute(
            insert(escalation_signals)
            .values(**{**vars(signal), "codes": list(signal.codes)})
            .on_conflict_do_nothing(index_elements=["message_id"])
        )

    async def ledger(self) -> Ledger:
        row: Any = (await self.connection.execute(_LEDGER, {"disputes": sorted(DISPUTE_CODES)})).one()
        return Ledger(
            opened=row.opened,
            by_status=dict(row.by_status),
            open_by_priority=dict(row.by_priority),
            signals=row.signals,
            signals_with_case=row.with_case,
            signals_with_reason=row.with_reason,
            open_events=row.open_events,
            oddities={words: row._mapping[name] for name, words in _ODDITIES.items() if row._mapping[name]},
        )
