"""One attempt from start to end: connect, secure, greet. Each step is one observation; the first failure ends it."""

import errno
from contextlib import AbstractAsyncContextManager, suppress
from functools import partial
from typing import TypeVar

import anyio
from anyio.abc import ByteStream
from anyio.streams.buffered import BufferedByteReceiveStream

from dialtone.model.catalogue import Endpoint
from dialtone.model.client_hello import ClientHello
from dialtone.model.fact import Fact, Facts
from dialtone.model.frozen import replace
from dialtone.model.vocabulary import SECURED, UPGRADED, Failure, Place, Step, Variant, Wire
from dialtone.probe.attempt_context import AttemptContext, Use
from dialtone.probe.context import ProbeContext
from dialtone.probe.datagram_greeting import DATAGRAMS, greet_by_datagram
from dialtone.probe.failure import ProbeError, StepFailed
from dialtone.probe.greeting import GREETINGS, Greet, greet_whatsapp_noise, secure_named
from dialtone.probe.keeping import LastingConnection, greet_and_leave_open
from dialtone.probe.net import SMALL_SEGMENT
from dialtone.probe.protocols import client_hello
from dialtone.probe.protocols.mail import MAIL
from dialtone.probe.protocols.noise import PHONE_PROLOGUE
from dialtone.probe.protocols.tls import secure
from dialtone.probe.target import Target
from dialtone.probe.tcp_info import round_trip, times_resent

T = TypeVar("T")
_SHORTEST = 0.001  # least seconds to assume for a connection after subtracting this computer's lag


async def attempt(tools: ProbeContext, endpoint: Endpoint, target: Target) -> StepFailed | None:
    """Greet one target as the app does; return None if it answered, else the step that failed."""
    begin = partial(AttemptContext.begin, tools, endpoint, target, Variant.APP)
    try:
        if endpoint.wire in DATAGRAMS:
            await greet_by_datagram(begin())
        elif not (endpoint.named_by and await _ask_on_kept(begin())):
            with tools.kept.being_made(endpoint, target):
                await _connect_and_greet(begin(), GREETINGS[endpoint.wire])
    except StepFailed as failed:
        return failed
    return None


async def _ask_on_kept(context: AttemptContext) -> bool:
    """Ask on a connection that was left open to the target. Raises `StepFailed`.

    Return False if no connection was left open, or it turns out to have ended: then nothing was recorded.
    """
    from dialtone.probe.page_request import request_on_kept  # lazy: see `libraries.py`

    tools = context.tools
    async with tools.pace.turn(tools.clock, reads=True):
        seconds_saved = 2 * tools.timeouts.round_trip  # a new connection takes these before a request can be sent
        kept = await tools.kept.take(context.endpoint, context.target, seconds_saved)
        if kept is None:
            return False
        try:
            await request_on_kept(context.with_connection(kept.tcp_stream), kept.client)
        except StepFailed as failed:
            if failed.failure in context.record.unrecorded:
                return False
            raise
        finally:
            await anyio.aclose_forcefully(kept.tcp_stream)
    return True


async def attempt_again(tools: ProbeContext, endpoint: Endpoint, target: Target, *, whole: bool) -> None:
    """Send the app's greeting once more, to see whether it passes this time too. No page is read.

    Where there is a TLS handshake, stop after it, unless the `whole` greeting is wanted.
    """
    begins_with_tls = endpoint.wire in SECURED and endpoint.wire not in MAIL  # mail starts unencrypted on some ports
    greet = GREETINGS[Wire.TLS] if begins_with_tls and not whole else GREETINGS[endpoint.wire]
    await attempt_with(tools, replace(endpoint, read_bytes=0), target, Variant.AGAIN, greet)


async def attempt_with(
    tools: ProbeContext, endpoint: Endpoint, target: Target, variant: Variant, greet: Greet
) -> StepFailed | None:
    """Open a new connection and pass it to `greet`, of `greeting` or `sending`; return the step that failed, if any."""
    try:
        await _connect_and_greet(AttemptContext.begin(tools, endpoint, target, variant), greet)
    except StepFailed as failed:
        return failed
    return None


async def attempt_keeping(tools: ProbeContext, endpoint: Endpoint, target: Target) -> LastingConnection | None:
    """Send the app's greeting once more, and leave the connection open; return it, or None if a step failed."""
    with suppress(StepFailed):
        context = AttemptContext.begin(tools, endpoint, target, Variant.KEPT)
        return await _connect_and_greet(context, greet_and_leave_open)
    return None


