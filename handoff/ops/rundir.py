"""Folders for unix sockets, whose names may not be long (104 bytes on macOS, 108 on Linux)."""

import hashlib
import os
import tempfile
from pathlib import Path

_LONGEST = 100


def short_enough(path: Path) -> bool:
    return len(os.fsencode(path)) <= _LONGEST


def socket_folder(preferred: Path, name: str) -> Path:
    """`preferred` when a socket called `name` fits there, else a folder for it in the temporary directory.

    The same answer each time; nothing is made.
    """
    preferred = preferred.absolute()
    if short_enough(preferred / name):
        return preferred
    return Path(tempfile.gettempdir()) / f"guanjia-{hashlib.sha256(os.fsencode(preferred)).hexdigest()[:12]}"


def make_private(folder: Path, uid: int, gid: int) -> None:
    """Makes the folder, for its owner only. Raises PermissionError when somebody else made it before us."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    there = folder.lstat()
    if there.st_uid not in (uid, os.geteuid()) or folder.is_symlink():
        raise PermissionError(f"{folder} belongs to another user")
    if there.st_uid != uid:
        os.chown(folder, uid, gid)
    folder.chmod(0o700)
