"""The pure answers, by table."""

import itertools
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from actions.answers import HUMAN, clarify, not_understood, offer_human, prepared, suggestions
from actions.answers_claims import chosen_claim, named_states, not_yours, policies, status
from actions.answers_documents import about_document, checklist
from actions.answers_escalation import SUMMARY_LIMIT, already_open, escalated, speaking_code, summary
from actions.answers_smalltalk import greeting, identity, thanks
from actions.answers_terms import close_terms, explained, find_terms, unknown_term
from actions.base import without_echo
from actions.reply import Outcome, text
from actions.slots import Escalation, Facts, LastCase, OpenCase, User
from insurer.api import Claim
from insurer.knowledge import Answer, AnswerButton, Knowledge
from insurer.reference.demo import demo_people
from tests.actions.calling import BANNED, NOW, a_turn

PEOPLE = {person.customer.ref: person for person in demo_people(date(2026, 11, 22))}


def claims(ref: str) -> tuple[Claim, ...]:
    return PEOPLE[ref].claims


def words(outcome: Outcome) -> str:
    return "\n".join(reply["text"] for reply in outcome.replies)


def titles(outcome: Outcome) -> list[str]:
    return [b["title"] for reply in outcome.replies for b in reply.get("buttons", ())]


# Documents


def test_every_claim_type_has_a_whole_checklist(knowledge: Knowledge) -> None:
    for kind in knowledge.claim_types.values():
        outcome = checklist(kind, knowledge)
        card = next(reply["card"] for reply in outcome.replies if reply["kind"] == "card")
        assert card["claim_type"] == kind.code
        assert next(g["label"] for g in card["groups"]) == "必需"
        codes = {item["code"] for g in card["groups"] for item in g["items"]}
        for group in kind.required:
            assert "/".join(group) in codes
        assert set(kind.situational) <= codes
        assert all(item["name"] for g in card["groups"] for item in g["items"])
        assert "以您的保单条款和承保公司清单为准" in card["disclaimer"]
        assert card["disclaimer"] in words(outcome)
        assert 1 <= len(card["hints"]) <= 3


def test_either_of_two_documents_is_one_line(knowledge: Knowledge) -> None:
    outcome = checklist(knowledge.claim_types["INPATIENT_MED"], knowledge)
    required = outcome.replies[1]["card"]["groups"][0]["items"]
    either = next(item for item in required if item["code"] == "D11/D12")
    assert "或" in either["name"]
    assert len(required) == 6


def test_death_is_answered_gently_and_with_a_person(knowledge: Knowledge) -> None:
    outcome = checklist(knowledge.claim_types["LIFE_DEATH"], knowledge)
    assert outcome.replies[0]["text"].startswith("很抱歉")
    assert "转人工" in titles(outcome)


def test_one_document(knowledge: Knowledge) -> None:
    said = words(about_document(knowledge.documents["D08"]))
    assert "病案室" in said
    assert "以您的保单条款" in said
    assert "。。" not in said


# Terms


@pytest.mark.parametrize(
    ("asked", "intent", "keys"),
    [
        ("免赔额是啥意思", "explain_term", ["deductible"]),
        ("犹豫期和等待期有区别吗", "explain_term", ["cooling_off", "waiting_period"]),
        ("1万免赔社保报的算不算", "explain_deductible", ["deductible"]),
        ("观察期过了没", "explain_waiting_period", ["waiting_period"]),
        ("今天天气", "explain_term", []),
        ("", "", []),
    ],
)
def test_find_terms(asked: str, intent: str, keys: list[str], knowledge: Knowledge) -> None:
    assert [term.key for term in find_terms((), asked, intent, knowledge)] == keys


def test_an_entity_counts_before_the_intent_and_the_text(knowledge: Knowledge) -> None:
    for word in ("cash_value", "现金价值"):
        found = find_terms((word,), "免赔额", "explain_deductible", knowledge)
        assert [term.key for term in found] == ["cash_value"]


def test_every_term_can_be_asked_by_its_name(knowledge: Knowledge) -> None:
    for term in knowledge.terms.values():
        for name in term.term.split("/"):
            assert find_terms((name,), "", "", knowledge)[0].key == term.key
        card = explained([term], None).replies[0]
        assert card["card"]["plain"] == term.plain
        assert term.plain in card["text"]


def test_the_same_term_again_is_told_from_another_angle(knowledge: Knowledge) -> None:
    term = knowledge.terms["deductible"]
    first, second = explained([term], None), explained([term], "term:deductible")
    assert words(first) != words(second)
    assert "转人工" in titles(second)


