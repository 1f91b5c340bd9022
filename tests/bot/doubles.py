"""The actions server's side of the wire: answers every action with what it was called with, or misbehaves on demand.

The real actions run on Python 3.13 and are tested there; here only the border counts.
"""

from __future__ import annotations

import asyncio
import json
import threading
from typing import Any

from aiohttp import web


class ActionsDouble:
    """`calls` are the requests. `behave[action]` may be: ("status", n), ("json", value), ("text", value), ("sleep", s),
    ("one by one", [values])."""

    def __init__(self, port: int) -> None:
        self.url = f"http://127.0.0.1:{port}"
        self._port = port
        self.calls: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.cancelled = 0
        self.behave: dict[str, tuple[str, Any]] = {}

    def reset(self) -> None:
        self.calls.clear()
        self.headers.clear()
        self.behave.clear()
        self.cancelled = 0

    def __enter__(self) -> ActionsDouble:
        self._loop = asyncio.new_event_loop()
        started = threading.Event()
        self._thread = threading.Thread(target=self._run, args=(started,), daemon=True)
        self._thread.start()
        assert started.wait(10)
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)

    def _run(self, started: threading.Event) -> None:
        asyncio.set_event_loop(self._loop)
        app = web.Application(client_max_size=64 * 1024 * 1024)
        app.router.add_post("/webhook", self._answer)
        runner = web.AppRunner(app, handler_cancellation=True)
        self._loop.run_until_complete(runner.setup())
        self._loop.run_until_complete(web.TCPSite(runner, "127.0.0.1", self._port).start())
        started.set()
        self._loop.run_forever()
        self._loop.run_until_complete(runner.cleanup())

    async def _answer(self, request: web.Request) -> web.Response:
        call = await request.json()
        self.calls.append(call)
        self.headers.append(dict(request.headers))
        kind, value = self.behave.get(call["next_action"], ("", None))
        if kind == "one by one":
            kind, value = "json", value.pop(0)
        if kind == "sleep":
            try:
                await asyncio.sleep(value)
            except asyncio.CancelledError:
                self.cancelled += 1
                raise
        if kind == "status":
            return web.json_response({"error": "RuntimeError"}, status=value)
        if kind == "text":
            return web.Response(text=value)
        return web.json_response(value if kind == "json" else answer_of(call))


def answer_of(call: dict[str, Any]) -> dict[str, Any]:
    """What the real action would do to the dialogue; its words name what it was called with."""
    action, tracker = call["next_action"], call["tracker"]
    latest, slots = tracker["latest_message"], tracker["slots"]
    told = {
        "action": action,
        "intent": latest["intent"]["name"],
        "text": latest["text"],
        "conversation": tracker["sender_id"],
        "claim_type": slots.get("claim_type"),
        "term": slots.get("term"),
    }
    responses: list[dict[str, Any]] = [
        {"custom": {"reply": {"kind": "text", "text": json.dumps(told, ensure_ascii=False)}}}
    ]
    events = [_slot("last_action_key", action)]
    if action == "action_escalate":
        escalation = slots["escalation"]
        directive = {"type": "open_case", **escalation, "summary": "一句话", "goal": "一句话"}
        responses.append({"custom": {"directive": directive}})
        events.append(_slot("escalation", None))
    if action == "action_offer_human":
        responses.append({"custom": {"directive": {"type": "offer_human"}}})
        events.append(_slot("offered_human", True))
    return {"events": events, "responses": responses}


def _slot(name: str, value: Any) -> dict[str, Any]:
    return {"event": "slot", "timestamp": None, "name": name, "value": value}
