"""The model's understanding and decisions in this process, for measures over tens of thousands of turns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Protocol

from bot.components.escalation_decision import Heard, Policy, Signals, decide
from bot.components.escalation_scoring import Assessment
from bot.components.policy_file import read_policy

_LEVELS = ("answer", "watch", "offer", "escalate")


@dataclass(frozen=True)
class Weighed:
    """One message: its own risk, that of the conversation up to it, and the decision's level with the risk as tie
    break (0 to 4). `anger`: score of the code for anger."""

    alone: float
    conversation: float
    decided: float
    anger: float


class Listener(Protocol):
    def __call__(self, text: str) -> dict[str, Any]:
        """The parse of a text: `intent`, `understood`, `assessment` as the turn endpoint has them."""


@dataclass(frozen=True)
class Scorer:
    listen: Listener
    policy: Policy

    def weigh(self, texts: Sequence[str]) -> Weighed:
        """The last of `texts`, the ones before it being what the same person wrote earlier."""
        signals = Signals()
        for text in texts:
            heard = self._heard(text)
            decision, signals = decide(heard, signals, self.policy)
        level = _LEVELS.index(decision.decision)
        anger = float(heard.assessment.scores.get("E01", 0.0))
        return Weighed(heard.assessment.risk, decision.risk, level + decision.risk, anger)

    def _heard(self, text: str) -> Heard:
        parse = self.listen(text)
        intent = str(parse["intent"]["name"])
        understood = bool(parse["understood"])
        return Heard(
            text=text,
            intent=intent if understood else "nlu_fallback",
            understood=understood,
            topic="",
            assessment=Assessment.from_dict(parse["assessment"]),
        )


def load(model: Path) -> Scorer:
    """The scorer of a trained model with today's thresholds; each text is read once."""
    from bot import lean  # noqa: PLC0415 - must come before Rasa

    lean.hush()
    lean.install()
    _quiet()
    from bot import turn_state  # noqa: PLC0415
    from bot.server import load_engine  # noqa: PLC0415
    from bot.settings import read_settings  # noqa: PLC0415

    processor = load_engine(model, read_settings({}))._processor  # type: ignore[attr-defined]

    @cache
    def listen(text: str) -> dict[str, Any]:
        tracker = turn_state.restore("evaluation", None, processor.domain, 0.0)
        return processor.understand(text, tracker)  # type: ignore[no-any-return]

    return Scorer(listen, read_policy())


def _quiet() -> None:
    import logging  # noqa: PLC0415

    import structlog  # noqa: PLC0415

    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    logging.getLogger("rasa").setLevel(logging.ERROR)
