"""Each messenger's greeting through each kind of proxy, and what goes wrong at the door."""

import errno
import ssl
from collections.abc import Awaitable, Callable

import pytest
from anyio.abc import ByteStream, SocketStream
from anyio.streams.tls import TLSStream

from dialtone.model.catalogue import Endpoint
from dialtone.model.computer import Computer
from dialtone.model.fact import Fact
from dialtone.model.frozen import replace
from dialtone.model.proxy import Proxy, ProxyKind, SecretKind
from dialtone.model.vocabulary import AddressOrigin, Failure, Step, Trust, Wire
from dialtone.probe.proxy.proxied_attempt import ProxyRoute, attempt_through_proxy
from dialtone.probe.target import Target
from lab.mtproto import Session as Telegram
from lab.mtproxy import SECRET, dressed_answer
from lab.wanoise import Session as WhatsApp
from probe.conftest import ProbeRun
from probe.loopback import is_silent, secured, serve
from probe.telegram_proxy import Secretive

Handler = Callable[[ByteStream], Awaitable[None]]
ADDRESS = "10.0.0.9"
DOOR = Target(ADDRESS, 443, AddressOrigin.BUILT_IN)
DRESSED = Proxy(ProxyKind.MTPROTO, ADDRESS, 443, SECRET, SecretKind.FAKETLS, "www.example.org")
KEEP_ALIVE = b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"


async def _attempt(
    run: ProbeRun,
    server: Callable[..., Awaitable[None]],
    proxy: Proxy,
    destination: str = "",
    *,
    endpoint: Endpoint | None = None,
) -> tuple[Step, Failure] | None:
    """Greet Telegram, or an endpoint, through a proxy; return what failed."""
    endpoint = endpoint or run.endpoint(Wire.MTPROTO, host=None)
    async with serve(server) as run.net.routes[ADDRESS, 443]:
        route = ProxyRoute(proxy, endpoint, DOOR, destination=destination, tls=bool(proxy.tls))
        failed = await attempt_through_proxy(run.tools, route)
    return (failed.step, failed.failure) if failed else None


@pytest.mark.parametrize("kind", [SecretKind.PLAIN, SecretKind.PADDED, SecretKind.FAKETLS])
async def test_telegrams_own_proxy(run: ProbeRun, kind: SecretKind) -> None:
    proxy = Proxy(ProxyKind.MTPROTO, ADDRESS, 443, SECRET, kind, "www.example.org")
    dressed = kind is SecretKind.FAKETLS
    assert await _attempt(run, Secretive(dressed=dressed), proxy) is None
    assert [o.step for o in run.seen()] == [Step.TCP, *([Step.PROXY] if dressed else []), Step.MTPROTO, Step.PROOF]
    assert run.seen(Step.MTPROTO)[0].facts[Fact.ANSWER] == "resPQ"
    assert run.seen(Step.PROOF)[0].facts[Fact.PROOF] == "shown"


@pytest.mark.parametrize(
    ("platform", "address", "error", "failure"),
    [
        ("macos", ADDRESS, errno.EHOSTUNREACH, Failure.DENIED),
        ("macos", "fd00::9", errno.EHOSTUNREACH, Failure.DENIED),
        ("macos", "1.1.1.1", errno.EHOSTUNREACH, Failure.UNREACHABLE),
        ("macos", ADDRESS, errno.EHOSTDOWN, Failure.UNREACHABLE),
        ("macos", ADDRESS, errno.ECONNREFUSED, Failure.REFUSED),
        ("linux", ADDRESS, errno.EHOSTUNREACH, Failure.UNREACHABLE),
    ],
)
async def test_macos_says_at_once_that_it_keeps_a_program_out_of_the_local_network(
    run: ProbeRun, platform: str, address: str, error: int, failure: Failure
) -> None:
    run.net.routes[address, 443] = OSError(error, "")
    route = ProxyRoute(DRESSED, run.endpoint(Wire.MTPROTO, host=None), replace(DOOR, address=address))
    failed = await attempt_through_proxy(replace(run.tools, computer=Computer(platform)), route)
    assert failed is not None
    assert failed.failure is failure


