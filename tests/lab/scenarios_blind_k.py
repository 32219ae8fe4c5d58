"""Networks written without sight of the judge: filters of countries, courts and offices, by function and by family.

Every source is memory (papers, OONI's reports, the press), and none was opened: no truth rests on it.
"""

from __future__ import annotations

from lab.scenario import (
    CutOff,
    Detour,
    Divert,
    DnsInject,
    DnsLie,
    F,
    IpBlock,
    Link,
    Loss,
    Match,
    Messenger,
    Net,
    Page,
    PayloadBlock,
    SniBlock,
    Throttle,
)
from lab.scenarios_base import (
    ALL,
    FB_NAMES,
    IG_NAMES,
    META_MESSENGERS,
    SG_NAMES,
    TG_NAMES,
    UNTOUCHED,
    WA_NAMES,
    blocked,
    unproved_censored,
    wa_sni_truth,
)

_FINE = {"*": UNTOUCHED}
_IPV4 = Net(ipv6="none")

# ---- by port ---------------------------------------------------------------------------------------------------------

# Kazakhstan, January 2022: abroad was closed, and some ports that nobody thought of stayed open (memory: the press,
# posts about ports 179 and 3785). That just the web's ports were closed is assumed.
_HOME_KZ = ("www.nur.kz", "kaspi.kz", "www.kt.kz", "egov.kz")
_WEB_PORT = F("blocked", "list_only")
unproved_censored(
    "kz-january-2022-other-ports-forgotten",
    "The web's ports abroad are dropped, every other port is forgotten",
    "No packet to port 80 or 443 of a server abroad arrives, over TCP or UDP; sites at home open. Telegram's apps and "
    "WhatsApp's phones go on over port 5222, Signal has port 443 alone. Lookups pass, to whomever.",
    link=Link(access_ms=10, world_ms=60, ru_ms=35, ipv6="none"),
    rules=(IpBlock(Match(not_groups=("isp",), not_hosts=_HOME_KZ, ports=(80, 443))),),
    net=Net(status="list_only", cause="list_only", doh="blocked", ipv6="none"),
    messengers={
        "*": Messenger.all("blocked", "list_only"),
        "whatsapp": Messenger(chat=F("partial", "ip_drop"), media=_WEB_PORT, web=_WEB_PORT),
        "telegram": Messenger(web=_WEB_PORT),
        "signal": Messenger.all("blocked", "list_only"),
    },
    country="KZ",
    tags=("blind", "ports", "whitelist", "trap"),
)
# The TSPU of 2026 is said to know Telegram's protocol; on which ports it looks nobody wrote down (assumed).
unproved_censored(
    "telegram-recognised-on-443-alone",
    "Telegram's protocol is recognised on port 443, and on no other",
    "What Telegram's apps say first to port 443 of its networks is swallowed, and all after it. On 80 and 5222 of the "
    "same servers it is answered, so that apps are in after a moment. Pages and sockets for browsers are TLS.",
    rules=(PayloadBlock(Match(groups=("telegram",), proto="tcp", ports=(443,)), kind="mtproto", action="drop"),),
    messengers={"telegram": Messenger.some("chat media", "partial", "protocol_dpi")},
    tags=("blind", "dpi", "ports", "telegram", "trap"),
)
# Russia, autumn 2024: Discord's voice broke weeks before its pages did (memory: the press). By address is assumed.
unproved_censored(
    "ru-discord-voice-september-2024",
    "Datagrams to Discord's servers for voice vanish; its messages, files and pages are in order",
    "No datagram to the hosts under discord.media arrives, TLS there is answered. Nothing else of Discord's is "
    "touched, nor is anybody else's UDP.",
    rules=(IpBlock(Match(groups=("m:discord:calls",), proto="udp")),),
    # Voice is dead; which machine would carry it nobody learns without an account, so that it may stay untested.
    messengers={"discord": Messenger.some("calls", "flaky", "udp_blocked")},
    tags=("blind", "calls", "others"),
)

# ---- by name ---------------------------------------------------------------------------------------------------------

