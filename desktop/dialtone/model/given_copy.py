"""What a person without Dialtone is given: a folder with the program, the newest advice, and a page about both."""

from enum import StrEnum

from dialtone.model.frozen import Frozen


class Opening(StrEnum):
    """How a package is begun with; the page has steps for each."""

    APPIMAGE = "appimage"
    DEB = "deb"
    RPM = "rpm"
    LINUX_ZIP = "linux_zip"
    WINDOWS_SETUP = "windows_setup"
    WINDOWS_ZIP = "windows_zip"
    MACOS = "macos"
    WHEEL = "wheel"


class Known(StrEnum):
    """What is known of a package."""

    OWN = "own"
    """It is the program that runs."""
    ANNOUNCED = "announced"
    """A signed update named it, with this very SHA-256."""
    UNKNOWN = "unknown"


class Advice(StrEnum):
    """What became of the advice."""

    GIVEN = "given"
    BUILT_IN = "built_in"
    """There is none newer than what is in the program."""
    EXPIRED = "expired"
    """Another Dialtone would refuse it: it has expired."""
    LEFT_OUT = "left_out"
    """Where the person is, passing it on can be punished."""


class GivenFile(Frozen):
    """A package in the folder."""

    name: str
    known: Known = Known.UNKNOWN

    @property
    def opening(self) -> Opening | None:
        """How it is begun with, by its name; None for what is no package of Dialtone."""
        name, _, ending = self.name.lower().rpartition(".")
        if not name.startswith("dialtone"):
            return None
        return (
            next((how for word, how in _ZIPS.items() if word in name), None)
            if ending == "zip"
            else _OPENINGS.get(ending)
        )


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
    """What is in the folder, but for the page."""

    version: str
    files: tuple[GivenFile, ...]
    advice: Advice
    advice_file: str = ""
