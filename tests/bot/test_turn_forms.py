"""Forms through the turn endpoint: begun, answered, interrupted, ended, kept; the actions' side is a double."""

from __future__ import annotations

from typing import Any

import pytest

from tests.bot.turns import Bot, request_body

FORM = "report_claim_form"
STEP = f"validate_{FORM}"
DRAFT = {
    "form": FORM,
    "values": {"incident": "摔了"},
    "asked": "incident_date",
    "told": "报案（还没提交）：经过：摔了",
}
FILE = {"id": "att-1", "name": "IMG_1.jpg", "media_type": "image/jpeg", "size": 1234, "sha256": "0" * 64}


def answer(text: str, *events: dict[str, Any]) -> dict[str, Any]:
    replies = [{"custom": {"reply": {"kind": "text", "text": text}}}] if text else []
    return {"events": list(events), "responses": replies}


def slot(name: str, value: Any) -> dict[str, Any]:
    return {"event": "slot", "timestamp": None, "name": name, "value": value}


def asking(text: str, **draft: Any) -> dict[str, Any]:
    return answer(text, slot("form", {**DRAFT, **draft}), slot("requested_slot", "incident_date"))


START = answer("", slot("form", DRAFT), {"event": "followup", "timestamp": None, "name": FORM})
REJECTED = answer(
    "",
    slot("form", DRAFT),
    {"event": "action_execution_rejected", "name": FORM, "policy": None, "confidence": None},
)
DONE = answer(
    "报上了",
    slot("form", None),
    slot("requested_slot", None),
    {"event": "active_loop", "timestamp": None, "name": None},
)


def called(actions: Any) -> list[str]:
    return [call["next_action"] for call in actions.calls]


def told(turn: dict[str, Any]) -> list[str]:
    return [reply["text"] for reply in turn["replies"]]


@pytest.fixture
def begun(bot: Bot, actions: Any) -> dict[str, Any]:
    """The state after the form's first question."""
    actions.behave = {"action_report_claim": ("json", START), STEP: ("json", asking("哪一天？"))}
    turn = bot.turn("我要报案")
    assert told(turn) == ["哪一天？"]
    assert called(actions) == ["action_report_claim", STEP]
    assert turn["state"]["loop"] == FORM
    actions.calls.clear()
    return dict(turn["state"])


def test_an_answer_is_one_call(bot: Bot, actions: Any, begun: dict[str, Any]) -> None:
    turn = bot.turn("昨天下午", state=begun)
    assert called(actions) == [STEP]
    assert told(turn) == ["哪一天？"]
    assert turn["state"]["loop"] == FORM
    assert actions.calls[0]["tracker"]["slots"]["form"] == DRAFT


def test_the_hub_sees_what_is_filled_in_as_words(bot: Bot, actions: Any, begun: dict[str, Any]) -> None:
    turn = bot.turn("昨天下午", state=begun)
    assert turn["slots"]["form"] == DRAFT["told"]
    assert "paused_form" not in turn["slots"]


def test_a_question_in_between_is_answered_and_the_form_asks_again(
    bot: Bot, actions: Any, begun: dict[str, Any]
) -> None:
    actions.behave[STEP] = ("one by one", [REJECTED, asking("接着刚才的：哪一天？")])
    turn = bot.turn("免赔额是什么意思", state=begun)
    assert called(actions) == [STEP, "action_explain_term", STEP]
    assert told(turn)[-1] == "接着刚才的：哪一天？"
    assert turn["state"]["loop"] == FORM
    names = [e["name"] for e in actions.calls[-1]["tracker"]["events"] if e["event"] == "action"]
    assert names[-1] == "action_explain_term"


def test_another_service_in_between_takes_over(bot: Bot, actions: Any, begun: dict[str, Any]) -> None:
    other = answer(
        "",
        slot("form", {**DRAFT, "form": "pickup_form"}),
        {"event": "followup", "timestamp": None, "name": "pickup_form"},
    )
    actions.behave |= {
        STEP: ("json", REJECTED),
        "action_pickup": ("json", other),
        "validate_pickup_form": ("json", asking("到哪里取？", form="pickup_form")),
    }
    turn = bot.turn("帮我约个上门取件", state=begun)
    assert told(turn) == ["到哪里取？"]
    assert turn["state"]["loop"] == "pickup_form"


