"""The scenarios: rules, faults, ground truth, and the symptoms the reference client must see.

Conventions in ``expect``: keys are globs over the reference client's probe
ids (see selftest.py), values are globs over outcomes, alternatives joined with
``||``, ``=`` standing for the clean outcome; later entries win.  Probes
without an entry must look exactly as in ``clean``.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import ParamSpec

from lab.catalog import ISP_PORTAL_NAME
from lab.scenario import (
    CutOff,
    Divert,
    DnsInject,
    DnsLie,
    F,
    Fault,
    HttpBlock,
    IpBlock,
    Link,
    Match,
    Messenger,
    Net,
    PayloadBlock,
    Scenario,
    SniBlock,
    Throttle,
    Vpn,
    clone,
    compose,
)

# --------------------------------------------------------------------------
# Names and helpers
# --------------------------------------------------------------------------

WA_NAMES = ("*.whatsapp.com", "*.whatsapp.net", "*.wa.me")
TG_NAMES = (
    "*.telegram.org", "*.t.me", "*.telegram.me", "*.telegram.dog", "*.telegra.ph", "*.telesco.pe", "*.tdesktop.com",
    "*.telegram-cdn.org", "*.cdn-telegram.org", "*.tx.me", "*.fragment.com",
)  # fmt: skip
SG_NAMES = ("*.signal.org", "*.whispersystems.org", "*.signal.me", "*.signal.group", "*.signal.art", "*.signal.link")
FB_NAMES = ("*.facebook.com", "*.messenger.com", "*.fbcdn.net", "*.m.me", "*.fb.com", "*.fbsbx.com")
IG_NAMES = ("*.instagram.com", "*.cdninstagram.com", "*.threads.net", "*.threads.com")
DISCORD_NAMES = ("*.discord.com", "*.discordapp.com", "*.discord.gg", "*.discord.media", "*.discordapp.net")
VIBER_NAMES = ("*.viber.com",)

OK = F()
META_MESSENGERS = ("whatsapp", "facebook_messenger", "instagram_dm")

#: What traceroute shows of a way that ends at the censor.
TRACE_ENDS_AT_CENSOR = "192.168.1.1>10.77.0.1>178.66.1.1>178.66.2.9>[*]>[*]"

# Groups of probes of the reference client.
META_PROBES = (
    "tcp*.wa*", "tcp*.fb*", "tls*.wa*", "tls*.fb*", "tlsctl.wa-ip*", "https.wa*", "noise*", "ws.wa*", "stun.wa*",
    "quic.wa*", "h3.wa*", "http.wa", "byname.*.wa*", "byname.*.fb*", "speed.wa",
)  # fmt: skip
TG_PROBES = (
    "tcp*.tg*", "tls.tg*", "https.tg*", "mtproto*", "ws.tg*", "stun.tg*", "http.tg", "byname.*.tg*", "speed.tg",
    "up.tg",
)  # fmt: skip
WA_TLS_PROBES = ("tls*.wa*", "https.wa*", "ws.wa*", "byname.https.wa*", "tlsctl.example-ip-wa-sni", "speed.wa")
SG_TLS_PROBES = ("tls.sg*", "https.sg*", "byname.https.sg*")

ALL: dict[str, Scenario] = {}
#: The file that each is written in, without `scenarios_`.
FILES: dict[str, str] = {}
Made = ParamSpec("Made")


def add(scenario: Scenario, depth: int = 1) -> Scenario:
    """Register a scenario, and in which file it is written: that of the caller so many frames up."""
    assert scenario.name not in ALL, scenario.name
    ALL[scenario.name] = scenario
    FILES[scenario.name] = sys._getframe(depth).f_globals["__name__"].rpartition("scenarios_")[2]
    return scenario


def adding(
    make: Callable[Made, Scenario], *, censorship: bool = False, proved: bool = True
) -> Callable[Made, Scenario]:
    """Return a `make` that registers what it makes: with or without a censor, proved by the reference client or not."""

    def added(*args: Made.args, **kwargs: Made.kwargs) -> Scenario:
        made = make(*args, **kwargs)
        if censorship:
            made = replace(made, net=replace(made.net, censorship=True))
        return add(made if proved else replace(made, expect={"*": "*"}), depth=2)

    return added


#: A network in which nobody interferes on purpose, and one in which somebody does.
network = adding(Scenario)
censored = adding(Scenario, censorship=True)
#: The same, of which the reference client proves nothing: it may see there whatever it sees.
unproved = adding(Scenario, proved=False)
unproved_censored = adding(Scenario, censorship=True, proved=False)
#: Several joined, and another with changes.
composed = adding(compose)
variant = adding(clone)


def seen(probes: Iterable[str], outcome: str) -> dict[str, str]:
    return dict.fromkeys(probes, outcome)


def silent(probes: Iterable[str]) -> dict[str, str]:
    """No answer to the first packet, whatever the protocol."""
    return seen(probes, "timeout:tcp||timeout:udp||timeout:quic")


#: Connections to Telegram stand, and nothing that is said is answered.
TG_UNANSWERED = {
    **seen(("tls.tg*", "https.tg*", "byname.https.tg*", "ws.tg*", "speed.tg", "up.tg"), "timeout:tls"),
    **seen(("http.tg", "byname.http.tg*", "mtproto*"), "timeout:app"),
}


def wa_hello_cut(outcome: str) -> dict[str, str]:
    """What a ClientHello with a WhatsApp name comes to, whoever is called; QUIC with one is silenced in any case."""
    return {
        **seen(WA_TLS_PROBES, outcome),
        "tlsctl.wa-ip-example-sni": "=",
        "h3.wa-web": "timeout:quic||skipped",
        "repeat.wa-web": f"0/8:{outcome}",
    }


def blocked(cause: str) -> Messenger:
    """Nothing of the messenger works because of a censor."""
    return Messenger.all("blocked", cause)


#: The messenger works.
UNTOUCHED = Messenger(by="none")


def dead_net(status: str, cause: str, **kw: str) -> Net:
    """A network over which nothing in the world can be reached."""
    values = {
        "isp_dns": "dead",
        "public_dns": "blocked",
        "doh": "blocked",
        "ipv4": "broken",
        "ipv6": "broken",
        "udp": "blocked",
    }
    return Net(status=status, cause=cause, **{**values, **kw})  # type: ignore[arg-type]


# --------------------------------------------------------------------------
# Honest networks
# --------------------------------------------------------------------------

CLEAN = network(
    "clean",
    "An ordinary network without interference",
    "Dual-stack home line, 40 ms to foreign servers, 16 ms to Russian ones.",
    messengers={"*": UNTOUCHED},
    tags=("honest",),
)

network(
    "clean-ipv4-only",
    "No interference, IPv4 only",
    "The provider has no IPv6; AAAA records exist but the client has no IPv6 address or route.",
    link=Link(ipv6="none"),
    net=Net(ipv6="none"),
    messengers={"*": UNTOUCHED},
    expect={"*6.*": "unreach*", "if.addr6": "none"},
    tags=("honest",),
)

network(
    "ipv6-broken",
    "IPv6 configured but dead, IPv4 fine",
    "The client has an IPv6 address and default route, but every IPv6 packet beyond the gateway is lost. Everything "
    "works over IPv4.",
    link=Link(ipv6="broken"),
    net=Net(ipv6="broken"),
    messengers={"*": Messenger(by="none")},
    expect={"*6.*": "timeout:*"},
    tags=("honest", "trap"),
)

network(
    "slow-honest",
    "Slow but honest: 600 ms RTT, 3 % loss",
    "A satellite-like line. Everything works, slowly; nothing is censored.",
    link=Link(access_ms=20, isp_ms=20, ru_ms=260, world_ms=280, loss=0.03),
    net=Net(quality="slow"),
    messengers={"*": Messenger(by="none")},
    expect={
        "rtt.*": "rtt~600",
        "rtt.ya": "rtt~560",
        "speed.*": "fast||rate:*",
        "up.*": "rate:*",
        "trace.*": "192.168.1.1>*",
    },
    tags=("honest", "trap"),
)


# --------------------------------------------------------------------------
# No internet
# --------------------------------------------------------------------------


def offline(name: str, title: str, description: str, cause: str, expect: dict[str, str], **kw: object) -> None:
    messenger = Messenger.all("blocked", cause, by="isp-fault" if cause.startswith("uplink") else "local")
    network(
        name,
        title,
        description,
        net=replace(dead_net("offline", cause), vpn="vpn" in kw),
        messengers={"*": messenger},
        expect={**expect, "repeat.*": "0/8:*", "sys.*": "again", "byname.*": "noname:again"},
        tags=("offline",),
        **kw,  # type: ignore[arg-type]
    )


LINK_FINE = {"if.carrier": "up", "if.addr?": "yes", "if.route4": "eth0", "ping.gateway": "ok"}

offline(
    "offline-link-down",
    "No carrier",
    "The network interface has no link, no address and no route.",
    "no_link",
    {"*": "unreach*", "if.carrier": "down", "if.addr4": "none", "if.addr6": "none", "if.route4": "none"},
    link=Link(state="down"),
)
offline(
    "offline-no-route",
    "Address but no default route",
    "The link is up and the gateway answers, but there is no default route.",
    "no_route",
    {"*": "unreach*", **LINK_FINE, "if.route4": "none"},
    link=Link(state="no-route"),
)

# --------------------------------------------------------------------------
# Captive portals
# --------------------------------------------------------------------------

PORTAL = Messenger.all("blocked", "captive_portal", by="local")
_TO_PORTAL = f"302:http://{ISP_PORTAL_NAME}/*"

network(
    "captive-portal",
    "Captive portal: HTTP redirected, HTTPS reset, DNS honest",
    "Hotel Wi-Fi before login. Plain HTTP to any address gets a 302 to the login page; any other TCP is reset; "
    "port-53 queries to any server end up at the local resolver, which is truthful; other UDP and ping are dropped.",
    rules=(
        Divert(Match(ports=(53,)), to="resolver"),
        Divert(Match(proto="tcp", ports=(80,)), to="portal"),
        IpBlock(Match(proto="tcp", not_groups=("isp",)), action="rst"),
        IpBlock(Match(not_groups=("isp",)), action="drop"),
    ),
    net=dead_net("captive_portal", "captive_portal", isp_dns="ok"),
    messengers={"*": PORTAL},
    expect={
        **seen(("tcp*", "tls*", "https*", "doh.*", "dot.*", "ws.*", "mtproto*", "noise*"), "refused:near"),
        **seen(("rtt.*", "speed.*", "up.*", "stress.*", "byname.https.*", "escape.host-22"), "refused:near"),
        **seen(("http.*", "byname.http.*", "whoami.*"), _TO_PORTAL),
        "tcp.tg-dc2-80": "ok",
        "mtproto.dc2-80.http": f"other:{_TO_PORTAL}",
        "mtproto.dc2-80.abridged": "timeout:app",
        **seen(("stun.*", "ntp.*", "quic.*"), "timeout:udp"),
        "h3.*": "timeout:quic||skipped",
        "ping.8.8.8.8": "timeout:icmp",
        "ping6.*": "timeout:icmp",
        "trace.*": TRACE_ENDS_AT_CENSOR,
        "repeat.*": "0/8:*",
        "chaos.*": "ok:ns1.isp.example.ru",
        "whoresolves.*": "ok:178.66.0.54",
        "escape.host-53": "ok",
    },
    tags=("portal",),
)

# --------------------------------------------------------------------------
# DNS trouble and DNS restrictions that touch no messenger
# --------------------------------------------------------------------------

DNS_DEAD = {
    "*": Messenger.all("blocked", "resolver_dead", by="isp-fault"),
    "telegram": Messenger(web=F("blocked", "resolver_dead"), by="isp-fault"),
}
network(
    "isp-dns-dead",
    "The provider's resolver is silent, all else works",
    "Queries to the configured resolver time out; public resolvers, DoH and every address work. Applications that "
    "resolve names fail; Telegram's apps use built-in addresses.",
    dns_lies=(DnsLie(("*",), "TIMEOUT"),),
    net=Net(status="dns_broken", cause="resolver_dead", isp_dns="dead"),
    messengers=DNS_DEAD,
    expect={
        "dns.isp.*": "timeout:udp",
        "dnstcp.isp.*": "timeout:app",
        "sys.*": "again",
        "byname.*": "noname:again",
        "whoresolves.isp": "timeout:udp",
    },
    tags=("dns",),
)

# --------------------------------------------------------------------------
# DNS censorship
# --------------------------------------------------------------------------

WA_DNS_NXDOMAIN = censored(
    "whatsapp-dns-nxdomain",
    "WhatsApp's names removed from the national DNS",
    "The national system's resolvers, and the provider's resolver and Yandex DNS, which it feeds, answer NXDOMAIN "
    "for whatsapp.com, whatsapp.net and wa.me. Foreign resolvers, DoH and WhatsApp's addresses all work.",
    dns_lies=(DnsLie(WA_NAMES, "NXDOMAIN", ("isp", "yandex", "nsdi")),),
    net=Net(isp_dns="tampered"),
    messengers={"whatsapp": blocked("dns_nxdomain")},
    expect={
        **seen(("dns.isp.*whatsapp*", "dns.yandex.*whatsapp*", "dnstcp.isp.*whatsapp*"), "nxdomain"),
        "sys.*whatsapp*": "noname",
        "byname.*.wa*": "noname:noname",
    },
    tags=("dns", "whatsapp"),
)
for _suffix, _address, _title in (
    ("loopback", "127.0.0.1", "127.0.0.1"),
    ("private", "10.10.34.35", "a private address"),
    ("zero", "0.0.0.0", "0.0.0.0"),
):
    censored(
        f"whatsapp-dns-bogon-{_suffix}",
        f"WhatsApp's names answered with {_title}",
        "The provider's resolver forges the A records; AAAA answers are empty.",
        dns_lies=(DnsLie(WA_NAMES, _address),),
        net=Net(isp_dns="tampered"),
        messengers={"whatsapp": blocked("dns_bogon")},
        expect={
            **seen(("dns.isp.*whatsapp*", "dnstcp.isp.*whatsapp*", "sys.*whatsapp*"), f"other:{_address}"),
            "byname.*.wa*": "timeout:tcp" if _suffix == "private" else "refused:near",
        },
        tags=("dns", "whatsapp"),
    )

_INJECTED = "10.10.34.36"
DNS_INJECTION = censored(
    "dns-injection",
    "Forged DNS answers injected into all plain DNS",
    "A box on the path answers every port-53 query for WhatsApp and Signal names, to any resolver, with 10.10.34.36 "
    "before the real answer arrives (the client gets both); over TCP it resets. DoH and DoT work.",
    rules=(DnsInject(names=WA_NAMES + SG_NAMES, answer=_INJECTED),),
    net=Net(isp_dns="tampered", public_dns="tampered"),
    messengers={m: blocked("dns_injection") for m in ("whatsapp", "signal")},
    expect={
        **seen(("dns.*.*whatsapp*", "dns6.*whatsapp*", "dns.*.*signal*"), f"other:{_INJECTED}|then:ok"),
        **seen(("dnstcp.*whatsapp*", "dnstcp.*signal*"), "reset:app"),
        **seen(("sys.*whatsapp*", "sys.*signal*"), f"other:{_INJECTED}"),
        **seen(("byname.*.wa*", "byname.*.sg*"), "timeout:tcp"),
    },
    tags=("dns", "whatsapp", "signal"),
)

# --------------------------------------------------------------------------
# Blocking by address
# --------------------------------------------------------------------------

META_IP_DROP = censored(
    "meta-ip-drop",
    "All packets to Meta's ranges dropped",
    "SYNs, UDP and ping to Meta's ranges and to WhatsApp's chat servers at Amazon vanish, over IPv4 and IPv6.",
    rules=(IpBlock(Match(groups=("meta", "m:whatsapp")), action="drop"),),
    messengers={m: blocked("ip_drop") for m in META_MESSENGERS},
    expect={**silent(META_PROBES), "repeat.wa-web": "0/8:*"},
    tags=("ip", "whatsapp"),
)
TG_IP_DROP = censored(
    "telegram-ip-drop",
    "All packets to Telegram's ranges dropped",
    "SYNs, UDP and ping to Telegram's networks vanish, over IPv4 and IPv6. (Its CDN at Google stays reachable.)",
    rules=(IpBlock(Match(groups=("telegram",)), action="drop"),),
    messengers={"telegram": blocked("ip_drop")},
    expect={**silent(TG_PROBES), "trace.tg*": TRACE_ENDS_AT_CENSOR},
    twins=("outage-telegram-blackhole",),
    tags=("ip", "telegram"),
)
censored(
    "telegram-ip-rst",
    "TCP to Telegram's ranges reset at once",
    "Each SYN is answered with a forged RST from nearby (8 ms instead of 40 ms); everything else to these ranges "
    "is dropped.",
    rules=(
        IpBlock(Match(groups=("telegram",), proto="tcp"), action="rst"),
        IpBlock(Match(groups=("telegram",)), action="drop"),
    ),
    messengers={"telegram": blocked("ip_rst")},
    expect={**seen(TG_PROBES, "refused:near"), "stun.tg": "timeout:udp", "trace.tg*": TRACE_ENDS_AT_CENSOR},
    tags=("ip", "telegram"),
)
SIGNAL_HOSTS = (
    "chat.signal.org", "grpc.chat.signal.org", "storage.signal.org", "cdn.signal.org", "cdn2.signal.org",
    "cdsi.signal.org", "svr2.signal.org", "contentproxy.signal.org", "sfu.voip.signal.org",
    "turn3.voip.signal.org", "signal.org",
)  # fmt: skip

# --------------------------------------------------------------------------
# Deep packet inspection
# --------------------------------------------------------------------------


def wa_sni_truth(cause: str) -> Messenger:
    """TLS is hit, the chat connection (Noise, no server name) and calls are not."""
    return Messenger.some("media web", "blocked", cause)


WA_SNI_RST = censored(
    "whatsapp-sni-rst",
    "TLS with a WhatsApp server name is reset",
    "As whatsapp-sni-drop, but both ends get a forged RST after the ClientHello.",
    rules=(SniBlock(names=WA_NAMES, action="rst"),),
    messengers={"whatsapp": wa_sni_truth("tls_sni_rst")},
    expect=wa_hello_cut("reset:tls"),
    tags=("tls", "whatsapp"),
)
censored(
    "whatsapp-web-sni-drop",
    "Only web.whatsapp.com is silenced",
    "A ClientHello for web.whatsapp.com gets no answer; every other WhatsApp name and the chat servers work.",
    rules=(SniBlock(names=("web.whatsapp.com",), action="drop"),),
    messengers={"whatsapp": Messenger(web=F("blocked", "tls_sni_drop"))},
    expect={
        **seen(("tls*.wa-web", "https.wa-web", "ws.wa-web", "byname.https.wa-web"), "timeout:tls"),
        "tlsctl.example-ip-wa-sni": "timeout:tls",
        "h3.wa-web": "timeout:quic||skipped",
    },
    tags=("tls", "whatsapp"),
)
SG_SNI_RST = censored(
    "signal-sni-rst",
    "TLS with a Signal server name is reset",
    "Forged RST after a ClientHello for *.signal.org or *.whispersystems.org.",
    rules=(SniBlock(names=SG_NAMES, action="rst"),),
    messengers={"signal": blocked("tls_sni_rst")},
    expect=seen(SG_TLS_PROBES, "reset:tls"),
    tags=("tls", "signal"),
)
TG_MTPROTO_DPI = censored(
    "telegram-mtproto-dpi",
    "Telegram's protocol is recognised and silenced",
    "TCP to the data centres connects; the first MTProto packet (any transport, also obfuscated and HTTP) and all "
    "that follows is dropped. The web site and the web client's sockets work over TLS.",
    rules=(PayloadBlock(Match(groups=("telegram",), proto="tcp"), kind="mtproto", action="drop"),),
    messengers={"telegram": Messenger.some("chat media calls", "blocked", "protocol_dpi")},
    expect={"mtproto*": "timeout:app"},
    tags=("dpi", "telegram"),
)

# --------------------------------------------------------------------------
# Interception and block pages
# --------------------------------------------------------------------------

_MITM_NAMES = WA_NAMES + FB_NAMES + IG_NAMES + SG_NAMES + TG_NAMES + DISCORD_NAMES + ("*.google.com",)
_MITM_GROUPS = ("m:whatsapp", "meta", "telegram", "m:signal", "owner:google", "m:discord")
_MITM_NOT = ("m:telegram:chat", "m:telegram:media", "doh", "m:telegram:calls", "m:signal:calls")


def mitm_rules(ca: str, *, along: tuple[str, ...] = ()) -> tuple[Divert | IpBlock, ...]:
    """Port 443 of the chosen services goes through the proxy; QUIC to them is dropped so that browsers use TCP."""
    return (
        IpBlock(Match(groups=_MITM_GROUPS, not_groups=_MITM_NOT, proto="udp", ports=(443,)), action="drop"),
        Divert(
            Match(groups=_MITM_GROUPS, not_groups=_MITM_NOT, proto="tcp", ports=(443,)),
            to="mitm",
            names=_MITM_NAMES,
            ca=ca,
            along=along,
        ),
    )


def mitm_truth(cause: str, *, trusted: bool) -> dict[str, Messenger]:
    f = F("intercepted", cause)
    whole = Messenger(chat=f, media=f, web=f)
    refused = F("blocked", cause)
    return {
        "whatsapp": Messenger(media=f, web=f),
        "telegram": Messenger(web=f),
        # pinned to its own CA: the app refuses to talk through the interceptor
        "signal": Messenger(chat=refused, media=refused, calls=refused, web=f),
        "facebook_messenger": whole,
        "instagram_dm": whole,
        "discord": whole,
        "google_meet_chat": whole,
    }


censored(
    "mitm-untrusted",
    "TLS intercepted with an unknown certificate authority",
    "Connections to port 443 of WhatsApp, Facebook, Instagram, Signal, Telegram web, Google and Discord end in a "
    "proxy that shows a forged certificate from 'Traffic Inspection Root CA', which the client does not trust. What "
    "is not TLS (WhatsApp chat) is passed through; QUIC to these services is dropped.",
    rules=mitm_rules("rogue"),
    net=Net(tls_interception="untrusted"),
    messengers=mitm_truth("tls_mitm", trusted=False),
    expect={
        **seen(
            (
                "tls.wa*",
                "tls6.wa*",
                "tls.fb*",
                "tls.tg*",
                "tls.sg*",
                "tls.google",
                "tls.discord",
                "tlspub.wa-web",
                "https.wa*",
                "https.tg*",
                "https.sg*",
                "https.google",
                "https.discord",
                "ws.*",
                "byname.https.wa*",
                "byname.https.fb*",
                "byname.https.tg*",
                "byname.https.sg*",
                "speed.tg",
                "speed.wa",
                "up.tg",
            ),
            "badcert:*issuer=Traffic Inspection Root CA",
        ),
        **seen(("quic.*",), "timeout:udp"),
        "h3.*": "timeout:quic||skipped",
        "repeat.wa-web": "0/8:badcert:*",
        "rtt.google": "rtt~10",
    },
    tags=("tls", "mitm"),
)
censored(
    "whatsapp-http-redirect",
    "HTTP redirected to a block page, HTTPS and chat reset",
    "A plain HTTP request for a WhatsApp name gets a forged 302 to http://warning.rt.ru/ (the provider's block page); "
    "TLS with such a name and the chat protocol are reset.",
    rules=(
        HttpBlock(names=WA_NAMES, action="redirect"),
        SniBlock(names=WA_NAMES, action="rst"),
        PayloadBlock(Match(proto="tcp"), kind="wa-noise", action="rst"),
    ),
    messengers={"whatsapp": blocked("http_blockpage+tls_sni_rst+protocol_dpi")},
    expect={
        **WA_SNI_RST.expect,
        **seen(("http.wa", "byname.http.wa-web"), "302:http://warning.rt.ru/*"),
        "noise*": "reset:app",
    },
    tags=("http", "tls", "whatsapp"),
)

# --------------------------------------------------------------------------
# Throttling, cut-off, calls, intermittent interference
# --------------------------------------------------------------------------

TG_THROTTLE = censored(
    "telegram-throttle-128k",
    "Telegram slowed down to 128 kbit/s",
    "Each flow with Telegram's ranges and its CDN is shaped to 128 kbit/s in each direction. Everything connects and "
    "small exchanges are quick; media and files crawl.",
    rules=(Throttle(Match(groups=("telegram", "m:telegram")), rate_kbit=128),),
    messengers={"telegram": Messenger.all("slow", "throttling")},
    expect={"speed.tg": "slow:128k", "up.tg": "slow:128k", "https.tg*": "slow"},
    tags=("throttle", "telegram"),
)
CUTOFF = Messenger(chat=F("flaky", "cutoff_16k"), media=F("blocked", "cutoff_16k"), web=F("blocked", "cutoff_16k"))
censored(
    "cutoff-16k-foreign",
    "Connections to foreign servers freeze after 16 KB",
    "Every TCP connection to a server outside Russia stalls (no RST) once more than 16 KB of payload went in one "
    "direction. Handshakes and small answers work.",
    rules=(CutOff(Match(groups=("foreign",), proto="tcp"), after_bytes=16 * 1024),),
    messengers={"*foreign": CUTOFF, "*ru": UNTOUCHED},
    expect={
        **seen(
            ("https.wa*", "https.tg*", "https.cloudflare", "https.wiki", "https.google", "https.discord"),
            "stall:16k",
        ),
        **seen(("byname.https.wa-web", "byname.https.fb-web", "speed.*", "up.*"), "stall:16k"),
        "speed.vk": "=",
    },
    tags=("throttle", "cutoff"),
)
CALLS_WA_TG = censored(
    "calls-udp-drop",
    "Calls of WhatsApp, Messenger and Telegram blocked",
    "UDP to Meta's and Telegram's ranges is dropped (except ports 53 and 443). TCP works.",
    rules=(IpBlock(Match(groups=("meta", "telegram"), proto="udp", not_ports=(53, 443)), action="drop"),),
    messengers={
        m: Messenger(calls=F("blocked", "udp_blocked")) for m in ("whatsapp", "telegram", "facebook_messenger")
    },
    expect=seen(("stun.wa", "stun.tg"), "timeout:udp"),
    tags=("calls", "whatsapp", "telegram"),
)

# --------------------------------------------------------------------------
# White list
# --------------------------------------------------------------------------

_WHITE_SITES = ("ya", "vk", "max", "gosuslugi")
censored(
    "whitelist-mode",
    "Only a list of Russian services is reachable",
    "Mobile-shutdown mode: packets to anything but the provider's resolver and the white list (ya.ru, vk.com, max.ru, "
    "gosuslugi.ru and others, see catalog.WHITELIST_NAMES) vanish. DNS still answers for all names.",
    rules=(IpBlock(Match(not_groups=("isp", "whitelist")), action="drop"),),
    net=Net(
        status="whitelist_mode",
        cause="whitelist",
        public_dns="blocked",
        doh="blocked",
        udp="blocked",
    ),
    messengers={
        "*foreign": Messenger.all("blocked", "whitelist"),
        "*ru": UNTOUCHED,
    },
    expect={
        "*": "timeout:*",
        **seen(("if.*", "ping.gateway", "dns.isp.*", "dnstcp.isp.*", "sys.*", "chaos.isp", "whoresolves.isp"), "="),
        "byname.*": "timeout:tcp",
        "repeat.*": "0/8:timeout:tcp",
        **seen(
            (f"{kind}.{site}" for kind in ("tls", "https", "speed", "rtt", "byname.https") for site in _WHITE_SITES),
            "=",
        ),
        **seen((f"tcp*.{site}-443" for site in _WHITE_SITES), "="),
        **seen(("tls6.ya", "stun.max", "stress.*"), "="),
        "trace.*": TRACE_ENDS_AT_CENSOR,
    },
    tags=("whitelist",),
)

# --------------------------------------------------------------------------
# The service itself is down
# --------------------------------------------------------------------------


def outage(cause: str) -> Messenger:
    """Nothing of the messenger works because the service is down."""
    return Messenger.all("outage", cause, by="provider")


network(
    "outage-signal-503",
    "Signal is down: 503 from all its servers",
    "TLS works with the genuine certificates, every HTTP answer is 503. (uptime.signal.org is not updated yet.)",
    faults=(Fault(SIGNAL_HOSTS[:-2], "http-503"),),
    messengers={"signal": replace(outage("provider_503"), web=OK)},
    expect=seen(("https.sg-chat", "byname.https.sg-chat"), "503"),
    tags=("outage", "signal"),
)

# --------------------------------------------------------------------------
# Combinations
# --------------------------------------------------------------------------

#: What the filters of several countries do to ways round them, whatever is in these: WireGuard's first message gets no
#: answer (Russia: net4people/bbs#274, August 2023; Iran: #140, October 2022, and #628, June 2026: recorded; China and
#: Turkmenistan: assumed), nor does any packet to Tor's public relays (Russia: #97, December 2021; Iran: #484, June
#: 2025: recorded; China and Turkmenistan: assumed).
WAYS_FILTERED = Scenario(
    "ways-filtered",
    "WireGuard and Tor's public relays get no answer",
    rules=(
        PayloadBlock(Match(proto="udp"), kind="wireguard", action="drop"),
        IpBlock(Match(hosts=("relay.tor.invalid",)), action="drop"),
    ),
)
RUSSIA_2026 = composed(
    "russia-2026",
    "WhatsApp by DNS and by address, Telegram throttled, calls blocked, Signal reset",
    META_IP_DROP,
    WA_DNS_NXDOMAIN,
    TG_THROTTLE,
    CALLS_WA_TG,
    SG_SNI_RST,
    WAYS_FILTERED,
    description="The national DNS does not know WhatsApp, and packets to Meta's ranges vanish; Telegram is shaped "
    "to 128 kbit/s, and UDP for its calls is dropped; Signal's TLS is reset; WireGuard and Tor's relays are "
    "stopped. MAX and VK work.",
    tags=("combined",),
)

# --------------------------------------------------------------------------
# VPN
# --------------------------------------------------------------------------

network(
    "vpn-up",
    "A VPN carries everything around the censor",
    "tun0 holds the default routes and DNS (10.8.0.1) goes through it. On eth0 the rules of russia-2026 "
    "and telegram-ip-drop apply, but no traffic meets them.",
    vpn=Vpn(),
    rules=RUSSIA_2026.rules + TG_IP_DROP.rules,
    dns_lies=RUSSIA_2026.dns_lies,
    net=Net(vpn=True),
    messengers={"*": UNTOUCHED},
    expect={
        "if.route4": "tun0",
        "rtt.*": "rtt~60",
        "whoami.*": "200:185.107.56.77",
        "chaos.isp": "ok:vpn-nl",
        "whoresolves.isp": "ok:185.107.56.78",
        "stun.*": "ok:185.107.56.77",
        "dns.yandex.*whatsapp*": "nxdomain",
        "trace.8.8.8.8": "10.8.0.1>185.107.56.1>80.249.209.100>8.8.8.8",
        "trace.tg-dc2": "10.8.0.1>185.107.56.1>80.249.209.100>149.154.167.51",
    },
    tags=("vpn",),
)