def _ends(part: Callable[[bytes], bytes], *, later: bool = False) -> Handler:
    """A dressed proxy that sends a part of its answer and ends the connection in order; or after the next message."""

    async def handle(stream: ByteStream) -> None:
        hello = await stream.receive()
        while len(hello) < 5 + int.from_bytes(hello[3:5], "big"):
            hello += await stream.receive()
        await stream.send(part(dressed_answer(hello, hello[11:43])))
        if later:
            await stream.receive()

    return handle


@pytest.mark.parametrize(
    ("server", "step"),
    [
        (_ends(lambda _: b""), Step.PROXY),
        (_ends(lambda answer: answer[:3]), Step.PROXY),
        (_ends(lambda answer: answer[:20]), Step.PROXY),
        (_ends(lambda answer: answer, later=True), Step.MTPROTO),
        (_ends(lambda answer: answer + b"\x17\x03\x03\x00\x40" + bytes(9), later=True), Step.MTPROTO),
    ],
    ids=["at once", "in a head", "in a record", "behind the door", "in a record behind the door"],
)
async def test_a_dressed_proxy_that_ends_in_order_is_no_bug(run: ProbeRun, server: Handler, step: Step) -> None:
    """As one does whose user's time is over, or which does not reach Telegram."""
    assert await _attempt(run, server, DRESSED) == (step, Failure.CLOSED)
    assert [o.failure for o in run.seen(step)] == [Failure.CLOSED]


@pytest.mark.usefixtures("brisk")
async def test_a_wrong_secret_is_met_with_silence(run: ProbeRun) -> None:
    proxy = Proxy(ProxyKind.MTPROTO, ADDRESS, 443, bytes(16), SecretKind.PADDED)
    assert await _attempt(run, Secretive(dressed=False), proxy) == (Step.MTPROTO, Failure.TIMEOUT)


def scripted(*turns: tuple[bytes | None, bytes], then: Handler | None = None) -> Handler:
    """A general proxy that expects bytes (None: whatever comes) and answers each with bytes."""

    async def handle(stream: ByteStream) -> None:
        for expected, answer in turns:
            heard = await stream.receive()
            while expected is not None and len(heard) < len(expected):
                heard += await stream.receive()
            assert expected in (None, heard)
            await stream.send(answer)
        await (then or is_silent)(stream)

    return handle


async def _telegram(stream: ByteStream) -> None:
    session = Telegram()
    while True:
        await stream.send(session.feed(await stream.receive()))


BOUND = b"\x01" + bytes(6)
BY_ADDRESS = b"\x05\x01\x00\x01\x95\x9a\xa7\x33\x01\xbb"
BY_NAME = b"\x05\x01\x00\x03\x09dc.a.test\x01\xbb"


@pytest.mark.parametrize(
    ("destination", "request_bytes", "reply"),
    [
        ("149.154.167.51", BY_ADDRESS, b"\x05\x00\x00" + BOUND),
        ("dc.a.test", BY_NAME, b"\x05\x00\x00\x03\x04here\x00\x50"),
        ("149.154.167.51", BY_ADDRESS, b"\x05\x00\x00\x04" + bytes(18)),
    ],
)
async def test_socks(run: ProbeRun, destination: str, request_bytes: bytes, reply: bytes) -> None:
    server = scripted((b"\x05\x01\x00", b"\x05\x00"), (request_bytes, reply), then=_telegram)
    assert await _attempt(run, server, NOBODY, destination) is None


@pytest.mark.parametrize(
    ("version", "destination", "request_bytes"),
    [
        ("4", "149.154.167.51", b"\x04\x01\x01\xbb\x95\x9a\xa7\x33\x00"),
        ("4a", "149.154.167.51", b"\x04\x01\x01\xbb\x95\x9a\xa7\x33\x00"),
        ("4a", "dc.a.test", b"\x04\x01\x01\xbb\x00\x00\x00\xff\x00dc.a.test\x00"),
    ],
)
async def test_older_socks(run: ProbeRun, version: str, destination: str, request_bytes: bytes) -> None:
    server = scripted((request_bytes, GRANTED4), then=_telegram)
    assert await _attempt(run, server, replace(NOBODY, socks=version), destination) is None


