"""The embedded PostgreSQL, as a real process, in a folder with a space and Chinese characters in its name."""

import os
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import asyncpg
import psutil
import pytest

from handoff.ops import postgres
from handoff.ops.rundir import socket_folder
from tests.ops.support import processes_of, python, wait_for

KEEP = "import sys; from pathlib import Path; from handoff.ops import database; sys.exit(database.run(Path(sys.argv[1])))"


class Kept:
    def __init__(self, folder: Path) -> None:
        self.var = folder / "va r 空"
        self.log = folder / "keeper.log"
        self.keeper = self.start()

    def start(self) -> subprocess.Popen[bytes]:
        before = self.ready_count()
        self.keeper = python(KEEP, str(self.var), output=self.log)
        wait_for("a ready database", lambda: self.ready_count() > before or self.keeper.poll() is not None)
        return self.keeper

    def ready_count(self) -> int:
        return self.log.read_text().count("database: ready") if self.log.exists() else 0

    def postmaster(self) -> int:
        return int((self.var / "postgres" / "postmaster.pid").read_text().splitlines()[0])

    async def fetch(self, sql: str) -> object:
        connection = await asyncpg.connect(postgres.url(self.var))
        try:
            return await connection.fetchval(sql)
        finally:
            await connection.close()


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Kept]:
    kept = Kept(tmp_path)
    yield kept
    if kept.keeper.poll() is None:
        kept.keeper.terminate()
        kept.keeper.wait(20)
    wait_for("no process left", lambda: not processes_of(tmp_path))


async def test_it_makes_the_database_in_utf8(kept: Kept) -> None:
    assert await kept.fetch("SELECT current_database() || ' ' || pg_encoding_to_char(encoding) FROM pg_database"
                            " WHERE datname = current_database()") == "guanjia UTF8"  # fmt: skip


async def test_a_killed_postmaster_comes_back_with_the_data(kept: Kept) -> None:
    await kept.fetch("CREATE TABLE kept AS SELECT 42 AS answer")
    os.kill(kept.postmaster(), signal.SIGKILL)
    wait_for("the second start", lambda: kept.ready_count() == 2)
    assert await kept.fetch("SELECT answer FROM kept") == 42


async def test_a_killed_keeper_leaves_no_server_behind(kept: Kept, tmp_path: Path) -> None:
    server = psutil.Process(kept.postmaster())
    kept.keeper.kill()
    kept.keeper.wait()
    server.wait(20)
    wait_for("no process left", lambda: not processes_of(tmp_path))
    kept.log.unlink()
    kept.start()
    assert await kept.fetch("SELECT 1") == 1


def test_a_second_keeper_is_refused_in_one_sentence(kept: Kept, tmp_path: Path) -> None:
    second = python(KEEP, str(kept.var), output=tmp_path / "second.log")
    assert second.wait(20) == 1
    said = (tmp_path / "second.log").read_text().strip()
    assert said.count("\n") == 0
    assert "already being run" in said


def test_terminated_it_stops_the_server_cleanly(kept: Kept) -> None:
    kept.keeper.terminate()
    assert kept.keeper.wait(20) == 0
    assert "database system is shut down" in kept.log.read_text()
    assert not (kept.var / "postgres" / "postmaster.pid").exists()


async def test_values_of_a_failed_statement_are_not_logged(kept: Kept) -> None:
    await kept.fetch("CREATE TABLE people (name text UNIQUE)")
    await kept.fetch("INSERT INTO people VALUES ('王建明')")
    with pytest.raises(asyncpg.UniqueViolationError):
        await kept.fetch("INSERT INTO people VALUES ('王建明')")
    assert "duplicate key" in kept.log.read_text()
    assert "王建明" not in kept.log.read_text()


def test_a_folder_of_another_version_is_refused(tmp_path: Path) -> None:
    data = tmp_path / "postgres"
    data.mkdir()
    (data / "PG_VERSION").write_text("16\n")
    with pytest.raises(postgres.DatabaseRefused, match="made by PostgreSQL 16"):
        postgres.make(postgres.locate(tmp_path))


def test_a_half_made_folder_is_made_anew(tmp_path: Path) -> None:
    """The machine went down between initdb and the rename."""
    half = tmp_path / "postgres.new"
    half.mkdir()
    (half / "PG_VERSION").write_text("18\n")
    cluster = postgres.locate(tmp_path)
    postgres.make(cluster)
    assert cluster.is_made()
    assert (cluster.data / "global" / "pg_control").exists()
    assert not half.exists()


def test_a_long_path_moves_the_socket_to_the_temporary_folder(tmp_path: Path) -> None:
    deep = tmp_path / ("d" * 120)
    assert socket_folder(tmp_path, "s") == tmp_path
    moved = socket_folder(deep, "s")
    assert moved == socket_folder(deep, "s")
    assert moved != socket_folder(tmp_path / ("e" * 120), "s")
    assert len(str(moved)) < 90


@pytest.mark.skipif(os.geteuid() != 0, reason="needs root: only root leaves root's traces")
def test_root_runs_it_as_the_owner_of_the_data(kept: Kept) -> None:
    owner = (kept.var / "postgres").stat().st_uid
    assert owner != 0
    assert psutil.Process(kept.postmaster()).uids().effective == owner
