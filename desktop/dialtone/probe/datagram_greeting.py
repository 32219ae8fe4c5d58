"""Greetings over UDP: one request, sent again until a datagram answers it. One row per wire."""

import math
from collections import deque
from collections.abc import Callable
from contextlib import nullcontext

import anyio

from dialtone.model.fact import Fact, Facts
from dialtone.model.vocabulary import Failure, Step, Wire
from dialtone.probe.attempt_context import AttemptContext
from dialtone.probe.clock import Clock
from dialtone.probe.failure import ProbeError
from dialtone.probe.net import UdpStream
from dialtone.probe.protocols.datagrams import (
    DatagramRequest,
    quic_request,
    reflector_request,
    stun_request,
    time_request,
)
from dialtone.probe.timeouts import IDLE_DATAGRAMS

DATAGRAMS: dict[Wire, tuple[Step, Callable[[], DatagramRequest]]] = {
    Wire.STUN: (Step.STUN, stun_request),
    Wire.TELEGRAM_REFLECTOR: (Step.REFLECTOR, reflector_request),
    Wire.NTP: (Step.NTP, time_request),  # UDP that filters against calls do not target
    Wire.QUIC: (Step.QUIC, quic_request),  # UDP on a port that most networks leave open
}
"""Wires that use datagrams: the step, and what makes its request."""


async def greet_by_datagram(attempt: AttemptContext) -> None:
    """Send a request until it is answered, at most as often as the limits allow. Raises `StepFailed`."""
    step, make_request = DATAGRAMS[attempt.endpoint.wire]
    # A neutral host that only helps to explain other failures is not waited for once the limit has become shorter.
    is_idle = step in IDLE_DATAGRAMS and not attempt.endpoint.messenger
    deadline = attempt.tools.timeouts.pending_connection("") if is_idle else nullcontext()
    with attempt.step(step) as facts:
        attempt.note_route(facts)
        socket = await attempt.tools.net.open_udp(attempt.target.address, attempt.target.port)
        try:
            with deadline:
                await _send_until_answered(attempt, socket, make_request(), facts)
        finally:
            await socket.aclose()


async def _send_until_answered(
    attempt: AttemptContext, socket: UdpStream, request: DatagramRequest, facts: Facts
) -> None:
    """Send a request up to the limit of datagrams, and return at the first answer to it. Raises `ProbeError`."""
    limits, timeouts = attempt.tools.limits.steps, attempt.tools.timeouts
    refusals = PortUnreachableTimer(attempt.tools.clock)
    # Spread over the limit, with one share left for the answer to the last one.
    wait = max(limits.datagram_wait, timeouts.limit / (limits.datagrams + 1))
    for number in range(1, limits.datagrams + 1):
        facts[Fact.SENT] = number
        refusals.start()
        await socket.send(request.content)
        with anyio.move_on_after(wait):
            await _receive_answer(socket, request, facts, refusals)
            return
    raise ProbeError(Failure.TIMEOUT)


async def _receive_answer(
    socket: UdpStream, request: DatagramRequest, facts: Facts, refusals: "PortUnreachableTimer"
) -> None:
    """Wait for a datagram that answers a request.

    Note each "port unreachable", but go on: another request may still be answered.
    """
    is_answered = False
    while not is_answered:
        try:
            is_answered = request.is_answer(await socket.receive())
        except ConnectionRefusedError:
            facts[Fact.REFUSED_AFTER] = round(refusals.stop(), 4)


class PortUnreachableTimer:
    """Measures how long an ICMP "port unreachable" takes to come, at most.

    The quickest one counts, because a busy computer reads some of them late. None says which request it refers to, so
    each is timed from the oldest request without one: nothing may seem nearer than it is.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._sent_at = deque[float]()
        """When each request was sent for which no "port unreachable" has come."""
        self._quickest = math.inf

    def start(self) -> None:
        """Note that a request is about to be sent."""
        self._sent_at.append(self._clock.now())

    def stop(self) -> float:
        """Note a "port unreachable"; return the seconds that the quickest one so far took, at most."""
        if self._sent_at:
            self._quickest = min(self._quickest, self._clock.now() - self._sent_at.popleft())
        return self._quickest
