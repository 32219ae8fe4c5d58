"""The apps on a Linux computer: in package managers' databases, as Flatpak, Snap or AppImage. No program is run."""

import re
import struct
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from functools import cached_property
from pathlib import Path, PurePosixPath

from dialtone.model.frozen import Frozen
from dialtone.system.linux_origins import parse_fields
from dialtone.system.quiet_files import list_names, path_exists, read_start

_MAX_DPKG_BYTES = 64_000_000
_STANZA = re.compile(rb"^Package: (.*)\n(?:.+\n?)*", re.MULTILINE)
_LARGEST_HEADER = 32_000_000
_RPM = ("var/lib/rpm", "usr/lib/sysimage/rpm", "usr/share/rpm")
"""Where rpm has its database: the old place, the new one, and ostree's. Formats older than SQLite are not read."""
_VERSION_TAG = 1001  # RPMTAG_VERSION
_STRING_TYPE = 6  # RPM_STRING_TYPE
_MAX_DESCRIPTION_BYTES = 2_000_000
_VERSION = re.compile(r"(?<![0-9A-Za-z])v?(\d+(?:\.\d+)+)")
_NAME_SUFFIX = re.compile(
    r"v?\d[\w.+~]*|x86|64|amd64|x64|i\d86|arm64|aarch64|armhf|linux\w*|desktop|release|stable|latest|setup|appimage",
    re.IGNORECASE,
)
"""A word that makers append to the app's name in the file's name: version, processor, system."""
_HASH = re.compile(r"_[0-9a-f]{32}$")
"""What AppImageLauncher appends to the name of a file that it has added to the menu."""


class LinuxPackages(Frozen, dict=True):
    """The packages below a root folder; each database is read once."""

    root: Path

    def find_versions(self, names: Sequence[str], rpm_names: Sequence[str]) -> Iterator[tuple[str, str]]:
        """Yield the installed packages of Debian, Arch Linux and rpm, and their versions, without an epoch."""
        for name in names:
            if (fields := self.read_debian_fields(name)) is not None:
                epoch, _, version = fields.get("Version", "").rpartition(":")
                yield name, version if not epoch or epoch.isdigit() else f"{epoch}:{version}"
        yield from ((name, self._pacman[name]) for name in names if name in self._pacman)
        headers = self._rpm_headers
        yield from ((name, _read_rpm_version(*headers[name])) for name in rpm_names if name in headers)

    def read_debian_fields(self, name: str) -> Mapping[str, str] | None:
        """Return dpkg's fields of an installed package; None if it is not installed."""
        start, end = self._dpkg_places.get(name.encode(), (0, 0))
        fields = parse_fields(self._dpkg_status[start:end])
        return fields if fields.get("Status", "").endswith(" installed") else None

    @cached_property
    def _dpkg_status(self) -> bytes:
        """The stanzas of all packages; also of removed ones, whose settings dpkg keeps."""
        return read_start(self.root / "var" / "lib" / "dpkg" / "status", _MAX_DPKG_BYTES)

    @cached_property
    def _dpkg_places(self) -> Mapping[bytes, tuple[int, int]]:
        """Where the stanza of each package begins and ends, by its name: copies of all would take megabytes."""
        return {stanza[1]: stanza.span() for stanza in _STANZA.finditer(self._dpkg_status)}

    @cached_property
    def _pacman(self) -> Mapping[str, str]:
        """The version of each package by name; a folder is called `name-version-release`."""
        parts = (name.rsplit("-", 2) for name in list_names(self.root / "var" / "lib" / "pacman" / "local"))
        return {part[0]: part[1] for part in parts if len(part) == 3}

    @cached_property
    def _rpm_headers(self) -> Mapping[str, tuple[Path, int]]:
        """Where the header of each package is, by its name: the database, and the header's number there."""
        headers: dict[str, tuple[Path, int]] = {}
        for folder in _RPM:
            database = self.root / folder / "rpmdb.sqlite"
            if path_exists(database):
                for name, header_number in _query_rows(database, "SELECT key, hnum FROM Name"):
                    if isinstance(name, str) and isinstance(header_number, int):
                        headers.setdefault(name, (database, header_number))
        return headers


