"""The command that starts this Dialtone again, and the form in which it can be passed on."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

_BUNDLE_CONTENTS = "Contents"
_SYSTEM = {"win32": "windows", "darwin": "macos"}.get(sys.platform, "linux")


def own_command() -> tuple[str, ...]:
    """Return the command that starts this program while this process runs: for an AppImage, the mounted program."""
    return (sys.executable,) if getattr(sys, "frozen", False) else (sys.executable, "-P", "-m", "dialtone")


def lasting_command(environ: Mapping[str, str] = os.environ) -> tuple[str, ...]:
    """Return the command that starts this program later too: for an AppImage, its file."""
    image, mounted = environ.get("APPIMAGE", ""), environ.get("APPDIR", "")
    # A program started from an AppImage inherits both variables, but is not in that AppImage's folder itself.
    is_in_image = image and mounted and Path(sys.executable).is_relative_to(mounted)
    return (image,) if is_in_image else own_command()


class OwnPackage(NamedTuple):  # the first frame loads this file, but not msgspec
    """The form in which this program can be passed on: a package's file, or the folder of the frozen program."""

    path: Path
    system: str
    """`linux`, `windows` or `macos`."""


def find_own_package(environ: Mapping[str, str] = os.environ) -> OwnPackage | None:
    """Return this program as it can be passed on; None if it runs from the sources, or was installed with pip."""
    if not getattr(sys, "frozen", False):
        return None
    program = Path(lasting_command(environ)[0]).resolve()
    if program.suffix.lower() == ".appimage":
        return OwnPackage(program, _SYSTEM)
    folder = program.parent
    is_in_bundle = folder.parent.name == _BUNDLE_CONTENTS  # as in `Dialtone.app/Contents/MacOS/`
    return OwnPackage(folder.parents[1] if is_in_bundle else folder, _SYSTEM)
