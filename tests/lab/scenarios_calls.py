"""Scenarios about calls: filtered by their shape, filtered by address, or closed for everybody's.

What the world does, as of 2026-11-25. Telegram's relays and ports: its own list of 2026-09-01. On a Russian line of
2026-08-28 and 2026-09-02 both their greeting and TURN on 1400 at the same hosts got no answer, while messages passed
(owner's captures in a public repository): a filter by address. Strict offices leave the port of the time, and often
that of QUIC, open over UDP. Filters of calls by shape know STUN (nDPI and others), over TCP as well or not.
"""

from __future__ import annotations

from lab.scenario import F, Fault, IpBlock, Match, Messenger, Net, PayloadBlock
from lab.scenarios_base import CALLS_WA_TG, UNTOUCHED, WA_DNS_NXDOMAIN, censored, composed, network, seen, unproved
from lab.scenarios_lines import STUN_DPI

_TG_RELAYS = ("reflector1.telegram.invalid",)
_META_RELAYS = ("stun.whatsapp.net", "edge-stun.facebook.com", "stun.fbsbx.com")
_SG_RELAYS = ("turn3.voip.signal.org", "turn.cloudflare.com")
_NOT_BLOCKED = ("blocked", "outage", "no_internet")

#: Direct calls of nobody; Signal's relays are reached over TCP.
_CLOSED = {
    "*": Messenger(calls=F("blocked", "udp_blocked"), by="isp-fault"),
    "signal": Messenger(calls=F("flaky", "udp_blocked"), by="isp-fault"),
}
#: Calls that may find another way, which nobody can see from here.
_UNSEEN = Messenger(calls=F("flaky", "udp_port_closed"), by="isp-fault")
_META = ("whatsapp", "facebook_messenger", "instagram_dm")
#: Calls whose known servers are gone: that they are filtered would be a false accusation.
_RETIRED = Messenger(calls=F("flaky", "relays_retired"), by="provider")
_FILTERED = Messenger(calls=F("blocked", "udp_blocked"))
_BY_SHAPE = Messenger(calls=F("blocked", "stun_dpi"))

