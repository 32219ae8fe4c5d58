"""The databases of package managers: Debian's, Arch's, and rpm's if it uses SQLite. None of their programs is run."""

import struct
from collections.abc import Mapping
from contextlib import closing
from functools import cached_property
from pathlib import Path

from dialtone.model.frozen import Frozen
from dialtone.system.linux_origins import parse_fields
from dialtone.system.quiet_files import list_names, path_exists, read_start

_MAX_DPKG_BYTES = 64_000_000
_LARGEST_HEADER = 32_000_000
_RPM = ("var/lib/rpm", "usr/lib/sysimage/rpm", "usr/share/rpm")
"""Where rpm has its database: the old place, the new one, and ostree's. Formats older than SQLite are not read."""
_VERSION_TAG, _STRING_TYPE = 1001, 6  # RPMTAG_VERSION and RPM_STRING_TYPE


class LinuxPackages(Frozen, dict=True):
    """The packages below a root folder; each database is read once."""

    root: Path

    def find_debian_version(self, name: str) -> str | None:
        """Return the version of a Debian package, without a numeric epoch; None if it is not installed."""
        fields = self.read_debian_fields(name)
        if fields is None:
            return None
        epoch, _, version = fields.get("Version", "").rpartition(":")
        return version if not epoch or epoch.isdigit() else f"{epoch}:{version}"

    def read_debian_fields(self, name: str) -> Mapping[str, str] | None:
        """Return dpkg's fields of an installed package; None if it is not installed."""
        fields = parse_fields(self._dpkg.get(name.encode(), b""))
        return fields if fields.get("Status", "").endswith(" installed") else None

    def find_arch_version(self, name: str) -> str | None:
        """Return the version of a package of Arch Linux; None if it is not installed."""
        return self._pacman.get(name)

    def find_rpm_version(self, name: str) -> str | None:
        """Return the version of an rpm, empty if its header cannot be read; None if it is not installed."""
        header = self._rpm_headers.get(name)
        return None if header is None else _read_rpm_version(*header)

    @cached_property
    def _dpkg(self) -> Mapping[bytes, bytes]:
        """The stanza of each package by its name; also of removed ones, whose settings dpkg keeps."""
        data = read_start(self.root / "var" / "lib" / "dpkg" / "status", _MAX_DPKG_BYTES)
        key = b"Package: "
        stanzas = (stanza.lstrip(b"\n") for stanza in data.split(b"\n\n"))
        return {s.removeprefix(key).partition(b"\n")[0]: s for s in stanzas if s.startswith(key)}

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
    import sqlite3  # inside: only some systems have such a database, and the library takes a while to load

    # Immutable: no lock is taken and no extra file is created, even while another program writes to it.
    try:
        with closing(sqlite3.connect(f"{database.as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
            return connection.execute(query, values).fetchall()
    except (sqlite3.Error, ValueError):
        return []


def _read_rpm_version(database: Path, header_number: int) -> str:
    """Return the version in a header; empty if it cannot be read."""
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
