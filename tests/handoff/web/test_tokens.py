"""Chat tokens and tickets: bound to one conversation, one purpose, one secret, and a time."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from handoff.web.problems import HttpProblem
from handoff.web.tokens import TICKET_LIFETIME, TOKEN_LIFETIME, Tokens

NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
CONVERSATION = uuid4()


def refused(code: str) -> pytest.RaisesExc[HttpProblem]:
    return pytest.RaisesExc(HttpProblem, check=lambda problem: problem.kind.code == code)


def test_a_token_opens_its_conversation_until_it_expires() -> None:
    tokens = Tokens("secret-one")
    token, access = tokens.issue(CONVERSATION, NOW)
    assert tokens.check(f"Bearer {token}", NOW) == access
    assert access.conversation_id == CONVERSATION
    assert tokens.check(f"bearer {token}", NOW + TOKEN_LIFETIME - timedelta(seconds=1)) == access
    with refused("token_expired"):
        tokens.check(f"Bearer {token}", NOW + TOKEN_LIFETIME)


def test_tokens_are_opaque_and_safe_in_urls() -> None:
    tokens = Tokens("secret-one")
    token, access = tokens.issue(CONVERSATION, NOW)
    ticket = tokens.ticket(access, NOW)
    for text in (token, ticket):
        assert str(CONVERSATION) not in text
        assert CONVERSATION.hex not in text
        assert set(text) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")


@pytest.mark.parametrize(
    "header", [None, "", "Bearer", "Bearer ", "Basic abc", "Bearer 中文", "Bearer a.b.c", "Bearer ="]
)
def test_what_is_not_a_token_is_refused(header: str | None) -> None:
    with refused("token_rejected"):
        Tokens("secret-one").check(header, NOW)


def test_a_token_of_another_secret_or_purpose_is_refused() -> None:
    tokens = Tokens("secret-one")
    token, access = tokens.issue(CONVERSATION, NOW)
    ticket = tokens.ticket(access, NOW)
    with refused("token_rejected"):
        Tokens("secret-two").check(f"Bearer {token}", NOW)
    with refused("token_rejected"):
        tokens.check(f"Bearer {ticket}", NOW)
    with refused("token_rejected"):
        tokens.redeem(token, NOW)


def test_every_changed_character_breaks_a_token() -> None:
    tokens = Tokens("secret-one")
    token, _ = tokens.issue(CONVERSATION, NOW)
    for at in range(0, len(token) - 1, 3):  # the last character also carries unused bits
        with refused("token_rejected"):
            tokens.check(f"Bearer {token[:at]}{'A' if token[at] != 'A' else 'B'}{token[at + 1 :]}", NOW)


def test_a_ticket_lives_a_minute_and_its_stream_no_longer_than_the_token() -> None:
    tokens = Tokens("secret-one")
    _, access = tokens.issue(CONVERSATION, NOW)
    ticket = tokens.ticket(access, NOW)
    assert tokens.redeem(ticket, NOW + TICKET_LIFETIME - timedelta(seconds=1)) == access
    with refused("token_expired"):
        tokens.redeem(ticket, NOW + TICKET_LIFETIME)
    late = access.expires_at - timedelta(seconds=5)
    with refused("token_expired"):
        tokens.redeem(tokens.ticket(access, late), access.expires_at)
