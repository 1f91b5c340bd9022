"""HTTP to the insurer core: time-outs, one retry where it is safe, answers checked against the wire types."""

import re
from typing import Any

import httpx
from pydantic import TypeAdapter, ValidationError

from insurer.api import FieldError, Wire
from insurer.errors import InsurerNotFound, InsurerRefused, InsurerRejected, InsurerUnavailable

_CONNECT_ATTEMPTS = 2
_RETRYABLE = (httpx.ConnectError, httpx.ConnectTimeout)
_MAX_BODY = 4 * 1024 * 1024
_MAX_SENTENCE = 500
_CORRELATION_ID = re.compile(r"[A-Za-z0-9-]{8,64}")
_FIELD_ERRORS = TypeAdapter(tuple[FieldError, ...])


class Transport:
    """`timeout` in seconds bounds connect, read and pool wait each. A failed connect is tried once more, also
    for a POST, which carries its key; a request that reached the core is never repeated here. Raises the
    errors of insurer.errors."""

    def __init__(
        self, base_url: str, token: str, timeout: float, transport: httpx.AsyncBaseTransport | None
    ) -> None:
        self.http = httpx.AsyncClient(
            base_url=base_url.rstrip("/"),
            headers={"Authorization": f"Bearer {token}", "Accept": "application/json"},
            timeout=timeout,
            transport=transport,
            trust_env=False,
        )

    async def get[T: Wire](
        self, path: str, shape: type[T], correlation_id: str | None, params: dict[str, str] | None = None
    ) -> T:
        request = self.http.build_request("GET", path, params=params, headers=_headers(correlation_id))
        return _read(await self._send(request), shape)

    async def post[T: Wire](
        self, path: str, body: Wire, shape: type[T], key: str, correlation_id: str | None
    ) -> T:
        headers = {**_headers(correlation_id), "Idempotency-Key": key, "Content-Type": "application/json"}
        content = body.model_dump_json().encode()
        request = self.http.build_request("POST", path, content=content, headers=headers)
        return _read(await self._send(request), shape)

    async def _send(self, request: httpx.Request) -> httpx.Response:
        for attempt in range(1, _CONNECT_ATTEMPTS + 1):
            try:
                return await self.http.send(request)
            except _RETRYABLE as error:
                if attempt == _CONNECT_ATTEMPTS:
                    raise InsurerUnavailable("the insurer cannot be reached") from error
            except httpx.TimeoutException as error:
                raise InsurerUnavailable("the insurer did not answer in time") from error
            except (httpx.HTTPError, httpx.InvalidURL) as error:
                raise InsurerUnavailable(
                    f"the connection to the insurer broke: {type(error).__name__}"
                ) from error
        raise AssertionError("unreachable")


def _headers(correlation_id: str | None) -> dict[str, str]:
    if correlation_id and _CORRELATION_ID.fullmatch(correlation_id):
        return {"X-Correlation-Id": correlation_id}
    return {}


def _read[T: Wire](answer: httpx.Response, shape: type[T]) -> T:
    _raise_for_status(answer)
    if len(answer.content) > _MAX_BODY:
        raise InsurerUnavailable("the insurer's answer is too large")
    try:
        return shape.model_validate_json(answer.content)
    except ValidationError as error:
        # from None: the validation error would quote the customer's data in a traceback.
        fields = ", ".join(".".join(str(p) for p in e["loc"]) for e in error.errors()[:5])
        raise InsurerUnavailable(f"the insurer's answer breaks the contract at: {fields}") from None


def _raise_for_status(answer: httpx.Response) -> None:
    if answer.is_success:
        return
    problem = _problem(answer)
    code = str(problem.get("code", "no problem+json"))[:40]
    told = f"{answer.status_code} {code}"
    if answer.status_code == httpx.codes.NOT_FOUND:
        raise InsurerNotFound("the insurer knows no such customer, claim, policy or pickup")
    if answer.status_code == httpx.codes.TOO_MANY_REQUESTS or not answer.is_client_error:
        raise InsurerUnavailable(f"the insurer answered {told}")
    if answer.status_code == httpx.codes.CONFLICT:
        sentence = str(problem.get("detail") or "")[:_MAX_SENTENCE]
        raise InsurerRefused(f"the insurer refused by a rule: {told}", sentence, code)
    raise InsurerRejected(f"the insurer refused the call: {told}", _errors(problem))


def _errors(problem: dict[str, Any]) -> tuple[FieldError, ...]:
    try:
        return _FIELD_ERRORS.validate_python(problem.get("errors") or ())
    except ValidationError:
        return ()


def _problem(answer: httpx.Response) -> dict[str, Any]:
    try:
        body: Any = answer.json()
    except ValueError:
        return {}
    return body if isinstance(body, dict) else {}
