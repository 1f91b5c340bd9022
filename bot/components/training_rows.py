"""What the models learn from: rows made of data/nlu, the same in training and in cross-validation."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from bot.components.intent_codes import INTENT_CODES
from bot.components.text import Analysis
from bot.corpus import EscalationExample, IntentExample, Script

Analyse = Callable[[str], Analysis]
#: An example of an escalating intent is a trigger too, but was not written as one message that must bring a person.
INTENT_EXAMPLE_WEIGHT = 0.5
#: The words marked as evidence, alone: they point the model at what raised the alarm.
EVIDENCE_WEIGHT = 0.25
SHORTEST_EVIDENCE = 3
#: In a script the turns together call for a person; a single one of them may not.
SCRIPT_ALARM_WEIGHT = 0.3
#: Remarks between questions are rare in the lists of single messages and common in life.
SCRIPT_CALM_WEIGHT = 2.0
#: For intents, beside 1 for an example of one (docs/adr/0004-intent-pipeline.md).
ESCALATION_INTENT_WEIGHT = 0.25
SCRIPT_INTENT_WEIGHT = 0.25


@dataclass(frozen=True)
class Row:
    """`codes` empty: needs no person. `fragment`: part of a message, no example of a whole one.

    `source`: "intent", "escalation" or "script", what the row was written for.
    """

    text: str
    analysis: Analysis
    codes: tuple[str, ...]
    intent: str | None
    batch: str
    weight: float = 1.0
    fragment: bool = False
    source: str = "intent"


def intent_rows(
    intents: Sequence[IntentExample],
    escalations: Sequence[EscalationExample],
    analyse: Analyse,
    scripts: Sequence[Script] = (),
) -> list[Row]:
    """Whole messages with an intent: real anger looks different from a polite complaint, a remark in the middle of a
    conversation from an example of one. The same rows as in escalation_rows, in the same order.
    """
    return [
        row
        for row in escalation_rows(intents, escalations, scripts, analyse)
        if row.intent and not row.fragment
    ]


def escalation_rows(
    intents: Sequence[IntentExample],
    escalations: Sequence[EscalationExample],
    scripts: Sequence[Script],
    analyse: Analyse,
) -> list[Row]:
    rows = [
        Row(x.text, analyse(x.text), x.codes, x.intent, x.batch, source="escalation") for x in escalations
    ]
    for example in intents:
        code = INTENT_CODES.get(example.intent)
        codes, weight = ((code,), INTENT_EXAMPLE_WEIGHT) if code else ((), 1.0)
        rows.append(Row(example.text, analyse(example.text), codes, example.intent, example.batch, weight))
    for script in scripts:
        rows.extend(_script_rows(script, analyse))
    for item in escalations:
        for start, end in item.evidence:
            if item.codes and end - start >= SHORTEST_EVIDENCE:
                words = item.text[start:end]
                rows.append(
                    Row(
                        words,
                        analyse(words),
                        item.codes,
                        None,
                        item.batch,
                        EVIDENCE_WEIGHT,
                        fragment=True,
                        source="escalation",
                    )
                )
    return rows


def _script_rows(script: Script, analyse: Analyse) -> Iterator[Row]:
    for number, (intent, text) in enumerate(script.turns):
        alarming = script.escalate_at is not None and number >= script.escalate_at
        codes, weight = (script.codes, SCRIPT_ALARM_WEIGHT) if alarming else ((), SCRIPT_CALM_WEIGHT)
        yield Row(text, analyse(text), codes, intent, script.batch, weight, source="script")
