"""Bytes of proxies and of certificates: whatever comes, a handshake ends with what it is, and never with a bug."""

import random
from collections.abc import Awaitable, Callable
from types import SimpleNamespace
from typing import Any

import anyio
import pytest
from anyio.abc import ByteStream
from cryptography.hazmat.primitives.serialization import Encoding
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dialtone.model.fact import Facts
from dialtone.model.proxy import Proxy, ProxyKind
from dialtone.model.vocabulary import Failure
from dialtone.probe.failure import NETWORK_ERRORS, classify
from dialtone.probe.protocols.datagrams import quic_request, reflector_request, time_request
from dialtone.probe.protocols.mail import IMAP, SMTP, MailLines, MailProtocol, ask_for_tls
from dialtone.probe.protocols.tls import issuer_name, presented_chain
from dialtone.probe.proxy.faketls import FakeTlsStream
from dialtone.probe.proxy.handshake import open_connect, open_socks, open_socks4
from fuzz.recorded import Recorded
from probe.certificates import Authority

_THIN = settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
_ANY = st.binary(max_size=200)
_SOCKS5 = st.sampled_from(
    [b"\x05\x00", b"\x05\x02", b"\x05\xff", b"\x05\x00\x00\x01", b"\x01\x00", b"\x00\x5a", b"\x05"]
)
_HTTP = st.sampled_from(
    [b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 100 Continue\r\n\r\n", b"HTTP/1.0 407 No\r\n", b"\r\n", b"x: y\r\n"]
)
_RECORDS = st.builds(
    lambda kind, body: bytes([kind, 3, 3]) + len(body).to_bytes(2, "big") + body,
    st.sampled_from([20, 21, 22, 23]),
    _ANY,
)
_PROXY = Proxy(ProxyKind.SOCKS5, "192.0.2.1", 1080, username="u", password="p", socks="4a")

Handshake = Callable[[ByteStream, Proxy, str, int, Facts], Awaitable[None]]


def _meet(handshake: Callable[[], Awaitable[object]]) -> None:
    failure: object = Failure.CLOSED
    try:
        anyio.run(handshake)
    except NETWORK_ERRORS as error:
        failure = classify(error)
    assert failure is not None


@_THIN
@given(st.sampled_from([open_socks, open_socks4, open_connect]), st.lists(st.one_of(_SOCKS5, _HTTP, _ANY), max_size=6))
def test_a_proxy_may_say_anything(handshake: Handshake, pieces: list[bytes]) -> None:
    _meet(lambda: handshake(Recorded(pieces), _PROXY, "chat.test", 443, {}))


@_THIN
@given(st.lists(st.one_of(_RECORDS, _ANY), max_size=8))
def test_faketls_may_hold_anything(pieces: list[bytes]) -> None:
    async def answer() -> None:
        await FakeTlsStream(Recorded(pieces)).check_answer(bytes(16), bytes(32), {})

    async def data() -> None:
        stream = FakeTlsStream(Recorded(pieces))
        while True:
            assert await stream.receive()

    _meet(answer)
    _meet(data)


@_THIN
@given(st.sampled_from([IMAP, SMTP]), st.booleans(), st.lists(_ANY, max_size=6))
def test_a_mail_server_may_say_anything(mail: MailProtocol, plainly: bool, pieces: list[bytes]) -> None:
    async def greet() -> None:
        if plainly:
            await ask_for_tls(Recorded(pieces), mail)
        else:
            mail.check(await MailLines(Recorded(pieces)).greeting())

    _meet(greet)


@_THIN
@given(_ANY)
def test_datagrams_are_answers_or_not(datagram: bytes) -> None:
    assert not any(make().is_answer(datagram) for make in (quic_request, reflector_request, time_request))


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    authority = Authority("Some Root", tmp_path_factory.mktemp("authority"))
    authority.serve("chat.test")
    return authority.made["chat.test"].public_bytes(Encoding.DER)


def test_a_changed_certificate_is_read_or_passed_over(certificate: bytes) -> None:
    draw, read = random.Random(1), 0
    for _ in range(3_000):
        changed = bytearray(certificate)
        for _ in range(draw.choice((1, 1, 2, 8))):
            changed[draw.randrange(len(changed))] ^= 1 << draw.randrange(8)
        shown: Any = SimpleNamespace(get_unverified_chain=lambda sent=bytes(changed): [sent, sent])
        tls: Any = SimpleNamespace(extra=lambda _attribute, shown=shown: shown)
        for one in presented_chain(tls):
            assert isinstance(issuer_name(one), str)
            read += 1
    assert read > 100
