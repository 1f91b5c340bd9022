"""Turns as the hub runs them: what is understood, which action answers, what comes back."""

from __future__ import annotations

import pytest

from tests.bot.turns import NOW, USER, Bot, actions_of, request_body, spoken


def escalation(answer: dict, number: int = -1) -> dict:
    return answer["understanding"][number]["escalation"]


def test_an_answer_has_the_shape_of_the_contract(bot: Bot, model) -> None:
    answer = bot.turn("住院要交啥材料")
    assert set(answer) == {
        "turn_id",
        "model_id",
        "state",
        "replies",
        "understanding",
        "slots",
        "directives",
        "timings_ms",
    }
    assert answer["turn_id"] == "turn-0001"
    assert answer["model_id"] == model.name.removesuffix(".tar.gz")
    assert answer["state"]["v"] == 1
    [understood] = answer["understanding"]
    assert understood["message_id"] == "m0"
    assert understood["intent"]["name"] == "ask_docs_inpatient"
    assert understood["intent"]["confidence"] > 0.8
    assert understood["ranking"][0] == understood["intent"]
    assert 2 <= len(understood["ranking"]) <= 10
    claim_type = next(e for e in understood["entities"] if e["entity"] == "claim_type")
    assert claim_type == {
        "entity": "claim_type",
        "value": "INPATIENT_MED",
        "text": "住院",
        "start": 0,
        "end": 2,
        "source": "spacy_ruler",
    }
    told = understood["escalation"]
    assert told["decision"] == "answer"
    assert told["codes"] == []
    assert told["emotion"] == {"label": "neutral", "level": 0}
    assert told["about"] == "self"
    assert answer["slots"]["claim_type"] == "INPATIENT_MED"
    assert not {"signals", "decision", "escalation"} & set(answer["slots"])
    assert answer["timings_ms"]["nlu"] <= answer["timings_ms"]["total"]


@pytest.mark.parametrize(
    ("text", "action"),
    [
        ("你好", "action_greet"),
        ("谢谢啦", "action_thanks"),
        ("你是机器人吗", "action_identity"),
        ("门诊看病报销要什么单子", "action_documents"),
        ("重疾理赔需要哪些材料", "action_documents"),
        ("猫抓了打针，理赔要准备啥", "action_documents"),
        ("什么叫免赔额", "action_explain_term"),
        ("既往症是什么意思", "action_explain_term"),
        ("我的理赔到哪一步了", "action_claim_status"),
        ("一般还要等几天", "action_claim_status"),
        ("到底还缺哪几样材料", "action_claim_status"),
        ("我买过哪些保险", "action_policies"),
        ("发票丢了能补吗", "action_answer"),
        ("哪些医院可以报", "action_answer"),
        ("怎么申请复议", "action_appeal"),
        ("在哪投诉", "action_complaint"),
        ("上门取件要钱吗", "action_answer"),
        ("嗯…那个", "action_listening"),
        ("今天天气怎么样", "action_answer"),
    ],
)
def test_a_question_reaches_its_action(bot: Bot, text: str, action: str) -> None:
    assert actions_of(bot.turn(text)) == [action]


def test_the_actions_get_what_the_contract_promises(bot: Bot, actions) -> None:
    bot.turn("我的理赔到哪一步了")
    [call] = actions.calls
    metadata = call["tracker"]["latest_message"]["metadata"]
    assert metadata["correlation_id"] == "corr-12345678"
    assert metadata["conversation_id"] == "c-1"
    assert metadata["turn_id"] == "turn-0001"
    assert metadata["message_id"] == "m0"
    assert metadata["now"] == NOW
    assert metadata["user"] == USER
    assert metadata["facts"]["response_minutes"]["P1"] == 5
    assert not call.get("domain")
    assert actions.headers[0]["X-Correlation-Id"] == "corr-12345678"


def test_anger_about_a_refusal_opens_a_case(bot: Bot, actions) -> None:
    text = "凭什么拒我，条款第几条你指给我看"
    answer = bot.turn(text)
    told = escalation(answer)
    assert told["decision"] == "escalate"
    assert told["codes"][0] == "E04"
    assert told["scores"]["E04"] > 0.6
    assert "凭什么" in told["reason"]
    assert told["emotion"]["label"] == "angry"
    for item in told["evidence"]:
        assert text[item["start"] : item["end"]] == item["text"]
    [directive] = answer["directives"]
    assert directive["type"] == "open_case"
    assert directive["codes"][0] == "E04"
    assert directive["priority"] == "P1"
    assert {item["message_id"] for item in directive["evidence"]} == {"m0"}
    slot = actions.calls[0]["tracker"]["slots"]["escalation"]
    assert set(slot) == {"codes", "priority", "reason", "evidence"}


