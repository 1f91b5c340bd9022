"""What the escalation decision remembers of a conversation between messages (slot `signals`). Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.components.escalation_course import Course
from bot.components.text import plain


@dataclass(frozen=True)
class Asked:
    """One earlier message: its intent, what it was about, its text without spaces, cut."""

    intent: str
    topic: str
    text: str


@dataclass(frozen=True)
class Signals:
    """What is remembered of a conversation between messages; small by construction."""

    course: Course = field(default_factory=Course)
    angry: bool = False
    not_understood: int = 0
    offered: bool = False
    settled_case: str = ""
    asked: tuple[Asked, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        return {
            "course": self.course.as_list(),
            "angry": self.angry,
            "not_understood": self.not_understood,
            "offered": self.offered,
            "settled_case": self.settled_case,
            "asked": [[a.intent, a.topic, a.text] for a in self.asked],
        }

    @classmethod
    def from_dict(cls, raw: Mapping[str, Any] | None) -> Signals:
        """Whatever is missing or broken counts as never having happened."""
        if not isinstance(raw, Mapping):
            return cls()
        try:
            return cls(
                course=Course.from_list(raw["course"]) if "course" in raw else Course(),
                angry=bool(raw.get("angry", False)),
                not_understood=int(raw.get("not_understood", 0)),
                offered=bool(raw.get("offered", False)),
                settled_case=str(raw.get("settled_case", ""))[:64],
                asked=tuple(Asked(*(str(part)[:80] for part in item)) for item in raw.get("asked", ())[-12:]),
            )
        except (TypeError, ValueError):
            return cls()


def alike(one: str, other: str) -> float:
    """Share of common character pairs (Jaccard); equal short texts are alike."""
    a, b = plain(one)[:80], plain(other)[:80]
    if min(len(a), len(b)) < 2:
        return float(a == b)
    pairs_a = {a[i : i + 2] for i in range(len(a) - 1)}
    pairs_b = {b[i : i + 2] for i in range(len(b) - 1)}
    return len(pairs_a & pairs_b) / len(pairs_a | pairs_b)
