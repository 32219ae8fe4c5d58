"""The innocent truths that look like a block, each made by one recipe for more than one messenger (`rivals.py`)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from lab.scenario import (
    CutOff,
    DnsLie,
    F,
    Fault,
    IpBlock,
    Loss,
    Match,
    Messenger,
    Net,
    Scenario,
    SizeBlock,
    Throttle,
)
from lab.scenarios_base import OK, SG_NAMES, SIGNAL_HOSTS, WA_NAMES, add, blocked, outage, unproved

_ANYTHING = {"*": "*"}


@dataclass(frozen=True)
class Who:
    """A messenger, and where it lives."""

    id: str
    title: str
    #: The hosts that are its own, and the names by which they are looked up.
    hosts: tuple[str, ...]
    names: tuple[str, ...]
    group: str


_WHATSAPP = Who("whatsapp", "WhatsApp", ("*.whatsapp.net", "*.whatsapp.com"), WA_NAMES, "m:whatsapp")
_SIGNAL = Who("signal", "Signal", SIGNAL_HOSTS, SG_NAMES, "m:signal")
_TELEGRAM = Who("telegram", "Telegram", ("*.telegram.org",), (), "telegram")

Recipe = Callable[[Who, str], Scenario]
"""Makes the network, by its name, in which one rival is the truth for a messenger."""


def _fault(mode: str, title: str, description: str, truth: Messenger, *, ports: tuple[int, ...] = ()) -> Recipe:
    def cook(who: Who, name: str) -> Scenario:
        return Scenario(
            name,
            title.format(who.title),
            description.format(who.title),
            faults=(Fault(who.hosts, mode, ports),),
            messengers={who.id: truth},
            expect=_ANYTHING,
            tags=("rivals", "outage", who.id, "trap"),
        )

    return cook


def _names_unanswered(answer: str) -> Recipe:
    def cook(who: Who, name: str) -> Scenario:
        truth = outage("provider_name_servers")
        if who is _SIGNAL:  # its apps carry addresses of the servers for messages and calls
            truth = replace(truth, chat=OK, calls=OK)
        return Scenario(
            name,
            f"The name servers of {who.title} itself are dead",
            f"Every resolver in the world fails to find out about {who.title}'s names ({answer}), as in October 2021. "
            "Its addresses answer. Nobody filters.",
            dns_lies=(DnsLie(who.names, answer, ("*",)),),
            messengers={who.id: truth},
            expect=_ANYTHING,
            tags=("rivals", "dns", "outage", who.id, "trap"),
        )

    return cook


def _address_dropped(who: Who, name: str) -> Scenario:
    return Scenario(
        name,
        f"All packets to {who.title}'s servers dropped",
        "Silent drop, over both IP versions.",
        rules=(IpBlock(Match(groups=(who.group,)), action="drop"),),
        net=Net(censorship=True),
        messengers={who.id: blocked("ip_drop")},
        expect=_ANYTHING,
        tags=("rivals", "ip", who.id),
    )


def _whole_service_down(who: Who, name: str) -> Scenario:
    title, text = "{} is down: its servers do not answer", "No packet to {}'s servers is answered, wherever from."
    told = _fault("blackhole", title, text, outage("provider_blackhole"))(who, name)
    return replace(told, twins=(f"rival-address-blocked-{who.id}",) if who is _SIGNAL else ("meta-ip-drop",))


def _loses(who: Who, name: str) -> Scenario:
    slow = Messenger.all("slow", "packet_loss", by="isp-fault")
    return Scenario(
        name,
        f"Packets to and from {who.title}'s servers get lost, four in ten on each way",
        "Its way loses packets; the rest of the line is good.",
        rules=(Loss(Match(groups=(who.group,)), up=0.4, down=0.4),),
        messengers={who.id: replace(slow, calls=F("flaky", "packet_loss"))},
        expect=_ANYTHING,
        tags=("rivals", "loss", who.id, "trap"),
    )


def _big_packets(who: Who, name: str) -> Scenario:
    lost = F("blocked", "mtu_blackhole")
    truth = Messenger(media=F("flaky", "mtu_blackhole"), web=lost, by="isp-fault")
    return Scenario(
        name,
        f"The way to {who.title} alone loses large packets",
        "Packets of more than 1000 bytes to and from its servers vanish; no other way does that.",
        rules=(SizeBlock(Match(groups=(who.group,)), max_bytes=1000),),
        messengers={who.id: truth},
        expect=_ANYTHING,
        tags=("rivals", "honest", who.id, "trap"),
    )


def _later(who: Who, name: str) -> Scenario:
    slow = F("slow", "throttling_late")
    truth = Messenger(media=slow, web=slow)
    return Scenario(
        name,
        f"Connections to {who.title} crawl after 64 KB",
        "The first 64 KB of each connection pass as they should; what follows comes at 16 kbit/s.",
        rules=(Throttle(Match(groups=(who.group,), proto="tcp"), rate_kbit=16, after_bytes=64 * 1024),),
        net=Net(censorship=True),
        messengers={who.id: truth},
        expect=_ANYTHING,
        tags=("rivals", "throttle", who.id, "trap"),
    )


def _dies(who: Who, name: str) -> Scenario:
    dies = F("flaky", "cut_late")
    truth = Messenger(chat=dies, media=dies, web=dies)
    return Scenario(
        name,
        f"Connections to {who.title} die after four seconds",
        "Each connection to its servers freezes four seconds after it began: the greeting is answered.",
        rules=(CutOff(Match(groups=(who.group,), proto="tcp"), after_seconds=4),),
        net=Net(censorship=True),
        messengers={who.id: truth},
        options=("--keep-open",),
        expect=_ANYTHING,
        tags=("rivals", "cutoff", who.id, "trap"),
    )


_UNBLAMED = ("ok", "blocked", "no_internet")
_ROWS: tuple[tuple[str, Recipe, tuple[Who, ...]], ...] = (
    ("address-blocked", _address_dropped, (_SIGNAL,)),
    ("whole-service-down", _whole_service_down, (_WHATSAPP, _SIGNAL)),
    (
        "refuses-itself",
        _fault(
            "refuse",
            "{} is down: its servers refuse every connection",
            "RST to every SYN, from the servers' own distance.",
            outage("provider_refuses"),
        ),
        (_WHATSAPP, _SIGNAL),
    ),
    ("name-servers-dead", _names_unanswered("SERVFAIL"), (_WHATSAPP, _SIGNAL)),
    ("name-servers-silent", _names_unanswered("TIMEOUT"), (_SIGNAL,)),
    (
        "refuses-its-own-name",
        _fault(
            "name-alert",
            "{}'s servers no longer know their names",
            "Its own servers answer their own names with a TLS alert, and other names with a certificate.",
            replace(outage("provider_refuses_name"), chat=OK, calls=OK),
        ),
        (_WHATSAPP,),
    ),
    (
        "certificate-expired",
        _fault(
            "tls-expired",
            "{} let its certificates expire",
            "Its servers show genuine certificates that ended two days ago.",
            replace(outage("provider_expired"), chat=OK, calls=OK),
        ),
        (_WHATSAPP,),
    ),
    ("loses-on-its-way", _loses, (_SIGNAL,)),
    ("big-packets-lost", _big_packets, (_TELEGRAM,)),
    ("too-short-to-tell", _later, (_TELEGRAM,)),
    ("dies-later", _dies, (_WHATSAPP, _SIGNAL)),
)
for _rival, _recipe, _whose in _ROWS:
    for _who in _whose:
        add(_recipe(_who, f"rival-{_rival}-{_who.id}"))

# A cut cable, or a quarrel between providers (Cogent and Hurricane Electric, since 2009): nobody chose who passes.
# From inside it is what a list of sites at home is, so that may be said, as long as nobody calls it sure.
_GONE = Messenger.all("blocked", "abroad_lost", by="isp-fault")
unproved(
    "rival-provider-lost-abroad",
    "The provider has lost its way abroad",
    "Every site of this country opens, whichever it is, and nothing abroad answers. Names are answered.",
    rules=(IpBlock(Match(groups=("foreign",)), action="drop"),),
    net=Net(status="list_only", cause="abroad_lost", doh="blocked", public_dns="blocked", udp="blocked"),
    messengers={"*foreign": _GONE},
    tags=("rivals", "offline", "trap"),
)
