"""The resolvers of a Unix system: resolv.conf (resolv.conf(5)), and those behind the stub of systemd-resolved."""

import ipaddress
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from dialtone.system.quiet_files import read_lines

_MAX_BYTES = 100_000
_STUBS = ("127.0.0.53", "127.0.0.54")
"""systemd-resolved(8)."""
_MAX_DOTS = 15
"""RES_MAXNDOTS in glibc's resolv.h."""


def read_nameservers(root: Path) -> tuple[str, ...]:
    """Return the addresses in order; if systemd's stub is in use, those behind it."""
    configured = _read_listed(root / "etc" / "resolv.conf")
    if configured[:1] and configured[0] in _STUBS:
        return _read_listed(root / "run" / "systemd" / "resolve" / "resolv.conf") or configured
    return configured


def read_searched_below(root: Path) -> int:
    """Return the number of dots below which the C library first tries a name with each domain of its search list.

    0 if there is no search list; else `ndots`, which is 1 unless set. The last line of a kind counts.
    """
    lines = [line.split() for line in read_lines(root / "etc" / "resolv.conf", _MAX_BYTES)]
    domains = next((words[1:] for words in reversed(lines) if words[:1] in (["search"], ["domain"])), [])
    if set(domains) <= {"."}:
        return 0
    options = [option for words in lines if words[:1] == ["options"] for option in words[1:]]
    dots = [int(n) for option in options if (n := option.removeprefix("ndots:")) != option and n.isdecimal()]
    return min(dots[-1], _MAX_DOTS) if dots else 1


def _read_listed(path: Path) -> tuple[str, ...]:
    lines = (line.split() for line in read_lines(path, _MAX_BYTES))
    return tuple(words[1].partition("%")[0] for words in lines if len(words) > 1 and words[0] == "nameserver")


# The resolvers of one interface, in systemd's own files. systemd calls their formats private, so they are parsed
# defensively. systemd-resolved stores what others set for a link (NetworkManager does), src/resolve/resolved-link.c,
# link_save_user; systemd-networkd what a lease or a file gave it, src/network/networkd-state-file.c, link_save.


def read_link_nameservers(root: Path, index: int) -> tuple[str, ...]:
    """Return the addresses of the resolvers given for an interface, in order; may be empty."""
    systemd = root / "run" / "systemd"
    sources = ((systemd / "resolve" / "netif", "SERVERS"), (systemd / "netif" / "links", "DNS"))
    addresses = (address for folder, key in sources for address in _read_state_file(folder / str(index), key))
    return tuple(dict.fromkeys(addresses))


def _read_state_file(path: Path, key: str) -> Iterator[str]:
    """Yield the addresses in the value of `key`, in a file of systemd; what is no address is skipped."""
    for line in read_lines(path, _MAX_BYTES):
        name, _, value = line.partition("=")
        for word in value.split() if name == key else ():
            address = word.partition("#")[0].partition("%")[0]  # without the TLS name and the interface
            with suppress(ValueError):
                yield str(ipaddress.ip_address(address))
