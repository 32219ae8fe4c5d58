"""Greetings on an open connection: one for each wire, with the app's own first message. They raise `StepFailed`."""

import secrets
import ssl
from collections.abc import Awaitable, Callable
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

import anyio
from anyio.abc import ByteStream
from anyio.streams.tls import TLSStream

from dialtone.model.fact import Fact, Facts
from dialtone.model.trust_anchors import Proof
from dialtone.model.vocabulary import Failure, Step, Wire
from dialtone.probe.attempt_context import AttemptContext
from dialtone.probe.failure import ProbeError
from dialtone.probe.protocols import mtproto, stun
from dialtone.probe.protocols.mail import MAIL, MailLines, ask_for_tls
from dialtone.probe.protocols.mtproto import Codec, Transport
from dialtone.probe.protocols.mtproto_proof import Challenge, choose_key, read_puzzle
from dialtone.probe.protocols.noise import PROLOGUE, NoiseGreeting
from dialtone.probe.protocols.status_page import LARGEST
from dialtone.probe.protocols.tls import SOCKET, WEB, secure

if TYPE_CHECKING:  # loaded once the first questions are under way (`libraries.py`)
    from dialtone.probe.protocols.websocket import WebSocket

_TELEGRAM_PAGE = "https://web.telegram.org"  # the page whose script opens Telegram's sockets

_ERROR_BYTES = 4  # core.telegram.org/mtproto/mtproto-transports: an answer of this length is an error code
_FIRST_CDN_CENTRE = 200  # core.telegram.org/cdn: they have their own keys, which only accounts can get

Greet = Callable[[AttemptContext, ByteStream], Awaitable[object]]


async def greet_nothing(_call: AttemptContext, _stream: ByteStream) -> None:
    """Send nothing: it is enough that an anchor accepts a connection."""


async def greet_page(attempt: AttemptContext, stream: ByteStream) -> None:
    """Request a page, after a handshake unless it is one without encryption."""
    from dialtone.probe.page_request import request_page  # lazy: see `libraries.py`

    is_encrypted = attempt.endpoint.wire is not Wire.HTTP
    await request_page(attempt, await secure_for_app(attempt, stream) if is_encrypted else stream)


async def greet_websocket(attempt: AttemptContext, stream: ByteStream) -> "WebSocket":
    """Shake hands and upgrade to a WebSocket."""
    return await upgrade(attempt, await secure_for_app(attempt, stream, SOCKET))


async def greet_whatsapp_websocket(attempt: AttemptContext, stream: ByteStream) -> None:
    """Shake hands, upgrade, and exchange the first Noise messages, as WhatsApp Web does."""
    await exchange_noise(attempt, await greet_websocket(attempt, stream))


async def greet_whatsapp_noise(attempt: AttemptContext, stream: ByteStream, prologue: bytes = PROLOGUE) -> None:
    """Exchange the first Noise messages without TLS, as WhatsApp for Mac does, and see whose certificate came.

    No SNI names the server.
    `prologue`: what they begin with; WhatsApp on phones has another one.
    """
    greeting = await exchange_noise(attempt, stream, prologue)
    with attempt.step(Step.PROOF) as facts:
        proof = greeting.prove(attempt.tools.keys.whatsapp)
        attempt.tools.proofs.note(attempt.endpoint.messenger, proof, facts)


async def greet_mtproto(attempt: AttemptContext, stream: ByteStream) -> None:
    """Ask a data centre for `resPQ`, as Telegram's apps do, and have it prove that it is Telegram's."""
    codec = mtproto.make_codec(attempt.target.transport, attempt.endpoint.data_centre, host=attempt.target.address)
    answer = await exchange_mtproto(attempt, codec, stream)
    await prove_telegram(attempt, codec, stream, answer)


async def greet_mtproto_websocket(attempt: AttemptContext, stream: ByteStream) -> None:
    """Shake hands, upgrade and ask for `resPQ`, as Telegram's web client does."""
    socket = await greet_websocket(attempt, stream)
    codec = mtproto.make_codec(Transport.OBFUSCATED, attempt.endpoint.data_centre)
    await exchange_mtproto(attempt, codec, socket)


