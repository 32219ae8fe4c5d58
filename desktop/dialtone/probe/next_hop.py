"""The adapter and the gateway through which Linux sends to an address, as its kernel says. Nothing is sent."""

import socket
import struct
from contextlib import suppress
from ipaddress import ip_address

_ROUTE_ANSWER, _ROUTE_REQUEST = 24, 26  # RTM_NEWROUTE and RTM_GETROUTE (linux/rtnetlink.h)
_IS_REQUEST = 1  # NLM_F_REQUEST (linux/netlink.h)
_AS_SET_UP = 0x2000  # RTM_F_FIB_MATCH: answer with the route as it was set up, and by whom
_BY_THE_NETWORK = (9, 16)
"""RTPROT_RA and RTPROT_DHCP: the network handed the route out (RFC 4191; RFC 3442, DHCP's option 121)."""
_DESTINATION, _ADAPTER, _GATEWAY = 1, 4, 5  # RTA_DST, RTA_OIF and RTA_GATEWAY
SOMEWHERE = ("198.51.100.1", "2001:db8::1")
"""Documentation addresses (RFC 5737, RFC 3849): no host has them, so they are routed like the rest of the internet."""
_HEADER = struct.Struct("=IHHII")
_ROUTE = struct.Struct("=8BI")
_ATTRIBUTE = struct.Struct("=HH")
"""`struct nlmsghdr`, `struct rtmsg` and `struct rtattr`."""
_MAX_ANSWER = 4096  # bytes


def next_hop(address: str) -> str:
    """Return a word for the adapter and the gateway that lead to an address; empty if none do, or none are named.

    A route that the network itself handed out gets the word of the route to the rest of the internet.
    """
    answer = _ask(address) if hasattr(socket, "AF_NETLINK") else b""
    return read_answer(_ask(SOMEWHERE[":" in address]) if is_by_the_network(answer) else answer)


def _ask(address: str) -> bytes:
    """Return the kernel's answer about the route to an address; empty if it gives none."""
    packed = ip_address(address).packed
    family = socket.AF_INET if len(packed) == 4 else socket.AF_INET6
    destination = _ATTRIBUTE.pack(_ATTRIBUTE.size + len(packed), _DESTINATION) + packed
    request = _ROUTE.pack(family, 8 * len(packed), 0, 0, 0, 0, 0, 0, _AS_SET_UP) + destination
    header = _HEADER.pack(_HEADER.size + len(request), _ROUTE_REQUEST, _IS_REQUEST, 1, 0)
    with suppress(OSError), socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, socket.NETLINK_ROUTE) as kernel:
        kernel.setblocking(False)  # the answer is there once the request is sent
        kernel.sendto(header + request, (0, 0))
        return kernel.recv(_MAX_ANSWER)
    return b""


def is_by_the_network(answer: bytes) -> bool:
    """Return whether the kernel's answer is a route that the network handed out."""
    is_route = len(answer) >= _HEADER.size + _ROUTE.size and _HEADER.unpack_from(answer)[1] == _ROUTE_ANSWER
    return is_route and _ROUTE.unpack_from(answer, _HEADER.size)[5] in _BY_THE_NETWORK


def read_answer(answer: bytes) -> str:
    """Return the word for the next hop in the kernel's answer; empty if there is no route."""
    start = _HEADER.size + _ROUTE.size
    if len(answer) < start or _HEADER.unpack_from(answer)[1] != _ROUTE_ANSWER:
        return ""
    attributes: dict[int, str] = {}
    while start + _ATTRIBUTE.size <= len(answer):
        length, key = _ATTRIBUTE.unpack_from(answer, start)
        attributes[key] = answer[start + _ATTRIBUTE.size : start + length].hex()
        start += (max(length, _ATTRIBUTE.size) + 3) & ~3  # attributes are aligned to four bytes
    return f"{attributes.get(_ADAPTER, '')}/{attributes.get(_GATEWAY, '')}"
