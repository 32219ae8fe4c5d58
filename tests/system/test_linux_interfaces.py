"""What the kernel says of an address's owner is what psutil says."""

import socket
import sys

import psutil
import pytest

from dialtone.system.linux_interfaces import owner_of

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="as the kernel of Linux is asked")


def test_the_first_address_of_each_interface_has_its_name_and_mask() -> None:
    firsts = {
        name: next((a for a in addresses if a.family == socket.AF_INET), None)
        for name, addresses in psutil.net_if_addrs().items()
    }
    seen = {a.address: (name, a.netmask) for name, a in firsts.items() if a is not None}
    assert seen
    assert {address: owner_of(address) for address in seen} == seen


def test_nobody_has_an_address_of_documentation() -> None:
    assert owner_of("203.0.113.9") is None