# Russia, October 2022: t.me came onto the list by mistake (memory: the press). The other two are assumed.
unproved_censored(
    "invitations-closed-apps-open",
    "The names of links by which people invite each other are closed, for all three, and nothing else is",
    "t.me, telegram.me, wa.me, chat.whatsapp.com, signal.me and signal.group have no address at the provider, and a "
    "ClientHello with one of them is reset. Apps need none of them: everything works but the links.",
    rules=(
        SniBlock(
            names=(
                *("*.t.me", "*.telegram.me", "*.telegram.dog", "*.tx.me", "*.wa.me", "chat.whatsapp.com"),
                *("api.whatsapp.com", "*.signal.me", "*.signal.group", "*.signal.art", "*.signal.link"),
            ),
            action="rst",
        ),
    ),
    dns_lies=(
        DnsLie(
            (
                *("*.t.me", "*.telegram.me", "*.telegram.dog", "*.tx.me", "*.wa.me", "chat.whatsapp.com"),
                *("api.whatsapp.com", "*.signal.me", "*.signal.group", "*.signal.art", "*.signal.link"),
            ),
            "NXDOMAIN",
        ),
    ),
    net=Net(isp_dns="tampered"),
    messengers=_FINE,
    tags=("blind", "dns", "tls", "honest", "trap"),
)
# A list that holds what the page loads and not the page (assumed).
unproved_censored(
    "whatsapp-scripts-silenced",
    "The name of WhatsApp's scripts gets no answer; its page opens, and stays white",
    "A ClientHello for static.whatsapp.net is silenced. The page itself, its sockets, files, phones and calls are not "
    "touched; without scripts nothing can be done on the page.",
    link=Link(access_ms=14, world_ms=55),
    rules=(SniBlock(names=("static.whatsapp.net",), action="drop"),),
    messengers={"whatsapp": Messenger.some("web", "blocked", "tls_sni_drop")},
    tags=("blind", "tls", "whatsapp"),
)
# Lists made for phones (assumed): the names that Messenger's and Instagram's apps use, and no page.
unproved_censored(
    "meta-apps-closed-pages-open",
    "The names that Messenger's and Instagram's apps on phones use are reset; their pages open and write",
    "A ClientHello for edge-mqtt, mqtt-mini, b-graph, b-api, graph or api.facebook.com, or for i. or "
    "b.i.instagram.com, is reset. Pages, their sockets and files are not touched.",
    link=Link(access_ms=18, world_ms=70, ipv6="none"),
    rules=(
        SniBlock(
            names=(
                *(f"{n}.facebook.com" for n in ("edge-mqtt", "mqtt-mini", "b-graph", "b-api", "graph", "api")),
                *("i.instagram.com", "b.i.instagram.com", "graph.instagram.com"),
            ),
            action="rst",
        ),
    ),
    net=_IPV4,
    messengers=dict.fromkeys(("facebook_messenger", "instagram_dm"), Messenger.some("chat", "blocked", "tls_sni_rst")),
    tags=("blind", "tls", "others"),
)
# Offices that want no chat and need the files: sockets by name (assumed).
unproved_censored(
    "sockets-of-slack-and-discord-reset",
    "The names of Slack's and Discord's sockets are reset; their pages, interfaces and files are open, and Teams is",
    "A ClientHello for wss-primary, wss-backup or wss-mobile.slack.com or for gateway.discord.gg is reset. Both apps "
    "open, sign in, and say 'connecting' for ever.",
    link=Link(access_ms=3),
    rules=(
        SniBlock(
            names=(*(f"wss-{n}.slack.com" for n in ("primary", "backup", "mobile")), "*.discord.gg"), action="rst"
        ),
    ),
    messengers={
        **dict.fromkeys(("slack", "discord"), Messenger.some("chat web", "blocked", "tls_sni_rst")),
        "teams": UNTOUCHED,
    },
    tags=("blind", "tls", "others", "trap"),
)
# China since 2014 had KakaoTalk half closed for years (memory: Citizen Lab). By this name is assumed.
unproved_censored(
    "cn-kakaotalk-signs-in-and-never-connects",
    "The name by which KakaoTalk finds its message server is reset; its sign-in is open, and so is WeChat",
    "A ClientHello for booking-loco.kakao.com is reset. katalk.kakao.com, where one signs in, stands at the same "
    "address and answers to its own name.",
    link=Link(access_ms=6, world_ms=45, ru_ms=80, ipv6="none"),
    rules=(SniBlock(names=("booking-loco.kakao.com",), action="rst"),),
    net=_IPV4,
    messengers={"kakaotalk": Messenger.some("chat media calls", "blocked", "tls_sni_rst"), "wechat": UNTOUCHED},
    country="CN",
    tags=("blind", "tls", "others"),
)
# Uzbekistan, July 2021: VK, WeChat and others by the law about data (memory: the press). The ways are assumed.
unproved_censored(
    "uz-july-2021-vk-and-wechat",
    "VK's names are reset, WeChat's do not exist at the provider; Zoom is open",
    "A ClientHello with a name of VK's is reset, whichever of its servers is called. The provider's resolver says "
    "NXDOMAIN for WeChat's names; its addresses answer.",
    link=Link(access_ms=10, world_ms=70, ru_ms=35, ipv6="none"),
    rules=(SniBlock(names=("*.vk.com", "*.vk.ru", "*.vk.me", "*.userapi.com"), action="rst"),),
    dns_lies=(DnsLie(("*.wechat.com", "*.weixin.qq.com", "wx.qq.com", "wx2.qq.com", "*.qlogo.cn"), "NXDOMAIN"),),
    net=Net(isp_dns="tampered", ipv6="none"),
    messengers={"vk_messenger": blocked("tls_sni_rst"), "wechat": blocked("dns_nxdomain"), "zoom": UNTOUCHED},
    country="UZ",
    tags=("blind", "dns", "tls", "others"),
)

