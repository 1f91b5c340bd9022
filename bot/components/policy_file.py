"""bot/escalation.yml with the fitted course and the priorities of data/knowledge/triggers.yml as one Policy; read at training time only."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bot.components.escalation_course import PARTS, SIGNALS
from bot.components.escalation_decision import Policy
from bot.knowledge import DEFAULT_PATH, ROOT, read_yaml

POLICY_PATH = ROOT / "bot" / "escalation.yml"
COURSE_PATH = ROOT / "bot" / "components" / "escalation_course.yml"
#: The weight of each part, and what is added to all of them.
WEIGHTS = ("start", *PARTS)
_FIELDS = {field.name for field in dataclasses.fields(Policy)}


class PolicyFileError(Exception):
    """escalation.yml has a missing, unknown or impossible setting; the message names it."""


def read_policy(path: Path = POLICY_PATH, knowledge: Path = DEFAULT_PATH) -> Policy:
    """Raises PolicyFileError."""
    triggers = read_yaml(knowledge / "triggers.yml")
    settings = {
        **read_yaml(path),
        "course": read_yaml(COURSE_PATH),
        "priority": {entry["code"]: entry["priority"] for entry in triggers},
        "names": {entry["code"]: entry["name"] for entry in triggers},
    }
    return policy_from(settings)


def policy_from(settings: Mapping[str, Any]) -> Policy:
    """Raises PolicyFileError."""
    if missing := _FIELDS - set(settings):
        raise PolicyFileError(f"escalation.yml lacks {sorted(missing)}")
    if unknown := set(settings) - _FIELDS:
        raise PolicyFileError(f"escalation.yml has unknown settings {sorted(unknown)}")
    policy = Policy(**settings)
    if not 0 < policy.watch <= policy.offer <= policy.escalate < 1:
        raise PolicyFileError("escalation.yml: 0 < watch <= offer <= escalate < 1 must hold")
    if not (0 <= policy.calm_below < 1 and 0 <= policy.fade <= policy.fade_at_ease):
        raise PolicyFileError("escalation.yml: 0 <= calm_below < 1 and 0 <= fade <= fade_at_ease must hold")
    if set(policy.course) != set(WEIGHTS) or policy.course["present"] <= 0:
        raise PolicyFileError(
            f"escalation_course.yml must weigh exactly {sorted(WEIGHTS)}, `present` above 0"
        )
    if set(policy.signals) != set(SIGNALS) or any(size < 0 for size in policy.signals.values()):
        raise PolicyFileError(f"escalation.yml: signals must be exactly {sorted(SIGNALS)}, none below 0")
    return policy


def settings_of(policy: Policy) -> dict[str, Any]:
    return dataclasses.asdict(policy)
