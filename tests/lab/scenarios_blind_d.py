"""Networks written without sight of the judge: innocent causes, and real filters with an innocent fault beside them.

What is said of products, providers and documents is from memory and not opened: no truth rests on it.
"""

from __future__ import annotations

import shlex
import sys
from pathlib import Path

from lab.catalog import CLIENT_V6, GATEWAY_V4, GATEWAY_V6, HOSTS, ISP_RESOLVER, VPN_SERVER_V4
from lab.scenario import (
    Detour,
    Divert,
    DnsLie,
    F,
    Fault,
    IpBlock,
    Link,
    Loss,
    Match,
    Messenger,
    Net,
    Page,
    Scenario,
    SizeBlock,
    SniBlock,
    Throttle,
    Vpn,
)
from lab.scenarios_base import (
    FB_NAMES,
    IG_NAMES,
    META_MESSENGERS,
    RUSSIA_2026,
    TG_IP_DROP,
    UNTOUCHED,
    WA_NAMES,
    blocked,
    dead_net,
    unproved,
    unproved_censored,
    wa_sni_truth,
)
from lab.scenarios_own import _resolver

_NOT_DOWN = ("outage", "no_internet")
_FINE = {"*": Messenger(by="none")}
_ODD = (Path(__file__).with_name("odd_resolver.py")).read_text(encoding="utf-8")
_AT_HOME = "192.168.77.53"


def _odd_resolver(how: str) -> str:
    return "exec " + " ".join(map(shlex.quote, (sys.executable, "-I", "-c", _ODD, _AT_HOME, ISP_RESOLVER, how)))


def _home(name: str, title: str, description: str, program: str, *, quality: str = "good") -> Scenario:
    """A network in which a small resolver at home is odd, and everything works."""
    return unproved(
        name,
        title,
        description,
        nameservers=(_AT_HOME,),
        client_setup=(f"ip addr add {_AT_HOME}/32 dev lo",),
        client_programs=(program,),
        net=Net(quality=quality),
        messengers=_FINE,
        tags=("blind", "dns", "own", "honest", "trap"),
    )


# ---- names -----------------------------------------------------------------------------------------------------------

_home(
    "old-router-without-edns",
    "The router's DNS proxy is from 2008 and knows nothing of EDNS",
    "It answers FORMERR to questions with EDNS, NOTIMP to any type but A, AAAA and PTR, and does not listen on TCP. "
    "Plain questions are answered truly: systems ask again without EDNS, and everything works.",
    _odd_resolver("old"),
)
_home(
    "home-resolver-takes-twenty-a-second",
    "The resolver at home answers twenty questions a second, and is silent to the rest",
    "AdGuard Home's default limit. Who asks for many names at once gets no answer to some, asks again after some "
    "seconds, and has them all.",
    _odd_resolver("limit-20"),
    quality="slow",
)
_home(
    "resolver-fails-each-name-once",
    "The first question for each name is answered by SERVFAIL, the next one truly",
    "The resolver's way to the world is slow: it gives up on a name, learns the answer a moment later, and has it "
    "from then on. The C library asks again at once.",
    _odd_resolver("once"),
)
_home(
    "home-filter-against-advertising",
    "The filter of this home withholds advertising and reports, WhatsApp's own reports among them",
    "Pi-hole gives 0.0.0.0 for advertising networks and for names that apps only report to: crashlogs.whatsapp.net, "
    "dit.whatsapp.net, graph.facebook.com. No function needs them.",
    _resolver(
        _AT_HOME,
        "zero",
        *("doubleclick.net", "googlesyndication.com", "app-measurement.com", "crashlytics.com", "adjust.com"),
        *("crashlogs.whatsapp.net", "dit.whatsapp.net", "graph.facebook.com", "metrics.icloud.com"),
    ),
)
# Resolvers and load balancers that say NXDOMAIN to AAAA where they should say that there is none of this type
# (RFC 4074, 4.2).
unproved(
    "resolver-denies-every-aaaa",
    "The resolver says of every AAAA that the name does not exist",
    "The line has IPv4 alone, and the provider's resolver answers NXDOMAIN to any question of type AAAA, and truly "
    "to type A. The C library takes the addresses that there are.",
    link=Link(ipv6="none"),
    dns_lies=(DnsLie(("*",), "NXDOMAIN", qtype="AAAA"),),
    net=Net(ipv6="none"),
    messengers=_FINE,
    tags=("blind", "dns", "honest", "trap"),
)
# Controllers of wireless networks had 1.1.1.1 as the address of their own pages for years (Cisco's among them).
unproved(
    "hotel-controller-is-1-1-1-1",
    "In this hotel 1.1.1.1 is the page of the wireless network's controller",
    "Who has signed in can reach everything; only 1.1.1.1 is answered by the controller, with its own page and "
    "certificate on the web's ports and with nothing on others.",
    rules=(
        Divert(Match(hosts=("1.1.1.1",), proto="tcp", ports=(80, 443)), to="portal", page=Page(200, "Signed in.")),
        IpBlock(Match(hosts=("1.1.1.1",)), action="drop"),
    ),
    net=Net(doh="partly_blocked"),
    messengers=_FINE,
    tags=("blind", "dns", "portal", "honest", "trap"),
)

