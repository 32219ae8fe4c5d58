"""Networks written without sight of the judge: filters of states, by port, by family, by function and by answer.

Every source is memory (papers, OONI's reports, the press), and none was opened: no truth rests on it.
"""

from lab.catalog import HOSTS, ISP_BLOCKPAGE
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
    Page,
    PayloadBlock,
    SniBlock,
    Throttle,
)
from lab.scenarios_base import (
    DISCORD_NAMES,
    FB_NAMES,
    IG_NAMES,
    META_MESSENGERS,
    SG_NAMES,
    TG_NAMES,
    UNTOUCHED,
    WA_NAMES,
    blocked,
    unproved_censored,
)

_IPV4 = Net(ipv6="none")

# ---- by port ---------------------------------------------------------------------------------------------------------

# China, 20 August 2025, for 74 minutes: forged RST for everything on port 443, and on no other (memory: GFW Report).
# That sites at home were spared is assumed.
_HOME_CN = ("www.baidu.com", "www.taobao.com", "www.sina.com.cn", "www.qq.com")
_ON_443 = F("blocked", "list_only")
unproved_censored(
    "cn-august-2025-port-443-reset",
    "Every SYN to port 443 abroad is reset, and no other port is",
    "Whoever is called abroad over TCP on port 443, a forged RST comes from nearby; sites at home open. Port 80, 5222 "
    "and all others pass, and so do UDP and lookups: Telegram's apps and WhatsApp's phones go on over their other "
    "ports.",
    link=Link(access_ms=6, world_ms=85, ru_ms=70, ipv6="none"),
    rules=(IpBlock(Match(not_groups=("isp",), not_hosts=_HOME_CN, proto="tcp", ports=(443,)), action="rst"),),
    net=Net(status="list_only", cause="list_only", doh="blocked", ipv6="none"),
    messengers={
        "*": Messenger.all("blocked", "list_only"),
        "whatsapp": Messenger(chat=F("partial", "ip_rst"), media=_ON_443, web=_ON_443),
        "telegram": Messenger(web=_ON_443),
        "signal": Messenger.all("blocked", "list_only"),
    },
    country="CN",
    hypotheses={"network": ("closed_network", "some_names_pass")},
    tags=("blind", "ports", "whitelist", "trap"),
)
# Turkey, 7 and 8 September 2025: Istanbul's messengers were slow (memory: NetBlocks). By port is assumed.
_MAY_BE_443 = F("flaky", "throttling")
unproved_censored(
    "tr-september-2025-port-443-crawls",
    "Meta's and Telegram's networks have 32 kbit/s on port 443, and every other port is quick",
    "Each TCP connection to port 443 there has 32 kbit/s each way. Pages, scripts and files crawl; words come through, "
    "and WhatsApp's phones and Telegram's apps have other ports that nobody thought of. Signal is not touched.",
    link=Link(access_ms=8, world_ms=45, ru_ms=50, ipv6="none"),
    rules=(Throttle(Match(groups=("meta", "telegram"), proto="tcp", ports=(443,)), rate_kbit=32, queue_ms=4000),),
    net=_IPV4,
    messengers={
        **dict.fromkeys(
            META_MESSENGERS, Messenger(chat=_MAY_BE_443, media=F("slow", "throttling"), web=F("slow", "throttling"))
        ),
        "telegram": Messenger(chat=_MAY_BE_443, media=_MAY_BE_443, web=F("slow", "throttling")),
        "signal": UNTOUCHED,
    },
    country="TR",
    tags=("blind", "throttle", "ports", "trap"),
)
# The TSPU is said to know the greeting of WhatsApp's phones (memory: net4people). On which ports it looks is assumed.
unproved_censored(
    "whatsapp-phones-recognised-on-443-and-5222",
    "What WhatsApp's phones say first is swallowed on ports 443 and 5222, and answered on 80",
    "The greeting and all after it vanish on two of the three ports of the phones' servers. Phones try the third after "
    "some seconds and are in; page, files and calls are not touched.",
    link=Link(access_ms=12, world_ms=30),
    rules=(PayloadBlock(Match(proto="tcp", ports=(443, 5222)), kind="wa-noise", action="drop"),),
    messengers={"whatsapp": Messenger(chat=F("partial", "protocol_dpi"))},
    tags=("blind", "dpi", "ports", "whatsapp", "trap"),
)

