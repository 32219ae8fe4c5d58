"""One attempt through a proxy: connect to it, do its handshake, and greet the messenger as without it."""

import errno
from ipaddress import ip_address

from anyio.abc import ByteStream

from dialtone.model.catalogue import Endpoint
from dialtone.model.fact import Fact, Facts
from dialtone.model.frozen import Frozen, replace
from dialtone.model.host import is_public_address
from dialtone.model.proxy import Proxy, ProxyKind, SecretKind
from dialtone.model.thresholds import UNREACHABLE_HERE_SECONDS
from dialtone.model.vocabulary import Failure, Step, Trust, Variant
from dialtone.probe.attempt_context import AttemptContext
from dialtone.probe.context import ProbeContext
from dialtone.probe.failure import ProbeError, StepFailed
from dialtone.probe.greeting import GREETINGS, exchange_mtproto, prove_telegram
from dialtone.probe.protocols import mtproto
from dialtone.probe.protocols.mtproto import Transport
from dialtone.probe.protocols.tls import SOCKET, secure
from dialtone.probe.proxy.faketls import HelloShape, open_faketls
from dialtone.probe.proxy.handshake import open_connect, open_socks, open_socks4
from dialtone.probe.target import Target


class ProxyRoute(Frozen):
    """One route to one endpoint: the proxy's address and port, and what it is asked to connect to."""

    proxy: Proxy
    endpoint: Endpoint
    address: Target
    """The proxy's own address and port."""
    destination: str = ""
    """The name or address that a general proxy is asked to connect to; empty for a messenger's own proxy."""
    tls: bool = False
    """WhatsApp only: whether the chat port is wrapped in TLS."""
    shape: HelloShape = HelloShape.CURRENT
    """The shape of the FakeTLS ClientHello."""
    variant: Variant = Variant.APP


async def attempt_through_proxy(tools: ProbeContext, route: ProxyRoute) -> StepFailed | None:
    """Try one route; return None if the messenger's greeting was answered, else the step that failed."""
    attempt = AttemptContext.begin(tools, route.endpoint, route.address, route.variant)

    async def use(_with_connection: AttemptContext, stream: ByteStream) -> None:
        """Greet without what the system knows of the connection, which only leads to the proxy."""
        inside = await _shake_hands_with_proxy(attempt, stream, route)
        destination = replace(route.address, host_header=route.endpoint.host or route.destination)
        await _greet(replace(attempt, target=destination), inside, route)

    try:
        await attempt.use_connection(_connect, use)
    except StepFailed as failed:
        return failed
    return None


async def _connect(attempt: AttemptContext) -> ByteStream:
    """Connect to the proxy. On macOS a ban from the local network looks like an unreachable host, but comes sooner."""
    tools, target = attempt.tools, attempt.target
    with attempt.step(Step.TCP) as facts:
        attempt.note_route(facts)
        began = tools.clock.now()
        try:
            return await tools.net.connect(target.address, target.port)
        except OSError as error:
            # macOS keeps a program out of the local network with EHOSTUNREACH (Apple's TN3179), before a packet leaves
            # (XNU, `tcp_output`). For a host that is off it takes seconds (`arp_lookup_ip`), or says EHOSTDOWN if it
            # has just been asked for (`route_to_gwroute`).
            is_local = tools.computer.platform == "macos" and not is_public_address(ip_address(target.address))
            came_soon = tools.clock.now() - began < UNREACHABLE_HERE_SECONDS
            if is_local and came_soon and error.errno == errno.EHOSTUNREACH:
                raise ProbeError(Failure.DENIED) from None
            raise


async def _shake_hands_with_proxy(attempt: AttemptContext, stream: ByteStream, route: ProxyRoute) -> ByteStream:
    """Do the proxy's own handshake, if it has one before the messenger's."""
    speaks = _name_handshake(route)
    if not speaks:
        return stream
    with attempt.step(Step.PROXY, attempt.tools.limits.steps.proxy) as facts:
        facts[Fact.SPEAKS] = speaks
        if speaks == "disguise":
            return await _open_faketls(attempt, stream, route, facts)
        if speaks == "tls":
            return await _wrap_in_tls(attempt, stream, route, facts)
        facts[Fact.ASKED_FOR] = route.destination
        if route.proxy.kind is ProxyKind.HTTP and route.proxy.tls:
            stream = await _wrap_in_tls(attempt, stream, route, {})  # its certificate is not recorded
        await _ASK_GENERAL_PROXY[speaks](stream, route.proxy, route.destination, route.endpoint.port, facts)
        return stream


_ASK_GENERAL_PROXY = {"connect": open_connect, "socks5": open_socks, "socks4": open_socks4}
"""What asks a proxy of no messenger's own for a connection."""


def _name_handshake(route: ProxyRoute) -> str:
    """Return the name of a proxy's own handshake, as the facts have it; empty if it has none before the messenger's."""
    match route.proxy.kind:
        case ProxyKind.MTPROTO:
            return "disguise" if route.proxy.secret_kind is SecretKind.FAKETLS else ""
        case ProxyKind.WHATSAPP:
            return "tls" if route.tls else ""
        case ProxyKind.SIGNAL:
            return "tls"
        case ProxyKind.HTTP:
            return "connect"
        case ProxyKind.SOCKS5:
            return "socks5" if route.proxy.socks == "5" else "socks4"


async def _wrap_in_tls(attempt: AttemptContext, stream: ByteStream, route: ProxyRoute, facts: Facts) -> ByteStream:
    """Wrap in TLS: a proxy must prove its name; WhatsApp's need not, since the server inside proves itself."""
    contexts = attempt.tools.contexts
    unverified = route.proxy.kind is ProxyKind.WHATSAPP
    # No HTTP/2 in the outer handshake: it carries plain bytes.
    context = contexts.unverified() if unverified else contexts.verified(Trust.PUBLIC, SOCKET)
    return await secure(stream, contexts, route.proxy.host, context, Trust.PUBLIC, facts)


async def _open_faketls(attempt: AttemptContext, stream: ByteStream, route: ProxyRoute, facts: Facts) -> ByteStream:
    """Stamp the hello with server time, as the apps do: proxies reject one that is seconds off (mtg: three)."""
    now = attempt.tools.clock.today().timestamp() + attempt.tools.server_time.ahead
    facts[Fact.SHAPE] = route.shape.value
    profile = attempt.tools.hellos[f"faketls-{route.shape}"]
    return await open_faketls(stream, route.proxy.secret, route.proxy.domain, now, profile, facts)


async def _greet(attempt: AttemptContext, stream: ByteStream, route: ProxyRoute) -> None:
    """Greet the messenger; for Telegram with keys that only holders of the proxy's secret can derive."""
    if route.proxy.kind is not ProxyKind.MTPROTO:
        await GREETINGS[route.endpoint.wire](attempt, stream)
        return
    transport = Transport.OBFUSCATED if route.proxy.secret_kind is SecretKind.PLAIN else Transport.PADDED
    codec = mtproto.make_codec(transport, route.endpoint.data_centre, route.proxy.secret)
    answer = await exchange_mtproto(attempt, codec, stream)
    await prove_telegram(attempt, codec, stream, answer)
