"""Services asked for by name, and secrets brought back to their messages."""

from __future__ import annotations

import pytest

from bot.problems import ActionMisbehaved
from bot.service_words import GUIDE, PLAN, SUGGEST, VERIFY, named_service
from bot.turn_mask import covered, placed, spans_of, without_secrets
from bot.turn_plan import Group


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("我有个建议", SUGGEST),
        ("我想提个建议，字能不能大一点", SUGGEST),
        ("给你们提点意见建议", SUGGEST),
        ("建议你们把上传做成一次多张", SUGGEST),
        ("买保险攻略", GUIDE),
        ("买保险攻略第7条", GUIDE),
        ("第一次买保险，先看什么", GUIDE),
        ("我从来没买过保险，啥也不懂", GUIDE),
        ("保险小白，求指点", GUIDE),
        ("请管家帮我做保障规划", PLAN),
        ("帮我家做个保障规划", PLAN),
        ("核对身份", VERIFY),
        ("重新核对一下身份", VERIFY),
    ],
)
def test_named(text: str, intent: str) -> None:
    assert named_service(text, "", in_form=False) == intent


@pytest.mark.parametrize(
    "text",
    [
        "我要投诉，你们骗我买的，我有个建议你们赶紧退钱",
        "我建议书里写的保额是多少",
        "你有什么建议吗，我该买哪个",
        "住院要什么材料",
        "没买过保险的人当初是你们骗的",
        "下一条",
        "核对一下我的保单信息对不对",
        "",
        "规划",
    ],
)
def test_not_named(text: str) -> None:
    assert named_service(text, "", in_form=False) is None


def test_onward_belongs_to_the_guide_only() -> None:
    assert named_service("下一条", "guide:3", in_form=False, in_guide=True) == GUIDE
    assert named_service("继续", "guide:3", in_form=False, in_guide=True) == GUIDE
    assert named_service("下一条", "term:deductible", in_form=False, in_guide=True) == GUIDE
    assert named_service("继续", "term:deductible", in_form=False) is None
    assert named_service("继续", "claim:LP1", in_form=False, in_guide=True) is None


def test_a_tap_on_a_products_clauses_leads_there() -> None:
    assert named_service("安心百万医疗险保什么", "", in_form=False) == "ask_product_detail"
    assert named_service("安心百万和小病无忧都保什么", "", in_form=False) is None


def test_within_a_form_only_buttons_count() -> None:
    assert named_service("我有个建议", "", in_form=True) is None
    assert named_service("买保险攻略第2条", "", in_form=True) == GUIDE


def test_a_secret_in_joined_fragments_is_placed_in_its_messages() -> None:
    texts, ids = ["后四位", "12 3X"], ["m1", "m2"]
    group = Group((0, 1), "后四位 12 3X", {})
    found = placed([(4, 9)], group, texts, ids)
    assert found == [{"type": "mask_message", "message_id": "m2", "spans": [[0, 5]]}]
    over_both = placed([(2, 6)], group, texts, ids)
    assert over_both == [
        {"type": "mask_message", "message_id": "m1", "spans": [[2, 3]]},
        {"type": "mask_message", "message_id": "m2", "spans": [[0, 2]]},
    ]


def test_spans_beyond_the_text_are_dropped() -> None:
    group = Group((0,), "1234", {})
    assert placed([(0, 99)], group, ["1234"], ["m1"])[0]["spans"] == [[0, 4]]
    assert placed([(7, 9)], group, ["1234"], ["m1"]) == []


def test_covering_keeps_the_length() -> None:
    assert covered("后四位1234谢谢", [(3, 7)]) == "后四位••••谢谢"
    assert covered("abc", [(1, 99)]) == "a••"


@pytest.mark.parametrize(
    "directive",
    [
        {"type": "mask_message"},
        {"type": "mask_message", "message_id": "m1", "spans": []},
        {"type": "mask_message", "message_id": "m1", "spans": [[3, 1]]},
        {"type": "mask_message", "message_id": "m1", "spans": [[-1, 2]]},
        {"type": "mask_message", "message_id": "m1", "spans": [["0", 2]]},
        {"type": "mask_message", "message_id": "m1", "spans": [[0, 2, 3]]},
        {"type": "mask_message", "message_id": 7, "spans": [[0, 2]]},
    ],
)
def test_a_mask_that_is_none_fails_the_turn(directive: dict) -> None:
    with pytest.raises(ActionMisbehaved):
        spans_of(directive)


def test_understanding_does_not_quote_a_secret() -> None:
    row = {
        "message_id": "m1",
        "entities": [{"text": "1234", "start": 3, "end": 7}, {"text": "后", "start": 0, "end": 1}],
        "escalation": {"evidence": [{"text": "1234", "start": 3, "end": 7}]},
    }
    mask = {"type": "mask_message", "message_id": "m1", "spans": [[3, 7]]}
    (cleaned,) = without_secrets([row], [mask])
    assert [entity["text"] for entity in cleaned["entities"]] == ["后"]
    assert cleaned["escalation"]["evidence"] == []
    assert without_secrets([row], []) == [row]