# ---- in several ways at once -----------------------------------------------------------------------------------------

# Iran, since 24 December 2024: WhatsApp is open again, the others are not (memory: the press).
_NOT_AGAIN = (*TG_NAMES, *SG_NAMES, *FB_NAMES, *IG_NAMES)
_FRAME = Page(403, '<html><head><title>M4-6</title></head><iframe src="http://10.10.34.34/"></iframe></html>')
unproved_censored(
    "ir-whatsapp-open-again-others-not",
    "Forged names, a page in the place of plain ones, silence for the rest: and WhatsApp is open again",
    "Names of Telegram, Signal, Facebook and Instagram are answered by 10.10.34.36 before the truth comes, whoever is "
    "asked, and there 403 and a frame answer plain pages; TLS with these names gets no answer, and Telegram's networks "
    "are dropped. WhatsApp is spared, page, phones, files and calls.",
    link=Link(access_ms=12, world_ms=55, ru_ms=60, ipv6="none"),
    rules=(
        DnsInject(names=_NOT_AGAIN, answer="10.10.34.36"),
        Divert(Match(hosts=("10.10.34.36",), ports=(80,)), to="portal", page=_FRAME),
        SniBlock(names=_NOT_AGAIN, action="drop"),
        IpBlock(Match(groups=("telegram",))),
    ),
    net=Net(isp_dns="tampered", public_dns="tampered", ipv6="none"),
    messengers={
        "whatsapp": UNTOUCHED,
        "telegram": blocked("dns_injection+ip_drop+tls_sni_drop"),
        **dict.fromkeys(("signal", "facebook_messenger", "instagram_dm"), blocked("dns_injection+tls_sni_drop")),
    },
    country="IR",
    tags=("blind", "dns", "tls", "ip", "trap"),
)
# Azerbaijan, 27 September 2020, for weeks (memory: OONI). Each way is assumed.
unproved_censored(
    "az-september-2020",
    "WhatsApp's and Facebook's names are reset once the server has answered, Telegram's protocol is reset and its "
    "pages lead to this computer; Signal stays",
    "TLS with a name of WhatsApp, Facebook or Instagram ends when the server's first answer comes. What Telegram's "
    "apps say first is reset, its names lead to 127.0.0.1 at the provider. 1 % of round trips is lost.",
    link=Link(access_ms=14, world_ms=45, ru_ms=30, loss=0.01, ipv6="none"),
    rules=(
        SniBlock(names=(*WA_NAMES, *FB_NAMES, *IG_NAMES), action="rst", on_answer=True),
        PayloadBlock(Match(groups=("telegram",), proto="tcp"), kind="mtproto", action="rst"),
    ),
    dns_lies=(DnsLie(TG_NAMES, "127.0.0.1"),),
    net=Net(isp_dns="tampered", ipv6="none"),
    messengers={
        "whatsapp": wa_sni_truth("tls_sni_rst"),
        **dict.fromkeys(("facebook_messenger", "instagram_dm"), blocked("tls_sni_rst")),
        "telegram": Messenger(
            chat=F("blocked", "protocol_dpi"),
            media=F("blocked", "protocol_dpi"),
            calls=F("blocked", "protocol_dpi"),
            web=F("blocked", "dns_bogon"),
        ),
        "signal": UNTOUCHED,
    },
    country="AZ",
    tags=("blind", "dns", "tls", "dpi"),
)
# Algeria, in the days of the baccalaureate since 2016 (memory: the press). The ways are assumed.
unproved_censored(
    "dz-examination-week",
    "WhatsApp's names get no answer, and Telegram has 16 kbit/s",
    "A ClientHello with a name of WhatsApp or Instagram is silenced; WhatsApp's phones name nothing and pass. Every "
    "TCP connection to Telegram's networks and its CDN has 16 kbit/s each way. Signal was forgotten.",
    link=Link(access_ms=16, world_ms=35, ru_ms=55, ipv6="none"),
    rules=(
        SniBlock(names=(*WA_NAMES, *IG_NAMES), action="drop"),
        Throttle(Match(groups=("telegram", "m:telegram"), proto="tcp"), rate_kbit=16, queue_ms=8000),
    ),
    net=_IPV4,
    messengers={
        "whatsapp": wa_sni_truth("tls_sni_drop"),
        "instagram_dm": blocked("tls_sni_drop"),
        "telegram": Messenger(
            chat=F("flaky", "throttling"), media=F("slow", "throttling"), web=F("slow", "throttling")
        ),
        "signal": UNTOUCHED,
    },
    country="DZ",
    tags=("blind", "tls", "throttle"),
)
# Russia in the summer of 2026, on a mobile line: each messenger in its own way (assumed).
unproved_censored(
    "ru-mobile-each-in-its-own-way",
    "WhatsApp is dropped and denied, Telegram loses a quarter each way, Signal's connections freeze after 16 KB",
    "Meta's networks are silent and the national DNS does not know WhatsApp; of the packets of TCP to and from "
    "Telegram one of four is lost on each way; connections to Signal's servers stall once 16 KB came from there. MAX "
    "and VK work. A mobile line, up to 30 ms uneven.",
    link=Link(access_ms=28, world_ms=25, ru_ms=8, jitter_ms=30, ipv6="none"),
    rules=(
        IpBlock(Match(groups=("meta", "m:whatsapp"))),
        Loss(Match(groups=("telegram",), proto="tcp"), up=0.25, down=0.25),
        CutOff(Match(groups=("m:signal",), proto="tcp"), direction="down"),
    ),
    dns_lies=(DnsLie(WA_NAMES, "NXDOMAIN", ("isp", "yandex", "nsdi")),),
    net=Net(isp_dns="tampered", ipv6="none"),
    messengers={
        "whatsapp": blocked("ip_drop+dns_nxdomain"),
        **dict.fromkeys(("facebook_messenger", "instagram_dm"), blocked("ip_drop")),
        "telegram": Messenger(
            chat=F("flaky", "packet_loss"),
            media=F("slow", "packet_loss"),
            calls=F("flaky", "packet_loss"),
            web=F("slow", "packet_loss"),
        ),
        "signal": ALL["signal-frozen-16k"].messengers["signal"],
    },
    tags=("blind", "dns", "ip", "loss", "cutoff"),
)
# China: all of Google, and what its workspace needs (memory). The address that is told is one of those that were seen.
unproved_censored(
    "cn-google-chat-closed-teams-open",
    "Google's names are forged and its networks dropped; Teams and Zoom are open",
    "Every plain question for a name of Google's is answered by a stranger's address first, over TCP by a reset; no "
    "packet to Google's own servers arrives. Microsoft's and Zoom's servers answer.",
    link=Link(access_ms=6, world_ms=80, ru_ms=70, ipv6="none"),
    rules=(
        DnsInject(
            names=("*.google.com", "*.googleapis.com", "*.gstatic.com", "*.youtube.com", "*.turns.goog"),
            answer="199.59.148.97",
        ),
        IpBlock(Match(groups=("owner:google",))),
    ),
    net=Net(isp_dns="tampered", public_dns="tampered", doh="partly_blocked", ipv6="none"),
    messengers={
        "google_meet_chat": blocked("dns_injection+ip_drop"),
        **dict.fromkeys(("teams", "zoom"), UNTOUCHED),
    },
    country="CN",
    tags=("blind", "dns", "ip", "others"),
)

