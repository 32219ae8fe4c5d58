"""Whether Linux leads packets that a program here marked another way than the rest. Nothing is sent.

Agents of companies and tools against blocks have packets marked (netfilter) and routed to themselves. What they swallow
has left, as far as a connection's statistics tell.
"""

import socket
import struct
from collections.abc import Iterator
from contextlib import suppress

_RULE_ANSWER = 32  # RTM_NEWRULE (linux/rtnetlink.h)
_RULE_REQUEST = 34  # RTM_GETRULE
_IS_REQUEST_FOR_ALL = 0x301  # NLM_F_REQUEST and NLM_F_DUMP (linux/netlink.h)
_HEADER = struct.Struct("=IHHII")
_RULE = struct.Struct("=4B4xI")
_ATTRIBUTE = struct.Struct("=HH")
"""`struct nlmsghdr`, `struct fib_rule_hdr` and `struct rtattr`."""
_NUMBER = struct.Struct("=I")
_MARK = 10  # FRA_FWMARK (linux/fib_rules.h)
_TABLE = 15  # FRA_TABLE
_INVERTED = 0x2  # FIB_RULE_INVERT: for packets without the mark, as a VPN for everything has it
_USUAL_TABLES = (0, 253, 254, 255)  # none, and RT_TABLE_DEFAULT, RT_TABLE_MAIN and RT_TABLE_LOCAL
_MAX_ANSWER = 65_536  # bytes
_MAX_ANSWERS = 64


def are_marked_packets_led_elsewhere() -> bool:
    """Return whether a rule of the kernel has a table of its own for packets with a mark; False if it does not say."""
    return any(map(leads_marked_elsewhere, _read_rules())) if hasattr(socket, "AF_NETLINK") else False


def _read_rules() -> Iterator[bytes]:
    """Yield the kernel's rules, each with its header."""
    header = _HEADER.pack(_HEADER.size + _RULE.size, _RULE_REQUEST, _IS_REQUEST_FOR_ALL, 1, 0)
    with suppress(OSError), socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, socket.NETLINK_ROUTE) as kernel:
        kernel.setblocking(False)  # the answers are there once the request is sent
        kernel.sendto(header + bytes(_RULE.size), (0, 0))
        for _ in range(_MAX_ANSWERS):
            answer = kernel.recv(_MAX_ANSWER)
            start = 0
            while start + _HEADER.size <= len(answer):
                length, kind, *_rest = _HEADER.unpack_from(answer, start)
                if kind != _RULE_ANSWER or length < _HEADER.size:
                    return
                yield answer[start : start + length]
                start += (length + 3) & ~3  # messages are aligned to four bytes


def leads_marked_elsewhere(rule: bytes) -> bool:
    """Return whether a rule of the kernel, with its header, leads packets with a mark to a table of its own."""
    start = _HEADER.size + _RULE.size
    if len(rule) < start or _RULE.unpack_from(rule, _HEADER.size)[-1] & _INVERTED:
        return False
    numbers: dict[int, int] = {}
    while start + _ATTRIBUTE.size <= len(rule):
        length, key = _ATTRIBUTE.unpack_from(rule, start)
        if length == _ATTRIBUTE.size + _NUMBER.size and start + length <= len(rule):
            (numbers[key],) = _NUMBER.unpack_from(rule, start + _ATTRIBUTE.size)
        start += (max(length, _ATTRIBUTE.size) + 3) & ~3  # attributes are aligned to four bytes
    return numbers.get(_MARK, 0) != 0 and numbers.get(_TABLE, 0) not in _USUAL_TABLES
