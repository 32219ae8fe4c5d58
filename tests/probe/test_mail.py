"""The first line of a mail server."""

from collections.abc import Callable

import pytest
from anyio.abc import ByteStream
from anyio.lowlevel import checkpoint

from dialtone.model.catalogue import Endpoint
from dialtone.model.observation import Observation
from dialtone.model.vocabulary import Failure, Step, Wire
from dialtone.probe.attempt import attempt
from dialtone.probe.context import ProbeContext
from dialtone.probe.target import Origin, Target
from probe.certificates import HOST
from probe.conftest import Authorities
from probe.loopback import LoopbackNetwork, secured, serve

pytestmark = pytest.mark.anyio

TARGET = Target("10.0.0.1", 993, Origin.SYSTEM, HOST)


@pytest.mark.parametrize(
    ("wire", "parts", "failure"),
    [
        (Wire.IMAP, [b"* OK [CAPABILITY IMAP4rev1] ready\r\n"], None),
        (Wire.IMAP, [b"* O", b"K ready\r", b"\n"], None),
        (Wire.IMAP, [b"* PREAUTH welcome\r\n"], None),
        (Wire.IMAP, [b"* BYE too many connections\r\n"], Failure.HTTP_ERROR),
        (Wire.IMAP, [b"HTTP/1.1 400 Bad Request\r\n"], Failure.BAD_ANSWER),
        (Wire.IMAP, [b"x" * 5000], Failure.BAD_ANSWER),
        (Wire.IMAP, [], Failure.CLOSED),
        (Wire.SMTP, [b"220 mx.chat.test ESMTP\r\n"], None),
        (Wire.SMTP, [b"220-mx.chat.test\r\n220 ready\r\n"], None),
        (Wire.SMTP, [b"421 too busy\r\n"], Failure.HTTP_ERROR),
        (Wire.SMTP, [b"554 no service\r\n"], Failure.HTTP_ERROR),
        (Wire.SMTP, [b"5\r\n"], Failure.BAD_ANSWER),
        (Wire.SMTP, [b"* OK ready\r\n"], Failure.BAD_ANSWER),
    ],
)
async def test_the_first_line_is_the_greeting(
    tools: ProbeContext,
    net: LoopbackNetwork,
    authorities: Authorities,
    make_endpoint: Callable[..., Endpoint],
    seen: Callable[..., list[Observation]],
    wire: Wire,
    parts: list[bytes],
    failure: Failure | None,
) -> None:
    async def speaks(stream: ByteStream) -> None:
        for part in parts:
            await stream.send(part)
            await checkpoint()

    async with serve(secured(authorities.public.serve(), speaks)) as port:
        net.routes["10.0.0.1", 993] = port
        failed = await attempt(tools, make_endpoint(wire), TARGET)
    assert (failed.failure if failed else None) is failure
    assert seen()[-1].step is (Step.IMAP if wire is Wire.IMAP else Step.SMTP)


@pytest.mark.usefixtures("brisk")
async def test_a_silent_one_is_a_timeout(
    tools: ProbeContext, net: LoopbackNetwork, authorities: Authorities, make_endpoint: Callable[..., Endpoint]
) -> None:
    async def silent(stream: ByteStream) -> None:
        await stream.receive()

    async with serve(secured(authorities.public.serve(), silent)) as port:
        net.routes["10.0.0.1", 993] = port
        failed = await attempt(tools, make_endpoint(Wire.IMAP), TARGET)
    assert failed is not None
    assert (failed.step, failed.failure) == (Step.IMAP, Failure.TIMEOUT)
