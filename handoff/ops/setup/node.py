"""Node.js, found or installed as a wheel, and the two web builds."""

import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from handoff.ops.setup import stamps
from handoff.ops.setup.command import Runner, SetupFailed

MINIMUM = 20


@dataclass(frozen=True)
class Node:
    """The folder with `node` and `npm`."""

    bin: Path

    @property
    def npm(self) -> Path:
        return self.bin / "npm"

    def environment(self) -> dict[str, str]:
        path = os.pathsep.join((str(self.bin), os.environ.get("PATH", "")))
        return {
            "PATH": path,
            "CI": "1",
            "NO_COLOR": "1",
            "npm_config_update_notifier": "false",
            "npm_config_fund": "false",
        }


def private_folder(root: Path) -> Path:
    return root / ".tools" / "node"


def find(root: Path) -> Node | None:
    """Node on PATH (20 or newer, with npm), else the one in .tools/."""
    on_path = shutil.which("node")
    folders = (
        [private_folder(root) / "bin"]
        if on_path is None
        else [Path(on_path).parent, private_folder(root) / "bin"]
    )
    return next((Node(folder) for folder in folders if _works(folder)), None)


def _works(folder: Path) -> bool:
    if not (folder / "npm").exists():
        return False
    try:
        said = subprocess.run(
            [folder / "node", "--version"], capture_output=True, text=True, check=False, timeout=20
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    version = re.match(r"v(\d+)\.", said.stdout)
    return said.returncode == 0 and version is not None and int(version[1]) >= MINIMUM


def install(root: Path, runner: Runner, uv: Path, python: Path) -> Node:
    """Node as a wheel into .tools/node. Raises SetupFailed."""
    folder = private_folder(root)
    quiet = {"UV_PYTHON_DOWNLOADS": "never", "UV_NO_PROGRESS": "1"}
    runner.run("Making .tools/node", [uv, "venv", "--clear", "--python", python, folder], quiet)
    pins = root / "requirements" / "node.txt"
    command: list[str | Path] = [
        uv,
        "pip",
        "sync",
        "--require-hashes",
        "--python",
        folder / "bin" / "python",
        pins,
    ]
    runner.run("Installing Node.js", command, quiet)
    found = find(root)
    if found is None:
        raise SetupFailed(
            "Node.js from .tools/node does not run here: install Node.js 20 or newer and run make again."
        )
    return found


@dataclass(frozen=True)
class WebBuild:
    """One npm project whose `npm run build` makes `dist/`; `product` is the file that shows it was built."""

    title: str
    folder: Path
    product: str
    stamps: Path

    @property
    def _modules_stamp(self) -> Path:
        return self.folder / "node_modules" / ".guanjia-stamp"

    @property
    def _dist_stamp(self) -> Path:
        return self.stamps / f"{self.folder.name}.stamp"

    def exists(self) -> bool:
        return (self.folder / "package.json").exists()

    def _wanted_modules(self) -> str:
        names = ("package.json", "package-lock.json", ".npmrc")
        return stamps.fingerprint(path for name in names if (path := self.folder / name).exists())

    def _wanted_dist(self) -> str:
        return stamps.fingerprint(stamps.sources(self.folder))

    def has_modules(self) -> bool:
        return stamps.is_current(self._modules_stamp, self._wanted_modules())

    def is_current(self) -> bool:
        built = (self.folder / "dist" / self.product).exists()
        return built and stamps.is_current(self._dist_stamp, self._wanted_dist())

    def install(self, runner: Runner, node: Node) -> None:
        """Raises SetupFailed."""
        what = f"Installing the packages of the {self.title}"
        runner.run(what, [node.npm, "ci", "--no-audit"], node.environment(), self.folder)
        stamps.write(self._modules_stamp, self._wanted_modules())

    def make(self, runner: Runner, node: Node) -> None:
        """Raises SetupFailed."""
        if not self.has_modules():
            self.install(runner, node)
        self._dist_stamp.unlink(missing_ok=True)
        runner.run(f"Building the {self.title}", [node.npm, "run", "build"], node.environment(), self.folder)
        stamps.write(self._dist_stamp, self._wanted_dist())