# ---- the line --------------------------------------------------------------------------------------------------------

unproved(
    "wireless-gone-for-three-seconds",
    "The computer loses its wireless network for three seconds, and finds it again",
    "From the third to the sixth second eth0 is down, without address and route, and sends find no way at all. "
    "Before and after everything works.",
    client_programs=(
        f"sleep 3; ip link set eth0 down; sleep 3; ip link set eth0 up; ip addr add {CLIENT_V6}/64 dev eth0 nodad; "
        f"ip route add default via {GATEWAY_V4} dev eth0 metric 100; "
        f"ip -6 route add default via {GATEWAY_V6} dev eth0 metric 100; sleep 600",
    ),
    net=Net(quality="slow"),
    messengers=_FINE,
    tags=("blind", "honest", "trap"),
)
_NO_UDP = F("blocked", "udp_blocked")
unproved(
    "plane-signed-in",
    "A plane's network, signed in: 512 kbit/s for all, 680 ms, no UDP",
    "Everything that goes over TCP on the web's two ports works, late. UDP but for lookups is dropped, for "
    "everybody, so that calls cannot be made; Signal's can go over TCP.",
    link=Link(access_ms=20, isp_ms=5, world_ms=320, ru_ms=320, kbit=512, queue_bytes=96 * 1024, ipv6="none"),
    rules=(
        IpBlock(Match(proto="udp", not_groups=("isp",)), action="drop"),
        IpBlock(Match(proto="tcp", not_groups=("isp",), not_ports=(80, 443)), action="drop"),
    ),
    net=Net(udp="blocked", public_dns="blocked", ipv6="none", quality="slow"),
    messengers={
        "*": Messenger(calls=_NO_UDP, by="isp-fault"),
        "signal": Messenger(calls=F("flaky", "udp_blocked"), by="isp-fault"),
    },
    tags=("blind", "calls", "honest", "trap"),
)
# Cogent and Hurricane Electric have not exchanged IPv6 for years; Google and Cogent neither (since 2016).
unproved(
    "ipv6-quarrel-of-providers",
    "Over IPv6 there is no way to Meta, Google and Amazon; over IPv4 everything is open",
    "Two providers do not exchange IPv6. Others answer over both. Systems turn to IPv4 within a fraction of a "
    "second, and everything works.",
    rules=(IpBlock(Match(groups=("meta", "owner:google", "owner:amazon"), ip_version=6), action="drop"),),
    messengers=_FINE,
    tags=("blind", "honest", "trap"),
)
unproved(
    "meta-by-way-of-another-continent",
    "A cable is cut, and the way to Meta leads around the world",
    "Packets to and from Meta's networks take 280 ms longer on each way, 600 ms there and back; all others are as "
    "near as ever. Nothing is lost, and everything works.",
    rules=(Detour(Match(groups=("meta",)), ms=280),),
    net=Net(quality="slow"),
    messengers=_FINE,
    tags=("blind", "honest", "trap"),
)
# A network with NAT64 hands out addresses in 64:ff9b::/96 by DNS64; where the resolver does not (one's own, a fault),
# servers with IPv4 alone have no address that leads there. The computer has no CLAT.
_IPV4_ALONE = tuple(name for host in HOSTS if not host.v6 for name in host.names if not name.endswith(".invalid"))
unproved(
    "nat64-without-dns64",
    "IPv6 alone, with a translator that no resolver tells of",
    "The line has no IPv4, and the resolver answers truly: names of servers without IPv6 have A records alone, "
    "which lead nowhere from here. What has IPv6 works.",
    link=Link(ipv4="none"),
    dns_lies=(DnsLie(_IPV4_ALONE, "NODATA", ("*",), qtype="AAAA"),),
    net=Net(ipv4="none"),
    messengers={
        "*": Messenger.all("flaky", "gateway_down", by="isp-fault"),
        **dict.fromkeys(META_MESSENGERS, UNTOUCHED),
        "telegram": Messenger.some("web", "blocked", "gateway_down", calls=F("flaky", "gateway_down"), by="isp-fault"),
        "signal": Messenger.some("media web", "blocked", "gateway_down", by="isp-fault"),
    },
    tags=("blind", "dns", "honest", "trap"),
)
# Gateways that rate names hold the first connection with a name that they do not know while they ask their maker.
unproved(
    "gateway-rates-each-name-first",
    "A gateway looks every new name up, and the first connection with it comes to nothing",
    "The first ClientHello with each name, whoever is asked, gets no answer; all later ones with that name pass. "
    "Nobody is singled out, and programs try again.",
    rules=(SniBlock(names=("*",), action="drop", first_of_each=1),),
    net=Net(quality="slow"),
    messengers=_FINE,
    tags=("blind", "honest", "trap"),
)

