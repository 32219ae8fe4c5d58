"""HTTP over one stream that is already open: h11 and h2 know the protocol, and a server sends no more than is read."""

import re
from collections import deque
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import contextmanager, suppress

import anyio
import anyio.lowlevel
import h2.config
import h2.connection
import h2.events
import h2.exceptions
import h2.settings
import h11
import msgspec
from anyio.abc import ByteStream

from dialtone.model.frozen import Frozen
from dialtone.model.vocabulary import Failure
from dialtone.probe.failure import ProbeError
from dialtone.probe.meter import meter_of

_FRAME_HEAD, _FRAME_LENGTH = 9, 3  # bytes before the body of an HTTP/2 frame, of which the first are its length
STREAMS_AT_ONCE = 50
"""Concurrent answers over HTTP/2, for resolvers only. Pages come one after another."""
_USUAL_PORTS = {"https": ":443", "http": ":80"}  # omitted in `Host` (RFC 9110, 4.2.3)
_LONGEST_HEAD = 100 * 1024  # bytes of headers that an HTTP/1.1 answer may have
_RECEIVE_BYTES = 64 * 1024
_SHORT = 16_384  # bytes that a server may send of an answer that is not read
_SEARCHED = 8_192  # window in bytes for a page that is read until something is found in it
_ROOM = 1024
"""Extra bytes beyond those that are read: a server that pads its frames needs room for the last one."""
_UNLIMITED = 2**24  # bytes by which a window is opened whose size does not matter
_SETTINGS = {
    h2.settings.SettingCodes.ENABLE_PUSH: 0,
    h2.settings.SettingCodes.MAX_CONCURRENT_STREAMS: 100,
    h2.settings.SettingCodes.MAX_HEADER_LIST_SIZE: 65_536,
}
_FRAMES_AT_ONCE = 32
"""Frames that are read in one turn of the loop: no usual page has more in what arrives at once, but a server may."""
_STATUS = re.compile(rb"[0-9]{3}")
_MAX_STREAMS = h2.settings.SettingCodes.MAX_CONCURRENT_STREAMS


class HttpError(ProbeError):
    """No answer: what came is not HTTP, or the server ended the connection or, with `reset`, only this request."""

    def __init__(self, failure: Failure = Failure.BAD_ANSWER, *, reset: bool = False) -> None:
        super().__init__(failure)
        self.reset = reset


class Window(Frozen):
    """How much of an answer a server may send before it is read. HTTP/1.1 has no equivalent."""

    size: int
    """Bytes."""
    moves: bool = False
    """Whether the window grows as data is read; otherwise `size` is all that is wanted."""


NO_BODY = Window(0)  # headers only, no body: gRPC servers send a body even in response to HEAD


def window_for(read_bytes: int, *, until_found: bool) -> Window:
    """Return the window for a page of which `read_bytes` are read, or which is read until something is found."""
    return Window(_SEARCHED, moves=True) if until_found else Window(max(read_bytes, _SHORT) + _ROOM)


class Response(msgspec.Struct):
    """The status and headers of an answer, and its body as it arrives."""

    status_code: int
    headers: tuple[tuple[bytes, bytes], ...]
    body: AsyncIterator[bytes]
    release: Callable[[], None] = lambda: None
    """Only once an answer is released can the next request use the connection, or its slot on it."""

    def header(self, name: str) -> str:
        """Return a header by its lower-case name, joining repeated ones; empty if there is none."""
        wanted = name.encode()
        return ", ".join(_text(value) for key, value in self.headers if key.lower() == wanted)

    async def pieces(self) -> AsyncIterator[bytes]:
        """Yield the non-empty pieces of the body as they arrive; release the answer at the end."""
        with protocol_errors():
            async for part in self.body:
                if part:
                    yield part
        self.release()


@contextmanager
def protocol_errors() -> Iterator[None]:
    """Raise `HttpError` in place of the libraries' errors."""
    try:
        yield
    except (h11.ProtocolError, h2.exceptions.ProtocolError) as error:
        raise HttpError from error


def _text(value: bytes) -> str:
    """Decode a header's value: as UTF-8, else as Latin-1, in which any bytes are valid."""
    try:
        return value.decode()
    except UnicodeDecodeError:
        return value.decode("latin-1")


async def _receive(stream: ByteStream) -> bytes:
    try:
        return await stream.receive(_RECEIVE_BYTES)
    except anyio.EndOfStream:
        return b""


