"""Networks written without sight of the judge: innocent causes, and real filters with an innocent fault beside them.

What is said of products and providers is from memory and not opened: no truth rests on it.
"""

from __future__ import annotations

from typing import Any

from lab.catalog import ISP_PORTAL, ISP_RESOLVER
from lab.scenario import (
    Divert,
    DnsInject,
    DnsLie,
    F,
    Fault,
    IpBlock,
    Link,
    Match,
    Messenger,
    Net,
    SniBlock,
    Throttle,
    Vpn,
)
from lab.scenarios_base import (
    ALL,
    PORTAL,
    RUSSIA_2026,
    SG_NAMES,
    TG_IP_DROP,
    UNTOUCHED,
    WA_NAMES,
    blocked,
    dead_net,
    outage,
    unproved,
    unproved_censored,
    wa_sni_truth,
)
from lab.scenarios_blind_b import _DOWNLOAD

_FINE = {"*": UNTOUCHED}
_DOWN: dict[str, Any] = {"by": "provider"}

# ---- names -----------------------------------------------------------------------------------------------------------

# Forwarders that ask upstream for AAAA over a way that fails first.
unproved(
    "resolver-slow-for-aaaa-alone",
    "The resolver gives IPv4 addresses at once, and IPv6 ones after four seconds",
    "True answers to both. Systems that ask for both at once wait for the slower: each new name takes four seconds, "
    "and everything works.",
    dns_lies=(DnsLie(("*",), "TRUTH", qtype="AAAA", delay=4.0),),
    net=Net(quality="slow"),
    messengers=_FINE,
    tags=("blind", "dns", "honest", "trap"),
)
unproved(
    "resolver-fails-one-question-in-four",
    "The provider's resolver answers one question in four by SERVFAIL, whatever it is about",
    "An overloaded resolver, in no order. The C library asks once more, and as a rule knows then; who tries again "
    "a moment later is in. Nobody's names are singled out.",
    rules=(
        DnsInject(Match(hosts=(ISP_RESOLVER,)), names=("*",), answer="SERVFAIL", swallow=True, tcp="pass", share=0.25),
    ),
    net=Net(quality="slow"),
    messengers=_FINE,
    tags=("blind", "dns", "honest", "trap"),
)
# 22 July 2021: Akamai's name servers failed for an hour (memory: its blog, the press).
unproved(
    "akamai-names-july-2021",
    "A large network's name servers fail: example.com and Microsoft's site cannot be found by anybody",
    "SERVFAIL for example.com, .net and .org, microsoft.com and bing.com at every resolver in the world. No messenger "
    "stands there.",
    dns_lies=(
        DnsLie(
            ("*.example.com", "*.example.net", "*.example.org", "*.microsoft.com", "*.bing.com"), "SERVFAIL", ("*",)
        ),
    ),
    messengers=_FINE,
    tags=("blind", "dns", "outage", "honest", "trap"),
)
# A record that should have been forgotten, at a provider's resolver: one address is a machine that is gone.
unproved(
    "whatsapp-stale-address-beside-the-true-one",
    "The resolver gives two addresses for WhatsApp's page, and nobody is at the first of them any more",
    "157.240.205.99 answers nothing, 157.240.205.60 is WhatsApp. Browsers try the next one and open the page within "
    "seconds. Scripts, files and phones have names of their own, told truly.",
    link=Link(ipv6="none"),
    dns_lies=(DnsLie(("web.whatsapp.com", "www.whatsapp.com", "whatsapp.com"), "157.240.205.99,157.240.205.60"),),
    net=Net(ipv6="none"),
    messengers={"whatsapp": Messenger(web=F("partial", "provider_blackhole"), by="isp-fault")},
    tags=("blind", "dns", "whatsapp", "honest", "trap"),
)
# Old portals answer every name with their own address and let nothing else pass.
unproved(
    "portal-by-names-alone",
    "A portal that answers every name with its own address, and lets nothing else pass",
    "Before the sign-in every lookup, to whomever, is answered by the portal's address. There a plain request is led "
    "to the sign-in page, and TLS shows the portal's certificate. All other packets vanish.",
    link=Link(access_ms=3, ipv6="none"),
    rules=(
        Divert(Match(ports=(53,)), to="resolver"),
        IpBlock(Match(not_groups=("isp",)), action="drop"),
    ),
    dns_lies=(DnsLie(("*",), ISP_PORTAL),),
    net=dead_net("captive_portal", "captive_portal", isp_dns="tampered", ipv6="none"),
    messengers={"*": PORTAL},
    tags=("blind", "portal", "dns", "trap"),
)
# The address of a server changes, and the line in the hosts file stays.
unproved(
    "hosts-file-old-address-of-telegrams-page",
    "The hosts file holds an address of Telegram's web version where nobody is any more",
    "Somebody once wrote it down against a block. Telegram's apps ask for no name and work; the page does not open in "
    "a browser on this computer.",
    hosts_file=("149.154.167.120 web.telegram.org webk.telegram.org weba.telegram.org webz.telegram.org",),
    messengers={"telegram": Messenger(web=F("blocked", "hosts_file"), by="local")},
    tags=("blind", "dns", "own", "telegram", "trap"),
)

