"""The screen: whether there is one to open a window on, a message box on it, and the ground of its panel."""

import os
import re
import sys
from collections.abc import Mapping
from enum import Enum
from importlib.util import find_spec
from pathlib import Path

from dialtone.system.quiet_files import path_exists, read_start
from dialtone.system.registry import Registry

if sys.platform == "win32":
    import ctypes

_LOCAL_DISPLAY = re.compile(r"(?:unix)?:(\d+)(?:\.\d+)?")
_QT_PLATFORMS = frozenset({"", "xcb", "wayland", "wayland-egl"})
"""Platforms of Qt that need a display server; empty for Qt's own choice."""
_MAX_BYTES = 2_000_000
_STOP_SIGN = 0x10
HAS_LEGACY_ENCODINGS = sys.platform == "win32"
"""Whether pipes and files have an encoding by default that lacks most scripts."""


def has_screen(environ: Mapping[str, str] = os.environ, root: Path = Path("/")) -> bool:
    """Return whether a window can be opened: the extra `[window]` is installed, and a display server is running.

    Its name in the environment may be left over from a session that has ended, with which Qt would abort: its socket
    must exist too. Windows and macOS always have a screen.
    """
    return find_spec("PySide6") is not None and _has_display_server(environ, root)


def _has_display_server(environ: Mapping[str, str], root: Path) -> bool:
    """Return whether there is a display server to connect to, or none is needed."""
    if sys.platform in ("win32", "darwin"):
        return True
    x11 = environ.get("DISPLAY", "")
    wayland = environ.get("WAYLAND_DISPLAY", "")
    if environ.get("QT_QPA_PLATFORM", "").partition(":")[0] not in _QT_PLATFORMS:
        return bool(x11 or wayland)  # a Qt platform without a display server, as in tests
    if "WAYLAND_SOCKET" in environ:
        return True
    if wayland and path_exists(Path(environ.get("XDG_RUNTIME_DIR", "/"), wayland)):
        return True
    return _has_x11_socket(x11, root)


def _has_x11_socket(display: str, root: Path) -> bool:
    """Return whether the socket of an X server exists; a server on another computer is not checked."""
    local = _LOCAL_DISPLAY.fullmatch(display)
    if local is None:
        return bool(display)
    path = f"/tmp/.X11-unix/X{local[1]}"  # noqa: S108 - where X servers have it
    if path_exists(root / path[1:]):
        return True
    # Some servers have an abstract socket, without a file; the kernel lists it.
    return f"@{path}\n".encode() in read_start(root / "proc" / "net" / "unix", _MAX_BYTES)


def show_line(line: str) -> None:
    """Show a line in a message box: a program of Windows started without a console has no other place for it."""
    if sys.platform == "win32":
        ctypes.windll.user32.MessageBoxW(None, line, "Dialtone", _STOP_SIGN)


# Whether the panel with the tray is light or dark, on systems with a separate setting for it. On Windows the taskbar
# and the programs have separate settings ("Custom" under colours). On a Mac the system paints the icon; Linux panels
# have no such setting.

_PERSONALIZE = r"HKCU\Software\Microsoft\Windows\CurrentVersion\Themes\Personalize"
_CONTRAST = r"HKCU\Control Panel\Accessibility\HighContrast"
_CONTRAST_ON = 0x1
"""HCF_HIGHCONTRASTON in the flags of HIGHCONTRAST, winuser.h. The taskbar then has the colours of that theme."""


class PanelGround(Enum):
    """The background of a tray icon."""

    UNKNOWN = "unknown"
    LIGHT = "light"
    DARK = "dark"


def read_panel_ground(registry: Registry | None = None) -> PanelGround:
    """Return Windows' setting for its taskbar; unknown in a contrast theme and elsewhere. Called at each redrawing."""
    registry = registry or Registry()
    flags = registry.values(_CONTRAST).get("Flags", "")
    is_contrast_on = flags.isdecimal() and int(flags) & _CONTRAST_ON
    is_light = registry.all_values(_PERSONALIZE).get("SystemUsesLightTheme")
    if not isinstance(is_light, int) or is_contrast_on:
        return PanelGround.UNKNOWN
    return PanelGround.LIGHT if is_light else PanelGround.DARK
