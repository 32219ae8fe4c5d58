"""Proxies on the lab's side: SOCKS5, HTTP CONNECT, Telegram's MTProto (three dresses), Signal's and WhatsApp's relays.

Each kind stands on addresses of its own, in variants: working, slow, lying, refusing. What is dead simply is not here.
A service is written ``proxy:<kind>-<variant>:<port>`` (see ``catalog.Host.svc``). They reach the other hosts of the
world directly: whatever censors the client does not stand behind them.
"""

# ruff: noqa: E501  (tables)

import asyncio
import base64
import ipaddress
import os
import socket
import struct
from collections.abc import Awaitable, Callable

from lab import keys, mtproxy, wanoise
from lab.catalog import Host
from lab.netio import streams
from lab.packets import client_hello
from lab.proxy_client import Client, Surroundings
from lab.real_proxies import HAPROXY, MICROSOCKS, NGINX

WRONG_SECRET = bytes.fromhex("00112233445566778899aabbccddeeff")
USER, PASSWORD = "ira", "kolokol-7"


def _host(name: str, address: str, *services: str, ca: str = "letsencrypt") -> Host:
    return Host(
        (name,), ((address,),), (), tuple(f"proxy:{s}" for s in services), "hosting", None, "proxy", "world", ca
    )


HOSTS: tuple[Host, ...] = (
    _host("plain.tg-gate.net", "94.131.20.11", "mtproto-works:443", "mtproto-slow:8443", "mtproto-lies:2053", "mtproto-false:2083", "mtproto-strange:2087", "mtproto-half:2096"),
    _host("padded.tg-gate.net", "94.131.20.12", "padded-works:443", "padded-slow:8443", "padded-lies:2053"),
    _host("dressed.tg-gate.net", "94.131.20.13", "dressed-works:443", "dressed-slow:8443", "dressed-lies:2053", "dressed-site:2083", "dressed-cut:2087", "dressed-ends:2089", "dressed-alone:2091", "dressed-2024:2093", "dressed-exact:2095", "dressed-false:2096"),
    _host("socks.openway.org", "185.232.71.21", "socks-works:1080", "socks-slow:1081", "socks-lies:1082", "socks-login:1083", "socks-cannot:1084", "socks-mute:1085", "socks-false:1086", "socks-forbids:1087", "socks-hangs:1088", "socks4-works:1090"),
    _host("web.openway.org", "185.232.71.22", "connect-works:3128", "connect-slow:3129", "connect-lies:3130", "connect-login:3131", "connect-cannot:3132", "connect-names:3133", "connecttls-works:3443"),
    _host("signal.openway.org", "185.232.71.23", "signal-works:443", "signal-slow:8443", "signal-lies:2053", "signal-cut:2083", "signal-old:2087"),
    _host("signal2.openway.org", "185.232.71.24", "signal-works:443", ca="rogue"),
    _host("wa.openway.org", "185.232.71.25", "wa_tls-works:443", "wa-works:5222", "wa-works:80", "wa_tls-slow:8443", "wa_tls-lies:2053", "wa-lies:2083", "wa-strange:2096", "wa_tls-borrowed:2087", ca="rogue"),
    _host("wa2.openway.org", "185.232.71.26", "wa-works:5222", ca="rogue"),
    _host("debian.openway.org", MICROSOCKS),
    _host("signal3.openway.org", NGINX),
    _host("wa3.openway.org", HAPROXY, ca="rogue"),
    _host("hostile.openway.org", "185.232.71.28", "socks-endless:1080", "socks-drip:1081", "socks-echo:1082", "connect-endless:3128", "connect-drip:3129", "connect-echo:3130", "signal-endless:4430", "signal-drip:4431", "wa-endless:5220", "wa-drip:5221", "wa-echo:5222", "wa_tls-endless:5223", "mtproto-endless:2050", "mtproto-drip:2051", "mtproto-echo:2052", "dressed-endless:2060", "dressed-drip:2061", "dressed-echo:2062"),
)  # fmt: skip
"""Every proxy of the world."""


async def serve(conn: socket.socket, service: str, around: Surroundings) -> None:
    """Be the proxy that ``service`` names, for one connection."""
    kind, _, variant = service.split(":")[1].partition("-")
    tls = around.tls() if kind in ("signal", "wa_tls", "connecttls") else None
    async with streams(conn, tls) as (reader, writer):
        await _HOSTILE.get(variant, _KINDS[kind])(Client(reader, writer, variant, kind, around))


# -- Hostile ones, whatever they are taken for -------------------------------------------------------------


async def _never_ends(client: Client) -> None:
    """Send noise without end."""
    await client.reader.read(4096)
    while True:
        client.writer.write(os.urandom(16384))
        await client.writer.drain()


async def _drips(client: Client) -> None:
    """Send a byte now and then, as if something was coming."""
    first = {"socks": b"\x05", "connect": b"H"}.get(client.kind, b"\x16")
    await client.reader.read(4096)
    while True:
        client.writer.write(first)
        await client.writer.drain()
        await asyncio.sleep(3)


async def _echoes(client: Client) -> None:
    """Send back whatever comes."""
    while data := await client.reader.read(65536):
        await client.say(data)


_HOSTILE: dict[str, Callable[[Client], Awaitable[None]]] = {"endless": _never_ends, "drip": _drips, "echo": _echoes}


# -- SOCKS5 and HTTP CONNECT ------------------------------------------------------------------------------


