"""The servers and resolvers of a hostile world: every address is this computer's, and all do the same."""

import asyncio
import base64
import contextlib
import os
import re
import socket
import ssl
from collections.abc import Awaitable, Callable, Iterable
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import dns.message
import dns.rcode
import dns.rdatatype
import dns.rrset
from cryptography.hazmat.primitives.serialization import Encoding
from wsproto.utilities import generate_accept_token

from lab import hostile_ways as ways
from lab.hostile_ways import Script
from lab.netio import bind_udp, datagrams
from probe.certificates import Authority

TLS_PORTS = (443, 465, 993, 5223, 5228)
PLAIN_PORTS = (80, 5222, 5242, 4244, 8080)
UDP_PORTS = (123, 443, 598, 3478, 5349, 19302)
_LONGEST = 100_000_000
"""Bytes that one connection is sent at most: far more than anybody should take."""
_DATAGRAMS = 2_000
_ANYWHERE = "0.0.0.0"


class Servers:
    """All servers of one world."""

    def __init__(self, way: str, folder: Path) -> None:
        self.way = way
        self.authority = Authority("Filter Root", folder)
        self.sent = 0
        """Bytes that were handed to the system for all connections."""
        self._alpn = ("h2",) if way in ways.HTTP_2 else ("http/1.1",)
        self._contexts: dict[str, ssl.SSLContext] = {}

    async def open(self) -> None:
        """Listen on all ports."""
        loop = asyncio.get_running_loop()
        names = bind_udp(_ANYWHERE, 53)
        loop.add_reader(names.fileno(), self._answer_names, names)
        for port in UDP_PORTS if self.way in ways.DATAGRAMS else ():
            flood = bind_udp(_ANYWHERE, port)
            loop.add_reader(flood.fileno(), self._flood, flood)
        await asyncio.start_server(self._serve_names_over_tcp, _ANYWHERE, 53)
        handle: Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]] = self._serve
        for port in (*TLS_PORTS, *PLAIN_PORTS):
            secured = self._front() if port in TLS_PORTS and self.way not in ways.RAW else None
            await asyncio.start_server(handle, _ANYWHERE, port, ssl=secured, backlog=1_000)

    def _context(self, name: str) -> ssl.SSLContext:
        """Return the context of a server of any name."""
        if name not in self._contexts:
            made = self.authority.serve(name, alpn=self._alpn)
            if self.way in ways.CERTIFICATES:
                before, after = ways.CERTIFICATES[self.way]
                der = self.authority.made[name].public_bytes(Encoding.DER)
                made = self.authority.serve_der(der.replace(before, after, 1))
            self._contexts[name] = made
        return self._contexts[name]

    def _front(self) -> ssl.SSLContext:
        """Return the context that looks at the name first."""
        front = self.authority.serve("default.test", alpn=self._alpn)

        def choose(shaken: ssl.SSLObject, name: str | None, _context: ssl.SSLContext) -> None:
            shaken.context = self._context(name or "default.test")

        front.sni_callback = choose
        return front

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer one connection, as badly as the way says."""
        try:
            if self.way in ways.SOCKETS:
                await self._serve_socket(reader, writer)
            elif self.way == "doh-thousands-of-addresses":
                await self._serve_names_over_https(reader, writer)
            else:
                await self._play(self._script(), reader, writer)
        except (OSError, TimeoutError, ssl.SSLError):
            pass
        finally:
            writer.close()

    def _script(self) -> Script:
        """Return what the servers of this world say."""
        told = {**ways.RAW, **ways.WITHIN, **ways.SECURE_NAMES, **ways.MIRRORS}
        return ways.PROXIES[self.way][1] if self.way in ways.PROXIES else told.get(self.way, ways.EMPTY)

    async def _play(self, script: Script, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Say a script: each of its first pieces to something heard, then one piece again and again."""
        for piece in script.first:
            await _hear(reader)
            writer.write(piece)
        for _ in range(_LONGEST // len(script.again) if script.again else 0):
            if writer.is_closing():
                return
            writer.write(script.again)
            await writer.drain()
            self.sent += len(script.again)
            if script.pause:
                await asyncio.sleep(script.pause)

    async def _serve_socket(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Grant an upgrade, and attack then; to everything else an empty page."""
        request = await _hear(reader)
        key = re.search(rb"(?i)sec-websocket-key: *(\S+)", request)
        if key is None:
            writer.write(ways.EMPTY.first[0])
            return
        wanted = re.search(rb"(?i)sec-websocket-protocol: *([^,\r]+)", request)
        chosen = b"Sec-WebSocket-Protocol: " + wanted[1] + b"\r\n" if wanted else b""
        head = b"HTTP/1.1 101 Switching\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: "
        script = ways.SOCKETS[self.way]
        writer.write(head + generate_accept_token(key[1]) + b"\r\n" + chosen + b"\r\n" + b"".join(script.first))
        await self._play(Script(script.again), reader, writer)

    async def _serve_names_over_https(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer questions about names over HTTPS."""
        while request := await _hear(reader):
            asked = parse_qs(urlsplit(request.split(b" ")[1]).query).get(b"dns", [b""])[0]
            wire = self.answer(base64.urlsafe_b64decode(asked + b"=" * (-len(asked) % 4))) if asked else b""
            writer.write(ways.OK + b"Content-Length: %d\r\n\r\n" % len(wire) + wire)
            await writer.drain()

    async def _serve_names_over_tcp(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer questions about names over TCP."""
        try:
            while head := await reader.read(2):
                wire = self.answer(await reader.readexactly(int.from_bytes(head, "big")))
                if self.way == "dns-tcp-endless":
                    await self._play(Script(b"\xff\xff" + os.urandom(65_535)), reader, writer)
                answer = len(wire).to_bytes(2, "big") + wire
                step = 1 if self.way == "dns-tcp-drip" else len(answer)
                for start in range(0, len(answer), step):
                    writer.write(answer[start : start + step])
                    await writer.drain()
                    await asyncio.sleep(0.2 if step == 1 else 0)
        except (OSError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()

    def _answer_names(self, sock: socket.socket) -> None:
        """Answer the questions about names that wait on a socket for datagrams."""
        for data, peer in datagrams(sock):
            if self.way == "dns-noise":
                _send_all(sock, (data[:2] + os.urandom(400) for _ in range(_DATAGRAMS)), peer)
            with contextlib.suppress(OSError):
                sock.sendto(self.answer(data, over_udp=True), peer)

    def _flood(self, sock: socket.socket) -> None:
        """Answer each datagram with very many."""
        for data, peer in datagrams(sock):
            echo = self.way == "udp-echo"
            _send_all(sock, (data if echo else os.urandom(1_200) for _ in range(_DATAGRAMS)), peer)

    def answer(self, question: bytes, *, over_udp: bool = False) -> bytes:
        """Answer one question about a name."""
        asked = dns.message.from_wire(question)
        answer = dns.message.make_response(asked)
        if over_udp and self.way.startswith("dns-tcp"):
            answer.flags |= dns.flags.TC
            return answer.to_wire()
        if over_udp and (self.way in ways.SECURE_NAMES or self.way == "dns-noise"):
            answer.set_rcode(dns.rcode.NXDOMAIN)
            return answer.to_wire()
        (name, kind) = (asked.question[0].name, asked.question[0].rdtype)
        if kind == dns.rdatatype.A:
            if self.way == "dns-alias-of-itself":
                answer.answer.append(dns.rrset.from_text(name, 60, "IN", "CNAME", name.to_text()))
            else:
                answer.answer.append(dns.rrset.from_text_list(name, 60, "IN", "A", self._addresses(name.to_text())))
        return answer.to_wire(max_size=65_535)

    def _addresses(self, name: str) -> list[str]:
        """Return the addresses of a name."""
        if self.way == "dns-home-addresses":
            return ["192.168.0.1", "10.0.0.5"]
        many = 1_500 if self.way.endswith("thousands-of-addresses") else 1
        start = sum(name.encode()) % 200
        return [
            f"93.{184 + number // 62_500}.{number // 250 % 250}.{number % 250 + 1}"
            for number in range(start, start + many)
        ]


async def _hear(reader: asyncio.StreamReader) -> bytes:
    """Return what a client says next. Raises `TimeoutError` after 20 seconds."""
    return await asyncio.wait_for(reader.read(4_096), 20)


def _send_all(sock: socket.socket, every: Iterable[bytes], peer: tuple[str, int]) -> None:
    """Send every one of some datagrams, or as many as the system takes at once."""
    with contextlib.suppress(OSError):
        for datagram in every:
            sock.sendto(datagram, peer)
