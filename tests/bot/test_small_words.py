"""Words that ask nothing, questions about one's own, yes to a question: by table."""

from __future__ import annotations

import time

import pytest

from bot.choices import agreed, chosen
from bot.follow_up import resolve, what_next
from bot.own_words import CONTACT, ERRAND, OWN_DOCUMENTS, OWN_REQUESTS, own_question
from bot.small_words import LEAD_IN, LEAVE, breaks_off, none_of_these, small_word, takes_note


@pytest.mark.parametrize(
    "text",
    [
        "那个 我想问一下就是",
        "在吗我问个事",
        "就是那个…",
        "你好，我想咨询一下",
        "不好意思打扰一下",
        "我有个问题",
        "俺想打听个事",
        "喂 有人吗 我问个事儿",
        "唔该 我想问下",
        "我有点事想问问您",
        "请问",
    ],
)
def test_words_before_a_question(text: str) -> None:
    assert small_word(text) == LEAD_IN


@pytest.mark.parametrize(
    "text",
    [
        "算了",
        "算了不弄了",
        "呵呵",
        "哦",
        "哦哦。",
        "没有了 谢谢",
        "行吧",
        "不问了",
        "那算了吧",
        "不退了",
        "算了 先不撤",
        "冇嘢喇 唔该晒",
    ],
)
def test_leaving_it_at_that(text: str) -> None:
    assert small_word(text) == LEAVE


@pytest.mark.parametrize(
    "text",
    [
        "我想问一下住院要什么材料",
        "我有个建议",
        "我想投诉",
        "你好",
        "在吗",
        "活着没意思",
        "算了一下少了两百",
        "不办了怎么退钱",
        "那个保险怎么退",
        "",
        "嗯" * 5000,
    ],
)
def test_neither(text: str) -> None:
    assert small_word(text) is None


def test_taking_note_breaking_off_and_none_of_these() -> None:
    assert all(takes_note(text) for text in ("嗯", "嗯嗯", "好的", "知道了", "中", "行吧", "OK"))
    assert not any(takes_note(text) for text in ("好久没到账", "中午能取件吗", "对不上", ""))
    assert breaks_off("算了 太多了看不过来")
    assert not breaks_off("我算了算，少给了三百")
    assert all(none_of_these(text) for text in ("都不是", "都不对", "以上都不是", "这些都不是", "没有我要的"))
    assert not any(none_of_these(text) for text in ("不是", "不对", "都不是本人签的字"))


def test_long_repetitions_are_read_in_no_time() -> None:
    started = time.perf_counter()
    for text in ("嗯那个我想问一下" * 3 + "x", "呵" * 4000, "算了不弄了" * 6 + "嗎"):
        small_word(text)
        takes_note(text)
    assert time.perf_counter() - started < 0.5


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("住院的单子我交了没", OWN_DOCUMENTS),
        ("我材料齐了吗", OWN_DOCUMENTS),
        ("还差我啥", OWN_DOCUMENTS),
        ("我的出院小结你们收到没有", OWN_DOCUMENTS),
        ("单子都给你们了撒 还要啥子", OWN_DOCUMENTS),
        ("我投诉那个咋样了", OWN_REQUESTS),
        ("上次的申诉有结果吗", OWN_REQUESTS),
        ("我提的那个建议呢", OWN_REQUESTS),
        ("投诉有结果没", OWN_REQUESTS),
        ("我改手机号办好了没", OWN_REQUESTS),
        ("你们电话多少", CONTACT),
        ("客服电话", CONTACT),
        ("how to contact you", CONTACT),
        ("请管家帮我撤案", ERRAND),
    ],
)
def test_questions_about_ones_own(text: str, intent: str) -> None:
    assert own_question(text) == intent


@pytest.mark.parametrize(
    "text",
    [
        "住院要交什么材料",
        "门诊发票和病历都要吗",
        "材料交齐了一般多久能赔",
        "我材料交齐了，还要等多久",
        "我材料交了没人理我",
        "如果材料没交齐怎么办",
        "怎么投诉",
        "我要投诉你们，处理太慢",
        "投诉多久有结果",
        "受益人写谁合适呢",
        "我的理赔复核怎么样了",
        "快递员电话多少",
        "我要换电话号码",
        "他的电话打不通",
    ],
)
def test_questions_about_the_rule_or_others(text: str) -> None:
    assert own_question(text) is None


PERSON = {"title": "转人工", "say": "转人工"}


def test_yes_means_what_was_asked_last() -> None:
    list_it = {
        "text": "还差 2 样材料，要我把清单发您吗？",
        "buttons": [{"title": "清单", "say": "还缺什么"}, PERSON],
    }
    hurry = {
        "text": "看别的，点这里。要请管家去催办吗？",
        "buttons": [{"title": "门诊", "say": "查门诊"}, PERSON],
    }
    assert agreed("好", [list_it]) == "还缺什么"
    assert agreed("嗯嗯，发吧", [list_it]) == "还缺什么"
    assert agreed("要", [list_it, hurry]) == "转人工"
    assert agreed("好多钱", [list_it]) is None
    assert agreed("好", [{"text": "不用交了。", "buttons": [PERSON]}]) is None
    assert agreed("好", [{"text": "您是想问 A，还是 B？", "buttons": [PERSON]}]) is None
    assert agreed("好", []) is None


def test_the_first_of_a_list_in_words() -> None:
    told = {"text": "还差这 2 样：\n· 出院小结：要盖章\n· 费用明细清单：要逐项", "buttons": [PERSON]}
    assert chosen("第二个去哪弄", [told]) == "费用明细清单去哪里开"
    assert chosen("第一个", [told]) == "转人工"


def test_what_now_is_about_what_was_talked_of() -> None:
    assert what_next("那我咋办", "ask_claim_status", "claim:LP1:DECISION_REJECTED:1") == "ask_appeal_howto"
    assert what_next("那怎么办呢", "report_scam") == "report_scam"
    assert what_next("那我咋办", "") is None
    assert what_next("那住院怎么办理", "ask_claim_status") is None
    assert (
        resolve("大概要什么材料呢就是", "nlu_fallback", [], "ask_docs_accident_med")
        == "ask_docs_accident_med"
    )
    assert resolve("要什么材料", "ask_docs_inpatient", [], "ask_claim_status") == "ask_docs_inpatient"


def test_yes_to_an_errand_is_the_errand_not_just_a_person() -> None:
    errand = {"title": "请管家办撤案", "say": "请管家帮我撤案"}
    asked = {"text": "管家来接。要现在交给管家办吗？", "buttons": [errand, PERSON]}
    assert agreed("好", [asked]) == "请管家帮我撤案"
