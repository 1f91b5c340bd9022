"""One id through all processes: taken over from the caller if it is harmless, else made here."""

import re
from uuid import uuid4

from sanic import Request

HEADER = "X-Correlation-Id"
_ACCEPTED = re.compile(r"[A-Za-z0-9-]{8,64}")


def correlation_id_of(request: Request) -> str:
    """The request's id; made or taken over when first asked for."""
    known: str | None = getattr(request.ctx, "correlation_id", None)
    if known is None:
        given = request.headers.getone(HEADER, "")
        known = given if _ACCEPTED.fullmatch(given) else uuid4().hex
        request.ctx.correlation_id = known
    return known