# ---- by address ------------------------------------------------------------------------------------------------------

# Russia, 2025: lists for mobile lines are of IPv4 addresses (memory: the press); that IPv6 was forgotten is assumed.
_BY_IPV6 = F("partial", "ip_drop")
unproved_censored(
    "ru-mobile-list-forgets-ipv6",
    "A mobile line with a white list of IPv4 addresses, on which IPv6 is open to all",
    "No packet over IPv4 to whoever is not listed arrives; names are answered. Over IPv6 everybody can be reached: "
    "WhatsApp, Telegram's apps and Signal's messages go on, and Signal's calls by the relays at Cloudflare. Signal's "
    "stickers, the relays of Telegram's calls and its sockets for browsers have IPv4 alone.",
    link=Link(access_ms=28, world_ms=25, ru_ms=8, jitter_ms=10),
    rules=(IpBlock(Match(ip_version=4, not_groups=("isp", "whitelist"))),),
    net=Net(
        status="list_only",
        cause="list_only",
        public_dns="blocked",
        doh="partly_blocked",
        ipv4="broken",
        udp="blocked",
    ),
    messengers={
        "*foreign": Messenger.all("blocked", "list_only"),
        "*ru": UNTOUCHED,
        **dict.fromkeys(META_MESSENGERS, Messenger.some("chat media web", "partial", "ip_drop")),
        "telegram": Messenger(
            chat=_BY_IPV6, media=_BY_IPV6, calls=F("blocked", "list_only"), web=F("blocked", "list_only")
        ),
        "signal": Messenger(chat=_BY_IPV6, media=F("flaky", "ip_drop"), calls=_BY_IPV6),
    },
    hypotheses={"network": ("closed_network", "some_names_pass")},
    tags=("blind", "whitelist", "trap"),
)
# Somalia, August 2023: Telegram by order (memory: the press). That a list of ranges was half of them is assumed.
_ONE_RANGE = tuple(
    address
    for host in HOSTS
    if host.messenger == "telegram"
    for address in host.addresses()
    if address.startswith("91.108.")
)
unproved_censored(
    "so-telegram-one-range-of-two",
    "Of Telegram's two ranges of addresses one is dropped: its Asian servers, and the relays of its calls",
    "No packet to 91.108.* arrives, where the fifth data centre and all known relays of calls stand; 149.154.* is "
    "forgotten, with the other data centres, the pages, the sockets and a part of the fifth.",
    link=Link(access_ms=22, world_ms=95, ru_ms=90, jitter_ms=12, ipv6="none"),
    rules=(IpBlock(Match(hosts=_ONE_RANGE)),),
    net=_IPV4,
    messengers={
        "telegram": Messenger(
            chat=F("partial", "ip_drop"), media=F("partial", "ip_drop"), calls=F("blocked", "ip_drop+udp_blocked")
        )
    },
    country="SO",
    tags=("blind", "ip", "calls", "telegram", "trap"),
)
# Russia's register held addresses of t.me and telegram.org alone for years (memory: the register). One is assumed here.
unproved_censored(
    "ru-address-of-telegrams-pages-dropped",
    "The one address of Telegram's pages is dropped; its apps and its sockets have others",
    "No packet to 149.154.167.99 arrives: telegram.org, t.me and the page of the web version. Data centres, sockets, "
    "files and relays answer: apps notice nothing but links.",
    link=Link(access_ms=9, world_ms=28, ipv6="none"),
    rules=(IpBlock(Match(hosts=("149.154.167.99",))),),
    net=_IPV4,
    messengers={"telegram": Messenger(web=F("blocked", "ip_drop_of_one"))},
    tags=("blind", "ip", "telegram"),
)
# Myanmar and others dropped by lists of a firewall for TCP (assumed).
unproved_censored(
    "mm-metas-tcp-dropped-udp-open",
    "No TCP packet to Meta's networks arrives, and every datagram does",
    "SYNs to Meta and to WhatsApp's phones' servers vanish, whatever the port. Relays for calls answer over UDP, and "
    "so would QUIC, of which a browser learns over TCP alone. Without messages nobody is called.",
    link=Link(access_ms=15, world_ms=70, ru_ms=85, ipv6="none"),
    rules=(IpBlock(Match(groups=("meta", "m:whatsapp"), proto="tcp")),),
    net=_IPV4,
    messengers=dict.fromkeys(META_MESSENGERS, blocked("ip_drop")),
    country="MM",
    tags=("blind", "ip", "whatsapp"),
)
unproved_censored(
    "signal-own-relays-dropped",
    "The relays for calls that Signal runs itself are dropped, those that it rents are not",
    "No packet to turn1 to turn4.voip.signal.org arrives. The app is told of relays at Cloudflare as well, over UDP, "
    "TCP and TLS, and calls between two begin there; messages and pictures are not touched.",
    link=Link(access_ms=10, world_ms=35),
    rules=(IpBlock(Match(hosts=("turn3.voip.signal.org",))),),
    messengers={"signal": Messenger(calls=F("partial", "ip_drop+udp_blocked"))},
    tags=("blind", "calls", "signal", "trap"),
)
# Spain since February 2025, on match days: some providers show a notice instead of silence (memory: the press).
_NOTICE = F("blocked", "http_blockpage+tls_mitm+protocol_dpi+ip_drop")
_DISCORDS = ("discord.com", "gateway.discord.gg", "cdn.discordapp.com")
unproved_censored(
    "es-match-day-leads-discord-to-a-notice",
    "On match days some of Cloudflare's addresses lead to a provider's notice, and Discord's are among them",
    "TCP to these addresses on 80 and 443 ends at the provider's, which shows a certificate of its own name and "
    "answers every request by the court's number. Discord stands there, and two neutral sites; voice does not.",
    link=Link(access_ms=5, world_ms=22, ru_ms=40, ipv6="none"),
    rules=(
        Divert(
            Match(hosts=(*_DISCORDS, "cdnjs.cloudflare.com", "www.digitalocean.com"), proto="tcp", ports=(80, 443)),
            to="portal",
            page=Page(200, "<html><title>Aviso</title>Contenido bloqueado por requerimiento judicial.</html>"),
        ),
    ),
    net=Net(ipv6="none", tls_interception="untrusted"),
    messengers={"discord": Messenger(chat=_NOTICE, media=_NOTICE, calls=_NOTICE, web=_NOTICE)},
    country="ES",
    tags=("blind", "ip", "http", "others", "trap"),
)

