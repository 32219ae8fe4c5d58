"""The HTTP steps: httpx speaks, over a stream that was already connected and judged."""

from collections.abc import AsyncIterator, Mapping
from email.utils import parsedate_to_datetime

import anyio
import httpcore
import httpx
from anyio.abc import ByteStream

from dialtone.model.fact import Fact, Facts
from dialtone.model.vocabulary import Failure
from dialtone.probe.failure import ProbeError

# web.whatsapp.com answers an unknown program with an error page, so we say what a browser says
_AGENT = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/146.0.0.0 Safari/537.36"
_HEADERS = {"user-agent": _AGENT, "accept": "*/*", "accept-encoding": "identity"}
# What a browser sends where somebody types an address. Without the first two of the lower ones WhatsApp answers 400
# and a short page (Vary: Sec-Fetch-Site, Sec-Fetch-Mode). Not its encodings: packed pages would be too short to time.
_PAGE_HEADERS = {
    "accept": "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,image/apng,*/*;q=0.8",
    "accept-language": "en-US,en;q=0.9",
    "upgrade-insecure-requests": "1",
}
_SECURE_PAGE_HEADERS = {
    **_PAGE_HEADERS,
    "sec-fetch-site": "none",
    "sec-fetch-mode": "navigate",
    "sec-fetch-user": "?1",
    "sec-fetch-dest": "document",
}
_RECEIVE_BYTES = 16384
_BODY_TO_MATCH = 2048
_SERVER_ERRORS = 500
_NO_SUCH_METHOD = 405
_REFUSALS = (403, 451)
_STATUSES = range(100, 1000)
_STREAMS_AT_ONCE = 50
_FRAME_HEAD = 9  # bytes before the body of an HTTP/2 frame; the first three are its length


class _JudgedStream(httpcore.AsyncNetworkStream):
    """The stream of the steps before, in the form in which httpcore wants it."""

    def __init__(self, stream: ByteStream) -> None:
        self._stream = stream

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        with anyio.fail_after(timeout):
            try:
                return await self._stream.receive(max_bytes)
            except anyio.EndOfStream:
                return b""

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:
        if buffer:
            with anyio.fail_after(timeout):
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
        self._rest = b""
        self._missing = 0  # bytes of the frame that has begun

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        with anyio.fail_after(timeout):
            await anyio.lowlevel.checkpoint()
            while len(self._rest) < (1 if self._missing else _FRAME_HEAD):
                more = await super().read(max_bytes)
                if not more:
                    break
                self._rest += more
        if not self._missing:
            self._missing = _FRAME_HEAD + int.from_bytes(self._rest[:3], "big")
        part, self._rest = self._rest[: self._missing], self._rest[self._missing :]
        self._missing -= len(part)
        return part


class _Body(httpx.AsyncByteStream):
    def __init__(self, answer: httpcore.Response) -> None:
        self._answer = answer

    async def __aiter__(self) -> AsyncIterator[bytes]:
        try:
            async for part in self._answer.aiter_stream():
                yield part
        except Exception as error:
            # Once a body has begun, httpcore lets the errors of h2 through as they are.
            if type(error).__module__ != "h2.exceptions":
                raise
            raise ProbeError(Failure.BAD_ANSWER) from error

    async def aclose(self) -> None:
        await self._answer.aclose()  # only then may the next request use the line


