"""DNS: the zone made from the catalogue, and resolvers (honest or lying) over UDP, TCP, TLS and HTTPS."""

import asyncio
import base64
import contextlib
import socket
import struct
from collections.abc import Callable, Iterable

from lab import dnswire as w
from lab.catalog import DNS_ONLY, RESOLVERS, Host, match_name
from lab.httpd import Request, Response
from lab.netio import datagrams
from lab.scenario import DnsLie

#: Called with (resolver id, query name, query type name, outcome) for each query.
Observer = Callable[[str, str, str, str], None]

_NEGATIVE_ZONES = ("co.uk", "com.tr")
_WHO_RESOLVES = "whoami.akamai.net"
"""A name whose address is that of the resolver that asks."""


def _zone_of(name: str) -> str:
    """Return the zone that a name belongs to."""
    labels = name.split(".")
    return ".".join(labels[-3:] if ".".join(labels[-2:]) in _NEGATIVE_ZONES else labels[-2:])


class Zone:
    """All names of the simulated internet."""

    def __init__(self, hosts: Iterable[Host]) -> None:
        self._exact: dict[str, Host] = {}
        self._wild: dict[str, Host] = {}
        for host in hosts:
            for name in host.names:
                if name.endswith(".invalid"):
                    continue
                if name.startswith("*."):
                    self._wild[name[2:]] = host
                else:
                    self._exact[name] = host
        self._domains = {
            ".".join(n.split(".")[i:]) for n in (*self._exact, *self._wild, *DNS_ONLY) for i in range(n.count(".") + 1)
        }

    def find(self, name: str) -> Host | None:
        """Return the host a name belongs to (exact names win over wildcards)."""
        if name in self._exact:
            return self._exact[name]
        labels = name.split(".")
        for start in range(1, len(labels)):
            host = self._wild.get(".".join(labels[start:]))
            if host:
                return host
        return None

    def known(self, name: str) -> bool:
        """Return whether the name exists (has records or children)."""
        return name in DNS_ONLY or name == _WHO_RESOLVES or name in self._domains or self.find(name) is not None

    def resolve(self, query: w.Query, resolver: str) -> w.Answer:
        """Return the honest answer of a resolver."""
        special = self._resolve_special(query, resolver)
        if special is not None:
            return special
        name, qtype = query.name, query.qtype
        answer = w.Answer()
        if name in DNS_ONLY:
            v4, v6 = DNS_ONLY[name]
            wanted = v4 if qtype == w.A else v6 if qtype == w.AAAA else ()
            answer.records += [w.address_record(name, a, 60) for a in wanted]
        elif host := self.find(name):
            owner = name
            if host.cname and host.cname != name:
                answer.records.append(w.record(name, w.CNAME, f"{host.cname}.", 120))
                owner = host.cname
            sites = host.v4 if qtype == w.A else host.v6 if qtype == w.AAAA else ()
            if sites:
                view, _, _ = RESOLVERS[resolver]
                answer.records += [w.address_record(owner, a) for a in sites[view % len(sites)]]
        elif name not in self._domains:
            answer = w.Answer(w.Rcode.NXDOMAIN)
        if not answer.records:
            answer.authority.append(w.soa_record(_zone_of(name)))
        return answer

    def _resolve_special(self, query: w.Query, resolver: str) -> w.Answer | None:
        """Return the answer to a question that is not about a host's addresses; None for one that is."""
        _, egress, chaos = RESOLVERS[resolver]
        name, qtype = query.name, query.qtype
        if query.qclass == w.CH:
            if qtype == w.TXT and name in ("id.server", "hostname.bind", "version.bind", "version.server") and chaos:
                return w.Answer(records=[w.record(name, w.TXT, f'"{chaos}"', 0, w.CH)])
            return w.Answer(w.Rcode.REFUSED)
        if query.qclass != w.IN or qtype == w.ANY:
            return w.Answer(w.Rcode.NOTIMP)
        if name == _WHO_RESOLVES:
            return w.Answer(records=[w.address_record(name, egress, 0)] if qtype == w.A else [])
        if name == "" and qtype in (w.NS, w.SOA):
            root = w.record("", w.NS, "a.root-servers.net.", 518400) if qtype == w.NS else w.soa_record("", 86400)
            return w.Answer(records=[root])
        if qtype in (w.NS, w.SOA) and name == _zone_of(name) and name in self._domains:
            servers = [w.record(name, w.NS, f"ns{i}.{name}.") for i in (1, 2)]
            return w.Answer(records=servers if qtype == w.NS else [w.soa_record(name)])
        return None


