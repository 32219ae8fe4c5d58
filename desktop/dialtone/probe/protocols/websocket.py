"""The WebSocket step: wsproto implements the protocol, Dialtone transfers the bytes."""

import anyio
from anyio.abc import ByteStream
from wsproto import ConnectionType, WSConnection
from wsproto.connection import ConnectionState
from wsproto.events import (
    AcceptConnection,
    BytesMessage,
    CloseConnection,
    Ping,
    Pong,
    RejectConnection,
    Request,
    TextMessage,
)
from wsproto.utilities import RemoteProtocolError

from dialtone.model.fact import Fact, Facts
from dialtone.model.vocabulary import Failure
from dialtone.probe.failure import ProbeError
from dialtone.probe.meter import meter_of

_MAX_BYTES = 65536  # in all: a greeting has some hundred
_SWITCHING = 101
_SERVER_ERRORS = 500


class WebSocket:
    """An upgraded stream that carries binary messages."""

    def __init__(self, stream: ByteStream) -> None:
        self._stream = stream
        self._meter = meter_of(stream)
        self._protocol = WSConnection(ConnectionType.CLIENT)
        self._received = 0

    async def upgrade(
        self, host: str, path: str, headers: dict[str, str], subprotocols: list[str], facts: Facts
    ) -> None:
        """Request the upgrade; note the status. Raises `ProbeError` for anything but a correct 101."""
        extra = [(name.encode(), value.encode()) for name, value in headers.items()]
        await self._stream.send(
            self._protocol.send(Request(host=host, target=path, extra_headers=extra, subprotocols=subprotocols))
        )
        event = await self._next_event()
        if isinstance(event, AcceptConnection):
            facts[Fact.STATUS] = _SWITCHING
            return
        if isinstance(event, RejectConnection):
            facts[Fact.STATUS] = event.status_code
            raise ProbeError(Failure.HTTP_ERROR if event.status_code >= _SERVER_ERRORS else Failure.BAD_ANSWER)
        raise ProbeError(Failure.CLOSED)

    async def send(self, data: bytes) -> None:
        """Send one binary message."""
        await self._stream.send(self._protocol.send(BytesMessage(data=data)))

    async def ping(self) -> None:
        """Send an empty ping and wait for the pong, which is mandatory (RFC 6455, 5.5.2). Raises `ProbeError`."""
        await self._stream.send(self._protocol.send(Ping()))
        while not isinstance(event := await self._next_event(), Pong):
            if isinstance(event, CloseConnection):
                raise ProbeError(Failure.CLOSED)

    async def receive(self, *, or_text: bool = False) -> bytes:
        """Wait for one binary message, or one of text if that will do. Raises `ProbeError`."""
        message = b""
        while True:
            event = await self._next_event()
            if isinstance(event, TextMessage) and not or_text:
                raise ProbeError(Failure.BAD_ANSWER)
            if isinstance(event, BytesMessage | TextMessage):
                message += event.data.encode() if isinstance(event.data, str) else bytes(event.data)
                if event.message_finished:
                    return message
            elif isinstance(event, CloseConnection):
                broken = self._protocol.state is ConnectionState.OPEN  # wsproto gave up, without a close frame
                raise ProbeError(Failure.BAD_ANSWER if broken else Failure.CLOSED)

    async def _next_event(self) -> object:
        """Return the next event of the protocol. Raises `ProbeError`."""
        while True:
            try:
                self._meter.note_message()
                for event in self._protocol.events():
                    return event
                data = await self._stream.receive()
                self._received += len(data)
                if self._received > _MAX_BYTES:
                    raise ProbeError(Failure.BAD_ANSWER)
                self._protocol.receive_data(data)
            except (RemoteProtocolError, UnicodeError):  # wsproto assumes that headers are ASCII
                raise ProbeError(Failure.BAD_ANSWER) from None
            except anyio.EndOfStream:
                raise ProbeError(Failure.CLOSED) from None