def test_a_question_about_the_suicide_clause_comes_with_care(knowledge: Knowledge) -> None:
    for last in (None, "term:suicide_clause"):
        said = words(explained([knowledge.terms["suicide_clause"]], last))
        assert "12356" in said
        assert "还好吗" in said


def test_an_unknown_term_is_admitted_and_near_ones_offered(knowledge: Knowledge) -> None:
    near = close_terms("等待的期间", knowledge)
    outcome = unknown_term(near)
    assert "没有讲解" in words(outcome)
    assert 1 <= len(near) <= 3
    assert titles(outcome)[-1] == "转人工"
    assert close_terms("", knowledge)


# Claims


@pytest.mark.parametrize(
    ("number", "kind", "chosen"),
    [
        (None, None, "LP8800030002"),
        (None, "OUTPATIENT_MED", "LP8800030001"),
        ("LP8800030001", None, "LP8800030001"),
        ("LP8800030001", "ACC_MED", "LP8800030001"),
        ("LP0", None, None),
        (None, "HOME", "LP8800030002"),
    ],
)
def test_chosen_claim(number: str | None, kind: str | None, chosen: str | None) -> None:
    found = chosen_claim(claims("C003"), number, kind)
    assert (found.claim_no if found else None) == chosen


def test_an_open_claim_comes_before_a_newer_closed_one() -> None:
    older = claims("C004")[0].model_copy(update={"reported_at": NOW - timedelta(days=300)})
    assert chosen_claim([*claims("C003"), older], None, None) == older


def test_a_refusal_is_told_with_reason_clause_reviewer_and_every_way(knowledge: Knowledge) -> None:
    """保险法 24: a refusal is in writing and gives its reasons."""
    claim = claims("C002")[0]
    assert claim.decision is not None
    said = words(status(claim, (), knowledge, NOW))
    for part in (
        claim.decision.human_reviewer,
        claim.decision.clause_ref,
        claim.decision.clause_text,
        "12378",
    ):
        assert part is not None
        assert part in said
    for way in ("书面", "复核", "投诉", "调解", "诉讼"):
        assert way in said


def test_an_overdue_claim_offers_a_person(knowledge: Knowledge) -> None:
    late = status(claims("C004")[0], (), knowledge, NOW + timedelta(days=10))
    assert "已经超过" in words(late)
    assert "转人工" in titles(late)
    assert not titles(status(claims("C004")[0], (), knowledge, NOW))
    assert "转人工" in titles(status(claims("C004")[0], (), knowledge, NOW, urged=True))


def test_somebody_elses_number_is_not_confirmed_to_exist(knowledge: Knowledge) -> None:
    outcome = not_yours(claims("C003"), knowledge)
    assert "没有查到" in words(outcome)
    assert len(titles(outcome)) == 2


def test_named_states(knowledge: Knowledge) -> None:
    assert [s.code for s in named_states("责任审核要干嘛", knowledge)] == ["LIABILITY_REVIEW"]
    assert named_states("什么意思", knowledge) == []


def test_policies_show_only_the_end_of_the_number(knowledge: Knowledge) -> None:
    outcome = policies(PEOPLE["C001"].policies, knowledge)
    assert [row["policy_no"] for row in outcome.replies[1]["card"]["items"]] == ["…0001", "…0002", "…0003"]
    assert "P88" not in words(outcome)
    assert "转人工" in titles(policies((), knowledge))


# Escalation


@pytest.mark.parametrize(
    ("codes", "speaks"),
    [
        (["E04", "E02"], "E02"),
        (["E01", "E09", "E04"], "E09"),
        (["E10", "E04"], "E04"),
        (["E11"], "E11"),
        (["E99"], "E99"),
    ],
)
def test_speaking_code(codes: list[str], speaks: str) -> None:
    assert speaking_code(codes) == speaks


def raised(*codes: str, priority: str = "P1") -> Escalation:
    return Escalation(codes, priority, "原话", ({"code": codes[0], "start": 0, "end": 3, "text": "凭什么"},))


def test_every_trigger_opens_a_case_with_one_question_at_most(knowledge: Knowledge) -> None:
    for code in knowledge.triggers:
        outcome = escalated(a_turn("凭什么"), raised(code), (), knowledge)
        (directive,) = outcome.directives
        assert directive["type"] == "open_case"
        assert (directive["codes"], directive["priority"]) == ([code], "P1")
        assert directive["evidence"] == [{"code": code, "start": 0, "end": 3, "text": "凭什么"}]
        assert 0 < len(directive["summary"]) <= SUMMARY_LIMIT
        assert directive["goal"]
        spoken, card = outcome.replies
        assert any(line in spoken["text"] for line in knowledge.escalation[code].empathy)
        assert spoken["text"].count("？") <= 1
        assert card["card"]["type"] == "handoff"
        assert card["card"]["when"] in card["text"]
        assert not [b for b in BANNED if b in words(outcome)]