# ---- this computer ---------------------------------------------------------------------------------------------------

# "Always-on" settings stay in place when the program that set them has ended (Mullvad's and others' lockdown mode).
unproved(
    "kill-switch-without-its-vpn",
    "The VPN has ended, and its kill switch holds",
    "No tunnel is up; a firewall of this computer lets nothing leave but to the VPN's server and the home, and "
    "says that it is prohibited. The line is in order.",
    client_setup=(
        "nft add table inet lock",
        "nft 'add chain inet lock out { type filter hook output priority 0; }'",
        f"nft 'add rule inet lock out oif eth0 ip daddr != {{ 192.168.1.0/24, {VPN_SERVER_V4} }} "
        "reject with icmpx type admin-prohibited'",
        "nft 'add rule inet lock out oif eth0 ip6 daddr != { fe80::/10, ff00::/8, 2a02:2168:a07:1::/64 } "
        "reject with icmpx type admin-prohibited'",
    ),
    net=dead_net("offline", "local_firewall"),
    messengers={"*": Messenger.all("blocked", "local_firewall+uplink_dead", by="local")},
    tags=("blind", "vpn", "own", "offline", "trap"),
)
_READ = ("intercepted", "tls_inspection")
unproved(
    "parental-program-reads-social-sites",
    "A program for parents reads WhatsApp's, Facebook's and Instagram's sites, and no other",
    "TLS with these names ends in a program whose root this computer trusts and whose name is in the certificates; "
    "QUIC to Meta is dropped. Neutral sites, Telegram and Signal are left alone, as are WhatsApp's phones.",
    rules=(
        IpBlock(Match(groups=("meta",), proto="udp", ports=(443,)), action="drop"),
        Divert(
            Match(groups=("meta",), proto="tcp", ports=(443,)),
            to="mitm",
            names=(*WA_NAMES, *FB_NAMES, *IG_NAMES),
            ca="guard",
        ),
    ),
    roots_installed=("guard",),
    net=Net(tls_interception="trusted_by_os"),
    messengers={
        "whatsapp": Messenger.some("media web", *_READ, by="local"),
        **dict.fromkeys(
            ("facebook_messenger", "instagram_dm"),
            Messenger.some("chat media web", *_READ, by="local"),
        ),
    },
    tags=("blind", "tls", "mitm", "own", "trap"),
)

# ---- the service's own trouble ---------------------------------------------------------------------------------------

unproved(
    "whatsapp-scripts-503",
    "WhatsApp's page opens, and the host of its scripts answers 503",
    "static.whatsapp.net shows its genuine certificate and answers 503 to everything. Page, socket, files and "
    "phones are in order: the page stays empty.",
    faults=(Fault(("static.whatsapp.net",), "http-503"),),
    messengers={"whatsapp": Messenger.some("web", "outage", "provider_503", by="provider")},
    tags=("blind", "outage", "whatsapp", "trap"),
)

# ---- a filter, and something innocent beside it ----------------------------------------------------------------------

