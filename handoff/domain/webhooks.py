"""Telling other systems what happens to cases: whom, what, signed how, tried how long.

No personal data leaves: a receiver that needs more reads it over the API, with its own rights."""

import hashlib
import hmac
import ipaddress
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from handoff.domain.case import Case
from handoff.domain.errors import Invalid

KINDS = ("case.opened", "case.claimed", "case.resolved", "case.reopened", "clock.at_risk")
#: What an administrator sends to see whether it arrives.
TEST = "test"
#: Move in a case's history -> what is told.
OF_MOVES: dict[str, str] = {
    "opened": "case.opened",
    "claimed": "case.claimed",
    "assigned": "case.claimed",
    "barged": "case.claimed",
    "resolved": "case.resolved",
    "closed_by_bot": "case.resolved",
    "withdrawn": "case.resolved",
    "reopened": "case.reopened",
}
GIVE_UP_AFTER = timedelta(days=3)
_FIRST_WAIT = 10.0
_LONGEST_WAIT = 3600.0
MAX_URL = 2000
#: IPv6 addresses that a translator turns into the IPv4 address at their end (RFC 6052).
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


@dataclass(frozen=True)
class Webhook:
    """`secret` is sealed. `failing_since`: of the deliveries in a row that failed, the first one's time."""

    id: UUID
    url: str
    secret: str
    kinds: tuple[str, ...]
    active: bool
    description: str
    version: int
    created_at: datetime
    failing_since: datetime | None = None


@dataclass(frozen=True)
class Delivery:
    """`status` pending | delivered | given_up; `result`: a sentence about the last try."""

    id: UUID
    webhook_id: UUID
    kind: str
    case_id: UUID | None
    body: dict[str, Any]
    status: str
    attempts: int
    created_at: datetime
    next_attempt_at: datetime
    result: str = ""
    lease_token: UUID | None = None
    position: int = 0


@dataclass(frozen=True)
class Sent:
    """What came of a try: `ok`, or why not."""

    ok: bool
    result: str


def body_of(
    kind: str, case: Case, channel: str, now: datetime, data: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """Without its id, which each delivery adds."""
    butler = {"id": str(case.butler_id), "display_name": case.butler_name} if case.butler_id else None
    return {
        "type": kind,
        "occurred_at": now.isoformat(),
        "case": {
            "id": str(case.id),
            "number": case.number,
            "status": case.status.value,
            "priority": case.priority.value,
            "codes": list(case.codes),
            "channel": channel,
            "opened_at": case.opened_at.isoformat(),
            "butler": butler,
        },
        "data": dict(data or {}),
    }


def trial_body(now: datetime) -> dict[str, Any]:
    return {"type": TEST, "occurred_at": now.isoformat(), "case": None, "data": {}}


def signature(secret: str, timestamp: str, raw: bytes) -> str:
    """The header X-Guanjia-Signature."""
    digest = hmac.new(secret.encode(), timestamp.encode() + b"." + raw, hashlib.sha256)
    return f"v1={digest.hexdigest()}"


def next_try(delivery: Delivery, now: datetime) -> datetime | None:
    """After the delivery's `attempts` tries, all failed: doubling from 10 s to an hour; None after three days."""
    wait = min(_LONGEST_WAIT, _FIRST_WAIT * 2 ** min(max(delivery.attempts - 1, 0), 20))
    due = now + timedelta(seconds=wait)
    return due if due - delivery.created_at <= GIVE_UP_AFTER else None


def is_public(address: str) -> bool:
    """Whether an IP address belongs to the internet at large. A mapped IPv4 address counts as what it maps."""
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if ip in _NAT64:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            ip = inner
    return ip.is_global and not ip.is_multicast


def checked_url(url: str, *, allow_private: bool) -> str:
    """An address that may be called. Names are looked up again at every try. Raises Invalid."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise Invalid("网址写得不对。") from None
    if len(url) > MAX_URL or not url.isascii() or not url.isprintable() or any(c in url for c in " \\"):
        raise Invalid("网址写得不对：只能用英文字符，不能有空格。")
    if parts.scheme != "https" and not (allow_private and parts.scheme == "http"):
        raise Invalid("网址要以 https:// 开头。")
    if not parts.hostname or parts.username is not None or parts.fragment or port == 0:
        raise Invalid("网址里要有主机名，不能带用户名、密码或 # 片段。")
    if not allow_private and _is_own_network(parts.hostname):
        raise Invalid("这个网址指向内部网络，出于安全不能使用。")
    return url


def _is_own_network(host: str) -> bool:
    if (
        host == "localhost"
        or host.endswith((".localhost", ".local", ".internal"))
        or "." not in host.strip(".")
    ):
        return ":" not in host or not is_public(host)
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return not is_public(host)


def checked_kinds(kinds: tuple[str, ...]) -> tuple[str, ...]:
    """Raises Invalid."""
    unknown = [kind for kind in kinds if kind not in KINDS]
    if unknown or not kinds:
        raise Invalid(f"请至少选择一种通知：{'、'.join(KINDS)}。")
    return tuple(kind for kind in KINDS if kind in kinds)
