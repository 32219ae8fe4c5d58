"""A mark that identifies a network. It never leaves memory: the history stores only a salted hash of it."""

import ipaddress
import socket
import struct
import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from dialtone.system.linux_routes import read_routes
from dialtone.system.quiet_files import read_lines
from dialtone.system.source_address import INTERNET, find_source_address

_MAX_BYTES = 1_000_000
_ADDRESS, _NETMASK = 0x8915, 0x891B
"""SIOCGIFADDR and SIOCGIFNETMASK (netdevice(7), linux/sockios.h): the first address of an interface, and its mask."""
_REQUEST = struct.Struct("16s2xH20x")
_ANSWER = slice(20, 24)
"""`struct ifreq`: a name of 16 bytes, then a `sockaddr_in`, whose address follows the family and the port."""


def read_network_mark(root: Path = Path("/")) -> str:
    """Return the subnet of this computer, and on Linux its gateway's hardware address; empty without a network."""
    source = find_source_address(INTERNET)
    if source is None:
        return ""
    name, netmask = _find_interface(source)
    return make_network_mark(source, netmask, name, _read_gateways(root))


def _find_interface(source: str) -> tuple[str, str]:
    """Return the name and the mask of the interface with this address; both empty if there is none."""
    if sys.platform == "linux" and (name_and_mask := find_linux_interface(source)):
        return name_and_mask
    import psutil  # 2 MB: on Linux only for an interface's second address

    with suppress(OSError, RuntimeError):
        for name, addresses in psutil.net_if_addrs().items():
            for address in addresses:
                if address.family == socket.AF_INET and address.address == source:
                    return name, address.netmask or ""
    return "", ""


def make_network_mark(source: str, netmask: str, interface: str, gateways: Iterable[tuple[str, str]]) -> str:
    """Return what is constant on a network, as one text. `gateways`: their interfaces and hardware addresses."""
    with suppress(ValueError):
        subnet = ipaddress.ip_network(f"{source}/{netmask or 24}", strict=False)
        hardware = sorted(address for name, address in gateways if name == interface)
        return " ".join((str(subnet), *hardware))
    return source


def is_same_network(mark: str, other_mark: str) -> bool:
    """Return whether two marks may belong to one network: the gateway's hardware address is not always known."""
    subnet, *hardware = mark.split() or [""]
    other_subnet, *other_hardware = other_mark.split() or [""]
    return subnet == other_subnet and (hardware == other_hardware or not hardware or not other_hardware)


def _read_gateways(root: Path) -> list[tuple[str, str]]:
    """Return the interface and hardware address of each gateway, from Linux's tables; none on other systems."""
    net = root / "proc" / "net"
    routers = {route.gateway for route in read_routes(net) if route.gateway and not route.partial}
    gateways = []
    for line in read_lines(net / "arp", _MAX_BYTES):
        fields = line.split()
        if len(fields) > 5 and fields[0] in routers and fields[3] != "00:00:00:00:00:00":
            gateways.append((fields[5], fields[3]))
    return gateways


def find_linux_interface(source: str) -> tuple[str, str] | None:
    """Return the name and the mask of the interface whose first IPv4 address this is; None if there is none.

    Linux's kernel is queried directly: the program in the tray does this every ten seconds, and psutil is 2 MB.
    """
    with suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
        for _, name in socket.if_nameindex():
            with suppress(OSError):  # it has no IPv4 address, or is gone
                if _query_kernel(sock, _ADDRESS, name) == source:
                    return name, _query_kernel(sock, _NETMASK, name)
    return None


def _query_kernel(sock: socket.socket, request: int, name: str) -> str:
    """Return one IPv4 address that the kernel has for an interface. Raises `OSError` if it has none."""
    from fcntl import ioctl

    return socket.inet_ntoa(ioctl(sock, request, _REQUEST.pack(name.encode(), 0))[_ANSWER])
