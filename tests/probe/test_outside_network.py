"""Sockets bound to one interface: what each system is told, and what is refused where the binding does not hold."""

import errno
import socket
import struct
from collections.abc import Awaitable, Callable
from typing import TypeVar

import anyio
import dns.message
import dns.rcode
import dns.rdatatype
import dns.rrset
import pytest

from dialtone.model.computer import OutsideInterface
from dialtone.model.frozen import replace
from dialtone.probe.outside_network import OutsideNetwork, bind_option
from named_rows import named_rows

_T = TypeVar("_T")
LOOPBACK = OutsideInterface("lo", 1, addresses=("127.0.0.1",), nameservers=("127.0.0.1",))


def test_what_each_system_is_told() -> None:
    linux, windows, macos = (OutsideInterface("eth0", 14, platform) for platform in ("linux", "windows", "macos"))
    assert bind_option(linux, of_six=False) == (socket.SOL_SOCKET, socket.SO_BINDTODEVICE, b"eth0")
    assert bind_option(linux, of_six=True) == (socket.SOL_SOCKET, socket.SO_BINDTODEVICE, b"eth0")
    assert bind_option(windows, of_six=False) == (0, 31, struct.pack("!I", 14))
    assert bind_option(windows, of_six=True) == (41, 31, 14)
    assert bind_option(macos, of_six=False) == (0, 25, 14)
    assert bind_option(macos, of_six=True) == (41, 125, 14)


def _run(work: Callable[[], Awaitable[_T]]) -> _T:
    return anyio.run(work)


def test_a_bound_connection_carries() -> None:
    async def work() -> bytes:
        listener = await anyio.create_tcp_listener(local_host="127.0.0.1")
        port = listener.extra(anyio.abc.SocketAttribute.local_port)

        async def answer(stream: anyio.abc.SocketStream) -> None:
            await stream.send(b"here")
            await stream.aclose()

        async with listener, anyio.create_task_group() as group:
            group.start_soon(listener.serve, answer)
            stream = await OutsideNetwork(LOOPBACK).connect("127.0.0.1", port)
            got = await stream.receive()
            await stream.aclose()
            group.cancel_scope.cancel()
        return got

    assert _run(work) == b"here"


def test_small_packets_leave_through_the_interface_too() -> None:
    """What is compared with them is asked past the VPN: an answer that came through it would tell of another way."""

    async def work() -> bytes:
        listener = await anyio.create_tcp_listener(local_host="127.0.0.1")
        port = listener.extra(anyio.abc.SocketAttribute.local_port)
        async with listener:
            stream = await OutsideNetwork(LOOPBACK).connect("127.0.0.1", port, segment=536)
            raw = stream.extra(anyio.abc.SocketAttribute.raw_socket)
            bound: bytes = raw.getsockopt(socket.SOL_SOCKET, socket.SO_BINDTODEVICE, 16)
            await stream.aclose()
            elsewhere = OutsideInterface("lo", 1, addresses=("192.0.2.1",))
            with pytest.raises(OSError, match="interface"):
                await OutsideNetwork(elsewhere).connect("127.0.0.1", port, segment=536)
        return bound

    assert _run(work) == b"lo\0"


def test_one_that_leaves_another_way_is_refused() -> None:
    elsewhere = OutsideInterface("lo", 1, addresses=("192.0.2.1",))

    async def work() -> None:
        with pytest.raises(OSError, match="interface") as refused:
            await OutsideNetwork(elsewhere).open_udp("127.0.0.1", 9)
        assert refused.value.errno == errno.EADDRNOTAVAIL

    _run(work)


def test_an_interface_that_is_not_there() -> None:
    net = OutsideNetwork(OutsideInterface("no-such-0", 0))
    with pytest.raises(OSError, match="No such device"):
        net.bind()
    assert net.find_source("127.0.0.1") == ""
    assert net.may_send("127.0.0.1", 9)
    OutsideNetwork(LOOPBACK).bind()


def test_a_knock_and_a_source() -> None:
    async def work() -> None:
        with pytest.raises(ConnectionRefusedError):
            await OutsideNetwork(LOOPBACK).connect_one_hop("127.0.0.1", 9)

    _run(work)
    assert OutsideNetwork(LOOPBACK).find_source("127.0.0.2") == "127.0.0.1"
    assert OutsideNetwork(LOOPBACK).may_send("127.0.0.1", 9)
    # The system forbids a broadcast that was not asked for with the error of a firewall.
    assert not OutsideNetwork(LOOPBACK).may_send("127.255.255.255", 9)


SILENT = {"*": ""}
"""The answers of a resolver that gives none."""