def test_the_end_of_a_form_is_the_end(bot: Bot, actions: Any, begun: dict[str, Any]) -> None:
    actions.behave[STEP] = ("json", DONE)
    turn = bot.turn("确认报案", state=begun)
    assert told(turn) == ["报上了"]
    assert called(actions) == [STEP]
    assert turn["state"]["loop"] is None
    after = bot.turn("住院要什么材料", state=turn["state"])
    assert called(actions)[-1] == "action_documents"
    assert after["state"]["loop"] is None


def test_a_form_that_never_has_to_ask_ends_at_once(bot: Bot, actions: Any) -> None:
    actions.behave = {"action_report_claim": ("json", START), STEP: ("json", DONE)}
    turn = bot.turn("我要报案")
    assert told(turn) == ["报上了"]
    assert called(actions) == ["action_report_claim", STEP]
    assert turn["state"]["loop"] is None


def test_who_wants_a_person_gets_one_and_the_form_is_kept(
    bot: Bot, actions: Any, begun: dict[str, Any]
) -> None:
    turn = bot.turn("转人工", state=begun)
    assert called(actions) == ["action_escalate"]
    assert turn["directives"][0]["type"] == "open_case"
    assert turn["state"]["loop"] is None
    assert turn["state"]["slots"]["form"] == DRAFT


def test_danger_to_life_is_heard_within_a_form(bot: Bot, actions: Any, begun: dict[str, Any]) -> None:
    turn = bot.turn("我不想活了", state=begun)
    assert turn["directives"][0]["codes"][0] == "E09"
    assert turn["state"]["loop"] is None


def test_answers_that_mean_nothing_alone_call_nobody(bot: Bot, actions: Any, begun: dict[str, Any]) -> None:
    state = begun
    answers = (
        "昨天",
        "13800001111",
        "杭州市西湖区演示路3号2单元",
        "两千多",
        "金额改成三千",
        "算了",
        "好的",
        "对",
        "昨天",
        "昨天",
        "昨天",
    )
    for words in answers:
        turn = bot.turn(words, state=state)
        assert turn["directives"] == [], words
        assert called(actions)[-1] == STEP
        state = turn["state"]


def test_yes_to_the_form_is_not_yes_to_a_person(bot: Bot, actions: Any, begun: dict[str, Any]) -> None:
    signals = {**(begun["slots"].get("signals") or {}), "offered": True}
    state = {**begun, "slots": {**begun["slots"], "signals": signals}}
    assert bot.turn("好的", state=state)["directives"] == []


def test_continue_takes_up_a_form_left_open(bot: Bot, actions: Any, begun: dict[str, Any]) -> None:
    state = {**begun, "loop": None}
    actions.behave["action_resume_form"] = ("json", START)
    turn = bot.turn("继续", state=state)
    assert called(actions) == ["action_resume_form", STEP]
    assert turn["state"]["loop"] == FORM
    [understood] = turn["understanding"]
    assert understood["intent"]["name"] != "resume_form"


def test_continue_without_a_form_is_an_ordinary_message(bot: Bot, actions: Any) -> None:
    bot.turn("继续")
    assert "action_resume_form" not in called(actions)


def test_a_confirmation_tapped_twice_repeats_the_result(
    bot: Bot, actions: Any, begun: dict[str, Any]
) -> None:
    slots = {k: v for k, v in begun["slots"].items() if k not in ("form", "requested_slot")}
    state = {**begun, "loop": None, "slots": {**slots, "last_action_key": "report_claim:LP1:done"}}
    bot.turn("确认报案", state=state)
    assert called(actions) == ["action_repeat"]


