"""Greetings on an open connection: one function per wire, each with the app's own first message.

Each raises `StepFailed` if a step fails.
"""

import secrets
from collections.abc import Awaitable, Callable
from contextlib import nullcontext
from functools import partial
from typing import TYPE_CHECKING

import anyio
from anyio.abc import ByteStream
from anyio.streams.tls import TLSStream

from dialtone.model.fact import Fact, Facts
from dialtone.model.vocabulary import Failure, Step, Wire
from dialtone.probe.attempt_context import AttemptContext
from dialtone.probe.failure import ProbeError
from dialtone.probe.identity_proof import prove_telegram
from dialtone.probe.net import UdpStream
from dialtone.probe.protocols import mtproto, ntp, quic, reflector, stun
from dialtone.probe.protocols.mail import MAIL, MailLines, ask_for_tls
from dialtone.probe.protocols.mtproto import Transport
from dialtone.probe.protocols.request_headers import RequestHeaders
from dialtone.probe.protocols.status_page import LARGEST
from dialtone.probe.protocols.tls import SOCKET, WEB, secure
from dialtone.probe.timeouts import IDLE_DATAGRAMS
from dialtone.probe.whatsapp_greeting import exchange_noise, greet_whatsapp_noise

if TYPE_CHECKING:  # loaded once the first questions are under way (`libraries.py`)
    from dialtone.probe.protocols.websocket import WebSocket

_WITH_STARTTLS = 2.0  # three more round trips
_TELEGRAM_PAGE = "https://web.telegram.org"  # the page whose script opens Telegram's sockets

Greet = Callable[[AttemptContext, ByteStream], Awaitable[None]]


async def greet_nothing(_call: AttemptContext, _stream: ByteStream) -> None:
    """Send nothing: it is enough that an anchor accepts a connection."""


async def greet_tls(attempt: AttemptContext, stream: ByteStream) -> None:
    """Shake hands and hang up."""
    await secure_for_app(attempt, stream)


async def greet_https(attempt: AttemptContext, stream: ByteStream) -> None:
    """Shake hands and request a page."""
    from dialtone.probe.page_request import request_page  # lazy: see `libraries.py`

    tls, http2 = await secure_for_app(attempt, stream)
    await request_page(attempt, tls, "https", http2=http2)


async def greet_http(attempt: AttemptContext, stream: ByteStream) -> None:
    """Request a page without encryption."""
    from dialtone.probe.page_request import request_page  # lazy: see `libraries.py`

    await request_page(attempt, stream, "http")


async def greet_websocket(attempt: AttemptContext, stream: ByteStream) -> None:
    """Shake hands and upgrade."""
    await _open_socket(attempt, stream)


async def greet_whatsapp_websocket(attempt: AttemptContext, stream: ByteStream) -> None:
    """Shake hands, upgrade, and exchange the first Noise messages, as WhatsApp Web does."""
    socket = await _open_socket(attempt, stream)
    await exchange_noise(attempt, socket.send, socket.receive)


async def greet_mtproto(attempt: AttemptContext, stream: ByteStream) -> None:
    """Ask a data centre for `resPQ`, as Telegram's apps do, and have it prove that it is Telegram's."""
    codec = mtproto.make_codec(attempt.target.transport, attempt.endpoint.data_centre, host=attempt.target.address)
    answer = await exchange_mtproto(attempt, codec, attempt.target.transport, stream.send, stream.receive)
    await prove_telegram(attempt, codec, stream.send, stream.receive, answer)


async def greet_mtproto_websocket(attempt: AttemptContext, stream: ByteStream) -> None:
    """Shake hands, upgrade and ask for `resPQ`, as Telegram's web client does."""
    socket = await _open_socket(attempt, stream)
    codec = mtproto.make_codec(Transport.OBFUSCATED, attempt.endpoint.data_centre)
    await exchange_mtproto(attempt, codec, Transport.OBFUSCATED, socket.send, socket.receive)


async def greet_mail(attempt: AttemptContext, stream: ByteStream) -> None:
    """Shake hands and read a mail server's greeting; on its plain port use STARTTLS, then send a command inside TLS."""
    mail = MAIL[attempt.endpoint.wire]
    plain = attempt.target.port == mail.plain_port
    before = partial(ask_for_tls, stream, mail) if plain else None
    tls, _ = await secure_for_app(attempt, stream, mail.protocols(attempt.target.port), before)
    async with attempt.step(mail.step):
        lines = MailLines(tls)
        mail.check(await (lines.ask(mail.after_tls) if plain else lines.greeting()))


async def greet_stun(attempt: AttemptContext) -> None:
    """Send a binding request, up to three times, and wait for its answer."""
    transaction = secrets.token_bytes(12)

    def is_answer(datagram: bytes) -> bool:
        if not stun.is_answer(datagram, transaction):
            return False
        stun.check_answer(datagram)
        return True

    await _exchange_datagrams(attempt, Step.STUN, stun.binding_request(transaction), is_answer)


