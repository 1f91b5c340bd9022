"""Which intent classifier understands a stranger best: every candidate learns from all authors but one and is asked about that one.

    .venv-bot/bin/python -m bench.intents [--authors precise,elder] [--only NAME …] [--diet-epochs 40] [--smp TRAIN DEVELOP]

Prints a Markdown table: accuracy, macro-F1, calibration error (ECE, 15 bins), ms per message (features and
scores, asked in bulk), seconds of training. Confidence is a softmax whose temperature comes from the other held-out authors.
One thread. --smp: instead, learn from one file of `text TAB intent` and ask about the other.
"""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")

import numpy as np
from scipy.optimize import minimize_scalar
from sklearn.metrics import f1_score

from bench import intent_variants as v
from bench.intent_variants import Asked, Fold, Known, Variant
from bench.our_intents import augmented, embedded, ours, with_families
from bot import corpus, knowledge
from bot.components.text import Analysis, analyse
from bot.components.words import WordCutter

BINS = 15
EDGES = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.01)
_NOT_AN_AUTHOR = {"handbook", "neighbours", corpus.UNKNOWN_BATCH}

VARIANTS: dict[str, Variant] = {
    "Rasa LogisticRegressionClassifier (words, char 1–4 counts)": v.rasa_regression,
    "SVM, TF-IDF chars 1–4": v.separators(v.CHARACTERS),
    "… + words (jieba as it is)": v.separators((*v.CHARACTERS, ("ordinary_words", 0.7, 2))),
    "… + words (jieba, insurance dictionary)": v.separators(v.WORDS),
    "SVM, chars 1–3 twice, words, gapped characters": v.separators(v.FUSED),
    "… + sounds (pinyin)": v.separators(v.SOUNDS),
    "… + gapped words (“SVM, all”)": v.separators(v.ALL),
    "SVM, all, escalation rows count fully": v.separators(v.ALL, escalation=1.0),
    "SVM, all, escalation rows count 0.1": v.separators(v.ALL, escalation=0.1),
    "SVM, all, C = 1": v.separators(v.ALL, strictness=1.0),
    "SVM, all, rare intents weighted": v.balanced,
    "SVM, all + knowledge lexicon": v.separators((*v.ALL, ("lexicon", 0.4, 1))),
    "SVM, all + families of meaning": v.separators((*v.ALL, ("families", 0.5, 2))),
    "SVM, all + own word vectors (PPMI-SVD)": embedded,
    "SVM, all, rule-made mistakes added": augmented,
    "Complement naive Bayes": v.bayes,
    "15 nearest examples": v.neighbours,
    "SVM + naive Bayes + nearest": v.together(
        (v.separators(v.ALL), 8.0), (v.bayes, 0.5), (v.neighbours, 0.4)
    ),
    "SVM + network (ours)": ours,
    "SVM + network, families of meaning in the SVM": with_families(network=False),
    "SVM + network, families of meaning in both": with_families(network=True),
}


@dataclass(frozen=True)
class Figures:
    accuracy: float
    macro_f1: float
    error: float


def rows() -> list[Known]:
    cutter = WordCutter.build(wording.text for wording in knowledge.wordings())

    def made(text: str) -> Analysis:
        return analyse(text, cutter.cut(text))

    plain = [Known(x.text, made(x.text), x.intent, x.batch) for x in corpus.intent_examples()]
    return plain + [
        Known(x.text, made(x.text), x.intent, x.batch, True) for x in corpus.escalation_examples() if x.intent
    ]


def folds(known: Sequence[Known], authors: Iterable[str]) -> Iterator[tuple[str, Fold]]:
    for author in authors:
        learn = [row for row in known if row.batch != author]
        ask = [row for row in known if row.batch == author and not row.escalation]
        yield author, Fold(learn, ask, sorted({row.intent for row in learn}))


def probabilities(scores: np.ndarray, temperature: float) -> np.ndarray:
    grown = np.exp((scores - scores.max(axis=1, keepdims=True)) / temperature)
    return grown / grown.sum(axis=1, keepdims=True)


def temperature_of(others: Sequence[tuple[np.ndarray, np.ndarray]]) -> float:
    """Likeliest for (scores, truth) of other held-out authors."""

    def loss(log: float) -> float:
        parts = [probabilities(scores, np.exp(log))[np.arange(len(truth)), truth] for scores, truth in others]
        return float(-np.log(np.concatenate(parts) + 1e-9).mean())

    return float(np.exp(minimize_scalar(loss, bounds=(-4.0, 3.0), method="bounded").x)) if others else 1.0


def calibration_error(chances: np.ndarray, truth: np.ndarray) -> float:
    """Mean gap between confidence and share right over equally wide bins, weighted by their messages."""
    sure, right = chances.max(axis=1), chances.argmax(axis=1) == truth
    bins = np.minimum((sure * BINS).astype(int), BINS - 1)
    gaps = [abs(sure[bins == b].mean() - right[bins == b].mean()) * (bins == b).mean() for b in set(bins)]
    return float(sum(gaps))


