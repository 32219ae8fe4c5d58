"""What this Dialtone could be given on as: the AppImage that it runs from, or the folder of the frozen program."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path

from dialtone.model.frozen import Frozen
from dialtone.system.own_command import lasting_command

_APP = "Contents"
_SYSTEM = {"win32": "windows", "darwin": "macos"}.get(sys.platform, "linux")


class OwnPackage(Frozen):
    """What this program can be given on as: a package's file, or the folder of the frozen program.

    `system`: `linux`, `windows` or `macos`.
    """

    path: Path
    system: str


def own_package(environ: Mapping[str, str] = os.environ) -> OwnPackage | None:
    """Return the file or the folder; None where Python was installed apart (from the sources, with pip)."""
    if not getattr(sys, "frozen", False):
        return None
    program = Path(lasting_command(environ)[0]).resolve()
    if program.suffix.lower() == ".appimage":
        return OwnPackage(program, _SYSTEM)
    folder = program.parent
    bundled = folder.parent.name == _APP  # as in `Dialtone.app/Contents/MacOS/`
    return OwnPackage(folder.parents[1] if bundled else folder, _SYSTEM)
