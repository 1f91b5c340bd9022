"""What is found by pattern: a kind, a normalised value, a place."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Quantity:
    """[start, end) in code points of the folded message, which has the length of the message."""

    entity: str
    value: str
    start: int
    end: int
