"""The ``world`` process: every server outside the provider's network."""

import asyncio
import contextlib
import ipaddress
import socket
import ssl
from collections import Counter
from collections.abc import Callable
from functools import partial

from aioquic.quic.configuration import QuicConfiguration

from lab import keys, mtproto, proxies, proxy_client, quic, smallservers, wanoise
from lab.answers import load_answers
from lab.catalog import PUBLIC_V4, VPN_PUBLIC_V4, Host, match_name
from lab.httpd import ALPN, Handler, Request, Response, Site, page, serve_http1, serve_http2
from lab.netio import Streams, begin_tls, bind_udp, datagrams, listen_tcp, peek, read_server_name, serve_tcp, streams
from lab.pki import Authority
from lab.real_proxies import RealProxies
from lab.relay import find_fault_addresses
from lab.resolver import Resolver
from lab.servers import ServerConfig, Servers
from lab.sites import admits, handler_for, telegram_dc
from lab.smallservers import UdpHandler

MISROUTED = ("*.cloudfront.net",)
_PROXY_LINE = b"PROXY TCP"
_LATE = 5.0
"""Seconds: longer than Dialtone waits on a quick line, shorter than the apps do."""
_SOON = 3.0
"""Seconds after which a server ends what nobody has signed in on."""
_WITHIN_TLS = ("tls-http", "dot", "tls-idle", "stun-tls", "imaps", "smtps")
"""What is served within TLS from the start."""
_WEBSOCKET_PAGES = ("telegram-ws", "ws", "discord-gateway", "discord-login")
QUIC = "quic"
#: Mail services on the web's port, by the protocol that is offered there (chatmail/relay@48ad92b, nginx.conf.j2).
BY_ALPN = {"imap": "imaps", "smtp": "smtps"}
#: Mail services: port and greeting.
GREETINGS = {
    "imaps": (993, b"* OK [CAPABILITY IMAP4rev1 IDLE AUTH=PLAIN] Dovecot ready.\r\n"),
    "imap": (143, b"* OK [CAPABILITY IMAP4rev1 STARTTLS LOGINDISABLED] Dovecot ready.\r\n"),
    "smtps": (465, b"220 nine.testrun.org ESMTP Postfix\r\n"),
    "smtp": (587, b"220 nine.testrun.org ESMTP Postfix\r\n"),
}


#: What a server in trouble answers to every request.
_TROUBLES: dict[str, Handler] = {
    "http-503": lambda _: Response(503, page("503 Service Unavailable", 600), headers={"Retry-After": "120"}),
    "http-403": lambda _: Response(403, page("403 Forbidden", 900)),
    "challenge-403": lambda _: Response(403, page("Just a moment...", 6000), headers={"cf-mitigated": "challenge"}),
    "admits": admits,
}
#: Services over TCP: the ports where none is named, and what is served there.
_TCP_SERVICES: dict[str, tuple[tuple[int, ...], str]] = {
    "http": ((80,), "http"),
    "https": ((443,), "tls-http"),
    "wa": ((80, 443, 5222), "wa"),
    "mtproto": ((80, 443, 5222), "mtproto"),
    "dns": ((53,), "dns"),
    "dot": ((853,), "dot"),
    "tls": ((), "tls-idle"),
    "tcp": ((), "idle"),
    "reflector": ((), "idle"),
    "stun-tcp": ((80, 443, 3478), "stun-tcp"),
    "stun-tls": ((), "stun-tls"),
    **{kind: ((port,), kind) for kind, (port, _) in GREETINGS.items()},
}


