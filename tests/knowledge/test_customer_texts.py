"""What customers read from data/knowledge: true to the facts, short, warm, and nothing forbidden."""

import re
from dataclasses import replace
from string import Formatter
from typing import Any

import pytest

from insurer.knowledge import Variant

from .reading import customer_texts, fact_figures, figures, knowledge

BANNED = ("肯定赔", "一定赔", "不赔您", "请您冷静", "冷静一下", "请耐心等待", "请耐心", "必赔", "恭喜")
#: What a variant of a handover text may change.
PARTS = ("empathy", "next", "question", "safety", "rights")
PLACEHOLDERS = {"due", "carrier", "tracking_tail", "topic", "amount", "n"}
SPELLED = re.compile(
    r"(?<![\d统])[一二两三四五六七八九十百千万]+\s?(?:个工作日|天|日|年|个月|万元|元|折|成|岁|小时)"
)


@pytest.mark.parametrize("code", sorted(knowledge().claim_states))
def test_visible_text_says_where_it_stands_and_by_when(code: str) -> None:
    """Rule R11: by when = a due date, a usual or statutory time, or a plain word that no date runs."""
    state = knowledge().claim_states[code]
    text = state.visible_text
    assert {name for _, name, _, _ in Formatter().parse(text) if name} <= PLACEHOLDERS
    assert len(text) >= 30
    assert text != state.name
    closed = {"PAID_CLOSED", "DECISION_PARTIAL"}  # nothing runs against the customer there
    when = r"\{due\}|\d+(?:～\d+)?(?:天|日|年|个工作日)|没有.{0,3}截止日|数月|随时"
    assert code in closed or re.search(when, text)


@pytest.mark.parametrize("intent", sorted(knowledge().answers))
def test_answers_are_short_and_speak_to_the_customer(intent: str) -> None:
    answer = knowledge().answers[intent]
    assert len(answer.text) <= 160
    assert 1 <= len(re.findall(r"[。？！]", answer.text)) <= 4
    assert "我们公司" not in answer.text
    assert all(len(button.title) <= 8 for button in answer.buttons)
    assert len(answer.buttons) <= 3


@pytest.mark.parametrize("intent", sorted(knowledge().answers))
def test_every_figure_of_an_answer_stands_in_a_fact_file(intent: str) -> None:
    answer = knowledge().answers[intent]
    text = answer.text + (answer.more or "")
    assert figures(text) - fact_figures() == set()
    assert SPELLED.findall(text) == [], "write figures in digits, so that they are checked"


@pytest.mark.parametrize("code", sorted(knowledge().escalation))
def test_every_figure_said_at_a_handover_stands_in_a_fact_file(code: str) -> None:
    entry = knowledge().escalation[code]
    text = "".join([*entry.empathy, entry.next, entry.question or "", entry.safety or "", entry.rights or ""])
    assert figures(text) - fact_figures() == set()


def test_the_figure_check_can_fail() -> None:
    unknown = figures("最晚31天内，赔70%，打12377") - fact_figures()
    assert unknown == {("31", "天"), ("70", "%"), ("12377", "")}


def test_nothing_forbidden_is_said_to_customers() -> None:
    offending = [(where, word, text) for where, text in customer_texts() for word in BANNED if word in text]
    assert offending == []


def test_no_editing_marks_and_no_document_codes_are_shown() -> None:
    marks = re.compile(r"\[(?:V|S|待核实|建议)|待核实|`|\*\*|TODO")
    code = re.compile(r"(?<![A-Z])D\d\d(?!\d)")
    for where, text in customer_texts():
        assert not marks.search(text), (where, text)
        if not re.fullmatch(r"D\d\d", text):
            assert not code.search(text), (where, text)


@pytest.mark.parametrize("code", sorted(knowledge().escalation))
def test_handover_texts_offer_three_different_short_openings_and_one_question(code: str) -> None:
    entry = knowledge().escalation[code]
    assert len(set(entry.empathy)) >= 3
    assert all(len(line) <= 40 for line in entry.empathy)
    assert (entry.question or "？").count("？") <= 1
    assert "？" not in entry.next


VARIANTS = [(code, v.name) for code, entry in sorted(knowledge().escalation.items()) for v in entry.variants]


