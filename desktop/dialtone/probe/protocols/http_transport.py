"""HTTP over one stream that is already open: how httpcore is configured, and what it must not do itself."""

from collections.abc import AsyncIterator, Mapping
from contextlib import suppress
from urllib.parse import quote, urlsplit

import anyio
import h2.connection
import h2.events
import h2.exceptions
import h2.settings
import h11
import httpcore
from anyio.abc import ByteStream
from httpcore._synchronization import AsyncSemaphore

from dialtone.model.frozen import Frozen
from dialtone.model.vocabulary import Failure
from dialtone.probe.failure import ProbeError
from dialtone.probe.meter import Meter, meter_of

_WINDOW_SIZE = h2.settings.SettingCodes.INITIAL_WINDOW_SIZE
_FRAME_HEAD = 9  # bytes before the body of an HTTP/2 frame; the first three are its length
STREAMS_AT_ONCE = 50
"""Concurrent answers over HTTP/2, for resolvers only. Pages come one after another."""
_USUAL_PORTS = {"https": ":443", "http": ":80"}  # omitted in `Host` (RFC 9110, 4.2.3)
_SAFE = "/?:@!$&'()*+,;=%-._~[]"
"""Characters kept as they are in a path; all others are percent-encoded (RFC 3986, 3.3 and 3.4)."""
_SHORT = 16_384
"""Bytes that a server may send of an answer that is not read."""
_SEARCHED = 8_192
"""Window in bytes for a page that is read until something is found in it."""
_ROOM = 1024
"""Extra bytes beyond those that are read: a server that pads its frames needs room for the last one."""


class Window(Frozen):
    """How much of an answer a server may send before it is read. HTTP/1.1 has no equivalent."""

    size: int
    """Bytes."""
    moves: bool = False
    """Whether the window grows as data is read; otherwise `size` is all that is wanted."""


NO_BODY = Window(0)
"""Headers only, no body: gRPC servers send a body even in response to HEAD."""


def window_for(read_bytes: int, *, until_found: bool) -> Window:
    """Return the window for a page of which `read_bytes` are read, or which is read until something is found."""
    return Window(_SEARCHED, moves=True) if until_found else Window(max(read_bytes, _SHORT) + _ROOM)


class _OpenStream(httpcore.AsyncNetworkStream):
    """The open stream of the previous steps, with httpcore's interface. Timeouts are applied by the caller."""

    def __init__(self, stream: ByteStream) -> None:
        self._stream = stream

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        try:
            return await self._stream.receive(max_bytes)
        except anyio.EndOfStream:
            return b""

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:
        if buffer:
            await self._stream.send(buffer)

    async def aclose(self) -> None:
        await anyio.aclose_forcefully(self._stream)


class _FramedStream(_OpenStream):
    """Passes on HTTP/2 one frame at a time (RFC 9113, 4.1).

    gRPC servers send a body in response to HEAD. If h2 got it together with the headers, it would report a protocol
    error; the headers are the answer, and nothing more is read.
    """

    def __init__(self, stream: ByteStream) -> None:
        super().__init__(stream)
        self._meter = meter_of(stream)
        self._rest = b""
        self._missing = 0  # bytes of the frame that has begun

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        await anyio.lowlevel.checkpoint()
        while len(self._rest) < (1 if self._missing else _FRAME_HEAD):
            more = await super().read(max_bytes)
            if not more:
                break
            self._rest += more
        if not self._missing:
            self._meter.note_message()
            self._missing = _FRAME_HEAD + int.from_bytes(self._rest[:3], "big")
        part, self._rest = self._rest[: self._missing], self._rest[self._missing :]
        self._missing -= len(part)
        return part


class Answer:
    """The status and headers of an answer, and its body as it arrives."""

    def __init__(self, answer: httpcore.Response) -> None:
        self.status_code = answer.status
        self._answer = answer

    def header(self, name: str) -> str:
        """Return a header by its lower-case name, joining repeated ones; empty if there is none."""
        wanted = name.encode()
        return ", ".join(_text(value) for key, value in self._answer.headers if key.lower() == wanted)

    async def pieces(self) -> AsyncIterator[bytes]:
        """Yield the non-empty pieces of the body as they arrive; release the connection at the end."""
        try:
            async for part in self._answer.aiter_stream():
                if part:
                    yield part
        except Exception as error:
            # Once a body has begun, httpcore does not wrap the errors of h2.
            if type(error).__module__ != "h2.exceptions":
                raise
            raise ProbeError(Failure.BAD_ANSWER) from error
        await self.aclose()

    async def aclose(self) -> None:
        """Release the answer: only then can the next request use the connection."""
        await self._answer.aclose()


def _text(value: bytes) -> str:
    try:
        return value.decode()
    except UnicodeDecodeError:
        return value.decode("latin-1")


