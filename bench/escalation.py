"""What escalation adds to a message: milliseconds on one core, with its two components and without them.

    .venv-bot/bin/python -m bench.escalation [--messages 500] [--model FILE]

Understanding and the first prediction of a turn with today's model, one message after the other, pinned to one core. Each message runs
twice, in turn first with and first without EscalationScorer and the decision of EscalationPolicy (which then pass it on
as it is); the difference of the medians is what escalation costs. Messages are a fixed shuffle of data/nlu, half of them from
data/nlu/escalation. The aim is 3 ms; the command fails above. On a busy machine only the processor time means something.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from unittest import mock

os.environ.setdefault("OMP_NUM_THREADS", "1")

import numpy as np

from bench.nlu import _import_components
from bot import corpus, fingerprint, lean, logs, model_files

WARM_UP = 40
MOST_MS = 3.0
PER_CONVERSATION = 5
Spent = tuple[float, float]


def texts(count: int) -> list[str]:
    plain = [row.text for row in corpus.intent_examples()]
    moved = [row.text for row in corpus.escalation_examples()]
    shuffled = random.Random(7)
    shuffled.shuffle(plain)
    shuffled.shuffle(moved)
    return [text for pair in zip(plain, moved, strict=False) for text in pair][:count]


def turns(model: Path) -> tuple[Any, Callable[[str], None]]:
    """(The processor, what understands a message and predicts what comes first; five messages to a conversation)."""
    lean.hush()
    lean.install()
    logs.configure("WARNING", "text")
    from rasa.core.channels.channel import UserMessage  # noqa: PLC0415 - the import is not what is timed
    from rasa.core.lock_store import InMemoryLockStore  # noqa: PLC0415
    from rasa.core.processor import MessageProcessor  # noqa: PLC0415
    from rasa.core.tracker_store import InMemoryTrackerStore  # noqa: PLC0415
    from rasa.shared.core.domain import Domain  # noqa: PLC0415
    from rasa.shared.core.events import ActionExecuted, UserUttered  # noqa: PLC0415
    from rasa.shared.core.trackers import DialogueStateTracker  # noqa: PLC0415
    from rasa.utils.endpoints import EndpointConfig  # noqa: PLC0415

    _import_components()
    processor = MessageProcessor(
        str(model),
        InMemoryTrackerStore(Domain.empty()),
        InMemoryLockStore(),
        generator=None,  # type: ignore[arg-type] - nothing is said
        action_endpoint=EndpointConfig(),
    )
    heard: list[Any] = []

    def turn(text: str) -> None:
        events = heard[-3 * (PER_CONVERSATION - 1) :]
        tracker = DialogueStateTracker.from_events("bench", events, processor.domain.slots)
        parsed = processor._parse_message_with_graph(UserMessage(text), tracker)
        tracker.update(ActionExecuted("action_listen"))
        tracker.update(UserUttered(text, parsed["intent"], parsed["entities"], parsed))
        processor._predict_next_with_tracker(tracker)
        heard.extend([ActionExecuted("action_listen"), UserUttered(text, parsed["intent"], [], parsed)])

    return processor, turn


@contextmanager
def without(processor: Any) -> Iterator[None]:
    """Scorer and policy pass everything on."""
    from bot.components.escalation_policy import EscalationPolicy  # noqa: PLC0415 - needs Rasa hushed first
    from bot.components.escalation_scorer import EscalationScorer  # noqa: PLC0415

    def decide_nothing(self: EscalationPolicy, *_: Any, domain: Any, **__: Any) -> Any:
        return self._prediction(self._default_predictions(domain))

    passing = {EscalationScorer: lambda _self, messages: messages, EscalationPolicy: decide_nothing}
    with ExitStack() as patched:
        # The graph's nodes keep the functions they call, so that patching the classes would change nothing.
        for node in processor.graph_runner._instantiated_nodes.values():
            if node._component_class in passing:
                patched.enter_context(mock.patch.object(node, "_fn", passing[node._component_class]))
        yield


def timed(turn: Callable[[str], None], text: str) -> Spent:
    """Milliseconds: passed, and of processor time."""
    at, worked = time.perf_counter(), time.process_time()
    turn(text)
    return (time.perf_counter() - at) * 1000, (time.process_time() - worked) * 1000


def compare(
    processor: Any, turn: Callable[[str], None], messages: list[str]
) -> tuple[np.ndarray, np.ndarray]:
    """(With, without), messages x (passed, processor time)."""
    spent: dict[bool, list[Spent]] = {True: [], False: []}
    for number, text in enumerate(messages[:WARM_UP] + messages):
        for escalating in (number % 2 == 0, number % 2 == 1):
            if escalating:
                spent[True].append(timed(turn, text))
            else:
                with without(processor):
                    spent[False].append(timed(turn, text))
    return np.array(spent[True][WARM_UP:]), np.array(spent[False][WARM_UP:])


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="python -m bench.escalation",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--messages", type=int, default=500)
    parser.add_argument("--model", type=Path, help="another model than today's")
    options = parser.parse_args()
    model = options.model or model_files.of_fingerprint(model_files.folder(), fingerprint.short())
    if model is None:
        print("There is no model of today's data; train one with `make train`.", file=sys.stderr)
        return 1
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    with_it, without_it = compare(*turns(model), texts(options.messages))
    for name, rows in (("with", with_it), ("without", without_it)):
        (p50, busy50), (p99, busy99) = np.percentile(rows, [50, 99], axis=0)
        print(
            f"{name:8s} p50 {p50:.2f} ms, p99 {p99:.2f} ms; processor time p50 {busy50:.2f} ms, p99 {busy99:.2f} ms"
        )
    added, worked = np.median(with_it, axis=0) - np.median(without_it, axis=0)
    print(
        f"escalation adds p50 {added:.2f} ms, {worked:.2f} ms of processor time, over {len(with_it)} messages"
    )
    print(f"load average {os.getloadavg()[0]:.1f}, {os.cpu_count()} cores")
    return int(min(added, worked) > MOST_MS)


if __name__ == "__main__":
    raise SystemExit(main())