async def attempt_contrast(
    tools: ProbeContext, endpoint: Endpoint, target: Target, variant: Variant
) -> StepFailed | None:
    """Make the contrast that tells whether the address, the name or the protocol is blocked."""
    return await attempt_with(tools, endpoint, target, variant, _CONTRASTS[variant])


async def attempt_app_hello(
    tools: ProbeContext, endpoint: Endpoint, target: Target, profile: ClientHello
) -> StepFailed | None:
    """Contrast: the same name in the app's own ClientHello. Any TLS answer counts, even an alert; it ends there."""
    return await attempt_with(tools, endpoint, target, Variant.APP_HELLO, partial(_greet_app_hello, profile))


async def attempt_one_hop(tools: ProbeContext, endpoint: Endpoint, target: Target) -> None:
    """Contrast: a connection whose packets no router forwards. If it is refused all the same, this computer did it."""
    context = AttemptContext.begin(tools, endpoint, target, Variant.ONE_HOP)
    with suppress(StepFailed), context.step(Step.TCP) as facts:
        await _connect_one_hop(context, facts, forbidden=_is_forbidden(tools, target))


async def attempt_to_leave(tools: ProbeContext, endpoint: Endpoint, target: Target) -> None:
    """Contrast where all neutral addresses are silent: whether packets get as far as the first router."""
    forbidden = not tools.net.may_send(target.address, target.port)
    if not forbidden and not tools.net.reports_router_errors:
        return
    context = AttemptContext.begin(tools, endpoint, target, Variant.ONE_HOP)
    with suppress(StepFailed), context.step(Step.TCP, tools.limits.steps.next_router) as facts:
        try:
            await _connect_one_hop(context, facts, forbidden=forbidden)
        finally:
            facts[Fact.HEARD_BY_OTHERS] = tools.net.segments_received()


async def _connect_one_hop(context: AttemptContext, facts: Facts, *, forbidden: bool) -> None:
    """Connect with packets that no router forwards, unless a firewall here forbids it. Raises as `connect` does."""
    facts[Fact.FROM] = context.target.origin.value
    if forbidden:
        raise ProbeError(Failure.DENIED)
    await context.tools.net.connect_one_hop(context.target.address, context.target.port)


def _is_forbidden(tools: ProbeContext, target: Target) -> bool:
    """Return whether a firewall here forbids datagrams to the target but not to a neutral host: some forbid all."""
    net = tools.net
    if net.may_send(target.address, target.port) or not tools.neutral_address:
        return False
    return net.may_send(tools.neutral_address, target.port)


async def _connect_and_greet(context: AttemptContext, greet: Use[T]) -> T:
    """Connect and greet; return what `greet` returns. Raises `StepFailed`.

    TLS handshakes wait for their turn. Connections need none, as each message fits into one packet; but on a filled
    line they would idle until then, and have to be opened anew.
    """
    if context.endpoint.wire not in SECURED:
        return await context.use_connection(_connect, greet)
    if context.tools.pace.is_filled:
        async with _turn_of(context):
            return await context.use_connection(_connect, greet)
    return await context.use_connection(_connect, partial(_greet_in_turn, greet))


async def _greet_in_turn(greet: Use[T], context: AttemptContext, stream: ByteStream) -> T:
    """Greet once it is the attempt's turn: over `stream`, or over a new connection if that has idled for too long."""
    clock = context.tools.clock
    connected_at = clock.now()
    async with _turn_of(context):
        if clock.now() - connected_at <= context.tools.limits.pace.connection_idle_seconds:
            return await greet(context.with_connection(stream), stream)
        return await context.use_connection(_connect, greet)


def _turn_of(context: AttemptContext) -> AbstractAsyncContextManager[None]:
    """Return a turn for the attempt's handshake. One that more exchanges follow goes before the others."""
    reads = bool(context.endpoint.read_bytes)
    is_urgent = reads or context.endpoint.wire in UPGRADED
    return context.tools.pace.turn(context.tools.clock, urgent=is_urgent, reads=reads)


