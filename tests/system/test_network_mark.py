"""The mark of a network: equal on the same network, different on another, and nothing where there is none."""

import socket
import sys
from pathlib import Path

import psutil
import pytest

from dialtone.system.network_mark import (
    find_linux_interface,
    is_same_network,
    make_network_mark,
    read_lease_gateway,
    read_linux_gateways,
    read_network_mark,
)
from dialtone.system.registry import TCP_INTERFACES
from system.recorded import RecordedRegistry, plant

ROUTE = """Iface\tDestination\tGateway\tFlags\tRefCnt\tUse\tMetric\tMask
wlan0\t00000000\t0101A8C0\t0003\t0\t0\t600\t00000000
wlan0\t0001A8C0\t00000000\t0001\t0\t0\t600\t00FFFFFF
"""
ARP = """IP address       HW type     Flags       HW address            Mask     Device
192.168.1.1      0x1         0x2         aa:bb:cc:dd:ee:01     *        wlan0
192.168.1.50     0x1         0x2         aa:bb:cc:dd:ee:50     *        wlan0
"""


def test_the_gateway_tells_two_networks_of_the_same_numbers_apart() -> None:
    one = make_network_mark("192.168.1.23", "255.255.255.0", ["aa:01"])
    assert one == make_network_mark("192.168.1.77", "255.255.255.0", ["aa:01"])
    assert one != make_network_mark("192.168.1.23", "255.255.255.0", ["aa:02"])
    assert one != make_network_mark("10.0.0.23", "255.255.255.0", ["aa:01"])


def test_nonsense_gives_a_mark_and_no_error() -> None:
    assert make_network_mark("192.168.1.23", "nonsense", []) == "192.168.1.23"


def test_only_gateways_count_as_neighbours(tmp_path: Path) -> None:
    plant(tmp_path, {"/proc/net/route": ROUTE, "/proc/net/arp": ARP})
    assert read_linux_gateways(tmp_path, "wlan0") == ["aa:bb:cc:dd:ee:01"]
    assert read_linux_gateways(tmp_path, "eth0") == []


def test_broken_tables_are_no_tables(tmp_path: Path) -> None:
    plant(tmp_path, {"/proc/net/route": "Iface\nx\t00000000\tzz\n"})
    assert read_linux_gateways(tmp_path, "x") == []
    assert isinstance(read_network_mark(tmp_path), str)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("10.0.0.0/24 aa", "10.0.0.0/24 aa", True),
        ("10.0.0.0/24", "10.0.0.0/24 aa", True),
        ("10.0.0.0/24 aa", "10.0.0.0/24", True),
        ("10.0.0.0/24 aa", "10.0.0.0/24 bb", False),
        ("10.0.0.0/2", "10.0.0.0/24", False),
        ("", "10.0.0.0/24", False),
        ("", "", True),
    ],
)
def test_a_gateway_not_known_yet_makes_no_other_network(one: str, other: str, same: bool) -> None:
    assert is_same_network(one, other) is same


# Windows stores the gateway with each lease: its address, the length of its hardware address, and that

ROUTER = bytes.fromhex("c0a80101 06000000 b0c554a763ee")


def _leases(*leases: tuple[str, bytes]) -> RecordedRegistry:
    return RecordedRegistry(
        {
            f"{TCP_INTERFACES}\\{{{number}}}": {"DhcpIPAddress": address, "DhcpGatewayHardware": stored}
            for number, (address, stored) in enumerate(leases)
        }
    )


def test_windows_knows_the_gateway_of_its_lease() -> None:
    registry = _leases(("10.0.0.5", ROUTER[:8] + b"other!"), ("192.168.1.23", ROUTER))
    assert read_lease_gateway(registry, "192.168.1.23") == ["b0:c5:54:a7:63:ee"]
    assert read_lease_gateway(registry, "192.168.1.24") == []


@pytest.mark.parametrize("stored", [b"", ROUTER[:-1], ROUTER[:4] + b"\x08\0\0\0" + ROUTER[8:]])
def test_a_lease_in_another_form_names_no_gateway(stored: bytes) -> None:
    assert read_lease_gateway(_leases(("192.168.1.23", stored)), "192.168.1.23") == []


def test_two_gateways_of_one_address_are_none() -> None:
    registry = _leases(("192.168.1.23", ROUTER), ("192.168.1.23", ROUTER[:8] + b"other!"))
    assert read_lease_gateway(registry, "192.168.1.23") == []


# What the kernel says of an address's owner is what psutil says


ON_LINUX = pytest.mark.skipif(sys.platform != "linux", reason="as the kernel of Linux is asked")


@ON_LINUX
def test_the_first_address_of_each_interface_has_its_name_and_mask() -> None:
    firsts = {
        name: next((a for a in addresses if a.family == socket.AF_INET), None)
        for name, addresses in psutil.net_if_addrs().items()
    }
    seen = {a.address: (name, a.netmask) for name, a in firsts.items() if a is not None}
    assert seen
    assert {address: find_linux_interface(address) for address in seen} == seen


@ON_LINUX
def test_nobody_has_an_address_of_documentation() -> None:
    assert find_linux_interface("203.0.113.9") is None
