"""Networks of the field report of 29 November 2026 that no other file holds: odd, and nobody's block."""

from __future__ import annotations

from lab.scenario import F, Fault, IpBlock, Match, Messenger, Net, PayloadBlock, SizeBlock, SniBlock
from lab.scenarios_base import UNTOUCHED, WA_NAMES, unproved, unproved_censored

unproved(
    "signal-one-address-dead",
    "One of the two addresses of Signal's message servers is dead",
    "Half of the addresses of grpc.chat.signal.org answer nobody; the app goes on to the other one.",
    faults=(Fault(("grpc.chat.signal.org",), "blackhole", portion=0.5),),
    messengers={"signal": UNTOUCHED},
    tags=("signal", "honest", "trap"),
)
unproved_censored(
    "whatsapp-cut-over-ipv4-alone",
    "WhatsApp's names are reset over IPv4, and IPv6 is forgotten",
    "A ClientHello with a name of WhatsApp is reset over IPv4 alone. This line has IPv6, which apps take first: "
    "everything works.",
    rules=(SniBlock(Match(ip_version=4), names=WA_NAMES, action="rst"),),
    messengers={"whatsapp": Messenger()},
    tags=("tls", "whatsapp", "trap"),
)
unproved(
    "quic-dropped",
    "QUIC is dropped, whoever is asked",
    "The first packets of QUIC get no answer, as in offices that read TLS. Everything falls back to TCP.",
    rules=(PayloadBlock(Match(proto="udp", ports=(443,)), kind="quic", action="drop"),),
    messengers={"*": UNTOUCHED},
    tags=("honest", "trap"),
)
_HOLE = F("flaky", "mtu_blackhole")
unproved(
    "pppoe-1492-hole",
    "Packets of more than 1,492 bytes get lost, and nobody is told",
    "A line over PPPoE whose router neither shortens segments nor says that packets are too big. Small ones pass.",
    rules=(SizeBlock(Match(), max_bytes=1492),),
    net=Net(status="path_broken", cause="mtu_blackhole"),
    messengers={"*": Messenger.all("flaky", "mtu_blackhole", by="isp-fault")},
    tags=("honest", "trap"),
)
# Home routers with a guard against floods: so many datagrams from one computer, and then none for a while.
unproved(
    "udp-flood-guard",
    "The router's guard against floods takes a check for one",
    "After the first twelve conversations over UDP, lookups aside, the router lets no new one out. TCP passes. "
    "Calls that begin later work.",
    rules=(IpBlock(Match(proto="udp", not_groups=("isp",)), action="drop", skip_first=12),),
    messengers={"*": UNTOUCHED},
    tags=("honest", "trap"),
)
