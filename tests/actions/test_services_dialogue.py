"""Changes, privacy, unsubscribing, suggestions, planning, buying twice, comparing, the guide: as conversations."""

from datetime import timedelta
from typing import Any

import httpx
import pytest

from insurer.knowledge import Knowledge
from tests.actions.calling import BANNED, Actions
from tests.actions.conftest import running_actions
from tests.actions.dialogue import Dialogue
from tests.insurer.running import RunningCore

DOWN = ["actions_insurer_down", "actions_insurer_slow"]


def verified(actions: Actions, ref: str = "C001") -> Dialogue:
    talk = Dialogue(actions, ref)
    talk.slots["identity_verified_until"] = (talk.now + timedelta(minutes=29)).isoformat()
    return talk


def requests(core: RunningCore, ref: str, kind: str) -> list[dict[str, Any]]:
    headers = {"Authorization": f"Bearer {core.token}"}
    found = httpx.get(f"{core.url}/v1/requests?customer_ref={ref}", headers=headers, trust_env=False).json()
    return [item for item in found["items"] if item["kind"] == kind]


# Contact data


def test_a_new_phone_number(actions: Actions, reference_core: RunningCore) -> None:
    before = len(requests(reference_core, "C001", "contact_change"))
    talk = verified(actions)
    first = talk.say("我换手机号了", "change_contact_identity")
    assert "2个工作日" in first.words
    assert "新的手机号" in first.words
    assert "11 位" in talk.say("1380000").words
    summary = talk.say("13800001234")
    assert "138****1234" in summary.words
    assert "13800001234" not in summary.words
    changed = talk.say("改成13900005678")
    assert "139****5678" in changed.words
    done, again = talk.say_twice("确认")
    assert "编号 BQ" in done.words
    assert done.words == again.words
    assert len(requests(reference_core, "C001", "contact_change")) == before + 1


def test_papers_and_faces_go_to_a_person(actions: Actions) -> None:
    for words in ("身份证过期了要更新", "人脸一直过不了"):
        talk = verified(actions)
        told = talk.say(words, "change_contact_identity")
        assert "转人工" in told.offered
        assert talk.loop is None


def test_a_change_needs_the_identity_also_on_the_web(actions: Actions) -> None:
    asked = Dialogue(actions, "C001").say("我换手机号了", "change_contact_identity")
    assert "最后 4 位" in asked.words


def test_a_change_interrupted_cancelled_and_begun_again(actions: Actions) -> None:
    talk = verified(actions)
    talk.say("地址改下", "change_contact_identity")
    aside = talk.say("既往症是什么意思", "explain_preexisting", [("term", "pre_existing")])
    assert aside.cards
    assert "新的联系地址" in aside.words
    assert "一样都没存" in talk.say("不办了").words
    assert talk.slots["form"] is None
    assert "新的联系地址" in talk.say("地址改下", "change_contact_identity").words


# Beneficiary


def test_a_beneficiary_of_ones_own_life(actions: Actions, reference_core: RunningCore) -> None:
    talk = verified(actions)
    first = talk.say("想改受益人", "change_beneficiary")
    assert "被保险人同意" in first.words
    assert "《保险法》第41条" in first.words
    summary = talk.say("改成我爱人李梅，100%")
    assert "李梅" in summary.words
    done = talk.say("确认")
    assert "编号 BQ" in done.words
    assert requests(reference_core, "C001", "beneficiary_change")[0]["policy_no"] == "P8800010002"


def test_without_death_cover_there_is_no_beneficiary(actions: Actions) -> None:
    talk = verified(actions, "C005")
    told = talk.say("想改受益人", "change_beneficiary")
    assert "没有身故保障" in told.words
    assert talk.loop is None


def test_a_beneficiary_change_can_be_taken_back_step_by_step(actions: Actions) -> None:
    talk = verified(actions)
    talk.say("想改受益人", "change_beneficiary")
    assert "再说具体" in talk.say("嗯").words or talk.loop
    talk.say("改成我女儿王小雨，50%，儿子王小雷，50%")
    changing = talk.say("修改")
    assert "要改哪一项" in changing.words
    talk.say("改成谁")
    again = talk.say("都给我爱人李梅")
    assert "李梅" in again.words
    assert "王小雨" not in again.words


# Personal data


def test_a_privacy_request_with_its_clock(actions: Actions, knowledge: Knowledge) -> None:
    talk = Dialogue(actions, "C002")
    first = talk.say("把我的聊天记录删了", "privacy_request")
    assert knowledge.rules["rights"].source in first.words
    summary = talk.say("聊天记录就行")
    assert "删除我的信息" in summary.words
    done = talk.say("确认")
    assert "编号 YS" in done.words
    assert "最晚" in done.words
    assert knowledge.clocks["privacy_reply"].basis in done.words
    assert "以承保公司确认为准" in done.words  # the limit is marked as unconfirmed in the knowledge
    assert knowledge.rules["retention"].source in done.words


