"""The lists of hosts that bypass a proxy, in the different formats of systems and desktops.

An entry for a single port counts only if that is HTTPS's. Private networks and names without a dot, which most lists
contain, are irrelevant for messengers.
"""

import ipaddress
from collections.abc import Iterable

from dialtone.model.proxy import Network, ProxyExceptions

_HTTPS_PORT = "443"


def read_suffixes(text: str) -> ProxyExceptions:
    """Return the exceptions in a list whose names include subdomains: `no_proxy` (curl, Python, Go), GNOME's, KDE's."""
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
    """Return the exceptions in a list whose entries mean only themselves, but may contain `*`: Windows', macOS's."""
    stripped = map(_strip_entry, entries)
    patterns = [entry for entry in stripped if entry and not entry.startswith("<")]  # `<local>`: names without a dot
    return ProxyExceptions(tuple(patterns), _parse_networks(patterns))


def _strip_entry(entry: str) -> str:
    """Return an entry in lower case, without its scheme and HTTPS's port; empty if it is for another port."""
    text = entry.strip().lower()
    text = text.partition("://")[2] or text
    name, colon, port = text.rpartition(":")
    if not colon or ":" in name or not port.isdigit():
        return text.strip("[]")
    return name if port == _HTTPS_PORT else ""


def _parse_networks(entries: Iterable[str]) -> tuple[Network, ...]:
    """Return the entries that are an address or a network; the others are names."""
    networks: list[Network] = []
    for entry in entries:
        try:
            networks.append(ipaddress.ip_network(entry, strict=False))
        except ValueError:
            continue
    return tuple(networks)
