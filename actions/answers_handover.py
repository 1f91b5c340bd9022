"""Handing a prepared matter to a person without anybody being upset: words, who comes and when, the case. Pure."""

from actions.promises import promise
from actions.reply import Directive, Outcome, Reply, card, text
from actions.slots import Turn

_PRIORITY = "P3"
#: Characters of a prepared brief that the hub takes.
_LONGEST = 600


def handed_over(turn: Turn, key: str, words: str, *, reason: str, goal: str, summary: str) -> Outcome:
    """`reason` and `summary` are what the butler reads; no trigger raised it, so the case has no codes. With a case
    open already nothing new is opened."""
    opened = turn.facts.open_case
    coming = promise(turn.user, turn.facts, _PRIORITY, turn.now)
    content = {
        "type": "handoff",
        "butler": coming.butler,
        "when": coming.when,
        "case_number": opened.number if opened else None,
    }
    replies: tuple[Reply, ...] = (text(words), card(coming.sentence, content))
    return Outcome(replies, key, () if opened else (_case(reason, goal, summary),))


def _case(reason: str, goal: str, summary: str) -> Directive:
    flat = " ".join(summary.split())
    return {
        "type": "open_case",
        "codes": [],
        "priority": _PRIORITY,
        "reason": reason,
        "evidence": [],
        "summary": flat if len(flat) <= _LONGEST else flat[: _LONGEST - 1] + "…",
        "goal": goal,
    }