# ---- by name ---------------------------------------------------------------------------------------------------------

# Turkey, 9 October 2024 (memory: the press). The second way is assumed.
unproved_censored(
    "tr-discord-october-2024",
    "Discord's names lead to the provider's notice; who knows the addresses is reset at the servers' side",
    "The provider's resolver gives its notice's address for Discord's names. After a ClientHello with one of them a "
    "forged RST goes to the server alone, whose system then answers by an RST of its own.",
    link=Link(access_ms=7, world_ms=40, ru_ms=45, ipv6="none"),
    rules=(SniBlock(names=DISCORD_NAMES, action="rst-server"),),
    dns_lies=(DnsLie(DISCORD_NAMES, ISP_BLOCKPAGE),),
    net=Net(isp_dns="tampered", ipv6="none"),
    messengers={"discord": blocked("dns_blockpage+tls_sni_rst")},
    country="TR",
    tags=("blind", "dns", "tls", "others"),
)
# Since December 2023 chats in Messenger are encrypted from end to end, over a socket of their own (memory: Meta).
unproved_censored(
    "messengers-encrypted-socket-silenced",
    "The name of Messenger's socket for encrypted chats gets no answer; its page opens",
    "A ClientHello for web-chat-e2ee.facebook.com is silenced. In a browser the page opens and old group chats write; "
    "chats between two, encrypted since 2023, stay empty. Phones and Instagram use other names.",
    link=Link(access_ms=16, world_ms=60, ipv6="none"),
    rules=(SniBlock(names=("web-chat-e2ee.facebook.com",), action="drop"),),
    net=_IPV4,
    messengers={"facebook_messenger": Messenger(web=F("flaky", "tls_sni_drop")), "instagram_dm": UNTOUCHED},
    tags=("blind", "tls", "others", "trap"),
)
unproved_censored(
    "elements-page-silenced-server-open",
    "The name of Element's page gets no answer; the server of matrix.org does",
    "A ClientHello for app.element.io is silenced. Apps bring their own page along and speak to matrix.org alone, "
    "where messages and files pass; a browser opens nothing.",
    link=Link(access_ms=11, world_ms=40),
    rules=(SniBlock(names=("app.element.io",), action="drop"),),
    messengers={"element": Messenger(web=F("blocked", "tls_sni_drop"))},
    tags=("blind", "tls", "others"),
)
unproved_censored(
    "slacks-first-socket-reset",
    "The name of Slack's first socket is reset, that of its second is not",
    "A ClientHello for wss-primary.slack.com is reset. The app turns to wss-backup.slack.com, at the same addresses, "
    "after a moment, and writes; pages and files are not touched.",
    link=Link(access_ms=10, world_ms=40),
    rules=(SniBlock(names=("wss-primary.slack.com",), action="rst"),),
    messengers={"slack": Messenger.some("chat web", "partial", "tls_sni_rst")},
    tags=("blind", "tls", "others", "trap"),
)
# Afghanistan, October 2025: pictures and films of social media, not words (memory: the press). By name is assumed.
unproved_censored(
    "af-october-2025-pictures-silenced",
    "The names of Facebook's and Instagram's pictures and films get no answer; their pages and words pass",
    "A ClientHello for scontent or video.xx.fbcdn.net or scontent.cdninstagram.com is silenced. Scripts have other "
    "names: both pages open with grey squares, and write.",
    link=Link(access_ms=35, world_ms=110, ru_ms=110, jitter_ms=20, ipv6="none"),
    rules=(
        SniBlock(
            names=("scontent.xx.fbcdn.net", "video.xx.fbcdn.net", "scontent.cdninstagram.com", "*.fna.fbcdn.net"),
            action="drop",
        ),
    ),
    net=_IPV4,
    messengers=dict.fromkeys(
        ("facebook_messenger", "instagram_dm"), Messenger.some("media", "blocked", "tls_sni_drop")
    ),
    country="AF",
    tags=("blind", "tls", "others"),
)
# Systems connect over IPv6 first, the connection stands, and what comes after does not: no browser turns to IPv4 then
# (RFC 8305 is about connections). Some try again and again, others are told to use IPv4 (assumed: both happen).
unproved_censored(
    "whatsapp-reset-over-ipv6-alone",
    "WhatsApp's names are reset over IPv6, and IPv4 is forgotten",
    "A ClientHello with a WhatsApp name is reset over IPv6, once the connection stands; over IPv4 it is answered. Who "
    "has IPv6 is reset again and again, unless the program turns to IPv4. Phones name nothing and pass.",
    link=Link(access_ms=8, world_ms=30),
    rules=(SniBlock(Match(ip_version=6), names=WA_NAMES, action="rst"),),
    messengers={"whatsapp": Messenger.some("media web", "flaky", "tls_sni_rst")},
    tags=("blind", "tls", "whatsapp", "trap"),
)
unproved_censored(
    "first-two-with-each-of-whatsapps-names-reset",
    "The first two connections with each of WhatsApp's names are reset, and all later ones pass",
    "A box that gives in to whoever insists: of the ClientHellos with one name two draw a forged RST, for each name "
    "anew. Who tries a third time opens page, scripts and files.",
    link=Link(access_ms=13, world_ms=45, ipv6="none"),
    rules=(SniBlock(names=WA_NAMES, action="rst", first_of_each=2),),
    net=_IPV4,
    messengers={"whatsapp": Messenger.some("media web", "flaky", "intermittent_rst")},
    tags=("blind", "tls", "whatsapp", "trap"),
)

