"""The first screen fits the person: what is open first, quiet in grief, short for the old, true when nothing can be asked."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from actions.answers import HUMAN
from actions.answers_first_screen import Known, first_screen
from actions.reply import Outcome
from actions.slots import Facts, LastCase, OpenCase, User
from insurer.api_writing import Pickup, ServiceRequest
from insurer.knowledge import Knowledge
from insurer.reference.demo import demo_people
from tests.actions.calling import BANNED, NOW, SHANGHAI, Actions, a_turn

PEOPLE = {person.customer.ref: person for person in demo_people(date(2026, 11, 22))}
EVENING = datetime(2026, 11, 22, 20, 30, tzinfo=SHANGHAI)


def known(ref: str, **more: Any) -> Known:
    person = PEOPLE[ref]
    return Known(person.customer, person.policies, person.claims, **more)


def screen(ref: str, knowledge: Knowledge, known_: Known | None = None, **turn: Any) -> Outcome:
    user = User(ref, "", PEOPLE[ref].customer.butler_name, "web")
    return first_screen(a_turn(**{"user": user, **turn}), known_ or known(ref), knowledge)


def words(outcome: Outcome) -> str:
    return "\n".join(reply["text"] for reply in outcome.replies)


def says(outcome: Outcome) -> list[str]:
    return [b["say"] for reply in outcome.replies for b in reply.get("buttons", ())]


@pytest.mark.parametrize("ref", sorted(PEOPLE))
def test_everybody_gets_one_reply_with_at_most_four_ways_and_a_person(ref: str, knowledge: Knowledge) -> None:
    outcome = screen(ref, knowledge)
    assert len(outcome.replies) == 1
    assert 1 <= len(says(outcome)) <= 4
    assert says(outcome)[-1] == HUMAN[1]
    assert "AI" in words(outcome)
    assert not [bad for bad in BANNED if bad in words(outcome)]
    assert "*" not in words(outcome)


def test_missing_documents_come_with_their_day_and_their_button(knowledge: Knowledge) -> None:
    outcome = screen("C001", knowledge)
    assert "还差 2 样：出院小结、费用明细清单，12月19日前" in words(outcome)
    assert says(outcome)[0] == "到底还缺哪几个材料"
    assert "林晓" in words(outcome)


def test_an_old_person_with_large_type_gets_it_short(knowledge: Knowledge) -> None:
    outcome = screen("C002", knowledge)
    assert len(words(outcome)) < 80
    assert len(says(outcome)) <= 3
    assert "拒" not in words(outcome)
    assert "书面结论" in words(outcome)


def test_what_is_late_comes_first(knowledge: Knowledge) -> None:
    later = a_turn().now + timedelta(days=10)
    outcome = screen("C004", knowledge, now=later)
    assert "已经超过" in words(outcome)
    assert says(outcome)[0] == "帮我催一下理赔"


@pytest.mark.parametrize(
    ("hour", "greeting"),
    [
        (3, "夜深了"),
        (8, "早上好"),
        (10, "上午好"),
        (12, "中午好"),
        (15, "下午好"),
        (20, "晚上好"),
        (23, "夜深了"),
    ],
)
def test_the_time_of_day(hour: int, greeting: str, knowledge: Knowledge) -> None:
    assert greeting in words(screen("C003", knowledge, now=NOW.replace(hour=hour)))


def test_the_hour_is_chinese_whatever_zone_the_time_comes_in(knowledge: Knowledge) -> None:

    assert "晚上好" in words(screen("C003", knowledge, now=EVENING.astimezone(UTC)))


def test_grief_makes_it_quiet(knowledge: Knowledge) -> None:
    claim = PEOPLE["C001"].claims[0].model_copy(update={"claim_type": "LIFE_DEATH"})
    for outcome in (
        screen("C001", knowledge, replace(known("C001"), claims=(claim,))),
        screen(
            "C001", knowledge, facts=Facts(last_case=LastCase("A1", NOW - timedelta(days=20), "", ("E02",)))
        ),
        screen("C001", knowledge, facts=Facts(open_case=OpenCase("A1", "waiting", ("E02",)))),
    ):
        assert "还差" not in words(outcome)
        assert len(says(outcome)) <= 2
        assert "上午好" not in words(outcome)
        assert HUMAN[1] in says(outcome)


def test_after_a_crisis_help_is_named_and_nothing_is_sold(knowledge: Knowledge) -> None:
    case = LastCase("A1", NOW - timedelta(days=5), "", ("E09",))
    outcome = screen("C001", knowledge, facts=Facts(last_case=case))
    assert knowledge.contacts["crisis_12356"].number in words(outcome)
    assert says(outcome) == [HUMAN[1]]
    assert "理赔" not in words(outcome)


def test_long_after_it_is_an_ordinary_day_again(knowledge: Knowledge) -> None:
    case = LastCase("A1", NOW - timedelta(days=200), "", ("E09",))
    assert "还差 2 样" in words(screen("C001", knowledge, facts=Facts(last_case=case)))


def test_pickups_and_requests_are_told(knowledge: Knowledge) -> None:
    pickup = Pickup(
        pickup_no="QJ1", status="booked", date=date(2026, 11, 23), slot="09:00-11:00", courier="顺丰",
        address_masked="杭州市***", contact_masked="王*", phone_masked="138****0101",
    )  # fmt: skip
    request = ServiceRequest.model_validate(
        {
            "request_no": "TS1",
            "kind": "complaint",
            "status": "in_progress",
            "received_at": NOW,
            "next_step": "有人联系您。",
            "clocks": [{"code": "c", "name": "投诉处理", "due_at": NOW + timedelta(days=3), "source": "s"}],
        }
    )
    outcome = screen("C003", knowledge, replace(known("C003"), pickups=(pickup,), requests=(request,)))
    assert "明天 09:00-11:00 上门取件" in words(outcome)
    assert "您的投诉（编号 TS1）在办，投诉处理最晚 11月25日" in words(outcome)
    assert "我的取件到哪了" in says(outcome)


def test_a_waiting_period_that_still_runs(knowledge: Knowledge) -> None:
    assert "还在等待期，到12月20日" in words(screen("C005", knowledge))


def test_what_the_butler_settled_lately(knowledge: Knowledge) -> None:
    case = LastCase("A20261120-0001", NOW - timedelta(days=1), "已把扣减明细发给您", ("E05",))
    assert "A20261120-0001" in words(screen("C003", knowledge, facts=Facts(last_case=case)))


def test_an_unfinished_form_comes_first(knowledge: Knowledge) -> None:
    outcome = first_screen(a_turn(), known("C001"), knowledge, "报案")
    assert "报案办到一半" in words(outcome)
    assert says(outcome)[0] == "继续"


def test_who_is_only_known_to_a_messenger_sees_no_data(knowledge: Knowledge) -> None:
    user = User("C001", "", "林晓", "wecom", assurance="channel")
    outcome = first_screen(a_turn(user=user), Known(), knowledge)
    assert "核对一下身份" in words(outcome)
    assert "理赔还差" not in words(outcome)


def test_through_the_server(
    actions: Actions, actions_insurer_down: Actions, actions_insurer_slow: Actions
) -> None:
    here = actions.run("action_first_screen", "", ref="C001")
    assert "还差" in here.words
    assert here.slots["last_action_key"] == "first_screen"
    visitor = actions.run("action_first_screen", "", ref=None)
    assert "报案" in visitor.words
    for away in (actions_insurer_down, actions_insurer_slow):
        told = away.run("action_first_screen", "", ref="C001")
        assert "连不上" in told.words
        assert HUMAN[1] in told.offered
