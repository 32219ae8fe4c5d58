"""Twenty networks written without sight of the judge: filters that act in part, and what fails only later."""

from __future__ import annotations

from lab.catalog import ISP_BLOCKPAGE, ISP_RESOLVER, VPN_SERVER_V4
from lab.scenario import (
    CutOff,
    Divert,
    DnsInject,
    DnsLie,
    F,
    IpBlock,
    Link,
    Match,
    Messenger,
    Net,
    PayloadBlock,
    SniBlock,
    Throttle,
    Vpn,
)
from lab.scenarios_base import (
    OK,
    RUSSIA_2026,
    SG_NAMES,
    TG_IP_DROP,
    TG_NAMES,
    UNTOUCHED,
    WA_NAMES,
    blocked,
    unproved,
    unproved_censored,
)

_NOT_DOWN = ("outage", "no_internet")

# ---- filters ---------------------------------------------------------------------------------------------------------

# India, 16 to 23 June 2026: names, and null routes at the borders of providers (situations.json, IN telegram). A router
# with a null route says so by ICMP; many routed IPv4 alone. Telegram's apps know IPv6 addresses of every data centre,
# and Telegram Desktop tries them on Linux. The web version's sockets and the known relays of calls have IPv4 alone.
unproved_censored(
    "in-telegram-null-route-ipv4",
    "A null route for Telegram's IPv4 networks, IPv6 forgotten",
    "Routers say of Telegram's IPv4 networks that there is no way; the provider's resolver does not know its names. "
    "Over IPv6 all data centres answer: messages and files pass, the web version does not.",
    rules=(IpBlock(Match(groups=("telegram",), ip_version=4), action="icmp"),),
    dns_lies=(DnsLie(TG_NAMES, "NXDOMAIN"),),
    net=Net(isp_dns="tampered"),
    messengers={"telegram": Messenger(calls=F("flaky", "ip_icmp"), web=F("blocked", "dns_nxdomain+ip_icmp"))},
    tags=("blind", "ip", "telegram"),
)
# Vietnam since May 2025 and Iran since 2018 close Telegram by DNS, name and address (situations.json): one provider,
# three boxes that each know one thing.
unproved_censored(
    "telegram-each-port-another-way",
    "Telegram is stopped on each port in another way",
    "On 80 and 5222 a SYN to Telegram's networks is reset; on 443 its protocol gets no answer, and TLS with its "
    "names is reset; its UDP vanishes.",
    rules=(
        IpBlock(Match(groups=("telegram",), proto="tcp", ports=(80, 5222)), action="rst"),
        PayloadBlock(Match(groups=("telegram",), proto="tcp", ports=(443,)), kind="mtproto", action="drop"),
        SniBlock(names=TG_NAMES, action="rst"),
        IpBlock(Match(groups=("telegram",), proto="udp"), action="drop"),
    ),
    messengers={"telegram": blocked("ip_rst+protocol_dpi+tls_sni_rst+udp_blocked")},
    tags=("blind", "combined", "telegram"),
)
# Pakistan, 23 to 27 November 2024: photos and voice notes failed on mobile data, messages passed (situations.json); the
# names of files are said in the clear (WhatsApp/proxy#200). static.whatsapp.net, which the page needs, is spared.
unproved_censored(
    "pk-whatsapp-files-reset-far",
    "The names of WhatsApp's files are reset, on a far line that loses a little",
    "A ClientHello for mmg, media, pps or fna names is reset; the page, its scripts and the phones' chat pass. "
    "170 ms abroad, 1 % of round trips lost.",
    link=Link(access_ms=10, world_ms=75, ru_ms=60, loss=0.01),
    rules=(
        SniBlock(
            names=(
                "mmg.whatsapp.net",
                "mmg-fna.whatsapp.net",
                "media.whatsapp.net",
                "pps.whatsapp.net",
                "scontent.whatsapp.net",
                "*.fna.whatsapp.net",
            ),
            action="rst",
        ),
    ),
    messengers={"whatsapp": Messenger(media=F("blocked", "tls_sni_rst"))},
    tags=("blind", "tls", "whatsapp"),
)
# The reverse of Moscow on 21 March 2026, where the phones' app worked and the computer's did not (situations.json): the
# addresses of the phones' servers are on a list, those of the web version are not.
unproved_censored(
    "whatsapp-phone-servers-refused",
    "The servers of WhatsApp's phones are refused by address, the web version is open",
    "A SYN to the servers of g.whatsapp.net and e1 to e16, at Meta and at Amazon, draws a forged RST from nearby, "
    "on every port. Page, scripts and files have other addresses.",
    rules=(IpBlock(Match(hosts=("g.whatsapp.net", "e1.whatsapp.net"), proto="tcp"), action="rst"),),
    messengers={"whatsapp": Messenger.some("chat calls", "blocked", "ip_rst")},
    tags=("blind", "ip", "whatsapp"),
)
# Kazakhstan intercepted TLS of chosen sites in 2019, 2020 and again in 2023 (situations.json, KZ *). Here the list
# holds one messenger, whose apps use no TLS and do not notice.
unproved_censored(
    "kz-telegram-site-intercepted",
    "Only the web version of Telegram is intercepted",
    "TLS with Telegram's names to its web servers ends in a box that shows a certificate of an authority that this "
    "computer does not know. Telegram's own protocol passes, and so does everybody else's TLS.",
    rules=(
        Divert(
            Match(
                groups=("telegram",),
                not_groups=("m:telegram:chat", "m:telegram:media", "m:telegram:calls"),
                proto="tcp",
                ports=(443,),
            ),
            to="mitm",
            names=TG_NAMES,
        ),
    ),
    net=Net(tls_interception="untrusted"),
    messengers={"telegram": Messenger(web=F("intercepted", "tls_mitm"))},
    tags=("blind", "tls", "mitm", "telegram"),
)
# "any .ua domain, whatsapp.com, youtube.com and some others return NXDOMAIN on UDP 8.8.8.8. TCP dns queries on
# 8.8.8.8 work fine" (net4people/bbs#657, 2026-08-26). WhatsApp's addresses are open here.
unproved_censored(
    "ru-whatsapp-denied-over-udp",
    "Whoever is asked over UDP, WhatsApp's names do not exist",
    "A box answers every UDP question for WhatsApp's names, to any resolver, with NXDOMAIN and swallows it. Over "
    "TCP, TLS and HTTPS the same resolvers tell the truth. No address is blocked.",
    rules=(DnsInject(names=WA_NAMES, answer="NXDOMAIN", swallow=True, tcp="pass"),),
    net=Net(isp_dns="tampered", public_dns="tampered"),
    messengers={"whatsapp": blocked("dns_injection+dns_nxdomain")},
    tags=("blind", "dns", "whatsapp"),
)
# Nepal, 4 to 9 September 2025: providers closed by their resolvers (situations.json). A lie of type A alone is an old
# gap of such lists (empty or honest AAAA). Systems with IPv6 take the true address first (RFC 6724, RFC 8305):
# WhatsApp works; cdn.signal.org has IPv4 alone.
unproved_censored(
    "np-forged-a-true-aaaa",
    "The resolver forges IPv4 addresses and tells the true IPv6 ones",
    "For names of WhatsApp and Signal the provider's resolver gives its block page's IPv4 address, and true AAAA "
    "records. This line has IPv6: what has IPv6 works, Signal's photo server has none.",
    dns_lies=(DnsLie((*WA_NAMES, *SG_NAMES), ISP_BLOCKPAGE, qtype="A"),),
    net=Net(isp_dns="tampered"),
    messengers={
        "whatsapp": Messenger(),
        "signal": Messenger(media=F("blocked", "dns_blockpage")),
    },
    tags=("blind", "dns", "trap"),
)
# Venezuela's providers close by their resolvers, each in another way (situations.json, VE). To REFUSED the C library
# asks the next nameserver (glibc, res_send.c): who has a public one second notices nothing.
unproved_censored(
    "ve-first-resolver-refuses",
    "The provider's resolver refuses Signal and Telegram, the second nameserver answers",
    "This computer asks the provider's resolver first, which answers REFUSED for Signal's and Telegram's names, "
    "and then 8.8.8.8, as systems do. Everything opens.",
    nameservers=(ISP_RESOLVER, "8.8.8.8"),
    dns_lies=(DnsLie((*SG_NAMES, *TG_NAMES), "REFUSED"),),
    net=Net(isp_dns="tampered"),
    messengers={"*": UNTOUCHED},
    tags=("blind", "dns", "trap"),
)
# Cuba, July 2021: "reset on the name" (situations.json, CU signal; OONI, 2021); who was reset stayed out for a while,
# as elsewhere. Far, and with the jitter of a shared satellite.
unproved_censored(
    "cu-signal-reset-punished-far",
    "Who names Signal is reset and punished, on a far and uneven line",
    "A ClientHello with a Signal name is reset, and for 45 seconds every connection to that address and port. "
    "230 ms abroad, packets up to 15 ms late, 1 % of round trips lost.",
    link=Link(access_ms=8, isp_ms=2, world_ms=105, ru_ms=110, jitter_ms=15, loss=0.01),
    rules=(SniBlock(names=SG_NAMES, action="rst", residual=45),),
    net=Net(quality="slow"),
    messengers={"signal": blocked("tls_sni_rst")},
    tags=("blind", "tls", "signal"),
)
# Tanzania, 3 November 2025: WhatsApp and Telegram "almost completely unreachable" at the large providers, as the net
# came back (situations-additions.json). A mobile line: IPv4 alone, far, a resolver under load.
unproved_censored(
    "tz-mobile-slow-names-two-closed",
    "A slow mobile line on which WhatsApp and Telegram are closed",
    "TLS with WhatsApp's names, its phones' greeting and its calls get no answer, nor does any packet to Telegram. "
    "IPv4 alone, 270 ms abroad, every name takes 1.5 seconds. Signal works.",
    link=Link(access_ms=45, isp_ms=5, world_ms=90, ru_ms=95, ipv6="none"),
    rules=(
        SniBlock(names=WA_NAMES, action="drop"),
        PayloadBlock(Match(proto="tcp"), kind="wa-noise", action="drop"),
        IpBlock(Match(groups=("meta",), proto="udp"), action="drop"),
        IpBlock(Match(groups=("telegram",)), action="drop"),
    ),
    dns_lies=(DnsLie(("*",), "TRUTH", delay=1.5),),
    net=Net(ipv6="none", quality="slow"),
    messengers={
        "whatsapp": blocked("tls_sni_drop+protocol_dpi+udp_blocked"),
        "telegram": blocked("ip_drop"),
    },
    tags=("blind", "combined"),
)
# Routers and clients with lists (Keenetic, AmneziaWG: "all of Telegram's networks are led into WARP",
# telemt/telemt#617, 2026-04-10): one messenger goes round, the other is left on the way that is filtered.
unproved_censored(
    "split-tunnel-telegram-alone",
    "A tunnel carries Telegram round the filter, and not Signal",
    "Telegram's IPv4 networks go through a tunnel; beside it the provider drops Telegram and resets Signal's names.",
    vpn=Vpn(
        only=(
            "91.108.0.0/18",
            "149.154.160.0/20",
            "95.161.64.0/20",
            "91.105.192.0/23",
            "185.76.151.0/24",
        )
    ),
    rules=(*TG_IP_DROP.rules, SniBlock(names=SG_NAMES, action="rst")),
    net=Net(helper=True),
    messengers={
        "telegram": UNTOUCHED,
        "signal": blocked("tls_sni_rst"),
    },
    tags=("blind", "vpn", "combined"),
)
# "Media slowed" (situations.json, RU telegram and TR signal, September 2025): by address, of one messenger's photo
# servers.
unproved_censored(
    "signal-photos-48k",
    "Signal's photo servers are slowed down to 48 kbit/s, by address",
    "Each connection to cdn, cdn2 and cdn3 has 48 kbit/s each way. Messages, calls and everybody else are quick.",
    rules=(Throttle(Match(hosts=("cdn.signal.org", "cdn2.signal.org")), rate_kbit=48, queue_ms=6000),),
    messengers={"signal": Messenger(media=F("slow", "throttling"))},
    tags=("blind", "throttle", "signal"),
)
# Russia closed Viber on 13 December 2024; how was not measured (situations.json). Assumed: the address of its servers
# for messages, on each of their ports, while its pages and files stand elsewhere at the same operator.
unproved_censored(
    "viber-message-servers-dropped",
    "Viber's servers for messages are dropped, its pages and files are not",
    "No packet to aloha.viber.com arrives, on 443, 4244 or 5242. Account, pages and files answer.",
    rules=(IpBlock(Match(hosts=("aloha.viber.com",)), action="drop"),),
    messengers={"viber": Messenger.some("chat calls", "blocked", "ip_drop_of_one")},
    tags=("blind", "ip", "others"),
)
# "It's SNI based blocking, if the SNI contains anything within whispersystems.org, the session is killed at TCP
# level. That's why chat.signal.org works. [...] cdn.signal.org cdn2.signal.org storage.signal.org" (signalapp/Signal-
# Android#11839, 2022-01-13, a mobile provider). The reset comes only when the server has answered.
unproved_censored(
    "cz-signal-old-names-reset-late",
    "Signal's older names and its photos are reset once the server has answered",
    "TLS with whispersystems.org, cdn, cdn2, cdn3 or storage.signal.org is reset at the server's first answer; "
    "the names that carry messages today pass.",
    rules=(
        SniBlock(
            names=(
                "*.whispersystems.org",
                "cdn.signal.org",
                "cdn2.signal.org",
                "cdn3.signal.org",
                "storage.signal.org",
            ),
            action="rst",
            on_answer=True,
        ),
    ),
    messengers={"signal": Messenger(media=F("blocked", "tls_sni_rst"))},
    tags=("blind", "tls", "signal"),
)
# A filter that lets the question through and swallows the answer, on the way to one server alone: the server confirms
# what was said. A front that hands this name on to nobody looks the same from here (outage-signal-ignores-its-name).
unproved_censored(
    "signal-answer-swallowed-at-its-server",
    "The answer of Signal's message server to its own name is swallowed",
    "TLS with grpc.chat.signal.org at its own addresses: the question arrives and is confirmed, the answer never "
    "comes. Other names get their answer there, and this name gets one elsewhere.",
    rules=(
        SniBlock(
            Match(hosts=("grpc.chat.signal.org",)), names=("grpc.chat.signal.org",), action="drop", on_answer=True
        ),
    ),
    messengers={"signal": Messenger.some("chat calls", "blocked", "answers_dropped")},
    tags=("blind", "tls", "signal", "trap"),
)

