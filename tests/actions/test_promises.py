"""Who comes and when: never a promise that the desk cannot keep."""

from datetime import datetime

import pytest

from actions.promises import moment_text, promise, within
from actions.slots import Desk, Facts, User
from tests.actions.calling import MINUTES, NOW, SHANGHAI

OPENS = datetime(2026, 11, 23, 9, 30, tzinfo=SHANGHAI)
HERE = Desk(in_hours=True, on_duty=2, butler_on_duty=True)
OTHERS = Desk(in_hours=True, on_duty=2, butler_on_duty=False)
NOBODY = Desk(in_hours=True, on_duty=0, butler_on_duty=False)
NIGHT = Desk(in_hours=False, on_duty=0, butler_on_duty=False, opens_at=OPENS)
NIGHT_SHIFT = Desk(in_hours=False, on_duty=1, butler_on_duty=False, opens_at=OPENS)


@pytest.mark.parametrize(
    ("desk", "priority", "butler", "when", "named"),
    [
        (HERE, "P1", "林晓", "5 分钟内", "专属管家林晓来接"),
        (OTHERS, "P2", None, "30 分钟内", "值班管家来接"),
        (NOBODY, "P3", None, "4 小时内", "已经通知管家"),
        (NIGHT, "P1", None, "30 分钟内", "值班管家 30 分钟内给您回电"),
        (NIGHT, "P2", "林晓", "明天 9:30 上班后", "林晓 明天 9:30 上班后先联系您"),
        (NIGHT, "P0", None, "1 分钟内", "值班的真人管家"),
        (NIGHT_SHIFT, "P1", None, "5 分钟内", "值班管家来接"),
    ],
)
def test_promise(desk: Desk, priority: str, butler: str | None, when: str, named: str) -> None:
    made = promise(User("C001", "", "林晓"), Facts(desk=desk, response_minutes=MINUTES), priority, NOW)
    assert (made.butler, made.when) == (butler, when)
    assert named in made.sentence
    assert when in made.sentence


def test_at_night_without_an_opening_time_no_minute_is_promised() -> None:
    made = promise(User(), Facts(desk=Desk(in_hours=False), response_minutes=MINUTES), "P2", NOW)
    assert "分钟" not in made.sentence
    assert (made.butler, made.when) == (None, "上班后第一时间")


def test_the_hubs_targets_count() -> None:
    assert promise(User(), Facts(desk=HERE, response_minutes={"P1": 7}), "P1", NOW).when == "7 分钟内"


@pytest.mark.parametrize(
    ("minutes", "words"), [(1, "1 分钟内"), (60, "1 小时内"), (90, "90 分钟内"), (240, "4 小时内")]
)
def test_within(minutes: int, words: str) -> None:
    assert within(minutes) == words


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (datetime(2026, 11, 22, 14, 5, tzinfo=SHANGHAI), "今天 14:05"),
        (OPENS, "明天 9:30"),
        (datetime(2026, 11, 25, 9, 0, tzinfo=SHANGHAI), "11月25日 9:00"),
    ],
)
def test_moment_text(moment: datetime, words: str) -> None:
    assert moment_text(moment, NOW) == words
