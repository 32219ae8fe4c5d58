"""Scenarios about the network itself: who answers plain pages, who cuts TLS for all, and what only looks like loss."""

from __future__ import annotations

from dataclasses import replace

from lab.catalog import GATEWAY_V4
from lab.scenario import (
    Divert,
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
    Scenario,
    SniBlock,
    clone,
)
from lab.scenarios_base import ALL, SG_NAMES, TG_NAMES, UNTOUCHED, WA_NAMES, add, dead_net, unproved, variant

_ANYTHING = {"*": "*"}
_NOT_ISP = ("isp",)
_CLOSED = Messenger.all("blocked", "closed_network", by="isp-fault")
_GATEWAY = Divert(Match(proto="tcp", not_groups=_NOT_ISP), to="portal", page=Page(404, "not found", "text/plain"))
_DROP_ALL = IpBlock(Match(not_groups=_NOT_ISP))
unproved(
    "gateway-404-names-gone",
    "A closed network: names are missing, and a gateway answers everything",
    "No name exists. Connections to any address are accepted within a millisecond by a gateway, which answers "
    "HTTP with 404 and shows a certificate of another name (recorded on a closed machine, 2026-11-29).",
    link=Link(access_ms=0.1, isp_ms=0.05),
    rules=(_GATEWAY, _DROP_ALL),
    dns_lies=(DnsLie(("*",), "NXDOMAIN"),),
    net=dead_net("closed", "closed_network"),
    messengers={"*": _CLOSED},
    tags=("portal", "trap"),
)
#: Squid's own error page for a denied request (squid, errors/templates/ERR_ACCESS_DENIED).
_SQUID = Page(
    403,
    "<!DOCTYPE html><html><head><title>ERROR: The requested URL could not be retrieved</title></head><body>"
    "<h1>ERROR</h1><p>Access Denied.</p></body></html>",
)
unproved(
    "factory-squid-403",
    "A factory's network lets nothing out",
    "A transparent Squid answers every plain page with 403 Access Denied; all else vanishes. Names are answered.",
    rules=(Divert(Match(proto="tcp", ports=(80,), not_groups=_NOT_ISP), to="portal", page=_SQUID), _DROP_ALL),
    net=dead_net("closed", "closed_network", isp_dns="ok"),
    messengers={"*": _CLOSED},
    tags=("portal", "trap"),
)
_MICROSOFT = ("*.microsoft.com", "*.msftconnecttest.com", "*.skype.com", "*.teams.microsoft.com", "*.office.com")
_LIST_ONLY = Messenger.all("blocked", "list_only", by="isp-fault")
_LIST_NET = dead_net("list_only", "list_only", isp_dns="ok", ipv4="ok", ipv6="ok")
unproved(
    "office-microsoft-only",
    "An office lets Microsoft through and nothing else",
    "A transparent Squid answers plain pages with 403 Access Denied, but for Microsoft's, whose sites open over "
    "TLS as well. All else vanishes. Names are answered.",
    rules=(
        Divert(Match(proto="tcp", ports=(80,), not_groups=_NOT_ISP, not_hosts=_MICROSOFT), to="portal", page=_SQUID),
        IpBlock(Match(not_groups=_NOT_ISP, not_hosts=_MICROSOFT)),
    ),
    net=_LIST_NET,
    messengers={"*": _LIST_ONLY},
    tags=("portal", "trap"),
)
unproved(
    "router-wan-down",
    "A router says that its line is down",
    "Every name leads to 10.0.0.1 (recorded: RMerl/asuswrt-merlin#1421, 2017-07), where the router leads plain "
    "pages to its own error page (assumed: its firmware's name for itself). Nothing else is answered.",
    rules=(
        Divert(
            Match(proto="tcp", ports=(80,), not_groups=_NOT_ISP),
            to="portal",
            page=Page(302, location="http://router.asus.com/error_page.htm?flag=2"),
        ),
        _DROP_ALL,
    ),
    dns_lies=(DnsLie(("*",), "10.0.0.1"),),
    net=dead_net("closed", "closed_network"),
    messengers={"*": _CLOSED},
    tags=("portal", "trap"),
)
_IRAN = ("www.digikala.com", "www.aparat.com", "www.varzesh3.com", "www.irancell.ir", "*.rubika.ir", "*.iranlms.ir")
#: What Iran's filter answers plain requests with (net4people/bbs#241, 2023-04; the frame: many OONI measurements).
_IRANS_PAGE = Page(
    403,
    '<html><head><meta http-equiv="Content-Type" content="text/html; charset=windows-1256"><title>M1-6</title></head>'
    '<body><iframe src="http://10.10.34.34?type=Invalid Site&policy=MainPolicy" width="100%"></iframe></body></html>',
)
_SHUT = clone(
    ALL["whitelist-mode"],
    messengers={
        **ALL["whitelist-mode"].messengers,
        "*ru": ALL["whitelist-mode"].messengers["*foreign"],
        **dict.fromkeys(("whatsapp", "telegram", "signal"), ALL["whitelist-mode"].messengers["*foreign"]),
        "rubika": UNTOUCHED,
    },
    expect=_ANYTHING,
    tags=("whitelist", "trap"),
)
for _name, _title, _page in (
    ("403", "Iran's shutdown, with the filter's own page", _IRANS_PAGE),
    ("301", "Iran's shutdown, which leads to the filter's own page", Page(301, location="http://10.10.34.34/")),
):
    variant(
        _SHUT,
        name=f"ir-shutdown-http-{_name}",
        title=_title,
        description="Only sites at home open, over TLS; all else abroad vanishes. Plain pages abroad get the page "
        "of the filter (net4people/bbs#241, 2023-04-10).",
        rules=(
            HttpBlock(Match(not_groups=_NOT_ISP, not_hosts=_IRAN), names=("*",), action="page", page=_page),
            PayloadBlock(Match(not_hosts=_IRAN, ports=(80,)), kind="mtproto-tcp"),
            PayloadBlock(Match(not_hosts=_IRAN, ports=(80,)), kind="wa-noise"),
            IpBlock(Match(not_groups=_NOT_ISP, not_hosts=_IRAN, not_ports=(80,))),
            IpBlock(Match(not_groups=_NOT_ISP, not_hosts=_IRAN, proto="udp")),
        ),
    )
