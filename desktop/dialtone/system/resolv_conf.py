"""The resolvers of a Unix system: resolv.conf (resolv.conf(5)), and those behind the stub of systemd-resolved."""

import ipaddress
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from dialtone.system.quiet_files import read_lines

_MAX_BYTES = 100_000
_STUBS = ("127.0.0.53", "127.0.0.54")
"""The addresses of systemd's stub (systemd-resolved(8))."""
_MAX_DOTS = 15
"""RES_MAXNDOTS in glibc's resolv.h."""


def read_nameservers(root: Path) -> tuple[str, ...]:
    """Return the addresses of the system's resolvers in order; if systemd's stub is in use, those behind it."""
    configured = _read_resolv_conf(root / "etc" / "resolv.conf")
    if configured[:1] and configured[0] in _STUBS:
        return _read_resolv_conf(root / "run" / "systemd" / "resolve" / "resolv.conf") or configured
    return configured


def read_searched_below(root: Path) -> int:
    """Return the number of dots below which the C library first tries a name with each domain of its search list.

    0 without a search list; else `ndots`, which is 1 unless set. The last list and the last `ndots` count.
    """
    lines = [line.split() for line in read_lines(root / "etc" / "resolv.conf", _MAX_BYTES)]
    domains = next((words[1:] for words in reversed(lines) if words[:1] in (["search"], ["domain"])), [])
    if set(domains) <= {"."}:
        return 0
    options = [option for words in lines if words[:1] == ["options"] for option in words[1:]]
    dots = [int(n) for option in options if (n := option.removeprefix("ndots:")) != option and n.isdecimal()]
    return min(dots[-1], _MAX_DOTS) if dots else 1


def _read_resolv_conf(path: Path) -> tuple[str, ...]:
    """Return the addresses in a file with the format of resolv.conf, without zones."""
    lines = (line.split() for line in read_lines(path, _MAX_BYTES))
    return tuple(words[1].partition("%")[0] for words in lines if len(words) > 1 and words[0] == "nameserver")


# The resolvers of one interface, in systemd's own files. systemd calls their formats private, so they are parsed
# defensively. systemd-resolved stores what other programs set for a link, such as NetworkManager (link_save_user in
# src/resolve/resolved-link.c); systemd-networkd what comes from a lease or a file (link_save in
# src/network/networkd-state-file.c).


def read_link_nameservers(root: Path, index: int) -> tuple[str, ...]:
    """Return the addresses of the resolvers of an interface, in order; empty if none are stored for it."""
    systemd = root / "run" / "systemd"
    sources = ((systemd / "resolve" / "netif", "SERVERS"), (systemd / "netif" / "links", "DNS"))
    addresses = (address for folder, key in sources for address in _read_state_file(folder / str(index), key))
    return tuple(dict.fromkeys(addresses))


def _read_state_file(path: Path, key: str) -> Iterator[str]:
    """Yield the addresses in the value of `key`, in a file of systemd; other words are skipped."""
    for line in read_lines(path, _MAX_BYTES):
        name, _, value = line.partition("=")
        for word in value.split() if name == key else ():
            address = word.partition("#")[0].partition("%")[0]  # without the TLS name and the interface
            with suppress(ValueError):
                yield str(ipaddress.ip_address(address))
