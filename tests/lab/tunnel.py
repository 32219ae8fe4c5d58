"""A tunnel that ends abroad: real packets on the line, so that the censor meets the tunnel and not what is in it.

The far end is a namespace of its own. What comes out of the tunnel there goes on to the world, as from any other host.
Three dresses: WireGuard's over UDP (its whitepaper, section 5.4: the types and lengths of the messages), TLS on port
443, and bytes that look like nothing over TCP (as obfs4 does). As programs of VPNs do, the client takes the next where
one gets no answer (assumed: makers write of it, and none says how long theirs waits).
"""

import asyncio
import json
import os
import signal
import socket
import ssl
import struct
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers import Cipher, CipherContext
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.ciphers.algorithms import ChaCha20

from lab.netio import bind_udp, datagrams, listen_tcp, serve_tcp, streams

WIREGUARD, TLS, BLURRED = "wireguard", "tls", "blurred"
UDP_PORT, TLS_PORT, BLURRED_PORT = 51820, 443, 9443
_INITIATION, _RESPONSE, _DATA = 1, 2, 4
_SIZES = {_INITIATION: 148, _RESPONSE: 92}
_TRIES, _PAUSE = 4, 0.5
_CONNECT = 5.0
_MOST_WAITING = 1 << 20

Send = Callable[[bytes], None]


@dataclass(frozen=True)
class TunnelConfig:
    """What both ends need."""

    device: int
    """The TUN device of this end."""
    address: str
    """Where the far end listens."""
    key: bytes
    ready_fd: int
    dresses: tuple[str, ...] = ()
    """For the client: what it tries, one after the other."""
    name: str = ""
    """The server name that it says in TLS."""
    report: Path = Path(os.devnull)
    context: ssl.SSLContext | None = None
    """For the server: its certificate."""


class _Sealed:
    """WireGuard's frames around packets. The keys of a run are known to both ends: nobody here attacks the tunnel."""

    def __init__(self, key: bytes) -> None:
        self._key, self._count = ChaCha20Poly1305(key), 0

    def message(self, kind: int) -> bytes:
        return struct.pack("<I", kind) + os.urandom(_SIZES[kind] - 4)

    def seal(self, packet: bytes) -> bytes:
        """Return a packet as a sealed message."""
        self._count += 1
        nonce = struct.pack("<IQ", 0, self._count)
        return struct.pack("<IIQ", _DATA, 7, self._count) + self._key.encrypt(nonce, packet, b"")

    def open(self, datagram: bytes) -> bytes:
        """Return the packet of a sealed message; empty if it is none of ours."""
        if len(datagram) < 32 or datagram[0] != _DATA:
            return b""
        try:
            return self._key.decrypt(struct.pack("<I", 0) + datagram[8:16], datagram[16:], b"")
        except InvalidTag:
            return b""


class _Blur:
    """A stream that looks like noise: what stands before it is the nonce of one direction."""

    def __init__(self, key: bytes, nonce: bytes) -> None:
        self._cipher: CipherContext = Cipher(ChaCha20(key, nonce), mode=None).encryptor()

    def __call__(self, data: bytes) -> bytes:
        return self._cipher.update(data)


def _plain(data: bytes) -> bytes:
    return data


class _Device:
    """One end's TUN device: whatever the system sends into the tunnel goes to `send`."""

    def __init__(self, fd: int) -> None:
        self._fd = fd
        self.send: Send | None = None
        asyncio.get_running_loop().add_reader(fd, self._read)

    def _read(self) -> None:
        """Send what the system puts into the tunnel."""
        for _ in range(64):
            try:
                packet = os.read(self._fd, 65535)
            except OSError:
                return
            if self.send is not None:
                self.send(packet)

    def write(self, packet: bytes) -> None:
        """Give the system a packet that came out of the tunnel."""
        if packet:
            try:
                os.write(self._fd, packet)
            except OSError:
                return


async def _carry(
    device: _Device,
    reader: asyncio.StreamReader,
    writer: asyncio.StreamWriter,
    back: Callable[[bytes], bytes],
    send: Send,
) -> None:
    """Take packets out of a stream until it ends."""
    device.send = send
    waiting = b""
    while data := await reader.read(65536):
        waiting += back(data)
        while len(waiting) >= 2 and len(waiting) >= 2 + (size := int.from_bytes(waiting[:2], "big")):
            device.write(waiting[2 : 2 + size])
            waiting = waiting[2 + size :]
    writer.close()


def _framed(writer: asyncio.StreamWriter, there: Callable[[bytes], bytes]) -> Send:
    """Return what sends packets over a stream, each behind its length."""

    def send(packet: bytes) -> None:
        if writer.transport.get_write_buffer_size() < _MOST_WAITING:
            writer.write(there(len(packet).to_bytes(2, "big") + packet))

    return send