_SPARED = ("ubuntu.com", "www.python.org")
_FORGED = Messenger.all("blocked", "dns_injection+ip_drop+whitelist")
variant(
    _SHUT,
    name="ir-shutdown-with-penalty",
    title="Iran's shutdown, with a penalty for addresses",
    description="Abroad a first message with a name gets no answer, and the address gets none for a minute; two "
    "names are spared. Names of messengers lead to 10.10.34.36. Sites at home open.",
    rules=(
        DnsInject(names=WA_NAMES + SG_NAMES + TG_NAMES, answer="10.10.34.36"),
        SniBlock(Match(not_hosts=_IRAN), names=("*",), not_names=_SPARED, action="drop", residual=60),
        HttpBlock(Match(not_groups=_NOT_ISP, not_hosts=_IRAN), names=("*",), action="drop"),
        PayloadBlock(Match(groups=("telegram",)), kind="mtproto", action="drop"),
        PayloadBlock(Match(groups=("m:whatsapp",)), kind="wa-noise", action="drop"),
        IpBlock(Match(not_groups=_NOT_ISP, not_hosts=_IRAN, proto="udp")),
    ),
    messengers={**_SHUT.messengers, "whatsapp": _FORGED, "telegram": _FORGED, "signal": _FORGED},
)
_NO_TLS = F("blocked", "tls_cut_for_all")
_TLS_CUT = Scenario(
    "all-tls-cut",
    "Nothing encrypted passes",
    "A first message of TLS gets no answer, whatever name is in it, at home or abroad. Plain pages come as they "
    "should, and so does what is no TLS.",
    rules=(PayloadBlock(Match(proto="tcp"), kind="tls"), PayloadBlock(Match(proto="udp"), kind="quic")),
    net=Net(doh="blocked", censorship=True),
    messengers={
        "*": Messenger(chat=_NO_TLS, media=_NO_TLS, calls=_NO_TLS, web=_NO_TLS),
        "whatsapp": Messenger(media=_NO_TLS, web=_NO_TLS),
        "telegram": Messenger(web=_NO_TLS),
    },
    expect=_ANYTHING,
    tags=("tls", "trap"),
)
add(_TLS_CUT)
variant(
    _TLS_CUT,
    name="all-tls-cut-one-check-503",
    title="Nothing encrypted passes, and one known page is out of order",
    description="As all-tls-cut; of the pages with a known answer Ubuntu's says 503, and the others are right.",
    faults=(Fault(("connectivity-check.ubuntu.com",), "http-503"),),
)
_PATIENT = {"*": Messenger(by="none")}
unproved(
    "satellite",
    "A satellite line that loses nothing",
    "700 ms there and back, to every host, and not a packet lost.",
    link=Link(access_ms=5, isp_ms=5, world_ms=340, ru_ms=340),
    messengers=_PATIENT,
    tags=("honest", "trap"),
)
unproved(
    "ipv6-resolver-dead-second-slow",
    "The first resolver is dead, and the second is slow",
    "The resolver that the computer asks first has an IPv6 address and never answers; the second one takes two "
    "seconds. Everything works, late.",
    first_nameservers=("2001:db8:53::53",),
    dns_lies=(DnsLie(("*",), "TRUTH", delay=2.0),),
    messengers=_PATIENT,
    tags=("dns", "honest", "trap"),
)
unproved(
    "woke-up-no-route",
    "The computer has just woken up",
    "There is no route when the check begins; six seconds later there is one, and everything works.",
    link=Link(state="no-route", ipv6="none"),
    client_programs=(f"sleep 6; ip route add default via {GATEWAY_V4}; sleep 600",),
    net=Net(status="offline", cause="no_route", ipv6="none"),
    messengers={"*": Messenger.all("flaky", "no_route", by="local")},
    tags=("offline", "trap"),
)
for _action in ("drop", "rst"):
    unproved(
        f"overloaded-box-half-{_action}",
        "A box on the way loses half of all TLS handshakes",
        "Of four first messages of TLS two are cut, whoever is called. Nobody is singled out.",
        rules=(SniBlock(names=("*",), action=_action, share=0.5),),
        net=Net(quality="slow"),
        messengers={"*": Messenger.all("flaky", "overloaded", by="isp-fault")},
        tags=("honest", "trap"),
    )
