"""The real network, on loopback: connecting, counting, resolving."""

import asyncio
import errno
import socket
import sys
import threading
from contextlib import nullcontext, suppress

import anyio
import pytest
from anyio.abc import ByteStream, SocketAttribute

from dialtone.model.limits import Allowance
from dialtone.model.vocabulary import Failure
from dialtone.probe.failure import ProbeError, classify
from dialtone.probe.meter import Meter, Traffic
from dialtone.probe.net import Network, UdpStream, receive_any
from dialtone.probe.tcp_info import received
from idle_time import LoopClock
from named_rows import named_rows
from probe.loopback import closed_udp_port, free_port, is_silent, resets, says, serve, serve_udp

_UNREAD = 2 * Allowance().unread
"""Bytes: Linux takes twice what it is asked for."""


async def test_bytes_are_counted_both_ways() -> None:
    net = Network()
    async with serve(says(b"four bytes?")) as port:
        stream = await net.connect("127.0.0.1", port)
        await stream.send(b"hello")
        assert await stream.receive() == b"four bytes?"
        with pytest.raises(anyio.EndOfStream) as caught:
            await stream.receive()
        await stream.aclose()
    assert (net.traffic.sent, net.traffic.received) == (5, 11)
    assert classify(caught.value) is Failure.CLOSED


async def test_what_is_sent_in_pieces_waits_for_no_ack() -> None:
    """Otherwise the system holds small packets back and joins them: fewer pass a filter than were meant to."""
    net = Network()
    async with serve(is_silent) as port:
        for segment in (0, 536):
            stream = await net.connect("127.0.0.1", port, segment=segment)
            raw = stream.extra(SocketAttribute.raw_socket)
            assert raw.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
            await stream.aclose()


async def test_datagrams_are_counted_too() -> None:
    net = Network()
    async with serve_udp(lambda data: [data * 2]) as port:
        udp = await net.open_udp("127.0.0.1", port)
        await udp.send(b"ab")
        assert await udp.receive() == b"abab"
        await udp.aclose()
    assert (net.traffic.sent, net.traffic.received) == (2, 4)


async def test_a_port_on_which_nobody_listens_says_so_and_may_be_opened() -> None:
    port = closed_udp_port()
    udp = await Network().open_udp("127.0.0.1", port)
    await udp.send(b"?")
    with pytest.raises(ConnectionRefusedError) as caught:
        await udp.receive()
    assert classify(caught.value) is Failure.REFUSED
    await udp.send(b"?")  # refused too, and nobody hears of it before the next one leaves
    async with await anyio.create_udp_socket(family=socket.AF_INET, local_host="127.0.0.1", local_port=port) as server:
        await udp.send(b"!")
        data, peer = await server.receive()
        assert data == b"!"
        await server.sendto(b"here", *peer)
        assert await receive_any(udp) == b"here"
    await udp.aclose()


def _windows(number: int) -> OSError:
    error = OSError(22, "told by an overlapped call")
    error.winerror = number  # type: ignore[attr-defined]
    return error


@named_rows(
    ("error", "refused"),
    {
        "port": (ConnectionRefusedError(errno.ECONNREFUSED, "refused"), True),
        "port on Windows": (ConnectionResetError(errno.ECONNRESET, "what Winsock calls it"), True),
        "port, overlapped": (_windows(1234), True),
        "prohibited": (OSError(errno.EHOSTUNREACH, "prohibited on the way"), False),
        "prohibited over IPv6": (PermissionError(errno.EACCES, "prohibited on the way, over IPv6"), False),
        "no route": (OSError(errno.ENETUNREACH, "no route"), False),
    },
)
async def test_only_a_closed_port_is_a_refusal(
    monkeypatch: pytest.MonkeyPatch, error: OSError, *, refused: bool
) -> None:
    """What a router says of the way is as silent as what is lost: the wait goes on."""
    said: list[OSError | bytes] = [error, b"late"]

    async def told(*_: object) -> bytes:
        await anyio.lowlevel.checkpoint()
        one = said.pop(0)
        if isinstance(one, OSError):
            raise one
        return one

    monkeypatch.setattr(asyncio.get_running_loop(), "sock_recv", told)
    udp = UdpStream(socket.socket(type=socket.SOCK_DGRAM), Meter(Traffic(), Allowance()))
    if refused:
        with pytest.raises(ConnectionRefusedError):
            await udp.receive()
    assert await udp.receive() == b"late"
    await udp.aclose()


@named_rows(
    ("error", "denied"),
    {
        "a firewall here": (PermissionError(errno.EPERM, "a firewall here"), True),
        "prohibited over IPv6": (PermissionError(errno.EACCES, "prohibited on the way, over IPv6"), False),
        "no route": (OSError(errno.ENETUNREACH, "no route"), False),
    },
)
async def test_what_a_firewall_here_does_not_let_out_is_not_lost(
    monkeypatch: pytest.MonkeyPatch, error: OSError, *, denied: bool
) -> None:
    """It let out nothing but lookups: "this network blocked connections that calls need"."""

    async def told(*_: object) -> None:
        await anyio.lowlevel.checkpoint()
        raise error

    monkeypatch.setattr(asyncio.get_running_loop(), "sock_sendall", told)
    udp = UdpStream(socket.socket(type=socket.SOCK_DGRAM), Meter(Traffic(), Allowance()))
    with pytest.raises(PermissionError) if denied else nullcontext():
        await udp.send(b"?")
    await udp.aclose()


