"""Flatpaks and Snaps, from the folders they are installed in."""

import re
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path

from dialtone.model.frozen import Frozen
from dialtone.system.quiet_files import is_there, names_in, read_start

_MOST_OF_A_DESCRIPTION = 2_000_000
_RELEASE = re.compile(rb"<release\s[^>]*?\bversion\s*=\s*[\"']([^\"'<>]{1,64})[\"']")
_SNAP_VERSION = re.compile(rb"^version:[ \t]*[\"']?([^\"'#\s]+)", re.MULTILINE)


class Flatpaks(Frozen, dict=True):
    """The apps below Flatpak's folders."""

    folders: Sequence[Path]

    def __contains__(self, identifier: str) -> bool:
        return identifier in self._places

    def folder(self, identifier: str) -> Path | None:
        """Return the folder of an app; None where it is not installed."""
        return self._places.get(identifier)

    def version(self, identifier: str) -> str:
        """Return the newest release in the app's own description, as Flatpak itself shows it."""
        shared = self._places[identifier] / "current" / "active" / "files" / "share"
        for folder, ending in (("metainfo", "metainfo"), ("appdata", "appdata"), ("metainfo", "appdata")):
            data = read_start(shared / folder / f"{identifier}.{ending}.xml", _MOST_OF_A_DESCRIPTION)
            if release := _RELEASE.search(data):
                return release[1].decode("utf-8", "replace")
        return ""

    @cached_property
    def _places(self) -> Mapping[str, Path]:
        places: dict[str, Path] = {}
        for folder in self.folders:
            for name in names_in(folder):
                if name not in places and is_there(folder / name / "current"):  # what was removed leaves only its data
                    places[name] = folder / name
        return places


class Snaps(Frozen, dict=True):
    """The apps below the folders where Snaps are mounted."""

    folders: Sequence[Path]

    def __contains__(self, name: str) -> bool:
        return name in self._places

    def version(self, name: str) -> str:
        """Return the version in the Snap's own description."""
        data = read_start(self._places[name] / "current" / "meta" / "snap.yaml", _MOST_OF_A_DESCRIPTION)
        found = _SNAP_VERSION.search(data)
        return found[1].decode("utf-8", "replace") if found else ""

    @cached_property
    def _places(self) -> Mapping[str, Path]:
        places: dict[str, Path] = {}
        for folder in self.folders:
            for name in names_in(folder):
                if name not in places and is_there(folder / name / "current"):
                    places[name] = folder / name
        return places