def test_two_answers_in_one_turn_leave_one_question(bot: Bot, actions: Any, begun: dict[str, Any]) -> None:
    actions.behave[STEP] = ("one by one", [asking("哪家医院？"), asking("花了多少？")])
    turn = bot.turn("昨天", "市第一医院", state=begun)
    assert called(actions) == [STEP, STEP]
    assert told(turn) == ["花了多少？"]


def test_own_words_in_fragments_are_one_answer(bot: Bot, actions: Any, begun: dict[str, Any]) -> None:
    state = {**begun, "slots": {**begun["slots"], "form": {**DRAFT, "own_words": True}}}
    bot.turn("昨天在楼梯上", "踩空了", "脚踝骨折", state=state)
    assert called(actions) == [STEP]
    assert actions.calls[0]["tracker"]["latest_message"]["text"] == "昨天在楼梯上 踩空了 脚踝骨折"


def test_the_same_message_twice_in_a_turn_is_one_answer(
    bot: Bot, actions: Any, begun: dict[str, Any]
) -> None:
    bot.turn("确认报案", "确认报案", state=begun)
    assert called(actions) == [STEP]


def test_the_same_request_gives_the_same_answer(bot: Bot, actions: Any, begun: dict[str, Any]) -> None:
    body = request_body("昨天", state=begun)
    answers = [bot.post(body).json() for _ in range(2)]
    for one in answers:
        del one["timings_ms"]
    assert answers[0] == answers[1]


def with_files(*messages: tuple[str, list[dict[str, Any]]]) -> dict[str, Any]:
    return {
        **request_body("x"),
        "messages": [
            {"id": f"m{n}", "text": text, "attachments": files} for n, (text, files) in enumerate(messages)
        ],
    }


def test_a_file_without_words_reaches_its_action(bot: Bot, actions: Any) -> None:
    turn = bot.post(with_files(("", [FILE]))).json()
    assert called(actions) == ["action_upload"]
    metadata = actions.calls[0]["tracker"]["latest_message"]["metadata"]
    assert metadata["attachments"] == [FILE]
    assert turn["understanding"][0]["intent"]["name"] == "send_document"
    assert turn["directives"] == []


def test_words_beside_a_file_belong_to_it(bot: Bot, actions: Any) -> None:
    bot.post(with_files(("这是出院小结", []), ("", [FILE])))
    assert called(actions) == ["action_upload"]
    latest = actions.calls[0]["tracker"]["latest_message"]
    assert "出院小结" in latest["text"]
    assert [e["value"] for e in latest["entities"] if e["entity"] == "document_type"] == ["D08"]


def test_a_question_beside_a_file_is_answered_too(bot: Bot, actions: Any) -> None:
    bot.post(with_files(("", [FILE]), ("免赔额是什么意思？", [])))
    assert sorted(called(actions)) == ["action_explain_term", "action_upload"]


@pytest.mark.parametrize(
    "files", ["x", [1], [{"name": "no id"}], [{**FILE, "id": f"a{n}"} for n in range(10)]]
)
def test_broken_attachments_are_refused(bot: Bot, actions: Any, files: Any) -> None:
    response = bot.post(with_files(("看看", files)))
    assert response.status_code == 400
    assert actions.calls == []


def test_neither_words_nor_files_is_refused(bot: Bot) -> None:
    assert bot.post(with_files(("", []))).status_code == 400


def test_after_a_case_only_the_unfinished_form_goes_on(bot: Bot, actions: Any, begun: dict[str, Any]) -> None:
    handed_over = bot.turn("转人工", state=begun)["state"]
    case = {
        "number": "A20261122-0007",
        "resolved_at": "2026-11-22T09:30:00+08:00",
        "settled": "说清楚了",
        "codes": ["E10"],
    }
    facts = {**request_body("x")["facts"], "last_case": case}
    after = bot.turn("住院要什么材料", state=handed_over, facts=facts)
    slots = actions.calls[-1]["tracker"]["slots"]
    assert slots["form"] == DRAFT
    assert not slots.get("offered_human")
    again = bot.turn("继续", state=after["state"], facts=facts)
    assert called(actions)[-1] == "action_resume_form"
    assert again["state"]["slots"]["claim_type"] == "INPATIENT_MED"
