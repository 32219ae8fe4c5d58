"""Networks written without sight of the judge: filters as countries and schools have had them.

Every source is memory (papers, OONI's reports, the press), and none was opened: no truth rests on it.
"""

from __future__ import annotations

from lab.scenario import (
    CutOff,
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
    PayloadBlock,
    SniBlock,
    Throttle,
)
from lab.scenarios_base import (
    DISCORD_NAMES,
    FB_NAMES,
    IG_NAMES,
    SG_NAMES,
    TG_NAMES,
    UNTOUCHED,
    WA_NAMES,
    blocked,
    dead_net,
    unproved_censored,
)

_FINE = {"*": UNTOUCHED}
_IPV4 = Net(ipv6="none")

# ---- by name ---------------------------------------------------------------------------------------------------------

# Henan's own firewall, 2023 to 2025, reset whole second levels (memory: Wu et al., IEEE S&P 2025). That all of .org is
# on its list is assumed.
unproved_censored(
    "cn-henan-closes-all-of-org",
    "A province resets every name under .org, and Signal and Telegram's pages have such names",
    "A ClientHello with any name that ends in .org is reset, Wikipedia's and example.org among them. Telegram's apps "
    "name nothing and connect; its pages and sockets for browsers do not. WhatsApp has no such name.",
    link=Link(access_ms=8, world_ms=85, ru_ms=90, ipv6="none"),
    rules=(SniBlock(names=("*.org",), action="rst"),),
    net=_IPV4,
    messengers={
        "signal": blocked("tls_sni_rst"),
        "telegram": Messenger(web=F("blocked", "tls_sni_rst")),
    },
    country="CN",
    tags=("blind", "tls", "signal", "trap"),
)
# Russia, March 2022: Facebook and Instagram, and not WhatsApp (memory: the press, OONI).
unproved_censored(
    "ru-march-2022-facebook-and-instagram",
    "Facebook's, Instagram's and Twitter's names get no answer, and WhatsApp's do",
    "A ClientHello with one of these names is silenced, over TCP and QUIC, wherever it goes. WhatsApp stands in the "
    "same networks and is not touched.",
    rules=(SniBlock(names=(*FB_NAMES, *IG_NAMES, "*.twitter.com", "*.x.com", "*.bbc.com"), action="drop"),),
    messengers=dict.fromkeys(("facebook_messenger", "instagram_dm"), blocked("tls_sni_drop")),
    tags=("blind", "tls", "others"),
)
# Senegal, June 2023, and Guinea before it: some apps on mobile lines (memory: OONI, the press). How is assumed, and
# that Signal stayed.
unproved_censored(
    "sn-june-2023-mobile",
    "WhatsApp, Telegram, Facebook and Instagram are closed on a mobile line, by name and by protocol; Signal stays",
    "TLS with their names is reset, WhatsApp's phones and Telegram's protocol get no answer. 1.5 % of round trips are "
    "lost, 190 ms abroad, uneven.",
    link=Link(access_ms=28, world_ms=65, ru_ms=90, jitter_ms=25, loss=0.015, ipv6="none"),
    rules=(
        SniBlock(names=(*WA_NAMES, *TG_NAMES, *FB_NAMES, *IG_NAMES), action="rst"),
        PayloadBlock(Match(proto="tcp"), kind="wa-noise", action="drop"),
        PayloadBlock(Match(groups=("telegram",), proto="tcp"), kind="mtproto", action="drop"),
    ),
    net=_IPV4,
    messengers={
        **dict.fromkeys(("whatsapp", "telegram"), blocked("tls_sni_rst+protocol_dpi")),
        **dict.fromkeys(("facebook_messenger", "instagram_dm"), blocked("tls_sni_rst")),
        "signal": UNTOUCHED,
    },
    tags=("blind", "tls", "dpi"),
)
# Filters of schools answer a ClientHello with an alert and let no datagram out, so that browsers do without QUIC
# (memory: makers' manuals).
_SCHOOL = "tls_sni_rst"
unproved_censored(
    "school-answers-names-with-alerts",
    "A school's filter answers the names of messengers with an alert, and lets no UDP out",
    "TLS with a name of WhatsApp, Telegram, Signal, Discord or Instagram draws an alert from nearby. UDP but for "
    "lookups vanishes, whoever is called. What is no TLS passes: Telegram's apps, WhatsApp's phones.",
    link=Link(access_ms=3, ipv6="none"),
    rules=(
        IpBlock(Match(proto="udp", not_groups=("isp",), not_ports=(53,)), action="drop"),
        SniBlock(names=(*WA_NAMES, *TG_NAMES, *SG_NAMES, *DISCORD_NAMES, *IG_NAMES), action="alert"),
    ),
    net=Net(ipv6="none", udp="blocked"),
    messengers={
        "*": Messenger(calls=F("blocked", "udp_blocked")),
        "whatsapp": Messenger(
            media=F("blocked", _SCHOOL), calls=F("blocked", "udp_blocked"), web=F("blocked", _SCHOOL)
        ),
        "telegram": Messenger(calls=F("blocked", "udp_blocked"), web=F("blocked", _SCHOOL)),
        "signal": Messenger(
            chat=F("blocked", _SCHOOL),
            media=F("blocked", _SCHOOL),
            calls=F("blocked", f"{_SCHOOL}+udp_blocked"),
            web=F("blocked", _SCHOOL),
        ),
        **dict.fromkeys(("discord", "instagram_dm"), blocked(_SCHOOL)),
    },
    tags=("blind", "tls", "calls"),
)
# Iran and others kept newcomers out first: who is signed in goes on (memory: the press, of Signal in January 2021).
unproved_censored(
    "whatsapp-newcomers-kept-out",
    "WhatsApp's servers for registration get no answer to their names; who is signed in notices nothing",
    "A ClientHello for v.whatsapp.net or graph.whatsapp.com, and their like in the other domain, is silenced. Page, "
    "scripts, files, phones and calls are not touched.",
    rules=(
        SniBlock(names=("v.whatsapp.net", "v.whatsapp.com", "graph.whatsapp.com", "graph.whatsapp.net"), action="drop"),
    ),
    messengers=_FINE,
    tags=("blind", "tls", "whatsapp", "honest", "trap"),
)
# Wire has stood on several countries' lists (memory: the press). That lists name the servers, not the page, is assumed.
unproved_censored(
    "wire-servers-silenced-page-open",
    "The names of Wire's servers are silenced, its page opens and cannot sign in; Slack stays",
    "A ClientHello for prod-nginz-https, prod-nginz-ssl or prod-assets.wire.com gets no answer. app.wire.com, which "
    "needs them, opens.",
    rules=(SniBlock(names=tuple(f"prod-{n}.wire.com" for n in ("nginz-https", "nginz-ssl", "assets"))),),
    messengers={
        "wire": Messenger(
            chat=F("blocked", "tls_sni_drop"),
            media=F("blocked", "tls_sni_drop"),
            calls=F("blocked", "tls_sni_drop"),
            web=F("flaky", "tls_sni_drop"),
        ),
        "slack": UNTOUCHED,
    },
    tags=("blind", "tls", "others"),
)