def lie_answer(query: w.Query, what: str) -> w.Answer | None:
    """Return the answer a :class:`DnsLie` or a :class:`DnsInject` describes; None means silence."""
    if what == "TIMEOUT":
        return None
    if what == "NODATA":
        return w.Answer(authority=[w.soa_record(_zone_of(query.name))])
    if what in w.Rcode.__members__:
        authority = [w.soa_record(_zone_of(query.name))] if what == "NXDOMAIN" else []
        return w.Answer(w.Rcode[what], authority=authority)
    wanted = [a for a in what.split(",") if query.qtype == (w.AAAA if ":" in a else w.A)]
    return w.Answer(records=[w.address_record(query.name, address, 300) for address in wanted])


class Resolver:
    """One resolver: the zone, its id and the lies it tells."""

    def __init__(self, ident: str, zone: Zone, lies: Iterable[DnsLie], observer: Observer | None = None) -> None:
        self.ident = ident
        self.zone = zone
        self.lies = tuple(lie for lie in lies if ident in lie.resolvers or "*" in lie.resolvers)
        self.observer = observer

    def answer(self, query: w.Query) -> w.Answer | None:
        """Honest or forged answer; None means no answer at all."""
        for lie in self.lies:
            if lie.only_nonexistent and self.zone.known(query.name):
                continue
            if lie.answer == "TRUTH" or (lie.qtype and query.qtype != w.RdataType[lie.qtype]):
                continue
            if query.qclass == w.IN and match_name(query.name, lie.names):
                result = lie_answer(query, lie.answer)
                self._note(query, f"lie:{lie.answer}")
                return result
        result = self.zone.resolve(query, self.ident)
        unknown = result.rcode == w.Rcode.NXDOMAIN and not self.zone.known(query.name)
        self._note(query, "unknown" if unknown else "ok")
        return result

    def _note(self, query: w.Query, outcome: str) -> None:
        """Report a question and what was answered."""
        if self.observer:
            self.observer(self.ident, query.name, w.RdataType.to_text(query.qtype), outcome)

    def handle(self, data: bytes, limit: int = 65535) -> bytes | None:
        """Return the answer to a question, both in wire form; None where nothing is answered."""
        try:
            query = w.parse_query(data)
        except w.DnsError:
            return None
        answer = self.answer(query)
        return None if answer is None else w.build_response(query, answer, limit=limit)

    # -- transports ---------------------------------------------------------

    def udp(self, sock: socket.socket) -> None:
        """Serve everything that waits on a UDP socket (called when readable)."""
        for data, peer in datagrams(sock):
            reply = self.handle(data, 1232)
            if reply is not None:
                asyncio.get_running_loop().call_later(self._delay(data), _send, sock, reply, peer)

    def _delay(self, data: bytes) -> float:
        """Return the seconds by which a lie about the name comes late."""
        name = w.parse_query(data).name
        return max((lie.delay for lie in self.lies if match_name(name, lie.names)), default=0.0)

    async def stream(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Serve DNS over TCP (and over TLS)."""
        while True:
            try:
                (size,) = struct.unpack("!H", await asyncio.wait_for(reader.readexactly(2), 15))
                data = await asyncio.wait_for(reader.readexactly(size), 15)
            except (TimeoutError, asyncio.IncompleteReadError, ConnectionError):
                return
            reply = self.handle(data)
            if reply is None:
                await asyncio.sleep(30)
                return
            writer.write(struct.pack("!H", len(reply)) + reply)
            await writer.drain()

    def http(self, request: Request) -> Response:
        """Answer DNS over HTTPS (RFC 8484), asked with GET or POST."""
        query = request.query
        if request.method == "POST" and request.headers.get("content-type", "").startswith("application/dns-message"):
            data = request.body
        elif "dns" in query:
            try:
                data = base64.urlsafe_b64decode(query["dns"] + "=" * (-len(query["dns"]) % 4))
            except ValueError:
                return Response(400, b"bad dns parameter", "text/plain")
        else:
            return Response(400, b"no dns query", "text/plain")
        reply = self.handle(data)
        if reply is None:
            return Response(504, b"", "text/plain")
        return Response(200, reply, "application/dns-message", {"Cache-Control": "max-age=60"})


def _send(sock: socket.socket, reply: bytes, peer: tuple[str, int]) -> None:
    with contextlib.suppress(OSError):
        sock.sendto(reply, peer)
