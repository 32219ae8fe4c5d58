"""The command that starts this Dialtone again."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path


def own_command() -> tuple[str, ...]:
    """Return the command for a process beside this one: for an AppImage, the program unpacked while this one runs."""
    return (sys.executable,) if getattr(sys, "frozen", False) else (sys.executable, "-P", "-m", "dialtone")


def lasting_command(environ: Mapping[str, str] = os.environ) -> tuple[str, ...]:
    """Return the command that holds after this process has ended too: for an AppImage, its file."""
    image, mounted = environ.get("APPIMAGE", ""), environ.get("APPDIR", "")
    # A program that was itself started from an AppImage hands both names down: this one lies in no folder of that.
    ours = image and mounted and Path(sys.executable).is_relative_to(mounted)
    return (image,) if ours else own_command()
