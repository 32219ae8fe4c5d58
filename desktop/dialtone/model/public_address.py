"""Which addresses and names are on the public internet; the others are this computer, or a private network."""

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

_PUBLIC_6 = ip_network("2000::/3")
_NO_PUBLIC_NAMES = frozenset(
    (
        *("alt", "arpa", "corp", "example", "home", "internal", "intranet", "invalid", "lan", "local"),
        *("localdomain", "localhost", "mail", "onion", "private", "router", "test"),
    )
)
"""Top-level labels that no public resolver knows, or that homes and offices use internally (RFC 6761, 8375)."""


def is_public_address(ip: IPv4Address | IPv6Address) -> bool:
    """Return whether an address is a unicast address on the public internet, and embeds no IPv4 address."""
    if isinstance(ip, IPv6Address) and (ip not in _PUBLIC_6 or ip.sixtofour or ip.teredo):
        return False
    return ip.is_global and not ip.is_multicast


def is_public_name(name: str) -> bool:
    """Return whether a name can be on the public internet, whatever address it resolves to."""
    return name.rpartition(".")[2] not in _NO_PUBLIC_NAMES


def is_public_host(host: str) -> bool:
    """Return whether a name or address can be on the public internet. A single label is a local name."""
    try:
        return is_public_address(ip_address(host))
    except ValueError:
        return "." in host and is_public_name(host)
