"""What is carried from turn to turn, and how much."""

from __future__ import annotations

import json
import random

import pytest

from bot import corpus
from tests.bot.turns import FACTS, Bot, actions_of, spoken

LIMIT = 64 * 1024


def decisions(answers: list[dict]) -> list[str]:
    return [answer["understanding"][-1]["escalation"]["decision"] for answer in answers]


def test_what_about_outpatient_then(bot: Bot) -> None:
    answers = bot.talk("住院要交啥材料", "那门诊呢", "重疾的呢")
    assert [actions_of(a) for a in answers] == [["action_documents"]] * 3
    assert [a["slots"]["claim_type"] for a in answers] == ["INPATIENT_MED", "OUTPATIENT_MED", "CI_SEVERE"]
    assert answers[2]["understanding"][0]["intent"]["name"] == "ask_docs_ci"


def test_say_it_again(bot: Bot) -> None:
    answers = bot.talk("免赔额是什么意思", "再说一遍")
    assert actions_of(answers[1]) == ["action_repeat"]
    assert answers[1]["directives"] == []


def test_the_actions_see_what_was_said_before(bot: Bot, actions) -> None:
    bot.talk("免赔额是什么意思", "再说一遍")
    events = actions.calls[-1]["tracker"]["events"]
    said = [event["text"] for event in events if event["event"] == "user"]
    replies = [event["data"]["custom"]["reply"] for event in events if event["event"] == "bot"]
    assert said == ["免赔额是什么意思", "再说一遍"]
    assert json.loads(replies[-1]["text"])["action"] == "action_explain_term"
    assert actions.calls[-1]["tracker"]["slots"]["last_action_key"] == "action_explain_term"


def test_slow_build_up_ends_with_a_person(bot: Bot) -> None:
    answers = bot.talk(
        "我的理赔到哪一步了", "都半个月了还在审啊", "每次都说快了，你们拖到什么时候", "糊弄谁呢"
    )
    assert "escalate" in decisions(answers)
    assert decisions(answers)[0] == "answer"


def test_three_times_not_understood_brings_a_person(bot: Bot) -> None:
    answers = bot.talk("咕噜咕噜", "叽里呱啦嘛", "哇啦哇啦哦")
    assert [actions_of(a) for a in answers[:2]] == [["action_fallback"], ["action_fallback"]]
    assert answers[2]["directives"][0]["codes"] == ["E11"]


def test_the_same_question_again_and_again_brings_a_person(bot: Bot) -> None:
    answers = bot.talk(*["哪些医院可以报"] * 4)
    assert decisions(answers) == ["answer", "answer", "offer", "escalate"]
    assert actions_of(answers[2]) == ["action_answer", "action_offer_human"]
    assert answers[2]["directives"] == [{"type": "offer_human"}]
    assert answers[3]["directives"][0]["codes"] == ["E11"]


def test_a_person_is_offered_once_and_yes_brings_one(bot: Bot) -> None:
    answers = bot.talk(*["哪些医院可以报"] * 3, "好的")
    assert answers[3]["directives"][0]["codes"] == ["E10"]


def test_after_a_settled_case_a_calm_message_is_answered(bot: Bot) -> None:
    angry = bot.turn("凭什么拒我，条款第几条你指给我看")
    case = {
        "number": "A1",
        "resolved_at": "2026-11-22T09:30:00+08:00",
        "outcome": "explained",
        "codes": ["E04"],
        "settled": "解释清楚了",
    }
    facts = {**FACTS, "last_case": case}
    calm = bot.turn("好的，那住院还要交什么材料", state=angry["state"], facts=facts)
    assert actions_of(calm) == ["action_documents"]
    assert calm["directives"] == []
    crisis = bot.turn("我不想活了", state=calm["state"], facts=facts)
    assert crisis["directives"][0]["priority"] == "P0"


@pytest.mark.parametrize(
    "state",
    [
        {},
        {"v": 2, "slots": {"claim_type": "CI_SEVERE"}},
        {"v": "1", "slots": {"claim_type": "CI_SEVERE"}},
        {"v": 1},
        {"v": 1, "slots": None, "turns": None, "replies": None, "loop": 7},
        {
            "v": 1,
            "slots": {"no_such_slot": 1, "decision": {"decision": "offer"}},
            "turns": ["x", {}],
            "replies": [1],
        },
        {"v": 1, "slots": {"signals": {"course": "x", "asked": [[1]]}}, "loop": "no_such_form"},
        {
            "v": 1,
            "slots": {"signals": [1, 2]},
            "turns": [{"text": "/restart", "intent": "x", "actions": ["rm"]}],
        },
    ],
)
def test_a_state_that_cannot_be_read_is_as_good_as_none(bot: Bot, state: dict) -> None:
    answer = bot.turn("住院要交啥材料", state=state)
    assert actions_of(answer) == ["action_documents"]
    assert answer["slots"]["claim_type"] == "INPATIENT_MED"
    assert answer["directives"] == []


def test_the_state_stays_small_over_500_turns(bot: Bot) -> None:
    chosen = random.Random(1)
    texts = [example.text for example in corpus.intent_examples()]
    state, largest = None, 0
    for number in range(500):
        text = chosen.choice(texts)
        if number % 50 == 0:
            text = text * (4000 // len(text))
        answer = bot.turn(text, state=state, turn_id=f"turn-{number:04}")
        state = answer["state"]
        largest = max(largest, len(json.dumps(state, ensure_ascii=False).encode()))
    assert largest < LIMIT
    assert spoken(answer)


def test_huge_replies_and_slots_do_not_swell_the_state(bot: Bot, actions) -> None:
    reply = {"kind": "text", "text": "很长" * 20_000}
    slot = {"event": "slot", "timestamp": None, "name": "last_action_key", "value": "x" * 100_000}
    actions.behave["action_answer"] = (
        "json",
        {"events": [slot], "responses": [{"custom": {"reply": reply}}] * 5},
    )
    answer = bot.turn("哪些医院可以报")
    assert len(answer["replies"]) == 5
    assert len(json.dumps(answer["state"], ensure_ascii=False).encode()) < LIMIT
    assert bot.turn("你好", state=answer["state"])["replies"]