# ---- by answers to lookups -------------------------------------------------------------------------------------------

# Forged SERVFAIL was seen in several countries' injectors (memory: papers on DNS manipulation). The names are assumed.
_FAILS = F("blocked", "dns_injection+dns_refused")
unproved_censored(
    "names-fail-whoever-is-asked",
    "Whichever resolver is asked in the clear, WhatsApp's and Telegram's names fail",
    "A box answers every plain question over UDP for these names by SERVFAIL and swallows it, and lets such questions "
    "over TCP die. Encrypted resolvers tell the truth, and the addresses answer; Telegram's apps ask for no name.",
    link=Link(access_ms=14, world_ms=60, ipv6="none"),
    rules=(DnsInject(names=(*WA_NAMES, *TG_NAMES), answer="SERVFAIL", swallow=True, tcp="drop"),),
    net=Net(isp_dns="tampered", public_dns="tampered", ipv6="none"),
    messengers={"whatsapp": Messenger(_FAILS, _FAILS, _FAILS, _FAILS), "telegram": Messenger(web=_FAILS)},
    tags=("blind", "dns", "trap"),
)
unproved_censored(
    "signals-pictures-denied-and-nobody-else-to-ask",
    "The provider's resolver denies the names of Signal's pictures, and no other resolver can be asked",
    "NXDOMAIN for cdn, cdn2 and cdn3.signal.org. Plain questions to anybody end at the same resolver, and no packet to "
    "an encrypted one arrives. Messages and calls have other names, told truly.",
    link=Link(access_ms=10, world_ms=40, ipv6="none"),
    rules=(Divert(Match(ports=(53,)), to="resolver"), IpBlock(Match(groups=("doh",), ports=(443, 853)))),
    dns_lies=(DnsLie(("cdn.signal.org", "cdn2.signal.org", "cdn3.signal.org"), "NXDOMAIN"),),
    net=Net(isp_dns="tampered", public_dns="tampered", doh="blocked", ipv6="none"),
    messengers={"signal": Messenger(media=F("blocked", "dns_nxdomain"))},
    tags=("blind", "dns", "signal"),
)
# Iran, June 2025, after the blackout: home open, abroad with gaps, no resolver abroad, no UDP (memory: the press).
_ANSWERED = (*WA_NAMES, *SG_NAMES, *IG_NAMES, *FB_NAMES, *TG_NAMES)
unproved_censored(
    "ir-june-2025-no-resolver-no-udp-abroad",
    "Names lead to a private address, no resolver abroad can be asked, and no datagram leaves the country",
    "The provider's resolver gives 10.10.34.35 for the names of WhatsApp, Signal, Instagram, Facebook and Telegram; "
    "TLS with them is silenced; Telegram's networks and every public resolver are dropped, and all UDP abroad is. "
    "Others' TCP passes.",
    link=Link(access_ms=12, world_ms=60, ru_ms=60, ipv6="none"),
    rules=(
        IpBlock(Match(groups=("doh", "telegram"))),
        IpBlock(Match(not_groups=("isp",), proto="udp")),
        SniBlock(names=_ANSWERED, action="drop"),
    ),
    dns_lies=(DnsLie(_ANSWERED, "10.10.34.35"),),
    net=Net(isp_dns="tampered", public_dns="blocked", doh="blocked", udp="blocked", ipv6="none"),
    messengers={
        "*": Messenger(calls=F("blocked", "udp_blocked")),
        **dict.fromkeys((*META_MESSENGERS, "signal"), blocked("dns_bogon+tls_sni_drop")),
        "telegram": blocked("ip_drop+dns_bogon+tls_sni_drop"),
    },
    country="IR",
    tags=("blind", "dns", "tls", "ip", "calls"),
)

