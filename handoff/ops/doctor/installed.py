"""Checks of what set-up makes: nothing has to run for them."""

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from handoff.ops.doctor.finding import Finding, bad, ok, warning
from handoff.ops.setup import node
from handoff.ops.setup.environments import Environment
from handoff.ops.setup.node import WebBuild
from handoff.ops.setup.plan import Parts

_SETUP = "运行 run: make setup"
#: Below this many bytes free, PostgreSQL and logs get into trouble soon.
_TIGHT, _LOW = 500_000_000, 2_000_000_000


def parts(root: Path) -> Parts:
    """What set-up would make here, with the interpreters it remembered."""
    hub = getattr(sys, "_base_executable", sys.executable)
    return Parts.of(root, root / ".tools" / "uv", Path(hub), _remembered(root / ".tools" / "python3.10"))


def _remembered(note: Path) -> Path:
    try:
        return Path(note.read_text(encoding="utf-8").strip())
    except OSError:
        return Path("python3.10")


def check(root: Path, var: Path) -> Iterator[Finding]:
    made = parts(root)
    yield environment("Python 3.13 环境", made.hub)
    yield environment("Python 3.10 环境", made.bot)
    yield _node(root)
    for build in made.web:
        if build.exists():
            yield web(build)
    yield _model(made)
    yield disk(var, shutil.disk_usage(_existing(var)).free)


def environment(part: str, made: Environment) -> Finding:
    if not made.interpreter.exists():
        return bad(part, f"没有 missing: {made.folder.name}", _SETUP)
    if not made.is_current():
        return warning(
            part, f"{made.folder.name} 与锁定的版本不一致 does not match requirements/*.txt", _SETUP
        )
    return ok(part, f"{made.folder.name} 与锁定的版本一致 matches the pins")


def _node(root: Path) -> Finding:
    found = node.find(root)
    if found is None:
        return warning(
            "Node.js", "没有 20 以上的版本 no version 20 or newer (needed to build the pages)", _SETUP
        )
    return ok("Node.js", str(found.bin))


def web(build: WebBuild) -> Finding:
    names = {"console": "工作台页面 console", "chat widget": "聊天页面 widget"}
    part = names.get(build.title, build.title)
    if not (build.folder / "dist" / build.product).exists():
        return bad(part, "还没有构建 not built", _SETUP)
    if not build.is_current():
        return warning(part, "源码比构建新 the sources changed since the build", _SETUP)
    return ok(part, "已构建 built")


def _model(made: Parts) -> Finding:
    part = "模型 model"
    if not made.bot.interpreter.exists():
        return bad(part, "没有机器人环境，无法检查 no bot environment to check it with", _SETUP)
    if not made.model.is_current():
        return bad(part, "没有对应当前数据的模型 no model for today's data", "运行 run: make train")
    return ok(part, "对应当前数据 matches today's data")


def disk(var: Path, free: int) -> Finding:
    part, words = "磁盘 disk", f"{var} 还有 {free / 1e9:.1f} GB free"
    if free < _TIGHT:
        return bad(part, words, "请腾出空间 free some space")
    if free < _LOW:
        return warning(part, words, "请尽快腾出空间 free some space soon")
    return ok(part, words)


def _existing(path: Path) -> Path:
    return next(folder for folder in (path.absolute(), *path.absolute().parents) if folder.exists())
