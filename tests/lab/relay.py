"""The path between client and world: delay, loss, routers, and the censor.

The relay owns up to four TUN devices: ``wan0`` (in ``isp``, towards the
client), ``svc0`` (the provider's services), ``world0`` (in ``world``) and,
with a VPN, ``tun0`` (in ``client``).  Every packet of the lab passes through
:meth:`Relay.run`; nothing else connects the namespaces.
"""

import heapq
import ipaddress
import json
import os
import random
import select
import signal
import socket
import struct
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lab import catalog as c
from lab import packets as p
from lab.answers import load_answers
from lab.bottleneck import DROPPED, Bottleneck
from lab.catalog import AddressBook, Host, match_name
from lab.rules import Engine, Flow, build_engines
from lab.scenario import Fault, Link, Scenario

_MAX_EVENTS = 5000
_ABROAD = 0.01
"""Seconds one way between the far end of a tunnel and any other host."""
#: In the place of a device: what has arrived at the narrowest place of the line, on its way to the client.
_DOWNLINK = -1


@dataclass
class RelayConfig:
    """Everything the relay process needs."""

    scenario: Scenario
    hosts: tuple[Host, ...]
    seed: int
    report: Path
    pcap: Path | None
    fds: dict[str, int]  # wan, svc, world, and perhaps vpn, or abroad (where a tunnel ends)


def _pack(text: str) -> bytes:
    return ipaddress.ip_address(text).packed


def find_blackholed(faults: tuple[Fault, ...], book: AddressBook) -> dict[bytes, tuple[int, ...]]:
    """Return the addresses (and ports; empty = all) that answer nothing because the service is down."""
    out: dict[bytes, tuple[int, ...]] = {}
    for fault in faults:
        if fault.mode == "blackhole":
            for address in find_fault_addresses(fault, book):
                out[_pack(address)] = fault.ports
    return out


def find_fault_addresses(fault: Fault, book: AddressBook) -> list[str]:
    """Return the addresses a fault covers: the first ``portion`` of each host's addresses."""
    out: list[str] = []
    for host in book.hosts:
        if any(match_name(n.removeprefix("*."), fault.hosts) for n in host.names):
            for family in (host.v4, host.v6):
                flat = [a for site in family for a in site]
                out += flat[: max(1, round(len(flat) * fault.portion))] if flat else []
    return [str(ipaddress.ip_address(a)) for a in out]


def _make_bottleneck(link: Link) -> Bottleneck | None:
    return Bottleneck(link.kbit, link.queue_bytes, policed=link.policed) if link.kbit else None


def _is_multicast(packet: p.Packet) -> bool:
    return packet.dst[0] & 0xF0 == 0xE0 if packet.version == 4 else packet.dst[0] == 0xFF


class _Pcap:
    def __init__(self, path: Path) -> None:
        self._file = open(path, "wb")  # noqa: SIM115
        self._file.write(struct.pack("<IHHiIII", 0xA1B2C3D4, 2, 4, 0, 0, 65535, 101))

    def add(self, raw: bytes) -> None:
        """Append one raw IP packet."""
        now = time.time()
        self._file.write(struct.pack("<IIII", int(now), int(now % 1 * 1e6), len(raw), len(raw)) + raw)

    def close(self) -> None:
        """Flush and close."""
        self._file.close()


