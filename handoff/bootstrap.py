"""The only place that builds adapters and joins them with the services."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

import structlog
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
from handoff.config import DEMO_PASSWORD, Settings, SettingsRefused
from handoff.domain.accounts import Role, User
from handoff.ports import (
    Bot,
    Bus,
    Channels,
    Clockwork,
    Insurer,
    Media,
    Metrics,
    PasswordHasher,
    Store,
    Storyteller,
)
from handoff.service.accounts import Accounts
from handoff.service.botwatch import BotWatch
from handoff.service.case_moves import CaseMoves
from handoff.service.cases import Cases
from handoff.service.chat import Chat
from handoff.service.clocks import ClockWatcher
from handoff.service.delivery import Sender
from handoff.service.events import Events
from handoff.service.guessing import Guessing
from handoff.service.intake import Intake
from handoff.service.news import News, NewsWorker
from handoff.service.observed import ObservedStore
from handoff.service.observing import Observer
from handoff.service.reconciliation import Reconciler
from handoff.service.status import Status
from handoff.service.turn_failure import TurnFailures
from handoff.service.turn_result import TurnStore
from handoff.service.turn_work import Leases
from handoff.service.turns import TurnWorker
from handoff.service.uploads import Uploads
from insurer.client import InsurerClient
from insurer.knowledge import load as load_knowledge

log = structlog.get_logger(__name__)

KNOWLEDGE = Path(__file__).resolve().parent.parent / "data" / "knowledge"
#: A killed worker's conversation is picked up after this.
TURN_LEASE = timedelta(seconds=10)
#: As above for what is only listened to; not renewed, so longer than the bot may take.
OBSERVE_LEASE = timedelta(seconds=30)
#: The longest one attempt of the bot may take.
BOT_SECONDS = 8.0
#: How long a starting hub waits for the database to answer.
_DATABASE_SECONDS = 60.0


@dataclass(frozen=True)
class Hub:
    """Everything one hub process has. The web layer uses the services, `worker` the background ones.

    async with bootstrap.hub(settings) as hub:      # waits for the database, closes everything at the end
        async with worker.working(hub): ...         # turn workers, sender, clocks, probe
    """

    settings: Settings
    store: Store
    bus: Bus
    clock: Clockwork
    metrics: Metrics
    intake: Intake
    chat: Chat
    cases: Cases
    events: Events
    accounts: Accounts
    status: Status
    reconciler: Reconciler
    uploads: Uploads
    news: News
    bot: BotWatch
    turns: TurnWorker
    observer: Observer
    news_worker: NewsWorker
    sender: Sender
    clocks: ClockWatcher


@dataclass(frozen=True)
class Parts:
    """The adapters of a hub; tests put in their own."""

    store: Store
    bus: Bus
    bot: Bot
    insurer: Insurer
    channels: Channels
    clock: Clockwork
    metrics: Metrics
    hasher: PasswordHasher
    media: Media
    teller: Storyteller


def build(settings: Settings, parts: Parts) -> Hub:
    """The services on the adapters; nothing is opened or started here."""
    store, bus, clock, metrics = parts.store, parts.bus, parts.clock, parts.metrics
    watch = BotWatch(
        parts.bot,
        store,
        bus,
        clock,
        metrics,
        grace=timedelta(seconds=settings.bot_startup_grace_seconds),
        started_at=clock.now(),
    )
    intake = Intake(store, bus, clock, metrics, timedelta(seconds=settings.turn_gather_seconds))
    return Hub(
        settings=settings,
        store=store,
        bus=bus,
        clock=clock,
        metrics=metrics,
        intake=intake,
        chat=Chat(store, bus, clock, parts.insurer, intake, watch),
        cases=Cases(store, bus, clock, parts.insurer, CaseMoves(store, bus, clock)),
        events=Events(store, bus),
        accounts=Accounts(store, clock, parts.hasher, Guessing(bus)),
        status=Status(store, clock, parts.insurer, watch),
        reconciler=Reconciler(store, bus, clock, metrics),
        uploads=Uploads(store, bus, clock, parts.media),
        news=News(store, bus, clock),
        bot=watch,
        turns=_turn_worker(settings, parts, watch),
        observer=_observer(settings, parts, watch),
        news_worker=NewsWorker(store, bus, clock, parts.teller, parts.channels, metrics),
        sender=Sender(store, bus, clock, metrics, parts.channels),
        clocks=ClockWatcher(store, bus, clock, metrics),
    )


def _turn_worker(settings: Settings, parts: Parts, watch: BotWatch) -> TurnWorker:
    deadline = timedelta(seconds=settings.turn_deadline_seconds)
    return TurnWorker(
        leases=Leases(parts.store, parts.clock, TURN_LEASE, min(BOT_SECONDS, settings.turn_deadline_seconds)),
        results=TurnStore(parts.store, parts.clock),
        failures=TurnFailures(parts.store, parts.clock, parts.insurer, deadline),
        bot=parts.bot,
        watch=watch,
        insurer=parts.insurer,
        bus=parts.bus,
        clock=parts.clock,
        metrics=parts.metrics,
    )


def _observer(settings: Settings, parts: Parts, watch: BotWatch) -> Observer:
    return Observer(
        store=parts.store,
        bot=parts.bot,
        bus=parts.bus,
        clock=parts.clock,
        metrics=parts.metrics,
        watch=watch,
        results=ObservedStore(parts.store, parts.clock),
        length=OBSERVE_LEASE,
        bot_seconds=min(BOT_SECONDS, settings.turn_deadline_seconds),
    )


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


async def prepare(built: Hub, engine: AsyncEngine) -> None:
    """Raises SettingsRefused."""
    if built.settings.demo:
        await migrate.upgrade(engine)
        await built.accounts.seed(demo_users(), DEMO_PASSWORD)
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
