"""A turn endpoint on loopback that answers by simple rules, so that playing can be tested without a model."""

from __future__ import annotations

import asyncio
import json
import threading
from typing import Any

from aiohttp import web


class FakeEndpoint:
    """Understands every text as `greet`, opens a case at 转人工, fails at 坏 and once at 再试. Keeps what it was asked."""

    def __init__(self) -> None:
        self.asked: list[dict[str, Any]] = []
        self.url = ""
        self._loop = asyncio.new_event_loop()
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def __enter__(self) -> FakeEndpoint:
        self._thread.start()
        assert self._ready.wait(10)
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        app = web.Application()
        app.add_routes([web.get("/webhooks/turn", self._status), web.post("/webhooks/turn", self._turn)])
        runner = web.AppRunner(app)
        self._loop.run_until_complete(runner.setup())
        site = web.TCPSite(runner, "127.0.0.1", 0)
        self._loop.run_until_complete(site.start())
        self.url = f"http://127.0.0.1:{site._server.sockets[0].getsockname()[1]}"  # type: ignore[union-attr]
        self._ready.set()
        self._loop.run_forever()
        self._loop.run_until_complete(runner.cleanup())

    async def _status(self, request: web.Request) -> web.Response:
        return web.json_response({"status": "ok", "model_id": "fake-1"})

    async def _turn(self, request: web.Request) -> web.Response:
        body = await request.json()
        self.asked.append(body)
        text = body["messages"][0]["text"]
        if "坏" in text:
            return web.json_response({"title": "broken"}, status=500)
        if "再试" in text and sum(text == a["messages"][0]["text"] for a in self.asked) < 2:
            return web.json_response({"title": "later"}, status=503)
        if "乱" in text:
            return web.Response(text=json.dumps({"understanding": []}), content_type="application/json")
        return web.json_response(self._answer(body, text))

    @staticmethod
    def _answer(body: dict[str, Any], text: str) -> dict[str, Any]:
        evidence = [{"code": "E10", "text": "转人工", "start": 0, "end": 3}]
        case = {
            "type": "open_case",
            "codes": ["E10"],
            "priority": "P3",
            "reason": "客户要人工",
            "evidence": evidence,
        }
        return {
            "turn_id": body["turn_id"],
            "model_id": "fake-1",
            "state": {"v": 1, "turns": ((body["state"] or {}).get("turns", 0)) + 1},
            "replies": [{"kind": "text", "text": "好的"}],
            "understanding": [
                {
                    "message_id": body["messages"][0]["id"],
                    "intent": {"name": "greet", "confidence": 0.8},
                    "understood": "？" not in text,
                }
            ],
            "directives": [case] if "转人工" in text else [],
        }
