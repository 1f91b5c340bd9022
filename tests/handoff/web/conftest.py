"""The real app on a real port, a real PostgreSQL of this worker's own, a scripted bot and insurer behind their ports."""

import asyncio
import shutil
import tempfile
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from handoff import bootstrap, worker
from handoff.adapters.channels.web import WebChannel
from handoff.adapters.media_store import MediaStore
from handoff.adapters.metrics import PrometheusMetrics
from handoff.adapters.passwords import Argon2
from handoff.adapters.redis_bus import make_bus
from handoff.adapters.sql.engine import async_url, make_engine
from handoff.adapters.sql.store import SqlStore
from handoff.adapters.sql.tables import metadata
from handoff.adapters.system_clock import SystemClock
from handoff.config import DEMO_PASSWORD, Settings
from handoff.ports import Channels, Storyteller
from handoff.web.app import Address, App, create_app, serving
from handoff.web.pages import Builds
from tests.conftest import Server
from tests.handoff.stage import ScriptedTeller
from tests.handoff.web.fakes import KnownCustomers, ScriptedBot
from tests.handoff.web.support import IDENTITY_SECRET, Customer, Desk, client

HUB_SECRET = "hub-secret-of-the-web-tests"
EVENTS_SECRET = "events-secret-of-the-web-tests"
#: What the background writes by itself; everything else is written because somebody asked for it.
_BACKGROUND = {"events", "outages", "sessions", "audit_log"}


@dataclass
class Site:
    hub: bootstrap.Hub
    app: App
    address: Address
    bot: ScriptedBot
    engine: AsyncEngine
    secret: str = HUB_SECRET

    @property
    def url(self) -> str:
        return f"http://{self.address.host}:{self.address.port}"

    def http(self) -> httpx.AsyncClient:
        return client(self.url)

    async def row_counts(self) -> dict[str, int]:
        """Rows of every table, once all that was said before has been answered and delivered."""
        await self._until_quiet()
        async with self.engine.connect() as connection:
            return {
                table: await connection.scalar(text(f"SELECT count(*) FROM {table}")) or 0
                for table in sorted(set(metadata.tables) - _BACKGROUND)
            }

    async def _until_quiet(self) -> None:
        unanswered = (
            "SELECT count(*) FROM conversations WHERE floor = 'bot' AND last_user_seq > processed_seq"
        )
        undelivered = "SELECT count(*) FROM outbox WHERE status = 'pending'"
        async with asyncio.timeout(15), self.engine.connect() as connection:
            while await connection.scalar(text(f"SELECT ({unanswered}) + ({undelivered})")):
                await connection.rollback()
                await asyncio.sleep(0.02)

    async def until(self, true: Callable[[], bool], seconds: float = 15) -> None:
        async with asyncio.timeout(seconds):
            while not true():  # noqa: ASYNC110 - the condition is not ours to signal
                await asyncio.sleep(0.02)


type MakeSite = Callable[..., AbstractAsyncContextManager[Site]]


@pytest.fixture(scope="session")
async def web_engine(postgres_server: Server) -> AsyncIterator[AsyncEngine]:
    """One database for all web tests of this process."""
    name = await postgres_server.copy()
    engine = make_engine(async_url(postgres_server.url(name)))
    yield engine
    await engine.dispose()
    await postgres_server.drop(name)


def settings(mode: str, **given: Any) -> Settings:
    return Settings(
        guanjia_mode=mode,
        guanjia_secret=HUB_SECRET,
        chat_identity_secret=IDENTITY_SECRET,
        turn_gather_seconds=0.0,
        **{"insurer_events_secret": EVENTS_SECRET, **given},
    )


@asynccontextmanager
async def running(
    engine: AsyncEngine,
    mode: str = "demo",
    builds: Builds | None = None,
    *,
    work: bool = False,
    teller: Storyteller | None = None,
    **given: Any,
) -> AsyncIterator[Site]:
    bot = ScriptedBot()
    folder = Path(tempfile.mkdtemp(prefix="guanjia-media-"))
    async with AsyncExitStack() as stack:
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        parts = bootstrap.Parts(
            store=SqlStore(engine),
            bus=await stack.enter_async_context(make_bus(None)),
            bot=bot,
            insurer=KnownCustomers(),
            channels=Channels((WebChannel(),)),
            clock=SystemClock(),
            metrics=PrometheusMetrics(),
            hasher=Argon2(),
            media=MediaStore(folder),
            teller=teller or ScriptedTeller(),
        )
        hub = bootstrap.build(settings(mode, **given), parts)
        if work:
            await hub.accounts.seed(bootstrap.demo_users(), DEMO_PASSWORD)
            await hub.bot.probe()
            await stack.enter_async_context(worker.working(hub))
        app = create_app(hub, builds)
        address = await stack.enter_async_context(serving(app, "127.0.0.1", 0))
        yield Site(hub, app, address, bot, engine)


@pytest.fixture(scope="session")
async def site(web_engine: AsyncEngine) -> AsyncIterator[Site]:
    """One hub with its workers for all tests of this process; each test has customers of its own."""
    async with running(web_engine, work=True) as started:
        yield started


@pytest.fixture
def make_site(web_engine: AsyncEngine, site: Site) -> MakeSite:
    """Further hubs on the same database, with other settings and without workers."""

    def make(**given: Any) -> AbstractAsyncContextManager[Site]:
        return running(web_engine, **given)

    return make


@pytest.fixture
async def http(site: Site) -> AsyncIterator[httpx.AsyncClient]:
    async with site.http() as opened:
        yield opened


@pytest.fixture
async def customer(http: httpx.AsyncClient) -> Customer:
    return await Customer.enter(http, f"T{uuid4().hex[:12]}")


@pytest.fixture
async def other(http: httpx.AsyncClient) -> Customer:
    return await Customer.enter(http, f"T{uuid4().hex[:12]}")


async def _desk(site: Site, username: str) -> AsyncIterator[Desk]:
    desk = await Desk.log_in(site.url, username)
    yield desk
    await desk.http.aclose()


@pytest.fixture
async def linxiao(site: Site) -> AsyncIterator[Desk]:
    async for desk in _desk(site, "linxiao"):
        yield desk


@pytest.fixture
async def zhoukai(site: Site) -> AsyncIterator[Desk]:
    async for desk in _desk(site, "zhoukai"):
        yield desk


@pytest.fixture
async def suyan(site: Site) -> AsyncIterator[Desk]:
    async for desk in _desk(site, "suyan"):
        yield desk


@pytest.fixture
async def trainer(site: Site) -> AsyncIterator[Desk]:
    async for desk in _desk(site, "trainer"):
        yield desk
