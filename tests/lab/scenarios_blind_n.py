"""Networks written without sight of the judge: innocent causes, and real filters with an innocent one beside them.

What is said of products and providers is from memory and not opened: no truth rests on it.
"""

import shlex
import sys
from typing import Any

from lab.scenario import (
    Detour,
    F,
    Fault,
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
)
from lab.scenarios_base import SG_NAMES, UNTOUCHED, blocked, outage, unproved, unproved_censored

_FINE = {"*": UNTOUCHED}
_DOWN: dict[str, Any] = {"by": "provider"}

# ---- the line --------------------------------------------------------------------------------------------------------

# Providers put offers of their own in the place of plain pages now and then (memory: the press on several).
unproved(
    "provider-puts-offers-before-plain-pages",
    "The provider puts an offer of its own in the place of every second plain page",
    "Of plain requests, whoever is asked, one of two is answered by a page on which a new plan is sold; who asks again "
    "gets what was asked for. Nothing over TLS is touched, and everything works.",
    link=Link(access_ms=12, world_ms=40, ipv6="none"),
    rules=(
        HttpBlock(
            Match(not_groups=("isp",)),
            names=("*",),
            action="page",
            page=Page(200, '<html><title>A new plan for you</title><a href="/">Go on to your page</a></html>'),
            share=0.5,
        ),
    ),
    net=Net(ipv6="none"),
    messengers=_FINE,
    tags=("blind", "http", "portal", "honest", "trap"),
)
# DS-Lite (RFC 6333): IPv4 goes through a tunnel to a gateway of the provider's, which may stand far away.
_FAR_GATEWAY = Detour(Match(ip_version=4), ms=220)
unproved(
    "ipv4-by-way-of-a-far-gateway",
    "IPv4 goes through a gateway far away, and IPv6 the short way",
    "Packets over IPv4 take 220 ms longer on each way, to everybody; nothing is lost. What has IPv6 is quick, and "
    "everything works.",
    link=Link(access_ms=6),
    rules=(_FAR_GATEWAY,),
    net=Net(quality="slow"),
    messengers=_FINE,
    hypotheses={"network": ("far_line", "works")},
    tags=("blind", "honest", "trap"),
)
# Quarrels about peering and routes that were announced wrongly have cut single networks off from 1.1.1.1 and 8.8.8.8.
unproved(
    "no-way-to-any-public-resolver",
    "Every public resolver is out of reach, and the provider's own is in order",
    "Routes to the networks of the public resolvers are broken: no packet to any of them arrives, plain or encrypted. "
    "The provider's resolver tells the truth about all names, and everything works.",
    link=Link(access_ms=10, world_ms=35, ipv6="none"),
    rules=(IpBlock(Match(groups=("doh",))),),
    net=Net(public_dns="blocked", doh="blocked", ipv6="none"),
    messengers=_FINE,
    tags=("blind", "dns", "honest", "trap"),
)
# 6 September 2025: cables in the Red Sea, and the lines of Pakistan, India and the Emirates (memory: the press).
_HOME_PK = ("www.dawn.com", "www.daraz.pk", "www.geo.tv", "www.ptcl.com.pk")
_ABROAD = Match(not_groups=("isp",), not_hosts=_HOME_PK)
_CABLES_CUT = (Detour(_ABROAD, ms=120), Loss(_ABROAD, up=0.06, down=0.06))
unproved(
    "red-sea-cables-september-2025",
    "Cables are cut: everybody abroad is far and loses 6 % on each way, sites at home are quick",
    "What is left of the ways abroad is long and full, whoever is called there: 120 ms more on each way, and 6 % of "
    "packets lost. At home nothing is lost. Everything works with patience, and nobody is singled out.",
    link=Link(access_ms=10, world_ms=70, ru_ms=90, ipv6="none"),
    rules=_CABLES_CUT,
    net=Net(ipv6="none", quality="slow"),
    messengers=_FINE,
    country="PK",
    hypotheses={"network": ("lossy_line", "far_line", "works")},
    tags=("blind", "loss", "honest", "trap"),
)
unproved(
    "train-between-two-masts",
    "A train's wireless network: 1.5 Mbit/s for all, uneven, lossy, and gone between two masts",
    "Up to 90 ms more for each packet, 4 % of round trips lost, and from the fourth second to the middle of the sixth "
    "nothing passes. Everything works with patience.",
    link=Link(access_ms=25, jitter_ms=90, loss=0.04, kbit=1500, queue_bytes=96 * 1024, gap=(4.0, 5.5), ipv6="none"),
    net=Net(ipv6="none", quality="slow"),
    messengers=_FINE,
    tags=("blind", "loss", "narrow", "honest", "trap"),
)

