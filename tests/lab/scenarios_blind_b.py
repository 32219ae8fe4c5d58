"""Twenty networks written without sight of the judge: innocent causes, and odd lines on which everything works."""

from __future__ import annotations

from lab.answers import Answer
from lab.catalog import ISP_PORTAL_NAME, ISP_RESOLVER
from lab.scenario import (
    Divert,
    DnsLie,
    F,
    Fault,
    HttpBlock,
    IpBlock,
    Link,
    Loss,
    Match,
    Messenger,
    Net,
    Page,
    PayloadBlock,
    SizeBlock,
    SniBlock,
)
from lab.scenarios_base import (
    PORTAL,
    SG_NAMES,
    TG_NAMES,
    UNTOUCHED,
    WA_NAMES,
    dead_net,
    unproved,
    unproved_censored,
)
from lab.scenarios_own import _resolver

_FINE = {"*": Messenger(by="none")}

# ---- the service's own trouble, in part ------------------------------------------------------------------------------


def _bad_gateway(host: str, method: str) -> Answer:
    return Answer(
        host=host,
        path="/*",
        method=method,
        status=502,
        length=122,
        headers={"server": "awselb/2.0"},
        text="<html><head><title>502 Bad Gateway</title></head>",
        kind="assumed",
        date="2026-11-29",
        source="what a load balancer of Amazon's says when nobody stands behind it",
    )


unproved(
    "signal-messages-502",
    "Signal's message servers answer 502, its photo servers work",
    "What stands before Signal's message servers has nobody behind it: TLS with the genuine certificate, then 502 "
    "to everything. Photos, storage and relays answer as always.",
    answers=tuple(
        _bad_gateway(host, method) for host in ("grpc.chat.signal.org", "chat.signal.org") for method in ("GET", "POST")
    ),
    messengers={"signal": Messenger.some("chat calls", "outage", "provider_502", by="provider")},
    tags=("blind", "outage", "signal"),
)
# Certificates of single hosts run out at the largest (Microsoft Teams, 2020-02-03; Starlink, 2023-04-07).
unproved(
    "whatsapp-page-certificate-ran-out",
    "The certificate of WhatsApp's page ran out, those of its other hosts did not",
    "web.whatsapp.com and what stands at its addresses show a genuine certificate that ended two days ago. Scripts, "
    "files and the phones' servers are in order, as is this computer's clock.",
    faults=(Fault(("web.whatsapp.com",), "tls-expired"),),
    messengers={"whatsapp": Messenger(web=F("outage", "provider_expired"), by="provider")},
    tags=("blind", "outage", "whatsapp", "trap"),
)

# ---- the line --------------------------------------------------------------------------------------------------------

# A cheap router whose table of connections is full drops what is new, lookups too, and is late with the rest.
unproved(
    "home-router-table-full",
    "The router's table of connections is full",
    "Of four new connections, with whomever, one gets no answer; a quarter of what goes there and back over UDP is "
    "lost, lookups too; packets are up to 40 ms late. Everything works at the next try.",
    link=Link(jitter_ms=40),
    rules=(
        IpBlock(Match(proto="tcp"), action="drop", share=0.25),
        Loss(Match(proto="udp"), up=0.15, down=0.1),
    ),
    net=Net(quality="slow"),
    messengers=_FINE,
    tags=("blind", "honest", "trap"),
)
# "HE decided that IPv6 was better, the initial TCP connection worked fine and then, during the TLS handshake packets
# got too big" (techlog.jenslink.net, happy-eyeballs); tunnels of IPv6 carry 1,280 bytes. What has IPv4 alone, and
# what says little, works; whether an app turns to IPv4 after a handshake that hangs depends on the app.
_HOLE = F("flaky", "mtu_blackhole")
unproved(
    "ipv6-tunnel-loses-large-packets",
    "IPv6 loses large packets, IPv4 is whole",
    "A tunnel on the way of IPv6 takes 1,280 bytes, and nobody is told: connections stand, certificates do not "
    "arrive. Over IPv4 everything works.",
    rules=(SizeBlock(Match(ip_version=6), max_bytes=1280),),
    net=Net(status="path_broken", cause="mtu_blackhole", ipv6="large_packets_lost"),
    messengers={
        "whatsapp": Messenger(media=_HOLE, web=_HOLE, by="isp-fault"),
        "telegram": Messenger(media=_HOLE, web=_HOLE, by="isp-fault"),
        "signal": Messenger(chat=_HOLE, media=_HOLE, by="isp-fault"),
    },
    tags=("blind", "honest", "trap"),
)
unproved(
    "line-gone-for-eight-seconds",
    "The line is gone for eight seconds in the middle of a check",
    "A modem trains anew: from the fifth to the thirteenth second after the first packet nothing passes, before and "
    "after everything does. Nobody is singled out.",
    link=Link(gap=(5.0, 13.0)),
    net=Net(quality="slow"),
    messengers=_FINE,
    tags=("blind", "honest", "trap"),
)
# Bufferbloat (Dischinger et al., IMC 2007; Netalyzr, IMC 2010): a download fills the queue of a modem, and all else
# waits.
_DOWNLOAD = (
    "while :; do curl -s -m 30 -o /dev/null"
    + " -o /dev/null".join(f" https://content.cdn.viber.com/film/{n}" for n in range(8))
    + " || sleep 1; done"
)
unproved(
    "download-fills-the-queue",
    "A download on this computer fills a narrow line",
    "4 Mbit/s for all and a queue of 384 KB (0.8 seconds) in which two downloads stand. Everything works, late; "
    "nobody is singled out.",
    link=Link(access_ms=12, kbit=4096, queue_bytes=384 * 1024),
    client_programs=(_DOWNLOAD,) * 2,
    net=Net(quality="slow"),
    messengers=_FINE,
    tags=("blind", "narrow", "honest", "trap"),
)