class StreamTransport(httpx.AsyncBaseTransport):
    """An httpx transport over one stream. It resolves nothing and connects nowhere."""

    def __init__(self, stream: ByteStream, origin: str, *, http2: bool) -> None:
        url = httpcore.URL(origin)
        kind = httpcore.AsyncHTTP2Connection if http2 else httpcore.AsyncHTTP11Connection
        self._connection = kind(origin=url.origin, stream=(_FramedStream if http2 else _JudgedStream)(stream))

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send one request."""
        assert isinstance(request.stream, httpx.AsyncByteStream)  # noqa: S101 - httpx promises it
        answer = await self._connection.handle_async_request(
            httpcore.Request(
                method=request.method,
                url=httpcore.URL(
                    scheme=request.url.raw_scheme,
                    host=request.url.raw_host,
                    port=request.url.port,
                    target=request.url.raw_path,
                ),
                headers=request.headers.raw,
                content=request.stream,
            )
        )
        return httpx.Response(answer.status, headers=answer.headers, stream=_Body(answer))

    async def aclose(self) -> None:
        """Close the stream."""
        await self._connection.aclose()


class Conversation:
    """One HTTP client on one stream."""

    def __init__(self, stream: ByteStream, scheme: str, host: str, *, http2: bool = False) -> None:
        self._origin = f"{scheme}://{host}"
        self._page_headers = _SECURE_PAGE_HEADERS if scheme == "https" else _PAGE_HEADERS
        self._http2 = http2
        self._turn = anyio.Semaphore(_STREAMS_AT_ONCE if http2 else 1)
        # No httpx client: it parses redirects and cookies of any host, and we want neither.
        self._transport = StreamTransport(stream, self._origin, http2=http2)

    async def ask(
        self, path: str, facts: Facts, *, body: bool = True, read_bytes: int = 0, healthy: int = 0
    ) -> httpx.Response:
        """Ask for a page; note status, date and, for a redirect, the host it points to. The body is not read yet.

        Without `body` only the head is asked for: the page would not be read. Where the answer is not the `healthy`
        one, it may be about this way of asking: then the page is asked for. Raises `ProbeError` for an answer that is
        not HTTP.
        """
        headers = self._page_headers | ({"range": f"bytes=0-{read_bytes - 1}"} if read_bytes else {})
        response = await (self._send("GET", path, headers) if body else self._send_head(path, headers, healthy))
        facts[Fact.STATUS] = response.status_code
        if response.headers.get("cf-mitigated") == "challenge":
            # developers.cloudflare.com/cloudflare-challenges, "Detect a Challenge Page response", read 2026-11-25
            facts[Fact.CHALLENGE] = True
        location = response.headers.get("location", "")
        if location:
            facts[Fact.LOCATION_HOST] = _host(location)[:100]
        dated = _date(response.headers.get("date", ""))
        if dated is not None:
            facts[Fact.SERVER_TIME] = dated
        return response

    async def fetch(self, path: str, headers: dict[str, str], limit: int) -> bytes:
        """Ask for a small answer and read all of it. Raises `ProbeError` for another status or over `limit` bytes."""
        async with self._turn:
            response = await self._send("GET", path, headers)
            try:
                if response.status_code != httpx.codes.OK:
                    raise ProbeError(Failure.BAD_ANSWER)
                return await _read_small(response, limit)
            finally:
                await response.aclose()

    async def aclose(self) -> None:
        """Close the stream."""
        await self._transport.aclose()

    async def _send_head(self, path: str, headers: Mapping[str, str], healthy: int) -> httpx.Response:
        """Ask for a head; where the server refuses the method HEAD alone, for the page."""
        try:
            head = await self._send("HEAD", path, headers)
        except httpcore.RemoteProtocolError as error:
            if not error.args or type(error.args[0]).__name__ != "StreamReset":
                raise
            return await self._send("GET", path, headers)
        return head if not _is_doubtful(head.status_code, healthy) else await self._send_again(head, path, headers)

    async def _send_again(self, head: httpx.Response, path: str, headers: Mapping[str, str]) -> httpx.Response:
        """Ask for the page whose head was asked for; the head is the answer where the server has hung up."""
        try:
            if not self._http2:
                async for _ in head.aiter_raw():  # nothing follows, and only then may the line be used again
                    pass
            await head.aclose()
            return await self._send("GET", path, headers)
        except (httpcore.ConnectionNotAvailable, httpcore.RemoteProtocolError, anyio.BrokenResourceError):
            return head

    async def _send(self, method: str, path: str, headers: Mapping[str, str]) -> httpx.Response:
        request = httpx.Request(method, self._origin + path, headers={**_HEADERS, **headers})
        try:
            response = await self._transport.handle_async_request(request)
        except ValueError:  # httpcore reads the status of HTTP/2 as a number without asking whether it is one
            raise ProbeError(Failure.BAD_ANSWER) from None
        if response.status_code not in _STATUSES:
            raise ProbeError(Failure.BAD_ANSWER)
        return response


def _is_doubtful(status: int, healthy: int) -> bool:
    """Return whether the answer to HEAD may be about HEAD: healthy servers do not all know it."""
    refused = bool(healthy) and status != healthy and status in _REFUSALS
    return refused or status == _NO_SUCH_METHOD or status >= _SERVER_ERRORS


async def _read_small(response: httpx.Response, limit: int) -> bytes:
    body = b""
    async for part in response.aiter_raw():
        body += part
        if len(body) > limit:
            raise ProbeError(Failure.BAD_ANSWER)
    return body


def _date(text: str) -> int | None:
    """Read a Date header, in Unix seconds."""
    try:
        return int(parsedate_to_datetime(text).timestamp())
    except (ValueError, TypeError, OverflowError):
        return None


def _host(location: str) -> str:
    """Read the host that a redirect points to; empty where it names none or is nonsense."""
    try:
        return httpx.URL(location).host
    except (httpx.InvalidURL, ValueError):
        return ""


def note_server_error(facts: Facts) -> None:
    """Raise `ProbeError` where the verified server reports an error of its own."""
    if int(str(facts.get(Fact.STATUS, 0))) >= _SERVER_ERRORS:
        raise ProbeError(Failure.HTTP_ERROR)


async def note_text(response: httpx.Response, expected: str, facts: Facts) -> None:
    """Read the beginning of a body and note whether it holds the expected text."""
    body = b""
    async for part in response.aiter_raw():
        body += part
        if len(body) >= _BODY_TO_MATCH:
            break
    facts[Fact.BYTES] = len(body)
    facts[Fact.TEXT_AS_EXPECTED] = expected.encode() in body[:_BODY_TO_MATCH]
