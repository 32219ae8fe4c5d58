"""The provider's own services: resolver, block page, captive portal, TLS interceptor.

They run in a namespace of their own behind the relay.  Connections the censor
*diverts* arrive here with their original destination address; the catch-all
listeners accept them for any address.
"""

import asyncio
import contextlib
import ipaddress
import socket
import ssl
import struct
import subprocess
from collections.abc import Iterator
from functools import partial

from lab import catalog as c
from lab import programs, real_interceptor, real_resolvers
from lab.catalog import match_name
from lab.httpd import Handler, Request, Response, Site, redirect, serve_http1
from lab.netio import ConnectionHandler, bind_udp, close_writer, listen_tcp, peek, read_server_name, serve_tcp, streams
from lab.resolver import Resolver
from lab.rules import block_page_html
from lab.scenario import Divert, Page
from lab.servers import ServerConfig, Servers

TARPIT_PORTS = (80, 443, 5222)
IP_PKTINFO = 8  # missing in Python's socket module
_Streams = tuple[asyncio.StreamReader, asyncio.StreamWriter]


def answer_as_portal(request: Request) -> Response:
    """Return what the captive portal says: the login page on its own name, a redirect to it elsewhere."""
    if request.host in (c.ISP_PORTAL_NAME, c.ISP_PORTAL):
        body = (
            '<!DOCTYPE html><html><head><meta charset="utf-8"><title>Wi-Fi login</title></head><body>'
            '<h1>Welcome to the hotel Wi-Fi</h1><form method="post" action="/login"><input name="room">'
            '<input type="submit" value="Connect"></form></body></html>'
        )
        return Response(200, body.encode(), headers={"Cache-Control": "no-store"})
    return redirect(f"http://{c.ISP_PORTAL_NAME}/login?url=http://{request.host}{request.target}", 302)


def make_response(page: Page) -> Response:
    """Return what a gateway says in the place of every site."""
    headers = {"Location": page.location} if page.location else {}
    return Response(page.status, page.text.encode(), page.content_type, headers)


def answer_as_blockpage(request: Request) -> Response:
    """Return what the block-page server says on any name."""
    return Response(200, block_page_html(request.host))


