"""Thunderbird's autoconfig: an XML page in which a mail domain names its servers.

Read as Delta Chat does (chatmail/core@4888889 src/configure/auto_mozilla.rs), but more strictly: a page with a DOCTYPE
or its own entities is rejected. Without them nothing in a page can expand.
"""

import re
from typing import NoReturn
from xml.parsers.expat import ExpatError, ParserCreate

from dialtone.model.frozen import Frozen

_SERVERS = {"incomingserver": "imap", "outgoingserver": "smtp"}
_KEYS = ("hostname", "port", "sockettype", "username")
_DOMAIN = "%EMAILDOMAIN%"
_HOST = re.compile(r"[A-Za-z0-9._-]{1,100}")
_MOST_SERVERS = 12
_STARTTLS = {("imap", 143), ("smtp", 587)}
"""Ports with STARTTLS; on any other port TLS begins at once."""


class _RefusedError(Exception):
    """A page contains a forbidden declaration."""


class MailServer(Frozen):
    """A server named in a page: `scheme` is `imap` or `smtp`."""

    scheme: str
    host: str
    port: int

    def __str__(self) -> str:
        return f"{self.scheme}://{self.host}:{self.port}"


def read_autoconfig(body: bytes, domain: str) -> tuple[MailServer, ...]:
    """Return the usable servers that a domain's page names, in order; none if it is not a valid page.

    Hosts consist of letters, digits, dots, hyphens and underscores; nothing else about them was checked.
    """
    reader = _Reader()
    parser = ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = reader.begin, reader.end
    parser.CharacterDataHandler = reader.read
    parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = _refuse
    try:
        parser.Parse(body, True)
    except (ExpatError, _RefusedError, ValueError, LookupError):  # the latter two: for an invalid encoding
        return ()
    servers = (_server(kind, keys, domain) for kind, keys in reader.found[:_MOST_SERVERS])
    return tuple(dict.fromkeys(server for server in servers if server is not None))


def _refuse(*_: object) -> NoReturn:
    raise _RefusedError


class _Reader:
    """What expat has reported so far."""

    def __init__(self) -> None:
        self.found: list[tuple[str, dict[str, str]]] = []
        self._keys: dict[str, str] | None = None
        self._key = ""

    def begin(self, tag: str, attributes: dict[str, str]) -> None:
        scheme = _SERVERS.get(tag.lower())
        if scheme is not None:
            self._keys = {} if attributes.get("type", "").lower() == scheme else None
            if self._keys is not None:
                self.found.append((scheme, self._keys))
        self._key = tag.lower()

    def read(self, text: str) -> None:
        if self._keys is not None and self._key in _KEYS:
            self._keys[self._key] = self._keys.get(self._key, "") + text

    def end(self, tag: str) -> None:
        self._key = ""
        if tag.lower() in _SERVERS:
            self._keys = None


def _server(scheme: str, keys: dict[str, str], domain: str) -> MailServer | None:
    """Return a server if its entry suffices for the app, and it can be asked the way the app asks it."""
    host, port, socket, user = (keys.get(key, "").strip() for key in _KEYS)
    if not (host and user and port.isascii() and port.isdigit() and len(port) < len("100000")):
        return None
    host = host.replace(_DOMAIN, domain)
    if not _HOST.fullmatch(host):
        return None
    begins_plain = (scheme, int(port)) in _STARTTLS
    if socket.lower() != ("starttls" if begins_plain else "ssl"):
        return None
    return MailServer(scheme, host, int(port))