def figures(asked: Sequence[Asked], truths: Sequence[np.ndarray]) -> list[Figures]:
    found = []
    for number, (answer, truth) in enumerate(zip(asked, truths, strict=True)):
        others = [(a.scores, t) for i, (a, t) in enumerate(zip(asked, truths, strict=True)) if i != number]
        chances = probabilities(answer.scores, temperature_of(others))
        best = chances.argmax(axis=1)
        labels = sorted(set(truth))
        f1 = f1_score(truth, best, labels=labels, average="macro", zero_division=0)
        found.append(Figures(float((best == truth).mean()), float(f1), calibration_error(chances, truth)))
    return found


def line(name: str, found: Sequence[Figures], asked: Sequence[Asked]) -> str:
    def mean(key: str) -> float:
        return float(np.mean([getattr(one, key) for one in found]))

    each = " / ".join(f"{one.accuracy:.3f}"[1:] for one in found)
    seconds = float(np.mean([one.training for one in asked]))
    each_ms = 1000 * float(np.mean([one.asking / len(one.scores) for one in asked]))
    cells = [f"**{mean('accuracy'):.3f}** ({each})", f"{mean('macro_f1'):.3f}", f"{mean('error'):.3f}"]
    return f"| {name} | " + " | ".join([*cells, f"{each_ms:.2f}", f"{seconds:.0f}"]) + " |"


def curve(asked: Sequence[Asked], truths: Sequence[np.ndarray]) -> str:
    """How often a confidence is right, over all held-out authors, and what stays below it: the ground for thresholds."""
    parts = []
    for number, (answer, truth) in enumerate(zip(asked, truths, strict=True)):
        others = [(a.scores, t) for i, (a, t) in enumerate(zip(asked, truths, strict=True)) if i != number]
        chances = probabilities(answer.scores, temperature_of(others))
        ranks = np.argsort(-chances, axis=1)
        second = (ranks[:, :2] == truth[:, None]).any(axis=1)
        parts.append(np.column_stack([chances.max(axis=1), ranks[:, 0] == truth, second]))
    sure, right, second = np.concatenate(parts).T
    lines = [
        "| confidence | share of messages | right | right or second | all below: share | all below: right |",
        "|---" * 6 + "|",
    ]
    for low, high in pairwise(EDGES):
        here, below = (sure >= low) & (sure < high), sure < high
        cells = [here.mean(), *(x[here].mean() if here.any() else 0.0 for x in (right, second))]
        cells += [below.mean(), right[below].mean() if below.any() else 0.0]
        lines.append(
            f"| {low:.1f}–{min(high, 1):.1f} | " + " | ".join(f"{cell:.3f}" for cell in cells) + " |"
        )
    return "\n".join(lines)


def smp_rows(path: Path) -> list[tuple[str, str]]:
    lines = [line.split("\t") for line in path.read_text(encoding="utf-8-sig").split("\n") if "\t" in line]
    return [
        (text.strip(), intent.strip()) for text, intent, *_ in lines if (text, intent) != ("text", "label")
    ]


def smp_fold(train: Path, develop: Path) -> Fold:
    """No authors are known: rows of the training file go round three made-up ones, for calibration."""
    cutter = WordCutter.build(wording.text for wording in knowledge.wordings())
    sides = [
        [Known(t, analyse(t, cutter.cut(t)), i, f"part {n % 3}") for n, (t, i) in enumerate(smp_rows(path))]
        for path in (train, develop)
    ]
    return Fold(*sides, sorted({row.intent for row in sides[0]}))


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m bench.intents",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--authors", help="held-out authors, comma-separated; all by default")
    parser.add_argument(
        "--only", nargs="+", default=[], metavar="NAME", help="candidates whose name contains one of these"
    )
    parser.add_argument(
        "--diet-epochs", type=int, default=0, metavar="N", help="also Rasa's DIETClassifier with N epochs"
    )
    parser.add_argument("--smp", nargs=2, type=Path, metavar=("TRAIN", "DEVELOP"))
    options = parser.parse_args()
    if options.smp:
        named = [("SMP2017 develop", smp_fold(*options.smp))]
    else:
        known = rows()
        authors = (
            options.authors.split(",")
            if options.authors
            else sorted({r.batch for r in known if not r.escalation} - _NOT_AN_AUTHOR)
        )
        named = list(folds(known, authors))
    variants = dict(VARIANTS)
    if options.diet_epochs:
        from bench.diet import diet  # noqa: PLC0415 - TensorFlow

        variants[f"DIETClassifier, {options.diet_epochs} epochs"] = diet(options.diet_epochs)
    chosen = {
        name: x
        for name, x in variants.items()
        if not options.only or any(part in name for part in options.only)
    }
    truths = []
    for _, fold in named:
        number = {label: i for i, label in enumerate(fold.labels)}
        truths.append(np.array([number.get(row.intent, -1) for row in fold.ask]))
    print(f"held out: {' / '.join(author for author, _ in named)}\n")
    print(
        "| candidate | accuracy (each) | macro-F1 | ECE | ms | training s |\n|---|---|---|---|---|---|",
        flush=True,
    )
    for name, variant in chosen.items():
        asked = [variant(fold) for _, fold in named]
        print(line(name, figures(asked, truths), asked), flush=True)
    print(f"\nHow far to believe the last one:\n\n{curve(asked, truths)}")
    print(f"\nprocessor time {time.process_time():.0f} s")


if __name__ == "__main__":
    main()
