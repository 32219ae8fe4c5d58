"""Whether there is a screen to open a window on."""

import os
import sys


def has_screen() -> bool:
    """Windows and macOS always have one; elsewhere a display server has to be named."""
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