# ---- who stands at the door ------------------------------------------------------------------------------------------

# Portals with "sign in with Google, Apple or Facebook" let these through before anybody has signed in (walled
# garden), and with them the pages by which systems look for a portal.
_GARDEN = (
    "*.google.com", "*.gstatic.com", "*.googleapis.com", "captive.apple.com", "*.apple.com", "www.facebook.com",
    "*.fbcdn.net",
)  # fmt: skip
unproved(
    "hotel-portal-walled-garden",
    "A hotel's portal lets Google, Apple and Facebook through before the sign-in",
    "Plain pages of others get a 302 to the sign-in page; other TCP is reset, other UDP dropped; names are "
    "answered. Google's and Apple's checks for portals pass, and say that all is well.",
    rules=(
        Divert(Match(ports=(53,)), to="resolver"),
        Divert(Match(proto="tcp", ports=(80,), not_groups=("isp",), not_hosts=_GARDEN), to="portal"),
        IpBlock(Match(proto="tcp", not_groups=("isp",), not_hosts=_GARDEN), action="rst"),
        IpBlock(Match(not_groups=("isp",), not_hosts=_GARDEN), action="drop"),
    ),
    net=dead_net("captive_portal", "captive_portal", isp_dns="ok"),
    messengers={"*": PORTAL},
    tags=("blind", "portal", "trap"),
)
# Next-generation firewalls with rules by application: web browsing on 443 and nothing that is no TLS there.
_OWN_PROTOCOL = F("blocked", "protocol_dpi")
_NO_UDP = F("blocked", "udp_blocked")
unproved_censored(
    "office-tls-on-443-alone",
    "An office lets TLS on port 443 out, and nothing else",
    "TCP to other ports and all UDP vanish, whoever is asked; on 443 the first message of Telegram's and of "
    "WhatsApp's own protocol gets no answer. The web, web versions and Signal pass; calls over UDP do not.",
    rules=(
        IpBlock(Match(proto="tcp", not_groups=("isp",), not_ports=(443,)), action="drop"),
        IpBlock(Match(proto="udp", not_groups=("isp",)), action="drop"),
        PayloadBlock(Match(proto="tcp", ports=(443,)), kind="mtproto", action="drop"),
        PayloadBlock(Match(proto="tcp", ports=(443,)), kind="wa-noise", action="drop"),
    ),
    net=Net(udp="blocked", public_dns="blocked"),
    messengers={
        "*": Messenger(calls=_NO_UDP, by="isp-fault"),
        "whatsapp": Messenger(chat=_OWN_PROTOCOL, calls=_NO_UDP, by="isp-fault"),
        "telegram": Messenger(chat=_OWN_PROTOCOL, media=_OWN_PROTOCOL, calls=_NO_UDP, by="isp-fault"),
        "signal": Messenger(calls=F("flaky", "udp_blocked"), by="isp-fault"),
    },
    tags=("blind", "ports", "dpi", "trap"),
)
# "the exclusions for *.whispersystems.org, cdn.signal.org, and cdn2.signal.org no longer seem enough" behind a system
# that inspects (signalapp/Signal-Desktop#5513, 2021-09): an office made its exceptions once, and Signal moved on.
_READ = F("intercepted", "tls_inspection")
_NOT_READ = ("isp", "lan", "doh", "m:telegram:chat", "m:telegram:media", "m:telegram:calls", "m:signal:calls")
_ONLY_TCP = IpBlock(Match(not_groups=_NOT_READ, proto="udp", ports=(443,)), action="drop")
unproved(
    "office-inspects-old-exceptions",
    "An office inspects TLS, and its exceptions for Signal are old",
    "TLS of everybody ends in the office's box, whose root this computer trusts, but for whispersystems.org and "
    "cdn, cdn2 and cdn3.signal.org. Signal trusts its own root alone: photos would pass, messages do not.",
    rules=(
        Divert(
            Match(
                not_groups=_NOT_READ,
                not_hosts=("cdn.signal.org", "cdn2.signal.org"),
                proto="tcp",
                ports=(443,),
            ),
            to="mitm",
            names=("*",),
        ),
        _ONLY_TCP,
    ),
    roots_installed=("rogue",),
    net=Net(tls_interception="trusted_by_os"),
    messengers={
        "whatsapp": Messenger(media=_READ, web=_READ, by="local"),
        "telegram": Messenger(web=_READ, by="local"),
        "signal": Messenger(chat=_READ, calls=_READ, web=_READ, by="local"),
    },
    tags=("blind", "tls", "mitm", "trap"),
)
# Antivirus programs inspect whatever browsers open and leave alone programs that they know to bring their own roots.
unproved(
    "antivirus-inspects-all-but-signal",
    "An antivirus inspects every site, and spares Signal",
    "Whatever is opened over TLS ends in an antivirus program here, neutral sites too; its name is in the "
    "certificates and its root is installed. Signal's servers are on its list of exceptions.",
    rules=(
        Divert(
            Match(not_groups=(*_NOT_READ, "m:signal"), proto="tcp", ports=(443,)),
            to="mitm",
            names=("*",),
            ca="guard",
        ),
        _ONLY_TCP,
    ),
    roots_installed=("guard",),
    net=Net(tls_interception="trusted_by_os"),
    messengers={
        "whatsapp": Messenger(media=_READ, web=_READ, by="local"),
        "telegram": Messenger(web=_READ, by="local"),
    },
    tags=("blind", "tls", "mitm", "honest", "trap"),
)

