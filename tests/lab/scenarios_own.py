"""Scenarios in which this computer or this home is in the way, or goes another: proxies, helpers, filters."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path

from lab import real_resolvers
from lab.catalog import ISP_RESOLVER, VPN_GATEWAY_V4
from lab.scenario import DnsLie, F, IpBlock, Match, Messenger, Net, PayloadBlock, Scenario, SniBlock, Vpn
from lab.scenarios_base import ALL, SG_NAMES, UNTOUCHED, WA_NAMES, composed, network, unproved, unproved_censored

_ANYTHING = {"*": "*"}
"""What the reference client sees: it asks no proxy, and resolves by the provider's resolver."""
_PROXY = "http://185.232.71.22:3128"
_SOCKS = "socks5://185.232.71.21:1080"
_LOGIN = "185.232.71.22:3131"
_RESOLVER = (Path(__file__).with_name("home_resolver.py")).read_text(encoding="utf-8")
_TELEGRAM = "91.108.0.0/16, 149.154.160.0/20, 95.161.64.0/20, 91.105.192.0/23, 185.76.151.0/24"
_TELEGRAM_V6 = "2001:67c:4e8::/48, 2001:b28:f23d::/48, 2001:b28:f23f::/48, 2a0a:f280::/32"
_ONE_WAY = F("blocked", "proxy_only")
_CALLS = F("blocked", "udp_blocked")


def _env(proxy: str) -> tuple[tuple[str, str], ...]:
    return (("http_proxy", proxy), ("https_proxy", proxy))


def _resolver(address: str, answer: str, *names: str, upstream: str = ISP_RESOLVER) -> str:
    words = (sys.executable, "-I", "-c", _RESOLVER, address, upstream, answer, *names)
    real = real_resolvers.at_home(address, upstream, answer, names)
    return f"{real}; exec " + " ".join(map(shlex.quote, words))


# --------------------------------------------------------------------------
# A proxy is set
# --------------------------------------------------------------------------

_ALL_BUT_THE_PROXY = Match(not_hosts=("web.openway.org", "socks.openway.org"), not_groups=("isp",))
_COMPANY = Messenger(by="none", calls=_CALLS)

for _name, _proxy, _action in (
    ("explicit-proxy-only", _PROXY, "drop"),
    ("explicit-proxy-only-rejects", _PROXY, "icmp"),
    ("explicit-socks-only", _SOCKS, "rst"),
    ("explicit-proxy-login", f"http://ira:kolokol-7@{_LOGIN}", "drop"),
):
    unproved(
        _name,
        "A company: only the proxy leads out",
        "The proxy of the settings is the only host that can be reached; names are resolved. Apps follow it.",
        rules=(IpBlock(_ALL_BUT_THE_PROXY, action=_action),),
        client_env=_env(_proxy),
        net=Net(proxy=True, udp="blocked", public_dns="blocked", doh="blocked"),
        messengers={"*": _COMPANY},
        tags=("proxy", "trap"),
    )
unproved(
    "explicit-proxy-wants-login",
    "A company: the proxy wants a password that stands nowhere",
    "Browsers log in by themselves; nobody else can tell what the proxy would let through.",
    rules=(IpBlock(_ALL_BUT_THE_PROXY, action="drop"),),
    client_env=_env(f"http://{_LOGIN}"),
    net=Net(proxy=True, status="offline", cause="proxy_login", udp="blocked", public_dns="blocked", doh="blocked"),
    messengers={"*": Messenger.all("blocked", "uplink_dead", by="local")},
    tags=("proxy", "trap"),
)
SYSTEM_PROXY = network(
    "system-proxy-open",
    "A proxy is set, and everything works with and without it",
    "What a person sets up and forgets.",
    client_env=_env(_PROXY),
    net=Net(proxy=True),
    messengers={"*": UNTOUCHED},
    tags=("proxy", "trap"),
)
unproved_censored(
    "system-proxy-around-filter",
    "The system's proxy leads around a block of Telegram",
    "Telegram's ranges are silent on the direct way; through the proxy they answer. So v2rayN's \"system proxy\"; "
    "whether an app follows it, nobody can see (2dust/v2rayN#3205, #6475).",
    rules=(IpBlock(Match(groups=("telegram",)), action="drop"),),
    client_env=_env(_PROXY),
    net=Net(proxy=True),
    messengers={
        "telegram": Messenger(
            chat=F("blocked", "proxy_only"), media=F("blocked", "proxy_only"), calls=F("blocked", "ip_drop")
        )
    },
    tags=("proxy", "telegram", "trap"),
)
unproved(
    "system-proxy-dead",
    "The proxy that is set does not run any more",
    "A helper program ended and left its setting behind: browsers open nothing, other apps work.",
    client_env=_env("http://127.0.0.1:9"),
    net=Net(proxy=True),
    messengers={"*": Messenger.all("blocked", "proxy_dead", by="local")},
    tags=("proxy", "trap"),
)

# --------------------------------------------------------------------------
# Helpers
# --------------------------------------------------------------------------

