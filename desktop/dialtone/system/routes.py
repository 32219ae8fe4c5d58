"""The routes to the whole internet, from Linux's routing tables, and the source address that they lead to."""

import ipaddress
import socket
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from dialtone.system.operating_system import Route
from dialtone.system.quiet_files import read_lines

_MAX_ROUTES_BYTES = 1_000_000
_UP = 0x1  # RTF_UP (linux/route.h)
_REJECT = 0x200  # RTF_REJECT
INTERNET = "198.51.100.1"
INTERNET_6 = "2001:db8::1"
"""Documentation addresses (RFC 5737, RFC 3849): no host has them, so they are routed like the rest of the internet."""
_DISCARD_PORT = 9  # any port would do: connecting a datagram socket only looks up the route


def read_routes(net: Path) -> tuple[Route, ...]:
    """Return the routes in the main tables below `net` (`/proc/net`); a VPN's own may be in another table."""
    v4_table, v6_table = (read_lines(net / name, _MAX_ROUTES_BYTES) for name in ("route", "ipv6_route"))
    return (*_parse_v4_routes(v4_table), *_parse_v6_routes(v6_table))


def _parse_v4_routes(table: Iterable[str]) -> Iterator[Route]:
    """Yield the routes of `/proc/net/route` that cover all addresses, or half of them, as some tunnels do."""
    for line in table:
        cells = line.split()
        try:
            interface = cells[0]
            flags = int(cells[3], 16)
            metric = int(cells[6])
            prefix_length = int(cells[7], 16).bit_count()
            gateway = int.from_bytes(bytes.fromhex(cells[2].zfill(8)), "little")  # host byte order, as on a PC
        except (IndexError, ValueError):
            continue
        if flags & _UP and not flags & _REJECT and prefix_length <= 1:
            router = str(ipaddress.IPv4Address(gateway)) if gateway else ""
            yield Route(interface, router, metric, partial=prefix_length > 0)


def _parse_v6_routes(table: Iterable[str]) -> Iterator[Route]:
    """Yield the routes that cover all addresses or, as some tunnels set them, half of them; the file has no heading."""
    for line in table:
        cells = line.split()
        try:
            destination = int(cells[0], 16)
            prefix_length = int(cells[1], 16)
            metric = int(cells[5], 16)
            flags = int(cells[8], 16)
            interface = cells[9]
        except (IndexError, ValueError):
            continue
        # 2000::/3 is all of today's internet: some tunnels route that instead of the default.
        covers_all = prefix_length <= 1 or (prefix_length == 3 and destination >> 125 == 1)
        if flags & _UP and not flags & _REJECT and interface != "lo" and covers_all:
            yield Route(interface, metric=metric, v6=True, partial=prefix_length > 0)


def find_source_address(destination: str) -> str | None:
    """Return this computer's source address towards another address; None without a route. Sends nothing."""
    family = socket.AF_INET6 if ":" in destination else socket.AF_INET
    with suppress(OSError), socket.socket(family, socket.SOCK_DGRAM) as sock:
        sock.connect((destination, _DISCARD_PORT))
        return str(sock.getsockname()[0])
    return None
