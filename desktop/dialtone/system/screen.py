"""Whether there is a screen to open a window on."""

import os
import re
import sys
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path

from dialtone.system.quiet_files import is_there, read_start

_LOCAL = re.compile(r"(?:unix)?:(\d+)(?:\.\d+)?")
_REAL = frozenset({"", "xcb", "wayland", "wayland-egl"})
_MAX_BYTES = 2_000_000


def has_screen(environ: Mapping[str, str] = os.environ, root: Path = Path("/")) -> bool:
    """Return whether a window can be opened: there is a screen, and the extra `[window]` is installed.

    Windows and macOS always have a screen, others if a display server is running. A name alone may be left over from a
    session that has ended, and Qt would abort: its socket must exist too.
    """
    return find_spec("PySide6") is not None and _server_is_there(environ, root)


def _server_is_there(environ: Mapping[str, str], root: Path) -> bool:
    """Return whether there is a display server to connect to, or none is needed."""
    if sys.platform in ("win32", "darwin"):
        return True
    x11, wayland = environ.get("DISPLAY", ""), environ.get("WAYLAND_DISPLAY", "")
    if environ.get("QT_QPA_PLATFORM", "").partition(":")[0] not in _REAL:
        return bool(x11 or wayland)  # a Qt platform without a display server, as in tests
    if "WAYLAND_SOCKET" in environ:
        return True
    return bool(wayland and is_there(Path(environ.get("XDG_RUNTIME_DIR", "/"), wayland))) or _x11_is_there(x11, root)


def _x11_is_there(display: str, root: Path) -> bool:
    """Return whether the socket of an X server exists; one on another computer is not checked."""
    local = _LOCAL.fullmatch(display)
    if local is None:
        return bool(display)
    path = f"/tmp/.X11-unix/X{local[1]}"  # noqa: S108 - where X servers have it
    if is_there(root / path[1:]):
        return True
    # Some servers have an abstract socket, without a file; the kernel lists it.
    return f"@{path}\n".encode() in read_start(root / "proc" / "net" / "unix", _MAX_BYTES)
