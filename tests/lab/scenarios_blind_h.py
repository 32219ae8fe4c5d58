"""Networks written without sight of the judge: innocent causes, and what works in spite of a filter.

What is said of products and providers is from memory and not opened: no truth rests on it.
"""

from __future__ import annotations

from typing import Any

from lab.catalog import VPN_SERVER_V4
from lab.scenario import Divert, DnsLie, F, Fault, IpBlock, Link, Match, Messenger, Net, SizeBlock, Vpn
from lab.scenarios_base import SG_NAMES, TG_NAMES, UNTOUCHED, WA_NAMES, outage, unproved, unproved_censored
from lab.scenarios_blind_d import _AT_HOME, _odd_resolver

_FINE = {"*": UNTOUCHED}

# ---- names -----------------------------------------------------------------------------------------------------------

# The mirror of np-forged-a-true-aaaa: a list was made for AAAA alone (assumed). Apps try both families (RFC 8305).
unproved_censored(
    "resolver-forges-aaaa-alone",
    "The resolver gives false IPv6 addresses and true IPv4 ones",
    "Asked for AAAA of names of WhatsApp, Telegram or Signal, the provider's resolver answers ::1, where this computer "
    "refuses at once; asked for A, it tells the truth. Apps turn to IPv4 within a moment.",
    dns_lies=(DnsLie((*WA_NAMES, *TG_NAMES, *SG_NAMES), "::1", qtype="AAAA"),),
    net=Net(isp_dns="tampered"),
    messengers=_FINE,
    tags=("blind", "dns", "honest", "trap"),
)
# People write true addresses into the hosts file where resolvers lie.
unproved_censored(
    "hosts-file-leads-around-the-lie",
    "The provider's resolver denies WhatsApp, and the hosts file of this computer holds its true addresses",
    "NXDOMAIN for WhatsApp's names at the provider; programs that ask the system get the true addresses from the file "
    "first, for page, scripts, files, phones and calls, and all of it works.",
    hosts_file=(
        "157.240.205.60 web.whatsapp.com www.whatsapp.com whatsapp.com whatsapp.net wa.me",
        "157.240.205.54 v.whatsapp.net graph.whatsapp.com",
        "157.240.205.53 static.whatsapp.net",
        "157.240.205.52 mmg.whatsapp.net media.whatsapp.net pps.whatsapp.net mmg-fna.whatsapp.net",
        "157.240.205.61 g.whatsapp.net g-fallback.whatsapp.net",
        "157.240.205.64 stun.whatsapp.net",
        *(f"3.33.221.48 e{n}.whatsapp.net" for n in range(1, 17)),
    ),
    dns_lies=(DnsLie(WA_NAMES, "NXDOMAIN"),),
    net=Net(isp_dns="tampered"),
    messengers=_FINE,
    tags=("blind", "dns", "own", "honest", "trap"),
)
# Response rate limiting with "slip" (BIND), and old boxes, answer over UDP that the answer is too long: ask over TCP.
unproved(
    "home-resolver-answers-over-tcp-alone",
    "The resolver at home says over UDP that every answer is too long, and gives it over TCP",
    "A small box whose UDP answers are always truncated and empty. Systems ask again over TCP, as they must, get the "
    "truth, and everything works.",
    nameservers=(_AT_HOME,),
    client_setup=(f"ip addr add {_AT_HOME}/32 dev lo",),
    client_programs=(_odd_resolver("tcp"),),
    messengers=_FINE,
    tags=("blind", "dns", "honest", "trap"),
)
unproved(
    "own-stub-resolver-not-running",
    "This computer asks itself for names, and the program that should answer does not run",
    "resolv.conf names 127.0.0.53, where nobody listens: every lookup is refused at once. The line and the provider's "
    "resolver are in order. Telegram's apps ask for no name.",
    nameservers=("127.0.0.53",),
    net=Net(status="dns_broken", cause="resolver_dead", isp_dns="dead"),
    messengers={
        "*": Messenger.all("blocked", "resolver_dead+local_firewall", by="local"),
        "telegram": Messenger(web=F("blocked", "resolver_dead+local_firewall"), by="local"),
    },
    tags=("blind", "dns", "own", "trap"),
)
# Providers with boxes of their own for large services give these private addresses; "smart DNS" does the like. The
# computer's own translation stands for the box here, which passes everything on.
_BOXES = (
    ("web.whatsapp.com", "10.64.7.60", "157.240.205.60"),
    ("static.whatsapp.net", "10.64.7.53", "157.240.205.53"),
    ("mmg.whatsapp.net", "10.64.7.52", "157.240.205.52"),
)
unproved(
    "private-addresses-that-pass-everything-on",
    "Names of WhatsApp lead to private addresses, and WhatsApp itself answers there",
    "Boxes of the provider's at 10.64.7.52, .53 and .60 hand every connection on to WhatsApp, untouched: the "
    "certificates are WhatsApp's own, and pages, scripts and files are quick. The phones' names are told as anywhere.",
    client_setup=(
        "nft add table ip boxes",
        "nft 'add chain ip boxes out { type nat hook output priority -100; }'",
        *(f"nft add rule ip boxes out ip daddr {box} dnat to {there}" for _, box, there in _BOXES),
    ),
    dns_lies=tuple(DnsLie((name,), box) for name, box, _ in _BOXES),
    messengers=_FINE,
    tags=("blind", "dns", "honest", "trap"),
)

