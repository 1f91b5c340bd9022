"""The way to the actions server: one pooled connection set, and failures that no layer of Rasa swallows."""

from __future__ import annotations

import json
from typing import Any

import aiohttp
from jsonschema import Draft7Validator
from rasa.core.actions.action import RemoteAction
from rasa.utils.endpoints import ClientResponseError, EndpointConfig

from bot.logs import correlation_id
from bot.problems import ActionMisbehaved, ActionsUnavailable

#: Seconds to connect; the turn's own deadline bounds the rest.
_CONNECT = 2.0
_CONNECTIONS = 100


class ActionsEndpoint(EndpointConfig):
    """Stock EndpointConfig opens a session and a connection for every call."""

    def __init__(self, url: str, **settings: Any) -> None:
        super().__init__(url, **settings)
        self._session: aiohttp.ClientSession | None = None

    def session(self) -> aiohttp.ClientSession:
        """The one session, made within the running loop."""
        if self._session is None or self._session.closed:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=_CONNECTIONS, keepalive_timeout=60),
                timeout=aiohttp.ClientTimeout(total=None, connect=_CONNECT),
                json_serialize=lambda value: json.dumps(value, ensure_ascii=False),
            )
        return self._session

    async def request(
        self,
        method: str = "post",
        subpath: str | None = None,
        content_type: str | None = "application/json",
        compress: bool = False,
        **kwargs: Any,
    ) -> Any | None:
        """Raises ActionsUnavailable; ClientResponseError for a rejection (400), which Rasa's forms rely on."""
        kwargs.pop("timeout", None)
        if isinstance(kwargs.get("json"), dict):
            # the actions never read the domain, but a newer SDK asks for it again (449) when there is none
            kwargs["json"].setdefault("domain", {})
        headers = {"X-Correlation-Id": correlation_id.get()} if correlation_id.get() else {}
        try:
            async with self.session().request(method, self.url, headers=headers, **kwargs) as response:
                body = await response.read()
        except (aiohttp.ClientError, OSError) as error:
            raise ActionsUnavailable("The actions server cannot be reached.") from error
        return _content(response.status, response.reason or "", body)

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()


class CheckedRemoteAction(RemoteAction):
    """Stock RemoteAction checks the schema itself before every answer, which takes 20 ms: four fifths of a turn."""

    _validator = Draft7Validator(RemoteAction.action_response_format_spec())

    def _validate_action_result(self, result: dict[str, Any]) -> bool:
        """Raises ActionMisbehaved."""
        if not self._validator.is_valid(result):
            raise ActionMisbehaved("An action's answer is not of the form that Rasa knows.")
        return True


def _content(status: int, reason: str, body: bytes) -> Any:
    try:
        content = json.loads(body)
    except ValueError:
        raise ActionsUnavailable(f"The actions server answered {status} without JSON.") from None
    if status == 400 and isinstance(content, dict) and content.get("action_name"):
        raise ClientResponseError(status, reason, body.decode())
    if status != 200:
        raise ActionsUnavailable(f"An action failed; the actions server answered {status}.")
    return content
