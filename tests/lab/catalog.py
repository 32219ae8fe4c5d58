"""The static picture of the simulated internet: who owns which addresses.

Everything the world serves is derived from :data:`HOSTS`.  Names and address
ranges follow the real internet (so a checker with built-in knowledge of, say,
Telegram's data centres or Meta's ranges works unmodified); the single
addresses inside those ranges are plausible but need not be current.

A host may have several *sites* (points of presence).  Each public resolver
has a ``view`` number and answers with the site of that number, the way CDNs
give different resolvers different, equally legitimate, addresses.  A checker
that treats "resolvers disagree" as "DNS is tampered with" is wrong, and the
lab's clean scenario shows it.
"""

# ruff: noqa: E501  (tables)

from __future__ import annotations

import ipaddress
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

# --------------------------------------------------------------------------
# Fixed addresses of the access network
# --------------------------------------------------------------------------

CLIENT_V4 = "192.168.1.23"
GATEWAY_V4 = "192.168.1.1"
#: A phone that shares its mobile data: who takes this address is behind another line.
PHONE_CLIENT_V4 = "172.20.10.2"
PHONE_GATEWAY_V4 = "172.20.10.1"
LAN_V4 = "192.168.1.0/24"
CLIENT_V6 = "2a02:2168:a07:1::23"
GATEWAY_V6 = "2a02:2168:a07:1::1"
LAN_V6 = "2a02:2168:a07:1::/64"

#: What servers believe the client's address to be (the lab does no real NAT;
#: STUN and "what is my address" services simply report this).
PUBLIC_V4 = "178.66.143.27"

ISP_RESOLVER = "178.66.0.53"
ISP_BLOCKPAGE = "178.66.0.80"
ISP_BLOCKPAGE_NAME = "warning.rt.ru"  # a name block-page fingerprint lists know
ISP_PORTAL = "178.66.0.88"
ISP_PORTAL_NAME = "login.hotspot.example.ru"
ISP_EGRESS_V4 = "178.66.0.99"
ISP_EGRESS_V6 = "2a02:2168:0:1::99"
ISP_SERVICE_V4 = (ISP_RESOLVER, ISP_BLOCKPAGE, ISP_PORTAL, ISP_EGRESS_V4)
ISP_SERVICE_V6 = (ISP_EGRESS_V6,)

#: Routers between the client and the world, as traceroute would show them.
#: (Hop 1 is the gateway itself.)  The censor sits after hop 3.
HOPS_V4 = ("10.77.0.1", "178.66.1.1", "178.66.2.9", "62.115.44.10", "62.115.118.71", "80.239.130.5")
HOPS_V6 = (
    "2a02:2168:0:a::1",
    "2a02:2168:0:b::1",
    "2a02:2168:0:c::1",
    "2001:2034:0:1::a",
    "2001:2034:1:6e::b",
    "2001:2034:0:f::c",
)
CENSOR_HOP = 2  # index into HOPS_*

VPN_CLIENT_V4 = "10.8.0.2"
VPN_GATEWAY_V4 = "10.8.0.1"
VPN_CLIENT_V6 = "2a0d:5600:44::2"
VPN_GATEWAY_V6 = "2a0d:5600:44::1"
VPN_SERVER_V4 = "185.107.56.10"
VPN_PUBLIC_V4 = "185.107.56.77"
#: A relay of Tor that is in its public list, and a bridge that is in none.
TOR_RELAY_V4 = "185.220.101.20"
TOR_BRIDGE_V4 = "193.70.46.180"
TUNNEL_SERVERS_V4 = (VPN_SERVER_V4, TOR_RELAY_V4, TOR_BRIDGE_V4)
VPN_HOPS_V4 = (VPN_GATEWAY_V4, "185.107.56.1", "80.249.209.100")
VPN_HOPS_V6 = (VPN_GATEWAY_V6, "2a0d:5600::1", "2001:7f8:1::a506:100")

# --------------------------------------------------------------------------
# Hosts
# --------------------------------------------------------------------------

Sites = tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Host:
    """A set of names that share addresses, services and a certificate."""

    names: tuple[str, ...]
    v4: Sites
    v6: Sites = ()
    svc: tuple[str, ...] = ("http", "https")
    owner: str = "other"
    messenger: str | None = None
    role: str = "site"
    region: str = "world"
    ca: str = "letsencrypt"
    page: str = "site"
    size: int = 60_000
    cname: str | None = None
    #: For ``page="static"``: (path, file on the host machine) pairs.
    files: tuple[tuple[str, str], ...] = ()

    def addresses(self) -> Iterator[str]:
        """All addresses of the host, of every site, both families."""
        for site in self.v4 + self.v6:
            yield from site


def _one(*addresses: str) -> Sites:
    return (tuple(addresses),)


def _meta4(last: int) -> Sites:
    return tuple((f"{net}.{last}",) for net in ("157.240.205", "157.240.253", "31.13.72", "185.60.218"))


def _meta6(suffix: int) -> Sites:
    return tuple((f"2a03:2880:f{pop}:c8:face:b00c:0:{suffix:x}",) for pop in ("257", "276", "01c", "32c"))


def _each(addresses: str) -> Sites:
    """One site for each address."""
    return tuple((address,) for address in addresses.split())


def _h(names: str, v4: Sites | str, v6: Sites | str = (), **kw: object) -> Host:
    def sites(value: Sites | str) -> Sites:
        if isinstance(value, str):
            return (tuple(value.split()),) if value else ()
        return value

    svc = kw.pop("svc", "http https")
    assert isinstance(svc, str)
    return Host(names=tuple(names.split()), v4=sites(v4), v6=sites(v6), svc=tuple(svc.split()), **kw)  # type: ignore[arg-type]


_WA = {"owner": "meta", "messenger": "whatsapp", "ca": "digicert"}
_FB = {"owner": "meta", "messenger": "facebook_messenger", "ca": "digicert"}
_IG = {"owner": "meta", "messenger": "instagram_dm", "ca": "digicert"}
_TG = {"owner": "telegram", "messenger": "telegram", "ca": "godaddy"}
_SG = {"messenger": "signal", "ca": "signal"}
_RU = {"region": "ru", "ca": "globalsign"}
# MAX stands behind the root of the Russian Ministry of Digital Development: GlobalSign took its certificate back on
# 2026-06-06; MAX told developers of bots to trust that root by 2026-07-19 (K1rL3s/maxo#136, 2026-06-26); *.max.ru was seen
# under it on 2026-10-10, and api2.oneme.ru in open clients that bring the root along (public files on GitHub).
_MAX = {"region": "ru", "ca": "state", "messenger": "max", "owner": "vk"}

