"""Appeals and complaints: written in the customer's own words, with number and clock, no way out hidden."""

import re
from datetime import datetime
from typing import Any

import httpx
import pytest

from tests.actions.calling import BANNED, Actions, Said, said
from tests.actions.form_talk import FormTalk
from tests.actions.test_form_report_claim import claims_of
from tests.insurer.running import RunningCore

REASON = "病理报告写的是浸润性癌，结论里按原位癌处理了"
STORY = "上周三打电话说好两天内回复，到今天没人联系我"


def requests_of(core: RunningCore, ref: str) -> list[dict[str, Any]]:
    headers = {"Authorization": f"Bearer {core.token}"}
    answer = httpx.get(
        f"{core.url}/v1/requests", params={"customer_ref": ref}, headers=headers, trust_env=False
    )
    return list(answer.json()["items"])


def appealing(writing: Actions, ref: str = "C003") -> tuple[FormTalk, Said]:
    talk = FormTalk(writing, ref=ref)
    told = talk.begin("action_appeal", "我要申请复核", intent="ask_appeal_howto")
    if talk.form and talk.draft["asked"] == "claim":
        told = talk.say("第一个")
    return talk, told


def complaining(writing: Actions, ref: str = "C001") -> tuple[FormTalk, Said]:
    talk = FormTalk(writing, ref=ref)
    return talk, talk.begin("action_complaint", "我要登记投诉", intent="complaint_howto")


def calm(answer: Said) -> None:
    assert not [word for word in BANNED if word in answer.words]
    assert not re.search(r"一定能|保证|必须赔", answer.words)


def test_appeal_happy_moves_the_claim_into_review(writing: Actions, writable_insurer: RunningCore) -> None:
    talk, asked = appealing(writing, "C002")
    assert "哪一点" in asked.words
    talk.say(REASON, intent="ask_docs_ci", confidence=0.98)
    summary = talk.say("另一家医院的会诊意见")
    assert REASON in summary.words
    done = talk.say("确认提交")
    [number] = re.findall(r"SS\d+", done.words)
    kept = next(r for r in requests_of(writable_insurer, "C002") if r["request_no"] == number)
    assert kept["kind"] == "appeal"
    [noted] = [d for d in done.directives if d["type"] == "note_request"]
    assert (noted["request_no"], noted["kind"], noted["claim_no"]) == (number, "appeal", kept["claim_no"])
    assert claims_of(writable_insurer, "C002")[0]["state_code"] == "APPEAL_REVIEWING"
    assert "12378" in done.words
    assert "最晚" in done.words
    calm(done)
    again, told = appealing(writing, "C002")
    assert again.form is None
    assert "转人工" in told.offered


def test_appeal_corrected_interrupted_back_cancelled(writing: Actions, writable_insurer: RunningCore) -> None:
    before = len(requests_of(writable_insurer, "C003"))
    talk, _ = appealing(writing)
    again = talk.say("复核多久有结果？", intent="ask_appeal_howto", confidence=0.95)
    assert "哪一点" in again.words or "新的材料" in again.words
    talk.say("上一步")
    talk.say("门诊那张发票 800 元没有算进去")
    talk.say("跳过")
    talk.say("改一下理由")
    talk.say("两张发票都没有算进去，一共 1300 元")
    assert "1300" in str(talk.values["reason"])
    talk.say("取消")
    assert talk.slots["form"] is None
    assert len(requests_of(writable_insurer, "C003")) == before


def test_appeal_bad_input(writing: Actions) -> None:
    talk, _ = appealing(writing)
    assert "具体" in talk.say("不服").words
    assert "最多 1500 个字" in talk.say("很长" * 1000).words


def test_appeal_before_a_decision_tells_what_is_possible(writing: Actions) -> None:
    talk, told = appealing(writing, "C005")
    assert talk.form is None
    assert "转人工" in told.offered
    talk, told = appealing(writing, "C004")
    assert talk.form is None
    assert {"我要登记投诉", "转人工"} <= set(told.offered)


def test_appeal_explained_with_the_form_one_tap_away(writing: Actions) -> None:
    for words in ("怎么申请复议", "申诉要交什么材料", "复议多久有结果"):
        told = writing.run("action_appeal", words, intent="ask_appeal_howto", ref="C002")
        assert "我要申请复核" in told.offered


@pytest.mark.parametrize("which", ["actions_insurer_down", "actions_insurer_slow"])
def test_appeal_without_insurer_keeps_the_words(
    writing: Actions, which: str, request: pytest.FixtureRequest
) -> None:
    talk, _ = appealing(writing)
    talk.say("门诊那张发票 800 元没有算进去")
    talk.say("没有")
    talk.actions = request.getfixturevalue(which)
    told = talk.say("确认提交")
    assert "不能确定" in told.words
    assert talk.values["reason"] == "门诊那张发票 800 元没有算进去"
    assert "转人工" in told.offered


