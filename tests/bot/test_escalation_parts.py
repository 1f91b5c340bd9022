"""Rules, decision and memory of escalation, without Rasa and without a model."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest

from bot.components.escalation_course import PARTS, Course
from bot.components.escalation_decision import Heard, Policy, Signals, decide
from bot.components.escalation_rules import RULES, hits
from bot.components.escalation_scoring import (
    _CLEAR_RULE,
    CALM,
    Assessment,
    Evidence,
    _named_by_intent,
    _not_meant,
    merged,
)
from bot.components.policy_file import PolicyFileError, policy_from, read_policy, settings_of

NOW = datetime(2026, 11, 22, 10, 0, tzinfo=timezone.utc)


@pytest.fixture(scope="module")
def policy() -> Policy:
    """As in the file, but for the fitted course: the message as it is, and a share of what lingers."""
    plain = dict.fromkeys(PARTS, 0.0) | {"start": 0.0, "present": 1.0, "lingering": 0.35}
    return replace(read_policy(), course=plain)


def heard(risk: float, code: str = "E01", text: str = "这是一句话", **changes: object) -> Heard:
    evidence = (Evidence(code, 0, 2, text[:2], "model", risk),)
    assessment = Assessment(
        risk, {code: risk}, (), evidence, "angry" if risk > 0.5 else "neutral", 2 if risk > 0.5 else 0, "self"
    )
    whole = Heard(text, "urge_claim", True, "", assessment, NOW, None)
    return replace(whole, **changes)  # type: ignore[arg-type]


def run(policy: Policy, *messages: Heard) -> list[str]:
    signals, decisions = Signals(), []
    for message in messages:
        decision, signals = decide(message, Signals.from_dict(signals.as_dict()), policy)
        decisions.append(decision.decision)
    return decisions


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("我不想活了", "E09"),
        ("药都攒够了", "E09"),
        ("安排好后事了，孩子以后拜托了", "E09"),
        ("转人工", "E10"),
        ("人工！！！", "E10"),
        ("专人公", "E10"),
        ("别让机器跟我说话", "E10"),
        ("他让我先转500激活退保", "E14"),
        ("对方要我先交保证金", "E14"),
        ("那边催我十分钟内把钱转过去", "E14"),
        ("他教我打开屏幕共享", "E14"),
        ("来个人", "E10"),
        ("别绕了，换人", "E10"),
        ("客服呢", "E10"),
        ("派个懂的人跟我讲", "E10"),
        ("不跟机器聊了", "E10"),
    ],
)
def test_rules_that_decide_alone(text: str, code: str) -> None:
    assert code in {hit.code for hit in hits(text) if hit.always}


@pytest.mark.parametrize(
    "text",
    [
        "自杀条款是怎么规定的",
        "想死你了，管家",
        "累死了，材料终于弄齐了",
        "人工客服几点上班",
        "我想人工审核健告怎么弄",
        "提示转人工核保是啥意思",
        "换个人工关节报不报",
        "朋友说他不想活了怎么劝",
        "不想活动通知老弹出来",
        "全额退保靠谱吗",
        "代理退保违法吗",
        "可想死我了，还是你耐心",
        "房贷还完，一了百了",
        "烧炭中毒算不算意外",
        "投保换人投行不行",
        "约好两点取件，人呢",
        "他让我转500，我没理",
        "医院让我先交押金",
    ],
)
def test_rules_that_decide_alone_leave_questions_alone(text: str) -> None:
    assert [hit for hit in hits(text) if hit.always] == []


def test_a_hit_is_where_its_words_are() -> None:
    text = "  ＡＢ 凭什么拒我"
    for hit in hits(text):
        assert text[hit.start : hit.end].strip()
    assert any(text[h.start : h.end].startswith("凭什么") for h in hits(text))


def test_rule_names_are_unique_per_code() -> None:
    names = [(rule.code, rule.name) for rule in RULES]
    assert len(set(names)) == len(names)


def test_levels_follow_the_thresholds(policy: Policy) -> None:
    for level in ("escalate", "offer", "watch"):
        at = getattr(policy, level)
        assert run(policy, heard(at + 0.001)) == [level]
        assert run(policy, heard(at - 0.001)) != [level]


def test_a_calm_message_never_escalates_because_of_earlier_ones(policy: Policy) -> None:
    almost = heard(policy.escalate - 0.01)
    assert run(policy, almost, heard(policy.calm_below - 0.01))[-1] == "answer"


def test_risk_builds_up_over_messages(policy: Policy) -> None:
    each = policy.offer
    assert run(policy, heard(each))[-1] != "escalate"
    assert "escalate" in run(policy, *[heard(each, text=text) for text in ("第一句", "又一句", "还有")])


def test_remembered_risk_fades(policy: Policy) -> None:
    calm = [heard(0.0, text=f"问题{n}", intent=f"intent{n}") for n in range(12)]
    assert run(policy, heard(policy.offer), *calm, heard(policy.offer, text="最后"))[-1] != "escalate"


def test_a_supposition_counts_less(policy: Policy) -> None:
    message = heard(policy.escalate + 0.01)
    supposed = replace(message, assessment=replace(message.assessment, about="hypothetical"))
    assert run(policy, supposed) != ["escalate"]


@pytest.mark.parametrize("code", ["E09", "E10", "E14"])
def test_what_is_certain_escalates_whatever_the_risk(policy: Policy, code: str) -> None:
    message = heard(0.05, code)
    certain = replace(message, assessment=replace(message.assessment, certain=(code,), about="other"))
    settled = replace(certain, settled=("A1", NOW))
    assert run(policy, certain) == ["escalate"]
    assert run(policy, settled) == ["escalate"]


def test_danger_to_life_leads_all_codes(policy: Policy) -> None:
    message = heard(0.9, "E04")
    both = replace(message, assessment=replace(message.assessment, certain=("E09", "E10")))
    decision, _ = decide(both, Signals(), policy)
    assert decision.codes[0] == "E09"
    assert decision.priority == "P0"


def test_priority_rises_with_emotion_repeated_anger_and_long_waiting(policy: Policy) -> None:
    def priority(message: Heard, signals: Signals = Signals()) -> str:  # noqa: B008 - frozen
        return decide(message, signals, policy)[0].priority

    cold = heard(0.9, "E04")
    assert (
        priority(replace(cold, assessment=replace(cold.assessment, emotion_level=1)))
        == policy.priority["E04"]
    )
    assert priority(cold) == "P1"
    assert priority(heard(0.9, "E01")) == "P2"
    assert priority(heard(0.9, "E01"), Signals(angry=True)) == "P1"
    assert priority(heard(0.9, "E06", "都40天了")) == "P1"
    assert priority(heard(0.9, "E06", "都9天了")) == "P2"


def test_the_reason_quotes_the_customer(policy: Policy) -> None:
    decision, _ = decide(heard(0.9, "E04", "凭什么拒我"), Signals(), policy)
    assert decision.reason == "拒赔争议：客户说「凭什」"
    long = heard(0.9, "E04", "啊" * 200)
    bare = replace(long, assessment=replace(long.assessment, evidence=()))
    assert len(decide(bare, Signals(), policy)[0].reason) < 80


def test_repeating_a_question_offers_then_brings_a_person(policy: Policy) -> None:
    same = heard(0.0, text="还要等几天啊", intent="ask_claim_eta")
    assert run(policy, *[same] * 4) == ["answer", "answer", "offer", "escalate"]


def test_the_same_intent_about_other_things_is_no_repetition(policy: Policy) -> None:
    asked = [
        heard(0.0, text=f"第{n}种材料是什么样的问题", intent="ask_docs", topic=f"claim_type={n}")
        for n in "甲乙丙丁"
    ]
    different = [replace(message, text=message.topic * 3) for message in asked]
    assert run(policy, *different) == ["answer"] * 4


def test_thanks_and_greetings_are_no_repetition(policy: Policy) -> None:
    assert run(policy, *[heard(0.0, text="谢谢", intent="thanks_praise")] * 5) == ["answer"] * 5


def test_not_understood_thrice_brings_a_person(policy: Policy) -> None:
    texts = ("那个", "嗯嗯嗯", "啊啊")
    messages = [heard(0.0, text=text, intent="nlu_fallback", understood=False) for text in texts]
    assert run(policy, *messages) == ["answer", "answer", "escalate"]
    between = heard(0.0, text="住院要什么材料", intent="ask_docs_inpatient")
    assert run(policy, messages[0], messages[1], between, messages[2])[-1] == "answer"


def test_yes_to_an_offer_brings_a_person_and_no_does_not(policy: Policy) -> None:
    offered = heard(policy.offer + 0.01)
    yes = heard(0.0, text="好的，转吧", intent="thanks_praise")
    no = heard(0.0, text="先不用，我接着问", intent="thanks_praise")
    assert run(policy, offered, yes) == ["offer", "escalate"]
    assert run(policy, offered, no) == ["offer", "answer"]
    assert run(policy, offered, no, yes) == ["offer", "answer", "answer"]


def test_a_settled_case_closes_the_account_and_raises_the_bar(policy: Policy) -> None:
    borderline = heard(policy.escalate + 0.02, text="还有一件事")
    lately = replace(borderline, settled=("A1", NOW - timedelta(hours=1)))
    long_ago = replace(borderline, settled=("A1", NOW - timedelta(hours=policy.settled_hours + 1)))
    before = Signals(course=Course(4.0, 3), angry=True, not_understood=2)
    decision, after = decide(lately, before, policy)
    assert decision.decision != "escalate"
    assert after.settled_case == "A1"
    assert decide(long_ago, before, policy)[0].decision == "escalate"


def test_after_escalating_the_account_is_new(policy: Policy) -> None:
    _, after = decide(heard(0.95), Signals(course=Course(1.0, 2), not_understood=2), policy)
    assert (after.course, after.not_understood, after.asked) == (Course(), 0, ())


@pytest.mark.parametrize(
    "raw", [None, {}, [], "x", {"course": "x"}, {"asked": [[1]]}, {"asked": 7}, {"course": 1e9, "asked": []}]
)
def test_broken_memory_is_no_memory(raw: object) -> None:
    signals = Signals.from_dict(raw)  # type: ignore[arg-type]
    assert -8.0 <= signals.course.lingering <= 8.0


def test_memory_is_bounded(policy: Policy) -> None:
    signals = Signals()
    for number in range(100):
        _, signals = decide(heard(0.1, text=f"{number}" * 1000, intent=f"i{number}"), signals, policy)
    assert len(str(signals.as_dict())) < 2000


def test_several_assessments_become_one() -> None:
    one = Assessment(
        0.7, {"E04": 0.6}, (), (Evidence("E04", 0, 1, "a", "model", 0.6, "m0"),), "angry", 2, "self"
    )
    two = Assessment(0.2, {"E03": 0.1, "E04": 0.1}, ("E10",), (), "neutral", 0, "self")
    whole = merged([two, one, CALM])
    assert (whole.risk, whole.scores, whole.certain) == (0.7, {"E04": 0.6, "E03": 0.1}, ("E10",))
    assert whole.evidence == one.evidence
    assert Assessment.from_dict(whole.as_dict()) == whole


def test_the_policy_file_is_checked(policy: Policy) -> None:
    settings = settings_of(policy)
    assert policy_from(settings) == policy
    for broken in (
        {**settings, "escalate": 0.1},
        {**settings, "calm_below": 1.5},
        {**settings, "speed": 1},
        {**settings, "course": {"start": 0.0}},
        {**settings, "course": {**settings["course"], "present": -1.0}},
    ):
        with pytest.raises(PolicyFileError):
            policy_from(broken)
    del settings["watch"]
    with pytest.raises(PolicyFileError, match="watch"):
        policy_from(settings)


def test_dialling_a_hotline_is_no_money_on_its_way() -> None:
    assert "E14" not in {hit.code for hit in hits("我已经打了12378投诉你们")}
    assert "E14" in {hit.code for hit in hits("我已经打了5000过去")}


@pytest.mark.parametrize("text", ["退保，不用劝我", "合同到期就结束吧，不续了", "这份保险就到这里吧，别劝"])
def test_the_calm_end_of_a_contract_is_no_danger_to_life(text: str) -> None:
    assert "E09" in _not_meant(text, [])
    assert _named_by_intent(text, {"crisis_selfharm": 0.99}) == []


@pytest.mark.parametrize(
    "text",
    ["保险就到这里吧，我也到这里了，孩子拜托了", "退保，不用劝我，活着没意思", "别劝，我想明白了，今晚就走"],
)
def test_no_contract_hides_a_danger_to_life(text: str) -> None:
    assert "E09" not in _not_meant(text, hits(text))
    assert [hit.code for hit in _named_by_intent(text, {"crisis_selfharm": 0.99})] == ["E09"]


def test_asking_for_office_hours_is_no_wish_for_a_person() -> None:
    assert "E10" in _not_meant("人工客服周末上班吗", hits("人工客服周末上班吗"))
    assert "E10" not in _not_meant("现在给我转人工，别说几点上班", hits("来个人"))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("我马上打12378投诉你们", "E03"),
        ("说好五天，今天都第九天了", "E06"),
        ("又让我重新拍一遍", "E08"),
        ("我爸昨天走了", "E02"),
        ("老伴没了，我不知道问谁", "E02"),
    ],
)
def test_clear_words_need_no_model(text: str, code: str) -> None:
    assert any(hit.code == code and hit.strength >= _CLEAR_RULE for hit in hits(text))
    assert not any(hit.always for hit in hits(text))


@pytest.mark.parametrize(
    "text",
    [
        "说好五天，今天第二天",
        "朋友打12378投诉你们了",
        "医院又让我重新拍一遍片子",
        "我爸昨天出差走了",
        "外婆走了半年，今天才翻到保单",
    ],
)
def test_clear_words_of_something_else_are_no_alarm(text: str) -> None:
    assert not any(hit.strength >= _CLEAR_RULE for hit in hits(text))
