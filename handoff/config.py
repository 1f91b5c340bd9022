"""Settings: environment variables, read once. Secrets missing in demo mode are generated into
VAR_DIR/demo.env; in production a missing secret, or one with a demo value, refuses to start."""

import fcntl
import os
import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

#: The password of the demo log-ins; production refuses to run with a user who has it.
DEMO_PASSWORD = "guanjia-demo"  # noqa: S105 - public on purpose
#: Values that appear in documentation or demo files and must never protect anything real.
DEMO_VALUES = frozenset({"demo", "changeme", "change-me", "secret", "password", "test", DEMO_PASSWORD})
SECRETS = ("guanjia_secret", "chat_identity_secret", "bot_token", "insurer_token")
#: May be left out in production: then what it protects is switched off. A weak one is refused all the same.
OPTIONAL_SECRETS = ("insurer_events_secret",)
_MIN_SECRET = 16


class SettingsRefused(Exception):
    """The settings do not allow a start; the message is one clear sentence."""


class Settings(BaseSettings):
    """One field per environment variable (upper case). Made by `load` only."""

    model_config = SettingsConfigDict(extra="ignore", hide_input_in_errors=True, frozen=True)

    guanjia_mode: Literal["production", "demo"] = Field(
        "production", description="`production`, or `demo` with demo data and generated secrets"
    )
    database_url: str | None = Field(None, description="PostgreSQL; unset: embedded, in `VAR_DIR/postgres`")
    redis_url: str | None = Field(None, description="Redis; unset: in process (one hub only)")
    insurer_url: str = Field("http://127.0.0.1:8010", description="the insurer core")
    insurer_token: SecretStr = Field(SecretStr(""), description="bearer token for the insurer core")
    bot_url: str = Field("http://127.0.0.1:5005", description="the bot")
    bot_token: SecretStr = Field(SecretStr(""), description="bearer token for the bot")
    insurer_events_secret: SecretStr = Field(
        SecretStr(""), description="HMAC key of the events the insurer sends; unset: none are taken"
    )
    hub_host: str = Field("127.0.0.1", description="address the hub listens on")
    hub_port: int = Field(8000, ge=0, le=65535, description="port the hub listens on")
    public_url: str = Field("http://127.0.0.1:8000", description="how browsers reach the hub")
    guanjia_secret: SecretStr = Field(SecretStr(""), description="signs sessions and chat tokens")
    chat_identity_secret: SecretStr = Field(SecretStr(""), description="HMAC key of widget identities")
    chat_allowed_origins: str = Field(
        "", description="sites that may embed the widget, comma separated; unset: only the hub's own pages"
    )
    turn_workers: int = Field(2, ge=1, le=64, description="turn workers of this hub")
    turn_deadline_seconds: float = Field(
        45.0, gt=0, le=600, description="how long a message is retried before the customer is told"
    )
    turn_gather_seconds: float = Field(
        0.4, ge=0, le=30, description="how long a burst of messages is collected into one turn"
    )
    bot_startup_grace_seconds: float = Field(
        240.0, ge=0, le=3600, description="how long a bot that has not been up yet is waited for"
    )
    drafts_url: str | None = Field(
        None,
        pattern=r"^https?://[^\s/]+",
        description="OpenAI-compatible endpoint (up to `/v1`) that words drafts for butlers; unset: none is asked",
    )
    drafts_model: str = Field("", description="model asked at `DRAFTS_URL`")
    drafts_key: SecretStr = Field(SecretStr(""), description="bearer key for `DRAFTS_URL`")
    drafts_timeout_seconds: float = Field(
        6.0, gt=0, le=60, description="how long a butler waits for drafts of the model"
    )
    webhook_allow_private: bool = Field(
        False, description="webhooks may call addresses of the own network, and without TLS"
    )
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field("INFO", description="least level logged")
    log_format: Literal["json", "text"] = Field("json", description="`json` or `text`")
    var_dir: Path = Field(
        Path("var"), description="where embedded database, files of customers, demo secrets and logs live"
    )

    @property
    def demo(self) -> bool:
        return self.guanjia_mode == "demo"

    @property
    def allowed_origins(self) -> frozenset[str]:
        """Of the chat API; {"*"} is any."""
        named = frozenset(o.strip().rstrip("/") for o in self.chat_allowed_origins.split(",") if o.strip())
        return named or (frozenset({"*"}) if self.demo else frozenset())

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],  # noqa: ARG003
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,  # noqa: ARG003
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        # `load` says where the values come from, so that a test or a launcher can pass its own.
        return (init_settings,)


def load(environment: Mapping[str, str] | None = None) -> Settings:
    """From `environment` (default: this process's). Empty values count as unset. Raises SettingsRefused."""
    given = os.environ if environment is None else environment
    values = {name: given[name.upper()] for name in Settings.model_fields if given.get(name.upper())}
    settings = _validated(values)
    if settings.drafts_url and not settings.drafts_model:
        raise SettingsRefused("DRAFTS_MODEL is not set: DRAFTS_URL needs the name of a model.")
    if settings.demo:
        return _validated(values | _demo_secrets(settings))
    _refuse_weak_secrets(settings)
    return settings


def _validated(values: Mapping[str, Any]) -> Settings:
    try:
        return Settings(**values)
    except ValidationError as error:
        first = error.errors()[0]
        name = str(first["loc"][0]).upper() if first["loc"] else "a setting"
        raise SettingsRefused(f"{name} cannot be used: {first['msg']}.") from None


def _refuse_weak_secrets(settings: Settings) -> None:
    for name in SECRETS:
        value = _secret(settings, name)
        if not value:
            raise SettingsRefused(f"{name.upper()} is not set: production needs a secret of its own for it.")
    for name in (*SECRETS, *OPTIONAL_SECRETS):
        value = _secret(settings, name)
        if value and (value.lower() in DEMO_VALUES or len(value) < _MIN_SECRET):
            raise SettingsRefused(
                f"{name.upper()} has a demo value or is shorter than {_MIN_SECRET} characters: "
                "production needs a secret of its own for it."
            )


def _secret(settings: Settings, name: str) -> str:
    value: SecretStr = getattr(settings, name)
    return value.get_secret_value()


def _demo_secrets(settings: Settings) -> dict[str, str]:
    """The secrets that the environment leaves out, kept in VAR_DIR/demo.env from the first start on."""
    missing = [name for name in (*SECRETS, *OPTIONAL_SECRETS) if not _secret(settings, name)]
    if not missing:
        return {}
    try:
        return _kept_secrets(settings.var_dir, missing)
    except OSError as error:
        raise SettingsRefused(
            f"VAR_DIR ({settings.var_dir}) cannot be written: {error.strerror or error}."
        ) from None


def _kept_secrets(folder: Path, names: list[str]) -> dict[str, str]:
    folder.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(folder / "demo.env", os.O_RDWR | os.O_CREAT, 0o600)
    with os.fdopen(descriptor, "r+", encoding="utf-8") as file:
        # Several processes of a demo start at once; the first writes, the others read.
        fcntl.flock(file, fcntl.LOCK_EX)
        os.fchmod(file.fileno(), 0o600)
        lines = dict(line.strip().split("=", 1) for line in file if "=" in line)
        new = [name for name in names if not lines.get(name.upper())]
        for name in new:
            lines[name.upper()] = secrets.token_urlsafe(32)
        if new:
            file.seek(0)
            file.truncate()
            file.write("".join(f"{key}={value}\n" for key, value in lines.items()))
            file.flush()
            os.fsync(file.fileno())
    return {name: lines[name.upper()] for name in names}
