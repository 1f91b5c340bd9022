"""What every move of a case is made of, inside the caller's transaction: the locks, the offers it ends, the
history, the news for consoles."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID, uuid4

import structlog

from handoff.domain.accounts import DESK_ROLES, Principal, Role
from handoff.domain.case import Case
from handoff.domain.conversation import Conversation
from handoff.domain.errors import CaseClosed, Invalid, NotFound
from handoff.domain.handover import wake
from handoff.domain.offers import OfferOutcome, let_go
from handoff.domain.records import CaseEvent
from handoff.ports import Tx
from handoff.service.announcing import announce
from handoff.service.opening import record_move
from handoff.service.placing import placed

log = structlog.get_logger(__name__)


async def lock_case(tx: Tx, viewer: Principal, case_id: UUID) -> tuple[Case, Conversation]:
    """The case as it is while its conversation's row is held. Raises Forbidden, NotFound."""
    viewer.require(*DESK_ROLES)
    found = await tx.cases.get(case_id)
    conversation = await tx.conversations.lock(found.conversation_id)
    case = await tx.cases.get(case_id)
    if not case.visible_to(viewer.id, sees_all=viewer.has(Role.SUPERVISOR)):
        if case.butler_id is None:
            # It was on every screen until a moment ago: taken back by the customer, or answered by the bot.
            raise CaseClosed("这个个案刚刚结束了，不用再接手。")
        raise NotFound("没有找到这个个案。")
    return case, conversation


async def finish_move(
    tx: Tx,
    case: Case,
    conversation: Conversation,
    kind: str,
    now: datetime,
    *,
    actor_id: UUID | None = None,
    actor: str | None = None,
    detail: str = "",
) -> None:
    """Conversation and case as saved, a line in the history, news for the consoles."""
    await tx.conversations.save(conversation)
    await record_move(tx, case, kind, now, actor_id=actor_id, actor=actor, detail=detail)
    await tx.events.publish(
        "message_added", now, case_id=case.id, conversation_id=conversation.id, version=case.version
    )
    log.info("case_moved", move=kind, case=case.number, status=case.status.value)


async def settle_offers(tx: Tx, case: Case, now: datetime, winner: UUID | None = None) -> bool:
    """The case has gone its way: what still rings is taken back, but for the winner's, who has accepted.
    Whether he had an offer."""
    ended = await tx.offers.open_of_cases([case.id])
    outcomes = {winner: OfferOutcome.ACCEPTED}
    await tx.offers.save(
        *(offer.settle(outcomes.get(offer.butler_id, OfferOutcome.WITHDRAWN), now) for offer in ended)
    )
    await tell_butlers(tx, "offer_ended", case, [offer.butler_id for offer in ended], now)
    return any(offer.butler_id == winner for offer in ended)


async def let_pass(tx: Tx, case: Case, butler_id: UUID | None, reason: str, now: datetime) -> None:
    """Who gave a case away is not the first to be offered it again."""
    if butler_id is not None:
        await tx.offers.add([let_go(uuid4(), case.id, butler_id, reason, now)])


async def tell_butlers(tx: Tx, kind: str, case: Case, butlers: Iterable[UUID], now: datetime) -> None:
    """News that concerns these butlers only."""
    to = [str(butler_id) for butler_id in butlers]
    if to:
        await tx.events.publish(
            kind,
            now,
            case_id=case.id,
            conversation_id=case.conversation_id,
            version=case.version,
            data={"to": to},
        )


async def woken_by_customer(tx: Tx, case: Case, now: datetime) -> Case:
    """A case put aside (read without its context) is back before its holder, the customer has written."""
    awake = wake(case)
    await note_move(tx, awake, "woken", now, detail="客户来消息了")
    return awake


async def note_move(
    tx: Tx,
    case: Case,
    kind: str,
    now: datetime,
    *,
    actor_id: UUID | None = None,
    actor: str | None = None,
    detail: str = "",
) -> None:
    """As `record_move`, for a case that was read without its context."""
    await tx.cases.move(await placed(tx, case))
    await tx.cases.add_event(CaseEvent(case.id, kind, now, actor_id, actor, detail))
    await announce(tx, case, kind, now)
    await tx.events.publish(
        "case_changed", now, case_id=case.id, conversation_id=case.conversation_id, version=case.version
    )


def check_length(text: str, limit: int) -> None:
    """Raises Invalid."""
    if len(text) > limit:
        raise Invalid(f"最多 {limit} 个字。")
