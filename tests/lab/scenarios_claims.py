"""Networks in which a check claims too much: innocent causes that look like a block, and harm that comes later."""

from __future__ import annotations

from lab.catalog import ISP_BLOCKPAGE
from lab.scenario import (
    CutOff,
    DnsInject,
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
    Throttle,
)
from lab.scenarios_base import (
    DISCORD_NAMES,
    FB_NAMES,
    IG_NAMES,
    META_MESSENGERS,
    OK,
    SG_NAMES,
    TG_NAMES,
    UNTOUCHED,
    WA_NAMES,
    blocked,
    unproved,
    unproved_censored,
)

# ---- the service's own trouble, or the line's --------------------------------------------------------------------

# Large services answer each resolver with the addresses of another site. One of four is a quarter of what they have.
_ONE_SITE = Messenger(web=F("outage", "provider_one_site"), by="provider")
for _suffix, _mode, _words in (
    ("dead", "blackhole", "answers nobody"),
    ("alert", "name-alert", "answers its own name with a TLS alert"),
):
    unproved(
        f"whatsapp-one-site-{_suffix}",
        f"One of WhatsApp's sites {_words}",
        "web.whatsapp.com stands in four places. The one that the provider's resolver truthfully gives "
        f"{_words}, from wherever it is asked; the others, which other resolvers give, answer.",
        faults=(Fault(("web.whatsapp.com",), _mode, portion=0.25),),
        messengers={"whatsapp": _ONE_SITE},
        tags=("outage", "whatsapp", "trap"),
    )
unproved(
    "cgnat-out-of-ports",
    "The provider's address translation has run out of ports",
    "Of four TCP connections two get no answer, whoever is called. Everything works at the second or third try.",
    rules=(IpBlock(Match(proto="tcp", not_groups=("isp",)), action="drop", share=0.5),),
    net=Net(quality="slow"),
    messengers={"*": Messenger(by="none")},
    tags=("honest", "trap"),
)
_NO_GATEWAY = F("blocked", "gateway_down")


def _behind_gateway(media: F = OK) -> Messenger:
    return Messenger(media=media, web=_NO_GATEWAY, by="isp-fault")


unproved(
    "nat64-gateway-down",
    "IPv6 alone, and the way to IPv4 servers is dead",
    "As ipv6-only, and the provider's gateway for 64:ff9b::/96 passes nothing on: servers without IPv6, neutral "
    "ones too, get no answer. What has IPv6 works.",
    link=Link(ipv4="none"),
    rules=(IpBlock(Match(groups=("nat64",))),),
    net=Net(ipv4="none"),
    messengers={
        "*": UNTOUCHED,
        "telegram": _behind_gateway(),
        "signal": _behind_gateway(media=_NO_GATEWAY),
    },
    tags=("trap",),
)

# ---- names forged without a witness ------------------------------------------------------------------------------

