"""The censor: engines that carry out the rules of a scenario on flows and packets."""

import random
import struct
from collections import Counter
from collections.abc import Callable
from fnmatch import fnmatchcase
from http import HTTPStatus
from typing import Protocol

from ja4 import ja4
from lab import dnswire
from lab import packets as p
from lab.catalog import ISP_BLOCKPAGE_NAME, AddressBook, match_name
from lab.quic import HelloCollector
from lab.resolver import lie_answer
from lab.scenario import (
    CutOff,
    Detour,
    Divert,
    DnsInject,
    HttpBlock,
    IpBlock,
    Loss,
    Match,
    Page,
    PayloadBlock,
    Rule,
    SizeBlock,
    SniBlock,
    Throttle,
)

#: Verdicts of an engine about a packet: pass it, drop it, or pass it this many seconds later.
PASS: float = 0.0
DROP: float = -1.0

_HEAD_LIMIT = 16384


class StreamHead:
    """The first bytes of one direction of a TCP stream, reassembled in order."""

    def __init__(self, base: int) -> None:
        self.base = base
        self.data = b""
        self._waiting: dict[int, bytes] = {}

    def feed(self, seq: int, payload: bytes) -> None:
        """Add a segment."""
        offset = (seq - self.base) & 0xFFFFFFFF
        if offset >= _HEAD_LIMIT or not payload:
            return
        self._waiting[offset] = payload
        while True:
            for start, part in list(self._waiting.items()):
                if start <= len(self.data):
                    del self._waiting[start]
                    self.data += part[len(self.data) - start :]
                    break
            else:
                return


class Flow:
    """One conversation between the client and a server."""

    def __init__(self, packet: p.Packet, groups: frozenset[str], now: float) -> None:
        self.proto = packet.proto
        self.version = packet.version
        self.client = packet.src
        self.cport = packet.sport
        self.server = packet.dst
        self.sport = packet.dport
        self.groups = groups
        self.started = now
        self.engines: list[Engine] = []
        self.blocked = False
        self.divert = ""
        self.isn = packet.seq
        self.head = StreamHead((packet.seq + 1) & 0xFFFFFFFF) if packet.proto == p.TCP else None
        self.down_isn: int | None = None
        self.up_bytes = self.down_bytes = 0
        self.label = ""
        self.hits: list[str] = []
        self.scratch: dict[int, object] = {}

    def said(self, packet: p.Packet) -> bytes:
        """Return what the client said so far: all of a stream, or what one datagram holds."""
        return self.head.data if self.head else packet.payload

    def from_server(self, seq: int, ack: int, flags: int, payload: bytes = b"") -> bytes:
        """Return a TCP segment to the client that looks as if it came from the server."""
        return p.tcp(self.server, self.sport, self.client, self.cport, seq, ack, flags, payload)

    def from_client(self, seq: int, ack: int, flags: int) -> bytes:
        """Return a TCP segment to the server that looks as if it came from the client."""
        return p.tcp(self.client, self.cport, self.server, self.sport, seq, ack, flags)


class Injector(Protocol):
    """What engines need from the relay."""

    def to_client(self, raw: bytes) -> None:
        """Send a forged packet from the censor to the client."""

    def to_server(self, raw: bytes) -> None:
        """Send a forged packet from the censor to the server."""

    def hop_address(self, version: int) -> bytes:
        """Return the address of the router next to the censor."""

    def hit(self, flow: Flow, engine: "Engine", what: str) -> None:
        """Record that a rule acted."""


