"""The exchange with mail servers before sign-in: their greeting, and STARTTLS on plain ports.

Sources: RFC 9051 (IMAP: 7.1, 6.2.1), RFC 5321 (SMTP: 4.2) and RFC 3207 (its STARTTLS); how each port begins:
chatmail/core src/imap/client.rs and src/smtp/connect.rs @4888889 (2026-08-22).
"""

from collections.abc import Callable

from anyio import DelimiterNotFound
from anyio.abc import ByteStream
from anyio.streams.buffered import BufferedByteReceiveStream

from dialtone.model.frozen import Frozen
from dialtone.model.vocabulary import Failure, Step, Wire
from dialtone.probe.failure import ProbeError

_LONGEST_LINE = 1000  # bytes; RFC 5321, 4.5.3.1.6
_MAX_LINES = 40  # of one answer
_IMAP_READY = (b"* OK", b"* PREAUTH")
_IMAP_TROUBLE = b"* BYE"
_SMTP_READY = (b"2",)
_SMTP_TROUBLE = (b"4", b"5")


class MailProtocol(Frozen):
    """How to talk to a mail server."""

    step: Step
    alpn: str
    """Offered on every TLS port except the standard one: chatmail relays use it to share port 443."""
    standard_port: int
    plain_port: int
    """The port for STARTTLS, with an unencrypted greeting."""
    before_tls: tuple[bytes, ...]
    """The commands that start TLS there, one at a time."""
    after_tls: bytes
    """A command whose answer shows that the server speaks inside TLS."""
    check: Callable[[bytes], None]
    """Raises `ProbeError` unless a line is a positive reply."""

    def protocols(self, port: int) -> tuple[str, ...]:
        """Return the protocols to offer in the handshake (ALPN)."""
        return () if port in (self.standard_port, self.plain_port) else (self.alpn,)


class MailLines:
    """The lines of one server, one at a time."""

    def __init__(self, stream: ByteStream) -> None:
        self._stream = stream
        self._received = BufferedByteReceiveStream(stream)

    async def ask(self, command: bytes) -> bytes:
        """Send a command and wait for the line that answers it. Raises `ProbeError`."""
        await self._stream.send(command + b"\r\n")
        return await self._answer(b"* ")

    async def greeting(self) -> bytes:
        """Wait for the server's greeting. Raises `ProbeError`."""
        return await self._answer()

    async def _answer(self, *skipped: bytes) -> bytes:
        """Return the first line that is neither one to skip (IMAP's untagged ones) nor followed by more (SMTP)."""
        for _ in range(_MAX_LINES):
            line = await self._read_line()
            if not (line[:3].isdigit() and line[3:4] == b"-") and not line.startswith(skipped):
                return line
        raise ProbeError(Failure.BAD_ANSWER)

    async def _read_line(self) -> bytes:
        try:
            return (await self._received.receive_until(b"\n", _LONGEST_LINE)).rstrip(b"\r")
        except DelimiterNotFound:
            raise ProbeError(Failure.BAD_ANSWER) from None


async def ask_for_tls(stream: ByteStream, mail: MailProtocol) -> None:
    """Read the unencrypted greeting and ask for TLS. Raises `ProbeError` if the server does not agree."""
    lines = MailLines(stream)
    mail.check(await lines.greeting())
    for command in mail.before_tls:
        mail.check(await lines.ask(command))


def _check_imap(line: bytes) -> None:
    """Raise `ProbeError` unless a server is ready: `* BYE` rejects the client."""
    words = line.upper()
    if words.startswith(_IMAP_TROUBLE):
        raise ProbeError(Failure.HTTP_ERROR)
    if not words.startswith(_IMAP_READY) and words.split()[1:2] != [b"OK"]:
        raise ProbeError(Failure.BAD_ANSWER)


def _check_smtp(line: bytes) -> None:
    if line[:3].isdigit() and len(line) >= 3 and line.startswith(_SMTP_TROUBLE):
        raise ProbeError(Failure.HTTP_ERROR)
    if not (line[:3].isdigit() and line.startswith(_SMTP_READY)):
        raise ProbeError(Failure.BAD_ANSWER)


_EHLO = b"EHLO [127.0.0.1]"  # as the app's own library sends it: it reveals nothing about this computer
IMAP = MailProtocol(Step.IMAP, "imap", 993, 143, (b"a1 STARTTLS",), b"a2 CAPABILITY", _check_imap)
SMTP = MailProtocol(Step.SMTP, "smtp", 465, 587, (_EHLO, b"STARTTLS"), _EHLO, _check_smtp)
MAIL = {Wire.IMAP: IMAP, Wire.SMTP: SMTP}
