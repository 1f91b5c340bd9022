"""Files of customers on a disk, by the SHA-256 of their content: `<folder>/ab/cd/abcd…`. A file is written
beside its place, synced and renamed, so that whatever lies in its place is whole. Several hubs need one
common folder."""

import asyncio
import contextlib
import hashlib
import os
import re
import time
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import BinaryIO
from uuid import uuid4

from handoff.domain.attachments import HEAD_BYTES, Received
from handoff.domain.errors import NotFound, TooLarge

_CHUNK = 256 * 1024
_NAME = re.compile(r"[0-9a-f]{64}")


class MediaStore:
    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._incoming = folder / "incoming"

    async def receive(self, parts: AsyncIterator[bytes], limit: int) -> Received:
        """Raises TooLarge, OSError; then, as when cancelled, nothing is left behind."""
        place = self._incoming / uuid4().hex
        digest, size, head = hashlib.sha256(), 0, b""
        file = await asyncio.to_thread(_create, place)
        try:
            with file:
                async for part in parts:
                    size += len(part)
                    if size > limit:
                        raise TooLarge(f"文件太大了，最多 {limit // 1024 // 1024} MB，请压缩后再发。")
                    digest.update(part)
                    if len(head) < HEAD_BYTES:
                        head = (head + part)[:HEAD_BYTES]
                    await asyncio.to_thread(file.write, part)
                await asyncio.to_thread(_sync, file)
        except BaseException:
            place.unlink(missing_ok=True)
            raise
        return Received(str(place), size, digest.hexdigest(), head)

    async def keep(self, received: Received) -> None:
        await asyncio.to_thread(_move, Path(received.place), self._path(received.sha256))

    async def discard(self, received: Received) -> None:
        await asyncio.to_thread(Path(received.place).unlink, True)

    async def read(self, sha256: str) -> AsyncIterator[bytes]:
        """Raises NotFound, before the first part."""
        try:
            file = await asyncio.to_thread(self._path(sha256).open, "rb")
        except FileNotFoundError:
            raise NotFound("没有找到这个文件。") from None
        with file:
            while part := await asyncio.to_thread(file.read, _CHUNK):
                yield part

    async def older_than(self, age: timedelta) -> list[str]:
        return await asyncio.to_thread(self._old, time.time() - age.total_seconds())

    async def remove(self, sha256: str) -> None:
        await asyncio.to_thread(self._path(sha256).unlink, True)

    def _old(self, before: float) -> list[str]:
        for path in self._incoming.glob("*"):
            if _touched(path) < before:
                path.unlink(missing_ok=True)
        kept = self._folder.glob("[0-9a-f][0-9a-f]/[0-9a-f][0-9a-f]/*")
        return [path.name for path in kept if _NAME.fullmatch(path.name) and _touched(path) < before]

    def _path(self, sha256: str) -> Path:
        if not _NAME.fullmatch(sha256):
            raise NotFound("没有找到这个文件。")
        return self._folder / sha256[:2] / sha256[2:4] / sha256


def _create(place: Path) -> BinaryIO:
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    return os.fdopen(os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")


def _sync(file: BinaryIO) -> None:
    file.flush()
    os.fsync(file.fileno())


def _move(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    os.replace(source, target)
    # The same content may have lain here for long; the sweep goes by age.
    os.utime(target)
    with contextlib.suppress(OSError):
        folder = os.open(target.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _touched(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        return float("inf")
