"""A stream around another one, that changes or counts what crosses it and leaves the rest to the one inside."""

from collections.abc import Callable, Mapping
from typing import Any

from anyio.abc import ByteStream


class WrappedStream(ByteStream):
    """What is left to the stream inside; `receive` and `send` are for the one around it to say."""

    def __init__(self, stream: ByteStream) -> None:
        self._stream = stream

    async def send_eof(self) -> None:
        """Tell the peer that no more bytes will be sent."""
        await self._stream.send_eof()

    async def aclose(self) -> None:
        """Close the connection."""
        await self._stream.aclose()

    @property
    def extra_attributes(self) -> Mapping[Any, Callable[[], Any]]:
        """What the socket below knows."""
        return self._stream.extra_attributes
