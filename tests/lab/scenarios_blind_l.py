"""Networks written without sight of the judge: innocent causes, and real filters with an innocent one beside them.

What is said of products and providers is from memory and not opened: no truth rests on it.
"""

from __future__ import annotations

from typing import Any

from lab.scenario import (
    Divert,
    DnsLie,
    F,
    Fault,
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
    Vpn,
)
from lab.scenarios_base import (
    DNS_DEAD,
    FB_NAMES,
    IG_NAMES,
    META_MESSENGERS,
    PORTAL,
    UNTOUCHED,
    WA_NAMES,
    blocked,
    dead_net,
    outage,
    unproved,
    unproved_censored,
)
from lab.scenarios_blind_h import _UPLOAD

_FINE = {"*": UNTOUCHED}
_DOWN: dict[str, Any] = {"by": "provider"}

# ---- portals ---------------------------------------------------------------------------------------------------------

# Operators of portals let the systems' own checks pass, so that no window jumps up (memory: makers' manuals).
_CHECKS = (
    *("connectivitycheck.gstatic.com", "www.msftconnecttest.com", "captive.apple.com", "detectportal.firefox.com"),
    *("nmcheck.gnome.org", "connect.rom.miui.com"),
)
unproved(
    "portal-that-lets-the-checks-pass",
    "A portal that lets the pages pass by which systems look for portals, and nothing else",
    "Before the sign-in the hosts of Google's, Microsoft's, Apple's, Firefox's, the Linux systems' and Xiaomi's checks "
    "answer as ever. Plain pages of all others lead to the sign-in, other TCP is reset, UDP but for lookups vanishes.",
    link=Link(access_ms=3, ipv6="none"),
    rules=(
        Divert(Match(ports=(53,)), to="resolver"),
        Divert(Match(proto="tcp", ports=(80,), not_groups=("isp",), not_hosts=_CHECKS), to="portal"),
        IpBlock(Match(proto="tcp", not_groups=("isp",), not_hosts=_CHECKS), action="rst"),
        IpBlock(Match(not_groups=("isp",), not_hosts=_CHECKS), action="drop"),
    ),
    net=dead_net("captive_portal", "captive_portal", isp_dns="ok", ipv4="ok", ipv6="none"),
    messengers={"*": PORTAL},
    tags=("blind", "portal", "trap"),
)
# RFC 6585, 6: Network Authentication Required.
_SIGN_IN = Page(
    511,
    '<html><head><title>Network Authentication Required</title></head><body><p>You need to <a href="http://'
    'login.hotspot.example.ru/">authenticate with the local network</a> in order to gain access.</p></body></html>',
)
unproved(
    "portal-says-511",
    "A portal that answers every plain page by 511, Network Authentication Required",
    "Before the sign-in plain pages are answered by the status that was made for this, with a link to the sign-in and "
    "no redirect. Other TCP is reset, UDP but for lookups vanishes.",
    link=Link(access_ms=3, ipv6="none"),
    rules=(
        Divert(Match(ports=(53,)), to="resolver"),
        Divert(Match(proto="tcp", ports=(80,), not_groups=("isp",)), to="portal", page=_SIGN_IN),
        IpBlock(Match(proto="tcp", not_groups=("isp",)), action="rst"),
        IpBlock(Match(not_groups=("isp",)), action="drop"),
    ),
    net=dead_net("captive_portal", "captive_portal", isp_dns="ok", ipv6="none"),
    messengers={"*": PORTAL},
    tags=("blind", "portal", "trap"),
)
# Airlines' free messages: names decide, pictures do not come (memory: airlines' own pages).
_WORDS = (
    *("web.whatsapp.com", "static.whatsapp.net", "chat.signal.org", "grpc.chat.signal.org", "www.facebook.com"),
    *("edge-mqtt.facebook.com", "edge-chat.facebook.com", "gateway.facebook.com", "web-chat-e2ee.facebook.com"),
)
_PHONES = ("g.whatsapp.net", "e1.whatsapp.net")
_SOLD = F("blocked", "captive_portal")
unproved(
    "plane-with-words-of-two-messengers",
    "A plane's free messages: words of WhatsApp and Signal pass, pictures and calls are sold",
    "TLS with the names of WhatsApp's page, scripts and sockets and of Signal's message servers passes, and so do "
    "WhatsApp's phones. TLS with any other name is reset, plain pages lead to the shop, Telegram is refused, UDP "
    "vanishes. 600 ms there and back, 2 Mbit/s for all.",
    link=Link(access_ms=5, isp_ms=5, world_ms=290, ru_ms=290, kbit=2048, queue_bytes=192 * 1024, ipv6="none"),
    rules=(
        Divert(Match(ports=(53,)), to="resolver"),
        Divert(Match(proto="tcp", ports=(80,), not_groups=("isp",), not_hosts=_PHONES), to="portal"),
        IpBlock(Match(proto="tcp", not_groups=("isp",), not_hosts=_PHONES, not_ports=(80, 443)), action="rst"),
        IpBlock(Match(proto="tcp", groups=("telegram",)), action="rst"),
        SniBlock(names=("*",), not_names=_WORDS, action="rst"),
        IpBlock(Match(proto="udp", not_groups=("isp",)), action="drop"),
        IpBlock(Match(proto="icmp", not_groups=("isp",)), action="drop"),
    ),
    net=dead_net("captive_portal", "captive_portal", isp_dns="ok", ipv4="ok", ipv6="none", quality="slow"),
    messengers={
        "*": PORTAL,
        **dict.fromkeys(("whatsapp", "facebook_messenger"), Messenger(media=_SOLD, calls=_SOLD, by="local")),
        "signal": Messenger(media=_SOLD, calls=_SOLD, web=_SOLD, by="local"),
    },
    tags=("blind", "portal", "trap"),
)

