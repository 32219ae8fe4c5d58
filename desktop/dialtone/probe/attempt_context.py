"""What the steps of one attempt share, and how long each of them may take."""

import asyncio
import math
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from ipaddress import ip_address
from typing import TypeVar

import anyio
from anyio.abc import ByteStream, SocketAttribute

from dialtone.model.catalogue import Endpoint
from dialtone.model.fact import Fact, Facts
from dialtone.model.frozen import Frozen, replace
from dialtone.model.host import is_public_address
from dialtone.model.vocabulary import Step, Variant, Via
from dialtone.probe.context import ProbeContext
from dialtone.probe.journal import AttemptWriter
from dialtone.probe.next_hop import SOMEWHERE
from dialtone.probe.target import Target
from dialtone.probe.tcp_info import is_acked, is_held_here, round_trip, times_resent

T = TypeVar("T")
Use = Callable[["AttemptContext", ByteStream], Awaitable[T]]
"""Uses a connection for an attempt that has it."""
_SMALL_EXCHANGES = (Step.HTTP, Step.STUN, Step.NTP, Step.QUIC)  # steps with one or two packets each way
_APP_HANDSHAKES = (Step.TLS, Step.WEBSOCKET, Step.HTTP, Step.NOISE, Step.MTPROTO)
"""Steps in which a server answers the app's first messages."""
_SENT_AS_APPS_DO = (
    Variant.APP,
    Variant.AGAIN,
    Variant.KEPT,
    Variant.APP_HELLO,
    Variant.PHONE_HELLO,
    Variant.UPLOAD,
    Variant.IN_PIECES,
)
"""Attempts that send what apps send. Contrasts are compared with each other, so all have the same timeout."""


@contextmanager
def time_limit(
    arrived: Callable[[], bool], limit: Callable[[], float], longest: float, revised_after: float = math.inf
) -> Iterator[None]:
    """Run the body for `limit` seconds, or for `longest` if all that was sent has arrived by then, as apps do.

    `limit` is called at once, and again after `revised_after` seconds, because more may be known about the line by
    then. Raises `TimeoutError`.
    """
    began, loop = anyio.current_time(), asyncio.get_running_loop()
    timer: asyncio.TimerHandle
    with anyio.fail_after(max(limit(), longest)) as scope:

        def end_if_due() -> None:
            """End the step if its time is up, unless all that was sent has arrived; else look again when it is."""
            nonlocal timer
            if (remaining := began + limit() - anyio.current_time()) > 0:
                timer = loop.call_later(remaining, end_if_due)
            elif not arrived():
                scope.deadline = anyio.current_time()

        timer = loop.call_later(min(revised_after, limit()), end_if_due)
        try:
            yield
        finally:
            timer.cancel()


