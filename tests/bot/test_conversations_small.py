"""Half sentences, leaving, one's own papers and requests, buttons that all miss: through the real bot, actions and insurer."""

from __future__ import annotations

import pytest

from bot.knowledge import read_yaml
from tests.bot.talking import Talk, ask, cards, key_of, words
from tests.bot.test_conversations import ANSWERS, KNOWLEDGE
from tests.bot.turns import Bot

CONTACTS = {entry["key"]: entry for entry in read_yaml(KNOWLEDGE / "contacts.yml")}


@pytest.fixture
def talk(stack: Bot, request: pytest.FixtureRequest) -> Talk:
    return Talk(stack, "C001", request.node.name[:60])


def misses(answer: dict) -> int:
    return int((answer["state"]["slots"].get("signals") or {}).get("not_understood", 0))


def test_words_before_a_question_are_met_with_a_word(talk: Talk) -> None:
    for text in ("那个 我想问一下就是", "在吗我问个事", "就是那个…"):
        answer = talk.say(text)
        assert key_of(answer).startswith("listening"), words(answer)
        assert misses(answer) == 0
        assert not answer["directives"]
    assert "INPATIENT_MED" in [c.get("claim_type") for c in cards(talk.say("住院要啥材料"))]


def test_words_before_a_question_in_the_same_breath_leave_the_question(talk: Talk) -> None:
    assert [c["type"] for c in cards(talk.say("那个 我想问一下", "免赔额是什么意思"))] == ["term"]


@pytest.mark.parametrize("left", ["算了", "算了不弄了", "呵呵", "哦", "嗯"])
def test_leaving_after_an_answer_keeps_the_door_open(talk: Talk, left: str) -> None:
    talk.say("住院要啥材料")
    answer = talk.say(left)
    assert key_of(answer).startswith("leave")
    assert "没太听懂" not in words(answer)
    assert misses(answer) == 0


def test_leaving_after_trouble_offers_a_person(talk: Talk) -> None:
    talk.say("我的理赔怎么这么慢，都等了好久了")
    answer = talk.say("算了")
    offered = [b["say"] for r in answer["replies"] for b in r.get("buttons", ())]
    assert "转人工" in offered or answer["directives"]


def test_own_papers_are_answered_from_the_claim(stack: Bot, talk: Talk) -> None:
    for text in ("住院的单子我交了没", "我材料齐了吗", "还差我啥"):
        answer = ask(stack, text, name=text)
        assert key_of(answer).endswith(":documents")
        assert "就差这 2 样" in words(answer)
        assert "出院小结" in words(answer)
        assert not [c for c in cards(answer) if c["type"] == "checklist"]
    assert "出院小结" in words(talk.say("还差我啥"))
    assert "还是这 2 样" in words(talk.say("我材料齐了吗"))
    assert "还差着" in words(talk.say("出院小结我交了没"))


def test_the_first_of_the_papers_listed_is_explained(talk: Talk) -> None:
    assert "就差这 2 样" in words(talk.say("还差我啥"))
    assert key_of(talk.say("第一个去哪弄")) == "document:D08"


def test_a_general_list_ends_with_what_the_own_claim_lacks(talk: Talk) -> None:
    listed = talk.say("住院要啥材料")
    assert [c["type"] for c in cards(listed)] == ["checklist"]
    assert "只差 2 样" in listed["replies"][-1]["text"]
    assert "只差" not in words(talk.say("门诊要啥材料"))
    assert "只差" not in words(ask(talk._stack, "住院要啥材料", who="C003", name="others"))


def test_own_requests_are_told_with_their_clocks(stack: Bot) -> None:
    answer = ask(stack, "我投诉那个咋样了", who="C004", name="complaint")
    assert key_of(answer).startswith("requests:TS")
    assert "最晚" in words(answer)
    assert "依据" in words(answer)
    none = ask(stack, "上次的申诉有结果吗", who="C003", name="appeal")
    assert key_of(none) == "requests:none"
    assert "我要申请复核" in [b["say"] for r in none["replies"] for b in r.get("buttons", ())]


@pytest.mark.parametrize("text", ["你们电话多少", "客服电话"])
def test_contact_points_come_from_the_knowledge(stack: Bot, text: str) -> None:
    answer = ask(stack, text, name="contact")
    assert key_of(answer) == "contacts"
    assert CONTACTS["insurer_service"]["note"].rstrip("。") in words(answer)
    assert CONTACTS["complaint_12378"]["number"] in words(answer)
    assert not answer["directives"]


def test_who_needs_help_is_offered_a_person_before_the_identity(stack: Bot) -> None:
    talk = Talk(stack, "C005", "old")
    first = talk.say("我七十二了眼睛不好使 那个保险咋退")
    person = any(d["type"] in ("open_case", "offer_human") for d in first["directives"])
    assert person
    assert "最后 4 位" not in words(first)
    if key_of(first) == "person_first":
        agreed = talk.say("嗯")
        (case,) = [d for d in agreed["directives"] if d["type"] == "open_case"]
        assert "退保" in case["goal"]


def test_who_needs_help_may_go_on_alone(stack: Bot) -> None:
    talk = Talk(stack, "C005", "alone")
    if key_of(talk.say("眼睛花了看不清，我要退保")) == "person_first":
        assert "最后 4 位" in words(talk.say("核对身份"))
        assert key_of(talk.say("算了不退了")) == "verification_form:cancelled"


def test_none_of_the_buttons_leads_to_other_words_and_then_to_a_person(talk: Talk) -> None:
    talk.say("咕噜咕噜")
    assert key_of(talk.say("都不是")) == "fallback:rephrase"
    third = talk.say("叽里呱啦嘛")
    offered = [b["say"] for r in third["replies"] for b in r.get("buttons", ())]
    assert "转人工" in offered or any(d["type"] == "open_case" for d in third["directives"])


@pytest.mark.parametrize(
    ("text", "intent", "goal"),
    [
        ("我想撤回理赔申请", "withdraw_claim", "撤案"),
        ("我要换收赔款的银行卡", "change_payment_account", "收款账户"),
        ("我退保退错了，还能收回来吗", "undo_cancel", "退保"),
        ("自动扣费那个帮我关了", "cancel_auto_renew", "扣费"),
    ],
)
def test_an_errand_says_what_comes_and_takes_the_context_along(
    stack: Bot, text: str, intent: str, goal: str
) -> None:
    talk = Talk(stack, "C001", intent)
    told = talk.say(text)
    assert ANSWERS[intent]["more"] in words(told)
    assert not told["directives"]
    given = talk.say("好")
    (case,) = [d for d in given["directives"] if d["type"] == "open_case"]
    assert goal in case["goal"]
    assert "（" in case["goal"]  # the claim or the policy it is about
    assert "最多" in words(given) or "内回您" in words(given)
