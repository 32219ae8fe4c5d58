"""Networks written without sight of the judge: innocent causes, and real filters on an odd line.

What is said of products and providers is from memory and not opened: no truth rests on it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from lab.catalog import HOSTS, ISP_BLOCKPAGE
from lab.scenario import (
    Divert,
    DnsLie,
    F,
    Fault,
    HttpBlock,
    IpBlock,
    Link,
    Match,
    Messenger,
    Net,
    Page,
    PayloadBlock,
    SniBlock,
    Vpn,
)
from lab.scenarios_base import (
    FB_NAMES,
    IG_NAMES,
    META_MESSENGERS,
    PORTAL,
    SG_NAMES,
    TG_NAMES,
    UNTOUCHED,
    WA_NAMES,
    blocked,
    dead_net,
    outage,
    unproved,
    unproved_censored,
)
from lab.scenarios_own import _resolver

_FINE = {"*": UNTOUCHED}

# ---- names -----------------------------------------------------------------------------------------------------------

# Routers strip answers that lead to the home or to this computer, against DNS rebinding (FRITZ!Box, dnsmasq's
# stop-dns-rebind). Signal tells of its own health by 127.0.0.1.
unproved(
    "router-strips-loopback-answers",
    "The router strips answers that lead to this computer, and Signal tells of its health by one",
    "A guard against DNS rebinding: uptime.signal.org, whose healthy answer is 127.0.0.1, has no address here. No "
    "function needs it.",
    dns_lies=(DnsLie(("uptime.signal.org", "localhost"), "NODATA"),),
    messengers=_FINE,
    tags=("blind", "dns", "honest", "trap"),
)
# RFC 4074, 4.1: name servers that ignore questions for AAAA.
unproved(
    "resolver-ignores-every-aaaa",
    "The resolver is silent to every question for AAAA, and tells the truth about A",
    "An old box at the provider. The C library asks for both at once, waits for the one that never comes, and goes on "
    "with the other: every new name takes fifteen seconds, and then all works. IPv4 alone.",
    link=Link(ipv6="none"),
    dns_lies=(DnsLie(("*",), "TIMEOUT", qtype="AAAA"),),
    net=Net(ipv6="none", quality="slow"),
    messengers=_FINE,
    tags=("blind", "dns", "honest", "trap"),
)
_CHILD = "192.168.77.53"
_WITHHELD = Messenger.all("blocked", "own_filter", by="local")
unproved(
    "router-has-a-profile-for-children",
    "The home's router leads WhatsApp's and Discord's names to a page of its own",
    "A profile for children: the router's resolver answers these names with its own address, where no TLS is spoken. "
    "The provider's resolver tells the truth.",
    nameservers=(_CHILD,),
    client_setup=(f"ip addr add {_CHILD}/32 dev lo",),
    client_programs=(
        _resolver(
            _CHILD,
            _CHILD,
            *("whatsapp.com", "whatsapp.net", "wa.me", "discord.com", "discord.gg", "discordapp.com"),
            "discordapp.net",
        ),
    ),
    net=Net(isp_dns="tampered"),
    messengers={"whatsapp": _WITHHELD, "discord": _WITHHELD},
    tags=("blind", "dns", "own", "trap"),
)
# VPNs whose own resolver leaves out a category that the person ticked (Mullvad's list of social media among them).
unproved(
    "vpn-leaves-out-social-media",
    "A VPN whose resolver leaves out social media, as the person asked it to",
    "The tunnel carries everything. Its resolver says NXDOMAIN for Facebook, Instagram and WhatsApp; others tell the "
    "truth, through the same tunnel. Nobody on the line is asked.",
    vpn=Vpn(),
    dns_lies=(DnsLie((*WA_NAMES, *FB_NAMES, *IG_NAMES), "NXDOMAIN", ("vpn",)),),
    net=Net(vpn=True),
    messengers=dict.fromkeys(META_MESSENGERS, _WITHHELD),
    tags=("blind", "dns", "vpn", "own", "trap"),
)

# ---- the line --------------------------------------------------------------------------------------------------------

unproved(
    "ipv6-tunnel-says-no-way",
    "The tunnel for IPv6 has ended, and its router says so",
    "The computer still has an IPv6 address and a route. Every packet over IPv6 draws an ICMP error, administratively "
    "prohibited, and systems turn to IPv4 at once.",
    rules=(IpBlock(Match(ip_version=6), action="icmp"),),
    net=Net(ipv6="broken"),
    messengers=_FINE,
    tags=("blind", "honest", "trap"),
)
# RFC 6888 lets an address translator that has no port left answer by ICMP, code 13 (administratively prohibited).
unproved(
    "cgnat-quota-says-prohibited",
    "The provider's address translation has a quota for each customer, and says so by ICMP",
    "The first thirty TCP connections pass. Of those after them every second one, whoever is called, draws an ICMP "
    "error, administratively prohibited. Nobody is singled out; the next try passes.",
    rules=(IpBlock(Match(proto="tcp", not_groups=("isp",)), action="icmp", share=0.5, skip_first=30),),
    net=Net(quality="slow"),
    messengers=_FINE,
    tags=("blind", "honest", "trap"),
)
# A ship's or a plane's package for messengers: neutral sites lead to the page where the whole internet is sold.
_PASS = ("isp", "meta", "m:whatsapp", "telegram", "m:telegram", "m:signal")
unproved(
    "ship-with-a-package-for-messengers",
    "A ship's package for messengers: the three work, and everything neutral asks for more money",
    "Servers of WhatsApp, Telegram and Signal pass. Plain pages of all others lead to the ship's portal, other TCP "
    "there is reset, UDP vanishes. Names are answered. 620 ms over a satellite, 1 Mbit/s for all.",
    link=Link(access_ms=10, isp_ms=2, world_ms=300, ru_ms=300, kbit=1024, queue_bytes=128 * 1024, ipv6="none"),
    rules=(
        Divert(Match(ports=(53,)), to="resolver"),
        Divert(Match(proto="tcp", ports=(80,), not_groups=_PASS), to="portal"),
        IpBlock(Match(proto="tcp", not_groups=_PASS), action="rst"),
        IpBlock(Match(not_groups=_PASS), action="drop"),
    ),
    net=dead_net("captive_portal", "captive_portal", isp_dns="ok", ipv4="ok", ipv6="none", quality="slow"),
    messengers={"*": PORTAL, **dict.fromkeys((*META_MESSENGERS, "telegram", "signal"), UNTOUCHED)},
    tags=("blind", "portal", "trap"),
)
_ALL_DARK = dead_net("offline", "no_route")
unproved(
    "a-cable-without-internet-comes-first",
    "A cable to a printer has taken the default route, and wireless is in order",
    "The second adapter has an address, a link and the better route, and leads nowhere: every packet to the world goes "
    "there. The system shows the wireless network as connected.",
    client_setup=(
        "ip link add cable0 type veth peer name cable1",
        "ip link set cable0 up",
        "ip link set cable1 up",
        "ip addr add 10.99.0.2/24 dev cable0",
        "ip route add default via 10.99.0.1 dev cable0 metric 10",
        "ip -6 route add default dev cable0 metric 10",
    ),
    net=_ALL_DARK,
    messengers={"*": Messenger.all("blocked", "no_route", by="local")},
    tags=("blind", "own", "offline", "trap"),
)

# ---- this computer ---------------------------------------------------------------------------------------------------

_NO_CALLS = Messenger(calls=F("blocked", "local_firewall"), by="local")
unproved(
    "own-firewall-closes-udp",
    "A firewall of this computer lets no datagram out but lookups",
    "A strict set of rules that somebody copied: UDP to any port but 53 is refused here, before it leaves. TCP is "
    "open, and so is the line. Signal's calls may go over TCP.",
    client_setup=(
        "nft add table inet own",
        "nft 'add chain inet own out { type filter hook output priority 0; }'",
        "nft 'add rule inet own out oif eth0 meta l4proto udp udp dport != 53 drop'",
    ),
    net=Net(udp="blocked"),
    messengers={"*": _NO_CALLS, "signal": replace(_NO_CALLS, calls=F("flaky", "local_firewall"))},
    tags=("blind", "calls", "own", "trap"),
)

# ---- the service's own trouble ---------------------------------------------------------------------------------------

_AT_CLOUDFLARE = tuple(
    name
    for host in HOSTS
    if host.owner == "cloudflare" and "https" in host.svc and not host.role.startswith("resolver:")
    for name in host.names
)
_DOWN: dict[str, Any] = {"by": "provider"}
# 18 November 2025: Cloudflare answered 500 for hours in the place of its customers (memory: its blog).
unproved(
    "cloudflare-answers-errors",
    "Cloudflare answers with errors in the place of its customers, Signal's photos among them",
    "Whoever stands behind Cloudflare shows a genuine certificate and answers 503 to everything: Discord, Element, "
    "cdn2 and cdn3.signal.org, neutral sites. Its resolvers and its relays for calls work.",
    faults=(Fault(_AT_CLOUDFLARE, "http-503"),),
    messengers={
        "signal": Messenger.some("media", "outage", "provider_503", **_DOWN),
        **dict.fromkeys(("discord", "element", "botim"), outage("provider_503")),
    },
    tags=("blind", "outage", "trap"),
)
# 25 October 2022 and 2024: WhatsApp's phones showed "connecting" while its page opened (memory: the press).
unproved(
    "whatsapp-phones-wait-for-an-answer",
    "WhatsApp's servers for phones accept and say nothing; its web version works",
    "TCP to g.whatsapp.net and e1 to e16 connects, what is said is confirmed, and nothing comes back. It is so for "
    "the whole world.",
    faults=(Fault(("g.whatsapp.net", "chat.cdn.whatsapp.net", "e1.whatsapp.net"), "silent"),),
    messengers={"whatsapp": Messenger.some("chat calls", "outage", "provider_silent", **_DOWN)},
    twins=("whatsapp-noise-drop",),
    tags=("blind", "outage", "whatsapp", "trap"),
)
unproved(
    "signal-half-of-the-servers-503",
    "One of Signal's two message servers answers 503, the other is in order",
    "Each name of the message servers has two addresses; the first of each, over both IP versions, shows the genuine "
    "certificate and answers 503. The app tries again and is in, now and then after a while.",
    faults=(Fault(("grpc.chat.signal.org", "chat.signal.org"), "http-503", portion=0.5),),
    messengers={"signal": Messenger.some("chat", "partial", "provider_503", **_DOWN)},
    tags=("blind", "outage", "signal", "trap"),
)
# 15 October 2022: a fire in the data centre of KakaoTalk (memory: the press). How its servers failed is assumed.
unproved(
    "kr-a-data-centre-burns",
    "KakaoTalk's data centre has burnt: its message servers refuse, its sign-in answers 503",
    "An RST from the servers' own distance to every SYN for messages; the site and the sign-in show genuine "
    "certificates and answer 503. LINE, at another company, is in order.",
    link=Link(world_ms=140, ru_ms=60),
    faults=(
        Fault(("katalk.kakao.com",), "refuse"),
        Fault(("accounts.kakao.com",), "http-503"),
    ),
    messengers={"kakaotalk": outage("provider_refuses"), "line": UNTOUCHED},
    tags=("blind", "outage", "others", "trap"),
)
# Meta keeps its files in boxes inside providers' networks, to which names lead that provider's customers.
unproved(
    "meta-cache-at-the-provider-dead",
    "The box with WhatsApp's files inside this provider's network is dead",
    "mmg.whatsapp.net has four places; the one that the provider's resolver truthfully gives answers nobody. Those "
    "that other resolvers give answer. Messages, page and scripts stand elsewhere.",
    faults=(Fault(("mmg.whatsapp.net",), "blackhole", portion=0.25),),
    messengers={"whatsapp": Messenger.some("media", "outage", "provider_one_site", **_DOWN)},
    tags=("blind", "outage", "whatsapp", "trap"),
)

# ---- a censor who has no messenger in mind ---------------------------------------------------------------------------

# Turkey, April 2017 to January 2020 (memory: the press).
unproved_censored(
    "tr-encyclopedia-closed-no-messenger",
    "Wikipedia and two news sites are closed, by the resolver and by name, and no messenger is",
    "The provider's resolver leads these names to its notice, and a ClientHello with one of them gets no answer.",
    rules=(SniBlock(names=("*.wikipedia.org", "*.wikimedia.org", "*.bbc.com", "*.dw.com"), action="drop"),),
    dns_lies=(DnsLie(("*.wikipedia.org", "*.wikimedia.org", "*.bbc.com", "*.dw.com"), ISP_BLOCKPAGE),),
    net=Net(isp_dns="tampered"),
    messengers=_FINE,
    tags=("blind", "dns", "tls", "honest", "trap"),
)
unproved_censored(
    "an-old-box-reads-plain-pages-alone",
    "Plain pages of the three are answered by a notice, and TLS passes",
    "A filter of the time before TLS: a plain request with a name of WhatsApp, Telegram or Signal draws 451 and the "
    "law's number. No app says anything in the clear, and everything works.",
    rules=(
        HttpBlock(
            names=(*WA_NAMES, *TG_NAMES, *SG_NAMES),
            action="page",
            page=Page(451, "<html><title>Notice</title>This site is closed by order No. 2015/629.</html>"),
        ),
    ),
    messengers=_FINE,
    tags=("blind", "http", "honest", "trap"),
)

# ---- a filter, and an odd line ---------------------------------------------------------------------------------------

unproved_censored(
    "far-lossy-line-and-telegram-recognised",
    "A satellite line that loses a little, on which Telegram's protocol gets no answer",
    "680 ms there and back to everybody, 3 % of round trips lost. The first message of Telegram's protocol and all "
    "after it vanish, whichever transport; its pages and sockets for browsers pass.",
    link=Link(access_ms=5, isp_ms=5, world_ms=330, ru_ms=330, loss=0.03, ipv6="none"),
    rules=(PayloadBlock(Match(groups=("telegram",), proto="tcp"), kind="mtproto", action="drop"),),
    net=Net(ipv6="none", quality="slow"),
    messengers={"telegram": Messenger.some("chat media calls", "blocked", "protocol_dpi")},
    tags=("blind", "dpi", "telegram", "trap"),
)
unproved_censored(
    "ipv6-only-mobile-and-telegram-dropped",
    "A mobile line with IPv6 alone, on which Telegram's IPv6 networks are dropped",
    "Servers without IPv6 are reached by translation, but only by name, and Telegram's apps have addresses built in: "
    "the IPv4 ones lead nowhere from here, the IPv6 ones are dropped. Its page has IPv6, and is dropped.",
    link=Link(access_ms=25, ipv4="none"),
    rules=(IpBlock(Match(groups=("telegram",), ip_version=6), action="drop"),),
    net=Net(ipv4="none"),
    messengers={"telegram": blocked("ip_drop")},
    tags=("blind", "ip", "telegram", "trap"),
)
