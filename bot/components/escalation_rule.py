"""What a rule of escalation is."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Rule:
    code: str
    name: str
    pattern: re.Pattern[str]
    strength: float
    unless: re.Pattern[str] | None = None
    always: bool = False


def rule(
    code: str, name: str, pattern: str, strength: float, unless: str | None = None, always: bool = False
) -> Rule:
    return Rule(code, name, re.compile(pattern), strength, re.compile(unless) if unless else None, always)
