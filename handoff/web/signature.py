"""The signature of the insurer's events, over the raw bytes (docs/contracts.md section 4)."""

import hashlib
import hmac
from datetime import datetime, timedelta

from sanic import Request

from handoff.domain.errors import SignatureRejected
from handoff.web.problems import HttpProblem
from handoff.web.reading import ascii_header

TIMESTAMP = "X-Guanjia-Timestamp"
SIGNATURE = "X-Guanjia-Signature"
MAX_SKEW = timedelta(minutes=5)
_LONGEST = 12


def sign(secret: str, timestamp: str, raw: bytes) -> str:
    signed = hmac.new(secret.encode(), timestamp.encode() + b"." + raw, hashlib.sha256)
    return f"v1={signed.hexdigest()}"


def verify_signature(request: Request, raw: bytes, secret: str, now: datetime) -> None:
    """In constant time, the signature before the clock, so that nothing is learnt from a forgery. Raises
    SignatureRejected; without a secret there is nothing here: HttpProblem not_found."""
    if not secret:
        raise HttpProblem("not_found")
    timestamp = ascii_header(request, TIMESTAMP) or ""
    given = ascii_header(request, SIGNATURE) or ""
    right = hmac.compare_digest(sign(secret, timestamp, raw), given)
    if not right or not timestamp.isdigit() or len(timestamp) > _LONGEST:
        raise SignatureRejected("签名不对，或时间相差太多。")
    if abs(now.timestamp() - int(timestamp)) > MAX_SKEW.total_seconds():
        raise SignatureRejected("签名不对，或时间相差太多。")
