"""Networks written without sight of the judge: filters as they were seen of late, and filters that act in part.

What is said of countries is from their situations in the advice, or from memory and not opened: no truth rests on it.
"""

from __future__ import annotations

from dataclasses import replace

from lab.scenario import (
    CutOff,
    DnsInject,
    DnsLie,
    F,
    HttpBlock,
    IpBlock,
    Link,
    Loss,
    Match,
    Messenger,
    Net,
    PayloadBlock,
    SniBlock,
    Throttle,
)
from lab.scenarios_base import (
    ALL,
    CUTOFF,
    FB_NAMES,
    IG_NAMES,
    META_MESSENGERS,
    OK,
    SG_NAMES,
    TG_NAMES,
    UNTOUCHED,
    WA_NAMES,
    blocked,
    dead_net,
    unproved,
    unproved_censored,
    variant,
    wa_sni_truth,
)

_NOT_DOWN = ("outage", "no_internet")

# ---- countries -------------------------------------------------------------------------------------------------------

# Hosting networks of which every connection freezes after 16 KB: Russia since June 2025 (net4people/bbs#490; the
# situations of RU). Which networks are on the list differs by provider; here Amazon and Cloudflare are, where Signal
# lives, and with them whoever else lives there.
_HOSTERS = ("owner:amazon", "owner:cloudflare", "owner:digitalocean", "owner:ovh", "owner:hetzner")
_FROZEN = "cutoff_16k+hosting_limited"
_THERE = ("signal", "viber", "discord", "slack")
unproved_censored(
    "ru-five-hosters-frozen",
    "Five hosting companies freeze after 16 KB, and Signal stands at two of them",
    "Connections to Amazon, Cloudflare, DigitalOcean, OVH and Hetzner stall once more than 16 KB went one way, "
    "whoever is asked there. WhatsApp's page and files and Telegram have networks of their own.",
    rules=(CutOff(Match(groups=_HOSTERS, proto="tcp"), after_bytes=16 * 1024),),
    messengers={
        **dict.fromkeys(
            _THERE,
            replace(CUTOFF, chat=F("flaky", _FROZEN), media=F("blocked", _FROZEN), web=F("blocked", _FROZEN)),
        ),
    },
    tags=("blind", "cutoff", "signal"),
)
# Russia from 20 March 2026: "random loss by address range", media slowed, calls' UDP stopped since August 2025
# (situations.json, RU telegram).
_LOSSY = F("slow", "packet_loss")
unproved_censored(
    "ru-telegram-loses-and-crawls",
    "Telegram loses a third of what is said, its files crawl, its calls are stopped",
    "Of the packets to and from Telegram's networks a good third vanishes on each way; its servers for "
    "files have 32 kbit/s besides; its UDP is dropped. Nobody else notices anything.",
    rules=(
        IpBlock(Match(groups=("telegram",), proto="udp"), action="drop"),
        Loss(Match(groups=("telegram",), proto="tcp"), up=0.35, down=0.35),
        Throttle(
            Match(
                hosts=(
                    *("dccdn.telegram.invalid", "149.154.167.151", "2001:67c:4e8:f002::b"),
                    *("149.154.164.250", "2001:67c:4e8:f004::b"),
                ),
                proto="tcp",
            ),
            rate_kbit=32,
            queue_ms=4000,
        ),
    ),
    messengers={
        "telegram": Messenger(
            chat=_LOSSY, media=F("slow", "packet_loss+throttling"), calls=F("blocked", "udp_blocked"), web=_LOSSY
        )
    },
    tags=("blind", "loss", "telegram"),
)
# Mobile lines in Russia under a white list: what is dropped is TCP and UDP; whether ping passes differs by operator
# (assumed here).
_WHITE = ALL["whitelist-mode"]
variant(
    _WHITE,
    name="ru-mobile-list-ping-passes",
    title="A mobile line with a white list, on which ping passes to everybody",
    description="As whitelist-mode on a mobile line without IPv6, with 45 ms to the provider and 30 ms of jitter: "
    "TCP and UDP to whoever is not listed vanish, echo requests are answered from everywhere.",
    link=Link(access_ms=22, jitter_ms=30, ipv6="none"),
    rules=(
        IpBlock(Match(not_groups=("isp", "whitelist"), proto="tcp"), action="drop"),
        IpBlock(Match(not_groups=("isp", "whitelist"), proto="udp"), action="drop"),
    ),
    net=replace(_WHITE.net, ipv6="none"),
    expect={"*": "*"},
    tags=("blind", "whitelist"),
)
# Iran's "protocol whitelister" of 2020 let only DNS, HTTP and TLS through on 53, 80 and 443 (from memory), and
# after the shutdown of 2026 traffic is classified (situations-additions.json, IR). WhatsApp has been open since 2024.
unproved_censored(
    "ir-only-known-protocols-on-the-web-ports",
    "On the web's ports only the web's protocols pass; Telegram and Signal are filtered as well",
    "On 80 and 443 a first message that is neither HTTP nor TLS gets no answer, whoever is asked, WhatsApp's "
    "phones included, which find 5222 open. Telegram's networks are dropped, Signal's names get no answer.",
    rules=(
        IpBlock(Match(groups=("telegram",)), action="drop"),
        PayloadBlock(Match(proto="tcp", ports=(80, 443)), kind="wa-noise", action="drop"),
        SniBlock(names=SG_NAMES, action="drop"),
    ),
    messengers={
        "whatsapp": Messenger(by="none"),
        "telegram": blocked("ip_drop"),
        "signal": blocked("tls_sni_drop"),
    },
    tags=("blind", "dpi", "combined"),
)
# China answers with addresses of others that live (Twitter's among them), and drops those.
# LINE, KakaoTalk and Discord are closed there, WeChat is at home.
unproved_censored(
    "cn-line-kakao-discord",
    "LINE's, KakaoTalk's and Discord's names lead to a stranger's dropped address, and Discord's are reset",
    "Plain questions for these names are answered first with the address of x.com, which is dropped, and then "
    "truly; public resolvers cannot be asked over TCP; TLS with Discord's names is reset. WeChat works.",
    rules=(
        IpBlock(Match(hosts=("x.com",)), action="drop"),
        IpBlock(Match(groups=("doh",), proto="tcp"), action="drop"),
        DnsInject(
            names=(
                *("*.line-apps.com", "*.line.me", "*.naver.jp", "*.line-scdn.net", "*.kakao.com"),
                *("*.discord.com", "*.discord.gg", "*.discordapp.com", "*.discordapp.net", "*.discord.media"),
            ),
            answer="162.159.140.229",
        ),
        SniBlock(
            names=("*.discord.com", "*.discord.gg", "*.discordapp.com", "*.discordapp.net", "*.discord.media"),
            action="rst",
        ),
    ),
    net=Net(isp_dns="tampered", public_dns="tampered", doh="blocked"),
    messengers={
        "line": blocked("dns_injection"),
        "kakaotalk": blocked("dns_injection"),
        "discord": blocked("dns_injection+tls_sni_rst"),
        "wechat": UNTOUCHED,
    },
    tags=("blind", "dns", "tls", "others"),
)
# Guinea, 17 to 30 May 2023: "TLS interference" with WhatsApp, Telegram, Facebook and Signal (situations-additions).
# That it was the names alone is assumed. A mobile line.
unproved_censored(
    "gn-names-reset-on-mobile",
    "The names of four messengers are reset on a mobile line; what names nobody passes",
    "A ClientHello with a name of WhatsApp, Telegram, Facebook or Signal is reset. Telegram's apps and WhatsApp's "
    "phones say no name. IPv4 alone, 190 ms abroad, 2 % of round trips lost.",
    link=Link(access_ms=35, world_ms=60, ru_ms=70, loss=0.02, ipv6="none"),
    rules=(SniBlock(names=(*WA_NAMES, *TG_NAMES, *FB_NAMES, *SG_NAMES), action="rst"),),
    net=Net(ipv6="none"),
    messengers={
        "whatsapp": wa_sni_truth("tls_sni_rst"),
        "telegram": Messenger(web=F("blocked", "tls_sni_rst")),
        "signal": blocked("tls_sni_rst"),
        "facebook_messenger": blocked("tls_sni_rst"),
    },
    tags=("blind", "tls", "combined"),
)
# Oman: calls of WhatsApp and FaceTime are stopped, Google Meet, Zoom and Teams are licensed (situations.json, OM).
unproved_censored(
    "om-licensed-calls-pass",
    "Calls are recognised by their shape, but for those at licensed companies",
    "The first STUN packet to anybody but Google's public servers, Microsoft and Zoom gets no answer, over UDP "
    "and TCP; Telegram's UDP is dropped. Inside TLS nobody sees the shape: Signal's calls may find that way.",
    rules=(
        IpBlock(Match(groups=("telegram",), proto="udp"), action="drop"),
        PayloadBlock(
            Match(not_hosts=("stun.l.google.com",), not_groups=("owner:microsoft", "owner:zoom")), kind="stun"
        ),
    ),
    net=Net(udp="stun_filtered"),
    messengers={
        "*": Messenger(calls=F("blocked", "stun_dpi")),
        **dict.fromkeys(("google_meet_chat", "teams", "zoom"), UNTOUCHED),
        "telegram": Messenger(calls=F("blocked", "udp_blocked")),
        "signal": Messenger(calls=F("flaky", "calls_over_tcp")),
    },
    tags=("blind", "calls", "dpi"),
)
# Kenya, November 2025, exams: "0 percent reachable on Safaricom, 42 to 45 percent on Airtel" (situations-additions).
unproved_censored(
    "ke-telegram-every-second-connection",
    "Every second connection to Telegram gets no answer",
    "Of four connections to Telegram's networks, over TCP or UDP, two get no answer to their first packet, in no "
    "order. The others work to the end.",
    rules=(IpBlock(Match(groups=("telegram",)), action="drop", share=0.5),),
    messengers={"telegram": Messenger.all("flaky", "intermittent_rst+ip_drop")},
    tags=("blind", "share", "telegram", "trap"),
)
# Venezuela, 10 to 13 January 2025: Telegram's web site was blocked, its apps were not (situations-additions.json).
_TG_PAGES = (
    *("telegram.org", "www.telegram.org", "core.telegram.org", "t.me", "www.t.me", "telegram.me", "*.telegram.dog"),
    *("web.telegram.org", "webk.telegram.org", "weba.telegram.org", "webz.telegram.org", "desktop.telegram.org"),
)
unproved_censored(
    "ve-telegram-pages-closed-sockets-open",
    "Telegram's pages are closed over HTTP and TLS, its apps and the web version's sockets are not",
    "A plain request for telegram.org, t.me or web.telegram.org is reset, and a ClientHello for them gets no "
    "answer. The sockets of the web version have names that are not on the list; so has the apps' protocol none.",
    rules=(HttpBlock(names=_TG_PAGES, action="rst"), SniBlock(names=_TG_PAGES, action="drop")),
    messengers={"telegram": Messenger(web=F("blocked", "tls_sni_drop"))},
    tags=("blind", "tls", "http", "telegram"),
)
# Afghanistan since 7 October 2025: Facebook, Instagram and Snapchat, on mobile data; WhatsApp, at the same company,
# stays open (situations-additions.json).
unproved_censored(
    "af-three-closed-on-mobile-data",
    "Facebook, Instagram and Snapchat are silenced on mobile data",
    "A ClientHello with a name of Facebook's, Instagram's or Snapchat's gets no answer. 250 ms abroad, IPv4 alone. "
    "Relays for calls answer.",
    link=Link(access_ms=40, world_ms=85, ru_ms=85, ipv6="none"),
    rules=(SniBlock(names=(*FB_NAMES, *IG_NAMES, "*.snapchat.com", "*.sc-cdn.net", "*.snap.com"), action="drop"),),
    net=Net(ipv6="none"),
    messengers=dict.fromkeys(("facebook_messenger", "instagram_dm", "snapchat"), blocked("tls_sni_drop")),
    tags=("blind", "tls", "others"),
)
# Turkey, 19 March and 7 September 2025 (situations.json). A policer keeps no queue: what is too much is dropped.
_POLICED = Messenger.all("slow", "throttling")
unproved_censored(
    "tr-three-policed",
    "WhatsApp, Telegram and Signal are held to 64 kbit/s, and what is too much is dropped",
    "Each connection with a server of the three has 64 kbit/s each way, and a queue of a fifth of a second. "
    "Handshakes pass after some repeating; whatever is longer crawls.",
    rules=(
        Throttle(Match(groups=("m:whatsapp", "meta", "telegram", "m:signal"), proto="tcp"), rate_kbit=64, queue_ms=200),
    ),
    messengers={
        **dict.fromkeys(META_MESSENGERS, replace(_POLICED, calls=OK)),
        "telegram": replace(_POLICED, calls=OK),
        "signal": replace(_POLICED, calls=OK),
    },
    tags=("blind", "throttle"),
)
# Iraq cuts the internet for some morning hours on exam days (situations-additions.json, IQ): routes are withdrawn, so
# that routers say that there is no way, and the provider's resolver, which stands at home, finds out nothing.
unproved(
    "iq-exam-morning",
    "Exam hours: no way to anywhere, and the resolver finds out nothing",
    "The provider's resolver answers SERVFAIL to everything; routers say of every other address that there is no "
    "way. At nine it is over.",
    rules=(IpBlock(Match(not_groups=("isp",)), action="icmp"),),
    dns_lies=(DnsLie(("*",), "SERVFAIL"),),
    net=dead_net("offline", "uplink_rejects"),
    messengers={"*": Messenger.all("blocked", "uplink_rejects", by="isp-fault")},
    tags=("blind", "offline"),
)
# Turkmenistan: LINE, WeChat and imo went last (situations.json, TM). Forged answers by UDP (here loopback), large
# ranges dropped, public resolvers dead.
unproved_censored(
    "tm-the-last-messengers",
    "The names of LINE, WeChat and Viber lead to this computer itself, and their servers are dropped",
    "Plain questions for these names are answered with 127.0.0.1 and swallowed, whoever is asked; packets to their "
    "servers and to public resolvers vanish.",
    rules=(
        DnsInject(
            names=(
                *("*.line-apps.com", "*.line.me", "*.naver.jp", "*.line-scdn.net", "*.viber.com"),
                *("*.wechat.com", "*.weixin.qq.com", "wx.qq.com", "*.qlogo.cn"),
            ),
            answer="127.0.0.1",
            swallow=True,
        ),
        IpBlock(Match(groups=("m:line", "m:wechat", "m:viber", "doh")), action="drop"),
    ),
    net=Net(isp_dns="tampered", public_dns="tampered", doh="blocked"),
    messengers=dict.fromkeys(("line", "wechat", "viber"), blocked("dns_injection+ip_drop")),
    tags=("blind", "dns", "ip", "others"),
)