def test_a_crisis_hears_care_then_safety_and_no_insurance_first(knowledge: Knowledge) -> None:
    said = escalated(
        a_turn("不想活了"), raised("E09", "E04", priority="P0"), claims("C002"), knowledge
    ).replies[0]["text"]
    assert [n for n in ("12356", "110", "120") if n not in said] == []
    assert "安全" in said
    assert said.split("\n")[0] in knowledge.escalation["E09"].empathy
    assert "条款" not in said


def test_fraud_hears_stop_first(knowledge: Knowledge) -> None:
    said = escalated(a_turn("转了2000"), raised("E14"), (), knowledge).replies[0]["text"]
    assert said.startswith("先停一下")
    assert "96110" in said
    assert "110" in said


def test_grief_hears_no_documents(knowledge: Knowledge) -> None:
    for message in ("m-1", "m-2", "m-3", "m-4"):
        said = words(
            escalated(a_turn("我爸走了", message_id=message), raised("E02"), claims("C001"), knowledge)
        )
        assert not [w for w in ("证明", "材料", "恭喜", "清单") if w in said]


@pytest.mark.parametrize("code", ["E03", "E04"])
def test_a_dispute_hears_every_way_open(code: str, knowledge: Knowledge) -> None:
    said = words(escalated(a_turn("我要投诉"), raised(code), (), knowledge))
    assert [way for way in ("12378", "书面", "复核") if way not in said] == []


@pytest.mark.parametrize(
    ("code", "ref", "fact"),
    [
        ("E04", "C002", "第 2.4.1 条"),
        ("E05", "C003", "核定 1,186.40 元"),
        ("E06", "C004", "最晚日是11月26日"),
        ("E08", "C001", "第 1 次补件，列了 2 样"),
    ],
)
def test_a_fact_of_the_own_claim_is_named(code: str, ref: str, fact: str, knowledge: Knowledge) -> None:
    assert fact in words(escalated(a_turn("x"), raised(code), claims(ref), knowledge))
    assert fact not in words(escalated(a_turn("x"), raised(code), (), knowledge))


def test_the_same_message_hears_the_same_sentence_but_not_the_last_one_again(knowledge: Knowledge) -> None:
    turn = a_turn("凭什么")
    first = escalated(turn, raised("E04"), (), knowledge)
    assert escalated(turn, raised("E04"), (), knowledge) == first
    spoken = first.replies[0]["text"]
    later = escalated(replace(turn, last_replies=({"text": spoken},)), raised("E04"), (), knowledge)
    assert later.replies[0]["text"] != spoken


def test_an_open_case_is_not_opened_again(knowledge: Knowledge) -> None:
    turn = a_turn("人呢", facts=Facts(open_case=OpenCase("A1", "waiting", ("E04",))))
    outcome = already_open(turn, raised("E04"), knowledge)
    assert outcome.directives == ()
    assert outcome.replies[1]["card"]["case_number"] == "A1"


def test_what_makes_an_open_case_worse_goes_into_it(knowledge: Knowledge) -> None:
    """The customer went on with the bot while he waits."""
    turn = a_turn("我要投诉你们", facts=Facts(open_case=OpenCase("A1", "waiting", ("E04",))))
    outcome = already_open(turn, raised("E03", priority="P1"), knowledge)
    assert [(d["type"], d["codes"], d["priority"]) for d in outcome.directives] == [
        ("open_case", ["E03"], "P1")
    ]
    assert outcome.replies[1]["card"]["case_number"] == "A1"


def test_a_new_danger_to_life_is_passed_on_though_a_case_is_open(knowledge: Knowledge) -> None:
    turn = a_turn("不想活了", facts=Facts(open_case=OpenCase("A1", "waiting", ("E04",))))
    crisis = raised("E09", priority="P0")
    assert already_open(turn, crisis, knowledge).directives[0]["priority"] == "P0"
    known = replace(turn, facts=Facts(open_case=OpenCase("A1", "waiting", ("E09",))))
    assert already_open(known, crisis, knowledge).directives == ()


@pytest.mark.parametrize(
    "said", ["", "短", "长" * 4000, "a\n\n b\t", "我的身份证11010519491231002X卡6222021234567890128"]
)
def test_summary_is_short_one_line_and_without_long_numbers(said: str, knowledge: Knowledge) -> None:
    made = summary(a_turn(said, said=(said, said)), claims("C002"), knowledge)
    assert len(made) <= SUMMARY_LIMIT
    assert "\n" not in made
    assert not [n for n in ("11010519491231002", "6222021234567890128") if n in made]