# ---- this computer and this home -------------------------------------------------------------------------------------

unproved(
    "second-nameserver-dead-first-slow",
    "The second of two nameservers is dead, and the first takes its time",
    "This computer asks the provider's resolver first, which answers after 0.8 seconds; the second address belonged "
    "to a box that is no longer there. Systems never need it: everything works.",
    nameservers=(ISP_RESOLVER, "10.99.0.1"),
    dns_lies=(DnsLie(("*",), "TRUTH", delay=0.8),),
    messengers=_FINE,
    tags=("blind", "dns", "honest", "trap"),
)
# "users of the SOCIAL MEDIA extension cannot send or receive any WhatsApp media files. Text messages still work"
# because of a hosts file (StevenBlack/hosts#955, 2019-04-15).
unproved(
    "hosts-file-with-a-social-list",
    "A hosts file with a list against social media holds WhatsApp's files",
    "0.0.0.0 stands beside mmg, mmg-fna, media and pps.whatsapp.net. Page, scripts and phones' names are not on "
    "the list; the network is free.",
    hosts_file=(
        "0.0.0.0 mmg.whatsapp.net mmg-fna.whatsapp.net media.whatsapp.net pps.whatsapp.net scontent.whatsapp.net",
        "0.0.0.0 graph.facebook.com www.tiktok.com",
    ),
    messengers={"whatsapp": Messenger(media=F("blocked", "hosts_file"), by="local")},
    tags=("blind", "dns", "own", "whatsapp", "trap"),
)
_AHEAD = F("blocked", "client_clock")
unproved(
    "clock-two-years-ahead",
    "The computer's clock is 800 days ahead",
    "A flat battery and a wrong year: every certificate seems to have run out, whoever shows it. What checks no "
    "certificate works.",
    clock_offset_days=-800,
    net=Net(status="clock_wrong", cause="client_clock"),
    messengers={
        "*": Messenger.all("blocked", "client_clock", by="local"),
        "whatsapp": Messenger(media=_AHEAD, web=_AHEAD, by="local"),
        "telegram": Messenger(web=_AHEAD, by="local"),
    },
    tags=("blind", "local", "trap"),
)
# An office's or a laboratory's settings left behind: `search corp.example` with `options ndots:4`, and a wildcard in
# that domain. The C library asks web.whatsapp.com.corp.example first and is content with what it gets
# (resolv.conf(5)).
_ASTRAY = F("blocked", "search_domain")
unproved(
    "search-domain-with-a-wildcard",
    "A search domain with a wildcard leads every name to one dead address",
    "The system appends corp.example to names of up to three dots before it asks for them as they are, and every "
    "name in corp.example has the address 10.20.0.80, where nobody is. Whole names resolve as they should; no "
    "program that asks the system gets that far. Telegram's apps ask for no name.",
    nameservers=(f"{ISP_RESOLVER}\nsearch corp.example\noptions ndots:4",),
    dns_lies=(DnsLie(("*.corp.example",), "10.20.0.80"),),
    net=Net(status="names_astray", cause="search_domain"),
    messengers={
        "*": Messenger.all("blocked", "search_domain", by="local"),
        "telegram": Messenger(web=_ASTRAY, by="local"),
    },
    tags=("blind", "dns", "own", "trap"),
)
unproved(
    "home-filter-without-telegram",
    "The filter of this home withholds Telegram's names",
    "AdGuard Home on a small box gives 0.0.0.0 for telegram.org and t.me (parents' list of services). The "
    "provider's resolver knows them; Telegram's apps ask for no name and work.",
    nameservers=("192.168.77.53",),
    client_setup=("ip addr add 192.168.77.53/32 dev lo",),
    client_programs=(_resolver("192.168.77.53", "zero", "telegram.org", "t.me"),),
    net=Net(isp_dns="tampered"),
    messengers={"telegram": Messenger(web=F("blocked", "own_filter"), by="local")},
    tags=("blind", "dns", "own", "telegram", "trap"),
)

