"""Requests that the bot has registered at the insurer (directive note_request): their clocks run in the case."""

from datetime import datetime

import structlog

from handoff.domain.case import Case
from handoff.domain.conversation import Conversation
from handoff.domain.requests import complaint_case, noted_requests, opens_a_case
from handoff.domain.rulebook import Rulebook
from handoff.domain.turn import TurnResult
from handoff.ports import Tx
from handoff.service.case_clocks import start_once
from handoff.service.opening import Material, open_or_join

log = structlog.get_logger(__name__)


async def note_requests(
    tx: Tx,
    conversation: Conversation,
    result: TurnResult,
    opened: Case | None,
    material: Material,
    law: Rulebook,
    now: datetime,
) -> Case | None:
    """`opened`: by this turn. The case of the turn, which a complaint without any open one brings about (the floor
    stays with the bot: the customer may go on until somebody takes the case)."""
    requests = noted_requests(result)
    if not requests:
        return opened
    case = opened or await tx.cases.open_of(conversation.id)
    complaint = opens_a_case(requests)
    if case is None and complaint is not None:
        opened = case = await open_or_join(tx, conversation, complaint_case(complaint), material, now)
    if case is None:
        log.info("request_without_case", kinds=sorted({r.kind for r in requests}))
        return opened
    for request in requests:
        received = min(request.received_at, now)
        clocks = law.for_request(case.id, request.kind, request.request_no, request.claim_no, received)
        await start_once(tx, clocks)
    return opened
