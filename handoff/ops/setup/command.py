"""Running a tool: its words go to the log, and a failure becomes one clear sentence."""

import os
import re
import signal
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path


class SetupFailed(Exception):
    """The message is the one sentence for the person; `detail` the last words of the tool."""

    def __init__(self, message: str, detail: str = "") -> None:
        super().__init__(message)
        self.detail = detail


_CAUSES: tuple[tuple[str, str], ...] = (
    (r"No space left on device|ENOSPC|os error 28", "the disk is full: free some space and run make again"),
    (
        r"dns error|failed to lookup|Could not resolve host|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|ECONNREFUSED"
        r"|Network is unreachable|Temporary failure in name resolution|error sending request"
        r"|[Ff]ailed to fetch|operation timed out",
        "the package index could not be reached: check the network (or the proxy) and run make again",
    ),
    (
        r"[Hh]ash mismatch|EINTEGRITY",
        "a downloaded file is not the one that was pinned (hash mismatch), and was not used",
    ),
    (r"Permission denied|EACCES|os error 13", "a file could not be written: check who owns this folder"),
)


def cause(output: str, returncode: int) -> str | None:
    """The known reason behind a tool's failure, in words; None when it is none of them."""
    for pattern, words in _CAUSES:
        if re.search(pattern, output):
            return words
    if returncode in (-signal.SIGKILL, 128 + signal.SIGKILL):
        return "the system killed it, most likely for want of memory"
    return None


@dataclass(frozen=True)
class Runner:
    """Runs commands in `root`, appending what they say to `log`."""

    root: Path
    log: Path

    def run(
        self,
        what: str,
        command: Sequence[str | Path],
        env: Mapping[str, str] | None = None,
        cwd: Path | None = None,
    ) -> None:
        """Raises SetupFailed."""
        words = [str(part) for part in command]
        try:
            output, returncode = self._run(words, env, cwd or self.root)
        except OSError as error:
            raise SetupFailed(f"{what} failed: {cause(str(error), 0) or error}.") from error
        if returncode != 0:
            known = cause(output, returncode)
            hint = known or f"the full story is in {self._name(self.log)}"
            raise SetupFailed(f"{what} failed: {hint}.", "" if known else _tail(output))

    def _run(self, words: list[str], env: Mapping[str, str] | None, cwd: Path) -> tuple[str, int]:
        self.log.parent.mkdir(parents=True, exist_ok=True)
        with self.log.open("a", encoding="utf-8") as log:
            log.write(f"$ {' '.join(words)}\n")
            log.flush()
            start = log.tell()
            process = subprocess.Popen(
                words,
                cwd=cwd,
                env={**os.environ, **(env or {})},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
            try:
                returncode = process.wait()
            except BaseException:
                _end_group(process)
                raise
        with self.log.open(encoding="utf-8", errors="replace") as log:
            log.seek(start)
            return log.read(), returncode

    def _name(self, path: Path) -> str:
        return str(path.relative_to(self.root)) if path.is_relative_to(self.root) else str(path)


def _end_group(process: subprocess.Popen[bytes]) -> None:
    """Ends the tool and what it started: an interrupted set-up leaves nothing running."""
    for sign, patience in ((signal.SIGTERM, 5.0), (signal.SIGKILL, 5.0)):
        try:
            os.killpg(process.pid, sign)
            process.wait(patience)
            return
        except ProcessLookupError:
            return
        except subprocess.TimeoutExpired:
            continue


def _tail(output: str, lines: int = 12) -> str:
    return "\n".join(output.strip().splitlines()[-lines:])
