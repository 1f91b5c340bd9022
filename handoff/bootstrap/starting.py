"""Opening what a hub needs: waits for the database, refuses what must not run, closes everything at the end."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from uuid import NAMESPACE_URL, uuid5

from sqlalchemy.ext.asyncio import AsyncEngine

from handoff.adapters.channels.web import WebChannel
from handoff.adapters.insurer_gateway import InsurerGateway
from handoff.adapters.insurer_news import NewsTeller
from handoff.adapters.media_store import MediaStore
from handoff.adapters.metrics import PrometheusMetrics
from handoff.adapters.passwords import Argon2
from handoff.adapters.rasa_bot import RasaBot
from handoff.adapters.redis_bus import make_bus
from handoff.adapters.sql import migrate
from handoff.adapters.sql.engine import DatabaseNotRunning, database_url, make_engine
from handoff.adapters.sql.store import SqlStore
from handoff.adapters.system_clock import SystemClock
from handoff.adapters.webhook_sender import HttpxHookSender
from handoff.bootstrap.building import build
from handoff.bootstrap.parts import KNOWLEDGE, Parts, make_drafter
from handoff.bootstrap.services import Hub
from handoff.config import DEMO_PASSWORD, Settings, SettingsRefused
from handoff.domain.accounts import Role, User
from handoff.ports import (
    Channels,
)
from handoff.service.reconciliation import Reconciler
from insurer.client import InsurerClient
from insurer.knowledge import load as load_knowledge

#: How long a starting hub waits for the database to answer.
_DATABASE_SECONDS = 60.0


@asynccontextmanager
async def hub(settings: Settings) -> AsyncIterator[Hub]:
    """A hub on the real adapters. In demo mode the database is migrated and the demo log-ins are made; in
    production a database that is not at the newest migration, or a user with the demo password, refuses.

    Raises SettingsRefused, DatabaseNotRunning."""
    async with AsyncExitStack() as stack:
        engine = await open_database(settings)
        stack.push_async_callback(engine.dispose)
        bot = RasaBot(settings.bot_url, settings.bot_token.get_secret_value())
        stack.push_async_callback(bot.aclose)
        client = InsurerClient(settings.insurer_url, settings.insurer_token.get_secret_value())
        knowledge = load_knowledge(KNOWLEDGE)
        insurer = InsurerGateway(client, knowledge)
        stack.push_async_callback(insurer.aclose)
        bus = await stack.enter_async_context(make_bus(settings.redis_url))
        drafter = make_drafter(settings)
        if drafter is not None:
            stack.push_async_callback(drafter.aclose)
        parts = Parts(
            store=SqlStore(engine),
            bus=bus,
            bot=bot,
            insurer=insurer,
            channels=Channels((WebChannel(),)),
            clock=SystemClock(),
            metrics=PrometheusMetrics(),
            hasher=Argon2(),
            media=MediaStore(settings.var_dir / "media"),
            teller=NewsTeller(client, knowledge),
            hooks=HttpxHookSender(settings.webhook_allow_private),
            drafter=drafter,
        )
        built = build(settings, parts)
        await prepare(built, engine)
        yield built


async def open_database(settings: Settings) -> AsyncEngine:
    """An engine on a database that answers; waits a while for one that is still starting.

    Raises SettingsRefused (wrong DATABASE_URL), DatabaseNotRunning."""
    loop = asyncio.get_running_loop()
    give_up_at = loop.time() + _DATABASE_SECONDS
    while True:
        try:
            engine = make_engine(database_url(settings.database_url, settings.var_dir))
            problem = await SqlStore(engine).answers()
        except ValueError as error:
            raise SettingsRefused(f"{error}.") from None
        except DatabaseNotRunning as error:
            problem = str(error)
        else:
            if problem is None:
                return engine
            await engine.dispose()
        if loop.time() >= give_up_at:
            raise DatabaseNotRunning(problem)
        await asyncio.sleep(0.3)


@asynccontextmanager
async def reconciler(settings: Settings) -> AsyncIterator[Reconciler]:
    """On the database alone: nothing else has to run. Raises SettingsRefused, DatabaseNotRunning."""
    engine = await open_database(settings)
    try:
        store = SqlStore(engine)
        problem = await store.ready()
        if problem is not None:
            raise SettingsRefused(f"{problem}.")
        async with make_bus(None) as bus:
            yield Reconciler(store, bus, SystemClock(), PrometheusMetrics())
    finally:
        await engine.dispose()


async def prepare(built: Hub, engine: AsyncEngine) -> None:
    """Raises SettingsRefused."""
    if built.settings.demo:
        await migrate.upgrade(engine)
        await built.accounts.seed(demo_users(), DEMO_PASSWORD)
        await built.office.canned.seed()
        return
    problem = await built.store.ready()
    if problem is not None:
        raise SettingsRefused(f"{problem}.")
    if await built.accounts.with_password(DEMO_PASSWORD):
        raise SettingsRefused(
            "A user of this database still has the demo password: change it before running in production."
        )


def demo_users() -> list[User]:
    """The log-ins of contracts.md section 6.2, with the same ids wherever they are made."""
    people = (
        ("linxiao", "林晓", Role.BUTLER),
        ("zhoukai", "周凯", Role.BUTLER),
        ("suyan", "苏妍", Role.SUPERVISOR),
        ("trainer", "训练师", Role.TRAINER),
        ("admin", "管理员", Role.ADMIN),
    )
    return [
        User(uuid5(NAMESPACE_URL, f"guanjia:user:{username}"), username, name, frozenset({role}))
        for username, name, role in people
    ]