_FREE = ("web.whatsapp.com", "g.whatsapp.net", *(f"e{n}.whatsapp.net" for n in range(1, 17)))
_STOPPED = F("blocked", "captive_portal")
_FREE_APP = Messenger(media=_STOPPED, calls=_STOPPED, web=_STOPPED, by="isp-fault")
unproved(
    "airline-messages-free",
    "An airline: messages of one app are free, the rest asks to sign in",
    "Plain pages lead to the airline's portal; WhatsApp's chat servers and its page pass, and what the page "
    "loads does not; all other connections are reset.",
    rules=(
        Divert(Match(ports=(53,)), to="resolver"),
        Divert(Match(proto="tcp", ports=(80,), not_groups=_NOT_ISP, not_hosts=_FREE), to="portal"),
        IpBlock(Match(proto="tcp", not_groups=_NOT_ISP, not_hosts=_FREE), action="rst"),
        IpBlock(Match(not_groups=_NOT_ISP, not_hosts=_FREE)),
    ),
    net=dead_net("captive_portal", "captive_portal", isp_dns="ok"),
    messengers={"*": ALL["captive-portal"].messengers["*"], "whatsapp": _FREE_APP},
    tags=("portal", "trap"),
)
_SOCIAL = ("m:whatsapp", "meta")
unproved(
    "roaming-social-pass",
    "A pass for social networks alone",
    "Abroad with a pass for Meta's apps: their servers pass, and every other packet vanishes. Names are answered.",
    rules=(IpBlock(Match(not_groups=(*_NOT_ISP, *_SOCIAL))),),
    net=_LIST_NET,
    messengers={
        "*": _LIST_ONLY,
        **dict.fromkeys(("whatsapp", "facebook_messenger", "instagram_dm"), UNTOUCHED),
    },
    tags=("whitelist", "trap"),
)
_KASHMIR = ("www.microsoft.com", "*.wikipedia.org", "mail.google.com", "*.npci.org.in", "*.irctc.co.in")
unproved(
    "kashmir-2g-list",
    "A slow mobile line on which only a list of sites opens",
    "Kashmir, January 2020: 2G, and a list of sites with no messenger on it; some stand abroad (Microsoft, "
    "Wikipedia). Every other packet vanishes. Names are answered.",
    link=Link(access_ms=150, kbit=128, queue_bytes=32 * 1024),
    rules=(IpBlock(Match(not_groups=_NOT_ISP, not_hosts=_KASHMIR)),),
    net=replace(_LIST_NET, quality="slow"),
    messengers={"*": _LIST_ONLY},
    tags=("whitelist", "narrow", "trap"),
)
unproved(
    "ir-only-names-pass",
    "Only lookups are answered",
    "Iran, January 2026: the provider's resolver answers for any name. Every other packet vanishes, at home too.",
    rules=(_DROP_ALL,),
    net=dead_net("offline", "uplink_dead", isp_dns="ok"),
    messengers=ALL["offline-uplink-dead"].messengers,
    tags=("offline", "trap"),
)
unproved(
    "one-neutral-host-down",
    "One of the sites to compare with is down",
    "www.ripe.net answers nobody. Everything else works.",
    faults=(Fault(("www.ripe.net",), "blackhole"),),
    messengers={"*": UNTOUCHED},
    tags=("honest", "trap"),
)
variant(
    ALL["nat64-gateway-down"],
    name="ipv4-gone",
    title="A line on which IPv4 is dead",
    description="Both families are set up, and every packet over IPv4 vanishes, as where the gateway of a DS-Lite "
    "line is down. What has IPv6 works.",
    link=Link(),
    rules=(IpBlock(Match(ip_version=4, not_groups=_NOT_ISP)),),
    net=Net(ipv4="broken"),
)
