"""The customer's own papers, requests and errands, disputes, contact points, a person before the identity: over the real
actions and the reference insurer."""

import pytest

from actions import person_first
from actions.answers import CONFIRM
from actions.answers_own_requests import where_they_stand
from actions.answers_smalltalk import leave, listening
from actions.own_requests import asked_kinds
from actions.reading import is_cancel, is_later
from actions.slots import Facts, OpenCase
from insurer.api_writing import RequestClock, ServiceRequest
from insurer.knowledge import Knowledge
from tests.actions.calling import BANNED, NOW, Actions, a_turn
from tests.actions.dialogue import Dialogue

DOWN = ["actions_insurer_down", "actions_insurer_slow"]


# Own papers


def test_what_is_in_and_what_is_missing(actions: Actions, knowledge: Knowledge) -> None:
    told = Dialogue(actions, "C001").say("我材料齐了吗", "ask_own_documents")
    assert "还没齐" in told.words
    assert knowledge.documents["D08"].name in told.words
    assert "别的都不缺" in told.words
    assert "理赔申请书" in told.words
    assert not told.cards
    assert "转人工" in told.offered


def test_one_paper_asked_for_is_answered_with_yes_or_no(actions: Actions) -> None:
    talk = Dialogue(actions, "C001")
    lacking = talk.say("出院小结我交了没", "ask_own_documents", [("document_type", "D08")])
    assert "还差着" in lacking.words
    assert "别的都不缺" not in lacking.words
    there = talk.say("身份证我交了没", "ask_own_documents", [("document_type", "D02")])
    assert "不用再交" in there.words
    assert "还差" in there.words


def test_papers_of_a_kind_that_is_not_claimed(actions: Actions) -> None:
    told = Dialogue(actions, "C001").say(
        "门诊的单子我交了没", "ask_own_documents", [("claim_type", "OUTPATIENT_MED")]
    )
    assert "没有正在办的门诊" in told.words
    assert "出院小结" in told.words


def test_papers_where_nothing_is_open_or_nobody_is_known(actions: Actions) -> None:
    assert "没有正在办的理赔" in Dialogue(actions, "C003").say("我材料齐了吗", "ask_own_documents").words
    assert "还没有理赔记录" in Dialogue(actions, "C005").say("我材料齐了吗", "ask_own_documents").words
    assert "没认出您" in Dialogue(actions, None).say("我材料齐了吗", "ask_own_documents").words
    stranger = Dialogue(actions, "C001", "channel").say("我材料齐了吗", "ask_own_documents")
    assert "最后 4 位" in stranger.words


@pytest.mark.parametrize("server", DOWN)
def test_own_matters_while_the_insurer_is_away(server: str, request: pytest.FixtureRequest) -> None:
    away = request.getfixturevalue(server)
    for text, intent in (("我材料齐了吗", "ask_own_documents"), ("我投诉那个咋样了", "ask_own_requests")):
        told = Dialogue(away, "C001").say(text, intent)
        assert "连不上" in told.words
        assert "转人工" in told.offered
    assert Dialogue(away, "C001").say("住院要什么材料", "ask_docs_inpatient").cards
    assert "书面理由" in Dialogue(away, "C002").say("不赔我不认", "dispute_rejection").words


def test_a_list_asked_for_twice_becomes_the_own_claim(actions: Actions) -> None:
    talk = Dialogue(actions, "C001")
    first = talk.say("住院要什么材料", "ask_docs_inpatient")
    assert "只差 2 样" in first.replies[-1]["text"]
    again = talk.say("还要什么", "ask_docs_inpatient")
    assert not again.cards
    assert "还没齐" in again.words


def test_why_papers_came_back_is_told_from_the_claim(actions: Actions, knowledge: Knowledge) -> None:
    own = Dialogue(actions, "C001").say("病历被打回来了", "ask_doc_rejected_reason")
    assert "出院证" in own.words
    general = Dialogue(actions, "C001").say("材料一般为什么被退", "ask_doc_rejected_reason")
    assert general.words.startswith(knowledge.answers["ask_doc_rejected_reason"].text)
    refused = Dialogue(actions, "C002").say("我那个病说不赔了是咋回事", "ask_doc_rejected_reason")
    assert "书面理由" in refused.words


# Own requests


def test_where_the_own_complaint_stands(actions: Actions) -> None:
    told = Dialogue(actions, "C004").say("我投诉那个咋样了", "ask_own_requests")
    assert "正在处理" in told.words
    assert "最晚" in told.words
    assert "已到期" not in told.words  # the first contact has been made
    none = Dialogue(actions, "C004").say("上次的申诉有结果吗", "ask_own_requests")
    assert "没查到" in none.words
    assert "TS8800040001" in none.words
    assert "我要申请复核" in none.offered


