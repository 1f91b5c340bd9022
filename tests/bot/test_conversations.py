"""What people say, through the real bot, actions and insurer: the right answer, checked against the knowledge.

tests/bot/conversations/asked.yml has two wordings per intent that no training file holds."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from bot import corpus, validate, validate_names
from bot.knowledge import read_yaml
from tests.bot.talking import Talk, ask, cards, key_of, words
from tests.bot.turns import Bot

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).resolve().parent / "conversations"
ASKED = read_yaml(HERE / "asked.yml")
KNOWLEDGE = ROOT / "data" / "knowledge"
#: Answers that ask back or give up: whatever else was wanted, it is not these.
LOST = ("fallback", "clarify")


def known(file: str, key: str) -> dict[str, dict[str, Any]]:
    return {entry[key]: entry for entry in read_yaml(KNOWLEDGE / file)}


ANSWERS = known("answers.yml", "intent")
TYPES = known("claim_types.yml", "code")
TERMS = known("terms.yml", "key")
DOCUMENTS = known("documents.yml", "code")
STATES = known("claim_states.yml", "code")
HANDOVER = read_yaml(KNOWLEDGE / "escalation.yml")


def test_all_intents_are_asked() -> None:
    names = validate_names.read_names(ROOT / "bot" / "domain")
    assert {row["intent"] for row in ASKED} == names.intents - validate.INTERNAL


def test_no_wording_was_trained() -> None:
    folder = ROOT / "data" / "nlu"
    trained = {example.text for example in corpus.intent_examples(folder)}
    trained |= {example.text for example in corpus.escalation_examples(folder)}
    trained |= {
        text
        for entry in read_yaml(KNOWLEDGE / "faq.yml")
        for text in (entry["question"], *entry.get("asks", ()))
    }
    assert not trained & {text for row in ASKED for text in row["ask"]}
    assert all(len(set(row["ask"])) == 2 for row in ASKED)


@pytest.mark.parametrize("row", ASKED, ids=[f"{row['intent']}-{row.get('who', 'C001')}" for row in ASKED])
def test_each_intent_gets_its_answer(row: dict[str, Any], stack: Bot) -> None:
    for number, text in enumerate(row["ask"]):
        answer = ask(stack, text, who=row.get("who", "C001"), name=f"{row['intent']}-{number}")
        assert not key_of(answer).startswith(LOST) or row["intent"] == "unclear_input", (text, words(answer))
        for kind, value in row["is"].items():
            globals()[f"check_{kind}"](answer, row["intent"], value)


def check_answer(answer: dict[str, Any], intent: str, _: Any) -> None:
    assert [r["text"] for r in answer["replies"]] == [ANSWERS[intent]["text"] + _mark(ANSWERS[intent])]
    said = [b["say"] for r in answer["replies"] for b in r.get("buttons", ())]
    assert said == [b["say"] for b in ANSWERS[intent].get("buttons", ())]


def check_errand(answer: dict[str, Any], intent: str, _: Any) -> None:
    """What it means, what happens next, when, and the way to it one tap away; nothing is handed over unasked."""
    (reply,) = answer["replies"]
    assert ANSWERS[intent]["text"] in reply["text"]
    assert ANSWERS[intent]["more"] in reply["text"]
    assert "小时内" in reply["text"]
    assert reply["buttons"][0]["say"] == ANSWERS[intent]["buttons"][0]["say"]
    assert not answer["directives"]


def check_checklist(answer: dict[str, Any], _: str, code: str) -> None:
    (card,) = [card for card in cards(answer) if card["type"] == "checklist"]
    kind = TYPES[card["claim_type"]]
    assert card["claim_type"] == (code or card["claim_type"])
    items = [item for group in card["groups"] for item in group["items"] if item.get("code")]
    codes = {code: item["name"] for item in items for code in item["code"].split("/")}
    assert {code for group in kind["required"] for code in group} | set(kind["situational"]) <= set(codes)
    assert all(DOCUMENTS[code]["name"] in name for code, name in codes.items())
    assert card["disclaimer"]


def check_term(answer: dict[str, Any], _: str, key: str) -> None:
    (card,) = [card for card in cards(answer) if card["type"] == "term"]
    assert (card["key"], card["plain"]) == (key, TERMS[key]["plain"])
    assert TERMS[key]["plain"] + _mark(TERMS[key]) in words(answer)


def check_document(answer: dict[str, Any], _: str, code: str) -> None:
    assert key_of(answer) == f"document:{code}"
    assert DOCUMENTS[code]["issuer"] in words(answer)


def check_timeline(answer: dict[str, Any], _: str, __: Any) -> None:
    (card,) = [card for card in cards(answer) if card["type"] == "timeline"]
    assert {step["code"] for step in card["steps"]} <= set(STATES)
    assert all(m["name"] == DOCUMENTS[m["code"]]["name"] for m in card["missing"])


def check_policies(answer: dict[str, Any], _: str, __: Any) -> None:
    (card,) = [card for card in cards(answer) if card["type"] == "policies"]
    products = {product["name"] for product in read_yaml(KNOWLEDGE / "products.yml")}
    assert card["items"]
    assert {item["product"] for item in card["items"]} <= products


def check_form(answer: dict[str, Any], _: str, form: str) -> None:
    assert answer["state"]["loop"] == form


def check_case(answer: dict[str, Any], _: str, code: str) -> None:
    (case,) = [d for d in answer["directives"] if d["type"] == "open_case"]
    assert code in case["codes"]
    said = words(answer)
    wordings = [w for c in case["codes"] for w in (HANDOVER[c], *HANDOVER[c].get("variants", ()))]
    assert any(line in said for wording in wordings for line in wording.get("empathy", ()))
    safety = HANDOVER[code].get("safety")
    assert not safety or safety in said


def check_key(answer: dict[str, Any], _: str, prefix: str) -> None:
    assert key_of(answer).startswith(prefix)
    if prefix == "state:":
        codes = key_of(answer).removeprefix(prefix).split("+")
        assert all(STATES[code]["meaning"] in words(answer) for code in codes)


def _mark(entry: dict[str, Any]) -> str:
    return "（以承保公司确认为准）" if entry.get("confirm") else ""


def test_the_checks_can_fail(stack: Bot) -> None:
    answer = ask(stack, "门诊要啥材料")
    for check, value in ((check_checklist, "INPATIENT_MED"), (check_term, "deductible"), (check_case, "E04")):
        with pytest.raises((AssertionError, ValueError)):
            check(answer, "ask_docs_inpatient", value)
    with pytest.raises(AssertionError):
        check_answer(answer, "ask_renewal", True)


# --- Buttons: what stands on them is where they lead.


def _titles() -> dict[str, tuple[str, str]]:
    """actions/intent_titles.py, read as text: it is written for another Python."""
    found = re.findall(
        r'^    "(\w+)": \("([^"]+)", "([^"]+)"\)',
        (ROOT / "actions" / "intent_titles.py").read_text("utf-8"),
        re.M,
    )
    assert len(found) > 60
    return {intent: (title, say) for intent, title, say in found}


#: Another intent that gets the same answer: the same action, or the term that the button names.
SAME = {
    "ask_hospital_scope": {"explain_term"},
    "ask_cooloff_rule": {"explain_term"},
    "explain_term": {"explain_deductible"},
}


@pytest.mark.parametrize("intent", sorted(_titles()))
def test_a_button_of_an_intent_is_understood_as_it(intent: str, stack: Bot) -> None:
    answer = ask(stack, _titles()[intent][1], name=f"button-{intent}")
    assert not key_of(answer).startswith(LOST)
    rules = validate._rules(ROOT / "bot" / "rules")
    heard = answer["understanding"][0]["intent"]["name"]
    ran = answer["state"]["turns"][-1]["actions"]
    same = heard == intent or heard in SAME.get(intent, ())
    assert same or (rules[intent] in ran and rules[intent] != "action_answer"), heard
    if rules[intent] == "action_answer" and heard == intent:
        assert ANSWERS[intent]["text"] in words(answer) or key_of(answer).startswith(
            ("document:", "answer:", "term:", "claim:")
        )


def _says() -> list[str]:
    """Every text of a button that the answers and the code can send, but for those that only count within a form."""
    prepared = {b["say"] for entry in ANSWERS.values() for b in entry.get("buttons", ())}
    guides = {step.get("say") for step in read_yaml(KNOWLEDGE / "guides.yml") if isinstance(step, dict)}
    pair = re.compile(r'\(\s*"([^"{}]{2,12})",\s*"([^"{}]{4,30})"\s*\)')
    code = set()
    for path in (ROOT / "actions").glob("answers_*.py"):
        code |= {
            say for _, say in pair.findall(path.read_text("utf-8")) if re.search(r"[\u4e00-\u9fff]{2}", say)
        }
    return sorted(s for s in prepared | guides | code if s and "保障马上就停" not in s and "接着问" not in s)


@pytest.mark.parametrize("say", _says())
def test_every_button_leads_somewhere(say: str, stack: Bot) -> None:
    answer = ask(stack, say, name=f"say-{say}")
    assert not key_of(answer).startswith(LOST), words(answer)
    person = any(d["type"] == "open_case" for d in answer["directives"])
    wanted = say in ("转人工", "我已经把钱转给他了") or say.startswith("请管家帮我")
    assert person == (wanted and "规划" not in say), answer["directives"]


# --- Several turns


@pytest.fixture
def talk(stack: Bot, request: pytest.FixtureRequest) -> Talk:
    return Talk(stack, "C001", request.node.name[:60])


def shown(answer: dict[str, Any]) -> list[str]:
    return [card.get("claim_type") or card.get("key", "") for card in cards(answer)]


def test_follow_ups_corrections_and_ordinals(talk: Talk) -> None:
    assert shown(talk.say("住院报销要交啥")) == ["INPATIENT_MED"]
    assert shown(talk.say("那门诊呢")) == ["OUTPATIENT_MED"]
    assert shown(talk.say("不对，我说的是重疾")) == ["CI_SEVERE"]
    assert shown(talk.say("再说一遍")) == ["CI_SEVERE"]
    listed = talk.say("不是重疾，是门诊")
    assert shown(listed) == ["OUTPATIENT_MED"]
    third = [item for group in cards(listed)[0]["groups"] for item in group["items"]][3]
    fourth = talk.say("第四个去哪开")
    assert third["name"] in words(fourth)
    assert third["issuer"] in words(fourth)


def test_a_number_taps_a_button(talk: Talk) -> None:
    buttons = [b["say"] for r in talk.say("？？？")["replies"] for b in r.get("buttons", ())]
    assert buttons[-2:] == ["转人工", "都不是"]
    assert talk.say(f"第{len(buttons) - 1}个")["directives"][0]["type"] == "open_case", buttons


def test_several_questions_are_all_answered_in_order(talk: Talk) -> None:
    answer = talk.say("门诊报销要哪些材料？免赔额是什么意思？")
    assert shown(answer) == ["OUTPATIENT_MED", "deductible"]
    both = talk.say("你好", "等待期是啥意思", "谢谢")
    assert "waiting_period" in shown(both)


def test_fragments_are_one_question(talk: Talk) -> None:
    assert shown(talk.say("我想问下", "住院的", "要啥材料")) == ["INPATIENT_MED"]


def test_what_is_still_missing_comes_from_the_own_claim(talk: Talk) -> None:
    answer = talk.say("我还差啥没交")
    missing = cards(answer)[0]["missing"]
    assert missing
    assert all(m["name"] in words(answer) for m in missing)


def test_a_further_question_about_a_claim_just_shown_is_answered_to_the_point(talk: Talk) -> None:
    whole = talk.say("我的理赔到哪一步了")
    missing = talk.say("还差啥")
    assert not cards(missing)
    assert all(m["name"] in words(missing) and m["why"] in words(missing) for m in cards(whole)[0]["missing"])
    how_long = talk.say("那要多久")
    state = STATES[next(s["code"] for s in cards(whole)[0]["steps"] if s["state"] in ("now", "problem"))]
    assert not cards(how_long)
    assert state["statutory_limit"] in words(how_long)


def test_which_card_the_money_went_to(stack: Bot) -> None:
    talk = Talk(stack, "C003", "money")
    assert cards(talk.say("钱到了没"))
    answer = talk.say("打到哪张卡了")
    assert not cards(answer)
    assert "尾号" in words(answer)


def test_the_rule_comes_where_the_term_was_just_explained(stack: Bot) -> None:
    talk = Talk(stack, "C005", "waiting")
    assert shown(talk.say("等待期多久")) == ["waiting_period"]
    assert words(talk.say("那意外呢")) == ANSWERS["explain_waiting_period"]["text"]


def test_not_understood_twice_ends_at_a_person(talk: Talk) -> None:
    first, second, third = (talk.say(text) for text in ("咕噜咕噜", "叽里呱啦嘛", "哇啦哇啦哦"))
    assert [key_of(a) for a in (first, second)] == ["fallback", "fallback:again"]
    offered = [a["replies"][-1]["buttons"] for a in (first, second)]
    assert [b["say"] for b in offered[0][-2:]] == ["转人工", "都不是"]
    assert offered[1][0]["say"] == "转人工"
    asked_for = {d["type"] for d in third["directives"]}
    assert asked_for & {"open_case", "offer_human"} or key_of(third) == "fallback:more"
    assert any(d["type"] == "open_case" for d in talk.say("转人工")["directives"])


def test_a_stored_question_answers_where_no_intent_is_sure(stack: Bot) -> None:
    """Over all stored questions: those the classifier is unsure of are shown with their own answer and source."""
    found = 0
    for entry in read_yaml(KNOWLEDGE / "faq.yml")[::6]:
        answer = ask(stack, entry["question"], name=f"faq-{entry['key']}")
        if key_of(answer).startswith("faq:"):
            found += 1
            assert key_of(answer) == f"faq:{entry['key']}"
            assert entry["answer"] + _mark(entry) in words(answer)
            assert entry["source"] == "industry practice" or entry["source"] in words(answer)
    assert found
