"""The handshakes of general proxies: SOCKS5 and SOCKS4 (with socksio) and HTTP CONNECT (with h11)."""

import base64
import ipaddress

import h11
from anyio.abc import ByteStream
from socksio.exceptions import SOCKSError
from socksio.socks4 import SOCKS4ARequest, SOCKS4Command, SOCKS4Connection, SOCKS4ReplyCode, SOCKS4Request
from socksio.socks5 import (
    SOCKS5AuthMethod,
    SOCKS5AuthMethodsRequest,
    SOCKS5Command,
    SOCKS5CommandRequest,
    SOCKS5Connection,
    SOCKS5ReplyCode,
    SOCKS5UsernamePasswordReply,
    SOCKS5UsernamePasswordRequest,
)

from dialtone.model.fact import Fact, Facts
from dialtone.model.proxy import Proxy
from dialtone.model.vocabulary import Failure
from dialtone.probe.failure import ProbeError

_ADDRESS_BYTES = {1: 4, 4: 16}
_BY_LENGTH = 3
_WANTS_PASSWORD, _NONE_OF_THESE = b"\x02", b"\xff"  # RFC 1928, section 3
_MOST_BYTES = 16384
_REPLY4_BYTES = 8
_NO_LOGIN4 = 0x5D  # the proxy could not identify the user


async def open_socks(stream: ByteStream, proxy: Proxy, host: str, port: int, facts: Facts) -> None:
    """Ask a SOCKS5 proxy to connect to a name or an address; note its reply. Raises `ProbeError`."""
    socks = SOCKS5Connection()
    try:
        await _log_in(socks, stream, proxy, facts)
        socks.send(SOCKS5CommandRequest.from_address(SOCKS5Command.CONNECT, (host, port)))
        await stream.send(socks.data_to_send())
        head = await _receive_exactly(stream, 5)
        if head[:1] != b"\x05":
            raise ProbeError(Failure.BAD_ANSWER)
        facts[Fact.REPLY] = head[1]
        if head[1:2] != SOCKS5ReplyCode.SUCCEEDED.value:
            raise ProbeError(Failure.DECLINED)
        length = 1 + head[4] if head[3] == _BY_LENGTH else _ADDRESS_BYTES.get(head[3], 0)
        if not length:
            raise ProbeError(Failure.BAD_ANSWER)
        socks.receive_data(head + await _receive_exactly(stream, length + 1))
    except (SOCKSError, ValueError):
        raise ProbeError(Failure.BAD_ANSWER) from None


async def _log_in(socks: SOCKS5Connection, stream: ByteStream, proxy: Proxy, facts: Facts) -> None:
    """Agree on a SOCKS5 method, and log in if the proxy wants it. Raises `ProbeError`."""
    methods = [SOCKS5AuthMethod.NO_AUTH_REQUIRED]
    if proxy.username:
        methods.append(SOCKS5AuthMethod.USERNAME_PASSWORD)
    socks.send(SOCKS5AuthMethodsRequest(methods))
    await stream.send(socks.data_to_send())
    answer = await _receive_exactly(stream, 2)
    if answer[:1] != b"\x05":
        raise ProbeError(Failure.BAD_ANSWER)
    socks.receive_data(answer)
    facts[Fact.METHOD] = answer[1]
    if answer[1:] == SOCKS5AuthMethod.NO_AUTH_REQUIRED.value:
        return
    if answer[1:] not in (_WANTS_PASSWORD, _NONE_OF_THESE):
        raise ProbeError(Failure.BAD_ANSWER)  # a method that we did not offer: an echo, or not a proxy
    facts[Fact.LOGIN] = False
    if answer[1:] != SOCKS5AuthMethod.USERNAME_PASSWORD.value or not proxy.username:
        raise ProbeError(Failure.DECLINED)
    socks.send(SOCKS5UsernamePasswordRequest(proxy.username.encode(), proxy.password.encode()))
    await stream.send(socks.data_to_send())
    reply = socks.receive_data(await _receive_exactly(stream, 2))
    if not isinstance(reply, SOCKS5UsernamePasswordReply) or not reply.success:
        raise ProbeError(Failure.DECLINED)
    facts[Fact.LOGIN] = True


async def open_socks4(stream: ByteStream, proxy: Proxy, host: str, port: int, facts: Facts) -> None:
    """Ask a SOCKS4 proxy to connect to an IPv4 address, or a SOCKS4a proxy to a name. Raises `ProbeError`."""
    socks = SOCKS4Connection(proxy.username.encode())
    request = SOCKS4ARequest if proxy.socks == "4a" and not _is_address(host) else SOCKS4Request
    try:
        socks.send(request.from_address(SOCKS4Command.CONNECT, (host, port), proxy.username.encode()))
        await stream.send(socks.data_to_send())
        answer = await _receive_exactly(stream, _REPLY4_BYTES)
        if answer[0]:
            raise ProbeError(Failure.BAD_ANSWER)
        facts[Fact.REPLY] = answer[1]
        if answer[1] == _NO_LOGIN4:
            facts[Fact.LOGIN] = False
        if answer[1:2] != SOCKS4ReplyCode.REQUEST_GRANTED.value:
            raise ProbeError(Failure.DECLINED)
    except (SOCKSError, ValueError):
        raise ProbeError(Failure.BAD_ANSWER) from None


async def open_connect(stream: ByteStream, proxy: Proxy, host: str, port: int, facts: Facts) -> None:
    """Ask an HTTP proxy to connect to a host; note its status (RFC 9110, 9.3.6; RFC 7617). Raises `ProbeError`."""
    authority = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    headers = [("host", authority), ("proxy-connection", "keep-alive")]
    if proxy.username:
        credentials = base64.b64encode(f"{proxy.username}:{proxy.password}".encode()).decode()
        headers.append(("proxy-authorization", f"Basic {credentials}"))
    client = h11.Connection(h11.CLIENT, max_incomplete_event_size=_MOST_BYTES)
    try:
        await stream.send(client.send(h11.Request(method="CONNECT", target=authority, headers=headers)) or b"")
        await stream.send(client.send(h11.EndOfMessage()) or b"")
        while (event := client.next_event()) is h11.NEED_DATA or isinstance(event, h11.InformationalResponse):
            if event is h11.NEED_DATA:
                client.receive_data(await stream.receive(_MOST_BYTES))
    except h11.ProtocolError:
        raise ProbeError(Failure.BAD_ANSWER) from None
    if not isinstance(event, h11.Response):
        raise ProbeError(Failure.BAD_ANSWER)
    facts[Fact.STATUS] = event.status_code
    if not 200 <= event.status_code < 300:
        raise ProbeError(Failure.DECLINED)
    if client.trailing_data[0]:  # no messenger's server speaks first: this is another host
        raise ProbeError(Failure.BAD_ANSWER)


def _is_address(host: str) -> bool:
    """Return whether a host is an IPv4 address, the only kind that SOCKS4 has."""
    try:
        return bool(ipaddress.IPv4Address(host))
    except ValueError:
        return False


async def _receive_exactly(stream: ByteStream, count: int) -> bytes:
    """Return the next `count` bytes, and leave what follows them unread."""
    data = b""
    while len(data) < count:
        data += await stream.receive(count - len(data))
    return data
