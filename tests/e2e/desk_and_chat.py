"""A customer and a butler as thin HTTP clients, for the smoke story and the chaos tests. Only what docs/contracts.md promises is used."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable
from typing import Any

import httpx

Json = dict[str, Any]


class StoryBroken(AssertionError):
    """The product did not do what the story says."""


def wait_for[T](what: str, probe: Callable[[], T | None], seconds: float = 30.0) -> T:
    """Polls `probe` until it gives something; raises StoryBroken naming `what` after `seconds`."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        found = probe()
        if found:
            return found
        time.sleep(0.1)
    raise StoryBroken(f"waited {seconds:.0f} s in vain for: {what}")


def must(condition: object, sentence: str) -> None:
    if not condition:
        raise StoryBroken(sentence)


class Customer:
    """One demo customer in the chat; keeps everything the feed has shown, in order."""

    def __init__(self, base: str, customer_ref: str, transport: httpx.BaseTransport | None = None) -> None:
        self.http = httpx.Client(base_url=f"{base}/api/v1", timeout=20, transport=transport)
        identity = self._post("/demo/identities", {"customer_ref": customer_ref})["identity"]
        session = self._post("/chat/sessions", {"identity": identity})
        self.http.headers["Authorization"] = f"Bearer {session['token']}"
        self.conversation_id: str = session["conversation_id"]
        self.seq: int = session["last_seq"]
        self.feed: list[Json] = []
        self.state: Json = session["state"]

    def _post(self, path: str, body: Json) -> Json:
        answer = self.http.post(path, json=body)
        must(answer.is_success, f"POST {path} gave {answer.status_code}: {answer.text[:300]}")
        return answer.json() if answer.content else {}

    def say(self, text: str, client_msg_id: str | None = None) -> Json:
        return self._post(
            "/chat/messages", {"client_msg_id": client_msg_id or secrets.token_hex(8), "text": text}
        )

    def rate(self, case_id: str, score: int, comment: str = "") -> None:
        self._post("/chat/ratings", {"case_id": case_id, "score": score, "comment": comment})

    def look(self) -> list[Json]:
        """Reads on from the last message seen; checks that the feed has no gap."""
        page = (
            self.http.get("/chat/messages", params={"after": self.seq, "limit": 200})
            .raise_for_status()
            .json()
        )
        self.state = page["state"]
        for message in page["messages"]:
            must(message["seq"] == self.seq + 1, f"feed jumped from {self.seq} to {message['seq']}")
            self.seq = message["seq"]
            self.feed.append(message)
        return page["messages"]

    def hears(self, what: str, test: Callable[[Json], bool], seconds: float = 40.0, since: int = 0) -> Json:
        def probe() -> Json | None:
            self.look()
            return next((m for m in self.feed if m["seq"] > since and test(m)), None)

        return wait_for(what, probe, seconds)

    def card(self, kind: str, since: int = 0, seconds: float = 40.0) -> Json:
        def is_card(m: Json) -> bool:
            return bool(m["kind"] == "card" and m["body"]["card"]["type"] == kind)

        return self.hears(f"a {kind} card", is_card, seconds, since)["body"]["card"]


class Butler:
    """Somebody at the console."""

    def __init__(self, base: str, username: str, password: str) -> None:
        self.http = httpx.Client(base_url=f"{base}/api/v1", timeout=20)
        answer = self.http.post("/auth/login", json={"username": username, "password": password})
        must(answer.is_success, f"log-in of {username} gave {answer.status_code}: {answer.text[:200]}")
        self.me: Json = answer.json()["user"]
        self.http.headers["X-CSRF-Token"] = answer.json()["csrf_token"]

    def get(self, path: str, **params: Any) -> Json:
        answer = self.http.get(path, params=params)
        must(answer.is_success, f"GET {path} gave {answer.status_code}: {answer.text[:300]}")
        return answer.json()

    def try_post(self, path: str, body: Json | None = None) -> httpx.Response:
        return self.http.post(path, json=body or {})

    def post(self, path: str, body: Json | None = None) -> Json:
        answer = self.try_post(path, body)
        must(answer.is_success, f"POST {path} gave {answer.status_code}: {answer.text[:300]}")
        return answer.json() if answer.content else {}

    def case_of(self, conversation_id: str, view: str = "waiting", seconds: float = 30.0) -> Json:
        """The case of that conversation as the queue shows it."""

        def probe() -> Json | None:
            for item in self.get("/cases", view=view)["items"]:
                detail = self.get(f"/cases/{item['id']}")
                if detail["conversation_id"] == conversation_id:
                    return detail
            return None

        return wait_for(f"a {view} case", probe, seconds)
