"""Packages of Dialtone: those that its makers announce in `release.json`, and those in a copy for another person."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Annotated

from msgspec import Meta

from dialtone.model.frozen import Frozen

PAGE = "read-me.html"
_Sentences = Annotated[tuple[str, ...], Meta(max_length=12)]
_Language = Annotated[str, Meta(pattern=r"^[a-z]{2,3}\Z")]


class ReleaseFile(Frozen):
    """A package, exact to the last byte."""

    name: Annotated[str, Meta(pattern=r"^[A-Za-z0-9][A-Za-z0-9._+-]{0,99}\Z")]
    sha256: Annotated[str, Meta(pattern=r"^[0-9a-f]{64}\Z")]
    bytes: Annotated[int, Meta(ge=1, le=2_000_000_000)]


class Release(Frozen):
    """The content of an announcement: a version, its changes and packages."""

    version: Annotated[str, Meta(pattern=r"^[0-9]{1,4}(\.[0-9]{1,4}){1,3}\Z")]
    day: date
    changes: Mapping[_Language, _Sentences] = {}
    files: Annotated[tuple[ReleaseFile, ...], Meta(max_length=60)] = ()

    def changes_in(self, language: str) -> tuple[str, ...]:
        """Return what changed in the reader's language, or in English where that language is missing."""
        return self.changes.get(language) or self.changes.get("en", ())


# The copy: a folder with the program, the newest advice, and a page about both


class Opening(StrEnum):
    """How a package is opened; the page has steps for each."""

    APPIMAGE = "appimage"
    DEB = "deb"
    RPM = "rpm"
    LINUX_ZIP = "linux_zip"
    WINDOWS_SETUP = "windows_setup"
    WINDOWS_ZIP = "windows_zip"
    MACOS = "macos"
    WHEEL = "wheel"


class Provenance(StrEnum):
    """What is known about a package."""

    OWN = "own"
    ANNOUNCED = "announced"
    """A signed update named it, with exactly this SHA-256."""
    UNKNOWN = "unknown"


class Advice(StrEnum):
    """What happened to the advice."""

    GIVEN = "given"
    BUILT_IN = "built_in"
    """None is newer than the advice built into the program."""
    EXPIRED = "expired"
    """It has expired: another Dialtone would refuse it."""
    LEFT_OUT = "left_out"
    """Passing it on can be punished where the person is."""


class GivenFile(Frozen):
    """A package in the folder."""

    name: str
    provenance: Provenance = Provenance.UNKNOWN

    @property
    def opening(self) -> Opening | None:
        """How it is opened, judged by its name; None for a file that is not a Dialtone package, or hides its name."""
        name, _, ending = self.name.lower().rpartition(".")
        if not (name.startswith("dialtone") and name.isprintable()):
            return None
        if ending == "zip":
            return next((opening for system, opening in _ZIPS.items() if system in name), None)
        return _OPENINGS.get(ending)


_ZIPS = {"windows": Opening.WINDOWS_ZIP, "linux": Opening.LINUX_ZIP, "macos": Opening.MACOS}
_OPENINGS = {
    "appimage": Opening.APPIMAGE,
    "deb": Opening.DEB,
    "rpm": Opening.RPM,
    "exe": Opening.WINDOWS_SETUP,
    "dmg": Opening.MACOS,
    "whl": Opening.WHEEL,
}


class GivenCopy(Frozen):
    """The contents of the folder, except the page."""

    version: str
    files: tuple[GivenFile, ...]
    advice: Advice
    advice_file: str = ""
