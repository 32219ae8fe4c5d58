"""What a server says first after an upgrade or in a body: noted, and never a verdict by itself."""

import pytest
from anyio.abc import ByteStream

from dialtone.model.fact import Fact
from dialtone.model.vocabulary import AddressOrigin, Step, Wire
from dialtone.probe.target import Target
from named_rows import named_rows
from probe.certificates import HOST
from probe.conftest import ProbeRun
from probe.loopback import says, secured
from probe.websocket_server import accepts, frame

TARGET = Target("10.0.0.1", 443, AddressOrigin.SYSTEM, HOST)
HELLO = b'{"t":null,"s":null,"op":10,"d":{"heartbeat_interval":41250}}'


@named_rows(
    ("frames", "as_expected"),
    {
        "text": ([frame(1, HELLO)], True),
        "binary": ([frame(2, HELLO)], True),
        "in parts": ([frame(1, HELLO[:20], final=False), frame(0, HELLO[20:])], True),
        "something else": ([frame(1, b"{}")], False),
        "goodbye": ([frame(8, b"")], False),
        "silence": ([], False),
    },
)
async def test_the_first_frame_is_noted(run: ProbeRun, frames: list[bytes], as_expected: bool) -> None:
    server = secured(run.authorities.public.serve(), accepts(*frames))
    assert await run.meet(server, run.endpoint(Wire.WEBSOCKET, expect_text='"op":10')) is None
    assert run.seen(Step.WEBSOCKET)[0].facts[Fact.TEXT_AS_EXPECTED] is as_expected


@pytest.mark.parametrize(("body", "as_expected"), [(b'{"status":"OK"}', True), (b"busy", False)])
async def test_the_body_is_noted(run: ProbeRun, body: bytes, as_expected: bool) -> None:
    page = b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%b" % (len(body), body)
    server = secured(run.authorities.public.serve(alpn=("http/1.1",)), says(page))
    assert await run.meet(server, run.endpoint(Wire.HTTPS, expect_text='"OK"')) is None
    assert run.seen(Step.HTTP)[0].facts[Fact.TEXT_AS_EXPECTED] is as_expected


@pytest.mark.parametrize(
    ("origin", "sent"), [("", b"https://chat.test"), ("https://web.chat.test", b"https://web.chat.test")]
)
async def test_an_upgrade_says_where_it_comes_from(run: ProbeRun, origin: str, sent: bytes) -> None:
    asked: list[bytes] = []

    async def listens(stream: ByteStream) -> None:
        asked.append(await stream.receive())

    server = secured(run.authorities.public.serve(), listens)
    await run.meet(server, run.endpoint(Wire.WEBSOCKET, origin=origin))
    lines = [line.lower() for line in asked[0].split(b"\r\n")]
    assert b"origin: " + sent in lines