# ---- by family of addresses ------------------------------------------------------------------------------------------

unproved_censored(
    "whatsapp-held-to-24k-over-ipv4-alone",
    "Over IPv4 Meta's networks are held to 24 kbit/s, and IPv6 is forgotten",
    "Each connection over IPv4 to Meta's networks has 24 kbit/s each way. Over IPv6, which systems try first, page, "
    "scripts, files and phones come at full speed.",
    rules=(Throttle(Match(groups=("meta",), ip_version=4, proto="tcp"), rate_kbit=24, queue_ms=6000),),
    messengers=dict.fromkeys(META_MESSENGERS, Messenger.some("chat media web", "flaky", "throttling")),
    tags=("blind", "throttle", "whatsapp", "trap"),
)
unproved_censored(
    "whatsapp-dropped-over-ipv4-frozen-over-ipv6",
    "Over IPv4 WhatsApp is dropped, over IPv6 its connections freeze after 16 KB",
    "No packet to Meta's IPv4 networks or to the phones' servers at Amazon arrives. Over IPv6 Meta's servers answer, "
    "and a connection stalls once more than 16 KB came from there: sockets and phones begin, pages and files do not "
    "come whole.",
    rules=(
        IpBlock(Match(groups=("meta", "m:whatsapp"), ip_version=4)),
        CutOff(Match(groups=("meta",), ip_version=6, proto="tcp"), direction="down"),
    ),
    messengers={
        **dict.fromkeys(
            ("facebook_messenger", "instagram_dm"), Messenger.some("chat media web", "flaky", "cutoff_16k+ip_drop")
        ),
        "whatsapp": Messenger(
            chat=F("flaky", "cutoff_16k+ip_drop"),
            media=F("blocked", "cutoff_16k+ip_drop"),
            web=F("flaky", "cutoff_16k+ip_drop"),
        ),
    },
    tags=("blind", "ip", "cutoff", "whatsapp", "trap"),
)
# To leave no way round by IPv6 without a list of its addresses, the resolver hides them (assumed).
unproved_censored(
    "meta-dropped-over-ipv4-and-its-ipv6-hidden",
    "Meta's IPv4 networks are dropped, and the provider's resolver hides that there are IPv6 ones",
    "Asked for AAAA of a name of WhatsApp, Facebook or Instagram, the resolver says that there is none; asked for A it "
    "tells the truth, and there nothing answers. Packets over IPv6 would pass: no app learns where to.",
    rules=(IpBlock(Match(groups=("meta", "m:whatsapp"), ip_version=4)),),
    dns_lies=(DnsLie((*WA_NAMES, *FB_NAMES, *IG_NAMES), "NODATA", qtype="AAAA"),),
    net=Net(isp_dns="tampered"),
    messengers=dict.fromkeys(META_MESSENGERS, blocked("ip_drop+dns_nxdomain")),
    tags=("blind", "dns", "ip", "whatsapp", "trap"),
)

