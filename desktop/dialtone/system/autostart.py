"""Starting at login, for this person only. The state is read back from the system, never remembered.

Linux: a desktop entry in the autostart folder (XDG Autostart Specification). macOS: a launch agent. Windows: a value
under HKCU's Run key. Nothing else is changed.
"""

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Protocol

from dialtone import APPLICATION_ID
from dialtone.model.frozen import Frozen
from dialtone.model.trouble import TroubleError, TroubleKind, os_errors_as_trouble
from dialtone.system.own_process import lasting_command
from dialtone.system.quiet_files import read_lines, read_start
from dialtone.system.registry import Registry

_MAX_BYTES = 100_000
_FIRST_PRINTABLE = 0x20  # the characters of ASCII below are controls
_RUN_KEY = r"Software\Microsoft\Windows\CurrentVersion\Run"
_APPROVED = r"Software\Microsoft\Windows\CurrentVersion\Explorer\StartupApproved\Run"
_VALUE = "Dialtone"
_GONE_AFTER_A_RESTART = ("/AppTranslocation/", "/Volumes/")
"""Where macOS runs programs that were never moved after download (Gatekeeper path randomization), and disk images."""


class Autostart(Protocol):
    """A system's way to start a program at login."""

    def is_on(self) -> bool:
        """Return whether the system would start Dialtone."""
        ...

    def turn(self, *, on: bool) -> None:
        """Turn it on or off. Raises `TroubleError` if the system refuses."""
        ...


class DesktopEntry(Frozen):
    """Autostart on Linux and other Unix systems."""

    path: Path
    command: Sequence[str]

    def is_on(self) -> bool:
        """Return whether there is an entry that is not disabled."""
        lines = read_lines(self.path, _MAX_BYTES)
        disabling = {"hidden=true", "x-gnome-autostart-enabled=false"}
        return bool(lines) and not disabling & {line.replace(" ", "").lower() for line in lines}

    def turn(self, *, on: bool) -> None:
        """Write or remove the entry. Raises `TroubleError`, also for a path with a line break."""
        if on and any(ord(character) < _FIRST_PRINTABLE for word in self.command for character in word):
            raise TroubleError(TroubleKind.AUTOSTART_REFUSED, self.path, "a control character in a path")
        program = self.command[0].replace("\\", "\\\\")  # TryExec: no error at login once Dialtone is uninstalled
        text = (
            "[Desktop Entry]\nType=Application\nName=Dialtone\n"
            f"TryExec={program}\n"
            f"Exec={' '.join(_quote(word) for word in self.command)}\n"
            f"Icon={APPLICATION_ID}\nTerminal=false\nX-GNOME-Autostart-enabled=true\n"
        )
        _replace_or_remove(self.path, text.encode() if on else None)


class LaunchAgent(Frozen):
    """Autostart on macOS."""

    path: Path
    command: Sequence[str]

    def is_on(self) -> bool:
        """Return whether there is an agent that runs at login."""
        from dialtone.system.macos import read_property_list  # imported here: it loads an XML parser

        agent = read_property_list(read_start(self.path, _MAX_BYTES))
        return bool(agent.get("RunAtLoad")) and not agent.get("Disabled")

    def turn(self, *, on: bool) -> None:
        """Write or remove the agent; it takes effect at the next login.

        Raises `TroubleError`, also for a program in a folder that is gone after a restart.
        """
        import plistlib  # imported here: macOS only

        if on and any(part in self.command[0] for part in _GONE_AFTER_A_RESTART):
            raise TroubleError(TroubleKind.NOT_IN_APPLICATIONS, self.command[0])
        agent = {"Label": APPLICATION_ID, "ProgramArguments": list(self.command), "RunAtLoad": True}
        _replace_or_remove(self.path, plistlib.dumps(agent) if on else None)


class RunKey(Frozen):
    """Autostart on Windows.

    The Task Manager can disable a value; turning it on here enables it again, as Electron's `app.setLoginItemSettings`
    does by default (its documentation, read on 1 December 2026).
    """

    registry: Registry
    write: Callable[[str | None], None]
    """Writes the value, or removes it for None; either way without what the Task Manager noted. Raises `OSError`."""
    command: Sequence[str]

    def is_on(self) -> bool:
        """Return whether there is a value that the Task Manager has not disabled (an odd first byte means disabled)."""
        flags = self.registry.all_values(f"HKCU\\{_APPROVED}").get(_VALUE)
        is_disabled = isinstance(flags, bytes) and bool(flags) and flags[0] & 1
        return _VALUE in self.registry.values(f"HKCU\\{_RUN_KEY}") and not is_disabled

    def turn(self, *, on: bool) -> None:
        """Write or remove the value. Raises `TroubleError`."""
        line = " ".join(f'"{word}"' if " " in word else word for word in self.command)
        try:
            self.write(line if on else None)
        except OSError as error:
            raise TroubleError(TroubleKind.AUTOSTART_REFUSED, _RUN_KEY, error.strerror) from None


if sys.platform == "win32":
    import winreg

    def write_run_value(command: str | None) -> None:
        """Write the command under the Run key, or remove it for None; enabled in the Task Manager. Raises `OSError`."""
        for path in (_RUN_KEY, _APPROVED):
            with winreg.CreateKeyEx(winreg.HKEY_CURRENT_USER, path, 0, winreg.KEY_SET_VALUE) as key:
                if command is not None and path == _RUN_KEY:
                    winreg.SetValueEx(key, _VALUE, 0, winreg.REG_SZ, command)
                else:
                    with suppress(FileNotFoundError):
                        winreg.DeleteValue(key, _VALUE)


def this_autostart() -> Autostart:
    """Return the autostart of this operating system, for this Dialtone, which it starts without a window."""
    command = (*lasting_command(), "--hidden")
    if sys.platform == "win32":
        return RunKey(Registry(), write_run_value, command)
    return make_unix_autostart(sys.platform, os.environ, command)


def make_unix_autostart(platform: str, environ: Mapping[str, str], command: Sequence[str]) -> Autostart:
    """Return the autostart of macOS, or of Linux and other Unix systems. `platform`: as in `sys.platform`."""
    # Where nobody has a home, expanduser leaves "~": below the root, where it cannot be written.
    home = Path("/", environ.get("HOME", "") or os.path.expanduser("~"))
    if platform == "darwin":
        return LaunchAgent(home / "Library" / "LaunchAgents" / f"{APPLICATION_ID}.plist", command)
    configured = environ.get("XDG_CONFIG_HOME", "")
    config = Path(configured) if configured.startswith("/") else home / ".config"
    return DesktopEntry(config / "autostart" / f"{APPLICATION_ID}.desktop", command)


def _quote(word: str) -> str:
    """Return a word of an Exec line, quoted if needed (Desktop Entry Specification, "The Exec key").

    Backslashes are doubled once more at the end: the value is a string, which is unescaped before the quotes are.
    """
    if word and not set(word) & set(" \t\n\"'\\><~|&;$*?#()`%"):
        return word
    escaped = "".join("\\" + c if c in '"`$\\' else c for c in word).replace("%", "%%")
    quoted = f'"{escaped}"'
    return quoted.replace("\\", "\\\\")


def _replace_or_remove(path: Path, data: bytes | None) -> None:
    """Replace a file once `data` is written beside it, or remove it for None. Raises `TroubleError`."""
    part = path.with_name(path.name + ".new")
    with os_errors_as_trouble(path, TroubleKind.AUTOSTART_REFUSED):
        if data is None:
            path.unlink(missing_ok=True)
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            part.write_bytes(data)
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)  # what a full disk left