class Engine:
    """Base: decides which flows a rule watches and how often it acts."""

    def __init__(self, rule: Rule, index: int, book: AddressBook, seed: int, inject: Injector) -> None:
        self.rule = rule
        self.inject = inject
        self.index = index
        self.name = f"{index}:{type(rule).__name__}"
        self._match = rule.match
        self._hosts = book.addresses_of_names(*rule.match.hosts) if rule.match.hosts else None
        self._not_hosts = book.addresses_of_names(*rule.match.not_hosts) if rule.match.not_hosts else set()
        self._rng = random.Random(seed * 1000 + index)
        self._block: list[bool] = []
        self._skipped = 0
        self.hits = 0

    def watches(self, flow: Flow) -> bool:
        """Static part of the match: destination, protocol, port."""
        m: Match = self._match
        if m.proto and {"tcp": (p.TCP,), "udp": (p.UDP,), "icmp": (p.ICMP, p.ICMP6)}[m.proto].count(flow.proto) == 0:
            return False
        if m.ip_version and m.ip_version != flow.version:
            return False
        if (m.ports and flow.sport not in m.ports) or flow.sport in m.not_ports:
            return False
        if m.clients and p.address_text(flow.client) not in m.clients:
            return False
        if m.groups and not flow.groups.intersection(m.groups):
            return False
        if m.not_groups and flow.groups.intersection(m.not_groups):
            return False
        if self._hosts is not None or self._not_hosts:
            server = p.address_text(flow.server)
            if self._hosts is not None and server not in self._hosts:
                return False
            if server in self._not_hosts:
                return False
        return True

    def decide(self) -> bool:
        """Act on this flow?  Balanced: of each 4 flows exactly ``share`` x 4 are hit, in seeded order."""
        if self._skipped < self.rule.skip_first:
            self._skipped += 1
            return False
        share = self.rule.share
        if share >= 1:
            return True
        if not self._block:
            hits = round(share * 4)
            self._block = [True] * hits + [False] * (4 - hits)
            self._rng.shuffle(self._block)
        return self._block.pop()

    def start(self, flow: Flow, packet: p.Packet) -> None:
        """Called once when the flow begins (before its first packet is judged)."""

    def up(self, flow: Flow, packet: p.Packet, now: float) -> float:
        """Judge a packet from the client."""
        return PASS

    def down(self, flow: Flow, packet: p.Packet, now: float) -> float:
        """Judge a packet to the client."""
        return PASS

    # -- shared actions -------------------------------------------------------

    def acted(self, flow: Flow, what: str) -> None:
        """Count and record it."""
        self.hits += 1
        self.inject.hit(flow, self, what)

    def leave(self, flow: Flow) -> float:
        """Look at this flow no more."""
        flow.engines = [engine for engine in flow.engines if engine is not self]
        return PASS

    def freeze(self, flow: Flow, what: str) -> float:
        """Silence the flow from this packet on."""
        self.acted(flow, what)
        flow.blocked = True
        return DROP

    def reset(self, flow: Flow, packet: p.Packet, server_too: bool = True) -> None:
        """Forge RSTs as an on-path box does and silence the flow."""
        if packet.flags & p.SYN and not packet.flags & p.ACK:
            self.inject.to_client(flow.from_server(0, packet.seq + 1, p.RST | p.ACK))
        else:
            self.inject.to_client(flow.from_server(packet.ack, packet.seq + packet.payload_size, p.RST | p.ACK))
            if server_too:
                self.inject.to_server(flow.from_client(packet.seq, packet.ack, p.RST | p.ACK))
        flow.blocked = True

    def alert(self, flow: Flow, packet: p.Packet) -> None:
        """Answer a ClientHello with a fatal handshake_failure and a FIN, reset the server, silence the flow."""
        fatal = b"\x15\x03\x03\x00\x02\x02\x28"
        end = packet.seq + packet.payload_size
        self.inject.to_client(flow.from_server(packet.ack, end, p.PSH | p.ACK | p.FIN, fatal))
        self.inject.to_server(flow.from_client(packet.seq, packet.ack, p.RST | p.ACK))
        flow.blocked = True

    def act(self, flow: Flow, packet: p.Packet, action: str) -> float:
        """Carry out ``drop``, ``rst``, ``alert`` or ``icmp`` and drop the packet, or ``rst-server`` and pass it."""
        self.acted(flow, action)
        if action == "rst-server":
            self.inject.to_server(flow.from_client(packet.seq, packet.ack, p.RST | p.ACK))
            return self.leave(flow)
        if action == "rst" and flow.proto == p.TCP:
            self.reset(flow, packet)
        elif action == "alert":
            self.alert(flow, packet)
        else:
            if action == "icmp":
                self.inject.to_client(p.icmp_error(self.inject.hop_address(flow.version), packet, "prohibited"))
            flow.blocked = True
        return DROP