# ---- this computer and this home -------------------------------------------------------------------------------------

unproved(
    "from-wireless-to-a-phone-in-the-middle",
    "The computer leaves the home's wireless network for a phone's line in the middle of a check",
    "After three seconds its address and way out are gone, and a third of a second later it has those that a phone "
    "gives. Connections that stood come to nothing, new ones pass, and everything works before and after.",
    link=Link(ipv6="none"),
    client_programs=(
        "sleep 3; ip -4 addr flush dev eth0; sleep 0.3; ip addr add 172.20.10.2/28 dev eth0; "
        "ip route add default via 172.20.10.1 dev eth0 metric 100; sleep 600",
    ),
    net=Net(ipv6="none", quality="slow"),
    messengers=_FINE,
    tags=("blind", "own", "honest", "trap"),
)
# A box at home once carried Telegram round a filter; the routes to it stayed.
_TELEGRAM_V4 = ("91.108.0.0/16", "149.154.160.0/20", "95.161.64.0/20", "91.105.192.0/23", "185.76.151.0/24")
unproved(
    "routes-left-behind-lead-telegram-nowhere",
    "Routes that somebody once set lead Telegram to a machine at home that is gone",
    "Telegram's networks are to be reached by 192.168.1.250, where nobody is any more: this computer itself says after "
    "some seconds that there is no way. The line is open. IPv4 alone.",
    link=Link(ipv6="none"),
    client_setup=tuple(f"ip route add {net} via 192.168.1.250 dev eth0" for net in _TELEGRAM_V4),
    net=Net(ipv6="none"),
    messengers={"telegram": Messenger.all("blocked", "local_firewall", by="local")},
    tags=("blind", "own", "telegram", "trap"),
)
unproved(
    "router-for-ipv6-unplugged",
    "The second router at home, which announced IPv6, is unplugged",
    "The computer keeps its IPv6 address and the way by that router for half an hour: after some seconds it says "
    "itself that there is no way. Systems turn to IPv4, which leads by the first router, and everything works.",
    client_setup=("ip -6 route del default", "ip -6 route add default via fe80::bad dev eth0 metric 100"),
    net=Net(ipv6="broken"),
    messengers=_FINE,
    tags=("blind", "own", "honest", "trap"),
)
unproved(
    "proxy-for-plain-pages-alone-is-gone",
    "A proxy is set for plain pages alone, and does not run any more",
    "http_proxy leads to a port of this computer where nobody listens; https_proxy is not set. Plain pages fail in "
    "programs that follow it. No messenger speaks plain HTTP, and everything works.",
    client_env=(("http_proxy", "http://127.0.0.1:9"),),
    net=Net(proxy=True),
    messengers=_FINE,
    tags=("blind", "proxy", "own", "honest", "trap"),
)
# 14 July 2025: 1.1.1.1 was away for an hour (memory: Cloudflare's blog).
unproved(
    "one-one-one-one-july-2025",
    "This computer asks 1.1.1.1 for names, which is away for the whole world",
    "Neither 1.1.1.1 nor 1.0.0.1 answers anything, by plain lookups, over TLS or HTTPS. The line, the provider's "
    "resolver and all others are in order. Telegram's apps ask for no name.",
    nameservers=("1.1.1.1", "1.0.0.1"),
    faults=(Fault(("cloudflare-dns.com",), "blackhole"),),
    net=Net(status="dns_broken", cause="resolver_dead", isp_dns="dead", doh="partly_blocked"),
    messengers=DNS_DEAD,
    tags=("blind", "dns", "outage", "trap"),
)