class _Http1:
    def __init__(self, stream: ByteStream, host: str) -> None:
        self._stream, self._host = stream, host
        self._meter = meter_of(stream)
        self._state = h11.Connection(h11.CLIENT, _LONGEST_HEAD)

    async def ask(self, method: str, target: str, headers: Mapping[str, str]) -> Response:
        """Send a request without a body; return the answer once its headers have arrived. Raises `HttpError`."""
        if self._state.our_state is not h11.IDLE:
            raise HttpError(Failure.CLOSED)
        request = h11.Request(method=method, target=target, headers=[("Host", self._host), *headers.items()])
        await self._stream.send(self._state.send(request) or b"")
        self._state.send(h11.EndOfMessage())
        event = await self._next_event()
        while not isinstance(event, h11.Response):  # an interim one (RFC 9110, 15.2)
            event = await self._next_event()
        return Response(event.status_code, tuple(event.headers), self._body(), self._release)

    async def _body(self) -> AsyncIterator[bytes]:
        while isinstance(event := await self._next_event(), h11.Data):
            yield bytes(event.data)

    async def _next_event(self) -> h11.Event | type[h11.NEED_DATA] | type[h11.PAUSED]:
        """Return the next event of the protocol, reading as much as it takes.

        Raises `HttpError` if no answer came, and h11's errors (`protocol_errors`).
        """
        while True:
            self._meter.note_message()
            event = self._state.next_event()
            if event is not h11.NEED_DATA:
                return event
            data = await _receive(self._stream)
            if not data and self._state.their_state is h11.SEND_RESPONSE:
                raise HttpError
            self._state.receive_data(data)  # no bytes tell h11 of the end

    def _release(self) -> None:
        """Make the connection ready for the next request, if the answer was read to its end."""
        if self._state.their_state is h11.SEND_BODY:
            with suppress(h11.RemoteProtocolError):
                self._state.next_event()  # the end, where no body belongs to the answer
        if self._state.our_state is self._state.their_state is h11.DONE:
            self._state.start_next_cycle()


