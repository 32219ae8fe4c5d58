"""Proxies on the lab's side: SOCKS5, HTTP CONNECT, Telegram's MTProto (three dresses), Signal's and WhatsApp's relays.

Each kind stands on addresses of its own, in variants: working, slow, lying, refusing. What is dead simply is not here.
A service is written ``proxy:<kind>-<variant>:<port>`` (see ``catalog.Host.svc``). They reach the other hosts of the
world directly: whatever censors the client does not stand behind them.
"""

# ruff: noqa: E501  (tables)

from __future__ import annotations

import asyncio
import base64
import hashlib
import hmac
import ipaddress
import os
import shutil
import signal
import socket
import ssl
import struct
import subprocess
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.ciphers import Cipher, CipherContext, algorithms, modes

from lab import keys, mtproto, netns, wanoise
from lab.catalog import Host
from lab.netio import Streams, streams
from lab.resolver import Zone

SECRET = bytes.fromhex("7d1f0c55a3e84b6b9a2d4e8f60b7c3d1")
WRONG_SECRET = bytes.fromhex("00112233445566778899aabbccddeeff")
MASK = "www.wikipedia.org"  # the site that a disguised proxy hides behind
DEBIANS_SOCKS = "185.232.71.27"
USER, PASSWORD = "ira", "kolokol-7"

_DELAY = 2.5  # seconds before each piece of a slow proxy's answers
_DATA_CENTRES = {
    1: "149.154.175.50",
    2: "149.154.167.51",
    3: "149.154.175.100",
    4: "149.154.167.91",
    5: "149.154.171.5",
}
_TAGS = (b"\xef\xef\xef\xef", b"\xee\xee\xee\xee", b"\xdd\xdd\xdd\xdd")
_FRESH = 120  # seconds by which the clock of a disguised hello may be off


def _host(name: str, address: str, *services: str, ca: str = "letsencrypt") -> Host:
    return Host(
        (name,), ((address,),), (), tuple(f"proxy:{s}" for s in services), "hosting", None, "proxy", "world", ca
    )


HOSTS: tuple[Host, ...] = (
    _host("plain.tg-gate.net", "94.131.20.11", "mtproto-works:443", "mtproto-slow:8443", "mtproto-lies:2053", "mtproto-false:2083", "mtproto-strange:2087", "mtproto-half:2096"),
    _host("padded.tg-gate.net", "94.131.20.12", "padded-works:443", "padded-slow:8443", "padded-lies:2053"),
    _host("dressed.tg-gate.net", "94.131.20.13", "dressed-works:443", "dressed-slow:8443", "dressed-lies:2053", "dressed-site:2083", "dressed-cut:2087", "dressed-false:2096"),
    _host("socks.openway.org", "185.232.71.21", "socks-works:1080", "socks-slow:1081", "socks-lies:1082", "socks-login:1083", "socks-cannot:1084", "socks-mute:1085", "socks-false:1086"),
    _host("web.openway.org", "185.232.71.22", "connect-works:3128", "connect-slow:3129", "connect-lies:3130", "connect-login:3131", "connect-cannot:3132"),
    _host("signal.openway.org", "185.232.71.23", "signal-works:443", "signal-slow:8443", "signal-lies:2053", "signal-cut:2083"),
    _host("signal2.openway.org", "185.232.71.24", "signal-works:443", ca="rogue"),
    _host("wa.openway.org", "185.232.71.25", "wa_tls-works:443", "wa-works:5222", "wa-works:80", "wa_tls-slow:8443", "wa_tls-lies:2053", "wa-lies:2083", "wa-strange:2096", "wa_tls-borrowed:2087", ca="rogue"),
    _host("wa2.openway.org", "185.232.71.26", "wa-works:5222", ca="rogue"),
    _host("debian.openway.org", "185.232.71.27"),
    _host("hostile.openway.org", "185.232.71.28", "socks-endless:1080", "socks-drip:1081", "socks-echo:1082", "connect-endless:3128", "connect-drip:3129", "connect-echo:3130", "signal-endless:4430", "signal-drip:4431", "wa-endless:5220", "wa-drip:5221", "wa-echo:5222", "wa_tls-endless:5223", "mtproto-endless:2050", "mtproto-drip:2051", "mtproto-echo:2052", "dressed-endless:2060", "dressed-drip:2061", "dressed-echo:2062"),
)  # fmt: skip
"""Every proxy of the world."""


