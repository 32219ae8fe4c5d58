"""Where a Debian package came from: apt's lists of its sources, which apt itself tested when it fetched them."""

import mmap
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from dialtone.model.maker import Origin, OriginGap, OriginKind
from dialtone.system.quiet_files import names_in, read_start

_SAME = ("Package", "Version", "Installed-Size", "Depends", "Pre-Depends", "Conflicts", "Breaks", "Replaces")
"""What must be alike: apt compares the same fields, for dpkg keeps no sum (its VersionHash)."""
_DISTRIBUTIONS = ("Debian", "Ubuntu", "Debian Backports")
_PACKAGES = "_Packages"
_MOST_OF_A_RELEASE = 2_000_000
_MOST_OF_A_STANZA = 200_000
_SUITE = re.compile(r"^(.*_dists_.+?)_[^_]+_binary-[^_]+$")
"""`updates.signal.org_desktop_apt_dists_xenial_main_binary-amd64`: the source and the suite stand before the part."""


def package_origin(root: Path, installed: Mapping[str, str]) -> Origin:
    """Return whose signed lists hold an installed package, whose fields are given.

    Several sources that hold the same package must be of one publisher, else nobody can be named.
    """
    lists = root / "var" / "lib" / "apt" / "lists"
    found = {_source(lists, name) for name in names_in(lists) if _holds(lists / name, installed)}
    return found.pop() if len(found) == 1 else Origin(gap=OriginGap.PACKAGE)


def fields(stanza: bytes) -> dict[str, str]:
    """Return the one-line fields of a stanza."""
    lines = stanza.decode("utf-8", "replace").splitlines()
    return dict(line.split(": ", 1) for line in lines if ": " in line and line[0] != " ")


def _holds(path: Path, installed: Mapping[str, str]) -> bool:
    return path.name.endswith(_PACKAGES) and any(
        all(_plain(fields(stanza).get(key, "")) == _plain(installed.get(key, "")) for key in _SAME)
        for stanza in _stanzas(path, installed.get("Package", ""))
    )


def _plain(value: str) -> str:
    """Return a field as apt compares it: dpkg writes some of them anew."""
    return "".join(value.split()).lower()


def _stanzas(path: Path, package: str) -> Iterator[bytes]:
    """Yield the stanzas of a package. Lists have a hundred megabytes: they are searched in place, not read."""
    start = f"Package: {package}\n".encode()
    with (
        suppress(OSError, ValueError),
        path.open("rb") as file,
        mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data,
    ):
        place = data.find(start)
        while place >= 0:
            if place == 0 or data[place - 1] == ord("\n"):
                end = data.find(b"\n\n", place)
                yield data[place : end if end >= 0 else place + _MOST_OF_A_STANZA]
            place = data.find(start, place + 1)


def _source(lists: Path, name: str) -> Origin:
    """Return the publisher of a list. Apt keeps the signed description of a source beside it, or drops the source."""
    suite = _SUITE.match(name.removesuffix(_PACKAGES))
    release = b""
    if suite is not None:
        release = read_start(lists / f"{suite[1]}_InRelease", _MOST_OF_A_RELEASE)
        if not release and read_start(lists / f"{suite[1]}_Release.gpg", 1):
            release = read_start(lists / f"{suite[1]}_Release", _MOST_OF_A_RELEASE)
    origin = fields(release.replace(b"\r", b"")).get("Origin", "")
    host = name.partition("_")[0]
    if not release:
        return Origin(publisher=host, gap=OriginGap.PACKAGE)
    if origin in _DISTRIBUTIONS:
        return Origin(OriginKind.DISTRIBUTION, origin.partition(" ")[0])
    return Origin(OriginKind.APT, host)