# fmt: off
HOSTS: tuple[Host, ...] = (
    # ---- WhatsApp ---------------------------------------------------------
    _h(
        "mmx-ds.cdn.whatsapp.net",
        _meta4(60), _meta6(0x167), svc="http https quic stun", role="web", page="whatsapp-web", size=180_000, **_WA,
    ),
    _h(
        "web.whatsapp.com www.whatsapp.com whatsapp.com whatsapp.net www.whatsapp.net faq.whatsapp.com "
        "blog.whatsapp.com business.whatsapp.com chat.whatsapp.com call.whatsapp.com api.whatsapp.com wa.me "
        "www.wa.me web.whatsapp.net",
        _meta4(60), _meta6(0x167), svc="http https quic stun", role="web", page="whatsapp-web", size=180_000,
        cname="mmx-ds.cdn.whatsapp.net", **_WA,
    ),
    _h(
        "v.whatsapp.net v.whatsapp.com graph.whatsapp.com graph.whatsapp.net crashlogs.whatsapp.net "
        "dit.whatsapp.net",
        _meta4(54), _meta6(0x125), svc="http https quic stun", role="registration", page="whatsapp-api", **_WA,
    ),
    _h(
        "mmg.whatsapp.net mmg-fna.whatsapp.net pps.whatsapp.net media.whatsapp.net "
        "scontent.whatsapp.net *.cdn.whatsapp.net *.fna.whatsapp.net",
        _meta4(52), _meta6(0x183), svc="http https quic stun", role="media", page="cdn", size=400_000, **_WA,
    ),
    _h(
        "static.whatsapp.net",
        _meta4(53), _meta6(0x184), svc="http https quic stun", role="media", page="cdn", size=400_000, **_WA,
    ),
    _h("stun.whatsapp.net", _meta4(64), _meta6(0x169), svc="stun", role="calls", page="api", **_WA),
    _h("chat.cdn.whatsapp.net", _meta4(61), _meta6(0x168), svc="wa stun", role="chat", page="whatsapp-api", **_WA),
    _h(
        "g.whatsapp.net g-fallback.whatsapp.net c.whatsapp.net d.whatsapp.net",
        _meta4(61), _meta6(0x168), svc="wa stun", role="chat", page="whatsapp-api", cname="chat.cdn.whatsapp.net", **_WA,
    ),
    _h(
        " ".join(f"e{n}.whatsapp.net" for n in range(1, 17)),
        "3.33.221.48 3.33.252.61 15.197.206.217 15.197.210.208", svc="wa", owner="amazon", messenger="whatsapp",
        role="chat", ca="digicert", page="whatsapp-api",
    ),
    # ---- other Meta services ----------------------------------------------
    _h(
        "www.facebook.com facebook.com m.facebook.com web.facebook.com fb.com star.c10r.facebook.com "
        "star-mini.c10r.facebook.com www.messenger.com messenger.com m.me",
        _meta4(35), _meta6(0x25de), svc="http https quic", role="web", page="app", size=220_000, **_FB,
    ),
    _h(
        "edge-mqtt.facebook.com mqtt-mini.facebook.com edge-chat.facebook.com edge-chat.messenger.com "
        "b-api.facebook.com b-graph.facebook.com api.facebook.com graph.facebook.com "
        "edge-mqtt.c10r.facebook.com",
        _meta4(15), _meta6(0x8e), svc="http https quic", role="chat", page="api", **_FB,
    ),
    _h("gateway.facebook.com", _meta4(16), _meta6(0x8f), svc="http https quic", role="chat", page="api", **_FB),
    _h("web-chat-e2ee.facebook.com", _meta4(17), _meta6(0x90), svc="http https quic", role="chat", page="api", **_FB),
    _h(
        "scontent.xx.fbcdn.net external.xx.fbcdn.net static.xx.fbcdn.net video.xx.fbcdn.net *.fbcdn.net",
        _meta4(14), _meta6(0x3), svc="http https quic", role="media", page="cdn", size=400_000, **_FB,
    ),
    _h("stun.fbsbx.com edge-stun.facebook.com", _meta4(62), _meta6(0x62), svc="stun", role="calls", page="api", **_FB),
    _h(
        "www.instagram.com instagram.com i.instagram.com b.i.instagram.com graph.instagram.com "
        "edge-chat.instagram.com gateway.instagram.com threads.net www.threads.net www.threads.com",
        _meta4(174), _meta6(0x43fe), svc="http https quic", role="web", page="app", size=240_000, **_IG,
    ),
    _h(
        "scontent.cdninstagram.com static.cdninstagram.com *.cdninstagram.com",
        _meta4(63), _meta6(0x43ff), svc="http https quic", role="media", page="cdn", size=400_000, **_IG,
    ),
    _h(
        "metastatus.com www.metastatus.com",
        _meta4(36), _meta6(0x36), role="status", page="status", owner="meta", ca="digicert",
    ),
    # ---- Telegram ---------------------------------------------------------
    _h(
        "dc1.telegram.invalid",
        "149.154.175.50 149.154.175.51 149.154.175.53 149.154.175.54 149.154.175.55 149.154.175.56 149.154.175.57 149.154.175.58 149.154.175.59",
        "2001:b28:f23d:f001::a 2001:b28:f23d:f001::d", svc="mtproto stun", role="chat", page="telegram-dc", **_TG,
    ),
    _h(
        "dc2.telegram.invalid",
        "149.154.167.50 149.154.167.51 149.154.167.41 149.154.167.35 149.154.167.151 149.154.167.222 149.154.167.223",
        "2001:67c:4e8:f002::a 2001:67c:4e8:f002::b", svc="mtproto stun", role="chat", page="telegram-dc", **_TG,
    ),
    _h(
        "dc3.telegram.invalid",
        "149.154.175.100 149.154.175.101 149.154.175.102 149.154.175.105", "2001:b28:f23d:f003::a", svc="mtproto stun",
        role="chat", page="telegram-dc", **_TG,
    ),
    _h(
        "dc4.telegram.invalid",
        "149.154.167.91 149.154.167.92 149.154.164.250 149.154.165.111 149.154.165.120 149.154.166.120 149.154.166.121",
        "2001:67c:4e8:f004::a 2001:67c:4e8:f004::b", svc="mtproto stun", role="chat", page="telegram-dc", **_TG,
    ),
    _h(
        "dc5.telegram.invalid",
        "91.108.56.130 91.108.56.100 91.108.56.101 91.108.56.116 91.108.56.126 91.108.56.149 91.108.56.180 149.154.171.5",
        "2001:b28:f23f:f005::a", svc="mtproto stun", role="chat", page="telegram-dc", **_TG,
    ),
    _h(
        "dctest.telegram.invalid",
        "149.154.175.10 149.154.175.40 149.154.167.40 149.154.175.117", "2001:b28:f23d:f001::e", svc="mtproto",
        role="chat-test", page="telegram-dc", **_TG,
    ),
    _h(
        "dccdn.telegram.invalid",
        "95.161.76.100 91.105.192.100", "2a0a:f280:203:a:5000:0:0:100", svc="mtproto", role="media",
        page="telegram-dc", **_TG,
    ),
    _h(
        "apv1.stel.com apv2.stel.com apv3.stel.com",
        "149.154.167.99 149.154.167.41 91.108.56.100", svc="", role="config", **_TG,
    ),
    _h(
        "telegram.org www.telegram.org core.telegram.org my.telegram.org translations.telegram.org "
        "instantview.telegram.org promote.telegram.org fragment.com td.telegram.org updates.tdesktop.com "
        "tdesktop.com telegram.me telegram.dog t.me tx.me oauth.telegram.org osx.telegram.org "
        "desktop.telegram.org macos.telegram.org",
        "149.154.167.99", "2001:67c:4e8:f004::9", role="web", page="telegram-site", size=120_000, **_TG,
    ),
    _h(
        "web.telegram.org webk.telegram.org weba.telegram.org webz.telegram.org webappcontent.telegram.org",
        "149.154.167.99", "2001:67c:4e8:f004::9", role="web", page="telegram-web", size=150_000, **_TG,
    ),
    _h(
        "pluto.web.telegram.org zws1.web.telegram.org kws1.web.telegram.org zws1-1.web.telegram.org "
        "kws1-1.web.telegram.org pluto-1.web.telegram.org",
        "149.154.174.100", role="web", page="telegram-ws", **_TG,
    ),
    _h(
        "venus.web.telegram.org zws2.web.telegram.org kws2.web.telegram.org zws2-1.web.telegram.org "
        "kws2-1.web.telegram.org venus-1.web.telegram.org",
        "149.154.167.98", role="web", page="telegram-ws", **_TG,
    ),
    _h(
        "aurora.web.telegram.org zws3.web.telegram.org kws3.web.telegram.org zws3-1.web.telegram.org "
        "kws3-1.web.telegram.org aurora-1.web.telegram.org",
        "149.154.174.101", role="web", page="telegram-ws", **_TG,
    ),
    _h(
        "vesta.web.telegram.org zws4.web.telegram.org kws4.web.telegram.org zws4-1.web.telegram.org "
        "kws4-1.web.telegram.org vesta-1.web.telegram.org",
        "149.154.167.97", role="web", page="telegram-ws", **_TG,
    ),
    _h(
        "flora.web.telegram.org zws5.web.telegram.org kws5.web.telegram.org zws5-1.web.telegram.org "
        "kws5-1.web.telegram.org flora-1.web.telegram.org",
        "149.154.170.100", role="web", page="telegram-ws", **_TG,
    ),
    _h(
        "api.telegram.org",
        "149.154.167.220 149.154.166.110", "2001:67c:4e8:f004::220", role="api", page="telegram-api", **_TG,
    ),
    _h(
        "telegra.ph graph.org te.legra.ph contest.com comments.app quiz.directory tg.dev",
        "149.154.164.13", role="web", page="site", **_TG,
    ),
    _h(
        "cdn1.telegram-cdn.org cdn2.telegram-cdn.org cdn3.telegram-cdn.org cdn4.telegram-cdn.org "
        "cdn5.telegram-cdn.org telegram-cdn.org *.telegram-cdn.org cdn1.cdn-telegram.org cdn4.cdn-telegram.org "
        "cdn-telegram.org *.cdn-telegram.org cdn1.telesco.pe cdn4.telesco.pe cdn5.telesco.pe telesco.pe *.telesco.pe",
        "34.111.35.152", owner="telegram-cdn", messenger="telegram", role="media", ca="godaddy", page="cdn",
        size=400_000,
    ),
    _h(
        "reflector1.telegram.invalid",
        # Of Telegram's list of relays for calls (getReflectorList, copied on 2026-09-01), with their ports over UDP and
        # TCP; TURN on 1400 was seen on hosts of that list on 2026-08-28. 3478 is the lab's own.
        "91.108.9.1 91.108.9.10 91.108.9.37 91.108.13.2 91.108.13.20 91.108.17.5 91.108.17.21",
        svc="stun stun:1400 reflector:599 reflector:598 reflector:597 reflector:596", role="calls", page="api", **_TG,
    ),
    # ---- Signal -----------------------------------------------------------
    _h(
        "chat.signal.org ud-chat.signal.org textsecure-service.whispersystems.org",
        "13.248.212.111 76.223.92.165",
        "2600:9000:a507:ab6d:4ce3:2f58:25d7:9cbf 2600:9000:a61f:527c:d5eb:a431:5239:3232",
        owner="amazon", role="chat", page="signal-chat", **_SG,
    ),
    _h(
        "grpc.chat.signal.org",
        "76.223.66.180 15.197.251.99",
        "2600:9000:a507:ab6d:575d:9d9f:64af:7a5a 2600:9000:a61f:527c:8e4a:4b48:bbfd:c9bb",
        owner="amazon", role="chat", page="signal-grpc", **_SG,
    ),
    _h(
        "storage.signal.org",
        "142.251.143.147", "2a00:1450:400e:80d::2013", owner="google", role="chat", page="signal-api", **_SG,
    ),
    _h(
        "cdn.signal.org",
        (("13.32.99.16",), ("13.32.99.33",), ("13.32.99.72",), ("13.32.99.108",)), owner="amazon", role="media",
        page="cdn", size=300_000, **_SG,
    ),
    _h(
        "cdn2.signal.org cdn3.signal.org",
        "104.18.37.148 172.64.150.108", "2606:4700:4405::6812:2594", owner="cloudflare", role="media", page="cdn",
        size=300_000, **_SG,
    ),
    _h(
        "cdsi.signal.org cdsi.staging.signal.org",
        "40.122.45.194", "2603:1030:7::1", owner="microsoft", role="contacts", page="signal-api", **_SG,
    ),
    _h(
        "svr2.signal.org",
        _each("20.119.62.85 20.236.21.158 20.104.52.125 20.9.45.98 20.66.40.69 20.65.43.198 13.84.216.212"),
        owner="microsoft", role="registration", page="signal-api", **_SG,
    ),
    _h(
        "svrb.signal.org",
        _each("4.151.136.48 20.232.191.209 135.119.74.80 172.200.87.186 20.63.12.55 20.66.41.177 20.114.45.6"),
        owner="microsoft", role="registration", page="signal-api", **_SG,
    ),
    _h(
        "contentproxy.signal.org",
        "104.154.168.175", owner="google", messenger="signal", role="aux", ca="gts", page="signal-api",
    ),
    _h(
        "sfu.voip.signal.org",
        "34.117.136.13", svc="http https stun udp:10000", owner="google", role="calls", page="signal-api", **_SG,
    ),
    _h(
        "turn1.voip.signal.org turn2.voip.signal.org turn3.voip.signal.org turn4.voip.signal.org "
        "turn.voip.signal.org",
        "35.204.131.20 34.90.115.212", svc="stun stun-tcp", owner="google", role="calls", page="api", **_SG,
    ),
    _h(
        "signal.org www.signal.org signal.me signal.group signal.art signal.link signal.tube "
        "support.signal.org whispersystems.org",
        (("18.161.97.10",), ("18.161.97.58",), ("18.161.97.82",), ("18.161.97.121",)), owner="amazon",
        messenger="signal", role="web", ca="amazon", size=70_000,
    ),
    _h(
        "updates.signal.org",
        "104.18.36.61", owner="cloudflare", messenger="signal", role="update", ca="gts", page="signal-updates",
    ),
    # The app takes newer versions of itself from here with its own root alone (signalapp/Signal-Desktop ts/updater/got.ts).
    _h(
        "updates2.signal.org",
        "104.18.36.62 172.64.151.195", owner="cloudflare", role="update", page="signal-updates", **_SG,
    ),
    _h("status.signal.org", "52.215.192.133", owner="amazon", role="status", page="status", ca="amazon"),
    _h("discordstatus.com", "3.162.38.54", owner="amazon", role="status", page="status", ca="amazon"),
    _h("www.zoomstatus.com", "3.162.38.61", owner="amazon", role="status", page="status", ca="amazon"),
    _h("slack-status.com", "3.162.38.77", owner="amazon", role="status", page="slack-status", ca="amazon"),
    # ---- Viber, Discord, others -------------------------------------------
    _h(
        "www.viber.com viber.com account.viber.com download.viber.com help.viber.com secure.viber.com "
        "invite.viber.com update.viber.com",
        "52.0.252.15", messenger="viber", role="web", owner="amazon", ca="amazon",
    ),
    _h(
        "aloha.viber.com",
        "52.0.252.40", svc="http https tls:5242 tls:4244 tcp:5243", messenger="viber", role="chat", owner="amazon",
        ca="amazon", page="api",
    ),
    _h(
        "media.cdn.viber.com dl-media.viber.com share.viber.com share.cdn.viber.com content.cdn.viber.com "
        "media-direct.cdn.viber.com ptt.viber.com pg.cdn.viber.com download.cdn.viber.com",
        "52.0.253.20", messenger="viber", role="media", owner="amazon", ca="amazon", page="cdn", size=300_000,
    ),
    _h(
        "discord.com discordapp.com discord.gg www.discord.com status.discord.com "
        "canary.discord.com ptb.discord.com",
        "162.159.128.233 162.159.135.232 162.159.136.232", svc="http https quic", messenger="discord", role="chat",
        owner="cloudflare", ca="gts", page="discord", size=110_000,
    ),
    _h(
        "gateway.discord.gg gateway-us-east1-b.discord.gg",
        "162.159.130.234 162.159.133.234", messenger="discord", role="chat", owner="cloudflare", ca="gts",
        page="discord-gateway",
    ),
    _h(
        "remote-auth-gateway.discord.gg",
        "162.159.134.234", messenger="discord", role="registration", owner="cloudflare", ca="gts", page="discord-login",
    ),
    _h(
        "updates.discord.com dl.discordapp.net",
        "162.159.137.232", messenger="discord", role="update", owner="cloudflare", ca="gts", page="cdn",
    ),
    _h(
        "discord-attachments-uploads-prd.storage.googleapis.com",
        "142.250.74.123", messenger="discord", role="media", owner="google", ca="gts", page="cdn",
    ),
    _h(
        "cdn.discordapp.com media.discordapp.net images-ext-1.discordapp.net",
        "162.159.129.233 162.159.130.233", messenger="discord", role="media", owner="cloudflare", ca="gts", page="cdn",
        size=300_000,
    ),
    _h(
        "*.discord.media russia.discord.media frankfurt1.discord.media",
        "66.22.243.10", svc="https stun udp:50001 tls:2053 tls:2083 tls:2087 tls:2096 tls:8443", messenger="discord", role="calls", owner="discord", ca="gts",
        page="ws",
    ),
    _h(
        "line.me www.line.me access.line.me liff.line.me",
        "147.92.191.10", messenger="line", role="web", owner="line", ca="digicert",
    ),
    _h(
        "gw.line.naver.jp gd2.line.naver.jp legy-jp.line-apps.com gws.line.naver.jp ga2.line.naver.jp legy.line-apps.com gf.line.naver.jp "
        "gwz.line.naver.jp",
        "147.92.242.65", messenger="line", role="chat", owner="line", ca="digicert", page="api",
    ),
    _h(
        "obs.line-apps.com obs.line-scdn.net desktop.line-scdn.net",
        "147.92.249.2", messenger="line", role="media", owner="line", ca="digicert", page="cdn", size=300_000,
    ),
    _h(
        "www.wechat.com wechat.com web.wechat.com wx.qq.com web.weixin.qq.com weixin.qq.com filehelper.weixin.qq.com "
        "wx2.qq.com",
        "43.159.233.12", messenger="wechat", role="web", owner="tencent", ca="digicert",
    ),
    _h(
        "szshort.weixin.qq.com short.weixin.qq.com extshort.weixin.qq.com hkshort.weixin.qq.com "
        "sgshort.wechat.com",
        "43.130.30.240", messenger="wechat", role="chat", owner="tencent", ca="digicert", page="api",
    ),
    _h(
        "szlong.weixin.qq.com long.weixin.qq.com hklong.weixin.qq.com sglong.wechat.com",
        "43.130.30.241", svc="http https tcp:8080", messenger="wechat", role="chat", owner="tencent", ca="digicert",
        page="api",
    ),
    _h("wx.qlogo.cn", "43.159.233.50", messenger="wechat", role="media", owner="tencent", ca="digicert", page="cdn"),
    _h(
        "multimedia.nt.qq.com.cn",
        "43.159.233.60", messenger="qq", role="media", owner="tencent", ca="digicert", page="cdn", size=300_000,
    ),
    _h(
        "msfwifi.3g.qq.com",
        "43.130.30.250", svc="tcp:8080 tcp:80 tcp:443 tcp:14000", messenger="qq", role="chat", owner="tencent",
    ),
    _h(
        "im.qq.com qq.com www.qq.com",
        "43.159.233.30", messenger="qq", role="web", owner="tencent", ca="digicert",
    ),
    _h(
        "dldir1.qq.com dldir1v6.qq.com qqdl.gtimg.cn",
        "43.152.26.10", messenger="qq", role="update", owner="tencent", ca="digicert", page="cdn",
    ),
    _h(
        "app-pc.kakaocdn.net",
        "211.249.220.20", messenger="kakaotalk", role="update", owner="kakao", ca="digicert", page="cdn",
    ),
    _h(
        "res-zaloapp-aka.zdn.vn",
        "49.213.114.60", messenger="zalo", role="update", owner="zalo", ca="digicert", page="cdn",
    ),
    _h(
        "www.snapchat.com snapchat.com accounts.snapchat.com app.snapchat.com",
        "34.149.46.130", messenger="snapchat", role="web", owner="google", ca="gts", page="app",
    ),
    _h(
        "web.snapchat.com",
        "34.149.46.131", messenger="snapchat", role="chat", owner="google", ca="gts", page="api",
    ),
    _h(
        "aws.duplex.snapchat.com us-east-1.aws.duplex.snapchat.com",
        "34.149.41.80", messenger="snapchat", role="chat", owner="google", ca="gts", page="api",
    ),
    _h(
        "api.snapchat.com gcp.api.snapchat.com us-east1-aws.api.snapchat.com aws.api.snapchat.com "
        "feelinsonice-hrd.appspot.com *.sc-gw.com *.sc-cdn.net",
        "34.149.41.79", messenger="snapchat", role="chat", owner="google", ca="gts", page="api",
    ),
    _h(
        "threema.ch www.threema.ch web.threema.ch threema.com www.threema.com threema.id",
        "185.88.236.110", messenger="threema", role="web", owner="threema",
    ),
    _h(
        "g-00.0.threema.ch g-01.0.threema.ch *.0.threema.ch",
        "185.88.236.112", svc="tcp:5222 tcp:443", messenger="threema", role="chat", owner="threema",
    ),
    _h(
        " ".join(f"mediator-{n:x}.threema.ch rendezvous-{n:x}.threema.ch" for n in range(16)),
        "185.88.236.114", messenger="threema", role="chat", owner="threema", page="ws",
    ),
    _h(
        " ".join(f"blob-mirror-{n:x}.threema.ch" for n in range(16)) + " releases.threema.ch",
        "185.88.236.115", messenger="threema", role="media", owner="threema", page="cdn", size=200_000,
    ),
    _h(
        "stun.threema.ch turn.threema.ch *.sfu.threema.ch",
        "185.88.236.116", svc="https stun stun:443", messenger="threema", role="calls", owner="threema", page="api",
    ),
    _h(
        "api.threema.ch ds-apip.threema.ch ds-apip-work.threema.ch blob-00.threema.ch apip.threema.ch "
        "safe-00.threema.ch safe-7f.threema.ch",
        "185.88.236.113", messenger="threema", role="chat", owner="threema", page="api",
    ),
    _h(
        "app.wire.com wire.com www.wire.com account.wire.com wire-app.wire.com clientblacklist.wire.com",
        "18.185.33.9", messenger="wire", role="web", owner="amazon", ca="digicert",
    ),
    _h(
        "prod-nginz-https.wire.com prod-nginz-ssl.wire.com prod-assets.wire.com",
        "18.185.33.77", messenger="wire", role="chat", owner="amazon", ca="digicert", page="api",
    ),
    _h(
        "matrix.org www.matrix.org vector.im",
        "104.20.20.236 172.66.174.20", messenger="element", role="web", owner="cloudflare", ca="gts", page="matrix-site",
    ),
    _h(
        "matrix-client.matrix.org matrix-federation.matrix.org",
        "104.20.21.236", messenger="element", role="chat", owner="cloudflare", ca="gts", page="matrix",
    ),
    _h(
        "app.element.io element.io www.element.io call.element.io packages.element.io account.matrix.org "
        "scalar.vector.im",
        "104.26.1.99", messenger="element", role="web", owner="cloudflare", ca="gts",
    ),
    _h(
        "turn.matrix.org",
        "185.66.140.10", svc="https stun", messenger="element", role="calls", owner="matrix", page="api",
    ),
    _h(
        "getsession.org www.getsession.org app.getsession.org",
        "172.67.38.44", messenger="session", role="web", owner="cloudflare", ca="gts",
    ),
    _h(
        "seed1.getsession.org seed2.getsession.org seed3.getsession.org",
        "144.76.164.202", svc="https:4443", messenger="session", role="chat", owner="hetzner",
        page="session-seed", ca="pinned",
    ),
    _h(
        "filev2.getsession.org open.getsession.org networkv1.getsession.org",
        "144.76.164.203", svc="http https https:4443", messenger="session", role="chat", owner="hetzner",
        page="session-seed",
    ),
    _h(
        "freyr.getsession.org angus.getsession.org hereford.getsession.org holstein.getsession.org brahman.getsession.org",
        "144.76.164.210", svc="stun", messenger="session", role="calls", owner="hetzner", page="api",
    ),
    _h(
        "zoom.us www.zoom.us app.zoom.us us02web.zoom.us us05web.zoom.us cdn.zoom.us",
        "170.114.52.2", svc="http https stun stun:3479 tcp:8801 tcp:8802", messenger="zoom", role="web", owner="zoom", ca="digicert",
    ),
    _h(
        "teams.microsoft.com teams.live.com teams.cloud.microsoft config.teams.microsoft.com "
        "statics.teams.cdn.office.net",
        "52.123.129.14", messenger="teams", role="web", owner="microsoft", ca="microsoft",
    ),
    _h(
        "skype.com www.skype.com web.skype.com login.skype.com api.skype.com",
        "52.174.193.75", messenger="skype", role="chat", owner="microsoft", ca="microsoft",
    ),
    _h(
        "worldaz.tr.teams.microsoft.com world.tr.teams.microsoft.com",
        "52.114.124.1", svc="https stun stun:3479 stun:3480 stun:3481", messenger="teams", role="calls", owner="microsoft", ca="microsoft",
        page="api",
    ),
    _h("login.microsoftonline.com login.live.com", "20.190.181.1", owner="microsoft", ca="microsoft", page="site"),
    _h(
        "meet.google.com chat.google.com messages.google.com hangouts.google.com duo.google.com stream.meet.google.com "
        "apis.google.com meetings.googleapis.com hangouts.googleapis.com meetings.clients6.google.com "
        "clients2.google.com clients4.google.com clients6.google.com",
        "142.250.74.78", "2a00:1450:400f:803::200e", svc="http https quic", messenger="google_meet_chat", role="web",
        owner="google", ca="gts",
    ),
    _h(
        "stun.l.google.com stun1.l.google.com stun2.l.google.com stun3.l.google.com stun4.l.google.com",
        (("74.125.250.129",), ("142.250.21.127",), ("172.217.213.127",), ("74.125.250.129",)),
        "2a00:1450:4010:c0b::7f", svc="stun", owner="google", role="stun", page="api",
    ),
    _h(
        "workspace.turns.goog meet.turns.goog",
        "142.250.82.249", "2001:4860:4864:6::81", svc="https stun stun:19305", messenger="google_meet_chat",
        role="calls", owner="google", ca="gts", page="api",
    ),
    _h(
        "firebaseremoteconfig.googleapis.com firestore.googleapis.com firebaseinstallations.googleapis.com "
        "oauth2.googleapis.com www.googleapis.com storage.googleapis.com",
        "142.250.74.106", "2a00:1450:400f:803::200a", svc="http https quic", owner="google", ca="gts", page="api",
    ),
    _h(
        "client.wns.windows.com *.notify.windows.com",
        "40.115.3.253", svc="https", owner="microsoft", role="push", ca="microsoft", page="api",
    ),
    _h(
        "mtalk.google.com mtalk4.google.com mtalk-staging.google.com alt1-mtalk.google.com alt2-mtalk.google.com alt3-mtalk.google.com "
        "android.clients.google.com fcm.googleapis.com",
        "64.233.161.188", "2a00:1450:4010:c0e::bc", svc="https tls:5228 tls:5229 tls:5230", owner="google",
        role="push", ca="gts", page="api",
    ),
    _h(
        "courier.push.apple.com " + " ".join(f"{n}-courier.push.apple.com" for n in range(1, 51))
        + " init.push.apple.com init-p01st.push.apple.com api.push.apple.com",
        "17.57.146.20", svc="http https tls:5223 tls:2197", owner="apple", messenger="imessage_facetime", role="push",
        ca="apple", page="api",
    ),
    _h(
        "gateway.icloud.com init.ess.apple.com identity.ess.apple.com profile.ess.apple.com identity.apple.com "
        "gsa.apple.com",
        "17.248.247.65", messenger="imessage_facetime", role="chat", owner="apple", ca="apple", page="api",
    ),
    _h(
        "www.icloud.com icloud.com setup.icloud.com",
        "17.253.144.10", messenger="imessage_facetime", role="web", owner="apple", ca="apple",
    ),
    _h("imo.im www.imo.im web.imo.im static-web.imoim.net", "5.150.156.20", messenger="imo", role="web", owner="imo"),
    _h(
        "chat.zalo.me zalo.me id.zalo.me wpa.chat.zalo.me tt-chat1-wpa.chat.zalo.me tt-chat2-wpa.chat.zalo.me "
        "tt-chat3-wpa.chat.zalo.me tt-chat4-wpa.chat.zalo.me",
        "49.213.114.20", messenger="zalo", role="web", owner="zalo", ca="digicert",
    ),
    _h(
        " ".join(f"ws{n}-msg.chat.zalo.me" for n in range(1, 13)),
        "49.213.114.24", messenger="zalo", role="chat", owner="zalo", ca="digicert", page="ws",
    ),
    _h(
        "botim.me www.botim.me web.botim.me",
        "104.18.20.30", messenger="botim", role="web", owner="cloudflare", ca="gts",
    ),
    _h(
        "www.kakao.com kakao.com accounts.kakao.com",
        "211.249.221.105", messenger="kakaotalk", role="web", owner="kakao", ca="digicert",
    ),
    _h(
        "ticket-loco.kakao.com booking-loco.kakao.com katalk.kakao.com",
        "211.183.211.14", svc="https tcp:5228 tcp:995", messenger="kakaotalk", role="chat", owner="kakao",
        ca="digicert", page="api",
    ),
    _h(
        "slack.com app.slack.com www.slack.com wss-primary.slack.com wss-backup.slack.com edgeapi.slack.com "
        "wss-mobile.slack.com",
        "3.68.124.168 3.125.255.20", messenger="slack", role="chat", owner="amazon", ca="amazon", page="slack",
    ),
    _h(
        "files.slack.com slack-imgs.com slack-files.com downloads.slack-edge.com a.slack-edge.com",
        "18.66.112.40", messenger="slack", role="media", owner="amazon", ca="amazon", page="cdn", size=200_000,
    ),
    _h(
        "meet.jit.si jitsi.org www.jitsi.org",
        "15.237.33.80", svc="http https stun", messenger="jitsi", role="web", owner="amazon",
    ),
    _h(
        "conversations.im account.conversations.im",
        "78.47.177.120", svc="http https tcp:5222 tls:5223", messenger="xmpp", role="chat", owner="hetzner",
    ),
    _h(
        "simplex.chat", "172.104.255.10", messenger="simplex", role="web", owner="linode",
    ),
    _h(
        " ".join(f"smp{n}.simplex.im" for n in range(4, 20)),
        "172.104.255.14", svc="http https tls:5223", messenger="simplex", role="chat", owner="linode", ca="pinned",
    ),
    _h(
        " ".join(f"smp{n}.simplexonflux.com xftp{n}.simplexonflux.com" for n in range(1, 7)),
        "5.161.250.77", svc="https tls:5223", messenger="simplex", role="chat", owner="hetzner", page="api",
        ca="pinned",
    ),
    _h(
        " ".join(f"xftp{n}.simplex.im" for n in range(1, 7)),
        "172.104.255.24", svc="https", messenger="simplex", role="media", owner="linode", page="api", ca="pinned",
    ),
    _h(
        "stun.simplex.im turn.simplex.im",
        "172.104.255.20", svc="https stun stun:443", messenger="simplex", role="calls", owner="linode", page="api",
    ),
    _h(
        "nine.testrun.org mail.nine.testrun.org",
        "128.140.126.197", svc="http https imaps smtps imap smtp", messenger="deltachat", role="chat", owner="hetzner",
    ),
    # A mail domain whose servers are elsewhere, one of them at a name that nobody would guess.
    _h(
        "letters.example autoconfig.letters.example", "94.130.17.150",
        svc="http https", messenger="deltachat", role="web", owner="hetzner", page="autoconfig",
    ),
    _h("imap.letters.example", "94.130.17.151", svc="imaps imap", messenger="deltachat", role="chat", owner="hetzner"),
    _h("smtp.letters.example", "94.130.17.152", svc="smtps smtp", messenger="deltachat", role="chat", owner="hetzner"),
    _h("mx7.post-host.example", "94.130.17.153", svc="imaps smtp", messenger="deltachat", role="chat", owner="hetzner"),
    # Neutral mail servers: whether a port is closed for all shows at two operators.
    _h("imap.gmail.com", "142.250.102.108", svc="imaps", owner="google", role="mail", ca="gts"),
    _h("smtp.gmail.com", "142.250.102.109", svc="smtps", owner="google", role="mail", ca="gts"),
    _h("outlook.office365.com", "52.98.151.66", svc="imaps", owner="microsoft", role="mail", ca="microsoft"),
    _h("smtp.mail.yahoo.com", "87.248.97.36", svc="smtps", owner="yahoo", role="mail", ca="digicert"),
    _h(
        "delta.chat i.delta.chat chatmail.at download.delta.chat",
        "162.55.211.115", messenger="deltachat", role="web", owner="hetzner",
    ),
    # ---- messengers without or with own servers, Iranian and Turkish ones ----
    _h(
        "releases.mattermost.com mattermost.com community.mattermost.com",
        "3.5.140.20", messenger="mattermost", role="web", owner="amazon", ca="amazon", page="mattermost",
    ),
    _h(
        "rocket.chat open.rocket.chat",
        "104.18.8.15", messenger="rocketchat", role="web", owner="cloudflare", ca="gts", page="rocketchat",
    ),
    _h(
        "config.jami.net ns.jami.net dl.jami.net jami.net",
        "15.235.16.80", svc="http https", messenger="jami", role="registration", owner="ovh", page="jami",
    ),
    _h(
        "dhtproxy.jami.net bootstrap.jami.net",
        "15.235.16.81", svc=" ".join(f"http:{n}" for n in range(80, 96)) + " udp:4222", messenger="jami", role="chat",
        owner="ovh", page="jami",
    ),
    _h("turn.jami.net", "15.235.16.82", svc="stun stun-tcp", messenger="jami", role="calls", owner="ovh", page="api"),
    _h("node1.hyperdht.org", "88.99.3.86", svc="udp:49737", messenger="keet", role="chat", owner="hetzner"),
    _h("node2.hyperdht.org", "142.93.90.113", svc="udp:49737", messenger="keet", role="chat", owner="digitalocean"),
    _h("node3.hyperdht.org", "138.68.147.8", svc="udp:49737", messenger="keet", role="chat", owner="digitalocean"),
    _h("static.keet.io keet.io", "104.21.60.88", messenger="keet", role="web", owner="cloudflare", ca="gts", page="cdn"),
    _h("bip.com www.bip.com web.bip.com", "212.253.113.10", messenger="bip", role="web", owner="turkcell"),
    _h("pweb.bip.com pa1.bip.com", "212.253.113.12", messenger="bip", role="chat", owner="turkcell", page="ws"),
    _h(
        "tims.turkcell.com.tr voip02.bip.com",
        "212.253.113.20", svc="tcp:5222 https stun", messenger="bip", role="chat", owner="turkcell", page="api",
    ),
    _h("rubika.ir web.rubika.ir", "185.143.233.120", messenger="rubika", role="web", owner="arvan"),
    _h(
        "getdcmess.iranlms.ir",
        "185.215.228.10", messenger="rubika", role="chat", owner="rubika", page="rubika",
    ),
    _h(
        " ".join(f"messengerg2c{n}.iranlms.ir nsocket{n}.iranlms.ir" for n in range(1, 100)),
        "185.215.228.24", messenger="rubika", role="chat", owner="rubika", page="api",
    ),
    _h("eitaa.com web.eitaa.com www.eitaa.com", "185.60.139.10", messenger="eitaa", role="web", owner="eitaa"),
    _h(
        # The lists of open clients on GitHub, read 2026-11-25. Not every name is there in both domains.
        "hasan.eitaa.ir bagher.eitaa.ir sajad.eitaa.ir sadegh.eitaa.ir kazem.eitaa.ir armita.eitaa.ir majid.eitaa.ir hosna.eitaa.ir "
        "mostafa.eitaa.ir alireza.eitaa.ir armita.eitaa.com majid.eitaa.com hosna.eitaa.com mostafa.eitaa.com alireza.eitaa.com "
        "mahdi.eitaa.com",
        "185.60.139.20", messenger="eitaa", role="chat", owner="eitaa", page="api",
    ),
    _h("web.bale.ai ble.ir web.ble.ir bale.ai", "2.189.68.10", messenger="bale", role="web", owner="bale"),
    _h(
        "next-ws.bale.ai maviz-ws.bale.ai tapi.bale.ai",
        "2.189.68.20", messenger="bale", role="chat", owner="bale", page="ws",
    ),
    _h("splus.ir web.splus.ir", "185.166.104.10", messenger="soroush", role="web", owner="soroush"),
    _h("im-server.splus.ir", "185.166.104.20", messenger="soroush", role="chat", owner="soroush", page="ws"),
    # ---- STUN servers used as controls ------------------------------------------
    # Over TCP as well: pradt2/always-online-stun@00013ba valid_hosts_tcp.txt. On 443: Nextcloud's alone.
    _h("stun.voipgate.com", "185.125.180.70", svc="stun stun-tcp:3478", role="stun", page="api"),
    _h("stun.telnyx.com", "192.76.120.66", svc="stun stun-tcp:3478", role="stun", page="api"),
    _h(
        "stun.nextcloud.com", "159.69.191.124", svc="stun stun:443 stun-tcp:3478 stun-tcp:443", owner="hetzner",
        role="stun", page="api",
    ),
    _h("stun.m-online.net", "212.18.0.14", svc="stun", role="stun", page="api"),
    _h("stun.hot-chilli.net", "49.12.125.53", svc="stun", role="stun", page="api"),
    _h("stun.uls.co.za", "154.73.34.8", svc="stun", role="stun", page="api"),
    _h("stun.epygi.com", "192.172.233.145", svc="stun", role="stun", page="api"),
    _h("stun.mixvoip.com", "85.93.219.114", svc="stun stun-tcp:3478", role="stun", page="api"),
    _h("stun.fitauto.ru", "195.208.107.138", svc="stun", role="stun", page="api", **_RU),
    # ---- Russian services --------------------------------------------------
    _h(
        "max.ru www.max.ru web.max.ru download.max.ru st.max.ru link.max.ru",
        "155.212.204.143", role="web", size=90_000, **_MAX,
    ),
    _h(
        "api.oneme.ru api2.oneme.ru ws-api.oneme.ru platform-api.max.ru api.max.ru botapi.max.ru i.oneme.ru i.max.ru "
        "iu.oneme.ru",
        "155.212.204.77", svc="http https", role="chat", page="ws", **_MAX,
    ),
    _h(
        "calls.okcdn.ru videowebrtc.okcdn.ru *.okcdn.ru",
        "155.212.205.66", svc="http https stun udp:23456 udp:23432", messenger="max", role="calls", owner="vk", page="api", **_RU,
    ),
    _h(
        "vk.com www.vk.com m.vk.com vk.ru m.vk.ru vk.me id.vk.com id.vk.ru login.vk.com login.vk.ru web.vk.me "
        "dev.vk.com oauth.vk.com upload.object2.vk-apps.com",
        "87.240.132.72 87.240.132.67 87.240.129.133 93.186.225.194", "2a00:bdc0:2007:2::1", messenger="vk_messenger", role="web",
        owner="vk", size=130_000, **_RU,
    ),
    _h(
        "api.vk.com api.vk.ru im.vk.com queuev4.vk.com api.vk.me",
        "87.240.137.130", messenger="vk_messenger", role="chat", owner="vk", page="api", **_RU,
    ),
    _h(
        "sun9-1.userapi.com userapi.com *.userapi.com",
        "95.142.206.1", messenger="vk_messenger", role="media", owner="vk", page="cdn", size=300_000, **_RU,
    ),
    _h(
        "ok.ru www.ok.ru m.ok.ru api.ok.ru",
        "217.20.147.1 5.61.23.11", messenger="odnoklassniki", role="web", owner="vk", **_RU,
    ),
    _h(
        "mail.ru www.mail.ru e.mail.ru agent.mail.ru icq.com",
        "217.69.139.200 94.100.180.200", "2a00:1148:db00:0:b0b0::1", owner="vk", **_RU,
    ),
    _h(
        "ya.ru www.ya.ru",
        "77.88.44.242 77.88.55.242 5.255.255.242", "2a02:6b8::2:242", owner="yandex", size=40_000, **_RU,
    ),
    _h(
        "yandex.ru www.yandex.ru yandex.com mc.yandex.ru passport.yandex.ru messenger.yandex.ru dzen.ru "
        "telemost.yandex.ru",
        "77.88.55.88 5.255.255.77", "2a02:6b8:a::a", owner="yandex", size=120_000, **_RU,
    ),
    _h(
        "gosuslugi.ru www.gosuslugi.ru lk.gosuslugi.ru esia.gosuslugi.ru",
        "213.59.254.7 213.59.253.7", owner="rostelecom", size=80_000, **_RU,
    ),
    _h("rutube.ru www.rutube.ru", "178.248.233.148", owner="ddosguard", **_RU),
    _h("2gis.ru www.2gis.ru", "91.236.51.43", owner="2gis", **_RU),
    _h("www.sberbank.ru sberbank.ru online.sberbank.ru", "84.252.149.206", owner="sber", **_RU),
    _h(
        "www.tbank.ru tbank.ru www.ozon.ru ozon.ru www.wildberries.ru wildberries.ru www.avito.ru avito.ru",
        "185.73.193.68", owner="ru-commerce", **_RU,
    ),
    _h("lenta.ru ria.ru www.rbc.ru rbc.ru habr.com", "81.19.72.33", owner="ru-media", **_RU),
    _h("www.rt.ru rt.ru www.mts.ru mts.ru", "188.254.32.40", owner="rostelecom", **_RU),
    # ---- control sites -----------------------------------------------------
    _h(
        "example.com www.example.com",
        "23.215.0.136 23.220.75.232", "2600:1406:3a00:21::173e:2e65", owner="akamai", ca="digicert", page="example",
        size=1256,
    ),
    _h(
        "example.org www.example.org example.net www.example.net",
        "23.215.0.132 96.7.128.186", "2600:1408:ec00:36::1736:7f24", owner="akamai", ca="digicert", page="example",
        size=1256,
    ),
    # An alias of cdn.cloudflare.net (seen 2026-09-22); the address is assumed.
    _h("www.iana.org iana.org", "104.18.27.120 104.18.26.120", owner="cloudflare", ca="gts"),
    # ubuntu.com: looked up 2026-03-27 (a public repository); www.ripe.net: its answer to whois; cdnjs: OONI, 2026-08-15; python.org:
    # public repositories of 2026; home.cern: CERN's own 188.184.0.0/15, the single address is assumed.
    _h("ubuntu.com www.ubuntu.com", "185.125.190.20 185.125.190.21 185.125.190.29", "2620:2d:4000:1::28", owner="canonical", size=150_000),
    _h("www.ripe.net ripe.net", "193.0.11.51", "2001:67c:2e8:25::c100:b33", owner="ripe", ca="digicert", size=80_000),
    _h("cdnjs.cloudflare.com", "104.17.24.14 104.17.25.14", svc="http https quic", owner="cloudflare", ca="gts", page="cdn", size=87_533),
    _h(
        "www.python.org python.org", "151.101.0.223 151.101.64.223 151.101.128.223 151.101.192.223", "2a04:4e42::223",
        owner="fastly", ca="globalsign", size=52_000,
    ),
    _h("home.cern home.web.cern.ch", "188.184.77.250", owner="cern", size=60_000),
    # Sites at home in other countries: in ranges of those countries, the single addresses are assumed.
    _h("www.digikala.com", "185.188.104.10", owner="digikala"),
    _h("www.aparat.com", "185.147.178.11", owner="aparat"),
    _h("www.varzesh3.com", "193.34.245.10", owner="varzesh3"),
    _h("www.irancell.ir", "92.42.51.10", owner="irancell"),
    _h("www.baidu.com", "220.181.111.1", owner="baidu", ca="globalsign"),
    _h("www.taobao.com", "106.11.41.10", owner="alibaba", ca="globalsign"),
    _h("www.sina.com.cn", "123.126.45.68", owner="sina", ca="globalsign"),
    _h("www.qq.com", "123.150.76.218", owner="tencent", ca="digicert"),
    _h("www.hurriyet.com.tr", "85.111.30.10", owner="hurriyet"),
    _h("www.trendyol.com", "31.145.10.10", owner="trendyol"),
    _h("www.turkcell.com.tr", "86.108.235.10", owner="turkcell"),
    _h("www.turkiye.gov.tr", "94.55.118.33", owner="turksat"),
    _h("www.dawn.com", "203.135.30.10", owner="dawn"),
    _h("www.daraz.pk", "203.124.40.10", owner="daraz"),
    _h("www.geo.tv", "203.130.20.10", owner="geo"),
    _h("www.ptcl.com.pk", "203.99.163.10", owner="ptcl"),
    _h("www.mmbusinesstoday.com", "103.105.172.10", owner="mm-media"),
    _h("www.kbzbank.com", "103.25.240.10", owner="kbz"),
    _h("www.mpt.com.mm", "203.81.64.10", owner="mpt"),
    _h("www.ooredoo.com.mm", "103.215.192.10", owner="ooredoo-mm"),
    _h("turkmenportal.com", "95.85.96.10", owner="tm-portal"),
    _h("orient.tm", "95.85.97.10", owner="tm-orient"),
    _h("www.turkmenistan.gov.tm", "217.174.238.10", owner="tm-state"),
    _h("www.telecom.tm", "217.174.225.10", owner="tm-telecom"),
    _h("www.onliner.by", "178.124.129.12", owner="onliner"),
    _h("belta.by", "86.57.250.10", owner="belta"),
    _h("www.kufar.by", "93.125.30.10", owner="kufar"),
    _h("belarusbank.by", "93.84.120.10", owner="belarusbank"),
    _h("www.nur.kz", "92.46.60.10", owner="nur"),
    _h("kaspi.kz", "194.187.247.10", owner="kaspi"),
    _h("www.kt.kz", "185.22.64.10", owner="kt"),
    _h("egov.kz", "195.12.113.10", owner="egov-kz"),
    _h(
        "first.mirrors.example.net second.mirrors.example.net changed.mirrors.example.net endless.mirrors.example.net "
        "empty.mirrors.example.net",
        "185.232.71.60", owner="hosting", ca="letsencrypt", page="mirror",
    ),
    _h(
        "www.wikipedia.org wikipedia.org en.wikipedia.org ru.wikipedia.org en.m.wikipedia.org wikimedia.org "
        "upload.wikimedia.org",
        (("185.15.59.224",), ("185.15.59.224",), ("185.15.58.224",), ("208.80.154.224",)),
        (("2a02:ec80:300:ed1a::1",), ("2a02:ec80:300:ed1a::1",), ("2a02:ec80:600:ed1a::1",), ("2620:0:861:ed1a::1",)),
        owner="wikimedia", size=90_000,
    ),
    _h(
        "www.google.com google.com www.google.ru google.ru accounts.google.com play.google.com "
        "mail.google.com",
        (("142.250.74.36",), ("142.250.150.106",), ("172.217.21.164",), ("216.58.207.196",)),
        (("2a00:1450:400f:803::2004",), ("2a00:1450:4010:c1c::6a",), ("2a00:1450:400f:80c::2004",), ("2a00:1450:400f:80d::2004",)),
        svc="http https quic", owner="google", ca="gts", page="google", size=55_000,
    ),
    _h(
        "www.youtube.com youtube.com m.youtube.com youtubei.googleapis.com",
        (("142.250.74.46",), ("142.250.150.91",), ("172.217.21.174",), ("216.58.207.238",)), svc="http https quic",
        owner="google", ca="gts", size=600_000,
    ),
    _h(
        "connectivitycheck.gstatic.com www.gstatic.com clients3.google.com clients1.google.com "
        "connectivitycheck.android.com play.googleapis.com ssl.gstatic.com fonts.gstatic.com "
        "fonts.googleapis.com",
        "142.250.74.99", "2a00:1450:400f:803::2003", svc="http https quic", owner="google", role="captive-check",
        ca="gts", page="gstatic",
    ),
    _h(
        "www.cloudflare.com cloudflare.com blog.cloudflare.com cp.cloudflare.com speed.cloudflare.com "
        "captive.cloudflare.com",
        "104.16.124.96 104.16.123.96", "2606:4700::6810:7c60 2606:4700::6810:7b60", svc="http https quic",
        owner="cloudflare", ca="gts", page="cloudflare", size=130_000,
    ),
    _h(
        "stun.cloudflare.com turn.cloudflare.com",
        "141.101.90.0", "2a06:98c1:3200::", svc="stun stun-tcp:80 stun-tcp:3478 stun-tls:443", owner="cloudflare", role="stun",
        page="api",
    ),
    _h(
        "www.msftconnecttest.com ipv6.msftconnecttest.com www.msftncsi.com",
        "13.107.4.52", "2620:1ec:c::52", owner="microsoft", role="captive-check", ca="microsoft",
        page="msft-connecttest",
    ),
    _h("dns.msftncsi.com", "131.107.255.255", "fd3e:4f5a:5b81::1", svc="", owner="microsoft", role="dns-only"),
    _h(
        "captive.apple.com www.apple.com apple.com",
        "17.253.57.203", "2a01:b740:a41:805::4", owner="apple", role="captive-check", ca="apple", page="apple-captive",
    ),
    _h(
        "detectportal.firefox.com",
        "34.107.221.82", "2600:1901:0:38d7::", owner="google", role="captive-check", page="firefox-portal",
    ),
    _h(
        "nmcheck.gnome.org network-test.debian.org connectivity-check.ubuntu.com ping.archlinux.org "
        "conncheck.opensuse.org fedoraproject.org",
        "185.125.190.17 185.125.190.48 91.189.91.48", "2620:2d:4000:1::17", owner="canonical", role="captive-check", page="linux-check",
    ),
    _h("neverssl.com httpforever.com www.neverssl.com", "34.223.124.45", svc="http", owner="amazon", page="plain-http"),
    _h(
        "connect.rom.miui.com connectivitycheck.platform.hicloud.com",
        "159.138.80.10", owner="huawei", role="captive-check", page="gstatic",
    ),
    _h(
        "www.microsoft.com microsoft.com www.bing.com",
        "23.45.229.117", svc="http https", owner="akamai", ca="microsoft", size=90_000,
    ),
    _h(
        "github.com www.github.com api.github.com raw.githubusercontent.com objects.githubusercontent.com "
        "gist.github.com",
        "140.82.121.4 140.82.121.3", owner="github", ca="digicert", size=110_000,
    ),
    _h("www.mozilla.org mozilla.org support.mozilla.org", "34.111.97.67", owner="google", size=60_000),
    _h(
        "www.torproject.org torproject.org bridges.torproject.org",
        "95.216.163.36", "2a01:4f9:c010:19eb::1", owner="hetzner",
    ),
    # The name behind which Tor asks for Snowflake's broker; the address is assumed.
    _h("www.cdn77.com 1098762253.rsc.cdn77.org", "185.76.9.11", owner="cdn77", page="cdn", size=40_000),
    _h("quad9.net www.quad9.net", "216.21.3.77", owner="quad9"),
    _h("ooni.org www.ooni.org explorer.ooni.org api.ooni.io api.ooni.org", "104.198.14.52", owner="google"),
    _h("www.bbc.com bbc.com www.dw.com", "151.101.0.81 151.101.64.81", owner="fastly", ca="globalsign", size=200_000),
    _h("meduza.io www.meduza.io", "104.22.57.113", owner="cloudflare", ca="gts", size=120_000),
    _h("x.com twitter.com www.x.com", "162.159.140.229", owner="cloudflare", ca="digicert", size=80_000),
    _h(
        "www.hetzner.com hetzner.com speed.hetzner.de",
        "88.198.248.254", owner="hetzner", ca="digicert", page="cdn", size=1_000_000,
    ),
    _h("www.ovh.com ovh.com proof.ovh.net", "198.27.92.1", owner="ovh", ca="digicert", page="cdn", size=1_000_000),
    _h(
        "www.digitalocean.com digitalocean.com speedtest-ams3.digitalocean.com",
        "104.16.181.15", owner="cloudflare", ca="gts", page="cdn", size=1_000_000,
    ),
    _h("aws.amazon.com www.amazon.com amazon.com", "13.32.121.11", owner="amazon", ca="amazon", size=200_000),
    _h(
        "api.ipify.org api64.ipify.org ipinfo.io icanhazip.com ipv4.icanhazip.com ifconfig.me ifconfig.co "
        "ip-api.com checkip.amazonaws.com ident.me api.myip.com ip.sb api.ip.sb myip.opendns.invalid ipwho.is "
        "ipapi.co",
        "104.26.12.205 172.67.74.152", owner="cloudflare", role="whoami", ca="gts", page="whoami",
    ),
    _h(
        "time.google.com time1.google.com time2.google.com",
        "216.239.35.0 216.239.35.4", svc="ntp", owner="google", role="ntp",
    ),
    _h(
        "pool.ntp.org 0.pool.ntp.org 1.pool.ntp.org 2.pool.ntp.org 3.pool.ntp.org ru.pool.ntp.org "
        "0.debian.pool.ntp.org ntp.ubuntu.com time.windows.com time.apple.com time.cloudflare.com "
        "ntp1.vniiftri.ru",
        "162.159.200.123 194.190.168.1", svc="ntp", owner="ntp", role="ntp",
    ),
    # ---- public resolvers ---------------------------------------------------
    _h(
        "cloudflare-dns.com one.one.one.one 1dot1dot1dot1.cloudflare-dns.com dns.cloudflare.com",
        "1.1.1.1 1.0.0.1", "2606:4700:4700::1111 2606:4700:4700::1001", svc="dns dot http https quic",
        owner="cloudflare", role="resolver:cloudflare", ca="digicert", page="doh",
    ),
    _h(
        "mozilla.cloudflare-dns.com chrome.cloudflare-dns.com",
        "162.159.61.4 172.64.41.4", "2803:f800:53::4", svc="dns dot http https quic", owner="cloudflare",
        role="resolver:cloudflare", ca="digicert", page="doh",
    ),
    _h(
        "security.cloudflare-dns.com",
        "1.1.1.2 1.0.0.2", svc="dns dot http https", owner="cloudflare", role="resolver:cloudflare", ca="digicert",
        page="doh",
    ),
    _h(
        "dns.google dns.google.com 8888.google dns64.dns.google",
        "8.8.8.8 8.8.4.4", "2001:4860:4860::8888 2001:4860:4860::8844", svc="dns dot http https quic", owner="google",
        role="resolver:google", ca="gts", page="doh",
    ),
    _h(
        "dns.quad9.net dns9.quad9.net dns10.quad9.net dns11.quad9.net",
        "9.9.9.9 149.112.112.112 9.9.9.10 9.9.9.11", "2620:fe::fe 2620:fe::9", svc="dns dot http https", owner="quad9",
        role="resolver:quad9", ca="digicert", page="doh",
    ),
    _h(
        "doh.opendns.com dns.opendns.com resolver1.opendns.com",
        "208.67.222.222 208.67.220.220", "2620:119:35::35", svc="dns dot http https", owner="opendns",
        role="resolver:opendns", ca="digicert", page="doh",
    ),
    _h(
        "dns.adguard-dns.com dns.adguard.com",
        "94.140.14.14 94.140.15.15", "2a10:50c0::ad1:ff", svc="dns dot http https", owner="adguard",
        role="resolver:adguard", page="doh",
    ),
    _h(
        "unfiltered.adguard-dns.com", "94.140.14.140 94.140.14.141", "2a10:50c0::1:ff", svc="dns dot http https", owner="adguard",
        role="resolver:adguard", page="doh",
    ),
    _h(
        "dns.mullvad.net",
        "194.242.2.2", "2a07:e340::2", svc="dot http https", owner="mullvad", role="resolver:mullvad", page="doh",
    ),
    _h(
        "dns.nextdns.io",
        "45.90.28.0 45.90.30.0 76.223.122.150", "2a07:a8c0::", svc="dns dot http https", owner="nextdns",
        role="resolver:nextdns", page="doh",
    ),
    _h(
        "doh.dns.sb dns.sb dot.sb",
        "185.222.222.222 45.11.45.11", svc="dns dot http https", owner="dnssb", role="resolver:dnssb", page="doh",
    ),
    _h(
        "freedns.controld.com p0.freedns.controld.com",
        "76.76.2.0 76.76.10.0", svc="dns dot http https", owner="controld", role="resolver:controld", page="doh",
    ),
    _h(
        "doh.cleanbrowsing.org",
        "185.228.168.9 185.228.169.9", svc="dns dot http https", owner="cleanbrowsing", role="resolver:cleanbrowsing",
        page="doh",
    ),
    _h(
        "doh.libredns.gr",
        "116.202.176.26", svc="dot http https", owner="libredns", role="resolver:libredns", page="doh",
    ),
    _h(
        "wikimedia-dns.org",
        "185.71.138.138", svc="dot http https", owner="wikimedia", role="resolver:wikimedia", page="doh",
    ),
    _h(
        "dns.alidns.com",
        "223.5.5.5 223.6.6.6", svc="dns dot http https", owner="alibaba", role="resolver:alidns", ca="globalsign",
        page="doh",
    ),
    _h(
        "common.dot.dns.yandex.net dns.yandex.ru",
        "77.88.8.8 77.88.8.1", "2a02:6b8::feed:ff", svc="dns dot http https", owner="yandex", role="resolver:yandex",
        page="doh", **_RU,
    ),
    _h("nsdi.resolver.invalid", "195.208.4.1 195.208.5.1", svc="dns", owner="nsdi", role="resolver:nsdi", **_RU),
    _h("resolver.vpn.invalid", VPN_GATEWAY_V4, svc="dns", owner="vpn", role="resolver:vpn"),
    _h("vpn.provider.example", VPN_SERVER_V4, svc="https udp:51820", owner="vpn", role="vpn", page="api"),
    _h("relay.tor.invalid", TOR_RELAY_V4, svc="", owner="tor", role="relay"),
    _h("bridge.tor.invalid", TOR_BRIDGE_V4, svc="", owner="hosting", role="bridge"),
)
# fmt: on