# ---- the line --------------------------------------------------------------------------------------------------------

unproved(
    "ipv6-loses-a-fifth-each-way",
    "Over IPv6 one packet of five is lost on each way, over IPv4 none",
    "A bad tunnel at the provider. Whoever connects over IPv6 waits, whoever turns to IPv4 does not; everything works.",
    rules=(Loss(Match(ip_version=6), up=0.2, down=0.2),),
    net=Net(ipv6="large_packets_lost", quality="slow"),
    messengers=_FINE,
    tags=("blind", "loss", "honest", "trap"),
)
# Plans whose month is used up, with one company's services free of charge and quick (memory: providers' price lists).
unproved(
    "plan-used-up-but-for-meta",
    "The month's data is used up: 64 kbit/s for everybody but Meta, whose services are free of charge",
    "Each TCP connection to anybody has 64 kbit/s each way, neutral sites, Telegram and Signal alike; those to Meta "
    "and to WhatsApp's phones come at full speed. Nothing is closed, and no messenger is meant.",
    link=Link(access_ms=30, world_ms=35, ipv6="none"),
    rules=(Throttle(Match(not_groups=("isp", "meta", "m:whatsapp"), proto="tcp"), rate_kbit=64, queue_ms=4000),),
    net=Net(ipv6="none", quality="slow"),
    messengers=_FINE,
    tags=("blind", "throttle", "honest", "trap"),
)

# ---- the service's own trouble ---------------------------------------------------------------------------------------

# 4 October 2021: Meta took itself off the world's routes, name servers and all (memory: its blog).
unproved(
    "meta-october-2021",
    "Meta is gone from the world: no resolver finds its names out, and its networks are silent",
    "SERVFAIL for every name of WhatsApp, Facebook and Instagram at every resolver, and no packet to their servers is "
    "answered, the phones' at Amazon included. All others are in order.",
    dns_lies=(DnsLie((*WA_NAMES, *FB_NAMES, *IG_NAMES), "SERVFAIL", ("*",)),),
    faults=(Fault((*WA_NAMES, *FB_NAMES, *IG_NAMES), "blackhole"),),
    messengers=dict.fromkeys(META_MESSENGERS, outage("provider_name_servers")),
    tags=("blind", "outage", "dns", "whatsapp", "trap"),
)
# 30 September 2021: Slack's names broke for whoever checks signatures (memory: Slack's blog on DNSSEC).
_CHECKING = (
    *("isp", "google", "cloudflare", "quad9", "opendns", "nextdns", "adguard", "mullvad", "controld"),
    *("cleanbrowsing", "libredns", "wikimedia", "dnssb"),
)
unproved(
    "slack-signed-wrongly-september-2021",
    "Slack signed its names wrongly: resolvers that check say SERVFAIL, those that do not tell the address",
    "SERVFAIL for slack.com and all below it at the provider, Google, Cloudflare, Quad9 and others; Yandex's and "
    "Alibaba's resolvers answer. Its servers are in order at their addresses.",
    dns_lies=(DnsLie(("*.slack.com",), "SERVFAIL", _CHECKING),),
    messengers={"slack": outage("provider_name_servers"), "discord": UNTOUCHED},
    tags=("blind", "outage", "dns", "others", "trap"),
)
# 2 September 2025: the data base of matrix.org (memory: its blog). That everything answers 503 is assumed.
unproved(
    "matrix-org-september-2025",
    "The server of matrix.org answers 503; Element's own page opens, and cannot sign in",
    "matrix-client.matrix.org shows a genuine certificate and answers 503 to everything, for the whole world. "
    "matrix.org names it as ever, app.element.io opens.",
    faults=(Fault(("matrix-client.matrix.org",), "http-503"),),
    messengers={
        "element": Messenger.some(
            "chat media calls", "outage", "provider_503", web=F("partial", "provider_503"), **_DOWN
        ),
        "wire": UNTOUCHED,
    },
    tags=("blind", "outage", "others", "trap"),
)
unproved(
    "signal-contacts-refuse",
    "Signal's servers for contacts, PINs and backups refuse every connection, and nothing else of it does",
    "cdsi, svr2 and svrb.signal.org stand at Microsoft, where something is out of order: their systems answer each SYN "
    "by an RST, for the whole world. Messages, files and calls need none of them.",
    faults=(Fault(("cdsi.signal.org", "svr2.signal.org", "svrb.signal.org"), "refuse"),),
    messengers=_FINE,
    tags=("blind", "outage", "signal", "honest", "trap"),
)

