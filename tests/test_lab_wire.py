"""What the lab counts at an interface, and how a busy computer is held against a calm one."""

import socket
import struct
from collections import Counter

import dns.message

from lab import packets
from lab.busy import list_statuses, list_strays, make_table
from lab.traffic import Row, make_kinds_table
from lab.traffic import make_table as traffic_table
from lab.wire import AGAIN, BARE, HEADERS, HELLO, INSIDE, LOOKUPS, PLAIN_HTTP, SERVER_FLIGHT, Count, Reader, Wire

OWN, FAR = socket.inet_aton("192.168.1.23"), socket.inet_aton("198.51.100.7")
ETHERNET = bytes(12) + b"\x08\x00"
HEAD = 14 + 20 + 20


def hello(name: bytes) -> bytes:
    """A ClientHello with a server name and nothing else."""
    entry = b"\0" + struct.pack("!H", len(name)) + name
    extension = struct.pack("!HHH", 0, len(entry) + 2, len(entry)) + entry
    body = b"\3\3" + bytes(32) + b"\0" + b"\0\2\x13\x01" + b"\1\0" + struct.pack("!H", len(extension)) + extension
    message = b"\1" + len(body).to_bytes(3, "big") + body
    return b"\x16\3\1" + struct.pack("!H", len(message)) + message


class Line:
    """One connection, as its frames are seen."""

    def __init__(self, port: int) -> None:
        self.wire = Wire()
        self.reader = Reader(self.wire)
        self.port, self.sent, self.received = port, 100, 500

    def out(self, payload: bytes, *, again: bool = False) -> None:
        at = self.sent - len(payload) if again else self.sent
        frame = packets.tcp(OWN, 40_000, FAR, self.port, at, 0, packets.ACK, payload)
        self.reader.take(ETHERNET + frame, sent=True)
        self.sent = at + len(payload)

    def comes(self, payload: bytes) -> None:
        frame = packets.tcp(FAR, self.port, OWN, 40_000, self.received, 0, packets.ACK, payload)
        self.reader.take(ETHERNET + frame, sent=False)
        self.received += len(payload)


def test_a_tls_connection_is_told_apart_by_its_turns() -> None:
    line = Line(443)
    line.out(b"")
    line.out(hello(b"chat.example.org"))
    line.comes(bytes(2_000))
    line.out(bytes(80))
    line.comes(bytes(300))
    line.out(bytes(80), again=True)
    line.reader.close()
    sent, received = line.wire.kinds_sent, line.wire.kinds_received
    assert (sent[BARE], sent[HEADERS], sent[HELLO]) == (HEAD, 3 * HEAD, len(hello(b"chat.example.org")))
    assert (sent[INSIDE], sent[AGAIN]) == (80, 80)
    assert (received[SERVER_FLIGHT], received[INSIDE]) == (2_000, 300)
    assert line.wire.connections == {"chat.example.org": 1}


def test_a_request_in_the_clear_and_a_name_are_counted() -> None:
    line = Line(80)
    line.out(b"GET /check HTTP/1.1\r\nHost: portal.example\r\n\r\n")
    question = dns.message.make_query("chat.example.org", "A").to_wire()
    line.reader.take(ETHERNET + packets.udp(OWN, 40_001, FAR, 53, question), sent=True)
    assert line.wire.requests == ["portal.example /check"]
    assert line.wire.names == {"chat.example.org": 1}
    assert line.wire.kinds_sent[PLAIN_HTTP] > 0
    assert line.wire.kinds_sent[LOOKUPS] == len(question)


def test_a_row_says_what_crossed_and_what_the_program_says() -> None:
    wire = Wire(Count(2_000, 10_000, 20, 30), requests=["portal.example /"], names=Counter({"a.example": 2}))
    wire.kinds_sent[HELLO] = 1_500
    row = Row("clean", wire, 9_000, 1.25, 76_000, 0.5, 1)
    assert "| clean | 1.2 | 10 | 2 | 12 | 30 | 20 | 9 | 1 | 1 | 1 (2) | 76 | 0.50 |" in traffic_table([row])
    assert "| TLS: ClientHello | 1.5 | 0.0 |" in make_kinds_table([row])
    assert "in the clear: portal.example /" in make_kinds_table([row])


def answer(messages: str, calls: str, whole: str = "partly", confidence: str = "likely") -> dict[str, object]:
    told = [{"function": "messages", "status": messages}, {"function": "calls", "status": calls}]
    one = {"id": "signal", "status": whole, "confidence": confidence, "functions": told}
    return {"network": {"status": "online"}, "messengers": [one]}


def test_a_busy_computer_may_not_know_and_may_not_say_anything_else() -> None:
    calm = list_statuses(answer("slow", "blocked"))
    assert not list_strays(calm, list_statuses(answer("slow", "blocked")))
    assert not list_strays(calm, list_statuses(answer("unknown", "blocked", "unknown")))
    assert not list_strays(calm, list_statuses(answer("slow", "unknown", "works", "unsure")))
    rosier = list_statuses(answer("works", "not_tested", "works"))
    assert list_strays(calm, rosier) == [
        "rosier: signal partly -> works",
        "rosier: signal messages slow -> works",
        "left: signal calls blocked -> not_tested",
    ]
    assert list_strays(calm, list_statuses(answer("blocked", "blocked"))) == ["worse: signal messages slow -> blocked"]
    told = make_table([("net", [rosier, calm], calm)])
    assert told.startswith("net: 2 checks, 1 alike, 3 words that may not be")
