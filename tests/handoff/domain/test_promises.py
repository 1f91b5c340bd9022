"""Promises: what is one, by when, and how it ends."""

from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handoff.domain.desk import CHINA
from handoff.domain.errors import Conflict
from handoff.domain.promise_words import find_promise
from handoff.domain.promises import FARTHEST, MadeBy, Promise, PromiseStatus
from insurer.working_days import is_workday

#: A Monday.
NOW = datetime(2026, 11, 23, 10, 0, tzinfo=CHINA)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=CHINA)


@pytest.mark.parametrize(
    ("words", "due"),
    [
        ("明天上午给您回电。", "2026-11-24 12:00"),
        ("我30分钟内回您", "2026-11-23 10:30"),
        ("周五前给您答复", "2026-11-27 21:00"),
        ("好的，我先查一下。半小时内告诉您结果！", "2026-11-23 10:30"),
        ("一个半小时内给您答复", "2026-11-23 11:30"),
        ("十五分钟之内回复您", "2026-11-23 10:15"),
        ("下周三下午三点前给您打电话", "2026-12-02 15:00"),
        ("周日给您回电", "2026-11-29 21:00"),
        ("今晚8点给您打过去", "2026-11-23 20:00"),
        ("明天8点半给您回电", "2026-11-24 08:30"),
        ("后天中午12点前联系您", "2026-11-25 12:00"),
        ("下班前回复您", "2026-11-23 18:00"),
        ("月底前帮您办好", "2026-11-30 21:00"),
        ("11月30日前给您书面答复", "2026-11-30 21:00"),
        ("25号前给您结果", "2026-11-25 21:00"),
        ("3号前给您结果", "2026-12-03 21:00"),
        ("3个工作日内会有人联系您", "2026-11-26 23:59"),
        ("两周内给您书面决定", "2026-12-07 21:00"),
        ("您的专属管家林晓来接，5 分钟内回您。", "2026-11-23 10:05"),
        ("管家会在 4 小时内回复您。", "2026-11-23 14:00"),
        ("材料收到了，谢谢您。保险公司那边我去催，明天下午给您回话，回复您进展。", "2026-11-24 18:00"),
    ],
)
def test_a_promise_with_its_time(words: str, due: str) -> None:
    found = find_promise(words, NOW, is_workday)
    assert found is not None
    assert found.due_at == at(due)
    assert found.text in words


@pytest.mark.parametrize(
    "words",
    [
        "",
        "好的",
        "我尽快给您回电",
        "请您周五前把材料补交上来",
        "您明天上午提交就行，我帮您看",
        "您周五前能交吗？我给您留着",
        "不能保证明天给您答复",
        "要是审核顺利，明天给您结果",
        "昨天10点已经给您回电了",
        "按规定 30 日内给您结论",
        "今天天气不错",
        "赔款 3 天前打款给您了",
        "2月30日前给您答复",
        "9点给您回电",
        "999天内给您答复",
        "999年前给您答复",
        "今早8点给您打过电话",
    ],
)
def test_what_is_no_promise(words: str) -> None:
    assert find_promise(words, NOW, is_workday) is None


def test_working_days_are_those_of_the_calendar() -> None:
    eve = at("2026-02-13 15:00")
    for words, due in (("1个工作日内联系您", "2026-02-14 23:59"), ("2个工作日内联系您", "2026-02-24 23:59")):
        found = find_promise(words, eve, is_workday)
        assert found is not None
        assert found.due_at == at(due), "调休 and the Spring Festival"


@given(
    st.text(
        alphabet="明后今天周下一二三五十半个小时分钟工作日内前上午点:30给您回电答复月号？。请", max_size=60
    )
)
def test_whatever_is_written_a_promise_lies_ahead(words: str) -> None:
    found = find_promise(words, NOW, is_workday)
    assert found is None or NOW < found.due_at <= NOW + FARTHEST


def a_promise(due: timedelta = timedelta(hours=10)) -> Promise:
    return Promise(uuid4(), uuid4(), uuid4(), MadeBy.BUTLER, "明天给您回电", NOW, NOW + due)


def test_broken_and_kept_late_stay_on_record() -> None:
    late = a_promise().broken().keep(NOW + timedelta(hours=11), "电话打通了")
    assert (late.status, late.kept_late, late.version) == (PromiseStatus.KEPT, True, 3)
    assert not a_promise().keep(NOW + timedelta(hours=1)).kept_late
    for change in (late.broken, lambda: late.keep(NOW), lambda: late.withdraw(NOW, "x")):
        with pytest.raises(Conflict):
            change()


@pytest.mark.parametrize(
    ("due", "ahead"),
    [
        (timedelta(hours=10), timedelta(hours=1)),
        (timedelta(hours=2), timedelta(minutes=24)),
        (timedelta(minutes=15), timedelta(minutes=5)),
        (timedelta(minutes=4), timedelta(minutes=2)),
    ],
)
def test_the_reminder_comes_in_time_to_do_something(due: timedelta, ahead: timedelta) -> None:
    promise = a_promise(due)
    assert promise.due_at - promise.remind_at == ahead