# ---- this computer ---------------------------------------------------------------------------------------------------

# Programs for containers and test networks take ranges that somebody typed without looking whose they are.
_HERE = F("blocked", "local_firewall")
unproved(
    "own-test-network-over-metas-addresses",
    "A test network on this computer has Meta's addresses, and nobody lives there",
    "An adapter of a program for containers holds 157.240.0.1/16: whatever is to go to these addresses stays here, and "
    "the computer says after some seconds that nobody is there. The line is open, and phones do not come by here; "
    "their door at Amazon answers. IPv4 alone.",
    link=Link(ipv6="none"),
    client_setup=(
        "ip link add lab0 type veth peer name lab1",
        "ip link set lab0 up",
        "ip link set lab1 up",
        "ip addr add 157.240.0.1/16 dev lab0",
    ),
    net=Net(ipv6="none"),
    messengers={
        "whatsapp": Messenger(media=_HERE, calls=_HERE, web=_HERE, by="local"),
        **dict.fromkeys(("facebook_messenger", "instagram_dm"), Messenger.all("blocked", "local_firewall", by="local")),
    },
    tags=("blind", "own", "whatsapp", "trap"),
)
# Programs for parents set themselves as the system's proxy and refuse by name (memory: makers' manuals).
_GUARD_PORT = 8899
_GUARD = f"""
import socket, threading
REFUSED = ("whatsapp.com", "whatsapp.net", "wa.me")
def pump(source, sink):
    try:
        while said := source.recv(65536):
            sink.sendall(said)
        sink.shutdown(socket.SHUT_WR)
    except OSError:
        pass
def serve(caller):
    head = b""
    while b"\\r\\n\\r\\n" not in head:
        more = caller.recv(4096)
        if not more:
            return caller.close()
        head += more
    method, target = head.split(b" ")[:2]
    plain = method != b"CONNECT"
    where = target.decode().split("/")[2] if plain else target.decode()
    host, _, port = where.rpartition(":") if ":" in where else (where, "", "80")
    host = host.strip("[]")
    if any(host == name or host.endswith("." + name) for name in REFUSED):
        caller.sendall(b"HTTP/1.1 403 Forbidden\\r\\nServer: FamilyGuard\\r\\nContent-Length: 0\\r\\n"
                       b"Connection: close\\r\\n\\r\\n")
        return caller.close()
    try:
        there = socket.create_connection((host, int(port)), 10)
    except OSError:
        caller.sendall(b"HTTP/1.1 502 Bad Gateway\\r\\nContent-Length: 0\\r\\nConnection: close\\r\\n\\r\\n")
        return caller.close()
    there.settimeout(None)
    if plain:
        there.sendall(head)
    else:
        caller.sendall(b"HTTP/1.1 200 Connection established\\r\\n\\r\\n")
    threading.Thread(target=pump, args=(caller, there), daemon=True).start()
    pump(there, caller)
with socket.create_server(("127.0.0.1", {_GUARD_PORT})) as door:
    while True:
        threading.Thread(target=serve, args=(door.accept()[0],), daemon=True).start()
"""
_REFUSED = F("blocked", "own_filter")
unproved(
    "parental-proxy-here-refuses-whatsapp",
    "A program for parents is this computer's proxy, and refuses whoever names WhatsApp",
    "The settings lead to a port of this computer, where a program passes everything on but connections to WhatsApp's "
    "names, which it answers by 403. Browsers and desktop apps follow the settings. The line is open, and phones do "
    "not come by here.",
    client_env=(
        ("http_proxy", f"http://127.0.0.1:{_GUARD_PORT}"),
        ("https_proxy", f"http://127.0.0.1:{_GUARD_PORT}"),
    ),
    client_programs=("exec " + " ".join(map(shlex.quote, (sys.executable, "-I", "-c", _GUARD))),),
    net=Net(proxy=True),
    messengers={"whatsapp": Messenger(media=_REFUSED, web=_REFUSED, by="local")},
    tags=("blind", "proxy", "own", "whatsapp", "trap"),
)