# ---- slowed and frozen -----------------------------------------------------------------------------------------------

# Pakistan, August 2024: photos on mobile lines began and did not end (memory: the press). The length is assumed.
unproved_censored(
    "pk-pictures-stop-at-100-kb",
    "Connections to WhatsApp's servers for files freeze after 100 KB",
    "A small picture comes whole, a photo or a film begins and stands still: nothing passes any more once 100 KB came "
    "from mmg.whatsapp.net. Page, scripts, messages and calls have other addresses.",
    link=Link(access_ms=24, world_ms=65, ru_ms=75, jitter_ms=10, ipv6="none"),
    rules=(CutOff(Match(hosts=("mmg.whatsapp.net",), proto="tcp"), after_bytes=100 * 1024, direction="down"),),
    net=_IPV4,
    messengers={"whatsapp": Messenger.some("media", "slow", "cut_late")},
    country="PK",
    tags=("blind", "cutoff", "whatsapp", "trap"),
)
# Russia since June 2025: four hosters without Amazon, counted in packets (memory: net4people). The list is assumed.
_COUNTED = F("blocked", "cutoff_packets+hosting_limited")
unproved_censored(
    "ru-curtain-counted-in-packets-at-four-hosters",
    "Connections to four hosting companies stop after 25 packets, and Signal's photos stand at one of them",
    "After 25 packets of a conversation with Cloudflare, DigitalOcean, OVH or Hetzner nothing more passes, whoever is "
    "asked there. Signal's messages and stickers stand at Amazon, WhatsApp and Telegram at home.",
    rules=(
        CutOff(
            Match(groups=("owner:cloudflare", "owner:digitalocean", "owner:ovh", "owner:hetzner"), proto="tcp"),
            after_packets=25,
        ),
    ),
    messengers={
        "signal": Messenger(media=_COUNTED),
        **dict.fromkeys(("discord", "element"), Messenger(chat=_COUNTED, media=_COUNTED, web=_COUNTED)),
    },
    tags=("blind", "cutoff", "signal", "trap"),
)
# Tanzania, October 2025, before the line went dark (memory: the press). Upwards alone is assumed.
_WORDS, _PHOTOS = F("flaky", "throttling"), F("slow", "throttling")
unproved_censored(
    "tz-october-2025-what-is-sent-crawls",
    "What is sent to WhatsApp, Telegram or Signal has 16 kbit/s, and what comes from there is quick",
    "Each TCP connection to a server of the three has 16 kbit/s upwards and a queue of six seconds. Words leave after "
    "a moment, a photo of the street after minutes; neutral sites and UDP are not touched.",
    link=Link(access_ms=30, world_ms=85, ru_ms=95, jitter_ms=15, ipv6="none"),
    rules=(
        Throttle(
            Match(groups=("meta", "m:whatsapp", "telegram", "m:telegram", "m:signal"), proto="tcp"),
            rate_kbit=16,
            queue_ms=6000,
            direction="up",
        ),
    ),
    net=_IPV4,
    messengers=dict.fromkeys(
        (*META_MESSENGERS, "telegram", "signal"), Messenger(chat=_WORDS, media=_PHOTOS, web=_WORDS)
    ),
    country="TZ",
    tags=("blind", "throttle", "sending", "trap"),
)