class IpBlockEngine(Engine):
    """IpBlock."""

    rule: IpBlock

    def start(self, flow: Flow, packet: p.Packet) -> None:
        flow.scratch[self.index] = self.decide()

    def up(self, flow: Flow, packet: p.Packet, now: float) -> float:
        if not flow.scratch[self.index]:
            return PASS
        action = self.rule.action
        if not flow.scratch.get(-1 - self.index):
            flow.scratch[-1 - self.index] = True
            self.acted(flow, action)
        if action == "rst" and flow.proto == p.TCP:
            if not packet.flags & p.RST:
                self.reset(flow, packet, server_too=False)
                flow.blocked = False  # answer each further SYN of the flow as well
        elif action == "icmp":
            self.inject.to_client(p.icmp_error(self.inject.hop_address(flow.version), packet, "prohibited"))
        elif action == "port":
            self.inject.to_client(p.icmp_error(flow.server, packet, "port"))
        return DROP

    def down(self, flow: Flow, packet: p.Packet, now: float) -> float:
        return DROP if flow.scratch[self.index] else PASS


class SniBlockEngine(Engine):
    """SniBlock, for TLS over TCP and for QUIC."""

    rule: SniBlock

    def __init__(self, rule: Rule, index: int, book: AddressBook, seed: int, inject: Injector) -> None:
        super().__init__(rule, index, book, seed, inject)
        self._punished: dict[tuple[bytes, int], float] = {}
        self._named: Counter[str] = Counter()

    def watches(self, flow: Flow) -> bool:
        return (flow.proto == p.TCP or (flow.proto == p.UDP and flow.sport == 443)) and super().watches(flow)

    def _wanted(self, name: str | None) -> bool:
        if not name or not match_name(name, self.rule.names) or match_name(name, self.rule.not_names):
            return False
        self._named[name] += 1
        return not 0 < self.rule.first_of_each < self._named[name] and self.decide()

    def down(self, flow: Flow, packet: p.Packet, now: float) -> float:
        if packet.payload_size == 0 or flow.scratch.get(self.index) != "marked":
            return PASS
        self.acted(flow, self.rule.action)
        if self.rule.action == "rst":
            self.inject.to_client(flow.from_server(packet.seq, packet.ack, p.RST | p.ACK))
        flow.blocked = True
        return DROP

    def up(self, flow: Flow, packet: p.Packet, now: float) -> float:
        if flow.proto == p.TCP and self._punished.get((flow.server, flow.sport), 0.0) > now:
            return self.act(flow, packet, self.rule.action)
        if packet.payload_size == 0 or flow.scratch.get(self.index) == "marked":
            return PASS
        if flow.proto == p.UDP:
            return self._quic(flow, packet)
        try:
            complete, name = p.client_hello(flow.said(packet))
        except ValueError:
            return self.leave(flow)
        if not complete:
            return PASS
        if self._has_shape(flow.said(packet)) and self._wanted(name):
            if self.rule.residual:
                self._punished[flow.server, flow.sport] = now + self.rule.residual
            if self.rule.on_answer:
                flow.scratch[self.index] = "marked"
                return PASS
            return self.act(flow, packet, self.rule.action)
        return self.leave(flow)

    def _has_shape(self, hello: bytes) -> bool:
        return not self.rule.ja4 or any(fnmatchcase(ja4(hello), shape) for shape in self.rule.ja4)

    def _quic(self, flow: Flow, packet: p.Packet) -> float:
        collector = flow.scratch.setdefault(self.index, HelloCollector())
        assert isinstance(collector, HelloCollector)
        complete, name = collector.feed(packet.payload)
        if complete:
            self.leave(flow)
            if self._wanted(name):
                return self.act(flow, packet, "drop")
        return PASS


