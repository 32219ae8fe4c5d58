"""The interface that connects this computer without its VPN. Nothing is sent."""

import ipaddress
import re
import socket
import sys
from collections.abc import Sequence
from contextlib import suppress

from dialtone.model.computer import OutsideInterface
from dialtone.system.interfaces import Interface, is_global_v6, list_usable_addresses
from dialtone.system.operating_system import OperatingSystem, Route

_MADE_HERE = re.compile(
    r"(docker|br-|veth|virbr|vmnet|vboxnet|vnic|bridge|awdl|llw|anpi)|.*(vethernet|virtualbox|vmware)", re.I
)
"""Interfaces of virtual machines and containers, and of Apple's own links: they do not lead to a provider."""
_ROW = 24
"""Bytes of MIB_IPADDRROW: address, index, mask, broadcast, size, and two short integers (iphlpapi, GetIpAddrTable)."""


def find_outside_interface(
    system: OperatingSystem, interfaces: Sequence[Interface], routes: Sequence[Route] | None, nameservers: Sequence[str]
) -> OutsideInterface | None:
    """Return the interface that connects this computer without its VPN; None if there is none, or if it is not clear.

    It is the one that the best default route uses: IPv4 before IPv6, then the lowest metric. Without such routes it is
    the only usable interface.

    `interfaces` are those that do not look like a VPN. `routes`: those to the whole internet; None if unknown.
    """
    usable = {i.name: i for i in interfaces if list_usable_addresses([i]) and not _MADE_HERE.match(i.name)}
    default_routes = [route for route in routes or () if route.interface in usable and not route.partial]
    default_routes.sort(key=lambda route: (route.v6, route.metric))
    if default_routes:
        interface = usable[default_routes[0].interface]
    elif len(usable) == 1:
        (interface,) = usable.values()
    else:
        return None
    own_routes = [route for route in default_routes if route.interface == interface.name]
    routers = [route.gateway for route in own_routes if route.gateway]
    index = find_interface_index(interface, sys.platform)
    # A router forwards queries in most homes; the resolvers of the whole system may belong to the VPN.
    candidates = (*system.link_nameservers(index), *routers, *nameservers)
    return OutsideInterface(
        name=interface.name,
        index=index,
        platform=system.name,
        addresses=tuple(list_usable_addresses([interface])),
        nameservers=tuple(dict.fromkeys(address for address in candidates if _may_answer(address))),
        has_ipv6=any(map(is_global_v6, interface.addresses)) and (routes is None or any(r.v6 for r in own_routes)),
        leads_out=None if routes is None else bool(own_routes),
        strict=system.is_strict(interface.name),
    )


def _may_answer(address: str) -> bool:
    """Return whether a resolver can be queried from that interface: not one on this computer."""
    with suppress(ValueError):
        return not ipaddress.ip_address(address).is_loopback
    return False


def find_interface_index(interface: Interface, platform: str) -> int:
    """Return the system's number of an interface; 0 if the system does not reveal it.

    Windows has several names for one interface, depending on the API: there it is found by its address.
    """
    if platform == "win32":
        indexes = read_address_table(_query_address_table())
        return next((indexes[address] for address in interface.addresses if address in indexes), 0)
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


def _query_address_table() -> bytes:
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
