"""A compact HTTP/1.1 and HTTP/2 server on asyncio streams, with WebSocket upgrade."""

import asyncio
import base64
import contextlib
import hashlib
import struct
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from email.utils import formatdate
from http import HTTPStatus
from urllib.parse import parse_qs, urlsplit

import h2.config
import h2.connection
import h2.events
import h2.exceptions

ALPN = ["h2", "http/1.1"]

_LINE = b"The quick brown fox jumps over the lazy dog. 0123456789 censorship-lab filler\n"
FILLER = (_LINE * (65536 // len(_LINE) + 1))[:65536]
_KEEP_BODY = 1 << 20
_IDLE = 60.0
"""Seconds without a request after which a server hangs up."""
#: Like large sites, start a response with TLS records that fit one packet each
#: and grow later: a client can use what arrived even if the rest never does.
_SMALL_RECORD, _SMALL_UNTIL, _LARGE_RECORD = 1369, 100_000, 65536


def _record_size(offset: int) -> int:
    """Return how many bytes a TLS record of the next part holds."""
    return _SMALL_RECORD if offset < _SMALL_UNTIL else _LARGE_RECORD


@dataclass
class Request:
    """One HTTP request, whatever the protocol version."""

    method: str
    target: str
    host: str
    headers: dict[str, str]
    body: bytes
    tls: bool
    local_ip: str
    version: str = "HTTP/1.1"

    @property
    def path(self) -> str:
        """Path without the query."""
        return urlsplit(self.target).path or "/"

    @property
    def query(self) -> dict[str, str]:
        """Query parameters (last value wins)."""
        return {k: v[-1] for k, v in parse_qs(urlsplit(self.target).query).items()}


WebSocketHandler = Callable[["WebSocket"], Awaitable[None]]


@dataclass
class Response:
    """Status, headers and a body given as bytes or as a number of filler bytes."""

    status: int = 200
    body: bytes | int = b""
    ctype: str = "text/html; charset=utf-8"
    headers: dict[str, str] = field(default_factory=dict)
    websocket: WebSocketHandler | None = None
    #: HTTP/2: the body is sent even where the head alone was asked for.
    body_for_head: bool = False

    def length(self) -> int:
        """Return the length of the body in bytes."""
        return self.body if isinstance(self.body, int) else len(self.body)

    def chunk(self, offset: int, size: int) -> bytes:
        """``size`` bytes of the body from ``offset`` (fewer at the end)."""
        if not isinstance(self.body, int):
            return self.body[offset : offset + size]
        size = min(size, self.body - offset)
        start = offset % len(FILLER)
        if start + size <= len(FILLER):
            return FILLER[start : start + size]
        return (FILLER * (size // len(FILLER) + 2))[start : start + size]


Handler = Callable[[Request], Response]


@dataclass(frozen=True)
class Site:
    """What is served on a connection."""

    handler: Handler
    local_ip: str = ""
    #: Seconds by which its clock is ahead of the client's.
    clock_offset: float = 0.0

    def answer(self, request: Request) -> Response:
        """Return the answer to a request."""
        return apply_range(request, self.handler(request))

    def head(self, response: Response) -> list[tuple[str, str]]:
        """Return the header fields of an answer."""
        headers = [
            ("Date", formatdate(time.time() + self.clock_offset, usegmt=True)),
            ("Server", "nginx"),
            ("Content-Length", str(response.length())),
        ]
        if response.length() or response.status == 200:
            headers.append(("Content-Type", response.ctype))
        return [*headers, *response.headers.items()]


def page(title: str, size: int) -> bytes:
    """Return an HTML page of about ``size`` bytes."""
    text = (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title}</title></head><body><h1>{title}</h1><pre>\n'
    )
    head = text.encode()
    tail = b"</pre></body></html>\n"
    return head + filler(max(0, size - len(head) - len(tail))) + tail


def filler(size: int) -> bytes:
    """So many bytes that mean nothing."""
    return (FILLER * (size // len(FILLER) + 1))[:size]


def redirect(location: str, status: int = 301) -> Response:
    """Return a redirect response."""
    return Response(status, b"", headers={"Location": location})


def apply_range(request: Request, response: Response) -> Response:
    """Honour a simple single-range ``Range`` header."""
    spec = request.headers.get("range", "")
    if response.status != 200 or not spec.startswith("bytes=") or "," in spec:
        return response
    total = response.length()
    first, _, last = spec[6:].partition("-")
    try:
        start = int(first) if first else max(0, total - int(last))
        end = min(int(last), total - 1) if first and last else total - 1
    except ValueError:
        return response
    if start > end:
        return Response(416, b"", headers={"Content-Range": f"bytes */{total}"})
    body: bytes | int = end - start + 1 if isinstance(response.body, int) else response.body[start : end + 1]
    return Response(206, body, response.ctype, {**response.headers, "Content-Range": f"bytes {start}-{end}/{total}"})


async def serve_http1(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, site: Site, *, tls: bool) -> None:
    """Serve requests on one connection until it ends."""
    while True:
        try:
            raw = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), _IDLE)
        except (TimeoutError, asyncio.IncompleteReadError, ConnectionError):
            return
        except asyncio.LimitOverrunError:
            writer.write(
                b"HTTP/1.1 431 Request Header Fields Too Large\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
            )
            return
        lines = raw.decode("latin-1").split("\r\n")
        parts = lines[0].split(" ")
        if len(parts) != 3 or not parts[2].startswith("HTTP/"):
            writer.write(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
            return
        method, target, version = parts
        headers = {k.strip().lower(): v.strip() for k, _, v in (line.partition(":") for line in lines[1:] if line)}
        if headers.get("expect", "").lower() == "100-continue":
            writer.write(b"HTTP/1.1 100 Continue\r\n\r\n")
        try:
            body = await _read_body(reader, headers)
        except (asyncio.IncompleteReadError, ConnectionError, ValueError):
            return
        host, target = _split_target(headers.get("host", ""), target)
        request = Request(method, target, host.rsplit(":", 1)[0].strip("[]").lower(), headers, body, tls, site.local_ip)
        response = site.answer(request)
        if response.websocket and headers.get("upgrade", "").lower() == "websocket":
            await _websocket(reader, writer, headers, response.websocket)
            return
        close = headers.get("connection", "").lower() == "close" or version == "HTTP/1.0"
        head = "".join(f"{k}: {v}\r\n" for k, v in site.head(response))
        head += f"Connection: {'close' if close else 'keep-alive'}\r\n\r\n"
        writer.write(f"HTTP/1.1 {response.status} {_find_phrase(response.status)}\r\n{head}".encode("latin-1"))
        if method != "HEAD":
            await _write_body(writer, response)
        await writer.drain()
        if close:
            return


def _split_target(host: str, target: str) -> tuple[str, str]:
    """Return host and path of a request, of which a proxy's names both in its first line."""
    if not target.startswith(("http://", "https://")):
        return host, target
    split = urlsplit(target)
    return split.netloc, (split.path or "/") + (f"?{split.query}" if split.query else "")


def _find_phrase(status: int) -> str:
    """Return the words of a status."""
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return "Status"


async def _write_body(writer: asyncio.StreamWriter, response: Response) -> None:
    """Write the body of a response in parts, each a TLS record."""
    offset, total = 0, response.length()
    while offset < total:
        block = response.chunk(offset, _record_size(offset))
        writer.write(block)
        await writer.drain()
        offset += len(block)


async def _read_body(reader: asyncio.StreamReader, headers: dict[str, str]) -> bytes:
    """Return the body of a request, or the beginning of a large one. Raises an error if it is cut short."""
    kept = bytearray()
    if headers.get("transfer-encoding", "").lower() == "chunked":
        while True:
            size = int((await reader.readline()).split(b";")[0].strip() or b"0", 16)
            block = await reader.readexactly(size + 2)
            if size == 0:
                return bytes(kept)
            if len(kept) < _KEEP_BODY:
                kept += block[:-2]
    left = int(headers.get("content-length", "0") or 0)
    while left > 0:
        block = await reader.read(min(left, 65536))
        if not block:
            raise ConnectionError("body cut short")
        left -= len(block)
        if len(kept) < _KEEP_BODY:
            kept += block
    return bytes(kept)


# --------------------------------------------------------------------------
# HTTP/2
# --------------------------------------------------------------------------


async def serve_http2(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, site: Site) -> None:
    """Serve one HTTP/2 connection."""
    connection = _Http2(writer, site)
    while True:
        try:
            data = await asyncio.wait_for(reader.read(65536), 5.0 if connection.pending else _IDLE)
        except TimeoutError:
            if not connection.pending:
                return
        except ConnectionError:
            return
        else:
            if data == b"" or not connection.receive(data):
                return
        connection.push()
        with contextlib.suppress(ConnectionError):
            await writer.drain()


class _Http2:
    """One HTTP/2 connection: requests that come in pieces, and bodies that wait for room."""

    def __init__(self, writer: asyncio.StreamWriter, site: Site) -> None:
        self._writer, self._site = writer, site
        self._conn = h2.connection.H2Connection(h2.config.H2Configuration(client_side=False, header_encoding="utf-8"))
        self._conn.initiate_connection()
        self._send()
        self._headers: dict[int, dict[str, str]] = {}
        self._bodies: dict[int, bytearray] = {}
        #: By stream: the response, and how much of its body was sent.
        self.pending: dict[int, tuple[Response, int]] = {}

    def _send(self) -> None:
        """Hand over what the connection has to say."""
        self._writer.write(self._conn.data_to_send())

    def receive(self, data: bytes) -> bool:
        """Take in what the client sent, and answer whole requests; return whether the connection goes on."""
        try:
            for event in self._conn.receive_data(data):
                if isinstance(event, h2.events.ConnectionTerminated):
                    return False
                self._take(event)
        except h2.exceptions.ProtocolError:
            self._send()
            return False
        return True

    def _take(self, event: h2.events.Event) -> None:
        """Take in an event of a stream."""
        if isinstance(event, h2.events.RequestReceived):
            self._headers[event.stream_id] = {str(k): str(v) for k, v in event.headers}
            self._bodies[event.stream_id] = bytearray()
            if event.stream_ended is not None:
                self._answer(event.stream_id)
        elif isinstance(event, h2.events.DataReceived):
            self._conn.acknowledge_received_data(event.flow_controlled_length, event.stream_id)
            if event.stream_id in self._bodies and len(self._bodies[event.stream_id]) < _KEEP_BODY:
                self._bodies[event.stream_id] += event.data
            if event.stream_ended is not None:
                self._answer(event.stream_id)
        elif isinstance(event, h2.events.StreamEnded) and event.stream_id in self._headers:
            self._answer(event.stream_id)
        elif isinstance(event, h2.events.StreamReset):
            self.pending.pop(event.stream_id, None)

    def _answer(self, stream: int) -> None:
        """Answer a whole request: its head now, its body as there is room."""
        head = self._headers.pop(stream, {})
        request = Request(
            head.get(":method", "GET"),
            head.get(":path", "/"),
            head.get(":authority", head.get("host", "")).rsplit(":", 1)[0].lower(),
            {k: v for k, v in head.items() if not k.startswith(":")},
            bytes(self._bodies.pop(stream, b"")),
            True,
            self._site.local_ip,
            "HTTP/2",
        )
        response = self._site.answer(request)
        fields = [(k.lower(), v) for k, v in self._site.head(response)]
        empty = response.length() == 0 or (request.method == "HEAD" and not response.body_for_head)
        self._conn.send_headers(stream, [(":status", str(response.status)), *fields], end_stream=empty)
        if not empty:
            self.pending[stream] = (response, 0)

    def push(self) -> None:
        """Send of each body what there is room for."""
        for stream, (response, offset) in list(self.pending.items()):
            total = response.length()
            try:
                while offset < total:
                    frame = min(self._conn.max_outbound_frame_size, _record_size(offset))
                    room = min(self._conn.local_flow_control_window(stream), frame)
                    if room <= 0 or self._writer.transport.get_write_buffer_size() > 1 << 20:
                        break
                    block = response.chunk(offset, room)
                    offset += len(block)
                    self._conn.send_data(stream, block, end_stream=offset >= total)
                    self._send()
            except h2.exceptions.ProtocolError:
                offset = total
            if offset >= total:
                del self.pending[stream]
            else:
                self.pending[stream] = (response, offset)
        self._send()


# --------------------------------------------------------------------------
# WebSocket
# --------------------------------------------------------------------------


class WebSocket:
    """Server side of one WebSocket connection (binary and text frames, ping, close)."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader, self._writer = reader, writer

    async def recv(self) -> bytes | None:
        """Next message, or None when the peer is gone."""
        message = b""
        while True:
            try:
                first, second = await self._reader.readexactly(2)
                size = second & 0x7F
                if size == 126:
                    (size,) = struct.unpack("!H", await self._reader.readexactly(2))
                elif size == 127:
                    (size,) = struct.unpack("!Q", await self._reader.readexactly(8))
                if size > 1 << 22:
                    return None
                mask = await self._reader.readexactly(4) if second & 0x80 else b"\0\0\0\0"
                data = await self._reader.readexactly(size)
            except (asyncio.IncompleteReadError, ConnectionError):
                return None
            data = bytes(b ^ mask[i & 3] for i, b in enumerate(data))
            opcode = first & 0x0F
            if opcode == 8:
                self._frame(8, data[:2])
                return None
            if opcode == 9:
                self._frame(10, data)
                continue
            if opcode == 10:
                continue
            message += data
            if first & 0x80:
                return message

    def send(self, data: bytes) -> None:
        """Send one binary message."""
        self._frame(2, data)

    def send_text(self, text: str) -> None:
        """Send one text message."""
        self._frame(1, text.encode())

    def _frame(self, opcode: int, data: bytes) -> None:
        size = len(data)
        head = bytes([0x80 | opcode])
        head += (
            bytes([size])
            if size < 126
            else (b"\x7e" + struct.pack("!H", size) if size < 65536 else b"\x7f" + struct.pack("!Q", size))
        )
        self._writer.write(head + data)


async def _websocket(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, headers: dict[str, str], handler: WebSocketHandler
) -> None:
    key = headers.get("sec-websocket-key", "")
    accept = base64.b64encode(hashlib.sha1((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").encode()).digest()).decode()
    head = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    head += f"Sec-WebSocket-Accept: {accept}\r\n"
    protocol = headers.get("sec-websocket-protocol")
    if protocol:
        head += f"Sec-WebSocket-Protocol: {protocol.split(',')[0].strip()}\r\n"
    writer.write(head.encode() + b"\r\n")
    await handler(WebSocket(reader, writer))
