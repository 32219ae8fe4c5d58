"""The resolvers of a Unix system: resolv.conf (resolv.conf(5)), and those behind the stub of systemd-resolved."""

import ipaddress
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from dialtone.system.quiet_files import read_lines

_MAX_BYTES = 100_000
_STUBS = ("127.0.0.53", "127.0.0.54")  # the addresses of systemd's stub (systemd-resolved(8))
_MAX_DOTS = 15  # RES_MAXNDOTS in glibc's resolv.h
_USUAL_TIMEOUT = 5  # RES_TIMEOUT there, in seconds


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
    lines = _read_words(root / "etc" / "resolv.conf")
    domains = next((words[1:] for words in reversed(lines) if words[:1] in (["search"], ["domain"])), [])
    if set(domains) <= {"."}:
        return 0
    return min(_read_option(lines, "ndots", usual=1), _MAX_DOTS)


def hides_who_answers(root: Path) -> bool:
    """Return whether any of the resolvers may be the one that answers, and how long it takes does not tell which.

    With `rotate` the C library begins with another one each time; with a short `timeout` it soon asks the next.
    """
    configured = _read_resolv_conf(root / "etc" / "resolv.conf")
    if len(configured) < 2 or configured[0] in _STUBS:
        return False
    lines = _read_words(root / "etc" / "resolv.conf")
    rotates = any("rotate" in words[1:] for words in lines if words[:1] == ["options"])
    return rotates or _read_option(lines, "timeout", usual=_USUAL_TIMEOUT) < _USUAL_TIMEOUT


def _read_words(path: Path) -> list[list[str]]:
    return [line.split() for line in read_lines(path, _MAX_BYTES)]


def _read_option(lines: list[list[str]], name: str, usual: int) -> int:
    options = (option.partition(":") for words in lines if words[:1] == ["options"] for option in words[1:])
    values = [int(value) for key, _, value in options if key == name and value.isdecimal()]
    return values[-1] if values else usual


def _read_resolv_conf(path: Path) -> tuple[str, ...]:
    lines = _read_words(path)
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
