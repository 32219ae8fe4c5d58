"""The index of an interface, by the table that Windows gives, and by name elsewhere."""

import socket
import struct

from dialtone.system.interfaces import Interface, find_interface_index, read_address_table


def _table(*rows: tuple[str, int]) -> bytes:
    packed = [socket.inet_aton(address) + struct.pack("<IIIIHH", number, 0, 0, 0, 0, 0) for address, number in rows]
    return struct.pack("<I", len(rows)) + b"".join(packed)


def test_a_table_of_windows() -> None:
    assert read_address_table(_table(("127.0.0.1", 1), ("192.168.1.23", 14))) == {"127.0.0.1": 1, "192.168.1.23": 14}
    assert read_address_table(_table(("10.0.0.1", 3))[:-1]) == {}
    assert read_address_table(b"") == {}


def test_by_name_elsewhere() -> None:
    assert find_interface_index(Interface("lo", ("127.0.0.1",)), "linux") == socket.if_nametoindex("lo")
    assert find_interface_index(Interface("no-such-0"), "darwin") == 0


def test_on_windows_without_its_library_nothing_is_known() -> None:
    assert find_interface_index(Interface("Ethernet", ("192.168.1.23",)), "win32") == 0
