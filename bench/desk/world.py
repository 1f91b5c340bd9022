"""One hub with its real database, HTTP server and services, on a clock that is set by hand.

Only the bot and the insurer are stand-ins: what a customer writes says which case it is (`E04 P1 …`), and the customer's own butler is in his id."""

from __future__ import annotations

import re
import secrets
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from uuid import NAMESPACE_URL, UUID, uuid5

from sqlalchemy.ext.asyncio import AsyncEngine

from handoff import bootstrap
from handoff.adapters.channels.web import WebChannel
from handoff.adapters.media_store import MediaStore
from handoff.adapters.metrics import PrometheusMetrics
from handoff.adapters.passwords import Argon2
from handoff.adapters.redis_bus import make_bus
from handoff.adapters.sql import migrate
from handoff.adapters.sql.engine import async_url, make_engine
from handoff.adapters.sql.store import SqlStore
from handoff.config import DEMO_PASSWORD, Settings
from handoff.domain.accounts import Role, User
from handoff.domain.case import Priority
from handoff.domain.context import Dossier
from handoff.domain.conversation import Contact
from handoff.domain.news import InsurerEvent, Story
from handoff.domain.turn import (
    BotStatus,
    Decision,
    Directive,
    DirectiveType,
    Reply,
    TurnRequest,
    TurnResult,
    Understanding,
)
from handoff.ports import Channels
from handoff.web.app import create_app, serving

#: A Monday morning in China.
MORNING = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
IDENTITY_SECRET = secrets.token_hex(24)
_CASE = re.compile(r"(E\d\d) (P\d)")


@dataclass
class HandClock:
    at: datetime = MORNING

    def now(self) -> datetime:
        return self.at


class TellingBot:
    """Opens the case that the message names, otherwise says that it has understood."""

    async def status(self) -> BotStatus:
        return BotStatus(ready=True, model_id="told")

    async def turn(self, request: TurnRequest) -> TurnResult:
        said = " ".join(m.text for m in request.messages)
        named = _CASE.search(said)
        codes = (named[1],) if named else ()
        decision = Decision.ESCALATE if named else Decision.ANSWER
        directives = (_open_case(named[1], Priority(named[2])),) if named else ()
        return TurnResult(
            turn_id=request.turn_id,
            model_id="told",
            state={"v": 1},
            replies=(Reply("text", "好的，我记下了。", {"kind": "text", "text": "好的，我记下了。"}),),
            understanding=tuple(
                Understanding(m.id, decision, codes, "客户这样说", _understanding(m.id, decision, codes))
                for m in request.messages
            ),
            slots={},
            directives=directives,
        )


def _open_case(code: str, priority: Priority) -> Directive:
    return Directive(
        DirectiveType.OPEN_CASE, (code,), priority, "客户这样说", summary="要一位真人", goal="要一位真人"
    )


def _understanding(message_id: UUID, decision: Decision, codes: tuple[str, ...]) -> dict[str, object]:
    escalation = {"decision": decision.value, "codes": list(codes), "scores": dict.fromkeys(codes, 0.9)}
    return {
        "message_id": str(message_id),
        "intent": {"name": "told", "confidence": 0.9},
        "escalation": escalation,
    }


class KnowingInsurer:
    """`U17@b03` is the customer of butler b03."""

    async def contact(self, contact: Contact, correlation_id: str) -> Contact:
        _, _, butler = contact.channel_user_id.partition("@")
        return replace(contact, customer_ref=contact.channel_user_id, butler_username=butler or None)

    async def dossier(self, customer_ref: str | None, now: datetime, correlation_id: str) -> Dossier:
        return Dossier(available=True)

    async def ready(self) -> bool:
        return True


class SilentTeller:
    """No news comes in this world."""

    async def tell(self, events: object, now: datetime, correlation_id: str) -> Story | None:
        return None

    def tell_plainly(self, events: list[InsurerEvent]) -> Story | None:
        return None


@dataclass
class World:
    hub: bootstrap.Hub
    clock: HandClock
    url: str
    engine: AsyncEngine


def crew(count: int) -> list[User]:
    """Butlers b00, b01, …"""
    return [
        User(
            uuid5(NAMESPACE_URL, f"guanjia:bench:b{n:02d}"),
            f"b{n:02d}",
            f"管家{n:02d}",
            frozenset({Role.BUTLER}),
        )
        for n in range(count)
    ]


@asynccontextmanager
async def world(url: str, folder: Path, butlers: int) -> AsyncIterator[World]:
    """On an empty database at `url`; nothing runs in the background, the simulation takes every step."""
    clock = HandClock()
    async with AsyncExitStack() as stack:
        engine = make_engine(async_url(url))
        stack.push_async_callback(engine.dispose)
        await migrate.upgrade(engine)
        parts = bootstrap.Parts(
            store=SqlStore(engine),
            bus=await stack.enter_async_context(make_bus(None)),
            bot=TellingBot(),
            insurer=KnowingInsurer(),
            channels=Channels((WebChannel(),)),
            clock=clock,
            metrics=PrometheusMetrics(),
            hasher=Argon2(),
            media=MediaStore(folder),
            teller=SilentTeller(),
        )
        hub = bootstrap.build(_settings(), parts)
        supervisor = User(
            uuid5(NAMESPACE_URL, "guanjia:bench:boss"), "boss", "主管", frozenset({Role.SUPERVISOR})
        )
        await hub.accounts.seed([*crew(butlers), supervisor], DEMO_PASSWORD)
        await hub.bot.probe()
        address = await stack.enter_async_context(serving(create_app(hub), "127.0.0.1", 0))
        yield World(hub, clock, f"http://{address.host}:{address.port}", engine)


def _settings() -> Settings:
    return Settings(
        guanjia_mode="demo",
        guanjia_secret=secrets.token_hex(24),
        chat_identity_secret=IDENTITY_SECRET,
        insurer_events_secret=secrets.token_hex(24),
        turn_gather_seconds=0.0,
    )
