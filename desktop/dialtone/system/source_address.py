"""The source address that this computer would use towards another."""

import socket
from contextlib import suppress

INTERNET, INTERNET_6 = "198.51.100.1", "2001:db8::1"
"""Documentation addresses (RFC 5737, RFC 3849): no host has them, so they are routed like the rest of the internet."""
_DISCARD_PORT = 9
"""Any port would do: connecting a datagram socket only looks up the route."""


def find_source_address(destination: str) -> str | None:
    """Return this computer's source address towards another address; None without a route. Sends nothing."""
    family = socket.AF_INET6 if ":" in destination else socket.AF_INET
    with suppress(OSError), socket.socket(family, socket.SOCK_DGRAM) as sock:
        sock.connect((destination, _DISCARD_PORT))
        return str(sock.getsockname()[0])
    return None