async def greet_stun_tcp(attempt: AttemptContext, stream: ByteStream) -> None:
    """Send a binding request over a stream: relays also serve networks without UDP (RFC 8489, 6.2.2)."""
    transaction = secrets.token_bytes(12)
    async with attempt.step(Step.STUN):
        await stream.send(stun.binding_request(transaction))
        message = b""
        while (missing := stun.missing(message)) > 0:
            message += await stream.receive(missing)
        if not stun.is_answer(message, transaction):
            raise ProbeError(Failure.BAD_ANSWER)
        stun.check_answer(message)


async def greet_stun_tls(attempt: AttemptContext, stream: ByteStream) -> None:
    """Shake hands and send the same request inside TLS, as for a `turns:` relay (RFC 7065)."""
    tls, _ = await secure_for_app(attempt, stream, ())
    await greet_stun_tcp(attempt, tls)


async def greet_ntp(attempt: AttemptContext) -> None:
    """Ask a time server, up to three times: UDP that filters against calls do not target."""
    request = ntp.time_request(secrets.token_bytes(8))
    await _exchange_datagrams(attempt, Step.NTP, request, lambda datagram: ntp.is_answer(datagram, request))


async def greet_quic(attempt: AttemptContext) -> None:
    """Ask a web server for its QUIC versions: UDP on a port that most networks leave open."""
    destination, source = secrets.token_bytes(8), secrets.token_bytes(8)
    request = quic.version_request(destination, source)
    await _exchange_datagrams(
        attempt, Step.QUIC, request, lambda datagram: quic.is_answer(datagram, destination, source)
    )


async def greet_reflector(attempt: AttemptContext) -> None:
    """Greet a Telegram call relay, as the app does when a call begins."""
    tag = secrets.token_bytes(reflector.TAG)
    hello = reflector.hello(tag)
    await _exchange_datagrams(attempt, Step.REFLECTOR, hello, lambda datagram: reflector.is_answer(datagram, tag))


async def greet_status(read: Callable[[bytes], str], attempt: AttemptContext, stream: ByteStream) -> None:
    """Shake hands and read a service's machine-readable status page; the facts hold the `indicator`."""
    from dialtone.probe.protocols.http import Conversation  # lazy: see `libraries.py`

    tls, http2 = await secure_for_app(attempt, stream)
    headers = RequestHeaders(attempt.tools.computer.platform)
    async with attempt.step(Step.HTTP) as facts:
        client = Conversation(tls, "https", attempt.target.host_header, headers=headers, http2=http2)
        facts[Fact.INDICATOR] = read(await client.fetch(attempt.endpoint.path, {"accept": "application/json"}, LARGEST))


DATAGRAMS: dict[Wire, Callable[[AttemptContext], Awaitable[None]]] = {
    Wire.STUN: greet_stun,
    Wire.TELEGRAM_REFLECTOR: greet_reflector,
    Wire.NTP: greet_ntp,
    Wire.QUIC: greet_quic,
}
"""Wires that use datagrams."""

GREETINGS: dict[Wire, Greet] = {
    Wire.TCP: greet_nothing,
    Wire.STUN_TCP: greet_stun_tcp,
    Wire.STUN_TLS: greet_stun_tls,
    Wire.TLS: greet_tls,
    Wire.HTTPS: greet_https,
    Wire.HTTP: greet_http,
    Wire.WEBSOCKET: greet_websocket,
    Wire.WHATSAPP_WEBSOCKET: greet_whatsapp_websocket,
    Wire.WHATSAPP_NOISE: greet_whatsapp_noise,
    Wire.MTPROTO: greet_mtproto,
    Wire.MTPROTO_WEBSOCKET: greet_mtproto_websocket,
    Wire.IMAP: greet_mail,
    Wire.SMTP: greet_mail,
}


async def secure_for_app(
    attempt: AttemptContext,
    stream: ByteStream,
    protocols: tuple[str, ...] = WEB,
    before: Callable[[], Awaitable[None]] | None = None,
) -> tuple[TLSStream, bool]:
    """Shake hands; return the stream, and whether HTTP/2 was negotiated. `before` runs first, as STARTTLS does."""
    endpoint, contexts = attempt.endpoint, attempt.tools.contexts
    context = contexts.verified(endpoint.trust, endpoint.alpn or protocols)
    tools = attempt.tools
    async with attempt.step(Step.TLS, 1.0 if before is None else _WITH_STARTTLS) as facts:
        if before is not None:
            await before()
        began, late = tools.clock.now(), tools.lag.from_now()
        tls = await secure(stream, contexts, endpoint.host or "", context, endpoint.trust, facts)
        contexts.verify_pins(endpoint, tls)
        if not endpoint.messenger:
            took = tools.clock.now() - began
            facts[Fact.LAG] = round(late(), 4)
            tools.patience.note_handshake(took)
            # If a device nearby accepts connections, only this shows how far away the server is.
            tools.patience.learn_later(took - late())
    return tls, facts.get(Fact.ALPN) == "h2"


