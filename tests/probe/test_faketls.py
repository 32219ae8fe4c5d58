"""The TLS dress of a Telegram proxy: only who knows the secret gets past it, and a liar is told apart."""

import hashlib
import hmac
import os
from collections.abc import Awaitable, Callable

import pytest
from anyio.abc import ByteStream

from client_hellos import HELLOS
from dialtone.model.client_hello import ClientHello
from dialtone.model.fact import Fact, Facts
from dialtone.model.vocabulary import Failure
from dialtone.probe.failure import ProbeError
from dialtone.probe.net import Network
from dialtone.probe.protocols.client_hello import RANDOM_AT, RANDOM_BYTES, make_hello
from dialtone.probe.proxy.faketls import open_faketls, sign
from lab.mtproxy import SECRET, Records, dressed_answer
from lab.packets import client_hello
from probe.loopback import serve

CURRENT, CLASSIC = HELLOS["faketls-current"], HELLOS["faketls-classic"]
DOMAIN = "www.example.org"
NOW = 1_790_000_000.0
Handler = Callable[[ByteStream], Awaitable[None]]


def test_a_hello_names_the_domain() -> None:
    assert client_hello(make_hello(CLASSIC, DOMAIN))[1] == DOMAIN


@pytest.mark.parametrize("domain", ["a.io", DOMAIN, "x" * 60 + ".example.org"])
def test_the_classic_hello_has_the_length_that_older_proxies_demand(domain: str) -> None:
    assert len(make_hello(CLASSIC, domain)) == 517


def test_the_random_is_an_hmac_with_the_time_in_it() -> None:
    hello = make_hello(CURRENT, DOMAIN)
    signed = sign(hello, SECRET, NOW)
    digest = hmac.digest(SECRET, hello, hashlib.sha256)
    random = signed[RANDOM_AT : RANDOM_AT + RANDOM_BYTES]
    assert random[:28] == digest[:28]
    assert int.from_bytes(bytes(a ^ b for a, b in zip(random[28:], digest[28:], strict=True)), "little") == int(NOW)
    assert signed[:RANDOM_AT] + bytes(RANDOM_BYTES) + signed[RANDOM_AT + RANDOM_BYTES :] == hello


async def _hello(stream: ByteStream) -> bytes:
    hello = b""
    while len(hello) < 5 or len(hello) < 5 + int.from_bytes(hello[3:5], "big"):
        hello += await stream.receive()
    return hello


async def _knows(stream: ByteStream) -> None:
    """A proxy that knows the secret, and then says everything again, in small pieces."""
    hello = await _hello(stream)
    await stream.send(dressed_answer(hello, hello[11:43]))
    records = Records()
    while True:
        if plain := records.unwrap(await stream.receive()):
            for byte in records.wrap(plain) + b"\x14\x03\x03\x00\x01\x01":
                await stream.send(bytes((byte,)))


async def _is_a_site(stream: ByteStream) -> None:
    """A real site: the same shape, another random."""
    hello = await _hello(stream)
    answer = dressed_answer(hello, hello[11:43])
    await stream.send(answer[:11] + os.urandom(32) + answer[43:])


def _answers(data: bytes) -> Handler:
    async def handle(stream: ByteStream) -> None:
        await _hello(stream)
        await stream.send(data)

    return handle


async def test_inside_the_dress_bytes_go_both_ways() -> None:
    data, echo = os.urandom(7000), b""
    facts: Facts = {}
    async with serve(_knows) as port, await Network().connect("127.0.0.1", port) as stream:
        inside = await open_faketls(stream, SECRET, DOMAIN, NOW, CURRENT, facts)
        await inside.send(data)
        while len(echo) < len(data):
            echo += await inside.receive()
    assert echo == data
    assert facts[Fact.SNI] == DOMAIN


@pytest.mark.parametrize(
    ("handler", "failure", "looks_like_tls"),
    [
        (_is_a_site, Failure.BAD_ANSWER, True),
        (_answers(b"\x15\x03\x03\x00\x02\x02\x28"), Failure.ALERT, True),
        (_answers(b"\x16\x03\x03\x00\x02\x02\x28\x16\x03\x03\x00\x00"), Failure.BAD_ANSWER, True),
        (_answers(b"HTTP/1.1 400 Bad Request\r\n\r\n"), Failure.BAD_ANSWER, False),
        (_answers(b"\x16\x03\x03\xff\xff" + bytes(65535)), Failure.BAD_ANSWER, False),
        (_answers(b"\x16\x03\x03\x00\x01\x02\x14\x03\x03\x00\x00\x17\x03\x03\x00\x00"), Failure.BAD_ANSWER, True),
    ],
)
async def test_without_the_secret_it_is_no_proxy(handler: Handler, failure: Failure, looks_like_tls: bool) -> None:
    facts: Facts = {}
    async with serve(handler) as port, await Network().connect("127.0.0.1", port) as stream:
        with pytest.raises(ProbeError) as refused:
            await open_faketls(stream, SECRET, DOMAIN, NOW, CLASSIC, facts)
    assert refused.value.failure is failure
    assert facts.get(Fact.LOOKS_LIKE_TLS, False) is looks_like_tls


@pytest.mark.parametrize("profile", [CURRENT, CLASSIC], ids=lambda p: p.id)
def test_a_hello_carries_the_bytes_of_the_secret(profile: ClientHello) -> None:
    """A proxy compares them byte for byte: capitals stay, and so does what is no name."""
    for domain in (b"WWW.Example.com", b"8.8.8.8", "имя".encode()):
        assert domain in make_hello(profile, domain.decode("latin-1"))
