"""Earlier cases like this one, by codes, kind of claim, what was asked, and the words of the goal. Pure.

What is shown of them tells how such a matter was settled, never whose it was."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from handoff.domain.text_pieces import bigrams, cut, likeness, veiled

#: How far back, how many are weighed by codes and goal, how many of those by everything, how many are shown.
LOOK_BACK = timedelta(days=730)
CANDIDATES = 300
WEIGHED = 40
SHOWN = 5
_LEAST = 0.25
_SHARES = {"codes": 0.35, "goal": 0.35, "claim_type": 0.15, "intents": 0.15}
_REASON = 200


@dataclass(frozen=True)
class Traits:
    """`intents`: names of what the customer's last messages were about."""

    claim_type: str | None = None
    intents: frozenset[str] = frozenset()


@dataclass(frozen=True)
class SettledCase:
    """A row as stored: goal and reason are not veiled yet."""

    id: UUID
    number: str
    codes: tuple[str, ...]
    goal: str
    outcome: str | None
    outcome_reason: str
    resolved_at: datetime
    traits: Traits = Traits()


@dataclass(frozen=True)
class SimilarCase:
    """`score` 0-1. Goal and reason are veiled."""

    number: str
    codes: tuple[str, ...]
    goal: str
    outcome: str | None
    outcome_reason: str
    resolved_at: datetime
    score: float


@dataclass(frozen=True)
class Sought:
    codes: tuple[str, ...]
    goal: str
    traits: Traits


def traits_of(context: object) -> Traits:
    """From a stored package, whatever its shape."""
    if not isinstance(context, Mapping):
        return Traits()
    timeline = context.get("timeline")
    kind = timeline.get("claim_type") if isinstance(timeline, Mapping) else None
    intents = context.get("intents")
    names = [i.get("name") for i in intents if isinstance(i, Mapping)] if isinstance(intents, list) else []
    return Traits(
        kind if isinstance(kind, str) else None, frozenset(name for name in names if isinstance(name, str))
    )


def worth_weighing(sought: Sought, candidates: Sequence[SettledCase]) -> list[SettledCase]:
    """The likeliest by codes and goal, before the dearer traits are read."""
    ranked = sorted(candidates, key=lambda c: _score(sought, replace(c, traits=Traits())), reverse=True)
    return ranked[:WEIGHED]


def most_similar(sought: Sought, candidates: Sequence[SettledCase]) -> tuple[SimilarCase, ...]:
    scored = [(_score(sought, c), c.resolved_at, c) for c in candidates]
    ranked = sorted((s for s in scored if s[0] >= _LEAST), key=lambda s: s[:2], reverse=True)
    return tuple(
        SimilarCase(
            number=c.number,
            codes=c.codes,
            goal=veiled(c.goal),
            outcome=c.outcome,
            outcome_reason=cut(veiled(c.outcome_reason), _REASON),
            resolved_at=c.resolved_at,
            score=round(score, 3),
        )
        for score, _, c in ranked[:SHOWN]
    )


def _score(sought: Sought, case: SettledCase) -> float:
    """Nothing known on either side counts as nothing in common."""
    kind = sought.traits.claim_type
    parts = {
        "codes": _shared(frozenset(sought.codes), frozenset(case.codes)),
        "goal": likeness(bigrams(veiled(sought.goal, 200)), bigrams(veiled(case.goal, 200))),
        "claim_type": 1.0 if kind is not None and kind == case.traits.claim_type else 0.0,
        "intents": _shared(sought.traits.intents, case.traits.intents),
    }
    return sum(_SHARES[name] * value for name, value in parts.items())


def _shared(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other) if one | other else 0.0