async def _socks(client: Client) -> None:
    """Be a SOCKS5 proxy (RFC 1928), with a login (RFC 1929) in one variant."""
    read = client.reader.readexactly
    version, count = await read(2)
    methods = await read(count)
    if version != 5:
        return
    if client.variant == "mute":
        await client.stay_silent()
    login = client.variant == "login"
    if login and 2 not in methods:
        await client.say(b"\x05\xff")
        return
    await client.say(b"\x05\x02" if login else b"\x05\x00")
    if login:
        _, length = await read(2)
        user = await read(length)
        password = await read((await read(1))[0])
        fine = (user.decode(), password.decode()) == (USER, PASSWORD)
        await client.say(b"\x01\x00" if fine else b"\x01\x01")
        if not fine:
            return
    _, _, _, kind = await read(4)
    if kind == 3:
        name = (await read((await read(1))[0])).decode()
    else:
        name = str(ipaddress.ip_address(await read(4 if kind == 1 else 16)))
    (port,) = struct.unpack("!H", await read(2))
    bound = b"\x01" + bytes(6)
    if client.variant == "lies":
        await client.say(b"\x05\x00\x00" + bound)
        await client.talk_nonsense()
        return
    if client.variant == "false":
        await client.say(b"\x05\x00\x00" + bound)
        await mtproxy.be_false(client)
        return
    if client.variant == "forbids":  # as 3proxy does by a rule of its own
        await client.say(b"\x05\x02\x00" + bound)
        return
    if client.variant == "hangs":  # as tor does that cannot find its network
        await client.stay_silent()
    far = None if client.variant == "cannot" else await client.reach(name, port)
    await client.say(b"\x05" + (b"\x00" if far else b"\x04") + b"\x00" + bound)
    if far:
        await client.join(far)


async def _socks4(client: Client) -> None:
    """SOCKS4, and 4a where the address is 0.0.0.x: then a name follows (openssh and the 4A document of 1996 say so)."""
    read = client.reader.readexactly
    version, command = await read(2)
    (port,) = struct.unpack("!H", await read(2))
    address = await read(4)
    await client.reader.readuntil(b"\0")  # who asks
    if (version, command) != (4, 1):
        return
    name = str(ipaddress.ip_address(address))
    if address[:3] == bytes(3) and address[3]:
        name = (await client.reader.readuntil(b"\0"))[:-1].decode()
    far = await client.reach(name, port)
    await client.say(b"\0" + (b"\x5a" if far else b"\x5b") + bytes(6))
    if far:
        await client.join(far)


async def _connect(client: Client) -> None:
    """Be an HTTP proxy that opens tunnels."""
    head = (await client.reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    method, target, _ = head.split("\r\n")[0].split(" ")
    token = base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode()
    if client.variant == "login" and f"basic {token.lower()}" not in head.lower():
        await client.say(
            b'HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm="x"\r\nContent-Length: 0\r\n\r\n'
        )
        return
    if method != "CONNECT":
        await client.say(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n")
        return
    name, _, port = target.rpartition(":")
    if client.variant == "names" and not name.strip("[]").replace(".", "").isdigit():
        # As tinyproxy's Filter does: names are forbidden, and addresses are not looked at.
        await client.say(b"HTTP/1.0 403 Filtered\r\nContent-Length: 0\r\n\r\n")
        return
    if client.variant == "lies":
        await client.say(b"HTTP/1.1 200 Connection established\r\n\r\n")
        await client.talk_nonsense()
        return
    far = None if client.variant == "cannot" else await client.reach(name.strip("[]"), int(port))
    await client.say(
        b"HTTP/1.1 200 Connection established\r\n\r\n"
        if far
        else b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n"
    )
    if far:
        await client.join(far)


# -- Signal and WhatsApp ----------------------------------------------------------------------------------


async def _signal(client: Client) -> None:
    """Route by the server name of the inner TLS, as Signal's own relay does."""
    head = await client.reader.readexactly(5)
    hello = head + await client.reader.readexactly(int.from_bytes(head[3:], "big"))
    _, name = client_hello(hello)
    if client.variant == "old" and name == "grpc.chat.signal.org":
        return  # set up before 2026: that name is not on its list
    if client.variant == "cut" or name is None or not name.endswith(".signal.org"):
        return
    far = await client.reach("telegram.org" if client.variant == "lies" else name, 443)
    if far:
        far[1].write(hello)
        await client.join(far)


async def _whatsapp(client: Client) -> None:
    """Be WhatsApp's proxy, which passes everything on to one server."""
    if client.variant == "lies":
        await client.talk_nonsense()
        return
    if client.variant in ("strange", "borrowed"):
        # Certificates of a root of its own; or those of the real server, which are no secret.
        root = keys.Signer("a root of its own") if client.variant == "strange" else keys.whatsapp_root()
        session = wanoise.Session(wanoise.chain(root, keys.Signer("the real server").public))
        while data := await client.reader.read(65536):
            await client.say(session.feed(data))
        return
    far = await client.reach("g.whatsapp.net", 5222)
    if far:
        await client.join(far)


_KINDS: dict[str, Callable[[Client], Awaitable[None]]] = {
    "socks": _socks,
    "socks4": _socks4,
    "connect": _connect,
    "connecttls": _connect,
    "signal": _signal,
    "wa": _whatsapp,
    "wa_tls": _whatsapp,
    "mtproto": mtproxy.be_plain,
    "padded": mtproxy.be_plain,
    "dressed": mtproxy.be_dressed,
}
