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

_VIRTUAL_NAME = re.compile(
    r"(docker|br-|veth|virbr|vmnet|vboxnet|vnic|bridge|awdl|llw|anpi)|.*(vethernet|virtualbox|vmware)", re.I
)
"""Interfaces of virtual machines and containers, and of Apple's own links: they do not lead to a provider."""
_ROW_BYTES = 24
"""The size of MIB_IPADDRROW: address, index, mask, broadcast, size, two short integers (iphlpapi, GetIpAddrTable)."""


def find_outside_interface(
    system: OperatingSystem, interfaces: Sequence[Interface], routes: Sequence[Route] | None, nameservers: Sequence[str]
) -> OutsideInterface | None:
    """Return the interface that connects this computer without its VPN; None if there is none, or if several may.

    It is the one of the best default route: IPv4 before IPv6, then the lowest metric. Without such routes it is the
    only usable interface.

    `interfaces`: those that do not look like a VPN. `routes`: those to the whole internet; None if unknown.
    `nameservers`: the resolvers of the whole system.
    """
    usable = {i.name: i for i in interfaces if list_usable_addresses([i]) and not _VIRTUAL_NAME.match(i.name)}
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
    # In most homes the router forwards queries. The resolvers of the whole system come last: they may be the VPN's.
    candidates = (*system.read_link_nameservers(index), *routers, *nameservers)
    return OutsideInterface(
        name=interface.name,
        index=index,
        platform=system.name,
        addresses=tuple(list_usable_addresses([interface])),
        nameservers=tuple(dict.fromkeys(address for address in candidates if _is_elsewhere(address))),
        has_ipv6=any(map(is_global_v6, interface.addresses)) and (routes is None or any(r.v6 for r in own_routes)),
        leads_out=None if routes is None else bool(own_routes),
        strict=system.has_strict_rp_filter(interface.name),
    )


def _is_elsewhere(address: str) -> bool:
    """Return whether a resolver is not on this computer: only then it can be queried through that interface."""
    with suppress(ValueError):
        return not ipaddress.ip_address(address).is_loopback
    return False


def find_interface_index(interface: Interface, platform: str) -> int:
    """Return the system's number of an interface; 0 if the system does not reveal it. `platform`: as in `sys.platform`.

    Windows has several names for one interface, depending on the API: there it is found by its address.
    """
    if platform == "win32":
        indexes = read_address_table(_query_address_table())
        return next((indexes[address] for address in interface.addresses if address in indexes), 0)
    with suppress(OSError):
        return socket.if_nametoindex(interface.name)
    return 0


def read_address_table(table: bytes) -> dict[str, int]:
    """Return the index of the interface of each IPv4 address in Windows' table: the number of rows, then the rows."""
    count = int.from_bytes(table[:4], "little")
    starts = (4 + _ROW_BYTES * number for number in range(count))
    rows = (table[start : start + _ROW_BYTES] for start in starts)
    return {socket.inet_ntoa(row[:4]): int.from_bytes(row[4:8], "little") for row in rows if len(row) == _ROW_BYTES}


def _query_address_table() -> bytes:
    """Return Windows' table of IPv4 addresses (GetIpAddrTable); nothing elsewhere. The first call returns its size."""
    import ctypes  # inside: for Windows alone

    library = getattr(ctypes, "windll", None)
    if library is None:
        return b""
    size = ctypes.c_ulong(0)
    library.iphlpapi.GetIpAddrTable(None, ctypes.byref(size), False)
    buffer = ctypes.create_string_buffer(size.value)
    failed = library.iphlpapi.GetIpAddrTable(buffer, ctypes.byref(size), False)
    return b"" if failed else buffer.raw