def test_complaint_happy_has_a_number_and_its_clocks(writing: Actions, writable_insurer: RunningCore) -> None:
    talk, _ = complaining(writing)
    talk.say(STORY)
    talk.say("给我一个书面答复")
    summary = talk.say("没错") if talk.draft["phase"] != "summary" else None
    assert summary is None
    done = talk.say("确认登记")
    [number] = re.findall(r"TS\d+", done.words)
    kept = next(r for r in requests_of(writable_insurer, "C001") if r["request_no"] == number)
    assert kept["kind"] == "complaint"
    assert {c["code"] for c in kept["clocks"]} == {"complaint_contact", "handle_15_30_60"}
    [noted] = [d for d in done.directives if d["type"] == "note_request"]
    assert (noted["request_no"], noted["kind"], noted["claim_no"]) == (number, "complaint", None)
    assert datetime.fromisoformat(noted["received_at"]) == datetime.fromisoformat(str(kept["received_at"]))
    assert "12378" in done.words
    assert "转人工" in done.offered
    calm(done)


def test_complaint_run_twice_registers_once(writing: Actions, writable_insurer: RunningCore) -> None:
    talk, _ = complaining(writing)
    talk.say(STORY)
    talk.say("跳过")
    done = talk.say("确认登记")
    number = len(requests_of(writable_insurer, "C001"))
    assert said(writing.post(talk.calls[-1])).words == done.words
    assert len(requests_of(writable_insurer, "C001")) == number


def test_complaint_corrected_interrupted_back_cancelled(
    writing: Actions, writable_insurer: RunningCore
) -> None:
    before = len(requests_of(writable_insurer, "C001"))
    talk, _ = complaining(writing)
    talk.say("我也说不清")
    again = talk.say("投诉会影响我理赔吗", intent="ask_claim_eta", confidence=0.9)
    assert talk.asides
    assert "接着刚才的" in again.words
    talk.say("上一步")
    talk.say(STORY)
    assert talk.values["story"] == STORY
    talk.say("不投诉了")
    assert talk.slots["form"] is None
    assert len(requests_of(writable_insurer, "C001")) == before


def test_a_complaint_about_a_claim_names_it(writing: Actions) -> None:
    talk, _ = complaining(writing)
    talk.say("材料交了三次，每次都说少一样")
    talk.say("理赔慢或结论")
    assert talk.draft["asked"] == "claim"
    talk.say("住院")
    assert talk.values["claim"] == "LP8800010001"


def test_a_complaint_without_form_words_offers_both_ways(writing: Actions) -> None:
    told = writing.run("action_complaint", "你们客服态度真不怎么样", intent="complain_service")
    assert {"转人工", "我要登记投诉"} <= set(told.offered)
    assert "12378" in told.words
    assert {"type": "offer_human"} in told.directives


def test_where_to_complain_never_hides_the_regulator(writing: Actions) -> None:
    told = writing.run("action_complaint", "在哪投诉", intent="complaint_howto")
    assert "12378" in told.words
    assert {"我要登记投诉", "转人工"} <= set(told.offered)


@pytest.mark.parametrize("which", ["actions_insurer_down", "actions_insurer_slow"])
def test_complaint_without_insurer_can_still_be_told(which: str, request: pytest.FixtureRequest) -> None:
    away: Actions = request.getfixturevalue(which)
    _, told = complaining(away)
    assert "转人工" in told.offered


def test_who_loses_patience_while_complaining_gets_a_person_and_a_number(
    writing: Actions, writable_insurer: RunningCore
) -> None:
    talk, _ = complaining(writing, "C004")
    escalation = {"codes": ["E01"], "priority": "P2", "reason": "愤怒", "evidence": []}
    talk.slots["escalation"] = escalation
    told = talk._run("action_escalate", "你们客服就是骗子，没一个管事的", [])
    [number] = re.findall(r"TS\d+", told.words)
    assert number in {r["request_no"] for r in requests_of(writable_insurer, "C004")}
    assert told.directives[0]["type"] == "open_case"
    assert talk.slots["form"] is None


def test_a_person_comes_also_when_the_complaint_cannot_be_registered(
    writing: Actions, actions_insurer_down: Actions
) -> None:
    talk, _ = complaining(writing, "C004")
    talk.slots["escalation"] = {"codes": ["E01"], "priority": "P2", "reason": "愤怒", "evidence": []}
    talk.actions = actions_insurer_down
    told = talk._run("action_escalate", "你们客服就是骗子，没一个管事的", [])
    assert told.directives[0]["type"] == "open_case"
    assert talk.slots["form"] is not None