#: Names that exist in the DNS but belong to no server: name -> (A, AAAA).
DNS_ONLY: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    # Signal publishes its own health here: .1 = fine, .2 = outage.  A checker
    # must not take this loopback answer for a forged one.
    "uptime.signal.org": (("127.0.0.1",), ()),
    "localhost": (("127.0.0.1",), ("::1",)),
    "ipv4only.arpa": (("192.0.0.170", "192.0.0.171"), ()),
    ISP_BLOCKPAGE_NAME: ((ISP_BLOCKPAGE,), ()),
    ISP_PORTAL_NAME: ((ISP_PORTAL,), ()),
}

# --------------------------------------------------------------------------
# Resolvers and their views
# --------------------------------------------------------------------------

#: resolver id -> (site view, egress address as seen by authoritative servers, CHAOS id)
RESOLVERS: dict[str, tuple[int, str, str]] = {
    "isp": (0, "178.66.0.54", "ns1.isp.example.ru"),
    "yandex": (0, "77.88.8.100", "yandex-dns-m9"),
    "nsdi": (0, "195.208.4.99", ""),
    "google": (1, "172.253.5.4", ""),
    "cloudflare": (2, "172.70.240.19", "FRA"),
    "quad9": (3, "74.63.26.240", "res100.fra.rrdns.pch.net"),
    "opendns": (1, "208.69.34.67", "r1001.fra"),
    "adguard": (2, "94.140.14.99", "dns-fra-1"),
    "mullvad": (3, "194.242.2.99", "de-fra-dns-001"),
    "nextdns": (1, "45.90.28.99", "anexia-fra"),
    "dnssb": (2, "185.222.222.99", "fra1"),
    "controld": (3, "76.76.2.99", "fra"),
    "cleanbrowsing": (1, "185.228.168.99", "fra"),
    "libredns": (1, "116.202.176.99", "libredns"),
    "wikimedia": (2, "185.71.138.99", "esams"),
    "alidns": (3, "223.5.5.99", "sg"),
    "vpn": (1, "185.107.56.78", "vpn-nl"),
}