UDP_CLOSED_BUT_NTP = network(
    "udp-closed-but-ntp",
    "Only the time and DNS may use UDP",
    "An office, a hotel, a campus: UDP other than to ports 53 and 123 vanishes. It is closed for all, and no "
    "filter of calls.",
    rules=(IpBlock(Match(proto="udp", not_groups=("isp",), not_ports=(53, 123)), action="drop"),),
    net=Net(udp="blocked"),
    messengers=_CLOSED,
    expect={**seen(("stun.*", "quic.*"), "timeout:udp"), "h3.*": "timeout:quic||skipped"},
    tags=("calls", "trap"),
)
network(
    "udp-closed-but-quic",
    "Only the time, DNS and the web may use UDP",
    "As udp-closed-but-ntp, with port 443 open as well: the web over QUIC works, and so does a STUN server there.",
    rules=(IpBlock(Match(proto="udp", not_groups=("isp",), not_ports=(53, 123, 443)), action="drop"),),
    net=Net(),
    messengers={"*": _UNSEEN, "signal": _CLOSED["signal"]},
    expect=seen(("stun.*",), "timeout:udp"),
    tags=("calls", "trap"),
)
network(
    "udp-3478-closed",
    "The usual port of call servers is closed, for everybody",
    "UDP to port 3478 vanishes, whoever is called; other UDP passes. A list of ports, and no messenger's block.",
    rules=(IpBlock(Match(proto="udp", ports=(3478,)), action="drop"),),
    net=Net(),
    messengers={"whatsapp": _UNSEEN, "facebook_messenger": _UNSEEN, "signal": _CLOSED["signal"]},
    expect={"stun.*": "timeout:udp||=", "stun.google": "="},
    tags=("calls", "trap"),
)
censored(
    "stun-by-shape-udp",
    "Calls are recognised by their shape, over UDP alone",
    "STUN over UDP and all that follows vanish, whoever is called and on whichever port. Other UDP passes, and so "
    "does STUN over TCP: Signal's calls may find that way.",
    rules=(PayloadBlock(Match(proto="udp"), kind="stun", action="drop"),),
    net=Net(udp="stun_filtered"),
    messengers={
        "*": _BY_SHAPE,
        "signal": Messenger(calls=F("flaky", "calls_over_tcp")),
    },
    expect={"stun.*": "timeout:udp"},
    tags=("calls", "dpi"),
)
RELAYS_WA = censored(
    "relays-by-address-whatsapp",
    "The servers of WhatsApp's calls are cut off",
    "No packet to Meta's servers for calls arrives, over UDP or TCP. Messages and everybody else's calls work.",
    rules=(IpBlock(Match(hosts=_META_RELAYS), action="drop"),),
    messengers=dict.fromkeys(_META, _FILTERED),
    expect={"stun.wa": "timeout:udp"},
    tags=("calls", "whatsapp"),
)
RELAYS_TG = censored(
    "relays-by-address-telegram",
    "The servers of Telegram's calls are cut off over UDP",
    "UDP to the servers of Telegram's calls gets no answer, on any port; over TCP they accept. Messages work.",
    rules=(IpBlock(Match(hosts=_TG_RELAYS, proto="udp"), action="drop"),),
    messengers={"telegram": _FILTERED},
    expect={"stun.tg": "timeout:udp"},
    tags=("calls", "telegram"),
)
RELAYS_SG = censored(
    "relays-by-address-signal",
    "The servers of Signal's calls are cut off",
    "No packet to Signal's relays arrives, over UDP or TCP: those of its own and those at Cloudflare.",
    rules=(IpBlock(Match(hosts=_SG_RELAYS), action="drop"),),
    messengers={"signal": _FILTERED},
    expect=seen(("stun.signal", "stun.cloudflare"), "timeout:udp"),
    tags=("calls", "signal"),
)
network(
    "relays-one-retired",
    "One server of calls per messenger was switched off",
    "One of Meta's servers for calls and the older one of Signal's are gone. Calls use others.",
    rules=(IpBlock(Match(hosts=("stun.whatsapp.net", "turn3.voip.signal.org")), action="drop"),),
    net=Net(),
    messengers={"*": UNTOUCHED},
    expect={"stun.signal": "timeout:udp"},
    tags=("calls", "trap"),
)
network(
    "relays-retired-whatsapp",
    "The known servers of WhatsApp's calls were switched off",
    "The computers of Meta's known servers for calls are there and say that nobody listens any more (ICMP: port "
    "unreachable). Calls use others, which nobody can see from here.",
    faults=(Fault(_META_RELAYS, "refuse"),),
    net=Net(),
    messengers=dict.fromkeys(_META, _RETIRED),
    expect={"stun.wa": "unreach:port"},
    tags=("calls", "whatsapp", "trap"),
)
censored(
    "relays-refused-nearby-whatsapp",
    "The servers of WhatsApp's calls are cut off, and the filter says that nobody listens there",
    "As relays-by-address-whatsapp, but a box near the line answers in the name of Meta's servers for calls over "
    "UDP: port unreachable. Messages and everybody else's calls work.",
    rules=(IpBlock(Match(hosts=_META_RELAYS), action="port"),),
    messengers=dict.fromkeys(_META, _FILTERED),
    expect={"stun.wa": "unreach:port"},
    tags=("calls", "whatsapp"),
)
network(
    "udp-rejected",
    "Only the time and DNS may use UDP, and the gateway says so",
    "As udp-closed-but-ntp, but the gateway of the office answers what it does not pass on: port unreachable, "
    "as the REJECT of common firewalls does. It is closed for all, and no filter of calls.",
    rules=(IpBlock(Match(proto="udp", not_groups=("isp",), not_ports=(53, 123)), action="port"),),
    net=Net(udp="blocked"),
    messengers=_CLOSED,
    expect={**seen(("stun.*", "quic.*"), "unreach:port"), "h3.*": "unreach:quic||skipped"},
    tags=("calls", "trap"),
)
# What leaves the picture of a filter by shape with licences, as far as UDP shows it (`om-licensed-calls-pass`).
unproved(
    "office-lets-some-relays-through",
    "An office lets out the calls of some companies by their addresses",
    "UDP leaves for the time, one STUN server of Google's, Microsoft and Zoom; TCP to port 3478 is closed. A list of "
    "addresses and ports, and no messenger's block.",
    rules=(
        IpBlock(
            Match(
                proto="udp",
                not_groups=("isp", "owner:microsoft", "owner:zoom"),
                not_hosts=("stun.l.google.com",),
                not_ports=(53, 123),
            ),
            action="drop",
        ),
        IpBlock(Match(proto="tcp", ports=(3478,)), action="drop"),
    ),
    net=Net(),
    messengers={
        "*": _UNSEEN,
        "signal": _CLOSED["signal"],
        **dict.fromkeys(("google_meet_chat", "teams", "zoom"), UNTOUCHED),
    },
    tags=("calls", "trap"),
)
unproved(
    "neutral-relays-of-two-companies-down",
    "The neutral STUN servers of two companies are down, for everybody",
    "The servers do not answer anybody. Those of three other companies do, and so do all relays of messengers.",
    faults=(Fault(("stun.voipgate.com", "stun.telnyx.com"), "blackhole"),),
    net=Net(),
    messengers={"*": UNTOUCHED},
    tags=("calls", "trap"),
)
composed(
    "relays-by-address-all",
    "The servers of everybody's calls are cut off, each by its address",
    RELAYS_WA,
    RELAYS_TG,
    RELAYS_SG,
    tags=("combined", "calls"),
)
composed(
    "udp-closed-and-calls-filtered",
    "UDP is closed but for the time, where calls are filtered by address as well",
    CALLS_WA_TG,
    UDP_CLOSED_BUT_NTP,
    description="What the provider filters cannot be seen behind an office that closes UDP for everybody.",
    tags=("combined", "calls", "trap"),
)
composed(
    "gulf-and-names",
    "Calls are filtered by shape, and the national DNS does not know WhatsApp",
    STUN_DPI,
    WA_DNS_NXDOMAIN,
    tags=("combined", "calls"),
)