_WHATSAPP_FAKE = {
    "web.whatsapp.com": ("198.18.0.5", "157.240.205.60"),
    "mmg.whatsapp.net": ("198.18.0.6", "157.240.205.52"),
    "static.whatsapp.net": ("198.18.0.7", "157.240.205.53"),
}
_TO_WHATSAPP = (
    "nft add table ip helper",
    "nft 'add chain ip helper out { type nat hook output priority -100; }'",
    *(f"nft add rule ip helper out ip daddr {a} dnat to {b}" for a, b in _WHATSAPP_FAKE.values()),
)
_FAKE_NAMES = tuple(DnsLie((name,), fake) for name, (fake, _) in _WHATSAPP_FAKE.items())

unproved(
    "fake-ip",
    "A helper program answers lookups with addresses of its own",
    "WhatsApp's names lead to 198.18.0.0/15, as Clash and sing-box answer (fake-ip); the helper carries it there.",
    dns_lies=_FAKE_NAMES,
    client_setup=_TO_WHATSAPP,
    net=Net(helper=True),
    messengers={"*": UNTOUCHED},
    tags=("helper", "whatsapp", "trap"),
)
unproved(
    "fake-ip-far-end-down",
    "The helper answers lookups with addresses of its own, and its far end is down",
    "WhatsApp's names lead to 198.18.0.0/15, where nothing answers. Nobody forged anything.",
    dns_lies=_FAKE_NAMES,
    net=Net(helper=True),
    messengers={"whatsapp": Messenger.some("media web", "blocked", "helper_down", by="local")},
    tags=("helper", "whatsapp", "trap"),
)
unproved_censored(
    "partial-vpn",
    "A tunnel carries WhatsApp alone around the filter",
    "The provider resets WhatsApp's names; Meta's ranges go through a VPN, everything else goes past it.",
    rules=(SniBlock(names=WA_NAMES, action="rst"),),
    vpn=Vpn(only=("157.240.0.0/16", "31.13.0.0/16", "57.144.0.0/14", "3.33.0.0/16", "15.197.0.0/16")),
    net=Net(helper=True),
    messengers={"*": UNTOUCHED},
    tags=("helper", "vpn", "whatsapp", "trap"),
)
network(
    "bypass-tool-runs",
    "A program against blocks runs on this computer",
    "nfqws is among the programs that run; the network is free.",
    client_programs=('ln -sf "$(command -v sleep)" "$HOME/nfqws" && exec "$HOME/nfqws" 600',),
    net=Net(helper=True),
    messengers={"*": UNTOUCHED},
    tags=("helper", "trap"),
)

# --------------------------------------------------------------------------
# Filters of names of one's own
# --------------------------------------------------------------------------


def _filtered(name: str, title: str, address: str, answer: str, *names: str, **truth: Messenger) -> Scenario:
    setup = () if address.startswith("127.") else (f"ip addr add {address}/32 dev lo",)
    return unproved(
        name,
        title,
        "A filter of one's own withholds some names. The provider's resolver knows them, and their servers answer.",
        nameservers=(address,),
        client_setup=setup,
        client_programs=(_resolver(address, answer, *names),),
        net=Net(isp_dns="tampered"),
        messengers=truth,
        tags=("dns", "own", "trap"),
    )


_WA_NAMES = ("whatsapp.com", "whatsapp.net")
_WITHHELD = Messenger.all("blocked", "own_filter", by="local")
#: Names that are denied alone: the app asks Cloudflare, and has addresses built in (libsignal b056faa, dns.rs).
_SIGNAL_DENIED = Messenger.some("media web", "blocked", "own_filter", by="local")

unproved(
        "fake-ip-vpn-forgotten",
        "A VPN that answers lookups with addresses of its own, and has forgotten WhatsApp's",
        "Clash or sing-box carry everything. They were started anew: where the system still goes, nothing answers.",
        vpn=Vpn(),
        nameservers=("127.0.0.77",),
        client_programs=(_resolver("127.0.0.77", "198.18.0.5", *_WA_NAMES, upstream=VPN_GATEWAY_V4),),
        net=Net(vpn=True),
        messengers={
            "whatsapp": Messenger.all("blocked", "helper_down", by="local")
        },
        tags=("helper", "vpn", "whatsapp", "trap"),
    )  # fmt: skip

PIHOLE = _filtered(
    "pihole-zero", "Pi-hole in this home withholds WhatsApp", "192.168.77.53", "zero", *_WA_NAMES, whatsapp=_WITHHELD
)
FAMILY = _filtered(
    "family-dns",
    "A resolver for families denies Signal",
    "94.140.14.15",
    "nxdomain",
    "signal.org",
    signal=_SIGNAL_DENIED,
)
_filtered(
    "home-filter-denies", "A filter in this home denies Signal, as its owner set it", "192.168.77.53", "nxdomain",
    "signal.org", signal=_SIGNAL_DENIED,
)  # fmt: skip
_filtered(
    "own-resolver-denies", "A resolver on this computer denies Signal", "127.0.0.1", "nxdomain", "signal.org",
    signal=_SIGNAL_DENIED,
)  # fmt: skip
_filtered(
    "own-resolver-forges", "A resolver on this computer sends Signal to its own notice", "127.0.0.1", "10.10.34.36",
    "signal.org", signal=_WITHHELD,
)  # fmt: skip