@pytest.mark.parametrize(("code", "name"), VARIANTS)
def test_a_variant_keeps_the_rules_of_every_handover_text(code: str, name: str) -> None:
    entry = knowledge().escalation[code]
    variant = next(v for v in entry.variants if v.name == name)
    fitted = replace(entry, **_changed(variant))
    said = "".join(
        [*fitted.empathy, fitted.next, *filter(None, (fitted.question, fitted.safety, fitted.rights))]
    )
    assert re.compile(variant.heard)
    assert len(set(fitted.empathy)) >= 3
    assert all(len(line) <= 40 for line in fitted.empathy)
    assert (fitted.question or "？").count("？") <= 1
    assert "？" not in fitted.next
    assert figures(said) - fact_figures() == set()


@pytest.mark.parametrize(
    ("code", "said", "name"),
    [
        ("E02", "我爸昨天走了", "a death"),
        ("E02", "头七刚过才想起来这个事", "a death"),
        ("E02", "老公在ICU我不知道咋办", "a grave illness"),
        ("E02", "一家人都靠他", None),
        ("E06", "等钱交押金呢", "money is needed"),
        ("E06", "都40天了", None),
        ("E12", "我是聋人能打字吗", "cannot hear or speak"),
        ("E12", "眼睛看不清字", "cannot see or read"),
        ("E12", "我12岁,我妈在医院没人管", "a child"),
        ("E12", "农村没快递点", None),
        ("E13", "说我骗保?拿证据", None),
        ("E13", "你们说我造假", None),
        ("E13", "你们诬陷我", None),
        ("E13", "有人用我名字买了保险", "somebody used their name"),
        ("E13", "这签名不是我的", "somebody used their name"),
        ("E13", "没签过字哪来的保单", "somebody used their name"),
        ("E13", "你们就是一群骗子", "the company is called a cheat"),
        ("E14", "他让我先转500激活退保", None),
        ("E14", "已经转了2000咋办", "the money is gone"),
        ("E14", "我把验证码给他了", "a code or the screen was given"),
        ("E15", "我刚填完就有推销电话", "others know of it"),
        ("E15", "立刻删掉我的照片", None),
    ],
)
def test_the_words_fit_what_was_said(code: str, said: str, name: str | None) -> None:
    entry = knowledge().escalation[code]
    fitted = entry.fitting(said)
    variant = next((v for v in entry.variants if v.name == name), None)
    assert variant is not None or fitted == entry
    if variant is not None:
        assert fitted.empathy == (variant.empathy or entry.empathy)
        assert fitted.question == (entry.question if variant.question is None else variant.question)


def test_only_who_was_impersonated_hears_of_a_stolen_name() -> None:
    """Domain section 6.1, E13: recorded neutrally, nobody is called a suspect; steps against loss for a stolen name."""
    entry = knowledge().escalation["E13"]
    assert "冒" not in "".join([*entry.empathy, entry.next, entry.safety or "", entry.rights or ""])
    stolen = entry.fitting("有人用我名字买了保险")
    assert "验证码" in (stolen.safety or "")
    assert "110" in (stolen.safety or "")
    for text in (entry, stolen, entry.fitting("你们就是骗子公司")):
        assert not re.search("涉嫌|嫌疑|调查员", "".join([*text.empathy, text.next, text.rights or ""]))
        assert "不下任何结论" in text.next


def test_who_has_paid_already_is_not_asked_whether() -> None:
    scam = knowledge().escalation["E14"]
    paid = scam.fitting("我刚给他转了2000")
    assert "转出去了" in (scam.question or "")
    assert "什么时候" in (paid.question or "")
    for text in (scam, paid, scam.fitting("我把验证码给他了")):
        assert (text.safety or "").startswith("先停一下")
        assert all(word in (text.safety or "") for word in ("转账", "验证码", "110", "96110"))


def test_who_cannot_hear_is_not_called() -> None:
    deaf = knowledge().escalation["E12"].fitting("听力不好打字费劲")
    assert "打电话" not in deaf.next
    assert not deaf.question


