"""The resolvers of a Unix system, from resolv.conf (resolv.conf(5)) and what systemd-resolved keeps behind its stub."""

from pathlib import Path

from dialtone.system.quiet_files import read_start

_MOST = 100_000
_STUBS = ("127.0.0.53", "127.0.0.54")
"""systemd-resolved(8)."""


def read_nameservers(root: Path) -> tuple[str, ...]:
    """Return the addresses, the first one first; those behind systemd's stub where that is asked."""
    asked = _listed(root / "etc" / "resolv.conf")
    if asked[:1] and asked[0] in _STUBS:
        return _listed(root / "run" / "systemd" / "resolve" / "resolv.conf") or asked
    return asked


def _listed(path: Path) -> tuple[str, ...]:
    lines = (line.split() for line in read_start(path, _MOST).decode("ascii", "replace").splitlines())
    return tuple(words[1].partition("%")[0] for words in lines if len(words) > 1 and words[0] == "nameserver")