unproved_censored(
    "tm-loopback-injection",
    "Names lead to this computer itself, whichever resolver is asked",
    "A box on the path answers every plain question for WhatsApp's and Signal's names with 127.0.0.1, also where "
    "no resolver lives, and swallows the question; public resolvers are dead. As in Turkmenistan.",
    rules=(
        DnsInject(names=WA_NAMES + SG_NAMES, answer="127.0.0.1", swallow=True),
        IpBlock(Match(groups=("doh",))),
    ),
    net=Net(isp_dns="tampered", public_dns="tampered", doh="blocked"),
    messengers=dict.fromkeys(("whatsapp", "signal"), blocked("dns_injection")),
    tags=("dns", "whatsapp", "signal"),
)
unproved_censored(
    "mm-blockpage-and-ranges",
    "Names of several companies lead to one block page, and the true addresses are dead",
    "The provider's resolver gives its block page's address for Meta's, Signal's and Wikipedia's names; packets to "
    "Meta's ranges and to Signal's servers vanish as well. As in Myanmar since 2021.",
    rules=(IpBlock(Match(groups=("meta", "m:whatsapp", "m:signal"))),),
    dns_lies=(DnsLie((*WA_NAMES, *FB_NAMES, *IG_NAMES, *SG_NAMES, "*.wikipedia.org"), ISP_BLOCKPAGE),),
    net=Net(isp_dns="tampered"),
    messengers=dict.fromkeys((*META_MESSENGERS, "signal"), blocked("dns_blockpage+ip_drop")),
    tags=("dns", "ip", "combined"),
)
unproved_censored(
    "ve-signal-names-silent",
    "Signal's names get no answer, its built-in addresses are silenced, and encrypted resolvers are dead",
    "The provider's resolver says nothing to Signal's names; a ClientHello that names Signal gets no answer; "
    "encrypted resolvers, where the name could be shown too, are dropped. As in Venezuela in 2024.",
    rules=(SniBlock(names=SG_NAMES), IpBlock(Match(groups=("doh",), proto="tcp", ports=(443, 853)))),
    dns_lies=(DnsLie(SG_NAMES, "TIMEOUT"),),
    net=Net(isp_dns="tampered", doh="blocked"),
    messengers={"signal": blocked("tls_sni_drop")},
    tags=("dns", "tls", "signal"),
)
_CN_POOL = ((WA_NAMES, "199.59.148.9"), (TG_NAMES, "108.160.165.8"), (SG_NAMES, "31.13.94.37"))
"""Names and what is injected for them: addresses of other companies, as China's filter gives (GFWatch, 2021)."""
unproved_censored(
    "cn-likely-addresses-and-residual",
    "Forged names lead to likely addresses, the true ones are dead, and who names Signal is punished",
    "Plain questions for WhatsApp's, Telegram's and Signal's names are answered with addresses of other companies "
    "before the true answer comes; encrypted resolvers, Meta and Telegram are dropped; a ClientHello for Signal "
    "closes its address for 90 seconds. As in China.",
    rules=(
        *(DnsInject(names=names, answer=address) for names, address in _CN_POOL),
        IpBlock(Match(groups=("doh",), proto="tcp")),
        IpBlock(Match(groups=("meta", "m:whatsapp", "telegram"))),
        SniBlock(names=SG_NAMES, action="drop", residual=90),
    ),
    net=Net(isp_dns="tampered", public_dns="tampered", doh="blocked"),
    messengers={
        "whatsapp": blocked("dns_injection+ip_drop"),
        "telegram": blocked("dns_injection+ip_drop"),
        "signal": blocked("dns_injection+tls_sni_drop"),
        "facebook_messenger": blocked("ip_drop"),
        "instagram_dm": blocked("ip_drop"),
    },
    tags=("dns", "ip", "tls", "combined"),
)

# ---- slowness that a short exchange does not show ------------------------------------------------------------------


def _slow(chat: F = OK, media: F = OK, web: F = OK) -> Messenger:
    return Messenger(chat=chat, media=media, web=web)


unproved_censored(
    "pk-media-crawls",
    "WhatsApp's photos crawl, and nothing else does",
    "The host of pictures and files is shaped to 16 kbit/s. The page, its scripts and the chat, which have other "
    "addresses, are not. As in Pakistan in 2024.",
    rules=(Throttle(Match(hosts=("mmg.whatsapp.net",)), rate_kbit=16, queue_ms=8000),),
    messengers={"whatsapp": _slow(media=F("slow", "throttling"))},
    tags=("throttle", "whatsapp", "trap"),
)
#: Nothing is odd here until connections have been open for a while: only a check that keeps them open can see it.
_WAITS = ("--keep-open",)
_CENTRES = tuple(f"dc{n}.telegram.invalid" for n in range(1, 6))
_CHAT_SERVERS = (*_CENTRES, "web.whatsapp.com", "grpc.chat.signal.org")
_CRAWLS = F("slow", "throttling")
_LATER = F("slow", "throttling_late")
#: Relays for calls are asked without a name.
_NAMELESS = ("g.whatsapp.net", "e1.whatsapp.net", "turn.voip.signal.org", "sfu.voip.signal.org", "stun.whatsapp.net")
unproved_censored(
    "tr-throttled-by-name",
    "Who names WhatsApp, Signal or Telegram's site gets 10 kbit/s",
    "Connections with the names of WhatsApp, Signal and Telegram's web pages are shaped to 10 kbit/s; what names "
    "nobody (WhatsApp's phones, Telegram's apps, relays) is not. As in Turkey in September 2025. Whether what says "
    "little without a name is slowed as well, a short exchange does not show.",
    rules=(Throttle(Match(hosts=WA_NAMES + SG_NAMES + TG_NAMES, not_hosts=_NAMELESS), rate_kbit=10),),
    messengers={
        "whatsapp": _slow(chat=_LATER, media=_CRAWLS, web=_CRAWLS),
        "telegram": _slow(chat=_LATER, media=_LATER, web=_CRAWLS),
        "signal": _slow(chat=_CRAWLS, media=_CRAWLS, web=_CRAWLS),
    },
    tags=("throttle", "trap"),
)
unproved_censored(
    "meta-slow-after-64k",
    "Connections to Meta crawl after 64 KB",
    "The first 64 KB of each connection to Meta's ranges pass as they should; what follows comes at 16 kbit/s. "
    "Pictures crawl, and a check that reads less sees nothing of it.",
    rules=(Throttle(Match(groups=("meta",), proto="tcp"), rate_kbit=16, after_bytes=64 * 1024),),
    messengers={m: _slow(media=_LATER, web=_LATER) for m in META_MESSENGERS},
    tags=("throttle", "trap"),
)
_DIES = F("flaky", "cut_late")
unproved_censored(
    "telegram-cut-after-four-seconds",
    "Connections to Telegram die after four seconds",
    "Each connection to Telegram's ranges freezes four seconds after it began: the greeting is answered, and what "
    "comes later is lost. A check that is done sooner sees nothing of it.",
    rules=(CutOff(Match(groups=("telegram",), proto="tcp"), after_seconds=4),),
    messengers={"telegram": Messenger(chat=_DIES, media=_DIES, web=_DIES)},
    options=_WAITS,
    tags=("cutoff", "telegram", "trap"),
)
unproved_censored(
    "telegram-silent-after-20-packets",
    "Telegram's connections for messages are dropped after 20 packets",
    "Each connection to a data centre of Telegram carries twenty packets, both directions together: what its app "
    "says first, and a few words. A filter that counts packets lets some 25 pass (hyperion-cs/dpi-checkers).",
    rules=(CutOff(Match(hosts=_CENTRES, proto="tcp"), after_packets=20),),
    messengers={"telegram": Messenger(chat=_DIES, media=_DIES)},
    options=_WAITS,
    tags=("cutoff", "telegram", "trap"),
)

