"""Networks written without sight of the judge: filters as countries, schools and offices have had them.

Every source is memory (papers, OONI's reports, the press), and none was opened: no truth rests on it.
"""

from __future__ import annotations

from dataclasses import replace

from lab.catalog import HOSTS, ISP_BLOCKPAGE, ISP_PORTAL
from lab.scenario import (
    CutOff,
    Divert,
    DnsLie,
    F,
    HttpBlock,
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
    DISCORD_NAMES,
    FB_NAMES,
    IG_NAMES,
    RUSSIA_2026,
    SG_NAMES,
    TG_NAMES,
    UNTOUCHED,
    WA_NAMES,
    blocked,
    dead_net,
    unproved_censored,
    variant,
    wa_sni_truth,
)

_FINE = {"*": UNTOUCHED}

# ---- countries -------------------------------------------------------------------------------------------------------

# China since April 2024: names in QUIC, with a list of its own that differs from the one for TLS (memory: Zohaib et
# al., USENIX Security 2025). That these names are on it, and on no other list, is assumed. No app needs QUIC.
unproved_censored(
    "cn-names-in-quic-alone",
    "The names of the three get no answer in QUIC, and pass in TLS",
    "A QUIC handshake with a name of WhatsApp, Telegram, Signal or Google gets no answer, whoever is called. Browsers "
    "turn to TCP, where the same names pass. No messenger needs QUIC.",
    link=Link(world_ms=45, ru_ms=60, ipv6="none"),
    rules=(SniBlock(Match(proto="udp"), names=(*WA_NAMES, *TG_NAMES, *SG_NAMES, "*.google.com"), action="drop"),),
    net=Net(ipv6="none"),
    messengers=_FINE,
    tags=("blind", "quic", "honest", "trap"),
)
# Russia since June 2025: 16 KB from foreign hosting, Cloudflare first (memory: its blog, net4people/bbs#490). That it
# counts what comes back alone, and that Amazon is spared, is assumed. Signal's files come from cdn2 and cdn3.
unproved_censored(
    "ru-curtain-at-cloudflare-alone",
    "Connections to Cloudflare freeze after 16 KB from there, and Signal's files stand there",
    "Once 16 KB came from an address of Cloudflare's on port 443, nothing more passes, whoever is asked there. "
    "Signal's messages and stickers stand at Amazon, its files at cdn2 and cdn3. WhatsApp and Telegram are elsewhere.",
    rules=(CutOff(Match(groups=("owner:cloudflare",), proto="tcp", ports=(443,)), direction="down"),),
    messengers={"signal": Messenger.some("media", "blocked", "cutoff_16k+hosting_limited")},
    tags=("blind", "cutoff", "signal"),
)
# Russia, late July and August 2025: before calls were closed, people heard gaps (memory: the press).
_GAPS = Messenger.some("calls", "flaky", "packet_loss")
unproved_censored(
    "ru-calls-with-gaps",
    "A third of all datagrams to Meta's and Telegram's networks is lost on each way",
    "Calls of WhatsApp, Messenger and Telegram begin and have gaps. TCP to the same networks is untouched, and so is "
    "everybody else's UDP.",
    rules=(Loss(Match(groups=("meta", "telegram"), proto="udp", not_ports=(53, 443)), up=0.35, down=0.35),),
    messengers=dict.fromkeys(("whatsapp", "telegram", "facebook_messenger"), _GAPS),
    tags=("blind", "calls", "loss"),
)
# Iran, end of January 2026: what came back first after the shutdown was Google's search, by name (memory: NetBlocks,
# the press). How the rest was stopped is assumed.
_GOOGLE = ("*.google.com", "*.gstatic.com", "*.googleapis.com", "*.microsoft.com", "*.bing.com")
_NOT_GOOGLES = Messenger.all("blocked", "list_only")
_ABROAD = Match(groups=("foreign",), proto="tcp")
unproved_censored(
    "ir-january-google-alone",
    "Of all that is abroad only the names of Google and Microsoft pass; home is open",
    "Abroad: TLS with other names, plain requests to other hosts, protocols that are no TLS, ports but 80 and 443, and "
    "all UDP get no answer. TCP itself connects on 80 and 443. Sites at home open. The provider's resolver tells the "
    "truth.",
    link=Link(access_ms=15, world_ms=60, ru_ms=12, ipv6="none"),
    rules=(
        IpBlock(Match(groups=("foreign",), proto="udp"), action="drop"),
        IpBlock(replace(_ABROAD, not_ports=(80, 443)), action="drop"),
        SniBlock(_ABROAD, names=("*",), not_names=_GOOGLE, action="drop"),
        PayloadBlock(_ABROAD, kind="mtproto", action="drop"),
        PayloadBlock(_ABROAD, kind="wa-noise", action="drop"),
        HttpBlock(replace(_ABROAD, not_hosts=_GOOGLE), names=("*",), action="drop"),
    ),
    net=dead_net("list_only", "list_only", isp_dns="ok", ipv4="ok", ipv6="none"),
    messengers={
        "*foreign": _NOT_GOOGLES,
        "*ru": UNTOUCHED,
        **dict.fromkeys(("whatsapp", "telegram", "signal"), _NOT_GOOGLES),
        "google_meet_chat": Messenger.some("calls", "blocked", "list_only"),
    },
    tags=("blind", "whitelist", "tls", "trap"),
)
# Myanmar, some providers in 2021: Meta's networks without TLS (memory: OONI; that it was by network is assumed).
_NO_TLS = F("blocked", "protocol_dpi+ip_drop")
unproved_censored(
    "mm-no-tls-towards-meta",
    "TLS gets no answer at any address of Meta's, whatever name it says; what is no TLS passes",
    "The first message of TLS or QUIC to Meta's networks vanishes with all that follows, with a neutral name as well. "
    "TCP connects, plain requests are answered, WhatsApp's phones and calls pass.",
    rules=(
        PayloadBlock(Match(groups=("meta",), proto="tcp"), kind="tls", action="drop"),
        PayloadBlock(Match(groups=("meta",), proto="udp"), kind="quic", action="drop"),
    ),
    messengers={
        "whatsapp": Messenger(media=_NO_TLS, web=_NO_TLS),
        **dict.fromkeys(("facebook_messenger", "instagram_dm"), Messenger(chat=_NO_TLS, media=_NO_TLS, web=_NO_TLS)),
    },
    tags=("blind", "dpi", "whatsapp", "trap"),
)
# Indonesia's and India's providers lead addresses, not names alone, to a notice (memory: OONI, Citizen Lab).
_LED = F("blocked", "http_blockpage+tls_mitm+protocol_dpi")
unproved_censored(
    "id-addresses-led-to-a-notice",
    "Whoever calls an address of WhatsApp's or Meta's reaches the provider's notice",
    "TCP to these addresses on 80, 443 and 5222 ends in a server of the provider's, which shows a certificate of its "
    "own name and answers every request with the order's number. UDP there is dropped. Names are told truly.",
    link=Link(access_ms=12, world_ms=70, ru_ms=80, ipv6="none"),
    rules=(
        Divert(
            Match(groups=("meta", "m:whatsapp"), proto="tcp", ports=(80, 443, 5222)),
            to="portal",
            page=Page(200, "<html><title>Notice</title>Access is closed by order No. 19/2024.</html>"),
        ),
        IpBlock(Match(groups=("meta", "m:whatsapp"), proto="udp"), action="drop"),
    ),
    net=Net(ipv6="none", tls_interception="untrusted"),
    messengers={
        "whatsapp": Messenger(chat=_LED, media=_LED, calls=F("blocked", "udp_blocked"), web=_LED),
        **dict.fromkeys(
            ("facebook_messenger", "instagram_dm"),
            Messenger(chat=_LED, media=_LED, calls=F("blocked", "udp_blocked"), web=_LED),
        ),
    },
    tags=("blind", "ip", "http", "whatsapp", "trap"),
)
# China, and Google's own absence from places under sanctions (memory: the press). Signal has storage, a server for
# group calls and relays at Google; its relays at Cloudflare carry calls between two.
unproved_censored(
    "google-closed-with-signals-relays",
    "All of Google is dropped, and with it Signal's group calls; its messages go on",
    "No packet to an address of Google's arrives: search, checks for portals, public DNS, Telegram's CDN, Signal's "
    "storage, its own relays and its server for group calls. Signal's messages, photos and other relays answer.",
    link=Link(world_ms=50, ru_ms=40, ipv6="none"),
    rules=(IpBlock(Match(groups=("owner:google", "owner:telegram-cdn")), action="drop"),),
    net=Net(doh="partly_blocked", ipv6="none"),
    messengers={
        "signal": Messenger.some("calls", "partial", "ip_drop+hosting_limited"),
        "google_meet_chat": blocked("ip_drop"),
        "snapchat": blocked("ip_drop+hosting_limited"),
    },
    tags=("blind", "ip", "signal", "trap"),
)
# Pakistan, July and August 2024: "voice notes and pictures do not go out" on mobile lines (memory: the press).
unproved_censored(
    "pk-voice-notes-do-not-leave",
    "What is sent to WhatsApp's servers for files has 16 kbit/s; what comes from there is quick",
    "Each connection to mmg.whatsapp.net and its neighbours has 16 kbit/s upwards. Pictures arrive at full speed and "
    "leave after minutes. Page, scripts and messages have other addresses.",
    link=Link(access_ms=25, world_ms=65, ru_ms=70, ipv6="none"),
    rules=(Throttle(Match(hosts=("mmg.whatsapp.net",), proto="tcp"), rate_kbit=16, queue_ms=4000, direction="up"),),
    net=Net(ipv6="none"),
    messengers={"whatsapp": Messenger.some("media", "slow", "throttling")},
    tags=("blind", "throttle", "sending", "whatsapp"),
)
# Mobile lines in Russia since late 2025: some operators' resolvers know listed names alone (memory: net4people; which
# answer they give is assumed).
_WHITE = ALL["whitelist-mode"]
_NAMES_ABROAD = tuple(name for host in HOSTS if host.region != "ru" for name in host.names)
variant(
    _WHITE,
    name="ru-mobile-list-of-names-too",
    title="A mobile line with a white list, whose resolver knows no name abroad",
    description="As whitelist-mode on a mobile line without IPv6: packets to whoever is not listed vanish, and the "
    "operator's resolver says of every name abroad that it does not exist.",
    link=Link(access_ms=28, jitter_ms=20, ipv6="none"),
    dns_lies=(DnsLie(_NAMES_ABROAD, "NXDOMAIN"),),
    net=replace(_WHITE.net, ipv6="none", isp_dns="tampered"),
    expect={"*": "*"},
    tags=("blind", "whitelist", "dns", "trap"),
)
# Mozambique, 25 October to November 2024: WhatsApp, Facebook and Instagram in the evenings on mobile lines (memory:
# OONI, Cloudflare's radar). That answers are swallowed, not questions, is assumed.
unproved_censored(
    "mz-curfew-answers-swallowed",
    "Servers answer who names WhatsApp, Facebook or Instagram, and the answer is swallowed",
    "After a ClientHello with one of these names nothing passes from the server's first answer on. The phones name "
    "nothing and pass. 230 ms abroad, 2 % of round trips lost, IPv4 alone.",
    link=Link(access_ms=30, world_ms=85, ru_ms=90, loss=0.02, ipv6="none"),
    rules=(SniBlock(names=(*WA_NAMES, *FB_NAMES, *IG_NAMES), action="drop", on_answer=True),),
    net=Net(ipv6="none"),
    messengers={
        "whatsapp": wa_sni_truth("tls_sni_drop"),
        **dict.fromkeys(("facebook_messenger", "instagram_dm"), blocked("tls_sni_drop")),
    },
    tags=("blind", "tls", "whatsapp"),
)
# Who roams is led home first: the filter of home comes along, from far away (memory: GSMA's home routing).
variant(
    RUSSIA_2026,
    name="ru-number-abroad-filter-comes-along",
    title="Russia's filter on a telephone number that roams on another continent",
    description="As russia-2026: all traffic is led home first, so that every host is 240 ms further away than "
    "there, those at home too. A mobile line, IPv4 alone.",
    link=Link(access_ms=120, jitter_ms=15, ipv6="none"),
    net=replace(RUSSIA_2026.net, ipv6="none", quality="slow"),
    expect={"*": "*"},
    tags=("blind", "combined"),
)
# Uganda, January 2026, and others before: words pass, pictures and calls do not (memory: the press). How is assumed.
_FILE_NAMES = (
    *("mmg.whatsapp.net", "mmg-fna.whatsapp.net", "media.whatsapp.net", "pps.whatsapp.net", "scontent.whatsapp.net"),
    *("*.fna.whatsapp.net", "cdn.signal.org", "cdn2.signal.org", "cdn3.signal.org"),
)
_TG_FILES = (
    *("149.154.167.151", "149.154.167.222", "149.154.167.223", "2001:67c:4e8:f002::b", "149.154.164.250"),
    *("149.154.165.111", "149.154.165.120", "149.154.166.120", "149.154.166.121", "2001:67c:4e8:f004::b"),
    *("dccdn.telegram.invalid", "*.telegram-cdn.org"),
)
unproved_censored(
    "ug-words-pass-alone",
    "Words pass in WhatsApp, Telegram and Signal; files and calls do not",
    "The names of WhatsApp's and Signal's servers for files get no answer; Telegram's servers for files, the UDP of "
    "Meta's and Telegram's networks and Signal's relays are dropped. Messages and web versions pass.",
    link=Link(access_ms=35, world_ms=80, ru_ms=90, ipv6="none"),
    rules=(
        SniBlock(names=_FILE_NAMES, action="drop"),
        IpBlock(Match(hosts=_TG_FILES), action="drop"),
        IpBlock(Match(groups=("meta", "telegram"), proto="udp"), action="drop"),
        IpBlock(Match(hosts=("turn3.voip.signal.org", "turn.cloudflare.com", "sfu.voip.signal.org")), action="drop"),
    ),
    net=Net(ipv6="none"),
    messengers={
        "whatsapp": Messenger(media=F("blocked", "tls_sni_drop"), calls=F("blocked", "udp_blocked")),
        "telegram": Messenger(media=F("blocked", "ip_drop"), calls=F("blocked", "udp_blocked")),
        "signal": Messenger(media=F("blocked", "tls_sni_drop"), calls=F("blocked", "ip_drop+udp_blocked")),
        "facebook_messenger": Messenger(calls=F("blocked", "udp_blocked")),
    },
    tags=("blind", "tls", "ip", "calls"),
)
# India, 29 June 2020: 59 apps (memory: the press; how each provider did it is assumed).
unproved_censored(
    "in-wechat-and-qq-june-2020",
    "WeChat's names lead to the provider's notice, QQ's servers are reset by their addresses; LINE stays",
    "The provider's resolver leads WeChat's names to its notice, a SYN to QQ's servers is reset from nearby. LINE, "
    "which no order names, is open.",
    link=Link(access_ms=15, world_ms=75, ru_ms=80, ipv6="none"),
    rules=(IpBlock(Match(groups=("m:qq",), proto="tcp"), action="rst"),),
    dns_lies=(DnsLie(("*.wechat.com", "*.weixin.qq.com", "wx.qq.com", "wx2.qq.com", "*.qlogo.cn"), ISP_BLOCKPAGE),),
    net=Net(isp_dns="tampered", ipv6="none"),
    messengers={"wechat": blocked("dns_blockpage"), "qq": blocked("ip_rst"), "line": UNTOUCHED},
    tags=("blind", "dns", "ip", "others"),
)
# Discord in Russia in the weeks before October 2024: pictures did not load (memory: the press). That it was by the
# address of its files, after 16 KB, is assumed.
unproved_censored(
    "discord-pictures-stop-at-16k",
    "Connections to Discord's servers for files freeze after 16 KB; its messages pass",
    "Once 16 KB came from an address of cdn.discordapp.com, nothing more passes. Discord's page, gateway and voice "
    "servers have other addresses. Whoever else is at Cloudflare is quick.",
    rules=(CutOff(Match(hosts=("cdn.discordapp.com",), proto="tcp"), direction="down"),),
    messengers={"discord": Messenger.some("media", "blocked", "cutoff_16k")},
    tags=("blind", "cutoff", "others"),
)