@pytest.mark.parametrize(
    ("text", "code", "priority"),
    [
        ("我不想活了", "E09", "P0"),
        ("药都攒够了，今晚就结束", "E09", "P0"),
        ("转人工", "E10", "P3"),
        ("转仁工", "E10", "P3"),
        ("我要跟真人说话", "E10", "P3"),
        ("他让我先转500激活退保，我该转吗", "E14", "P1"),
    ],
)
def test_what_must_always_escalate(bot: Bot, text: str, code: str, priority: str) -> None:
    answer = bot.turn(text)
    assert escalation(answer)["decision"] == "escalate"
    assert answer["directives"][0]["codes"][0] == code
    assert answer["directives"][0]["priority"] == priority


@pytest.mark.parametrize(
    "text",
    [
        "被拒赔一般有哪些原因",
        "12378 是干什么的",
        "免赔额是不是每次都扣",
        "身故受益人怎么填",
        "自杀条款是怎么规定的",
        "猝死算不算意外",
        "调查员一般查什么",
        "怎么删除我的聊天记录",
        "理赔要多久",
        "想死你了，管家",
    ],
)
def test_a_question_with_alarming_words_is_answered(bot: Bot, text: str) -> None:
    answer = bot.turn(text)
    assert [d for d in answer["directives"] if d["type"] == "open_case"] == []


def test_a_leading_slash_is_text(bot: Bot) -> None:
    for text in ("/restart", "/greet", '/greet{"claim_type": "X"}', "/bot_identity@1.0", "  /restart"):
        answer = bot.turn(text)
        assert actions_of(answer) == ["action_fallback"]
        assert "claim_type" not in answer["slots"]
    answer = bot.turn("/住院要什么材料")
    assert actions_of(answer) == ["action_documents"]
    assert answer["understanding"][0]["entities"][0]["start"] == 1


def test_offsets_count_code_points_of_the_text_as_sent(bot: Bot) -> None:
    text = "  😀😀 出院小结丢了，ＡＢＣ"
    [understood] = bot.turn(text)["understanding"]
    entity = next(e for e in understood["entities"] if e["entity"] == "document_type")
    assert text[entity["start"] : entity["end"]] == entity["text"] == "出院小结"


def test_the_same_request_gives_the_same_answer(bot: Bot) -> None:
    state = bot.turn("住院要什么材料")["state"]
    body = request_body("那门诊呢", "凭什么拒我", state=state)
    answers = [bot.post(body).json() for _ in range(3)]
    for answer in answers:
        del answer["timings_ms"]
    assert answers[0] == answers[1] == answers[2]


def test_several_messages_are_answered_in_order(bot: Bot) -> None:
    answer = bot.turn("在吗", "等待期多久", "发票丢了咋办")
    assert actions_of(answer) == ["action_greet", "action_explain_term", "action_answer"]
    assert [row["message_id"] for row in answer["understanding"]] == ["m0", "m1", "m2"]


def test_fragments_are_understood_joined(bot: Bot) -> None:
    answer = bot.turn("我想问下", "住院", "要啥材料")
    [told] = spoken(answer)
    assert told["action"] == "action_documents"
    assert told["claim_type"] == "INPATIENT_MED"
    assert {row["intent"]["name"] for row in answer["understanding"]} == {"ask_docs_inpatient"}
    assert answer["understanding"][1]["joined_with"] == ["m0", "m2"]
    assert answer["understanding"][1]["entities"][0]["start"] == 0


def test_the_same_question_twice_in_a_turn_is_answered_once(bot: Bot) -> None:
    assert actions_of(bot.turn("住院要什么材料", "住院要什么材料")) == ["action_documents"]


def test_filler_beside_a_question_is_passed_over(bot: Bot) -> None:
    assert actions_of(bot.turn("？？", "免赔额是什么意思")) == ["action_explain_term"]


def test_questions_are_answered_before_the_one_handing_over(bot: Bot) -> None:
    answer = bot.turn("住院要啥材料", "你们凭什么拒赔", "我这就打12378投诉你们")
    assert actions_of(answer) == ["action_documents", "action_escalate"]
    [case] = answer["directives"]
    assert {"E04", "E03"} <= set(case["codes"])
    assert {item["message_id"] for item in case["evidence"]} >= {"m1", "m2"}


def test_danger_leaves_no_room_for_other_answers(bot: Bot) -> None:
    answer = bot.turn("住院要啥材料", "我不想活了")
    assert actions_of(answer) == ["action_escalate"]
    assert answer["directives"][0]["priority"] == "P0"


def test_twenty_long_messages_are_answered_within_the_deadline(bot: Bot) -> None:
    answer = bot.turn(*(("住院报销" + str(n)) * 600 for n in range(20)), deadline_ms=30_000)
    assert len(answer["understanding"]) == 20


def test_signs_and_foreign_letters_do_no_harm(bot: Bot) -> None:
    for text in (
        "？？？",
        "😡",
        "asdf",
        "12345",
        "\u200b住院\u200b",
        "\x00",
        "<script>",
        "𠮷" * 50,
        "' OR 1=1 --",
    ):
        answer = bot.turn(text)
        assert answer["replies"]
        assert answer["directives"] == []
