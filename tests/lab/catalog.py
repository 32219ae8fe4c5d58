"""The static picture of the simulated internet: who owns which addresses.

Everything the world serves is derived from :data:`HOSTS`, read from `hosts.toml`
and `internet.toml`.  Names and address
ranges follow the real internet (so a checker with built-in knowledge of, say,
Telegram's data centres or Meta's ranges works unmodified); the single
addresses inside those ranges are plausible but need not be current.

A host may have several *sites* (points of presence).  Each public resolver
has a ``view`` number and answers with the site of that number, the way CDNs
give different resolvers different, equally legitimate, addresses.  A checker
that treats "resolvers disagree" as "DNS is tampered with" is wrong, and the
lab's clean scenario shows it.
"""

import ipaddress
import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

# -- Fixed addresses of the access network --------------------------------------------

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

# -- Hosts ----------------------------------------------------------------------------

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

    def addresses(self) -> Iterator[str]:
        """Yield all addresses of the host, of every site, both families."""
        for site in self.v4 + self.v6:
            yield from site


_NUMBERED = re.compile(r"(.*)\{(\d+)-(\d+)\}(.*)")


def expand_words(text: str) -> tuple[str, ...]:
    """Return the words of a string, with numbers written out: ``dc{1-5}.test`` stands for five words."""
    return tuple(word for told in text.split() for word in _expand_numbers(told))


def _expand_numbers(word: str) -> Iterator[str]:
    told = _NUMBERED.fullmatch(word)
    if told is None:
        yield word
        return
    before, first, last, after = told.groups()
    yield from (f"{before}{number}{after}" for number in range(int(first), int(last) + 1))


def _read_table(name: str) -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / name).read_text("utf-8"))


_INTERNET = _read_table("internet.toml")
_PLACES: dict[str, dict[str, list[str]]] = _INTERNET["places"]


def _load_hosts() -> Iterator[Host]:
    """Yield the hosts of hosts.toml."""
    known: dict[str, dict[str, Any]] = {}
    for group in _read_table("hosts.toml")["groups"]:
        shared = {key: value for key, value in group.items() if key != "hosts"}
        for told in group["hosts"]:
            row = shared | known.get(told.get("cname", ""), {}) | told
            yield _make_host(row)
            known |= dict.fromkeys(expand_words(row["names"]), row)


def _make_host(row: dict[str, Any]) -> Host:
    """Return a host as it stands in hosts.toml."""
    place = _PLACES.get(row.get("at", ""), {})
    sites = {key: _make_sites(row[key], place.get(key, [])) for key in ("v4", "v6") if key in row}
    in_words = {key: expand_words(row[key]) for key in ("names", "svc") if key in row}
    values: dict[str, Any] = {key: value for key, value in row.items() if key != "at"} | sites | in_words
    return Host(**values)


def _make_sites(addresses: str | list[str], beginnings: list[str]) -> Sites:
    """Return the addresses of each site of a host; `beginnings`: what stands before the same ending in each."""
    if isinstance(addresses, str) and beginnings:
        return tuple((beginning + addresses.strip(),) for beginning in beginnings)
    return tuple(map(expand_words, [addresses] if isinstance(addresses, str) else addresses))


HOSTS = tuple(_load_hosts())
DNS_ONLY: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    name: (tuple(found["v4"]), tuple(found["v6"])) for name, found in _INTERNET["dns_only"].items()
}
DNS_ONLY |= {ISP_BLOCKPAGE_NAME: ((ISP_BLOCKPAGE,), ()), ISP_PORTAL_NAME: ((ISP_PORTAL,), ())}
#: resolver id -> (site view, egress address as seen by authoritative servers, CHAOS id)
RESOLVERS: dict[str, tuple[int, str, str]] = {
    name: (found["site"], found["egress"], found["chaos"]) for name, found in _INTERNET["resolvers"].items()
}
RANGES: dict[str, tuple[str, ...]] = {name: tuple(nets) for name, nets in _INTERNET["ranges"].items()}
RANGES |= {"lan": (LAN_V4, LAN_V6)}
WHITELIST_NAMES: tuple[str, ...] = tuple(_INTERNET["whitelist_names"])
MESSENGERS: dict[str, str] = _INTERNET["messengers"]
RU_MESSENGERS: tuple[str, ...] = tuple(_INTERNET["ru_messengers"])
OWN_SERVERS: dict[str, str] = _INTERNET["own_servers"]
NOT_JUDGED: dict[str, str] = _INTERNET["not_judged"]


def match_name(name: str, patterns: Iterable[str]) -> bool:
    """Return whether ``name`` equals a pattern, or is below a ``*.pattern`` (which also covers the apex)."""
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


def find_hosts(*patterns: str, extra: Iterable[Host] = ()) -> list[Host]:
    """Return hosts with at least one name that matches one of the patterns."""
    return [h for h in (*HOSTS, *extra) if any(match_name(n.removeprefix("*."), patterns) for n in h.names)]


def _normalise(address: str) -> str:
    """Return an address in normal form; empty for a name."""
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
        white = {str(ipaddress.ip_address(a)) for h in find_hosts(*WHITELIST_NAMES) for a in h.addresses()}
        self._white = white
        self.groups = lru_cache(maxsize=65536)(self._groups)

    def _groups(self, address: str) -> frozenset[str]:
        """Return every group ``address`` (normal form) belongs to.

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
        """Return all addresses (normal form) of the hosts whose names match; of an address, that one."""
        return {_normalise(p) for p in patterns if _normalise(p)} | {
            str(ipaddress.ip_address(a))
            for h in self.hosts
            for a in h.addresses()
            if any(match_name(n.removeprefix("*."), patterns) for n in h.names)
        }
