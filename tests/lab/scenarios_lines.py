"""Scenarios about the line and this computer: nobody blocks a messenger, or nearly so."""

from __future__ import annotations

from lab.scenario import F, IpBlock, Link, Loss, Match, Messenger, Net, PayloadBlock, SizeBlock, Throttle, Vpn
from lab.scenarios_base import ALL, LINK_FINE, UNTOUCHED, censored, network, offline, seen

network(
    "line-64k",
    "Narrow but honest: 64 kbit/s",
    "Every conversation with anybody is shaped to 64 kbit/s. Everything works, slowly; nobody is singled out.",
    rules=(Throttle(Match(proto="tcp"), rate_kbit=64, queue_ms=4000),),
    net=Net(quality="slow"),
    messengers={"*": Messenger(by="none")},
    expect={
        **seen(("https.*", "byname.https.*"), "=||slow"),
        **seen(("speed.*", "up.*"), "rate:*"),
        "stress.*": "=||other:*",
        "h3.*": "=||timeout:quic||skipped",
    },
    tags=("honest", "trap"),
)
network(
    "line-lossy",
    "A bad line: 12 % of round trips lost",
    "A weak wireless signal. Everything works with some patience.",
    link=Link(loss=0.12),
    net=Net(quality="slow"),
    messengers={"*": Messenger(by="none")},
    expect={
        "*": "=||timeout:*||stall:*||slow",
        **seen(("speed.*", "up.*"), "fast||rate:*||stall:*||timeout:*"),
        "byname.*": "=||noname:again||timeout:*||slow",
        "sys.*": "=||again",
        "trace.*": "192.168.1.1>*",
        "repeat.*": "?/8*",
        "stress.*": "=||other:*||timeout:*",
    },
    tags=("honest", "trap"),
)
for name, title, up, down in (
    ("udp-loses-most", "This line loses most of what is sent over UDP", 0.6, 0.8),
    ("udp-loses-two-fifths", "This line loses two fifths of what is sent over UDP", 0.4, 0.4),
):
    network(
        name,
        title,
        f"{up:.0%} of the datagrams that leave are lost, and {down:.0%} of those that come, whoever is asked; lookups "
        "of names and TCP are untouched. Calls are poor with everybody, and nobody is singled out.",
        rules=(Loss(Match(proto="udp", not_ports=(53,)), up=up, down=down),),
        net=Net(quality="slow"),
        messengers={"*": Messenger(calls=F("flaky", "datagrams_lost"), by="isp-fault")},
        expect={"stun.*": "=||timeout:*", "quic.*": "=||timeout:*", "h3.*": "=||timeout:*||skipped"},
        tags=("honest", "calls", "trap"),
    )
network(
    "path-loses-big-packets",
    "The path loses big packets",
    "A broken tunnel on the way: IPv4 and IPv6 packets above 1,000 bytes vanish and nobody is told. "
    "Certificates do not arrive, from anybody; small greetings do.",
    rules=(SizeBlock(Match(), max_bytes=1000),),
    net=Net(status="path_broken", cause="mtu_blackhole"),
    messengers={
        "*": Messenger.all("blocked", "mtu_blackhole", by="isp-fault"),
        "whatsapp": Messenger.some("media web", "blocked", "mtu_blackhole", by="isp-fault"),
        "telegram": Messenger(media=F("flaky", "mtu_blackhole"), web=F("blocked", "mtu_blackhole"), by="isp-fault"),
        "signal": Messenger.some("chat media calls", "blocked", "mtu_blackhole", by="isp-fault"),
    },
    expect={
        **seen(("tls*", "https*", "byname.https*", "ws*", "doh*", "dot*"), "timeout:tls"),
        **seen(("speed*", "up*", "stress*"), "timeout:tls"),
        **seen(("http.*", "byname.http.*"), "=||stall:0"),
        "quic.*": "timeout:udp",
        "h3.*": "timeout:quic||skipped",
        "repeat.*": "0/8:timeout:tls",
    },
    tags=("honest", "trap"),
)
#: Tunnels and DSL (PPPoE) on a way take less than 1,500 bytes, and where ICMP is dropped nobody is told (RFC 2923,
#: 2.1; RFC 4821, 1). The connection that the hole is in stands behind one of a provider's peers: others are whole.
for _ident, _group, _lost in (
    ("signal", "m:signal", Messenger.all("blocked", "mtu_blackhole", by="isp-fault")),
    (
        "whatsapp",
        "meta",
        Messenger.some("media web", "blocked", "mtu_blackhole", by="isp-fault"),
    ),
):
    network(
        f"{_ident}-large-packets-lost",
        f"The way to {_ident.capitalize()} alone loses large packets",
        "Packets above 1,000 bytes to and from its servers vanish and nobody is told; all other ways are whole.",
        rules=(SizeBlock(Match(groups=(_group,)), max_bytes=1000),),
        net=Net(),
        messengers={_ident: _lost},
        expect={"*": "*"},
        tags=("honest", "trap", _ident),
    )