class HttpBlockEngine(Engine):
    """HttpBlock."""

    rule: HttpBlock

    def watches(self, flow: Flow) -> bool:
        return flow.proto == p.TCP and super().watches(flow)

    def up(self, flow: Flow, packet: p.Packet, now: float) -> float:
        answered = flow.scratch.get(self.index)
        if isinstance(answered, int):
            if packet.flags & p.FIN:
                fin = packet.seq + packet.payload_size
                self.inject.to_client(flow.from_server(answered, fin + 1, p.ACK))
            return DROP
        if packet.payload_size == 0:
            return PASS
        try:
            complete, host = p.http_host(flow.said(packet))
        except ValueError:
            return self.leave(flow)
        if not complete or not host:
            return PASS
        if not match_name(host, self.rule.names) or not self.decide():
            return self.leave(flow)
        if self.rule.action in ("rst", "drop"):
            return self.act(flow, packet, self.rule.action)
        self.acted(flow, self.rule.action)
        told = self.rule.page
        instead = page_response(told) if told else block_page_response(host)
        body = redirect_page(host) if self.rule.action == "redirect" else instead
        self.inject.to_client(
            flow.from_server(packet.ack, packet.seq + packet.payload_size, p.PSH | p.ACK | p.FIN, body)
        )
        self.inject.to_server(flow.from_client(packet.seq, packet.ack, p.RST | p.ACK))
        flow.scratch[self.index] = (packet.ack + len(body) + 1) & 0xFFFFFFFF
        return DROP

    def down(self, flow: Flow, packet: p.Packet, now: float) -> float:
        return DROP if self.index in flow.scratch else PASS


_KINDS: dict[str, Callable[[bytes], bool]] = {
    "any": bool,
    "mtproto": p.looks_like_mtproto,
    "mtproto-tcp": lambda data: p.looks_like_mtproto(data) and not data.startswith(b"POST /api"),
    "wa-noise": lambda data: data[:2] in (b"WA", b"ED"),
    "wa-noise-5": lambda data: data[:3] == b"WA\x05",
    "wa-noise-6": lambda data: data[:3] == b"WA\x06",
    "stun": p.is_stun,
    "wireguard": lambda data: len(data) == 148 and data[:4] == b"\x01\0\0\0",
    "quic": p.is_quic_long,
    "tls": lambda data: data[:2] == b"\x16\x03",
}


class PayloadBlockEngine(Engine):
    """PayloadBlock."""

    rule: PayloadBlock

    def up(self, flow: Flow, packet: p.Packet, now: float) -> float:
        if packet.payload_size == 0 or not _KINDS[self.rule.kind](flow.said(packet)):
            return PASS
        return self.act(flow, packet, self.rule.action) if self.decide() else self.leave(flow)


class DnsInjectEngine(Engine):
    """DnsInject."""

    rule: DnsInject

    def watches(self, flow: Flow) -> bool:
        return flow.sport == 53 and flow.proto in (p.TCP, p.UDP) and super().watches(flow)

    def up(self, flow: Flow, packet: p.Packet, now: float) -> float:
        if packet.payload_size == 0:
            return PASS
        if flow.proto == p.UDP:
            return self._udp(flow, packet)
        if self.rule.tcp == "pass":
            return PASS
        data = flow.said(packet)
        pos = 0
        while len(data) >= pos + 2:
            size = struct.unpack_from("!H", data, pos)[0]
            if len(data) < pos + 2 + size:
                break
            if self._matches(data[pos + 2 : pos + 2 + size]):
                return self.act(flow, packet, self.rule.tcp)
            pos += 2 + size
        return PASS

    def _matches(self, message: bytes) -> dnswire.Query | None:
        try:
            query = dnswire.parse_query(message)
        except dnswire.DnsError:
            return None
        return query if match_name(query.name, self.rule.names) and self.decide() else None

    def _udp(self, flow: Flow, packet: p.Packet) -> float:
        query = self._matches(packet.payload)
        if query is None:
            return PASS
        self.acted(flow, f"forge {query.name} -> {self.rule.answer}")
        answer = lie_answer(query, self.rule.answer)
        if answer is not None:
            reply = dnswire.build_response(query, answer, limit=1232)
            self.inject.to_client(p.udp(flow.server, flow.sport, flow.client, flow.cport, reply))
        return DROP if self.rule.swallow or answer is None else PASS