def _reply(data: bytes, answers: dict[str, str]) -> bytes:
    """Return what a resolver that knows these names says; nothing about a name and kind with an empty answer."""
    query = dns.message.from_wire(data)
    reply = dns.message.make_response(query)
    question = query.question[0]
    name, kind = question.name.to_text(omit_final_dot=True), dns.rdatatype.to_text(question.rdtype)
    if known := answers.get(f"{name} {kind}"):
        reply.answer.append(dns.rrset.from_text(question.name, 60, "IN", kind, known))
    elif not any(each.startswith(name) for each in answers):
        reply.set_rcode(dns.rcode.NXDOMAIN)
    return b"" if f"{name} {kind}" in answers and not known else reply.to_wire()


def _resolve(
    answers: dict[str, str], family: int, monkeypatch: pytest.MonkeyPatch, *turns: dict[str, dict[str, str]]
) -> list[tuple[str, ...]]:
    """Ask a resolver on this computer that knows these names; in further `turns`, several by address."""
    from dialtone.probe import outside_network

    async def work() -> list[tuple[str, ...]]:
        found: list[tuple[str, ...]] = []
        failures: list[socket.gaierror] = []
        serving: dict[str, dict[str, str]] = {}
        interface = replace(LOOPBACK, nameservers=("127.0.0.1", "127.0.0.2")) if turns else LOOPBACK
        net = OutsideNetwork(interface, answer_seconds=0.3)
        async with await anyio.create_udp_socket(local_host="127.0.0.1") as first:
            port = first.extra(anyio.abc.SocketAttribute.local_port)
            monkeypatch.setattr(outside_network, "_PORT", port)

            async def serve(address: str, server: anyio.abc.UDPSocket) -> None:
                async for data, peer in server:
                    known = serving.get(address, SILENT)
                    if known is not SILENT and (reply := _reply(data, known)):
                        await server.sendto(reply, *peer)

            async with (
                await anyio.create_udp_socket(local_host="127.0.0.2", local_port=port) as second,
                anyio.create_task_group() as group,
            ):
                group.start_soon(serve, "127.0.0.1", first)
                group.start_soon(serve, "127.0.0.2", second)
                try:
                    for turn in ({"127.0.0.1": answers}, *turns):
                        serving = turn
                        found.append(await net.resolve("chat.example.org", family))
                except socket.gaierror as error:
                    failures.append(error)
                group.cancel_scope.cancel()
        if failures:
            raise failures[0]
        return found

    return _run(work)


def test_names_are_asked_of_the_interfaces_own_resolver(monkeypatch: pytest.MonkeyPatch) -> None:
    known = {"chat.example.org A": "192.0.2.7", "chat.example.org AAAA": "2001:db8::7"}
    assert _resolve(known, socket.AF_INET, monkeypatch) == [("192.0.2.7",)]
    assert _resolve(known, socket.AF_INET6, monkeypatch) == [("2001:db8::7",)]
    assert _resolve(known, socket.AF_UNSPEC, monkeypatch) == [("192.0.2.7", "2001:db8::7")]


def test_a_resolver_that_falls_silent_is_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = {"chat.example.org A": "192.0.2.7"}, {"chat.example.org A": "192.0.2.8"}
    turns = ({"127.0.0.2": other}, {"127.0.0.1": one, "127.0.0.2": other})
    found = _resolve(one, socket.AF_INET, monkeypatch, *turns)
    assert found == [("192.0.2.7",), ("192.0.2.8",), ("192.0.2.8",)], "the one that answered last is asked first"


@named_rows(
    ("answers", "code"),
    {
        "no such name": ({}, socket.EAI_NONAME),
        "no address": ({"chat.example.org TXT": "-"}, socket.EAI_NODATA),
        "silent about one kind": ({"chat.example.org TXT": "-", "chat.example.org A": ""}, socket.EAI_AGAIN),
        "silent about the other": ({"chat.example.org TXT": "-", "chat.example.org AAAA": ""}, socket.EAI_AGAIN),
    },
)
def test_both_kinds_of_address_count(answers: dict[str, str], code: int, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(socket.gaierror) as failed:
        _resolve(answers, socket.AF_UNSPEC, monkeypatch)
    assert failed.value.errno == code


def test_a_missing_name_is_not_silence(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(socket.gaierror) as missing:
        _resolve({}, socket.AF_INET, monkeypatch)
    assert missing.value.errno == socket.EAI_NONAME
    with pytest.raises(socket.gaierror) as silent:
        _run(lambda: OutsideNetwork(OutsideInterface("lo", 1)).resolve("chat.example.org", socket.AF_INET))
    assert silent.value.errno == socket.EAI_AGAIN
