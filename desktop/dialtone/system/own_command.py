"""The command that starts this Dialtone again, and the form in which it can be passed on."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

_APP = "Contents"
_SYSTEM = {"win32": "windows", "darwin": "macos"}.get(sys.platform, "linux")


def own_command() -> tuple[str, ...]:
    """Return the command for a further process now: for an AppImage, the program unpacked while this one runs."""
    return (sys.executable,) if getattr(sys, "frozen", False) else (sys.executable, "-P", "-m", "dialtone")


def lasting_command(environ: Mapping[str, str] = os.environ) -> tuple[str, ...]:
    """Return the command that stays valid after this process: for an AppImage, its file."""
    image, mounted = environ.get("APPIMAGE", ""), environ.get("APPDIR", "")
    # A program started from an AppImage inherits both variables, but is not in that AppImage's folder itself.
    is_in_image = image and mounted and Path(sys.executable).is_relative_to(mounted)
    return (image,) if is_in_image else own_command()


class OwnPackage(NamedTuple):  # the first frame loads this file, but not msgspec
    """The form in which this program can be passed on: a package's file, or the folder of the frozen program.

    `system`: `linux`, `windows` or `macos`.
    """

    path: Path
    system: str


def find_own_package(environ: Mapping[str, str] = os.environ) -> OwnPackage | None:
    """Return the file or the folder; None if Python was installed separately (from the sources, with pip)."""
    if not getattr(sys, "frozen", False):
        return None
    program = Path(lasting_command(environ)[0]).resolve()
    if program.suffix.lower() == ".appimage":
        return OwnPackage(program, _SYSTEM)
    folder = program.parent
    bundled = folder.parent.name == _APP  # as in `Dialtone.app/Contents/MacOS/`
    return OwnPackage(folder.parents[1] if bundled else folder, _SYSTEM)
