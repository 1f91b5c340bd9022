"""Passing a case on, putting it aside, opening it again, and what supervisors may do about it. Each is one
transaction that moves case, floor and history together and tells the customer where the person changes."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from handoff.domain import handover, words
from handoff.domain.accounts import DESK_ROLES, Principal, Role, User
from handoff.domain.case import Case
from handoff.domain.conversation import Conversation, Floor
from handoff.domain.errors import Conflict, Invalid, NotFound, NotYourCase
from handoff.domain.handover import Target
from handoff.domain.skills import skill_name
from handoff.domain.views import Note, Person
from handoff.ports import Bus, Clockwork, Store, Topic, Tx
from handoff.service.moving import check_length, finish_move, let_pass, lock_case, settle_offers
from handoff.service.opening import record_move, wait_again
from handoff.service.speaking import spread, tell

_MAX_NOTE = 4000
_MAX_REASON = 1000


@dataclass(frozen=True)
class Handovers:
    store: Store
    bus: Bus
    clock: Clockwork

    async def transfer(
        self, viewer: Principal, case_id: UUID, target: Target, note: str, correlation_id: str
    ) -> None:
        """The note goes with the case, whoever has it later. Raises NotYourCase, CaseClosed, Conflict, Invalid,
        NotFound (no such butler)."""
        clean = _words(note, _MAX_NOTE, "请写一句交接的话，接手的同事会先看到它。")
        now = self.clock.now()
        async with self.store.begin() as tx:
            case, conversation = await lock_case(tx, viewer, case_id)
            to = await _colleague(tx, target.butler_id) if target.butler_id else None
            passed = handover.transfer(case, target, viewer.id, now, supervises=viewer.has(Role.SUPERVISOR))
            had_it = case.butler_id is not None
            if had_it:
                conversation = conversation.give_floor(Floor.QUEUE)
                await wait_again(tx, passed, now)
                await let_pass(tx, passed, case.butler_id, "transferred", now)
            await settle_offers(tx, passed, now)
            await tx.cases.add_note(case_id, Note(uuid4(), _person(viewer), clean, now, "transfer"))
            name = to.display_name if to else None
            said = words.passed_on(case.butler_name or viewer.name, name)
            conversation = await tell(
                tx,
                conversation,
                said if had_it else words.queue_redirected(name),
                now,
                case_id=case_id,
                correlation_id=correlation_id,
            )
            await self._finish(tx, passed, conversation, "transferred", viewer, now, _whither(target, name))
        await self._spread(conversation.id)

    async def snooze(self, viewer: Principal, case_id: UUID, until: datetime, reason: str) -> None:
        """Until then, or until the customer writes. Raises NotYourCase, CaseClosed, Invalid."""
        check_length(reason, _MAX_REASON)
        now = self.clock.now()
        async with self.store.begin() as tx:
            case, _ = await lock_case(tx, viewer, case_id)
            asleep = handover.snooze(case, viewer.id, until, now)
            await record_move(
                tx, asleep, "snoozed", now, actor_id=viewer.id, actor=viewer.name, detail=reason.strip()
            )
        await self._spread(asleep.conversation_id)

    async def wake(self, viewer: Principal, case_id: UUID) -> None:
        """By its holder or a supervisor. Raises NotYourCase, Conflict."""
        now = self.clock.now()
        async with self.store.begin() as tx:
            case, _ = await lock_case(tx, viewer, case_id)
            if case.butler_id != viewer.id and not viewer.has(Role.SUPERVISOR):
                raise NotYourCase("这个个案现在不在您手上。")
            awake = handover.wake(case)
            await record_move(tx, awake, "woken", now, actor_id=viewer.id, actor=viewer.name)
        await self._spread(awake.conversation_id)

    async def reopen(self, viewer: Principal, case_id: UUID, reason: str, correlation_id: str) -> None:
        """The viewer has it then. Raises Conflict (open already, or the customer has another open case)."""
        why = _words(reason, _MAX_REASON, "请写一句为什么重新打开。")
        now = self.clock.now()
        async with self.store.begin() as tx:
            case, conversation = await lock_case(tx, viewer, case_id)
            other = await tx.cases.open_brief(conversation.id)
            if other is not None and other.id != case_id:
                raise Conflict(f"这位客户有另一件正在处理的事（编号 {other.number}），请在那里继续。")
            again = handover.reopen(case, viewer.id, viewer.name, now)
            await wait_again(tx, again, now)
            said = words.case_opened_again(viewer.name, case.number)
            conversation = await self._take_floor(tx, conversation, again, said, correlation_id, now)
            await self._finish(tx, again, conversation, "reopened", viewer, now, why)
        await self._spread(conversation.id)

    async def assign(
        self, viewer: Principal, case_id: UUID, butler_id: UUID, reason: str, correlation_id: str
    ) -> None:
        """A supervisor gives it to this butler, whoever had it. Raises Forbidden, CaseClosed, Conflict,
        NotFound."""
        check_length(reason, _MAX_REASON)
        async with self.store.begin() as tx:
            viewer.require(Role.SUPERVISOR)
            target = await _colleague(tx, butler_id)
            conversation_id = await self._take_over(
                tx, viewer, case_id, target, "assigned", reason, correlation_id
            )
        await self._spread(conversation_id)

    async def barge(self, viewer: Principal, case_id: UUID, reason: str, correlation_id: str) -> None:
        """A supervisor joins and has it from now on. Raises Forbidden, CaseClosed, Conflict."""
        check_length(reason, _MAX_REASON)
        async with self.store.begin() as tx:
            viewer.require(Role.SUPERVISOR)
            conversation_id = await self._take_over(
                tx, viewer, case_id, viewer.user, "barged", reason, correlation_id
            )
        await self._spread(conversation_id)

    async def whisper(self, viewer: Principal, case_id: UUID, text: str) -> Note:
        """A supervisor's word to whoever has the case; the customer never sees it. Raises Forbidden, Invalid."""
        viewer.require(Role.SUPERVISOR)
        clean = _words(text, _MAX_NOTE, "请写点内容。")
        now = self.clock.now()
        async with self.store.begin() as tx:
            case, _ = await lock_case(tx, viewer, case_id)
            mentions = (case.butler_id,) if case.butler_id else ()
            note = Note(uuid4(), _person(viewer), clean, now, "whisper", mentions)
            await tx.cases.add_note(case_id, note)
            await tx.events.publish(
                "case_changed",
                now,
                case_id=case_id,
                conversation_id=case.conversation_id,
                version=case.version,
            )
        await self.bus.wake(Topic.EVENTS)
        return note

    async def _take_over(
        self,
        tx: Tx,
        viewer: Principal,
        case_id: UUID,
        target: User,
        kind: str,
        reason: str,
        correlation_id: str,
    ) -> UUID:
        now = self.clock.now()
        case, conversation = await lock_case(tx, viewer, case_id)
        taken = handover.take_over(case, target.id, target.display_name, now)
        await settle_offers(tx, taken, now, winner=target.id)
        if case.butler_id == target.id:
            conversation = conversation.give_floor(Floor.BUTLER, target.id)
        else:
            said = words.butler_took_over(target.display_name, case.butler_name)
            conversation = await self._take_floor(tx, conversation, taken, said, correlation_id, now)
        detail = "：".join(part for part in (target.display_name, reason.strip()) if part)
        await self._finish(tx, taken, conversation, kind, viewer, now, detail)
        return conversation.id

    async def _take_floor(
        self,
        tx: Tx,
        conversation: Conversation,
        case: Case,
        said: str,
        correlation_id: str,
        now: datetime,
    ) -> Conversation:
        """The floor first: what others may still have in hand is void from here on."""
        conversation = conversation.give_floor(Floor.BUTLER, case.butler_id)
        return await tell(tx, conversation, said, now, case_id=case.id, correlation_id=correlation_id)

    async def _finish(
        self,
        tx: Tx,
        case: Case,
        conversation: Conversation,
        kind: str,
        viewer: Principal,
        now: datetime,
        detail: str,
    ) -> None:
        await finish_move(
            tx, case, conversation, kind, now, actor_id=viewer.id, actor=viewer.name, detail=detail
        )

    async def _spread(self, conversation_id: UUID) -> None:
        await spread(self.bus, conversation_id, queue=True)


async def _colleague(tx: Tx, user_id: UUID) -> User:
    """Raises NotFound."""
    user = await tx.accounts.by_id(user_id)
    if user is None or not user.active or user.roles.isdisjoint(DESK_ROLES):
        raise NotFound("没有找到这位管家。")
    return user


def _person(viewer: Principal) -> Person:
    return Person(viewer.id, viewer.name)


def _words(text: str, limit: int, missing: str) -> str:
    check_length(text, limit)
    clean = text.replace("\x00", "").strip()
    if not clean:
        raise Invalid(missing)
    return clean


def _whither(target: Target, name: str | None) -> str:
    if name is not None:
        return f"转给{name}"
    return f"转给会「{skill_name(target.skill)}」的同事" if target.skill else "转给专家组"
