"""Replies prepared beforehand: everybody keeps his own, supervisors keep those of all."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID, uuid4

from handoff.domain.accounts import DESK_ROLES, AuditEntry, Principal, Role
from handoff.domain.canned import CannedReply, checked, render
from handoff.domain.canned_defaults import DEFAULTS
from handoff.domain.case import Case
from handoff.domain.clocks import Clock
from handoff.domain.desk import CHINA, Hours
from handoff.domain.errors import Conflict, Forbidden, NotFound
from handoff.ports import Clockwork, Store, Tx


@dataclass(frozen=True)
class Draft:
    """What is to be stored."""

    shortcut: str
    title: str
    text: str
    codes: tuple[str, ...]


@dataclass(frozen=True)
class CannedReplies:
    store: Store
    clock: Clockwork

    async def all(self, viewer: Principal) -> list[CannedReply]:
        """Own and shared ones. Raises Forbidden."""
        viewer.require(*DESK_ROLES)
        async with self.store.begin() as tx:
            return await tx.canned.visible_to(viewer.id)

    async def create(self, viewer: Principal, draft: Draft, *, shared: bool) -> CannedReply:
        """Raises Forbidden, Invalid, Conflict (the shortcut is taken)."""
        viewer.require(*((Role.SUPERVISOR,) if shared else DESK_ROLES))
        reply = checked(
            CannedReply(
                uuid4(),
                **vars(draft),
                owner_id=None if shared else viewer.id,
                version=1,
                changed_at=self.clock.now(),
            )
        )
        async with self.store.begin() as tx:
            if not await tx.canned.insert(reply):
                raise Conflict("这个快捷码已经有了，请换一个。")
            await self._note(tx, viewer, reply, "created")
        return reply

    async def change(self, viewer: Principal, reply_id: UUID, draft: Draft, version: int) -> CannedReply:
        """Raises Forbidden, NotFound, Invalid, Conflict."""
        async with self.store.begin() as tx:
            found = await self._mine(tx, viewer, reply_id)
            reply = checked(replace(found, **vars(draft), changed_at=self.clock.now()))
            if not await tx.canned.save(reply, version):
                raise Conflict("这条快捷回复刚刚被改过，请刷新后再改。")
            await self._note(tx, viewer, reply, "changed")
        return replace(reply, version=version + 1)

    async def remove(self, viewer: Principal, reply_id: UUID) -> None:
        """Raises Forbidden, NotFound."""
        async with self.store.begin() as tx:
            reply = await self._mine(tx, viewer, reply_id)
            await tx.canned.remove(reply_id)
            await self._note(tx, viewer, reply, "removed")

    async def render(self, viewer: Principal, reply_id: UUID, case_id: UUID) -> str:
        """For the editor. Raises Forbidden, NotFound, Invalid (a variable this case has no value for)."""
        viewer.require(*DESK_ROLES)
        now = self.clock.now()
        async with self.store.begin() as tx:
            reply = await self._visible(tx, viewer, reply_id)
            case = await tx.cases.get(case_id)
            if not case.visible_to(viewer.id, sees_all=viewer.has(Role.SUPERVISOR)):
                raise NotFound("没有找到这个个案。")
            conversation = await tx.conversations.get(case.conversation_id)
            clocks = await tx.clocks.of_case(case_id)
            hours = (await tx.desk_settings.current()).hours
        return render(reply.text, _values(case, conversation.display_name, viewer.name, clocks, hours, now))

    async def seed(self) -> None:
        """The shared ones a demo begins with, while there are none (demo mode only)."""
        now = self.clock.now()
        async with self.store.begin() as tx:
            if await tx.canned.has_shared():
                return
            for shortcut, title, words, codes in DEFAULTS:
                await tx.canned.insert(
                    checked(CannedReply(uuid4(), shortcut, title, words, codes, None, 1, now))
                )

    async def _visible(self, tx: Tx, viewer: Principal, reply_id: UUID) -> CannedReply:
        reply = await tx.canned.get(reply_id)
        if not reply.visible_to(viewer.id):
            raise NotFound("没有找到这条快捷回复。")
        return reply

    async def _mine(self, tx: Tx, viewer: Principal, reply_id: UUID) -> CannedReply:
        viewer.require(*DESK_ROLES)
        reply = await self._visible(tx, viewer, reply_id)
        if reply.owner_id is None and not viewer.has(Role.SUPERVISOR):
            raise Forbidden("公用的快捷回复由主管维护。")
        return reply

    async def _note(self, tx: Tx, viewer: Principal, reply: CannedReply, what: str) -> None:
        """Shared ones are everybody's business; one's own are not audited."""
        if reply.owner_id is not None:
            return
        now = self.clock.now()
        subject = f"canned_reply:{reply.id}"
        await tx.accounts.audit(AuditEntry(viewer.id, f"canned_reply_{what}", subject, reply.shortcut, now))
        await tx.events.publish("settings_changed", now, data={"key": "canned_replies"})


def _values(
    case: Case, customer: str | None, butler: str, clocks: Sequence[Clock], hours: Hours, now: datetime
) -> dict[str, str | None]:
    local = now.astimezone(CHINA)
    due = min(
        (c.due_at for c in clocks if c.running and c.paused_at is None and c.due_at > now), default=None
    )
    today = hours.of(local.date())
    return {
        "客户": customer or "客户",
        "管家": butler,
        "个案编号": case.number,
        "最晚时间": _moment(due, now) if due else None,
        "诉求": case.goal or None,
        "今天": f"{local:%Y}年{local.month}月{local.day}日",
        "服务时段": f"{today.opens:%H:%M}–{today.closes:%H:%M}" if today else None,
    }


def _moment(due: datetime, now: datetime) -> str:
    local, today = due.astimezone(CHINA), now.astimezone(CHINA).date()
    day = "今天" if local.date() == today else f"{local.month}月{local.day}日"
    return f"{day} {local:%H:%M}"
