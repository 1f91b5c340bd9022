"""The turn endpoint's client: what is no whole TurnResult for this very request is no answer."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import httpx
import pytest

from handoff.adapters.rasa_bot import RasaBot, wire_request
from handoff.domain.case import Priority
from handoff.domain.errors import BotRejected, BotUnavailable
from handoff.domain.requests import noted_requests, opens_a_case
from handoff.domain.turn import Decision, DirectiveType, TurnMessage, TurnRequest

NOW = datetime(2026, 11, 22, 2, tzinfo=UTC)


def a_request() -> TurnRequest:
    message = TurnMessage(uuid4(), "/restart 凭什么拒赔", NOW)
    return TurnRequest(uuid4(), uuid4(), NOW, 8.0, None, (message,), {"locale": "zh-CN"}, {}, "corr-0001")


def an_answer(request: TurnRequest) -> dict[str, Any]:
    evidence = {
        "code": "E04",
        "start": 9,
        "end": 12,
        "text": "凭什么",
        "source": "rule:rhetorical",
        "score": 0.9,
    }
    return {
        "turn_id": str(request.turn_id),
        "model_id": "20261122-101530-ab12cd",
        "state": {"v": 1},
        "replies": [
            {"kind": "text", "text": "我明白您很着急。"},
            {"kind": "buttons", "text": "要转人工吗？", "buttons": [{"title": "转人工", "say": "转人工"}]},
            {"kind": "card", "text": "进度", "card": {"type": "timeline", "claim_no": "CL1", "steps": []}},
        ],
        "understanding": [
            {
                "message_id": str(request.messages[0].id),
                "intent": {"name": "dispute", "confidence": 0.93},
                "ranking": [{"name": "dispute", "confidence": 0.93}],
                "entities": [],
                "escalation": {
                    "scores": {"E04": 0.97},
                    "codes": ["E04"],
                    "decision": "escalate",
                    "reason": "客户说「凭什么」",
                    "evidence": [evidence],
                    "emotion": {"label": "angry", "level": 2},
                    "about": "self",
                },
            }
        ],
        "slots": {"claim_type": "INPATIENT_MED"},
        "directives": [
            {
                "type": "open_case",
                "codes": ["E04"],
                "priority": "P1",
                "reason": "拒赔",
                "evidence": [evidence],
                "summary": "概要",
                "goal": "要说法",
            }
        ],
        "timings_ms": {"total": 14.2, "nlu": 3},
    }


def bot(answer: Callable[[httpx.Request], httpx.Response]) -> RasaBot:
    return RasaBot("http://bot", "t0ken", transport=httpx.MockTransport(answer))


async def test_a_whole_answer() -> None:
    request, seen = a_request(), []

    def answer(http: httpx.Request) -> httpx.Response:
        seen.append(http)
        return httpx.Response(200, json=an_answer(request))

    result = await bot(answer).turn(request)
    assert seen[0].headers["authorization"] == "Bearer t0ken"
    assert seen[0].headers["x-correlation-id"] == "corr-0001"
    assert json.loads(seen[0].content) == wire_request(request)
    assert json.loads(seen[0].content)["messages"][0]["text"] == "/restart 凭什么拒赔"
    assert json.loads(seen[0].content)["deadline_ms"] == 8000
    assert [r.kind for r in result.replies] == ["text", "buttons", "card"]
    assert result.replies[2].body["card"]["claim_no"] == "CL1"
    [understood] = result.understanding
    assert (understood.decision, understood.codes) == (Decision.ESCALATE, ("E04",))
    assert understood.data["ranking"] == [{"name": "dispute", "confidence": 0.93}]
    directive = result.directive(DirectiveType.OPEN_CASE)
    assert directive is not None
    assert (directive.priority, directive.goal) == (Priority.P1, "要说法")


Break = Callable[[dict[str, Any]], object]


@pytest.mark.parametrize(
    "damage",
    [
        lambda a: a.pop("turn_id"),
        lambda a: a.update(turn_id=str(uuid4())),
        lambda a: a.pop("state"),
        lambda a: a.update(state=None),
        lambda a: a.update(state={"v": 1, "x": "长" * 30_000}),
        lambda a: a.update(replies=[]),
        lambda a: a.update(replies=[{"kind": "text", "text": ""}]),
        lambda a: a.update(replies=[{"kind": "video", "text": "x"}]),
        lambda a: a.update(replies=[{"kind": "buttons", "text": "x"}]),
        lambda a: a.update(replies=[{"kind": "card", "text": "x", "card": {"type": "poem"}}]),
        lambda a: a.update(understanding=[]),
        lambda a: a["understanding"][0].update(message_id=str(uuid4())),
        lambda a: a["understanding"][0].update(message_id="not an id"),
        lambda a: a["understanding"][0]["escalation"].update(decision="maybe"),
        lambda a: a["understanding"][0].pop("escalation"),
        lambda a: a["directives"][0].update(priority="P9"),
        lambda a: a["directives"][0].update(codes=[], reason=""),
        lambda a: a["directives"][0].update(type="mask_message"),
        lambda a: a["directives"][0].update(type="mask_message", message_id=str(uuid4()), spans=[[0, 1]]),
        lambda a: a["directives"][0].update(type="dance"),
        lambda a: a["directives"][0].update(type="note_request"),
        lambda a: a["directives"][0].update(
            type="note_request", request_no="T", kind="complaint", received_at="soon"
        ),
        lambda a: a["directives"][0].update(
            type="note_request", request_no="T", kind="complaint", received_at="2026-11-22T10:00:00"
        ),
        lambda a: a.update(model_id=""),
    ],
)
async def test_a_half_answer_is_no_answer(damage: Break) -> None:
    request = a_request()
    body = an_answer(request)
    damage(body)
    with pytest.raises(BotUnavailable) as caught:
        await bot(lambda _: httpx.Response(200, json=body)).turn(request)
    assert not isinstance(caught.value, BotRejected)
    assert "凭什么" not in str(caught.value), "an error quotes nobody"


async def test_a_registered_request_arrives_with_its_number() -> None:
    request = a_request()
    body = an_answer(request)
    body["directives"] = [
        {
            "type": "note_request",
            "request_no": "TS20261122-1",
            "kind": "complaint",
            "received_at": "2026-11-22T10:00:00+08:00",
            "claim_no": None,
        }
    ]
    result = await bot(lambda _: httpx.Response(200, json=body)).turn(request)
    (noted,) = noted_requests(result)
    assert (noted.request_no, noted.kind, noted.claim_no) == ("TS20261122-1", "complaint", None)
    assert noted.received_at.isoformat() == "2026-11-22T10:00:00+08:00"
    assert opens_a_case([noted]) == noted


@pytest.mark.parametrize("content", [b"", b"null", b"[]", b"<html>", b'{"turn_id":', b"\xff\xfe"])
async def test_not_even_an_answer(content: bytes) -> None:
    with pytest.raises(BotUnavailable):
        await bot(lambda _: httpx.Response(200, content=content)).turn(a_request())


@pytest.mark.parametrize(
    ("status", "error"),
    [(400, BotRejected), (401, BotRejected), (413, BotRejected), (429, BotUnavailable)]
    + [(s, BotUnavailable) for s in (301, 500, 502, 503, 504)],
)
async def test_errors_are_typed(status: int, error: type[Exception]) -> None:
    with pytest.raises(BotUnavailable) as caught:
        await bot(lambda _: httpx.Response(status, json={"code": "x"})).turn(a_request())
    assert type(caught.value) is error


@pytest.mark.parametrize("error", [httpx.ConnectError, httpx.ReadTimeout, httpx.RemoteProtocolError])
async def test_no_connection(error: type[httpx.HTTPError]) -> None:
    def torn(_: httpx.Request) -> httpx.Response:
        raise error("as it happens")

    with pytest.raises(BotUnavailable):
        await bot(torn).turn(a_request())
    assert not (await bot(torn).status()).ready


async def test_status() -> None:
    up = bot(lambda _: httpx.Response(200, json={"status": "ok", "model_id": "m1"}))
    assert (await up.status()).ready
    assert (await up.status()).model_id == "m1"
    for answer in (
        httpx.Response(503, json={"status": "loading"}),
        httpx.Response(200, json=[]),
        httpx.Response(200, content=b"<html>"),
        httpx.Response(200, json={"status": "ok"}),
    ):
        assert not (await bot(lambda _, a=answer: a).status()).ready  # type: ignore[misc]
