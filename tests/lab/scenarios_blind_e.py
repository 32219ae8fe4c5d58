"""Networks written without sight of the judge: filters as countries, courts and offices have had them.

Every source is memory (papers, OONI's reports, the press), and none was opened: no truth rests on it.
"""

from __future__ import annotations

from lab.catalog import ISP_BLOCKPAGE
from lab.scenario import (
    Divert,
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
    UNTOUCHED,
    VIBER_NAMES,
    WA_NAMES,
    blocked,
    dead_net,
    unproved_censored,
    wa_sni_truth,
)

_MOBILE = Link(access_ms=30, world_ms=75, ru_ms=85, ipv6="none")
_IPV4 = Net(ipv6="none")

# ---- countries -------------------------------------------------------------------------------------------------------

# Uganda, July 2018 to 2021: who has not paid the day's tax on social media is led to the page where it is paid
# (memory: the press). How TLS was stopped is assumed.
_SOCIAL = (*WA_NAMES, *FB_NAMES, *IG_NAMES, *VIBER_NAMES, "*.snapchat.com", "*.sc-cdn.net", "*.twitter.com", "*.x.com")
_UNPAID = blocked("http_blockpage+tls_sni_drop")
unproved_censored(
    "ug-social-tax-unpaid",
    "Who has not paid the tax on social media is led to its page; Telegram and Signal were forgotten",
    "Plain requests for WhatsApp, Facebook, Instagram, Viber or Snapchat are answered by a redirect to the tax's page, "
    "TLS with these names gets no answer, nor does the greeting of WhatsApp's phones. A mobile line.",
    link=_MOBILE,
    rules=(
        HttpBlock(names=_SOCIAL, action="page", page=Page(302, location="http://ott.operator.example.ug/pay")),
        SniBlock(names=_SOCIAL, action="drop"),
        PayloadBlock(Match(proto="tcp"), kind="wa-noise", action="drop"),
    ),
    net=_IPV4,
    messengers={
        "whatsapp": blocked("http_blockpage+tls_sni_drop+protocol_dpi"),
        **dict.fromkeys(("facebook_messenger", "instagram_dm", "viber", "snapchat"), _UNPAID),
    },
    tags=("blind", "http", "tls"),
)
# Venezuela, CANTV, August 2024: Signal by the resolver (memory: VEsinFiltro). That it says "no address" is assumed.
unproved_censored(
    "ve-signal-names-emptied",
    "The provider's resolver knows Signal's names and says that they have no address",
    "Whatever type is asked for, the answer is empty and without an error (NODATA). Other resolvers and Signal's "
    "addresses work. The app asks Cloudflare and has addresses built in: messages pass, files do not.",
    link=Link(access_ms=12, world_ms=58, ru_ms=80, ipv6="none"),
    dns_lies=(DnsLie(SG_NAMES, "NODATA"),),
    net=Net(isp_dns="tampered", ipv6="none"),
    messengers={"signal": Messenger.some("media web", "blocked", "dns_nxdomain")},
    tags=("blind", "dns", "signal"),
)
# Brazil, December 2015 and May 2016: a court's order against WhatsApp, which every provider carried out in its own way
# (memory: the press, OONI). These two ways in one provider are assumed.
_ORDERED = F("blocked", "dns_blockpage+ip_icmp")
unproved_censored(
    "br-court-order-by-the-letter",
    "A court's order names WhatsApp's site and the servers of its phones, and not those of its files",
    "The provider's resolver leads whatsapp.com and the names of the phones' servers to the court's notice; routers "
    "say that there is no way to these servers. Names under whatsapp.net for files and scripts are told truly.",
    link=Link(ipv6="none"),
    rules=(IpBlock(Match(hosts=("g.whatsapp.net", "e1.whatsapp.net")), action="icmp"),),
    dns_lies=(
        DnsLie(
            (
                *("*.whatsapp.com", "*.wa.me", "g.whatsapp.net", "g-fallback.whatsapp.net", "v.whatsapp.net"),
                *(f"e{n}.whatsapp.net" for n in range(1, 17)),
            ),
            ISP_BLOCKPAGE,
        ),
    ),
    net=Net(isp_dns="tampered", ipv6="none"),
    messengers={"whatsapp": Messenger(chat=_ORDERED, calls=_ORDERED, web=F("blocked", "dns_blockpage"))},
    tags=("blind", "dns", "ip", "whatsapp"),
)
# Spain since February 2025, on match days: addresses of Cloudflare are dropped, with whoever else stands there (memory:
# the press, Cloudflare's blog). Which addresses is assumed.
unproved_censored(
    "es-match-day",
    "On match days some addresses of Cloudflare are dropped, and Signal's photos stand at two of them",
    "No packet to eleven addresses of Cloudflare arrives: pages that nobody meant, cdn2 and cdn3.signal.org and "
    "Element's site among them. All others of Cloudflare's answer. The line has IPv4 alone.",
    link=Link(ipv6="none"),
    rules=(
        IpBlock(
            Match(
                hosts=(
                    *("104.18.37.148", "172.64.150.108", "104.18.27.120", "104.18.26.120", "104.17.24.14"),
                    *("104.17.25.14", "104.26.1.99", "104.22.57.113", "104.16.181.15", "162.159.129.233"),
                    "104.18.8.15",
                )
            ),
            action="drop",
        ),
    ),
    net=_IPV4,
    messengers={"signal": Messenger.some("media", "blocked", "ip_drop+hosting_limited")},
    tags=("blind", "ip", "signal", "trap"),
)
# Nepal, 4 to 9 September 2025: 26 services that had not registered; Viber had, and stayed (memory: the press).
unproved_censored(
    "np-twenty-six-led-nowhere",
    "The names of many unregistered services lead to nowhere, over both IP versions; Telegram and Viber stay",
    "The provider's resolver gives 0.0.0.0 and :: for names of WhatsApp, Signal, Facebook, Instagram, Discord, LINE, "
    "WeChat, Snapchat, YouTube and X. Other resolvers tell the truth, and the addresses answer.",
    dns_lies=(
        DnsLie(
            (
                *(*WA_NAMES, *SG_NAMES, *FB_NAMES, *IG_NAMES, *DISCORD_NAMES),
                *("*.line.me", "*.line-apps.com", "*.naver.jp", "*.wechat.com", "*.snapchat.com", "*.youtube.com"),
                *("*.x.com", "*.twitter.com"),
            ),
            "0.0.0.0,::",
        ),
    ),
    net=Net(isp_dns="tampered"),
    messengers={
        name: blocked("dns_bogon") for name in (*META_MESSENGERS, "signal", "discord", "line", "wechat", "snapchat")
    },
    tags=("blind", "dns"),
)
# Iran, autumn 2022 and after: what goes abroad crawls, what stays at home is quick (memory: the press, net4people).
_CRAWLS = Messenger.some("chat media web", "slow", "throttling")
unproved_censored(
    "ir-abroad-crawls-home-is-quick",
    "Every connection abroad is held to 48 kbit/s, none at home",
    "Each TCP connection to a server abroad, whoever it is, has 48 kbit/s each way and a queue of three seconds. Sites "
    "at home come at full speed. UDP is not touched.",
    rules=(Throttle(Match(groups=("foreign",), proto="tcp"), rate_kbit=48, queue_ms=3000),),
    net=Net(quality="slow"),
    messengers={"*foreign": _CRAWLS, "*ru": UNTOUCHED},
    tags=("blind", "throttle", "trap"),
)
# Myanmar since 2021: lists of what opens on mobile lines; which messengers were on them is assumed.
_MM = ("www.mmbusinesstoday.com", "www.kbzbank.com", "www.mpt.com.mm", "www.ooredoo.com.mm", "www.microsoft.com")
_NOT_LISTED = Messenger.all("blocked", "list_only")
unproved_censored(
    "mm-list-with-viber-and-zoom",
    "A list of banks and offices on a mobile line, with Viber and Zoom on it, and no other messenger",
    "Packets to whoever is not on the list vanish. On it are four sites of the country, Microsoft's, and the servers "
    "of Viber and Zoom. Names are answered.",
    link=_MOBILE,
    rules=(IpBlock(Match(not_groups=("isp", "m:viber", "m:zoom"), not_hosts=_MM), action="drop"),),
    net=dead_net("list_only", "list_only", isp_dns="ok", ipv4="ok", ipv6="none"),
    messengers={
        "*": _NOT_LISTED,
        **dict.fromkeys(("discord", "slack", "line"), _NOT_LISTED),
        **dict.fromkeys(("viber", "zoom"), UNTOUCHED),
    },
    tags=("blind", "whitelist", "others", "trap"),
)
# Belarus, 9 to 12 August 2020: TLS abroad died, and Telegram went on in part (memory: Qurium, OONI, the press).
_NO_TLS = F("blocked", "tls_cut_for_all")
unproved_censored(
    "by-tls-abroad-dies-telegram-lives",
    "Nothing encrypted by TLS passes abroad; at home it does, and so does what is no TLS",
    "The first message of TLS or QUIC to any server abroad gets no answer, whatever name is in it. Telegram's apps and "
    "WhatsApp's phones speak protocols of their own, and pass. Sites at home open.",
    rules=(
        PayloadBlock(Match(groups=("foreign",), proto="tcp"), kind="tls"),
        PayloadBlock(Match(groups=("foreign",), proto="udp"), kind="quic"),
    ),
    net=Net(doh="blocked"),
    messengers={
        "*foreign": Messenger(chat=_NO_TLS, media=_NO_TLS, calls=_NO_TLS, web=_NO_TLS),
        "*ru": UNTOUCHED,
        "whatsapp": Messenger(media=_NO_TLS, web=_NO_TLS),
        "telegram": Messenger(web=_NO_TLS),
    },
    tags=("blind", "tls", "trap"),
)
# Kazakhstan, July and August 2019: a part of the connections with some names was read (memory: Censored Planet).
_READ = ("intercepted", "tls_mitm")
unproved_censored(
    "kz-three-of-four-read",
    "Three of four connections to Meta's sites end in a box with a certificate of its own",
    "Of four TLS connections to Facebook, Instagram or WhatsApp's site three, in no order, are answered with a "
    "certificate whose authority this computer does not know; one reaches the server. QUIC there is dropped.",
    rules=(
        IpBlock(Match(groups=("meta",), proto="udp", ports=(443,)), action="drop"),
        Divert(
            Match(groups=("meta",), proto="tcp", ports=(443,)),
            to="mitm",
            names=(*WA_NAMES, *FB_NAMES, *IG_NAMES),
            ca="rogue",
            share=0.75,
        ),
    ),
    net=Net(tls_interception="untrusted"),
    messengers={
        "whatsapp": Messenger.some("media web", *_READ),
        **dict.fromkeys(("facebook_messenger", "instagram_dm"), Messenger.some("chat media web", *_READ)),
    },
    tags=("blind", "tls", "mitm", "share"),
)
# Henan's own filter, 2023 to 2025, closed whole second levels; Turkmenistan's patterns hit much that nobody meant
# (memory: Wu et al. 2025, Nourin et al. 2023). That all of .net is hit is assumed.
unproved_censored(
    "a-pattern-closes-all-of-net",
    "A pattern that is too wide resets every name under .net, and WhatsApp's files and scripts have such names",
    "A ClientHello with any name that ends in .net is reset, neutral sites' among them. whatsapp.com opens, and what "
    "its page needs from whatsapp.net does not come. The phones name nothing.",
    rules=(SniBlock(names=("*.net",), action="rst"),),
    messengers={
        "whatsapp": wa_sni_truth("tls_sni_rst"),
        "facebook_messenger": wa_sni_truth("tls_sni_rst"),
    },
    tags=("blind", "tls", "whatsapp", "trap"),
)
# Cuba, July 2021: pictures and videos did not leave the island while words did (memory: the press). By throttling at
# the servers for files is assumed.
_SLOW_FILES = Messenger.some("media", "slow", "throttling")
unproved_censored(
    "cu-pictures-of-all-three-crawl",
    "Pictures of WhatsApp, Telegram and Signal crawl at 24 kbit/s, words pass",
    "Each connection to the servers that the three have for files alone has 24 kbit/s each way. Pages, scripts, "
    "messages and calls are not touched. 230 ms abroad, IPv4 alone.",
    link=Link(access_ms=10, world_ms=105, ru_ms=120, ipv6="none"),
    rules=(
        Throttle(
            Match(
                hosts=(
                    *("mmg.whatsapp.net", "cdn.signal.org", "cdn2.signal.org", "dccdn.telegram.invalid"),
                    *("149.154.167.151", "149.154.167.222", "149.154.167.223", "149.154.164.250"),
                    *("149.154.165.111", "149.154.165.120", "149.154.166.120", "149.154.166.121"),
                    "*.telegram-cdn.org",
                ),
                proto="tcp",
            ),
            rate_kbit=24,
            queue_ms=5000,
        ),
    ),
    net=_IPV4,
    messengers=dict.fromkeys(("whatsapp", "telegram", "signal"), _SLOW_FILES),
    tags=("blind", "throttle"),
)
# Egypt and its neighbours: calls ring, and no voice comes (memory: the press). That packets are lost is assumed.
unproved_censored(
    "eg-calls-drown",
    "Of all datagrams to Meta's and Telegram's networks six of seven are lost on each way",
    "Calls there come to nothing: a question and its answer both arrive once in fifty times. TCP to the same "
    "networks is untouched, and so is everybody else's UDP.",
    rules=(Loss(Match(groups=("meta", "telegram"), proto="udp"), up=0.86, down=0.86),),
    messengers=dict.fromkeys(
        ("whatsapp", "telegram", "facebook_messenger"), Messenger.some("calls", "blocked", "udp_blocked")
    ),
    tags=("blind", "calls", "loss"),
)
# Russia, 4 December 2025: Snapchat (and FaceTime). How is assumed: the names from the national DNS, the addresses of
# the chat at the operator.
unproved_censored(
    "ru-snapchat-december",
    "Snapchat's names are gone from the national DNS, and its servers' addresses are dropped",
    "The provider's resolver and Yandex's say NXDOMAIN; no packet to the four addresses of Snapchat at Google arrives. "
    "Viber, which was closed a year before elsewhere, is open on this line.",
    rules=(IpBlock(Match(groups=("m:snapchat",)), action="drop"),),
    dns_lies=(
        DnsLie(("*.snapchat.com", "*.sc-cdn.net", "*.sc-gw.com", "*.snap.com"), "NXDOMAIN", ("isp", "yandex", "nsdi")),
    ),
    net=Net(isp_dns="tampered"),
    messengers={"snapchat": blocked("dns_nxdomain+ip_drop"), "viber": UNTOUCHED},
    tags=("blind", "dns", "ip", "others"),
)
# India, May 2023: fourteen apps, Element, Threema and imo among them (memory: the press). The ways are assumed.
unproved_censored(
    "in-fourteen-apps",
    "Element by the resolver's notice, Threema by resets at its addresses, imo by its name",
    "The provider's resolver leads matrix.org and element.io to its notice; a SYN to Threema's servers is reset from "
    "nearby and other packets vanish; a ClientHello for imo gets no answer. IPv4 alone.",
    link=Link(access_ms=15, world_ms=60, ru_ms=70, ipv6="none"),
    rules=(
        IpBlock(Match(groups=("m:threema",), proto="tcp"), action="rst"),
        IpBlock(Match(groups=("m:threema",)), action="drop"),
        SniBlock(names=("*.imo.im", "*.imoim.net"), action="drop"),
    ),
    dns_lies=(DnsLie(("*.matrix.org", "*.element.io", "*.vector.im"), ISP_BLOCKPAGE),),
    net=Net(isp_dns="tampered", ipv6="none"),
    messengers={
        "element": blocked("dns_blockpage"),
        "threema": blocked("ip_rst"),
        "imo": blocked("tls_sni_drop"),
    },
    tags=("blind", "dns", "ip", "tls", "others"),
)
# Ukraine since May 2017: VK, Odnoklassniki, Mail.ru and Yandex by decree (memory: the press, OONI).
unproved_censored(
    "ua-russian-companies-dropped",
    "The networks of VK and Yandex are dropped: two messengers, and much of what is neutral at home",
    "No packet to an address of VK's or Yandex's arrives, over both IP versions: VK, MAX, Mail.ru, Odnoklassniki, "
    "Yandex's sites and its resolver. All others answer, Russian banks and offices included.",
    rules=(IpBlock(Match(groups=("owner:vk", "owner:yandex")), action="drop"),),
    messengers={"vk_messenger": blocked("ip_drop"), "max": blocked("ip_drop"), "viber": UNTOUCHED},
    tags=("blind", "ip", "others", "trap"),
)
# Forged answers with addresses of strangers that lead nowhere, as China's of the 2000s (memory: Anonymous, "The
# collateral damage of internet censorship by DNS injection"), here on a computer that has Google's resolver set.
unproved_censored(
    "google-dns-set-and-signal-forged",
    "This computer asks 8.8.8.8 for names, and a box on the way answers first for Signal's",
    "Whoever is asked over UDP, the first answer for a Signal name is an address abroad at which nobody lives, and the "
    "true one follows; over TCP the question is reset. DNS over HTTPS and TLS is open.",
    rules=(DnsInject(names=SG_NAMES, answer="4.36.66.178", tcp="rst"),),
    nameservers=("8.8.8.8", "8.8.4.4"),
    net=Net(isp_dns="tampered", public_dns="tampered"),
    messengers={"signal": blocked("dns_injection")},
    tags=("blind", "dns", "signal"),
)
# Russia, 16 April 2018 and after: in the hunt for Telegram 16 million addresses of Amazon's and Google's were closed,
# and Telegram went on (memory: the press).
unproved_censored(
    "ru-2018-the-hunt-hits-others",
    "Amazon's and Google's networks are reset in the hunt for Telegram, which goes on; Signal stands there",
    "A SYN to any address of Amazon's or Google's but its resolver draws an RST from nearby, other packets there "
    "vanish. Telegram's own networks are open. Signal's messages, files and calls have lost their servers.",
    rules=(
        IpBlock(Match(groups=("owner:amazon", "owner:google"), not_groups=("doh",), proto="tcp"), action="rst"),
        IpBlock(Match(groups=("owner:amazon", "owner:google"), not_groups=("doh",)), action="drop"),
    ),
    messengers={"signal": blocked("ip_rst+hosting_limited")},
    tags=("blind", "ip", "signal", "trap"),
)
# China, September 2019: Zoom was closed for a while; Slack is slow, Teams is open (memory: the press).
unproved_censored(
    "cn-zoom-closed-slack-slow",
    "Zoom's name is reset and punished, Slack crawls, Teams is open",
    "A ClientHello for zoom.us is reset, and for a minute every connection to that address and port. Each connection "
    "to Slack's servers has 40 kbit/s each way. Nobody else is touched.",
    link=Link(world_ms=75, ru_ms=60),
    rules=(
        SniBlock(names=("*.zoom.us", "*.zoom.com"), action="rst", residual=60),
        Throttle(Match(groups=("m:slack",), proto="tcp"), rate_kbit=40, queue_ms=3000),
    ),
    messengers={
        "zoom": blocked("tls_sni_rst"),
        "slack": Messenger.some("chat media web", "slow", "throttling"),
        "teams": UNTOUCHED,
    },
    tags=("blind", "tls", "throttle", "others"),
)

