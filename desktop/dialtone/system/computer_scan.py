"""The conditions of a check, read from the operating system within a moment. Nothing is sent.

The only programs run are the system's own tools for its proxy settings: Apple's `scutil` and GNOME's `gsettings`.
"""

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

import psutil

from dialtone.model.computer import Computer
from dialtone.model.frozen import Frozen
from dialtone.system.interfaces import (
    Interface,
    find_carriers,
    find_outside_interface,
    is_global_v6,
    looks_like_tunnel,
    read_interfaces,
)
from dialtone.system.operating_system import OperatingSystem
from dialtone.system.quiet_files import list_names, read_start
from dialtone.system.routes import INTERNET, INTERNET_6, are_marked_packets_led_elsewhere, find_source_address
from dialtone.system.system_proxy import find_proxies, find_proxy_kind, read_system_proxies

_PROC = Path("/proc")
_MAX_NAME_BYTES = 100
_TOOLS = frozenset(
    {
        # Modify packets in transit: bol-van/zapret and zapret2, ValdikSS/GoodbyeDPI, hufrea/byedpi, xvzc/SpoofDPI.
        *("winws", "winws2", "nfqws", "nfqws2", "tpws", "goodbyedpi", "ciadpi", "byedpi", "spoofdpi", "spoof-dpi"),
        # Route one messenger another way: Flowseal/tg-ws-proxy.
        *("tg-ws-proxy", "tgwsproxy", "tgwsproxy_windows"),
        # Route selected traffic through a server elsewhere: XTLS, v2fly, SagerNet, MetaCubeX, and their interfaces.
        *("xray", "v2ray", "sing-box", "mihomo", "clash", "clash-meta", "clash.meta", "verge-mihomo", "hysteria"),
        *("hysteria2", "nekobox_core", "nekoray_core", "hiddify", "hiddifycli", "ss-local", "sslocal", "naive"),
        "redsocks",
    }
)
"""Programs that reroute some hosts or change packets: with one of them, not all findings are the provider's.

In lower case, without `.exe`. Source: the releases of these projects, and of 2dust/v2rayN.
"""


def find_running_tools() -> tuple[str, ...]:
    """Return the known programs running on this computer, in lower case, without `.exe`."""
    names = {name.lower().removesuffix(".exe") for name in _list_program_names()}
    return tuple(sorted(names & _TOOLS))


def _list_program_names() -> Iterator[str]:
    """Yield the names of processes, on Linux without psutil, which is slower: as the kernel has them, 15 characters."""
    if sys.platform == "linux":
        for name in filter(str.isdigit, list_names(_PROC)):
            yield read_start(_PROC / name / "comm", _MAX_NAME_BYTES).decode("utf-8", "replace").strip()
        return
    with suppress(psutil.Error, OSError):
        for process in psutil.process_iter(["name"]):
            yield process.info["name"] or ""


class SystemReaders(Frozen):
    """The functions that read the system; tests pass their own."""

    interfaces: Callable[[], Sequence[Interface]] = read_interfaces
    source: Callable[[str], str | None] = find_source_address
    """Returns the source address towards a destination; None without a route."""
    proxies: Callable[[], Mapping[str, str]] = read_system_proxies
    """Returns the environment's proxies by scheme; on Windows and macOS also the system's."""
    tools: Callable[[], tuple[str, ...]] = find_running_tools
    leads_marked_elsewhere: Callable[[], bool] = are_marked_packets_led_elsewhere


def inspect_computer(
    system: OperatingSystem,
    readers: SystemReaders = SystemReaders(),  # noqa: B008  # frozen
) -> Computer:
    """Return what the operating system reports about this computer.

    An interface counts as a VPN only if it looks like one and also carries traffic to the whole internet.
    """
    interfaces = readers.interfaces()
    routes = system.read_routes()
    resolvers = system.read_resolvers()
    nameservers = resolvers.nameservers
    known_tunnels = system.list_tunnels()
    sources = (readers.source(INTERNET), readers.source(INTERNET_6))
    carriers = find_carriers(interfaces, sources, routes or ())
    tunnel_like = [i for i in interfaces if looks_like_tunnel(i, known_tunnels)]
    ordinary = [i for i in interfaces if i not in tunnel_like]
    tunnels = tuple(i.name for i in tunnel_like if i.name in carriers and i.usable_addresses)
    tunnel_addresses = tuple(address for i in tunnel_like for address in i.usable_addresses)
    has_v6_route = any(route.v6 for route in routes) if routes is not None else sources[1] is not None
    return Computer(
        platform=system.name,
        tunnels=tunnels,
        proxy="script" if system.proxy_settings.script else find_proxy_kind(find_proxies(system, readers.proxies)),
        has_ipv6=has_v6_route and any(is_global_v6(a) for i in interfaces for a in i.addresses),
        nameservers=nameservers,
        searched_below=resolvers.searched_below,
        hides_who_answers=resolvers.hides_who_answers,
        tunnel_addresses=tunnel_addresses,
        names_beside=bool(tunnels) and _resolvers_bypass_vpn(nameservers, tunnel_addresses, readers.source),
        outside=find_outside_interface(system, ordinary, routes, nameservers) if tunnels else None,
        bypass_tools=readers.tools(),
        leads_marked_elsewhere=readers.leads_marked_elsewhere(),
        hosts_file_names=frozenset(_parse_hosts_file(system.read_hosts_file())),
    )


def _resolvers_bypass_vpn(
    nameservers: Sequence[str], tunnel_addresses: Sequence[str], find_source: Callable[[str], str | None]
) -> bool:
    """Return whether every resolver is reached past the VPN; False if there is none, or if one is on this computer.

    Where a resolver on this computer forwards queries to cannot be seen.
    """
    sources = [find_source(address) for address in nameservers]
    return bool(sources) and all(
        source and source not in tunnel_addresses and not source.startswith("127.") and source != "::1"
        for source in sources
    )


def _parse_hosts_file(hosts: bytes) -> Iterator[str]:
    """Yield the names in a hosts file, in lower case; none without a dot, which cannot be a name on the internet."""
    for line in hosts.decode("utf-8", "replace").splitlines():
        for name in line.partition("#")[0].split()[1:]:
            normalised = name.lower().rstrip(".")
            if "." in normalised and not normalised.startswith("localhost."):
                yield normalised
