"""The network interfaces of this computer, and which of them look like a VPN."""

import ipaddress
import re
import socket
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress

import psutil

from dialtone.model.frozen import Frozen

_TUNNEL_NAME = re.compile(
    r"(tun|tap|utun|wg|awg|amn|ipsec|gpd|zt|tailscale|nordlynx|nordtun|proton|mullvad|outline|cloudflarewarp|warp"
    r"|xray|v2ray|sing|clash|mihomo|meta$|hiddify|nekoray|openvpn|wireguard|amnezia|vpn)|.*(wireguard|openvpn|vpn)",
    re.IGNORECASE,
)
_DIAL_UP_NAME = re.compile(r"ppp\d", re.IGNORECASE)
_MIN_PLAIN_PPP_MTU = 1480


class Interface(Frozen):
    """One interface that is up."""

    name: str
    addresses: tuple[str, ...] = ()
    mtu: int = 1500


def read_interfaces() -> tuple[Interface, ...]:
    """Return the interfaces that are up."""
    with suppress(OSError, RuntimeError):
        stats = psutil.net_if_stats()
        addresses = psutil.net_if_addrs()
        return tuple(
            Interface(name, tuple(_internet_addresses(addresses.get(name, ()))), stat.mtu)
            for name, stat in stats.items()
            if stat.isup
        )
    return ()


def usable_addresses(interfaces: Iterable[Interface]) -> list[str]:
    """Return the addresses with a scope beyond this computer and its link."""
    return [text for interface in interfaces for text in interface.addresses if _reaches_out(text)]


def is_global_v6(text: str) -> bool:
    """Return whether an address belongs to the native IPv6 internet, not tunnelled through IPv4."""
    with suppress(ValueError):
        address = ipaddress.IPv6Address(_without_zone(text))
        return address.is_global and address.teredo is None and address.sixtofour is None
    return False


def find_tunnels(
    interfaces: Iterable[Interface], carriers: frozenset[str], kinds: Mapping[str, str]
) -> tuple[str, ...]:
    """Return the interfaces that look like a VPN, have an address, and carry traffic to the whole internet."""
    return tuple(
        interface.name
        for interface in interfaces
        if interface.name in carriers and usable_addresses([interface]) and _looks_like_tunnel(interface, kinds)
    )


def tunnel_names(interfaces: Iterable[Interface], kinds: Mapping[str, str]) -> frozenset[str]:
    """Return all interfaces that look like a VPN, whatever they carry."""
    return frozenset(interface.name for interface in interfaces if _looks_like_tunnel(interface, kinds))


def tunnel_addresses(interfaces: Iterable[Interface], kinds: Mapping[str, str]) -> tuple[str, ...]:
    """Return this computer's addresses on all interfaces that look like a VPN, whatever they carry."""
    return tuple(
        _without_zone(address)
        for interface in interfaces
        if _looks_like_tunnel(interface, kinds)
        for address in usable_addresses([interface])
    )


def carriers_of(interfaces: Iterable[Interface], sources: Iterable[str | None]) -> frozenset[str]:
    """Return the interfaces that own the source addresses of this computer's traffic."""
    wanted = {source for source in sources if source}
    return frozenset(i.name for i in interfaces if wanted.intersection(_without_zone(a) for a in i.addresses))


def _looks_like_tunnel(interface: Interface, kinds: Mapping[str, str]) -> bool:
    if interface.name in kinds or _TUNNEL_NAME.match(interface.name):
        return True
    # Plain DSL or modem lines are PPP too, with an MTU of nearly full packets; VPNs over PPP have a smaller one.
    return bool(_DIAL_UP_NAME.match(interface.name)) and interface.mtu < _MIN_PLAIN_PPP_MTU


def _internet_addresses(addresses: Iterable[object]) -> Iterator[str]:
    for address in addresses:
        if getattr(address, "family", None) in (socket.AF_INET, socket.AF_INET6):
            yield str(getattr(address, "address", ""))


def _reaches_out(text: str) -> bool:
    with suppress(ValueError):
        address = ipaddress.ip_address(_without_zone(text))
        return not (address.is_loopback or address.is_link_local or address.is_unspecified)
    return False


def _without_zone(text: str) -> str:
    return text.partition("%")[0]