# ---- by address ------------------------------------------------------------------------------------------------------

# Turkmenistan closes the networks of hosting companies (memory: Nourin et al., WWW 2023). That Meta's and Telegram's
# are open beside them is assumed, as is the reset.
unproved_censored(
    "tm-three-clouds-refused",
    "Amazon's, Cloudflare's and Google's networks are refused, and Signal stands there alone",
    "A SYN to any of their addresses is reset from nearby, other packets there vanish. WhatsApp and Telegram stand "
    "elsewhere and work: WhatsApp's second way for phones, at Amazon, is not needed.",
    link=Link(access_ms=15, world_ms=70, ru_ms=45, ipv6="none"),
    rules=(
        IpBlock(Match(groups=("owner:amazon", "owner:cloudflare", "owner:google"), proto="tcp"), action="rst"),
        IpBlock(Match(groups=("owner:amazon", "owner:cloudflare", "owner:google")), action="drop"),
    ),
    net=Net(doh="partly_blocked", ipv6="none"),
    messengers={"signal": blocked("ip_rst+hosting_limited")},
    country="TM",
    tags=("blind", "ip", "signal", "trap"),
)
# Ethiopia, February 2023: Telegram, Facebook, TikTok (memory: OONI). By port is assumed.
unproved_censored(
    "et-telegram-refused-on-443",
    "Telegram's networks are reset on port 443, and open on 80 and 5222",
    "Each SYN to port 443 there is reset. Apps go on over the other ports of the same servers, after a moment; pages "
    "and sockets for browsers have port 443 alone.",
    link=Link(access_ms=20, world_ms=75, ru_ms=85, ipv6="none"),
    rules=(IpBlock(Match(groups=("telegram",), proto="tcp", ports=(443,)), action="rst"),),
    net=_IPV4,
    messengers={
        "telegram": Messenger(chat=F("partial", "ip_rst"), media=F("partial", "ip_rst"), web=F("blocked", "ip_rst"))
    },
    tags=("blind", "ip", "ports", "telegram", "trap"),
)
# Belarus, 2020 (memory: Qurium). By port is assumed; Viber's ports are those of its own guide.
unproved_censored(
    "by-viber-own-ports-dropped",
    "Viber's own ports are dropped, and 443 of the same server answers",
    "No packet to ports 4244, 5242 or 5243 of aloha.viber.com arrives. The app goes on over 443 after some seconds; "
    "account, pages and files are not touched.",
    rules=(IpBlock(Match(hosts=("aloha.viber.com",), ports=(4244, 5242, 5243))),),
    messengers={"viber": Messenger.some("chat", "partial", "ip_drop")},
    tags=("blind", "ip", "ports", "others", "trap"),
)
# WhatsApp's phones have two doors: Meta's own (g.whatsapp.net) and one at Amazon (e1 to e16). Lists hold one or other.
unproved_censored(
    "whatsapp-one-door-of-two-dropped",
    "WhatsApp's door for phones at Amazon is dropped, the one at Meta is open",
    "No packet to the addresses of e1 to e16.whatsapp.net arrives; g.whatsapp.net, the page and the files answer.",
    link=Link(access_ms=12, world_ms=40),
    rules=(IpBlock(Match(hosts=("e1.whatsapp.net",))),),
    messengers={"whatsapp": Messenger.some("chat", "partial", "ip_drop+hosting_limited")},
    tags=("blind", "ip", "whatsapp", "trap"),
)
# Russia, spring 2017: LINE and imo by their addresses (memory: the press). By which answer is assumed.
unproved_censored(
    "ru-2017-line-and-imo-by-address",
    "Routers say that there is no way to LINE's and imo's servers; Viber is open",
    "Every packet to their addresses draws an ICMP error, administratively prohibited. Names are told truly.",
    rules=(IpBlock(Match(groups=("m:line", "m:imo")), action="icmp"),),
    messengers={**dict.fromkeys(("line", "imo"), blocked("ip_icmp")), "viber": UNTOUCHED},
    tags=("blind", "ip", "others"),
)
# Boxes that take a connection in a server's place and hold it (memory: net4people on Iran and Russia; for one
# messenger alone is assumed).
unproved_censored(
    "signal-taken-and-never-answered",
    "Connections to Signal's servers are taken nearby, and nothing is ever said",
    "On ports 80 and 443 of Signal's servers a box of the provider's accepts at once, confirms whatever comes and says "
    "nothing, whichever name is named. All others answer, those at the same companies too.",
    link=Link(world_ms=45),
    rules=(Divert(Match(groups=("m:signal",), proto="tcp", ports=(80, 443)), to="tarpit"),),
    messengers={"signal": blocked("ip_drop+protocol_dpi+tls_sni_drop")},
    tags=("blind", "ip", "signal", "trap"),
)
# Belarus has no such list yet; Russia's mobile ones of 2025 were talked about there (memory: the press). All assumed.
_HOME_BY = ("www.onliner.by", "belta.by", "www.kufar.by", "belarusbank.by")
unproved_censored(
    "by-list-says-prohibited",
    "A list of four sites at home on a mobile line; routers say that all else is prohibited",
    "A shop, a bank and two papers of the country open. Every packet to anybody else, Russian sites among them, draws "
    "an ICMP error. The provider's resolver answers truly.",
    link=Link(access_ms=30, jitter_ms=15, ipv6="none"),
    rules=(IpBlock(Match(not_groups=("isp",), not_hosts=_HOME_BY), action="icmp"),),
    net=dead_net("list_only", "list_only", isp_dns="ok", ipv4="ok", ipv6="none"),
    messengers={"*": Messenger.all("blocked", "list_only")},
    country="BY",
    tags=("blind", "whitelist"),
)