class World(Servers):
    """Builds all listeners and dispatches connections."""

    def __init__(self, config: ServerConfig) -> None:
        super().__init__(config)
        self.clock = self.scenario.clock_offset_days * 86400
        self.public_ip = VPN_PUBLIC_V4 if self.scenario.vpn else PUBLIC_V4
        self.unknown_hosts: Counter[str] = Counter()
        self.real_proxies = RealProxies(self._find_address, self._find_pair, config.scratch)
        self.resolvers: dict[str, Resolver] = {}
        self.handlers: dict[Host, Handler] = {}
        self.answers = load_answers().before(config.scenario.answers)
        self.tls_by_ip: dict[str, ssl.SSLContext] = {}
        self.quic_by_host: dict[Host, QuicConfiguration] = {}
        self.faulty: dict[str, list[tuple[str, tuple[int, ...]]]] = {}
        for fault in self.scenario.faults:
            for address in find_fault_addresses(fault, self.book):
                self.faulty.setdefault(address, []).append((fault.mode, fault.ports))

    # -- set-up -----------------------------------------------------------------

    def start(self) -> None:
        """Open all listeners."""
        loop = asyncio.get_running_loop()
        self.real_proxies.start(every=self.config.real_proxies)
        for address, hosts in self.book.by_address.items():
            tcp_ports: dict[int, str] = {}
            udp_ports: dict[int, UdpHandler | Resolver | str] = {}
            for host in hosts:
                for service in host.svc:
                    self._add_ports(host, service, tcp_ports, udp_ports)
            for port, kind in tcp_ports.items():
                if self._find_fault(address, port) != "refuse":
                    serve_tcp(listen_tcp(address, port), self._make_tcp_handler(address, port, kind))
            for port, handler in udp_ports.items():
                if self._find_fault(address, port) != "refuse":
                    sock = bind_udp(address, port)
                    loop.add_reader(sock.fileno(), self._make_udp_reader(sock, handler, address, port))

    def _find_fault(self, address: str, port: int) -> str | None:
        """Return what is wrong at a port of an address; None if nothing is."""
        for mode, ports in self.faulty.get(address, ()):
            if not ports or port in ports:
                return mode
        return None

    def _add_ports(
        self, host: Host, service: str, tcp: dict[int, str], udp: dict[int, UdpHandler | Resolver | str]
    ) -> None:
        """Add the ports of one service of a host."""
        kind, _, number = service.partition(":")
        if kind in _TCP_SERVICES:
            ports, served = _TCP_SERVICES[kind]
            own = dict.fromkeys((int(number),) if number else ports, served)
            tcp.update(own if not kind.startswith("http") else own | tcp)  # a page makes way for a protocol
        if kind == "proxy":
            tcp[int(number.partition(":")[2])] = service
        elif kind == "dns":
            udp[53] = self._find_resolver(host)
        elif kind == "udp":
            udp[int(number)] = smallservers.echo
        elif kind == "stun":
            udp.update(dict.fromkeys((int(number),) if number else (3478, 19302), smallservers.stun(self.public_ip)))
        elif kind == "reflector":
            udp[int(number)] = smallservers.reflector
        elif kind == "ntp":
            udp[123] = smallservers.ntp(self.clock)
        elif kind == "quic":
            udp[443] = QUIC
        elif kind not in _TCP_SERVICES:
            raise ValueError(f"unknown service {service!r} of {host.names[0]}")

    def _find_resolver(self, host: Host) -> Resolver:
        """Return the resolver that a host is, the same for all its addresses."""
        ident = host.role.partition(":")[2]
        if ident not in self.resolvers:
            self.resolvers[ident] = Resolver(ident, self.zone, self.scenario.dns_lies, self.count_query)
        return self.resolvers[ident]

    # -- UDP ----------------------------------------------------------------------

    def _make_udp_reader(
        self, sock: socket.socket, handler: UdpHandler | Resolver | str, address: str, port: int
    ) -> Callable[[], None]:
        """Return what reads a socket: names, QUIC or another small service."""
        if isinstance(handler, str):
            return self._make_quic_reader(sock, address)
        if isinstance(handler, Resolver):
            resolver = handler

            def read_dns() -> None:
                if self._find_fault(address, port) == "silent":
                    with contextlib.suppress(OSError):
                        sock.recvfrom(4096)
                    return
                resolver.udp(sock)

            return read_dns
        service = handler

        def note() -> None:
            self.served[f"udp {address} {port}"] += 1

        return lambda: smallservers.serve_udp(sock, service, address, note)

    def _make_quic_reader(self, sock: socket.socket, address: str) -> Callable[[], None]:
        """Return what reads a socket of HTTP/3, whose server starts with the first datagram."""
        server: quic.H3Server | None = None

        def read() -> None:
            nonlocal server
            for data, peer in datagrams(sock):
                if server is None:
                    find = partial(self._find_quic_configuration, address)
                    server = quic.H3Server(sock, find, self._make_site(address, 443))
                server.datagram_received(data, peer)

        return read

    def _find_quic_configuration(self, address: str, name: str | None) -> QuicConfiguration:
        """Return the configuration of HTTP/3 for a server name, with its certificate."""
        host = (self._find_host(address, name) if name else None) or self.book.by_address[address][0]
        if host not in self.quic_by_host:
            chain, key = self._issue(host, address, 443)
            path = self.config.scratch / "quic.pem"
            path.write_bytes(chain + key)
            configuration = QuicConfiguration(alpn_protocols=["h3"], is_client=False)
            configuration.load_cert_chain(path)
            path.unlink()
            self.quic_by_host[host] = configuration
        return self.quic_by_host[host]

    # -- TCP ----------------------------------------------------------------------

    def _make_tcp_handler(self, address: str, port: int, kind: str) -> Callable[[socket.socket], asyncio.Future[None]]:
        """Return what serves a connection to a port."""

        async def handle(conn: socket.socket) -> None:
            self.served[f"tcp {address} {port}"] += 1
            if self._find_fault(address, port) == "silent":
                await asyncio.sleep(300)
                return
            if self._find_fault(address, port) == "late":
                await asyncio.sleep(_LATE)
            if kind == "wa":
                await self._serve_whatsapp(conn, address, port)
            elif kind == "mtproto":
                await self._serve_mtproto(conn, address, port)
            elif kind.startswith("proxy:"):
                around = proxy_client.Surroundings(self.zone, lambda: self._find_context(address, port), self.clock)
                await proxies.serve(conn, kind, around)
            elif kind in _WITHIN_TLS:
                await self._serve_tls(conn, address, port, kind)
            else:
                async with streams(conn) as ends:
                    await self._talk(ends, address, port, kind)

        async def handle_for_a_while(conn: socket.socket) -> None:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(handle(conn), _SOON)

        return handle_for_a_while if self._find_fault(address, port) == "ends-soon" else handle  # type: ignore[return-value]

    async def _greet(
        self,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
        kind: str,
        context: ssl.SSLContext | None = None,
    ) -> None:
        """Be a mail server that greets, begins TLS if asked in the clear, refuses commands, and says goodbye."""
        writer.write(GREETINGS[kind][1])
        while line := await asyncio.wait_for(reader.readline(), 60):
            words = line.decode("latin-1").split()
            imap = kind.startswith("imap")
            if context is not None and "STARTTLS" in (word.upper() for word in words[:2]):
                writer.write(f"{words[0]} OK begin\r\n".encode() if imap else b"220 begin\r\n")
                writer, context = await begin_tls(reader, writer, context), None
                continue
            if imap and words[1:] == ["CAPABILITY"]:
                writer.write(f"* CAPABILITY IMAP4rev1\r\n{words[0]} OK\r\n".encode())
                continue
            if any(word.upper() in ("LOGOUT", "QUIT") for word in words[:2]):
                writer.write(b"* BYE\r\n" if imap else b"221 Bye\r\n")
                break
            writer.write(f"{words[0] if words else '*'} BAD\r\n".encode() if imap else b"250 nine.testrun.org\r\n")

    async def _relay_on(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, address: str) -> None:
        """Answer STUN on a connection: messages follow each other, framed by their own length."""
        peer = writer.get_extra_info("peername")[:2]
        handler = smallservers.stun(self.public_ip)
        while True:
            head = await asyncio.wait_for(reader.readexactly(20), 60)
            body = await asyncio.wait_for(reader.readexactly(int.from_bytes(head[2:4], "big")), 60)
            reply = handler(head + body, peer, address)
            if reply is None:
                break
            writer.write(reply)

    async def _talk(self, ends: Streams, address: str, port: int, kind: str, *, tls: bool = False) -> None:
        """Serve a connection, or what is within its TLS: what its port is for, or what was agreed on by ALPN."""
        reader, writer = ends
        agreed = writer.get_extra_info("ssl_object").selected_alpn_protocol() if tls else None
        mail = kind if kind in GREETINGS else BY_ALPN.get(agreed or "", "")
        if kind in ("dns", "dot"):
            await self._find_resolver(self.book.by_address[address][0]).stream(reader, writer)
        elif mail:
            await self._greet(reader, writer, mail, None if tls else self._find_context(address, port))
        elif kind in ("stun-tcp", "stun-tls"):
            await self._relay_on(reader, writer, address)
        elif kind in ("idle", "tls-idle"):
            while await asyncio.wait_for(reader.read(4096), 120):
                pass
        elif agreed == "h2":
            await serve_http2(reader, writer, self._make_site(address, port))
        else:
            await serve_http1(reader, writer, self._make_site(address, port if tls else None), tls=tls)

    async def _serve_whatsapp(self, conn: socket.socket, address: str, port: int) -> None:
        """Serve WhatsApp's chat, or TLS, which comes to the same port."""
        head = await peek(conn)
        if head.startswith(_PROXY_LINE):
            # WhatsApp's servers read it: its own proxy sends it (WhatsApp/proxy@a216b93 proxy_config.cfg, send-proxy).
            conn.recv(head.index(b"\r\n") + 2)
            head = await peek(conn)
        if head[:1] == b"\x16":
            await self._serve_tls(conn, address, port)
        elif head:
            async with streams(conn) as (reader, writer):
                if wanoise.Session.recognises(head):
                    impostor = self._find_fault(address, port) == "impostor"
                    session = wanoise.Session(
                        wanoise.chain(keys.Signer("somebody else"), bytes(32)) if impostor else None
                    )
                    await _feed(session, reader, writer)
                    self.served[f"whatsapp-noise {address} {port}"] += session.answered

    async def _serve_mtproto(self, conn: socket.socket, address: str, port: int) -> None:
        """Serve Telegram's chat, plain or in HTTP."""
        head = await peek(conn)
        if not head:
            return
        async with streams(conn) as (reader, writer):
            if mtproto.Session.looks_like_http(head):
                site = Site(self._add_fault(address, port, telegram_dc), address, self.clock)
                await serve_http1(reader, writer, site, tls=False)
            else:
                impostor = self._find_fault(address, port) == "impostor"
                session = mtproto.Session(mtproto.false_answer if impostor else mtproto.answer_message)
                await _feed(session, reader, writer)
                self.served[f"mtproto {address} {port}"] += session.answered

    async def _serve_tls(self, conn: socket.socket, address: str, port: int, kind: str = "tls-http") -> None:
        """Serve a connection with TLS."""
        if not await peek(conn):
            return
        if (fault := self._find_fault(address, port) or "").startswith("name-") and await self._is_own_name(
            conn, address
        ):
            await self._fail_name(conn, fault)
            return
        async with streams(conn, self._find_context(address, port)) as ends:
            self.served[f"tls {address} {port}"] += 1
            await self._talk(ends, address, port, kind, tls=True)

    @staticmethod
    async def _fail_name(conn: socket.socket, fault: str) -> None:
        """Say nothing, end the connection in order, or send an alert (unrecognized_name) first."""
        if fault == "name-silent":
            await asyncio.sleep(120)
        conn.recv(16384)  # what is left unread would turn the end into a reset
        if fault == "name-alert":
            conn.send(b"\x15\x03\x03\x00\x02\x02\x70")

    async def _is_own_name(self, conn: socket.socket, address: str) -> bool:
        """Return whether a connection begins with the name of a host that lives at the address."""
        name = await read_server_name(conn)
        return bool(name and self._find_host(address, name))

    # -- TLS certificates --------------------------------------------------------------

    def _find_context(self, address: str, port: int) -> ssl.SSLContext:
        """Return the TLS context of a port, which chooses the certificate by the server name."""
        base = self.tls_by_ip.get(f"{address} {port}")
        if base is None and self._find_fault(address, port) == "misrouted":
            context = self.certs.get(self.config.pki.authority("amazon"), MISROUTED, ALPN)
            base = self.tls_by_ip[f"{address} {port}"] = context
        if base is None:
            # The callback must sit on the context the handshake starts with, so
            # each listener has a first context of its own.
            own = self._find_host_context(self.book.by_address[address][0], address, port, own=True)
            base = self.tls_by_ip[f"{address} {port}"] = own

            def choose(sock: ssl.SSLObject, name: str | None, _context: ssl.SSLContext) -> None:
                host = self._find_host(address, name) if name else None
                if host is not None:
                    sock.context = self._find_host_context(host, address, port)

            own.sni_callback = choose
        return base

    @staticmethod
    def _list_cert_names(host: Host) -> list[str]:
        return list(host.names) + (list(host.addresses()) if host.role.startswith("resolver:") else [])

    def _find_address(self, name: str) -> str | None:
        host = self.zone.find(name)
        return host.v4[0][0] if host and host.v4 else None

    def _find_pair(self, address: str) -> bytes:
        """Return the certificates and the key of an address, for programs that serve TLS themselves."""
        chain, key = self._issue(self.book.by_address[address][0], address, 443)
        return chain + key

    def _issue(self, host: Host, address: str, port: int) -> tuple[bytes, bytes]:
        expired = {"days_valid": -2, "days_old": 92} if self._find_fault(address, port) == "tls-expired" else {}
        return self._choose_authority(host, address, port).issue(self._list_cert_names(host), **expired)

    def _choose_authority(self, host: Host, address: str, port: int) -> Authority:
        """Return who signs a server's certificate: another one where its root was retired, or is the ministry's."""
        fault = self._find_fault(address, port) or ""
        if fault == "chain-missing":
            return self.config.pki.without_issuer(host.ca)
        return self.config.pki.authority({"retired-root": "retired", "state-root": "state"}.get(fault, host.ca))

    def _find_host_context(self, host: Host, address: str, port: int, own: bool = False) -> ssl.SSLContext:
        """Return the TLS context of a host; `own`: one that is shared with nobody."""
        names = self._list_cert_names(host)
        alpn = ["http/1.1"] if host.page in _WEBSOCKET_PAGES else [*ALPN, *(BY_ALPN if "imaps" in host.svc else ())]
        expired = self._find_fault(address, port) == "tls-expired"
        return self.certs.get(
            self._choose_authority(host, address, port), names, alpn, expired, key=f"{address} {port}" if own else ""
        )

    def _find_host(self, address: str, name: str) -> Host | None:
        """Return the host of a name at an address: an exact name wins over a wildcard."""
        hosts = self.book.by_address[address]
        for host in hosts:
            if name in host.names:
                return host
        for host in hosts:
            if match_name(name, [n for n in host.names if n.startswith("*.")]):
                return host
        return None

    # -- HTTP ----------------------------------------------------------------------------

    def _make_site(self, address: str, port: int | None) -> Site:
        """Return what is served over HTTP at an address."""
        return Site(self._make_handler(address, port), address, self.clock)

    def _make_handler(self, address: str, port: int | None) -> Handler:
        """Return what answers requests at an address, by the host that they name."""

        def handle(request: Request) -> Response:
            self.served[f"http{'s' if request.tls else ''} {request.host} {request.method} {request.path[:80]}"] += 1
            host = self._find_host(address, request.host)
            if host is None:
                try:
                    ipaddress.ip_address(request.host)
                    host = self.book.by_address[address][0]
                except ValueError:
                    self.unknown_hosts[f"{request.host} at {address}"] += 1
                    return Response(404, page("404 Not Found", 300))
            if host.page == "doh" and (
                request.path in ("/dns-query", "/resolve", "/query") or request.path.startswith("/doh/")
            ):
                return self._find_resolver(host).http(request)
            if host not in self.handlers:
                self.handlers[host] = handler_for(host, self.public_ip, self.answers)
            return self.handlers[host](request)

        return self._add_fault(address, port or 80, handle)

    def _add_fault(self, address: str, port: int, handler: Handler) -> Handler:
        """Return a handler with what is wrong at a port."""
        fault = self._find_fault(address, port)
        if fault == "impostor" and handler is telegram_dc:
            return lambda request: Response(200, mtproto.false_answer(request.body), "application/octet-stream")
        if fault == "root-503":
            return lambda request: Response(503, b"") if request.path == "/" else handler(request)
        if fault == "head-501":
            return lambda request: Response(501, b"") if request.method == "HEAD" else handler(request)
        return _TROUBLES.get(fault or "", handler)

    # -- report --------------------------------------------------------------------------

    def stop(self) -> None:
        self.real_proxies.stop()

    def list_counts(self) -> dict[str, dict[str, int]]:
        return super().list_counts() | {"unknown_http_hosts": dict(self.unknown_hosts)}


async def _feed(
    session: wanoise.Session | mtproto.Session, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
) -> None:
    """Give a session what the client says, and the client what the session answers, until either ends."""
    while data := await asyncio.wait_for(reader.read(65536), 120):
        if reply := session.feed(data):
            writer.write(reply)
            await writer.drain()
        if session.failed:
            break
