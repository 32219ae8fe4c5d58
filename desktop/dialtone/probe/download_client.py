"""httpx for downloads, over a stream that is already connected and secured. No check loads this file."""

from collections.abc import AsyncIterator

import httpx
from anyio.abc import ByteStream

from dialtone.probe.protocols.http_transport import Answer, StreamTransport
from dialtone.probe.protocols.request_headers import Asker

_SCHEME = "https"


def client_on(stream: ByteStream, host: str) -> httpx.AsyncClient:
    """Return a client that sends all requests over one stream: it resolves nothing and connects nowhere.

    It follows no redirects and ignores the environment. It is for one file only, so it never returns a cookie.
    """
    transport = _StreamTransport(stream, f"{_SCHEME}://{host}")
    client = httpx.AsyncClient(transport=transport, follow_redirects=False, trust_env=False, timeout=None)
    asker = Asker()
    client.headers.clear()  # httpx would send its own user agent
    client.headers.update({**asker.common(_SCHEME), **asker.for_page(_SCHEME)})
    return client


class _StreamTransport(httpx.AsyncBaseTransport):
    def __init__(self, stream: ByteStream, origin: str) -> None:
        self._transport = StreamTransport(stream, origin, http2=False, window=None)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        headers = {name: value for name, value in request.headers.items() if name != "host"}
        answer = await self._transport.ask(request.method, request.url.raw_path.decode(), headers)
        return httpx.Response(answer.status_code, stream=_Body(answer))

    async def aclose(self) -> None:
        await self._transport.aclose()


class _Body(httpx.AsyncByteStream):
    def __init__(self, answer: Answer) -> None:
        self._answer = answer

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for piece in self._answer.pieces():
            yield piece

    async def aclose(self) -> None:
        self._answer.release()
