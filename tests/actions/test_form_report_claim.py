"""Reporting a claim in the chat, over the real actions server and the reference insurer."""

import re
from datetime import datetime, timedelta
from itertools import count
from typing import Any

import httpx
import pytest

from tests.actions.calling import BANNED, NOW, SHANGHAI, Actions, Said, said
from tests.actions.form_talk import FormTalk
from tests.insurer.running import RunningCore

#: Every test reports another day: the same event twice is refused by a rule.
_days = count(20)
ACCIDENT = ("claim_type", "ACC_MED", "意外")


def a_day() -> str:
    day = datetime.now(SHANGHAI).date() - timedelta(days=next(_days))
    return f"{day.month}月{day.day}号"


def talking(writing: Actions, text: str = "我要报案", **more: Any) -> tuple[FormTalk, Said]:
    talk = FormTalk(writing)
    return talk, talk.begin("action_report_claim", text, intent="report_claim", **more)


def up_to_summary(writing: Actions, day: str | None = None) -> tuple[FormTalk, Said]:
    talk, _ = talking(writing)
    for answer in ("下楼梯踩空，右脚踝骨折", day or a_day(), "市第一医院", "两千多"):
        last = talk.say(answer)
    return talk, last


def claims_of(core: RunningCore, ref: str = "C001") -> list[dict[str, Any]]:
    answer = httpx.get(
        f"{core.url}/v1/customers/{ref}/claims",
        headers={"Authorization": f"Bearer {core.token}"},
        trust_env=False,
    )
    return list(answer.json()["items"])


def calm(answer: Said) -> None:
    assert not [word for word in BANNED if word in answer.words]
    assert "转人工" in answer.offered


def test_happy_the_claim_is_reported_and_the_documents_are_listed(
    writing: Actions, writable_insurer: RunningCore
) -> None:
    talk, summary = up_to_summary(writing)
    for told in ("右脚踝骨折", "意外医疗", "随行意外险", "市第一医院", "2,000.00", "确认报案"):
        assert told in summary.words
    calm(summary)
    done = talk.say("确认报案")
    [number] = set(re.findall(r"LP\d{10,}", done.replies[0]["text"]))
    claim = next(c for c in claims_of(writable_insurer) if c["claim_no"] == number)
    assert (claim["claim_type"], claim["incident"], claim["amount_claimed"]) == (
        "ACC_MED",
        "下楼梯踩空，右脚踝骨折",
        "2000.00",
    )
    [card] = done.cards
    assert card["type"] == "checklist"
    assert card["claim_type"] == "ACC_MED"
    assert any("门诊病历没写外伤原因" in hint for hint in card["hints"])
    calm(done)
    assert talk.form is None
    assert talk.slots["form"] is None
    assert talk.slots["claim_no"] == number


def test_one_thing_is_asked_at_a_time(writing: Actions) -> None:
    talk, first = talking(writing)
    asked = [first.words]
    for answer in ("身上不舒服去看了看", a_day(), "意外医疗", "市第一医院"):
        asked.append(talk.say(answer).words)
    assert [
        "出了什么事" in asked[0],
        "哪一天" in asked[1],
        "哪一种" in asked[2],
        "医院" in asked[3],
        "多少钱" in asked[4],
    ] == [True] * 5
    assert all(words.count("？") <= 1 for words in asked)


def test_what_the_first_sentence_says_is_not_asked(writing: Actions) -> None:
    talk, first = talking(
        writing, "昨天猫抓了手，在市二医院打了针，我要报案", entities=[("claim_type", "ACC_MED", "猫抓")]
    )
    assert talk.values["claim_type"] == "ACC_MED"
    assert talk.values["policy"] == "P8800010002"
    assert "猫抓" in talk.values["incident"]
    assert talk.values["incident_date"] == (datetime.now(SHANGHAI).date() - timedelta(days=1)).isoformat()
    assert "医院" in first.words


@pytest.mark.parametrize(
    ("words", "name", "value"),
    [
        ("不对，金额是三千", "amount", "3000.00"),
        ("金额改成1万2", "amount", "12000.00"),
        ("医院填错了，是县人民医院", "hospital", "县人民医院"),
        ("花费不是两千多是两千八", "amount", "2800.00"),
    ],
)
def test_corrected_at_the_summary(writing: Actions, words: str, name: str, value: str) -> None:
    talk, _ = up_to_summary(writing)
    again = talk.say(words, intent="dispute_amount", confidence=0.8)
    assert talk.values[name] == value
    assert "改过来了" in again.words
    assert "确认报案" in again.offered


def test_corrected_in_between(writing: Actions) -> None:
    talk, _ = talking(writing)
    talk.say("下楼梯踩空，右脚踝骨折")
    talk.say("昨天")
    talk.say("不对，是前天")
    assert talk.values["incident_date"] == (datetime.now(SHANGHAI).date() - timedelta(days=2)).isoformat()
    assert talk.draft["asked"] == "hospital"


