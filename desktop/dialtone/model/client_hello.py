"""ClientHello profiles: the first TLS message of a program, described as data so that a content update can renew it."""

import re
from datetime import date

from dialtone.model.file_fields import Identifier, NonEmpty
from dialtone.model.frozen import Frozen

FRESH_DAYS = 120
"""Programs change their ClientHello every few months: findings about its shape from an older profile are in doubt."""
MOST_BYTES = 4096
"""Size limit of a whole ClientHello. Chrome's has about 2,000 bytes."""
KEY_BYTES = {"x25519": 32, "p256": 65, "mlkem768": 1184}
"""Public keys that a body may contain, and their lengths (RFC 7748, RFC 8446 section 4.2.8.2, FIPS 203)."""
_TOKEN = re.compile(r"u8\(|u16\(|\)|(?:[0-9a-f]{2})+|name|grease(?:-[a-z]+)?|random\*\d{1,4}(?:\|\d{1,4})*")
_TYPE = re.compile(r"[0-9a-f]{4}|grease")
_NAME_BYTES = 255


class ClientHello(Frozen):
    """What one program sends as its first TLS message.

    `ciphers` and the body of each extension are written in a small notation of tokens separated by spaces: bytes in
    hex; `u8( … )` and `u16( … )` prefix their contents with the length, in one or two bytes; `name` is the server
    name; `grease` is a random value of RFC 8701, `grease-x` the same value wherever `x` occurs in one message;
    `x25519`, `p256` and `mlkem768` are fresh public keys; `random*32|64` is one of these numbers of random bytes.
    """

    id: Identifier
    client: str
    source: NonEmpty
    """The capture, or the source file at its commit, on which it is based."""
    dated: date
    """The day of the capture, or of the commit."""
    ja4: str
    """Its JA4 fingerprint, which leaves out the parts that vary from message to message."""
    ciphers: str
    extensions: tuple[str, ...]
    """In their order, each as `type: body`, the type in four hex digits or `grease`."""
    captured: bool = False
    """It was captured on the wire. Otherwise it was derived from source code, and may differ from what is sent."""
    shuffled: bool = False
    """The extensions are sent in random order, except those of type `grease`."""
    padded_bytes: int = 0
    """A shorter message is padded to this length, including the record header, with extension 21 (RFC 7685)."""

    def is_in_doubt(self, today: date) -> bool:
        """Return whether the program may send a different message by now."""
        return not self.captured or (today - self.dated).days > FRESH_DAYS


def check_notation(profile: ClientHello) -> None:
    """Check that a profile yields a message, and that it is not too long. Raises `ValueError` with what is wrong."""
    length = _max_length(profile.ciphers) + profile.padded_bytes
    for extension in profile.extensions:
        kind, colon, body = extension.partition(":")
        if not colon or not _TYPE.fullmatch(kind):
            raise ValueError(f"{extension[:20]} does not begin with a type")
        length += 4 + _max_length(body)
    if length > MOST_BYTES:
        raise ValueError(f"its message may take more than {MOST_BYTES} bytes")


def _max_length(notation: str) -> int:
    """Return the largest number of bytes that a text in the notation can produce. Raises `ValueError`."""
    length = depth = 0
    for word in notation.split():
        if word not in KEY_BYTES and not _TOKEN.fullmatch(word):
            raise ValueError(f"{word[:20]} is not a token of the notation")
        depth += word.endswith("(") - (word == ")")
        if depth < 0:
            break
        length += _max_bytes(word)
    if depth:
        raise ValueError("unbalanced brackets")
    return length


def _max_bytes(token: str) -> int:
    """Return the largest number of bytes that one token produces; for `u8(` and `u16(`, their length field."""
    if token.startswith("random*"):
        return max(map(int, token.removeprefix("random*").split("|")))
    if token.startswith(("u8", "u16", "grease")):
        return 2
    return {**KEY_BYTES, "name": _NAME_BYTES, ")": 0}.get(token, len(token) // 2)
