"""The lists of hosts that bypass a proxy, in the different formats of systems and desktops.

An entry for a single port counts if that is the web's. Private networks and names without a dot, which most lists
contain, are irrelevant for messengers.
"""

import ipaddress
from collections.abc import Iterable

from dialtone.model.proxy import Network, ProxyExceptions

_WEB = "443"


def read_suffixes(text: str) -> ProxyExceptions:
    """Read a list in which a name includes its subdomains: `no_proxy` (curl, Python, Go), GNOME's, KDE's."""
    entries = [_strip_entry(entry) for entry in text.replace(",", " ").split()]
    patterns: list[str] = []
    for entry in entries:
        name = entry.removeprefix("*").lstrip(".")
        if name:
            patterns += (name, f"*.{name}")
        elif entry == "*":
            patterns.append(entry)
    return ProxyExceptions(tuple(patterns), _parse_networks(entries))


def read_patterns(entries: Iterable[str]) -> ProxyExceptions:
    """Read a list in which a name stands only for itself, and `*` for any letters: Windows' and macOS's."""
    patterns = [entry for listed in entries if (entry := _strip_entry(listed)) and not entry.startswith("<")]
    return ProxyExceptions(tuple(patterns), _parse_networks(patterns))


def _strip_entry(entry: str) -> str:
    """Return an entry without its scheme and the web's port; empty if it is for another port."""
    text = entry.strip().lower().partition("://")[2] or entry.strip().lower()
    name, colon, port = text.rpartition(":")
    if not colon or ":" in name or not port.isdigit():
        return text.strip("[]")
    return name if port == _WEB else ""


def _parse_networks(entries: Iterable[str]) -> tuple[Network, ...]:
    """Return the entries that are an address or a network; the others are names."""
    networks: list[Network] = []
    for entry in entries:
        try:
            networks.append(ipaddress.ip_network(entry, strict=False))
        except ValueError:
            continue
    return tuple(networks)
