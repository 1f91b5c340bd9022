"""Playing against an endpoint on loopback: what is sent, what is kept, and what happens when turns fail."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest

from bot.evaluation import turns
from bot.evaluation.formats import Dialogue, IntentRow
from bot.evaluation.playing import Played, play
from bot.evaluation.stack import Address
from bot.evaluation.turns import BotUnreachable
from tests.bot.evaluation.endpoint import FakeEndpoint


@pytest.fixture
def endpoint(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeEndpoint]:
    monkeypatch.setattr(turns, "_PAUSE_SECONDS", 0.01)
    with FakeEndpoint() as running:
        yield running


def rows(*texts: str) -> list[IntentRow]:
    return [IntentRow(text, "greet", None, ()) for text in texts]


def script(*texts: str) -> Dialogue:
    return Dialogue("d", texts, None, (), ())


def run(endpoint: FakeEndpoint, messages: list[IntentRow], scripts: list[Dialogue]) -> Played:
    return asyncio.run(play(Address(endpoint.url, "secret"), messages, scripts, parallel=3))


def test_every_row_is_a_conversation_of_its_own_in_the_order_of_the_file(endpoint: FakeEndpoint) -> None:
    played = run(endpoint, rows("在吗", "转人工", "？", *("好",) * 20), [])
    assert played.model_id == "fake-1"
    assert [turn.alarm is not None for turn in played.intents[:3]] == [False, True, False]
    assert [turn.understood for turn in played.intents[:3]] == [True, True, False]
    assert played.intents[1].alarm is not None
    assert played.intents[1].alarm.words == ("转人工",)
    assert all(body["state"] is None for body in endpoint.asked)
    assert len({body["conversation_id"] for body in endpoint.asked}) == len(endpoint.asked)
    assert len(played.timings_ms) == 23 - 10  # the first ten only warm up


def test_the_state_of_a_script_goes_from_turn_to_turn_and_after_an_alarm_the_bot_only_listens(
    endpoint: FakeEndpoint,
) -> None:
    played = run(endpoint, [], [script("在吗", "转人工", "快点")])
    by_talk: dict[str, list[dict]] = {}  # type: ignore[type-arg]
    for body in endpoint.asked:
        by_talk.setdefault(body["conversation_id"], []).append(body)
    talk = next(bodies for bodies in by_talk.values() if len(bodies) == 3)
    assert [body["state"] for body in talk] == [None, {"v": 1, "turns": 1}, {"v": 1, "turns": 2}]
    assert [body["mode"] for body in talk] == ["answer", "answer", "observe"]
    assert [body["facts"]["open_case"] is None for body in talk] == [True, True, False]
    assert all(body["user"]["customer_ref"] == "C001" for body in talk)
    assert [turn.alarm is not None for turn in played.dialogues[0]] == [False, True, False]
    # without memory: every message alone, no further than the first alarm
    assert [turn.alarm is not None for turn in played.alone[0]] == [False, True]


def test_a_failing_turn_is_told_and_the_script_goes_on_with_the_state_before_it(
    endpoint: FakeEndpoint,
) -> None:
    played = run(endpoint, rows("坏"), [script("在吗", "坏", "乱", "在")])
    assert played.intents[0].error.startswith("HTTP 500")
    errors = [turn.error for turn in played.dialogues[0]]
    assert errors[0] == errors[3] == ""
    assert errors[1].startswith("HTTP 500")
    assert errors[2].startswith("the answer breaks the contract")
    last = [body for body in endpoint.asked if body["messages"][0]["text"] == "在" and body["state"]]
    assert last[0]["state"] == {"v": 1, "turns": 1}


def test_what_may_pass_is_tried_again(endpoint: FakeEndpoint) -> None:
    assert run(endpoint, rows("再试"), []).intents[0].error == ""


def test_a_very_long_message_is_cut_as_the_hub_cuts_it(endpoint: FakeEndpoint) -> None:
    run(endpoint, rows("好" * 5000), [])
    assert len(endpoint.asked[0]["messages"][0]["text"]) == 4000


def test_no_bot_at_the_address_is_one_sentence() -> None:
    with pytest.raises(BotUnreachable, match=r"No bot answers at http://127\.0\.0\.1:9 "):
        asyncio.run(play(Address("http://127.0.0.1:9", ""), rows("在吗"), []))