# --------------------------------------------------------------------------
# Address groups
# --------------------------------------------------------------------------

#: Published ranges.  A group name in a censor rule covers every address in it.
RANGES: dict[str, tuple[str, ...]] = {
    "nat64": ("64:ff9b::/96",),
    "meta": (
        "31.13.24.0/21",
        "31.13.64.0/18",
        "45.64.40.0/22",
        "57.141.0.0/16",
        "57.144.0.0/14",
        "66.220.144.0/20",
        "69.63.176.0/20",
        "69.171.224.0/19",
        "74.119.76.0/22",
        "102.132.96.0/20",
        "103.4.96.0/22",
        "129.134.0.0/16",
        "147.75.208.0/20",
        "157.240.0.0/16",
        "163.70.128.0/17",
        "163.77.128.0/17",
        "173.252.64.0/18",
        "179.60.192.0/22",
        "185.60.216.0/22",
        "185.89.216.0/22",
        "204.15.20.0/22",
        "2a03:2880::/32",
        "2620:0:1c00::/40",
    ),
    "telegram": (
        "91.105.192.0/23",
        "91.108.4.0/22",
        "91.108.8.0/22",
        "91.108.12.0/22",
        "91.108.16.0/22",
        "91.108.20.0/22",
        "91.108.56.0/22",
        "95.161.64.0/20",
        "149.154.160.0/20",
        "185.76.151.0/24",
        "2001:67c:4e8::/48",
        "2001:b28:f23c::/48",
        "2001:b28:f23d::/48",
        "2001:b28:f23f::/48",
        "2a0a:f280::/32",
    ),
    "cloudflare": (
        "1.1.1.0/24",
        "1.0.0.0/24",
        "104.16.0.0/13",
        "104.24.0.0/14",
        "162.158.0.0/15",
        "172.64.0.0/13",
        "141.101.64.0/18",
        "2606:4700::/32",
        "2803:f800::/32",
        "2a06:98c0::/29",
    ),
    "lan": (LAN_V4, LAN_V6),
}