async def _flood(stream: ByteStream) -> None:
    while True:
        await stream.send(bytes(65_536))


async def _drink(net: Network, port: int) -> Failure | None:
    """Receive until it ends, and say how."""
    try:
        stream = await net.connect("127.0.0.1", port)
        try:
            while True:
                await stream.receive()
        finally:
            await anyio.aclose_forcefully(stream)
    except ProbeError as error:
        return classify(error)


async def test_a_flood_on_one_connection_is_no_answer_and_costs_little() -> None:
    net = Network(Allowance(connection=200_000))
    async with serve(_flood) as port:
        assert await _drink(net, port) is Failure.BAD_ANSWER
    assert 200_000 <= net.traffic.received <= 200_000 + _UNREAD


async def test_floods_on_many_connections_end_the_finding_out_and_blame_nobody() -> None:
    net = Network(Allowance(connection=200_000, in_all=300_000))
    async with serve(_flood) as port:
        ends = [await _drink(net, port) for _ in range(4)]
    assert ends == [Failure.BAD_ANSWER, Failure.NOT_IN_TIME, Failure.NOT_IN_TIME, Failure.NOT_IN_TIME]
    assert 300_000 <= net.traffic.received <= 300_000 + 2 * _UNREAD


@pytest.mark.skipif(sys.platform != "linux", reason="Linux tells how much came")
async def test_what_others_have_not_read_yet_counts_before_one_more_is_opened() -> None:
    """On a busy computer hundreds stood before the first was read: 14 MB came where 4.5 are allowed."""
    net = Network(Allowance(in_all=20_000))
    async with serve(_flood) as port:
        idle = await net.connect("127.0.0.1", port)
        while (received(idle) or 0) < 20_000:
            await anyio.lowlevel.checkpoint()
        assert await _drink(net, port) is Failure.NOT_IN_TIME
        before = net.traffic.received
        await anyio.aclose_forcefully(idle)
    assert 20_000 <= before <= net.traffic.received <= _UNREAD, "what came is counted once"


async def test_a_flood_of_datagrams_ends_too() -> None:
    net = Network(Allowance(datagrams=5_000))
    async with serve_udp(lambda data: [data] * 5) as port:
        udp = await net.open_udp("127.0.0.1", port)
        await udp.send(bytes(1_000))
        assert [len(await udp.receive()) for _ in range(5)] == [1_000] * 5
        with pytest.raises(ProbeError) as caught:
            await udp.receive()
        await udp.aclose()
    assert classify(caught.value) is Failure.BAD_ANSWER


async def test_a_drip_of_single_bytes_ends_too() -> None:
    net = Network(Allowance(events=50))
    async with serve_udp(lambda data: [data] * 60) as port:
        udp = await net.open_udp("127.0.0.1", port)
        await udp.send(b"?")
        assert [await udp.receive() for _ in range(50)] == [b"?"] * 50
        with pytest.raises(ProbeError) as caught:
            await udp.receive()
        await udp.aclose()
    assert classify(caught.value) is Failure.BAD_ANSWER
    assert (net.traffic.received, net.traffic.events) == (50, 50)


async def test_many_events_of_many_connections_blame_nobody() -> None:
    net = Network(Allowance(connection=5_000_000, events=20, events_in_all=30))
    async with serve(_flood) as port:
        ends = [await _drink(net, port) for _ in range(3)]
    assert ends == [Failure.BAD_ANSWER, Failure.NOT_IN_TIME, Failure.NOT_IN_TIME]
    assert net.traffic.events == 30


async def test_no_byte_is_read_beyond_what_is_allowed() -> None:
    net, read = Network(Allowance(connection=100_001)), 0
    async with serve(_flood) as port:
        stream = await net.connect("127.0.0.1", port)
        with suppress(ProbeError):
            while True:
                read += len(await stream.receive())
        await anyio.aclose_forcefully(stream)
    assert read == 100_001


@pytest.mark.skipif(sys.platform != "linux", reason="Linux tells how much came")
async def test_what_came_and_was_not_read_is_counted_and_is_little() -> None:
    """A server can push no more than there is room for, and the room was small before it was connected to."""
    net, sent = Network(), 0

    async def push(stream: ByteStream) -> None:
        nonlocal sent
        while True:
            await stream.send(bytes(4_096))
            sent += 4_096

    async with serve(push) as port:
        stream = await net.connect("127.0.0.1", port)
        before = -1
        while sent > before:  # until nothing more fits anywhere
            before = sent
            await anyio.sleep(0.05)
        await anyio.aclose_forcefully(stream)
    assert 0 < net.traffic.received <= _UNREAD


