"""Files of customers: received while they come in, kept once their type is known, given to whoever may see
them, and swept when nothing refers to them."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID, uuid4

import structlog

from handoff.domain.accounts import Principal
from handoff.domain.attachments import MAX_BYTES, Attachment, Received, clean_name, media_type_of
from handoff.domain.errors import Invalid, NotFound, RateLimited, UnsupportedMedia
from handoff.ports import Bus, Clockwork, Media, Store, Tx
from handoff.service.cases import visible_case
from handoff.service.loop import work_until

log = structlog.get_logger(__name__)

#: Uploads of one conversation.
_PER_HOUR = 120
#: An uploaded file that no message ever named.
_UNUSED = timedelta(hours=24)
#: A file that no row refers to: older than any upload takes from its first byte to its row.
_ORPHANED = timedelta(hours=1)
#: Seconds between two sweeps.
_EVERY = 600.0


@dataclass(frozen=True)
class Opened:
    """A file somebody may read. `parts` is to be read once."""

    file: Attachment
    parts: AsyncIterator[bytes]


@dataclass(frozen=True)
class Uploads:
    store: Store
    bus: Bus
    clock: Clockwork
    media: Media

    async def receive(self, conversation_id: UUID, parts: AsyncIterator[bytes]) -> Received:
        """Raises TooLarge, RateLimited, OSError."""
        if await self.bus.hit(f"uploads:{conversation_id}", 3600) > _PER_HOUR:
            raise RateLimited("您发的文件太多了，请过一会儿再发。", retry_after=600)
        return await self.media.receive(parts, MAX_BYTES)

    async def keep(self, conversation_id: UUID, name: str, received: Received) -> Attachment:
        """Raises UnsupportedMedia, Invalid (empty), NotFound. What is not kept is gone afterwards."""
        try:
            if not received.size:
                raise Invalid("这个文件是空的，请换一个再发。")
            kind = media_type_of(received.head)
            if kind is None:
                raise UnsupportedMedia("只能发照片（JPG、PNG、WebP、HEIC）或 PDF，请换一种格式再发。")
            file = Attachment(uuid4(), clean_name(name, kind), kind, received.size, received.sha256)
            async with self.store.begin() as tx:
                await tx.conversations.get(conversation_id)
                # Shared with other uploads, but not with the sweep: the file is there when its row is.
                await tx.attachments.guard(file.sha256, alone=False)
                await self.media.keep(received)
                await tx.attachments.insert(conversation_id, file, self.clock.now())
        finally:
            await self.media.discard(received)
        log.info("file_kept", media_type=file.media_type, size=file.size)
        return file

    async def open_own(self, conversation_id: UUID, attachment_id: UUID) -> Opened:
        """For the customer. Raises NotFound."""
        async with self.store.begin() as tx:
            return await self._open(tx, conversation_id, attachment_id, sent=False)

    async def open_in_case(self, viewer: Principal, case_id: UUID, attachment_id: UUID) -> Opened:
        """For whoever may see the case. Raises Forbidden, NotFound."""
        async with self.store.begin() as tx:
            case = await visible_case(tx, viewer, case_id)
            return await self._open(tx, case.conversation_id, attachment_id, sent=True)

    async def _open(self, tx: Tx, conversation_id: UUID, attachment_id: UUID, *, sent: bool) -> Opened:
        file = await tx.attachments.find(conversation_id, attachment_id, sent=sent)
        if file is None:
            raise NotFound("没有找到这个文件。")
        return Opened(file, self.media.read(file.sha256))

    async def run(self, stop: asyncio.Event) -> None:
        await work_until(stop, self.bus.listen(), self.sweep, "media_sweep")

    async def sweep(self) -> float:
        """Removes what nobody needs; returns the seconds until the next sweep."""
        async with self.store.begin() as tx:
            await tx.attachments.forget_unused(self.clock.now() - _UNUSED)
        removed = 0
        for sha256 in await self.media.older_than(_ORPHANED):
            async with self.store.begin() as tx:
                await tx.attachments.guard(sha256, alone=True)
                if not await tx.attachments.is_used(sha256):
                    await self.media.remove(sha256)
                    removed += 1
        if removed:
            log.info("orphans_removed", files=removed)
        return _EVERY
