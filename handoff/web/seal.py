"""Opaque tokens that need no table: encrypted and authenticated (Fernet), with their own expiry inside."""

import base64
import json
from datetime import UTC, datetime
from typing import Any

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF


class SealBroken(Exception):
    """Not made by us, for another purpose, or damaged."""


class SealExpired(Exception):
    """Made by us, but too old."""


class Sealer:
    """One per purpose: a token of one purpose is worthless for another, though all come from one secret."""

    def __init__(self, secret: str, purpose: str) -> None:
        key = HKDF(SHA256(), 32, salt=None, info=f"guanjia/{purpose}".encode()).derive(secret.encode())
        self._fernet = Fernet(base64.urlsafe_b64encode(key))

    def seal(self, payload: dict[str, Any], expires_at: datetime) -> str:
        """`expires_at` is kept to the second."""
        data = json.dumps({"p": payload, "e": int(expires_at.timestamp())}, separators=(",", ":"))
        return self._fernet.encrypt(data.encode()).decode().rstrip("=")

    def open(self, token: str, now: datetime) -> tuple[dict[str, Any], datetime]:
        """The payload and when it expires. Raises SealBroken, SealExpired."""
        try:
            padded = token.encode("ascii") + b"=" * (-len(token) % 4)
            data = json.loads(self._fernet.decrypt(padded))
        except (InvalidToken, UnicodeEncodeError, ValueError) as error:
            raise SealBroken from error
        if now.timestamp() >= data["e"]:
            raise SealExpired
        return data["p"], datetime.fromtimestamp(data["e"], UTC)
