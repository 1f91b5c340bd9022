"""supervisord: its configuration, and talking to it."""

import os
import shlex
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http.client import HTTPException
from pathlib import Path
from typing import Any
from xmlrpc.client import Error as RpcError
from xmlrpc.client import ServerProxy

import psutil

from handoff.ops.programs import Program
from handoff.ops.rundir import make_private, socket_folder

_SOCKET = "supervisor.sock"


@dataclass(frozen=True)
class State:
    """`name`: supervisor's word for it (RUNNING, BACKOFF, FATAL …); `pid`: 0 when there is no process."""

    name: str
    pid: int


def configuration(parts: Sequence[Program], socket: str, patience: int) -> str:
    """The text of supervisord's configuration, read in VAR_DIR/run (`%(here)s`) with the checkout as working folder.

    No folder name is written into it: some characters of a name could not be. Nor is any secret: programs inherit the
    environment. `socket`: where supervisord listens for the launcher. `patience`: seconds a process has to stop by itself.
    """
    lines = [
        "[supervisord]",
        "nodaemon=true",
        "silent=true",
        "logfile=%(here)s/../log/supervisord.log",
        "logfile_maxbytes=5MB",
        "logfile_backups=2",
        "pidfile=%(here)s/supervisord.pid",
        *(["user=root"] if os.geteuid() == 0 else []),
        "",
        "[unix_http_server]",
        f"file={socket}",
        "chmod=0700",
        "",
        "[rpcinterface:supervisor]",
        "supervisor.rpcinterface_factory=supervisor.rpcinterface:make_main_rpcinterface",
    ]
    for priority, group in enumerate(dict.fromkeys(part.group for part in parts)):
        names = ",".join(part.name for part in parts if part.group == group)
        lines += ["", f"[group:{group}]", f"programs={names}", f"priority={priority}"]
    for priority, part in enumerate(parts):
        lines += ["", *_program(part, priority, patience)]
    return "\n".join(lines) + "\n"


def _program(part: Program, priority: int, patience: int) -> list[str]:
    """The launcher starts it, in order; supervisord starts it again whenever it ends."""
    return [
        f"[program:{part.name}]",
        f"command={shlex.join(part.command)}",
        f"priority={priority}",
        "autostart=false",
        "autorestart=true",
        "startsecs=1",
        "startretries=10",
        f"stopwaitsecs={patience}",
        "stopasgroup=true",
        "killasgroup=true",
        "redirect_stderr=true",
        f"stdout_logfile=%(here)s/../log/{part.name}.log",
        "stdout_logfile_maxbytes=10MB",
        "stdout_logfile_backups=3",
    ]


def _socket(var: Path) -> Path:
    return socket_folder(var / "run", _SOCKET) / _SOCKET


def _socket_as_written(var: Path) -> str:
    """As the configuration names it: the folder beside it, or one in the temporary directory."""
    return f"%(here)s/{_SOCKET}" if _socket(var).parent == var / "run" else str(_socket(var))


class Supervision:
    """One supervisord and the programs below it."""

    def __init__(self, parts: Sequence[Program], var: Path, root: Path, patience: int = 12) -> None:
        self.parts = tuple(parts)
        self._var = var.absolute()
        self._root = root
        self._patience = patience
        self._configured = self._var / "run" / "supervisord.conf"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self, environment: Mapping[str, str]) -> None:
        """Starts supervisord with no program running yet.

        Raises OSError (disk full, no permission), ValueError for a folder name that supervisord cannot handle.
        """
        if "%" in str(self._var):
            raise ValueError(
                f"{self._var} has a % in its name: rename the folder, or set VAR_DIR to another one."
            )
        for folder in (self._var / "log", self._var / "run"):
            folder.mkdir(parents=True, exist_ok=True)
        make_private(_socket(self._var).parent, os.geteuid(), os.getegid())
        self._configured.write_text(
            configuration(self.parts, _socket_as_written(self._var), self._patience), encoding="utf-8"
        )
        command = [sys.executable, "-m", "supervisor.supervisord", "-n", "-c", str(self._configured)]
        # its own session: Ctrl-C and a closed terminal reach the launcher, which stops everything
        with (self._var / "log" / "supervisord.out").open("w") as out:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "handoff.ops.tether", *command],
                cwd=self._root,
                env=dict(environment),
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def is_alive(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def is_left_over(self) -> bool:
        """Whether the supervisord of a launcher that was killed is still busy stopping its programs."""
        return self._left_over() is not None

    def await_left_over(self) -> None:
        left = self._left_over()
        if left is not None:
            psutil.wait_procs([left], timeout=2 * self._patience + 4)

    def _left_over(self) -> psutil.Process | None:
        try:
            process = psutil.Process(int((self._var / "run" / "supervisord.pid").read_text()))
            return process if str(self._configured) in process.cmdline() else None
        except (OSError, ValueError, psutil.Error):
            return None

    def answers(self) -> bool:
        return self.states() != {}

    def states(self) -> dict[str, State]:
        """By program name; empty while supervisord does not answer."""
        try:
            found = self._rpc().getAllProcessInfo()
        except (OSError, HTTPException, RpcError):
            return {}
        return (
            {info["name"]: State(info["statename"], info["pid"]) for info in found}
            if isinstance(found, list)
            else {}
        )

    def start_program(self, part: Program) -> None:
        try:
            self._rpc().startProcess(part.full_name, False)
        except (OSError, HTTPException, RpcError):
            # already started, or supervisord is just ending; the caller looks at states() anyway
            return

    def stop(self) -> None:
        """Stops everything: politely, in order; what remains after that by force."""
        everything = self.descendants()
        if self._process is not None and self._process.poll() is None:
            self._process.terminate()
            try:
                self._process.wait(2 * self._patience + 4)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
        self._end(everything)

    def kill(self) -> None:
        """Everything at once, by force; the database recovers at its next start."""
        for process in self.descendants():
            _send(process, "kill")

    def end_orphans(self) -> None:
        """After supervisord was killed: its programs end by themselves (tether), what does not is ended."""
        _, alive = psutil.wait_procs(self.descendants(), timeout=self._patience)
        self._end(alive)

    def reap(self) -> None:
        """Buries adopted orphans that have ended."""
        for process in psutil.Process().children():
            ours = self._process is not None and process.pid == self._process.pid
            if not ours and process.status() == psutil.STATUS_ZOMBIE:
                os.waitpid(process.pid, os.WNOHANG)

    @staticmethod
    def descendants() -> list[psutil.Process]:
        """All that we started and that started from there (orphans too: the launcher adopts them)."""
        return psutil.Process().children(recursive=True)

    def _end(self, known: Sequence[psutil.Process]) -> None:
        left = {process.pid: process for process in (*known, *self.descendants()) if process.is_running()}
        for verb in ("terminate", "kill"):
            if not left:
                return
            for process in left.values():
                _send(process, verb)
            _, alive = psutil.wait_procs(left.values(), timeout=3)
            left = {process.pid: process for process in (*alive, *self.descendants())}

    def _rpc(self) -> Any:
        from supervisor.xmlrpc import SupervisorTransport  # noqa: PLC0415 - untyped, and slow to import

        transport = SupervisorTransport(None, None, f"unix://{_socket(self._var)}")
        return ServerProxy("http://localhost", transport=transport).supervisor


def _send(process: psutil.Process, verb: str) -> None:
    try:
        getattr(process, verb)()
    except psutil.NoSuchProcess:
        return