# ---- the line --------------------------------------------------------------------------------------------------------

unproved(
    "guest-wireless-without-icmp",
    "A guests' network drops all ICMP, over both IP versions",
    "No ping is answered and no router says anything. TCP and UDP pass as ever, and everything works.",
    rules=(IpBlock(Match(proto="icmp"), action="drop"),),
    messengers=_FINE,
    tags=("blind", "honest", "trap"),
)
# Lists against "telemetry" hold the pages by which systems look for portals.
unproved(
    "checks-for-portals-dropped",
    "A gateway drops every page by which systems look for a portal, and nothing else",
    "No packet to the hosts of Google's, Apple's, Microsoft's, Firefox's, Huawei's and the Linux systems' checks "
    "arrives. Systems say 'no internet', and everything works.",
    rules=(
        IpBlock(
            Match(
                hosts=(
                    *("connectivitycheck.gstatic.com", "www.msftconnecttest.com", "captive.apple.com"),
                    *("detectportal.firefox.com", "nmcheck.gnome.org", "neverssl.com", "connect.rom.miui.com"),
                )
            ),
            action="drop",
        ),
    ),
    messengers=_FINE,
    tags=("blind", "portal", "honest", "trap"),
)
unproved(
    "packets-of-576-bytes",
    "An old modem's settings: this computer sends and takes packets of 576 bytes at most",
    "The computer tells its peers so when it connects, and no packet is too large anywhere: a ClientHello takes four "
    "packets, and everything works. IPv4 alone.",
    link=Link(access_ms=10, ipv6="none"),
    client_setup=("ip link set eth0 mtu 576",),
    net=Net(ipv6="none"),
    messengers=_FINE,
    tags=("blind", "honest", "trap"),
)
_OVER = Messenger.all("flaky", "captive_portal", by="local")
unproved(
    "hotel-minutes-run-out",
    "The paid minutes of a hotel's network end while it is used",
    "The first connections pass as they should. From then on plain pages lead to the portal, other new TCP "
    "connections are reset, and UDP but for lookups vanishes: whoever pays again goes on.",
    link=Link(ipv6="none"),
    rules=(
        Divert(Match(proto="tcp", ports=(80,), not_groups=("isp",)), to="portal", skip_first=2),
        IpBlock(Match(proto="tcp", not_ports=(80,), not_groups=("isp",)), action="rst", skip_first=24),
        IpBlock(Match(proto="udp", not_groups=("isp",)), action="drop", skip_first=8),
    ),
    net=Net(status="half_portal", cause="captive_portal", ipv6="none"),
    messengers={"*": _OVER},
    tags=("blind", "portal", "trap"),
)
_UPLOAD = (
    "while :; do head -c 20000000 /dev/zero | curl -s -m 60 -o /dev/null -H 'Expect:' -T - "
    "http://content.cdn.viber.com/backup || sleep 1; done"
)
unproved(
    "backup-fills-the-way-up",
    "A backup on this computer fills a narrow way up",
    "1 Mbit/s each way and a queue of 128 KB (one second) that four uploads keep half full and more. What is asked "
    "waits there, what comes back does not. Everything works, late.",
    link=Link(access_ms=10, kbit=1024, queue_bytes=128 * 1024, ipv6="none"),
    client_programs=(_UPLOAD,) * 4,
    net=Net(ipv6="none", quality="slow"),
    messengers=_FINE,
    tags=("blind", "narrow", "honest", "trap"),
)
unproved(
    "crowded-wireless-quarter-second",
    "A crowded wireless network: packets are up to a quarter of a second late, and one of twenty is lost",
    "Each packet for itself, so that they overtake one another; 1 % arrives twice. Everything works with some "
    "patience, and nobody is singled out.",
    link=Link(access_ms=8, jitter_ms=250, loss=0.05, duplicates=0.01),
    net=Net(quality="slow"),
    messengers=_FINE,
    tags=("blind", "honest", "trap"),
)
_LOST = {"by": "local"}
unproved(
    "vpn-whose-packets-are-too-large",
    "A VPN is up, and its large packets are lost on the way to its server",
    "The tunnel takes packets of 1,420 bytes, the way to its server no more than 1,300, and nobody is told: it "
    "connects, names resolve, small greetings pass, and certificates arrive from nobody.",
    vpn=Vpn(server=VPN_SERVER_V4, dresses=("wireguard",)),
    rules=(SizeBlock(Match(hosts=(VPN_SERVER_V4,)), max_bytes=1300),),
    net=Net(status="path_broken", cause="mtu_blackhole", vpn=True),
    messengers={
        "*": Messenger.all("blocked", "mtu_blackhole", **_LOST),
        "whatsapp": Messenger.some("media web", "blocked", "mtu_blackhole", **_LOST),
        "telegram": Messenger(media=F("flaky", "mtu_blackhole"), web=F("blocked", "mtu_blackhole"), by="local"),
        "signal": Messenger.some("chat media calls", "blocked", "mtu_blackhole", **_LOST),
    },
    tags=("blind", "vpn", "trap"),
)

