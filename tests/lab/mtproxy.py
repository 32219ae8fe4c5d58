"""Telegram's MTProto proxies on the lab's side: plain and padded ones, and those in a TLS dress."""

import hashlib
import hmac
import os
import struct
import time
from collections.abc import Callable

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.ciphers import Cipher, CipherContext, algorithms, modes

from lab import mtproto
from lab.proxy_client import Client

SECRET = bytes.fromhex("7d1f0c55a3e84b6b9a2d4e8f60b7c3d1")
MASK = "www.wikipedia.org"  # the site that a disguised proxy hides behind

_DATA_CENTRES = {
    1: "149.154.175.50",
    2: "149.154.167.51",
    3: "149.154.175.100",
    4: "149.154.167.91",
    5: "149.154.171.5",
}
_TAGS = (b"\xef\xef\xef\xef", b"\xee\xee\xee\xee", b"\xdd\xdd\xdd\xdd")
_FRESH = 3  # seconds by which the clock of a disguised hello may be off, as mtg has it (mtglib/init.go)


def _falls_silent(message: bytes) -> bytes:
    """Answer the greeting falsely, and nothing after it."""
    greets = message[20:24] == struct.pack("<I", mtproto.REQ_PQ_MULTI)
    return mtproto.false_answer(message) if greets else b""


