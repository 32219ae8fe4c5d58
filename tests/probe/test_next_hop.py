"""The next hop that the kernel names, and what is noted of one of its own."""

import socket
import struct

import pytest

from dialtone.probe.net import Network
from dialtone.probe.next_hop import is_by_the_network, next_hop, read_answer
from named_rows import named_rows

HEADER = struct.Struct("=IHHII")


def attribute(kind: int, value: bytes) -> bytes:
    return struct.pack("=HH", 4 + len(value), kind) + value + bytes(-len(value) % 4)


def answer(*attributes: bytes, kind: int = 24, set_up_by: int = 4) -> bytes:
    route = bytes((2, 16, 0, 0, 254, set_up_by, 0, 1, 0, 0, 0, 0))
    body = route + b"".join(attributes)
    return HEADER.pack(16 + len(body), kind, 0, 1, 0) + body


ETHERNET, DOCKER = attribute(4, b"\2\0\0\0"), attribute(4, b"\3\0\0\0")
ROUTER, ANOTHER = attribute(5, bytes([192, 168, 1, 1])), attribute(5, bytes([192, 168, 1, 250]))


@named_rows(
    "other",
    {
        "another adapter": answer(DOCKER, ROUTER),
        "another gateway": answer(ETHERNET, ANOTHER),
        "on this very network": answer(ETHERNET),
    },
)
def test_what_leads_elsewhere_has_another_word(other: bytes) -> None:
    usual = answer(attribute(1, bytes([198, 51, 100, 1])), ETHERNET, attribute(7, bytes([192, 168, 1, 23])), ROUTER)
    assert read_answer(usual) == read_answer(answer(ROUTER, ETHERNET))
    assert read_answer(other) not in ("", read_answer(usual))


@pytest.mark.parametrize(
    ("set_up_by", "handed_out"),
    [(16, True), (9, True), (4, False), (3, False), (2, False)],
    ids=["DHCP", "router advertisement", "a person or a VPN", "a script", "the kernel, for an adapter"],
)
def test_who_set_a_route_up_tells_whose_it_is(set_up_by: int, *, handed_out: bool) -> None:
    """Providers hand out routes to their own networks with an address (DHCP's option 121): those are the line's."""
    assert is_by_the_network(answer(ETHERNET, ANOTHER, set_up_by=set_up_by)) is handed_out
    assert not is_by_the_network(answer(ETHERNET, kind=2, set_up_by=16))
    assert not is_by_the_network(b"")


def test_without_a_route_there_is_no_next_hop() -> None:
    assert read_answer(HEADER.pack(36, 2, 0, 1, 0) + b"\x8f" * 20) == ""


def test_an_answer_that_is_cut_off_is_read_as_far_as_it_goes() -> None:
    assert read_answer(answer(ETHERNET) + b"\0\0\0\0") == "02000000/"


@pytest.mark.skipif(not hasattr(socket, "AF_NETLINK"), reason="asks Linux's kernel")
def test_the_kernel_leads_to_this_computer_by_another_adapter() -> None:
    assert next_hop("127.0.0.1").partition("/")[0] == struct.pack("=I", socket.if_nametoindex("lo")).hex()
    assert next_hop("127.0.0.1") == next_hop("127.0.0.2") == Network().next_hop("127.0.0.1")
    assert next_hop("::1")


@pytest.mark.parametrize(("address", "said"), [("192.0.2.1", "10.0.0.2"), ("2001:db8::1", "")])
def test_elsewhere_the_source_stands_for_the_adapter(monkeypatch: pytest.MonkeyPatch, address: str, said: str) -> None:
    monkeypatch.delattr(socket, "AF_NETLINK", raising=False)
    network = Network()
    monkeypatch.setattr(network, "find_source", lambda _: "10.0.0.2")
    assert network.next_hop(address) == said