async def _connect(context: AttemptContext) -> ByteStream:
    """Open the TCP connection, and learn from it how quick the line is."""
    tools, target = context.tools, context.target
    segment = SMALL_SEGMENT if context.record.variant is Variant.SMALL_PACKETS else 0
    with context.record.step(Step.TCP, str(target)) as facts:  # `pending_connection` limits it
        context.note_route(facts)
        began = tools.clock.now()
        lag = tools.lag.start_measuring()
        with tools.timeouts.pending_connection(context.endpoint.messenger):
            try:
                stream = await tools.net.connect(target.address, target.port, segment=segment)
            except OSError as error:
                facts[Fact.LAG] = round(lag(), 4)
                # A router's "administratively prohibited" over IPv6 looks like a local ban: ICMPv6 type 1 code 1 is
                # EACCES (Linux, net/ipv6/icmp.c, tab_unreach); over IPv4 it is EHOSTUNREACH.
                if error.errno == errno.EACCES and ":" in target.address:
                    raise ProbeError(Failure.UNREACHABLE) from None
                raise
        _learn_connection(context, stream, tools.clock.now() - began, lag(), facts)
    return stream


def _learn_connection(context: AttemptContext, stream: ByteStream, seconds: float, lag: float, facts: Facts) -> None:
    """Note what a connection shows of the line, and learn from it. `lag`: how much of its `seconds` passed unnoticed.

    The system's own figures are better where it keeps any: how often the SYN was resent, and the round trip.
    """
    tools, endpoint = context.tools, context.endpoint
    resent, measured = times_resent(stream), round_trip(stream)
    took_long = seconds > tools.limits.steps.noted_after
    if resent is None:
        if took_long:
            facts[Fact.LAG] = round(lag, 4)
            seconds = max(seconds - lag, _SHORTEST)
    elif resent or took_long:
        facts[Fact.RESENT] = resent
    if measured is not None and not resent:
        facts[Fact.ROUND_TRIP] = round(measured, 5)
    # TCP timestamps tell which copy of a SYN was answered: if it was only queued, the first.
    is_copy_known = measured is not None or not resent
    if is_copy_known:
        tools.pace.learn_connection(measured or seconds)
    if not endpoint.messenger:
        far = endpoint.place is Place.FOREIGN and not endpoint.cdn
        tools.timeouts.learn_round_trip(seconds, measured=None if resent else measured, far=far)


async def _greet_app_hello(profile: ClientHello, context: AttemptContext, stream: ByteStream) -> None:
    """Send a ClientHello of an app, and read no more of the answer than shows whether TLS gave it."""
    name = context.endpoint.host or ""
    with context.step(Step.TLS) as facts:
        facts[Fact.SNI] = name
        facts[Fact.JA4] = profile.ja4
        if profile.is_in_doubt(context.tools.clock.today().date()):
            facts[Fact.SHAPE_IN_DOUBT] = True
        await stream.send(client_hello.fresh_hello(profile, name))
        client_hello.check_answer(await BufferedByteReceiveStream(stream).receive_exactly(client_hello.HEAD_BYTES))


async def _greet_other_hello(context: AttemptContext, stream: ByteStream) -> None:
    with context.step(Step.TLS) as facts:
        await secure_named(context, stream, context.tools.contexts.other_shape(context.endpoint.trust), facts)


async def _greet_unverified(context: AttemptContext, stream: ByteStream) -> None:
    """Shake hands with any certificate: under a neutral name if the variant has one, or the endpoint has none."""
    tools = context.tools
    own_name = context.endpoint.host if context.record.variant not in _NEUTRAL_NAMES else None
    with context.step(Step.TLS) as facts:
        unverified = tools.contexts.unverified()
        await secure(stream, tools.contexts, own_name or tools.neutral_name, unverified, context.endpoint.trust, facts)


async def _greet_unencrypted(context: AttemptContext, stream: ByteStream) -> None:
    """Request a page without encryption: the protocol is the web's, not the messenger's."""
    from dialtone.probe.protocols.http import Conversation  # lazy: see `libraries.py`

    if context.endpoint.wire in DATAGRAMS:
        return  # for a relay it is enough that a connection is accepted or refused
    with context.step(Step.HTTP) as facts:
        await Conversation(stream, "http", context.target.host_header).ask("/", facts)


_NEUTRAL_NAMES = (Variant.NEUTRAL_NAME, Variant.NEUTRAL_ELSEWHERE)
_CONTRASTS: dict[Variant, Greet] = {
    Variant.NEUTRAL_NAME: _greet_unverified,
    Variant.OTHER_HELLO: _greet_other_hello,
    Variant.SMALL_PACKETS: GREETINGS[Wire.TLS],
    Variant.NEUTRAL_REQUEST: _greet_unencrypted,
    Variant.UNVERIFIED: _greet_unverified,
    Variant.NAME_ELSEWHERE: _greet_unverified,
    Variant.NEUTRAL_ELSEWHERE: _greet_unverified,
    Variant.PHONE_HELLO: partial(greet_whatsapp_noise, prologue=PHONE_PROLOGUE),
}
