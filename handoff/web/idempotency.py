"""`Idempotency-Key` of the console's writes: the same key and request answer with the first result."""

import hashlib
from collections.abc import Awaitable, Callable
from datetime import timedelta

import structlog
from sanic import Request

from handoff.domain.accounts import Principal
from handoff.domain.idempotency import Earlier
from handoff.service.idempotency import KEPT, Idempotency, Reservation
from handoff.web.problems import FieldProblem, HttpProblem
from handoff.web.route import Reply, Route
from handoff.web.seal import SealBroken, Sealer, SealExpired

log = structlog.get_logger(__name__)

HEADER = "idempotency-key"
MAX_KEY = 120
REPLAYED = {"Idempotency-Replayed": "true"}


def fingerprint_of(request: Request, raw: bytes) -> str:
    """What makes two requests the same: method, path with query, body."""
    head = f"{request.method} {request.path}?{request.query_string}\n"
    return hashlib.sha256(head.encode(errors="replace") + raw).hexdigest()


def key_of(request: Request, route: Route) -> str | None:
    """Raises HttpProblem invalid."""
    if not route.takes_key:
        return None
    value: str | None = request.headers.getone(HEADER, None)
    if value is None:
        return None
    if not value or len(value) > MAX_KEY or not (value.isascii() and value.isprintable()):
        problem = FieldProblem("Idempotency-Key", f"要用 1–{MAX_KEY} 个可见的英文字符")
        raise HttpProblem("invalid", f"Idempotency-Key {problem.message}。", errors=(problem,))
    return value


class Once:
    """Answers are kept sealed: they may hold a secret that is told only once, and what customers wrote."""

    def __init__(self, keys: Idempotency, secret: str) -> None:
        self._keys = keys
        self._sealer = Sealer(secret, "idempotency")

    async def answer(
        self, viewer: Principal, key: str, fingerprint: str, work: Callable[[], Awaitable[Reply | None]]
    ) -> Reply | None:
        """Raises Conflict, InProgress, and whatever the work raises (which gives the key back)."""
        begun = await self._keys.begin(viewer.id, key, fingerprint)
        if isinstance(begun, Earlier):
            return self._replay(begun)
        try:
            reply = await work()
        except BaseException:
            await self._keys.drop(begun)
            raise
        if reply is not None:
            await self._complete(begun, reply)
        return reply

    async def _complete(self, begun: Reservation, reply: Reply) -> None:
        """What was done stays done and is answered, even if its key could not be completed."""
        body = None if reply.body is None else reply.body.model_dump_json(by_alias=True)
        sealed = self._sealer.seal({"body": body}, begun.at + KEPT + timedelta(minutes=1))
        try:
            await self._keys.complete(begun, reply.status, sealed)
        except Exception as error:
            log.error("idempotency_key_not_completed", error=type(error).__name__)

    def _replay(self, earlier: Earlier) -> Reply:
        try:
            payload, _ = self._sealer.open(earlier.body, self._keys.clock.now())
        except (SealBroken, SealExpired) as error:
            raise HttpProblem("conflict", "这个 Idempotency-Key 的结果已经读不出来了，请换一个。") from error
        body: str | None = payload["body"]
        raw = None if body is None else body.encode()
        return Reply(earlier.status, headers=REPLAYED, raw=raw, media_type="application/json")
