"""Courier pickup: book, change, cancel, track."""

import re
from datetime import date, datetime, timedelta
from itertools import count
from typing import Any

import httpx
import pytest

from tests.actions.calling import BANNED, SHANGHAI, Actions, Said, said
from tests.actions.form_talk import FormTalk
from tests.insurer.running import RunningCore

ADDRESS = "杭州市西湖区演示路3号2单元301"
PHONE = "13800001111"
#: Couriers per slot are few; each test takes a city of its own.
_CITIES = count()
_NAMES = (
    "上海市",
    "广州市",
    "深圳市",
    "南京市",
    "苏州市",
    "成都市",
    "武汉市",
    "长沙市",
    "西安市",
    "济南市",
    "青岛市",
    "合肥市",
    "福州市",
    "厦门市",
    "昆明市",
)


def address() -> str:
    return f"{_NAMES[next(_CITIES) % len(_NAMES)]}演示路3号2单元301"


def in_days(days: int) -> date:
    return datetime.now(SHANGHAI).date() + timedelta(days=days)


def words_of(day: date) -> str:
    return f"{day.month}月{day.day}号"


def pickups(core: RunningCore, ref: str) -> list[dict[str, Any]]:
    headers = {"Authorization": f"Bearer {core.token}"}
    answer = httpx.get(
        f"{core.url}/v1/pickups", params={"customer_ref": ref}, headers=headers, trust_env=False
    )
    return list(answer.json()["items"])


def booking(writing: Actions, text: str = "帮我预约上门取件", ref: str = "C005") -> tuple[FormTalk, Said]:
    talk = FormTalk(writing, ref=ref)
    return talk, talk.begin("action_pickup", text, intent="book_pickup")


def up_to_summary(writing: Actions, ref: str = "C005", at: str | None = None) -> tuple[FormTalk, Said]:
    talk, _ = booking(writing, ref=ref)
    for answer in (at or address(), words_of(in_days(4)), "下午3点", PHONE):
        last = talk.say(answer)
    return talk, last


def test_happy_a_pickup_is_booked(writing: Actions, writable_insurer: RunningCore) -> None:
    talk, summary = up_to_summary(writing)
    assert "15:00-17:00" in summary.words
    assert PHONE in summary.words
    assert "赵小雨" in summary.words
    done = talk.say("确认预约")
    [number] = re.findall(r"QJ\d+", done.words)
    booked = next(p for p in pickups(writable_insurer, "C005") if p["pickup_no"] == number)
    assert (booked["date"], booked["slot"], booked["status"]) == (
        in_days(4).isoformat(),
        "15:00-17:00",
        "booked",
    )
    assert "留底" in done.words
    assert {"我要改取件时间", "取消上门取件", "转人工"} <= set(done.offered)
    assert talk.form is None


def test_the_time_said_in_the_first_sentence_is_taken(writing: Actions) -> None:
    day = in_days(4)
    talk, _ = booking(writing, f"帮我约{words_of(day)}上午9点取")
    asked = talk.say(address())
    assert talk.values["day"] == day.isoformat()
    assert talk.values["slot"] == "09:00-11:00"
    assert "电话" in asked.words


def test_corrected_two_things_at_once(writing: Actions) -> None:
    talk, _ = up_to_summary(writing)
    talk.say(f"时间改到{words_of(in_days(5))}上午9点")
    assert talk.values["day"] == in_days(5).isoformat()
    assert talk.values["slot"] == "09:00-11:00"


@pytest.mark.parametrize(
    ("words", "told"),
    [("1380000111", "11 位"), ("没有", "比如"), ("你们问这个干嘛用的", "快递员")],
)
def test_bad_phone_numbers(writing: Actions, words: str, told: str) -> None:
    talk, _ = booking(writing)
    for answer in (address(), words_of(in_days(4)), "下午3点"):
        talk.say(answer)
    again = talk.say(words)
    assert told in again.words or "打电话" in again.words
    assert talk.draft["asked"] == "phone"


def test_an_address_without_a_number_is_asked_again(writing: Actions) -> None:
    talk, _ = booking(writing)
    assert "门牌号" in talk.say("我家里").words
    assert talk.draft["asked"] == "address"


def test_a_day_without_courier(writing: Actions) -> None:
    talk, _ = booking(writing)
    talk.say(address())
    assert "约不了" in talk.say(words_of(in_days(30))).words
    assert "约不了" in talk.say("今天").words


