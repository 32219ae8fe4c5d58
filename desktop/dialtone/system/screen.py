"""Whether there is a screen to open a window on; the terminal, and its replacement where there is none."""

import os
import re
import sys
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path

from dialtone.system.quiet_files import path_exists, read_start

if sys.platform == "win32":
    import ctypes

_LOCAL_DISPLAY = re.compile(r"(?:unix)?:(\d+)(?:\.\d+)?")
_QT_PLATFORMS = frozenset({"", "xcb", "wayland", "wayland-egl"})
"""Platforms of Qt that need a display server; empty for Qt's own choice."""
_MAX_BYTES = 2_000_000
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_NOT_OURS = re.compile(r"(?!\n|\x1b\[(?:[012]|3[1-6]|90)m)[\x00-\x1f\x7f-\x9f]")
"""Matches control characters except line ends and the styles of Dialtone's own reports."""
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


def strip_controls(text: str, *, styled: bool = False) -> str:
    """Return a line, or with `styled` a report, without control characters; letters of all scripts are kept."""
    return (_NOT_OURS if styled else _CONTROL).sub("?", text)


def show_line(line: str) -> None:
    """Show a line in a message box: a program of Windows started without a console has no other place for it."""
    if sys.platform == "win32":
        ctypes.windll.user32.MessageBoxW(None, line, "Dialtone", _STOP_SIGN)
