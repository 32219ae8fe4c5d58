"""Resolvers that people run, from Debian: unbound and dnsmasq as the provider's resolver, or as a filter at home.

As the provider's they ask the lab's own resolver, and tell the network's lies from their own configuration, as
providers and filters write them (unbound.conf(5), ``local-zone``; dnsmasq(8), ``--address``; both read 2026-11-25).
Nothing of the system's is read or started: each runs as a child, with a file of its own.
"""

import ipaddress
import shlex
import subprocess
from collections.abc import Iterable, Sequence
from pathlib import Path

from lab import programs
from lab.scenario import DnsLie

PROGRAMS = ("unbound", "dnsmasq")
UPSTREAM_PORT = 5353
"""Where the lab's own resolver listens, on loopback, while one of these has its place."""
#: Names a program for the filter at home; the lines of ``client_programs`` read it.
AT_HOME = "REAL_RESOLVER"
_TTL = 300
_ZERO = "0.0.0.0,::"
_UNBOUND_ZONES = {
    "NXDOMAIN": "always_nxdomain",
    "NODATA": "always_nodata",
    "REFUSED": "always_refuse",
    "TIMEOUT": "always_deny",
    _ZERO: "always_null",
}
_DNSMASQ_ANSWERS = {"NXDOMAIN": "", _ZERO: "#"}


def start(program: str, lies: Sequence[DnsLie], addresses: Sequence[str], folder: Path) -> subprocess.Popen[bytes]:
    """Start one at addresses that this computer has, port 53, with lies of its own."""
    write = {"unbound": unbound_file, "dnsmasq": dnsmasq_file}[program]
    path = folder / f"{program}.conf"
    path.write_text(write(lies, addresses, f"127.0.0.1:{UPSTREAM_PORT}"))
    return programs.start(command_line(programs.find(program), path))


def command_line(program: str, path: Path | str) -> list[str]:
    """Return the command that runs a program in the foreground with a file of its own."""
    if program.endswith("unbound"):
        return [program, "-d", "-p", "-c", str(path)]
    return [program, "--keep-in-foreground", f"--conf-file={path}"]


def at_home(address: str, upstream: str, answer: str, names: Sequence[str]) -> str:
    """Return lines of a shell that become the filter which the variable names; where it is empty they do nothing."""
    lies = (DnsLie(tuple(f"*.{name}" for name in names), _as_lie(answer)),)
    cases = []
    for program, write in (("unbound", unbound_file), ("dnsmasq", dnsmasq_file)):
        path = f"$HOME/{program}.conf"
        text = shlex.quote(write(lies, (address,), f"{upstream}:53"))
        words = " ".join(command_line(program, f'"{path}"'))
        cases.append(f'{program}) PATH="$PATH:/usr/sbin:/sbin"; printf %s {text} > "{path}"; exec {words};;')
    return f'case "${AT_HOME}" in {" ".join(cases)} esac'


def _as_lie(answer: str) -> str:
    return {"zero": _ZERO, "nxdomain": "NXDOMAIN"}.get(answer, answer)


def unbound_file(lies: Sequence[DnsLie], addresses: Iterable[str], upstream: str) -> str:
    """Return unbound's configuration: no DNSSEC, since the lab has none, and all that is no lie asked elsewhere."""
    host, _, port = upstream.rpartition(":")
    lines = [
        'server:\n username: ""\n chroot: ""\n directory: ""\n pidfile: ""\n use-syslog: no\n logfile: ""',
        ' module-config: "iterator"\n do-not-query-localhost: no\n num-threads: 1\n do-daemonize: no',
        " access-control: 0.0.0.0/0 allow\n access-control: ::/0 allow",
        *(f" interface: {address}" for address in addresses),
    ]
    for lie in lies:
        lines += [line for pattern in lie.names for line in _unbound_lie(pattern.removeprefix("*."), lie)]
    return "\n".join([*lines, f'forward-zone:\n name: "."\n forward-addr: {host}@{port}', ""])


def _unbound_lie(name: str, lie: DnsLie) -> list[str]:
    """Return the lines with which unbound lies about a name."""
    if _is_told(lie) and lie.answer in _UNBOUND_ZONES:
        return [f' local-zone: "{name}." {_UNBOUND_ZONES[lie.answer]}']
    kinds = [(_kind(address), address) for address in _addresses(lie)]
    return [
        f' local-zone: "{name}." redirect',
        *(f' local-data: "{name}. {_TTL} IN {kind} {address}"' for kind, address in kinds),
    ]


def dnsmasq_file(lies: Sequence[DnsLie], addresses: Iterable[str], upstream: str) -> str:
    """Return dnsmasq's configuration, as routers and Pi-hole's ancestor have it."""
    lines = ["no-resolv", "no-hosts", "bind-interfaces", "user=root", "group=root", "pid-file="]
    lines += [f"local-ttl={_TTL}", f"server={upstream.replace(':', '#')}"]
    lines += [f"listen-address={address}" for address in addresses]
    for lie in lies:
        told = (_DNSMASQ_ANSWERS[lie.answer],) if _is_told(lie) and lie.answer in _DNSMASQ_ANSWERS else _addresses(lie)
        for name in (pattern.removeprefix("*.") for pattern in lie.names):
            # Without ``local`` the other family's addresses are asked upstream: a lie about IPv4 alone.
            lines += [f"local=/{name}/", *(f"address=/{name}/{each}" for each in told)]
    return "\n".join([*lines, ""])


def _is_told(lie: DnsLie) -> bool:
    """Return whether a program can tell a lie. Raises `ValueError` where none of them can."""
    if lie.qtype or lie.delay or lie.only_nonexistent or "*" in lie.names:
        raise ValueError(f"neither unbound nor dnsmasq tells this lie: {lie}")
    return True


def _addresses(lie: DnsLie) -> tuple[str, ...]:
    """Return the addresses of a lie. Raises `ValueError` where it has none."""
    return tuple(str(ipaddress.ip_address(part)) for part in lie.answer.split(",") if _is_told(lie))


def _kind(address: str) -> str:
    return "AAAA" if ":" in address else "A"
