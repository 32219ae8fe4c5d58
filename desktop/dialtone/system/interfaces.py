"""The network interfaces of this computer, and which of them look like a VPN."""

import ipaddress
import re
import socket
from collections.abc import Container, Iterable, Iterator, Sequence
from contextlib import suppress

import psutil

from dialtone.model.frozen import Frozen
from dialtone.system.operating_system import Route

_TUNNEL_NAME = re.compile(
    r"(tun|tap|utun|wg|awg|amn|ipsec|gpd|zt|tailscale|nordlynx|nordtun|proton|mullvad|outline|cloudflarewarp|warp"
    r"|xray|v2ray|sing|clash|mihomo|meta$|hiddify|nekoray|openvpn|wireguard|amnezia|vpn)|.*(wireguard|openvpn|vpn)",
    re.IGNORECASE,
)
_PPP_NAME = re.compile(r"ppp\d", re.IGNORECASE)
_MIN_PLAIN_PPP_MTU = 1480
"""Plain DSL or modem lines are PPP too, with an MTU of nearly full packets; VPNs over PPP have a smaller one."""


class Interface(Frozen):
    """One interface that is up."""

    name: str
    addresses: tuple[str, ...] = ()
    """Without the zone that systems append to link-local ones."""
    mtu: int = 1500


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


def list_usable_addresses(interfaces: Iterable[Interface]) -> list[str]:
    """Return the addresses that can be used beyond this computer and its link."""
    return [text for interface in interfaces for text in interface.addresses if _is_routable(text)]


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
    return bool(_PPP_NAME.match(interface.name)) and interface.mtu < _MIN_PLAIN_PPP_MTU


def _list_internet_addresses(addresses: Iterable[object]) -> Iterator[str]:
    """Yield the IPv4 and IPv6 addresses among psutil's, without zones."""
    for address in addresses:
        if getattr(address, "family", None) in (socket.AF_INET, socket.AF_INET6):
            yield str(getattr(address, "address", "")).partition("%")[0]


def _is_routable(text: str) -> bool:
    """Return whether a text is an address that can be used beyond this computer and its link."""
    with suppress(ValueError):
        address = ipaddress.ip_address(text)
        return not (address.is_loopback or address.is_link_local or address.is_unspecified)
    return False
