"""Counts the traffic of one check's connections, and stops a connection that brings too much."""

import msgspec
from anyio import TypedAttributeSet, typed_attribute
from anyio.abc import ByteStream

from dialtone.model.limits import Allowance
from dialtone.model.vocabulary import Failure
from dialtone.probe.failure import ProbeError


class Traffic(msgspec.Struct):
    """Payload of all our sockets, read or not as far as the system reports it, without the system's name lookups."""

    sent: int = 0
    """Bytes."""
    received: int = 0
    """Bytes."""
    datagrams: int = 0
    """Bytes of `received` that came as datagrams."""
    events: int = 0
    """Pieces received, and messages decoded from them: see `Allowance.events`."""


class Meter:
    """Counts the traffic of one connection, and stops it if it brings too much."""

    def __init__(self, traffic: Traffic, allowance: Allowance, *, of_datagrams: bool = False) -> None:
        self._traffic, self._allowance, self._of_datagrams = traffic, allowance, of_datagrams
        self._most = allowance.datagrams if of_datagrams else allowance.connection
        self._received = self._read = self._events = 0

    def check_allowance(self) -> int:
        """Return how many bytes may still be received. Raises `ProbeError` if none may."""
        allowance, traffic = self._allowance, self._traffic
        flooded = self._of_datagrams and traffic.datagrams >= allowance.datagrams_in_all
        if flooded or traffic.received >= allowance.in_all or traffic.events >= allowance.events_in_all:
            raise ProbeError(Failure.NOT_IN_TIME)  # another host may have flooded us: it says nothing about this server
        if self._received >= self._most or self._events >= allowance.events:
            raise ProbeError(Failure.BAD_ANSWER)
        return min(self._most - self._received, allowance.in_all - traffic.received)

    def note_received(self, data: bytes) -> None:
        """Count a piece that was read; bytes counted on arrival are not counted again."""
        self._count()
        self._read += len(data)
        self._count_up_to(self._read)

    def note_arrived(self, size: int) -> None:
        """Count what arrived on a stream, read or not: `size` bytes from its start, which may include the FIN."""
        self._count_up_to(size - 1)

    def _count_up_to(self, size: int) -> None:
        """Count what is new of the `size` bytes that have arrived on a stream."""
        if size > self._received:
            self._add(size - self._received)

    def note_dropped(self, datagrams: int) -> None:
        """Count dropped datagrams, whose size is unknown, at the average size of those that were read."""
        if datagrams and self._events:
            self._add(datagrams * self._received // self._events)

    def _add(self, size: int) -> None:
        self._received += size
        self._traffic.received += size
        self._traffic.datagrams += size if self._of_datagrams else 0

    def note_sent(self, data: bytes) -> None:
        """Count sent data."""
        self._traffic.sent += len(data)

    def note_message(self) -> None:
        """Count a protocol message before it is read. Raises `ProbeError` if there were too many."""
        self.check_allowance()
        self._count()

    def _count(self) -> None:
        self._events += 1
        self._traffic.events += 1


class MeterAttribute(TypedAttributeSet):
    """The attribute by which a counted stream, or a stream wrapped around it, reveals its meter."""

    meter: Meter = typed_attribute()


def meter_of(stream: ByteStream) -> Meter:
    """Return the meter of a connection; a new one for a stream that is not counted."""
    return stream.extra(MeterAttribute.meter, None) or Meter(Traffic(), Allowance())