def _framed(mark: bytes, message: bytes) -> bytes:
    """Put a short message into a frame of the kind that the client chose."""
    return (bytes([len(message) // 4]) if mark == _TAGS[0] else struct.pack("<I", len(message))) + message


_FALSE: dict[str, Callable[[bytes], bytes]] = {
    "false": mtproto.false_answer,
    "strange": mtproto.answer_of_strange_keys,
    "half": _falls_silent,
}
"""Whole data centres of somebody else, by variant."""


async def _be_telegram(
    client: Client,
    answer: Callable[[bytes], bytes],
    first: bytes = b"",
    there: Callable[[bytes], bytes] = bytes,
    back: Callable[[bytes], bytes] = bytes,
) -> None:
    """Answer in Telegram's place, whatever the client asks for."""
    session = mtproto.Session(answer)
    data = first
    while True:
        if told := session.feed(data):
            await client.say(back(told))
        if not (data := await client.reader.read(65536)):
            return
        data = there(data)


async def be_false(client: Client) -> None:
    """Answer in Telegram's place, and give a proof that is none."""
    await _be_telegram(client, mtproto.false_answer)


async def be_plain(client: Client) -> None:
    """Be a proxy without a dress, whose stream alone is obfuscated."""
    await _obfuscated(client, await client.reader.readexactly(64), lambda data: data, lambda data: data)


async def _obfuscated(
    client: Client, head: bytes, unwrap: Callable[[bytes], bytes], wrap: Callable[[bytes], bytes], rest: bytes = b""
) -> None:
    """Undo the client's obfuscation, keyed with the secret, and speak to the data centre with keys of our own."""
    decrypt, encrypt = ciphers(head, SECRET)
    plain = decrypt.update(head)
    if plain[56:60] not in _TAGS:
        await client.stay_silent()  # as the proxies in use do: whoever does not know the secret learns nothing
        return
    if client.variant == "lies":
        nonsense = mtproto.answer_message(bytes(16) + struct.pack("<II", 20, mtproto.REQ_PQ_MULTI) + os.urandom(16))
        await client.say(wrap(encrypt.update(_framed(plain[56:60], nonsense))))
        await client.stay_silent()
        return
    if client.variant in _FALSE:
        mark = plain[56:57] if plain[56:60] == _TAGS[0] else plain[56:60]  # in the clear it is one byte
        first = mark + (decrypt.update(rest) if rest else b"")
        await _be_telegram(
            client,
            _FALSE[client.variant],
            first,
            lambda data: decrypt.update(unwrap(data)),
            lambda data: wrap(encrypt.update(data)),
        )
        return
    (centre,) = struct.unpack("<h", plain[60:62])
    if client.variant == "alone":  # Telegram is out of its reach, and it hangs up
        return
    far = await client.reach(_DATA_CENTRES.get(abs(centre), "149.154.167.51"), 443)
    if far is None or client.variant == "cut":
        await client.stay_silent()
        return
    own = bytearray(b"\x01" * 4 + os.urandom(52) + plain[56:62] + os.urandom(2))
    outwards, homewards = ciphers(bytes(own), b"")
    hidden = outwards.update(bytes(own))
    far[1].write(bytes(own[:56]) + hidden[56:])
    if rest:
        far[1].write(outwards.update(decrypt.update(rest)))

    def there(data: bytes) -> bytes:
        return outwards.update(decrypt.update(unwrap(data)))

    await client.join(far, there, lambda data: wrap(encrypt.update(homewards.update(data))))


def ciphers(head: bytes, secret: bytes) -> tuple[CipherContext, CipherContext]:
    """Return the keystreams of both directions of an obfuscated stream, the one from its opener first."""

    def stream(key: bytes, counter: bytes) -> CipherContext:
        key = hashlib.sha256(key + secret).digest() if secret else key
        return Cipher(algorithms.AES(key), modes.CTR(counter)).encryptor()

    turned = head[8:56][::-1]
    return stream(head[8:40], head[40:56]), stream(turned[:32], turned[32:])


_SEEN: set[bytes] = set()


async def be_dressed(client: Client) -> None:
    """Be a proxy in a TLS dress. Who does not prove to know the secret, or repeats another, gets the real site."""
    if client.variant == "lies":
        await client.talk_nonsense()
        return
    head = await client.reader.readexactly(5)
    hello = head + await client.reader.readexactly(int.from_bytes(head[3:], "big"))
    theirs = hello[11:43]
    blank = hello[:11] + bytes(32) + hello[43:]
    digest = hmac.digest(SECRET, blank, hashlib.sha256)
    stamp = int.from_bytes(bytes(a ^ b for a, b in zip(digest[28:], theirs[28:], strict=True)), "little")
    knows = (
        digest[:28] == theirs[:28] and abs(stamp - time.time() - client.around.clock) <= _FRESH and theirs not in _SEEN
    )
    if client.variant == "2024":  # mtprotoproxy before e0ea179, MTProxy in C: only the hello of then
        knows = knows and len(hello) == 517
    if client.variant == "exact":  # mtg compares the name of the secret byte for byte
        knows = knows and b"WWW.Wikipedia.org" in hello
    if not knows or client.variant == "site":
        far = await client.reach(MASK, 443)
        if far:
            far[1].write(hello)
            await client.join(far)
        return
    _SEEN.add(theirs)
    if client.variant == "ends":  # in order, as one does whose user's time is over
        return
    await client.say(dressed_answer(hello, theirs))
    records = Records()
    first = b""
    while len(first) < 64:
        first += records.unwrap(await client.reader.read(65536))
    await _obfuscated(client, first[:64], records.unwrap, records.wrap, first[64:])


def dressed_answer(hello: bytes, client_random: bytes) -> bytes:
    """Return the ServerHello, and the record after it, that prove to the client that this proxy knows the secret."""
    key = X25519PrivateKey.generate().public_key().public_bytes_raw()
    extensions = b"\x00\x2b\x00\x02\x03\x04\x00\x33\x00\x24\x00\x1d\x00\x20" + key
    session = hello[44 : 44 + hello[43]]
    message = (
        b"\x03\x03"
        + bytes(32)
        + bytes([len(session)])
        + session
        + b"\x13\x01\x00"
        + len(extensions).to_bytes(2, "big")
        + extensions
    )
    message = b"\x02" + len(message).to_bytes(3, "big") + message
    noise = os.urandom(1200 + os.urandom(1)[0])
    answer = b"\x16\x03\x03" + len(message).to_bytes(2, "big") + message
    answer += b"\x14\x03\x03\x00\x01\x01\x17\x03\x03" + len(noise).to_bytes(2, "big") + noise
    return answer[:11] + hmac.digest(SECRET, client_random + answer, hashlib.sha256) + answer[43:]


class Records:
    """Bytes out of and into what looks like TLS records."""

    def __init__(self) -> None:
        self._buffer = b""

    def unwrap(self, data: bytes) -> bytes:
        """Return what whole records hold; the rest waits for more."""
        self._buffer += data
        plain = b""
        while len(self._buffer) >= 5:
            size = 5 + int.from_bytes(self._buffer[3:5], "big")
            if len(self._buffer) < size:
                break
            if self._buffer[0] == 0x17:
                plain += self._buffer[5:size]
            self._buffer = self._buffer[size:]
        return plain

    @staticmethod
    def wrap(data: bytes) -> bytes:
        """Return data as records."""
        return b"".join(
            b"\x17\x03\x03" + len(part).to_bytes(2, "big") + part
            for part in (data[i : i + 8192] for i in range(0, len(data), 8192))
        )