def test_interrupted_by_a_question_and_asked_again(writing: Actions) -> None:
    talk, _ = talking(writing)
    talk.say("下楼梯踩空，右脚踝骨折")
    again = talk.say("免赔额是什么意思", intent="explain_deductible", confidence=0.98)
    assert talk.asides == ["免赔额是什么意思"]
    assert "接着刚才的" in again.words
    assert "哪一天" in again.words
    assert talk.values["incident"] == "下楼梯踩空，右脚踝骨折"
    assert "incident_date" not in talk.values


def test_a_question_is_no_story(writing: Actions) -> None:
    talk, _ = talking(writing)
    talk.say("报案有时间限制吗？", intent="explain_waiting_period", confidence=0.8)
    assert "incident" not in talk.values


@pytest.mark.parametrize("words", ["算了", "不办了", "取消", "还是不报了吧", "我不想报了"])
def test_cancelled_nothing_is_kept(writing: Actions, writable_insurer: RunningCore, words: str) -> None:
    before = len(claims_of(writable_insurer))
    talk, _ = up_to_summary(writing)
    told = talk.say(words, intent="withdraw_claim", confidence=0.9)
    assert "没存" in told.words
    assert talk.form is None
    assert talk.slots["form"] is None
    assert len(claims_of(writable_insurer)) == before


def test_put_off_and_taken_up_after_days(writing: Actions) -> None:
    talk, _ = talking(writing)
    talk.say("下楼梯踩空，右脚踝骨折")
    later = talk.say("等会儿再说")
    assert talk.form is None
    assert "继续" in later.offered
    talk.now = datetime.now(SHANGHAI) + timedelta(days=3)
    again = talk.begin("action_resume_form", "继续", intent="resume_form")
    assert "上次填的都还在" in again.words
    assert "哪一天" in again.words
    assert talk.values["incident"] == "下楼梯踩空，右脚踝骨折"


def test_reporting_again_goes_on_with_what_is_there(writing: Actions) -> None:
    talk, _ = talking(writing)
    talk.say("下楼梯踩空，右脚踝骨折")
    talk.form = None  # an escalation took the floor: EscalationPolicy ends the loop and leaves the slot
    again = talk.begin("action_report_claim", "我要报案", intent="report_claim")
    assert talk.draft["asked"] == "incident_date"
    assert "上次填的都还在" in again.words


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("上个月", "再准一点"),
        ("明天", "还没到"),
        ("嗯哼哼哼", "比如"),
        ("2月30号", "比如"),
        ("三百年前", "比如"),
    ],
)
def test_a_bad_day_is_told_kindly_with_an_example(writing: Actions, words: str, told: str) -> None:
    talk, _ = talking(writing)
    talk.say("下楼梯踩空，右脚踝骨折")
    again = talk.say(words)
    assert told in again.words
    assert "昨天" in again.words
    assert talk.draft["asked"] == "incident_date"
    calm(again)


def test_two_unreadable_answers_offer_a_person_in_words(writing: Actions) -> None:
    talk, _ = talking(writing)
    talk.say("下楼梯踩空，右脚踝骨折")
    talk.say("唔唔唔")
    assert "管家帮您填" in talk.say("啦啦啦啦").words


def test_outside_of_the_term_is_asked_again(writing: Actions) -> None:
    talk, _ = talking(writing)
    talk.say("下楼梯踩空，右脚踝骨折")
    again = talk.say("去年1月5号")
    assert "保障期" in again.words
    assert talk.draft["asked"] == "incident_date"
    assert not re.search(r"不赔|拒赔", again.words)


def test_back_goes_one_question_back_and_shows_what_was_there(writing: Actions) -> None:
    talk, _ = talking(writing)
    talk.say("下楼梯踩空，右脚踝骨折")
    talk.say("昨天")
    back = talk.say("上一步", intent="ask_claim_step_meaning", confidence=0.9)
    assert "刚才填的是" in back.words
    assert talk.draft["asked"] == "incident_date"
    talk.say("上一步")
    assert talk.draft["asked"] == "incident"
    assert "没有别的问题" in talk.say("返回").words


def test_modify_by_number_name_and_not_at_all(writing: Actions) -> None:
    talk, _ = up_to_summary(writing)
    assert "要改哪一项" in talk.say("修改").words
    talk.say("第5个")
    assert talk.draft["asked"] == "hospital"
    assert "县医院" in talk.say("县医院").words
    talk.say("修改")
    assert "确认报案" in talk.say("不改了").offered


def test_skipped_fields_are_left_out(writing: Actions, writable_insurer: RunningCore) -> None:
    talk, _ = talking(writing)
    for answer in ("下楼梯踩空，右脚踝骨折", a_day(), "跳过", "不清楚"):
        last = talk.say(answer)
    assert "还不清楚" in last.words
    done = talk.say("可以的")
    claim = next(c for c in claims_of(writable_insurer) if c["claim_no"] in done.words)
    assert claim["amount_claimed"] is None


