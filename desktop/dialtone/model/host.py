"""Hosts: names in their DNS form, what is on the public internet, and hosts that show a notice instead of a page."""

import re
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

BLOCK_PAGES = frozenset({"10.10.34.34", "10.10.34.35", "10.10.34.36"})
"""Where Iran's filter redirects names and plain pages (net4people/bbs#241, 2023-04; Aryan et al., FOCI 2013)."""
ROUTER_PAGES = frozenset(
    {
        *("router.asus.com", "www.asusrouter.com", "www.asusnetwork.net"),
        *("tplinkwifi.net", "routerlogin.net", "www.routerlogin.net", "fritz.box", "my.keenetic.net"),
    }
)
"""Names that router makers gave to the router's own page (RMerl/asuswrt-merlin.ng#780; their manuals)."""
_LONGEST = 253
_LABEL = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)")
_PUBLIC_6 = ip_network("2000::/3")
_NO_PUBLIC_NAMES = frozenset(
    (
        *("alt", "arpa", "corp", "example", "home", "internal", "intranet", "invalid", "lan", "local"),
        *("localdomain", "localhost", "mail", "onion", "private", "router", "test"),
    )
)
"""Top-level labels that no public resolver knows, or that homes and offices use internally (RFC 6761, 8375)."""


def dns_form(name: str) -> str:
    """Return a name in ASCII (IDNA) and lower case, without the dot of the root. Raises `ValueError` if it is none."""
    plain = name.removesuffix(".").encode("idna").decode("ascii").lower()
    if len(plain) > _LONGEST or not all(map(_LABEL.fullmatch, plain.split("."))):
        raise ValueError(name)
    return plain


def is_numeric(name: str) -> bool:
    """Return whether a name ends in a number, as only an address does, be it a malformed one."""
    return name.rpartition(".")[2].isdigit()


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
