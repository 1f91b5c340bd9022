"""Who is writing: asked before private data is shown to a messenger's user, and before money or rights move."""

from datetime import timedelta

import pytest

from actions.verification import secrets_in, tail_in
from tests.actions.calling import BANNED, Actions, Said
from tests.actions.dialogue import Dialogue

TAILS = {"C001": "3101", "C002": "2702", "C003": "150X", "C004": "0904", "C005": "6405"}


def masks(said: Said) -> list[list[list[int]]]:
    return [d["spans"] for d in said.directives if d["type"] == "mask_message"]


def test_a_signed_customer_reads_without_being_asked(actions: Actions) -> None:
    assert "timeline" in [
        c["type"] for c in Dialogue(actions, "C001").say("到哪步了", "ask_claim_status").cards
    ]


def test_a_messenger_user_proves_who_it_is_and_then_gets_the_answer(actions: Actions) -> None:
    talk = Dialogue(actions, "C001", "channel")
    asked = talk.say("我的理赔到哪步了", "ask_claim_status")
    assert "最后 4 位" in asked.words
    assert not asked.cards
    assert "LP88" not in asked.words
    answered = talk.say("3101")
    assert "timeline" in [c["type"] for c in answered.cards]
    assert masks(answered) == [[[0, 4]]]
    assert "3101" not in answered.words
    assert "3101" not in str(talk.slots)
    assert talk.loop is None
    again = talk.say("我买过哪些保险", "query_policy")
    assert "policies" in [c["type"] for c in again.cards]


def test_a_verification_ends_after_half_an_hour(actions: Actions) -> None:
    talk = Dialogue(actions, "C002", "channel")
    talk.say("我买过哪些保险", "query_policy")
    assert talk.say("后四位 2702").cards
    talk.wait(timedelta(minutes=31))
    later = talk.say("我买过哪些保险", "query_policy")
    assert not later.cards
    assert "最后 4 位" in later.words


def test_a_wrong_tail_is_masked_too_and_the_tries_are_counted(actions: Actions) -> None:
    talk = Dialogue(actions, "C003", "channel")
    talk.say("我买过哪些保险", "query_policy")
    wrong = talk.say("1234")
    assert "4 次" in wrong.words
    assert masks(wrong) == [[[0, 4]]]
    assert "1234" not in str(talk.slots)
    assert not wrong.cards
    assert talk.say("１５０ｘ").cards


def test_what_cannot_be_a_tail_costs_no_try(actions: Actions) -> None:
    talk = Dialogue(actions, "C004", "channel")
    talk.say("我买过哪些保险", "query_policy")
    odd = talk.say("123456")
    assert "6 位" in odd.words
    assert masks(odd)
    vague = talk.say("我不太懂")
    assert "最后 4 位" in vague.words
    whole = talk.say("110105198001010904")
    assert whole.cards
    assert masks(whole) == [[[0, 18]]]


def test_five_wrong_tails_bring_a_person_and_keep_the_data(fresh_actions: Actions) -> None:
    talk = Dialogue(fresh_actions, "C001", "channel")
    talk.say("我的理赔到哪步了", "ask_claim_status")
    told = [talk.say(f"900{n}") for n in range(5)]
    assert [d["type"] for d in told[-1].directives] == ["open_case", "mask_message"]
    assert told[-1].directives[0]["codes"] == []
    assert "身份核对" in told[-1].directives[0]["reason"]
    assert "请管家" in told[-1].words
    assert not any(c["type"] == "timeline" for said in told for c in said.cards)
    talk.say("我的理赔到哪步了", "ask_claim_status")
    locked = talk.say("3101")
    assert not any(c["type"] == "timeline" for c in locked.cards)


def test_not_wanting_to_say_it_is_fine(actions: Actions) -> None:
    talk = Dialogue(actions, "C001", "channel")
    talk.say("我的理赔到哪步了", "ask_claim_status")
    stopped = talk.say("算了")
    assert talk.loop is None
    assert not stopped.cards
    assert "转人工" in stopped.offered


def test_a_question_in_between_is_answered_and_the_identity_asked_again(actions: Actions) -> None:
    talk = Dialogue(actions, "C001", "channel")
    talk.say("我的理赔到哪步了", "ask_claim_status")
    aside = talk.say("免赔额是什么意思", "explain_term", [("term", "deductible")])
    assert aside.cards[0]["type"] == "term"
    assert "最后 4 位" in aside.words
    assert talk.say("3101").cards


def test_general_questions_need_no_identity(actions: Actions) -> None:
    talk = Dialogue(actions, "C001", "channel")
    assert talk.say("住院要什么材料", "ask_docs_inpatient").cards
    assert talk.say("犹豫期几天", "ask_cooloff_rule").words


@pytest.mark.parametrize("broken", ["actions_insurer_down", "actions_insurer_slow"])
def test_an_insurer_away_is_said_and_nothing_kept(
    broken: str, actions: Actions, request: pytest.FixtureRequest
) -> None:
    talk = Dialogue(actions, "C001", "channel")
    talk.say("我的理赔到哪步了", "ask_claim_status")
    talk.actions = request.getfixturevalue(broken)
    away = talk.say("3101")
    assert "没有回应" in away.words
    assert masks(away)
    assert "3101" not in str(talk.slots)
    talk.actions = actions
    assert "最后 4 位" in talk.say("核对身份", "verify_identity").words
    assert talk.say("3101").cards


@pytest.mark.parametrize(
    ("words", "tail"),
    [
        ("0101", "0101"), ("后四位是123x", "123X"), ("１２３Ｘ", "123X"), ("一二三叉", "123X"), ("1 2 3 4", "1234"),
        ("110105194912310021", "0021"), ("12345", None), ("3 4 5 6 7", None), ("没有", None), ("", None),
    ],
)  # fmt: skip
def test_reading_the_tail(words: str, tail: str | None) -> None:
    assert tail_in(words) == tail
    if tail:
        assert secrets_in(words)


def test_nothing_forbidden_is_said(actions: Actions) -> None:
    talk = Dialogue(actions, "C001", "channel")
    said = [talk.say("我的理赔到哪步了", "ask_claim_status"), talk.say("凭什么要我身份证")]
    assert not [bad for s in said for bad in BANNED if bad in s.words]


def test_a_messenger_user_need_not_prove_anything_to_complain(actions: Actions) -> None:
    talk = Dialogue(actions, "C001", "channel")
    told = talk.say("在哪投诉", "complaint_howto")
    assert "12378" in told.words
    assert "最后 4 位" not in told.words


def test_a_courier_is_private_too(actions: Actions) -> None:
    talk = Dialogue(actions, "C001", "channel")
    assert "最后 4 位" in talk.say("快递到哪了", "track_pickup").words