class AttemptContext(Frozen):
    """An attempt at one target of an endpoint, in the variant of its `record`."""

    tools: ProbeContext
    record: AttemptWriter
    endpoint: Endpoint
    target: Target
    tcp_stream: ByteStream | None = None
    """The TCP connection, once established."""
    round_trip: float = 0.0
    """Seconds, once the connection is established."""

    @classmethod
    def begin(cls, tools: ProbeContext, endpoint: Endpoint, target: Target, variant: Variant) -> "AttemptContext":
        """Begin an attempt and register it in the journal."""
        record = tools.journal.open_attempt(endpoint.messenger, endpoint.id, variant, tools.row)
        return cls(tools, record, endpoint, target)

    def with_connection(self, tcp_stream: ByteStream) -> "AttemptContext":
        """Return the attempt with its connection and its round trip: the usual one if the system reports none."""
        return replace(self, tcp_stream=tcp_stream, round_trip=round_trip(tcp_stream) or self.tools.timeouts.round_trip)

    @contextmanager
    def step(self, step: Step, factor: float = 1.0) -> Iterator[Facts]:
        """Run one step within `factor` times the current limit of a step. Raises `StepFailed`.

        On a timeout the facts say whether what we sent arrived. A connection that was slow before gets more time: if it
        is throttled to 24 kbit/s, a handshake takes a second and a half. An app handshake that was acknowledged gets
        more time as well. Any other step on a connection gets no longer than one that begins now, once enough is known
        about the line.
        """
        tools, timeouts, limits = self.tools, self.tools.timeouts, self.tools.limits.steps
        began = tools.clock.now()
        lag = tools.lag.start_measuring()
        is_crowded = tools.pace.is_crowded
        first_limit = limits.longest if is_crowded else timeouts.limit_of(step)
        may_revise = self.tcp_stream is not None and not is_crowded

        def apply_factor(limit: float) -> float:
            return max(limit * factor, timeouts.limit_after_slow_step(self.record.slowest))

        def current_limit() -> float:
            return apply_factor(timeouts.revise_limit(first_limit) if may_revise else first_limit)

        seconds = apply_factor(first_limit)
        longest = max(seconds, limits.acknowledged) if self._is_app_handshake(step) else seconds
        within_limit = time_limit(self._has_arrived, current_limit, longest, limits.shortest * factor)
        with self.record.step(step, str(self.target)) as facts, within_limit:
            try:
                yield facts
                self._learn_pace(step, facts, tools.clock.now() - began - lag())
            except anyio.get_cancelled_exc_class():
                self._note_delivery(facts)
                if tools.clock.now() - began >= longest > seconds:
                    timeouts.unanswered.add(self.endpoint.id)
                raise
            finally:
                if resent := times_resent(self.tcp_stream):
                    facts[Fact.RESENT] = resent

    def _note_delivery(self, facts: Facts) -> None:
        """Note whether what we sent arrived, which tells a silent server from a filter that drops packets."""
        if is_held_here(self.tcp_stream):
            if self._has_its_route():
                facts[Fact.HELD_HERE] = True
        elif (delivered := is_acked(self.tcp_stream)) is not None:
            facts[Fact.DELIVERED] = delivered

    def note_route(self, facts: Facts) -> None:
        """Note in the first step how the address was learnt, and what led to it instead of the usual route."""
        facts[Fact.FROM] = self.target.origin.value
        if (via := self._find_via()) is not None:
            facts[Fact.VIA] = via.value

    def _find_via(self) -> Via | None:
        """Return what leads to the address; None if it is the route by which the rest of the internet is reached."""
        net, computer, address = self.tools.net, self.tools.computer, self.target.address
        source = net.find_source(address)
        if source == address:
            return Via.THIS_COMPUTER
        if source in computer.tunnel_addresses:
            return Via.TUNNEL
        usual_hop = net.next_hop(SOMEWHERE[":" in address]) if not computer.tunnels else ""
        is_elsewhere = usual_hop and net.next_hop(address) != usual_hop
        return Via.OWN_ROUTE if is_elsewhere and is_public_address(ip_address(address)) else None

    def _is_app_handshake(self, step: Step) -> bool:
        """Return whether a step is a first exchange with a messenger's server; a kept connection has had it already."""
        if self.record.unrecorded:
            return False
        return bool(self.endpoint.messenger) and step in _APP_HANDSHAKES and self.record.variant in _SENT_AS_APPS_DO

    def _has_its_route(self) -> bool:
        """Return whether the connection could still be made from the same address: a lost route holds packets too."""
        own = self.tcp_stream.extra(SocketAttribute.local_address, None) if self.tcp_stream is not None else None
        return own is not None and self.tools.net.find_source(self.target.address) == own[0]

    def _has_arrived(self) -> bool:
        """Return whether all that was sent was acknowledged by the far end, rather than by a device nearby."""
        if self.endpoint.id in self.tools.timeouts.unanswered:
            return False  # a service that hangs is waited for only once
        nearby = self.round_trip < self.tools.limits.steps.accepted_nearby * self.tools.timeouts.quickest_handshake
        return not nearby and is_acked(self.tcp_stream) is True

    def _learn_pace(self, step: Step, facts: Facts, seconds: float) -> None:
        """Learn how quick the line is from a step that succeeded in some seconds; note the rate of a narrow one."""
        pace = self.tools.pace
        neutral = not self.endpoint.messenger
        waited = False
        if step is Step.TLS and self.tcp_stream is not None:
            waited = pace.learn_handshake(seconds, self.round_trip, neutral=neutral)
            pace.admit(self.tools.clock.now())
        if neutral and step in _SMALL_EXCHANGES:
            pace.learn_exchange(seconds)
        if pace.is_narrow and (step is Step.FLOW or (neutral and waited)):
            facts[Fact.LINE_RATE] = round(pace.rate)

    async def use_connection(self, connect: Callable[["AttemptContext"], Awaitable[ByteStream]], use: Use[T]) -> T:
        """Connect and use the connection, then close it unless it is kept. Return what `use` returns."""
        stream = await connect(self)
        try:
            return await use(self.with_connection(stream), stream)
        finally:
            if not self.tools.kept.holds(stream):
                await anyio.aclose_forcefully(stream)
