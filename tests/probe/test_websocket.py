"""The upgrade and the frames after it."""

from collections.abc import Awaitable, Callable

import anyio
import pytest
from anyio.abc import ByteStream

from dialtone.model.fact import Facts
from dialtone.model.vocabulary import Failure
from dialtone.probe.failure import NETWORK_ERRORS, classify
from dialtone.probe.net import Network
from dialtone.probe.protocols.websocket import WebSocket
from named_rows import named_rows
from probe.loopback import says, serve
from probe.websocket_server import accepts, frame


async def _receive(handler: Callable[[ByteStream], Awaitable[None]]) -> tuple[Facts, bytes | Failure]:
    """Upgrade and wait for one message; give it, or how it failed."""
    facts: Facts = {}
    async with serve(handler) as port:
        stream = await Network().connect("127.0.0.1", port)
        try:
            socket = WebSocket(stream)
            with anyio.fail_after(1):
                await socket.upgrade("chat.test", "/ws", {"Origin": "https://chat.test"}, ["binary"], facts)
                return facts, await socket.receive()
        except NETWORK_ERRORS as error:
            failure = classify(error)
            assert failure is not None
            return facts, failure
        finally:
            await anyio.aclose_forcefully(stream)


async def test_the_request_is_an_upgrade() -> None:
    asked: list[bytes] = []

    async def listen(stream: ByteStream) -> None:
        asked.append(await stream.receive())

    assert (await _receive(listen))[1] is Failure.CLOSED
    (request,) = asked
    assert request.startswith(b"GET /ws HTTP/1.1\r\nHost: chat.test\r\n")
    for line in (b"Upgrade: WebSocket", b"Sec-WebSocket-Protocol: binary", b"Origin: https://chat.test"):
        assert line.lower() + b"\r\n" in request.lower()


async def test_a_message_in_the_same_packet_as_the_acceptance() -> None:
    facts, message = await _receive(accepts(frame(2, b"hello")))
    assert (facts, message) == ({"status": 101}, b"hello")


async def test_a_message_in_pieces_with_pings_between() -> None:
    pieces = (frame(2, b"he", final=False), frame(9, b"?"), frame(0, b"l", final=False), frame(0, b"lo"))
    assert (await _receive(accepts(*pieces)))[1] == b"hello"


@pytest.mark.parametrize(
    ("status", "failure"),
    [
        ("403 Forbidden", Failure.BAD_ANSWER),
        ("200 OK", Failure.BAD_ANSWER),
        ("302 Found", Failure.BAD_ANSWER),
        ("503 Service Unavailable", Failure.HTTP_ERROR),
    ],
)
async def test_a_refusal_is_noted_with_its_status(status: str, failure: Failure) -> None:
    answer = f"HTTP/1.1 {status}\r\nContent-Length: 0\r\n\r\n".encode()
    assert await _receive(says(answer)) == ({"status": int(status[:3])}, failure)


@named_rows("handler", {
"wrong key": accepts(key=b"c29tZWJvZHkgZWxzZSdzIQ=="),
"other protocol": accepts(extra="Sec-WebSocket-Protocol: other\r\n"),
"protocol bytes": accepts(extra="Sec-WebSocket-Protocol: \xff\r\n"),
"extension": accepts(extra="Sec-WebSocket-Extensions: unheard-of\r\n"),
"extension bytes": accepts(extra="Sec-WebSocket-Extensions: \xff\xfe\r\n"),
"tls": says(b"\x16\x03\x01\x02\x00"),
"bare 101": says(b"HTTP/1.1 101 Switching Protocols\r\n\r\n"),
"connection bytes": says(b"HTTP/1.1 101 Switching Protocols\r\nConnection: \xff\r\n\r\n"),
"headers": says(b"HTTP/1.1 200 OK\r\n" + b"x: y\r\n" * 20_000),
"text": accepts(frame(1, b"text")),
"no text": accepts(frame(1, b"\xff\xfe")),
"unfinished": accepts(frame(2, b"a", final=False), frame(2, b"b")),
"lost piece": accepts(frame(0, b"a piece of nothing")),
"opcode": accepts(frame(3, b"reserved")),
"bits": accepts(b"\xf2\x01a"),
"masked": accepts(b"\x82\x81mask!"),
"length": accepts(b"\x82\x7f\xff\xff\xff\xff\xff\xff\xff\xff"),
"long ping": accepts(frame(9, bytes(200))),
"long message": accepts(frame(2, bytes(60_000), final=False), frame(0, bytes(60_000))),
"huge frame": accepts(b"\x82\x7f" + (1 << 40).to_bytes(8, "big") + bytes(100_000)),
"pings": accepts(*[frame(9, b"ping")] * 20_000),
})  # fmt: skip
async def test_what_is_no_websocket(handler: Callable[[ByteStream], Awaitable[None]]) -> None:
    assert (await _receive(handler))[1] is Failure.BAD_ANSWER


@pytest.mark.parametrize(
    "handler", [accepts(frame(8, b"\x03\xe8bye")), accepts(frame(8, b"")), says(b"")], ids=range(3)
)
async def test_a_goodbye(handler: Callable[[ByteStream], Awaitable[None]]) -> None:
    assert (await _receive(handler))[1] is Failure.CLOSED