# ---- slowed, and calls -----------------------------------------------------------------------------------------------

# Vietnam, February to April 2020: the state's providers took Facebook's boxes offline until it gave in (memory:
# Reuters). How slow it was is assumed.
unproved_censored(
    "vn-2020-facebooks-boxes-taken-offline",
    "Facebook and Instagram come from far away and at 32 kbit/s",
    "Packets to the servers of both take 110 ms longer on each way, and each TCP connection has 32 kbit/s each way. "
    "Zalo is near and quick.",
    link=Link(access_ms=8, world_ms=30, ru_ms=90),
    rules=(
        Detour(Match(groups=("m:facebook_messenger", "m:instagram_dm")), ms=110),
        Throttle(Match(groups=("m:facebook_messenger", "m:instagram_dm"), proto="tcp"), rate_kbit=32, queue_ms=6000),
    ),
    messengers={
        **dict.fromkeys(
            ("facebook_messenger", "instagram_dm"),
            Messenger(chat=F("flaky", "throttling"), media=F("slow", "throttling"), web=F("slow", "throttling")),
        ),
        "zalo": UNTOUCHED,
    },
    country="VN",
    tags=("blind", "throttle", "others"),
)
# Bangladesh, July 2024: the line came back, Meta's and Google's boxes at the providers did not (memory: the press).
unproved_censored(
    "bd-july-2024-meta-and-google-crawl",
    "The line is back, and Meta and Google crawl at 48 kbit/s, neutral pages of Google's among them",
    "Each TCP connection to Meta's networks and to any server of Google's has 48 kbit/s each way and a queue of four "
    "seconds. Telegram and Signal, which have others, are quick; UDP is not touched.",
    link=Link(access_ms=10, world_ms=60, ru_ms=80, ipv6="none"),
    rules=(Throttle(Match(groups=("meta", "owner:google"), proto="tcp"), rate_kbit=48, queue_ms=4000),),
    net=_IPV4,
    messengers={
        **dict.fromkeys(
            META_MESSENGERS,
            Messenger(chat=F("flaky", "throttling"), media=F("slow", "throttling"), web=F("slow", "throttling")),
        ),
        "google_meet_chat": Messenger.some("chat web", "slow", "throttling"),
        **dict.fromkeys(("telegram", "signal"), UNTOUCHED),
    },
    country="BD",
    tags=("blind", "throttle", "whatsapp", "trap"),
)
# Sudan, 25 July 2025: WhatsApp's calls alone (memory: the press). By shape, at Meta's networks, is assumed.
unproved_censored(
    "sd-july-2025-whatsapps-calls",
    "What looks like a call gets no answer at Meta's networks, and everywhere else it does",
    "The first packet of STUN to any address of Meta's is swallowed, over UDP and TCP. Messages, files and pages there "
    "pass; Telegram's and Signal's calls go elsewhere. A mobile line.",
    link=Link(access_ms=30, world_ms=75, ru_ms=90, jitter_ms=12, ipv6="none"),
    rules=(PayloadBlock(Match(groups=("meta",)), kind="stun", action="drop"),),
    net=_IPV4,
    messengers=dict.fromkeys(META_MESSENGERS, Messenger.some("calls", "blocked", "stun_dpi")),
    tags=("blind", "calls", "dpi", "whatsapp"),
)
# Russia, October 2024 and after: SimpleX's own servers (memory: the press). That Flux's were forgotten is assumed.
unproved_censored(
    "ru-simplex-own-servers-dropped",
    "The servers that SimpleX runs itself are dropped, those of its second operator are not",
    "No packet to the machines behind simplex.im arrives: messages, files and relays for calls. Flux's, which the app "
    "uses beside them, answer: some conversations go on and others do not. Threema is open.",
    rules=(IpBlock(Match(hosts=("smp8.simplex.im", "xftp1.simplex.im", "turn.simplex.im", "simplex.chat"))),),
    messengers={
        "simplex": Messenger(
            chat=F("flaky", "ip_drop"),
            media=F("flaky", "ip_drop"),
            calls=F("blocked", "ip_drop+udp_blocked"),
            web=F("blocked", "ip_drop"),
        ),
        "threema": UNTOUCHED,
    },
    tags=("blind", "ip", "others", "trap"),
)

# ---- in the middle of it ---------------------------------------------------------------------------------------------

# Russia since May 2025: the list comes and goes within minutes (memory: the press).
_LISTED = Messenger.all("blocked", "list_only")
unproved_censored(
    "ru-mobile-list-begins-meanwhile",
    "A mobile line on which the white list begins while somebody looks",
    "The first six conversations with anybody pass. From then on no packet to whoever is not on the list arrives; "
    "names are answered, and Russian services open.",
    link=Link(access_ms=28, world_ms=25, ru_ms=8, jitter_ms=15, ipv6="none"),
    rules=(IpBlock(Match(not_groups=("isp", "whitelist")), skip_first=6),),
    net=Net(status="list_only", cause="list_only", public_dns="blocked", doh="blocked", udp="blocked", ipv6="none"),
    messengers={"*foreign": _LISTED, "*ru": UNTOUCHED},
    tags=("blind", "whitelist", "trap"),
)