# ---- the service's own trouble ---------------------------------------------------------------------------------------

_DOWN: dict[str, Any] = {"by": "provider"}
# 16 April 2025: a registrar put the domain zoom.us on hold for two hours (memory: Zoom's status page, the press).
unproved(
    "zoom-name-on-hold",
    "Zoom's domain is on hold at its registry: no resolver in the world knows it",
    "NXDOMAIN for zoom.us and all below it, whoever is asked. Its servers answer as ever at their addresses, and its "
    "status page has another domain.",
    dns_lies=(DnsLie(("*.zoom.us",), "NXDOMAIN", ("*",)),),
    messengers={"zoom": outage("provider_dns")},
    tags=("blind", "outage", "dns", "others", "trap"),
)
# 29 October 2025: Azure's front door, and Teams and the sign-in behind it (memory: the press).
unproved(
    "teams-front-door-october-2025",
    "Microsoft's front door answers 503 in the place of Teams and of the sign-in; Slack is in order",
    "Genuine certificates, and 503 to everything, from Teams' page and the sign-in for companies, for the whole world.",
    faults=(Fault(("teams.microsoft.com", "login.microsoftonline.com"), "http-503"),),
    messengers={"teams": outage("provider_503"), "slack": UNTOUCHED},
    tags=("blind", "outage", "others", "trap"),
)
# 3 July 2019: pictures of WhatsApp, Facebook and Instagram did not load, words passed (memory: the press).
unproved(
    "meta-pictures-down-july-2019",
    "Meta's servers for files answer 503, those for messages and pages are in order",
    "mmg.whatsapp.net, fbcdn.net and cdninstagram.com show genuine certificates and answer 503 to everything. "
    "Scripts, pages and phones are in order.",
    faults=(Fault(("mmg.whatsapp.net", "scontent.xx.fbcdn.net", "scontent.cdninstagram.com"), "http-503"),),
    messengers={
        name: Messenger.some("media", "outage", "provider_503", **_DOWN)
        for name in ("whatsapp", "facebook_messenger", "instagram_dm")
    },
    tags=("blind", "outage", "whatsapp", "trap"),
)
unproved(
    "telegram-sockets-503",
    "Telegram's web version opens, and the servers of its sockets answer 503",
    "pluto, venus, aurora, vesta and flora.web.telegram.org show genuine certificates and answer 503 to everything. "
    "Its page and its apps are in order: the web version goes on saying 'connecting'.",
    faults=(Fault(tuple(f"{n}.web.telegram.org" for n in ("pluto", "venus", "aurora", "vesta", "flora")), "http-503"),),
    messengers={"telegram": Messenger.some("web", "outage", "provider_503", **_DOWN)},
    tags=("blind", "outage", "telegram", "trap"),
)
# 20 October 2025: a region of Amazon's, and Signal, Slack and Wire with it (memory: Signal's own word, the press).
unproved(
    "amazon-region-october-2025",
    "A region of Amazon's answers 503: Signal's messages, Slack, Wire, and two neutral sites",
    "Genuine certificates and 503 to everything from Signal's message servers, its status page, Slack, Wire and "
    "Amazon's own site. Signal's photos, WhatsApp's phones at Amazon and all others are in order.",
    faults=(
        Fault(("chat.signal.org", "grpc.chat.signal.org", "status.signal.org"), "http-503"),
        Fault(("slack.com", "prod-nginz-https.wire.com", "aws.amazon.com", "neverssl.com"), "http-503"),
    ),
    messengers={
        "signal": Messenger.some("chat calls", "outage", "provider_503", media=F("partial", "provider_503"), **_DOWN),
        **dict.fromkeys(("slack", "wire"), outage("provider_503")),
    },
    tags=("blind", "outage", "signal", "trap"),
)
unproved(
    "discord-one-address-of-each-dead",
    "One of three addresses of Discord's page and one of two of its gateway answer nobody",
    "The others answer. Apps try the next address, and are in after some seconds; files and voice are in order.",
    faults=(
        Fault(("discord.com",), "blackhole", portion=0.34),
        Fault(("gateway.discord.gg",), "blackhole", portion=0.5),
    ),
    messengers={"discord": Messenger.some("chat web", "partial", "provider_blackhole", **_DOWN)},
    tags=("blind", "outage", "others", "trap"),
)
