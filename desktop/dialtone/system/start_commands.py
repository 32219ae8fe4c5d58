"""The commands that start the messengers found on this computer. Nothing is started here.

Only installed apps count: no files in a place where a download or another user may have put them, no third-party
builds, and no traces that do not identify the program.
"""

import re
import stat
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from dialtone.model.catalogue import Messenger
from dialtone.model.computer import AppKind, FoundIn, InstalledApp
from dialtone.system.operating_system import OperatingSystem
from dialtone.system.quiet_files import read_start

_FIELD_CODE = re.compile(r"%[A-Za-z]")  # a placeholder for files or links (Desktop Entry Specification, "The Exec key")
_FLATPAK_MARKS = ("@@", "@@u")  # what Flatpak writes around such a placeholder
_RUNS_ANYTHING = re.compile(
    r"(?:ba|da|z|fi|k|c|tc)?sh|busybox|python[\d.]*|perl|ruby|node|env|sudo|su|pkexec|xdg-open|gio|gtk-launch"
)
"""Programs that run whatever their arguments contain."""
_DOWNLOADS = re.compile(rb'^\s*XDG_DOWNLOAD_DIR="(?:\$HOME/)?([^"\n]+)"', re.MULTILINE)
_MAX_LIST_BYTES = 20_000


def find_start_commands(
    messengers: Sequence[Messenger], apps: Sequence[InstalledApp], system: OperatingSystem
) -> Mapping[str, tuple[str, ...]]:
    """Return a program and its fixed arguments, by messenger id; only safe ones, and none from within a sandbox."""
    if system.sandbox:
        return {}
    traces = {messenger.id: messenger.traces for messenger in messengers}
    commands: dict[str, tuple[str, ...]] = {}
    for app in apps:
        is_identified = not app.fork and app.kind is not AppKind.WEB_APP and app.found_in is not FoundIn.LINK_SCHEME
        if is_identified and app.messenger in traces:
            command = system.find_start_command(app, traces[app.messenger])
            if command:
                commands.setdefault(app.messenger, command)
    return commands


def strip_placeholders(command: Sequence[str]) -> tuple[str, ...]:
    """Return the command of a menu entry without its placeholders; empty if its program runs whatever it is given."""
    if not command or _RUNS_ANYTHING.fullmatch(command[0].rpartition("/")[2]):
        return ()
    return tuple(word for word in command if not _FIELD_CODE.search(word) and word not in _FLATPAK_MARKS)


def find_download_folders(home: Path, config: Path) -> tuple[Path, ...]:
    """Return the usual download folder, and the one configured in the desktop. `config`: the folder of its settings.

    The home folder itself is none, though desktops configure it to turn the folder off.
    """
    usual = home / "Downloads"
    line = _DOWNLOADS.search(read_start(config / "user-dirs.dirs", _MAX_LIST_BYTES))
    configured = home / line[1].decode("utf-8", "replace") if line is not None else home  # an absolute path stays
    return (usual,) if configured == home else (usual, configured)


def is_safe_place(program: Path, root: Path, downloads: Iterable[Path]) -> bool:
    """Return whether only this person or an administrator can have put a program there, and not as a download.

    Symbolic links are followed; every folder up to `root` counts.
    """
    try:
        real = program.resolve(strict=True)
        top = root.resolve()
        is_download = any(real.is_relative_to(folder.resolve()) for folder in downloads)
        path_and_folders = [path for path in (real, *real.parents) if path != top and path.is_relative_to(top)]
        is_open_to_all = any(path.stat().st_mode & stat.S_IWOTH for path in path_and_folders)
    except (OSError, RuntimeError):
        return False
    return real.is_file() and not is_open_to_all and not is_download
