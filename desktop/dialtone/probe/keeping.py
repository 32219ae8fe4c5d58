"""Keeping a connection open for a while, to see whether it keeps being answered.

Some filters let a connection begin, and block it seconds or packets later; an app keeps its own open for hours. Here
a small message is sent on it again and again: the app's own keep-alive, if that needs no account.

* WebSocket: a ping, which every server must answer with a pong (RFC 6455, 5.5.2). libsignal sends one after 31 s of
  silence (signalapp/libsignal@01e24be rust/net/infra/src/ws/connection.rs; timeouts.rs @0be5e4e,
  WS_KEEP_ALIVE_INTERVAL).
* MTProto: `req_pq_multi` once more. The app's `ping_delay_disconnect`, every 30 s, is encrypted with a key that only an
  account has (telegramdesktop/tdesktop, mtproto/session_private.cpp, kPingSendAfter).
* HTTPS: the headers of the same page once more, as browsers reuse a kept connection. No HTTP/2 pings, since gRPC
  servers close a connection that sends more than two in five minutes (grpc/grpc doc/keepalive.md).
"""

from collections.abc import Awaitable, Callable
from contextlib import suppress
from functools import partial

import anyio
from anyio.abc import ByteStream

from dialtone.model.fact import Fact, Facts
from dialtone.model.frozen import Frozen
from dialtone.model.vocabulary import Failure, Step, Wire
from dialtone.probe.attempt_context import AttemptContext
from dialtone.probe.failure import StepFailed, stalled_after
from dialtone.probe.greeting import exchange_mtproto, exchange_noise, secure_for_app, upgrade
from dialtone.probe.protocols import mtproto
from dialtone.probe.protocols.tls import SOCKET
from dialtone.probe.tcp_info import is_acked

CAN_BE_KEPT = frozenset({Wire.HTTPS, Wire.WEBSOCKET, Wire.WHATSAPP_WEBSOCKET, Wire.MTPROTO})
"""Wires on which something can be sent again without an account. Not raw Noise: after its first two messages a
server waits for a key."""

Exchange = Callable[[], Awaitable[object]]  # sends a small message and waits for the answer


class LastingConnection(Frozen):
    """A connection that was answered and left open."""

    attempt: AttemptContext
    tcp_stream: ByteStream
    """The TCP connection."""
    began: float
    """By the clock of the check."""
    complete: Callable[[], Awaitable[Exchange | None]]
    """Completes the greeting if necessary; returns None if no further exchange is possible. Raises `StepFailed`."""


async def greet_and_leave_open(attempt: AttemptContext, stream: ByteStream) -> LastingConnection:
    """Shake hands, or exchange the first messages where there is no TLS, and leave the connection open."""
    began = attempt.tools.clock.now()
    complete: Callable[[], Awaitable[Exchange | None]]
    if attempt.endpoint.wire is Wire.MTPROTO:
        codec = mtproto.make_codec(attempt.target.transport, attempt.endpoint.data_centre, host=attempt.target.address)
        await exchange_mtproto(attempt, codec, stream)
        complete = partial(_return_question, attempt, codec, stream)
    elif attempt.endpoint.wire is Wire.HTTPS:
        complete = partial(_request_headers, attempt, await secure_for_app(attempt, stream))
    else:
        complete = partial(_upgrade_to_ping, attempt, await secure_for_app(attempt, stream, SOCKET))
    attempt.tools.kept.leave_open(stream)
    return LastingConnection(attempt, stream, began, complete)


async def keep_open(lasting: LastingConnection) -> None:
    """Keep a connection open for as long as the limits say, then close it. A cancelled step is not recorded."""
    attempt = lasting.attempt
    attempt.record.unrecorded = (Failure.NOT_IN_TIME,)  # how a cancelled step ends
    try:
        with suppress(StepFailed):
            if (exchange := await lasting.complete()) is not None:
                with attempt.record.step(Step.KEPT, str(attempt.target)) as facts:
                    await _exchange_until_end(lasting, exchange, facts)
    finally:
        with anyio.CancelScope(shield=True):
            await attempt.tools.kept.end(lasting.tcp_stream)


async def _exchange_until_end(lasting: LastingConnection, exchange: Exchange, facts: Facts) -> None:
    """Exchange something now and then until the time is up. Raises `ProbeError` if an answer does not come.

    The facts say how many exchanges were answered, how many seconds the connection had lasted by then, how long this
    computer was too busy to read, and whether what was sent last has arrived.
    """
    tools, limits = lasting.attempt.tools, lasting.attempt.tools.limits.keeping
    lag_seconds = tools.lag.start_measuring()
    # A connection that was slow before must not count as dead sooner than it can answer.
    least_limit = max(limits.silence, tools.timeouts.limit_after_slow_step(lasting.attempt.record.slowest))
    exchanges = 0
    try:
        while True:
            lived = tools.clock.now() - lasting.began
            facts[Fact.EXCHANGES] = exchanges
            facts[Fact.LIVED] = round(lived, 1)
            if lived >= limits.seconds:
                return
            await anyio.sleep(min(limits.pause, limits.seconds - lived))
            with stalled_after(max(least_limit, tools.timeouts.limit)):
                await exchange()
            exchanges += 1
    finally:
        facts[Fact.LAG] = round(lag_seconds(), 4)
        if (acked := is_acked(lasting.tcp_stream)) is not None:
            facts[Fact.DELIVERED] = acked


async def _return_question(attempt: AttemptContext, codec: mtproto.Codec, stream: ByteStream) -> Exchange:
    await anyio.lowlevel.checkpoint()
    return lambda: mtproto.ask(codec, stream, attempt.tools.clock.today().timestamp())


async def _upgrade_to_ping(attempt: AttemptContext, tls: ByteStream) -> Exchange:
    socket = await upgrade(attempt, tls)
    if attempt.endpoint.wire is Wire.WHATSAPP_WEBSOCKET:
        await exchange_noise(attempt, socket)
    return socket.ping


async def _request_headers(attempt: AttemptContext, tls: ByteStream) -> Exchange | None:
    """Request a page once; return the exchange that repeats it, or None if the server closes the connection."""
    from dialtone.probe.protocols.http import Conversation, note_server_error  # lazy: see `libraries.py`
    from dialtone.probe.protocols.http_transport import NO_BODY

    endpoint, platform = attempt.endpoint, attempt.tools.computer.platform
    client = Conversation(tls, "https", attempt.target.host_header, platform=platform, window=NO_BODY)
    http2 = client.is_http2

    async def ask(facts: Facts) -> bool:
        response = await client.ask(endpoint.path, facts, body=http2, healthy=endpoint.healthy)
        if http2:
            response.release()
        note_server_error(facts)
        return http2 or client.release(response)

    with attempt.step(Step.HTTP) as facts:
        reusable = await ask(facts)
    return (lambda: ask({})) if reusable else None
