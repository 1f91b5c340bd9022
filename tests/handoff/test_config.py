"""Settings: what starts, what refuses, and with what words."""

import stat
from pathlib import Path

import pytest

from handoff.adapters.sql.engine import DatabaseNotRunning, async_url, database_url
from handoff.config import SECRETS, Settings, SettingsRefused, load

STRONG = {name.upper(): f"{name}-of-its-own-0123456789" for name in SECRETS}


def test_production_with_secrets_of_its_own_starts() -> None:
    settings = load(STRONG)
    assert not settings.demo
    assert settings.bot_token.get_secret_value() == STRONG["BOT_TOKEN"]
    assert STRONG["BOT_TOKEN"] not in repr(settings)
    assert settings.allowed_origins == frozenset()


@pytest.mark.parametrize("name", [n.upper() for n in SECRETS])
@pytest.mark.parametrize("value", [None, "", "demo", "CHANGEME", "guanjia-demo", "short"])
def test_production_refuses_a_missing_or_demo_secret(name: str, value: str | None) -> None:
    given = {k: v for k, v in STRONG.items() if k != name}
    if value is not None:
        given[name] = value
    with pytest.raises(SettingsRefused, match=name) as refused:
        load(given)
    assert str(refused.value).count("\n") == 0
    assert (
        not value or value == "short" or value.lower() not in str(refused.value).replace("a demo value", "")
    )


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TURN_WORKERS", "many"),
        ("TURN_WORKERS", "0"),
        ("HUB_PORT", "70000"),
        ("GUANJIA_MODE", "testing"),
        ("LOG_FORMAT", "xml"),
        ("TURN_DEADLINE_SECONDS", "-1"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named(name: str, value: str) -> None:
    with pytest.raises(SettingsRefused, match=name):
        load(STRONG | {name: value})


def test_demo_secrets_are_made_once_and_kept_private(tmp_path: Path) -> None:
    given = {"GUANJIA_MODE": "demo", "VAR_DIR": str(tmp_path / "var"), "BOT_TOKEN": "given"}
    first, second = load(given), load(given)
    assert first == second
    assert first.bot_token.get_secret_value() == "given"
    assert len(first.guanjia_secret.get_secret_value()) >= 32
    assert first.guanjia_secret != first.chat_identity_secret
    file = tmp_path / "var" / "demo.env"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert "given" not in file.read_text()
    assert first.allowed_origins == {"*"}


def test_a_folder_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "var").write_text("a file")
    with pytest.raises(SettingsRefused, match="VAR_DIR"):
        load({"GUANJIA_MODE": "demo", "VAR_DIR": str(tmp_path / "var")})


def test_empty_values_count_as_unset() -> None:
    assert load(STRONG | {"HUB_PORT": "", "REDIS_URL": ""}).hub_port == 8000


def test_every_setting_says_what_it_is() -> None:
    assert all(field.description for field in Settings.model_fields.values())


def test_origins() -> None:
    settings = load(STRONG | {"CHAT_ALLOWED_ORIGINS": "https://a.example/, https://b.example"})
    assert settings.allowed_origins == {"https://a.example", "https://b.example"}


@pytest.mark.parametrize(
    "url", ["postgres://u:p@h/d", "postgresql://u:p@h/d", "postgresql+psycopg://u:p@h/d"]
)
def test_any_usual_spelling_of_the_database(url: str) -> None:
    assert async_url(url).render_as_string(hide_password=False) == "postgresql+asyncpg://u:p@h/d"


@pytest.mark.parametrize("url", ["mysql://u:secret@h/d", "nonsense", "sqlite:///x", "://secret"])
def test_what_is_no_postgresql_is_refused_without_its_password(url: str) -> None:
    with pytest.raises(ValueError, match="DATABASE_URL") as refused:
        async_url(url)
    assert "secret" not in str(refused.value)


def test_the_embedded_database_that_does_not_run(tmp_path: Path) -> None:
    with pytest.raises(DatabaseNotRunning, match="python -m handoff database"):
        database_url(None, tmp_path)
    (tmp_path / "postgres").mkdir()
    (tmp_path / "postgres" / "postmaster.pid").write_text("1\n/x\n1\n5432\n/sockets\n\n\nready\n")
    url = database_url(None, tmp_path)
    assert (url.database, url.query["host"], url.port) == ("guanjia", "/sockets", 5432)
