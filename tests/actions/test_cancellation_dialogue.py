"""Cancelling: never hidden, two confirmations, the insurer's figures, done once or honestly handed over."""

from datetime import timedelta

import httpx
import pytest

from actions.answers_cancellation import day
from tests.actions.calling import BANNED, Actions, Said
from tests.actions.dialogue import Dialogue
from tests.insurer.running import RunningCore

WISH = "cancel_within_cooloff"
TAILS = {"C001": "3101", "C002": "2702", "C003": "150X", "C004": "0904", "C005": "6405"}


def begun(actions: Actions, ref: str = "C005") -> tuple[Dialogue, Said]:
    """At the offer, or the choice of the policy, with the identity verified."""
    talk = Dialogue(actions, ref)
    asked = talk.say("我要退保", WISH)
    assert "最后 4 位" in asked.words
    return talk, talk.say(TAILS[ref])


def quote(core: RunningCore, policy: str, ref: str) -> dict[str, object]:
    headers = {"Authorization": f"Bearer {core.token}"}
    url = f"{core.url}/v1/policies/{policy}/cancellation?customer_ref={ref}"
    found = httpx.get(url, headers=headers, trust_env=False)
    assert found.status_code == 200
    return dict(found.json())


def test_the_offer_says_what_the_insurer_quotes(actions: Actions, reference_core: RunningCore) -> None:
    talk, offer = begun(actions)
    quoted = quote(reference_core, "P8800050001", "C005")
    assert quoted["kind"] == "platform_days"
    assert "316.00 元" in offer.words
    assert str(quoted["reason"]) in offer.words
    assert all(lost in offer.words for lost in quoted["consequences"])  # type: ignore[attr-defined]
    assert day(str(quoted["until"])) in offer.words
    assert {"继续退", "先不退", "转人工"} <= set(offer.offered)
    assert talk.loop == "cancellation_form"


def test_two_confirmations_then_done_and_once_only(fresh_actions: Actions) -> None:
    talk, _ = begun(fresh_actions)
    summary = talk.say("继续退")
    assert "确认退保" in summary.offered
    assert "316.00 元" in summary.words
    assert "最晚到账" in summary.words
    first, second = talk.say_twice("确认退保")
    assert "退保办好了" in first.words
    assert first.words == second.words
    assert "最晚" in first.words
    assert talk.loop is None
    after = talk.say("我要退保", WISH)
    assert "已退保" in after.words


def test_thinking_it_over_keeps_the_policy(actions: Actions, reference_core: RunningCore) -> None:
    for words in ("先不退", "我再想想", "不退了"):
        talk, _ = begun(actions)
        kept = talk.say(words, "undo_cancel" if words == "不退了" else "")
        assert talk.loop is None
        assert "保单" in kept.words
    assert quote(reference_core, "P8800050001", "C005")["kind"] == "platform_days"


def test_only_one_line_tries_to_keep_somebody(actions: Actions) -> None:
    _, offer = begun(actions)
    assert offer.words.count("不急") == 1
    assert "可惜" not in offer.words
    assert "挽留" not in offer.words


def test_the_second_confirmation_can_be_refused(actions: Actions) -> None:
    talk, _ = begun(actions)
    talk.say("要退")
    gone = talk.say("算了")
    assert talk.loop is None
    assert not any(d["type"] == "open_case" for d in gone.directives)


def test_of_several_policies_one_is_chosen_and_can_be_changed(actions: Actions) -> None:
    talk, choice = begun(actions, "C001")
    assert len([o for o in choice.offered if "尾号" in o]) == 3
    assert "要由管家来办" in choice.words
    assert "能退" in choice.words
    wrong = talk.say("第五个")
    assert "3 个" in wrong.words
    offer = talk.say("随行意外那个")
    assert "尾号 0002" in offer.words
    back = talk.say("上一步")
    assert "要退哪一份" in back.words


def test_a_policy_with_claims_is_told_the_rule_and_the_way(actions: Actions) -> None:
    talk, _ = begun(actions, "C004")
    told = talk.say("安心百万")
    assert talk.loop is None
    assert "报过" in told.words or "报案" in told.words
    assert "转人工" in told.offered
    assert "不是不让您退" in told.words


def test_a_question_in_between_is_answered_and_the_offer_comes_back(actions: Actions) -> None:
    talk, _ = begun(actions)
    aside = talk.say("等待期是什么意思", "explain_waiting_period", [("term", "waiting_period")])
    assert aside.cards[0]["type"] == "term"
    assert "继续退" in aside.offered
    assert talk.loop == "cancellation_form"


def test_when_the_money_comes_is_answered_within_the_form(
    actions: Actions, reference_core: RunningCore
) -> None:
    talk, offer = begun(actions)
    told = talk.say("那钱多久到账啊", "ask_payment_arrival")
    assert "现在退的话，钱最晚" in told.words
    assert "继续退" in told.offered
    assert len(told.words) < len(offer.words)
    assert talk.loop == "cancellation_form"


def test_what_is_no_answer_is_asked_again_with_a_person(actions: Actions) -> None:
    talk, _ = begun(actions)
    talk.say("嗯这个嘛")
    again = talk.say("呃呃呃")
    assert "转人工" in again.offered
    assert talk.loop == "cancellation_form"


def test_after_a_long_pause_the_identity_is_asked_again(actions: Actions) -> None:
    talk, _ = begun(actions)
    talk.say("继续退")
    talk.wait(timedelta(hours=3))
    asked = talk.say("确认退保")
    assert "最后 4 位" in asked.words
    assert "办好了" not in asked.words
    back = talk.say("6405")
    assert "确认退保" in back.offered


@pytest.mark.parametrize("broken", ["actions_insurer_down", "actions_insurer_slow"])
def test_an_insurer_away_keeps_the_answers_and_says_so(
    broken: str, actions: Actions, request: pytest.FixtureRequest
) -> None:
    talk, _ = begun(actions)
    talk.say("继续退")
    talk.actions = request.getfixturevalue(broken)
    away = talk.say("确认退保")
    assert "不会重复提交" in away.words
    assert {"再试一次", "转人工"} <= set(away.offered)
    assert talk.loop == "cancellation_form"
    assert talk.say("不办了").replies
    assert talk.loop is None


def test_an_insurer_away_at_the_start(actions_insurer_down: Actions) -> None:
    talk = Dialogue(actions_insurer_down, "C005")
    talk.slots["identity_verified_until"] = (talk.now + timedelta(minutes=20)).isoformat()
    away = talk.say("我要退保", WISH)
    assert "连不上" in away.words
    assert "转人工" in away.offered
    assert talk.loop is None


def test_a_visitor_is_told_the_rule_and_the_way_too(actions: Actions) -> None:
    told = Dialogue(actions, None).say("退保怎么退", "cancel_after_cooloff")
    assert "可以退" in told.words
    assert "转人工" in told.offered


def test_what_it_would_bring_without_starting(actions: Actions, reference_core: RunningCore) -> None:
    told = Dialogue(actions, "C005").say("现在退能拿回多少", "ask_refund_amount_arrival")
    assert "316.00 元" in told.words
    assert "什么都没退" in told.words
    assert quote(reference_core, "P8800050001", "C005")["kind"] == "platform_days"
    assert not [bad for bad in BANNED if bad in told.words]


def test_what_it_would_bring_when_the_insurer_is_away(actions_insurer_down: Actions) -> None:
    told = Dialogue(actions_insurer_down, "C005").say("能退多少", "ask_refund_amount_arrival")
    assert "净保费" in told.words