# Small talk


def test_a_settled_case_is_greeted_once_then_over(knowledge: Knowledge) -> None:
    last = LastCase("A20261122-0003", NOW - timedelta(hours=2), "已提交复核")
    turn = a_turn("你好", facts=Facts(last_case=last))
    first = greeting(turn, (), knowledge)
    assert "上次的事（编号 A20261122-0003）已经" in words(first)
    assert "已提交复核" in words(first)
    assert first.directives == ()
    again = greeting(replace(turn, last_action_key=first.key), (), knowledge)
    assert "上次的事" not in words(again)
    old = Facts(last_case=replace(last, resolved_at=NOW - timedelta(days=8)))
    assert "上次的事" not in words(greeting(replace(turn, facts=old), (), knowledge))
    assert "上次的事" in words(thanks(turn))


@pytest.mark.parametrize(
    ("ref", "named"),
    [
        ("C001", "还差 2 样材料"),
        ("C002", "已经有结论"),
        ("C003", "随时说「转人工」"),
        ("C004", "调查"),
        ("C005", "转人工"),
    ],
)
def test_greeting_fits_the_person(ref: str, named: str, knowledge: Knowledge) -> None:
    outcome = greeting(a_turn("你好"), claims(ref), knowledge)
    assert named in words(outcome)
    assert "王*明" not in words(outcome)
    assert "转人工" in titles(outcome)
    assert "AI" in words(outcome)


def test_the_bot_says_that_it_is_a_machine_and_decides_nothing() -> None:
    said = words(identity(a_turn("你是机器人吗")))
    assert "不是真人" in said
    assert "我不做这个决定" in said
    assert "林晓" in said
    assert "真人管家" in words(identity(a_turn("", user=User())))


# Shared


def test_fallback_offers_choices_then_a_person_and_never_the_same_words() -> None:
    keys, spoken = [None], []
    for _ in range(4):
        outcome = not_understood(("ask_claim_status", "nonsense"), keys[-1])
        keys.append(outcome.key)
        spoken.append(words(outcome))
        assert "转人工" in titles(outcome)
    assert all(here != there for here, there in itertools.pairwise(spoken))


def test_suggestions_follow_the_ranking_and_end_with_a_person() -> None:
    made = suggestions(("ask_docs_ci", "unknown", "request_human"))
    assert made[0] == ("重疾理赔材料", "重疾理赔要什么材料")
    assert made[-1] == HUMAN
    assert len(made) == 4


def test_a_person_is_offered_once() -> None:
    first, later = offer_human(False), offer_human(True)
    assert (len(first.directives), len(later.directives)) == (1, 0)
    assert first.slots["offered_human"]
    assert titles(first)
    assert not titles(later)


def an_answer(**more: Any) -> Answer:
    return Answer(**{"intent": "x", "text": "一", "source": "s", **more})


def test_prepared_answers() -> None:
    assert words(prepared(an_answer(), False)) == "一"
    assert "以承保公司确认为准" in words(prepared(an_answer(confirm=True), False))
    assert titles(prepared(an_answer(buttons=(AnswerButton("b", "s"),)), False)) == ["b"]
    assert words(prepared(an_answer(more="二"), True)) == "二"
    assert "转人工" in titles(prepared(an_answer(), True))


def test_an_echo_is_acknowledged_and_a_third_time_a_person_is_offered() -> None:
    outcome = Outcome((text("同一句"),), "k")
    assert without_echo(outcome, a_turn()) == outcome
    second = without_echo(outcome, a_turn(last_replies=tuple(outcome.replies)))
    assert "刚说过" in second.replies[0]["text"]
    assert second.replies[1]["text"] == "同一句"
    third = without_echo(outcome, a_turn(last_replies=tuple(second.replies)))
    assert "转人工" in titles(third)
    assert "同一句" not in words(third)
    compacted = without_echo(outcome, a_turn(last_action_key="k"))
    assert "刚说过" in compacted.replies[0]["text"]


def test_asked_back_between_two_meanings_in_peoples_words() -> None:
    outcome = clarify("ask_claim_eta", "ask_payment_arrival")
    reply = outcome.replies[0]
    assert "还要多久" in reply["text"]
    assert "赔款何时到账" in reply["text"]
    assert [b["title"] for b in reply["buttons"]] == ["还要多久", "赔款何时到账", HUMAN[0], "都不是"]
    assert outcome.key == "clarify"
