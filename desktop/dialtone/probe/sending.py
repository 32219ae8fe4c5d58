"""Sending on an open connection: how much arrives, and how fast.

Some filters hold back uploads, or count packets regardless of content. The server's response does not matter: many
refuse a body early. Its ACKs show how much arrived; if this computer does not report those, any answer does.
"""

import secrets
from itertools import pairwise

import anyio
from anyio.abc import ByteStream

from dialtone.model.fact import Fact, Facts
from dialtone.model.limits import SendingLimits
from dialtone.model.vocabulary import SECURED, Failure, Step, Wire
from dialtone.probe.attempt_context import AttemptContext
from dialtone.probe.failure import ProbeError, stalled_after
from dialtone.probe.greeting import exchange_mtproto, exchange_noise, secure_named
from dialtone.probe.protocols import mtproto
from dialtone.probe.protocols.tls import SOCKET
from dialtone.probe.tcp_info import round_trip, unacked

_INTERVAL = 0.005  # seconds between two checks of what has arrived

TAKES_PIECES = SECURED | {Wire.MTPROTO, Wire.WHATSAPP_NOISE}
"""Wires on which a message can be sent in pieces after the greeting was answered."""


async def send_first_body(attempt: AttemptContext, stream: ByteStream) -> None:
    """Send a body in many pieces: few bytes, but more packets than some filters let through."""
    limits = attempt.tools.limits.sending
    await _send_body(attempt, stream, limits.first_bytes, limits.first_pieces)


async def send_large_body(attempt: AttemptContext, stream: ByteStream) -> None:
    """Send a body in one piece, larger than some filters let through, and long enough to be timed."""
    await _send_body(attempt, stream, attempt.tools.limits.sending.large_bytes, 1)


async def send_in_pieces(attempt: AttemptContext, stream: ByteStream) -> None:
    """Send one small message in many pieces, each in its own packet. The greeting before it is not split."""
    limits = attempt.tools.limits.sending
    if attempt.endpoint.wire is Wire.MTPROTO:
        codec = mtproto.make_codec(attempt.target.transport, attempt.endpoint.data_centre)
        await exchange_mtproto(attempt, codec, stream)
        message = codec.encode(mtproto.new_greeting(attempt.tools.clock.today().timestamp()).message)
    elif attempt.endpoint.wire is Wire.WHATSAPP_NOISE:
        await exchange_noise(attempt, stream)
        # The beginning of a frame that is never completed: what an app would send next needs an account.
        message = bytes(2) + b"\xff" + secrets.token_bytes(2 * limits.pieces)
    else:
        stream, message = await _secure(attempt, stream), _make_request(attempt, "HEAD", b"")
    await _send(attempt, stream, message, limits.pieces, limits.longest_pause)


async def _send_body(attempt: AttemptContext, stream: ByteStream, size: int, pieces: int) -> None:
    tls = await _secure(attempt, stream)
    request = _make_request(attempt, "POST", secrets.token_bytes(size))
    await _send(attempt, tls, request, pieces, attempt.tools.limits.sending.short_pause)


async def _secure(attempt: AttemptContext, stream: ByteStream) -> ByteStream:
    context = attempt.tools.contexts.verified(attempt.endpoint.trust, SOCKET)
    with attempt.step(Step.TLS) as facts:
        return await secure_named(attempt, stream, context, facts)


def _make_request(attempt: AttemptContext, method: str, body: bytes) -> bytes:
    """Return a request as HTTP/1.1: the response is not awaited, so no library has to keep track of it."""
    length = f"Content-Type: application/octet-stream\r\nContent-Length: {len(body)}\r\n" if body else ""
    head = f"{method} {attempt.endpoint.path} HTTP/1.1\r\nHost: {attempt.target.host_header}\r\nAccept: */*\r\n"
    return f"{head}{length}\r\n".encode() + body


async def _send(attempt: AttemptContext, stream: ByteStream, message: bytes, pieces: int, longest_pause: float) -> None:
    """Send a message in pieces, with pauses of at most `longest_pause` seconds, and wait until all is acknowledged."""
    tools, clock = attempt.tools, attempt.tools.clock
    lag_seconds = tools.lag.start_measuring()
    measured_round_trip = round_trip(attempt.tcp_stream or stream) or tools.timeouts.round_trip
    with attempt.step(Step.SENDING, tools.limits.steps.flow) as facts:
        began = due = clock.now()
        sent = 0
        paused = 0.0
        try:
            for piece in split_evenly(message, pieces):
                await stream.send(piece)
                sent += len(piece)
                if sent < len(message):
                    now = clock.now()
                    # If one pause takes too long, the next is shorter.
                    pause = choose_pause(tools.limits.sending, longest_pause, measured_round_trip, now - began)
                    due = max(now, due + pause)
                    await anyio.sleep(due - now)
                    paused += clock.now() - now
            await _wait_for_acks(attempt, stream, facts, began + paused)
        finally:
            facts[Fact.BYTES] = sent
            facts[Fact.PIECES] = pieces
            facts[Fact.FLOW_SECONDS] = round(clock.now() - began - paused, 4)
            facts[Fact.LAG] = round(lag_seconds(), 4)


def choose_pause(limits: SendingLimits, longest: float, round_trip: float, elapsed: float) -> float:
    """Return the seconds to wait before the next piece, `elapsed` seconds after the first: part of the round trip.

    Each piece should be a packet of its own. A system sends ten before the first ACK, and merges what it may not send
    yet. Each ACK allows two more (RFC 5681, 3.1): after a round trip they may follow twice as closely.
    """
    in_flight = limits.on_the_way * (2 if elapsed >= round_trip else 1)
    return min(longest, max(limits.shortest_pause, round_trip / in_flight))


def split_evenly(message: bytes, pieces: int) -> list[bytes]:
    """Return a message in `pieces` parts of nearly the same size; in fewer if it has fewer bytes."""
    ends = [len(message) * nth // pieces for nth in range(pieces + 1)]
    return [message[start:end] for start, end in pairwise(ends) if start < end]


async def _wait_for_acks(attempt: AttemptContext, stream: ByteStream, facts: Facts, began: float) -> None:
    """Wait until all is acknowledged. Raises `ProbeError` if there is no progress for as long as a step may take.

    `began`: when sending would have begun without its pauses. Where the system does not say what is acknowledged, from
    the start or since the connection has ended, any answer shows that all has arrived.
    """
    tcp_stream = attempt.tcp_stream or stream
    limit, clock = attempt.tools.timeouts.limit, attempt.tools.clock
    missing = unacked(tcp_stream)
    progressed_at = clock.now()
    while missing:
        await anyio.sleep(_INTERVAL)
        counted_at = clock.now()
        still_missing = unacked(tcp_stream)
        if still_missing:
            facts[Fact.STILL_COMING] = round(max(0.0, counted_at - began), 4)
        if still_missing != missing:
            missing = still_missing
            progressed_at = counted_at
        elif counted_at - progressed_at > limit:
            facts[Fact.DELIVERED] = False
            raise ProbeError(Failure.STALLED)
    if missing is None:  # where no ACKs are reported, only an answer shows that all arrived
        with stalled_after(limit):
            await stream.receive()
