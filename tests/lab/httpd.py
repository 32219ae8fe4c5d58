"""A compact HTTP/1.1 and HTTP/2 server on asyncio streams, with WebSocket upgrade."""

import asyncio
import contextlib
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
import h11
import wsproto.connection
from wsproto import events
from wsproto.utilities import generate_accept_token

ALPN = ["h2", "http/1.1"]

_LINE = b"The quick brown fox jumps over the lazy dog. 0123456789 censorship-lab filler\n"
FILLER = (_LINE * (65536 // len(_LINE) + 1))[:65536]
_KEEP_BODY = 1 << 20
_PHRASES = {status.value: status.phrase for status in HTTPStatus}
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
    connection = h11.Connection(h11.SERVER)
    try:
        while isinstance(head := await _receive(connection, reader, writer), h11.Request):
            request = _make_request(head, await _read_body(connection, reader, writer), site, tls=tls)
            response = site.answer(request)
            if response.websocket and request.headers.get("upgrade", "").lower() == "websocket":
                await _websocket(reader, writer, request.headers, response.websocket)
                return
            closes = request.headers.get("connection", "").lower() == "close" or head.http_version == b"1.0"
            fields = [*site.head(response), ("Connection", "close" if closes else "keep-alive")]
            phrase = _PHRASES.get(response.status, "Status")
            writer.write(connection.send(h11.Response(status_code=response.status, headers=fields, reason=phrase)))
            if head.method != b"HEAD":
                await _write_body(connection, writer, response)
            writer.write(connection.send(h11.EndOfMessage()))
            await writer.drain()
            if connection.our_state is not h11.DONE or connection.their_state is not h11.DONE:
                return
            connection.start_next_cycle()
    except h11.RemoteProtocolError as error:
        status = error.error_status_hint
        head_end = "Content-Length: 0\r\nConnection: close\r\n\r\n"
        writer.write(f"HTTP/1.1 {status} {_PHRASES[status]}\r\n{head_end}".encode())
    except (TimeoutError, ConnectionError):
        return


async def _receive(connection: h11.Connection, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> object:
    """Return the next event of a connection. Raises `TimeoutError`, `ConnectionError` and `h11.RemoteProtocolError`."""
    while (event := connection.next_event()) is h11.NEED_DATA:
        if connection.they_are_waiting_for_100_continue:
            writer.write(connection.send(h11.InformationalResponse(status_code=100, headers=[])))
        connection.receive_data(await asyncio.wait_for(reader.read(65536), _IDLE))
    return event


async def _read_body(connection: h11.Connection, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bytes:
    """Return the body of a request, or the beginning of a large one."""
    kept = bytearray()
    while isinstance(part := await _receive(connection, reader, writer), h11.Data):
        if len(kept) < _KEEP_BODY:
            kept += part.data
    return bytes(kept)


def _make_request(head: h11.Request, body: bytes, site: Site, *, tls: bool) -> Request:
    """Return a request; one to a proxy names its host in its first line."""
    headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in head.headers}
    host = headers.get("host", "")
    target = head.target.decode("latin-1")
    if target.startswith(("http://", "https://")):
        split = urlsplit(target)
        host = split.netloc
        target = (split.path or "/") + (f"?{split.query}" if split.query else "")
    host = host.rsplit(":", 1)[0].strip("[]").lower()
    return Request(head.method.decode(), target, host, headers, body, tls, site.local_ip)


async def _write_body(connection: h11.Connection, writer: asyncio.StreamWriter, response: Response) -> None:
    """Write the body of a response in parts, each a TLS record."""
    offset = 0
    while offset < response.length():
        block = response.chunk(offset, _record_size(offset))
        writer.write(connection.send(h11.Data(data=block)))
        await writer.drain()
        offset += len(block)


# -- HTTP/2 ---------------------------------------------------------------------------


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


def make_secure_request(head: dict[str, str], body: bytes, site: Site) -> Request:
    """Return a request of HTTP/2 or HTTP/3, whose first line is in fields of the head."""
    method, path = head.get(":method", "GET"), head.get(":path", "/")
    host = head.get(":authority", head.get("host", "")).rsplit(":", 1)[0].lower()
    fields = {name: value for name, value in head.items() if not name.startswith(":")}
    return Request(method, path, host, fields, body, True, site.local_ip)


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
        request = make_secure_request(head, bytes(self._bodies.pop(stream, b"")), self._site)
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


# -- WebSocket ------------------------------------------------------------------------


class WebSocket:
    """Server side of one WebSocket connection."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader, self._writer = reader, writer
        self._frames = wsproto.connection.Connection(wsproto.connection.ConnectionType.SERVER)

    async def recv(self) -> bytes | None:
        """Next message, or None when the peer is gone."""
        message = b""
        while True:
            for event in self._frames.events():
                if isinstance(event, events.Ping):
                    self._send(event.response())
                elif isinstance(event, events.CloseConnection):
                    self._send(event.response())
                    return None
                elif isinstance(event, events.Message):
                    message += event.data.encode() if isinstance(event.data, str) else event.data
                    if event.message_finished:
                        return message
            try:
                data = await self._reader.read(65536)
            except ConnectionError:
                return None
            if not data:
                return None
            self._frames.receive_data(data)

    def send(self, data: bytes) -> None:
        """Send one binary message."""
        self._send(events.BytesMessage(data=data))

    def send_text(self, text: str) -> None:
        """Send one text message."""
        self._send(events.TextMessage(data=text))

    def _send(self, event: events.Event) -> None:
        self._writer.write(self._frames.send(event))


async def _websocket(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, headers: dict[str, str], handler: WebSocketHandler
) -> None:
    accept = generate_accept_token(headers.get("sec-websocket-key", "").encode()).decode()
    head = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    head += f"Sec-WebSocket-Accept: {accept}\r\n"
    protocol = headers.get("sec-websocket-protocol")
    if protocol:
        head += f"Sec-WebSocket-Protocol: {protocol.split(',')[0].strip()}\r\n"
    writer.write(head.encode() + b"\r\n")
    await handler(WebSocket(reader, writer))
