"""What news of a claim does at the desk, inside the news worker's transaction: the clocks of the open case follow the
claim, and a limit that runs out brings a butler."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import structlog

from handoff.domain.case import Case
from handoff.domain.clocks import ClockKind
from handoff.domain.context import Dossier
from handoff.domain.conversation import Conversation
from handoff.domain.news import DECIDED, InsurerEvent
from handoff.domain.risk import AtRisk, at_risk, claim_as_told
from handoff.domain.rulebook import Rulebook
from handoff.ports import Tx
from handoff.service.case_clocks import follow_claims, start_once
from handoff.service.opening import Material, freeze_context, open_or_join

log = structlog.get_logger(__name__)

NOTIFY = "claim_notify"


async def follow_news(
    tx: Tx,
    conversations: Sequence[UUID],
    events: Sequence[InsurerEvent],
    dossier: Dossier | None,
    law: Rulebook,
    now: datetime,
) -> None:
    """`conversations`: the customer's, the one used most first. `dossier` None: it was not needed."""
    risk = at_risk(events, now)
    held: list[tuple[Conversation, Case]] = []
    for conversation_id in conversations:
        conversation = await tx.conversations.lock(conversation_id)
        case = await tx.cases.open_of(conversation_id)
        if case is not None:
            held.append((conversation, case))
            await _follow(tx, case, events, dossier, law, now)
    if risk is None:
        return
    if held and not risk.overdue:
        return  # somebody has the customer's matter in hand, and the case's own clock says it to them
    if held:
        await _bring_butler(tx, held[0][0], risk, dossier, law, now)
    elif conversations:
        await _bring_butler(tx, await tx.conversations.lock(conversations[0]), risk, dossier, law, now)
    else:
        log.warning("clock_at_risk_without_conversation", code=risk.code, percent=risk.percent)


async def _follow(
    tx: Tx,
    case: Case,
    events: Sequence[InsurerEvent],
    dossier: Dossier | None,
    law: Rulebook,
    now: datetime,
) -> None:
    if dossier is not None and dossier.available:
        await follow_claims(tx, case.id, dossier.claims, law, now)
    else:
        told = [claim for event in events if (claim := claim_as_told(event))]
        await follow_claims(tx, case.id, told[-1:], law, now)
    for event in events:
        if event.type == DECIDED and event.claim_no:
            clock = law.started(case.id, NOTIFY, event.claim_no, event.occurred_at)
            await start_once(tx, [clock] if clock else [])


async def _bring_butler(
    tx: Tx,
    conversation: Conversation,
    risk: AtRisk,
    dossier: Dossier | None,
    law: Rulebook,
    now: datetime,
) -> None:
    """The floor stays where it is: the customer is told by the notice and may go on with the bot until the butler
    takes the case."""
    material = Material(dossier or Dossier(available=False), {"claim_no": risk.claim_no}, law=law)
    case = await open_or_join(tx, conversation, risk.request(law), material, now)
    await freeze_context(tx, case, conversation, material, now)


async def customer_told(tx: Tx, case_id: UUID, subjects: Sequence[str], now: datetime) -> None:
    """The result of a claim has reached the customer (108号文(六)6: within one working day of the decision).
    `subjects`: of the notices told."""
    numbers = {subject.removeprefix("claim:") for subject in subjects if subject.startswith("claim:")}
    for clock in await tx.clocks.of_case(case_id):
        if (
            clock.running
            and clock.kind is ClockKind.STATUTORY
            and (clock.code, clock.subject) in {(NOTIFY, number) for number in numbers}
        ):
            await tx.clocks.save(clock.stopped(now))
