"""`python -m bot.evaluate`: files in, metrics.json and report.html out."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import os
import sys
from collections.abc import Iterator
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

from bot import fingerprint, model_files
from bot.evaluation import baselines, faq, inputs, playing, stack
from bot.evaluation.figures import played_figures, rounded
from bot.evaluation.formats import FileProblem
from bot.evaluation.inputs import Files, Inputs
from bot.evaluation.intent_metrics import confusion_matrix
from bot.evaluation.playing import Played
from bot.evaluation.report import report
from bot.evaluation.stack import Address, StackRefused
from bot.evaluation.stock import StockFailed
from bot.evaluation.stock_pipelines import DIET_EPOCHS
from bot.evaluation.turns import BotUnreachable
from bot.knowledge import ROOT
from bot.training_record import train_seconds

DEFAULT_OUT = ROOT / "var" / "evaluation"


class CannotEvaluate(Exception):
    """The message is one sentence for the one who asked."""


def main(arguments: list[str] | None = None) -> int:
    options = _parser().parse_args(arguments)
    try:
        figures, page = evaluate(options)
        _write(options.out, figures, page)
    except (FileProblem, StackRefused, BotUnreachable, StockFailed, CannotEvaluate) as problem:
        print(problem, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("Stopped; nothing was written.", file=sys.stderr)
        return 130
    except OSError as error:
        print(f"{error.filename or options.out}: {error.strerror or error}.", file=sys.stderr)
        return 2
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bot.evaluate", description=__doc__)
    file: dict[str, Any] = {"type": Path, "metavar": "FILE"}
    parser.add_argument("--intents", nargs="+", default=[], help="text, intent, alternative, codes", **file)
    parser.add_argument("--dialogues", nargs="+", default=[], help="scripts, JSON lines", **file)
    parser.add_argument("--faq", help="query, gold question", **file)
    parser.add_argument("--faq-corpus", help="question, answer (default: data/knowledge/faq.yml)", **file)
    parser.add_argument(
        "--out", type=Path, default=DEFAULT_OUT, metavar="FOLDER", help="default: %(default)s"
    )
    parser.add_argument("--url", "--bot-url", help="a bot that runs already, instead of starting one")
    parser.add_argument("--token", default=os.environ.get("BOT_TOKEN", ""), help="its token (or BOT_TOKEN)")
    parser.add_argument("--model", help="a model file instead of today's", **file)
    parser.add_argument(
        "--parallel", type=int, default=playing.PARALLEL, metavar="N", help="conversations at a time"
    )
    parser.add_argument(
        "--smp-train", help="SMP2017 train file: our classifier class trained on it …", **file
    )
    parser.add_argument("--smp-dev", help="… and measured on this one", **file)
    parser.add_argument("--jd", help="turns with satisfaction, JSON lines", **file)
    parser.add_argument("--emotion", help="text, emotion", **file)
    parser.add_argument(
        "--stock", action="store_true", help="stock Rasa beside ours (trains for an hour or more, once)"
    )
    parser.add_argument(
        "--stock-epochs", type=int, default=DIET_EPOCHS, metavar="N", help="quicker, and weaker"
    )
    return parser


def evaluate(options: argparse.Namespace) -> tuple[dict[str, Any], str]:
    """(metrics.json, report.html). Raises FileProblem, StackRefused, BotUnreachable, CannotEvaluate."""
    files = Files(tuple(options.intents), tuple(options.dialogues), options.faq, options.faq_corpus)
    others = [path for path in (options.smp_train, options.smp_dev, options.jd, options.emotion) if path]
    if not files and not others:
        files = inputs.held_back()
    found = inputs.read(files)
    for path in others:
        if not path.is_file():
            raise CannotEvaluate(f"There is no file at {path}.")
    if bool(options.smp_train) != bool(options.smp_dev):
        raise CannotEvaluate("SMP_TRAIN and SMP_DEV belong together: name both files.")
    plays = bool(found.rows or found.dialogues)
    weighs = bool(options.jd or options.emotion)
    needs_model = plays or weighs or found.queries
    model = _model(options.model) if needs_model and not options.url else None
    played = Played(model_id=model_files.model_id(model) if model else "")
    if plays:
        with _bot(options, model) as address:
            say(f"playing {len(found.rows)} messages and {len(found.dialogues)} scripts")
            played = asyncio.run(playing.play(address, found.rows, found.dialogues, max(1, options.parallel)))
    figures = played_figures(found.rows, found.dialogues, played, train_seconds(model) if model else None)
    if found.queries:
        say(f"asking {len(found.queries)} questions of {len(found.corpus)}")
        figures["faq"] = faq.faq_figures(faq.build_ranker(found.corpus, model), found.corpus, found.queries)
    if plays:
        figures["baselines"] = _baselines(found, played, options)
    if others:
        figures["transfer"] = _transfer(options, model)
    figures = rounded(figures)
    matrix = confusion_matrix(found.rows, played.intents) if found.rows else None
    return figures, report(figures, matrix, [path.name for path in (*files.all(), *others)])


def _baselines(found: Inputs, played: Played, options: argparse.Namespace) -> dict[str, Any]:
    others = {
        "keyword list": baselines.keywords(found.rows, found.dialogues),
        "without memory": baselines.without_memory(found.rows, found.dialogues, played),
    }
    if options.stock:
        say("asking stock Rasa (training it first unless var/stock has it)")
        epochs = max(1, options.stock_epochs)
        try:
            others[f"stock Rasa, {epochs} epochs"] = baselines.stock_rasa(found.rows, found.dialogues, epochs)
        except StockFailed as problem:
            # What was played stands without it.
            say(f"left out: {problem}")
    return others


def _transfer(options: argparse.Namespace, model: Path | None) -> dict[str, Any]:
    """Raises FileProblem, StockFailed, CannotEvaluate."""
    from bot.evaluation import scorer, transfer  # noqa: PLC0415 - loads scikit-learn

    measures: dict[str, Any] = {}
    if options.smp_train:
        say("training on SMP2017, ours and Rasa's")
        measures["SMP2017"] = transfer.smp(options.smp_train, options.smp_dev)
    if options.jd or options.emotion:
        if model is None:
            raise CannotEvaluate("JD and EMOTION need a model file, not a running bot: leave URL out.")
        say("weighing other people's messages")
        listener = scorer.load(model)
        if options.jd:
            measures["JD"] = transfer.jd(options.jd, listener)
        if options.emotion:
            measures["EWECT anger"] = transfer.emotion(options.emotion, listener)
    return measures


@contextlib.contextmanager
def _bot(options: argparse.Namespace, model: Path | None) -> Iterator[Address]:
    if model is None:
        yield Address(options.url, options.token)
        return
    say(f"starting database, insurer, actions and bot with {model.name}")
    with stack.running(model) as address:
        yield address


def _model(given: Path | None) -> Path:
    """The given model or today's; trains one when there is none. Raises CannotEvaluate."""
    if given is not None:
        if not given.is_file():
            raise CannotEvaluate(f"There is no model at {given}.")
        return given
    digest = fingerprint.short()
    found = model_files.of_fingerprint(model_files.folder(), digest)
    if found is None:
        say("no model of today's data yet; training one")
        from bot import train  # noqa: PLC0415 - loads Rasa

        if train.main([]) != 0:
            raise CannotEvaluate("No model could be trained.")
        found = model_files.of_fingerprint(model_files.folder(), digest)
    if found is None:
        raise CannotEvaluate("The training data changed while the model was being trained; try again.")
    return found


def _write(out: Path, figures: dict[str, Any], page: str) -> None:
    out.mkdir(parents=True, exist_ok=True)
    content = json.dumps(figures, ensure_ascii=False, indent=1)
    (out / "metrics.json").write_text(content + "\n", encoding="utf-8", errors="replace")
    (out / "report.html").write_text(page, encoding="utf-8", errors="replace")
    say(f"wrote {out / 'metrics.json'} and report.html")


def say(what: str) -> None:
    print(f"{datetime.now(timezone.utc).astimezone():%H:%M:%S}  {what}", file=sys.stderr, flush=True)
