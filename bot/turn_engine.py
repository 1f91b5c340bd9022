"""One turn from request to answer. Keeps nothing: the same request gives the same answer (but timings)."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from rasa.shared.core.trackers import DialogueStateTracker

from bot import turn_state
from bot.problems import ActionMisbehaved
from bot.turn_answer import collect, merge_cases, understanding
from bot.turn_mask import without_secrets
from bot.turn_meaning import TurnReader
from bot.turn_processor import TurnProcessor
from bot.turn_request import OBSERVE, OPENING, TurnRequest
from bot.turn_speaking import TurnSpeaker
from bot.turn_store import TurnStore
from bot.turn_utterance import Utterance, metadata_of

_FIRST_SCREEN = "action_first_screen"


class TurnEngine:
    def __init__(self, processor: TurnProcessor, store: TurnStore, model_id: str) -> None:
        self._processor = processor
        self._store = store
        self._reader = TurnReader(processor)
        self._speaker = TurnSpeaker(processor, store)
        self.model_id = model_id

    def warm_up(self) -> None:
        """First uses build caches (regular expressions, spaCy strings, dask): not in front of a customer."""
        tracker = turn_state.restore("warm-up", None, self._processor.domain, 0.0)
        for text in ("您好，住院理赔要什么材料？", "凭什么拒赔，转人工"):
            self._processor.foresee(text, self._reader.understand(text, "warm-up", tracker), tracker, {})

    async def close(self) -> None:
        await self._processor.action_endpoint.close()

    async def run(self, request: TurnRequest, correlation_id: str) -> dict[str, Any]:
        """The response body. Raises TurnProblem and whatever a broken model raises."""
        started = time.perf_counter()
        if request.mode != OBSERVE:
            request = replace(request, state=turn_state.after_case(request.state, request.facts))
        tracker = turn_state.restore(
            request.conversation_id, request.state, self._processor.domain, request.now.timestamp()
        )
        if request.mode == OPENING:
            return await self._open(request, tracker, correlation_id, started)
        parses = await self._reader.parses(request, tracker)
        utterances = self._reader.utterances(request, parses, tracker)
        understood = time.perf_counter()
        speak = self._speaker.listen if request.mode == OBSERVE else self._speaker.answer
        state = await speak(request, utterances, tracker, correlation_id)
        body = self._body(request, parses, utterances, state, tracker)
        total = time.perf_counter() - started
        return {**body, "timings_ms": _timings(total, understood - started)}

    def _body(
        self,
        request: TurnRequest,
        parses: Sequence[dict[str, Any]],
        utterances: Sequence[Utterance],
        state: dict[str, Any],
        tracker: DialogueStateTracker,
    ) -> dict[str, Any]:
        directives = merge_cases([d for u in utterances for d in u.answered.directives])
        rows = understanding(request, parses, [(u.group, u.parse, u.decision) for u in utterances])
        return {
            "turn_id": request.turn_id,
            "model_id": self.model_id,
            "state": state,
            "replies": [reply for u in utterances for reply in u.answered.replies],
            "understanding": without_secrets(rows, directives),
            "slots": turn_state.public_slots(tracker),
            "directives": directives,
        }

    async def _open(
        self, request: TurnRequest, tracker: DialogueStateTracker, correlation_id: str, started: float
    ) -> dict[str, Any]:
        """The first screen (mode opening): one action without a message before it; no policy is asked."""
        with self._store.turn(tracker):
            output = await self._processor.run_alone(
                _FIRST_SCREEN, metadata_of(request, correlation_id, ""), request.conversation_id
            )
        answered = collect(output.items)
        if not answered.replies:
            raise ActionMisbehaved("The first screen is empty.")
        return {
            "turn_id": request.turn_id,
            "model_id": self.model_id,
            "state": turn_state.dump(tracker, request.state, (), answered.replies),
            "replies": answered.replies,
            "understanding": [],
            "slots": turn_state.public_slots(tracker),
            "directives": merge_cases(answered.directives),
            "timings_ms": _timings(time.perf_counter() - started, 0.0),
        }


def _timings(total: float, nlu: float) -> dict[str, float]:
    """Milliseconds, from seconds."""
    return {"total": round(total * 1000, 2), "nlu": round(nlu * 1000, 2)}
