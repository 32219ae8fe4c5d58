"""What a mail server says first: RFC 9051 (IMAP, 7.1) and RFC 5321 (SMTP, 4.2). Nothing is sent."""

from anyio.abc import ByteStream

from dialtone.model.vocabulary import Failure
from dialtone.probe.failure import ProbeError

_LONGEST_LINE = 1000
_IMAP_READY = (b"* OK", b"* PREAUTH")
_IMAP_TROUBLE = b"* BYE"
_SMTP_READY = b"220"
_SMTP_TROUBLE = (b"4", b"5")


async def receive_line(stream: ByteStream) -> bytes:
    """Wait for the first line. Raises `ProbeError` where it has no end."""
    line = b""
    while b"\n" not in line:
        line += await stream.receive()
        if len(line) > _LONGEST_LINE:
            raise ProbeError(Failure.BAD_ANSWER)
    return line.partition(b"\n")[0].rstrip(b"\r")


def check_imap(line: bytes) -> None:
    """Raise `ProbeError` unless the server is ready: `* OK`, where `* BYE` turns every client away."""
    words = line.upper()
    if words.startswith(_IMAP_TROUBLE):
        raise ProbeError(Failure.HTTP_ERROR)
    if not words.startswith(_IMAP_READY):
        raise ProbeError(Failure.BAD_ANSWER)


def check_smtp(line: bytes) -> None:
    """Raise `ProbeError` unless the server is ready: 220, where 400 and more mean trouble."""
    if len(line) >= len(_SMTP_READY) and line[:3].isdigit() and line.startswith(_SMTP_TROUBLE):
        raise ProbeError(Failure.HTTP_ERROR)
    if not line.startswith(_SMTP_READY):
        raise ProbeError(Failure.BAD_ANSWER)
