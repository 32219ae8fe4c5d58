"""What crosses an interface while a command runs: bytes and packets as the kernel counts them, and what they were.

The kernel's counters are exact, whatever comes. What the packets were is read afterwards from copies that the kernel
kept meanwhile, so that counting takes no processor time from the command; where there were too many, `missed` says so.
"""

import ctypes
import fcntl
import socket
import struct
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

import dns.exception
import dns.message
import psutil

from lab import packets

_ALL = 3  # ETH_P_ALL
_ETHERNET = 14
_OUTGOING = 4  # PACKET_OUTGOING
_RECEIVE_BUFFER_FORCED = 33  # SO_RCVBUFFORCE
_KEPT = 64 << 20
"""Bytes of packets that the kernel keeps at most; a flood has more."""
_SIOCETHTOOL = 0x8946
_OFFLOADS = (0x1F, 0x24)  # ETHTOOL_STSO, ETHTOOL_SGSO
_STATISTICS = (263, 6)  # SOL_PACKET, PACKET_STATISTICS
_NAMES, _TIME = 53, 123

HEADERS = "headers of packets that carry something"
BARE = "packets that carry nothing (SYN, ACK, FIN)"
AGAIN = "sent again"
HELLO = "TLS: ClientHello"
SERVER_FLIGHT = "TLS: the server's answer to it"
INSIDE = "inside TLS"
PLAIN_HTTP = "HTTP in the clear"
PLAIN_TCP = "other protocols over TCP"
LOOKUPS = "names asked in the clear"
CLOCKS = "time servers"
CALLS = "STUN"
PLAIN_UDP = "other datagrams"
OTHER = "neither TCP nor UDP"


@dataclass(frozen=True)
class Count:
    """Bytes and packets at the interface, link headers included."""

    sent: int = 0
    received: int = 0
    packets_sent: int = 0
    packets_received: int = 0

    def since(self, before: "Count") -> "Count":
        """Return what was added."""
        return Count(
            self.sent - before.sent,
            self.received - before.received,
            self.packets_sent - before.packets_sent,
            self.packets_received - before.packets_received,
        )

    @property
    def total(self) -> int:
        """Bytes in both directions."""
        return self.sent + self.received


@dataclass
class Wire:
    """What crossed the interface."""

    count: Count = Count()
    missed: int = 0
    """Packets of which no copy was kept."""
    kinds_sent: Counter[str] = field(default_factory=Counter)
    """Bytes by what they were."""
    kinds_received: Counter[str] = field(default_factory=Counter)
    servers: Counter[str] = field(default_factory=Counter)
    """Bytes by the name or address of the server, headers included."""
    connections: Counter[str] = field(default_factory=Counter)
    """Connections and UDP conversations with each."""
    requests: list[str] = field(default_factory=list)
    """Host and path of each HTTP request in the clear."""
    names: Counter[str] = field(default_factory=Counter)
    """Questions about each name over plain DNS."""

    def told(self) -> dict[str, Any]:
        """Return it as JSON has it."""
        return {
            **vars(self.count), "missed": self.missed, "requests": self.requests, "names": dict(self.names),
            "kinds_sent": dict(self.kinds_sent), "kinds_received": dict(self.kinds_received),
            "servers": dict(self.servers), "connections": dict(self.connections),
        }  # fmt: skip


def counters(interface: str) -> Count:
    """Return the kernel's counters of an interface of the current namespace."""
    seen = psutil.net_io_counters(pernic=True, nowrap=False)[interface]
    return Count(seen.bytes_sent, seen.bytes_recv, seen.packets_sent, seen.packets_recv)


class Tap:
    """Keeps copies of what crosses an interface of the current namespace, from now until it is read."""

    def __init__(self, interface: str) -> None:
        _send_packets_as_they_leave(interface)
        self._interface = interface
        self._socket = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(_ALL))
        self._socket.setsockopt(socket.SOL_SOCKET, _RECEIVE_BUFFER_FORCED, _KEPT)
        self._socket.bind((interface, _ALL))
        self._socket.setblocking(False)
        self._before = counters(interface)

    def read(self) -> Wire:
        """Say what crossed, and close. In the namespace of the interface."""
        wire = Wire(counters(self._interface).since(self._before))
        reader = Reader(wire)
        with self._socket:
            while True:
                try:
                    frame, address = self._socket.recvfrom(1 << 16)
                except BlockingIOError:
                    break
                reader.take(frame, sent=address[2] == _OUTGOING)
            _, wire.missed = struct.unpack("II", self._socket.getsockopt(*_STATISTICS, 8))
        reader.close()
        return wire