# ---- by the resolver, and by forged answers --------------------------------------------------------------------------

# Gabon, February 2026: social media "until further notice" (memory: the press). How is assumed.
unproved_censored(
    "ga-february-2026-servfail",
    "The provider's resolver fails on the names of WhatsApp, Facebook and Instagram, and on no others",
    "SERVFAIL, whatever type is asked for. Other resolvers tell the truth, and the addresses answer. A mobile line.",
    link=Link(access_ms=30, world_ms=80, ru_ms=95, jitter_ms=20, ipv6="none"),
    dns_lies=(DnsLie((*WA_NAMES, *FB_NAMES, *IG_NAMES), "SERVFAIL"),),
    net=Net(isp_dns="tampered", ipv6="none"),
    messengers=dict.fromkeys(("whatsapp", "facebook_messenger", "instagram_dm"), blocked("dns_refused")),
    tags=("blind", "dns", "whatsapp"),
)
# China forges answers that hold addresses of Facebook, Dropbox and Twitter (memory: Hoang et al., USENIX Security
# 2021). With this one, and for Signal alone, is assumed. Where the apps ask nobody but the system, messages stop too.
_FORGED = F("blocked", "dns_injection")
unproved_censored(
    "cn-signal-forged-to-facebook",
    "Whoever asks for Signal's names gets an address of Facebook's first, and the true one later",
    "A box answers every plain question over UDP, to any resolver; the true answer follows. Over TCP and HTTPS names "
    "are told truly. Facebook answers at that address, with a certificate of its own.",
    link=Link(access_ms=6, world_ms=75, ru_ms=80, ipv6="none"),
    rules=(DnsInject(names=SG_NAMES, answer="157.240.205.35", tcp="pass"),),
    net=Net(isp_dns="tampered", public_dns="tampered", ipv6="none"),
    messengers={
        "signal": Messenger(
            chat=F("flaky", "dns_injection"), media=_FORGED, calls=F("flaky", "dns_injection"), web=_FORGED
        )
    },
    country="CN",
    tags=("blind", "dns", "signal", "trap"),
)
# Injectors miss some questions when they are busy (memory: papers on the GFW). That half are missed is assumed.
unproved_censored(
    "half-of-whatsapps-lookups-forged",
    "Of the lookups of WhatsApp's names every second one is answered by a box, with 127.0.0.2",
    "To any resolver, in no order; over TCP such a question is reset or passes. Who asks again is told the truth, and "
    "so the page opens, or not.",
    link=Link(access_ms=10, world_ms=60, ipv6="none"),
    rules=(DnsInject(names=WA_NAMES, answer="127.0.0.2", share=0.5),),
    net=Net(isp_dns="tampered", public_dns="tampered", ipv6="none"),
    messengers={"whatsapp": Messenger.all("flaky", "dns_injection")},
    tags=("blind", "dns", "share", "whatsapp"),
)
# Vietnam, June 2025: Telegram, by each provider in its own way (memory: the press). Both ways here are assumed.
unproved_censored(
    "vn-telegram-denied-and-lossy",
    "Telegram's names have no address at the provider, and its networks lose four packets in ten",
    "The provider's resolver says that Telegram's names have no address. Of the packets of TCP to and from Telegram's "
    "networks four in ten vanish on each way: apps connect late, and crawl.",
    link=Link(access_ms=10, world_ms=50, ru_ms=90),
    rules=(Loss(Match(groups=("telegram",), proto="tcp"), up=0.4, down=0.4),),
    dns_lies=(DnsLie(TG_NAMES, "NODATA"),),
    net=Net(isp_dns="tampered"),
    messengers={
        "telegram": Messenger(
            chat=F("slow", "packet_loss"),
            media=F("slow", "packet_loss"),
            calls=F("flaky", "packet_loss"),
            web=F("blocked", "dns_nxdomain"),
        )
    },
    tags=("blind", "dns", "loss", "telegram"),
)

