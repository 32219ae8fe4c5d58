"""The routes to the whole internet and the rules for marked packets, as Linux has them, and the source address."""

import ipaddress
import socket
import struct
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from dialtone.system.operating_system import Route
from dialtone.system.quiet_files import read_lines

_MAX_ROUTES_BYTES = 1_000_000
_UP = 0x1  # RTF_UP (linux/route.h)
_REJECT = 0x200  # RTF_REJECT
INTERNET = "198.51.100.1"
INTERNET_6 = "2001:db8::1"
"""Documentation addresses (RFC 5737, RFC 3849): no host has them, so they are routed like the rest of the internet."""
_DISCARD_PORT = 9  # any port would do: connecting a datagram socket only looks up the route


def read_routes(net: Path) -> tuple[Route, ...]:
    """Return the routes in the main tables below `net` (`/proc/net`); a VPN's own may be in another table."""
    v4_table, v6_table = (read_lines(net / name, _MAX_ROUTES_BYTES) for name in ("route", "ipv6_route"))
    return (*_parse_v4_routes(v4_table), *_parse_v6_routes(v6_table))


def _parse_v4_routes(table: Iterable[str]) -> Iterator[Route]:
    """Yield the routes of `/proc/net/route` that cover all addresses, or half of them, as some tunnels do."""
    for line in table:
        cells = line.split()
        try:
            interface = cells[0]
            flags = int(cells[3], 16)
            metric = int(cells[6])
            prefix_length = int(cells[7], 16).bit_count()
            gateway = int.from_bytes(bytes.fromhex(cells[2].zfill(8)), "little")  # host byte order, as on a PC
        except (IndexError, ValueError):
            continue
        if flags & _UP and not flags & _REJECT and prefix_length <= 1:
            router = str(ipaddress.IPv4Address(gateway)) if gateway else ""
            yield Route(interface, router, metric, partial=prefix_length > 0)


def _parse_v6_routes(table: Iterable[str]) -> Iterator[Route]:
    """Yield the routes that cover all addresses or, as some tunnels set them, half of them; the file has no heading."""
    for line in table:
        cells = line.split()
        try:
            destination = int(cells[0], 16)
            prefix_length = int(cells[1], 16)
            metric = int(cells[5], 16)
            flags = int(cells[8], 16)
            interface = cells[9]
        except (IndexError, ValueError):
            continue
        # 2000::/3 is all of today's internet: some tunnels route that instead of the default.
        covers_all = prefix_length <= 1 or (prefix_length == 3 and destination >> 125 == 1)
        if flags & _UP and not flags & _REJECT and interface != "lo" and covers_all:
            yield Route(interface, metric=metric, v6=True, partial=prefix_length > 0)


def find_source_address(destination: str) -> str | None:
    """Return this computer's source address towards another address; None without a route. Sends nothing."""
    family = socket.AF_INET6 if ":" in destination else socket.AF_INET
    with suppress(OSError), socket.socket(family, socket.SOCK_DGRAM) as sock:
        sock.connect((destination, _DISCARD_PORT))
        return str(sock.getsockname()[0])
    return None


# Whether packets that a program here marked are led another way than the rest. Agents of companies and tools against
# blocks have packets marked (netfilter) and routed to themselves. What they swallow has left, as far as a connection's
# statistics tell. Nothing is sent.

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
    if len(rule) < start:
        return False
    *_rest, flags = _RULE.unpack_from(rule, _HEADER.size)
    numbers = _read_numbers(rule[start:])
    is_for_a_mark = numbers.get(_MARK, 0) != 0 and not flags & _INVERTED
    return is_for_a_mark and numbers.get(_TABLE, 0) not in _USUAL_TABLES


def _read_numbers(attributes: bytes) -> dict[int, int]:
    """Return those attributes of a rule that are a number, by their key."""
    numbers: dict[int, int] = {}
    start = 0
    while start + _ATTRIBUTE.size <= len(attributes):
        length, key = _ATTRIBUTE.unpack_from(attributes, start)
        if length == _ATTRIBUTE.size + _NUMBER.size and start + length <= len(attributes):
            (numbers[key],) = _NUMBER.unpack_from(attributes, start + _ATTRIBUTE.size)
        start += (max(length, _ATTRIBUTE.size) + 3) & ~3  # attributes are aligned to four bytes
    return numbers
