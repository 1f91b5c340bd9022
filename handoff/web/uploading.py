"""Receiving a file: multipart is taken apart while it comes in, nothing is held in memory, and what is too
large is refused as soon as it is."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any, cast
from uuid import UUID

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header
from sanic import Request
from sanic.http import Http

from handoff.domain.attachments import MAX_BYTES, Received
from handoff.domain.errors import TooLarge
from handoff.service.uploads import Uploads
from handoff.web.problems import HttpProblem

#: Beside the file itself: boundaries and the headers of the part.
_ENVELOPE = 16 * 1024
_FIELD = b"file"


@dataclass(frozen=True)
class Upload:
    name: str
    received: Received


async def receive_file(request: Request, conversation_id: UUID, uploads: Uploads) -> Upload:
    """The one part named `file`. Raises HttpProblem malformed_multipart, unsupported_media_type; TooLarge,
    RateLimited."""
    parts = _Parts(_boundary(request))
    declared = request.headers.getone("content-length", "0")
    if declared.isdigit() and int(declared) > MAX_BYTES + _ENVELOPE:
        raise TooLarge(f"文件太大了，最多 {MAX_BYTES // 1024 // 1024} MB，请压缩后再发。")
    received = await uploads.receive(conversation_id, _content(request, parts))
    return Upload(parts.name, received)


def _boundary(request: Request) -> bytes:
    kind, options = parse_options_header(request.headers.getone("content-type", ""))
    if kind != b"multipart/form-data":
        raise HttpProblem("unsupported_media_type", "请用 multipart/form-data 上传文件。")
    if not options.get(b"boundary"):
        raise HttpProblem("malformed_multipart")
    return options[b"boundary"]


async def _content(request: Request, parts: "_Parts") -> AsyncIterator[bytes]:
    """The bytes of the file; everything is read to its end, so that a cut-off body is never a file."""
    stream = cast(Http, request.stream)
    size = 0
    while (data := await stream.read()) is not None:
        size += len(data)
        if size > MAX_BYTES + _ENVELOPE:
            raise TooLarge(f"文件太大了，最多 {MAX_BYTES // 1024 // 1024} MB，请压缩后再发。")
        parts.feed(data)
        if parts.content:
            yield b"".join(parts.content)
            parts.content.clear()
    parts.finish()


@dataclass
class _Parts:
    """What the parser has found so far. Parts of other names are refused: nothing but the file belongs here."""

    boundary: bytes
    name: str = ""
    content: list[bytes] = field(default_factory=list)
    _files: int = 0
    _ended: bool = False
    _header: tuple[bytes, bytes] = (b"", b"")
    _disposition: bytes = b""
    _parser: Any = None

    def __post_init__(self) -> None:
        self._parser = MultipartParser(
            self.boundary,
            {
                "on_part_begin": self._begin,
                "on_header_field": self._header_name,
                "on_header_value": self._header_value,
                "on_header_end": self._header_end,
                "on_headers_finished": self._headers_end,
                "on_part_data": self._data,
                "on_end": self._end,
            },
        )

    def feed(self, data: bytes) -> None:
        """Raises HttpProblem malformed_multipart."""
        try:
            self._parser.write(data)
        except FormParserError as error:
            raise HttpProblem("malformed_multipart") from error

    def finish(self) -> None:
        """Raises HttpProblem malformed_multipart unless exactly one whole file was there."""
        if not self._ended or self._files != 1:
            raise HttpProblem("malformed_multipart")

    def _begin(self) -> None:
        self._disposition = b""

    def _header_name(self, data: bytes, start: int, end: int) -> None:
        name, value = self._header
        self._header = (name + data[start:end], value)

    def _header_value(self, data: bytes, start: int, end: int) -> None:
        name, value = self._header
        self._header = (name, value + data[start:end])

    def _header_end(self) -> None:
        name, value = self._header
        if name.lower() == b"content-disposition":
            self._disposition = value
        self._header = (b"", b"")

    def _headers_end(self) -> None:
        _, options = parse_options_header(self._disposition)
        self._files += 1
        if options.get(b"name") != _FIELD or self._files > 1:
            raise HttpProblem("malformed_multipart", "请一次上传一个文件，字段名为 file。")
        self.name = options.get(b"filename", b"").decode("utf-8", "replace")

    def _data(self, data: bytes, start: int, end: int) -> None:
        self.content.append(data[start:end])

    def _end(self) -> None:
        self._ended = True
