"""The censor's engines, packet by packet: what they forge, and which connections they act on."""

import ssl
from contextlib import suppress
from ipaddress import ip_address

from lab import packets as p
from lab.catalog import CLIENT_V4, AddressBook
from lab.rules import DROP, Engine, Flow, build_engines
from lab.scenario import Detour, Match, Rule, SniBlock

CLIENT, SERVER = (ip_address(text).packed for text in (CLIENT_V4, "76.223.66.180"))


class Forged:
    """Keeps what an engine forges, as flags of TCP."""

    def __init__(self) -> None:
        self.for_client: list[int] = []
        self.for_server: list[int] = []

    def to_client(self, raw: bytes) -> None:
        self.for_client.append(p.Packet(raw).flags)

    def to_server(self, raw: bytes) -> None:
        self.for_server.append(p.Packet(raw).flags)

    def hop_address(self, version: int) -> bytes:
        return SERVER

    def hit(self, flow: Flow, engine: Engine, what: str) -> None:
        flow.hits.append(what)


def engine_of(rule: Rule) -> tuple[Engine, Forged]:
    forged = Forged()
    return build_engines((rule,), AddressBook(), 1, forged)[0], forged


def client_hello(name: str) -> bytes:
    out = ssl.MemoryBIO()
    with suppress(ssl.SSLWantReadError):
        ssl.create_default_context().wrap_bio(ssl.MemoryBIO(), out, server_hostname=name).do_handshake()
    return out.read()


def said(engine: Engine, name: str, port: int = 40000) -> tuple[float, Flow]:
    """Open a connection, and say a name."""
    flow = Flow(p.Packet(p.tcp(CLIENT, port, SERVER, 443, 99, 0, p.SYN)), frozenset(), 0.0)
    flow.engines = [engine]
    hello = p.Packet(p.tcp(CLIENT, port, SERVER, 443, 100, 500, p.PSH | p.ACK, client_hello(name)))
    assert flow.head is not None
    flow.head.feed(hello.seq, hello.payload)
    return engine.up(flow, hello, 0.0), flow


def test_a_reset_of_the_server_alone_lets_the_hello_pass() -> None:
    engine, forged = engine_of(SniBlock(names=("*.signal.org",), action="rst-server"))
    verdict, flow = said(engine, "chat.signal.org")
    assert (verdict, flow.blocked, forged.for_client) == (0.0, False, [])
    assert forged.for_server == [p.RST | p.ACK]
    assert flow.engines == [], "what follows is not looked at again"


def test_the_first_connection_with_each_name_is_stopped_and_no_later_one() -> None:
    engine, _ = engine_of(SniBlock(names=("*",), action="drop", first_of_each=1))
    names = ("chat.signal.org", "web.telegram.org", "chat.signal.org", "chat.signal.org", "web.telegram.org")
    stopped = [said(engine, name, 40000 + at)[0] == DROP for at, name in enumerate(names)]
    assert stopped == [True, True, False, False, False]


def test_a_detour_delays_both_ways_of_those_it_matches() -> None:
    engine, _ = engine_of(Detour(Match(proto="tcp"), ms=250))
    packet = p.Packet(p.tcp(CLIENT, 40000, SERVER, 443, 99, 0, p.SYN))
    flow = Flow(packet, frozenset(), 0.0)
    assert engine.watches(flow)
    assert [way(flow, packet, 0.0) for way in (engine.up, engine.down)] == [0.25, 0.25]
