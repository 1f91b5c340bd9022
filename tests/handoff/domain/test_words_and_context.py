"""What the hub says, when the desk is open, and what goes into the package."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from handoff.domain import words
from handoff.domain.case import CaseRequest, Priority, open_case
from handoff.domain.clocks import response_due
from handoff.domain.context import Dossier, Handoff, freeze
from handoff.domain.conversation import Author, Message
from handoff.domain.delivery import back_off
from handoff.domain.desk import Hours, in_hours, opens_at
from handoff.domain.escalation import case_request, noted
from handoff.domain.masking import mask_ref, tail
from handoff.domain.status_views import DeskStatus
from handoff.domain.triggers import TRIGGERS, advise, name_of
from handoff.domain.turn import Decision, Directive, DirectiveType, TurnResult, Understanding
from tests.handoff.domain.test_conversation import a_conversation

NOON = datetime(2026, 11, 22, 4, tzinfo=UTC)
NIGHT = datetime(2026, 11, 22, 18, tzinfo=UTC)
OPEN = DeskStatus(True, 2, True, None)
USUAL = Hours()


def test_desk_hours_are_those_of_china() -> None:
    assert in_hours(NOON, USUAL)
    assert opens_at(NOON, USUAL) is None
    assert not in_hours(NIGHT, USUAL)
    assert str(opens_at(NIGHT, USUAL)) == "2026-11-23 08:30:00+08:00"
    early = datetime(2026, 11, 22, 0, 29, tzinfo=UTC)
    assert str(opens_at(early, USUAL)) == "2026-11-22 08:30:00+08:00"
    assert in_hours(early + timedelta(minutes=1), USUAL)
    assert not in_hours(datetime(2026, 11, 22, 13, 0, tzinfo=UTC), USUAL)


@pytest.mark.parametrize(
    ("priority", "said"), [(Priority.P0, "1 分钟"), (Priority.P1, "5 分钟"), (Priority.P3, "4 小时")]
)
def test_the_promise_is_the_clock(priority: Priority, said: str) -> None:
    assert said in words.promise(priority, response_due(priority, NOON), OPEN, NOON)


def test_out_of_hours_nobody_is_promised_what_nobody_keeps() -> None:
    closed = DeskStatus(False, 0, False, opens_at(NIGHT, USUAL))
    due = response_due(Priority.P1, NIGHT)
    assert "今天 8:30" in words.promise(Priority.P2, response_due(Priority.P2, NIGHT), closed, NIGHT)
    assert "30 分钟内给您回电" in words.promise(Priority.P1, due, closed, NIGHT)
    assert "1 分钟" in words.promise(Priority.P0, response_due(Priority.P0, NIGHT), closed, NIGHT)
    night_shift = DeskStatus(False, 1, False, opens_at(NIGHT, USUAL))
    assert "5 分钟" in words.promise(Priority.P1, due, night_shift, NIGHT)


def test_a_broken_promise_is_admitted() -> None:
    said = words.promise(Priority.P1, NOON - timedelta(minutes=1), OPEN, NOON)
    assert "抱歉" in said


@pytest.mark.parametrize("forbidden", ["请您冷静", "请耐心等待", "肯定赔"])
def test_what_is_never_said(forbidden: str) -> None:
    spoken = [a.draft for a in TRIGGERS.values()]
    spoken += [words.BOT_DOWN, words.butler_came("林"), words.butler_left("林"), words.case_closed("A1")]
    assert not any(forbidden in text for text in spoken)


def test_advice_follows_the_gravest_code() -> None:
    assert advise(["E10", "E01", "E09"]) is TRIGGERS["E09"]
    assert advise(["E04", "E02"]) is TRIGGERS["E02"]
    assert advise(["BOT"]) is TRIGGERS["BOT"]
    assert advise([]) is TRIGGERS["E10"]
    assert {f"E{n:02d}" for n in range(1, 16)} | {"BOT"} == set(TRIGGERS)
    assert name_of("E99") == "E99"


def test_masks() -> None:
    assert (mask_ref("C001"), mask_ref("ab"), mask_ref(None)) == ("C**1", "**", None)
    assert (tail("P2026000123456"), tail(None)) == ("…3456", None)


def test_back_off_grows_and_ends() -> None:
    assert [back_off(n, base=1, cap=10) for n in (1, 2, 3, 4, 5, 400)] == [1, 2, 4, 8, 10, 10]


def _understanding(decision: Decision, *codes: str) -> Understanding:
    data = {"escalation": {"evidence": [{"code": c, "text": "词", "start": 0, "end": 1} for c in codes]}}
    return Understanding(uuid4(), decision, codes, f"因为{codes}", data)


def _result(understanding: tuple[Understanding, ...], *directives: Directive) -> TurnResult:
    return TurnResult(uuid4(), "m", {"v": 1}, (), understanding, {}, directives)


def test_an_escalation_without_a_directive_is_not_lost() -> None:
    grave = _understanding(Decision.ESCALATE, "E04")
    request = case_request(_result((_understanding(Decision.ANSWER), grave)))
    assert request is not None
    assert request.codes == ("E04",)
    assert request.evidence[0]["message_id"] == str(grave.message_id)


def test_asking_first_or_taking_it_back_opens_nothing_but_is_noted() -> None:
    grave = _understanding(Decision.ESCALATE, "E10")
    for kind in (DirectiveType.OFFER_HUMAN, DirectiveType.CLOSE_CASE):
        result = _result((grave,), Directive(kind))
        assert case_request(result) is None
        [note] = noted(result, has_case=False)
        assert note.no_case_reason
    assert noted(_result((_understanding(Decision.WATCH),)), has_case=False) == []
    [note] = noted(_result((grave,)), has_case=True)
    assert note.no_case_reason is None


def _message(seq: int, author: Author, text: str) -> Message:
    return Message(uuid4(), uuid4(), seq, seq, author, None, None, "text", text, {}, NOON)


def test_promises_are_collected_and_numbers_taken_out() -> None:
    case = open_case(uuid4(), "A1", uuid4(), CaseRequest(("E04",), Priority.P1, "因为"), NOON)
    said = [
        _message(1, Author.USER, "我电话13800138000，5分钟内回我"),
        _message(2, Author.BOT, "好的。管家会在 5 分钟内回复您。还有别的吗？"),
        _message(3, Author.BUTLER, "我明天 18:00 之前答复您"),
    ]
    package = freeze(Handoff(case, a_conversation(), said, Dossier(available=True), (), ()), NIGHT)
    assert package["promises"] == ["管家会在 5 分钟内回复您。", "我明天 18:00 之前答复您"]
    assert package["transcript_excerpt"][0]["text"] == "我电话[MOBILE]，5分钟内回我"
    assert "08:30" in package["callback_window"]
    assert package["emotion"] == {"label": None, "level": None, "evidence_turns": [], "course": []}
