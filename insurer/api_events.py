"""Wire types of the events that the insurer sends to the hub (docs/contracts.md section 4, "Events out"), and
their signature."""

import hashlib
import hmac
from typing import Any, Literal

from pydantic import AwareDatetime

from insurer.api import Wire

EventType = Literal[
    "claim.step_changed",
    "claim.document_missing",
    "claim.clock",
    "claim.decided",
    "claim.paid",
    "pickup.changed",
]
TIMESTAMP_HEADER = "X-Guanjia-Timestamp"
SIGNATURE_HEADER = "X-Guanjia-Signature"


class InsurerEvent(Wire):
    """One thing that happened; sent at least once, told apart by `event_id`. `data` by type, see the
    contract."""

    event_id: str
    type: EventType
    customer_ref: str
    claim_no: str | None = None
    pickup_no: str | None = None
    occurred_at: AwareDatetime
    data: dict[str, Any]


def signature(secret: str, timestamp: str, body: bytes) -> str:
    """`v1=<hex>`: HMAC-SHA256 over the timestamp (Unix seconds), a dot and the raw body."""
    signed = hmac.new(secret.encode(), timestamp.encode() + b"." + body, hashlib.sha256)
    return f"v1={signed.hexdigest()}"