class _CountedState(h11.Connection):
    """HTTP/1.1 state that reads no more messages and body pieces than is allowed."""

    def __init__(self, meter: Meter) -> None:
        super().__init__(h11.CLIENT, httpcore.AsyncHTTP11Connection.MAX_INCOMPLETE_EVENT_SIZE)
        self._meter = meter

    def next_event(self) -> h11.Event | type[h11.NEED_DATA] | type[h11.PAUSED]:
        self._meter.note_message()
        return super().next_event()


class _CountedConnection(httpcore.AsyncHTTP11Connection):
    def __init__(self, origin: httpcore.Origin, stream: ByteStream) -> None:
        super().__init__(origin, _OpenStream(stream))
        self._h11_state = _CountedState(meter_of(stream))


class _FrugalState(h2.connection.H2Connection):
    """HTTP/2 state that lets a server send no more of an answer than is read.

    httpcore allows each answer 16 MB: much of a long page would be under way before we close, and has to be paid for.
    """

    def __init__(self, window: Window) -> None:
        super().__init__(httpcore.AsyncHTTP2Connection.CONFIG)
        self._window = window

    def initiate_connection(self) -> None:
        sent = {h2.settings.SettingCodes(code): value for code, value in self.local_settings.items()}
        sent[_WINDOW_SIZE] = self._window.size
        self.local_settings = h2.settings.Settings(initial_values=sent)
        for code in self.local_settings.keys() - sent.keys():
            del self.local_settings[code]
        super().initiate_connection()

    def increment_flow_control_window(self, increment: int, stream_id: int | None = None) -> None:
        if stream_id is None:
            super().increment_flow_control_window(increment)

    def receive_data(self, data: bytes) -> list[h2.events.Event]:  # type: ignore[override]  # we pass bytes
        """Restore the part of the window that padding used up, so that no page stops for that (RFC 9113, 6.1)."""
        events = super().receive_data(data)
        for event in events:
            if isinstance(event, h2.events.DataReceived) and event.stream_id is not None:
                padding = (event.flow_controlled_length or 0) - len(event.data or b"")
                with suppress(h2.exceptions.ProtocolError):  # the answer has ended
                    if padding:
                        super().increment_flow_control_window(padding, event.stream_id)
        return events

    def acknowledge_received_data(self, acknowledged_size: int, stream_id: int) -> None:
        if self._window.moves:
            super().acknowledge_received_data(acknowledged_size, stream_id)


class _Streams(AsyncSemaphore):
    """How many answers may be under way: one, until the server says how many.

    httpcore begins with as many as its settings allow, and takes a turn of the event loop for each but one. If that is
    cancelled, it releases more than it has.
    """

    def __init__(self) -> None:
        super().__init__(1)
        self._free = anyio.Semaphore(1)

    async def acquire(self) -> None:
        await self._free.acquire()

    async def release(self) -> None:
        self._free.release()
        await anyio.lowlevel.checkpoint_if_cancelled()


class _FramedConnection(httpcore.AsyncHTTP2Connection):
    def __init__(self, origin: httpcore.Origin, stream: ByteStream, window: Window | None) -> None:
        super().__init__(origin, _FramedStream(stream))
        if window is not None:
            self._h2_state = _FrugalState(window)

    async def handle_async_request(self, request: httpcore.Request) -> httpcore.Response:
        """Begin the connection, if it has not begun, and ask. Raises as httpcore does."""
        async with self._init_lock:
            if not self._sent_connection_init:
                self._sent_connection_init = True
                self._max_streams, self._max_streams_semaphore = 1, _Streams()
                try:
                    await self._send_connection_init(request)
                except BaseException:
                    with anyio.CancelScope(shield=True):
                        await self.aclose()
                    raise
        return await super().handle_async_request(request)


class StreamTransport:
    """Sends requests over one stream. It resolves nothing and connects nowhere."""

    def __init__(self, stream: ByteStream, origin: str, *, http2: bool, window: Window | None) -> None:
        whose = urlsplit(origin.lower())
        self._host = whose.netloc.removesuffix(_USUAL_PORTS[whose.scheme])
        self._origin = origin
        whole = httpcore.URL(origin).origin
        self._connection: httpcore.AsyncConnectionInterface = (
            _FramedConnection(whole, stream, window) if http2 else _CountedConnection(whole, stream)
        )

    async def ask(self, method: str, path: str, headers: Mapping[str, str]) -> Answer:
        """Send one request without a body; return its answer once the headers have arrived."""
        url = httpcore.URL(self._origin + quote(path, safe=_SAFE))
        request = httpcore.Request(method, url, headers=[("Host", self._host), *headers.items()])
        return Answer(await self._connection.handle_async_request(request))

    async def aclose(self) -> None:
        """Close the stream."""
        await self._connection.aclose()