async def greet_mail(attempt: AttemptContext, stream: ByteStream) -> None:
    """Shake hands and read a mail server's greeting; on its plain port use STARTTLS, then send a command inside TLS."""
    mail = MAIL[attempt.endpoint.wire]
    plain = attempt.target.port == mail.plain_port
    start_tls = partial(ask_for_tls, stream, mail) if plain else None
    tls = await secure_for_app(attempt, stream, mail.protocols(attempt.target.port), start_tls)
    with attempt.step(mail.step):
        lines = MailLines(tls)
        mail.check(await (lines.ask(mail.after_tls) if plain else lines.greeting()))


async def greet_stun_tcp(attempt: AttemptContext, stream: ByteStream) -> None:
    """Send a binding request over a stream: relays also serve networks without UDP (RFC 8489, 6.2.2)."""
    transaction = secrets.token_bytes(12)
    with attempt.step(Step.STUN):
        await stream.send(stun.binding_request(transaction))
        message = b""
        while (missing := stun.missing_bytes(message)) > 0:
            message += await stream.receive(missing)
        if not stun.is_answer(message, transaction):
            raise ProbeError(Failure.BAD_ANSWER)


async def greet_stun_tls(attempt: AttemptContext, stream: ByteStream) -> None:
    """Shake hands and send the same request inside TLS, as for a `turns:` relay (RFC 7065)."""
    await greet_stun_tcp(attempt, await secure_for_app(attempt, stream, ()))


async def greet_status(read: Callable[[bytes], str], attempt: AttemptContext, stream: ByteStream) -> None:
    """Shake hands and read a service's machine-readable status page; the facts hold the `indicator`."""
    from dialtone.probe.protocols.http import Conversation  # lazy: see `libraries.py`

    tls = await secure_for_app(attempt, stream)
    platform = attempt.tools.computer.platform
    with attempt.step(Step.HTTP) as facts:
        client = Conversation(tls, "https", attempt.target.host_header, platform=platform)
        facts[Fact.INDICATOR] = read(await client.fetch(attempt.endpoint.path, {"accept": "application/json"}, LARGEST))


async def secure_for_app(
    attempt: AttemptContext,
    stream: ByteStream,
    protocols: tuple[str, ...] = WEB,
    start_tls: Callable[[], Awaitable[None]] | None = None,
) -> TLSStream:
    """Shake hands, after `start_tls` if given. Learn from a neutral host's handshake how far away servers are."""
    endpoint, tools = attempt.endpoint, attempt.tools
    context = tools.contexts.verified(endpoint.trust, endpoint.alpn or protocols)
    with attempt.step(Step.TLS, 1.0 if start_tls is None else attempt.tools.limits.steps.start_tls) as facts:
        if start_tls is not None:
            await start_tls()
        began, lag = tools.clock.now(), tools.lag.start_measuring()
        tls = await secure_named(attempt, stream, context, facts)
        if not endpoint.messenger:
            seconds = tools.clock.now() - began
            facts[Fact.LAG] = round(lag(), 4)
            tools.timeouts.note_handshake(seconds)
            # If a device nearby accepts connections, only this shows how far away the server is.
            tools.timeouts.learn_first_answer(seconds - lag())
    return tls


async def secure_named(attempt: AttemptContext, stream: ByteStream, context: ssl.SSLContext, facts: Facts) -> TLSStream:
    """Shake hands with the endpoint's name, and check the certificate; note what it says. Raises `ProbeError`."""
    endpoint, contexts = attempt.endpoint, attempt.tools.contexts
    tls = await secure(stream, contexts, endpoint.host or "", context, endpoint.trust, facts)
    contexts.verify_pins(endpoint, tls)
    return tls


