"""HTTP over one stream that was connected and judged before: what httpcore is told, and what it is not left to do."""

from collections.abc import AsyncIterator, Mapping
from contextlib import suppress
from types import MappingProxyType
from urllib.parse import quote, urlsplit

import anyio
import h2.connection
import h2.events
import h2.exceptions
import h2.settings
import h11
import httpcore
from anyio.abc import ByteStream

from dialtone.model.frozen import Frozen
from dialtone.model.vocabulary import Failure
from dialtone.probe.failure import ProbeError
from dialtone.probe.meter import Meter, meter_of

_WINDOW_SIZE = h2.settings.SettingCodes.INITIAL_WINDOW_SIZE
_FRAME_HEAD = 9  # bytes before the body of an HTTP/2 frame; the first three are its length
STREAMS_AT_ONCE = 50
"""Answers that are read at once of one server over HTTP/2: of a resolver. Pages come one after the other."""
_USUAL_PORTS = {"https": ":443", "http": ":80"}  # which no `Host` names (RFC 9110, 4.2.3)
_SAFE = "/?:@!$&'()*+,;=%-._~[]"
"""What a path holds as it is; all else is written with `%` (RFC 3986, 3.3 and 3.4)."""
_SHORT = 16_384
"""Bytes that a server may send of an answer of which nothing is read."""
_SEARCHED = 8_192
"""Bytes of a page that is read until something is found in it, at once."""
_ROOM = 1024
"""Bytes beyond those that are read: a server that pads its frames must find room for the last one."""


class Window(Frozen):
    """How much of an answer a server may send before it is read. HTTP/1.1 has nothing like it."""

    size: int
    """Bytes."""
    moves: bool = False
    """More may come as it is read; else this is all that is wanted."""


NO_BODY = Window(0)
"""The head comes, and nothing of what follows it: servers of gRPC send a body where the head alone was asked for."""


def window_for(read_bytes: int, *, until_found: bool) -> Window:
    """Return the window for a page that is read so far, or only until something is found in it."""
    return Window(_SEARCHED, moves=True) if until_found else Window(max(read_bytes, _SHORT) + _ROOM)


class _JudgedStream(httpcore.AsyncNetworkStream):
    """The stream of the steps before, in the form in which httpcore wants it. How long it waits is said around it."""

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


class _FramedStream(_JudgedStream):
    """Passes on HTTP/2 one frame at a time (RFC 9113, 4.1).

    Servers of gRPC send a body where only the head was asked for. Read together with the head, h2 takes both for a
    protocol error; the head is the answer, and nothing more is read.
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
    """The head of an answer, and its body as it comes."""

    def __init__(self, answer: httpcore.Response) -> None:
        self.status_code = answer.status
        self._answer = answer

    def header(self, name: str) -> str:
        """Return a header by its name in small letters, several of one name joined; empty where there is none."""
        wanted = name.encode()
        return ", ".join(_text(value) for key, value in self._answer.headers if key.lower() == wanted)

    async def pieces(self) -> AsyncIterator[bytes]:
        """Yield the body as it comes, none of them empty; let go of the line at its end."""
        try:
            async for part in self._answer.aiter_stream():
                if part:
                    yield part
        except Exception as error:
            # Once a body has begun, httpcore lets the errors of h2 through as they are.
            if type(error).__module__ != "h2.exceptions":
                raise
            raise ProbeError(Failure.BAD_ANSWER) from error
        await self.aclose()

    async def aclose(self) -> None:
        """Let go of it: only then may the next request use the line."""
        await self._answer.aclose()


def _text(value: bytes) -> str:
    try:
        return value.decode()
    except UnicodeDecodeError:
        return value.decode("latin-1")


class _CountedState(h11.Connection):
    """HTTP/1.1 that reads no more messages, and pieces of a body, than is allowed."""

    def __init__(self, meter: Meter) -> None:
        super().__init__(h11.CLIENT, httpcore.AsyncHTTP11Connection.MAX_INCOMPLETE_EVENT_SIZE)
        self._meter = meter

    def next_event(self) -> h11.Event | type[h11.NEED_DATA] | type[h11.PAUSED]:
        self._meter.note_message()
        return super().next_event()


class _CountedConnection(httpcore.AsyncHTTP11Connection):
    def __init__(self, origin: httpcore.Origin, stream: ByteStream) -> None:
        super().__init__(origin, _JudgedStream(stream))
        self._h11_state = _CountedState(meter_of(stream))


class _Settings(h2.settings.Settings):
    """What a server is told, and for httpcore alone how many answers are read at once.

    It takes a turn of the loop for each that the settings allow, a hundred, before it asks for the first.
    """

    def __init__(self, told: Mapping[h2.settings.SettingCodes, int], at_once: int) -> None:
        super().__init__(initial_values=dict(told))
        for code in self.keys() - told.keys():
            del self[code]
        self._at_once = at_once

    @property  # type: ignore[misc]  # nobody sets it
    def max_concurrent_streams(self) -> int:
        return self._at_once


class _State(h2.connection.H2Connection):
    """HTTP/2 that asks for no more at once than is wanted."""

    def __init__(self, at_once: int, told: Mapping[h2.settings.SettingCodes, int] = MappingProxyType({})) -> None:
        super().__init__(httpcore.AsyncHTTP2Connection.CONFIG)
        self._at_once = at_once
        self._told = told

    def initiate_connection(self) -> None:
        known = {h2.settings.SettingCodes(code): value for code, value in self.local_settings.items()}
        self.local_settings = _Settings({**known, **self._told}, self._at_once)
        super().initiate_connection()


class _FrugalState(_State):
    """HTTP/2 that lets a server send no more of an answer than is read of it.

    httpcore allows each answer 16 MB: much of a long page is on its way before the line is closed, and is paid for.
    """

    def __init__(self, window: Window) -> None:
        super().__init__(1, {_WINDOW_SIZE: window.size})
        self._window = window

    def increment_flow_control_window(self, increment: int, stream_id: int | None = None) -> None:
        if stream_id is None:
            super().increment_flow_control_window(increment)

    def receive_data(self, data: bytes) -> list[h2.events.Event]:  # type: ignore[override]  # we hand bytes down
        """Grant anew what padding took of a window: no page must stop for that (RFC 9113, 6.1)."""
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


class _FramedConnection(httpcore.AsyncHTTP2Connection):
    def __init__(self, origin: httpcore.Origin, stream: ByteStream, window: Window | None) -> None:
        super().__init__(origin, _FramedStream(stream))
        self._h2_state = _State(STREAMS_AT_ONCE) if window is None else _FrugalState(window)


class StreamTransport:
    """Requests over one stream. It resolves nothing and connects nowhere."""

    def __init__(self, stream: ByteStream, origin: str, *, http2: bool, window: Window | None) -> None:
        whose = urlsplit(origin.lower())
        self._host = whose.netloc.removesuffix(_USUAL_PORTS[whose.scheme])
        self._origin = origin
        whole = httpcore.URL(origin).origin
        self._connection: httpcore.AsyncConnectionInterface = (
            _FramedConnection(whole, stream, window) if http2 else _CountedConnection(whole, stream)
        )

    async def ask(self, method: str, path: str, headers: Mapping[str, str]) -> Answer:
        """Send one request without a body; return its answer once its head has come."""
        url = httpcore.URL(self._origin + quote(path, safe=_SAFE))
        request = httpcore.Request(method, url, headers=[("Host", self._host), *headers.items()])
        return Answer(await self._connection.handle_async_request(request))

    async def aclose(self) -> None:
        """Close the stream."""
        await self._connection.aclose()
