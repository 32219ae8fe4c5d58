"""What the system says of what was sent: real on this computer, and as other systems would say it."""

import struct
import sys
from collections.abc import Callable

import anyio
import pytest
from anyio.abc import ByteStream
from anyio.streams.stapled import StapledObjectStream

from dialtone.model.fact import Fact, FactValue
from dialtone.model.vocabulary import Failure, Step, Wire
from dialtone.probe import attempt_context, tcp_info
from dialtone.probe.net import Network
from dialtone.probe.tcp_info import (
    count_segments_from_outside,
    is_acked,
    is_held_here,
    received,
    round_trip,
    since_received,
    times_resent,
)
from named_rows import named_rows
from probe.conftest import ProbeRun
from probe.loopback import is_silent, says, serve

here = pytest.mark.skipif(sys.platform not in ("linux", "darwin", "win32"), reason="no system that tells")


class _Told:
    """A connection of which the system says something made up."""

    def __init__(self, answer: bytes | OSError) -> None:
        self._answer = answer

    def extra(self, *_: object) -> "_Told":
        return self

    def fileno(self) -> int:
        return 7

    def getsockopt(self, *_: int) -> bytes:
        if isinstance(self._answer, OSError):
            raise self._answer
        return self._answer


def _told(answer: bytes | OSError) -> ByteStream:
    return _Told(answer)  # type: ignore[return-value]


@here
async def test_a_server_that_says_nothing_confirms_what_it_was_sent() -> None:
    async with serve(is_silent) as port:
        stream = await Network().connect("127.0.0.1", port)
        await stream.send(b"hello")
        while is_acked(stream) is not True:
            await anyio.lowlevel.checkpoint()
        await stream.aclose()


@here
@pytest.mark.usefixtures("brisk")
async def test_silence_is_recorded_with_it(run: ProbeRun) -> None:
    await run.meet(is_silent, run.endpoint(Wire.TLS))
    (hello,) = run.seen(Step.TLS)
    told: FactValue = hello.facts[Fact.DELIVERED]
    assert (hello.failure, told) == (Failure.TIMEOUT, True)


@here
@pytest.mark.usefixtures("brisk")
@pytest.mark.parametrize(("source", "failure"), [("127.0.0.1", Failure.DENIED), ("", Failure.TIMEOUT)])
async def test_what_a_lost_route_holds_back_is_not_denied_here(
    run: ProbeRun, monkeypatch: pytest.MonkeyPatch, source: str, failure: Failure
) -> None:
    """The system keeps what it cannot send: without a route as well as where a program here drops it."""
    monkeypatch.setattr(attempt_context, "is_held_here", lambda _: True)
    run.net.sources["10.0.0.1"] = source
    await run.meet(is_silent, run.endpoint(Wire.TLS))
    (hello,) = run.seen(Step.TLS)
    assert (hello.failure, Fact.DELIVERED in hello.facts) == (failure, False)


async def test_a_connection_without_a_socket_tells_nothing() -> None:
    send, receive = anyio.create_memory_object_stream[bytes]()
    with send, receive:
        stapled = StapledObjectStream(send, receive)
        assert [tell(stapled) for tell in (is_acked, received, times_resent)] == [None] * 3  # type: ignore[arg-type]


_AT = "=%dx%s40x"
_WINDOWS_HEAD = (4, 1460, 9, 1)
"""State, `Mss`, `ConnectionTimeMs` and whether timestamps are used: 20 bytes. The answers are made up."""