# ---- the service's own trouble ---------------------------------------------------------------------------------------

# 12 June 2025: Google's cloud, and whoever stands there (memory: its report, the press). 503 everywhere is assumed.
_SNAPCHAT = ("www.snapchat.com", "web.snapchat.com", "aws.duplex.snapchat.com", "api.snapchat.com")
unproved(
    "google-cloud-june-2025",
    "Google's cloud answers 503 in the place of its customers: Snapchat, Google Chat, and where Discord's files go",
    "Genuine certificates and 503 to everything from Snapchat, from Google's Meet and Chat, from Discord's store for "
    "what is sent, and from one neutral site. Discord's messages and what was sent before are in order, and so is "
    "Google's search.",
    faults=(
        Fault(_SNAPCHAT, "http-503"),
        Fault(("meet.google.com", "workspace.turns.goog", "storage.googleapis.com"), "http-503"),
        Fault(("discord-attachments-uploads-prd.storage.googleapis.com", "www.mozilla.org"), "http-503"),
    ),
    messengers={
        **dict.fromkeys(("snapchat", "google_meet_chat"), outage("provider_503")),
        "discord": Messenger.some("media", "partial", "provider_503", **_DOWN),
    },
    tags=("blind", "outage", "others", "trap"),
)
# 8 June 2021: Fastly answered 503 for an hour (memory: its blog).
unproved(
    "fastly-june-2021",
    "Fastly answers 503 in the place of its customers, two neutral sites; no messenger stands there",
    "Genuine certificates and 503 to everything from python.org and the BBC. All others are in order.",
    faults=(Fault(("www.python.org", "www.bbc.com"), "http-503"),),
    messengers=_FINE,
    tags=("blind", "outage", "honest", "trap"),
)
unproved(
    "discords-gateway-503",
    "Discord's gateway answers 503; its page, its interface and its files are in order",
    "gateway.discord.gg shows a genuine certificate and answers 503 to everything, for the whole world: the app opens, "
    "shows what it knows, and says 'connecting'.",
    faults=(Fault(("gateway.discord.gg",), "http-503"),),
    messengers={"discord": Messenger.some("chat calls web", "outage", "provider_503", **_DOWN)},
    tags=("blind", "outage", "others"),
)
unproved(
    "discord-reports-an-incident-and-works",
    "Discord's status page reports an outage, and here everything of it works",
    "An incident in another part of the world, or one that has just ended. Page, gateway, files and voice answer.",
    faults=(Fault(("discordstatus.com",), "admits"),),
    messengers={"discord": UNTOUCHED},
    tags=("blind", "outage", "others", "honest", "trap"),
)
unproved(
    "line-sign-in-503",
    "LINE's page and sign-in answer 503; its messages and pictures are in order",
    "line.me and access.line.me show genuine certificates and answer 503 to everything. Who is signed in notices "
    "nothing.",
    link=Link(world_ms=130),
    faults=(Fault(("access.line.me",), "http-503"),),
    messengers={"line": Messenger(web=F("outage", "provider_503"), **_DOWN)},
    tags=("blind", "outage", "others", "trap"),
)
unproved(
    "one-of-facebooks-two-sockets-503",
    "One of the two sockets of Facebook's page answers 503, the other is in order",
    "gateway.facebook.com shows a genuine certificate and answers 503 to everything; edge-chat.facebook.com and the "
    "socket for encrypted chats answer. The page turns to what works, after a moment.",
    faults=(Fault(("gateway.facebook.com",), "http-503"),),
    messengers={
        "facebook_messenger": Messenger(web=F("partial", "provider_503"), **_DOWN),
        "instagram_dm": UNTOUCHED,
    },
    tags=("blind", "outage", "others", "trap"),
)
unproved(
    "telegrams-pages-503",
    "Telegram's pages answer 503; its apps and the sockets of the web version are in order",
    "telegram.org, t.me and web.telegram.org show genuine certificates and answer 503 to everything, for the whole "
    "world. Apps need none of them.",
    faults=(Fault(("web.telegram.org",), "http-503"),),
    messengers={"telegram": Messenger.some("web", "outage", "provider_503", **_DOWN)},
    tags=("blind", "outage", "telegram"),
)

