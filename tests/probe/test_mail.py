"""What mail servers say first, and TLS asked for on their plain ports."""

import ssl

import pytest
from anyio.abc import ByteStream
from anyio.lowlevel import checkpoint
from anyio.streams.tls import TLSStream

from dialtone.model.fact import Fact
from dialtone.model.frozen import replace
from dialtone.model.vocabulary import AddressOrigin, Failure, Step, Wire
from dialtone.probe.target import Target
from probe.certificates import HOST
from probe.conftest import ProbeRun
from probe.loopback import is_silent, secured

TARGET = Target("10.0.0.1", 993, AddressOrigin.SYSTEM, HOST)


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
async def test_the_first_line_greets(run: ProbeRun, wire: Wire, parts: list[bytes], failure: Failure | None) -> None:
    async def speaks(stream: ByteStream) -> None:
        for part in parts:
            await stream.send(part)
            await checkpoint()

    await run.meet(secured(run.authorities.public.serve(), speaks), run.endpoint(wire), TARGET)
    last = run.seen()[-1]
    assert (last.step, last.failure) == (Step.IMAP if wire is Wire.IMAP else Step.SMTP, failure)


@pytest.mark.usefixtures("brisk")
async def test_a_silent_one_is_a_timeout(run: ProbeRun) -> None:
    server = secured(run.authorities.public.serve(), is_silent)
    assert await run.meet(server, run.endpoint(Wire.IMAP), TARGET) == (Step.IMAP, Failure.TIMEOUT)


class Mail:
    """A mail server on its plain port: it greets, agrees to TLS or not, and goes on inside it."""

    def __init__(self, context: ssl.SSLContext, wire: Wire, *, agrees: bool = True) -> None:
        self._context, self._agrees = context, agrees
        self._imap = wire is Wire.IMAP
        self.heard: list[bytes] = []

    async def __call__(self, stream: ByteStream) -> None:
        await stream.send(b"* OK [CAPABILITY IMAP4rev1 STARTTLS] hi\r\n" if self._imap else b"220-a\r\n220 b\r\n")
        await self._obey(stream)
        tls = await TLSStream.wrap(stream, server_side=True, ssl_context=self._context, standard_compatible=False)
        await self._obey(tls)

    async def _obey(self, stream: ByteStream) -> None:
        while True:
            line = (await stream.receive()).strip()
            self.heard.append(line)
            tag = line.split()[0]
            if b"STARTTLS" in line:
                good, bad = (tag + b" OK\r\n", tag + b" BAD\r\n") if self._imap else (b"220 go\r\n", b"502 no\r\n")
                await stream.send(good if self._agrees else bad)
                return
            await stream.send(b"* CAPABILITY X\r\n" + tag + b" OK\r\n" if self._imap else b"250-mx\r\n250 STARTTLS\r\n")


@pytest.mark.parametrize(
    ("wire", "port", "heard"),
    [
        (Wire.IMAP, 143, [b"a1 STARTTLS", b"a2 CAPABILITY"]),
        (Wire.SMTP, 587, [b"EHLO [127.0.0.1]", b"STARTTLS", b"EHLO [127.0.0.1]"]),
    ],
)
async def test_tls_is_asked_for_on_the_plain_port(run: ProbeRun, wire: Wire, port: int, heard: list[bytes]) -> None:
    server = Mail(run.authorities.public.serve(), wire)
    assert await run.meet(server, run.endpoint(wire), replace(TARGET, port=port)) is None
    assert server.heard == heard
    assert [o.step for o in run.seen()] == [Step.TCP, Step.TLS, Step.IMAP if wire is Wire.IMAP else Step.SMTP]


@pytest.mark.parametrize(
    ("wire", "port", "failure"), [(Wire.IMAP, 143, Failure.BAD_ANSWER), (Wire.SMTP, 587, Failure.HTTP_ERROR)]
)
async def test_a_server_without_tls_answered_nothing(run: ProbeRun, wire: Wire, port: int, failure: Failure) -> None:
    server = Mail(run.authorities.public.serve(), wire, agrees=False)
    assert await run.meet(server, run.endpoint(wire), replace(TARGET, port=port)) == (Step.TLS, failure)


@pytest.mark.parametrize(
    ("wire", "port", "offered"), [(Wire.IMAP, 993, None), (Wire.IMAP, 443, "imap"), (Wire.SMTP, 443, "smtp")]
)
async def test_the_port_of_the_web_is_shared_by_the_protocol_that_is_offered(
    run: ProbeRun, wire: Wire, port: int, offered: str | None
) -> None:
    context = run.authorities.public.serve()
    context.set_alpn_protocols(["http/1.1", "imap", "smtp"])

    async def greets(stream: ByteStream) -> None:
        await stream.send(b"* OK ready\r\n" if wire is Wire.IMAP else b"220 ready\r\n")

    assert await run.meet(secured(context, greets), run.endpoint(wire), replace(TARGET, port=port)) is None
    assert run.seen(Step.TLS)[0].facts.get(Fact.ALPN) == offered
