"""Canned replies, reports as files, webhooks: the rules."""

import csv
import hashlib
import hmac
import io
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest

from handoff.domain.canned import VARIABLES, CannedReply, checked, render
from handoff.domain.canned_defaults import DEFAULTS
from handoff.domain.case import CaseRequest, Priority, open_case
from handoff.domain.errors import Invalid
from handoff.domain.reports import BY_NAME, MAX_DAYS, Grouping, Report, ReportRow, as_csv, period
from handoff.domain.webhooks import (
    KINDS,
    Delivery,
    body_of,
    checked_kinds,
    checked_url,
    is_public,
    next_try,
    signature,
)

NOW = datetime(2026, 11, 22, 4, tzinfo=UTC)
FORBIDDEN = ("请您冷静", "请耐心等待", "肯定赔", "一定赔", "不赔", "亲亲")


def a_reply(text: str, shortcut: str = "接手") -> CannedReply:
    return CannedReply(uuid4(), shortcut, "标题", text, (), None, 1, NOW)


def test_variables_are_filled_in_once() -> None:
    given = dict.fromkeys(VARIABLES, "x") | {"客户": "{管家}", "管家": "林晓"}
    assert render("{客户}您好，我是{管家}", given) == "{管家}您好，我是林晓"


@pytest.mark.parametrize(
    "text", ["{客户", "客户}", "{{客户}}", "{ 客户 }", "{}", "{password}", "{客户.__class__}"]
)
def test_an_unknown_variable_is_an_error(text: str) -> None:
    with pytest.raises(Invalid, match="变量"):
        checked(a_reply(text))


def test_a_case_without_a_value_is_an_error() -> None:
    with pytest.raises(Invalid, match="最晚时间"):
        render("{最晚时间}前答复您", {"最晚时间": None})


@pytest.mark.parametrize("shortcut", ["", "a b", "a/b", "x" * 33, "{客户}"])
def test_shortcuts_are_short_words(shortcut: str) -> None:
    with pytest.raises(Invalid, match="快捷码"):
        checked(a_reply("您好", shortcut))


def test_the_defaults_are_in_order() -> None:
    assert len(DEFAULTS) == 15
    assert len({shortcut for shortcut, *_ in DEFAULTS}) == 15
    for shortcut, title, text, codes in DEFAULTS:
        checked(CannedReply(uuid4(), shortcut, title, text, codes, None, 1, NOW))
        assert not [words for words in FORBIDDEN if words in text]


def test_periods_are_whole_days_in_china() -> None:
    today = date(2026, 11, 22)
    week = period(None, None, today)
    assert (week.first, week.last) == (date(2026, 11, 16), today)
    assert week.since == datetime(2026, 11, 15, 16, tzinfo=UTC)
    assert week.until == datetime(2026, 11, 22, 16, tzinfo=UTC)
    with pytest.raises(Invalid, match="不能晚于"):
        period(date(2026, 11, 23), today, today)
    with pytest.raises(Invalid, match=str(MAX_DAYS)):
        period(date(2025, 1, 1), today, today)


def test_a_file_opens_right_in_a_spreadsheet() -> None:
    definition = BY_NAME["csat"]
    rows = (
        ReportRow("=cmd()", "@王", {"ratings": 3, "average": 4.3333, "satisfied": 1.0, "dissatisfied": 0.0}),
        ReportRow("b", '引"号,逗号', {"ratings": 0, "average": None}),
    )
    report = Report(definition, period(None, None, date(2026, 11, 22)), Grouping.BUTLER, rows, {"ratings": 3})
    raw = as_csv(report)
    assert raw.startswith(b"\xef\xbb\xbf")
    read = list(csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline="")))
    assert read[0] == ["分组", "名称", "评价", "平均分", "满意率", "不满意率"]
    assert read[1] == ["'=cmd()", "'@王", "3", "4.3333", "1", "0"]
    assert read[2] == ["b", '引"号,逗号', "0", "", "", ""]
    assert read[3] == ["合计", "", "3", "", "", ""]


def test_a_report_says_how_it_can_be_grouped() -> None:
    BY_NAME["containment"].require(Grouping.CHANNEL)
    with pytest.raises(Invalid, match="不能按 butler 分组"):
        BY_NAME["containment"].require(Grouping.BUTLER)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0",  # noqa: S104
        "224.0.0.1", "255.255.255.255", "::1", "::", "fe80::1%eth0", "fc00::1", "::ffff:127.0.0.1",
        "::ffff:10.0.0.1", "2002:7f00:1::", "ff02::1", "64:ff9b::7f00:1", "not-an-address",
    ],
)  # fmt: skip
def test_our_own_network_is_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["1.1.1.1", "203.119.0.1", "2400:3200::1", "::ffff:1.1.1.1"])
def test_the_internet_is_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "url",
    [
        "http://example.com/", "ftp://example.com/", "https://", "https://user:pw@example.com/",
        "https://example.com/#x", "https://localhost/", "https://intranet/", "https://127.0.0.1/",
        "https://[::1]/", "https://10.0.0.1:8443/x", "https://db.internal/", "https://printer.local/",
        "https://exa mple.com/", "https://example.com\\@10.0.0.1/", "https://例子.com/", "https://a.com:99999/",
        "https://a.com:0/", "javascript:alert(1)", "https://a.com/" + "x" * 2000,
    ],
)  # fmt: skip
def test_addresses_that_are_refused(url: str) -> None:
    with pytest.raises(Invalid):
        checked_url(url, allow_private=False)


def test_addresses_that_may_be_called() -> None:
    for url in ("https://example.com/hook?a=b", "https://example.com:8443/", "https://1.1.1.1/"):
        assert checked_url(url, allow_private=False) == url
    assert checked_url("http://127.0.0.1:9/x", allow_private=True)


def test_the_signature_can_be_checked_by_anybody_with_the_secret() -> None:
    raw = b'{"a":1}'
    expected = hmac.new(b"s", b"1700000000." + raw, hashlib.sha256).hexdigest()
    assert signature("s", "1700000000", raw) == f"v1={expected}"


def test_tries_back_off_to_an_hour_and_end_after_three_days() -> None:
    now, waits = NOW, []
    attempts = 0
    while True:
        attempts += 1
        delivery = Delivery(uuid4(), uuid4(), "case.opened", None, {}, "pending", attempts, NOW, now)
        again = next_try(delivery, now)
        if again is None:
            break
        waits.append((again - now).total_seconds())
        now = again
    assert waits[:4] == [10, 20, 40, 80]
    assert max(waits) == 3600
    assert timedelta(days=2, hours=22) < now - NOW <= timedelta(days=3)


def test_nothing_personal_is_told() -> None:
    request = CaseRequest(
        ("E04",), Priority.P1, "客户说凭什么拒赔", ({"text": "凭什么"},), "王小明的理赔", "要求复核"
    )
    case = open_case(uuid4(), "A20261122-0001", uuid4(), request, NOW)
    told = str(body_of("case.opened", case, "web", NOW))
    for words in ("凭什么", "王小明", "复核", str(case.conversation_id)):
        assert words not in told
    assert "A20261122-0001" in told


def test_kinds() -> None:
    assert checked_kinds(("clock.at_risk", "case.opened")) == ("case.opened", "clock.at_risk")
    for wrong in ((), ("case.deleted",), (*KINDS, "test")):
        with pytest.raises(Invalid):
            checked_kinds(wrong)