#: Hosts reachable under a Russian "white list" shutdown.
WHITELIST_NAMES = (
    "ya.ru",
    "yandex.ru",
    "vk.com",
    "api.vk.com",
    "sun9-1.userapi.com",
    "max.ru",
    "api.oneme.ru",
    "calls.okcdn.ru",
    "ok.ru",
    "mail.ru",
    "gosuslugi.ru",
    "rutube.ru",
    "2gis.ru",
    "www.sberbank.ru",
    "www.tbank.ru",
    "lenta.ru",
    "www.rt.ru",
)

#: Messengers the truth files speak about, with display names.
MESSENGERS: dict[str, str] = {
    "whatsapp": "WhatsApp",
    "telegram": "Telegram",
    "signal": "Signal",
    "max": "MAX",
    "vk_messenger": "VK Messenger",
    "viber": "Viber",
    "facebook_messenger": "Facebook Messenger",
    "instagram_dm": "Instagram Direct",
    "discord": "Discord",
    "skype": "Skype",
    "teams": "Microsoft Teams",
    "slack": "Slack",
    "zoom": "Zoom",
    "google_meet_chat": "Google Meet / Chat",
    "imessage_facetime": "iMessage / FaceTime",
    "line": "LINE",
    "wechat": "WeChat",
    "qq": "QQ",
    "kakaotalk": "KakaoTalk",
    "zalo": "Zalo",
    "element": "Element",
    "simplex": "SimpleX",
    "session": "Session",
    "threema": "Threema",
    "wire": "Wire",
    "briar": "Briar",
    "jami": "Jami",
    "deltachat": "Delta Chat",
    "mattermost": "Mattermost",
    "rocketchat": "Rocket.Chat",
    "snapchat": "Snapchat",
    "imo": "imo",
    "botim": "BOTIM",
    "bip": "BiP",
    "rubika": "Rubika",
    "eitaa": "Eitaa",
    "bale": "Bale",
    "soroush": "Soroush Plus",
    "cwtch": "Cwtch",
    "keet": "Keet",
    "odnoklassniki": "OK",
    "jitsi": "Jitsi Meet",
    "xmpp": "XMPP (conversations.im)",
}