class _Http2:
    """HTTP/2: several answers at once. The reader of one of them reads for all."""

    def __init__(self, stream: ByteStream, host: str, scheme: str, window: Window | None) -> None:
        self._stream, self._window = stream, window
        self._address = [(":authority", host), (":scheme", scheme)]
        self._meter = meter_of(stream)
        # Without a turn of the loop for each frame: a reader yields when it waits for data (`_FRAMES_AT_ONCE`).
        self._reading, self._writing = anyio.Lock(fast_acquire=True), anyio.Lock(fast_acquire=True)
        self._slots = anyio.CapacityLimiter(1)
        """How many answers may be under way: one, until the server says how many."""
        self._events: dict[int, deque[h2.events.Event]] = {}
        """What has come and is not read yet, by the number of its stream."""
        self._ended: HttpError | None = None
        self._received = b""
        """What was read from the stream and not yet passed on to h2."""
        self._frame_bytes_left = 0
        """How many bytes of a frame that has begun are not yet passed on; 0 between two frames."""
        self._frames_in_turn = 0
        """Frames that were read since the loop last had a turn."""
        self._state = h2.connection.H2Connection(h2.config.H2Configuration(validate_inbound_headers=False))
        size = {h2.settings.SettingCodes.INITIAL_WINDOW_SIZE: window.size} if window is not None else {}
        self._state.local_settings = h2.settings.Settings(initial_values={**_SETTINGS, **size})
        del self._state.local_settings[h2.settings.SettingCodes.ENABLE_CONNECT_PROTOCOL]  # some servers balk at it
        self._state.initiate_connection()
        self._state.increment_flow_control_window(_UNLIMITED)

    async def ask(self, method: str, target: str, headers: Mapping[str, str]) -> Response:
        """Send a request; return the answer once its headers have arrived. Raises `HttpError`."""
        slot = object()
        await self._slots.acquire_on_behalf_of(slot)
        number = self._state.get_next_available_stream_id()
        self._events[number] = deque()

        def release() -> None:
            if self._events.pop(number, None) is not None:
                self._slots.release_on_behalf_of(slot)

        try:
            await self._send_request(number, [(":method", method), *self._address, (":path", target), *headers.items()])
            event = await self._next_event(number)
            while not isinstance(event, h2.events.ResponseReceived):
                event = await self._next_event(number)
        except BaseException:
            release()
            raise
        answered = tuple(event.headers or ())
        status = next((int(value) for name, value in answered if name == b":status" and _STATUS.fullmatch(value)), 0)
        return Response(status, answered, self._body(number), release)

    async def _send_request(self, number: int, headers: list[tuple[str, str]]) -> None:
        """Send the headers of a request without a body. Without a window, the answer may have any size."""
        self._state.send_headers(number, [(n.lower().encode(), v.encode()) for n, v in headers], end_stream=True)
        if self._window is None:
            self._state.increment_flow_control_window(_UNLIMITED, number)
        await self._flush()

    async def _body(self, number: int) -> AsyncIterator[bytes]:
        while not isinstance(event := await self._next_event(number), h2.events.StreamEnded):
            if isinstance(event, h2.events.DataReceived):
                self._open_window(number, event)
                await self._flush()
                yield event.data or b""

    def _open_window(self, number: int, event: h2.events.DataReceived) -> None:
        """Let the server send on: as much as was read, or what its padding took of a window that does not move."""
        size, window = event.flow_controlled_length or 0, self._window
        padding = size - len(event.data or b"")
        with suppress(h2.exceptions.ProtocolError):  # the answer has ended
            if window is None or window.moves:
                self._state.acknowledge_received_data(size, number)
            elif padding:  # so that no page stops for that (RFC 9113, 6.1)
                self._state.increment_flow_control_window(padding, number)

    async def _next_event(self, number: int) -> h2.events.Event:
        """Return the next event of a stream. Raises `HttpError` if the server has reset it."""
        while not self._events[number]:
            await self._read_for(number)
        event = self._events[number].popleft()
        if isinstance(event, h2.events.StreamReset):
            raise HttpError(reset=True)
        return event

    async def _read_for(self, number: int) -> None:
        """Read a frame or a part of one, unless another reader has brought something for this stream meanwhile."""
        async with self._reading:
            if self._events[number]:
                return
            if self._ended is not None:
                raise self._ended
            for event in self._state.receive_data(await self._next_part()):
                self._dispatch(event)
        await self._flush()

    def _dispatch(self, event: h2.events.Event) -> None:
        """Keep an event for the stream that it is about; those about the connection apply to all."""
        if isinstance(event, h2.events.ConnectionTerminated):
            self._ended = HttpError()
        elif isinstance(event, h2.events.RemoteSettingsChanged):
            if (most_streams := event.changed_settings.get(_MAX_STREAMS)) is not None and most_streams.new_value:
                self._slots.total_tokens = min(most_streams.new_value, _SETTINGS[_MAX_STREAMS])
        elif (stream_events := self._events.get(getattr(event, "stream_id", None) or 0)) is not None:
            stream_events.append(event)

    async def _next_part(self) -> bytes:
        """Return one frame, or the part of it that has come (RFC 9113, 4.1). Raises `HttpError` at the end.

        Frames are passed on one at a time because gRPC servers send a body in response to HEAD. If h2 got it together
        with the headers, it would report a protocol error; the headers are the answer, and nothing more is read.
        """
        await self._receive_at_least(1 if self._frame_bytes_left else _FRAME_HEAD)
        if self._frames_in_turn >= _FRAMES_AT_ONCE:
            self._frames_in_turn = 0
            await anyio.lowlevel.checkpoint()
        if not self._frame_bytes_left:
            self._frames_in_turn += 1
            self._meter.note_message()
            self._frame_bytes_left = _FRAME_HEAD + int.from_bytes(self._received[:_FRAME_LENGTH], "big")
        part = self._received[: self._frame_bytes_left]
        self._received = self._received[len(part) :]
        self._frame_bytes_left -= len(part)
        return part

    async def _receive_at_least(self, size: int) -> None:
        """Read until `size` bytes wait to be passed on. Raises `HttpError` at the end of the stream."""
        while len(self._received) < size:
            data = await _receive(self._stream)
            if not data:
                raise HttpError
            self._received += data

    async def _flush(self) -> None:
        async with self._writing:
            if data := self._state.data_to_send():
                await self._stream.send(data)


def open_transport(
    stream: ByteStream, scheme: str, host: str, *, http2: bool, window: Window | None
) -> _Http1 | _Http2:
    """Return what sends requests over one stream. It resolves nothing and connects nowhere."""
    host = host.lower().removesuffix(_USUAL_PORTS[scheme])
    return _Http2(stream, host, scheme, window) if http2 else _Http1(stream, host)
