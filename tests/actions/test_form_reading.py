"""What people type into forms: days, sums, yes and no, steering words. Pure."""

from datetime import date
from decimal import Decimal

import pytest

from actions import reading
from actions.form_draft import Draft, read_draft
from actions.form_fields import AmountField, PhoneField, Value, Wrong
from actions.reading_dates import day_in, is_vague
from tests.actions.calling import a_turn

TODAY = date(2026, 11, 22)  # a Sunday


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("昨天下午", "2026-11-21"),
        ("上礼拜三", "2026-11-11"),
        ("11月3号", "2026-11-03"),
        ("三天前", "2026-11-19"),
        ("大前天晚上", "2026-11-19"),
        ("周五", "2026-11-20"),
        ("上上周日", "2026-11-08"),
        ("十一月三号", "2026-11-03"),
        ("2026-11-03", "2026-11-03"),
        ("11.3", "2026-11-03"),
        ("11/3", "2026-11-03"),
        ("20261103", "2026-11-03"),
        ("3号", "2026-11-03"),
        ("25号", "2026-10-25"),
        ("上个月15号", "2026-10-15"),
        ("一周前", "2026-11-15"),
        ("去年12月5号", "2025-12-05"),
        ("12月30号", "2025-12-30"),
        ("二零二六年十一月三号", "2026-11-03"),
        ("今早", "2026-11-22"),
        ("１１月３号", "2026-11-03"),
    ],
)
def test_days(words: str, day: str) -> None:
    found = day_in(words, TODAY)
    assert found is not None
    assert found.day.isoformat() == day


@pytest.mark.parametrize(
    "words",
    ["上个月", "前几天", "两个月前", "半个月前", "2月30号", "不知道", "三千五", "13号楼", "", "0月0号"],
)
def test_no_day(words: str) -> None:
    assert day_in(words, TODAY) is None


def test_vague_times_are_known_as_such() -> None:
    assert is_vague("上个月吧")
    assert not is_vague("三千块")


@pytest.mark.parametrize(
    ("words", "day"), [("周六", "2026-11-28"), ("明天", "2026-11-23"), ("3号", "2026-12-03")]
)
def test_days_to_come(words: str, day: str) -> None:
    found = day_in(words, TODAY, ahead=True)
    assert found is not None
    assert found.day.isoformat() == day


@pytest.mark.parametrize(
    ("words", "yuan"),
    [
        ("两千多", "2000.00"),
        ("3000", "3000.00"),
        ("大概3000吧", "3000.00"),
        ("两万八", "28000.00"),
        ("1万2", "12000.00"),
        ("1.5万", "15000.00"),
        ("3k", "3000.00"),
        ("一百零五块", "105.00"),
        ("住了3天花了一万二", "12000.00"),
        ("￥3,200.50", "3200.50"),
        ("三千五", "3500.00"),
    ],
)
def test_sums(words: str, yuan: str) -> None:
    field = AmountField(name="amount", label="金额", ask="?")
    found = field.read(words, a_turn(words), Draft("x"))
    assert isinstance(found, Value)
    assert found.value == yuan


def test_no_sum_in_a_name_and_none_too_large() -> None:
    field = AmountField(name="amount", label="金额", ask="?")
    assert field.read("市第一人民医院", a_turn(), Draft("x")) is None
    assert isinstance(field.read("99999999999元", a_turn(), Draft("x")), (Wrong, type(None)))
    assert isinstance(field.read("0元", a_turn(), Draft("x")), Wrong)


@pytest.mark.parametrize(
    "words",
    [
        "对",
        "好的",
        "嗯嗯",
        "是的没错",
        "可以",
        "确认",
        "行吧",
        "没问题",
        "OK",
        "好的谢谢",
        "中",
        "得",
        "要的",
    ],
)
def test_yes(words: str) -> None:
    assert reading.is_yes(words)
    assert not reading.is_cancel(words)


@pytest.mark.parametrize("words", ["不", "不对", "不是", "不要", "没有", "不用了", "否"])
def test_no(words: str) -> None:
    assert reading.is_no(words)
    assert not reading.is_yes(words)


@pytest.mark.parametrize(
    "words", ["算了", "那算了吧", "不办了", "取消", "不取了取消", "还是不报了", "我不想弄了", "退出"]
)
def test_cancelling(words: str) -> None:
    assert reading.is_cancel(words)


@pytest.mark.parametrize(
    "words", ["取消了航班所以滞留", "我要取消上周的手术", "算了一下大概三千", "不报了行不行要扣钱吗"]
)
def test_not_every_cancel_word_cancels(words: str) -> None:
    assert not reading.is_cancel(words)


@pytest.mark.parametrize("words", ["上一步", "返回", "改一下", "填错了", "退回"])
def test_going_back(words: str) -> None:
    assert reading.is_back(words)


@pytest.mark.parametrize("words", ["等会儿再说", "先放着", "回头再弄", "现在没空"])
def test_putting_off(words: str) -> None:
    assert reading.is_later(words)


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("138 0000 1111", "13800001111"),
        ("+8613800001111", "13800001111"),
        ("０５７１-88880000", "057188880000"),
    ],
)
def test_phones(words: str, number: str) -> None:
    found = PhoneField(name="phone", label="手机号", ask="?").read(words, a_turn(), Draft("x"))
    assert found == Value(number, exact=True)


def test_numbers() -> None:
    assert reading.number_of("两万八") == Decimal(28000)
    assert reading.number_of("一千三") == Decimal(1300)
    assert reading.number_of("两千多") is None


def test_a_draft_comes_back_as_it_went_and_what_is_broken_is_nothing() -> None:
    draft = Draft("x_form", {"a": 1, "b": None}, "summary", "", ("a",), 2, {"f": []}, "k", {"a": 1})
    assert read_draft(draft.as_dict()) == draft
    for broken in (None, [], "x", {}, {"form": ""}, {"form": 7}):
        assert read_draft(broken) is None
    odd = read_draft(
        {"form": "x", "values": 3, "phase": "gone", "trail": [1, "a"], "misses": "2", "at": "gestern"}
    )
    assert odd == Draft("x", trail=("a",))
