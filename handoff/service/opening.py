"""A case is opened, or what is open is joined, inside the caller's transaction: case, clock, history,
event, frozen context."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID, uuid4

import structlog

from handoff.domain.case import Case, CaseRequest, open_case
from handoff.domain.context import Dossier, briefed, freeze
from handoff.domain.conversation import Conversation
from handoff.domain.desk import CHINA
from handoff.domain.handover import claim_named, is_about_the_same, reopen_for
from handoff.domain.records import CaseEvent
from handoff.ports import Tx
from handoff.service.announcing import announce
from handoff.service.case_clocks import follow_claims, hurry, start_clocks
from handoff.service.case_clocks import stop_clocks as stop_clocks  # noqa: PLC0414 - part of this interface
from handoff.service.case_clocks import wait_again as wait_again  # noqa: PLC0414 - part of this interface
from handoff.service.handoffs import Material as Material  # noqa: PLC0414 - part of this interface
from handoff.service.handoffs import handoff_of
from handoff.service.placing import placed

log = structlog.get_logger(__name__)

#: So many settled cases are looked at to find the one a customer is back about.
_LOOKED_BACK = 5


async def open_or_join(
    tx: Tx,
    conversation: Conversation,
    request: CaseRequest,
    material: Material,
    now: datetime,
    *,
    outage_id: UUID | None = None,
) -> Case:
    """The conversation's open case after this escalation. The caller locks the conversation, moves the floor,
    stores what is said, and then freezes the context."""
    case = await _opened_or_joined(tx, conversation, request, material, now, outage_id)
    if material.law is not None and material.dossier.available:
        await follow_claims(tx, case.id, material.dossier.claims, material.law, now)
    return case


async def _opened_or_joined(
    tx: Tx,
    conversation: Conversation,
    request: CaseRequest,
    material: Material,
    now: datetime,
    outage_id: UUID | None,
) -> Case:
    found = await tx.cases.open_of(conversation.id)
    if found is not None:
        return await _join(tx, found, request, now)
    settled = await _settled_before(tx, conversation, request, material, now)
    if settled is not None:
        return await _reopen(tx, settled, request, now)
    return await _open(tx, conversation, request, material.dossier, now, outage_id)


async def _settled_before(
    tx: Tx, conversation: Conversation, request: CaseRequest, material: Material, now: datetime
) -> Case | None:
    """The case that the customer is back about, the newest first."""
    claim_no = claim_named(material.slots)
    for case in await tx.cases.earlier(conversation.id, _LOOKED_BACK):
        if is_about_the_same(case, request, claim_no, now):
            return case
    return None


async def _reopen(tx: Tx, settled: Case, request: CaseRequest, now: datetime) -> Case:
    case = await placed(tx, reopen_for(settled, request, now))
    await wait_again(tx, case, now)
    await record_move(tx, case, "reopened", now, actor_id=None, actor=None, detail=request.reason)
    log.info("case_reopened", case=case.number, codes=case.codes, priority=case.priority.value)
    return case


async def _open(
    tx: Tx,
    conversation: Conversation,
    request: CaseRequest,
    dossier: Dossier,
    now: datetime,
    outage_id: UUID | None,
) -> Case:
    number = await tx.cases.next_number(now.astimezone(CHINA).date())
    username = dossier.butler_username or conversation.butler_username
    dedicated = await tx.accounts.by_username(username) if username else None
    case = replace(
        open_case(uuid4(), number, conversation.id, request, now),
        dedicated_butler_id=dedicated.user.id if dedicated else None,
        outage_id=outage_id,
    )
    case = await placed(tx, case)
    await tx.cases.insert(case)
    await start_clocks(tx, case, now)
    await tx.cases.add_event(CaseEvent(case.id, "opened", now, detail=case.reason))
    await announce(tx, case, "opened", now)
    await tx.events.publish(
        "case_opened", now, case_id=case.id, conversation_id=conversation.id, version=case.version
    )
    log.info("case_opened", case=number, codes=case.codes, priority=case.priority.value)
    return case


async def _join(tx: Tx, found: Case, request: CaseRequest, now: datetime) -> Case:
    case = await placed(tx, found.escalated_again(request))
    await tx.cases.save(case)
    if case.priority < found.priority:
        await hurry(tx, case, now)
    await tx.cases.add_event(CaseEvent(case.id, "merged", now, detail=request.reason))
    await tx.events.publish(
        "case_changed", now, case_id=case.id, conversation_id=case.conversation_id, version=case.version
    )
    log.info("case_joined", case=case.number, codes=case.codes, priority=case.priority.value)
    return case


async def freeze_context(
    tx: Tx, case: Case, conversation: Conversation, material: Material, now: datetime
) -> Case:
    """The case with its context, goal and summary as of now, saved."""
    handoff = await handoff_of(tx, case, conversation, material)
    told = briefed(handoff)
    case = replace(case, goal=told.goal, summary=told.summary)
    frozen = replace(case, context=freeze(replace(handoff, case=case), now))
    await tx.cases.save(frozen)
    return frozen


async def record_move(
    tx: Tx,
    case: Case,
    kind: str,
    now: datetime,
    *,
    actor_id: UUID | None,
    actor: str | None,
    detail: str = "",
) -> None:
    """The case as saved, a line in its history, news for the consoles and for other systems."""
    await tx.cases.save(await placed(tx, case))
    await tx.cases.add_event(CaseEvent(case.id, kind, now, actor_id, actor, detail))
    await announce(tx, case, kind, now)
    await tx.events.publish(
        "case_changed", now, case_id=case.id, conversation_id=case.conversation_id, version=case.version
    )