# ---- schools, offices, hotels ----------------------------------------------------------------------------------------

# Filters of schools rewrite names: social ones to a notice, search to its safe variant (memory: makers' manuals).
unproved_censored(
    "school-safe-search-and-no-social-media",
    "A school's resolver leads Discord, Snapchat and Instagram to a notice, and YouTube to its safe variant",
    "The network's resolver gives its notice's address for these names, and for YouTube another address of Google's. "
    "Other resolvers, plain or encrypted, cannot be reached. The rest is open.",
    link=Link(ipv6="none"),
    rules=(IpBlock(Match(groups=("doh",)), action="drop"), IpBlock(Match(ports=(53, 853), not_groups=("isp",)))),
    dns_lies=(
        DnsLie((*DISCORD_NAMES, *IG_NAMES, "*.snapchat.com", "*.sc-cdn.net", "*.sc-gw.com"), ISP_BLOCKPAGE),
        DnsLie(("*.youtube.com",), "142.250.150.91"),
    ),
    net=Net(isp_dns="tampered", public_dns="blocked", doh="blocked", ipv6="none"),
    messengers=dict.fromkeys(("discord", "snapchat", "instagram_dm"), blocked("dns_blockpage")),
    tags=("blind", "dns", "others"),
)
# An office that reads TLS and closes two categories before it reads (memory: makers' manuals).
_NOT_READ = ("isp", "lan", "doh", "m:telegram:chat", "m:telegram:media", "m:telegram:calls", "m:signal")
unproved_censored(
    "office-reads-most-and-resets-two",
    "An office inspects TLS, spares Signal, and resets who names WhatsApp or Telegram",
    "Connections to port 443 end in the office's box, whose root this computer trusts; Signal is on the list of "
    "exceptions. A ClientHello with a name of WhatsApp or Telegram is reset before that. Telegram's apps and "
    "WhatsApp's phones name nothing and pass.",
    rules=(
        SniBlock(names=(*WA_NAMES, *TG_NAMES), action="rst"),
        IpBlock(Match(not_groups=_NOT_READ, proto="udp", ports=(443,)), action="drop"),
        Divert(Match(not_groups=_NOT_READ, proto="tcp", ports=(443,)), to="mitm", names=("*",)),
    ),
    roots_installed=("rogue",),
    net=Net(tls_interception="trusted_by_os"),
    messengers={
        "whatsapp": wa_sni_truth("tls_sni_rst"),
        "telegram": Messenger(web=F("blocked", "tls_sni_rst")),
        "signal": UNTOUCHED,
    },
    tags=("blind", "tls", "mitm", "trap"),
)
# Resolvers of hotels give their own page for names that do not exist; here the state's resolver, which they ask, has
# removed Signal's (assumed).
unproved_censored(
    "hotel-rewrites-what-the-state-denies",
    "The hotel's resolver gives its own page for missing names, and Signal's are missing where it asks",
    "Every name that does not exist leads to the hotel's page, which has a certificate of its own name. The resolver "
    "that the hotel asks denies Signal's names, so that they lead there too. Other resolvers tell the truth.",
    dns_lies=(DnsLie(SG_NAMES, ISP_PORTAL), DnsLie(("*",), ISP_PORTAL, only_nonexistent=True)),
    net=Net(isp_dns="tampered"),
    messengers={"signal": blocked("dns_nxdomain+dns_bogon+dns_blockpage")},
    tags=("blind", "dns", "portal", "signal", "trap"),
)

