"""One round of the router inside its transaction: what rings in vain ends, what was left behind comes back,
what rested wakes, what waits is offered. A case whose conversation somebody else holds now is left to the
next round."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID, uuid4

import structlog

from handoff.domain import handover
from handoff.domain.case import Case, CaseStatus, Priority
from handoff.domain.conversation import Conversation, Floor
from handoff.domain.desk_settings import DeskSettings
from handoff.domain.offers import Offer, OfferOutcome, end_of
from handoff.domain.presence import has_vanished
from handoff.domain.routing import NewOffer, Snapshot, Waiting, Why, plan
from handoff.domain.skills import skill_for
from handoff.domain.words import butler_gone
from handoff.ports import Tx
from handoff.service.journal import Journal
from handoff.service.opening import wait_again
from handoff.service.placing import placed
from handoff.service.speaking import tell

log = structlog.get_logger(__name__)

_WHY = {
    Why.WANTED: "指定由他接手",
    Why.DEDICATED: "专属管家",
    Why.SKILL: "技能对口",
    Why.LOAD: "轮到他",
    Why.CRISIS: "紧急，全员响铃",
}
_ENDED = {
    OfferOutcome.EXPIRED: "offer_expired",
    OfferOutcome.VANISHED: "offer_vanished",
    OfferOutcome.WITHDRAWN: "offer_withdrawn",
}


@dataclass
class Round:
    """`told`: conversations in which the customer was told something; `changed`: anything at all was done."""

    tx: Tx
    now: datetime
    settings: DeskSettings
    heard_within: timedelta
    vanished_after: timedelta
    told: list[UUID] = field(default_factory=list)
    changed: bool = False
    journal: Journal = field(init=False)

    def __post_init__(self) -> None:
        self.journal = Journal(self.tx, self.now)

    async def end_offers(self, cases: Sequence[Case]) -> None:
        locked = await self.tx.queue.lock(cases)
        offers = await self.tx.offers.open_of_cases(list(locked))
        present = await self.tx.presences.of([offer.butler_id for offer in offers])
        names = await self.tx.butlers.names([offer.butler_id for offer in offers])
        for case, _ in locked.values():
            mine = [offer for offer in offers if offer.case_id == case.id]
            ends = {
                o.id: end_of(o, case, present.get(o.butler_id), self.now, self.heard_within) for o in mine
            }
            ended = [o.settle(end, self.now) for o in mine if (end := ends[o.id]) is not None]
            await self.tx.offers.save(*ended)
            if len(ended) == len(mine):
                self._ended(handover.no_longer_offered(case), ended, names)
            elif ended:
                self._ended(case, ended, names)
        await self._write()

    def _ended(self, case: Case, ended: Sequence[Offer], names: dict[UUID, str]) -> None:
        whom: defaultdict[OfferOutcome, list[str]] = defaultdict(list)
        for offer in ended:
            whom[offer.outcome or OfferOutcome.WITHDRAWN].append(names[offer.butler_id])
        # Offered, though nobody is rung: then its offers were ended by a hand that left the case as it was.
        for outcome, people in (whom or {OfferOutcome.WITHDRAWN: []}).items():
            self.journal.note(case, _ENDED[outcome], "、".join(people))
        self.journal.tell("offer_ended", case, [offer.butler_id for offer in ended])

    async def bring_back(self, cases: Sequence[Case]) -> None:
        """Cases of a butler who is gone, back to the queue; their customers are told."""
        locked = await self.tx.queue.lock(cases)
        holders = [case.butler_id for case, _ in locked.values() if case.butler_id]
        beats = await self.tx.presences.of(holders) if holders else {}
        for case, conversation in locked.values():
            if case.status is not CaseStatus.ACTIVE or case.butler_id is None:
                continue
            if has_vanished(beats.get(case.butler_id), case.claimed_at, self.now, self.vanished_after):
                await self._bring_back(case, conversation)
        await self._write()

    async def _bring_back(self, case: Case, conversation: Conversation) -> None:
        name = case.butler_name or "管家"
        back = await placed(self.tx, handover.vanish(case, self.now))
        conversation = conversation.give_floor(Floor.QUEUE)
        await wait_again(self.tx, back, self.now)
        conversation = await tell(self.tx, conversation, butler_gone(name), self.now, case_id=case.id)
        await self.tx.conversations.save(conversation)
        self.journal.note(back, "vanished", actor_id=case.butler_id, actor=name)
        self.journal.said(back)
        self.told.append(conversation.id)
        log.warning("butler_vanished", case=case.number)

    async def wake(self, cases: Sequence[Case]) -> None:
        for case, _ in (await self.tx.queue.lock(cases)).values():
            if case.status is CaseStatus.SNOOZED and case.snoozed_until and case.snoozed_until <= self.now:
                self.journal.note(handover.wake(case), "woken", "到时间了")
        await self._write()

    async def offer(self, cases: Sequence[Case]) -> None:
        offers = await self._plan(cases)
        known = {case.id: case for case in cases}
        wanted = dict.fromkeys(offer.case_id for offer in offers)
        locked = await self.tx.queue.lock([known[case_id] for case_id in wanted])
        names = await self.tx.butlers.names([offer.butler_id for offer in offers])
        made: list[Offer] = []
        for case_id in wanted:
            case, _ = locked.get(case_id, (None, None))
            # Whatever has moved meanwhile is looked at afresh in the next round.
            if case is None or case.version != known[case_id].version:
                continue
            made += self._offer(case, [o for o in offers if o.case_id == case_id], names)
        await self.tx.offers.add(made)
        await self._write()

    async def _plan(self, cases: Sequence[Case]) -> list[NewOffer]:
        if not cases:
            return []
        since = self.now - self.heard_within
        seats = await self.tx.butlers.seats(since, self.settings.default_capacity)
        if not seats:
            return []
        ids = [case.id for case in cases]
        ringing = await self._ringing([case.id for case in cases if case.status is CaseStatus.OFFERED])
        return plan(
            Snapshot(
                now=self.now,
                seats=seats,
                cases=[self._waiting(case, ringing[case.id]) for case in cases],
                passes=await self.tx.offers.passes(ids),
                offer_lasts=timedelta(seconds=self.settings.offer_seconds),
                patience=timedelta(seconds=self.settings.skill_patience_seconds),
            )
        )

    async def _ringing(self, case_ids: Sequence[UUID]) -> defaultdict[UUID, set[UUID]]:
        found: defaultdict[UUID, set[UUID]] = defaultdict(set)
        for offer in await self.tx.offers.open_of_cases(case_ids):
            found[offer.case_id].add(offer.butler_id)
        return found

    def _waiting(self, case: Case, ringing: set[UUID]) -> Waiting:
        since = case.waiting_since or self.now
        return Waiting(
            id=case.id,
            priority=case.priority,
            queue_at=case.queue_at or since,
            waiting_since=since,
            skill=case.wanted_skill or skill_for(case.codes, self.settings.skills),
            tier=case.tier,
            asked=case.wanted_skill is not None or case.tier > 1,
            wanted=case.wanted_butler_id,
            dedicated=case.dedicated_butler_id,
            ringing_for=frozenset(ringing),
        )

    def _offer(self, case: Case, offers: Sequence[NewOffer], names: dict[UUID, str]) -> list[Offer]:
        expires_at = self.now + timedelta(seconds=self.settings.offer_seconds)
        made = [Offer(uuid4(), case.id, o.butler_id, o.why, self.now, expires_at) for o in offers]
        whom = "、".join(names[offer.butler_id] for offer in made)
        self.journal.note(handover.offered(case), "offered", f"{whom}（{_WHY[offers[0].why]}）")
        self.journal.tell("offer_made", case, [offer.butler_id for offer in made])
        crisis = case.priority is Priority.P0
        log.info("case_offered", case=case.number, why=offers[0].why.value, to=len(made), crisis=crisis)
        return made

    async def _write(self) -> None:
        self.changed = await self.journal.write() or self.changed
