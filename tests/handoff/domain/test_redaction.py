"""Identifiers are taken out, sentences and public numbers stay (domain.md 7.2 and 7.3, with its test
numbers)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handoff.domain.redaction import id_card_valid, luhn_valid, redact

ID, ID_WRONG, CARD = "11010519491231002X", "110105194912310021", "6222021234567890128"


def test_check_digits() -> None:
    assert id_card_valid(ID)
    assert not id_card_valid(ID_WRONG)
    assert luhn_valid(CARD)
    assert not luhn_valid(CARD[:-1] + "9")


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        (f"我身份证{ID}，麻烦查一下", "我身份证[ID_CARD]，麻烦查一下"),
        (f"打错的也要盖住 {ID_WRONG}", "打错的也要盖住 [ID_CARD]"),
        ("１１０１０５１９４９１２３１００２Ｘ", "[ID_CARD]"),
        ("110105 19491231 002X", "[ID_CARD]"),
        ("110105\n19491231\n002X", "[ID_CARD]"),
        ("1101\u200b0519491231002x", "[ID_CARD]"),
        ("老身份证110105491231002", "老身份证[ID_CARD]"),
        ("订单110105491231002", "订单110105491231002"),
        ("电话13800138000找我", "电话[MOBILE]找我"),
        ("+86 138-0013-8000", "[MOBILE]"),
        ("138 0013 8000", "[MOBILE]"),
        ("座机010-12345678转12", "座机[LANDLINE]"),
        (f"卡{CARD}", "卡[BANK_CARD]"),
        ("6222 0212 3456 7890 128", "[BANK_CARD]"),
        ("卡号6222021234567890129", "卡号[BANK_CARD]"),
        ("验证码是 123456 别告诉别人", "验证码是 [SMS_CODE] 别告诉别人"),
        ("发到 wang.jm@example.com 吧", "发到 [EMAIL] 吧"),
        ("车牌京A12345", "车牌[PLATE]"),
        ("车牌粤BD12345", "车牌[PLATE]"),
        ("车架LSVAA4187E2123456", "车架[VIN]"),
        ("护照E12345678", "护照[PASSPORT]"),
        ("保单号是P2026000123456", "保单号是[POLICY_NO]"),
        ("报案号：CL2026112200123", "报案号：[CLAIM_NO]"),
        ("幺三八零零幺三八零零零", "[MOBILE]"),
    ],
)
def test_what_goes(said: str, kept: str) -> None:
    assert redact(said) == kept


@pytest.mark.parametrize(
    "said",
    [
        "投诉打12378，急救120，报警110，反诈96110，心理12356",
        "客服95511 或 400-123-4567",
        "赔了28,000.50元，2026-11-22 10:30",
        "第五条第三款，等待期90天，免赔额一万元",
        "订单6222021234567890129",
        "一二三四五六七八九十",
        "，。！？「」",
    ],
)
def test_what_stays(said: str) -> None:
    assert redact(said) == said


@given(st.text(max_size=300))
def test_any_text_is_survived_and_twice_is_once(said: str) -> None:
    once = redact(said)
    assert redact(once) == once


@given(st.text(alphabet="你好吗，。 ab", max_size=20), st.text(alphabet="你好吗，。 ab", max_size=20))
def test_an_identity_number_never_gets_through(before: str, after: str) -> None:
    glued = (before[-1:].isascii() and before[-1:].isalnum()) or (after[:1].isascii() and after[:1].isalnum())
    if not glued:
        assert ID not in redact(before + ID + after)