# The innocent ones: the same picture, or nearly.
_FOR_ALL = F("flaky", "cut_late_for_all")
_UNLUCKY = Messenger(chat=_FOR_ALL, media=_FOR_ALL, web=_FOR_ALL, by="isp-fault")
unproved(
    "all-cut-after-four-seconds",
    "Every connection dies after four seconds",
    "A broken box on the line forgets each connection four seconds after it began, abroad and at home. Handshakes "
    "and short answers are through by then. Nobody is blocked.",
    rules=(CutOff(Match(proto="tcp"), after_seconds=4),),
    net=Net(quality="slow"),
    messengers={"*": _UNLUCKY},
    options=_WAITS,
    tags=("cutoff", "trap"),
)
unproved(
    "router-forgets-after-five-seconds",
    "The router forgets connections that were quiet for five seconds",
    "A router with a small table: what was quiet for five seconds is dropped without a word. Apps that say "
    "something more often notice nothing, and the others connect again.",
    rules=(CutOff(Match(proto="tcp"), quiet_seconds=5),),
    options=_WAITS,
    tags=("cutoff", "trap"),
)
unproved(
    "services-end-connections-soon",
    "Messengers end a connection on which nobody signs in",
    "After three seconds the servers for messages of Telegram, WhatsApp and Signal end each connection in order, "
    "from wherever it comes: who has no account is not waited for.",
    faults=(Fault(_CHAT_SERVERS, "ends-soon"),),
    options=_WAITS,
    tags=("fault", "trap"),
)

# ---- a filter that says what it is -------------------------------------------------------------------------------

_CHAT_NAMES = WA_NAMES + TG_NAMES + SG_NAMES + DISCORD_NAMES
_CHAT_GROUPS = ("m:whatsapp", "m:telegram", "telegram", "m:signal", "m:discord")
_CATEGORY = Page(403, "<html><title>Blocked</title><body><p>Category: Instant Messaging</p></body></html>")
_BY_CATEGORY = "http_blockpage+tls_sni_rst+protocol_dpi"
unproved_censored(
    "school-category-chat",
    "A school's filter closes the category of chat programs",
    "TLS with the names of WhatsApp, Telegram, Signal and Discord is reset, as are Telegram's and WhatsApp's own "
    "protocols; a plain request to their servers gets the filter's 403 page, which names the category.",
    rules=(
        SniBlock(names=_CHAT_NAMES, action="rst"),
        HttpBlock(Match(groups=_CHAT_GROUPS), names=("*",), action="page", page=_CATEGORY),
        PayloadBlock(Match(proto="tcp"), kind="mtproto-tcp", action="rst"),
        PayloadBlock(Match(proto="tcp"), kind="wa-noise", action="rst"),
    ),
    messengers=dict.fromkeys(("whatsapp", "telegram", "signal", "discord"), blocked(_BY_CATEGORY)),
    tags=("http", "tls", "dpi", "combined"),
)