# ---- a filter or an outage, and something innocent beside it ---------------------------------------------------------

unproved_censored(
    "ipv4-by-a-far-gateway-and-whatsapps-phones-reset",
    "IPv4 goes through a gateway far away, and what WhatsApp's phones say first is reset",
    "Packets over IPv4 take 220 ms longer on each way, to everybody. The greeting of WhatsApp's phones draws a forged "
    "RST over both IP versions and on every port; its web version is TLS and passes.",
    link=Link(access_ms=6),
    rules=(PayloadBlock(Match(proto="tcp"), kind="wa-noise", action="rst"), _FAR_GATEWAY),
    net=Net(quality="slow"),
    messengers={"whatsapp": Messenger.some("chat calls", "blocked", "protocol_dpi")},
    hypotheses={"network": ("far_line", "works")},
    tags=("blind", "dpi", "whatsapp", "trap"),
)
unproved_censored(
    "cables-cut-and-signal-silenced",
    "Cables are cut, everybody abroad is far and lossy, and Signal's names get no answer",
    "As red-sea-cables-september-2025; besides, a ClientHello with a Signal name is silenced, whoever is called.",
    link=Link(access_ms=10, world_ms=70, ru_ms=90, ipv6="none"),
    rules=(SniBlock(names=SG_NAMES, action="drop"), *_CABLES_CUT),
    net=Net(ipv6="none", quality="slow"),
    messengers={"signal": blocked("tls_sni_drop")},
    country="PK",
    tags=("blind", "loss", "tls", "signal", "trap"),
)
unproved(
    "ipv6-dead-and-signals-messages-503",
    "IPv6 is dead here, and Signal's message servers answer 503 to the whole world",
    "Packets over IPv6 vanish behind the gateway, and systems turn to IPv4. There Signal's message servers show the "
    "genuine certificate and answer 503 to everything. Photos and relays answer.",
    link=Link(ipv6="broken"),
    faults=(Fault(("chat.signal.org", "grpc.chat.signal.org"), "http-503"),),
    net=Net(ipv6="broken"),
    messengers={
        "signal": Messenger.some("chat calls", "outage", "provider_503", media=F("partial", "provider_503"), **_DOWN)
    },
    hypotheses={"network": ("one_family_gone",)},
    tags=("blind", "outage", "signal", "trap"),
)
unproved_censored(
    "ipv6-only-and-signal-reset",
    "A mobile line with IPv6 alone, on which Signal's names are reset",
    "Servers without IPv6 are reached by translation, by name. A ClientHello with a Signal name draws a forged RST; "
    "WhatsApp, and Telegram at its IPv6 addresses, pass.",
    link=Link(access_ms=25, jitter_ms=10, ipv4="none"),
    rules=(SniBlock(names=SG_NAMES, action="rst"),),
    net=Net(ipv4="none"),
    messengers={"signal": blocked("tls_sni_rst")},
    tags=("blind", "tls", "signal", "trap"),
)