async def _open_socket(attempt: AttemptContext, stream: ByteStream) -> "WebSocket":
    tls, _ = await secure_for_app(attempt, stream, SOCKET)
    return await upgrade(attempt, tls)


async def upgrade(attempt: AttemptContext, tls: ByteStream) -> "WebSocket":
    """Upgrade a secured stream to a WebSocket."""
    from dialtone.probe.protocols.websocket import WebSocket  # lazy: see `libraries.py`

    endpoint = attempt.endpoint
    socket = WebSocket(tls)
    telegram = endpoint.wire is Wire.MTPROTO_WEBSOCKET
    headers = {"Origin": endpoint.origin or (_TELEGRAM_PAGE if telegram else f"https://{endpoint.host}")}
    factor = attempt.tools.limits.steps.first_message if endpoint.expect_text else 1.0
    async with attempt.step(Step.WEBSOCKET, factor) as facts:
        subprotocols = ["binary"] if telegram else []
        await socket.upgrade(attempt.target.host_header, endpoint.path, headers, subprotocols, facts)
        if endpoint.expect_text:
            seconds = min(attempt.tools.patience.moment, attempt.tools.patience.limit)
            facts[Fact.TEXT_AS_EXPECTED] = await _greets_with(socket, endpoint.expect_text, seconds)
    return socket


async def _greets_with(socket: "WebSocket", expected: str, seconds: float) -> bool:
    """Return whether the server, which has accepted the upgrade, first sends what the app expects."""
    try:
        with anyio.fail_after(seconds):
            return expected.encode() in await socket.receive_any()
    except (ProbeError, TimeoutError):
        return False


async def _exchange_datagrams(
    attempt: AttemptContext, step: Step, request: bytes, is_answer: Callable[[bytes], bool]
) -> None:
    """Send a request until it is answered, at most as often as the limits allow; other datagrams are ignored."""
    # A neutral host that only helps to explain other failures is not waited for once the limit has become shorter.
    is_idle = step in IDLE_DATAGRAMS and not attempt.endpoint.messenger
    deadline = attempt.tools.patience.waiting(neutral=True) if is_idle else nullcontext()
    async with attempt.step(step) as facts:
        facts[Fact.FROM] = attempt.target.origin.value
        socket = await attempt.tools.net.open_udp(attempt.target.address, attempt.target.port)
        try:
            with deadline:
                await _send_until_answered(attempt, socket, request, is_answer, facts)
        finally:
            await socket.aclose()


async def _send_until_answered(
    attempt: AttemptContext, socket: UdpStream, request: bytes, is_answer: Callable[[bytes], bool], facts: Facts
) -> None:
    limits, patience = attempt.tools.limits.steps, attempt.tools.patience
    began = attempt.tools.clock.now()
    for number in range(1, limits.datagrams + 1):
        facts[Fact.SENT] = number
        await socket.send(request)
        wait = max(limits.datagram_wait, patience.limit / (limits.datagrams + 1))  # all of them within the limit
        with anyio.move_on_after(wait):
            while not is_answer(await _receive_datagram(attempt, socket, facts, began)):
                pass
            return
    raise ProbeError(Failure.TIMEOUT)


async def _receive_datagram(attempt: AttemptContext, socket: UdpStream, facts: Facts, began: float) -> bytes:
    """Wait for one datagram. Note the first "port unreachable", but go on: another request may still be answered.

    Its time counts from the first request, whichever it refers to: nothing must seem nearer than it is.
    """
    while True:
        try:
            return await socket.receive()
        except ConnectionRefusedError:
            if Fact.REFUSED_AFTER not in facts:
                facts[Fact.REFUSED_AFTER] = round(attempt.tools.clock.now() - began, 4)


async def exchange_mtproto(
    attempt: AttemptContext,
    codec: mtproto.Codec,
    transport: Transport,
    send: Callable[[bytes], Awaitable[None]],
    receive: Callable[[], Awaitable[bytes]],
) -> bytes:
    """Request `resPQ` over any transport; return the answer."""
    greeting = mtproto.new_greeting(attempt.tools.clock.today().timestamp())
    async with attempt.step(Step.MTPROTO) as facts:
        facts[Fact.TRANSPORT] = transport.value
        await send(codec.encode(greeting.message))
        frame = await mtproto.next_frame(codec, receive)
        facts[Fact.ANSWER] = mtproto.check_answer(frame, greeting.nonce)
    return frame
