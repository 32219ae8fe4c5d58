"""The path that bypasses a VPN: the underlying interface that connects this computer. Nothing is sent."""

import ipaddress
import re
import socket
import sys
from collections.abc import Sequence
from contextlib import suppress

from dialtone.model.computer import OutsideWay
from dialtone.system.interfaces import Interface, is_global_v6, usable_addresses
from dialtone.system.operating_system import OperatingSystem, Route

_MADE_HERE = re.compile(
    r"(docker|br-|veth|virbr|vmnet|vboxnet|vnic|bridge|awdl|llw|anpi)|.*(vethernet|virtualbox|vmware)", re.I
)
"""Interfaces of virtual machines and containers, and of Apple's own links: they do not lead to a provider."""
_ROW = 24
"""Bytes of MIB_IPADDRROW: address, index, mask, broadcast, size, and two short integers (iphlpapi, GetIpAddrTable)."""


def find_outside_way(
    system: OperatingSystem, interfaces: Sequence[Interface], routes: Sequence[Route] | None, nameservers: Sequence[str]
) -> OutsideWay | None:
    """Return the path that bypasses the VPN; None if there is none, or if it cannot be determined.

    `interfaces` are those that do not look like a VPN. `routes`: those to the whole internet; None if unknown.
    """
    usable = {i.name: i for i in interfaces if usable_addresses([i]) and not _MADE_HERE.match(i.name)}
    default_routes = [route for route in routes or () if route.interface in usable and not route.partial]
    default_routes.sort(key=lambda route: (route.v6, route.metric))
    if not default_routes and len(usable) != 1:
        return None
    interface = usable[default_routes[0].interface] if default_routes else next(iter(usable.values()))
    own_routes = [route for route in default_routes if route.interface == interface.name]
    routers = [route.gateway for route in own_routes if route.gateway]
    has_address = any(is_global_v6(address) for address in interface.addresses)
    index = index_of(interface, sys.platform)
    link_nameservers = system.link_nameservers(index)
    return OutsideWay(
        name=interface.name,
        index=index,
        platform=system.name,
        addresses=tuple(usable_addresses([interface])),
        nameservers=tuple(dict.fromkeys(a for a in (*link_nameservers, *routers, *nameservers) if _may_answer(a))),
        has_ipv6=has_address and (routes is None or any(route.v6 for route in own_routes)),
        leads_out=None if routes is None else bool(own_routes),
        strict=system.is_strict(interface.name),
    )


def _may_answer(address: str) -> bool:
    """Return whether a resolver can be queried from that interface: not one on this computer."""
    with suppress(ValueError):
        return not ipaddress.ip_address(address).is_loopback
    return False


# The index of an interface in the system


def index_of(interface: Interface, platform: str) -> int:
    """Return the index; 0 if the system does not reveal it. On Windows the names of interfaces vary between APIs."""
    if platform == "win32":
        numbers = read_address_table(_address_table())
        return next((numbers[address] for address in interface.addresses if address in numbers), 0)
    with suppress(OSError):
        return socket.if_nametoindex(interface.name)
    return 0


def read_address_table(table: bytes) -> dict[str, int]:
    """Return the index of the interface of each IPv4 address in a Windows table."""
    if len(table) < 4:
        return {}
    rows = int.from_bytes(table[:4], "little")
    entries = [table[4 + _ROW * row : 4 + _ROW * (row + 1)] for row in range(rows)]
    return {socket.inet_ntoa(row[:4]): int.from_bytes(row[4:8], "little") for row in entries if len(row) == _ROW}


def _address_table() -> bytes:
    """Return Windows' table of IPv4 addresses (GetIpAddrTable): the first call only says how large it is."""
    import ctypes  # inside: for Windows alone

    library = getattr(ctypes, "windll", None)
    if library is None:
        return b""
    size = ctypes.c_ulong(0)
    library.iphlpapi.GetIpAddrTable(None, ctypes.byref(size), False)
    buffer = ctypes.create_string_buffer(size.value)
    failed = library.iphlpapi.GetIpAddrTable(buffer, ctypes.byref(size), False)
    return b"" if failed else buffer.raw
