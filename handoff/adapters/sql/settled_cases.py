"""Settled cases as examples for others: by code and time from an index, the dear parts of few of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import cast, func, select
from sqlalchemy.dialects.postgresql import ARRAY, JSONPATH, TEXT
from sqlalchemy.ext.asyncio import AsyncConnection

from handoff.adapters.sql.tables import cases
from handoff.domain.case import CaseStatus
from handoff.domain.similarity import SettledCase, Traits

#: As in ix_cases_newest, which serves the order.
_MOMENT = func.coalesce(cases.c.resolved_at, cases.c.opened_at)
#: Read inside the database: a package is large.
_INTENTS = func.jsonb_path_query_array(cases.c.context, cast("$.intents[*].name", JSONPATH))


@dataclass(frozen=True)
class SqlSettledCases:
    connection: AsyncConnection

    async def alike(
        self, case_id: UUID, codes: Sequence[str], since: datetime, limit: int
    ) -> list[SettledCase]:
        wanted = cast(list(codes), ARRAY(TEXT))
        query = (
            select(
                cases.c.id,
                cases.c.number,
                cases.c.codes,
                cases.c.goal,
                cases.c.outcome,
                cases.c.outcome_reason,
                cases.c.resolved_at,
            )
            .where(
                cases.c.status == CaseStatus.RESOLVED.value,
                cases.c.id != case_id,
                since < _MOMENT,
                cases.c.codes.op("&&")(wanted) if codes else cases.c.codes == wanted,
            )
            .order_by(_MOMENT.desc(), cases.c.id.desc())
            .limit(limit)
        )
        return [
            SettledCase(
                row.id,
                row.number,
                tuple(row.codes),
                row.goal,
                row.outcome,
                row.outcome_reason or "",
                row.resolved_at,
            )
            for row in (await self.connection.execute(query)).all()
        ]

    async def traits(self, case_ids: Sequence[UUID]) -> dict[UUID, Traits]:
        query = select(
            cases.c.id,
            cases.c.context["timeline"]["claim_type"].astext.label("claim_type"),
            _INTENTS.label("intents"),
        ).where(cases.c.id.in_(case_ids))
        return {
            row.id: Traits(row.claim_type, frozenset(n for n in row.intents or [] if isinstance(n, str)))
            for row in (await self.connection.execute(query)).all()
        }