class Relay:
    """See the module's text."""

    def __init__(self, config: RelayConfig) -> None:
        self.config = config
        self.scenario = config.scenario
        link = self.scenario.link
        self.book = AddressBook(config.hosts)
        self.engines = build_engines(self.scenario.rules, self.book, config.seed, self)
        self.fds = config.fds
        self.access = link.access_ms / 1000
        self.transit = {"isp": link.isp_ms / 1000, "ru": link.ru_ms / 1000, "world": link.world_ms / 1000}
        self.noted = self._load_distances() if link.distances == "noted" else {}
        self.loss = link.loss / 2
        self.rng = random.Random(config.seed)
        self.drop_v6 = link.ipv6 == "broken"
        self.jitter, self.duplicates, self.gap = link.jitter_ms / 1000, link.duplicates, link.gap
        self.uplink, self.downlink = _make_bottleneck(link), _make_bottleneck(link)
        self.first = 0.0
        self.blackholed = find_blackholed(self.scenario.faults, self.book)
        self.client = {_pack(c.CLIENT_V4), _pack(c.CLIENT_V6), _pack(c.PHONE_CLIENT_V4)}
        self.vpn_client = {_pack(c.VPN_CLIENT_V4), _pack(c.VPN_CLIENT_V6)}
        self.isp = {_pack(a) for a in c.ISP_SERVICE_V4 + c.ISP_SERVICE_V6}
        self.hops = {4: [_pack(h) for h in c.HOPS_V4], 6: [_pack(h) for h in c.HOPS_V6]}
        self.vpn_hops = {4: [_pack(h) for h in c.VPN_HOPS_V4], 6: [_pack(h) for h in c.VPN_HOPS_V6]}
        vpn = self.scenario.vpn
        self.vpn_delay = vpn.one_way_ms / 1000 if vpn else 0.0
        self.abroad = {_pack(a) for a in c.TUNNEL_SERVERS_V4} if "abroad" in config.fds else set()
        self.vpn_dead = vpn is not None and vpn.state == "dead"
        self.vpn_udp = vpn is None or vpn.udp
        self.flows: dict[tuple[int, bytes, int, bytes, int], Flow] = {}
        self.queue: list[tuple[float, int, int, bytes]] = []
        self.serial = 0
        self.now = time.monotonic()
        self.began = self.now
        self.running = True
        self.events: list[dict[str, Any]] = []
        self.unknown: Counter[str] = Counter()
        self.counts: Counter[str] = Counter()
        self.finished: list[Flow] = []
        self.pcap = _Pcap(config.pcap) if config.pcap else None

    # -- main loop ------------------------------------------------------------

    def run(self) -> None:
        """Relay packets until SIGTERM."""
        signal.signal(signal.SIGTERM, self._stop)
        by_fd = {
            self.fds["wan"]: self._from_client,
            self.fds["svc"]: self._from_isp,
            self.fds["world"]: self._from_world,
        }
        if "vpn" in self.fds:
            by_fd[self.fds["vpn"]] = self._from_vpn
        if "abroad" in self.fds:
            by_fd[self.fds["abroad"]] = self._from_abroad
        wake_r, wake_w = socket.socketpair()
        wake_w.setblocking(False)
        signal.set_wakeup_fd(wake_w.fileno())
        watched = [*by_fd, wake_r.fileno()]
        while self.running:
            timeout = None
            if self.queue:
                timeout = max(0.0, self.queue[0][0] - time.monotonic())
            ready, _, _ = select.select(watched, [], [], timeout)
            self.now = time.monotonic()
            for fd in ready:
                if handler := by_fd.get(fd):
                    self._take_packets(fd, handler)
            self._deliver()
        self._write_report()

    def _take_packets(self, fd: int, handler: Callable[[p.Packet], None]) -> None:
        """Hand on what has come from a device, but not so much that the others wait long."""
        for _ in range(64):
            try:
                raw = os.read(fd, 65535)
            except OSError:  # there is no more
                break
            if len(raw) >= 20:
                try:
                    handler(p.Packet(raw))
                except (IndexError, struct.error):
                    self.counts["malformed"] += 1

    def _stop(self, *_: object) -> None:
        self.running = False

    def _deliver(self) -> None:
        """Write the packets that are due."""
        now = time.monotonic()
        queue = self.queue
        while queue and queue[0][0] <= now:
            due, _, fd, raw = heapq.heappop(queue)
            if fd == _DOWNLINK:
                self._queue_for_client(due, raw)
                continue
            if self.pcap and fd == self.fds["wan"]:
                self.pcap.add(raw)
            try:
                os.write(fd, raw)
            except OSError:
                self.counts["write-failed"] += 1

    def _queue_for_client(self, arrived: float, raw: bytes) -> None:
        """Put a packet into the queue of the client's line, or drop it where that is full."""
        assert self.downlink is not None
        wait = self.downlink.admit(len(raw), arrived)
        if wait == DROPPED:
            self.counts["dropped at the queue"] += 1
            return
        self.serial += 1
        heapq.heappush(self.queue, (arrived + wait, self.serial, self.fds["wan"], raw))

    def _send(self, fd: int, raw: bytes, delay: float) -> None:
        """Schedule a packet for a device, `delay` seconds from now."""
        if self.downlink is not None and fd == self.fds["wan"]:
            fd = _DOWNLINK
        for _ in range(2 if self.duplicates and self.rng.random() < self.duplicates else 1):
            self.serial += 1
            late = self.rng.random() * self.jitter if self.jitter else 0.0
            heapq.heappush(self.queue, (self.now + delay + late, self.serial, fd, raw))

    def _is_lost(self) -> bool:
        """Return whether a packet is lost by chance, or in the gap of the line."""
        self.first = self.first or self.now
        if self.gap[0] <= self.now - self.first < self.gap[1]:
            self.counts["lost in the gap"] += 1
            return True
        if self.loss and self.rng.random() < self.loss:
            self.counts["lost"] += 1
            return True
        return False

    # -- directions -------------------------------------------------------------

    def _from_client(self, packet: p.Packet) -> None:
        """Lead a packet of the client over its line to the censor, through the rules, and on to its destination."""
        if self.pcap:
            self.pcap.add(packet.raw)
        self.counts["up"] += 1
        if (packet.version == 6 and self.drop_v6) or _is_multicast(packet) or self._is_lost():
            return
        waited = self.uplink.admit(len(packet.raw), self.now) if self.uplink is not None else 0.0
        if waited == DROPPED:
            self.counts["dropped at the queue"] += 1
            return
        _, hops = self._find_place(packet.dst)
        expired = next((i for i in range(hops) if packet.ttl - i <= 1), None)
        if expired is not None and expired <= c.CENSOR_HOP:
            self._send_time_exceeded(packet, expired)
            return
        flow = self._find_flow(packet)
        delay = self._delay_by_rules(flow, packet, waited, up=True)
        if delay is None:
            return
        if expired is not None:
            self._send_time_exceeded(packet, expired)
        else:
            self._to_server(packet, flow, delay)

    def _find_flow(self, packet: p.Packet) -> Flow:
        """Return the flow of a packet of the client, which is counted in it. Another SYN begins a new flow."""
        key = (packet.proto, packet.src, packet.sport, packet.dst, packet.dport)
        flow = self.flows.get(key)
        if flow is None or (packet.flags & (p.SYN | p.ACK) == p.SYN and flow.isn != packet.seq):
            flow = self._begin_flow(key, packet)
        flow.up_bytes += packet.payload_size
        if flow.head and packet.payload_size:
            flow.head.feed(packet.seq, packet.payload)
        if packet.payload_size and not flow.label:
            self._label_flow(flow, packet)
        return flow

    def _delay_by_rules(self, flow: Flow, packet: p.Packet, delay: float, *, up: bool) -> float | None:
        """Return a delay in seconds, with what the rules of a flow add to it; None if one of them drops the packet."""
        if flow.blocked:
            return None
        for engine in tuple(flow.engines):
            begins, ends = engine.rule.between
            if not begins <= self.now - self.first < ends:
                continue
            act = engine.up if up else engine.down
            verdict = act(flow, packet, self.now + delay)
            if verdict < 0:
                return None
            delay += verdict
        return delay

    def _to_server(self, packet: p.Packet, flow: Flow, delay: float) -> None:
        """Send a packet of the client on to the provider's own hosts, if it is diverted to them, else to its place."""
        place, hops = self._find_place(packet.dst)
        if packet.dst in self.blackholed and place != "isp" and not flow.divert:
            ports = self.blackholed[packet.dst]
            if not ports or packet.dport in ports:
                return
        if flow.divert or place == "isp":
            self._send(self.fds["svc"], p.with_ttl_lowered(packet, 2), self.access + self.transit["isp"] + delay)
        else:
            transit = self._find_transit(place, packet.dst)
            self._send(self._choose_device(packet.dst), p.with_ttl_lowered(packet, hops), self.access + transit + delay)

    def _to_client(self, packet: p.Packet, delay: float, hops: int) -> None:
        """Lead a packet through the rules of its flow to the client, `hops` routers and a delay away."""
        self.counts["down"] += 1
        if packet.version == 6 and self.drop_v6:
            return
        if self._is_lost():
            return
        flow = self.flows.get((packet.proto, packet.dst, packet.dport, packet.src, packet.sport))
        extra: float | None = 0.0
        if flow is not None:
            flow.down_bytes += packet.payload_size
            if packet.proto == p.TCP and packet.flags & p.SYN:
                flow.down_isn = packet.seq
            extra = self._delay_by_rules(flow, packet, 0.0, up=False)
        if extra is not None and packet.ttl > hops:
            self._send(self.fds["wan"], p.with_ttl_lowered(packet, hops), delay + extra)

    def _from_world(self, packet: p.Packet) -> None:
        """Lead a packet of a server to the client, to the end of its tunnel, or to the provider."""
        if packet.dst in self.client:
            place, hops = self._find_place(packet.src)
            self._to_client(packet, self._find_transit(place, packet.src) + self.access, hops)
        elif packet.dst in self.vpn_client:
            if "abroad" in self.fds:
                self._send(self.fds["abroad"], packet.raw, _ABROAD)
            elif "vpn" in self.fds and not self.vpn_dead:
                self._send(self.fds["vpn"], packet.raw, self.vpn_delay)
        elif packet.dst in self.isp:
            place, _ = self._find_place(packet.src)
            self._send(self.fds["svc"], packet.raw, self._find_transit(place, packet.src))

    def _from_isp(self, packet: p.Packet) -> None:
        """Lead a packet of the provider's services to the client or to a server."""
        if packet.dst in self.client:
            self._to_client(packet, self.transit["isp"] + self.access, 2)
        elif packet.src in self.isp:
            place, _ = self._find_place(packet.dst)
            if place != "isp" and packet.dst not in self.blackholed:
                self._send(self._choose_device(packet.dst), packet.raw, self._find_transit(place, packet.dst))

    def _from_abroad(self, packet: p.Packet) -> None:
        """Lead a packet of the tunnel itself, or one that came out of it and goes on as any other host's."""
        if packet.dst in self.client:
            place, hops = self._find_place(packet.src)
            self._to_client(packet, self._find_transit(place, packet.src) + self.access, hops)
        elif packet.dst in self.isp:
            self._send(self.fds["svc"], packet.raw, self.transit["world"])
        elif packet.src in self.vpn_client and packet.dst not in self.blackholed:
            self._note_unknown(packet)
            self._send(self.fds["world"], packet.raw, _ABROAD)

    def _choose_device(self, address: bytes) -> int:
        """Return the device towards a host outside the provider's network."""
        return self.fds["abroad" if address in self.abroad else "world"]

    def _from_vpn(self, packet: p.Packet) -> None:
        """Lead a packet that came out of the tunnel, with routers of its own, to its server."""
        self.counts["vpn-up"] += 1
        if self.vpn_dead or _is_multicast(packet):
            return
        if packet.dst in self.blackholed or (packet.proto == p.UDP and not self.vpn_udp and packet.dport != 53):
            return
        self._note_unknown(packet)
        hops = self.vpn_hops[packet.version]
        if packet.ttl <= len(hops) and packet.dst != hops[0]:
            router = hops[packet.ttl - 1]
            self._send(self.fds["vpn"], p.icmp_error(router, packet, "ttl", ttl=64), self.vpn_delay)
            return
        self._send(
            self.fds["world"], p.with_ttl_lowered(packet, 0 if packet.dst == hops[0] else len(hops)), self.vpn_delay
        )

    # -- helpers ------------------------------------------------------------------

    def _find_place(self, address: bytes) -> tuple[str, int]:
        """Return where an address stands (`isp`, `ru` or `world`), and how many routers away."""
        groups = self.book.groups(p.address_text(address))
        if "isp" in groups:
            return "isp", 2
        return ("ru", 4) if "ru" in groups else ("world", len(c.HOPS_V4))

    def _load_distances(self) -> dict[bytes, float]:
        """Return the seconds to each address whose distance is noted in answers.toml."""
        answers = load_answers()
        # A line that is far from home (a satellite) is as far from the places that stand there.
        link = self.scenario.link
        away = max(0.0, link.ru_ms - Link.ru_ms)
        noted: dict[bytes, float] = {}
        for host in self.book.hosts:
            for address in host.addresses():
                one_way = answers.one_way_ms(address, host.owner)
                if one_way is not None:
                    further = link.world_ms - Link.world_ms if one_way >= Link.world_ms else away
                    noted[_pack(address)] = max(0.0, one_way + further) / 1000
        return noted

    def _find_transit(self, place: str, address: bytes) -> float:
        """Return the seconds from the censor to an address."""
        return self.noted.get(address, self.transit[place])

    def _send_time_exceeded(self, packet: p.Packet, hop: int) -> None:
        """Tell the client that a packet's hops were used up at a router."""
        router = self.hops[packet.version][hop]
        share = min(1.0, (hop + 1) / (c.CENSOR_HOP + 1))
        beyond = max(0, hop - c.CENSOR_HOP) / max(1, len(c.HOPS_V4) - c.CENSOR_HOP - 1)
        delay = 2 * (self.access * share + self.transit["world"] * beyond)
        self._send(self.fds["wan"], p.icmp_error(router, packet, "ttl", ttl=64 - hop), delay)

    def _begin_flow(self, key: tuple[int, bytes, int, bytes, int], packet: p.Packet) -> Flow:
        """Begin a flow, with the engines that watch it."""
        old = self.flows.get(key)
        if old is not None:
            self.finished.append(old)
        flow = Flow(packet, self.book.groups(p.address_text(packet.dst)), self.now)
        for engine in self.engines:
            if flow.divert:
                break  # a diverted flow is out of reach of the rules after the one that diverted it
            if engine.watches(flow):
                flow.engines.append(engine)
                engine.start(flow, packet)
        self.flows[key] = flow
        self._note_unknown(packet)
        return flow

    def _note_unknown(self, packet: p.Packet) -> None:
        """Count a packet to an address that nobody here has, for the report."""
        text = p.address_text(packet.dst)
        if text not in self.book.by_address and "isp" not in self.book.groups(text):
            port = f" {packet.dport}" if packet.proto in (p.TCP, p.UDP) else ""
            self.unknown[f"{p.name_protocol(packet.proto)} {text}{port}"] += 1

    def _label_flow(self, flow: Flow, packet: p.Packet) -> None:
        """Note what a flow carries, for the report: the server name, the host, or the protocol."""
        try:
            if flow.proto == p.TCP and flow.head:
                complete, name = p.client_hello(flow.head.data)
                if complete:
                    flow.label = f"sni={name or '-'}"
        except ValueError:
            assert flow.head
            try:
                _, host = p.http_host(flow.head.data)
                flow.label = f"host={host}" if host else ""
            except ValueError:
                if flow.head.data[:2] in (b"WA", b"ED"):
                    flow.label = "whatsapp-noise"
                elif "telegram" in flow.groups and p.looks_like_mtproto(flow.head.data):
                    flow.label = "mtproto"

    # -- the Injector interface -----------------------------------------------------

    def to_client(self, raw: bytes) -> None:
        """Send a forged packet, which reaches the client after the censor saw the original and answered."""
        self._send(self.fds["wan"], raw, 2 * self.access)

    def to_server(self, raw: bytes) -> None:
        """Send a forged packet towards the server."""
        packet = p.Packet(raw)
        place, _ = self._find_place(packet.dst)
        self._send(self._choose_device(packet.dst), raw, self.access + self._find_transit(place, packet.dst))

    def hop_address(self, version: int) -> bytes:
        """Return the address of the router next to the censor."""
        return self.hops[version][c.CENSOR_HOP]

    def hit(self, flow: Flow, engine: Engine, what: str) -> None:
        """Record that a rule acted, for the report."""
        flow.hits.append(f"{engine.name} {what}")
        if len(self.events) < _MAX_EVENTS:
            self.events.append(
                {
                    "t": round(self.now - self.began, 3),
                    "rule": engine.name,
                    "action": what,
                    "proto": p.name_protocol(flow.proto),
                    "server": p.address_text(flow.server),
                    "port": flow.sport,
                }
            )

    # -- report ---------------------------------------------------------------------

    def _write_report(self) -> None:
        """Write what the relay and the rules did: flows, events, unknown addresses."""
        if self.pcap:
            self.pcap.close()
        flows: dict[tuple[str, str, int, str], dict[str, Any]] = {}
        for flow in (*self.finished, *self.flows.values()):
            protocol, server = p.name_protocol(flow.proto), p.address_text(flow.server)
            port = flow.sport if protocol != "icmp" else 0
            entry = flows.setdefault(
                (protocol, server, port, flow.label),
                {"proto": protocol, "server": server, "port": port, "label": flow.label}
                | {"names": [n for h in self.book.by_address.get(server, []) for n in h.names[:1]]}
                | {"flows": 0, "up_bytes": 0, "down_bytes": 0, "hits": Counter()},
            )
            entry["flows"] += 1
            entry["up_bytes"] += flow.up_bytes
            entry["down_bytes"] += flow.down_bytes
            entry["hits"].update(flow.hits)
        report = {
            "packets": dict(self.counts),
            "rules": [{"rule": e.name, "hits": e.hits} for e in self.engines],
            "events": self.events,
            "flows": list(flows.values()),
            "unknown_addresses": dict(self.unknown),
        }
        self.config.report.write_text(json.dumps(report, indent=1))


def relay_main(config: RelayConfig) -> None:
    """Entry point of the relay process."""
    Relay(config).run()
