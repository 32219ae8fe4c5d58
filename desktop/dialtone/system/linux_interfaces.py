"""The interfaces of Linux, asked of the kernel: what rests in the tray asks every ten seconds, and psutil is 2 MB."""

import socket
import struct
from contextlib import suppress
from fcntl import ioctl

_ADDRESS, _NETMASK = 0x8915, 0x891B
"""SIOCGIFADDR and SIOCGIFNETMASK (netdevice(7), linux/sockios.h): the first address of an interface, and its mask."""
_REQUEST = struct.Struct("16s2xH20x")
_ANSWER = slice(20, 24)
"""`struct ifreq`: a name of 16 bytes, then a `sockaddr_in`, whose address comes after the family and the port."""


def owner_of(source: str) -> tuple[str, str] | None:
    """Return the name and the mask of the interface whose first IPv4 address this is; None where none has it."""
    with suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
        for _, name in socket.if_nameindex():
            with suppress(OSError):  # it has no IPv4 address, or is gone
                if _ask(asking, _ADDRESS, name) == source:
                    return name, _ask(asking, _NETMASK, name)
    return None


def _ask(asking: socket.socket, what: int, name: str) -> str:
    return socket.inet_ntoa(ioctl(asking, what, _REQUEST.pack(name.encode(), 0))[_ANSWER])
