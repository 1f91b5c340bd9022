"""Figures over DIALOGUES: was a person called, at the right turn, and only where one was needed. Pure."""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bot.evaluation import bootstrap
from bot.evaluation.formats import Dialogue, IntentRow
from bot.evaluation.gtt import TOLERANCES, gt_t
from bot.evaluation.intent_metrics import Scored, alarm_words, confusions, mean, recall_by_code
from bot.evaluation.turns import Turn

#: Turns after `escalate_at` (and before it) that are still in time.
GRACE = 1


@dataclass(frozen=True)
class Outcome:
    """One script. `opened_at`: the first turn after which a case was open, None = none was."""

    dialogue: Dialogue
    opened_at: int | None

    @property
    def due(self) -> bool:
        return self.dialogue.escalate_at is not None

    @property
    def delay(self) -> int | None:
        """Turns between where a person was needed and where one was called; negative: called earlier."""
        if self.opened_at is None or self.dialogue.escalate_at is None:
            return None
        return self.opened_at - self.dialogue.escalate_at

    @property
    def recalled(self) -> bool:
        return self.delay is not None and self.delay <= GRACE

    @property
    def early(self) -> bool:
        return self.delay is not None and self.delay < -GRACE

    @property
    def late(self) -> bool:
        return self.delay is not None and self.delay > GRACE


def outcome(dialogue: Dialogue, turns: Sequence[Turn]) -> Outcome:
    """A failed turn counts as wrong: as no alarm where one is due, and as one where none is."""
    never = dialogue.escalate_at is None
    at = next(
        (number for number, turn in enumerate(turns) if turn.alarm or (never and turn.error)),
        None,
    )
    return Outcome(dialogue, at)


def dialogue_figures(dialogues: Sequence[Dialogue], played: Sequence[Sequence[Turn]]) -> dict[str, Any]:
    """The `dialogues` part of metrics.json."""
    figures = alarm_figures([outcome(d, turns) for d, turns in zip(dialogues, played, strict=True)])
    figures["intents"] = _intents(dialogues, played)
    figures["false_alarms"] = _false_alarms(dialogues, played)
    figures["missed_scripts"] = _missed(dialogues, played)
    figures["failed_turns"] = [
        {"id": dialogue.id, "turn": number, "text": dialogue.turns[number], "error": turn.error}
        for dialogue, turns in zip(dialogues, played, strict=True)
        for number, turn in enumerate(turns)
        if turn.error
    ]
    return figures


def alarm_figures(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    """Everything that follows from where cases were opened: the bot's and every baseline's alike."""
    due = [item for item in outcomes if item.due]
    never = [item for item in outcomes if not item.due]
    recalled = [float(item.recalled) for item in due]
    early = [float(item.early) for item in due]
    false = [float(item.opened_at is not None) for item in never]
    delays = [item.delay for item in due if item.delay is not None]
    transfer = {name: _gt_t(outcomes, tolerance) for name, tolerance in TOLERANCES.items()}
    return {
        "n": len(outcomes),
        "recall": mean(recalled),
        "false_escalation_rate": mean(false),
        "early_rate": mean(early),
        "median_delay": float(statistics.median(delays)) if delays else None,
        "missed": [item.dialogue.id for item in due if not item.recalled],
        "late": [item.dialogue.id for item in due if item.late],
        "recall_by_code": recall_by_code([(item.dialogue.codes, item.recalled) for item in due]),
        "gt_t": {name: mean(values) for name, values in transfer.items()},
        "delays": {str(delay): count for delay, count in sorted(Counter(delays).items())},
        "ci95": {
            "recall": bootstrap.mean_interval(recalled),
            "false_escalation_rate": bootstrap.mean_interval(false),
            "early_rate": bootstrap.mean_interval(early),
            **{f"gt_t.{name}": bootstrap.mean_interval(values) for name, values in transfer.items()},
        },
        "counts": {"recall": len(due), "false_escalation_rate": len(never), "median_delay": len(delays)},
    }


def _gt_t(outcomes: Sequence[Outcome], tolerance: int) -> list[float]:
    return [
        gt_t(
            [] if item.opened_at is None else [item.opened_at],
            [] if item.dialogue.escalate_at is None else [item.dialogue.escalate_at],
            tolerance,
        )
        for item in outcomes
    ]


def _intents(dialogues: Sequence[Dialogue], played: Sequence[Sequence[Turn]]) -> dict[str, Any]:
    """Over the turns whose intent is given."""
    scored = [
        Scored(IntentRow(text, intent, None, ()), turn)
        for dialogue, turns in zip(dialogues, played, strict=True)
        if dialogue.intents
        for text, intent, turn in zip(dialogue.turns, dialogue.intents, turns, strict=True)
        if intent is not None
    ]
    right = [float(item.right) for item in scored]
    return {
        "n": len(right),
        "accuracy": mean(right),
        "ci95": {"accuracy": bootstrap.mean_interval(right)},
        "confused": confusions(scored),
    }


def _false_alarms(dialogues: Sequence[Dialogue], played: Sequence[Sequence[Turn]]) -> list[dict[str, Any]]:
    """Of scripts that never need a person, and of those where one came too early."""
    alarms = []
    for dialogue, turns in zip(dialogues, played, strict=True):
        found = outcome(dialogue, turns)
        at = found.opened_at
        if at is not None and (not found.due or found.early):
            kind = "early" if found.due else "never needed"
            words = alarm_words(turns[at].alarm, turns[at].error)
            alarms.append(
                {"id": dialogue.id, "kind": kind, "turn": at, "text": dialogue.turns[at]}
                | {"understood_as": turns[at].intent, **words}
            )
    return alarms


def _missed(dialogues: Sequence[Dialogue], played: Sequence[Sequence[Turn]]) -> list[dict[str, Any]]:
    rows = []
    for dialogue, turns in zip(dialogues, played, strict=True):
        found = outcome(dialogue, turns)
        if found.due and not found.recalled:
            rows.append(
                {"id": dialogue.id, "codes": list(dialogue.codes), "escalate_at": dialogue.escalate_at}
                | {"opened_at": found.opened_at, "turns": list(dialogue.turns)}
            )
    return rows