@named_rows(
    ("tell", "system", "answer", "value"),
    {
        "acked on Linux": (is_acked, "linux", struct.pack(_AT % (24, "I"), 0), True),
        "in flight on Linux": (is_acked, "linux", struct.pack(_AT % (24, "I"), 3), False),
        "acked on macOS": (is_acked, "darwin", struct.pack(_AT % (32, "I"), 0), True),
        "in flight on macOS": (is_acked, "darwin", struct.pack(_AT % (32, "I"), 3), False),
        "acked on Windows": (is_acked, "win32", struct.pack("=II Q B3x III", *_WINDOWS_HEAD, 40, 40, 0), True),
        "in flight on Windows": (is_acked, "win32", struct.pack("=II Q B3x III", *_WINDOWS_HEAD, 40, 40, 517), False),
        "resent on Linux": (times_resent, "linux", struct.pack(_AT % (100, "I"), 3), 3),
        "resent on macOS": (times_resent, "darwin", struct.pack(_AT % (104, "Q"), 3), 3),
        # `FastRetrans`, `DupAcksIn`, `TimeoutEpisodes`, `SynRetrans`
        "resent on Windows": (times_resent, "win32", bytes(72) + struct.pack("=IIIB", 1, 99, 2, 3), 6),
        "round trip on Linux": (round_trip, "linux", struct.pack(_AT % (68, "I"), 42_000), 0.042),
        "round trip on macOS": (round_trip, "darwin", struct.pack(_AT % (44, "I"), 42), 0.042),
        "round trip on Windows": (round_trip, "win32", struct.pack("=II Q B3x I", *_WINDOWS_HEAD, 42_000), 0.042),
        "no round trip": (round_trip, "linux", struct.pack(_AT % (68, "I"), 0), None),
        "received on Linux": (received, "linux", struct.pack(_AT % (128, "Q"), 5_000_000_000), 5_000_000_000),
        "received on macOS": (received, "darwin", struct.pack(_AT % (88, "Q"), 5_000_000_000), 5_000_000_000),
        "received on Windows": (received, "win32", bytes(48) + struct.pack("=QQ", 7, 2_000), 2_000),  # after `BytesOut`
        "since on Linux": (since_received, "linux", struct.pack(_AT % (52, "I"), 2_500), 2.5),
        "since on macOS": (since_received, "darwin", struct.pack(_AT % (52, "I"), 2_500), None),
    },
)
def test_where_systems_keep_it(
    monkeypatch: pytest.MonkeyPatch, tell: Callable[[ByteStream], object], system: str, answer: bytes, value: object
) -> None:
    monkeypatch.setattr(sys, "platform", system)
    monkeypatch.setattr(tcp_info, "_windows_tcp_info", lambda _: answer)
    assert tell(_told(answer)) == value
    if system != "win32":
        for other in (b"", b"short", OSError(92, "Protocol not available")):
            assert tell(_told(other)) is None
    monkeypatch.setattr(sys, "platform", "plan9")
    assert tell(_told(answer)) is None


@pytest.mark.parametrize(
    ("in_flight", "unsent", "window", "held"),
    [(0, 517, 65535, True), (0, 0, 65535, False), (1, 517, 65535, False), (0, 517, 0, False)],
    ids=["swallowed here", "all acknowledged", "on its way", "the peer takes nothing"],
)
def test_what_never_left_this_computer_is_held_here(
    monkeypatch: pytest.MonkeyPatch, in_flight: int, unsent: int, window: int, held: bool
) -> None:
    """As Linux told it where nftables dropped the packets of a connection on their way out (6.18)."""
    monkeypatch.setattr(sys, "platform", "linux")
    told = bytearray(232)
    for offset, value in ((24, in_flight), (144, unsent), (228, window)):
        struct.pack_into("I", told, offset, value)
    assert is_held_here(_told(bytes(told))) is held
    assert is_acked(_told(bytes(told))) is (in_flight == unsent == 0)
    assert not is_held_here(_told(bytes(told[:140])))


@here
async def test_a_new_connection_resent_nothing_and_has_a_round_trip() -> None:
    async with serve(is_silent) as port:
        stream = await Network().connect("127.0.0.1", port)
        assert times_resent(stream) == 0
        measured = round_trip(stream)
        assert measured is None or 0 < measured < 0.5
        await stream.aclose()


@here
async def test_what_came_is_counted_whether_it_was_read_or_not() -> None:
    async with serve(says(b"four" * 500, then_wait=True)) as port:
        stream = await Network().connect("127.0.0.1", port)
        await stream.send(b"?")
        while received(stream) != 2_000:
            await anyio.lowlevel.checkpoint()
        await stream.receive()
        assert received(stream) == 2_000
        while sys.platform == "linux" and not since_received(stream):
            await anyio.lowlevel.checkpoint()
        await stream.aclose()


_PROTOCOLS = """Ip: Forwarding DefaultTTL InReceives
Ip: 2 64 900
Tcp: RtoAlgorithm RtoMin RtoMax MaxConn ActiveOpens PassiveOpens AttemptFails EstabResets CurrEstab InSegs OutSegs
Tcp: 1 200 120000 -1 40 3 1 2 5 700 650
"""
_INTERFACES = """Inter-|   Receive                                                |  Transmit
 face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop
    lo:   90000     200    0    0    0     0          0         0    90000     200    0    0
  eth0:  990000    1500    0    0    0     0          0         0   120000     900    0    0
"""


def test_segments_of_this_computers_own_programs_are_taken_off() -> None:
    assert count_segments_from_outside(_PROTOCOLS, _INTERFACES) == 500
    assert count_segments_from_outside(_PROTOCOLS, "") == 700


def test_another_system_tells_nothing() -> None:
    with pytest.raises(ValueError, match="unpack"):
        count_segments_from_outside("", "")
