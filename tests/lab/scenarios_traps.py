"""Networks in which a hasty judge goes wrong: odd lines, middleboxes, outages of others."""

from __future__ import annotations

from lab.scenario import (
    CutOff,
    Divert,
    DnsLie,
    F,
    Fault,
    IpBlock,
    Link,
    Match,
    Messenger,
    Net,
    PayloadBlock,
    SniBlock,
)
from lab.scenarios_base import (
    ALL,
    SG_NAMES,
    SG_TLS_PROBES,
    TG_IP_DROP,
    TG_NAMES,
    TG_PROBES,
    UNTOUCHED,
    WA_NAMES,
    WA_TLS_PROBES,
    blocked,
    censored,
    dead_net,
    network,
    seen,
    silent,
    variant,
)

network(
    "ipv6-only",
    "IPv6 alone, with translation",
    "The line has no IPv4. The provider's resolver gives servers that have no IPv6 an address in 64:ff9b::/96, "
    "which leads there. Everything works; built-in IPv4 addresses are out of reach.",
    link=Link(ipv4="none"),
    net=Net(ipv4="none"),
    messengers={"*": UNTOUCHED},
    expect={
        "*": "unreach*",
        **seen(("*6.*", "if.*", "sys.*", "byname.*", "dns.isp.*", "dnstcp.isp.*", "*.isp"), "="),
        **seen(("if.addr4", "if.route4"), "none"),
        "repeat.*": "0/8:unreach*",
    },
    tags=("honest", "trap"),
)
censored(
    "signal-sni-punished",
    "Who names Signal is cut off from that address for a while",
    "A ClientHello with a Signal name gets no answer, and for 90 seconds nothing gets through to that address and "
    "port any more, whatever is said. Nobody can test with another name there.",
    rules=(SniBlock(names=SG_NAMES, action="drop", residual=90),),
    messengers={"signal": blocked("tls_sni_drop")},
    expect={**seen(SG_TLS_PROBES, "timeout:t*"), "tcp*.sg*": "=||timeout:tcp"},
    tags=("tls", "signal"),
)
_LISTED = ("*.wikipedia.org", "*.microsoft.com", "*.mozilla.org", "*.iana.org", "ya.ru", "vk.com")
_NO_NAME = F("blocked", "tls_sni_rst")
censored(
    "names-on-a-list",
    "A company lets through only the names on its list",
    "TLS with any name but a few is reset, whoever is called: a neutral name that is not on the list dies like the "
    "messenger's. What names nobody (WhatsApp's phones, Telegram's apps, relays) gets through.",
    rules=(SniBlock(names=("*",), not_names=_LISTED, action="rst"),),
    net=Net(doh="blocked"),
    messengers={
        "*": blocked("tls_sni_rst"),
        "telegram": Messenger(web=_NO_NAME),
        "whatsapp": Messenger(media=_NO_NAME, web=_NO_NAME),
        "signal": blocked("tls_sni_rst"),
    },
    expect={
        **seen(("tls*", "https.*", "byname.https.*", "ws.*", "doh.*", "dot.*"), "reset:tls||="),
        **seen(("tls*.wa*", "tls.tg*", "tls.sg*", "tls.discord", "tls.google", "tls.cloudflare"), "reset:tls"),
        **seen(("speed.*", "up.*", "stress.*"), "reset:tls||other:reset:tls||="),
        "repeat.wa-web": "0/8:reset:tls",
        "h3.*": "timeout:quic||skipped",
    },
    tags=("tls", "combined"),
)
_WHITE_LIST = ALL["whitelist-mode"]
_AT_HOME = {key: value for key, value in _WHITE_LIST.expect.items() if key != "*"}
variant(
    _WHITE_LIST,
    name="whitelist-by-first-words",
    title="A white list that looks at the first words",
    description="As whitelist-mode, but connections to the rest of the world stand: what is said first on them, "
    "and all that follows, vanishes. So it is on mobile lines in Russia since 2025.",
    rules=(PayloadBlock(Match(not_groups=("isp", "whitelist", "lan")), kind="any"),),
    expect={
        "*": "=||timeout:*||stall:0",
        **seen(("tls.*", "https.*", "ws.*", "doh.*", "dot.*", "speed.*", "up.*"), "timeout:*"),
        **seen(("mtproto*", "noise*", "stun.*", "quic.*", "h3.*"), "timeout:*||skipped"),
        **{key: value for key, value in _AT_HOME.items() if not key.startswith(("byname", "trace", "repeat"))},
        "repeat.*": "0/8:timeout:tls",
        "trace.*": "*",
    },
)
variant(
    _WHITE_LIST,
    name="whitelist-lists-two-abroad",
    title="A white list on which two sites abroad happen to be",
    description="As whitelist-mode, and www.microsoft.com and www.mozilla.org are on the list.",
    rules=(IpBlock(Match(not_groups=("isp", "whitelist"), not_hosts=("www.microsoft.com", "www.mozilla.org"))),),
    expect={**_WHITE_LIST.expect, "*.msft": "=||timeout:*"},
)
_OFF_THE_LIST = ("vk.com", "*.vk.com", "vk.ru", "mail.ru", "*.mail.ru", "ok.ru", "*.ok.ru")
variant(
    _WHITE_LIST,
    name="whitelist-strict",
    title="A white list without the best known sites of the country, and with two abroad",
    description="As whitelist-lists-two-abroad, and TLS for vk.com, vk.ru, mail.ru and ok.ru gets no answer: "
    "m.vk.ru, api.vk.ru, ozon.ru, dzen.ru and 2gis.ru are on the list instead. So are the lists of mobile lines in "
    "Russia (hxehex/russia-mobile-internet-whitelist@a4a6e98 whitelist.txt, 2026-05-17).",
    rules=(
        IpBlock(Match(not_groups=("isp", "whitelist"), not_hosts=("www.microsoft.com", "www.mozilla.org"))),
        SniBlock(names=_OFF_THE_LIST, action="drop"),
    ),
    expect={
        **_WHITE_LIST.expect,
        "*.msft": "=||timeout:*",
        **seen(("tls.vk", "https.vk", "speed.vk", "byname.https.vk"), "timeout:tls"),
        "stress.tls-ru": "other:timeout:tls",
    },
)
variant(
    TG_IP_DROP,
    name="telegram-ip-icmp",
    title="Routers say that there is no way to Telegram",
    description="Every packet to Telegram's networks draws an ICMP error, administratively prohibited.",
    rules=(IpBlock(Match(groups=("telegram",)), action="icmp"),),
    messengers={"telegram": blocked("ip_icmp")},
    expect={**seen(TG_PROBES, "unreach:*||unreach*"), "trace.tg*": "*"},
    twins=(),
)
network(
    "taken-and-mute",
    "A box takes every connection and says nothing",
    "Whatever is called on the web's ports, a box of the provider's takes the connection, confirms all that is "
    "said and never answers. UDP vanishes but for the provider's resolver.",
    rules=(
        Divert(Match(not_groups=("isp",), proto="tcp"), to="tarpit"),
        IpBlock(Match(not_groups=("isp",), proto="udp")),
    ),
    net=dead_net("offline", "uplink_dead", isp_dns="ok"),
    messengers={"*": Messenger.all("blocked", "uplink_dead", by="isp-fault")},
    expect={
        "*": "=||timeout:*||refused:*||stall:0||other:*||reset:*",
        **seen(("tls.*", "https.*", "byname.https.*", "ws.*"), "timeout:tls"),
        "repeat.*": "0/8:timeout:tls",
        "rtt.*": "rtt~10",
        "trace.*": "*",
    },
    tags=("offline", "trap"),
)
network(
    "outage-whatsapp-misrouted",
    "WhatsApp's web servers show somebody else's certificate",
    "What stands before WhatsApp's servers is mixed up: a genuine certificate, of another customer, comes from the "
    "right addresses. Nobody intercepts.",
    faults=(Fault(("*.whatsapp.net", "*.whatsapp.com"), "misrouted"),),
    messengers={"whatsapp": Messenger.some("media web", "outage", "provider_mixed_up", by="provider")},
    expect={
        **seen(WA_TLS_PROBES, "badcert:*ostname mismatch*"),
        **seen(("tlspub.wa*", "repeat.wa-web", "h3.wa*", "quic.wa*", "tlsctl.*"), "*"),
    },
    tags=("outage", "whatsapp"),
)
network(
    "outage-cloudflare",
    "Cloudflare is down, and with it whoever stands there",
    "No packet to Cloudflare's networks is answered: a resolver, a STUN and a time server, Discord, a part of "
    "Signal's photo servers. It is nobody's block.",
    rules=(IpBlock(Match(groups=("cloudflare",))),),
    net=Net(doh="partly_blocked"),
    messengers={
        "*": UNTOUCHED,
        "signal": Messenger(media=F("outage", "provider_at_operator"), by="provider"),
    },
    expect={
        **seen(("*cloudflare*", "*.cf-*", "*discord*", "*.sg-cdn2*", "dns6.*", "whoami.ipify"), "timeout:*||="),
        **seen(("tls.cloudflare", "tls.discord", "https.discord", "tls.sg-cdn2", "stun.cloudflare"), "timeout:*"),
        **seen(("dns.isp.*", "sys.*"), "="),
    },
    tags=("outage", "trap"),
)
network(
    "line-late",
    "The line comes up three seconds after the check began",
    "For three seconds nothing passes, the resolver's answers included. Then everything works.",
    link=Link(gap=(0.0, 3.0)),
    net=Net(quality="slow"),
    messengers={"*": UNTOUCHED},
    expect={"*": "=||*"},
    tags=("honest", "trap"),
)
network(
    "dns-slow",
    "The provider's resolver takes three seconds",
    "Every answer of the provider's resolver comes after three seconds. Systems wait for five, and apps with them.",
    dns_lies=(DnsLie(("*",), "TRUTH", delay=3.0),),
    net=Net(quality="slow"),
    messengers={"*": UNTOUCHED},
    expect={
        **seen(("dns.isp.*", "chaos.isp", "whoresolves.isp"), "=||timeout:udp"),
        **seen(("sys.*", "byname.*"), "=||again||noname:*"),
    },
    tags=("dns", "honest", "trap"),
)
_REPLACED = "200:*"
censored(
    "plain-pages-replaced",
    "Every plain page is replaced, and messengers are filtered",
    "A company: plain HTTP on port 80 gets its own page, whoever is asked; TLS with names of WhatsApp, Telegram "
    "and Signal is reset, WhatsApp's own protocol and Telegram's networks are dropped. The encrypted web is open: "
    "nobody has to sign in.",
    rules=(
        Divert(Match(proto="tcp", ports=(80,)), to="blockpage"),
        SniBlock(names=WA_NAMES + TG_NAMES + SG_NAMES, action="rst"),
        IpBlock(Match(groups=("telegram",))),
        PayloadBlock(Match(proto="tcp"), kind="wa-noise"),
    ),
    messengers={
        "whatsapp": blocked("tls_sni_rst+protocol_dpi"),
        "telegram": blocked("ip_drop+tls_sni_rst"),
        "signal": blocked("tls_sni_rst"),
    },
    expect={
        **silent(TG_PROBES),
        **seen(("tls*.wa*", "https.wa*", "ws.wa*", "byname.https.wa*", "tlsctl.example-ip-wa-sni"), "reset:tls"),
        **seen(("speed.wa", *SG_TLS_PROBES), "reset:tls"),
        **seen(("http.*", "byname.http.*", "whoami.*"), _REPLACED),
        **seen(("tcp.tg-dc2-80",), "ok"),
        **seen(("mtproto.dc2-80.*",), "other:*||timeout:app"),
        "noise*": "timeout:app",
        "tlsctl.wa-ip-example-sni": "=",
        "trace.tg*": "*",
        "h3.wa*": "timeout:quic||skipped",
        "repeat.wa-web": "0/8:reset:tls",
    },
    tags=("combined", "trap"),
)
_STOPS = Messenger.some("media web", "blocked", "cutoff_everywhere")
network(
    "line-freezes",
    "Every connection freezes after 12 KB",
    "A broken box on the line: whatever has carried 12 KB stalls, abroad and at home. Handshakes and small answers "
    "work. Nobody is blocked.",
    rules=(CutOff(Match(proto="tcp"), after_bytes=12 * 1024),),
    net=Net(quality="slow"),
    messengers={"*": _STOPS},
    expect={
        **seen(("https.*", "byname.https.*"), "=||stall:*"),
        **seen(("speed.*", "up.*"), "stall:*"),
        "stress.tls-ru": "other:page incomplete",
    },
    tags=("throttle", "cutoff", "trap"),
)
network(
    "hosts-file-whatsapp-web",
    "The hosts file of this computer sends web.whatsapp.com nowhere",
    "Some program or person wrote 0.0.0.0 beside the name. The network is free, and WhatsApp's other names work.",
    hosts_file=("0.0.0.0 web.whatsapp.com",),
    messengers={"whatsapp": Messenger(web=F("blocked", "hosts_file"), by="local")},
    expect={"sys.web.whatsapp.com": "other:0.0.0.0", "byname.*.wa-web": "*"},
    tags=("dns", "whatsapp", "trap"),
)
