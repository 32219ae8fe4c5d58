"""The adapter and the gateway through which Linux sends to an address, as its kernel says. Nothing is sent."""

import socket
import struct
from contextlib import suppress
from ipaddress import ip_address

_ROUTE_ANSWER, _ROUTE_REQUEST = 24, 26
"""RTM_NEWROUTE and RTM_GETROUTE (linux/rtnetlink.h)."""
_IS_REQUEST = 1
"""NLM_F_REQUEST (linux/netlink.h)."""
_DESTINATION, _ADAPTER, _GATEWAY = 1, 4, 5
"""RTA_DST, RTA_OIF and RTA_GATEWAY."""
_HEADER, _ROUTE, _ATTRIBUTE = struct.Struct("=IHHII"), struct.Struct("=8BI"), struct.Struct("=HH")
"""`struct nlmsghdr`, `struct rtmsg` and `struct rtattr`."""
_MAX_ANSWER = 4096


def next_hop(address: str) -> str:
    """Return a word for the adapter and the gateway that lead to an address; empty if none do, or none are named."""
    if not hasattr(socket, "AF_NETLINK"):
        return ""
    packed = ip_address(address).packed
    family = socket.AF_INET if len(packed) == 4 else socket.AF_INET6
    destination = _ATTRIBUTE.pack(_ATTRIBUTE.size + len(packed), _DESTINATION) + packed
    request = _ROUTE.pack(family, 8 * len(packed), 0, 0, 0, 0, 0, 0, 0) + destination
    header = _HEADER.pack(_HEADER.size + len(request), _ROUTE_REQUEST, _IS_REQUEST, 1, 0)
    with suppress(OSError), socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, socket.NETLINK_ROUTE) as kernel:
        kernel.setblocking(False)  # the answer is there once the request is sent
        kernel.sendto(header + request, (0, 0))
        return read_answer(kernel.recv(_MAX_ANSWER))
    return ""


def read_answer(answer: bytes) -> str:
    """Return the word for the next hop in the kernel's answer; empty if there is no route."""
    kind, at = _HEADER.unpack_from(answer)[1], _HEADER.size + _ROUTE.size
    if kind != _ROUTE_ANSWER:
        return ""
    found: dict[int, str] = {}
    while at + _ATTRIBUTE.size <= len(answer):
        length, key = _ATTRIBUTE.unpack_from(answer, at)
        found[key] = answer[at + _ATTRIBUTE.size : at + length].hex()
        at += (max(length, _ATTRIBUTE.size) + 3) & ~3  # attributes are aligned to four bytes
    return f"{found.get(_ADAPTER, '')}/{found.get(_GATEWAY, '')}"
