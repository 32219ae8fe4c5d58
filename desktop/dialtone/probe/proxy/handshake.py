"""The handshakes of general proxies: SOCKS5 (RFC 1928), SOCKS4 and 4a (openssh.com/txt), HTTP CONNECT (with h11)."""

import base64
from contextlib import suppress
from ipaddress import IPv4Address, ip_address

import h11
from anyio.abc import ByteStream
from anyio.streams.buffered import BufferedByteReceiveStream

from dialtone.model.fact import Fact, Facts
from dialtone.model.proxy import Proxy
from dialtone.model.vocabulary import Failure
from dialtone.probe.failure import ProbeError

_VERSION4, _VERSION5 = 4, 5
_LOGIN_VERSION = 1  # of the username and password in SOCKS5 (RFC 1929)
_CONNECT = 1  # the command of SOCKS5 and of SOCKS4
_ADDRESS_KINDS = {4: 1, 6: 4}  # SOCKS5's kinds of addresses, by IP version (RFC 1928, section 5)
_ADDRESS_BYTES = {1: 4, 4: 16}
_NAME_KIND = 3  # the kind of a name, which begins with its length
_NO_LOGIN, _GSSAPI, _PASSWORD, _NONE_OF_THESE = 0, 1, 2, 0xFF  # methods (RFC 1928, section 3)
_MAX_BYTES = 16384  # of the head of an answer
_REPLY4_BYTES = 8
_GRANTED4 = 0x5A
_NO_LOGIN4 = 0x5D  # the proxy could not identify the user
_UNKNOWN_ADDRESS = bytes((0, 0, 0, 255))
"""With it SOCKS4a announces a name; the last byte is arbitrary, but not zero."""


# Each answer is read by a buffer of its own: it asks a stream for no more than is missing, so none keeps later bytes.


async def open_socks(stream: ByteStream, proxy: Proxy, host: str, port: int, facts: Facts) -> None:
    """Ask a SOCKS5 proxy to connect to a name or an address; note its reply. Raises `ProbeError`."""
    await _log_in(stream, proxy, facts)
    await stream.send(bytes((_VERSION5, _CONNECT, 0)) + _encode_host(host) + port.to_bytes(2, "big"))
    version, reply, _, kind, first_byte = await BufferedByteReceiveStream(stream).receive_exactly(5)
    if version != _VERSION5:
        raise ProbeError(Failure.BAD_ANSWER)
    facts[Fact.REPLY] = reply
    if reply:
        raise ProbeError(Failure.DECLINED)
    length = 1 + first_byte if kind == _NAME_KIND else _ADDRESS_BYTES.get(kind, 0)
    if not length:
        raise ProbeError(Failure.BAD_ANSWER)
    # The rest of an address that does not matter, and its port.
    await BufferedByteReceiveStream(stream).receive_exactly(length - 1 + 2)


async def _log_in(stream: ByteStream, proxy: Proxy, facts: Facts) -> None:
    """Agree on a SOCKS5 method, and log in if the proxy wants it (RFC 1929). Raises `ProbeError`."""
    methods = (_NO_LOGIN, _PASSWORD) if proxy.username else (_NO_LOGIN,)
    await stream.send(bytes((_VERSION5, len(methods), *methods)))
    version, method = await BufferedByteReceiveStream(stream).receive_exactly(2)
    if version != _VERSION5 or method not in (_NO_LOGIN, _GSSAPI, _PASSWORD, _NONE_OF_THESE):
        raise ProbeError(Failure.BAD_ANSWER)
    facts[Fact.METHOD] = method
    if method == _GSSAPI:  # never offered: an echo, or not a proxy
        raise ProbeError(Failure.BAD_ANSWER)
    if method == _NO_LOGIN:
        return
    facts[Fact.LOGIN] = False
    if method not in methods:  # it wants a password that the link does not have, or declines all methods
        raise ProbeError(Failure.DECLINED)
    login = bytes((_LOGIN_VERSION,)) + _with_length(proxy.username) + _with_length(proxy.password)
    await stream.send(login)
    if await BufferedByteReceiveStream(stream).receive_exactly(2) != bytes((_LOGIN_VERSION, 0)):
        raise ProbeError(Failure.DECLINED)
    facts[Fact.LOGIN] = True


async def open_socks4(stream: ByteStream, proxy: Proxy, host: str, port: int, facts: Facts) -> None:
    """Ask a SOCKS4 proxy to connect to an IPv4 address, or a SOCKS4a proxy to a name. Raises `ProbeError`."""
    name = b""
    try:
        address = IPv4Address(host).packed
    except ValueError:
        if not proxy.accepts_names:
            raise ProbeError(Failure.BAD_ANSWER) from None
        address, name = _UNKNOWN_ADDRESS, host.encode() + b"\x00"
    user = proxy.username.encode() + b"\x00"
    await stream.send(bytes((_VERSION4, _CONNECT)) + port.to_bytes(2, "big") + address + user + name)
    version, reply, *_ = await BufferedByteReceiveStream(stream).receive_exactly(_REPLY4_BYTES)
    if version:
        raise ProbeError(Failure.BAD_ANSWER)
    facts[Fact.REPLY] = reply
    if reply == _NO_LOGIN4:
        facts[Fact.LOGIN] = False
    if reply != _GRANTED4:
        raise ProbeError(Failure.DECLINED)


async def open_connect(stream: ByteStream, proxy: Proxy, host: str, port: int, facts: Facts) -> None:
    """Ask an HTTP proxy to connect to a host; note its status (RFC 9110, 9.3.6; RFC 7617). Raises `ProbeError`."""
    authority = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    headers = [("host", authority), ("proxy-connection", "keep-alive")]
    if proxy.username:
        credentials = base64.b64encode(f"{proxy.username}:{proxy.password}".encode()).decode()
        headers.append(("proxy-authorization", f"Basic {credentials}"))
    client = h11.Connection(h11.CLIENT, max_incomplete_event_size=_MAX_BYTES)
    try:
        await stream.send(client.send(h11.Request(method="CONNECT", target=authority, headers=headers)) or b"")
        await stream.send(client.send(h11.EndOfMessage()) or b"")
        while (event := client.next_event()) is h11.NEED_DATA or isinstance(event, h11.InformationalResponse):
            if event is h11.NEED_DATA:
                client.receive_data(await stream.receive(_MAX_BYTES))
    except h11.ProtocolError:
        raise ProbeError(Failure.BAD_ANSWER) from None
    if not isinstance(event, h11.Response):
        raise ProbeError(Failure.BAD_ANSWER)
    facts[Fact.STATUS] = event.status_code
    if not 200 <= event.status_code < 300:
        raise ProbeError(Failure.DECLINED)
    if client.trailing_data[0]:  # no messenger's server speaks first: this is another host
        raise ProbeError(Failure.BAD_ANSWER)


def _encode_host(host: str) -> bytes:
    with suppress(ValueError):
        address = ip_address(host)
        return bytes((_ADDRESS_KINDS[address.version],)) + address.packed
    return bytes((_NAME_KIND,)) + _with_length(host)


def _with_length(text: str) -> bytes:
    """Return a text after one byte that tells its length. Raises `ProbeError` if it is too long for any proxy."""
    data = text.encode()
    if len(data) > 255:
        raise ProbeError(Failure.DECLINED)
    return bytes((len(data),)) + data
