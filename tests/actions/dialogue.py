"""Whole conversations with the real actions server: what Rasa does between two messages, by the shipped rules.

A message goes to the open form, else to the action of its intent's rule; a form that rejects it lets the rule answer and
is asked again; follow-ups run at once. Understanding is given (tests/bot prove that the bot does the same and better)."""

import copy
from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import cache
from typing import Any
from uuid import uuid4

import yaml

from tests.actions.calling import BUSY_DAY, SHANGHAI, Actions, Said
from tests.insurer.running import ROOT

_MOST_STEPS = 12


@cache
def rules() -> dict[str, str]:
    """Intent to action, as in bot/rules."""
    found: dict[str, str] = {}
    for path in sorted((ROOT / "bot" / "rules").glob("*.yml")):
        for rule in yaml.safe_load(path.read_text(encoding="utf-8"))["rules"]:
            first = rule["steps"][0]
            action = next(step["action"] for step in rule["steps"] if "action" in step)
            for intent in (
                [first["intent"]] if "intent" in first else [c["intent"] for c in first.get("or", ())]
            ):
                found[intent] = action
    return found


class Dialogue:
    """One conversation of `ref`. `assurance`: signed (web) or channel (a messenger)."""

    def __init__(self, actions: Actions, ref: str | None, assurance: str = "signed") -> None:
        self.actions = actions
        self.user = {
            "customer_ref": ref,
            "channel": "web",
            "display_name": "",
            "butler_name": "林晓",
            "locale": "zh-CN",
            "assurance": assurance,
        }
        # Idempotency keys are made of it, so no two dialogues may share one.
        self.name = f"d-{uuid4()}"
        self.slots: dict[str, Any] = {}
        self.loop: str | None = None
        self.now = datetime.now(SHANGHAI)
        self.facts: dict[str, Any] = copy.deepcopy(BUSY_DAY)
        self._events: list[dict[str, Any]] = []
        self._count = 0

    def say(
        self, text: str, intent: str = "", entities: Sequence[tuple[str, str]] = (), confidence: float = 0.9
    ) -> Said:
        """What the bot answers to one message."""
        self._count += 1
        return self._heard(text, intent or "nlu_fallback", entities, confidence if intent else 0.1)

    def say_twice(self, text: str, intent: str = "") -> tuple[Said, Said]:
        """The same turn run twice, as after a crash between the bot's answer and its commit."""
        before = copy.deepcopy(self.__dict__ | {"actions": None})
        first = self.say(text, intent)
        self.__dict__.update(before | {"actions": self.actions})
        return first, self.say(text, intent)

    def wait(self, span: timedelta) -> None:
        self.now += span

    def _heard(self, text: str, intent: str, entities: Sequence[tuple[str, str]], confidence: float) -> Said:
        user = {"event": "user", "text": text, "timestamp": self.now.timestamp()}
        self._events.append(user)
        message = self._message(text, intent, entities, confidence)
        replies: list[dict[str, Any]] = []
        directives: list[dict[str, Any]] = []
        todo = [f"validate_{self.loop}" if self.loop else rules().get(intent, "action_fallback")]
        for _ in range(_MOST_STEPS):
            if not todo:
                return Said(tuple(replies), tuple(directives), dict(self.slots))
            action = todo.pop(0)
            body = self._run(action, message)
            custom = [r["custom"] for r in body["responses"]]
            replies += [c["reply"] for c in custom if "reply" in c]
            directives += [c["directive"] for c in custom if "directive" in c]
            todo += self._after(action, intent, body["events"])
            self._events += [
                {"event": "bot", "text": None, "data": {"custom": c}} for c in custom if "reply" in c
            ]
            self._events.append({"event": "action", "name": action})
        raise AssertionError(f"the actions ran in circles after {text!r}")

    def _after(self, action: str, intent: str, events: Sequence[dict[str, Any]]) -> list[str]:
        """What runs next. Applies slots and loops."""
        following: list[str] = []
        for event in events:
            if event["event"] == "slot":
                self.slots[event["name"]] = event["value"]
            elif event["event"] == "active_loop":
                self.loop = event["name"]
            elif event["event"] == "followup":
                name = event["name"]
                if name.endswith("_form"):
                    self.loop = name
                following.append(f"validate_{name}" if name.endswith("_form") else name)
            elif event["event"] == "action_execution_rejected":
                following.append(rules().get(intent, "action_fallback"))
        in_form = action.startswith("validate_")
        if self.loop and not in_form and not any(f.startswith("validate_") for f in following):
            following.append(f"validate_{self.loop}")
        return following

    def _message(
        self, text: str, intent: str, entities: Sequence[tuple[str, str]], confidence: float
    ) -> dict[str, Any]:
        return {
            "text": text,
            "intent": {"name": intent, "confidence": confidence},
            "intent_ranking": [],
            "entities": [{"entity": k, "value": v, "text": v, "start": 0, "end": 1} for k, v in entities],
            "metadata": {
                "correlation_id": "corr-of-dialogue-test",
                "conversation_id": self.name,
                "turn_id": f"t-{self._count}",
                "message_id": f"m-{self._count}",
                "now": self.now.isoformat(),
                "user": self.user,
                "facts": self.facts,
            },
        }

    def _run(self, action: str, message: dict[str, Any]) -> dict[str, Any]:
        tracker = {
            "sender_id": self.name,
            "slots": self.slots,
            "latest_message": message,
            "events": self._events[-40:],
        }
        call = {
            "next_action": action,
            "sender_id": self.name,
            "tracker": tracker,
            "domain": {},
            "version": "3.6.21",
        }
        answer = self.actions.post(call, timeout=20)
        if answer.status_code == 400:  # the SDK's way of telling that an action rejects the message
            return {"responses": [], "events": [{"event": "action_execution_rejected"}]}
        assert answer.status_code == 200, (action, answer.text)
        body: dict[str, Any] = answer.json()
        return body
