"""Scenarios with a VPN that carries a part only, leaks, or locks the line; the network below filters in each of them.

How tunnels behave is from the facts on binding to an interface (measured on Linux 6.18 in a namespace, 2026-11-25), and
from wg-quick(8), "PostUp", whose example of a kill switch rejects everything that does not leave through the tunnel.
"""

from __future__ import annotations

from dataclasses import replace

from lab.catalog import VPN_SERVER_V4
from lab.scenario import F, Messenger, Net, Scenario, Vpn
from lab.scenarios_base import ALL, META_IP_DROP, TG_IP_DROP, UNTOUCHED, adding, blocked, variant

_ANYTHING = {"*": "*"}
"""What the reference client sees: it knows one way."""
_FILTERED = ALL["vpn-up"].rules
_FINE = {"*": UNTOUCHED}
_NO_CALLS = Messenger(calls=F("blocked", "udp_blocked"), by="local")


def _vpn(name: str, title: str, description: str, vpn: Vpn, *setup: str) -> Scenario:
    return Scenario(
        name,
        title,
        f"As vpn-up: the line below drops Meta's and Telegram's ranges and resets Signal. {description}",
        vpn=vpn,
        rules=_FILTERED,
        client_setup=setup,
        net=Net(vpn=True),
        messengers=_FINE,
        expect=_ANYTHING,
        tags=("vpn",),
    )


_vpn_network = adding(_vpn)
variant(
    _vpn("vpn-no-udp", "A VPN that carries no UDP", "Datagrams other than lookups vanish in it.", Vpn(udp=False)),
    net=Net(vpn=True, udp="blocked"),
    messengers={
        "*": _NO_CALLS,
        "signal": Messenger(calls=F("flaky", "udp_blocked"), by="local"),
    },
    tags=("vpn", "calls"),
)
_vpn_network(
    "vpn-names-beside",
    "A VPN beside which names are looked up",
    "The router of the home answers lookups, and the provider sees them.",
    Vpn(names="beside"),
)
variant(
    ALL["vpn-names-beside"],
    name="vpn-names-forged-beside",
    title="A VPN beside which names are looked up, and the provider's resolver denies WhatsApp's",
    description="As vpn-names-beside; WhatsApp's names do not exist there. Its servers can be reached.",
    dns_lies=ALL["whatsapp-dns-nxdomain"].dns_lies,
    net=Net(vpn=True, isp_dns="tampered", censorship=True),
    messengers={**_FINE, "whatsapp": blocked("dns_nxdomain")},
    tags=("vpn", "dns"),
)
_OLD_INTERNET = tuple(
    replace(rule, match=replace(rule.match, ip_version=4)) for rule in META_IP_DROP.rules + TG_IP_DROP.rules
)
variant(
    _vpn("vpn-ipv6-beside", "A VPN that leaves IPv6 beside it", "", Vpn(ipv6="beside")),
    description="The line below drops Meta's and Telegram's ranges over IPv4 alone; IPv6 leaves beside the VPN.",
    rules=_OLD_INTERNET,
    tags=("vpn", "ipv6"),
)
_vpn_network(
    "vpn-ipv6-beside-filtered",
    "A VPN that leaves IPv6 beside it, where the line filters IPv6 too",
    "IPv6 leaves beside the VPN: apps turn to IPv4 where nothing answers.",
    Vpn(ipv6="beside"),
)


def _locked(verdict: str) -> tuple[str, ...]:
    past = f"nft add rule inet lock out oif eth0 ip daddr != {VPN_SERVER_V4} {verdict}"
    return (
        "nft add table inet lock",
        "nft 'add chain inet lock out { type filter hook output priority 0; }'",
        past,
        f"nft add rule inet lock out oif eth0 meta nfproto ipv6 {verdict}",
    )


_vpn_network(
    "vpn-lock-rejects",
    "A VPN with a kill switch that refuses",
    "A firewall of this computer refuses what would leave beside the tunnel.",
    Vpn(),
    *_locked("reject"),
)
_vpn_network(
    "vpn-lock-drops",
    "A VPN with a kill switch that drops",
    "A firewall of this computer drops what would leave beside the tunnel.",
    Vpn(),
    *_locked("drop"),
)
_vpn_network(
    "vpn-strict-paths",
    "A VPN under strict reverse-path filtering",
    "The kernel drops answers on the cable whose way back is the tunnel (rp_filter 1).",
    Vpn(),
    "echo 1 > /proc/sys/net/ipv4/conf/all/rp_filter",
    "ip -6 route del default dev eth0",
)
_vpn_network(
    "vpn-only-route",
    "A VPN that replaced the default route",
    "Only the VPN's server is reached beside the tunnel.",
    Vpn(),
    "ip route del default dev eth0",
    "ip -6 route del default dev eth0",
)