# ---- odd, and everything works ---------------------------------------------------------------------------------------

_WELCOME = Page(302, location=f"http://{ISP_PORTAL_NAME}/welcome?room=214")
unproved(
    "hotel-signed-in-welcome-page",
    "A hotel where one has signed in, and some plain pages still lead to its greeting",
    "Everything is open. Plain requests to Firefox's, Ubuntu's and a few neutral hosts get a 302 to the hotel's "
    "greeting; those to Google's, Apple's and Microsoft's checks are answered as they should.",
    rules=(
        HttpBlock(
            Match(proto="tcp", ports=(80,)),
            names=("detectportal.firefox.com", "*.ubuntu.com", "neverssl.com", "example.com", "*.archlinux.org"),
            action="page",
            page=_WELCOME,
        ),
    ),
    net=Net(),
    messengers=_FINE,
    tags=("blind", "portal", "honest", "trap"),
)
# Resolvers that have to go abroad for what nobody asked lately, over a full line (Cuba, Central Asia: common
# experience).
unproved(
    "names-from-abroad-slow",
    "Names of messengers take 2.5 seconds, names at home none",
    "The provider's resolver has to ask abroad for the names of WhatsApp, Telegram and Signal, and its own line is "
    "full. The answers are true, and systems wait for them.",
    dns_lies=(DnsLie((*WA_NAMES, *TG_NAMES, *SG_NAMES), "TRUTH", delay=2.5),),
    net=Net(quality="slow"),
    messengers=_FINE,
    tags=("blind", "dns", "honest", "trap"),
)
# Starlink's users see reordering, bursts of loss and gaps of a second or two at handovers.
unproved(
    "low-orbit-handover",
    "A satellite low above: packets overtake one another, arrive twice, and pause",
    "Up to 45 ms more for each packet, 2 % twice, 2 % of round trips lost, and one and a half seconds of nothing "
    "in the eighth second. Everything works.",
    link=Link(access_ms=12, jitter_ms=45, duplicates=0.02, loss=0.02, gap=(7.0, 8.5)),
    net=Net(quality="slow"),
    messengers=_FINE,
    tags=("blind", "honest", "trap"),
)
# v2rayN's "system proxy" (2dust/v2rayN#3205): browsers follow it, and whether an app does nobody can see.
_ONE_WAY = F("blocked", "proxy_only")
_PROXY = "http://185.232.71.22:3128"
unproved_censored(
    "system-proxy-around-whatsapp-names",
    "The system's proxy leads around a filter of WhatsApp's names",
    "Beside the proxy TLS with WhatsApp's names is reset; through it pages and files open. The phones' greeting "
    "names nobody and passes without it.",
    rules=(SniBlock(names=WA_NAMES, action="rst"),),
    client_env=(("http_proxy", _PROXY), ("https_proxy", _PROXY)),
    net=Net(proxy=True),
    messengers={"whatsapp": Messenger(media=_ONE_WAY, web=_ONE_WAY)},
    tags=("blind", "proxy", "whatsapp", "trap"),
)
unproved(
    "asian-messengers-from-far",
    "LINE, KakaoTalk and WeChat from the other side of the earth",
    "Their servers stand where they do, 300 to 400 ms away over an uneven mobile line; anycast hosts are near. "
    "Nothing interferes.",
    link=Link(access_ms=40, jitter_ms=25, loss=0.01, distances="noted"),
    net=Net(quality="slow"),
    messengers=dict.fromkeys(("line", "kakaotalk", "wechat"), UNTOUCHED),
    tags=("blind", "honest", "others", "trap"),
)
