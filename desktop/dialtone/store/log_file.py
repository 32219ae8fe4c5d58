"""The log: a small rotating file, with every address and host removed before a line is written.

It is for "what went wrong inside Dialtone", not for measurements: a person in danger may send it to others.
"""

import ipaddress
import logging
import os
import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from itertools import pairwise
from pathlib import Path

from dialtone.store.own_files import make_private, make_private_file

FILE = "dialtone.log"
CHECKS_FILE = "dialtone-checks.log"
"""The log of the processes that check for the window, which has `FILE`: two processes cannot rotate one file."""
_LARGEST = 200_000  # in bytes; a larger file is rotated
_KEPT = 2  # the number of older files that are kept
_V4 = re.compile(r"(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?![\w.]*\d)")
_V6 = re.compile(r"(?<![\w:.])(?=[0-9a-fA-F:.]*:[0-9a-fA-F:.]*:)[0-9a-fA-F:.]{2,45}(?:%\w+)?(?![\w:])")
_HOST = re.compile(
    r"(?<![\w./\\-])(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,24}(?![\w(-]|\.\w)", re.IGNORECASE
)
_HOME = re.compile(r"(?i)(/home/|/Users/|(?:/run)?/media/|[A-Z]:\\{1,2}Users\\{1,2})[^/\\\n\"':]+")
_HARDWARE = re.compile(r"(?i)(?<![\w:-])(?:[0-9a-f]{2}[:-]){5}[0-9a-f]{2}(?![\w:-])")
_LOGIN = re.compile(r"(?<=//)[^/\s@]+@")
_MAILBOX = re.compile(r"[\w.+-]+@(?=\[+(?:host|address)\])")
_OWN_FILE_NAME = re.compile(r"(?i)\.(toml|json|qm|svg|png|log|sqlite3|ttf|cer)$")
_SHORTEST_NAME = 3  # shorter login names are words or parts of them, and stay


def list_own_names(environ: Mapping[str, str] = os.environ) -> tuple[str, ...]:
    """Return the texts that identify the person on this computer: home folder, its name, login name; longest first."""
    home = environ.get("USERPROFILE", "") or environ.get("HOME", "")
    logins = [environ.get(key, "") for key in ("USERNAME", "USER", "LOGNAME")]
    folder_name = re.split(r"[/\\]", home.rstrip("/\\"))[-1]
    spellings = {home, home.replace("\\", "\\\\"), home.replace("\\", "/"), folder_name, *logins}
    return tuple(sorted((text for text in spellings if len(text) >= _SHORTEST_NAME), key=len, reverse=True))


def scrub(text: str, names: Sequence[str] = ()) -> str:
    """Return a text without addresses, hosts, home folders in paths, and `names` where they are whole words."""
    for name in names:
        text = re.sub(rf"(?i)(?<!\w){re.escape(name)}(?!\w)", "[name]", text)
    text = _HOME.sub(r"\1[name]", text)
    text = _HARDWARE.sub("[address]", text)
    text = _LOGIN.sub("[name]@", text)
    text = _V6.sub(_hide_address, text)
    text = _V4.sub(_hide_address, text)
    text = _HOST.sub(_hide_host, text)
    return _MAILBOX.sub("[name]@", text)


def _hide_address(match: re.Match[str]) -> str:
    """Return `[address]` for an address with or without a zone; what only looks like one (a time, a version) stays."""
    try:
        ipaddress.ip_address(match.group().partition("%")[0])
    except ValueError:
        return match.group()
    return "[address]"


def _hide_host(match: re.Match[str]) -> str:
    """Return `[host]` for a name on the network; the names of Dialtone's modules and files stay, since they help."""
    name = match.group()
    is_own = name.startswith("dialtone.") or _OWN_FILE_NAME.search(name)
    return name if is_own else "[host]"


class ScrubbingFormatter(logging.Formatter):
    """Formats a record, including its traceback, and scrubs the whole text."""

    def __init__(self, pattern: str, names: Sequence[str]) -> None:
        super().__init__(pattern)
        self._names = names

    def format(self, record: logging.LogRecord) -> str:
        """Return the text to be written."""
        return scrub(super().format(record), self._names)


class LogFile(logging.FileHandler):
    """A file that is opened with its first line, and begun anew when it is large.

    `RotatingFileHandler` does that too, but loads 2 MB of modules.
    """

    def __init__(self, path: Path) -> None:
        super().__init__(path, encoding="utf-8", errors="replace", delay=True)

    def emit(self, record: logging.LogRecord) -> None:
        """Write a line, if the file can be opened."""
        with suppress(OSError):
            if os.path.getsize(self.baseFilename) > _LARGEST:
                self._begin_anew()
        with suppress(OSError):
            super().emit(record)

    def _begin_anew(self) -> None:
        """Rename the full file and the older ones, of which the oldest is replaced. Raises `OSError`."""
        self.close()  # Windows renames no open file; the next line opens it again
        names = [self.baseFilename, *(f"{self.baseFilename}.{number}" for number in range(1, _KEPT + 1))]
        for newer, older in reversed(list(pairwise(names))):
            if os.path.exists(newer):
                os.replace(newer, older)

    def handleError(self, _record: logging.LogRecord) -> None:  # noqa: N802 - logging's name
        """Lose a line that a full disk does not take: it would be printed, unscrubbed and with a traceback."""

    def close(self) -> None:
        """Close the file, if it is open. On a full disk its last lines are lost, which is no reason to stop."""
        with suppress(OSError):
            super().close()


def open_log(folder: Path, name: str = FILE) -> logging.Handler | None:
    """Return a handler that writes into `folder`; None if that is impossible, which is no reason to stop."""
    try:
        make_private(folder)
        make_private_file(folder / name)
    except OSError:
        return None
    handler = LogFile(folder / name)
    handler.setFormatter(ScrubbingFormatter("%(asctime)s %(levelname)s %(name)s: %(message)s", list_own_names()))
    return handler


def restart_log(folder: Path, name: str = FILE, *, quiet: bool) -> None:
    """Close Dialtone's log, and open a new one in `folder`, unless `quiet`: a quiet profile stores nothing."""
    close_log()
    if not quiet and (log := open_log(folder, name)) is not None:
        logging.getLogger().addHandler(log)


def close_log() -> None:
    """Close Dialtone's log and remove it from the logging, so that no further line opens it again."""
    root = logging.getLogger()
    for handler in list(root.handlers):
        if isinstance(handler, LogFile):
            root.removeHandler(handler)
            handler.close()