def test_run_twice_books_once(writing: Actions, writable_insurer: RunningCore) -> None:
    talk, _ = up_to_summary(writing)
    done = talk.say("确认报案")
    again = said(writing.post(talk.calls[-1]))
    assert again.words == done.words
    number = re.findall(r"LP\d{10,}", done.words)[0]
    assert len([c for c in claims_of(writable_insurer) if c["claim_no"] == number]) == 1
    day = next(c for c in claims_of(writable_insurer) if c["claim_no"] == number)["incident_date"]
    assert len([c for c in claims_of(writable_insurer) if c["incident_date"] == day]) == 1


def test_reported_already_is_said_in_the_rule_s_words(writing: Actions) -> None:
    day = a_day()
    up_to_summary(writing, day)[0].say("确认报案")
    talk, _ = up_to_summary(writing, day)
    refused = talk.say("确认报案")
    assert "已经报过案" in refused.words
    assert {"修改", "不办了", "转人工"} <= set(refused.offered)
    assert talk.values["incident"] == "下楼梯踩空，右脚踝骨折"


def test_insurer_down_at_the_start(actions_insurer_down: Actions) -> None:
    talk, told = talking(actions_insurer_down)
    assert talk.form is None
    assert "连不上" in told.words
    assert {"我要报案", "转人工"} <= set(told.offered)
    calm(told)


@pytest.mark.parametrize("which", ["actions_insurer_down", "actions_insurer_slow"])
def test_insurer_away_at_the_end_keeps_everything_and_tries_again_once(
    writing: Actions, writable_insurer: RunningCore, which: str, request: pytest.FixtureRequest
) -> None:
    talk, _ = up_to_summary(writing)
    before = talk.values
    talk.actions = request.getfixturevalue(which)
    told = talk.say("确认报案")
    assert "不能确定" in told.words
    assert {"再试一次", "等会儿再说", "转人工"} <= set(told.offered)
    assert talk.values == before
    key = talk.draft["key"]
    talk.actions = writing
    number = len(claims_of(writable_insurer))
    done = talk.say("再试一次")
    assert talk.form is None
    assert "报案号" in done.words
    assert len(claims_of(writable_insurer)) == number + 1
    assert key.startswith(talk.conversation)


def test_changed_after_a_write_that_had_counted(writing: Actions, writable_insurer: RunningCore) -> None:
    """The answer to the first write was lost, the customer changed a value: the first write counts, and they are told."""
    talk, _ = up_to_summary(writing)
    before = dict(talk.slots)
    talk.say("确认报案")
    number = len(claims_of(writable_insurer))
    lost = {**before["form"], "phase": "retry", "key": _key_of(talk), "sent": before["form"]["values"]}
    talk.slots, talk.form = {**before, "form": lost}, "report_claim_form"
    talk.say("修改")
    talk.say("大概花费")
    talk.say("5000")
    told = talk.say("确认报案")
    assert "已经提交成功" in told.words
    assert len(claims_of(writable_insurer)) == number


def _key_of(talk: FormTalk) -> str:
    return f"{talk.conversation}:{talk.message}:report_claim_form"


def test_a_question_how_to_report_is_answered_with_the_form_one_tap_away(writing: Actions) -> None:
    for words in ("怎么报案", "报案电话多少", "报案要多久之内", "在哪点理赔"):
        talk, told = talking(writing, words)
        assert talk.form is None
        assert "我要报案" in told.offered


def test_a_visitor_is_not_asked_anything(writing: Actions) -> None:
    talk = FormTalk(writing, ref=None)
    told = talk.begin("action_report_claim", "我要报案", intent="report_claim")
    assert talk.form is None
    assert "转人工" in told.offered


def test_large_type_asks_in_short_sentences(writing: Actions) -> None:
    talk = FormTalk(writing, ref="C002")
    talk.begin("action_report_claim", "我要报案", intent="report_claim")
    asked = talk.say("体检查出肿物做了手术")
    assert asked.words == "是哪一天的事？"
    assert "转人工" in asked.offered


def test_what_is_shown_to_butlers_names_the_unfinished_form(writing: Actions) -> None:
    talk, _ = up_to_summary(writing)
    assert talk.draft["told"].startswith("报案（还没提交）")
    assert "右脚踝骨折" in talk.draft["told"]


def test_hostile_input_does_no_harm(writing: Actions) -> None:
    for words in ("\x00\x01", "<script>alert(1)</script>", "𠮷" * 3000, "' OR 1=1 --", "1" * 4000, "🙂"):
        talk, _ = talking(writing)
        assert talk.say(words).replies
        talk.say("昨天")
        assert talk.say(words).replies


def test_the_form_knows_the_time_it_is_given(writing: Actions) -> None:
    talk = FormTalk(writing, now=NOW)
    talk.begin("action_report_claim", "我要报案", intent="report_claim")
    talk.say("下楼梯踩空，右脚踝骨折")
    talk.say("上礼拜三")
    assert talk.values["incident_date"] == "2026-11-11"
