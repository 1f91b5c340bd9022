"""Identities signed by the site's server: only what our secret signed, and not for too long, gets in."""

import base64
import hashlib
import hmac
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handoff.adapters.channels.web import (
    IdentityExpired,
    IdentityRejected,
    WebChannel,
    WebIdentity,
    sign_identity,
    verify_identity,
)
from handoff.domain.delivery import Accepted, Outbound

NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
SECRET = "a secret of the site and the hub"


def identity(
    user_id: str = "C001", ahead: timedelta = timedelta(hours=1), nonce: str = "n-123456"
) -> WebIdentity:
    return WebIdentity(user_id, int((NOW + ahead).timestamp()), nonce)


def test_a_signed_identity_says_who_it_is() -> None:
    verified = verify_identity(sign_identity(identity(), SECRET), SECRET, NOW)
    assert verified == identity()
    assert (verified.contact.channel, verified.contact.account) == ("web", "default")
    assert verified.contact.channel_user_id == verified.contact.customer_ref == "C001"


def test_the_signature_is_the_one_the_contract_describes() -> None:
    """Computed by hand, as the site's server would in any language."""
    mac = hmac.new(SECRET.encode(), b"C001|1795341600|n-123456", hashlib.sha256).digest()
    token = "C001|1795341600|n-123456|" + base64.urlsafe_b64encode(mac).decode()
    now = datetime.fromtimestamp(1795341600, UTC) - timedelta(minutes=5)
    assert verify_identity(token, SECRET, now).user_id == "C001"
    assert verify_identity(token.rstrip("="), SECRET, now).user_id == "C001"


@given(position=st.integers(0, 200), other=st.characters(codec="utf-8", exclude_categories=("Cs",)))
def test_any_changed_character_is_refused(position: int, other: str) -> None:
    token = sign_identity(identity(), SECRET)
    at = position % len(token)
    changed = token[:at] + other + token[at + 1 :]
    if changed == token or changed.rstrip("=") == token:
        return
    with pytest.raises(IdentityRejected):
        verify_identity(changed, SECRET, NOW)


@pytest.mark.parametrize(
    "token",
    [
        "",
        "|",
        "|||",
        "C001",
        "C001|1795341600|n-123456",
        "C001|1795341600|n-123456|",
        "|" * 500,
        "中|文|身|份",
    ],
)
def test_what_is_not_an_identity_is_refused(token: str) -> None:
    with pytest.raises(IdentityRejected):
        verify_identity(token, SECRET, NOW)


def test_another_sites_secret_is_refused() -> None:
    with pytest.raises(IdentityRejected):
        verify_identity(sign_identity(identity(), "another secret"), SECRET, NOW)


@pytest.mark.parametrize("user_id", ["", "a|b", "a b", "张三", "x" * 65, "a\nb"])
def test_even_a_signed_identity_must_be_well_formed(user_id: str) -> None:
    with pytest.raises(IdentityRejected):
        verify_identity(sign_identity(identity(user_id), SECRET), SECRET, NOW)


@pytest.mark.parametrize("nonce", ["", "short", "x" * 65, "with space"])
def test_a_nonce_must_be_long_enough(nonce: str) -> None:
    with pytest.raises(IdentityRejected):
        verify_identity(sign_identity(identity(nonce=nonce), SECRET), SECRET, NOW)


@pytest.mark.parametrize(
    "ahead", [timedelta(0), timedelta(seconds=-1), timedelta(days=-400), timedelta(hours=25)]
)
def test_expired_or_valid_for_too_long_is_refused(ahead: timedelta) -> None:
    with pytest.raises(IdentityExpired):
        verify_identity(sign_identity(identity(ahead=ahead), SECRET), SECRET, NOW)


@pytest.mark.parametrize("ahead", [timedelta(seconds=1), timedelta(hours=24)])
def test_the_whole_allowed_span_is_accepted(ahead: timedelta) -> None:
    assert verify_identity(sign_identity(identity(ahead=ahead), SECRET), SECRET, NOW)


async def test_a_send_is_accepted_under_its_own_key() -> None:
    out = Outbound("web", "default", "C001", "key-1", "您好", {"kind": "text", "text": "您好"}, "bot", None)
    assert await WebChannel().send(out) == Accepted("key-1")
