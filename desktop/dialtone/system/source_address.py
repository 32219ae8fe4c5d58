"""The source address that this computer would use."""

import socket
from collections.abc import Mapping
from contextlib import suppress

_UNUSED_ADDRESSES = {socket.AF_INET: "198.51.100.1", socket.AF_INET6: "2001:db8::1"}
"""Documentation addresses: no host has them, so they are routed like the rest of the internet."""
_DISCARD_PORT = 9
"""Any port would do: connecting a datagram socket only looks up the route."""


def find_source_address(
    family: socket.AddressFamily, destinations: Mapping[socket.AddressFamily, str] = _UNUSED_ADDRESSES
) -> str | None:
    """Return the source address that this computer would use towards the internet; None without one. Sends nothing."""
    with suppress(OSError), socket.socket(family, socket.SOCK_DGRAM) as sock:
        sock.connect((destinations[family], _DISCARD_PORT))
        return str(sock.getsockname()[0])
    return None


def find_source_towards(address: str) -> str | None:
    """Return the source address that this computer would use towards another address; None without one."""
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    return find_source_address(family, {family: address})
