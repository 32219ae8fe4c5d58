"""The interfaces that carry traffic to the whole internet, from the kernel's routing tables."""

import ipaddress
from collections.abc import Iterator
from pathlib import Path

from dialtone.model.frozen import Frozen
from dialtone.system.operating_system import DefaultRoute, Routes
from dialtone.system.quiet_files import read_start

_MAX_ROUTES_BYTES = 1_000_000
_UP, _REJECT = 0x1, 0x200


def read_routes(net: Path) -> Routes:
    """Read the tables of both families below `/proc/net`."""
    return Routes(
        v4=_carriers(_v4_routes(read_start(net / "route", _MAX_ROUTES_BYTES).decode("ascii", "replace"))),
        v6=_carriers(_v6_routes(read_start(net / "ipv6_route", _MAX_ROUTES_BYTES).decode("ascii", "replace"))),
    )


def read_default_routes(net: Path) -> tuple[DefaultRoute, ...]:
    """Read the default routes of both families, from the main table; a VPN's own route may be in another one."""
    four = _v4_routes(read_start(net / "route", _MAX_ROUTES_BYTES).decode("ascii", "replace"))
    six = _v6_routes(read_start(net / "ipv6_route", _MAX_ROUTES_BYTES).decode("ascii", "replace"))
    routes = [(route, False) for route in four if route.length == 0] + [
        (route, True) for route in six if not route.length
    ]
    return tuple(DefaultRoute(r.interface, r.gateway, r.metric, v6) for r, v6 in routes)


class _Route(Frozen):
    interface: str
    length: int
    metric: int
    gateway: str = ""


def _v4_routes(table: str) -> Iterator[_Route]:
    for line in table.splitlines()[1:]:
        cells = line.split()
        try:
            interface, flags = cells[0], int(cells[3], 16)
            mask, metric = int(cells[7], 16), int(cells[6])
            gateway = int.from_bytes(bytes.fromhex(cells[2].zfill(8)), "little")  # host byte order, as on a PC
        except (IndexError, ValueError):
            continue
        if flags & _UP and not flags & _REJECT:
            router = str(ipaddress.IPv4Address(gateway)) if gateway else ""
            yield _Route(interface, mask.bit_count(), metric, router)


def _v6_routes(table: str) -> Iterator[_Route]:
    for line in table.splitlines():
        cells = line.split()
        try:
            length, metric, flags = int(cells[1], 16), int(cells[5], 16), int(cells[8], 16)
            destination, interface = int(cells[0], 16), cells[9]
        except (IndexError, ValueError):
            continue
        covers_all = length <= 1 or (length == 3 and destination >> 125 == 1)
        if flags & _UP and not flags & _REJECT and interface != "lo" and covers_all:
            # 2000::/3 is all of today's internet: some tunnels route that instead of the default.
            yield _Route(interface, min(length, 1), metric)


def _carriers(routes: Iterator[_Route]) -> frozenset[str]:
    """Return the interfaces of the default route: two halves outrank the whole, then the lowest metric wins."""
    wide = [route for route in routes if route.length <= 1]
    longest = max((route.length for route in wide), default=0)
    best = [route for route in wide if route.length == longest]
    smallest = min((route.metric for route in best), default=0)
    return frozenset(route.interface for route in best if route.metric == smallest)