class Isp(Servers):
    """All listeners of the provider."""

    def __init__(self, config: ServerConfig) -> None:
        super().__init__(config)
        told = () if config.real_resolver else self.scenario.dns_lies
        self.resolver = Resolver("isp", self.zone, told, self.count_query)
        self.real_resolver: subprocess.Popen[bytes] | None = None
        #: How the interceptor talks to the real servers: without checking anything.
        self._trusting = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        self._trusting.check_hostname = False
        self._trusting.verify_mode = ssl.CERT_NONE
        self._trusting.set_alpn_protocols(["http/1.1"])
        self.mitmproxy: subprocess.Popen[bytes] | None = None
        self._blockpage, self._portal = (partial(self._serve_page, what) for what in ("blockpage", "portal"))
        self.diverts = {rule.to: rule for rule in self.scenario.rules if isinstance(rule, Divert)}

    def start(self) -> None:
        """Open all listeners."""
        interceptor = self.diverts.get("mitm")
        if interceptor and interceptor.really and (program := real_interceptor.find()):
            authority = self.config.pki.authority(interceptor.ca)
            self.mitmproxy = real_interceptor.start(program, authority, self.config.scratch, c.ISP_EGRESS_V4)
        self._open_resolver()
        serve_tcp(listen_tcp(c.ISP_BLOCKPAGE, 80), self._blockpage)
        serve_tcp(listen_tcp(c.ISP_BLOCKPAGE, 443), partial(self._blockpage, name=c.ISP_BLOCKPAGE_NAME))
        serve_tcp(listen_tcp(c.ISP_PORTAL, 80), self._portal)
        serve_tcp(listen_tcp(c.ISP_PORTAL, 443), partial(self._portal, name=c.ISP_PORTAL_NAME))
        for anywhere in ("0.0.0.0", "::"):
            if "resolver" in self.diverts:
                self._take_names(anywhere)
            for port, serve in self._list_diverted():
                serve_tcp(listen_tcp(anywhere, port, transparent=True), serve)

    def _list_diverted(self) -> Iterator[tuple[int, ConnectionHandler]]:
        """Yield the ports of any address at which diverted connections are taken, and what serves them."""
        if "portal" in self.diverts:
            with_tls = partial(self._portal, name=c.ISP_PORTAL_NAME)
            yield from ((80, self._portal), (443, with_tls), (5222, self._portal))
        elif "blockpage" in self.diverts:
            yield 80, self._blockpage
        if "tarpit" in self.diverts:
            yield from ((port, self._serve_nothing) for port in TARPIT_PORTS)
        if "splice" in self.diverts:
            yield from ((port, self._serve_splice) for port in TARPIT_PORTS)
        if "mitm" in self.diverts and "portal" not in self.diverts:
            yield 443, self._serve_mitm

    # -- DNS ----------------------------------------------------------------------

    def _open_resolver(self) -> None:
        """Open the provider's resolver: the lab's own, or a real one with the lab's behind it."""
        program, here = self.config.real_resolver, (c.ISP_RESOLVER, c.ISP_EGRESS_V6)
        if program:
            lies = [lie for lie in self.scenario.dns_lies if {"isp", "*"} & set(lie.resolvers)]
            self.real_resolver = real_resolvers.start(program, lies, here, self.config.scratch)
        for address, port in [("127.0.0.1", real_resolvers.UPSTREAM_PORT)] if program else [(a, 53) for a in here]:
            udp = bind_udp(address, port)
            asyncio.get_running_loop().add_reader(udp.fileno(), self.resolver.udp, udp)
            serve_tcp(listen_tcp(address, port), self._serve_dns_tcp)
        if self.real_resolver:
            programs.wait_for((c.ISP_RESOLVER, 53), self.real_resolver)

    def _take_names(self, anywhere: str) -> None:
        """Answer questions that are diverted here, whatever address they were sent to."""
        catch = bind_udp(anywhere, 53, transparent=True)
        family = socket.AF_INET6 if ":" in anywhere else socket.AF_INET
        if family == socket.AF_INET6:
            catch.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_RECVPKTINFO, 1)
        else:
            catch.setsockopt(socket.SOL_IP, IP_PKTINFO, 1)
        asyncio.get_running_loop().add_reader(catch.fileno(), self._answer_transparently, catch, family)
        serve_tcp(listen_tcp(anywhere, 53, transparent=True), self._serve_dns_tcp)

    async def _serve_dns_tcp(self, conn: socket.socket) -> None:
        async with streams(conn) as (reader, writer):
            await self.resolver.stream(reader, writer)

    def _answer_transparently(self, sock: socket.socket, family: int) -> None:
        """Answer diverted queries from the address they were sent to."""
        while True:
            try:
                data, control, _, peer = sock.recvmsg(4096, 256)
            except OSError:
                return
            reply = self.resolver.handle(data, 1232)
            if reply is None:
                continue
            ancillary = []
            for level, kind, raw in control:
                if family == socket.AF_INET and (level, kind) == (socket.SOL_IP, IP_PKTINFO):
                    ancillary = [(level, kind, struct.pack("=I4s4s", 0, raw[8:12], b"\0\0\0\0"))]
                elif family == socket.AF_INET6 and (level, kind) == (socket.IPPROTO_IPV6, socket.IPV6_PKTINFO):
                    ancillary = [(level, kind, raw[:16] + struct.pack("=I", 0))]
            with contextlib.suppress(OSError):
                sock.sendmsg([reply], ancillary, 0, peer)

    # -- pages ----------------------------------------------------------------------

    def _choose_handler(self, what: str) -> Handler:
        """Return the handler of the block page, or of the portal."""
        if what != "portal":
            return answer_as_blockpage
        page = self.diverts["portal"].page if "portal" in self.diverts else None
        return answer_as_portal if page is None else lambda _request: make_response(page)

    async def _serve_page(self, what: str, conn: socket.socket, *, name: str = "") -> None:
        """Serve the block page or the portal, with TLS if the certificate has a name."""
        self.served[f"{what} http{'s' if name else ''}"] += 1
        if name and not await peek(conn):
            return
        authority = self.config.pki.authority("letsencrypt")
        context = self.certs.get(authority, [name], ["http/1.1"]) if name else None
        async with streams(conn, context) as (reader, writer):
            await serve_http1(reader, writer, Site(self._choose_handler(what)), tls=bool(name))

    async def _serve_nothing(self, conn: socket.socket) -> None:
        """Take whatever comes, and say nothing."""
        self.served["tarpit"] += 1
        async with streams(conn) as (reader, _writer):
            while await asyncio.wait_for(reader.read(65536), 300):
                pass

    async def _serve_splice(self, conn: socket.socket) -> None:
        """Accept at once, then connect to where it was going; what is silent behind stays silent."""
        address, port = conn.getsockname()[:2]
        self.served["splice"] += 1
        groups = self.book.groups(str(ipaddress.ip_address(address)))
        if groups & set(self.diverts["splice"].silent) or address not in self.book.by_address:
            await self._serve_nothing(conn)
        else:
            await _join(conn, None, await self._connect(address, port))

    # -- TLS interception -----------------------------------------------------------------

    async def _serve_mitm(self, conn: socket.socket) -> None:
        """Intercept chosen names, pass everything else through to where it was going."""
        rule = self.diverts["mitm"]
        address, port = conn.getsockname()[:2]
        name = await read_server_name(conn)
        if name is None:
            return
        intercept = bool(name) and match_name(name, rule.names)
        self.served[f"mitm {'intercept' if intercept else 'pass'} {name or '-'}"] += 1
        if not intercept:
            await _join(conn, None, await self._connect(address, port))
        elif self.mitmproxy and ":" not in address:
            self.served["mitm by mitmproxy"] += 1
            await _join(conn, None, await real_interceptor.connect((address, port)))
        else:
            far = await self._connect(address, port, name)
            pki = self.config.pki
            along = b"".join(pki.authority(ident).root_pem for ident in rule.along)
            await _join(conn, self.certs.get(pki.authority(rule.ca), [name], ["http/1.1"], along=along), far)

    async def _connect(self, address: str, port: int, name: str | None = None) -> _Streams:
        """Connect to a server, with TLS if it has a name, within 20 seconds."""
        source = (c.ISP_EGRESS_V6 if ":" in address else c.ISP_EGRESS_V4, 0)
        context = self._trusting if name else None
        opening = asyncio.open_connection(address, port, ssl=context, server_hostname=name, local_addr=source)
        return await asyncio.wait_for(opening, 20)

    def stop(self) -> None:
        for program in (self.mitmproxy, self.real_resolver):
            if program:
                program.kill()
                program.wait()


async def _join(conn: socket.socket, context: ssl.SSLContext | None, far: _Streams) -> None:
    """Copy both directions between a client, with TLS if there is a context, and a server, until both end."""
    far_reader, far_writer = far
    try:
        async with streams(conn, context) as (reader, writer):
            await asyncio.gather(_copy(reader, far_writer), _copy(far_reader, writer))
    finally:
        await close_writer(far_writer)


async def _copy(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Copy one direction until its end, and pass the end on."""
    try:
        while data := await reader.read(65536):
            writer.write(data)
            await writer.drain()
        if writer.can_write_eof():
            writer.write_eof()
        else:
            writer.close()
    except (OSError, ssl.SSLError):
        with contextlib.suppress(OSError):
            writer.close()
