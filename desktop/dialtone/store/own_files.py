"""Our files and folders: read up to a size limit, closed to other users, and set aside if broken, never lost."""

import errno
import os
import stat
import zlib
from contextlib import suppress
from pathlib import Path

_GZIP = b"\x1f\x8b"
_NO_WAITING = getattr(os, "O_NONBLOCK", 0)
"""A named pipe is opened without waiting for its other end, and then refused."""
LARGEST_OWN_FILE = 1_000_000
"""Maximum bytes of one of our files: settings, catalogue, advice, sentences."""


def read_capped(path: Path, limit: int = LARGEST_OWN_FILE) -> bytes:
    """Return all bytes of a file, not of a pipe. Raises `OSError`, also for more than `limit`."""
    with open(path, "rb", opener=lambda name, flags: os.open(name, flags | _NO_WAITING)) as file:
        status = os.fstat(file.fileno())
        if not stat.S_ISREG(status.st_mode):
            raise OSError(errno.EINVAL, "not a regular file", str(path))
        # Asking for `limit` bytes at once would allocate them all: that takes longer than to read a small file.
        data = file.read(min(status.st_size, limit) + 1)
        if len(data) > status.st_size:  # the file has grown meanwhile
            data += file.read(limit + 1 - len(data))
    if len(data) > limit:
        raise OSError(errno.EFBIG, f"larger than {limit} bytes", str(path))
    return data


def read_packed(path: Path, limit: int = LARGEST_OWN_FILE) -> bytes:
    """Return all bytes of one of our files, which a package may have gzipped. Raises like `read_capped`."""
    data = read_capped(path, limit)
    if not data.startswith(_GZIP):
        return data
    unpacking = zlib.decompressobj(wbits=31)
    try:
        unpacked = unpacking.decompress(data, limit)
    except zlib.error as problem:
        raise OSError(errno.EINVAL, f"cannot be unpacked ({problem})", str(path)) from None
    if not unpacking.eof:
        raise OSError(errno.EFBIG, f"larger than {limit} bytes, or truncated", str(path))
    return unpacked


_FOLDER_MODE = 0o700
_FILE_MODE = 0o600
_ACCESS_OF_OTHERS = 0o077


def make_private(folder: Path) -> None:
    """Create a folder for the person alone, or restrict the access to the existing one. Raises `OSError`."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.mkdir(_FOLDER_MODE, exist_ok=True)
    _restrict(folder, _FOLDER_MODE)


def make_private_file(path: Path) -> None:
    """Create an empty file for the person alone, or restrict the access to the existing one. Raises `OSError`."""
    os.close(os.open(path, os.O_CREAT | os.O_WRONLY | _NO_WAITING, _FILE_MODE))
    _restrict(path, _FILE_MODE)


def _restrict(path: Path, mode: int) -> None:
    """Set the mode of a path if others have any access to it; if that is impossible, it stays as it is."""
    with suppress(OSError):  # a file system without modes, or a folder of another owner
        if path.stat().st_mode & _ACCESS_OF_OTHERS:
            path.chmod(mode)


def set_aside(path: Path) -> str:
    """Rename a broken file to `settings.broken-1.json`, by the next free number; return the name. Raises `OSError`."""
    number = 1
    while (aside := path.with_name(f"{path.stem}.broken-{number}{path.suffix}")).exists():
        number += 1
    path.rename(aside)
    return aside.name