@pytest.mark.parametrize(
    ("words", "chosen"),
    [
        ("我要看你们存了我什么", "查看或复制"),
        ("撤回授权", "撤回"),
        ("我的信息给谁了", "给了谁"),
        ("我的名字写错了要更正", "更正"),
    ],
)
def test_kinds_of_privacy_requests(words: str, chosen: str, actions: Actions) -> None:
    talk = Dialogue(actions, "C002")
    told = talk.say(words, "privacy_request")
    if "想怎么处理" in told.words:  # not clear from the words: one of five
        talk.say(chosen)
    summary = talk.say("跳过") if chosen != "更正" else talk.say("姓名应该是李秀兰")
    assert chosen in summary.words


def test_unsubscribing_is_one_step_and_done_once(actions: Actions, reference_core: RunningCore) -> None:
    before = len(requests(reference_core, "C003", "unsubscribe"))
    talk = Dialogue(actions, "C003")
    first, again = talk.say_twice("别再发推广了", "unsubscribe_marketing")
    assert "编号 TD" in first.words
    assert first.words == again.words
    assert talk.loop is None
    assert "已经给您登记过" in talk.say("别再发推广了", "unsubscribe_marketing").words
    assert len(requests(reference_core, "C003", "unsubscribe")) == before + 1


# The voice of the user


def test_a_suggestion_told_at_once(actions: Actions) -> None:
    talk = Dialogue(actions, "C004")
    told = talk.say("我有个建议，上传材料能不能一次选多张", "give_suggestion")
    assert "编号 JY" in told.words
    assert talk.loop is None
    assert not [promise for promise in ("一定会改", "马上改", "保证") if promise in told.words]


def test_a_suggestion_asked_for(actions: Actions) -> None:
    talk = Dialogue(actions, "C004")
    assert "原样记下来" in talk.say("我有个建议", "give_suggestion").words
    assert "编号 JY" in talk.say("上传材料能不能一次选多张", "ask_upload_howto").words


def test_a_suggestion_withdrawn(actions: Actions) -> None:
    talk = Dialogue(actions, "C004")
    talk.say("我有个建议", "give_suggestion")
    talk.say("算了")
    assert talk.loop is None


# Planning


def test_a_brief_for_planning_becomes_a_case(actions: Actions) -> None:
    talk = Dialogue(actions, "C005")
    first = talk.say("请管家帮我做保障规划", "plan_brief")
    assert "持牌" in first.words
    assert "推荐" in first.words
    for answer in ("我们全家", "我 30，爱人 31，孩子 2 岁", "看病花钱", "有医保", "一年三千左右"):
        assert talk.say(answer).replies
    summary = talk.say("晚上")
    assert all(part in summary.words for part in ("全家", "孩子 2 岁", "看病花钱", "3,000.00", "晚上"))
    done = talk.say("确认")
    (case,) = done.directives
    assert case["type"] == "open_case"
    assert "保障规划" in case["reason"]
    assert "全家" in case["summary"]
    assert case["codes"] == []
    assert len(case["summary"]) <= 600
    assert "编号 GH" in done.words
    assert done.cards[0]["type"] == "handoff"


def test_optional_questions_can_be_left_out_and_corrected(actions: Actions) -> None:
    talk = Dialogue(actions, "C005")
    talk.say("请管家帮我做保障规划", "plan_brief")
    talk.say("给孩子")
    talk.say("4岁")
    talk.say("意外受伤")
    talk.say("跳过")
    talk.say("没想好，跳过吧")
    summary = talk.say("都行")
    assert "孩子" in summary.words
    corrected = talk.say("不对，是给爸妈的")
    assert "父母" in corrected.words


def test_with_a_person_on_the_way_no_second_case(actions: Actions) -> None:
    talk = Dialogue(actions, "C005")
    talk.facts["open_case"] = {"number": "A20261122-0007", "status": "waiting", "codes": ["E10"]}
    for words in ("请管家帮我做保障规划", "自己", "30", "说不清", "跳过", "跳过", "都行", "确认"):
        told = talk.say(words, "plan_brief" if words.startswith("请") else "")
    assert told.directives == ()
    assert told.cards[0]["case_number"] == "A20261122-0007"


@pytest.mark.parametrize("broken", DOWN)
@pytest.mark.parametrize(
    ("start", "answers"),
    [
        (("我换手机号了", "change_contact_identity"), ["13800001234"]),
        (("想改受益人", "change_beneficiary"), ["改成我爱人李梅"]),
        (("撤回授权", "privacy_request"), ["跳过"]),
    ],
)
def test_an_insurer_away_at_the_write(
    start: tuple[str, str], answers: list[str], broken: str, actions: Actions, request: pytest.FixtureRequest
) -> None:
    talk = verified(actions)
    talk.say(*start)
    for answer in answers:
        talk.say(answer)
    talk.actions = request.getfixturevalue(broken)
    away = talk.say("确认")
    assert "再试一次" in away.offered
    assert "转人工" in away.offered
    talk.actions = actions
    assert "编号" in talk.say("再试一次").words


