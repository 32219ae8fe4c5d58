"""The conditions of a check, read from the operating system within a moment. Nothing is sent.

Of programs only the system's own tools for its proxy settings are run: Apple's `scutil`, and GNOME's `gsettings`.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence

from dialtone.model.computer import Computer
from dialtone.model.frozen import Frozen
from dialtone.system.bypass_tools import find_running_tools
from dialtone.system.interfaces import (
    Interface,
    find_carriers,
    is_global_v6,
    list_usable_addresses,
    looks_like_tunnel,
    read_interfaces,
)
from dialtone.system.operating_system import OperatingSystem
from dialtone.system.outside_interface import find_outside_interface
from dialtone.system.source_address import INTERNET, INTERNET_6, find_source_address
from dialtone.system.system_proxy import find_proxies, find_proxy_kind, read_system_proxies
from dialtone.system.this_system import this_system


class SystemReaders(Frozen):
    """The functions that read the system; tests pass their own."""

    interfaces: Callable[[], Sequence[Interface]] = read_interfaces
    source: Callable[[str], str | None] = find_source_address
    proxies: Callable[[], Mapping[str, str]] = read_system_proxies
    """The environment's proxies on Linux; on Windows and macOS also the system's."""
    tools: Callable[[], tuple[str, ...]] = find_running_tools


def inspect_computer(
    system: OperatingSystem | None = None,
    readers: SystemReaders = SystemReaders(),  # noqa: B008  # frozen
) -> Computer:
    """Return what the operating system reports about this computer.

    An interface counts as a VPN only if it looks like one and also carries traffic to the whole internet.
    """
    system = system if system is not None else this_system()
    interfaces, routes, nameservers = readers.interfaces(), system.routes(), system.nameservers()
    known_tunnels = system.tunnels()
    sources = (readers.source(INTERNET), readers.source(INTERNET_6))
    carriers = find_carriers(interfaces, sources, routes or ())
    tunnel_like = [i for i in interfaces if looks_like_tunnel(i, known_tunnels)]
    ordinary = [i for i in interfaces if i not in tunnel_like]
    tunnels = tuple(i.name for i in tunnel_like if i.name in carriers and list_usable_addresses([i]))
    tunnel_addresses = tuple(list_usable_addresses(tunnel_like))
    has_v6_route = any(route.v6 for route in routes) if routes is not None else sources[1] is not None
    return Computer(
        platform=system.name,
        tunnels=tunnels,
        proxy="script" if system.proxy_settings.script else find_proxy_kind(find_proxies(system, readers.proxies)),
        has_ipv6=has_v6_route and any(is_global_v6(a) for i in interfaces for a in i.addresses),
        nameservers=nameservers,
        searched_below=system.searched_below(),
        tunnel_addresses=tunnel_addresses,
        names_beside=bool(tunnels) and _bypass_vpn(nameservers, tunnel_addresses, readers.source),
        outside=find_outside_interface(system, ordinary, routes, nameservers) if tunnels else None,
        bypass_tools=readers.tools(),
        hosts_file_names=frozenset(_read_names(system.hosts_file())),
    )


def _bypass_vpn(nameservers: Sequence[str], in_tunnel: Sequence[str], source: Callable[[str], str | None]) -> bool:
    """Return whether every resolver is reached past the VPN. Where one on this computer forwards to cannot be seen."""
    sources = [source(address) for address in nameservers]
    return bool(sources) and all(s and s not in in_tunnel and not s.startswith("127.") and s != "::1" for s in sources)


def _read_names(hosts: bytes) -> Iterator[str]:
    """Yield the names to which the hosts file gives an address; one without a dot is no name of the internet."""
    for line in hosts.decode("utf-8", "replace").splitlines():
        for name in line.partition("#")[0].split()[1:]:
            plain = name.lower().rstrip(".")
            if "." in plain and not plain.startswith("localhost."):
                yield plain