def a_request(status: str, days: int) -> ServiceRequest:
    clock = {"code": "complaint_first_contact", "name": "投诉首次联系", "source": "《办法》第1条"}
    due = NOW.replace(day=NOW.day + days)
    return ServiceRequest(
        request_no="TS1",
        kind="complaint",
        status=status,  # type: ignore[arg-type]
        received_at=NOW.replace(day=NOW.day - 5),
        clocks=(RequestClock(**clock, due_at=due),),
        next_step="专员联系您。",
    )


def test_a_request_past_its_day_offers_a_person(knowledge: Knowledge) -> None:
    late = where_they_stand([a_request("received", -2)], knowledge, NOW).replies[0]["text"]
    assert "已到期" in late
    assert "去催" in late
    on_time = where_they_stand([a_request("received", 2)], knowledge, NOW).replies[0]["text"]
    assert "去催" not in on_time
    done = where_they_stand([a_request("done", -2)], knowledge, NOW).replies[0]["text"]
    assert "已经办完" in done
    assert "到期" not in done


def test_which_kind_of_request_is_asked_about() -> None:
    assert asked_kinds("我投诉那个咋样了") == ("complaint",)
    assert asked_kinds("复核有消息没") == ("appeal",)
    assert asked_kinds("我提的那个建议呢") == ("suggestion",)
    assert asked_kinds("上次那件怎么样了") == ()


# Errands


@pytest.mark.parametrize(
    "intent", ["withdraw_claim", "change_payment_account", "undo_cancel", "cancel_auto_renew"]
)
def test_an_errand_is_explained_and_then_handed_over(
    intent: str, actions: Actions, knowledge: Knowledge
) -> None:
    talk = Dialogue(actions, "C001")
    known = knowledge.answers[intent]
    told = talk.say("帮我办一下", intent)
    assert known.text in told.words
    assert known.more
    assert known.more in told.words
    assert "4 小时内" in told.words
    assert not told.directives
    given = talk.say(known.buttons[0].say, "butler_errand")
    (case,) = given.directives
    assert case["type"] == "open_case"
    assert case["codes"] == []
    assert "（" in case["goal"]
    assert "帮我办一下" in case["summary"]
    assert given.cards[0]["type"] == "handoff"
    assert not talk.say(known.buttons[0].say, "butler_errand").directives


def test_who_insists_on_an_errand_need_not_read_it_twice(actions: Actions) -> None:
    talk = Dialogue(actions, "C001")
    talk.say("我要撤案", "withdraw_claim")
    assert not talk.say("撤了有什么影响吗", "withdraw_claim").directives
    assert "撤案" in talk.say("还是撤吧", "withdraw_claim").directives[0]["goal"]


def test_an_errand_of_somebody_unknown_or_with_the_insurer_away(
    actions_insurer_down: Actions, actions: Actions
) -> None:
    for talk in (Dialogue(actions, None), Dialogue(actions_insurer_down, "C001")):
        talk.say("我要撤案", "withdraw_claim")
        (case,) = talk.say("请管家帮我撤案", "butler_errand").directives
        assert "撤案" in case["goal"]
        assert "先核对" in case["summary"]


# Disputes


def test_a_refusal_not_accepted_is_answered_in_substance(actions: Actions) -> None:
    told = Dialogue(actions, "C002").say("不赔我不认", "dispute_rejection")
    assert "核赔员周敏" in told.words
    assert "2.4.1" in told.words
    assert "12378" in told.words
    assert {"转人工", "我要申请复核"} <= set(told.offered)
    assert told.directives[0]["type"] == "offer_human"
    assert told.replies[-1]["text"].endswith("吗？")
    none = Dialogue(actions, "C001").say("不赔我不认", "dispute_rejection")
    assert "没有不予赔付的结论" in none.words
    assert "转人工" in none.offered


def test_an_amount_and_a_suspicion_not_accepted(actions: Actions, knowledge: Knowledge) -> None:
    amount = Dialogue(actions, "C001").say("赔少了", "dispute_amount")
    assert knowledge.answers["ask_partial_reason"].text in amount.words
    suspicion = Dialogue(actions, "C004").say("你们当我是骗保的", "accusation_of_fraud")
    assert "这不代表认定您有问题" in suspicion.words
    assert "调查中" in suspicion.words
    for told in (amount, suspicion):
        assert "转人工" in told.offered
        assert not any(banned in told.words for banned in BANNED)


def test_somebody_unknown_gets_the_rights_but_no_claim(actions: Actions) -> None:
    told = Dialogue(actions, "C002", "channel").say("不赔我不认", "dispute_rejection")
    assert "核赔员" not in told.words
    assert "书面理由" in told.words