def _query_rows(database: Path, query: str, *values: int) -> list[tuple[object, ...]]:
    """Return the rows of a query; none if the file is not a database or cannot be read."""
    import sqlite3  # imported here: only some systems have such a database, and the library takes a while to load

    # Immutable: no lock is taken and no extra file is created, even while another program writes to it.
    try:
        with closing(sqlite3.connect(f"{database.as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
            return connection.execute(query, values).fetchall()
    except (sqlite3.Error, ValueError):
        return []


def _read_rpm_version(database: Path, header_number: int) -> str:
    query = "SELECT substr(blob, 1, ?) FROM Packages WHERE hnum = ?"
    rows = _query_rows(database, query, _LARGEST_HEADER, header_number)
    blob = rows[0][0] if rows else None
    return read_header_text(blob, _VERSION_TAG) if isinstance(blob, bytes) else ""


def read_header_text(blob: bytes, wanted_tag: int) -> str:
    """Return the string with a tag in an rpm header; empty if there is none.

    A header consists of the numbers of entries and of bytes, the entries (tag, type, offset, count), and the bytes.
    Source: rpm's documentation, "Header format"; the database stores headers without the magic of package files.
    """
    try:
        entries, size = struct.unpack_from(">II", blob)
        for tag, kind, offset, _count in struct.iter_unpack(">IIII", blob[8 : 8 + 16 * entries]):
            if tag == wanted_tag and kind == _STRING_TYPE:
                text = blob[8 + 16 * entries :][:size][offset:].partition(b"\0")[0]
                return text.decode("utf-8", "replace")
    except struct.error:
        pass
    return ""


# Apps that no distribution installs: Flatpaks, Snaps and AppImages, found by their folders and files only


class Bundles(Frozen, dict=True):
    """The apps below the folders where Flatpaks are installed or Snaps are mounted."""

    folders: Sequence[Path]
    descriptions: tuple[str, ...]
    """Where an app's own description may be below its folder; `{}` stands for its name."""
    version_pattern: re.Pattern[bytes]
    """Matches the newest version in a description, as one group."""

    def __contains__(self, name: str) -> bool:
        return name in self._places

    def folder(self, name: str) -> Path | None:
        """Return the folder of an app; None if it is not installed."""
        return self._places.get(name)

    def version(self, name: str) -> str:
        """Return the version of an installed app, from the first description that has one; empty without one."""
        for description in self.descriptions:
            text = read_start(self._places[name] / description.format(name), _MAX_DESCRIPTION_BYTES)
            if match := self.version_pattern.search(text):
                return match[1].decode("utf-8", "replace")
        return ""

    @cached_property
    def _places(self) -> Mapping[str, Path]:
        """The folder of each installed app by name; the first of `folders` that has it counts."""
        places: dict[str, Path] = {}
        for folder in self.folders:
            for name in list_names(folder):
                if name not in places and path_exists(folder / name / "current"):  # removed apps leave only their data
                    places[name] = folder / name
        return places


def find_flatpaks(folders: Sequence[Path]) -> Bundles:
    """Return the Flatpaks in folders; their version is the newest release in the description, as Flatpak shows it."""
    shared = "current/active/files/share"
    descriptions = tuple(
        f"{shared}/{part}.xml" for part in ("metainfo/{}.metainfo", "appdata/{}.appdata", "metainfo/{}.appdata")
    )
    return Bundles(folders, descriptions, re.compile(rb"<release\s[^>]*?\bversion\s*=\s*[\"']([^\"'<>]{1,64})[\"']"))


def find_snaps(folders: Sequence[Path]) -> Bundles:
    """Return the Snaps in folders."""
    version = re.compile(rb"^version:[ \t]*[\"']?([^\"'#\s]+)", re.MULTILINE)
    return Bundles(folders, ("current/meta/snap.yaml",), version)


# AppImages: one file that is the whole app. Its name contains the app's, and often the version.


def is_app_image(program: str) -> bool:
    """Return whether a file is an AppImage, by its extension."""
    return program.lower().endswith(".appimage")


def read_app_image_version(program: str) -> str:
    """Return the version in an AppImage's file name, such as `Signal-8.24.1.AppImage`; empty without one."""
    match = _VERSION.search(_strip_ending(program))
    return match[1] if match else ""


def find_named_trace(program: str, traces: Iterable[str]) -> str:
    """Return the first of a messenger's traces that an AppImage is named after; empty if there is none."""
    words = re.split(r"[-_ ]", _strip_ending(program).casefold())
    while words and _NAME_SUFFIX.fullmatch(words[-1]):
        words.pop()
    name = "-".join(words)
    for trace in traces:
        short = PurePosixPath(trace).name.casefold()
        if name and name in (short, short.removesuffix("-desktop")):
            return trace
    return ""


def _strip_ending(program: str) -> str:
    return _HASH.sub("", PurePosixPath(program).name[: -len(".AppImage")])
