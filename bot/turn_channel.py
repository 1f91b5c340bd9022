"""Rasa input channel `POST /webhooks/turn`: the border to the hub (docs/contracts.md section 2)."""

from __future__ import annotations

import asyncio
import hmac
import json
import logging
import re
import time
from collections.abc import Awaitable, Callable
from typing import Any, Protocol

from rasa.core.channels.channel import InputChannel, UserMessage
from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.logs import correlation_id, log
from bot.problems import DeadlinePassed, NoModelLoaded, TokenWrong, TurnProblem, problem_response
from bot.turn_request import TurnRequest, read_request

_CORRELATION = re.compile(r"[A-Za-z0-9-]{8,64}")
_BEARER = "bearer "


class Engine(Protocol):
    model_id: str

    async def run(self, request: TurnRequest, correlation_id: str) -> dict[str, Any]: ...


class TurnChannel(InputChannel):
    """`engine` gives the engine once a model is loaded, None before."""

    def __init__(self, token: str, engine: Callable[[], Engine | None]) -> None:
        self._token = token.encode()
        self._engine = engine

    @classmethod
    def name(cls) -> str:
        return "turn"

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """`on_new_message` is Rasa's way into its agent, which keeps trackers; turns go around it."""
        blueprint = Blueprint("turn")

        @blueprint.get("/")
        async def ready(request: Request) -> HTTPResponse:
            return self._ready()

        @blueprint.post("/")
        async def turn(request: Request) -> HTTPResponse:
            return await self._turn(request)

        return blueprint

    def _ready(self) -> HTTPResponse:
        engine = self._engine()
        if engine is None:
            return problem_response(NoModelLoaded(), "")
        return _json({"status": "ok", "model_id": engine.model_id})

    async def _turn(self, request: Request) -> HTTPResponse:
        started = time.perf_counter()
        name = request.headers.get("x-correlation-id", "")
        context = correlation_id.set(name if _CORRELATION.fullmatch(name) else "")
        try:
            self._authorise(request)
            turn = read_request(request.body)
            if not correlation_id.get() and _CORRELATION.fullmatch(turn.turn_id):
                correlation_id.set(turn.turn_id)
            answer = await self._run(turn)
            _log_turn(turn, answer, started)
            return _json(answer)
        except TurnProblem as problem:
            _log_problem(problem, started)
            return problem_response(problem, correlation_id.get())
        except Exception:
            log("turn_failed", logging.ERROR, exc_info=True, status=500, ms=_ms(started))
            return problem_response(TurnProblem(), correlation_id.get())
        finally:
            correlation_id.reset(context)

    def _authorise(self, request: Request) -> None:
        if not self._token:
            return
        given = request.headers.get("authorization", "")
        secret = given[len(_BEARER) :].strip() if given[: len(_BEARER)].lower() == _BEARER else ""
        if not hmac.compare_digest(secret.encode(), self._token):
            raise TokenWrong()

    async def _run(self, turn: TurnRequest) -> dict[str, Any]:
        engine = self._engine()
        if engine is None:
            raise NoModelLoaded()
        try:
            return await asyncio.wait_for(engine.run(turn, correlation_id.get()), turn.deadline_ms / 1000)
        except asyncio.TimeoutError:
            raise DeadlinePassed() from None


def _json(content: dict[str, Any]) -> HTTPResponse:
    return HTTPResponse(json.dumps(content, ensure_ascii=False), content_type="application/json")


def _ms(started: float) -> float:
    return round((time.perf_counter() - started) * 1000, 1)


def _log_turn(turn: TurnRequest, answer: dict[str, Any], started: float) -> None:
    understood = answer["understanding"]
    log(
        "turn_answered",
        turn_id=turn.turn_id,
        messages=len(turn.messages),
        replies=len(answer["replies"]),
        intents=[row["intent"]["name"] for row in understood],
        decisions=[row["escalation"]["decision"] for row in understood],
        directives=[directive["type"] for directive in answer["directives"]],
        model_id=answer["model_id"],
        ms=_ms(started),
    )


def _log_problem(problem: TurnProblem, started: float) -> None:
    level = (
        logging.ERROR if problem.status >= 500 and not isinstance(problem, NoModelLoaded) else logging.INFO
    )
    fields = [field for field, _ in problem.errors[:10]]
    log(
        "turn_refused",
        level,
        status=problem.status,
        code=problem.code,
        fields=fields or None,
        ms=_ms(started),
    )
