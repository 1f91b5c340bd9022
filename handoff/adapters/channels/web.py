"""The web channel: identities signed by the site's own server, and a send that is already done once the
message is stored.

Identity (channels.md, contracts.md 6.1): `user_id|exp|nonce|sig`, sig = base64url(HMAC-SHA256(secret,
`user_id|exp|nonce`)),
exp = Unix seconds, at most 24 h ahead."""

import base64
import hashlib
import hmac
import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import ClassVar

from handoff.domain.conversation import Contact
from handoff.domain.delivery import Accepted, Caps, Outbound, SendResult
from handoff.domain.errors import Unauthorized

CHANNEL = "web"
ACCOUNT = "default"
MAX_AHEAD = timedelta(hours=24)
#: Clocks of the site's server and ours may differ a little.
CLOCK_SKEW = timedelta(minutes=2)

_USER_ID = re.compile(r"[A-Za-z0-9_.:@-]{1,64}")
_EXPIRY = re.compile(r"[0-9]{1,11}")
_NONCE = re.compile(r"[A-Za-z0-9_-]{8,64}")


class IdentityRejected(Unauthorized):
    """Not signed with our secret, tampered with, or not an identity at all; never says which."""

    code: ClassVar[str] = "identity_rejected"


class IdentityExpired(Unauthorized):
    """Once valid, or valid for longer than allowed."""

    code: ClassVar[str] = "identity_expired"


@dataclass(frozen=True)
class WebIdentity:
    user_id: str
    expires_at: int
    nonce: str

    @property
    def contact(self) -> Contact:
        return Contact(CHANNEL, ACCOUNT, self.user_id, customer_ref=self.user_id)


def sign_identity(identity: WebIdentity, secret: str) -> str:
    """What the site's server does."""
    signed = f"{identity.user_id}|{identity.expires_at}|{identity.nonce}"
    return f"{signed}|{_signature(signed, secret)}"


def verify_identity(token: str, secret: str, now: datetime) -> WebIdentity:
    """Who the site vouches for. The signature is checked first and in constant time, so that nothing is
    learnt from a forgery.

    Raises IdentityRejected, IdentityExpired."""
    signed, _, signature = token.rpartition("|")
    expected = _signature(signed, secret)
    if not hmac.compare_digest(expected.encode(), signature.rstrip("=").encode("utf-8", "replace")):
        raise IdentityRejected("身份校验没有通过，请回到原页面重新进入。")
    parts = signed.split("|")
    if len(parts) != 3 or not all(
        p.fullmatch(v) for p, v in zip((_USER_ID, _EXPIRY, _NONCE), parts, strict=True)
    ):
        raise IdentityRejected("身份校验没有通过，请回到原页面重新进入。")
    identity = WebIdentity(parts[0], int(parts[1]), parts[2])
    ahead = identity.expires_at - now.timestamp()
    if ahead <= 0 or ahead > (MAX_AHEAD + CLOCK_SKEW).total_seconds():
        raise IdentityExpired("进入的链接过期了，请回到原页面重新进入。")
    return identity


def _signature(signed: str, secret: str) -> str:
    digest = hmac.new(secret.encode(), signed.encode("utf-8", "replace"), hashlib.sha256).digest()
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")


class WebChannel:
    """Sending is only making the message visible in our own store; the widget reads it from there."""

    name = CHANNEL
    caps = Caps(instant=True, idempotent=True, typing=True, read=True)

    async def send(self, out: Outbound) -> SendResult:
        return Accepted(out.idempotency_key)