def test_an_ambiguous_time_names_the_slots(writing: Actions) -> None:
    talk, _ = booking(writing)
    talk.say(address())
    talk.say(words_of(in_days(4)))
    again = talk.say("下午")
    assert "哪一段" in again.words
    talk.say("第一个")
    assert talk.values["slot"] == "09:00-11:00"


def test_a_region_without_courier_ends_with_a_way(writing: Actions) -> None:
    talk, _ = booking(writing)
    told = talk.say("某某县演示乡演示村8号")
    assert talk.form is None
    assert {"自己寄的话寄到哪里", "转人工"} <= set(told.offered)


def test_interrupted_back_and_cancelled(writing: Actions, writable_insurer: RunningCore) -> None:
    before = len(pickups(writable_insurer, "C004"))
    talk, _ = booking(writing, ref="C004")
    if talk.draft["asked"] == "claim":
        talk.say("第一个")
    again = talk.say("上门取件要钱吗", intent="ask_pickup_scope_address", confidence=0.97)
    assert talk.asides
    assert "到哪里取" in again.words
    talk.say(address())
    talk.say("上一步")
    assert talk.draft["asked"] == "address"
    talk.say("不约了")
    assert talk.slots["form"] is None
    assert len(pickups(writable_insurer, "C004")) == before


def test_run_twice_books_once(writing: Actions, writable_insurer: RunningCore) -> None:
    talk, _ = up_to_summary(writing, ref="C003")
    done = (
        talk.say("确认预约")
        if "确认预约" in talk.draft["phase"] or talk.draft["phase"] == "summary"
        else None
    )
    assert done is not None
    number = len(pickups(writable_insurer, "C003"))
    assert said(writing.post(talk.calls[-1])).words == done.words
    assert len(pickups(writable_insurer, "C003")) == number


def test_what_butlers_see_has_no_address_and_phone(writing: Actions) -> None:
    talk, _ = up_to_summary(writing)
    assert PHONE not in talk.draft["told"]
    assert "演示路" not in talk.draft["told"]


@pytest.mark.parametrize("which", ["actions_insurer_down", "actions_insurer_slow"])
def test_insurer_away_in_between_and_at_the_end(
    writing: Actions, which: str, request: pytest.FixtureRequest
) -> None:
    away: Actions = request.getfixturevalue(which)
    talk, _ = booking(writing)
    talk.actions = away
    told = talk.say(address())
    assert "都留着" in told.words
    talk.actions = writing
    assert "哪天" in talk.say("继续").words
    talk, _ = up_to_summary(writing)
    talk.actions = away
    assert "不能确定" in talk.say("确认预约").words
    talk.actions = writing
    assert "约好了" in talk.say("再试一次").words


def test_changed_and_cancelled(writing: Actions, writable_insurer: RunningCore) -> None:
    booked = up_to_summary(writing)[0].say("确认预约")
    [number] = re.findall(r"QJ\d+", booked.words)
    talk = FormTalk(writing, ref="C005")
    talk.begin("action_manage_pickup", f"时间改到{words_of(in_days(5))}上午9点", intent="manage_pickup")
    if talk.draft["asked"] == "pickup":
        talk.say(number)
    assert "改好了" in talk.say("确认改约").words
    now = next(p for p in pickups(writable_insurer, "C005") if p["pickup_no"] == number)
    assert (now["date"], now["slot"]) == (in_days(5).isoformat(), "09:00-11:00")
    talk = FormTalk(writing, ref="C005")
    told = talk.begin("action_manage_pickup", "不取了取消", intent="manage_pickup")
    if talk.draft["asked"] == "pickup":
        told = talk.say(number)
    assert "确认取消" in told.offered
    assert "取消好了" in talk.say("确认取消").words
    now = next(p for p in pickups(writable_insurer, "C005") if p["pickup_no"] == number)
    assert now["status"] == "cancelled"


def test_nothing_to_change_offers_to_book(writing: Actions) -> None:
    talk = FormTalk(writing, ref="C002")
    told = talk.begin("action_manage_pickup", "改到明天", intent="manage_pickup")
    assert talk.form is None
    assert "帮我预约上门取件" in told.offered


def test_tracked_step_by_step(actions: Actions) -> None:
    told = actions.run("action_track_pickup", "快递到哪了", intent="track_pickup", ref="C001")
    assert "QJ8800010001" in told.words
    assert "约好上门" in told.words
    assert not [word for word in BANNED if word in told.words]


def test_tracking_without_insurer(actions_insurer_down: Actions) -> None:
    told = actions_insurer_down.run("action_track_pickup", "快递到哪了", intent="track_pickup")
    assert "连不上" in told.words
    assert "转人工" in told.offered