#: Messengers with Russian servers only.
RU_MESSENGERS = ("max", "vk_messenger", "odnoklassniki")

#: The server that a person has of each messenger where everybody chooses one.
OWN_SERVERS: dict[str, str] = {
    "deltachat": "nine.testrun.org",
    "element": "matrix.org",
    "mattermost": "community.mattermost.com",
    "rocketchat": "open.rocket.chat",
}

#: Messengers the lab cannot judge, and why.
NOT_JUDGED: dict[str, str] = {
    "jami": "the DHT protocol is not simulated",
    "keet": "the DHT protocol is not simulated",
    "briar": "no servers",
    "cwtch": "no servers",
    "skype": "retired",
}


def match_name(name: str, patterns: Iterable[str]) -> bool:
    """True if ``name`` equals a pattern, or is below a ``*.pattern`` (which also covers the apex)."""
    name = name.lower().rstrip(".")
    for pattern in patterns:
        if pattern == "*":
            return True
        if pattern.startswith("*."):
            if name == pattern[2:] or name.endswith(pattern[1:]):
                return True
        elif name == pattern:
            return True
    return False


def hosts_named(*patterns: str, extra: Iterable[Host] = ()) -> list[Host]:
    """Hosts with at least one name that matches one of the patterns."""
    return [h for h in (*HOSTS, *extra) if any(match_name(n.removeprefix("*."), patterns) for n in h.names)]


