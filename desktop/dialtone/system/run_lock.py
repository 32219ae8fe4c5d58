"""The lock by which a start of the program learns whether it is the only one."""

import os
import sys
import zlib
from contextlib import suppress
from pathlib import Path
from typing import IO

from dialtone.system.quiet_files import read_start

_TRIES = 10
"""How often another process is expected to remove the file in the moment before it is locked."""
_BOOT_ID = Path("/proc/sys/kernel/random/boot_id")
"""A random number of each start of a computer with Linux."""
_LONGEST_ID = 100
_LONGEST_HOLDER = 1000  # older versions write more than the computer


class RunLock:
    """A file that the system locks until it is released, or until this process ends, in whichever way.

    Process ids in a file would not do: each start of a Flatpak has ids of its own, and after a crash another program
    may have the id of the one that crashed. The file names only the computer, which matters on a network drive.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: IO[bytes] | None = None
        """None while it is not held."""
        self._substitute: IO[bytes] | None = None
        """What is locked where the file itself cannot be."""

    @property
    def held(self) -> bool:
        """Whether this process holds the lock."""
        return self._file is not None

    def take(self) -> bool:
        """Take the lock; return False if another process holds it. Raises `OSError` if there can be no such file."""
        tries_left = _TRIES
        while self._file is None:
            file = self._path.open("ab")
            is_locked = _lock(file)
            if is_locked is None:
                is_locked = self._lock_substitute()
            if not is_locked:
                file.close()
                return False
            tries_left -= 1
            if self._is_current(file) or not tries_left:  # some network drives number a file anew each time
                self._file = file
                _name_this_computer(file)
            else:
                file.close()
        return True

    @property
    def is_elsewhere(self) -> bool:
        """Whether it names another computer, with which this one shares a network drive. Known only on Linux."""
        here = read_start(_BOOT_ID, _LONGEST_ID).strip()
        holder = read_start(self._path, _LONGEST_HOLDER)
        return bool(here and holder) and here not in holder

    def release(self) -> None:
        """Remove the file, and release the lock, if it is held."""
        file, self._file = self._file, None
        if file is None:
            return
        if sys.platform == "win32":  # an open file cannot be removed there
            file.close()
        with suppress(OSError):
            self._path.unlink()
        file.close()
        self._close_substitute()

    def _lock_substitute(self) -> bool:
        """Lock a file on this computer, as a home on a drive without locks has none; return False if that is locked.

        It stays: removing it would make it two for a moment. Without a place for it two windows may open.
        """
        with suppress(OSError, KeyError):
            path = Path(os.environ["XDG_RUNTIME_DIR"], f"dialtone-{zlib.crc32(os.fsencode(self._path)):08x}.lock")
            self._substitute = path.open("ab")
            if _lock(self._substitute) is False:
                self._close_substitute()
                return False
        return True

    def _close_substitute(self) -> None:
        if self._substitute is not None:
            self._substitute.close()
            self._substitute = None

    def _is_current(self, file: IO[bytes]) -> bool:
        """Return whether the path still leads to this file: another process may have removed it before the lock."""
        try:
            return os.path.samestat(os.fstat(file.fileno()), self._path.stat())
        except FileNotFoundError:
            return False


def _name_this_computer(file: IO[bytes]) -> None:
    """Write into the lock's file which computer holds it, where that is known.

    On Windows it is not, and nothing may be written: what is locked there is the place at the end of the file.
    """
    if here := read_start(_BOOT_ID, _LONGEST_ID):
        with suppress(OSError):  # a full disk: it holds without the name too
            file.truncate(0)
            file.write(here)
            file.flush()


def _lock(file: IO[bytes]) -> bool | None:
    """Lock a file; return False if another process has locked it, and None on a file system without locks."""
    try:
        if sys.platform == "win32":
            import msvcrt  # only Windows has it

            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl  # Windows lacks it

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    except OSError:
        return None
    return True