GRANTED4, REFUSED4, WHO4 = (b"\x00" + code + bytes(6) for code in (b"\x5a", b"\x5b", b"\x5d"))
LOGIN = Proxy(ProxyKind.SOCKS5, ADDRESS, 443, username="ira", password="kolokol")
SAYS_WHO = (b"\x01\x03ira\x07kolokol", b"\x01\x00")


async def test_socks_with_a_password(run: ProbeRun) -> None:
    server = scripted(
        (b"\x05\x02\x00\x02", b"\x05\x02"), SAYS_WHO, (BY_ADDRESS, b"\x05\x00\x00" + BOUND), then=_telegram
    )
    assert await _attempt(run, server, LOGIN, "149.154.167.51") is None
    assert "kolokol" not in repr(run.seen())


NOBODY = replace(LOGIN, username="", password="")
CONNECT = replace(NOBODY, kind=ProxyKind.HTTP)
OLD = replace(NOBODY, socks="4")


@pytest.mark.parametrize(
    ("proxy", "turns", "failure", "facts"),
    [
        (NOBODY, [(None, b"\x05\xff")], Failure.DECLINED, {"login": False}),
        (NOBODY, [(None, b"\x05\x02")], Failure.DECLINED, {"login": False}),
        (LOGIN, [(None, b"\x05\x02"), (None, b"\x01\x01")], Failure.DECLINED, {"login": False}),
        (replace(LOGIN, password="x" * 256), [(None, b"\x05\x02")], Failure.DECLINED, {"login": False}),
        (NOBODY, [(None, b"\x05\x00"), (None, b"\x05\x04\x00" + BOUND)], Failure.DECLINED, {"reply": 4}),
        (NOBODY, [(None, b"\x05\x00"), (None, b"\x05\x00\x00\x09" + bytes(6))], Failure.BAD_ANSWER, {"reply": 0}),
        (NOBODY, [(None, b"HTTP/1.1 400 Bad Request\r\n\r\n")], Failure.BAD_ANSWER, {}),
        (NOBODY, [(None, b"\x05\x05")], Failure.BAD_ANSWER, {}),
        (NOBODY, [(None, b"\x05\x01\x00")], Failure.BAD_ANSWER, {}),  # our own words, sent back
        (OLD, [(None, REFUSED4)], Failure.DECLINED, {"reply": 0x5B}),
        (OLD, [(None, WHO4)], Failure.DECLINED, {"reply": 0x5D, "login": False}),
        (OLD, [(None, b"\x05\xff" + bytes(6))], Failure.BAD_ANSWER, {}),
        (CONNECT, [(None, b"HTTP/1.1 407 No\r\nContent-Length: 0\r\n\r\n")], Failure.DECLINED, {"status": 407}),
        (CONNECT, [(None, b"HTTP/1.1 502 No\r\nContent-Length: 0\r\n\r\n")], Failure.DECLINED, {"status": 502}),
        (CONNECT, [(None, b"\x05\x00 garbage\r\n\r\n")], Failure.BAD_ANSWER, {}),
        (CONNECT, [(None, b"HTTP/1.1 200 OK\r\n\r\nWelcome")], Failure.BAD_ANSWER, {"status": 200}),
        (CONNECT, [(None, b"HTTP/1.1 200 OK\r\nX: " + b"x" * 40000)], Failure.BAD_ANSWER, {}),
    ],
)
async def test_a_door_that_does_not_open(
    run: ProbeRun, proxy: Proxy, turns: list[tuple[bytes | None, bytes]], failure: Failure, facts: dict[str, object]
) -> None:
    assert await _attempt(run, scripted(*turns), proxy, "149.154.167.51") == (Step.PROXY, failure)
    assert facts.items() <= run.seen(Step.PROXY)[0].facts.items()


