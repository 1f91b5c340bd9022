"""A waiting case's place in the queue, by the ageing that supervisors have set."""

from dataclasses import replace

from handoff.domain.case import Case
from handoff.ports import Tx


async def placed(tx: Tx, case: Case) -> Case:
    """The domain places by the defaults; here is what holds now."""
    if case.waiting_since is None or case.queue_at is None:
        return case
    settings = await tx.desk_settings.current()
    return replace(case, queue_at=case.waiting_since + settings.ageing(case.priority))
