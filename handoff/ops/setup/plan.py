"""Which steps are due, in order. Deciding reads files only; doing is in the steps."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from handoff.ops.setup import node as nodes
from handoff.ops.setup.command import Runner
from handoff.ops.setup.environments import Environment
from handoff.ops.setup.model import Model
from handoff.ops.setup.node import Node, WebBuild


@dataclass(frozen=True)
class Step:
    title: str
    do: Callable[[], None]


@dataclass(frozen=True)
class Parts:
    """Everything set-up makes. Sizes measured on Linux x86-64, see docs/adr/0001."""

    root: Path
    uv: Path
    hub: Environment
    bot: Environment
    web: tuple[WebBuild, ...]
    model: Model

    @classmethod
    def of(cls, root: Path, uv: Path, hub_python: Path, bot_python: Path) -> "Parts":
        pins = root / "requirements"
        hub = Environment(
            "hub environment (Python 3.13)",
            root / ".venv",
            hub_python,
            (pins / "hub.txt", pins / "dev.txt"),
            700_000_000,
        )
        bot = Environment(
            "bot environment (Python 3.10, Rasa)",
            root / ".venv-bot",
            bot_python,
            (pins / "bot.txt", pins / "bot-dev.txt"),
            3_500_000_000,
        )
        built = root / "var" / "setup"
        web = (
            WebBuild("console", root / "handoff" / "console", "index.html", built),
            WebBuild("chat widget", root / "handoff" / "widget", "widget.js", built),
        )
        return cls(root, uv, hub, bot, web, Model(root, bot.interpreter))

    def node(self, runner: Runner) -> Node:
        """Raises SetupFailed."""
        return nodes.find(self.root) or nodes.install(self.root, runner, self.uv, self.hub.python)


def due(parts: Parts, runner: Runner, *, model: bool) -> Iterator[Step]:
    """The steps that have something to do, without the model when `model` is False."""
    for environment in (parts.hub, parts.bot):
        if not environment.is_current():
            yield Step(environment.title, partial(environment.make, runner, parts.uv))
    builds = [build for build in parts.web if build.exists()]
    stale = [build for build in builds if not build.is_current()]
    unready = [build for build in builds if build in stale or not build.has_modules()]
    if unready and nodes.find(parts.root) is None:
        yield Step("Node.js", partial(_get_node, parts, runner))
    for build in unready:
        work = build.make if build in stale else build.install
        yield Step(build.title, partial(_with_node, work, parts, runner))
    if model and parts.model.exists() and not (parts.bot.is_current() and parts.model.is_current()):
        yield Step("model (training)", partial(parts.model.make, runner))


def _get_node(parts: Parts, runner: Runner) -> None:
    parts.node(runner)


def _with_node(work: Callable[[Runner, Node], None], parts: Parts, runner: Runner) -> None:
    work(runner, parts.node(runner))
