"""Scenarios about names: what resolvers say, and who is asked."""

from __future__ import annotations

from dataclasses import replace

from lab.catalog import ISP_BLOCKPAGE, ISP_RESOLVER
from lab.scenario import Divert, DnsLie, F, IpBlock, Match, Messenger, Net
from lab.scenarios_base import (
    SG_NAMES,
    TG_NAMES,
    UNTOUCHED,
    WA_DNS_NXDOMAIN,
    WA_NAMES,
    blocked,
    censored,
    composed,
    network,
    seen,
)

_WA_ASKED = ("dns.isp.*whatsapp*", "dnstcp.isp.*whatsapp*")

censored(
    "whatsapp-dns-refused",
    "WhatsApp's names refused by the provider's resolver",
    "The provider's resolver answers REFUSED for WhatsApp's names. Other resolvers and WhatsApp's addresses work.",
    dns_lies=(DnsLie(WA_NAMES, "REFUSED"),),
    net=Net(isp_dns="tampered"),
    messengers={"whatsapp": blocked("dns_refused")},
    expect={**seen(_WA_ASKED, "refused"), "sys.*whatsapp*": "again", "byname.*.wa*": "noname:again"},
    tags=("dns", "whatsapp"),
)
censored(
    "whatsapp-dns-timeout",
    "No answer for WhatsApp's names",
    "The provider's resolver is silent when asked for WhatsApp's names and answers everything else.",
    dns_lies=(DnsLie(WA_NAMES, "TIMEOUT"),),
    net=Net(isp_dns="tampered"),
    messengers={"whatsapp": blocked("dns_timeout")},
    expect={
        "dns.isp.*whatsapp*": "timeout:udp",
        "dnstcp.isp.*whatsapp*": "timeout:app",
        "sys.*whatsapp*": "again",
        "byname.*.wa*": "noname:again",
    },
    tags=("dns", "whatsapp"),
)
censored(
    "whatsapp-dns-blockpage",
    "WhatsApp's names lead to the provider's block page",
    "The provider's resolver answers the address of its block page, which serves plain HTTP, and HTTPS with a "
    "certificate of its own.",
    dns_lies=(DnsLie(WA_NAMES, ISP_BLOCKPAGE),),
    net=Net(isp_dns="tampered"),
    messengers={"whatsapp": blocked("dns_blockpage")},
    expect={
        **seen((*_WA_ASKED, "sys.*whatsapp*"), f"other:{ISP_BLOCKPAGE}"),
        "byname.https.wa*": "badcert:Hostname mismatch*",
        "byname.http.wa*": "200:*",
    },
    tags=("dns", "whatsapp"),
)
# Calls go through relays that the server tells by address, Cloudflare's (CallRoutingControllerV2.java).
_SIGNAL_WITHOUT_NAMES = Messenger.some("media web", "blocked", "dns_nxdomain")
censored(
    "signal-dns-nxdomain",
    "Signal's names removed by the provider's resolver",
    "The provider's resolver answers NXDOMAIN for Signal's names; other resolvers and the addresses work. The app "
    "asks Cloudflare and has addresses built in (libsignal b056faa, dns.rs): messages pass, files do not.",
    dns_lies=(DnsLie(SG_NAMES, "NXDOMAIN"),),
    net=Net(isp_dns="tampered"),
    messengers={"signal": _SIGNAL_WITHOUT_NAMES},
    expect={
        **seen(("dns.isp.*signal*", "dnstcp.isp.*signal*"), "nxdomain"),
        "sys.*signal*": "noname",
        "byname.*.sg*": "noname:noname",
    },
    tags=("dns", "signal"),
)
censored(
    "telegram-dns-nxdomain",
    "Telegram's names removed by the provider's resolver",
    "The apps connect to built-in addresses and go on working; only the web version needs the names.",
    dns_lies=(DnsLie(TG_NAMES, "NXDOMAIN"),),
    net=Net(isp_dns="tampered"),
    messengers={"telegram": Messenger(web=F("blocked", "dns_nxdomain"))},
    expect={
        **seen(("dns.isp.*telegram*", "dnstcp.isp.*telegram*"), "nxdomain"),
        "sys.*telegram*": "noname",
        "byname.*.tg*": "noname:noname",
    },
    tags=("dns", "telegram", "trap"),
)
network(
    "dns-search-page",
    "The resolver has a page for every missing name",
    "The provider's resolver answers names that do not exist with the address of its search page. No existing "
    "name is touched.",
    dns_lies=(DnsLie(("*",), ISP_BLOCKPAGE, only_nonexistent=True),),
    net=Net(isp_dns="tampered"),
    messengers={"*": UNTOUCHED},
    expect={"dns.isp.no-such-host": f"ok:{ISP_BLOCKPAGE}"},
    tags=("dns", "trap"),
)
_NO_RESOLVER_KNOWS_WHATSAPP = replace(
    WA_DNS_NXDOMAIN,
    expect={
        **seen(("dns.*whatsapp*", "dns6.*whatsapp*", "dnstcp.*whatsapp*"), "nxdomain"),
        "sys.*whatsapp*": "noname",
        "byname.*.wa*": "noname:noname",
    },
)
DNS_DIVERTED = network(
    "dns-diverted",
    "All plain DNS ends at the provider's resolver",
    "Port 53 to any server is answered by the provider's honest resolver. Encrypted DNS is what it claims to be.",
    rules=(Divert(Match(ports=(53,)), to="resolver"),),
    net=Net(public_dns="tampered"),
    messengers={"*": UNTOUCHED},
    expect={
        "chaos.*": "ok:ns1.isp.example.ru",
        "whoresolves.*": "ok:178.66.0.54",
        "escape.host-53": "ok",
    },
    tags=("dns", "trap"),
)
composed(
    "dns-diverted-nxdomain",
    "All plain DNS ends at a resolver without WhatsApp",
    DNS_DIVERTED,
    _NO_RESOLVER_KNOWS_WHATSAPP,
    description="Port 53 to any server is answered by the provider's resolver, which does not know WhatsApp's "
    "names. Only encrypted DNS tells the truth.",
    tags=("dns", "whatsapp"),
)
network(
    "first-nameserver-dead",
    "The first of two nameservers is dead",
    "The system waits five seconds for the first nameserver that it was given before it asks the second, which is "
    "the provider's and answers. Everything works, late.",
    first_nameservers=("10.99.0.1",),
    messengers={"*": UNTOUCHED},
    tags=("dns", "honest", "trap"),
)
DOH_BLOCKED = censored(
    "doh-blocked",
    "Encrypted DNS is blocked, nothing else",
    "TCP to public resolvers vanishes; plain DNS over UDP to them and the provider's own resolver are honest.",
    rules=(IpBlock(Match(groups=("doh",), proto="tcp"), action="drop"),),
    net=Net(doh="blocked"),
    messengers={"*": UNTOUCHED},
    expect={
        **seen(("doh.*", "dot.*", "tcp.cf-1111-443"), "timeout:tcp"),
        **seen(("dnstcp.google.*",), "timeout:tcp||timeout:app"),
    },
    tags=("dns", "trap"),
)
composed(
    "whatsapp-dns-no-witness",
    "WhatsApp's names are gone and no other resolver can be asked",
    DNS_DIVERTED,
    replace(
        DOH_BLOCKED,
        expect={key: value for key, value in DOH_BLOCKED.expect.items() if not key.startswith("dnstcp")},
    ),
    _NO_RESOLVER_KNOWS_WHATSAPP,
    description="Port 53 ends at the provider's resolver, which does not know WhatsApp's names, and encrypted "
    "DNS is dropped. WhatsApp's addresses answer.",
    tags=("dns", "whatsapp"),
)

