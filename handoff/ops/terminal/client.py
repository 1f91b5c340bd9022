"""The chat API as one customer uses it (docs/contracts.md 6.1)."""

from typing import Any

import httpx

Json = dict[str, Any]


class ChatRefused(Exception):
    """The hub said no; the message is its sentence."""

    def __init__(self, message: str, status: int) -> None:
        super().__init__(message)
        self.status = status


class HubUnreachable(Exception):
    """Nobody answers there; worth trying again."""


class ChatClient:
    """One conversation. Every method raises ChatRefused or HubUnreachable."""

    def __init__(self, base: str, transport: httpx.BaseTransport | None = None) -> None:
        self._http = httpx.Client(base_url=f"{base.rstrip('/')}/api/v1", timeout=35, transport=transport)
        self._identity = ""

    def demo_customers(self) -> list[Json]:
        items: list[Json] = self._call("GET", "/demo/customers")["items"]
        return items

    def demo_identity(self, customer_ref: str) -> str:
        return str(self._call("POST", "/demo/identities", {"customer_ref": customer_ref})["identity"])

    def open(self, identity: str) -> Json:
        """ChatSession; the other calls belong to it."""
        self._identity = identity
        session = self._call("POST", "/chat/sessions", {"identity": identity})
        self._http.headers["Authorization"] = f"Bearer {session['token']}"
        return session

    def history(self, before: int, limit: int) -> list[Json]:
        """The last `limit` messages below seq `before`, ascending."""
        messages: list[Json] = self._call("GET", f"/chat/messages?before={before}&limit={limit}")["messages"]
        return messages

    def news(self, after: int, wait: int) -> Json:
        """`{messages, last_seq, state}`; waits up to `wait` seconds for something new."""
        return self._with_session("GET", f"/chat/messages?after={after}&wait={wait}", None)

    def say(self, text: str, client_msg_id: str) -> Json:
        """Sending the same client_msg_id again gives the first message."""
        return self._with_session("POST", "/chat/messages", {"client_msg_id": client_msg_id, "text": text})

    def rate(self, case_id: str, score: int, comment: str) -> None:
        self._with_session("POST", "/chat/ratings", {"case_id": case_id, "score": score, "comment": comment})

    def close(self) -> None:
        self._http.close()

    def _with_session(self, method: str, path: str, body: Json | None) -> Json:
        """Opens the session again when it has ended (the hub restarted with other secrets, a day went by)."""
        try:
            return self._call(method, path, body)
        except ChatRefused as refused:
            if refused.status != httpx.codes.UNAUTHORIZED:
                raise
        self.open(self._identity)
        return self._call(method, path, body)

    def _call(self, method: str, path: str, body: Json | None = None) -> Json:
        try:
            answer = self._http.request(method, path, json=body)
            said = answer.json() if answer.content else {}
        except (httpx.HTTPError, ValueError) as error:
            raise HubUnreachable(str(error) or type(error).__name__) from error
        if answer.is_server_error or answer.status_code == httpx.codes.TOO_MANY_REQUESTS:
            raise HubUnreachable(f"HTTP {answer.status_code}")
        if not answer.is_success or not isinstance(said, dict):
            told = said if isinstance(said, dict) else {}
            raise ChatRefused(
                str(told.get("detail") or told.get("title") or answer.status_code), answer.status_code
            )
        return said