@pytest.mark.skipif(sys.platform != "linux", reason="Linux tells what it dropped")
async def test_datagrams_for_which_there_was_no_room_are_counted() -> None:
    net = Network()
    async with serve_udp(lambda data: [bytes(1_000)] * 200) as port:
        udp = await net.open_udp("127.0.0.1", port)
        await udp.send(b"?")
        await udp.receive()
        await anyio.wait_all_tasks_blocked()
        await udp.aclose()
    assert net.traffic.received > 100_000


async def _drink_datagrams(net: Network, port: int) -> Failure | None:
    """Receive until it ends, and say how."""
    try:
        udp = await net.open_udp("127.0.0.1", port)
        try:
            await udp.send(b"?")
            while True:
                await udp.receive()
        finally:
            await udp.aclose()
    except ProbeError as error:
        return classify(error)


async def test_a_flood_of_datagrams_ends_all_of_them_and_blames_nobody() -> None:
    net = Network(Allowance(datagrams=5_000, datagrams_in_all=6_000))
    async with serve_udp(lambda data: [bytes(1_000)] * 6) as port:
        ends = [await _drink_datagrams(net, port) for _ in range(3)]
    assert ends == [Failure.BAD_ANSWER, Failure.NOT_IN_TIME, Failure.NOT_IN_TIME]


async def test_nobody_listens() -> None:
    with pytest.raises(OSError, match="failed") as caught:
        await Network().connect("127.0.0.1", free_port())
    assert classify(caught.value) is Failure.REFUSED


async def test_a_reset_is_told_from_a_close() -> None:
    async with serve(resets) as port:
        stream = await Network().connect("127.0.0.1", port)
        await stream.send(b"name")
        with pytest.raises(anyio.BrokenResourceError) as caught:
            await stream.receive()
        await anyio.aclose_forcefully(stream)
    assert classify(caught.value) is Failure.RESET


async def test_a_name_is_never_connected_to() -> None:
    with pytest.raises(ValueError, match="localhost"):
        await Network().connect("localhost", 443)


async def test_answers_are_cleaned(monkeypatch: pytest.MonkeyPatch) -> None:
    """Twice the same address, and the zone of a link-local one, are not addresses of a name."""
    rows = [(0, 0, 0, "", (address, 0)) for address in ("10.0.0.1", "10.0.0.1", "fe80::1%eth0")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_: rows)
    assert await Network().resolve("chat.test", socket.AF_INET) == ("10.0.0.1", "fe80::1")


async def test_a_missing_name(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(*_: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", missing)
    with pytest.raises(socket.gaierror) as caught:
        await Network().resolve("chat.test", socket.AF_INET)
    assert classify(caught.value) is Failure.NO_SUCH_NAME


async def test_a_hung_resolver_does_not_delay_anybody(monkeypatch: pytest.MonkeyPatch) -> None:
    answer = threading.Event()

    def hang(*_: object) -> list[object]:
        answer.wait(10)
        return []

    monkeypatch.setattr(socket, "getaddrinfo", hang)
    clock = LoopClock()
    began = clock.now()
    with anyio.move_on_after(0.05):
        await Network().resolve("chat.test", socket.AF_INET)
    answer.set()
    assert clock.now() - began < 1


@pytest.mark.parametrize("name", ["proxy..example.org", "x" * 70 + ".example.org"])
async def test_what_can_be_no_name_is_not_found(name: str) -> None:
    """Python refuses it with an error of its own, before the system is asked."""
    with pytest.raises(socket.gaierror) as caught:
        await Network().resolve(name, socket.AF_INET)
    assert classify(caught.value) is Failure.NO_SUCH_NAME


async def test_240_names_are_looked_up_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each holds a thread until the system answers."""
    begun, answered = list[object](), threading.Event()

    def look_up(*name: object) -> list[object]:
        begun.append(name)
        answered.wait(60)
        return []

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    net = Network()
    async with anyio.create_task_group() as group:
        for number in range(260):
            group.start_soon(net.resolve, f"{number}.test", socket.AF_INET)
        with anyio.move_on_after(10):
            while len(begun) < 240:  # noqa: ASYNC110 - threads add to it
                await anyio.sleep(0.01)
        await anyio.sleep(0.1)
        at_once = len(begun)
        answered.set()
    assert (at_once, len(begun)) == (240, 260)


class NotingNetwork(Network):
    """Notes its sockets."""

    def __init__(self) -> None:
        super().__init__()
        self.sockets: list[socket.socket] = []

    def _bind(self, raw: socket.socket) -> None:
        self.sockets.append(raw)


@pytest.mark.parametrize(("wire", "least", "most"), [("tcp", 22, 26), ("udp", 15, 17)])
async def test_the_system_holds_little_that_is_not_read_yet(wire: str, least: int, most: int) -> None:
    """Kilobytes; Linux takes twice what it is asked for."""
    net = NotingNetwork()
    async with serve(is_silent) as port:
        stream = await (net.connect if wire == "tcp" else net.open_udp)("127.0.0.1", port)
        held = net.sockets[0].getsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF)
        await stream.aclose()
    assert least * 1024 < held // (2 if sys.platform == "linux" else 1) < most * 1024