# ---- works first, fails later; works in part -------------------------------------------------------------------------

# Policing that begins late spares short exchanges (net4people/bbs#546; Russia's slowing of 2026: "media crawl, text
# passes").
unproved_censored(
    "telegram-crawls-after-256k",
    "Connections to Telegram crawl after 256 KB",
    "The first 256 KB of each connection to Telegram's networks pass as they should, each way; then 24 kbit/s. "
    "What a check says and reads is less.",
    rules=(Throttle(Match(groups=("telegram",), proto="tcp"), rate_kbit=24, queue_ms=6000, after_bytes=256 * 1024),),
    messengers={"telegram": Messenger.some("chat media web", "slow", "throttling_late")},
    tags=("blind", "throttle", "telegram", "trap"),
)
# As telegram-cut-after-four-seconds, for the messenger whose socket stays open for hours: the code shows and it
# connects, and a quarter of a minute later nothing comes any more.
unproved_censored(
    "whatsapp-dies-after-fifteen-seconds",
    "Connections to WhatsApp die after fifteen seconds",
    "Every connection to a server of WhatsApp freezes fifteen seconds after it began, at Meta and at Amazon. Page, "
    "socket and phones' greeting are long done by then.",
    rules=(CutOff(Match(groups=("m:whatsapp",), proto="tcp"), after_seconds=15),),
    messengers={"whatsapp": Messenger.some("chat media web", "flaky", "cut_late")},
    tags=("blind", "cutoff", "whatsapp", "trap"),
)
# "The censor works in such a way that it does not restrict every connection" (hyperion-cs/dpi-checkers#20, December
# 2025).
unproved_censored(
    "signal-quarter-reset",
    "Every fourth connection to Signal is reset",
    "Of four ClientHellos with a Signal name one, in no order, draws a forged RST. The app tries again and is in.",
    rules=(SniBlock(names=SG_NAMES, action="rst", share=0.25),),
    messengers={
        "signal": Messenger(
            chat=F("flaky", "intermittent_rst"),
            media=F("flaky", "intermittent_rst"),
            calls=OK,
            web=F("flaky", "intermittent_rst"),
        )
    },
    tags=("blind", "share", "signal", "trap"),
)
# Programs of VPNs turn to TLS where WireGuard gets no answer (Russia filters it: net4people/bbs#274). What is in the
# tunnel meets no filter.
unproved(
    "vpn-fell-back-to-tls-far",
    "A VPN that fell back to TLS, far away, over a line that filters all three",
    "The line below is Russia's of 2026 with Telegram dropped as well, WireGuard included; the VPN came about as "
    "TLS. Its end is 130 ms away and 1 % of round trips get lost: everything works in it.",
    link=Link(world_ms=60, loss=0.01),
    vpn=Vpn(server=VPN_SERVER_V4, dresses=("wireguard", "tls")),
    rules=RUSSIA_2026.rules + TG_IP_DROP.rules,
    dns_lies=RUSSIA_2026.dns_lies,
    net=Net(vpn=True),
    messengers={"*": UNTOUCHED},
    tags=("blind", "vpn"),
)

# ---- nobody's block --------------------------------------------------------------------------------------------------

# On 2025-10-20 a failure at Amazon took down Signal, Slack, Snapchat and Zoom for hours. Nobody here can tell
# Amazon's own failure from a filter of Amazon's addresses.
_AMAZON = F("outage", "provider_at_operator")
unproved(
    "amazon-gone",
    "Amazon's cloud is gone, and with it whoever stands there",
    "No packet to a server at Amazon is answered: Signal's messages and stickers, WhatsApp's further servers for "
    "phones, status pages of others. Those of WhatsApp at Meta go on.",
    rules=(IpBlock(Match(groups=("owner:amazon",))),),
    net=Net(),
    messengers={
        "*": UNTOUCHED,
        "signal": Messenger(chat=_AMAZON, media=_AMAZON, calls=_AMAZON, web=_AMAZON, by="provider"),
    },
    tags=("blind", "outage", "trap"),
)
