"""The HTTP steps: what is asked over a stream that is already open, and what is noted of the answer."""

import re
from collections.abc import Mapping
from contextlib import suppress
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from urllib.parse import quote, urlsplit

import anyio
from anyio.abc import ByteStream
from anyio.streams.tls import TLSAttribute

from dialtone.model.endpoint import AUTOCONFIG, Endpoint
from dialtone.model.fact import Fact, Facts, number_of
from dialtone.model.untrusted_text import sanitize
from dialtone.model.vocabulary import Failure
from dialtone.probe.failure import ProbeError
from dialtone.probe.protocols.http_transport import (
    STREAMS_AT_ONCE,
    HttpError,
    Response,
    Window,
    open_transport,
    protocol_errors,
)
from dialtone.probe.protocols.request_headers import Sender, common_headers, page_headers

_SAFE = "/?:@!$&'()*+,;=%-._~[]"
"""Characters kept as they are in a path; all others are percent-encoded (RFC 3986, 3.3 and 3.4)."""
_BODY_TO_MATCH, _LIST_OF_SERVERS = 2048, 16384
"""Bytes of a body that are read to find an expected text, or a list of servers."""
_LONGEST_ADDRESS, _LONGEST_HOST = 300, 100  # characters that are recorded
_SERVER_ERRORS = 500
_NO_SUCH_METHOD = 405  # RFC 9110, 15.5.6
_REFUSALS = (403, 451)  # some servers answer HEAD so, and GET with a page
_STATUSES = range(100, 1000)


class Conversation:
    """One HTTP client on one stream. `platform`: the system that a browser, or the system itself, names."""

    def __init__(
        self,
        stream: ByteStream,
        scheme: str,
        host: str,
        *,
        platform: str = "linux",
        sender: Sender = Sender.BROWSER,
        window: Window | None = None,
    ) -> None:
        self._headers = common_headers(scheme, platform, sender)
        self._page_headers = page_headers(scheme, sender)
        self.is_http2 = stream.extra(TLSAttribute.alpn_protocol, None) == "h2"
        """Whether HTTP/2 was negotiated in the TLS handshake of the stream."""
        self._turn = anyio.Semaphore(STREAMS_AT_ONCE if self.is_http2 else 1)
        self._stream = stream
        self._transport = open_transport(stream, scheme, host, http2=self.is_http2, window=window)
        self._headers_only = False

    async def ask(
        self, path: str, facts: Facts, *, body: bool = True, read_bytes: int = 0, healthy: int = 0
    ) -> Response:
        """Request a page; note status, date and, for a redirect, the host it points to. The body is not read yet.

        With `read_bytes`, request only the first bytes. Without `body` send HEAD, as the page will not be read; if the
        answer may be a reaction to that method, send GET. `healthy`: the usual status, 0 if it is not known. Raises
        `ProbeError` for an answer that is not HTTP.
        """
        headers = dict(self._page_headers)
        if read_bytes:
            headers["range"] = f"bytes=0-{read_bytes - 1}"
        response = await (self._send("GET", path, headers) if body else self._send_head(path, headers, healthy))
        facts[Fact.STATUS] = response.status_code
        if response.header("cf-mitigated") == "challenge":
            # developers.cloudflare.com/cloudflare-challenges, "Detect a Challenge Page response", read 2026-11-25
            facts[Fact.CHALLENGE] = True
        if location := response.header("location"):
            facts[Fact.LOCATION_HOST] = sanitize(_parse_host(location)[:_LONGEST_HOST], _LONGEST_HOST)
        if (dated := _parse_date(response.header("date"))) is not None:
            facts[Fact.SERVER_TIME] = dated
        return response

    async def fetch(self, path: str, headers: dict[str, str], limit: int) -> bytes:
        """Request a small answer and read it. Raises `ProbeError` unless its status is 200, or over `limit` bytes."""
        async with self._turn:
            response = await self._send("GET", path, headers)
            try:
                if response.status_code != HTTPStatus.OK:
                    raise ProbeError(Failure.BAD_ANSWER)
                body = await _read_beginning(response, limit + 1)
            finally:
                response.release()
        if len(body) > limit:
            raise ProbeError(Failure.BAD_ANSWER)
        return body

    def release(self, response: Response) -> bool:
        """Release an answer; return whether the connection can be reused, because the answer has no body."""
        if self._headers_only:
            response.release()
        return self._headers_only

    async def aclose(self) -> None:
        """Close the stream."""
        await anyio.aclose_forcefully(self._stream)

    async def _send_head(self, path: str, headers: Mapping[str, str], healthy: int) -> Response:
        """Send HEAD; if the server only objects to that method, send GET."""
        try:
            head = await self._send("HEAD", path, headers)
        except HttpError as error:
            if not error.reset:
                raise
            return await self._send("GET", path, headers)
        self._headers_only = not _is_doubtful(head.status_code, healthy)
        if not self._headers_only:
            # The doubtful answer to HEAD stays the answer if the server has hung up.
            with suppress(HttpError, anyio.BrokenResourceError):
                head.release()
                return await self._send("GET", path, headers)
        return head

    async def _send(self, method: str, path: str, headers: Mapping[str, str]) -> Response:
        """Send a request and return the answer without its body. Raises `ProbeError` for an impossible status."""
        with protocol_errors():
            response = await self._transport.ask(method, quote(path, safe=_SAFE) or "/", {**self._headers, **headers})
        if response.status_code not in _STATUSES:
            raise ProbeError(Failure.BAD_ANSWER)
        return response