def _send_packets_as_they_leave(interface: str) -> None:
    """Let the system cut what is sent before the interface, as a cable would see it. Loopback carries it whole."""
    if interface == "lo":
        return
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asked:
        for command in _OFFLOADS:
            value = ctypes.create_string_buffer(struct.pack("II", command, 0))
            fcntl.ioctl(asked, _SIOCETHTOOL, struct.pack("16sP", interface.encode(), ctypes.addressof(value)))


class _Flow:
    """One connection, from its packets."""

    def __init__(self, server: str) -> None:
        self.server = server
        self.bytes = 0
        self.kind = ""
        self.turn = HELLO
        self.first = b""
        self.seen: dict[bool, int] = {}

    def is_new(self, packet: packets.Packet, *, sent: bool) -> bool:
        """Return whether a segment carries what was not seen before."""
        end = (packet.seq + packet.payload_size) & 0xFFFFFFFF
        before = self.seen.get(sent)
        new = before is None or 0 < (end - before) & 0xFFFFFFFF < 1 << 31
        if new:
            self.seen[sent] = end
        return new


class Reader:
    """Tells packets apart."""

    def __init__(self, wire: Wire) -> None:
        self._wire = wire
        self._flows: dict[tuple[int, bytes, int, int], _Flow] = {}

    def take(self, frame: bytes, *, sent: bool) -> None:
        """Count one frame of Ethernet."""
        kinds = self._wire.kinds_sent if sent else self._wire.kinds_received
        if frame[12:14] not in (b"\x08\x00", b"\x86\xdd"):
            kinds[OTHER] += len(frame)
            return
        packet = packets.Packet(_without_padding(frame[_ETHERNET:]))
        if packet.proto not in (packets.TCP, packets.UDP):
            kinds[OTHER] += len(frame)
            return
        flow = self._flow(packet, sent=sent)
        flow.bytes += len(frame)
        if packet.payload_size == 0:
            kinds[BARE] += len(frame)
            return
        kinds[HEADERS] += len(frame) - packet.payload_size
        kinds[self._kind(flow, packet, sent=sent)] += packet.payload_size

    def close(self) -> None:
        """Name what was seen of each server."""
        for flow in self._flows.values():
            self._wire.servers[flow.server] += flow.bytes
            self._wire.connections[flow.server] += 1

    def _flow(self, packet: packets.Packet, *, sent: bool) -> _Flow:
        far, port, own = (packet.dst, packet.dport, packet.sport) if sent else (packet.src, packet.sport, packet.dport)
        key = (packet.proto, far, port, own)
        if key not in self._flows:
            self._flows[key] = _Flow(f"{packets.address_text(far)} {port}")
        return self._flows[key]

    def _kind(self, flow: _Flow, packet: packets.Packet, *, sent: bool) -> str:
        """Return what kind of traffic a packet is."""
        payload = packet.payload
        if packet.proto == packets.UDP:
            return self._datagram(packet, payload, sent=sent)
        if not flow.is_new(packet, sent=sent):
            return AGAIN
        if sent and flow.kind in ("", HELLO) and flow.turn == HELLO:
            self._look(flow, payload)
        if flow.kind != HELLO:
            return flow.kind or PLAIN_TCP
        if flow.turn == HELLO and not sent:
            flow.turn = SERVER_FLIGHT
        elif flow.turn == SERVER_FLIGHT and sent:
            flow.turn = INSIDE
        return flow.turn

    def _look(self, flow: _Flow, payload: bytes) -> None:
        """Look what a client says first."""
        flow.first += payload
        try:
            _, name = packets.client_hello(flow.first)
            flow.kind, flow.server = HELLO, name or flow.server
            return
        except ValueError:
            flow.kind = PLAIN_TCP
        try:
            _, host = packets.http_host(flow.first)
        except ValueError:
            return
        flow.kind, flow.server = PLAIN_HTTP, host or flow.server
        self._wire.requests.append(f"{host} {flow.first.split()[1].decode('latin-1')}")

    def _datagram(self, packet: packets.Packet, payload: bytes, *, sent: bool) -> str:
        port = packet.dport if sent else packet.sport
        if port == _NAMES:
            if sent:
                try:
                    asked = dns.message.from_wire(payload).question
                    self._wire.names.update(one.name.to_text(omit_final_dot=True).lower() for one in asked)
                except dns.exception.DNSException:
                    pass
            return LOOKUPS
        if port == _TIME:
            return CLOCKS
        return CALLS if packets.is_stun(payload) else PLAIN_UDP


def _without_padding(raw: bytes) -> bytes:
    """Return an IP packet without what Ethernet fills up short frames with."""
    size = int.from_bytes(raw[2:4], "big") if raw[0] >> 4 == 4 else 40 + int.from_bytes(raw[4:6], "big")
    return raw[: size or len(raw)]
