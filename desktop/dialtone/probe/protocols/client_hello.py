"""Makes ClientHello messages from profiles, to see whether their shape passes: no handshake is completed with one."""

import random
import secrets
from collections.abc import Iterator

from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from dialtone.model.client_hello import ClientHello
from dialtone.model.vocabulary import Failure
from dialtone.probe.failure import ProbeError

RANDOM_AT, RANDOM_BYTES = 11, 32  # after the heads of record and message, and the version
HEAD_BYTES = 6  # bytes of an answer: the header of its first record, and the type of message in it
_ALERT, _HANDSHAKE, _SERVER_HELLO = 21, 22, 2
_PADDING = 0x0015  # the extension of RFC 7685
_GREASE = "grease"
_MLKEM_PAIRS, _MLKEM_PRIME = 384, 3329


def fresh_hello(profile: ClientHello, name: str) -> bytes:
    """Make a complete record for a server name, with a fresh random."""
    hello = make_hello(profile, name)
    return hello[:RANDOM_AT] + secrets.token_bytes(RANDOM_BYTES) + hello[RANDOM_AT + RANDOM_BYTES :]


def check_answer(head: bytes) -> None:
    """Check that an answer begins with a ServerHello or an alert. Raises `ProbeError`."""
    hello = head[0] == _HANDSHAKE and head[5] == _SERVER_HELLO
    if head[1] != 3 or not (hello or head[0] == _ALERT):
        raise ProbeError(Failure.BAD_ANSWER)


def make_hello(profile: ClientHello, name: str) -> bytes:
    """Make a complete record whose random is all zeros, to be replaced by `faketls.sign`."""
    return _Message(profile, name).record()


class _Message:
    """A message being built: it remembers which GREASE values it has drawn."""

    def __init__(self, profile: ClientHello, name: str) -> None:
        self._profile, self._name = profile, name.encode("latin-1")
        self._drawn: dict[str, bytes] = {}
        self._types: set[bytes] = set()

    def record(self) -> bytes:
        """Return the record: in the profile's order of extensions, or a random one where the app shuffles them."""
        profile = self._profile
        extensions = list(profile.extensions)
        if profile.shuffled:
            shuffled = [extension for extension in extensions if not extension.startswith(_GREASE)]
            random.SystemRandom().shuffle(shuffled)
            extensions = [extension if extension.startswith(_GREASE) else shuffled.pop() for extension in extensions]
        head = b"\x03\x03" + bytes(RANDOM_BYTES) + _with_length(1, secrets.token_bytes(32))
        head += _with_length(2, self._encode(profile.ciphers)) + b"\x01\x00"
        body = b"".join(map(self._encode_extension, extensions))
        missing = profile.padded_bytes - len(_make_record(head, body)) - 4
        return _make_record(head, body + _make_extension(_PADDING, bytes(missing)) if missing >= 0 else body)

    def _encode_extension(self, notation: str) -> bytes:
        """Return the extension that the profile notes as `type:template`; GREASE gets a type not used before."""
        kind, _, body = notation.partition(":")
        if kind != _GREASE:
            return _make_extension(int(kind, 16), self._encode(body))
        drawn = _draw_grease()
        while drawn in self._types:  # no extension may occur twice (RFC 8446, section 4.2)
            drawn = _draw_grease()
        self._types.add(drawn)
        return drawn + _with_length(2, self._encode(body))

    def _encode(self, notation: str) -> bytes:
        return self._encode_until_closed(iter(notation.split()))

    def _encode_until_closed(self, words: Iterator[str]) -> bytes:
        """Return the bytes of a template up to the bracket that closes it; `u8(` and `u16(` begin with their length."""
        filled_in = b""
        for word in words:
            if word == ")":
                break
            if word.endswith("("):
                filled_in += _with_length(1 if word == "u8(" else 2, self._encode_until_closed(words))
            else:
                filled_in += self._encode_token(word)
        return filled_in

    def _encode_token(self, token: str) -> bytes:
        """Return the bytes of a token of the template: random or computed ones, or its own hex digits."""
        if token.startswith(_GREASE):
            return _draw_grease() if token == _GREASE else self._drawn.setdefault(token, _draw_grease())
        if token.startswith("random*"):
            return secrets.token_bytes(int(secrets.choice(token.removeprefix("random*").split("|"))))
        match token:
            case "name":
                return self._name
            case "x25519":
                return X25519PrivateKey.generate().public_key().public_bytes_raw()
            case "p256":
                public = generate_private_key(SECP256R1()).public_key()
                return public.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
            case "mlkem768":
                return _mlkem_key()
            case _:
                return bytes.fromhex(token)


def _mlkem_key() -> bytes:
    """Make what looks like an ML-KEM-768 key (FIPS 203). It is never used, so one secret seed is enough."""
    numbers = random.Random(secrets.token_bytes(32)).choices(range(_MLKEM_PRIME), k=2 * _MLKEM_PAIRS)  # noqa: S311
    pairs = zip(numbers[::2], numbers[1::2], strict=True)
    return b"".join((low | high << 12).to_bytes(3, "little") for low, high in pairs) + secrets.token_bytes(32)


def _draw_grease() -> bytes:
    """Return one of the 16 reserved values, drawn at random: 0x0A0A, 0x1A1A, … 0xFAFA (RFC 8701, 2)."""
    return bytes((secrets.choice(range(0x0A, 0x100, 0x10)),)) * 2


def _make_record(head: bytes, extensions: bytes) -> bytes:
    message = head + _with_length(2, extensions)
    return b"\x16\x03\x01" + _with_length(2, b"\x01" + _with_length(3, message))


def _make_extension(kind: int, data: bytes) -> bytes:
    return kind.to_bytes(2, "big") + _with_length(2, data)


def _with_length(size: int, data: bytes) -> bytes:
    """Return data prefixed with its length in `size` bytes."""
    return len(data).to_bytes(size, "big") + data
