"""Mode observe: the bot listens while a person has the floor or is being called (docs/contracts.md section 2)."""

from __future__ import annotations

from typing import Any

import pytest

from bot.turn_observe import state_after, worsening
from tests.bot.doubles import ActionsDouble
from tests.bot.turns import FACTS, Bot, request_body

CRISIS, FRAUD, QUESTION = "我不想活了", "他让我先转500激活退保", "住院要什么材料"


def facts(*codes: str, priority: str | None = None) -> dict[str, Any]:
    case: dict[str, Any] = {"number": "A20261122-0001", "status": "waiting", "codes": list(codes)}
    return {**FACTS, "open_case": {**case, "priority": priority} if priority else case}


def observe(bot: Bot, *texts: str, state: Any = None, known: dict[str, Any] | None = None) -> dict[str, Any]:
    response = bot.post(request_body(*texts, state=state, mode="observe", facts=known or facts("E10")))
    assert response.status_code == 200, response.text
    return response.json()  # type: ignore[no-any-return]


@pytest.mark.parametrize(
    ("codes", "priority", "known", "expected"),
    [
        (["E04"], "P1", facts("E10"), True),
        (["E04"], "P1", facts("E04"), False),
        (["E10"], "P3", facts("E04"), False),
        (["E11"], "P3", facts(), False),
        (["E04"], "P1", facts("E04", priority="P2"), True),
        (["E04"], "P2", facts("E04", priority="P1"), False),
        (["E09", "E04"], "P0", facts("E04"), True),
        (["E01"], "P2", {}, True),
    ],
)
def test_what_makes_things_worse(codes: list[str], priority: str, known: Any, expected: bool) -> None:
    decision = {"decision": "escalate", "codes": codes, "priority": priority}
    assert worsening(decision, known) is expected
    assert not worsening({**decision, "decision": "offer"}, known)


@pytest.mark.parametrize("before", [None, {"v": 7, "slots": {"term": "x"}}, {"v": 1}, {"v": 1, "slots": []}])
def test_the_state_changes_in_its_course_only(before: Any) -> None:
    after = state_after(before, {"course": [1.0, 1, "", 0]})
    assert after["v"] == 1
    assert after["slots"] == {"signals": {"course": [1.0, 1, "", 0]}}


def test_the_state_keeps_everything_else() -> None:
    before = {
        "v": 1,
        "slots": {"claim_type": "HOME", "signals": {}},
        "turns": [{"text": "a"}],
        "replies": [{}],
    }
    after = state_after(before, {"angry": True})
    assert after == {**before, "slots": {"claim_type": "HOME", "signals": {"angry": True}}}
    assert before["slots"] == {"claim_type": "HOME", "signals": {}}


def test_an_ordinary_question_is_understood_and_not_answered(bot: Bot, actions: ActionsDouble) -> None:
    answer = observe(bot, QUESTION)
    assert (answer["replies"], answer["directives"]) == ([], [])
    assert answer["understanding"][0]["intent"]["name"] == "ask_docs_inpatient"
    assert answer["understanding"][0]["escalation"]["decision"] == "answer"
    assert actions.calls == []


def test_a_new_code_is_passed_on_without_words(bot: Bot) -> None:
    text = "你们这破公司把我当猴耍，我已经打了12378投诉你们"
    answer = observe(bot, text, known=facts("E10"))
    assert answer["replies"] == []
    (directive,) = answer["directives"]
    assert directive["type"] == "open_case"
    assert set(directive["codes"]) & {"E01", "E03"}
    assert observe(bot, text, known=facts(*directive["codes"]))["directives"] == []


@pytest.mark.parametrize(("text", "code"), [(CRISIS, "E09"), (FRAUD, "E14")])
def test_danger_is_passed_on_with_words(bot: Bot, text: str, code: str) -> None:
    answer = observe(bot, QUESTION, text, known=facts("E04"))
    assert code in answer["directives"][0]["codes"]
    assert answer["replies"]
    assert answer["directives"][0]["evidence"][0]["message_id"] == "m1"


def test_the_dialogue_stands_still_but_for_the_course(bot: Bot) -> None:
    first = bot.post(request_body(QUESTION)).json()
    answer = observe(bot, "呵呵，你们真行", state=first["state"])
    kept, before = answer["state"], first["state"]
    assert {k: v for k, v in kept.items() if k != "slots"} == {
        k: v for k, v in before.items() if k != "slots"
    }
    assert {k for k in kept["slots"] if kept["slots"][k] != before["slots"].get(k)} == {"signals"}


def test_asking_the_person_again_is_no_failing_of_the_bot(bot: Bot) -> None:
    state: Any = None
    for _ in range(4):
        answer = observe(bot, "还要等几天啊", state=state)
        assert answer["directives"] == []
        state = answer["state"]


def test_the_same_request_gives_the_same_answer(bot: Bot) -> None:
    one, two = (observe(bot, CRISIS, known=facts("E04")) for _ in range(2))
    assert {**one, "timings_ms": 0} == {**two, "timings_ms": 0}


def test_an_action_that_fails_fails_the_turn(bot: Bot, actions: ActionsDouble) -> None:
    actions.behave["action_escalate"] = ("status", 500)
    response = bot.post(request_body(CRISIS, mode="observe", facts=facts("E04")))
    assert response.status_code >= 500


def test_an_unknown_mode_is_refused(bot: Bot) -> None:
    assert bot.post(request_body("在吗", mode="listen")).status_code == 400
