"""Whole conversations over the stack (fixture `stack`): bot, actions, insurer and database as customers meet them."""

from __future__ import annotations

from typing import Any

from tests.bot.turns import USER, Bot


def ask(stack: Bot, *texts: str, who: str = "C001", state: Any = None, name: str = "c-1") -> dict[str, Any]:
    user = {**USER, "customer_ref": who, "assurance": "signed"}
    return stack.turn(*texts, state=state, user=user, conversation_id=name, deadline_ms=20_000)


def words(answer: dict[str, Any]) -> str:
    return "\n".join(reply["text"] for reply in answer["replies"])


def cards(answer: dict[str, Any]) -> list[dict[str, Any]]:
    return [reply["card"] for reply in answer["replies"] if "card" in reply]


def key_of(answer: dict[str, Any]) -> str:
    return str(answer["state"]["slots"].get("last_action_key") or "")


class Talk:
    def __init__(self, stack: Bot, who: str, name: str) -> None:
        self._stack, self._who, self._name, self._state = stack, who, name, None

    def say(self, *texts: str) -> dict[str, Any]:
        answer = ask(self._stack, *texts, who=self._who, state=self._state, name=self._name)
        self._state = answer["state"]
        return answer