async def upgrade(attempt: AttemptContext, tls: ByteStream) -> "WebSocket":
    """Upgrade a secured stream to a WebSocket. Raises `StepFailed`."""
    from dialtone.probe.protocols.websocket import WebSocket  # lazy: see `libraries.py`

    endpoint = attempt.endpoint
    socket = WebSocket(tls)
    is_telegram = endpoint.wire is Wire.MTPROTO_WEBSOCKET
    own_page = _TELEGRAM_PAGE if is_telegram else f"https://{endpoint.host}"
    headers = {"Origin": endpoint.origin or own_page}
    subprotocols = ["binary"] if is_telegram else []
    timeout_factor = attempt.tools.limits.steps.first_message if endpoint.expect_text else 1.0
    with attempt.step(Step.WEBSOCKET, timeout_factor) as facts:
        await socket.upgrade(attempt.target.host_header, endpoint.path, headers, subprotocols, facts)
        if endpoint.expect_text:
            facts[Fact.TEXT_AS_EXPECTED] = await _is_greeted_as_expected(attempt, socket)
    return socket


async def _is_greeted_as_expected(attempt: AttemptContext, socket: "WebSocket") -> bool:
    """Return whether the server's first message comes soon, and contains the endpoint's expected text."""
    seconds = min(attempt.tools.timeouts.brief_limit, attempt.tools.timeouts.limit)
    with suppress(ProbeError, TimeoutError), anyio.fail_after(seconds):
        return attempt.endpoint.expect_text.encode() in await socket.receive(or_text=True)
    return False


async def exchange_mtproto(attempt: AttemptContext, codec: Codec, stream: "ByteStream | WebSocket") -> bytes:
    """Request `resPQ` over any transport; return the answer. Raises `StepFailed`."""
    with attempt.step(Step.MTPROTO) as facts:
        facts[Fact.TRANSPORT] = codec.transport.value
        frame, facts[Fact.ANSWER] = await mtproto.ask(codec, stream, attempt.tools.clock.today().timestamp())
    return frame


async def exchange_noise(
    attempt: AttemptContext, stream: "ByteStream | WebSocket", prologue: bytes = PROLOGUE
) -> NoiseGreeting:
    """Exchange the first two Noise messages; return the greeting, which then knows the key. Raises `StepFailed`."""
    greeting = NoiseGreeting(prologue=prologue)
    with attempt.step(Step.NOISE):
        await stream.send(greeting.first_message())
        is_complete = False
        while not is_complete:
            is_complete = greeting.feed(await stream.receive())
    return greeting


async def prove_telegram(attempt: AttemptContext, codec: Codec, stream: ByteStream, answer: bytes) -> None:
    """After `answer`, have the server show that it can read what is encrypted for Telegram. Raises `StepFailed`."""
    tools, messenger = attempt.tools, attempt.endpoint.messenger
    has_common_keys = attempt.endpoint.data_centre < _FIRST_CDN_CENTRE
    async with tools.proofs.turn(messenger, tools.timeouts.limit, may_be_first=has_common_keys) as needed:
        if not needed:
            return
        with attempt.step(Step.PROOF) as facts:
            if len(answer) == _ERROR_BYTES:
                tools.proofs.note(messenger, Proof.DECLINED, facts)
            puzzle = read_puzzle(answer)
            key = choose_key(tools.keys.telegram, puzzle)
            if key is None:
                tools.proofs.note(messenger, Proof.UNKNOWN_KEY, facts)
                return
            challenge = Challenge(puzzle, key, attempt.endpoint.data_centre)
            now = tools.clock.today().timestamp()
            question = await anyio.to_thread.run_sync(challenge.question, now, abandon_on_cancel=True)
            await stream.send(codec.encode(question))
            tools.proofs.note(messenger, challenge.judge(await mtproto.next_frame(codec, stream)), facts)


GREETINGS: dict[Wire, Greet] = {
    Wire.TCP: greet_nothing,
    Wire.STUN_TCP: greet_stun_tcp,
    Wire.STUN_TLS: greet_stun_tls,
    Wire.TLS: secure_for_app,  # and hang up
    Wire.HTTPS: greet_page,
    Wire.HTTP: greet_page,
    Wire.WEBSOCKET: greet_websocket,
    Wire.WHATSAPP_WEBSOCKET: greet_whatsapp_websocket,
    Wire.WHATSAPP_NOISE: greet_whatsapp_noise,
    Wire.MTPROTO: greet_mtproto,
    Wire.MTPROTO_WEBSOCKET: greet_mtproto_websocket,
    Wire.IMAP: greet_mail,
    Wire.SMTP: greet_mail,
}