def _normal(address: str) -> str:
    """An address in normal form; empty for a name."""
    try:
        return str(ipaddress.ip_address(address))
    except ValueError:
        return ""


class AddressBook:
    """Lookups over a set of hosts: groups of an address, addresses of a group."""

    def __init__(self, hosts: Iterable[Host] = HOSTS) -> None:
        self.hosts = tuple(hosts)
        self.by_address: dict[str, list[Host]] = {}
        for host in self.hosts:
            for address in host.addresses():
                self.by_address.setdefault(str(ipaddress.ip_address(address)), []).append(host)
        self._ranges = {name: [ipaddress.ip_network(p) for p in nets] for name, nets in RANGES.items()}
        white = {str(ipaddress.ip_address(a)) for h in hosts_named(*WHITELIST_NAMES) for a in h.addresses()}
        self._white = white
        self.groups = lru_cache(maxsize=65536)(self._groups)

    def _groups(self, address: str) -> frozenset[str]:
        """Every group ``address`` (normal form) belongs to.

        ``meta``, ``telegram``, ``cloudflare``, ``lan``: published ranges;
        ``m:<messenger>``: a server of that messenger (any operator);
        ``m:<messenger>:<role>``: the same, one role;
        ``owner:<owner>``; ``doh``: a public resolver; ``ntp``;
        ``isp``: the provider's own services; ``whitelist``: see WHITELIST_NAMES;
        ``ru`` / ``foreign``: where the server stands (``isp`` and ``lan`` are neither).
        """
        ip = ipaddress.ip_address(address)
        found = {name for name, nets in self._ranges.items() if any(ip.version == n.version and ip in n for n in nets)}
        hosts = self.by_address.get(address, [])
        for host in hosts:
            found.add(f"owner:{host.owner}")
            if host.messenger:
                found.add(f"m:{host.messenger}")
                found.add(f"m:{host.messenger}:{host.role}")
            if host.role.startswith("resolver:"):
                found.add("doh")
            if host.role == "ntp":
                found.add("ntp")
        if address in ISP_SERVICE_V4 or address in ISP_SERVICE_V6:
            found.add("isp")
        elif "lan" not in found:
            found.add("ru" if any(h.region == "ru" for h in hosts) else "foreign")
        if address in self._white:
            found.add("whitelist")
        return frozenset(found)

    def addresses_of_names(self, *patterns: str) -> set[str]:
        """All addresses (normal form) of the hosts whose names match; of an address, that one."""
        return {_normal(p) for p in patterns if _normal(p)} | {
            str(ipaddress.ip_address(a))
            for h in self.hosts
            for a in h.addresses()
            if any(match_name(n.removeprefix("*."), patterns) for n in h.names)
        }
