"""The processes of a demo: what is started, with what, where it listens."""

import socket
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit, urlunsplit

LOCAL = frozenset({"127.0.0.1", "localhost", "::1"})


@dataclass(frozen=True)
class Listens:
    """A TCP address and the setting that moves it."""

    host: str
    port: int
    setting: str

    def setting_for(self, port: int) -> str:
        """What to set for another port, as one writes it before a command."""
        if self.setting == "HUB_PORT":
            return f"HUB_PORT={port}"
        return f"{self.setting}=http://{self.host}:{port}"


@dataclass(frozen=True)
class Program:
    """`group`: programs of one group stop together; the database stops after the others."""

    name: str
    command: tuple[str, ...]
    group: str = "guanjia"
    listens: Listens | None = None

    @property
    def full_name(self) -> str:
        return f"{self.group}:{self.name}"


@dataclass(frozen=True)
class Addresses:
    """Where the parts are; `database` is None when it is the embedded one."""

    hub: Listens
    insurer: Listens
    actions: Listens
    bot: Listens
    database: str | None

    @classmethod
    def of(cls, environment: Mapping[str, str]) -> "Addresses":
        """Raises ValueError naming the setting that is no address."""
        return cls(
            hub=Listens(
                environment.get("HUB_HOST") or "127.0.0.1", _number(environment, "HUB_PORT", 8000), "HUB_PORT"
            ),
            insurer=_address(environment, "INSURER_URL", "http://127.0.0.1:8010"),
            actions=_address(environment, "ACTIONS_URL", "http://127.0.0.1:5055"),
            bot=_address(environment, "BOT_URL", "http://127.0.0.1:5005"),
            database=environment.get("DATABASE_URL") or None,
        )


def _number(environment: Mapping[str, str], name: str, default: int) -> int:
    value = environment.get(name) or str(default)
    if not value.isascii() or not value.isdigit() or not 0 < int(value) < 65536:
        raise ValueError(f"{name} must be a port number between 1 and 65535.")
    return int(value)


def _address(environment: Mapping[str, str], name: str, default: str) -> Listens:
    parts = urlsplit(environment.get(name) or default)
    try:
        host, port = parts.hostname, parts.port
    except ValueError:
        host, port = None, None
    if not host or parts.scheme not in ("http", "https"):
        raise ValueError(f"{name} must look like {default}.")
    return Listens(host, port or (443 if parts.scheme == "https" else 80), name)


def url(listens: Listens, path: str = "") -> str:
    host = "127.0.0.1" if listens.host in ("0.0.0.0", "") else listens.host  # noqa: S104 - compared, not bound
    host = f"[{host}]" if ":" in host else host
    return urlunsplit(("http", f"{host}:{listens.port}", path, "", ""))


def programs(addresses: Addresses) -> list[Program]:
    """In the order of starting; the commands are for the checkout as working folder.

    What somebody else runs (another host, DATABASE_URL) is not started.
    """
    hub_python, bot_python = ".venv/bin/python", ".venv-bot/bin/python"
    tether = (hub_python, "-m", "handoff.ops.tether")
    parts = [
        Program("insurer", (*tether, hub_python, "-m", "insurer"), listens=addresses.insurer),
        Program("hub", (*tether, hub_python, "-m", "handoff", "serve"), listens=addresses.hub),
        Program(
            "actions",
            (*tether, hub_python, "-m", "actions", *_host_and_port(addresses.actions)),
            listens=addresses.actions,
        ),
        Program("bot", (*tether, bot_python, "-m", "bot"), listens=addresses.bot),
    ]
    ours = [
        part for part in parts if part.name == "hub" or part.listens is None or part.listens.host in LOCAL
    ]
    if addresses.database is None:
        ours.insert(
            0, Program("database", (*tether, hub_python, "-m", "handoff.ops.database"), group="database")
        )
    return ours


def _host_and_port(listens: Listens) -> tuple[str, ...]:
    return ("--host", listens.host, "--port", str(listens.port))


def taken_port(parts: Iterable[Program]) -> str | None:
    """One sentence about the first address that another program has, or None."""
    for part in parts:
        if part.listens is not None and not is_free(part.listens.host, part.listens.port):
            other = part.listens.setting_for(_next_free(part.listens))
            return (
                f"Port {part.listens.port} for the {part.name} is taken by another program: stop that one, "
                f"or choose another port with  {other} make demo"
            )
    return None


def is_free(host: str, port: int) -> bool:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        # as servers do: a port that only waits out its last connections counts as free
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def _next_free(listens: Listens) -> int:
    after = range(listens.port + 1, min(listens.port + 100, 65536))
    return next((port for port in after if is_free(listens.host, port)), listens.port + 1)
