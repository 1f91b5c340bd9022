"""The figures of bot/escalation.yml, as the decision reads them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Policy:
    """bot/escalation.yml; `course`: escalation_course.yml; `priority`: base priority by code (data/knowledge/triggers.yml),
    `names`: its name."""

    escalate: float
    offer: float
    watch: float
    danger: float
    supposed: float
    calm_below: float
    fade: float
    fade_at_ease: float
    signals: Mapping[str, float]
    repeats_offer: int
    repeats_escalate: int
    look_back: int
    alike: float
    not_understood: int
    settled_hours: float
    settled_margin: float
    code_share: float
    most_codes: int
    raise_to_p1: Mapping[str, Sequence[str]]
    course: Mapping[str, float]
    priority: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