# ---- the line --------------------------------------------------------------------------------------------------------

unproved(
    "ipv6-only-crowded-wireless",
    "IPv6 alone with translation, over a crowded wireless network",
    "As ipv6-only, with 5 % of round trips lost and packets up to 80 ms late. Everything works with some patience.",
    link=Link(access_ms=8, jitter_ms=80, loss=0.05, ipv4="none"),
    net=Net(ipv4="none", quality="slow"),
    messengers=_FINE,
    tags=("blind", "honest", "trap"),
)
unproved(
    "gateway-resets-all-ipv6",
    "The gateway announces IPv6 and resets every connection over it",
    "The computer has an address and a route. Every SYN over IPv6 is reset at the provider's, other packets there "
    "vanish; systems turn to IPv4 at once, and everything works.",
    rules=(
        IpBlock(Match(ip_version=6, proto="tcp"), action="rst"),
        IpBlock(Match(ip_version=6), action="drop"),
    ),
    net=Net(ipv6="broken"),
    messengers=_FINE,
    tags=("blind", "honest", "trap"),
)

# ---- VPN -------------------------------------------------------------------------------------------------------------

_NAMELESS = "resolver_dead+local_firewall"
unproved(
    "vpn-whose-resolver-is-silent",
    "A VPN is up, and the resolver that it brought along answers nobody",
    "The tunnel carries everything; resolv.conf holds 10.8.0.9 alone, where nobody is. No name is found, and every "
    "address answers: Telegram's apps work.",
    vpn=Vpn(),
    nameservers=("10.8.0.9",),
    net=Net(status="dns_broken", cause="resolver_dead", isp_dns="dead", vpn=True),
    messengers={
        "*": Messenger.all("blocked", _NAMELESS, by="local"),
        "telegram": Messenger(web=F("blocked", _NAMELESS), by="local"),
    },
    tags=("blind", "vpn", "dns", "own", "trap"),
)
# Cloudflare sets riddles to whoever comes from a VPN's address (memory).
unproved(
    "vpn-exit-meets-riddles",
    "Behind a VPN Discord's front sets riddles to programs that are no browsers",
    "The tunnel carries everything around the filter of russia-2026. Discord's web servers answer 403 with a riddle "
    "there; its gateway opens, browsers and the app solve it.",
    vpn=Vpn(one_way_ms=45),
    rules=ALL["vpn-up"].rules,
    dns_lies=RUSSIA_2026.dns_lies,
    faults=(
        Fault(("discord.com", "updates.discord.com", "cdn.discordapp.com", "media.discordapp.net"), "challenge-403"),
    ),
    net=Net(vpn=True),
    messengers={"discord": UNTOUCHED},
    tags=("blind", "vpn", "others", "honest", "trap"),
)
unproved(
    "behind-a-vpn-signal-is-down",
    "Behind a VPN that leads around a filter Signal's message servers answer 503",
    "The tunnel carries everything; what the line below stops nobody meets. Signal's message servers show the genuine "
    "certificate and answer 503, for the whole world. Photos and relays answer.",
    vpn=Vpn(),
    rules=ALL["vpn-up"].rules,
    dns_lies=RUSSIA_2026.dns_lies,
    faults=(Fault(("chat.signal.org", "grpc.chat.signal.org"), "http-503"),),
    net=Net(vpn=True),
    messengers={
        "signal": Messenger.some("chat calls", "outage", "provider_503", media=F("partial", "provider_503"), **_DOWN)
    },
    tags=("blind", "vpn", "outage", "signal", "trap"),
)

# ---- the service's own trouble ---------------------------------------------------------------------------------------

