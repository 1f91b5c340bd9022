"""What the README promises is what the code has."""

import re
from pathlib import Path

import pytest
from pydantic import SecretStr

from handoff.config import SECRETS, Settings

ROOT = Path(__file__).resolve().parent.parent
READMES = ("README.md", "README.zh-CN.md")
PAGES = (
    *READMES,
    "CHANGELOG.md",
    "docs/architecture.md",
    "docs/contracts.md",
    *(f"docs/adr/{p.name}" for p in (ROOT / "docs/adr").glob("*.md")),
    *(f"docs/guides/{p.name}" for p in (ROOT / "docs/guides").glob("*.md")),
)


def settings_table(readme: str) -> dict[str, str]:
    """Name → default, as the table of the README has them."""
    rows = re.findall(
        r"^\| `([A-Z_]+)` \| (`[^`]*`|–) \|", (ROOT / readme).read_text(encoding="utf-8"), re.MULTILINE
    )
    return {name: default.strip("`") for name, default in rows}


def real_settings() -> dict[str, str]:
    return {name.upper(): _shown(field.default) for name, field in Settings.model_fields.items()}


def _shown(default: object) -> str:
    value = default.get_secret_value() if isinstance(default, SecretStr) else default
    if isinstance(value, float):
        return f"{value:g}"
    return "–" if value in (None, "") else str(value)


@pytest.mark.parametrize("readme", READMES)
def test_every_setting_is_in_the_table_with_its_default(readme: str) -> None:
    assert settings_table(readme) == real_settings()


@pytest.mark.parametrize("readme", READMES)
def test_the_secrets_are_named(readme: str) -> None:
    text = (ROOT / readme).read_text(encoding="utf-8")
    assert all(f"`{name.upper()}`" in text for name in SECRETS)


def test_the_two_readmes_are_twins() -> None:
    def shape(readme: str) -> list[str]:
        text = (ROOT / readme).read_text(encoding="utf-8")
        code = re.findall(r"`(make [a-z]+|[A-Z_]{5,}|python -m [a-z. ]+)`", text)
        return sorted(code) + re.findall(r"^#+", text, re.MULTILINE)

    assert shape("README.md") == shape("README.zh-CN.md")


def test_every_make_target_that_is_named_exists() -> None:
    targets = set(re.findall(r"^([a-z0-9-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    for page in PAGES:
        named = set(
            re.findall(r"(?:`|^)make ([a-z]+)", (ROOT / page).read_text(encoding="utf-8"), re.MULTILINE)
        )
        assert named <= targets, page


def test_every_target_explains_itself() -> None:
    makefile = (ROOT / "Makefile").read_text()
    phony = re.search(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)
    assert phony is not None
    explained = re.findall(r"^([a-z0-9-]+):.*## \S", makefile, re.MULTILINE)
    assert sorted(explained) == sorted(phony[1].split())


@pytest.mark.parametrize("page", PAGES)
def test_every_link_leads_somewhere(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#]+)[^)]*\)", text):
        if not target.startswith(("http://", "https://")):
            assert (ROOT / page).parent.joinpath(target).exists(), target


@pytest.mark.parametrize("page", PAGES)
def test_every_file_that_is_named_exists(page: str) -> None:
    """Paths in backticks below the folders of the repository; made folders and patterns aside."""
    text = (ROOT / page).read_text(encoding="utf-8")
    folders = "actions|bench|bot|data|docs|handoff|insurer|requirements|tests"
    for name in re.findall(rf"`((?:{folders})/[A-Za-z0-9_./-]+)`", text):
        assert (ROOT / name).exists(), name
