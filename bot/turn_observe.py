"""Listening while a person has the floor or is being called (docs/contracts.md section 2, mode observe). Pure.

Nothing is answered and the dialogue stands still; only the course of the escalation scores moves on. A message
that makes things worse than the open case knows is passed on; what merely repeats it is not.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

#: A person is on the way or here already: asking for one, or the bot's own failing, is nothing new.
_NOTHING_NEW = frozenset({"E10", "E11"})
#: The only codes for which words reach the customer while a person is being called.
SPOKEN = frozenset({"E09", "E14"})
_VERSION = 1


def worsening(decision: Mapping[str, Any], facts: Mapping[str, Any]) -> bool:
    """Whether an escalating message says more than the open case: a new code, or a stricter priority."""
    if decision.get("decision") != "escalate":
        return False
    found = set(decision.get("codes", ())) - _NOTHING_NEW
    case = facts.get("open_case")
    known = case if isinstance(case, Mapping) else {}
    if found - set(known.get("codes") or ()):
        return True
    before, now = known.get("priority"), decision.get("priority")
    return bool(found and before and now and str(now) < str(before))


def state_after(before: Mapping[str, Any] | None, signals: Mapping[str, Any]) -> dict[str, Any]:
    """The state that came in, with the course of the scores as it is now."""
    known = before if before is not None and before.get("v") == _VERSION else {"v": _VERSION}
    slots = known.get("slots")
    return {**known, "slots": {**(slots if isinstance(slots, Mapping) else {}), "signals": dict(signals)}}
