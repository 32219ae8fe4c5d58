"""The routes to the whole internet, from the kernel's routing tables."""

import ipaddress
from collections.abc import Iterable, Iterator
from pathlib import Path

from dialtone.system.operating_system import Route
from dialtone.system.quiet_files import read_lines

_MAX_ROUTES_BYTES = 1_000_000
_UP, _REJECT = 0x1, 0x200
"""RTF_UP and RTF_REJECT (linux/route.h)."""


def read_routes(net: Path) -> tuple[Route, ...]:
    """Return the routes in the main tables below `net` (`/proc/net`); a VPN's own may be in another table."""
    v4_table, v6_table = (read_lines(net / name, _MAX_ROUTES_BYTES) for name in ("route", "ipv6_route"))
    return (*_parse_v4_routes(v4_table), *_parse_v6_routes(v6_table))


def _parse_v4_routes(table: Iterable[str]) -> Iterator[Route]:
    """Yield the routes of `/proc/net/route` that cover all addresses, or half of them, as some tunnels do."""
    for line in table:
        cells = line.split()
        try:
            interface, flags = cells[0], int(cells[3], 16)
            prefix_length, metric = int(cells[7], 16).bit_count(), int(cells[6])
            gateway = int.from_bytes(bytes.fromhex(cells[2].zfill(8)), "little")  # host byte order, as on a PC
        except (IndexError, ValueError):
            continue
        if flags & _UP and not flags & _REJECT and prefix_length <= 1:
            router = str(ipaddress.IPv4Address(gateway)) if gateway else ""
            yield Route(interface, router, metric, partial=prefix_length > 0)


def _parse_v6_routes(table: Iterable[str]) -> Iterator[Route]:
    """Yield the routes of `/proc/net/ipv6_route` that cover all addresses or half of them; it has no heading."""
    for line in table:
        cells = line.split()
        try:
            prefix_length, metric, flags = int(cells[1], 16), int(cells[5], 16), int(cells[8], 16)
            destination, interface = int(cells[0], 16), cells[9]
        except (IndexError, ValueError):
            continue
        # 2000::/3 is all of today's internet: some tunnels route that instead of the default.
        covers_all = prefix_length <= 1 or (prefix_length == 3 and destination >> 125 == 1)
        if flags & _UP and not flags & _REJECT and interface != "lo" and covers_all:
            yield Route(interface, metric=metric, v6=True, partial=prefix_length > 0)
