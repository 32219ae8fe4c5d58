"""What the system says of what was sent: real on this computer, and as other systems would say it."""

import socket
import struct
import sys

import anyio
import pytest
from anyio.abc import ByteStream
from anyio.streams.stapled import StapledObjectStream

from dialtone.model.fact import Fact, FactValue
from dialtone.model.vocabulary import Failure, Step, Wire
from dialtone.probe import attempt_context, tcp_info
from dialtone.probe.attempt import attempt
from dialtone.probe.net import Network
from dialtone.probe.target import Origin, Target
from dialtone.probe.tcp_info import is_acked, is_held_here, received, round_trip, since_received, times_resent
from probe.certificates import HOST
from probe.conftest import ProbeRun
from probe.loopback import is_silent, says, serve

pytestmark = pytest.mark.anyio


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
    async with serve(is_silent) as run.net.routes["10.0.0.1", 443]:
        await attempt(run.tools, run.endpoint(Wire.TLS), Target("10.0.0.1", 443, Origin.SYSTEM, HOST))
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
    async with serve(is_silent) as run.net.routes["10.0.0.1", 443]:
        await attempt(run.tools, run.endpoint(Wire.TLS), Target("10.0.0.1", 443, Origin.SYSTEM, HOST))
    (hello,) = run.seen(Step.TLS)
    assert (hello.failure, Fact.DELIVERED in hello.facts) == (failure, False)


async def test_a_connection_without_a_socket_tells_nothing() -> None:
    send, receive = anyio.create_memory_object_stream[bytes]()
    with send, receive:
        assert is_acked(StapledObjectStream(send, receive)) is None  # type: ignore[arg-type]


@pytest.mark.parametrize(("system", "offset"), [("linux", 24), ("darwin", 32)])
@pytest.mark.parametrize(("count", "said"), [(0, True), (3, False)])
def test_where_systems_keep_the_number(
    monkeypatch: pytest.MonkeyPatch, system: str, offset: int, count: int, said: bool
) -> None:
    monkeypatch.setattr(sys, "platform", system)
    answer = b"\xff" * offset + struct.pack("I", count) + b"\xff" * 40
    assert is_acked(_told(answer)) is said


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


@pytest.mark.parametrize(("count", "said"), [(0, True), (517, False)])
def test_where_windows_keeps_it(monkeypatch: pytest.MonkeyPatch, count: int, said: bool) -> None:
    """The answer is made up: it has not been seen on Windows itself."""
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(
        tcp_info, "_windows_tcp_info", lambda _: struct.pack("=II Q B3x III", 4, 1460, 9, 1, 40, 40, count)
    )
    assert is_acked(_told(b"")) is said


@pytest.mark.parametrize("answer", [b"", b"short", OSError(92, "Protocol not available")])
def test_a_system_that_does_not_tell(monkeypatch: pytest.MonkeyPatch, answer: bytes | OSError) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    assert is_acked(_told(answer)) is None


def test_an_unknown_system(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "plan9")
    assert is_acked(_told(b"")) is None
    assert socket.IPPROTO_TCP == 6


@here
async def test_here_nothing_has_to_be_sent_again() -> None:
    async with serve(is_silent) as port:
        stream = await Network().connect("127.0.0.1", port)
        assert times_resent(stream) == 0
        await stream.aclose()


@pytest.mark.parametrize(("system", "offset", "kind"), [("linux", 100, "I"), ("darwin", 104, "Q")])
def test_where_systems_count_what_was_sent_again(
    monkeypatch: pytest.MonkeyPatch, system: str, offset: int, kind: str
) -> None:
    monkeypatch.setattr(sys, "platform", system)
    assert times_resent(_told(b"\xff" * offset + struct.pack(kind, 3) + b"\xff" * 40)) == 3
    assert times_resent(_told(b"short")) is None


def test_where_windows_counts_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """`FastRetrans`, `DupAcksIn`, `TimeoutEpisodes`, `SynRetrans`. The answer is made up."""
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(tcp_info, "_windows_tcp_info", lambda _: bytes(72) + struct.pack("=IIIB", 1, 99, 2, 3))
    assert times_resent(_told(b"")) == 6
    monkeypatch.setattr(sys, "platform", "plan9")
    assert times_resent(_told(b"")) is None