# ---- filters that act in part ----------------------------------------------------------------------------------------

unproved_censored(
    "telegram-web-opens-and-never-connects",
    "Telegram's web version opens, and the names of its sockets get no answer",
    "A ClientHello for anything under web.telegram.org gets no answer, for web.telegram.org itself it does: the page "
    "comes and waits for ever. The apps' protocol has no names.",
    rules=(SniBlock(names=("*.web.telegram.org",), not_names=("web.telegram.org",), action="drop"),),
    messengers={"telegram": Messenger.some("web", "blocked", "tls_sni_drop")},
    tags=("blind", "tls", "telegram"),
)
unproved_censored(
    "signal-newcomers-kept-out",
    "Signal's servers for contacts and PINs are silenced, and nothing else of it",
    "A ClientHello for cdsi, svr2 or svrb.signal.org gets no answer. Who has an account writes, sends pictures and "
    "calls as ever; who is new finds nobody.",
    rules=(SniBlock(names=("cdsi.signal.org", "svr2.signal.org", "svrb.signal.org"), action="drop"),),
    messengers={"signal": UNTOUCHED},
    tags=("blind", "tls", "signal", "trap"),
)
_SOME_ACCOUNTS = "flaky", "ip_drop"
unproved_censored(
    "telegram-european-data-centres-dropped",
    "Telegram's two data centres in Europe are dropped, with their sockets for browsers; the other three answer",
    "No packet to data centres 2 and 4 arrives, for messages or files, over both IP versions. Whoever has an account "
    "in Miami or Singapore writes; Europeans cannot.",
    rules=(
        IpBlock(
            Match(
                hosts=(
                    *("dc2.telegram.invalid", "dc4.telegram.invalid", "dccdn.telegram.invalid"),
                    *("venus.web.telegram.org", "vesta.web.telegram.org"),
                )
            ),
            action="drop",
        ),
    ),
    messengers={"telegram": Messenger.some("chat media calls web", *_SOME_ACCOUNTS)},
    tags=("blind", "ip", "telegram"),
)
unproved_censored(
    "whatsapp-by-name-or-by-address",
    "WhatsApp's names are reset over IPv4, its addresses are dropped over IPv6",
    "The old box reads names and knows IPv4 alone; for IPv6 the provider has a list of Meta's addresses. The phones "
    "name nothing and connect over IPv4; so does Facebook.",
    rules=(
        SniBlock(Match(ip_version=4), names=WA_NAMES, action="rst"),
        IpBlock(Match(groups=("meta", "m:whatsapp"), ip_version=6), action="drop"),
    ),
    messengers={"whatsapp": wa_sni_truth("tls_sni_rst+ip_drop")},
    tags=("blind", "tls", "ip", "whatsapp"),
)