# ---- a filter, and something innocent beside it ----------------------------------------------------------------------

# Brokers of tunnels give IPv6 to whoever has none, and filters that know IPv4 alone never see it.
_HALF = F("partial", "ip_drop")
unproved_censored(
    "tunnel-for-ipv6-alone-escapes-the-filter",
    "IPv6 goes through a tunnel of a broker's, and the filter of the line drops Meta and Telegram over IPv4",
    "A tunnel carries every packet over IPv6 round the filter, and none over IPv4. What has IPv6 addresses works: "
    "WhatsApp's page, files and phones, Telegram's apps. Telegram's sockets for browsers and relays have none.",
    vpn=Vpn(only=("2000::/3",)),
    rules=(IpBlock(Match(groups=("meta", "m:whatsapp", "telegram"))),),
    net=Net(vpn=True),
    messengers={
        **dict.fromkeys(META_MESSENGERS, Messenger.some("chat media web", "partial", "ip_drop")),
        "telegram": Messenger(
            chat=_HALF, media=_HALF, calls=F("blocked", "ip_drop+udp_blocked"), web=F("blocked", "ip_drop")
        ),
    },
    tags=("blind", "vpn", "ip", "trap"),
)
unproved_censored(
    "names-late-and-whatsapps-never",
    "Every name takes two seconds, and WhatsApp's are never answered",
    "The provider's resolver is overloaded: each true answer comes after two seconds. To questions for WhatsApp's "
    "names it says nothing at all; other resolvers are quick and tell the truth about all.",
    link=Link(access_ms=10, world_ms=40, ipv6="none"),
    dns_lies=(DnsLie(WA_NAMES, "TIMEOUT"), DnsLie(("*",), "TRUTH", delay=2.0)),
    net=Net(isp_dns="tampered", ipv6="none", quality="slow"),
    messengers={"whatsapp": blocked("dns_timeout")},
    tags=("blind", "dns", "whatsapp", "trap"),
)
unproved_censored(
    "backup-fills-the-way-up-and-whatsapps-phones-reset",
    "A backup fills a narrow way up, and what WhatsApp's phones say first is reset",
    "1 Mbit/s each way and a queue of 128 KB that four uploads keep half full and more: everything is late. The "
    "greeting of WhatsApp's phones draws a forged RST on every port; its web version is TLS and passes.",
    link=Link(access_ms=10, kbit=1024, queue_bytes=128 * 1024, ipv6="none"),
    client_programs=(_UPLOAD,) * 4,
    rules=(PayloadBlock(Match(proto="tcp"), kind="wa-noise", action="rst"),),
    net=Net(ipv6="none", quality="slow"),
    messengers={"whatsapp": Messenger.some("chat calls", "blocked", "protocol_dpi")},
    tags=("blind", "narrow", "dpi", "whatsapp", "trap"),
)
unproved_censored(
    "ipv6-only-and-telegram-has-48k",
    "A mobile line with IPv6 alone, on which Telegram has 48 kbit/s",
    "Servers without IPv6 are reached by translation, by name. Each conversation with Telegram's networks, in both "
    "families, is shaped to 48 kbit/s each way. Messages pass, files crawl.",
    link=Link(access_ms=25, ipv4="none"),
    rules=(Throttle(Match(groups=("telegram", "m:telegram"), proto="tcp"), rate_kbit=48, queue_ms=4000),),
    net=Net(ipv4="none"),
    messengers={
        "telegram": Messenger(chat=F("flaky", "throttling"), media=F("slow", "throttling"), web=F("slow", "throttling"))
    },
    tags=("blind", "throttle", "telegram", "trap"),
)
