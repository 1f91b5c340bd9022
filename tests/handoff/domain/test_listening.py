"""What counts as a voice, what it is about, and what rises."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handoff.domain.case import Priority
from handoff.domain.desk import CHINA, DayHours, Hours
from handoff.domain.errors import Conflict, Invalid
from handoff.domain.follow_ups import ask_at, is_shrug, left_unhappy, question
from handoff.domain.listening import as_markdown, digest, trends, week_name, week_of, week_start
from handoff.domain.turn import Decision, Understanding
from handoff.domain.voices import (
    MAX_QUOTE,
    Voice,
    VoiceKind,
    VoiceStatus,
    changed,
    kinds_of,
    product_of,
    quote_of,
    severity_of,
    topic_of,
)

MONDAY = datetime(2026, 11, 23, tzinfo=CHINA)


def understood(
    decision: Decision = Decision.ESCALATE, codes: tuple[str, ...] = (), intent: str = "greet", level: int = 0
) -> Understanding:
    data = {"intent": {"name": intent, "confidence": 0.9}, "escalation": {"emotion": {"level": level}}}
    return Understanding(uuid4(), decision, codes, "", data)


def a_voice(**given_: object) -> Voice:
    base = Voice(uuid4(), uuid4(), VoiceKind.DISPUTE, "rejection", "web", 3, "凭什么", MONDAY)
    return Voice(**{**vars(base), **given_})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("codes", "intent", "kinds"),
    [
        (("E04",), "dispute_rejection", ("dispute",)),
        (("E03",), "complain_service", ("complaint",)),
        (("E03", "E05"), "dispute_amount", ("dispute", "complaint")),
        (("E01",), "greet", ("complaint",)),
        (("E01", "E06"), "urge_claim", ("dispute",)),
        (("E15",), "privacy_request", ("complaint",)),
        ((), "complain_misselling", ("complaint",)),
        ((), "give_suggestion", ("suggestion",)),
        ((), "complaint_howto", ()),
        (("E02",), "bereavement_or_illness_support", ()),
        (("E09",), "crisis_selfharm", ()),
        (("E10",), "request_human", ()),
    ],
)
def test_kinds(codes: tuple[str, ...], intent: str, kinds: tuple[str, ...]) -> None:
    assert tuple(k.value for k in kinds_of(understood(codes=codes, intent=intent))) == kinds


def test_only_what_was_decided_counts() -> None:
    assert kinds_of(understood(Decision.WATCH, ("E04",))) == ()
    guess = understood(Decision.ANSWER, (), "give_suggestion")
    guess.data["understood"] = False
    assert kinds_of(guess) == ()


@pytest.mark.parametrize(
    ("codes", "intents", "topic"),
    [
        (("E04", "E01"), [], "rejection"),
        (("E03",), ["ask_claim_eta"], "delay"),
        (("E01",), ["ask_docs_inpatient"], "documents"),
        (("E01",), ["greet"], "attitude"),
        ((), ["book_pickup"], "pickup"),
        ((), ["ask_pickup_scope_address"], "pickup"),
        ((), ["cancel_within_cooloff"], "cancellation"),
        ((), ["explain_deductible"], "coverage"),
        ((), ["ask_price", "greet"], "products"),
        ((), [], "other"),
        (("E03",), ["thanks_praise"], "other"),
    ],
)
def test_topics(codes: tuple[str, ...], intents: list[str], topic: str) -> None:
    assert topic_of(codes, intents) == topic


def test_severity_knows_no_amount() -> None:
    assert [severity_of(p, 0) for p in Priority] == [4, 3, 2, 1]
    assert severity_of(Priority.P1, 3) == 4
    assert severity_of(Priority.P0, 3) == 4
    assert (severity_of(None, 0), severity_of(None, 2)) == (1, 2)


@pytest.mark.parametrize(
    "secret",
    [
        "13800138000",
        "11010519491231002X",
        "6222021234567890128",
        "CL20261122000123",
        "wang@example.com",
        "粤B12345",
    ],
)
def test_a_quote_names_nobody(secret: str) -> None:
    quote = quote_of(f"我的号码 {secret} 你们凭什么拒我")
    assert secret not in quote
    assert "凭什么拒我" in quote


def test_a_quote_is_short_and_keeps_hotlines() -> None:
    assert quote_of("再不处理我就打12378") == "再不处理我就打12378"
    assert len(quote_of("拖" * 4000)) == MAX_QUOTE
    assert quote_of("\n\n  好  \t 的 ") == "好 的"


@given(st.text(max_size=300))
def test_any_text_has_a_quote(text: str) -> None:
    assert len(quote_of(text)) <= MAX_QUOTE


def test_product_from_the_message_then_the_dialogue() -> None:
    data = {"entities": [{"entity": "product", "value": "P-MED"}, "junk", {"entity": "claim_type"}]}
    assert product_of(data, {"product": "P-OTHER"}) == "P-MED"
    assert product_of(None, {"claim_type": "INPATIENT_MED"}) == "INPATIENT_MED"
    assert product_of({"entities": None}, {"product": 7}) is None


def test_following_up_a_voice() -> None:
    voice, who = a_voice(), uuid4()
    taken = changed(voice, MONDAY, version=1, status="taken", owner_id=who)
    assert (taken.status, taken.owner_id, taken.version) == (VoiceStatus.TAKEN, who, 2)
    with pytest.raises(Conflict):
        changed(taken, MONDAY, version=1, status="closed")
    with pytest.raises(Invalid, match="怎么处理"):
        changed(taken, MONDAY, version=2, status="closed")
    with pytest.raises(Invalid, match="谁来跟进"):
        changed(voice, MONDAY, version=1, status="taken")
    with pytest.raises(Invalid, match="主题"):
        changed(voice, MONDAY, version=1, topic="nonsense")
    closed = changed(taken, MONDAY, version=2, status="closed", answer="已改模板")
    assert closed.closed_at == MONDAY
    assert changed(closed, MONDAY, version=3, status="taken").closed_at is None


def test_rising_topics_come_first() -> None:
    found = trends(
        {
            "delay": [20, 21, 19, 20],
            "pickup": [0, 0, 1, 9],
            "rejection": [3, 3, 3, 6],
            "privacy": [0, 0, 0, 1],
        }
    )
    assert found[0].topic == "pickup"
    assert found[0].rising
    by_topic = {t.topic: t for t in found}
    assert not by_topic["delay"].rising
    assert not by_topic["privacy"].rising, "one voice after silence is no trend"
    assert by_topic["rejection"].score > by_topic["delay"].score
    assert trends({}) == []
    assert not trends({"delay": [4]})[0].rising, "a single week says nothing about change"


@given(st.lists(st.integers(0, 200), min_size=2, max_size=12))
def test_a_steady_topic_never_rises(weeks: list[int]) -> None:
    steady = [weeks[0]] * len(weeks)
    assert not trends({"x": steady})[0].rising
    assert trends({"x": weeks})[0].mean_before >= 0


def test_weeks_are_chinas() -> None:
    sunday_evening_utc = datetime(2026, 11, 22, 17, 0, tzinfo=UTC)
    assert week_start(sunday_evening_utc) == MONDAY
    assert week_name(MONDAY) == "2026-W48"
    assert week_of("2026-W48") == MONDAY
    for wrong in ("2026-48", "2026-W99", "26-W01", "0001-W01", "２０２６-W01", ""):
        with pytest.raises(Invalid):
            week_of(wrong)


def test_the_digest_quotes_the_gravest_and_cannot_be_formatted_by_customers() -> None:
    voices = [
        a_voice(quote="# 凭什么 [点我](x)"),
        a_voice(kind=VoiceKind.SUGGESTION, topic="pickup", quote="晚上也能取件吗"),
    ]
    found = digest(MONDAY, {"rejection": [0, 0, 1], "pickup": [0, 0, 1]}, voices)
    assert (found.total, found.before, found.open) == (2, 0, 2)
    text = as_markdown(found)
    assert "倾听周报 2026-W48（2026-11-23 至 2026-11-29）" in text
    assert "\\# 凭什么 \\[点我\\]" in text
    assert "争议 1、建议 1。" in text
    assert "没有听到" in as_markdown(digest(MONDAY, {}, []))


@pytest.mark.parametrize("text", ["呵呵", "哦", "哦。。", "算了", "呵呵，算了吧", "就这？", "切"])
def test_shrugs(text: str) -> None:
    assert is_shrug(text)


@pytest.mark.parametrize(
    "text", ["好的谢谢", "哦明白了", "嗯嗯", "算了一下免赔额是多少", "", "。。", "呵" * 5000]
)
def test_no_shrugs(text: str) -> None:
    assert not is_shrug(text)


def test_who_left_unhappy() -> None:
    calm = understood(Decision.ANSWER)
    assert not left_unhappy([calm], ["住院要啥材料"])
    assert left_unhappy([calm], ["住院要啥材料", "呵呵"])
    assert left_unhappy([understood(Decision.OFFER)], ["?"])
    assert left_unhappy([understood(Decision.ANSWER, level=1)], ["快点"])
    assert not left_unhappy([], [])


@pytest.mark.parametrize(
    ("now", "hours", "due"),
    [
        (datetime(2026, 11, 23, 15, 0, tzinfo=CHINA), Hours(), datetime(2026, 11, 24, 10, 0, tzinfo=CHINA)),
        (datetime(2026, 11, 23, 0, 30, tzinfo=CHINA), Hours(), datetime(2026, 11, 24, 10, 0, tzinfo=CHINA)),
        (
            datetime(2026, 11, 27, 15, 0, tzinfo=CHINA),
            Hours(week=(*(DayHours(),) * 5, None, None)),
            datetime(2026, 11, 30, 8, 30, tzinfo=CHINA),
        ),
    ],
)
def test_asked_the_next_day_when_somebody_is_there(now: datetime, hours: Hours, due: datetime) -> None:
    assert ask_at(now, hours) == due


def test_the_question_has_two_answers() -> None:
    text, body = question(MONDAY, MONDAY + timedelta(days=1))
    assert text.startswith("昨天")
    assert [b["title"] for b in body["buttons"]] == ["解决了", "还没有"]
    assert question(MONDAY, MONDAY + timedelta(days=4))[0].startswith("前几天")