def _is_doubtful(status: int, healthy: int) -> bool:
    """Return whether an answer may be a reaction to HEAD, which not all healthy servers support."""
    refused = bool(healthy) and status != healthy and status in _REFUSALS
    return refused or status == _NO_SUCH_METHOD or status >= _SERVER_ERRORS


def _parse_date(text: str) -> int | None:
    try:
        return int(parsedate_to_datetime(text).timestamp())
    except (ValueError, TypeError, OverflowError):
        return None


def _parse_host(location: str) -> str:
    try:
        return urlsplit(location).hostname or ""
    except ValueError:
        return ""


def note_server_error(facts: Facts) -> None:
    """Raise `ProbeError` if the server reports an error of its own (status 500 or above)."""
    if number_of(facts, Fact.STATUS) >= _SERVER_ERRORS:
        raise ProbeError(Failure.HTTP_ERROR)


async def note_text(response: Response, expected: str, facts: Facts) -> None:
    """Read the beginning of a body and note whether it contains the expected text."""
    body = await _read_beginning(response, _BODY_TO_MATCH)
    facts[Fact.BYTES] = len(body)
    facts[Fact.TEXT_AS_EXPECTED] = expected.encode() in body[:_BODY_TO_MATCH]


async def note_server(response: Response, endpoint: Endpoint, facts: Facts) -> str:
    """Read a list of servers and note their addresses; return them separated by spaces, or an empty string."""
    body = (await _read_beginning(response, _LIST_OF_SERVERS))[:_LIST_OF_SERVERS]
    if endpoint.names_server == AUTOCONFIG:
        from dialtone.probe.protocols.autoconfig import read_autoconfig  # imported here: it loads an XML parser

        domain = (endpoint.host or "").removeprefix(f"{AUTOCONFIG}.")
        named = " ".join(read_autoconfig(body, domain))
    else:
        match = re.search(endpoint.names_server, body.decode("utf-8", "replace"))
        named = match[1][:_LONGEST_ADDRESS] if match is not None else ""
    if named:
        facts[Fact.NAMED_SERVER] = named
    return named


async def _read_beginning(response: Response, wanted: int) -> bytes:
    """Return at least `wanted` bytes of a body, or all of it if it is shorter."""
    body = b""
    async for part in response.pieces():
        body += part
        if len(body) >= wanted:
            break
    return body
