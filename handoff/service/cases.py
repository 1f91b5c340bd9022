"""What butlers and supervisors see of cases, and the words they add. Taking, giving back and settling a
case is in `case_moves`.

`viewer` is who asks; every method raises Forbidden when the role may not, and NotFound for a case that
does not exist or is not theirs to see."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID, uuid4

from handoff.domain.accounts import DESK_ROLES, Principal, Role
from handoff.domain.case import Case
from handoff.domain.case_filter import EVERYTHING, CaseFilter
from handoff.domain.conversation import Author, Floor, NewMessage
from handoff.domain.delivery import OutboxStatus
from handoff.domain.errors import Invalid, NotFound
from handoff.domain.records import TranscriptRow
from handoff.domain.rulebook import Rulebook
from handoff.domain.views import CaseDetail, CasePage, ConsoleMessage, ConsolePage, Note, Person
from handoff.ports import Bus, Clockwork, Insurer, Store, Topic, Tx
from handoff.service.case_clocks import butler_spoke
from handoff.service.case_moves import CaseMoves
from handoff.service.case_views import console_message, detail_of, live_parts, summary_of
from handoff.service.chat import TYPING, check_client_msg_id, check_text, typing_key
from handoff.service.handoffs import handoff_now
from handoff.service.looking import is_first_look, note_look
from handoff.service.opening import record_move
from handoff.service.speaking import say, spread

_MAX_LIMIT = 200


async def visible_case(tx: Tx, viewer: Principal, case_id: UUID) -> Case:
    """Raises Forbidden, NotFound (also for a case the viewer may not see: its existence is not told)."""
    viewer.require(*DESK_ROLES)
    case = await tx.cases.get(case_id)
    if not case.visible_to(viewer.id, sees_all=viewer.has(Role.SUPERVISOR)):
        raise NotFound("没有找到这个个案。")
    return case


@dataclass(frozen=True)
class Cases:
    store: Store
    bus: Bus
    clock: Clockwork
    insurer: Insurer
    moves: CaseMoves
    law: Rulebook

    async def list(
        self,
        viewer: Principal,
        view: str = "waiting",
        cursor: str | None = None,
        limit: int = 50,
        only: CaseFilter = EVERYTHING,
    ) -> CasePage:
        """`view`: waiting | mine | active | snoozed | resolved | all. `limit` 1-200. Raises Invalid for another view
        or a broken cursor."""
        viewer.require(*DESK_ROLES)
        if not 1 <= limit <= _MAX_LIMIT:
            raise Invalid(f"limit 须在 1 到 {_MAX_LIMIT} 之间。")
        async with self.store.begin() as tx:
            rows, next_cursor = await tx.cases.page(
                view, viewer.id, cursor, limit, see_all=viewer.has(Role.SUPERVISOR), only=only
            )
            counts = await tx.cases.counts(viewer.id)
        return CasePage(tuple(summary_of(row) for row in rows), next_cursor, counts)

    async def get(self, viewer: Principal, case_id: UUID, correlation_id: str) -> CaseDetail:
        first_look = await is_first_look(self.bus, viewer, case_id)
        async with self.store.begin() as tx:
            await visible_case(tx, viewer, case_id)
            if first_look:
                await note_look(tx, viewer, case_id, self.clock.now())
            row = await tx.cases.row(case_id)
            conversation = await tx.conversations.get(row.case.conversation_id)
            clocks = await tx.clocks.of_case(case_id)
            material = await handoff_now(tx, row.case, conversation)
            detail = detail_of(
                row,
                conversation,
                await tx.cases.events(case_id),
                clocks,
                await tx.cases.notes(case_id),
                await tx.cases.rating(case_id),
                viewer,
                self.law,
            )
        now = self.clock.now()
        dossier = await self.insurer.dossier(conversation.customer_ref, now, correlation_id)
        typing = await self.bus.get(typing_key("user", conversation.id)) is not None
        return replace(detail, live=live_parts(replace(material, dossier=dossier), now, typing=typing))

    async def messages(
        self,
        viewer: Principal,
        case_id: UUID,
        after_seq: int = 0,
        before_seq: int | None = None,
        limit: int = 200,
    ) -> ConsolePage:
        """The conversation's transcript by conversation_seq. When the holder reads it, the customer's
        messages count as read."""
        first_look = await is_first_look(self.bus, viewer, case_id)
        async with self.store.begin() as tx:
            case = await visible_case(tx, viewer, case_id)
            if first_look:
                await note_look(tx, viewer, case_id, self.clock.now())
            conversation = await tx.conversations.get(case.conversation_id)
            rows = await tx.messages.transcript(
                conversation.id, max(0, after_seq), before_seq, max(1, min(limit, _MAX_LIMIT))
            )
            last_seq = conversation.next_seq - 1
            newest = rows[-1].message.seq if rows else after_seq
            holds = conversation.floor is Floor.BUTLER and conversation.holder_id == viewer.id
            read = holds and newest >= last_seq and conversation.desk_seen_seq < last_seq
            if read:
                await self._mark_seen(tx, conversation.id, last_seq)
        if read:
            await self.bus.wake(Topic.chat(conversation.id))
        return ConsolePage(tuple(console_message(row) for row in rows), last_seq)

    async def claim(self, viewer: Principal, case_id: UUID, correlation_id: str) -> CaseDetail:
        """Raises CaseAlreadyHeld (names the holder), CaseClosed. For the holder it changes nothing."""
        await self.moves.claim(viewer, case_id, correlation_id)
        return await self.get(viewer, case_id, correlation_id)

    async def reply(
        self, viewer: Principal, case_id: UUID, client_msg_id: str, text: str, correlation_id: str
    ) -> tuple[ConsoleMessage, bool]:
        """The message, and whether it is new (False: the same client_msg_id came before). Raises NotYourCase,
        CaseClosed, Invalid."""
        check_client_msg_id(client_msg_id)
        clean = check_text(text)
        now = self.clock.now()
        async with self.store.begin() as tx:
            seen = await visible_case(tx, viewer, case_id)
            conversation = await tx.conversations.lock(seen.conversation_id)
            first = await tx.messages.by_client_id(conversation.id, viewer.id, client_msg_id)
            if first is not None:
                rows = await tx.messages.transcript(conversation.id, first.seq - 1, None, 1)
                return console_message(rows[0]), False
            case = await tx.cases.get(case_id)
            case.require_holder(viewer.id)
            new = NewMessage(
                author=Author.BUTLER,
                author_id=viewer.id,
                author_name=viewer.name,
                text=clean,
                client_msg_id=client_msg_id,
                case_id=case_id,
                correlation_id=correlation_id,
            )
            message, conversation = await say(tx, conversation, new, now)
            await tx.conversations.save(conversation.seen_by_desk())
            await self._answered(tx, case, viewer)
            await tx.events.publish(
                "message_added",
                now,
                case_id=case_id,
                conversation_id=conversation.id,
                version=case.version,
            )
        await spread(self.bus, conversation.id)
        return console_message(TranscriptRow(message, OutboxStatus.PENDING, None)), True

    async def add_note(
        self, viewer: Principal, case_id: UUID, text: str, mentions: Sequence[UUID] = ()
    ) -> Note:
        """Private to the desk. `mentions`: colleagues meant. Raises Invalid (empty, above 4000 characters, somebody
        who is not of the desk)."""
        meant = tuple(dict.fromkeys(mentions))
        note = Note(
            uuid4(), Person(viewer.id, viewer.name), check_text(text), self.clock.now(), mentions=meant
        )
        async with self.store.begin() as tx:
            case = await visible_case(tx, viewer, case_id)
            if meant and not {m.user.id for m in await tx.butlers.members()}.issuperset(meant):
                raise Invalid("提到的人里有一位不在管家团队里。")
            await tx.cases.add_note(case_id, note)
            await tx.events.publish(
                "case_changed",
                note.at,
                case_id=case_id,
                conversation_id=case.conversation_id,
                version=case.version,
            )
        await self.bus.wake(Topic.EVENTS)
        return note

    async def release(self, viewer: Principal, case_id: UUID, reason: str, correlation_id: str) -> CaseDetail:
        """Back to the queue; the customer is told. Raises NotYourCase, CaseClosed, Invalid (reason above
        500)."""
        await self.moves.release(viewer, case_id, reason, correlation_id)
        return await self.get(viewer, case_id, correlation_id)

    async def resolve(
        self,
        viewer: Principal,
        case_id: UUID,
        outcome: str,
        reason: str,
        message_to_user: str,
        correlation_id: str,
    ) -> CaseDetail:
        """Closes the case; `message_to_user` (may be "") is sent before. Raises NotYourCase, CaseClosed,
        Invalid."""
        await self.moves.resolve(viewer, case_id, outcome, reason, message_to_user, correlation_id)
        return await self.get(viewer, case_id, correlation_id)

    async def typing(self, viewer: Principal, case_id: UUID) -> None:
        """The customer sees 对方正在输入 for a few seconds. Raises NotYourCase."""
        async with self.store.begin() as tx:
            case = await visible_case(tx, viewer, case_id)
            case.require_holder(viewer.id)
        await self.bus.put(typing_key("desk", case.conversation_id), "1", TYPING)
        await self.bus.wake(Topic.chat(case.conversation_id))

    async def _mark_seen(self, tx: Tx, conversation_id: UUID, up_to: int) -> None:
        conversation = await tx.conversations.lock(conversation_id)
        # What has come since we read the page has not been seen.
        if conversation.next_seq - 1 == up_to:
            await tx.conversations.save(conversation.seen_by_desk())

    async def _answered(self, tx: Tx, case: Case, viewer: Principal) -> None:
        """The butler's words end the customer's wait for a person, or for an answer."""
        now = self.clock.now()
        if await butler_spoke(tx, case, now):
            await record_move(tx, case.replied(now), "replied", now, actor_id=viewer.id, actor=viewer.name)