# --------------------------------------------------------------------------
# Firewalls of this computer
# --------------------------------------------------------------------------

_HOOK = ("nft add table inet own", "nft 'add chain inet own out { type filter hook output priority 0; }'")
_STOPPED = Messenger.all("blocked", "local_firewall", by="local")


def _firewall(name: str, title: str, *setup: str) -> Scenario:
    return unproved(
        name,
        title,
        "A firewall of this computer stops Telegram's ranges; the network is free.",
        client_setup=setup,
        messengers={"telegram": _STOPPED},
        tags=("own", "telegram", "trap"),
    )


def _rule(verdict: str) -> str:
    sets = (f"ip daddr {{ {_TELEGRAM} }}", f"ip6 daddr {{ {_TELEGRAM_V6} }}")
    return " && ".join(f"nft 'add rule inet own out {each} {verdict}'" for each in sets)


LOCAL_RESET = _firewall(
    "local-firewall-reset", "A firewall here resets Telegram", *_HOOK, _rule("meta l4proto tcp reject with tcp reset")
)
_firewall("local-firewall-unreachable", "A firewall here says that a port is closed", *_HOOK, _rule("reject"))
_firewall(
    "local-firewall-prohibited", "A firewall here says that it is prohibited", *_HOOK,
    _rule("reject with icmpx type admin-prohibited"),
)  # fmt: skip
_firewall(
    "local-firewall-denied", "The system here does not allow Telegram",
    *(f"ip route add prohibit {each.strip()}" for each in f"{_TELEGRAM}, {_TELEGRAM_V6}".split(",")),
)  # fmt: skip
_firewall("local-firewall-drop", "A firewall here swallows what goes to Telegram", *_HOOK, _rule("drop"))

_ALONE = Messenger.all("blocked", "local_firewall", by="local")
for _name, _verdict in (("dialtone-alone-forbidden", "reject"), ("dialtone-alone-silenced", "drop")):
    unproved(
        _name,
        "A firewall here forbids this program alone",
        "All other programs are online; whatever this one sends is stopped on this computer.",
        client_setup=(*_HOOK, f"nft 'add rule inet own out oif != lo meta skgid nogroup {_verdict}'"),
        client_group="nogroup",
        messengers={"*": _ALONE},
        tags=("own", "trap"),
    )

#: A firewall that asks a program of its own (OpenSnitch, by NFQUEUE) or that leads packets to nowhere tells the sender
#: nothing: sendto(2) succeeds. Other programs are online meanwhile.
_BROWSING = "while :; do curl -s -m 5 -o /dev/null https://www.wikipedia.org/; sleep 0.3; done"
unproved(
    "dialtone-alone-swallowed",
    "A firewall here swallows what this program sends, and says nothing",
    "All other programs are online, and one of them is used; what this one sends is led to nowhere.",
    client_setup=(
        "ip link add nowhere0 arp off type veth peer name nowhere1",
        "ip link set nowhere0 up",
        "ip link set nowhere1 up",
        *(f"ip -{each} route add default dev nowhere0 table 77" for each in (4, 6)),
        *(f"ip -{each} rule add fwmark 7 table 77" for each in (4, 6)),
        "nft add table inet own",
        "nft 'add chain inet own way { type route hook output priority -150; }'",
        "nft 'add rule inet own way oif != lo meta skgid nogroup meta mark set 7'",
    ),
    client_programs=(_BROWSING,),
    client_group="nogroup",
    messengers={"*": _ALONE},
    tags=("own", "trap"),
)

# --------------------------------------------------------------------------
# Joined
# --------------------------------------------------------------------------

composed("pihole-and-filter", "Pi-hole withholds WhatsApp, the provider resets Signal", PIHOLE,
            Scenario("", "", rules=(SniBlock(names=SG_NAMES, action="rst"),), net=Net(censorship=True),
                     messengers={"signal": Messenger.all("blocked", "tls_sni_rst")}, expect=_ANYTHING),
            tags=("dns", "own", "trap"))  # fmt: skip
composed("local-firewall-and-filter", "A firewall here resets Telegram, the provider resets WhatsApp's names",
            LOCAL_RESET, ALL["whatsapp-sni-rst"], tags=("own", "trap"))  # fmt: skip
composed("system-proxy-and-family-dns", "A proxy is set, and a resolver for families denies Signal", SYSTEM_PROXY,
            Scenario("", "", rules=(PayloadBlock(Match(groups=("telegram",)), kind="mtproto", action="drop"),),
                     net=Net(censorship=True), expect=_ANYTHING,
                     messengers={"telegram": Messenger(chat=_ONE_WAY, media=_ONE_WAY)}),
            tags=("proxy", "trap"))  # fmt: skip