class DivertEngine(Engine):
    """Divert: the relay sends the flow's packets to the provider's service host."""

    rule: Divert

    def watches(self, flow: Flow) -> bool:
        return flow.proto in (p.TCP, p.UDP) and "isp" not in flow.groups and super().watches(flow)

    def start(self, flow: Flow, packet: p.Packet) -> None:
        if not flow.divert and self.decide():
            flow.divert = self.rule.to
            self.acted(flow, f"divert to {self.rule.to}")


class _BothWays(Engine):
    """An engine that judges what comes and what goes alike."""

    def up(self, flow: Flow, packet: p.Packet, now: float) -> float:
        return self.judge(flow, packet, now, "up")

    def down(self, flow: Flow, packet: p.Packet, now: float) -> float:
        return self.judge(flow, packet, now, "down")

    def judge(self, flow: Flow, packet: p.Packet, now: float, way: str) -> float:
        """Judge a packet that goes ``up`` or ``down``."""
        raise NotImplementedError


class ThrottleEngine(_BothWays):
    """Throttle: a shaper per flow and direction with a bounded queue."""

    rule: Throttle

    def start(self, flow: Flow, packet: p.Packet) -> None:
        flow.scratch[self.index] = {"up": 0.0, "down": 0.0}
        self.hits += 1

    def judge(self, flow: Flow, packet: p.Packet, now: float, way: str) -> float:
        if packet.payload_size == 0 or self.rule.direction not in ("both", way):
            return PASS
        if (flow.up_bytes if way == "up" else flow.down_bytes) <= self.rule.after_bytes:
            return PASS
        free = flow.scratch[self.index]
        assert isinstance(free, dict)
        start = max(now, free[way])
        if start - now > self.rule.queue_ms / 1000:
            return DROP
        free[way] = start + len(packet.raw) * 8 / (self.rule.rate_kbit * 1000)
        if not flow.scratch.get(-1 - self.index) and start > now:
            flow.scratch[-1 - self.index] = True
            self.inject.hit(flow, self, f"shape to {self.rule.rate_kbit:g} kbit/s")
        return float(free[way] - now)


class LossEngine(_BothWays):
    """Loss."""

    rule: Loss

    def judge(self, flow: Flow, packet: p.Packet, now: float, way: str) -> float:
        share = self.rule.up if way == "up" else self.rule.down
        if (self.rule.only_data and packet.payload_size == 0) or self._rng.random() >= share:
            return PASS
        self.acted(flow, "lose a packet")
        return DROP


class DetourEngine(_BothWays):
    """Detour."""

    rule: Detour

    def start(self, flow: Flow, packet: p.Packet) -> None:
        self.hits += 1

    def judge(self, flow: Flow, packet: p.Packet, now: float, way: str) -> float:
        return self.rule.ms / 1000


class SizeBlockEngine(_BothWays):
    """SizeBlock."""

    rule: SizeBlock

    def judge(self, flow: Flow, packet: p.Packet, now: float, way: str) -> float:
        if len(packet.raw) <= self.rule.max_bytes:
            return PASS
        self.acted(flow, "drop a large packet")
        return DROP


