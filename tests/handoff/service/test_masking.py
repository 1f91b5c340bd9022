"""A secret that was typed into the chat is nowhere in the database after the turn that recognised it."""

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from handoff.domain.blackout import mask, mask_understanding, secrets_of, without
from handoff.domain.turn import Directive, DirectiveType, TurnRequest, TurnResult
from tests.handoff.stage import Stage, open_case

SECRET = "307X"


@pytest.mark.parametrize(
    ("spans", "shown"),
    [
        ([(3, 7)], "尾号是••••谢谢"),
        ([(3, 5), (4, 7)], "尾号是••••谢谢"),
        ([(3, 99)], "尾号是••••••"),
        ([(7, 3), (50, 60), (-5, 0)], "尾号是307X谢谢"),
        ([(-2, 1)], "•号是307X谢谢"),
    ],
)
def test_spans(spans: list[tuple[int, int]], shown: str) -> None:
    assert mask("尾号是307X谢谢", spans) == shown


def test_code_points_not_code_units() -> None:
    assert mask("😀307X", [(1, 5)]) == "😀••••"


def test_what_was_understood_loses_it_too() -> None:
    data = {
        "entities": [
            {"entity": "id_tail", "value": "307X", "text": "307X", "start": 3, "end": 7},
            {"entity": "claim_type", "value": "A", "text": "尾号", "start": 0, "end": 2},
        ],
        "escalation": {"evidence": [{"code": "E10", "text": "是307X", "start": 2, "end": 7}], "reason": "x"},
    }
    masked = mask_understanding(data, [(3, 7)])
    assert SECRET not in str(masked)
    assert masked["entities"][0]["value"] is None
    assert masked["entities"][1] == data["entities"][1]  # type: ignore[index]
    assert masked["escalation"]["evidence"][0]["text"] == "是••••"


def test_quotes_elsewhere() -> None:
    secrets = secrets_of("尾号是307X谢谢", [(3, 7), (0, 1)])
    assert secrets == ("307X",)
    assert without({"a": ["说了307X", 5], "b": ("307X",)}, secrets) == {"a": ["说了••••", 5], "b": ("••••",)}


async def everything(engine: AsyncEngine) -> str:
    found = []
    async with engine.connect() as connection:
        for table in ("messages", "cases", "escalation_signals", "events", "case_events", "outbox"):
            found += (await connection.execute(text(f"SELECT t::text FROM {table} t"))).scalars().all()
    return "\n".join(found)


@pytest.mark.parametrize("floor", ["bot", "queue"])
async def test_it_is_nowhere(
    stage: Stage, engine: AsyncEngine, monkeypatch: pytest.MonkeyPatch, floor: str
) -> None:
    if floor == "queue":
        await stage.escalate()

    async def masking(request: TurnRequest) -> TurnResult:
        result = stage.bot._answer(request)
        message = request.messages[-1]
        at = message.text.index(SECRET)
        hide = Directive(DirectiveType.MASK_MESSAGE, message_id=message.id, spans=((at, at + len(SECRET)),))
        grave = open_case("E13", request)
        return TurnResult(
            turn_id=result.turn_id,
            model_id=result.model_id,
            state={"v": 1},
            replies=(),
            understanding=result.understanding,
            slots={"id_tail": SECRET},
            directives=(hide, grave),
        )

    monkeypatch.setattr(stage.bot, "turn", masking)
    message = await stage.say(f"我的身份证尾号是{SECRET}，凭什么拒赔")
    await (stage.turn() if floor == "bot" else stage.observe())
    assert SECRET not in await everything(engine)
    assert "尾号是••••，" in (await stage.feed(message.conversation_id))[-1]
    again = await stage.say(f"我的身份证尾号是{SECRET}，凭什么拒赔", key="other")
    assert again.id != message.id