def start_debians_socks() -> subprocess.Popen[bytes] | None:
    """Run Debian's own SOCKS server (package microsocks) beside ours, where it is installed. It knows no names here."""
    program = shutil.which("microsocks")
    if not program:
        return None
    command = [program, "-i", DEBIANS_SOCKS, "-p", "1080"]
    return subprocess.Popen(
        command, preexec_fn=lambda: netns.die_with_parent(signal.SIGKILL), stderr=subprocess.DEVNULL
    )


@dataclass(frozen=True)
class Surroundings:
    """What a proxy needs of the world."""

    zone: Zone
    tls: Callable[[], ssl.SSLContext]
    """The context of the proxy's own certificate."""


async def serve(conn: socket.socket, service: str, around: Surroundings) -> None:
    """Be the proxy that ``service`` names, for one connection."""
    kind, _, variant = service.split(":")[1].partition("-")
    tls = around.tls() if kind in ("signal", "wa_tls") else None
    async with streams(conn, tls) as (reader, writer):
        await _HOSTILE.get(variant, _KINDS[kind])(_Client(reader, writer, variant, kind, around))


class _Client:
    """One client of a proxy."""

    def __init__(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, variant: str, kind: str, around: Surroundings
    ) -> None:
        self.reader, self.writer, self.variant, self.kind, self.around = reader, writer, variant, kind, around

    async def say(self, data: bytes) -> None:
        """Answer, in the time that this variant takes."""
        if self.variant == "slow":
            await asyncio.sleep(_DELAY)
        self.writer.write(data)
        await self.writer.drain()

    async def talk_nonsense(self) -> None:
        """Answer the first bytes with others that mean nothing."""
        await self.reader.read(4096)
        await self.say(b"\x2a" + os.urandom(199))
        await self.stay_silent()

    async def stay_silent(self) -> None:
        """Swallow whatever comes."""
        while await asyncio.wait_for(self.reader.read(65536), 120):
            pass

    def address_of(self, name: str) -> str | None:
        """The address of a name of the world, or the address itself."""
        try:
            return str(ipaddress.ip_address(name))
        except ValueError:
            host = self.around.zone.find(name)
            return host.v4[0][0] if host and host.v4 else None

    async def reach(self, name: str, port: int) -> Streams | None:
        """Connect to a host of the world."""
        address = self.address_of(name)
        if address is None:
            return None
        try:
            return await asyncio.wait_for(asyncio.open_connection(address, port), 5)
        except OSError:
            return None

    async def join(
        self, far: Streams, there: Callable[[bytes], bytes] = bytes, back: Callable[[bytes], bytes] = bytes
    ) -> None:
        """Carry bytes both ways until one side ends."""

        async def outwards() -> None:
            while data := await self.reader.read(65536):
                far[1].write(there(data))
                await far[1].drain()

        async def homewards() -> None:
            while data := await far[0].read(65536):
                await self.say(back(data))

        tasks = [asyncio.ensure_future(outwards()), asyncio.ensure_future(homewards())]
        try:
            await asyncio.wait(tasks, timeout=120, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in tasks:
                task.cancel()
            far[1].close()


# -- Hostile ones, whatever they are taken for -------------------------------------------------------------


async def _never_ends(client: _Client) -> None:
    await client.reader.read(4096)
    while True:
        client.writer.write(os.urandom(16384))
        await client.writer.drain()


async def _drips(client: _Client) -> None:
    """A byte now and then, as if something was coming."""
    first = {"socks": b"\x05", "connect": b"H"}.get(client.kind, b"\x16")
    await client.reader.read(4096)
    while True:
        client.writer.write(first)
        await client.writer.drain()
        await asyncio.sleep(3)


async def _echoes(client: _Client) -> None:
    while data := await client.reader.read(65536):
        await client.say(data)


_HOSTILE: dict[str, Callable[[_Client], Awaitable[None]]] = {
    "endless": _never_ends,
    "drip": _drips,
    "echo": _echoes,
}


# -- SOCKS5 and HTTP CONNECT ------------------------------------------------------------------------------


async def _socks(client: _Client) -> None:
    read = client.reader.readexactly
    version, count = await read(2)
    methods = await read(count)
    if version != 5:
        return
    if client.variant == "mute":
        await client.stay_silent()
    login = client.variant == "login"
    if login and 2 not in methods:
        await client.say(b"\x05\xff")
        return
    await client.say(b"\x05\x02" if login else b"\x05\x00")
    if login:
        _, length = await read(2)
        user = await read(length)
        password = await read((await read(1))[0])
        fine = (user.decode(), password.decode()) == (USER, PASSWORD)
        await client.say(b"\x01\x00" if fine else b"\x01\x01")
        if not fine:
            return
    _, _, _, kind = await read(4)
    if kind == 3:
        name = (await read((await read(1))[0])).decode()
    else:
        name = str(ipaddress.ip_address(await read(4 if kind == 1 else 16)))
    (port,) = struct.unpack("!H", await read(2))
    bound = b"\x01" + bytes(6)
    if client.variant == "lies":
        await client.say(b"\x05\x00\x00" + bound)
        await client.talk_nonsense()
        return
    if client.variant == "false":
        await client.say(b"\x05\x00\x00" + bound)
        await _be_telegram(client, _FALSE["false"])
        return
    far = None if client.variant == "cannot" else await client.reach(name, port)
    await client.say(b"\x05" + (b"\x00" if far else b"\x04") + b"\x00" + bound)
    if far:
        await client.join(far)


async def _connect(client: _Client) -> None:
    head = (await client.reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    method, target, _ = head.split("\r\n")[0].split(" ")
    token = base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode()
    if client.variant == "login" and f"basic {token.lower()}" not in head.lower():
        await client.say(
            b'HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm="x"\r\nContent-Length: 0\r\n\r\n'
        )
        return
    if method != "CONNECT":
        await client.say(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n")
        return
    name, _, port = target.rpartition(":")
    if client.variant == "lies":
        await client.say(b"HTTP/1.1 200 Connection established\r\n\r\n")
        await client.talk_nonsense()
        return
    far = None if client.variant == "cannot" else await client.reach(name.strip("[]"), int(port))
    await client.say(
        b"HTTP/1.1 200 Connection established\r\n\r\n"
        if far
        else b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n"
    )
    if far:
        await client.join(far)


# -- Signal and WhatsApp ----------------------------------------------------------------------------------


async def _signal(client: _Client) -> None:
    """Route by the server name of the inner TLS, as Signal's own relay does."""
    head = await client.reader.readexactly(5)
    hello = head + await client.reader.readexactly(int.from_bytes(head[3:], "big"))
    name = server_name(hello)
    if client.variant == "cut" or not (name or "").endswith(".signal.org"):
        return
    far = await client.reach("telegram.org" if client.variant == "lies" else name, 443)
    if far:
        far[1].write(hello)
        await client.join(far)


def server_name(hello: bytes) -> str:
    """The name in a ClientHello; the lab's own small reader."""
    at = 43 + 1 + hello[43]
    at += 2 + int.from_bytes(hello[at : at + 2], "big")
    at += 1 + hello[at] + 2
    while at + 4 <= len(hello):
        kind, size = struct.unpack_from("!HH", hello, at)
        if kind == 0:
            return hello[at + 9 : at + 4 + size].decode("ascii")
        at += 4 + size
    return ""


async def _whatsapp(client: _Client) -> None:
    if client.variant == "lies":
        await client.talk_nonsense()
        return
    if client.variant in ("strange", "borrowed"):
        # Certificates of a root of its own; or those of the real server, which are no secret.
        root = keys.Signer("a root of its own") if client.variant == "strange" else keys.whatsapp_root()
        session = wanoise.Session(wanoise.chain(root, keys.Signer("the real server").public))
        while data := await client.reader.read(65536):
            await client.say(session.feed(data))
        return
    far = await client.reach("g.whatsapp.net", 5222)
    if far:
        await client.join(far)


# -- MTProto ----------------------------------------------------------------------------------------------


def _falls_silent(message: bytes) -> bytes:
    return mtproto.false_answer(message) if len(message) == 40 else b""


_FALSE: dict[str, Callable[[bytes], bytes]] = {
    "false": mtproto.false_answer,
    "strange": mtproto.answer_of_strange_keys,
    "half": _falls_silent,
}
"""Whole data centres of somebody else, by variant."""


async def _be_telegram(
    client: _Client,
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


async def _mtproto(client: _Client) -> None:
    await _obfuscated(client, await client.reader.readexactly(64), lambda data: data, lambda data: data)


async def _obfuscated(
    client: _Client, head: bytes, unwrap: Callable[[bytes], bytes], wrap: Callable[[bytes], bytes], rest: bytes = b""
) -> None:
    """Undo the client's obfuscation, keyed with the secret, and speak to the data centre with keys of our own."""
    decrypt, encrypt = ciphers(head, SECRET)
    plain = decrypt.update(head)
    if plain[56:60] not in _TAGS:
        await client.stay_silent()  # as the proxies in use do: whoever does not know the secret learns nothing
        return
    if client.variant == "lies":
        nonsense = mtproto.answer_message(bytes(16) + struct.pack("<II", 20, mtproto.REQ_PQ_MULTI) + os.urandom(16))
        await client.say(wrap(encrypt.update(struct.pack("<I", len(nonsense)) + nonsense)))
        await client.stay_silent()
        return
    if client.variant in _FALSE:
        first = plain[56:60] + (decrypt.update(rest) if rest else b"")
        await _be_telegram(
            client,
            _FALSE[client.variant],
            first,
            lambda data: decrypt.update(unwrap(data)),
            lambda data: wrap(encrypt.update(data)),
        )
        return
    (centre,) = struct.unpack("<h", plain[60:62])
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
    """Keystreams of both directions of an obfuscated stream, the one from its opener first."""

    def stream(key: bytes, counter: bytes) -> CipherContext:
        key = hashlib.sha256(key + secret).digest() if secret else key
        return Cipher(algorithms.AES(key), modes.CTR(counter)).encryptor()

    turned = head[8:56][::-1]
    return stream(head[8:40], head[40:56]), stream(turned[:32], turned[32:])


_SEEN: set[bytes] = set()


async def _dressed(client: _Client) -> None:
    """A proxy in a TLS dress. Who cannot prove to know the secret, or repeats what somebody else said, gets the real site."""
    if client.variant == "lies":
        await client.talk_nonsense()
        return
    head = await client.reader.readexactly(5)
    hello = head + await client.reader.readexactly(int.from_bytes(head[3:], "big"))
    theirs = hello[11:43]
    blank = hello[:11] + bytes(32) + hello[43:]
    digest = hmac.digest(SECRET, blank, hashlib.sha256)
    stamp = int.from_bytes(bytes(a ^ b for a, b in zip(digest[28:], theirs[28:], strict=True)), "little")
    knows = digest[:28] == theirs[:28] and abs(stamp - time.time()) < _FRESH and theirs not in _SEEN
    if not knows or client.variant == "site":
        far = await client.reach(MASK, 443)
        if far:
            far[1].write(hello)
            await client.join(far)
        return
    _SEEN.add(theirs)
    await client.say(dressed_answer(hello, theirs))
    records = Records()
    first = b""
    while len(first) < 64:
        first += records.unwrap(await client.reader.read(65536))
    await _obfuscated(client, first[:64], records.unwrap, records.wrap, first[64:])


def dressed_answer(hello: bytes, client_random: bytes) -> bytes:
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
        return b"".join(
            b"\x17\x03\x03" + len(part).to_bytes(2, "big") + part
            for part in (data[i : i + 8192] for i in range(0, len(data), 8192))
        )


_KINDS: dict[str, Callable[[_Client], Awaitable[None]]] = {
    "socks": _socks,
    "connect": _connect,
    "signal": _signal,
    "wa": _whatsapp,
    "wa_tls": _whatsapp,
    "mtproto": _mtproto,
    "padded": _mtproto,
    "dressed": _dressed,
}
