"""Mode opening of the turn endpoint, and a secret on its way through a turn."""

from __future__ import annotations

import json

import pytest

from tests.bot.doubles import ActionsDouble
from tests.bot.turns import Bot, request_body


def opening(**changes: object) -> dict:
    return {**request_body(), "mode": "opening", "messages": [], **changes}


def test_an_opening_answers_without_a_message(bot: Bot, actions: ActionsDouble) -> None:
    answer = bot.post(opening()).json()
    assert [json.loads(r["text"])["action"] for r in answer["replies"]] == ["action_first_screen"]
    assert answer["understanding"] == []
    assert answer["directives"] == []
    (call,) = actions.calls
    told = call["tracker"]["latest_message"].get("metadata") or call["tracker"]["events"][-1]["metadata"]
    assert told["user"]["customer_ref"] == "C001"
    assert told["mode"] == "opening"


def test_the_dialogue_goes_on_after_an_opening(bot: Bot) -> None:
    first = bot.turn("住院要交啥材料")
    opened = bot.post(opening(state=first["state"])).json()
    assert opened["state"]["slots"]["claim_type"] == "INPATIENT_MED"
    after = bot.turn("那门诊呢", state=opened["state"])
    assert json.loads(after["replies"][0]["text"])["action"] == "action_documents"


def test_the_first_screen_can_be_said_again(bot: Bot, actions: ActionsDouble) -> None:
    opened = bot.post(opening()).json()
    bot.turn("再说一遍", state=opened["state"])
    events = actions.calls[-1]["tracker"]["events"]
    said = [e["data"]["custom"]["reply"]["text"] for e in events if e["event"] == "bot"]
    assert json.loads(said[0])["action"] == "action_first_screen"


def test_an_opening_is_a_pure_function(bot: Bot) -> None:
    one, two = (bot.post(opening()).json() for _ in range(2))
    assert {**one, "timings_ms": 0} == {**two, "timings_ms": 0}


@pytest.mark.parametrize(
    "body",
    [
        opening(messages=[{"id": "m1", "text": "你好", "sent_at": "2026-11-22T10:00:00+08:00"}]),
        {**opening(), "mode": "closing"},
        {**opening(), "mode": 7},
    ],
)
def test_what_is_no_opening_is_refused(bot: Bot, body: dict) -> None:
    assert bot.post(body).status_code == 400


def test_an_opening_with_actions_away_is_no_half_answer(bot: Bot, actions: ActionsDouble) -> None:
    actions.behave["action_first_screen"] = ("status", 500)
    answer = bot.post(opening())
    assert answer.status_code == 503
    assert answer.json()["retry"] is True


def test_a_masked_secret_is_nowhere_in_the_answer(bot: Bot, actions: ActionsDouble) -> None:
    reply = {"custom": {"reply": {"kind": "text", "text": "好的"}}}
    mask = {"custom": {"directive": {"type": "mask_message", "message_id": "m0", "spans": [[3, 7]]}}}
    actions.behave["action_policies"] = ("json", {"events": [], "responses": [reply, mask]})
    actions.behave["action_fallback"] = ("json", {"events": [], "responses": [reply, mask]})
    answer = bot.turn("保单号7391是我的保单吗")
    assert answer["directives"] == [{"type": "mask_message", "message_id": "m0", "spans": [[3, 7]]}]
    assert "7391" not in json.dumps(answer, ensure_ascii=False)
