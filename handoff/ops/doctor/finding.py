"""What a check found."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum


class Verdict(Enum):
    OK = "✓"
    WARNING = "!"
    BAD = "✗"


@dataclass(frozen=True)
class Finding:
    """One line: the part, what is the case, and how to mend it (empty when there is nothing to mend)."""

    verdict: Verdict
    part: str
    words: str
    mend: str = ""

    def line(self) -> str:
        return f"{self.verdict.value} {_padded(self.part)} {self.words}" + (
            f" → {self.mend}" if self.mend else ""
        )


def ok(part: str, words: str) -> Finding:
    return Finding(Verdict.OK, part, words)


def warning(part: str, words: str, mend: str) -> Finding:
    return Finding(Verdict.WARNING, part, words, mend)


def bad(part: str, words: str, mend: str) -> Finding:
    return Finding(Verdict.BAD, part, words, mend)


def all_well(findings: Iterable[Finding]) -> bool:
    """Warnings do not count."""
    return all(finding.verdict is not Verdict.BAD for finding in findings)


def _padded(part: str, columns: int = 22) -> str:
    """Chinese characters take two columns."""
    width = sum(2 if ord(char) > 0x2E7F else 1 for char in part)
    return part + " " * max(0, columns - width)
