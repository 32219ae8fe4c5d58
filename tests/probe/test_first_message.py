"""What a server says first after an upgrade or in a body: noted, and never a verdict by itself."""

from collections.abc import Callable

import pytest
from anyio.abc import ByteStream

from dialtone.model.catalogue import Endpoint
from dialtone.model.fact import Fact
from dialtone.model.frozen import replace
from dialtone.model.observation import Observation
from dialtone.model.vocabulary import Step, Wire
from dialtone.probe.attempt import attempt
from dialtone.probe.context import ProbeContext
from dialtone.probe.target import Origin, Target
from probe.certificates import HOST
from probe.conftest import Authorities
from probe.loopback import LoopbackNetwork, says, secured, serve
from probe.websocket_server import accepts, frame

pytestmark = pytest.mark.anyio

Seen = Callable[..., list[Observation]]
Make = Callable[..., Endpoint]
TARGET = Target("10.0.0.1", 443, Origin.SYSTEM, HOST)
HELLO = b'{"t":null,"s":null,"op":10,"d":{"heartbeat_interval":41250}}'


@pytest.mark.parametrize(
    ("frames", "as_expected"),
    [
        ([frame(1, HELLO)], True),
        ([frame(2, HELLO)], True),
        ([frame(1, HELLO[:20], final=False), frame(0, HELLO[20:])], True),
        ([frame(1, b"{}")], False),
        ([frame(8, b"")], False),
        ([], False),
    ],
    ids=["text", "binary", "in parts", "something else", "goodbye", "silence"],
)
async def test_the_first_frame_is_noted(
    tools: ProbeContext,
    net: LoopbackNetwork,
    authorities: Authorities,
    make_endpoint: Make,
    seen: Seen,
    frames: list[bytes],
    as_expected: bool,
) -> None:
    async with serve(secured(authorities.public.serve(), accepts(*frames))) as port:
        net.routes["10.0.0.1", 443] = port
        assert await attempt(tools, make_endpoint(Wire.WEBSOCKET, expect_text='"op":10'), TARGET) is None
    assert seen(Step.WEBSOCKET)[0].facts[Fact.TEXT_AS_EXPECTED] is as_expected


@pytest.mark.parametrize(("body", "as_expected"), [(b'{"status":"OK"}', True), (b"busy", False)])
async def test_the_body_is_noted(
    tools: ProbeContext,
    net: LoopbackNetwork,
    authorities: Authorities,
    make_endpoint: Make,
    seen: Seen,
    body: bytes,
    as_expected: bool,
) -> None:
    page = b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%b" % (len(body), body)
    async with serve(secured(authorities.public.serve(alpn=("http/1.1",)), says(page))) as port:
        net.routes["10.0.0.1", 443] = port
        assert await attempt(tools, make_endpoint(Wire.HTTPS, expect_text='"OK"'), TARGET) is None
    assert seen(Step.HTTP)[0].facts[Fact.TEXT_AS_EXPECTED] is as_expected


@pytest.mark.parametrize(
    ("origin", "sent"), [("", b"https://chat.test"), ("https://web.chat.test", b"https://web.chat.test")]
)
async def test_an_upgrade_says_where_it_comes_from(
    tools: ProbeContext, net: LoopbackNetwork, authorities: Authorities, make_endpoint: Make, origin: str, sent: bytes
) -> None:
    asked: list[bytes] = []

    async def listens(stream: ByteStream) -> None:
        asked.append(await stream.receive())

    async with serve(secured(authorities.public.serve(), listens)) as port:
        net.routes["10.0.0.1", 443] = port
        await attempt(tools, replace(make_endpoint(Wire.WEBSOCKET), origin=origin), TARGET)
    lines = [line.lower() for line in asked[0].split(b"\r\n")]
    assert b"origin: " + sent in lines
