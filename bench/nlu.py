"""What understanding costs: milliseconds per message on one core, seconds to load the model, seconds to train it.

    .venv-bot/bin/python -m bench.nlu [--messages 500] [--train | --model FILE]

The whole NLU graph of today's model (words, intent, entities, escalation) as a turn runs it, one message after the other, pinned to one
core; messages are a fixed shuffle of data/nlu. Load time counts after the imports, in a warm file cache. --train trains a
model into a folder that is thrown away afterwards, on all cores. The load average is printed:
on a busy machine all but the processor time is too high.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")

import numpy as np

from bot import corpus, fingerprint, lean, model_files
from bot.knowledge import ROOT

WARM_UP = 50


def understanding(model: Path, texts: list[str]) -> tuple[float, list[tuple[float, float]]]:
    """(Seconds to load, milliseconds of each message: passed, and of processor time)."""
    lean.hush()
    lean.install()
    from rasa.core.channels.channel import UserMessage  # noqa: PLC0415 - the import is not what is timed
    from rasa.core.lock_store import InMemoryLockStore  # noqa: PLC0415
    from rasa.core.processor import MessageProcessor  # noqa: PLC0415
    from rasa.core.tracker_store import InMemoryTrackerStore  # noqa: PLC0415
    from rasa.shared.core.domain import Domain  # noqa: PLC0415
    from rasa.shared.core.trackers import DialogueStateTracker  # noqa: PLC0415
    from rasa.utils.endpoints import EndpointConfig  # noqa: PLC0415

    _import_components()
    began = time.perf_counter()
    processor = MessageProcessor(
        str(model),
        InMemoryTrackerStore(Domain.empty()),
        InMemoryLockStore(),
        generator=None,  # type: ignore[arg-type] - nothing is said
        action_endpoint=EndpointConfig(),
    )
    loaded = time.perf_counter() - began
    tracker = DialogueStateTracker.from_events("bench", [], processor.domain.slots)
    spent = []
    for text in texts[:WARM_UP] + texts:
        message = UserMessage(text)
        at, worked = time.perf_counter(), time.process_time()
        processor._parse_message_with_graph(message, tracker)
        spent.append(((time.perf_counter() - at) * 1000, (time.process_time() - worked) * 1000))
    return loaded, spent[WARM_UP:]


def _import_components() -> None:
    """What a model's pickles need, loaded beforehand: the bot has them by the time it reads its model."""
    import importlib  # noqa: PLC0415

    for path in sorted((ROOT / "bot" / "components").glob("*.py")):
        importlib.import_module(f"bot.components.{path.stem}")


def training() -> tuple[float, Path, tempfile.TemporaryDirectory[str]]:
    folder = tempfile.TemporaryDirectory(prefix="guanjia-bench-")
    began = time.perf_counter()
    command = [sys.executable, "-m", "bot.train", "--force"]
    environment = {**os.environ, "MODELS_DIR": folder.name, "TQDM_DISABLE": "1"}
    subprocess.run(command, cwd=ROOT, env=environment, check=True)
    seconds = time.perf_counter() - began
    model = model_files.newest(Path(folder.name))
    if model is None:
        raise RuntimeError("bot.train ended well and left no model.")
    return seconds, model, folder


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="python -m bench.nlu", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--messages", type=int, default=500)
    parser.add_argument("--model", type=Path, help="another model than today's")
    parser.add_argument("--train", action="store_true", help="train first, and measure that model")
    options = parser.parse_args()
    print(f"load average {os.getloadavg()[0]:.1f}, {os.cpu_count()} cores")
    if options.train:
        seconds, model, folder = training()
        print(f"training: {seconds:.1f} s wall on all cores")
    else:
        found = options.model or model_files.of_fingerprint(model_files.folder(), fingerprint.short())
        if found is None:
            print(
                "There is no model of today's data; train one with `make train` or pass --train.",
                file=sys.stderr,
            )
            return 1
        model, folder = found, None
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    texts = [row.text for row in corpus.intent_examples()]
    random.Random(7).shuffle(texts)
    loaded, spent = understanding(model, texts[: options.messages])
    (p50, busy50), (p99, busy99) = np.percentile(spent, [50, 99], axis=0)
    print(f"loading: {loaded:.2f} s after imports, {model.stat().st_size / 1e6:.0f} MB")
    print(f"understanding: p50 {p50:.2f} ms, p99 {p99:.2f} ms over {len(spent)} messages on one core")
    print(f"processor time alone: p50 {busy50:.2f} ms, p99 {busy99:.2f} ms")
    print(f"load average {os.getloadavg()[0]:.1f}")
    if folder:
        folder.cleanup()
    return 0


if __name__ == "__main__":
    sys.exit(main())
