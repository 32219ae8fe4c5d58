"""The log: a small rotating file, with every address and host removed before a line is written.

It is for "what went wrong inside Dialtone", not for what was measured: a person in danger may send it to others.
"""

import ipaddress
import logging
import re
from logging.handlers import RotatingFileHandler
from pathlib import Path

from dialtone.store.private_files import make_private, make_private_file

FILE = "dialtone.log"
_LARGEST = 200_000
_KEPT = 2
_V4 = re.compile(r"(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?![\w.]*\d)")
_V6 = re.compile(r"(?<![\w:.])(?=[0-9a-fA-F:.]*:[0-9a-fA-F:.]*:)[0-9a-fA-F:.]{2,45}(?:%\w+)?(?![\w:])")
_HOST = re.compile(r"(?<![\w./-])(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,24}(?![\w(-]|\.\w)", re.IGNORECASE)
_HOME = re.compile(r"(?i)(/home/|/Users/|[A-Z]:\\Users\\)[^/\\\s\"']+")
_OURS = re.compile(r"(?i)\.(py|toml|json|ts|qm|svg|png|log|sqlite3|ttf|cer)$")


def scrub(text: str) -> str:
    """Return text without addresses, hosts and the person's name in paths."""
    text = _HOME.sub(r"\1[name]", text)
    text = _V6.sub(_address, text)
    text = _V4.sub(_address, text)
    return _HOST.sub(_host, text)


def _address(found: re.Match[str]) -> str:
    try:
        ipaddress.ip_address(found.group().partition("%")[0])
    except ValueError:
        return found.group()
    return "[address]"


def _host(found: re.Match[str]) -> str:
    text = found.group()
    ours = text.startswith("dialtone.") or _OURS.search(text)
    return text if ours else "[host]"


class ScrubbingFormatter(logging.Formatter):
    """Formats a record, traceback and all, and scrubs the whole."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the text that is written."""
        return scrub(super().format(record))


def open_log(folder: Path) -> logging.Handler | None:
    """Return a handler that writes into `folder`; None where that is impossible, which is no reason to stop."""
    try:
        make_private(folder)
        handler = RotatingFileHandler(folder / FILE, maxBytes=_LARGEST, backupCount=_KEPT, encoding="utf-8", delay=True)
        make_private_file(folder / FILE)
    except OSError:
        return None
    handler.setFormatter(ScrubbingFormatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    return handler
