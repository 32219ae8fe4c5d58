"""Which addresses and names are on the public internet; what is not is this computer, or a network of one's own."""

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

_PUBLIC_6 = ip_network("2000::/3")
_NO_PUBLIC_NAMES = frozenset(
    (
        *("alt", "arpa", "corp", "example", "home", "internal", "intranet", "invalid", "lan", "local"),
        *("localdomain", "localhost", "mail", "onion", "private", "router", "test"),
    )
)
"""Last parts of names that no public resolver knows, or that homes and offices use for their own (RFC 6761, 8375)."""


def is_public_address(ip: IPv4Address | IPv6Address) -> bool:
    """Return whether an address is one host's on the public internet, and wraps no address of the old kind."""
    if isinstance(ip, IPv6Address) and (ip not in _PUBLIC_6 or ip.sixtofour or ip.teredo):
        return False
    return ip.is_global and not ip.is_multicast


def is_public_name(name: str) -> bool:
    """Return whether a name can be one of the public internet; to which address it leads is another matter."""
    return name.rpartition(".")[2] not in _NO_PUBLIC_NAMES


def is_public_host(host: str) -> bool:
    """Return whether a name or an address can be on the public internet. A single word is a name of one network."""
    try:
        return is_public_address(ip_address(host))
    except ValueError:
        return "." in host and is_public_name(host)
