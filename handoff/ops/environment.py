"""The environment that every process gets."""

from collections.abc import Mapping
from pathlib import Path

from handoff import config
from handoff.ops import postgres
from handoff.ops.programs import Addresses, url


def demo_environment(given: Mapping[str, str], addresses: Addresses, root: Path) -> dict[str, str]:
    """`given` with demo mode, absolute folders, the database's address and the secrets of VAR_DIR/demo.env.

    Raises ValueError or SettingsRefused in one sentence.
    """
    if (given.get("GUANJIA_MODE") or "demo") != "demo":
        raise ValueError(
            "make demo runs in demo mode only: unset GUANJIA_MODE, or start each process by itself."
        )
    var = folder(given, root)
    environment = {
        **given,
        "GUANJIA_MODE": "demo",
        "VAR_DIR": str(var),
        "DATABASE_URL": addresses.database or postgres.url(var),
        "ACTIONS_URL": url(addresses.actions),
        "PUBLIC_URL": given.get("PUBLIC_URL") or url(addresses.hub),
        "INSURER_EVENTS_URL": given.get("INSURER_EVENTS_URL") or url(addresses.hub, "/api/v1/insurer/events"),
        "PYTHONUNBUFFERED": "1",
    }
    return environment | secrets(config.load(environment))


def production_environment(given: Mapping[str, str]) -> dict[str, str]:
    """Raises SettingsRefused when a secret is missing or is one that everybody knows."""
    config.load(given)
    return dict(given)


def is_demo(given: Mapping[str, str], root: Path) -> bool:
    """Whether a person here means the demo: they said so, or said nothing in a folder where one was started."""
    mode = given.get("GUANJIA_MODE")
    return mode == "demo" or (not mode and (folder(given, root) / "demo.env").exists())


def folder(given: Mapping[str, str], root: Path) -> Path:
    """VAR_DIR; a relative one lies in the checkout."""
    return (root / (given.get("VAR_DIR") or "var")).absolute()


def secrets(settings: config.Settings) -> dict[str, str]:
    """The secrets that several processes share, by the names of their settings."""
    return {
        "GUANJIA_SECRET": settings.guanjia_secret.get_secret_value(),
        "CHAT_IDENTITY_SECRET": settings.chat_identity_secret.get_secret_value(),
        "BOT_TOKEN": settings.bot_token.get_secret_value(),
        "INSURER_TOKEN": settings.insurer_token.get_secret_value(),
        "INSURER_EVENTS_SECRET": settings.insurer_events_secret.get_secret_value(),
    }
