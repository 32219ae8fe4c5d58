"""A stream around another one that changes or counts the data, and delegates the rest to the inner stream."""

from collections.abc import Callable, Mapping
from typing import Any

from anyio.abc import ByteStream


class WrappedStream(ByteStream):
    """Delegates to the inner stream; subclasses define `receive` and `send`."""

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
        """The attributes of the socket below."""
        return self._stream.extra_attributes
