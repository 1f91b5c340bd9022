"""The tables of `python -m bot.crossval`: one row per author held out, means, and all scripts together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from bot.components.escalation_decision import Heard, Policy, Signals, decide
from bot.components.training_rows import Row
from bot.corpus import CODES
from bot.course_fit import Talk

#: Below this confidence nothing counts as understood (config.yml).
FALLBACK = 0.3
_DANGER = ("E09", "E10", "E14")
_Rows = list[tuple[str, dict[str, float]]]


class Figures:
    """Gathers authors; `tables` tells them."""

    def __init__(self) -> None:
        self._intents: _Rows = []
        self._messages: _Rows = []
        self._codes: _Rows = []
        self._scripts: _Rows = []
        self._outcomes: list[Outcome] = []

    def add(self, author: str, talks: Sequence[Talk], policy: Policy) -> None:
        came = [(t, played(t.heard, policy)) for t in talks]
        single = [(t, at is not None) for t, at in came if t.source != "script"]
        outcomes = [Outcome(t.due, at) for t, at in came if t.source == "script"]
        self._messages.append((author, message_figures(single)))
        self._codes.append((author, code_figures(single)))
        self._scripts.append((author, script_figures(outcomes)))
        self._outcomes += outcomes

    def add_intents(
        self, author: str, rows: Sequence[Row], chances: np.ndarray, names: Sequence[str]
    ) -> None:
        mine = [i for i, row in enumerate(rows) if row.batch == author and row.source == "intent"]
        self._intents.append((author, intent_figures([rows[i] for i in mine], chances[mine], names)))

    def tables(self) -> str:
        together = [("**all scripts**", script_figures(self._outcomes))]
        return "\n".join(
            [
                table("Intents, single messages", self._intents),
                table("Escalation, single messages: share that brings a person", self._messages),
                table("Escalation, single messages that need a person, by code", self._codes),
                table(
                    "Escalation, scripts turn by turn (recall: at most one turn late)",
                    self._scripts,
                    together,
                ),
            ]
        )


class Outcome:
    """`due`: turn from which a person is needed, `came`: turn at which one came; None = never."""

    def __init__(self, due: int | None, came: int | None) -> None:
        self.due = due
        self.came = came


def played(heard: Iterable[Heard], policy: Policy) -> int | None:
    """The first turn that brings a person."""
    signals = Signals()
    for number, one in enumerate(heard):
        decision, signals = decide(one, signals, policy)
        if decision.decision == "escalate":
            return number
    return None


def intent_figures(rows: Sequence[Row], chances: np.ndarray, names: Sequence[str]) -> dict[str, float]:
    if not rows:
        return {}
    order = np.argsort(-chances, axis=1, kind="stable")
    labels, truth = np.asarray(names), np.asarray([row.intent for row in rows])
    return {
        "n": float(len(rows)),
        "accuracy": float((labels[order[:, 0]] == truth).mean()),
        "top 3": float((labels[order[:, :3]] == truth[:, None]).any(axis=1).mean()),
        "fallback": float((chances.max(axis=1) < FALLBACK).mean()),
    }


def message_figures(single: Sequence[tuple[Talk, bool]]) -> dict[str, float]:
    """`single`: (message, whether it brings a person). Hard negatives share words and topic with the triggers; ordinary
    messages are examples of the intents; those of intents that call for a person have a column of their own."""
    written = [(t, came) for t, came in single if t.source == "escalation"]
    examples = [(t, came) for t, came in single if t.source == "intent"]
    groups = {
        "needs a person": [came for t, came in written if t.codes],
        **{code: [came for t, came in written if t.codes[:1] == (code,)] for code in _DANGER},
        "hard negatives": [came for t, came in written if not t.codes],
        "ordinary": [came for t, came in examples if not t.codes],
        "escalating intents": [came for t, came in examples if t.codes],
    }
    return {name: float(np.mean(came)) for name, came in groups.items() if came}


def code_figures(single: Sequence[tuple[Talk, bool]]) -> dict[str, float]:
    written = [(t, came) for t, came in single if t.source == "escalation"]
    found = {code: [came for t, came in written if t.codes[:1] == (code,)] for code in CODES}
    return {code: float(np.mean(came)) for code, came in found.items() if came}


def script_figures(outcomes: Sequence[Outcome]) -> dict[str, float]:
    due = [(o.due, o.came) for o in outcomes if o.due is not None]
    never = [o.came is not None for o in outcomes if o.due is None]
    figures: dict[str, float] = {}
    if due:
        figures["due"] = float(len(due))
        figures["recall"] = float(np.mean([came is not None and came <= at + 1 for at, came in due]))
        figures["early"] = float(np.mean([came is not None and came < at - 1 for at, came in due]))
    if never:
        figures["never"] = float(len(never))
        figures["false"] = float(np.mean(never))
    return figures


def table(title: str, rows: _Rows, more: _Rows | None = None) -> str:
    rows = [row for row in rows if row[1]]
    if not rows:
        return f"\n{title}: no batch to hold out"
    names = list(dict.fromkeys(name for _, figures in rows for name in figures))
    mean = {name: float(np.mean([f[name] for _, f in rows if name in f])) for name in names}
    lines = [f"\n{title}", "| held-out author | " + " | ".join(names) + " |", "|---" * (len(names) + 1) + "|"]
    for author, figures in [*rows, ("**mean**", mean), *(more or [])]:
        cells = (_cell(figures[name]) if name in figures else "–" for name in names)
        lines.append(f"| {author} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def _cell(value: float) -> str:
    return f"{value:.0f}" if value > 1 else f"{value:.3f}"
