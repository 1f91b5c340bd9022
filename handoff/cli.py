"""`python -m handoff …`: the hub and its operation. Every command registers itself on argparse's sub-parsers:
`register(subparsers)` adds a parser and sets `run`, a function from the parsed arguments to the exit code."""

import argparse
import asyncio
import os
import signal
import sys
from collections.abc import Coroutine
from typing import Any

import structlog

from handoff import bootstrap, worker
from handoff.adapters.logs import setup_logs
from handoff.adapters.sql import migrate
from handoff.adapters.sql.engine import DatabaseNotRunning
from handoff.config import DEMO_PASSWORD, Settings, SettingsRefused, load
from handoff.ops import database, demo
from handoff.ops.doctor import command as doctor
from handoff.ops.terminal import command as chat
from handoff.web.app import create_app, serving

log = structlog.get_logger(__name__)

type SubParsers = argparse._SubParsersAction[argparse.ArgumentParser]


def main(arguments: list[str] | None = None) -> int:
    """The exit code: 0 done, 1 refused with one sentence, 2 wrong usage."""
    given = _parser().parse_args(arguments)
    try:
        code: int = given.run(given)
    except (SettingsRefused, DatabaseNotRunning) as refused:
        print(f"✗ {refused}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m handoff", description="Guanjia, an insurance butler.")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    register(commands)
    for part in (database, demo, doctor, chat):
        part.register(commands)
    return parser


def register(commands: SubParsers) -> None:
    serve = commands.add_parser("serve", help="run a hub: web, turn workers, sender, clocks")
    serve.set_defaults(run=lambda _: _run(_serve))
    upgrade = commands.add_parser("migrate", help="bring the database to the newest tables")
    upgrade.set_defaults(run=lambda _: _run(_migrate))
    reconcile = commands.add_parser("reconcile", help="does everything add up? exit code 1 when it does not")
    reconcile.set_defaults(run=lambda _: _run(_reconcile))
    seed = commands.add_parser("seed", help="make the demo log-ins (demo mode only)")
    seed.set_defaults(run=lambda _: _run(_seed))


def _run(command: "Any") -> int:
    settings = load()
    setup_logs(settings.log_level, settings.log_format)
    work: Coroutine[Any, Any, int] = command(settings)
    return asyncio.run(work)


async def _serve(settings: Settings) -> int:
    """Until SIGTERM or SIGINT; then no new connection, and what is under way is finished."""
    stop = asyncio.Event()
    for sign in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(sign, stop.set)
    try:
        async with (
            bootstrap.hub(settings) as hub,
            worker.working(hub),
            serving(create_app(hub), settings.hub_host, settings.hub_port) as address,
        ):
            log.info("hub_started", host=address.host, port=address.port, mode=settings.guanjia_mode)
            await stop.wait()
            log.info("hub_stopping")
    except OSError as error:
        where = f"{settings.hub_host}:{settings.hub_port}"
        print(f"✗ The hub cannot listen on {where}: {os.strerror(error.errno or 0)}.", file=sys.stderr)
        return 1
    return 0


async def _migrate(settings: Settings) -> int:
    engine = await bootstrap.open_database(settings)
    try:
        await migrate.upgrade(engine)
        print(f"✓ {await migrate.current(engine)}")
    finally:
        await engine.dispose()
    return 0


async def _reconcile(settings: Settings) -> int:
    async with bootstrap.reconciler(settings) as reconciler:
        found = await reconciler.check()
    by_status = ", ".join(f"{count} {status}" for status, count in sorted(found.by_status.items())) or "none"
    print(f"cases opened: {found.opened} ({by_status})")
    print(
        f"escalation signals: {found.signals} "
        f"({found.signals_with_case} with a case, {found.signals_with_reason} with a reason)"
    )
    for difference in found.differences:
        print(f"✗ {difference}")
    if not found.differences:
        print("✓ everything adds up")
    return 1 if found.differences else 0


async def _seed(settings: Settings) -> int:
    if not settings.demo:
        raise SettingsRefused("Demo log-ins are made in demo mode only (GUANJIA_MODE=demo).")
    async with bootstrap.hub(settings) as hub:
        await hub.accounts.seed(bootstrap.demo_users(), DEMO_PASSWORD)
    print("✓ " + ", ".join(user.username for user in bootstrap.demo_users()))
    return 0