# `search home.example` and a wildcard in one's own domain, whose server has IPv6. Apps ask for both families at once
# and get the whole name's IPv4 addresses; who asks for IPv6 alone gets the wildcard's for each name that has none
# (glibc, res_query.c: the search goes on where a name has no record of the type).
network(
    "search-domain-answers-for-ipv6",
    "A search domain with a wildcard has IPv6, and many names have none",
    "The system appends home.example to names that it does not find, and every name there has an IPv6 address, "
    "where nobody is. Everything works: programs ask for both families at once, and whole names are found.",
    nameservers=(f"{ISP_RESOLVER}\nsearch home.example",),
    dns_lies=(DnsLie(("*.home.example",), "2001:db8:77::80", qtype="AAAA"),),
    messengers={"*": UNTOUCHED},
    tags=("dns", "own", "honest", "trap"),
)

censored(
    "signal-dns-nxdomain-doh-blocked",
    "Signal's names removed by the provider's resolver, and no other resolver can be asked",
    "The provider's resolver answers NXDOMAIN for Signal's names, and resolvers over HTTPS are dropped. The app "
    "goes on to its built-in addresses: messages pass.",
    rules=(IpBlock(Match(groups=("doh",)), action="drop"),),
    dns_lies=(DnsLie(SG_NAMES, "NXDOMAIN"),),
    net=Net(isp_dns="tampered", public_dns="blocked", doh="blocked"),
    messengers={"signal": _SIGNAL_WITHOUT_NAMES},
    tags=("dns", "signal"),
)
