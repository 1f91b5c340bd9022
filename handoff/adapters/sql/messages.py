"""Messages and the inbox that makes redelivery harmless."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from handoff.adapters.sql.tables import AnyRow, inbox, outbox
from handoff.adapters.sql.tables import messages as table
from handoff.domain.attachments import Attachment
from handoff.domain.conversation import Author, Message, text_body
from handoff.domain.delivery import OutboxStatus
from handoff.domain.errors import NotFound
from handoff.domain.records import TranscriptRow

_COLUMNS = tuple(table.c)


def message_of(row: AnyRow) -> Message:
    values = {column.name: row._mapping[column] for column in _COLUMNS}
    files = tuple(Attachment.of(facts) for facts in values["attachments"])
    return Message(**{**values, "author": Author(values["author"]), "attachments": files})


@dataclass(frozen=True)
class SqlMessages:
    connection: AsyncConnection

    async def remember_inbound(
        self, channel: str, account: str, dedupe_key: str, message_id: UUID, now: datetime
    ) -> UUID | None:
        added = await self.connection.execute(
            insert(inbox)
            .values(
                channel=channel,
                account=account,
                dedupe_key=dedupe_key,
                message_id=message_id,
                received_at=now,
            )
            .on_conflict_do_nothing()
        )
        if added.rowcount == 1:
            return None
        first: UUID = (
            await self.connection.execute(
                select(inbox.c.message_id).where(
                    inbox.c.channel == channel,
                    inbox.c.account == account,
                    inbox.c.dedupe_key == dedupe_key,
                )
            )
        ).scalar_one()
        return first

    async def insert(self, message: Message) -> None:
        values = {column.name: getattr(message, column.name) for column in _COLUMNS}
        values["attachments"] = [file.facts() for file in message.attachments]
        await self.connection.execute(insert(table).values(**values))

    async def get(self, message_id: UUID) -> Message:
        found = await self._first(select(*_COLUMNS).where(table.c.id == message_id))
        if found is None:
            raise NotFound("没有找到这条消息。")
        return found

    async def by_client_id(
        self, conversation_id: UUID, author_id: UUID, client_msg_id: str
    ) -> Message | None:
        return await self._first(
            select(*_COLUMNS).where(
                table.c.conversation_id == conversation_id,
                table.c.author == Author.BUTLER.value,
                table.c.author_id == author_id,
                table.c.client_msg_id == client_msg_id,
            )
        )

    async def unprocessed(self, conversation_id: UUID, after_seq: int, limit: int) -> list[Message]:
        return await self._all(
            select(*_COLUMNS)
            .where(
                table.c.conversation_id == conversation_id,
                table.c.seq > after_seq,
                table.c.author == Author.USER.value,
            )
            .order_by(table.c.seq)
            .limit(limit)
        )

    async def feed(self, conversation_id: UUID, after: int, before: int | None, limit: int) -> list[Message]:
        query = select(*_COLUMNS).where(table.c.conversation_id == conversation_id, table.c.feed_seq > after)
        if before is None:
            return await self._all(query.order_by(table.c.feed_seq).limit(limit))
        newest_first = query.where(table.c.feed_seq < before).order_by(table.c.feed_seq.desc()).limit(limit)
        return list(reversed(await self._all(newest_first)))

    async def transcript(
        self, conversation_id: UUID, after_seq: int, before_seq: int | None, limit: int
    ) -> list[TranscriptRow]:
        query = (
            select(*_COLUMNS, outbox.c.status, outbox.c.result)
            .join_from(table, outbox, outbox.c.message_id == table.c.id, isouter=True)
            .where(table.c.conversation_id == conversation_id, table.c.seq > after_seq)
            .limit(limit)
        )
        if before_seq is None:
            query = query.order_by(table.c.seq)
        else:
            query = query.where(table.c.seq < before_seq).order_by(table.c.seq.desc())
        rows = (await self.connection.execute(query)).all()
        return [
            TranscriptRow(message_of(r), OutboxStatus(r.status) if r.status else None, r.result)
            for r in (rows if before_seq is None else reversed(rows))
        ]

    async def put_understanding(self, message_id: UUID, understanding: dict[str, Any], turn_id: UUID) -> None:
        await self.connection.execute(
            update(table).where(table.c.id == message_id).values(understanding=understanding, turn_id=turn_id)
        )

    async def unobserved(
        self, conversation_id: UUID, after_seq: int, up_to_seq: int, limit: int
    ) -> list[Message]:
        return await self._all(
            select(*_COLUMNS)
            .where(
                table.c.conversation_id == conversation_id,
                table.c.seq > after_seq,
                table.c.seq <= up_to_seq,
                table.c.author == Author.USER.value,
                table.c.understanding.is_(None),
            )
            .order_by(table.c.seq)
            .limit(limit)
        )

    async def last_at(self, conversation_id: UUID, author: Author | None = None) -> datetime | None:
        query = select(table.c.created_at).where(table.c.conversation_id == conversation_id)
        if author is not None:
            query = query.where(table.c.author == author.value)
        found: datetime | None = await self.connection.scalar(query.order_by(table.c.seq.desc()).limit(1))
        return found

    async def last_of(self, conversation_id: UUID, author: Author) -> Message | None:
        return await self._first(
            select(*_COLUMNS)
            .where(table.c.conversation_id == conversation_id, table.c.author == author.value)
            .order_by(table.c.seq.desc())
            .limit(1)
        )

    async def reword(self, message_id: UUID, text: str) -> None:
        await self.connection.execute(
            update(table).where(table.c.id == message_id).values(text=text, body=text_body(text))
        )

    async def show(self, message_id: UUID, feed_seq: int) -> None:
        await self.connection.execute(update(table).where(table.c.id == message_id).values(feed_seq=feed_seq))

    async def _first(self, query: Select[Any]) -> Message | None:
        row = (await self.connection.execute(query)).first()
        return message_of(row) if row else None

    async def _all(self, query: Select[Any]) -> list[Message]:
        return [message_of(row) for row in (await self.connection.execute(query)).all()]
