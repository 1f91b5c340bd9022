"""What customers read from data/knowledge: true to the facts, short, warm, and nothing forbidden."""

import re
from string import Formatter

import pytest

from .reading import customer_texts, fact_figures, figures, knowledge

BANNED = ("肯定赔", "一定赔", "不赔您", "请您冷静", "冷静一下", "请耐心等待", "请耐心", "必赔", "恭喜")
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
