"""Whether there is a screen to open a window on."""

import os
import sys


def has_screen() -> bool:
    """Return whether there is a screen: always on Windows and macOS, elsewhere if a display server is named."""
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