# ---- filters that act in part ----------------------------------------------------------------------------------------

# A box that sees one way only can reset the server alone; the client then hears the refusal from the server's own
# system, from its own distance (assumed).
unproved_censored(
    "signal-reset-at-the-servers-side",
    "Who names Signal is reset at the server's side, and hears it from the server",
    "After a ClientHello with a Signal name a forged RST goes to the server alone. What the client said arrives "
    "where no connection is any more, and the server's system answers with an RST of its own, from 40 ms away.",
    rules=(SniBlock(names=SG_NAMES, action="rst-server"),),
    messengers={"signal": blocked("tls_sni_rst")},
    tags=("blind", "tls", "signal", "trap"),
)
unproved_censored(
    "telegram-file-servers-dropped",
    "Telegram's servers for files are dropped, those for messages are not",
    "No packet to the addresses that Telegram names for files alone arrives: of data centres 2, 4 and 203, over "
    "both IP versions, and its CDN at Google. Messages, calls and the web version pass.",
    rules=(
        IpBlock(
            Match(
                hosts=(
                    *("149.154.167.151", "149.154.167.222", "149.154.167.223", "2001:67c:4e8:f002::b"),
                    *("149.154.164.250", "149.154.165.111", "149.154.165.120", "149.154.166.120"),
                    *("149.154.166.121", "2001:67c:4e8:f004::b", "dccdn.telegram.invalid", "*.telegram-cdn.org"),
                )
            ),
            action="drop",
        ),
    ),
    messengers={"telegram": Messenger(media=F("blocked", "ip_drop"))},
    tags=("blind", "ip", "telegram"),
)
# Lists of addresses were made with IPv4 in mind (India's null routes of June 2026, situations.json). Signal's message
# servers have IPv6, and so have cdn2 and cdn3; cdn.signal.org and its site have none.
unproved_censored(
    "signal-ipv4-dropped-ipv6-forgotten",
    "Signal's IPv4 addresses are dropped, its IPv6 addresses are forgotten",
    "No packet to an IPv4 address of Signal's own servers arrives; over IPv6 they answer: messages pass, what "
    "cdn.signal.org holds does not, and calls find the relays at Cloudflare.",
    rules=(IpBlock(Match(groups=("m:signal",), ip_version=4), action="drop"),),
    messengers={"signal": Messenger.some("media web", "blocked", "ip_drop")},
    tags=("blind", "ip", "signal"),
)
# Forged answers that lead to a living stranger: the handshake is answered, with somebody else's certificate. China has
# used addresses of other large services.
unproved_censored(
    "whatsapp-forged-to-a-living-stranger",
    "WhatsApp's names lead to a living server of Google's",
    "A box answers plain questions for WhatsApp's names, to whomever, with an address of Google's, and the true "
    "answer comes later. That server answers TLS with its own genuine certificate. Over TCP the answers are true.",
    rules=(DnsInject(names=WA_NAMES, answer="142.250.74.36", tcp="pass"),),
    net=Net(isp_dns="tampered", public_dns="tampered"),
    messengers={"whatsapp": blocked("dns_injection")},
    tags=("blind", "dns", "whatsapp"),
)
unproved_censored(
    "signal-slow-downwards-alone",
    "What comes from Signal's servers is held to 24 kbit/s, what goes there is not",
    "Each TCP connection to a server of Signal's has 24 kbit/s towards the client and a queue of five seconds. "
    "Handshakes take two seconds, photos minutes; what is sent leaves as it should. Calls are not touched.",
    rules=(Throttle(Match(groups=("m:signal",), proto="tcp"), rate_kbit=24, queue_ms=5000, direction="down"),),
    messengers={"signal": Messenger.some("chat media web", "slow", "throttling")},
    tags=("blind", "throttle", "signal"),
)
