"""HTTP client of the insurer core, with typed errors and time-outs."""

import re
from types import TracebackType
from typing import Any, Self
from urllib.parse import quote

import httpx
from pydantic import ValidationError

from insurer.api import Claim, ClaimList, Customer, Policy, PolicyList, Wire

_CONNECT_ATTEMPTS = 2
_RETRYABLE = (httpx.ConnectError, httpx.ConnectTimeout)
_MAX_BODY = 4 * 1024 * 1024
_CORRELATION_ID = re.compile(r"[A-Za-z0-9-]{8,64}")


class InsurerError(Exception):
    """Root of what can go wrong at the insurer's border. Never carries a personal identifier."""


class InsurerUnavailable(InsurerError):
    """The core cannot be reached, is too slow, answers 5xx/429, or answers something that is not the
    contract."""


class InsurerNotFound(InsurerError):
    """No such customer or claim, or it belongs to somebody else."""


class InsurerRejected(InsurerError):
    """The core refuses the call: bad token, forbidden, or a malformed request."""


class InsurerClient:
    """Reads customers, policies and claims.

    `timeout` is in seconds and bounds connect, read and pool wait each. A failed connect is tried once more;
    a request that reached the core is never repeated here. Every method raises InsurerUnavailable,
    InsurerNotFound or InsurerRejected."""

    def __init__(
        self,
        base_url: str,
        token: str,
        timeout: float = 2.0,
        *,
        transport: httpx.AsyncBaseTransport | None = None,
    ) -> None:
        self._http = httpx.AsyncClient(
            base_url=base_url.rstrip("/"),
            headers={"Authorization": f"Bearer {token}", "Accept": "application/json"},
            timeout=timeout,
            transport=transport,
            trust_env=False,
        )

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.aclose()

    async def aclose(self) -> None:
        await self._http.aclose()

    async def customer(self, ref: str, *, correlation_id: str | None = None) -> Customer:
        return await self._get(f"/v1/customers/{quote(ref, safe='')}", Customer, correlation_id)

    async def policies(self, ref: str, *, correlation_id: str | None = None) -> tuple[Policy, ...]:
        found = await self._get(f"/v1/customers/{quote(ref, safe='')}/policies", PolicyList, correlation_id)
        return found.items

    async def claims(self, ref: str, *, correlation_id: str | None = None) -> tuple[Claim, ...]:
        """All claims of a customer, newest first."""
        found = await self._get(f"/v1/customers/{quote(ref, safe='')}/claims", ClaimList, correlation_id)
        return found.items

    async def claim(self, claim_no: str, customer_ref: str, *, correlation_id: str | None = None) -> Claim:
        """One claim; somebody else's claim is InsurerNotFound."""
        path = f"/v1/claims/{quote(claim_no, safe='')}"
        return await self._get(path, Claim, correlation_id, {"customer_ref": customer_ref})

    async def is_ready(self) -> bool:
        """Whether the core says it is well; never raises InsurerError."""
        try:
            answer = await self._http.get("/healthz")
        except httpx.HTTPError:
            return False
        return answer.is_success

    async def _get[T: Wire](
        self, path: str, shape: type[T], correlation_id: str | None, params: dict[str, str] | None = None
    ) -> T:
        headers = {}
        if correlation_id and _CORRELATION_ID.fullmatch(correlation_id):
            headers["X-Correlation-Id"] = correlation_id
        answer = await self._send(path, params, headers)
        _raise_for_status(answer)
        if len(answer.content) > _MAX_BODY:
            raise InsurerUnavailable("the insurer's answer is too large")
        try:
            return shape.model_validate_json(answer.content)
        except ValidationError as error:
            # from None: the validation error would quote the customer's data in a traceback.
            fields = ", ".join(".".join(str(p) for p in e["loc"]) for e in error.errors()[:5])
            raise InsurerUnavailable(f"the insurer's answer breaks the contract at: {fields}") from None

    async def _send(
        self, path: str, params: dict[str, str] | None, headers: dict[str, str]
    ) -> httpx.Response:
        for attempt in range(1, _CONNECT_ATTEMPTS + 1):
            try:
                return await self._http.get(path, params=params, headers=headers)
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


def _raise_for_status(answer: httpx.Response) -> None:
    if answer.is_success:
        return
    code = _problem_code(answer)
    if answer.status_code == httpx.codes.NOT_FOUND:
        raise InsurerNotFound("the insurer knows no such customer or claim")
    if answer.status_code == httpx.codes.TOO_MANY_REQUESTS or not answer.is_client_error:
        raise InsurerUnavailable(f"the insurer answered {answer.status_code} {code}")
    raise InsurerRejected(f"the insurer refused the call: {answer.status_code} {code}")


def _problem_code(answer: httpx.Response) -> str:
    try:
        body: Any = answer.json()
    except ValueError:
        return "no problem+json"
    return str(body.get("code", "")) if isinstance(body, dict) else ""
