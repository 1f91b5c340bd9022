"""requirements/setup.sh finds what works, and says in one sentence what it cannot find. The interpreters are real, the PATHs made up."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.ops.support import ROOT

#: A pyenv shim of a version that is not there.
BROKEN = "#!/bin/sh\necho 'pyenv: version not installed' >&2\nexit 127\n"
#: Stands for uv: the script only asks whether it runs, and downloads through it.
UV = '#!/bin/sh\nif [ "$1 $2" = "python install" ]; then echo "error sending request" >&2; exit 2; fi\nexit 0\n'


class Machine:
    """A checkout (in a folder with a space) and a PATH."""

    def __init__(self, folder: Path) -> None:
        self.checkout = folder / "check out"
        (self.checkout / "requirements").mkdir(parents=True)
        shutil.copy(ROOT / "requirements" / "setup.sh", self.checkout / "requirements")
        self.path = [folder / "bin one", folder / "bin two"]
        for bin_folder in self.path:
            bin_folder.mkdir()
        self.tools = folder / "tools"
        self.tools.mkdir()
        for name in ("dirname", "mkdir", "rm", "tail", "grep", "cat"):
            (self.tools / name).symlink_to(shutil.which(name) or name)
        self.home = folder / "home"
        self.home.mkdir()

    def has(self, name: str, text: str, folder: int = 0) -> None:
        program = self.path[folder] / name
        program.write_text(text)
        program.chmod(0o755)

    def has_python(self, name: str, version: str, folder: int = 0) -> None:
        """An interpreter that answers every question as that version would, and repeats what it is started with."""
        self.has(
            name,
            f"""#!/bin/sh
case "$2" in
    *version_info*) case "$2" in *"'{version}'"*) exit 0 ;; *) exit 1 ;; esac ;;
    *_base_executable*) echo "$0" ;;
    *) echo "started {version}: $*" ;;
esac
""",
            folder,
        )

    def runs(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        path = os.pathsep.join(map(str, [*self.path, self.tools]))
        return subprocess.run(
            ["/bin/sh", str(self.checkout / "requirements" / "setup.sh"), *arguments],
            env={"PATH": path, "HOME": str(self.home), "PYENV_ROOT": str(self.home / "pyenv")},
            cwd="/",
            capture_output=True,
            text=True,
            check=False,
        )


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    machine = Machine(tmp_path)
    machine.has("uv", UV)
    return machine


def test_a_broken_shim_is_passed_over(machine: Machine) -> None:
    machine.has("python3.13", BROKEN)
    machine.has_python("python3.13", "3.13", folder=1)
    machine.has_python("python3.10", "3.10")
    ran = machine.runs("--no-model")
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.startswith("started 3.13: -m handoff.ops.setup --uv")
    assert f"--bot-python {machine.path[0]}/python3.10 --no-model" in ran.stdout


def test_a_python_under_another_name_is_found(machine: Machine) -> None:
    machine.has_python("python3", "3.13")
    machine.has_python("python", "3.10")
    assert machine.runs().returncode == 0


def test_pyenv_versions_are_found_without_their_shims(machine: Machine) -> None:
    machine.has("python3.13", BROKEN)
    machine.has_python("python3.10", "3.10")
    kept = machine.home / "pyenv" / "versions" / "3.13.7" / "bin"
    kept.mkdir(parents=True)
    machine.path.append(kept)
    machine.has_python("python3.13", "3.13", folder=2)
    machine.path.pop()
    assert "started 3.13" in machine.runs().stdout


def test_what_was_found_is_remembered_and_checked_again(machine: Machine) -> None:
    machine.has_python("python3.13", "3.13")
    machine.has_python("python3.10", "3.10")
    assert machine.runs().returncode == 0
    remembered = (machine.checkout / ".tools" / "python3.13").read_text().strip()
    assert remembered == str(machine.path[0] / "python3.13")
    machine.has("python3.13", BROKEN)
    machine.has_python("python3.13", "3.13", folder=1)
    assert machine.runs().returncode == 0
    assert (machine.checkout / ".tools" / "python3.13").read_text().strip() == str(
        machine.path[1] / "python3.13"
    )


def test_a_missing_python_that_cannot_be_downloaded_is_named(machine: Machine) -> None:
    machine.has_python("python3.13", "3.13")
    machine.has("python3", BROKEN)
    machine.has("python", BROKEN)
    ran = machine.runs()
    assert ran.returncode == 1
    assert "No working Python 3.10 was found and none could be downloaded" in ran.stderr.splitlines()[-1]


def test_without_any_python_and_uv_the_way_out_is_named(tmp_path: Path) -> None:
    machine = Machine(tmp_path)
    for name in ("python3.13", "python3", "python"):
        machine.has(name, BROKEN)
    ran = machine.runs()
    assert ran.returncode == 1
    assert (
        ran.stderr.strip() == "✗ No working Python was found: install Python 3.13 (or uv) and run make again."
    )


def test_the_real_script_finds_the_interpreter_that_runs_this_test(tmp_path: Path) -> None:
    machine = Machine(tmp_path)
    machine.has("uv", UV)
    machine.has_python("python3.10", "3.10")
    (machine.checkout / "handoff" / "ops" / "setup").mkdir(parents=True)
    (machine.checkout / "handoff" / "ops" / "setup" / "__main__.py").write_text(
        "import sys; print(sys.version_info[:2], sys.argv)"
    )
    (machine.path[1] / "python3.13").symlink_to(getattr(sys, "_base_executable", sys.executable))
    ran = machine.runs()
    assert ran.stdout.startswith("(3, 13)"), ran.stderr
