"""Plays forms against a running action server as Rasa does: the start action, the form's step, rejection and return."""

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from tests.actions.calling import SHANGHAI, Actions, Said, call_body, said

#: What answers a question in between; its words do not matter here.
ASIDE = "action_answer"


@dataclass
class FormTalk:
    """One conversation. `say` sends a message; a form that does not want it lets `ASIDE` answer and is asked
    again, as Rasa's rules do."""

    actions: Actions
    ref: str | None = "C001"
    now: datetime | None = None
    conversation: str = field(default_factory=lambda: f"conv-{uuid.uuid4()}")
    slots: dict[str, Any] = field(default_factory=dict)
    form: str | None = None
    asides: list[str] = field(default_factory=list)
    calls: list[dict[str, Any]] = field(default_factory=list)

    def begin(self, action: str, text: str, **more: Any) -> Said:
        """The message whose rule calls `action`."""
        return self._turn(text, lambda events: self._run(action, text, events, **more))

    def say(self, text: str, *, intent: str = "", confidence: float = 0.0, **more: Any) -> Said:
        """A message while the form is open. Fails when none is."""
        assert self.form is not None, f"no form is open for {text!r}"
        known = {"intent": intent, "confidence": confidence, **more}
        return self._turn(text, lambda events: self._step(text, events, **known))

    @property
    def draft(self) -> dict[str, Any]:
        return dict(self.slots.get("form") or {})

    @property
    def values(self) -> dict[str, Any]:
        return dict(self.draft.get("values") or {})

    def _turn(self, text: str, run: Callable[[list[dict[str, Any]]], Said]) -> Said:
        self.message = f"m-{uuid.uuid4()}"
        return run([{"event": "user", "text": text}])

    def _step(self, text: str, events: list[dict[str, Any]], **more: Any) -> Said:
        return self._run(f"validate_{self.form}", text, events, **more)

    def _run(self, action: str, text: str, events: list[dict[str, Any]], **more: Any) -> Said:
        body = self._body(action, text, events, **more)
        self.calls.append(body)
        response = self.actions.post(body)
        answer = said(response)
        told = response.json()["events"]
        self.slots |= answer.slots
        for event in told:
            if event["event"] == "active_loop":
                self.form = event["name"]
        kinds = {event["event"] for event in told}
        if "action_execution_rejected" in kinds:
            self.asides.append(text)
            return self._step(text, [*events, {"event": "action", "name": ASIDE}], **more)
        followup = next((event["name"] for event in told if event["event"] == "followup"), None)
        if followup is None:
            return answer
        self.form = followup
        again = self._step(text, [*events, {"event": "action", "name": action}], **more)
        return replace(again, replies=(*answer.replies, *again.replies))

    def _body(
        self,
        action: str,
        text: str,
        events: Sequence[dict[str, Any]],
        *,
        intent: str = "",
        confidence: float = 0.9,
        attachments: Sequence[dict[str, Any]] = (),
        entities: Sequence[tuple[str, str, str]] = (),
    ) -> dict[str, Any]:
        body = call_body(
            action,
            text,
            ref=self.ref,
            intent=intent,
            slots=dict(self.slots),
            events=events,
            now=self.now or datetime.now(SHANGHAI),
        )
        latest = body["tracker"]["latest_message"]
        latest["intent"]["confidence"] = confidence
        latest["entities"] = [
            {"entity": kind, "value": value, "text": words, "start": 0, "end": 1}
            for kind, value, words in entities
        ]
        latest["metadata"] |= {
            "conversation_id": self.conversation,
            "message_id": self.message,
            "attachments": list(attachments),
        }
        return body