# -- The far end ---------------------------------------------------------------------------------------------


class _Server:
    """The far end of a tunnel: WireGuard over UDP, and streams in TLS or that look like noise."""

    def __init__(self, config: TunnelConfig) -> None:
        self.config, self.device, self.sealed = config, _Device(config.device), _Sealed(config.key)
        self.udp = bind_udp(config.address, UDP_PORT)
        asyncio.get_running_loop().add_reader(self.udp.fileno(), self._datagram)
        serve_tcp(listen_tcp(config.address, TLS_PORT), self._tls)
        serve_tcp(listen_tcp(config.address, BLURRED_PORT), self._blurred)

    def _datagram(self) -> None:
        for data, peer in datagrams(self.udp):
            if data[:1] == bytes([_INITIATION]) and len(data) == _SIZES[_INITIATION]:
                self._say(self.sealed.message(_RESPONSE), peer)
                self.device.send = lambda packet, peer=peer: self._say(self.sealed.seal(packet), peer)
            else:
                self.device.write(self.sealed.open(data))

    def _say(self, data: bytes, peer: tuple[str, int]) -> None:
        try:
            self.udp.sendto(data, peer)
        except OSError:
            return

    async def _tls(self, conn: socket.socket) -> None:
        async with streams(conn, self.config.context) as (reader, writer):
            await _carry(self.device, reader, writer, _plain, _framed(writer, _plain))

    async def _blurred(self, conn: socket.socket) -> None:
        async with streams(conn) as (reader, writer):
            back = _Blur(self.config.key, await reader.readexactly(16))
            nonce = os.urandom(16)
            writer.write(nonce)
            await _carry(self.device, reader, writer, back, _framed(writer, _Blur(self.config.key, nonce)))


def server_main(config: TunnelConfig) -> None:
    """Be the far end, in its namespace, until SIGTERM."""

    async def serve() -> None:
        _Server(config)
        os.write(config.ready_fd, b"R")
        await _until_term()

    asyncio.run(serve())


# -- The client's end ----------------------------------------------------------------------------------------


async def _wireguard(config: TunnelConfig, device: _Device) -> bool:
    """Open WireGuard's tunnel; return whether the server answered."""
    sealed, loop = _Sealed(config.key), asyncio.get_running_loop()
    sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    sock.setblocking(False)
    try:
        sock.connect((config.address, UDP_PORT))
        for _ in range(_TRIES):
            await loop.sock_sendall(sock, sealed.message(_INITIATION))
            try:
                answer = await asyncio.wait_for(loop.sock_recv(sock, 2048), _PAUSE)
            except TimeoutError:
                continue
            if answer[:1] == bytes([_RESPONSE]):
                break
        else:
            return False
    except OSError:
        return False

    def read() -> None:
        for _ in range(64):
            try:
                device.write(sealed.open(sock.recv(65535)))
            except OSError:
                return

    def send(packet: bytes) -> None:
        try:
            sock.send(sealed.seal(packet))
        except OSError:
            return

    device.send = send
    loop.add_reader(sock.fileno(), read)
    return True


async def _stream(config: TunnelConfig, device: _Device, dress: str) -> asyncio.Task[None] | None:
    """Open the tunnel over a stream; return the task that carries packets, None if the server did not answer."""
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    tls = dress == TLS
    opening = asyncio.open_connection(
        config.address,
        TLS_PORT if tls else BLURRED_PORT,
        ssl=context if tls else None,
        server_hostname=config.name if tls else None,
    )
    there: Callable[[bytes], bytes] = _plain
    back: Callable[[bytes], bytes] = _plain
    try:
        reader, writer = await asyncio.wait_for(opening, _CONNECT)
        if not tls:
            nonce = os.urandom(16)
            there = _Blur(config.key, nonce)
            writer.write(nonce)
            back = _Blur(config.key, await asyncio.wait_for(reader.readexactly(16), _CONNECT))
    except (OSError, EOFError, TimeoutError):
        return None
    return asyncio.create_task(_carry(device, reader, writer, back, _framed(writer, there)))


async def _open(config: TunnelConfig, device: _Device) -> tuple[str, object]:
    for dress in config.dresses:
        link = await _wireguard(config, device) if dress == WIREGUARD else await _stream(config, device, dress)
        if link:
            return dress, link
    return "", None


def client_main(config: TunnelConfig) -> None:
    """Open the tunnel, say which dress got through (none: an empty word), and carry packets until SIGTERM."""

    async def carry() -> None:
        device = _Device(config.device)
        dress, _link = await _open(config, device)
        config.report.write_text(json.dumps({"tunnel": dress}))
        os.write(config.ready_fd, b"R")
        await _until_term()

    asyncio.run(carry())


async def _until_term() -> None:
    ended = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, ended.set)
    await ended.wait()