@here
async def test_the_system_measures_the_round_trip() -> None:
    async with serve(is_silent) as port:
        stream = await Network().connect("127.0.0.1", port)
        measured = round_trip(stream)
        assert measured is None or 0 < measured < 0.5
        await stream.aclose()


@pytest.mark.parametrize(("system", "offset", "value"), [("linux", 68, 41_500), ("darwin", 44, 42)])
def test_where_systems_keep_the_round_trip(
    monkeypatch: pytest.MonkeyPatch, system: str, offset: int, value: int
) -> None:
    monkeypatch.setattr(sys, "platform", system)
    said = round_trip(_told(b"\xff" * offset + struct.pack("I", value) + b"\xff" * 40))
    assert said == pytest.approx(0.042, abs=0.001)
    assert round_trip(_told(b"\xff" * offset + struct.pack("I", 0))) is None
    assert round_trip(_told(b"short")) is None


def test_where_windows_keeps_the_round_trip(monkeypatch: pytest.MonkeyPatch) -> None:
    """The answer is made up."""
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(tcp_info, "_windows_tcp_info", lambda _: struct.pack("=II Q B3x I", 4, 1460, 9, 1, 42_000))
    assert round_trip(_told(b"")) == pytest.approx(0.042)
    monkeypatch.setattr(sys, "platform", "plan9")
    assert round_trip(_told(b"")) is None


@here
async def test_what_came_is_counted_whether_it_was_read_or_not() -> None:
    async with serve(says(b"four" * 500, then_wait=True)) as port:
        stream = await Network().connect("127.0.0.1", port)
        await stream.send(b"?")
        while received(stream) != 2_000:
            await anyio.lowlevel.checkpoint()
        await stream.receive()
        assert received(stream) == 2_000
        await stream.aclose()


@pytest.mark.parametrize(("system", "offset"), [("linux", 128), ("darwin", 88)])
def test_where_systems_count_what_came(monkeypatch: pytest.MonkeyPatch, system: str, offset: int) -> None:
    monkeypatch.setattr(sys, "platform", system)
    assert received(_told(b"\xff" * offset + struct.pack("Q", 5_000_000_000) + b"\xff" * 40)) == 5_000_000_000
    assert received(_told(b"short")) is None
    assert received(_told(OSError(92, "Protocol not available"))) is None


def test_where_windows_counts_what_came(monkeypatch: pytest.MonkeyPatch) -> None:
    """`BytesIn`, after `BytesOut`. The answer is made up."""
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(tcp_info, "_windows_tcp_info", lambda _: bytes(48) + struct.pack("=QQ", 7, 2_000))
    assert received(_told(b"")) == 2_000
    monkeypatch.setattr(sys, "platform", "plan9")
    assert received(_told(b"")) is None


async def test_of_a_connection_without_a_socket_nothing_is_counted() -> None:
    send, receive = anyio.create_memory_object_stream[bytes]()
    with send, receive:
        assert received(StapledObjectStream(send, receive)) is None  # type: ignore[arg-type]


@pytest.mark.skipif(sys.platform != "linux", reason="no other system tells")
async def test_the_system_knows_since_when_nothing_came() -> None:
    async with serve(is_silent) as port:
        stream = await Network().connect("127.0.0.1", port)
        while not since_received(stream):
            await anyio.lowlevel.checkpoint()
        await stream.aclose()


def test_only_linux_says_since_when_nothing_came(monkeypatch: pytest.MonkeyPatch) -> None:
    answer = b"\xff" * 52 + struct.pack("I", 2_500) + b"\xff" * 40
    monkeypatch.setattr(sys, "platform", "linux")
    assert since_received(_told(answer)) == pytest.approx(2.5)
    assert since_received(_told(b"short")) is None
    monkeypatch.setattr(sys, "platform", "darwin")
    assert since_received(_told(answer)) is None
