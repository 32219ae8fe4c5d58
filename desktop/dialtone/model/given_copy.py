"""The copy for a person without Dialtone: a folder with the program, the newest advice, and a page about both."""

from enum import StrEnum

from dialtone.model.frozen import Frozen

PAGE = "read-me.html"


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
        """How it is opened, judged by its name; None for a file that is not a Dialtone package."""
        name, _, ending = self.name.lower().rpartition(".")
        if not name.startswith("dialtone"):
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