# A portal that was made for IPv4: whoever has IPv6 as well is online halfway before having signed in.
unproved(
    "hotel-portal-forgets-ipv6",
    "A hotel's portal stops IPv4 before the sign-in, and has forgotten IPv6",
    "Over IPv4 plain pages lead to the sign-in page, other TCP is reset and UDP dropped; lookups are answered. "
    "Over IPv6 everything is open: WhatsApp, Telegram's and Signal's messages pass, and what has IPv4 alone "
    "does not.",
    rules=(
        Divert(Match(proto="tcp", ports=(80,), ip_version=4, not_groups=("isp",)), to="portal"),
        IpBlock(Match(proto="tcp", ip_version=4, not_groups=("isp",)), action="rst"),
        IpBlock(Match(ip_version=4, not_groups=("isp",)), action="drop"),
    ),
    net=Net(status="half_portal", cause="captive_portal", ipv4="broken"),
    messengers={
        "*": Messenger.all("flaky", "captive_portal", by="local"),
        **dict.fromkeys(META_MESSENGERS, UNTOUCHED),
        "telegram": Messenger.some("web", "blocked", "captive_portal", calls=F("flaky", "captive_portal"), by="local"),
        "signal": Messenger.some("media web", "blocked", "captive_portal", by="local"),
    },
    tags=("blind", "portal", "trap"),
)
unproved_censored(
    "clock-of-2010-and-telegram-dropped",
    "The computer's clock stands in 2010, and Telegram is dropped",
    "A flat battery: every certificate seems to lie in the future. Besides, no packet to Telegram's networks "
    "arrives, which has nothing to do with the clock.",
    rules=TG_IP_DROP.rules,
    clock_offset_days=6177,
    net=Net(status="clock_wrong", cause="client_clock"),
    messengers={
        "*": Messenger.all("blocked", "client_clock", by="local"),
        "whatsapp": Messenger.some("media web", "blocked", "client_clock", by="local"),
        "telegram": blocked("ip_drop"),
    },
    tags=("blind", "local", "ip", "trap"),
)
unproved_censored(
    "large-packets-lost-and-telegram-dropped",
    "The line loses packets of more than 1,350 bytes, and Telegram is dropped",
    "A tunnel at the provider takes less than it says, and nobody is told: certificates arrive from nobody. What "
    "says little passes, WhatsApp's phones among it. Besides, no packet to Telegram arrives.",
    rules=(SizeBlock(Match(), max_bytes=1350), *TG_IP_DROP.rules),
    net=Net(status="path_broken", cause="mtu_blackhole"),
    messengers={
        "*": Messenger.all("blocked", "mtu_blackhole", by="isp-fault"),
        "whatsapp": Messenger.some("media web", "blocked", "mtu_blackhole", by="isp-fault"),
        "signal": Messenger.some("chat media calls", "blocked", "mtu_blackhole", by="isp-fault"),
        "telegram": blocked("ip_drop"),
    },
    tags=("blind", "ip", "telegram", "trap"),
)
unproved_censored(
    "ipv6-dead-and-whatsapp-reset-over-ipv4",
    "IPv6 leads nowhere, and over IPv4 WhatsApp's names are reset",
    "The filter knows IPv4 alone, and the way around it, over IPv6, is dead for everybody: the computer has an "
    "address and a route, and no packet comes back.",
    link=Link(ipv6="broken"),
    rules=(SniBlock(Match(ip_version=4), names=WA_NAMES, action="rst"),),
    net=Net(ipv6="broken"),
    messengers={"whatsapp": wa_sni_truth("tls_sni_rst")},
    tags=("blind", "tls", "whatsapp"),
)
unproved(
    "tls-tunnel-held-to-400k",
    "A VPN dressed as TLS, which the provider holds to 400 kbit/s",
    "Below is Russia's line of 2026 with Telegram dropped as well. All that the computer says goes through one "
    "connection to the VPN's server, which is slowed: everything in it works, late, the filtered ones too.",
    vpn=Vpn(server=VPN_SERVER_V4, dresses=("tls",)),
    rules=(
        *RUSSIA_2026.rules,
        *TG_IP_DROP.rules,
        Throttle(Match(hosts=(VPN_SERVER_V4,)), rate_kbit=400, queue_ms=3000),
    ),
    dns_lies=RUSSIA_2026.dns_lies,
    net=Net(vpn=True, quality="slow"),
    messengers={"*": UNTOUCHED},
    tags=("blind", "vpn", "trap"),
)
unproved_censored(
    "whatsapp-silenced-signal-photos-503",
    "WhatsApp is silenced by a filter, and Signal's photo servers are down by themselves",
    "A ClientHello with a WhatsApp name gets no answer. cdn, cdn2 and cdn3.signal.org show genuine certificates "
    "and answer 503. The two have nothing to do with each other.",
    rules=(SniBlock(names=WA_NAMES, action="drop"),),
    faults=(Fault(("cdn.signal.org", "cdn2.signal.org"), "http-503"),),
    messengers={
        "whatsapp": wa_sni_truth("tls_sni_drop"),
        "signal": Messenger.some("media", "outage", "provider_503", by="provider"),
    },
    tags=("blind", "tls", "outage"),
)
unproved_censored(
    "router-table-full-and-telegram-reset",
    "The router's table of connections is full, and Telegram is reset by its address",
    "Of four new TCP connections, with whomever, one gets no answer, and a fifth of all UDP is lost. A SYN to "
    "Telegram's networks always draws a forged RST from nearby, and its UDP vanishes.",
    rules=(
        IpBlock(Match(groups=("telegram",), proto="tcp"), action="rst"),
        IpBlock(Match(groups=("telegram",)), action="drop"),
        IpBlock(Match(proto="tcp"), action="drop", share=0.25),
        Loss(Match(proto="udp"), up=0.1, down=0.1),
    ),
    net=Net(quality="slow"),
    messengers={
        "*": _FINE["*"],
        "telegram": blocked("ip_rst"),
    },
    tags=("blind", "ip", "telegram", "trap"),
)
