"""Downloads from a web server over HTTPS, piece by piece, on request: never part of a check, which needs no httpx."""

import socket
from collections.abc import AsyncIterator, Awaitable
from http import HTTPStatus
from typing import TypeVar

import anyio
import httpx
from anyio.abc import ByteStream

from dialtone.model.limits import DownloadLimits
from dialtone.model.vocabulary import Failure, Trust
from dialtone.probe.clock import Clock
from dialtone.probe.failure import ProbeError
from dialtone.probe.net import Network
from dialtone.probe.protocols.http import Conversation
from dialtone.probe.protocols.tls import SOCKET, Contexts, secure

T = TypeVar("T")
_MISSING = (403, 404)  # object stores answer 403 where listing is not permitted


class MissingFileError(Exception):
    """The server has no such file."""


class Downloads:
    """One server, asked for one file after another, each on a new connection. No redirect is followed.

    Only the first address of its host is tried: where that fails, the caller asks the next mirror, and another host
    is more likely to answer than another address of the same one.
    """

    def __init__(
        self, net: Network, clock: Clock, contexts: Contexts, host: str, port: int, limits: DownloadLimits
    ) -> None:
        self._net, self._clock, self._contexts = net, clock, contexts
        self._host, self._port = host, port
        self._until, self._step = clock.now() + limits.seconds, limits.step
        self._address = ""
        """The first address of the host; empty before it is looked up."""
        self._tcp_stream: ByteStream | None = None
        self._pieces: AsyncIterator[bytes] | None = None
        """What is still to come of the file that was requested last; None without one."""

    async def begin(self, path: str) -> None:
        """Request a file. Raises `MissingFileError`, or a network error (`failure.NETWORK_ERRORS`)."""
        await self.aclose()
        if not self._address:
            self._address = await self._within_limit(self._look_up())
        self._tcp_stream = await self._within_limit(self._net.connect(self._address, self._port))
        context = self._contexts.verified(Trust.PUBLIC, SOCKET)
        handshake = secure(self._tcp_stream, self._contexts, self._host, context, Trust.PUBLIC, {})
        tls = await self._within_limit(handshake)
        response = await self._within_limit(self._request(tls, path))
        if response.status_code in _MISSING:
            raise MissingFileError(path)
        if response.status_code != HTTPStatus.OK:
            raise ProbeError(Failure.BAD_ANSWER)
        self._pieces = response.aiter_raw()

    async def more(self) -> bytes:
        """Return the next piece; empty at the end of the file. Raises a network error (`failure.NETWORK_ERRORS`)."""
        return await self._within_limit(anext(self._pieces, b"")) if self._pieces is not None else b""

    async def aclose(self) -> None:
        """Close the connection."""
        self._pieces = None
        if self._tcp_stream is not None:
            await anyio.aclose_forcefully(self._tcp_stream)
            self._tcp_stream = None

    async def _request(self, stream: ByteStream, path: str) -> httpx.Response:
        """Request a file over a stream; return the response once its head has arrived. No cookie is ever returned."""
        authority = self._host if self._port == 443 else f"{self._host}:{self._port}"
        transport = _StreamTransport(Conversation(stream, "https", authority))
        client = httpx.AsyncClient(transport=transport, follow_redirects=False, trust_env=False, timeout=None)
        return await client.send(client.build_request("GET", f"https://{authority}{path}"), stream=True)

    async def _look_up(self) -> str:
        """Return the host's first IPv4 address; only if it has none, its first IPv6 one. Raises `socket.gaierror`."""
        try:
            addresses = await self._net.resolve(self._host, socket.AF_INET)
        except socket.gaierror:
            addresses = await self._net.resolve(self._host, socket.AF_INET6)
        return addresses[0]

    async def _within_limit(self, step: Awaitable[T]) -> T:
        """Do one step within its limit, and that of the whole download. Raises `TimeoutError`."""
        with anyio.fail_after(max(0.0, min(self._step, self._until - self._clock.now()))):
            return await step


class _StreamTransport(httpx.AsyncBaseTransport):
    """Sends httpx's requests over a stream that the program connected and verified itself: it resolves nothing."""

    def __init__(self, conversation: Conversation) -> None:
        self._conversation = conversation

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send the request with the headers of a browser: httpx would name itself."""
        response = await self._conversation.ask(request.url.raw_path.decode(), {})
        return httpx.Response(response.status_code, content=response.pieces())
