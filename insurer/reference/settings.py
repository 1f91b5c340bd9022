"""Settings of the reference insurer, read once from the environment (docs/contracts.md section 1)."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from insurer.reference.database import database_url
from insurer.reference.sender import Target

_DEFAULT_URL = "http://127.0.0.1:8010"


class SettingsError(Exception):
    """A setting is missing or wrong; the text is one sentence for the operator."""


@dataclass(frozen=True)
class Settings:
    """`demo`: keep the demo customers in the database, and a clerk who moves claims; `events`: where events
    go, None: they stay in their table."""

    host: str
    port: int
    token: str
    database: str
    demo: bool
    log_level: str
    log_format: str
    events: Target | None = None


def read_settings(environment: Mapping[str, str] = os.environ) -> Settings:
    """Raises SettingsError or DatabaseNotConfigured. The server listens where INSURER_URL points."""
    address = urlsplit(environment.get("INSURER_URL") or _DEFAULT_URL)
    try:
        host, port = address.hostname, address.port
    except ValueError as error:
        raise SettingsError("INSURER_URL has no valid port.") from error
    if not host:
        raise SettingsError("INSURER_URL must look like http://127.0.0.1:8010.")
    token = environment.get("INSURER_TOKEN", "").strip()
    if not token:
        raise SettingsError("INSURER_TOKEN is not set; insurer and its callers share it.")
    return Settings(
        host=host,
        port=port or 80,
        token=token,
        database=database_url(environment),
        demo=environment.get("GUANJIA_MODE") == "demo" or environment.get("INSURER_DEMO") == "1",
        log_level=environment.get("LOG_LEVEL") or "INFO",
        log_format=environment.get("LOG_FORMAT") or "json",
        events=_events(environment),
    )


def _events(environment: Mapping[str, str]) -> Target | None:
    url = environment.get("INSURER_EVENTS_URL", "").strip()
    if not url:
        return None
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise SettingsError("INSURER_EVENTS_URL must look like http://127.0.0.1:8000/api/v1/insurer/events.")
    secret = environment.get("INSURER_EVENTS_SECRET", "").strip()
    if not secret:
        raise SettingsError(
            "INSURER_EVENTS_URL is set, so INSURER_EVENTS_SECRET is needed to sign the events."
        )
    return Target(url, secret)
