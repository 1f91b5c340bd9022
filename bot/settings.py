"""The bot's settings, read once from the environment (docs/contracts.md section 1)."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urlsplit

DEFAULT_URL = "http://127.0.0.1:5005"
DEFAULT_ACTIONS = "http://127.0.0.1:5055"


class SettingsError(Exception):
    """A setting is impossible; the message is one sentence for the operator."""


@dataclass(frozen=True)
class Settings:
    """`token` empty: no token asked for, allowed on loopback only."""

    host: str
    port: int
    token: str
    actions_url: str
    log_level: str
    log_format: str


def read_settings(environment: Mapping[str, str] = os.environ) -> Settings:
    """Raises SettingsError."""
    # BOT_LISTEN: where to listen when others reach the bot under another address (containers).
    host, port = _address(environment.get("BOT_LISTEN") or environment.get("BOT_URL") or DEFAULT_URL)
    token = environment.get("BOT_TOKEN", "").strip()
    if not token and not _is_loopback(host):
        raise SettingsError(f"BOT_TOKEN is not set, and {host} can be reached from other machines: set it.")
    level = (environment.get("LOG_LEVEL") or "INFO").upper()
    if level not in ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"):
        raise SettingsError(f"LOG_LEVEL is {level}; DEBUG, INFO, WARNING, ERROR or CRITICAL are possible.")
    return Settings(
        host=host,
        port=port,
        token=token,
        actions_url=(environment.get("ACTIONS_URL") or DEFAULT_ACTIONS).rstrip("/"),
        log_level=level,
        log_format="text" if environment.get("LOG_FORMAT", "").lower() == "text" else "json",
    )


def _address(text: str) -> tuple[str, int]:
    parts = urlsplit(text if "://" in text else f"http://{text}")
    try:
        port = parts.port
    except ValueError:
        port = None
    if not parts.hostname or not port:
        raise SettingsError(f"{text!r} is no address with a port, like {DEFAULT_URL}.")
    return parts.hostname, port


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