# ---- slowed, lost, frozen --------------------------------------------------------------------------------------------

# Iran in times of protest: what is sent abroad crawls, so that films do not get out (memory: the press). How is
# assumed.
_SENT = Messenger(chat=F("flaky", "throttling"), media=F("slow", "throttling"), web=F("flaky", "throttling"))
_HOME_IR = ("www.digikala.com", "www.aparat.com", "www.varzesh3.com", "www.irancell.ir", "*.rubika.ir", "*.iranlms.ir")
unproved_censored(
    "ir-what-is-sent-abroad-crawls",
    "What is sent abroad has 24 kbit/s, what comes from there is quick; home is quick both ways",
    "Each TCP connection to a server abroad, whoever it is, has 24 kbit/s upwards and a queue of six seconds. Words "
    "leave, a photo takes minutes. UDP is not touched.",
    link=Link(access_ms=12, world_ms=55, ru_ms=55, ipv6="none"),
    rules=(
        Throttle(
            Match(groups=("foreign",), not_hosts=_HOME_IR, proto="tcp"), rate_kbit=24, queue_ms=6000, direction="up"
        ),
    ),
    net=Net(ipv6="none", quality="slow"),
    messengers={
        "*foreign": _SENT,
        **dict.fromkeys(("whatsapp", "telegram", "signal"), _SENT),
        **dict.fromkeys(("*ru", "rubika"), UNTOUCHED),
    },
    country="IR",
    tags=("blind", "throttle", "sending"),
)
# Pakistan, February and August 2024: pictures of WhatsApp do not come (memory: the press). That packets with data are
# lost is assumed.
unproved_censored(
    "pk-pictures-lose-packets",
    "Of the data that WhatsApp's servers for files send every second packet is lost",
    "Connections to mmg.whatsapp.net stand at once, and what comes over them crawls. Page, scripts, messages and calls "
    "have other addresses and are quick.",
    link=Link(access_ms=14, world_ms=65, ru_ms=75, ipv6="none"),
    rules=(Loss(Match(hosts=("mmg.whatsapp.net",), proto="tcp"), down=0.5, only_data=True),),
    net=_IPV4,
    messengers={"whatsapp": Messenger.some("media", "slow", "packet_loss")},
    country="PK",
    tags=("blind", "loss", "whatsapp"),
)
# "Not every connection" is cut off in Russia's curtain of 2025 (memory: hyperion-cs/dpi-checkers). For WhatsApp's pages
# and files alone is assumed.
unproved_censored(
    "half-of-whatsapps-pages-freeze",
    "Every second connection to WhatsApp's page, scripts and files freezes once 16 KB came from there",
    "In no order; web.whatsapp.com, static.whatsapp.net and mmg.whatsapp.net. The next try may bring it whole. The "
    "phones have other addresses.",
    rules=(
        CutOff(
            Match(hosts=("web.whatsapp.com", "static.whatsapp.net", "mmg.whatsapp.net"), proto="tcp"),
            direction="down",
            share=0.5,
        ),
    ),
    messengers={"whatsapp": Messenger.some("media web", "flaky", "cutoff_16k")},
    tags=("blind", "cutoff", "share", "whatsapp"),
)
# Qatar and Oman: calls connect and nobody hears a word (memory: the press). That they are starved is assumed.
unproved_censored(
    "qa-voice-starved",
    "Every conversation over UDP with Meta's and Telegram's networks has 6 kbit/s",
    "A relay is asked and answers at once; a voice needs three times as much. TCP there is quick, everybody else's "
    "UDP too, and messages pass.",
    link=Link(access_ms=8, world_ms=55, ru_ms=70),
    rules=(Throttle(Match(groups=("meta", "telegram"), proto="udp", not_ports=(53, 443)), rate_kbit=6, queue_ms=800),),
    messengers=dict.fromkeys(
        ("whatsapp", "telegram", "facebook_messenger"), Messenger.some("calls", "flaky", "throttling")
    ),
    tags=("blind", "calls", "throttle", "trap"),
)
# Russia, 2025 and 2026: phones "connect" and bring no message (memory: the press). That packets are counted is assumed.
unproved_censored(
    "whatsapp-phones-stop-after-sixteen-packets",
    "Connections of WhatsApp's phones stop after sixteen packets; its web version works",
    "The greeting to g.whatsapp.net or e1 to e16 is answered, and a moment later nothing passes any more. Page, files "
    "and sockets have other addresses.",
    rules=(CutOff(Match(hosts=("g.whatsapp.net", "e1.whatsapp.net"), proto="tcp"), after_packets=16),),
    messengers={"whatsapp": Messenger.some("chat", "flaky", "cut_late")},
    tags=("blind", "cutoff", "whatsapp", "trap"),
)
