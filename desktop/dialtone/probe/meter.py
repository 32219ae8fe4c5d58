"""Counts what crosses the connections of one check, and stops the one that brings too much."""

import msgspec
from anyio import TypedAttributeSet, typed_attribute
from anyio.abc import ByteStream

from dialtone.model.limits import Allowance
from dialtone.model.vocabulary import Failure
from dialtone.probe.failure import ProbeError


class Traffic(msgspec.Struct):
    """What crossed our sockets, of all connections together: payload of TCP and UDP, names' lookups not counted.

    What came is counted, read or not, as far as the system tells.
    """

    sent: int = 0
    """Bytes."""
    received: int = 0
    """Bytes."""
    datagrams: int = 0
    """Bytes of those received that came as datagrams."""
    events: int = 0
    """Pieces that came, and messages that were read from them: see `Allowance.events`."""


class Meter:
    """Counts what crosses one connection, and stops the one that brings too much."""

    def __init__(self, traffic: Traffic, allowance: Allowance, *, of_datagrams: bool = False) -> None:
        self._traffic = traffic
        self._allowance = allowance
        self._of_datagrams = of_datagrams
        self._most = allowance.datagrams if of_datagrams else allowance.connection
        self._received = 0
        self._read = self._arrived = 0
        self._events = 0

    def ask(self) -> int:
        """Return how many bytes may be received. Raises `ProbeError` where none may."""
        allowance, traffic = self._allowance, self._traffic
        flooded = self._of_datagrams and traffic.datagrams >= allowance.datagrams_in_all
        if flooded or traffic.received >= allowance.in_all or traffic.events >= allowance.events_in_all:
            raise ProbeError(Failure.NOT_IN_TIME)  # perhaps another host's flood: it says nothing about this server
        if self._received >= self._most or self._events >= allowance.events:
            raise ProbeError(Failure.BAD_ANSWER)
        return min(self._most - self._received, allowance.in_all - traffic.received)

    def note_received(self, data: bytes) -> None:
        """Count a piece; what was counted when it arrived is not counted again."""
        self._count()
        self._read += len(data)
        self._have(self._read)

    def note_arrived(self, size: int) -> None:
        """Count what came of a stream, read or not: `size` bytes from its beginning, its end being one of them."""
        self._have(size - 1)

    def _have(self, size: int) -> None:
        """Count what is here of a stream, as far as it is more than was here before."""
        if size > self._arrived:
            self._add(size - self._arrived)
            self._arrived = size

    def note_dropped(self, datagrams: int) -> None:
        """Count datagrams that came and were dropped: each as large as those that were read, of which none is known."""
        if datagrams and self._events:
            self._add(datagrams * self._received // self._events)

    def _add(self, size: int) -> None:
        self._received += size
        self._traffic.received += size
        self._traffic.datagrams += size if self._of_datagrams else 0

    def note_sent(self, data: bytes) -> None:
        """Count what was sent."""
        self._traffic.sent += len(data)

    def note_message(self) -> None:
        """Count a message of a protocol, before it is read. Raises `ProbeError` where there were too many."""
        self.ask()
        self._count()

    def _count(self) -> None:
        self._events += 1
        self._traffic.events += 1


class MeterAttribute(TypedAttributeSet):
    """What a counted stream can tell, also through the streams around it."""

    meter: Meter = typed_attribute()


def meter_of(stream: ByteStream) -> Meter:
    """Return the meter of a connection; one of its own for a stream that nobody counts."""
    return stream.extra(MeterAttribute.meter, None) or Meter(Traffic(), Allowance())