@pytest.mark.usefixtures("brisk")
async def test_a_door_behind_which_nobody_stirs(run: ProbeRun) -> None:
    assert await _attempt(run, is_silent, NOBODY, "149.154.167.51") == (Step.PROXY, Failure.TIMEOUT)


async def test_connect_with_a_password(run: ProbeRun) -> None:
    heard = []

    async def proxy(stream: ByteStream) -> None:
        heard.append(await stream.receive())
        await stream.send(b"HTTP/1.1 200 Connection established\r\n\r\n")
        await _telegram(stream)

    assert await _attempt(run, proxy, replace(LOGIN, kind=ProxyKind.HTTP), "2001:67c:4e8:f002::a") is None
    assert heard[0].startswith(b"CONNECT [2001:67c:4e8:f002::a]:443 HTTP/1.1\r\n")
    assert b"Basic aXJhOmtvbG9rb2w=" in heard[0]


@pytest.mark.parametrize(("shown", "failed_at"), [("public", None), ("signal", (Step.PROXY, Failure.CERT_UNTRUSTED))])
async def test_a_proxy_inside_tls_proves_its_name_and_nothing_of_it_is_noted(
    run: ProbeRun, shown: str, failed_at: tuple[Step, Failure] | None
) -> None:
    proxy = scripted((None, b"HTTP/1.1 200 Connection established\r\n\r\n"), then=_telegram)
    server = secured(getattr(run.authorities, shown).serve("office.test"), proxy)
    inside = replace(CONNECT, host="office.test", tls=True)
    assert await _attempt(run, server, inside, "149.154.167.51") == failed_at
    assert "office.test" not in repr(run.seen())


def _signal_relay(outer: ssl.SSLContext, inner: ssl.SSLContext) -> Callable[[SocketStream], Awaitable[None]]:
    """TLS inside TLS: the relay and what it leads to."""

    async def handle(stream: ByteStream) -> None:
        tls = await TLSStream.wrap(stream, server_side=True, ssl_context=inner, standard_compatible=False)
        await tls.receive()
        await tls.send(KEEP_ALIVE)

    return secured(outer, handle)


@pytest.mark.parametrize(
    ("outer", "inner", "failed_at"),
    [
        ("public", "signal", None),
        ("local", "signal", None),  # what this system trusts; that Mozilla does not is noted
        ("public", "public", (Step.TLS, Failure.CERT_UNTRUSTED)),
        ("signal", "signal", (Step.PROXY, Failure.CERT_UNTRUSTED)),
    ],
)
async def test_signals_relay(run: ProbeRun, outer: str, inner: str, failed_at: tuple[Step, Failure] | None) -> None:
    proxy = Proxy(ProxyKind.SIGNAL, "relay.test", 443)
    relay = _signal_relay(getattr(run.authorities, outer).serve("relay.test"), getattr(run.authorities, inner).serve())
    endpoint = run.endpoint(Wire.HTTPS, trust=Trust.SIGNAL, path="/v1/keepalive")
    assert await _attempt(run, relay, proxy, endpoint=endpoint) == failed_at


@pytest.mark.parametrize("tls", [True, False])
async def test_whatsapps_relay(run: ProbeRun, tls: bool) -> None:
    async def chat(stream: ByteStream) -> None:
        session = WhatsApp()
        while True:
            await stream.send(session.feed(await stream.receive()))

    proxy = Proxy(ProxyKind.WHATSAPP, ADDRESS, 443, tls=tls)
    # A homemade certificate, for another name: normal there.
    server = secured(run.authorities.signal.serve("somebody.test"), chat) if tls else chat
    assert await _attempt(run, server, proxy, endpoint=run.endpoint(Wire.WHATSAPP_NOISE)) is None
    assert [o.step for o in run.seen()] == [Step.TCP, *([Step.PROXY] if tls else []), Step.NOISE, Step.PROOF]
