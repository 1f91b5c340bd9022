"""Talking to the turn endpoint as the hub does: the state goes along and comes back."""

from __future__ import annotations

import json
import subprocess
import time
from pathlib import Path
from typing import Any

import requests

NOW = "2026-11-22T10:00:00+08:00"
FACTS: dict[str, Any] = {
    "desk": {"in_hours": True, "on_duty": 3, "butler_on_duty": True, "opens_at": None},
    "response_minutes": {"P0": 1, "P1": 5, "P2": 30, "P3": 240},
    "open_case": None,
    "last_case": None,
}
USER = {
    "customer_ref": "C001",
    "channel": "web",
    "display_name": "王*明",
    "butler_name": "林晓",
    "locale": "zh-CN",
}


def request_body(*texts: str, state: Any = None, **changes: Any) -> dict[str, Any]:
    return {
        "conversation_id": "c-1",
        "turn_id": "turn-0001",
        "now": NOW,
        "deadline_ms": 8000,
        "state": state,
        "messages": [{"id": f"m{n}", "text": text, "sent_at": NOW} for n, text in enumerate(texts)],
        "user": dict(USER),
        "facts": json.loads(json.dumps(FACTS)),
        **changes,
    }


class Bot:
    def __init__(self, url: str, token: str, log: Path, pid: int) -> None:
        self.url = f"{url}/webhooks/turn"
        self.root = url
        self.token = token
        self.log = log
        self.pid = pid
        self._http = requests.Session()

    def wait_until_ready(self, process: subprocess.Popen[bytes]) -> None:
        deadline = time.monotonic() + 180
        while True:
            assert process.poll() is None, self.log.read_text()
            assert time.monotonic() < deadline, self.log.read_text()
            try:
                if self._http.get(self.url, timeout=5).status_code == 200:
                    return
            except requests.ConnectionError:
                pass
            time.sleep(0.1)

    def post(self, body: Any, headers: dict[str, str] | None = None, **kwargs: Any) -> requests.Response:
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        given = {
            "Authorization": f"Bearer {self.token}",
            "X-Correlation-Id": "corr-12345678",
            **(headers or {}),
        }
        return requests.post(self.url, data=data, headers=given, timeout=60, **kwargs)

    def turn(self, *texts: str, state: Any = None, **changes: Any) -> dict[str, Any]:
        """The answer to one turn; fails the test on anything but 200."""
        response = self.post(request_body(*texts, state=state, **changes))
        assert response.status_code == 200, response.text
        return dict(response.json())

    def talk(self, *texts: str, **changes: Any) -> list[dict[str, Any]]:
        """One turn per text, the state handed on."""
        answers, state = [], None
        for text in texts:
            answers.append(self.turn(text, state=state, **changes))
            state = answers[-1]["state"]
        return answers


def spoken(answer: dict[str, Any]) -> list[dict[str, Any]]:
    """What the actions double says it was called with."""
    return [json.loads(reply["text"]) for reply in answer["replies"]]


def actions_of(answer: dict[str, Any]) -> list[str]:
    return [told["action"] for told in spoken(answer)]
