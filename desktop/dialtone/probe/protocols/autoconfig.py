"""Thunderbird's autoconfig: an XML page in which a mail domain names its servers.

Read as Delta Chat does (chatmail/core@4888889 src/configure/auto_mozilla.rs), but more strictly: a page with a DOCTYPE
is rejected. Without it nothing in a page can expand.
"""

import re
from typing import NoReturn
from xml.etree.ElementTree import XML, Element, ParseError, TreeBuilder, XMLParser

_SERVERS = {"incomingserver": "imap", "outgoingserver": "smtp"}
_KEYS = ("hostname", "port", "sockettype", "username")
_DOMAIN = "%EMAILDOMAIN%"
_HOST = re.compile(r"[A-Za-z0-9._-]{1,100}")
_MAX_SERVERS = 12  # read of one page
_STARTTLS = {("imap", 143), ("smtp", 587)}  # ports with STARTTLS; on any other port TLS begins at once


def read_autoconfig(body: bytes, domain: str) -> tuple[str, ...]:
    """Return the usable servers that a domain's page names, in order, such as `imap://host:993`; none if it is invalid.

    Hosts consist of letters, digits, dots, hyphens and underscores; nothing else about them was checked.
    """
    try:
        page = XML(body, XMLParser(target=_WithoutDoctype()))  # noqa: S314 - nothing expands without a DOCTYPE
    except (ParseError, ValueError, LookupError):  # the latter two: a DOCTYPE, or an invalid encoding
        return ()
    named = [e for e in page.iter() if e.get("type", "").lower() == _SERVERS.get(e.tag.lower())]
    usable = (_server(element, domain) for element in named[:_MAX_SERVERS])
    return tuple(dict.fromkeys(server for server in usable if server is not None))


class _WithoutDoctype(TreeBuilder):
    """Refuses a page with a DOCTYPE, in which alone entities can be declared."""

    def doctype(self, *_: object) -> NoReturn:
        raise ValueError("a DOCTYPE")


def _server(element: Element, domain: str) -> str | None:
    """Return a server if its entry suffices for the app, and it can be asked the way the app asks it."""
    scheme = _SERVERS[element.tag.lower()]
    texts = {child.tag.lower(): (child.text or "").strip() for child in element}
    host, port, socket, user = (texts.get(key, "") for key in _KEYS)
    if not (host and user and port.isascii() and port.isdigit() and len(port) < len("100000")):
        return None
    host = host.replace(_DOMAIN, domain)
    if not _HOST.fullmatch(host):
        return None
    begins_plain = (scheme, int(port)) in _STARTTLS
    if socket.lower() != ("starttls" if begins_plain else "ssl"):
        return None
    return f"{scheme}://{host}:{int(port)}"
