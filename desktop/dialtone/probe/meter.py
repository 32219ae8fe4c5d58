"""Counts what crosses the connections of one check, and stops the one that brings too much."""

import msgspec
from anyio import TypedAttributeSet, typed_attribute
from anyio.abc import ByteStream

from dialtone.model.limits import Allowance
from dialtone.model.vocabulary import Failure
from dialtone.probe.failure import ProbeError


class Traffic(msgspec.Struct):
    """What crossed our sockets, of all connections together: payload of TCP and UDP, names' lookups not counted."""

    sent: int = 0
    """Bytes."""
    received: int = 0
    """Bytes."""
    events: int = 0
    """Pieces that came, and messages that were read from them: see `Allowance.events`."""


class Meter:
    """Counts what crosses one connection, and stops the one that brings too much."""

    def __init__(self, traffic: Traffic, allowance: Allowance) -> None:
        self._traffic = traffic
        self._allowance = allowance
        self._received = 0
        self._events = 0

    def ask(self) -> int:
        """Return how many bytes may be received. Raises `ProbeError` where none may."""
        allowance, traffic = self._allowance, self._traffic
        if traffic.received >= allowance.in_all or traffic.events >= allowance.events_in_all:
            raise ProbeError(Failure.NOT_IN_TIME)  # perhaps another host's flood: it says nothing about this server
        if self._received >= allowance.connection or self._events >= allowance.events:
            raise ProbeError(Failure.BAD_ANSWER)
        return min(allowance.connection - self._received, allowance.in_all - traffic.received)

    def note_received(self, data: bytes) -> None:
        """Count a piece."""
        self._count()
        self._received += len(data)
        self._traffic.received += len(data)

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
