"""`python -m bot.crossval`: how the bot meets an author it has never read.

Each author batch is held out in turn (for intents together with a third of the others); the figures are of the
held-out one. Escalation runs with the decision
policy of bot/escalation.yml, single messages as first messages of a conversation and scripts turn by turn.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

os.environ.setdefault("OMP_NUM_THREADS", "1")

import numpy as np

from bot import corpus, knowledge
from bot.components import intent_training
from bot.components.escalation_decision import Heard, Policy, Signals, decide
from bot.components.escalation_folds import Unseen
from bot.components.escalation_model import (
    BLOCKS,
    EscalationModel,
    fit_margins,
    margins_to_scores,
    readings,
)
from bot.components.escalation_risk import RiskModel
from bot.components.escalation_scoring import Scorer, assess
from bot.components.intent_codes import INTENT_CODES
from bot.components.intent_model import IntentModel
from bot.components.policy_file import read_policy
from bot.components.text import Analysis, analyse
from bot.components.training_rows import escalation_rows
from bot.components.vectors import Vectorizer
from bot.components.words import WordCutter

CODES = corpus.CODES
FALLBACK = 0.3
#: The taxonomy's first examples: short, and written by nobody in particular. Trained on, never held out.
_NOT_AN_AUTHOR = {"handbook", "neighbours", corpus.UNKNOWN_BATCH}


@dataclass(frozen=True)
class Data:
    intents: list[corpus.IntentExample]
    escalations: list[corpus.EscalationExample]
    scripts: list[corpus.Script]

    def only(self, batch: str) -> Data:
        return Data(*([x for x in rows if x.batch == batch] for rows in self._all()))

    def _all(self) -> tuple[list, list, list]:  # type: ignore[type-arg]
        return self.intents, self.escalations, self.scripts


@dataclass(frozen=True)
class Models:
    intents: IntentModel
    scorer: Scorer
    analyse: Callable[[str], Analysis]
    policy: Policy

    def heard(self, text: str) -> Heard:
        analysis = self.analyse(text)
        ranking = self.intents.rank(analysis)
        chances = {guess.intent: guess.confidence for guess in ranking}
        assessment = assess(text, analysis, chances, self.scorer)
        best = ranking[0]
        understood = best.intent != "unclear_input" and best.confidence >= FALLBACK
        return Heard(text, best.intent if understood else "nlu_fallback", understood, "", assessment)

    def escalates(self, text: str) -> bool:
        return decide(self.heard(text), Signals(), self.policy)[0].decision == "escalate"


def load() -> Data:
    return Data(corpus.intent_examples(), corpus.escalation_examples(), corpus.scripts())


def held_out_models(
    data: Data, analyser: Callable[[str], Analysis], policy: Policy
) -> Iterator[tuple[str, Models]]:
    """For each author the models that have not read them. Features are made once for all; what the models say of
    the other authors, unseen as well, is what the risk is weighed on."""
    rows = escalation_rows(data.intents, data.escalations, data.scripts, analyser)
    authors = sorted({row.batch for row in rows} - _NOT_AN_AUTHOR)
    intents = intent_training.train(rows)
    vectorizer = Vectorizer(BLOCKS)
    matrix = vectorizer.fit(readings(rows))
    batch = np.array([row.batch for row in rows])
    margins = np.zeros((len(rows), 1 + len(CODES)))
    learned = {}
    for author in [*authors, *(_NOT_AN_AUTHOR & set(batch.tolist()))]:
        known, mine = np.flatnonzero(batch != author), np.flatnonzero(batch == author)
        weights, bias = fit_margins(matrix[known], [rows[i] for i in known], CODES)
        margins[mine] = matrix[mine] @ weights + bias
        learned[author] = EscalationModel(vectorizer, CODES, weights, bias)
        print(f"learned without {author}", file=sys.stderr, flush=True)
    guesses = Unseen(*margins_to_scores(margins), intent_training.unseen(intents, rows))
    for author in authors:
        others = np.flatnonzero(batch != author)
        risk = RiskModel.fit([rows[i] for i in others], guesses.of(others), intents.labels)
        stranger = intents.strangers[intents.group_of[author]]
        yield author, Models(stranger, Scorer(learned[author], risk), analyser, policy)


def intent_figures(models: Models, held_out: Data) -> dict[str, float]:
    if not held_out.intents:
        return {}
    chances = models.intents.probabilities([models.analyse(x.text) for x in held_out.intents])
    order = np.argsort(-chances, axis=1, kind="stable")
    names = np.asarray(models.intents.labels)
    truth = np.asarray([x.intent for x in held_out.intents])
    return {
        "accuracy": float((names[order[:, 0]] == truth).mean()),
        "top 3": float((names[order[:, :3]] == truth[:, None]).any(axis=1).mean()),
        "fallback": float((chances.max(axis=1) < FALLBACK).mean()),
        "confidence": float(chances.max(axis=1).mean()),
    }


def message_figures(models: Models, held_out: Data) -> dict[str, float]:
    figures: dict[str, float] = {}
    alarming = [x for x in held_out.escalations if x.codes]
    near = [x for x in held_out.escalations if not x.codes]
    plain = [x for x in held_out.intents if x.intent not in INTENT_CODES]
    if alarming:
        figures["recall"] = _share(models, (x.text for x in alarming))
        for code in ("E09", "E10", "E14"):
            figures[f"recall {code}"] = _share(models, (x.text for x in alarming if code in x.codes))
    if near:
        figures["near misses escalated"] = _share(models, (x.text for x in near))
    if plain:
        figures["ordinary escalated"] = _share(models, (x.text for x in plain))
        direct = (x.text for x in held_out.intents if x.intent in INTENT_CODES)
        figures["escalating intents escalated"] = _share(models, direct)
    return figures


def code_figures(models: Models, held_out: Data) -> dict[str, float]:
    alarming = [x for x in held_out.escalations if x.codes]
    if not alarming:
        return {}
    return {code: _share(models, (x.text for x in alarming if x.codes[0] == code)) for code in CODES}


def script_figures(models: Models, held_out: Data) -> dict[str, float]:
    if not held_out.scripts:
        return {}
    count: Counter[str] = Counter()
    for script in held_out.scripts:
        at = _first_escalation(models, (text for _, text in script.turns))
        if script.escalate_at is None:
            count["never"] += 1
            count["false"] += at is not None
        else:
            count["due"] += 1
            count["found"] += at is not None and at <= script.escalate_at + 1
            count["early"] += at is not None and at < script.escalate_at - 1
    figures = {"false": count["false"] / max(1, count["never"])}
    if count["due"]:
        figures |= {"recall": count["found"] / count["due"], "early": count["early"] / count["due"]}
    figures["calm turns escalated"] = _share(models, _calm_turns(held_out.scripts))
    return figures


def _calm_turns(scripts: Iterable[corpus.Script]) -> Iterator[str]:
    """Turns before a person is needed, each taken alone."""
    for script in scripts:
        for _, text in script.turns[: script.escalate_at]:
            yield text


def _first_escalation(models: Models, texts: Iterable[str]) -> int | None:
    signals = Signals()
    for number, text in enumerate(texts):
        decision, signals = decide(models.heard(text), signals, models.policy)
        if decision.decision == "escalate":
            return number
    return None


def _share(models: Models, texts: Iterable[str]) -> float:
    return float(np.mean([models.escalates(text) for text in texts] or [0.0]))


def table(title: str, rows: Sequence[tuple[str, dict[str, float]]]) -> str:
    rows = [row for row in rows if row[1]]
    if not rows:
        return f"{title}: no batch to hold out"
    names = list(dict.fromkeys(name for _, figures in rows for name in figures))
    mean = {name: float(np.mean([f[name] for _, f in rows if name in f])) for name in names}
    lines = [f"\n{title}", "| held-out author | " + " | ".join(names) + " |", "|---" * (len(names) + 1) + "|"]
    for author, figures in [*rows, ("**mean**", mean)]:
        cells = (f"{figures[name]:.3f}" if name in figures else "–" for name in names)
        lines.append(f"| {author} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bot.crossval", description=__doc__)
    parser.add_argument("--only", metavar="BATCH", help="hold out this author only")
    options = parser.parse_args()
    data, policy = load(), read_policy()
    cutter = WordCutter.build(wording.text for wording in knowledge.wordings())
    analyser = lru_cache(maxsize=None)(lambda text: analyse(text, cutter.cut(text)))
    intents, messages, scripts, codes = [], [], [], []
    for batch, models in held_out_models(data, analyser, policy):
        if options.only and batch != options.only:
            continue
        held_out = data.only(batch)
        intents.append((batch, intent_figures(models, held_out)))
        messages.append((batch, message_figures(models, held_out)))
        scripts.append((batch, script_figures(models, held_out)))
        codes.append((batch, code_figures(models, held_out)))
        print(f"held out {batch}: {messages[-1][1]} {scripts[-1][1]}", file=sys.stderr, flush=True)
    print(table("Intents (80), single messages", intents))
    print(table("Escalation, single messages", messages))
    print(table("Escalation, single messages: recall by code", codes))
    print(table("Escalation, scripts turn by turn (recall: at most one turn late)", scripts))


if __name__ == "__main__":
    main()
