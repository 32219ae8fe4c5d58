"""Helpers shared by the server processes: listening, peeking, TLS by server name."""

import asyncio
import contextlib
import socket
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, cast

from lab import packets
from lab.pki import Authority, server_context

IP_TRANSPARENT = 19
IPV6_TRANSPARENT = 75

Streams = tuple[asyncio.StreamReader, asyncio.StreamWriter]
ConnectionHandler = Callable[[socket.socket], Awaitable[None]]


def listen_tcp(address: str, port: int, transparent: bool = False) -> socket.socket:
    """Return a non-blocking listening socket on one address."""
    sock = _bind(socket.SOCK_STREAM, address, port, transparent)
    sock.listen(256)
    return sock


def bind_udp(address: str, port: int, transparent: bool = False) -> socket.socket:
    """Return a non-blocking UDP socket on one address."""
    return _bind(socket.SOCK_DGRAM, address, port, transparent)


def _bind(kind: socket.SocketKind, address: str, port: int, transparent: bool) -> socket.socket:
    is_v6 = ":" in address
    sock = socket.socket(socket.AF_INET6 if is_v6 else socket.AF_INET, kind)
    # REUSEPORT lets a catch-all listener stand beside listeners on single addresses (which win)
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
    if is_v6:
        sock.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
    if transparent:
        level, option = (socket.IPPROTO_IPV6, IPV6_TRANSPARENT) if is_v6 else (socket.SOL_IP, IP_TRANSPARENT)
        sock.setsockopt(level, option, 1)
    sock.bind((address, port))
    sock.setblocking(False)
    return sock


def datagrams(sock: socket.socket) -> Iterator[tuple[bytes, Any]]:
    """Yield each datagram that waits on a non-blocking socket, with its sender."""
    while True:
        try:
            yield sock.recvfrom(65535)
        except OSError:
            return


def serve_tcp(sock: socket.socket, handler: ConnectionHandler) -> None:
    """Accept connections on ``sock`` for ever, one task each."""
    loop = asyncio.get_running_loop()
    tasks: set[asyncio.Task[None]] = set()

    async def guarded(conn: socket.socket) -> None:
        try:
            await handler(conn)
        except (TimeoutError, OSError, ssl.SSLError, asyncio.IncompleteReadError, EOFError):
            pass
        finally:
            with contextlib.suppress(OSError):
                conn.close()

    def accept() -> None:
        while True:
            try:
                conn, _ = sock.accept()
            except OSError:
                return
            conn.setblocking(False)
            conn.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            task = loop.create_task(guarded(conn))
            tasks.add(task)
            task.add_done_callback(tasks.discard)

    loop.add_reader(sock.fileno(), accept)


async def peek(conn: socket.socket, size: int = 4096, timeout: float = 60.0) -> bytes:
    """Return the bytes waiting on a connection, without taking them (empty at end of stream)."""
    loop = asyncio.get_running_loop()
    try:
        return conn.recv(size, socket.MSG_PEEK)
    except BlockingIOError:
        pass
    ready: asyncio.Future[None] = loop.create_future()

    def readable() -> None:
        if not ready.done():
            ready.set_result(None)

    loop.add_reader(conn.fileno(), readable)
    try:
        await asyncio.wait_for(ready, timeout)
    finally:
        loop.remove_reader(conn.fileno())
    return conn.recv(size, socket.MSG_PEEK)


async def read_server_name(conn: socket.socket) -> str | None:
    """Return the server name with which a connection begins: empty if there is none, None if nothing comes."""
    for _ in range(1000):  # ten seconds: a piece that was lost is sent again after one, and then after three
        head = await peek(conn, 16384)
        if not head:
            return None
        try:
            complete, name = packets.client_hello(head)
        except ValueError:
            return ""
        if complete:
            return name or ""
        await asyncio.sleep(0.01)
    return ""


async def begin_tls(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, context: ssl.SSLContext
) -> asyncio.StreamWriter:
    """Go on as a TLS server on a connection that began in the clear; return the writer of what is inside."""
    await writer.drain()
    loop = asyncio.get_running_loop()
    protocol = writer.transport.get_protocol()
    inside = await loop.start_tls(writer.transport, protocol, context, server_side=True)
    assert inside is not None
    cast("Any", protocol)._over_ssl = True  # else it answers the end of the stream as plain TCP may be answered
    return asyncio.StreamWriter(inside, protocol, reader, loop)


@contextlib.asynccontextmanager
async def streams(conn: socket.socket, context: ssl.SSLContext | None = None) -> AsyncIterator[Streams]:
    """Return streams over an accepted connection, with a TLS handshake if a context is given; closed on leaving.

    Takes the descriptor away from ``conn``: from here on only asyncio may close
    it.  (With two owners its number could be used again by another connection
    while the event loop still holds state for the first; the client would see
    resets and silence that no censor caused.)
    """
    loop = asyncio.get_running_loop()
    owned = socket.socket(fileno=conn.detach())
    owned.setblocking(False)
    reader = asyncio.StreamReader(limit=1 << 18)
    protocol = asyncio.StreamReaderProtocol(reader)
    transport, _ = await loop.connect_accepted_socket(
        lambda: protocol,
        owned,
        ssl=context,
        ssl_handshake_timeout=30.0 if context else None,
        ssl_shutdown_timeout=60.0 if context else None,
    )
    writer = asyncio.StreamWriter(transport, protocol, reader, loop)
    try:
        yield reader, writer
    except BaseException:
        transport.abort()
        raise
    await close_writer(writer)


async def close_writer(writer: asyncio.StreamWriter) -> None:
    """Close, after everything written has been sent; give up after a minute."""
    try:
        writer.close()
        await asyncio.wait_for(writer.wait_closed(), 60)
    except (OSError, ssl.SSLError, TimeoutError, RuntimeError):
        writer.transport.abort()


class CertStore:
    """TLS server contexts made on demand, one per certificate."""

    def __init__(self, scratch: Path) -> None:
        self._scratch = scratch
        self._contexts: dict[tuple[object, ...], ssl.SSLContext] = {}

    def get(
        self,
        authority: Authority,
        names: Sequence[str],
        alpn: Sequence[str],
        expired: bool = False,
        key: str = "",
        along: bytes = b"",
    ) -> ssl.SSLContext:
        """Return context with a certificate for ``names`` from ``authority`` (not shared between different ``key``).

        ``along`` is PEM that is sent after the chain.
        """
        index = (id(authority), tuple(names), tuple(alpn), expired, key, along)
        if index not in self._contexts:
            days = {"days_valid": -2, "days_old": 92} if expired else {}
            chain, private = authority.issue(names, **days)
            self._contexts[index] = server_context(chain + along, private, alpn, self._scratch)
        return self._contexts[index]
