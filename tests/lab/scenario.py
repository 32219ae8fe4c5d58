"""Vocabulary of scenarios: links, censor rules, world faults, ground truth.

A scenario is plain data.  :func:`compose` joins several into one, so that
``whatsapp-dns-nxdomain+telegram-throttle`` is itself a scenario whose rules
are both and whose truth is the worse of both, function by function.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from functools import reduce
from typing import Any

from lab.answers import Answer
from lab.catalog import MESSENGERS, OWN_SERVERS, RU_MESSENGERS

# -- Link and access network ----------------------------------------------------------


@dataclass(frozen=True)
class Link:
    """Delays are one way, in milliseconds: client->censor, then censor->server by place."""

    access_ms: float = 4.0
    isp_ms: float = 1.0
    ru_ms: float = 4.0
    world_ms: float = 16.0
    #: Loss of a round trip: each direction drops half of this share of packets.
    loss: float = 0.0
    #: ``up``; ``down`` (no carrier, no address); ``no-route`` (address, no default route).
    state: str = "up"
    #: ``ok``; ``none`` (no IPv6 at all); ``broken`` (address and route, packets vanish).
    ipv6: str = "ok"
    #: ``ok``; ``none`` (no IPv4 at all: the resolver gives IPv4 servers addresses in 64:ff9b::/96, which lead there).
    ipv4: str = "ok"
    #: Seconds after the first packet between which nothing passes: the line fails and comes back.
    gap: tuple[float, float] = (0.0, 0.0)
    #: Up to so many milliseconds more for each packet, in no order: packets overtake one another.
    jitter_ms: float = 0.0
    #: This share of the packets arrives twice.
    duplicates: float = 0.0
    #: What all connections together get, each way, in kbit/s; 0: as much as they like.
    kbit: float = 0.0
    #: What waits at that place when it is busy; the rest is dropped. Where it is ``policed`` nothing waits, and this
    #: is the burst that passes at once (``bottleneck.py``).
    queue_bytes: int = 65536
    policed: bool = False
    #: ``flat``: every foreign host is ``world_ms`` away.  ``noted``: as ``answers.toml`` says, so that anycast hosts
    #: are near (2 x (access + 1 to 4 ms)) and Singapore is far; what it does not name stays where it was.
    distances: str = "flat"


@dataclass(frozen=True)
class Vpn:
    """A tunnel ``tun0`` in the client that carries the default route around the censor."""

    one_way_ms: float = 30.0
    #: ``up``: works.  ``dead``: the interface and routes exist, nothing passes.
    state: str = "up"
    #: Only these ranges go through it, and everything else goes the usual way; empty: everything.
    only: tuple[str, ...] = ()
    #: Where a real tunnel ends (see ``tunnel.py``): its packets cross the line, and the censor meets them. Empty: none,
    #: and what is in the tunnel goes round the censor.
    server: str = ""
    #: What the tunnel looks like, in the order in which it is tried: ``wireguard``, ``tls``, ``blurred``.
    dresses: tuple[str, ...] = ()
    #: Whether it carries datagrams.  Tunnels over TCP often carry those with lookups only.
    udp: bool = True
    #: ``through``: names are asked at its far end.  ``beside``: the system goes on asking the router of the home, to
    #: which a way on the cable leads, shorter than the tunnel's (as where the settings of DHCP stay in place).
    names: str = "through"
    #: ``through`` or ``beside``: many carry IPv4 only and leave the default route of IPv6 as it was.
    ipv6: str = "through"


# -- Censor rules ---------------------------------------------------------------------


@dataclass(frozen=True)
class Match:
    """Which flows a rule looks at.  Empty fields match everything."""

    #: Destination groups (see ``catalog.AddressBook.groups``), any of them.
    groups: tuple[str, ...] = ()
    #: Destination groups that exempt a flow.
    not_groups: tuple[str, ...] = ()
    #: Destination = an address of a host with one of these names, or one of these addresses.
    hosts: tuple[str, ...] = ()
    #: The opposite: never these hosts.
    not_hosts: tuple[str, ...] = ()
    proto: str | None = None  # tcp, udp, icmp
    ports: tuple[int, ...] = ()
    not_ports: tuple[int, ...] = ()
    ip_version: int | None = None
    #: Addresses of the client: who has another one is behind another line, where the rule does not hold.
    clients: tuple[str, ...] = ()


@dataclass(frozen=True)
class Rule:
    """Base of all censor rules."""

    match: Match = Match()
    #: Apply to this share of the matching flows only (seeded, balanced in blocks of 4).
    share: float = 1.0
    #: Let this many matching flows pass before acting at all.
    skip_first: int = 0
    #: Act between these seconds after the first packet of the client, and let everything pass before and after.
    between: tuple[float, float] = (0.0, math.inf)


@dataclass(frozen=True)
class IpBlock(Rule):
    """Act on the first packet of a flow: ``drop``, ``rst`` (TCP), ``icmp`` (admin prohibited) or ``port``.

    ``port`` says in the name of the host that nobody listens there.
    """

    action: str = "drop"


@dataclass(frozen=True)
class SniBlock(Rule):
    """Act on a TLS ClientHello whose server name matches: ``drop``, ``rst``, ``rst-server`` or ``alert``.

    ``rst`` resets both sides; ``drop`` silences the flow in both directions
    from the ClientHello on; ``alert`` answers the client with a forged TLS alert
    (handshake_failure) and an end of the connection, and resets the server; ``rst-server``
    resets the server alone and lets the ClientHello pass, so that the server's own system answers it with an RST.
    The same names in QUIC are silenced in any case.
    """

    names: tuple[str, ...] = ()
    #: Names that pass although they match.
    not_names: tuple[str, ...] = ()
    action: str = "drop"
    #: Act only on a ClientHello whose JA4 fingerprint is like one of these (``t13d15*``); empty for all.
    ja4: tuple[str, ...] = ()
    #: Act only when the server has answered (TCP).
    on_answer: bool = False
    #: Seconds for which every later connection to that address and port suffers the same, whatever it says.
    residual: float = 0.0
    #: Act on the first so many connections with each name, and on none after; 0: on all.
    first_of_each: int = 0


@dataclass(frozen=True)
class Page:
    """An HTTP answer that somebody gives in the place of a site."""

    status: int
    text: str = ""
    content_type: str = "text/html"
    location: str = ""


@dataclass(frozen=True)
class HttpBlock(Rule):
    """Act on a plain HTTP request whose Host matches: ``redirect``, ``page``, ``rst`` or ``drop``."""

    names: tuple[str, ...] = ()
    action: str = "redirect"
    #: For ``page``: what is answered; none: the provider's block page.
    page: Page | None = None


@dataclass(frozen=True)
class PayloadBlock(Rule):
    """Act on the first client payload of a kind: ``drop`` or ``rst``.

    kinds: ``mtproto`` (any Telegram transport), ``mtproto-tcp`` (all but HTTP), ``wa-noise`` (``wa-noise-5``: as phones
    begin it, ``wa-noise-6``: as the Mac does), ``stun`` (STUN/TURN on any port), ``tls``, ``quic``,
    ``wireguard`` (its first message), ``any``.
    """

    kind: str = "any"
    action: str = "drop"


@dataclass(frozen=True)
class DnsInject(Rule):
    """Forge answers to plain DNS queries to *any* server.

    ``answer``: an rcode name (``NXDOMAIN``...) or an IPv4 address (AAAA gets
    an empty answer).  ``swallow``: the query does not reach the real server
    (otherwise the real answer arrives later: a race the client can see).
    ``tcp``: ``rst``, ``drop`` or ``pass`` for matching queries over TCP.
    """

    names: tuple[str, ...] = ()
    answer: str = "NXDOMAIN"
    swallow: bool = False
    tcp: str = "rst"


@dataclass(frozen=True)
class Divert(Rule):
    """Deliver flows to a service of the provider instead of their destination.

    ``to``: ``resolver`` (port 53), ``portal`` (80, 443, 5222), ``mitm`` (443),
    ``blockpage`` (port 80), ``tarpit`` (80, 443, 5222: accepts, takes all, says nothing),
    ``splice`` (the same ports: accepts at once, then connects where it should and passes all on).
    """

    to: str = "resolver"
    #: For ``portal``: what is answered to every request; none: a redirect to the sign-in page.
    page: Page | None = None
    #: For ``mitm``: names to intercept; other connections are passed through.
    names: tuple[str, ...] = ()
    #: For ``mitm``: an authority of ``pki.py``; the root of ``state`` is then in the client's OS bundle, others' are
    #: where ``Scenario.roots_installed`` has them.
    ca: str = "rogue"
    #: For ``mitm``: the real mitmproxy intercepts, where it is installed; the lab's own interceptor elsewhere.
    really: bool = False
    #: For ``mitm``: authorities whose roots are sent along after the chain, though they signed nothing in it.
    along: tuple[str, ...] = ()
    #: For ``splice``: groups of addresses from which nothing comes back, though connections to them stand.
    silent: tuple[str, ...] = ()


@dataclass(frozen=True)
class Throttle(Rule):
    """Shape payload to ``rate_kbit`` per flow and direction, with a drop-tail queue."""

    rate_kbit: float = 128.0
    queue_ms: float = 1500.0
    #: ``both``, ``up`` or ``down``.
    direction: str = "both"
    #: So many bytes of each direction pass untouched first.
    after_bytes: int = 0


@dataclass(frozen=True)
class Detour(Rule):
    """A longer way: every packet arrives so many milliseconds later, on each way."""

    ms: float = 100.0


@dataclass(frozen=True)
class SizeBlock(Rule):
    """Drop packets larger than ``max_bytes`` in both directions (a path MTU black hole, not censorship)."""

    max_bytes: int = 1280


@dataclass(frozen=True)
class Loss(Rule):
    """Drop packets by chance, each for itself: this share of those to the server, and of those to the client.

    ``only_data``: packets without payload (SYN, bare ACK, FIN) always pass.
    """

    up: float = 0.0
    down: float = 0.0
    only_data: bool = False


@dataclass(frozen=True)
class CutOff(Rule):
    """Freeze a TCP flow once more than ``after_bytes`` of payload went in one direction.

    With ``after_packets`` it counts packets instead, those of both directions, with and without payload: "what is
    actually restricted is not the total amount of data transmitted, but the number of packets transmitted in both
    directions. This is typically limited to 25 packets" (hyperion-cs/dpi-checkers, ru/dpi-ch/docs/README.md at
    0e60a33, August 2026: recorded. That bare ACKs count is assumed).
    """

    after_bytes: int = 16 * 1024
    after_packets: int = 0
    #: Freeze it so many seconds after it began instead; 0: whatever its age.
    after_seconds: float = 0.0
    #: Freeze it once nothing has passed for so long instead, as a router that forgets a quiet connection does.
    quiet_seconds: float = 0.0
    #: ``both``, ``up`` or ``down``: whose bytes are counted.
    direction: str = "both"


# -- Resolver lies and world faults ---------------------------------------------------


@dataclass(frozen=True)
class DnsLie:
    """What some resolvers answer instead of the truth.

    ``answer``: ``NXDOMAIN``, ``SERVFAIL``, ``REFUSED``, ``NODATA``,
    ``TIMEOUT``, ``TRUTH`` (with ``delay``) or addresses separated by commas.
    ``resolvers``: ids from ``catalog.RESOLVERS`` or ``*``.
    """

    names: tuple[str, ...]
    answer: str
    resolvers: tuple[str, ...] = ("isp",)
    #: Only questions of this type, ``A`` or ``AAAA``; empty: all.
    qtype: str = ""
    #: Seconds before an answer over UDP.
    delay: float = 0.0
    #: Lie only about names that do not exist (the "search page" of some providers).
    only_nonexistent: bool = False


@dataclass(frozen=True)
class Fault:
    """Something wrong at the service itself.

    ``mode``: ``refuse`` (no listener: TCP RST from the server), ``blackhole``
    (server does not answer at all), ``http-503``, ``silent`` (accepts, says
    nothing), ``late`` (accepts, and begins to answer after five seconds),
    ``ends-soon`` (ends each connection after three seconds, as some do where nobody signs in),
    ``tls-expired``, ``misrouted`` (genuine certificates, of somebody else),
    ``chain-missing`` (genuine certificates, sent without their issuer's),
    ``retired-root`` and ``state-root`` (genuine, of a root that Mozilla no longer lists, or of the ministry's),
    ``admits`` (a status page that reports an outage),
    ``name-alert``, ``name-close`` and ``name-silent`` (TLS with one of its own names is answered by an alert, by the
    end of the connection, or not at all; other names get their certificate as always),
    ``http-403`` (it answers, and refuses), ``challenge-403`` (a riddle for browsers instead of an answer),
    ``root-503`` and ``head-501`` (healthy all the same: only ``/``, or only the method HEAD, draws an error),
    ``impostor`` (somebody else answers in the protocol, without the service's key).
    ``portion``: first share of the host's addresses that is affected.
    """

    hosts: tuple[str, ...]
    mode: str
    ports: tuple[int, ...] = ()
    portion: float = 1.0


# -- Ground truth ---------------------------------------------------------------------

FUNCTIONS = ("chat", "media", "calls", "web")
#: States of one function, from best to worst (used when scenarios are joined).
STATES = ("ok", "flaky", "slow", "partial", "intercepted", "outage", "blocked")


@dataclass(frozen=True)
class F:
    """State and cause of one function of a messenger."""

    state: str = "ok"
    cause: str = "none"


@dataclass(frozen=True)
class Messenger:
    """Truth about one messenger as far as one scenario changes it."""

    chat: F = F()
    media: F = F()
    calls: F = F()
    web: F = F()
    #: ``censor``, ``provider`` (the service itself), ``isp-fault``, ``local``, ``none``
    by: str = "censor"


@dataclass(frozen=True)
class Net:
    """Truth about the network itself."""

    #: ``online``, ``offline``, ``captive_portal``, ``whitelist_mode``, ``dns_broken``, ``clock_wrong``,
    #: ``path_broken``, ``closed`` (a gateway answers in the place of everything), ``list_only`` (only some names or
    #: apps pass), ``half_portal`` (a portal that one IP version leads around).
    status: str = "online"
    cause: str = "none"
    #: ``ok``, ``dead``, ``tampered``
    isp_dns: str = "ok"
    #: plain DNS to public resolvers: ``ok``, ``blocked``, ``tampered``
    public_dns: str = "ok"
    #: ``ok``, ``blocked``, ``partly_blocked``
    doh: str = "ok"
    ipv4: str = "ok"
    ipv6: str = "ok"
    #: ``ok``, ``stun_filtered`` (only what looks like a call) or ``blocked``
    udp: str = "ok"
    #: ``good`` or ``slow``
    quality: str = "good"
    vpn: bool = False
    #: A proxy is set on the client.
    proxy: bool = False
    #: A program or a tunnel on the client changes the way to some hosts.
    helper: bool = False
    #: TLS interception seen: ``none``, ``untrusted``, ``trusted_by_os``
    tls_interception: str = "none"
    #: True if a third party interferes on purpose with anything.
    censorship: bool = False


@dataclass(frozen=True)
class Scenario:
    """A complete description of one simulated network."""

    name: str
    title: str
    description: str = ""
    link: Link = Link()
    vpn: Vpn | None = None
    rules: tuple[Rule, ...] = ()
    dns_lies: tuple[DnsLie, ...] = ()
    faults: tuple[Fault, ...] = ()
    #: Lines of the client's hosts file: address and names.
    hosts_file: tuple[str, ...] = ()
    #: Nameservers in the client's resolv.conf before the provider's.
    first_nameservers: tuple[str, ...] = ()
    #: Lines of the client's resolv.conf instead of the provider's resolver: its addresses.
    nameservers: tuple[str, ...] = ()
    #: Variables of the command's environment: a proxy that is set.
    client_env: tuple[tuple[str, str], ...] = ()
    #: Commands of a shell that set up the client as root: a firewall of its own (`nft`), routes (`ip`), addresses.
    client_setup: tuple[str, ...] = ()
    #: Programs that run on the client beside the command, as root: each a line of a shell.
    client_programs: tuple[str, ...] = ()
    #: The person's own servers, by messenger, in the place of those of ``catalog.OWN_SERVERS``.
    servers: Mapping[str, str] = field(default_factory=dict)
    #: The group that the command runs in, so that a firewall of the client can tell it from the rest.
    client_group: str = ""
    #: What hosts answer here and not elsewhere; the rest is ``answers.toml``.
    answers: tuple[Answer, ...] = ()
    #: Days by which the world's clock (certificates, Date headers, NTP) is ahead of the client's.
    clock_offset_days: float = 0.0
    #: Whether the client's OS bundle holds the ministry's root (it always does where an interceptor uses it).
    state_root_installed: bool = False
    #: Further authorities of ``pki.py`` whose roots the client's OS bundle holds.
    roots_installed: tuple[str, ...] = ()
    #: Authorities of ``pki.py`` whose certificates hold for half a year yet, in the place of two months.
    long_lived: tuple[str, ...] = ()
    #: Whether the client's OS bundle lacks all public roots, as one that was set for another purpose does.
    roots_missing: bool = False
    net: Net = Net()
    messengers: Mapping[str, Messenger] = field(default_factory=dict)
    #: What is true, as hypotheses of the judge, where the causes and states above do not tell it (``truths.py``): of
    #: ``network`` (the line), of a messenger, or of ``*``, each that is not fine. Several: any of them is the truth.
    hypotheses: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    #: The messengers to check here, if not those that follow from the truth (`dialtone.choose_messengers`).
    checked: tuple[str, ...] = ()
    #: Options that `dialtone check` is run with here, beside the messengers.
    options: tuple[str, ...] = ()
    #: The country that the person named; empty where none was. The sites at home of the lab are Russia's.
    country: str = "RU"
    #: What the reference client must see where it differs from ``clean``:
    #: probe-id glob -> expected outcome (see selftest.py).
    expect: Mapping[str, str] = field(default_factory=dict)
    #: Scenarios this one cannot be told apart from, by observation alone.
    twins: tuple[str, ...] = ()
    #: Whether some of its rules are met by none of the reference client's probes, though it says what that sees.
    unmet: bool = False

    def asked(self) -> list[str]:
        """Return what `dialtone check` is run with here, beside the messengers."""
        return [*(("--country", self.country) if self.country else ()), *self.options]

    def own_servers(self) -> dict[str, str]:
        """Return the server of each messenger of one's own server that this scenario speaks of."""
        return {m: host for m, host in (OWN_SERVERS | dict(self.servers)).items() if m in self.messengers}

    def subjects(self) -> set[str]:
        """Return what the scenario is about: the messengers that it names, and the classes of what acts in it."""
        return {*self.messengers, *(type(each).__name__ for each in (*self.rules, *self.dns_lies, *self.faults))}

    def truth(self) -> dict[str, Any]:
        """Return the ground truth in machine-readable form."""
        return {
            "scenario": self.name,
            "title": self.title,
            "description": " ".join(self.description.split()),
            "network": {k: getattr(self.net, k) for k in Net.__dataclass_fields__},
            "messengers": {m: self._messenger_truth(m) for m in MESSENGERS},
            "twins": list(self.twins),
        }

    def _messenger_truth(self, ident: str) -> dict[str, Any]:
        entry = _find_messenger(self.messengers, ident)
        functions = {f: getattr(entry, f) for f in FUNCTIONS}
        worst = max((f.state for f in functions.values()), key=STATES.index)
        return {
            "status": worst,  # read by programs that compare Dialtone with others, too
            "by": entry.by if worst != "ok" else "none",
            "functions": {k: {"state": f.state, "cause": f.cause} for k, f in functions.items()},
        }


# -- Composition ----------------------------------------------------------------------


def _pick_worse(a: F, b: F) -> F:
    """Return the worse of two states of a function; of two as bad, one with both causes."""
    if STATES.index(a.state) == STATES.index(b.state) and a.cause != b.cause and "none" not in (a.cause, b.cause):
        return F(a.state, "+".join(sorted({*a.cause.split("+"), *b.cause.split("+")})))
    return a if STATES.index(a.state) >= STATES.index(b.state) else b


def _join_messengers(a: Messenger, b: Messenger) -> Messenger:
    functions = {f: _pick_worse(getattr(a, f), getattr(b, f)) for f in FUNCTIONS}
    hit_a = any(getattr(a, f).state != "ok" for f in FUNCTIONS)
    return Messenger(**functions, by=a.by if hit_a else b.by)


_ORDER = {
    "status": (
        *("online", "path_broken", "clock_wrong", "names_astray", "dns_broken", "list_only", "whitelist_mode"),
        *("half_portal", "captive_portal", "closed", "falls_silent", "offline"),
    ),
    "isp_dns": ("ok", "tampered", "dead"),
    "public_dns": ("ok", "tampered", "blocked"),
    "doh": ("ok", "partly_blocked", "blocked"),
    "ipv4": ("ok", "none", "broken"),
    "ipv6": ("ok", "none", "broken", "large_packets_lost"),
    "udp": ("ok", "stun_filtered", "blocked"),
    "quality": ("good", "slow"),
    "tls_interception": ("none", "trusted_by_os", "untrusted"),
}


def _join_nets(a: Net, b: Net) -> Net:
    """Return the worse of two truths about the network, value by value."""
    values: dict[str, Any] = {k: max(getattr(a, k), getattr(b, k), key=order.index) for k, order in _ORDER.items()}
    values |= {k: getattr(a, k) or getattr(b, k) for k in ("vpn", "proxy", "helper", "censorship")}
    return Net(cause=b.cause if a.cause == "none" else a.cause, **values)


def _find_messenger(messengers: Mapping[str, Messenger], ident: str) -> Messenger:
    """Return what is said of a messenger: by its name, its country's class, or of all; nothing is wrong otherwise."""
    wild = "*ru" if ident in RU_MESSENGERS else "*foreign"
    return messengers.get(ident, messengers.get(wild, messengers.get("*", Messenger(by="none"))))


_OF_ONE_ALONE = ("checked", "hypotheses", "options", "twins")
"""What is said of one network, and not of several joined."""


def _join_values(usual: Any, values: Sequence[Any]) -> Any:
    """Return the value of a field of several scenarios: rows are added up, and the last of what is not usual counts."""
    if isinstance(usual, tuple):
        return sum(values, ())
    if isinstance(usual, Mapping):
        return {key: told for value in values for key, told in value.items()}
    return next((value for value in reversed(values) if value != usual), usual)


def compose(name: str, title: str, *parts: Scenario) -> Scenario:
    """Join scenarios: rules in order, worst truth of each function, all expectations; the country is that of the first.

    The link is taken from the last part that changes it; a VPN from any part.
    """
    plain = Scenario(name, title)
    joined = {
        field.name: _join_values(getattr(plain, field.name), [getattr(part, field.name) for part in parts])
        for field in fields(Scenario)
        if field.name not in _OF_ONE_ALONE
    }
    messengers = {
        messenger: reduce(
            _join_messengers, (_find_messenger(part.messengers, messenger) for part in parts), Messenger(by="none")
        )
        for messenger in MESSENGERS
    }
    told = {
        "name": name,
        "title": title,
        "description": " ".join(part.description for part in parts),
        "net": reduce(_join_nets, (part.net for part in parts)),
        "messengers": messengers,
        "country": parts[0].country,
    }
    return replace(plain, **(joined | told))
