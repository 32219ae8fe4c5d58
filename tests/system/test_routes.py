"""Rules of Linux's routing for packets with a mark, as its kernel tells them."""

import socket
import struct

import pytest

from dialtone.system.routes import are_marked_packets_led_elsewhere, leads_marked_elsewhere
from named_rows import named_rows

HEADER = struct.Struct("=IHHII")
MARK, TABLE, PRIORITY = 10, 15, 6


def attribute(kind: int, number: int) -> bytes:
    return struct.pack("=HHI", 8, kind, number)


def rule(*attributes: bytes, flags: int = 0) -> bytes:
    """As `ip rule` shows it: to a table, at a priority."""
    body = struct.pack("=8BI", 2, 0, 0, 0, 0, 0, 0, 1, flags) + attribute(PRIORITY, 5210) + b"".join(attributes)
    return HEADER.pack(16 + len(body), 32, 2, 1, 0) + body


@named_rows(
    ("told", "is_led"),
    {
        "to a program here": (rule(attribute(MARK, 7), attribute(TABLE, 77)), True),
        "in another order": (rule(attribute(TABLE, 77), attribute(MARK, 7)), True),
        "to the usual table, past a VPN": (rule(attribute(MARK, 0x80000), attribute(TABLE, 254)), False),
        "all without the mark, into a VPN": (rule(attribute(MARK, 7), attribute(TABLE, 77), flags=2), False),
        "whatever the mark": (rule(attribute(MARK, 0), attribute(TABLE, 52)), False),
        "without a mark": (rule(attribute(TABLE, 52)), False),
        "to no table": (rule(attribute(MARK, 7)), False),
        "cut off": (rule(attribute(TABLE, 77), attribute(MARK, 7))[:-2], False),
        "without a body": (HEADER.pack(16, 32, 2, 1, 0), False),
        "an attribute without a length": (rule(attribute(MARK, 7)) + bytes(4), False),
    },
)
def test_a_rule_with_a_mark_and_a_table_of_its_own(told: bytes, is_led: bool) -> None:
    assert leads_marked_elsewhere(told) is is_led


@pytest.mark.skipif(not hasattr(socket, "AF_NETLINK"), reason="a socket of Linux")
def test_the_kernel_is_asked_to_the_end() -> None:
    assert are_marked_packets_led_elsewhere() in (True, False)


def test_a_system_without_such_rules_has_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(socket, "AF_NETLINK", raising=False)
    assert not are_marked_packets_led_elsewhere()
