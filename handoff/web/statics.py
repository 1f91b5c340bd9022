"""Built front-end files: read once, compressed once, served with an ETag."""

import gzip
import hashlib
import mimetypes
from dataclasses import dataclass
from pathlib import Path

from sanic import HTTPResponse, Request

_COMPRESSED = ("text/", "application/javascript", "application/json", "image/svg+xml")
IMMUTABLE = "public, max-age=31536000, immutable"
REVALIDATE = "no-cache"


@dataclass(frozen=True)
class StaticFile:
    content: bytes
    compressed: bytes | None
    content_type: str
    etag: str


class Dist:
    """The files of one build folder. Changed files are noticed, so that a rebuild needs no restart."""

    def __init__(self, root: Path) -> None:
        self._root = root.resolve()
        self._cache: dict[Path, tuple[tuple[int, int], StaticFile]] = {}

    def find(self, name: str) -> StaticFile | None:
        """None when there is no such file inside the folder (`..` and links out of it are nowhere)."""
        try:
            path = (self._root / name).resolve()
            if not path.is_relative_to(self._root) or not path.is_file():
                return None
            stat = path.stat()
        except (OSError, ValueError):
            return None
        version = (stat.st_mtime_ns, stat.st_size)
        cached = self._cache.get(path)
        if cached is None or cached[0] != version:
            cached = (version, _load(path))
            self._cache[path] = cached
        return cached[1]


def file_response(request: Request, file: StaticFile, cache_control: str) -> HTTPResponse:
    headers = {"Cache-Control": cache_control, "ETag": file.etag, "Vary": "Accept-Encoding"}
    if file.etag in request.headers.get("if-none-match", ""):
        return HTTPResponse(status=304, headers=headers)
    if file.compressed is not None and "gzip" in request.headers.get("accept-encoding", ""):
        headers["Content-Encoding"] = "gzip"
        return HTTPResponse(file.compressed, headers=headers, content_type=file.content_type)
    return HTTPResponse(file.content, headers=headers, content_type=file.content_type)


def _load(path: Path) -> StaticFile:
    content = path.read_bytes()
    kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    if kind in ("text/javascript", "application/x-javascript"):
        kind = "application/javascript"
    compressed = gzip.compress(content, 6, mtime=0) if kind.startswith(_COMPRESSED) else None
    if compressed is not None and len(compressed) >= len(content):
        compressed = None
    textual = kind.startswith(_COMPRESSED)
    return StaticFile(
        content,
        compressed,
        f"{kind}; charset=utf-8" if textual else kind,
        f'"{hashlib.sha256(content).hexdigest()[:32]}"',
    )
