"""report.html: one self-contained page for people, made of metrics.json. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from bot.evaluation import html, report_baselines
from bot.evaluation.figures import TARGETS, at, meets
from bot.evaluation.html import Html

Matrix = tuple[Sequence[str], np.ndarray]

_LABELS = {
    "intents.accuracy": "intent accuracy, single messages",
    "intents.macro_f1": "macro F1, single messages",
    "intents.fallback_rate": "not understood, single messages",
    "intents.false_escalation_rate": "person called for nothing, single messages",
    "dialogues.recall": "scripts: person called in time",
    "dialogues.recall_by_code.E09.recall": "… crisis (E09)",
    "dialogues.recall_by_code.E10.recall": "… asks for a person (E10)",
    "dialogues.recall_by_code.E14.recall": "… fraud in progress (E14)",
    "dialogues.false_escalation_rate": "scripts: person called for nothing",
    "dialogues.early_rate": "scripts: more than one turn too early",
    "dialogues.gt_t.I": "scripts: GT-I (λ = 0)",
    "dialogues.gt_t.II": "scripts: GT-II",
    "dialogues.gt_t.III": "scripts: GT-III",
    "dialogues.intents.accuracy": "intent accuracy, script turns",
    "faq.top1": "FAQ: right question first",
    "faq.mrr": "FAQ: mean reciprocal rank",
}


def report(figures: dict[str, Any], matrix: Matrix | None, sources: Sequence[str]) -> str:
    """`figures`: metrics.json; `matrix`: of the intents; `sources`: what was read, for the reader."""
    return html.page("Evaluation", _parts(figures, matrix, sources))


def _parts(figures: dict[str, Any], matrix: Matrix | None, sources: Sequence[str]) -> Iterator[str]:
    yield "<h1>Evaluation</h1>"
    train = at(figures, "train_seconds")
    cost = f"; trained in {train:.0f} s" if train is not None else ""
    yield html.note(f"Model {figures.get('model_id') or '–'}{cost}. Files: {', '.join(sources) or '–'}.")
    yield _headline(figures)
    yield from report_baselines.parts(figures)
    if "dialogues" in figures:
        yield from _dialogues(figures["dialogues"])
    if "intents" in figures:
        yield from _intents(figures["intents"], matrix)
    yield _false_alarms(figures)
    if "faq" in figures:
        yield from _faq(figures["faq"])
    yield _failures(figures)


def number(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


def _headline(figures: dict[str, Any]) -> str:
    rows = []
    for path, label in _LABELS.items():
        value = at(figures, path)
        part, _, rest = path.partition(".")
        if value is None:
            continue
        target = TARGETS.get(path)
        shown: Any = number(value)
        aim = ""
        if target:
            shown = html.coloured(shown, meets(value, target))
            aim = f"{'≥' if target[1] else '≤'} {target[0]:g}"
        interval = _interval(figures, part, rest)
        span = f"{interval[0]:.3f} – {interval[1]:.3f}" if interval else ""
        rows.append((label, shown, span, _count(figures, part, rest), aim))
    turn = figures.get("turn_ms")
    if turn and turn["p50"] is not None:
        rows.append(
            ("a turn, one at a time", f"{turn['p50']:.1f} ms", f"p99 {turn['p99']:.1f} ms", turn["n"], "")
        )
    table = html.table(("", "figure", "95 % interval", "n", "aim"), rows, numbers=(1, 2, 3, 4))
    return table + html.note(
        "Intervals: percentile bootstrap over rows or scripts. GT-T alone can be gamed by never calling anybody: read it "
        "beside recall and false escalation."
    )


def _interval(figures: dict[str, Any], part: str, rest: str) -> Sequence[float] | None:
    if rest == "intents.accuracy":
        return at(figures, f"{part}.intents.ci95.accuracy")  # type: ignore[no-any-return]
    return (at(figures, f"{part}.ci95") or {}).get(rest)


def _count(figures: dict[str, Any], part: str, rest: str) -> Any:
    code = rest.split(".")[1] if rest.startswith("recall_by_code.") else None
    if code:
        return at(figures, f"{part}.recall_by_code.{code}.n")
    if rest == "intents.accuracy":
        return at(figures, f"{part}.intents.n")
    counts = at(figures, f"{part}.counts") or {}
    return counts.get("recall" if rest == "early_rate" else rest, at(figures, f"{part}.n"))


def _dialogues(part: dict[str, Any]) -> Iterator[str]:
    yield html.heading("When a person was called")
    delays = part["delays"]
    if delays:
        yield html.table(
            ("delay in turns", *delays), [("scripts", *delays.values())], range(1, len(delays) + 1)
        )
    yield html.note(
        f"Median delay {part['median_delay']}. Negative: before the turn that needed one; up to one turn late is in time; a "
        "case that is open too early counts as found and, more than one turn ahead, as early."
    )
    yield _by_code(part["recall_by_code"], "Scripts: recall by code")
    yield html.heading(f"Missed scripts ({len(part['missed_scripts'])})")
    yield from (_script(item) for item in part["missed_scripts"])


def _by_code(recall: dict[str, dict[str, Any]], title: str) -> str:
    if not recall:
        return ""
    rows = [(code, number(item["recall"]), item["n"]) for code, item in recall.items()]
    return html.heading(title) + html.table(("code", "recall", "n"), rows, (1, 2))


def _script(item: dict[str, Any]) -> Html:
    turns = "".join(
        f"<li{' class=due' if index == item['escalate_at'] else ''}>{html.cell(text)}</li>"
        for index, text in enumerate(item["turns"])
    )
    called = (
        "nobody was called" if item["opened_at"] is None else f"called after turn {item['opened_at'] + 1}"
    )
    title = f"{item['id']} ({', '.join(item['codes'])}): due at turn {item['escalate_at'] + 1}, {called}"
    return html.folded(title, f"<ol class=turns>{turns}</ol>")


def _intents(part: dict[str, Any], matrix: Matrix | None) -> Iterator[str]:
    yield html.heading("Worst confusions")
    rows = [
        (item["intent"], item["predicted"], item["n"], "； ".join(item["examples"]))
        for item in part["confused"]
    ]
    yield html.table(("meant", "understood", "n", "for example"), rows, (2,))
    yield html.heading("Confidence")
    ece = part["calibration"]["ece"]
    yield html.reliability_chart(part["calibration"]["bins"])
    yield html.note(
        f"Expected calibration error {number(ece)} over {part['calibration']['n']} messages, ten bins."
    )
    yield _by_code(part["recall_by_code"], "Single messages with a code: recall by code")
    missed = [(", ".join(item["codes"]), item["text"]) for item in part["missed_codes"]]
    if missed:
        yield html.folded(
            f"single messages with a code that called nobody ({len(missed)})",
            html.table(("codes", "text"), missed),
        )
    if matrix is not None:
        yield html.heading("Confusion matrix")
        yield html.confusion_chart(*matrix)


def _false_alarms(figures: dict[str, Any]) -> str:
    rows = [
        (
            item.get("id", ""),
            html.marked(item["text"], item["words"]),
            item["understood_as"],
            ", ".join(item["codes"]),
            "、".join(item["words"]) or item["reason"],
            item.get("kind", "never needed"),
        )
        for name in ("intents", "dialogues")
        for item in at(figures, f"{name}.false_alarms") or ()
    ]
    head = ("script", "message", "understood as", "codes", "words that raised it", "why wrong")
    return html.heading(f"False alarms ({len(rows)})") + (
        html.table(head, rows) if rows else html.note("None.")
    )


def _faq(part: dict[str, Any]) -> Iterator[str]:
    yield html.heading(f"FAQ queries whose question was not first ({len(part['wrong'])} of {part['n']})")
    rows = [(item["query"], item["gold"], item["found"], item["place"] or "–") for item in part["wrong"]]
    yield html.table(("query", "gold", "found first", "place of gold"), rows, (3,))


def _failures(figures: dict[str, Any]) -> str:
    rows = [
        (item.get("id", ""), item["text"], item["error"])
        for name in ("intents", "dialogues")
        for item in at(figures, f"{name}.failed_turns") or ()
    ]
    if not rows:
        return ""
    return html.heading(f"Turns that failed ({len(rows)})") + html.table(("script", "message", "error"), rows)
