"""A stream without TLS on which HTTP/2 counts as negotiated."""

from collections.abc import Callable, Mapping
from typing import Any

from anyio.streams.tls import TLSAttribute

from dialtone.probe.net import WrappedStream


class NegotiatedHttp2(WrappedStream):
    async def receive(self, max_bytes: int = 65536) -> bytes:
        return await self._stream.receive(max_bytes)

    async def send(self, item: bytes) -> None:
        await self._stream.send(item)

    @property
    def extra_attributes(self) -> Mapping[Any, Callable[[], Any]]:
        return {**super().extra_attributes, TLSAttribute.alpn_protocol: lambda: "h2"}
