"""Where the system's first resolver is, as far as its address tells."""

import ipaddress
from collections.abc import Sequence

from dialtone.model.catalogue import Controls
from dialtone.model.vocabulary import ResolverPlace

_STUBS = ("127.0.0.53", "127.0.0.54", "127.0.1.1")
"""systemd-resolved, and the dnsmasq that NetworkManager starts: they forward queries and filter nothing."""


def place_of_resolver(nameservers: Sequence[str], controls: Controls) -> ResolverPlace | None:
    """Return where the first resolver is; None if none is known. A filtering resolver anywhere in the list counts."""
    known = [address for address in nameservers if _is_address(address)]
    if not known:
        return None
    if known[0] in _STUBS:
        return ResolverPlace.STUB
    if any(resolver.has(address) for resolver in controls.filters for address in known):
        return ResolverPlace.FILTER
    first = ipaddress.ip_address(known[0])
    if first.is_loopback:
        return ResolverPlace.LOOPBACK
    return ResolverPlace.PUBLIC if first.is_global else ResolverPlace.PRIVATE


def _is_address(text: str) -> bool:
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return False
    return True
