"""The command line: one clear sentence for what cannot be, exit codes that scripts can use."""

import asyncio
import logging
import os
import signal
import socket
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
import structlog
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from handoff import bootstrap
from handoff.adapters.redis_bus import make_bus
from handoff.cli import main
from handoff.config import DEMO_PASSWORD, SECRETS, SettingsRefused, load
from tests.conftest import Server
from tests.handoff.conftest import build_stage

ROOT = Path(__file__).resolve().parents[2]
STRONG = {name.upper(): f"{name}-of-its-own-0123456789" for name in SECRETS}


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    root = logging.getLogger()
    before = (root.handlers, root.level, structlog.get_config())
    for name in ("GUANJIA_MODE", "DATABASE_URL", "REDIS_URL", "VAR_DIR", *STRONG):
        monkeypatch.delenv(name, raising=False)
    yield monkeypatch
    root.handlers, root.level = before[0], before[1]
    structlog.configure(**before[2])


def test_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["--help"])
    assert left.value.code == 0
    said = capsys.readouterr().out
    for command in ("serve", "database", "migrate", "reconcile", "seed", "doctor", "chat", "demo"):
        assert command in said


@pytest.mark.parametrize("command", ["serve", "migrate", "reconcile", "seed"])
def test_production_without_secrets_is_refused(
    command: str, environment: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([command]) == 1
    said = capsys.readouterr().err
    assert "GUANJIA_SECRET" in said
    assert len(said.splitlines()) == 1


def test_demo_log_ins_are_not_made_in_production(
    environment: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, value in STRONG.items():
        environment.setenv(name, value)
    assert main(["seed"]) == 1
    assert "demo mode" in capsys.readouterr().err


async def test_production_refuses_an_old_database_and_demo_passwords(
    engine: AsyncEngine, tmp_path: Path
) -> None:
    async with make_bus(None) as bus:
        stage = build_stage(engine, bus, tmp_path)
        production = bootstrap.Hub(**{**vars(stage.hub), "settings": load(STRONG)})
        await bootstrap.prepare(production, engine)
        await stage.hub.accounts.seed(bootstrap.demo_users(), DEMO_PASSWORD)
        with pytest.raises(SettingsRefused, match="demo password"):
            await bootstrap.prepare(production, engine)
        await stage.hub.accounts.seed(bootstrap.demo_users(), "a password of our own")
        await bootstrap.prepare(production, engine)


async def test_production_refuses_an_unmigrated_database(postgres_server: Server) -> None:
    await postgres_server.run("CREATE DATABASE test_empty_one")
    given = load(STRONG | {"DATABASE_URL": postgres_server.url("test_empty_one")})
    try:
        with pytest.raises(SettingsRefused, match="python -m handoff migrate"):
            async with bootstrap.hub(given):
                raise AssertionError("started")
    finally:
        await postgres_server.drop("test_empty_one")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


async def _serve(database_url: str, var: Path, port: int) -> asyncio.subprocess.Process:
    environment = {
        **{k: v for k, v in os.environ.items() if k != "REDIS_URL"},
        "GUANJIA_MODE": "demo",
        "DATABASE_URL": database_url,
        "VAR_DIR": str(var),
        "HUB_PORT": str(port),
        "BOT_URL": "http://127.0.0.1:9",
        "INSURER_URL": "http://127.0.0.1:9",
    }
    return await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "handoff", "serve"),
        cwd=ROOT,
        env=environment,
        stderr=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.DEVNULL,
    )


async def test_a_hub_serves_until_it_is_asked_to_stop(database_url: str, tmp_path: Path) -> None:
    port = _free_port()
    process = await _serve(database_url, tmp_path / "var", port)
    try:
        async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}") as http, asyncio.timeout(60):
            while True:
                assert process.returncode is None
                try:
                    ready = await http.get("/readyz")
                    break
                except httpx.ConnectError:
                    await asyncio.sleep(0.1)
            assert ready.status_code == 200
            login = await http.post(
                "/api/v1/auth/login", json={"username": "linxiao", "password": DEMO_PASSWORD}
            )
            assert login.status_code == 200
        second = await _serve(database_url, tmp_path / "var", port)
        _, said = await asyncio.wait_for(second.communicate(), 60)
        assert second.returncode == 1
        assert f"cannot listen on 127.0.0.1:{port}" in said.decode()
        process.send_signal(signal.SIGTERM)
        _, logged = await asyncio.wait_for(process.communicate(), 30)
        assert process.returncode == 0
        assert "Traceback" not in logged.decode()
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


async def test_reconcile_says_what_does_not_add_up(
    database_url: str, engine: AsyncEngine, tmp_path: Path
) -> None:
    async with make_bus(None) as bus:
        stage = build_stage(engine, bus, tmp_path)
        await stage.hub.bot.probe()
        await stage.escalate()
    right = await _reconciled(database_url)
    assert right[0] == 0
    assert "cases opened: 1 (1 waiting)" in right[1]
    assert "✓ everything adds up" in right[1]
    async with engine.begin() as connection:
        await connection.execute(text("UPDATE clocks SET stopped_at = now()"))
    wrong = await _reconciled(database_url)
    assert wrong[0] == 1
    assert "✗ 1 waiting cases without a running first-response clock" in wrong[1]


async def _reconciled(database_url: str) -> tuple[int | None, str]:
    secrets = dict(STRONG)
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "handoff", "reconcile"),
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], **secrets, "DATABASE_URL": database_url},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )
    said, _ = await asyncio.wait_for(process.communicate(), 60)
    return process.returncode, said.decode()