#: What the bot must say for each code (domain section 6.1), as words that stand in `next`, `safety`, `rights` or `question`.
DUTIES = {
    "E01": ("下一步", "时间"),
    "E02": ("代办",),
    "E03": ("12378", "投诉", "单号"),
    "E04": ("书面理由", "复核", "时效"),
    "E05": ("逐项", "明细"),
    "E06": ("起算", "扣掉", "最晚"),
    "E07": ("说法", "渠道", "时间", "截图", "投保时的记录可以调"),
    "E08": ("一次列全", "为什么没提"),
    "E09": ("12356", "110", "120", "安全", "陪"),
    "E10": ("不用您再", "不用您从头", "不用再", "您不用"),
    "E11": ("答过的",),
    "E12": ("打电话", "一件一件"),
    "E13": ("不下任何结论",),
    "E14": ("转账", "验证码", "96110", "110"),
    "E15": ("登记", "时限"),
}


@pytest.mark.parametrize("code", sorted(DUTIES))
def test_every_duty_of_a_trigger_is_said(code: str) -> None:
    entry = knowledge().escalation[code]
    said = "".join(filter(None, (entry.next, entry.question, entry.safety, entry.rights)))
    if code == "E10":
        assert any(word in said for word in DUTIES[code])
        assert entry.question is None
    else:
        assert [word for word in DUTIES[code] if word not in said] == []


#: What it must not (the same table): words that would break a duty to leave something unsaid.
TABOOS = {
    "E02": r"死亡证明|获赔|产品|推荐",
    "E03": r"撤诉|撤销投诉|别投诉|不要投诉|劝",
    "E04": r"改判|肯定|我们没错|一定能",
    "E05": r"补给您|补差|保证",
    "E06": r"正在处理|耐心",
    "E07": r"删(?!。)(?:除|掉)|业务员没",
    "E09": r"应该想开|想开点|赔|条款",
    "E10": r"先回答|先告诉我|请先",
    "E12": r"下载App|下载应用|链接",
    "E13": r"涉嫌|调查",
    "E15": r"为什么(?:要|想)?删|不能删",
}


@pytest.mark.parametrize("code", sorted(TABOOS))
def test_no_taboo_of_a_trigger_is_said(code: str) -> None:
    entry = knowledge().escalation[code]
    for text in (entry, *(replace(entry, **_changed(v)) for v in entry.variants)):
        said = "".join([*text.empathy, text.next, *filter(None, (text.question, text.safety, text.rights))])
        assert not re.search(TABOOS[code], said), said


def _changed(variant: Variant) -> dict[str, Any]:
    return {k: v for k, v in vars(variant).items() if k in PARTS and v is not None}


def test_crisis_and_fraud_come_with_safety_first() -> None:
    crisis, scam = knowledge().escalation["E09"], knowledge().escalation["E14"]
    assert all(number in (crisis.safety or "") for number in ("12356", "110", "120"))
    assert "安全" in (crisis.question or "")
    assert not re.search(r"条款|材料|赔", "".join([*crisis.empathy, crisis.next, crisis.safety or ""]))
    assert all(word in (scam.safety or "") for word in ("转账", "验证码", "110", "96110"))


def test_the_bereaved_are_not_asked_for_papers() -> None:
    grief = knowledge().escalation["E02"]
    said = "".join([*grief.empathy, grief.next, grief.question or "", grief.rights or ""])
    assert not any(document.name.split("（")[0] in said for document in knowledge().documents.values())
    assert not re.search(r"证明|材料|清单|发票", said)


def test_disputes_name_the_ways_out() -> None:
    for code in ("E03", "E04"):
        rights = knowledge().escalation[code].rights or ""
        assert all(word in rights for word in ("书面理由", "复核", "调解", "12378")), code


def test_cancellation_and_complaint_answers_hide_nothing() -> None:
    answers = knowledge().answers
    for intent in ("cancel_within_cooloff", "cancel_after_cooloff", "cancel_auto_renew"):
        assert answers[intent].text.startswith("可以")
        assert any(button.say == "转人工" for button in answers[intent].buttons)
    assert "12378" in answers["complaint_howto"].text


def test_every_number_to_call_is_a_known_contact() -> None:
    known = {contact.number for contact in knowledge().contacts.values() if contact.number}
    for where, text in customer_texts():
        for number in re.findall(r"(?:打|拨打|热线)(\d{3,5})", text):
            assert number in known, (where, text)
