"""The bot's HTTP server: Sanic as Rasa uses it, with our one channel and nothing else of Rasa's API.

The server listens at once and answers 503 until the model is loaded in a thread beside it.
"""

from __future__ import annotations

import asyncio
import functools
import logging
import time
from typing import Any

import rasa.core.channels.channel
from sanic import Sanic
from sanic.exceptions import PayloadTooLarge, SanicException
from sanic.request import Request
from sanic.response import HTTPResponse

from bot import model_files
from bot.logs import log
from bot.problems import RequestTooLarge, TurnProblem, problem_response
from bot.settings import Settings
from bot.turn_channel import Engine, TurnChannel
from bot.turn_request import MAX_BODY

#: Seconds between looks into an empty models folder.
_LOOK_AGAIN = 2.0


class _RequestFailed(TurnProblem):
    """What Sanic itself refuses: unknown address, wrong method, broken HTTP."""

    def __init__(self, status: int) -> None:
        self.status = status
        self.code = {404: "not_found", 405: "method_not_allowed"}.get(status, "request_failed")
        self.title = {404: "There is nothing at this address"}.get(status, "The request was refused")
        super().__init__()


def create_app(settings: Settings) -> Sanic:
    app = Sanic("guanjia_bot", configure_logging=False)
    app.config.REQUEST_MAX_SIZE = MAX_BODY
    app.config.ACCESS_LOG = False
    app.config.KEEP_ALIVE_TIMEOUT = 75
    # Longer than any deadline: a turn ends by its own clock, with its own answer.
    app.config.RESPONSE_TIMEOUT = 180
    app.config.FALLBACK_ERROR_FORMAT = "json"
    app.ctx.engine = None
    app.ctx.loader = None
    channel = TurnChannel(settings.token, lambda: app.ctx.engine)
    rasa.core.channels.channel.register([channel], app, route="/webhooks/")
    app.error_handler.add(Exception, _refused)
    app.register_listener(functools.partial(_start_loading, settings), "after_server_start")
    app.register_listener(_stop, "before_server_stop")
    return app


def _refused(request: Request, error: Exception) -> HTTPResponse:
    if isinstance(error, PayloadTooLarge):
        return problem_response(RequestTooLarge(), "")
    if isinstance(error, SanicException) and error.status_code < 500:
        return problem_response(_RequestFailed(error.status_code), "")
    log("request_failed", logging.ERROR, exc_info=True)
    return problem_response(TurnProblem(), "")


async def _start_loading(settings: Settings, app: Sanic, loop: asyncio.AbstractEventLoop) -> None:
    log("listening", host=settings.host, port=settings.port)
    app.ctx.loader = loop.create_task(_load(settings, app))


async def _load(settings: Settings, app: Sanic) -> None:
    """Loads the newest model, waiting for one if there is none. A model that cannot be loaded ends the process."""
    waiting = False
    while (path := model_files.newest(model_files.folder())) is None:
        if not waiting:
            log(
                "no_model",
                logging.WARNING,
                advice="train one with `make train`; the bot takes it up by itself",
            )
        waiting = True
        await asyncio.sleep(_LOOK_AGAIN)
    started = time.perf_counter()
    try:
        app.ctx.engine = await asyncio.get_running_loop().run_in_executor(None, load_engine, path, settings)
    except Exception:
        log("model_broken", logging.CRITICAL, exc_info=True, model=path.name)
        app.ctx.failed = True
        app.stop()
        return
    log("model_loaded", model_id=app.ctx.engine.model_id, seconds=round(time.perf_counter() - started, 1))


def load_engine(path: Any, settings: Settings) -> Engine:
    """Imports Rasa's core here, not at start: the server answers while seconds of imports go by."""
    from rasa.core.nlg import TemplatedNaturalLanguageGenerator  # noqa: PLC0415

    from bot.actions_endpoint import ActionsEndpoint  # noqa: PLC0415
    from bot.turn_engine import TurnEngine  # noqa: PLC0415
    from bot.turn_processor import TurnProcessor  # noqa: PLC0415
    from bot.turn_store import NoLocks, TurnStore  # noqa: PLC0415

    store = TurnStore()
    processor = TurnProcessor(
        model_path=path,
        tracker_store=store,
        lock_store=NoLocks(),
        generator=TemplatedNaturalLanguageGenerator({}),
        action_endpoint=ActionsEndpoint(f"{settings.actions_url}/webhook", enable_selective_domain=True),
    )
    store.domain = processor.domain
    engine = TurnEngine(processor, store, model_files.model_id(path))
    engine.warm_up()
    return engine


async def _stop(app: Sanic, loop: asyncio.AbstractEventLoop) -> None:
    if app.ctx.loader is not None:
        app.ctx.loader.cancel()
    engine: Any | None = app.ctx.engine
    if engine is not None:
        await engine.close()