unproved(
    "slack-half-of-its-servers-refuse",
    "One of two addresses of Slack's site and of its sockets refuses every connection",
    "The other one answers, for both. Apps try the next address at once and are in; files stand elsewhere.",
    faults=(Fault(("slack.com", "wss-primary.slack.com"), "refuse", portion=0.5),),
    messengers={"slack": Messenger.some("chat web", "partial", "provider_refuses", **_DOWN)},
    tags=("blind", "outage", "others", "trap"),
)
# Instagram alone, as on 21 May 2023 (memory: the press).
unproved(
    "instagram-down-facebook-up",
    "Instagram's servers answer 503, Facebook's beside them are in order",
    "Genuine certificates, and 503 to everything, from Instagram's page, its interfaces and its files, for the whole "
    "world.",
    faults=(Fault(("www.instagram.com", "scontent.cdninstagram.com", "gateway.instagram.com"), "http-503"),),
    messengers={"instagram_dm": outage("provider_503"), "facebook_messenger": UNTOUCHED},
    tags=("blind", "outage", "others", "trap"),
)
unproved(
    "viber-pictures-certificate-ran-out",
    "The certificate of Viber's servers for files ran out two days ago",
    "media, share and content.cdn.viber.com show a genuine certificate that has ended. Messages, account and pages are "
    "in order.",
    faults=(Fault(("media.cdn.viber.com",), "tls-expired"),),
    messengers={"viber": Messenger.some("media", "outage", "provider_expired", **_DOWN)},
    tags=("blind", "outage", "others", "trap"),
)

# ---- a filter, and something innocent beside it ----------------------------------------------------------------------

unproved_censored(
    "full-queue-and-signal-reset",
    "A download fills a narrow line, and Signal's names are reset",
    "3 Mbit/s for all and a queue of 256 KB (0.7 seconds) in which two downloads stand: everything is late. A "
    "ClientHello with a Signal name draws a forged RST.",
    link=Link(access_ms=12, kbit=3072, queue_bytes=256 * 1024),
    client_programs=(_DOWNLOAD,) * 2,
    rules=(SniBlock(names=SG_NAMES, action="rst"),),
    net=Net(quality="slow"),
    messengers={"signal": blocked("tls_sni_rst")},
    tags=("blind", "narrow", "tls", "signal", "trap"),
)
unproved_censored(
    "line-gone-for-three-seconds-and-whatsapp-reset",
    "The line is gone for three seconds in the middle of a check, and WhatsApp's names are reset",
    "From the sixth to the ninth second after the first packet nothing passes. TLS with a WhatsApp name draws a forged "
    "RST at any time; the phones name nothing.",
    link=Link(gap=(6.0, 9.0)),
    rules=(SniBlock(names=WA_NAMES, action="rst"),),
    net=Net(quality="slow"),
    messengers={"whatsapp": wa_sni_truth("tls_sni_rst")},
    tags=("blind", "tls", "whatsapp", "trap"),
)
unproved_censored(
    "ipv6-dead-and-telegram-has-64k",
    "IPv6 is dead, and Telegram has 64 kbit/s over IPv4",
    "Packets over IPv6 vanish behind the gateway. Each conversation with Telegram's networks and its CDN is shaped to "
    "64 kbit/s each way.",
    link=Link(ipv6="broken"),
    rules=(Throttle(Match(groups=("telegram", "m:telegram")), rate_kbit=64, queue_ms=3000),),
    net=Net(ipv6="broken"),
    messengers={"telegram": Messenger.some("chat media web", "slow", "throttling", calls=F("flaky", "throttling"))},
    tags=("blind", "throttle", "telegram", "trap"),
)
unproved_censored(
    "telegram-dropped-and-whatsapps-files-503",
    "Telegram's networks are dropped on a day on which WhatsApp's servers for files answer 503",
    "No packet to Telegram's networks arrives. mmg.whatsapp.net shows a genuine certificate and answers 503 to "
    "everything, for the whole world; WhatsApp's messages, page and calls are in order.",
    rules=TG_IP_DROP.rules,
    faults=(Fault(("mmg.whatsapp.net",), "http-503"),),
    messengers={
        "telegram": blocked("ip_drop"),
        "whatsapp": Messenger.some("media", "outage", "provider_503", **_DOWN),
    },
    twins=("outage-telegram-blackhole",),
    tags=("blind", "ip", "outage", "trap"),
)
