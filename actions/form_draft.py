"""What a form has collected so far, as it travels in the slot `form` from turn to turn. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any, Literal

type Phase = Literal["asking", "summary", "choosing", "retry"]
_PHASES = ("asking", "summary", "choosing", "retry")
#: After so long a pause the question is asked with a word about what was filled in before.
PAUSE = timedelta(hours=2)
#: A draft older than this begins anew: prices, policies and slots have changed.
KEPT = timedelta(days=30)


@dataclass(frozen=True)
class Draft:
    """`values`: JSON values by field, None = left out on purpose; `asked`: the field of the open question;
    `trail`: fields answered by hand, in order, for going back; `facts`: what was read from the insurer (names of
    policies, free slots); `key` and `sent`: idempotency key and values of a write whose outcome is unknown."""

    form: str
    values: Mapping[str, Any] = field(default_factory=dict)
    phase: Phase = "asking"
    asked: str = ""
    trail: tuple[str, ...] = ()
    misses: int = 0
    facts: Mapping[str, Any] = field(default_factory=dict)
    key: str = ""
    sent: Mapping[str, Any] = field(default_factory=dict)
    at: datetime | None = None
    #: The open question asks for the customer's own words (read by the bot: fragments are then joined).
    own_words: bool = False
    #: Said once before the next question.
    lead: str = ""
    #: For people who look at the conversation: what is filled in, in words.
    told: str = ""

    def as_dict(self) -> dict[str, Any]:
        return {
            "form": self.form,
            "values": dict(self.values),
            "phase": self.phase,
            "asked": self.asked,
            "trail": list(self.trail),
            "misses": self.misses,
            "facts": dict(self.facts),
            "key": self.key,
            "sent": dict(self.sent),
            "at": self.at.isoformat() if self.at else None,
            "own_words": self.own_words,
            "lead": self.lead,
            "told": self.told,
        }

    def with_value(self, name: str, value: Any) -> Draft:
        return replace(self, values={**self.values, name: value})

    def without(self, *names: str) -> Draft:
        return replace(
            self,
            values={n: v for n, v in self.values.items() if n not in names},
            trail=tuple(n for n in self.trail if n not in names),
        )

    def answered(self, name: str, value: Any) -> Draft:
        trail = (*(n for n in self.trail if n != name), name)
        return replace(self.with_value(name, value), trail=trail, misses=0)

    def paused_for(self, now: datetime) -> timedelta:
        return now - self.at if self.at else timedelta(0)


def read_draft(raw: Any) -> Draft | None:
    """None for what is no draft; what is broken in one counts as not filled in."""
    if not isinstance(raw, Mapping) or not isinstance(raw.get("form"), str) or not raw["form"]:
        return None
    phase = raw.get("phase")
    return Draft(
        form=raw["form"],
        values=_mapping(raw.get("values")),
        phase=phase if phase in _PHASES else "asking",
        asked=str(raw.get("asked") or ""),
        trail=tuple(str(name) for name in raw.get("trail") or () if isinstance(name, str)),
        misses=int(raw["misses"]) if isinstance(raw.get("misses"), int) else 0,
        facts=_mapping(raw.get("facts")),
        key=str(raw.get("key") or ""),
        sent=_mapping(raw.get("sent")),
        at=_moment(raw.get("at")),
        own_words=bool(raw.get("own_words")),
        lead=str(raw.get("lead") or ""),
        told=str(raw.get("told") or ""),
    )


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _moment(value: Any) -> datetime | None:
    try:
        found = datetime.fromisoformat(str(value))
    except ValueError:
        return None
    return found if found.tzinfo else None