def test_grief_is_met_with_words_and_an_offer(actions: Actions) -> None:
    told = Dialogue(actions, "C001").say("我妈走了手续咋办", "bereavement_or_illness_support")
    assert "手续的事先放一放" in told.words
    assert told.directives[0]["type"] == "offer_human"
    crisis = Dialogue(actions, "C001").say("撑不住了", "crisis_selfharm")
    assert "12356" in crisis.words
    assert "已经在叫" not in crisis.words
    guess = Dialogue(actions, "C001").say("太多了看不过来", "bereavement_or_illness_support", confidence=0.35)
    assert "难过" not in guess.words


# A person first


@pytest.mark.parametrize(
    "text",
    [
        "我七十二了眼睛不好使 那个保险咋退",
        "字太小看不清，我要退保",
        "我不会弄，帮我退了吧",
        "俺岁数大了，要退保",
    ],
)
def test_who_needs_help_is_offered_a_person_before_the_identity(text: str, actions: Actions) -> None:
    talk = Dialogue(actions, "C005")
    told = talk.say(text, "cancel_after_cooloff")
    assert "最后 4 位" not in told.words
    assert told.offered == ["转人工", "核对身份"]
    assert told.directives[0]["type"] == "offer_human"
    asked = talk.say("核对身份", "verify_identity")
    assert "最后 4 位" in asked.words
    done = talk.say("6405")
    assert "退" in done.words
    assert talk.loop == "cancellation_form"


def test_who_needs_none_is_asked_at_once(actions: Actions) -> None:
    assert "最后 4 位" in Dialogue(actions, "C005").say("我要退保", "cancel_after_cooloff").words


def test_when_a_person_comes_first() -> None:
    assert person_first.comes_first(a_turn("退保", decision="offer"))
    assert person_first.comes_first(a_turn("退保", facts=Facts(open_case=OpenCase("A1"))))
    assert person_first.comes_first(a_turn("退保", said=("我不会用手机", "退保")))
    assert not person_first.comes_first(a_turn("退保", said=("我不会用手机", "退保"), offered_human=True))
    assert not person_first.comes_first(a_turn("眼睛花了", last_action_key=person_first.KEY))
    assert not person_first.comes_first(a_turn("我妈七十二了，她要退保"))


@pytest.mark.parametrize(
    "words", ["算了不退了", "先不办了", "算了不退了 留着吧", "不核对了", "哎算了太麻烦了"]
)
def test_the_identity_form_ends_like_every_other(words: str, actions: Actions) -> None:
    talk = Dialogue(actions, "C005")
    talk.say("我要退保", "cancel_after_cooloff")
    left = talk.say(words, "undo_cancel", confidence=0.99)
    assert talk.loop is None
    assert "先不办" in left.words
    assert not talk.slots.get("verify_for")
    assert not talk.slots.get("form")


def test_a_sum_of_money_is_no_identity(actions: Actions) -> None:
    talk = Dialogue(actions, "C005")
    talk.say("我要退保", "cancel_after_cooloff")
    told = talk.say("有人说先交2000手续费能全额退", "report_scam", confidence=0.99)
    assert "对不上" not in told.words
    assert "别转账" in told.words
    assert not [d for d in told.directives if d["type"] == "mask_message"]


# Small words and forms


def test_listening_and_leaving_never_say_the_same_twice() -> None:
    first = listening(a_turn("那个"))
    second = listening(a_turn("那个", last_action_key=first.key))
    third = listening(a_turn("那个", last_action_key=second.key))
    assert len({o.replies[0]["text"] for o in (first, second, third)}) == 3
    said = {
        words: leave(a_turn(words)).replies[0]["text"] for words in ("算了", "哦", "不退了", "没有了 谢谢")
    }
    assert len(set(said.values())) == 4
    missed = leave(a_turn("算了", last_action_key="fallback"))
    assert "对不起" in missed.replies[0]["text"]
    assert missed.replies[0]["buttons"]


def test_words_that_end_or_put_off_a_form() -> None:
    assert all(
        is_cancel(t) for t in ("算了先不约了", "哎算了太麻烦了", "不弄了孩子哭了", "算了不退了 留着吧")
    )
    assert not any(is_cancel(t) for t in ("算了一下，少了两百", "我算了算，少给了我三百", "要改地址"))
    assert is_later("等会儿再说 娃哭了")
    assert not is_later("等会儿再说明一下行吗")


def test_contact_points_are_those_of_the_knowledge(actions: Actions, knowledge: Knowledge) -> None:
    told = Dialogue(actions, "C001").say("你们电话多少", "ask_contact")
    line = knowledge.contacts["complaint_12378"]
    assert f"{line.name} {line.number}" in told.words
    assert CONFIRM in told.words
    assert "不敢随口报" in told.words
