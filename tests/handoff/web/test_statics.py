"""Built files: found only inside their folder, compressed, and noticed when they change."""

import gzip
import os
from pathlib import Path

import pytest

from handoff.web.statics import Dist


@pytest.fixture
def dist(tmp_path: Path) -> Path:
    folder = tmp_path / "dist"
    (folder / "assets").mkdir(parents=True)
    (folder / "index.html").write_text("<!doctype html>" + "管家" * 400)
    (folder / "assets" / "app-1a2b.js").write_text("export const x = 1;" * 100)
    (folder / "assets" / "dot.png").write_bytes(b"\x89PNG")
    (tmp_path / "secret.env").write_text("SECRET=1")
    return folder


def test_files_carry_their_type_and_a_compressed_form(dist: Path) -> None:
    script = Dist(dist).find("assets/app-1a2b.js")
    assert script is not None
    assert script.content_type.startswith(("application/javascript", "text/javascript"))
    assert script.compressed is not None
    assert gzip.decompress(script.compressed) == script.content
    image = Dist(dist).find("assets/dot.png")
    assert image is not None
    assert (image.content_type, image.compressed) == ("image/png", None)


@pytest.mark.parametrize(
    "name",
    [
        "../secret.env",
        "assets/../../secret.env",
        "/etc/passwd",
        "assets",
        "",
        ".",
        "nothing.js",
        "a\x00b",
        "x" * 5000,
    ],
)
def test_nothing_outside_the_folder_is_found(dist: Path, name: str) -> None:
    assert Dist(dist).find(name) is None


def test_a_link_out_of_the_folder_leads_nowhere(dist: Path) -> None:
    (dist / "link").symlink_to(dist.parent / "secret.env")
    assert Dist(dist).find("link") is None


def test_a_rebuild_is_noticed(dist: Path) -> None:
    files = Dist(dist)
    before = files.find("index.html")
    (dist / "index.html").write_text("new")
    os.utime(dist / "index.html", (1, 1))
    after = files.find("index.html")
    assert before is not None
    assert after is not None
    assert after.content == b"new"
    assert before.etag != after.etag


def test_a_missing_folder_has_no_files(tmp_path: Path) -> None:
    assert Dist(tmp_path / "never-built").find("index.html") is None