_CLOCK = F("blocked", "client_clock")
network(
    "clock-behind",
    "The computer's clock is 400 days behind",
    "Certificates seem not to be valid yet, whoever shows them. What checks no certificate works.",
    clock_offset_days=400,
    net=Net(status="clock_wrong", cause="client_clock"),
    messengers={
        "*": Messenger.all("blocked", "client_clock", by="local"),
        "whatsapp": Messenger(media=_CLOCK, web=_CLOCK, by="local"),
        "telegram": Messenger(web=_CLOCK, by="local"),
    },
    expect={
        **seen(
            ("tls.*", "tls6.*", "tlspub.*", "https.*", "byname.https.*", "ws.*", "doh.*", "dot.*"),
            "badcert:*not yet valid*",
        ),
        **seen(("speed.*", "up.*", "stress.*"), "badcert:*not yet valid*"),
        "repeat.*": "0/8:badcert:*",
        "h3.*": "badcert:quic||skipped",
        "ntp.*": "offset:+400d",
    },
    tags=("local", "trap"),
)
network(
    "clock-seconds-behind",
    "The computer's clock is twenty seconds behind",
    "No certificate minds and everything works; only a Telegram proxy in a TLS dress, which wants to be greeted "
    "with the right time, has to be told that of the servers.",
    clock_offset_days=20 / 86_400,
    expect={"ntp.*": "offset:+0d"},
    tags=("local", "trap"),
)
offline(
    "offline-uplink-dead",
    "The provider's line is dead",
    "The gateway answers; beyond it every packet vanishes, the provider's resolver included.",
    "uplink_dead",
    {
        "*": "timeout:*",
        **LINK_FINE,
        "h3.*": "timeout:quic||skipped",
        "trace.*": "192.168.1.1>*",
        "stress.*": "timeout:*",
    },
    rules=(IpBlock(Match(), action="drop"),),
)
offline(
    "offline-uplink-rejects",
    "The provider's router refuses every packet",
    "The gateway answers; the provider answers every packet with an ICMP error.",
    "uplink_rejects",
    {"*": "unreach*||timeout:*", **LINK_FINE, "h3.*": "*", "trace.*": "*", "stress.*": "*", "chaos.*": "*"},
    rules=(IpBlock(Match(), action="icmp"),),
)
offline(
    "vpn-dead",
    "The VPN is on and carries nothing",
    "tun0 holds the default routes and DNS goes through it, but nothing comes back. Without it the line would work.",
    "vpn_dead",
    {"*": "timeout:*", **LINK_FINE, "if.route4": "tun0", "h3.*": "*", "trace.*": "*", "stress.*": "timeout:*"},
    vpn=Vpn(state="dead"),
)
network(
    "udp-closed",
    "Only DNS may use UDP",
    "A strict office network: UDP other than DNS to the provider's resolver vanishes. Calls cannot be direct; "
    "Signal's can go through TCP relays.",
    rules=(IpBlock(Match(proto="udp", not_groups=("isp",), not_ports=(53,)), action="drop"),),
    net=Net(udp="blocked"),
    messengers={
        "*": Messenger(calls=F("blocked", "udp_blocked"), by="isp-fault"),
        "signal": Messenger(calls=F("flaky", "udp_blocked"), by="isp-fault"),
    },
    expect={
        **seen(("stun.*", "ntp.*", "quic.*"), "timeout:udp"),
        "h3.*": "timeout:quic||skipped",
    },
    tags=("calls",),
)
_NO_UDP = Messenger(calls=F("blocked", "udp_blocked"), by="isp-fault")
network(
    "private-udp-closed",
    "Only DNS may use UDP, and private messengers are checked",
    "As udp-closed. Threema's and Session's relays speak UDP alone; SimpleX has one that is reached by TLS.",
    rules=ALL["udp-closed"].rules,
    net=Net(udp="blocked"),
    messengers={"*": _NO_UDP, "threema": _NO_UDP, "session": _NO_UDP, "simplex": UNTOUCHED},
    expect=ALL["udp-closed"].expect,
    tags=("calls", "others"),
)
_NEUTRAL = (
    "example.com", "*.wikipedia.org", "www.cloudflare.com", "*.msftconnecttest.com", "captive.apple.com",
    "detectportal.firefox.com", "neverssl.com",
)  # fmt: skip
_NEUTRAL_PROBES = (
    "*.example", "*.example-443", "*.wiki", "*.wiki-443", "*.cloudflare", "http.msft", "http.apple", "http.firefox",
    "http.neverssl", "tlsctl.example-ip*",
)  # fmt: skip
network(
    "controls-down",
    "Neutral sites are down, messengers work",
    "Wikipedia, Cloudflare's site, example.com and some sign-in checks do not answer. Google's and the Russian "
    "ones do.",
    rules=(IpBlock(Match(hosts=_NEUTRAL), action="drop"),),
    net=Net(),
    messengers={"*": UNTOUCHED},
    expect={
        **seen(_NEUTRAL_PROBES, "timeout:*||="),
        "tcp.unlisted-port": "timeout:tcp",
        "h3.*": "=||timeout:quic",
        "doh.*": "=||timeout:*",
        "whoami.*": "=||timeout:*",
    },
    tags=("trap",),
)
censored(
    "foreign-site-slowed",
    "An unrelated foreign site is slowed down",
    "Wikipedia is shaped to 128 kbit/s. No messenger is.",
    rules=(Throttle(Match(hosts=("*.wikipedia.org",)), rate_kbit=128),),
    messengers={"*": UNTOUCHED},
    expect={"https.wiki": "slow||="},
    tags=("trap",),
)
censored(
    "whatsapp-ipv6-drop",
    "WhatsApp is unreachable over IPv6 only",
    "IPv6 packets to Meta vanish; over IPv4 everything works, and apps fall back to it.",
    rules=(IpBlock(Match(groups=("meta",), ip_version=6), action="drop"),),
    messengers={"*": UNTOUCHED},
    expect=seen(("tcp6.wa*", "tls6.wa*", "noise6*"), "timeout:tcp"),
    tags=("trap", "whatsapp"),
)
STUN_DPI = censored(
    "stun-dpi",
    "Calls are recognised by their shape",
    "The first STUN packet of a conversation and all that follows vanish, whoever is called. Other UDP passes. "
    "Inside TLS nobody sees the shape: Signal's calls may find that way.",
    rules=(PayloadBlock(Match(), kind="stun", action="drop"),),
    net=Net(udp="stun_filtered"),
    messengers={
        "*": Messenger(calls=F("blocked", "stun_dpi")),
        "signal": Messenger(calls=F("flaky", "calls_over_tcp")),
    },
    expect={"stun.*": "timeout:udp"},
    tags=("calls", "dpi"),
)
