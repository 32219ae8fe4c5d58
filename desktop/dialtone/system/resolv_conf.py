"""The resolvers of a Unix system: resolv.conf (resolv.conf(5)), and those behind the stub of systemd-resolved."""

import ipaddress
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from dialtone.model.frozen import Frozen
from dialtone.system.quiet_files import read_lines

_MAX_BYTES = 100_000
_STUBS = ("127.0.0.53", "127.0.0.54")  # the addresses of systemd's stub (systemd-resolved(8))
_MAX_DOTS = 15  # RES_MAXNDOTS in glibc's resolv.h
_USUAL_TIMEOUT = 5  # RES_TIMEOUT there, in seconds


class ResolverSettings(Frozen):
    """The resolvers that a system uses, and how."""

    nameservers: tuple[str, ...] = ()
    """Their addresses in order; if systemd's stub is in use, of those behind it."""
    searched_below: int = 0
    """The number of dots below which a name is first tried with each domain of the search list; 0 without one.

    Windows and macOS query a name with a dot as it is (AppendToMultiLabelName, which is off unless a policy sets it;
    mDNSResponder(8), AlwaysAppendSearchDomains).
    """
    hides_who_answers: bool = False
    """Whether any of the resolvers may be the one that answers, and how long it takes does not tell which."""


def read_resolvers(root: Path) -> ResolverSettings:
    """Return the settings of the C library. The last search list and the last value of each option count."""
    lines = _read_words(root / "etc" / "resolv.conf")
    configured = _list_nameservers(lines)
    has_stub = bool(configured) and configured[0] in _STUBS
    behind_stub = _list_nameservers(_read_words(root / "run" / "systemd" / "resolve" / "resolv.conf"))
    domains = next((words[1:] for words in reversed(lines) if words[0] in ("search", "domain")), [])
    options = [option for words in lines if words[0] == "options" for option in words[1:]]
    # With `rotate` it begins with another resolver each time; with a short `timeout` it soon asks the next.
    asks_in_turn = "rotate" in options or _read_option(options, "timeout", usual=_USUAL_TIMEOUT) < _USUAL_TIMEOUT
    return ResolverSettings(
        nameservers=(behind_stub or configured) if has_stub else configured,
        searched_below=0 if set(domains) <= {"."} else min(_read_option(options, "ndots", usual=1), _MAX_DOTS),
        hides_who_answers=len(configured) > 1 and not has_stub and asks_in_turn,
    )


def _read_words(path: Path) -> list[list[str]]:
    return [words for line in read_lines(path, _MAX_BYTES) if (words := line.split())]


def _read_option(options: list[str], name: str, usual: int) -> int:
    pairs = (option.partition(":") for option in options)
    values = [int(value) for key, _, value in pairs if key == name and value.isdecimal()]
    return values[-1] if values else usual


def _list_nameservers(lines: list[list[str]]) -> tuple[str, ...]:
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
