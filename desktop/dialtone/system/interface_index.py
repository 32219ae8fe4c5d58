"""The number by which a system knows an interface."""

import ctypes
import socket
from contextlib import suppress

from dialtone.system.interfaces import Interface

_ROW = 24
"""Bytes of MIB_IPADDRROW: address, number, mask, broadcast, size, and two short ones (iphlpapi, GetIpAddrTable)."""


def index_of(interface: Interface, platform: str) -> int:
    """Return it; 0 where the system does not tell. On Windows names of interfaces differ from place to place."""
    if platform == "win32":
        numbers = read_address_table(_address_table())
        return next((numbers[address] for address in interface.addresses if address in numbers), 0)
    with suppress(OSError):
        return socket.if_nametoindex(interface.name)
    return 0


def read_address_table(table: bytes) -> dict[str, int]:
    """Return the number of the interface for each IPv4 address of a table of Windows."""
    if len(table) < 4:
        return {}
    rows = int.from_bytes(table[:4], "little")
    found = [table[4 + _ROW * row : 4 + _ROW * (row + 1)] for row in range(rows)]
    return {socket.inet_ntoa(row[:4]): int.from_bytes(row[4:8], "little") for row in found if len(row) == _ROW}


def _address_table() -> bytes:
    library = getattr(ctypes, "windll", None)
    if library is None:
        return b""
    size = ctypes.c_ulong(0)
    library.iphlpapi.GetIpAddrTable(None, ctypes.byref(size), False)
    buffer = ctypes.create_string_buffer(size.value)
    failed = library.iphlpapi.GetIpAddrTable(buffer, ctypes.byref(size), False)
    return b"" if failed else buffer.raw