@pytest.mark.parametrize("broken", DOWN)
def test_an_insurer_away_for_what_is_done_at_once(broken: str, request: pytest.FixtureRequest) -> None:
    away = request.getfixturevalue(broken)
    assert "不会重复" in Dialogue(away, "C001").say("别再发推广", "unsubscribe_marketing").words
    suggestion = Dialogue(away, "C001").say("我有个建议，字再大一点", "give_suggestion")
    assert suggestion.replies
    assert "转人工" in suggestion.offered
    assert "连不上" in Dialogue(away, "C001").say("我买重复没", "duplicate_cover_check").words


# Bought twice


def test_two_policies_that_pay_the_same_bill(actions: Actions, knowledge: Knowledge) -> None:
    told = Dialogue(actions, "C001").say("我是不是买重复了", "duplicate_cover_check")
    assert "安心百万" in told.words
    assert "远山百万" in told.words
    assert "不超过实际花费" in told.words
    assert knowledge.rules["DUP1"].source in told.words
    assert "不用急着退" in told.words


def test_nothing_bought_twice(actions: Actions) -> None:
    assert "没有互相重叠" in Dialogue(actions, "C004").say("我是不是买重复了", "duplicate_cover_check").words


def test_before_buying_the_same_again(actions: Actions) -> None:
    ask = "已经有了还想再买一份百万医疗，有必要吗"
    told = Dialogue(actions, "C001").say(ask, "duplicate_cover_check", [("claim_type", "MILLION_MED")])
    assert "先别下单" in told.words
    assert "由您自己确认" in told.words
    fixed = Dialogue(actions, "C001").say(
        "还要不要买重疾", "duplicate_cover_check", [("claim_type", "CI_SEVERE")]
    )
    assert "不算重复" in fixed.words


def test_bought_twice_is_no_secret_rule_for_visitors(actions: Actions) -> None:
    assert "实际花费" in Dialogue(actions, None).say("买两份能重吗", "duplicate_cover_check").words


# Comparing


def test_comparing_is_off_and_says_why_and_what_else(actions: Actions, knowledge: Knowledge) -> None:
    told = Dialogue(actions, "C001").say("安心百万和常青重疾哪个好", "compare_products")
    assert "牌照" in told.words
    assert "转人工" in told.offered
    assert len(told.offered) >= 3
    assert "｜" not in told.words


def test_comparing_with_a_licence_shows_fields_only(reference_core: RunningCore) -> None:
    settings = {"COMPARISON_LICENCE": "示例保险经纪有限公司"}
    with running_actions(reference_core.url, reference_core.token, settings) as licensed:
        talk = Dialogue(licensed, "C001")
        told = talk.say("对比一下安心百万和小病无忧", "compare_products")
        assert "示例保险经纪有限公司" in told.words
        assert "等待期：30天｜30天" in told.words
        assert "来源" in told.words
        assert "2026-11-01" in told.words
        assert not [word for word in ("更好", "更划算", "推荐您", "第一名", "优于") if word in told.words]
        assert "哪两款" in talk.say("帮我比比", "compare_products").words


def test_the_clauses_of_one_product(actions: Actions, knowledge: Knowledge) -> None:
    told = Dialogue(actions, "C001").say("随行意外险保什么", "ask_product_detail")
    product = knowledge.products["suixing-accident"]
    assert product.facts.hospital_scope in told.words
    assert "每次事故100元" in told.words
    assert "来源" in told.words


# The guide


def test_the_guide_leads_through_all_stations_by_its_buttons(actions: Actions, knowledge: Knowledge) -> None:
    talk = Dialogue(actions, None)
    said = talk.say("第一次买保险，先看什么", "guide_first_purchase")
    for station in knowledge.guides.values():
        assert station.text in said.words
        assert station.source in said.words
        onward = [say for say in said.offered if say.startswith("买保险攻略第")]
        if onward:
            said = talk.say(onward[0], "guide_first_purchase")
    assert "请管家帮我做保障规划" in said.offered
    assert not [bad for bad in (*BANNED, "推荐您买", "建议您买") if bad in said.words]


def test_the_guide_goes_on_back_and_stays_within(actions: Actions, knowledge: Knowledge) -> None:
    titles = [s.title for s in knowledge.guides.values()]
    talk = Dialogue(actions, None)
    talk.say("买保险攻略", "guide_first_purchase")
    assert titles[1] in talk.say("下一条", "guide_first_purchase").words
    assert titles[0] in talk.say("上一条", "guide_first_purchase").words
    assert titles[-1] in talk.say("买保险攻略第99条", "guide_first_purchase").words