class CutOffEngine(_BothWays):
    """CutOff: freeze by what a flow has carried, or by its age."""

    rule: CutOff

    def watches(self, flow: Flow) -> bool:
        return flow.proto == p.TCP and super().watches(flow)

    def judge(self, flow: Flow, packet: p.Packet, now: float, way: str) -> float:
        rule = self.rule
        if rule.quiet_seconds:
            last = flow.scratch.get(self.index, now)
            assert isinstance(last, float)
            flow.scratch[self.index] = now
            quiet = now - last > rule.quiet_seconds
            return self.freeze(flow, f"freeze after {rule.quiet_seconds:g} quiet seconds") if quiet else PASS
        if rule.after_seconds:
            old = now - flow.started > rule.after_seconds
            return self.freeze(flow, f"freeze after {rule.after_seconds:g} seconds") if old else PASS
        if rule.after_packets:
            seen = flow.scratch.get(self.index, 0)
            assert isinstance(seen, int)
            flow.scratch[self.index] = seen + 1
            return PASS if seen < rule.after_packets else self._cut(flow, f"{rule.after_packets} packets")
        isn = flow.isn if way == "up" else flow.down_isn
        if rule.direction not in ("both", way) or packet.payload_size == 0 or isn is None:
            return PASS
        total = (packet.seq + packet.payload_size - isn - 1) & 0xFFFFFFFF
        if total <= rule.after_bytes or total > 1 << 31:
            return PASS
        return self._cut(flow, f"{rule.after_bytes} bytes")

    def _cut(self, flow: Flow, after: str) -> float:
        return self.freeze(flow, f"freeze after {after}") if self.decide() else self.leave(flow)


_ENGINES: dict[type[Rule], type[Engine]] = {
    IpBlock: IpBlockEngine,
    SniBlock: SniBlockEngine,
    HttpBlock: HttpBlockEngine,
    PayloadBlock: PayloadBlockEngine,
    DnsInject: DnsInjectEngine,
    Divert: DivertEngine,
    Throttle: ThrottleEngine,
    CutOff: CutOffEngine,
    Loss: LossEngine,
    Detour: DetourEngine,
    SizeBlock: SizeBlockEngine,
}


def build_engines(rules: tuple[Rule, ...], book: AddressBook, seed: int, inject: Injector) -> list[Engine]:
    """Return the engines for the rules of a scenario, in order."""
    return [_ENGINES[type(rule)](rule, index, book, seed, inject) for index, rule in enumerate(rules)]


# -- Block pages ----------------------------------------------------------------------


def block_page_html(host: str) -> bytes:
    """Return the provider's block page."""
    return (
        '<!DOCTYPE html><html><head><meta charset="utf-8"><title>Доступ ограничен</title></head><body>'
        "<h1>Уважаемые пользователи!</h1>"
        "<p>Доступ к сайту ограничен в соответствии с Федеральными законами от 27.07.2006 "
        "№149-ФЗ «Об информации, информационных технологиях и о защите информации».</p>"
        f'<p>{host}</p><p>Единый реестр: <a href="http://eais.rkn.gov.ru/">http://eais.rkn.gov.ru/</a></p></body></html>'
    ).encode()


def block_page_response(host: str) -> bytes:
    """Return a complete HTTP response with the block page."""
    return page_response(Page(200, block_page_html(host).decode(), "text/html; charset=utf-8"))


def page_response(page: Page) -> bytes:
    """Return a complete HTTP response with some page."""
    body = page.text.encode()
    reason = HTTPStatus(page.status).phrase
    head = f"HTTP/1.1 {page.status} {reason}\r\nContent-Type: {page.content_type}\r\nContent-Length: {len(body)}\r\n"
    location = f"Location: {page.location}\r\n" if page.location else ""
    return f"{head}{location}Connection: close\r\n\r\n".encode() + body


def redirect_page(host: str) -> bytes:
    """Return a complete HTTP response that redirects to the block page."""
    head = f"HTTP/1.1 302 Found\r\nLocation: http://{ISP_BLOCKPAGE_NAME}/?id=17&st=0&rs=http://{host}/\r\n"
    return head.encode() + b"Content-Length: 0\r\nConnection: close\r\n\r\n"