# ---- a filter, and an odd line ---------------------------------------------------------------------------------------

unproved_censored(
    "ipv6-only-and-whatsapp-silenced",
    "A mobile line with IPv6 alone, on which WhatsApp's names get no answer",
    "Servers without IPv6 are reached by translation, by name. A ClientHello with a name of WhatsApp gets no answer "
    "over IPv6; its phones, Telegram and Signal pass.",
    link=Link(access_ms=25, ipv4="none"),
    rules=(SniBlock(names=WA_NAMES, action="drop"),),
    net=Net(ipv4="none"),
    messengers={"whatsapp": wa_sni_truth("tls_sni_drop")},
    tags=("blind", "tls", "whatsapp", "trap"),
)
_CRAWLS = F("slow", "throttling")
unproved_censored(
    "wireless-loses-5-percent-telegram-has-48k",
    "A wireless network that loses 5 %, on which Telegram has 48 kbit/s",
    "One of twenty round trips is lost, with whomever, and packets are up to 30 ms late. Besides, each connection to "
    "Telegram's networks and its CDN has 48 kbit/s each way.",
    link=Link(access_ms=6, jitter_ms=30, loss=0.05),
    rules=(Throttle(Match(groups=("telegram", "m:telegram"), proto="tcp"), rate_kbit=48, queue_ms=4000),),
    net=Net(quality="slow"),
    messengers={"telegram": Messenger(chat=_CRAWLS, media=_CRAWLS, web=_CRAWLS)},
    tags=("blind", "throttle", "telegram", "trap"),
)
_NO_NAMES = F("blocked", "resolver_dead")
_RECOGNISED = F("blocked", "protocol_dpi")
unproved_censored(
    "resolver-dead-and-telegram-recognised",
    "The provider's resolver is silent, and Telegram's protocol gets no answer",
    "No name resolves here, so that browsers and most apps fail. Telegram's apps ask for no name, and the first "
    "message of their protocol vanishes with all after it, whichever transport.",
    rules=(PayloadBlock(Match(groups=("telegram",), proto="tcp"), kind="mtproto", action="drop"),),
    dns_lies=(DnsLie(("*",), "TIMEOUT"),),
    net=Net(status="dns_broken", cause="resolver_dead", isp_dns="dead"),
    messengers={
        "*": Messenger.all("blocked", "resolver_dead", by="isp-fault"),
        "telegram": Messenger(chat=_RECOGNISED, media=_RECOGNISED, calls=_RECOGNISED, web=_NO_NAMES),
    },
    tags=("blind", "dns", "dpi", "telegram", "trap"),
)
unproved_censored(
    "port-80-closed-and-signal-reset",
    "Nothing plain leaves this network, and who names Signal is reset",
    "TCP to port 80 is dropped, whoever is asked, so that no check for a portal is answered; the web over TLS is "
    "open. A ClientHello with a name of Signal is reset.",
    rules=(IpBlock(Match(proto="tcp", ports=(80,)), action="drop"), SniBlock(names=SG_NAMES, action="rst")),
    messengers={"signal": blocked("tls_sni_rst")},
    tags=("blind", "tls", "signal", "trap"),
)
# Lists of addresses differ by IP version: one box drops what it knows, another slows the rest (assumed).
_SLOW_V6 = "throttling+ip_drop"
unproved_censored(
    "telegram-dropped-over-ipv4-slow-over-ipv6",
    "Telegram's IPv4 addresses are dropped, its IPv6 addresses have 48 kbit/s",
    "Apps connect over IPv6: words pass, pictures crawl. The web version's sockets and the known relays of calls have "
    "IPv4 alone and are out of reach.",
    rules=(
        IpBlock(Match(groups=("telegram",), ip_version=4), action="drop"),
        Throttle(Match(groups=("telegram",), ip_version=6, proto="tcp"), rate_kbit=48, queue_ms=4000),
    ),
    messengers={
        "telegram": Messenger(
            chat=F("flaky", _SLOW_V6),
            media=F("slow", _SLOW_V6),
            calls=F("flaky", "ip_drop+udp_blocked"),
            web=F("blocked", "ip_drop"),
        )
    },
    tags=("blind", "ip", "throttle", "telegram", "trap"),
)
