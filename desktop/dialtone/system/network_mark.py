"""A mark that identifies a network. It never leaves memory: the history stores only a salted hash of it."""

import ipaddress
import socket
import struct
import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from dialtone.system.quiet_files import read_lines
from dialtone.system.registry import TCP_INTERFACES, Registry
from dialtone.system.routes import INTERNET, find_source_address, read_routes

_MAX_BYTES = 1_000_000
_ADDRESS = 0x8915
_NETMASK = 0x891B
"""SIOCGIFADDR and SIOCGIFNETMASK (netdevice(7), linux/sockios.h): the first address of an interface, and its mask."""
_REQUEST = struct.Struct("16s2xH20x")
_ANSWER = slice(20, 24)
"""`struct ifreq`: a name of 16 bytes, then a `sockaddr_in`, whose address follows the family and the port."""
_LEASE_GATEWAY = struct.Struct("<4sI6s")
_HARDWARE_BYTES = 6  # `DhcpGatewayHardware`: the gateway's address, the length of its hardware address, and that


def read_network_mark(root: Path = Path("/")) -> str:
    """Return this computer's subnet, and its gateway's hardware address if it is known; empty without a network."""
    source = find_source_address(INTERNET)
    if source is None:
        return ""
    interface, netmask = _find_interface(source)
    gateways = (*read_linux_gateways(root, interface), *read_lease_gateway(Registry(), source))
    return make_network_mark(source, netmask, gateways)


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


def make_network_mark(source: str, netmask: str, gateways: Iterable[str]) -> str:
    """Return what is constant on a network, as one text. `netmask`: may be empty; `gateways`: hardware addresses."""
    with suppress(ValueError):
        subnet = ipaddress.ip_network(f"{source}/{netmask or 24}", strict=False)
        return " ".join((str(subnet), *sorted(gateways)))
    return source


def is_same_network(mark: str, other_mark: str) -> bool:
    """Return whether two marks may belong to one network: the gateway's hardware address is not always known."""
    subnet, *gateways = mark.split() or [""]
    other_subnet, *other_gateways = other_mark.split() or [""]
    return subnet == other_subnet and (gateways == other_gateways or not gateways or not other_gateways)


def read_linux_gateways(root: Path, interface: str) -> list[str]:
    """Return the hardware address of each gateway of an interface, from Linux's tables; empty on other systems."""
    net = root / "proc" / "net"
    routers = {route.gateway for route in read_routes(net) if route.gateway and not route.partial}
    gateways = []
    for line in read_lines(net / "arp", _MAX_BYTES):
        fields = line.split()
        is_complete = len(fields) > 5 and fields[3] != "00:00:00:00:00:00"
        if is_complete and fields[0] in routers and fields[5] == interface:
            gateways.append(fields[3])
    return gateways


def read_lease_gateway(registry: Registry, source: str) -> list[str]:
    """Return the hardware address of the gateway that Windows stored with this computer's lease; empty without one.

    `source`: the leased address. Microsoft does not document the value: another form, or two of them, count as none.
    """
    gateways: set[str] = set()
    for key in registry.subkeys(TCP_INTERFACES):
        values = registry.all_values(f"{TCP_INTERFACES}\\{key}")
        stored = values.get("DhcpGatewayHardware")
        if values.get("DhcpIPAddress") == source and isinstance(stored, bytes) and len(stored) == _LEASE_GATEWAY.size:
            _address, length, hardware = _LEASE_GATEWAY.unpack(stored)
            if length == _HARDWARE_BYTES:
                gateways.add(hardware.hex(":"))
    return list(gateways) if len(gateways) == 1 else []


def find_linux_interface(source: str) -> tuple[str, str] | None:
    """Return the name and the mask of the interface with this address as its first IPv4 one; None if there is none.

    Linux's kernel is queried directly: the program in the tray does this every ten seconds, and psutil is 2 MB.
    """
    with suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
        for _, name in socket.if_nameindex():
            with suppress(OSError):  # it has no IPv4 address, or is gone
                if _query_kernel(sock, _ADDRESS, name) == source:
                    return name, _query_kernel(sock, _NETMASK, name)
    return None


def _query_kernel(sock: socket.socket, request: int, name: str) -> str:
    from fcntl import ioctl  # imported here: Windows lacks it

    return socket.inet_ntoa(ioctl(sock, request, _REQUEST.pack(name.encode(), 0))[_ANSWER])
