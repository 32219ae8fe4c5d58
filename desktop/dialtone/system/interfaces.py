"""The network interfaces of this computer: which look like a VPN, and which connects it without its VPN."""

import ipaddress
import re
import socket
import sys
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress

import psutil

from dialtone.model.computer import OutsideInterface
from dialtone.model.frozen import Frozen
from dialtone.model.thresholds import PLAIN_PPP_MTU
from dialtone.system.operating_system import OperatingSystem, Route

_TUNNEL_NAME = re.compile(
    r"(tun|tap|utun|wg|awg|amn|ipsec|gpd|zt|tailscale|nordlynx|nordtun|proton|mullvad|outline|cloudflarewarp|warp"
    r"|xray|v2ray|sing|clash|mihomo|meta$|hiddify|nekoray|openvpn|wireguard|amnezia|vpn)|.*(wireguard|openvpn|vpn)",
    re.IGNORECASE,
)
_PPP_NAME = re.compile(r"ppp\d", re.IGNORECASE)
_VIRTUAL_NAME = re.compile(
    r"(docker|br-|veth|virbr|vmnet|vboxnet|vnic|bridge|awdl|llw|anpi)|.*(vethernet|virtualbox|vmware)", re.I
)
"""Interfaces of virtual machines and containers, and of Apple's own links: they do not lead to a provider."""
_ROW_BYTES = 24
"""The size of MIB_IPADDRROW: address, index, mask, broadcast, size, two short integers (iphlpapi, GetIpAddrTable)."""


class Interface(Frozen):
    """One interface that is up."""

    name: str
    addresses: tuple[str, ...] = ()
    """Without the zone that systems append to link-local ones."""
    mtu: int = 1500

    @property
    def usable_addresses(self) -> tuple[str, ...]:
        """The addresses that can be used beyond this computer and its link."""
        return tuple(filter(_is_routable, self.addresses))


def read_interfaces() -> tuple[Interface, ...]:
    """Return the interfaces that are up; empty if the system does not list them."""
    with suppress(OSError, RuntimeError):
        stats = psutil.net_if_stats()
        addresses = psutil.net_if_addrs()
        return tuple(
            Interface(name, tuple(_list_internet_addresses(addresses.get(name, ()))), stat.mtu)
            for name, stat in stats.items()
            if stat.isup
        )
    return ()


def is_global_v6(text: str) -> bool:
    """Return whether an address belongs to the native IPv6 internet, not tunnelled through IPv4."""
    with suppress(ValueError):
        address = ipaddress.IPv6Address(text)
        return address.is_global and address.teredo is None and address.sixtofour is None
    return False


def find_carriers(
    interfaces: Iterable[Interface], sources: Iterable[str | None], routes: Sequence[Route]
) -> frozenset[str]:
    """Return the interfaces that carry all internet traffic: with one of its source addresses, or a preferred route."""
    owners = {i.name for i in interfaces if set(sources) & set(i.addresses)}
    return find_preferred_interfaces(routes) | owners


def find_preferred_interfaces(routes: Sequence[Route]) -> frozenset[str]:
    """Return the names of the interfaces that the system prefers: those of the best routes of IPv4 and of IPv6."""
    preferred: set[str] = set()
    for family in ([r for r in routes if not r.v6], [r for r in routes if r.v6]):
        best = min(map(_rank, family), default=None)
        preferred.update(route.interface for route in family if _rank(route) == best)
    return frozenset(preferred)


def _rank(route: Route) -> tuple[bool, int]:
    """Return the sort key of a route: the system prefers narrower routes, then low metrics."""
    return not route.partial, route.metric


def looks_like_tunnel(interface: Interface, known: Container[str]) -> bool:
    """Return whether an interface looks like a VPN, whatever it carries. `known`: the system's own tunnels by name."""
    if interface.name in known or _TUNNEL_NAME.match(interface.name):
        return True
    return bool(_PPP_NAME.match(interface.name)) and interface.mtu < PLAIN_PPP_MTU


def _list_internet_addresses(addresses: Iterable[object]) -> Iterator[str]:
    for address in addresses:
        if getattr(address, "family", None) in (socket.AF_INET, socket.AF_INET6):
            yield str(getattr(address, "address", "")).partition("%")[0]


def _is_routable(text: str) -> bool:
    with suppress(ValueError):
        address = ipaddress.ip_address(text)
        return not (address.is_loopback or address.is_link_local or address.is_unspecified)
    return False


# The interface that connects this computer without its VPN


def find_outside_interface(
    system: OperatingSystem,
    interfaces: Iterable[Interface],
    routes: Sequence[Route] | None,
    system_nameservers: Sequence[str],
) -> OutsideInterface | None:
    """Return the interface that connects this computer without its VPN; None if there is none, or if several may.

    It is that of the best default route, IPv4 before IPv6; without such routes the only usable one of `interfaces`,
    which do not look like a VPN. `routes`: None if unknown.
    """
    usable = {i.name: i for i in interfaces if i.usable_addresses and not _VIRTUAL_NAME.match(i.name)}
    default_routes = [route for route in routes or () if route.interface in usable and not route.partial]
    default_routes.sort(key=lambda route: (route.v6, route.metric))
    interface = _choose_interface(usable, default_routes)
    if interface is None:
        return None
    own_routes = [route for route in default_routes if route.interface == interface.name]
    are_routes_known = routes is not None
    routes_ipv6 = any(route.v6 for route in own_routes) or not are_routes_known
    routers = [route.gateway for route in own_routes if route.gateway]
    index = find_interface_index(interface, sys.platform)
    # In most homes the router forwards queries. The resolvers of the whole system come last: they may be the VPN's.
    candidates = (*system.read_link_nameservers(index), *routers, *system_nameservers)
    return OutsideInterface(
        name=interface.name,
        index=index,
        platform=system.name,
        addresses=interface.usable_addresses,
        nameservers=tuple(dict.fromkeys(filter(_is_elsewhere, candidates))),
        has_ipv6=routes_ipv6 and any(map(is_global_v6, interface.addresses)),
        leads_out=bool(own_routes) if are_routes_known else None,
        strict=system.has_strict_rp_filter(interface.name),
    )


def _choose_interface(usable: Mapping[str, Interface], default_routes: Sequence[Route]) -> Interface | None:
    """Return the interface of the first route; without routes, the only usable one, and None if there are several."""
    if default_routes:
        return usable[default_routes[0].interface]
    return next(iter(usable.values())) if len(usable) == 1 else None


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
    import ctypes  # imported here: for Windows alone

    library = getattr(ctypes, "windll", None)
    if library is None:
        return b""
    size = ctypes.c_ulong(0)
    library.iphlpapi.GetIpAddrTable(None, ctypes.byref(size), False)
    buffer = ctypes.create_string_buffer(size.value)
    failed = library.iphlpapi.GetIpAddrTable(buffer, ctypes.byref(size), False)
    return b"" if failed else buffer.raw
