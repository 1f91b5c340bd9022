"""Files that customers send: what is taken, told by their first bytes, and what they are called."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

MAX_BYTES = 10 * 1024 * 1024
MAX_PER_MESSAGE = 9
#: So many first bytes tell every type below.
HEAD_BYTES = 32
_MAX_NAME = 120

_HEIF_BRANDS = frozenset({b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1"})
_EXTENSIONS = {
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/webp": ".webp",
    "image/heic": ".heic",
    "application/pdf": ".pdf",
}
_KNOWN_EXTENSION = re.compile(r"\.[A-Za-z0-9]{1,5}\Z")


@dataclass(frozen=True)
class Attachment:
    """A stored file. `sha256`: hex, where it lies; `size` in bytes."""

    id: UUID
    name: str
    media_type: str
    size: int
    sha256: str

    @property
    def is_image(self) -> bool:
        return self.media_type.startswith("image/")

    def facts(self) -> dict[str, Any]:
        """As JSON data (contracts.md section 2)."""
        return {
            "id": str(self.id),
            "name": self.name,
            "media_type": self.media_type,
            "size": self.size,
            "sha256": self.sha256,
        }

    @classmethod
    def of(cls, facts: dict[str, Any]) -> "Attachment":
        return cls(**{**facts, "id": UUID(facts["id"])})


@dataclass(frozen=True)
class Received:
    """A file on its way in: where it lies for now, and what it is. `head`: its first bytes."""

    place: str
    size: int
    sha256: str
    head: bytes


def media_type_of(head: bytes) -> str | None:
    """The type by the first bytes, whatever the sender calls it; None for what is not taken."""
    if head.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "image/webp"
    if head[4:8] == b"ftyp" and head[8:12] in _HEIF_BRANDS:
        return "image/heic"
    if head.startswith(b"%PDF-"):
        return "application/pdf"
    return None


def clean_name(given: str, media_type: str) -> str:
    """A name that can be shown and saved anywhere: no path, no control or bidi characters, and an extension
    that tells the true type."""
    base = unicodedata.normalize("NFC", given).replace("\\", "/").rpartition("/")[2]
    kept = "".join(c for c in base if unicodedata.category(c)[0] not in "C" and c not in '<>:"|?*')
    stem = _KNOWN_EXTENSION.sub("", kept).strip(" .")
    return f"{stem[:_MAX_NAME] or '附件'}{_EXTENSIONS[media_type]}"


def described(attachments: Sequence[Attachment]) -> str:
    """What stands for a message without words; empty when there are no attachments."""
    if not attachments:
        return ""
    pictures = sum(a.is_image for a in attachments)
    files = len(attachments) - pictures
    parts = [f"{pictures} 张图片"] * bool(pictures) + [f"{files} 个文件"] * bool(files)
    return f"［{'、'.join(parts)}］"
