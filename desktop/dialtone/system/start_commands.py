"""The commands that start the messengers found on this computer. Only looked up: nothing is started here.

Only installed apps count. Not started are files where a download or another user may have put them, third-party
builds, and traces that do not identify the program.
"""

import re
import stat
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from dialtone.model.catalogue import Messenger
from dialtone.model.computer import AppKind, InstalledApp
from dialtone.system.operating_system import LINK_SCHEME, OperatingSystem
from dialtone.system.quiet_files import read_start

_FIELD = re.compile(r"%[A-Za-z]")
_FLATPAK_FIELDS = ("@@", "@@u")
_RUNS_ANYTHING = re.compile(
    r"(?:ba|da|z|fi|k|c|tc)?sh|busybox|python[\d.]*|perl|ruby|node|env|sudo|su|pkexec|xdg-open|gio|gtk-launch"
)
"""Programs that run whatever their arguments contain."""
_DOWNLOADS = re.compile(rb'^\s*XDG_DOWNLOAD_DIR="(?:\$HOME/)?([^"\n]+)"', re.MULTILINE)
_MAX_LIST_BYTES = 20_000


def find_start_commands(
    messengers: Sequence[Messenger], apps: Sequence[InstalledApp], system: OperatingSystem
) -> Mapping[str, tuple[str, ...]]:
    """Return a program and its fixed arguments, by messenger; nothing for one that cannot be started safely."""
    if system.sandbox:
        return {}

    traces = {messenger.id: messenger.traces for messenger in messengers}
    commands: dict[str, tuple[str, ...]] = {}
    for app in apps:
        identified = not app.fork and app.kind is not AppKind.WEB_APP and app.how != LINK_SCHEME
        command = system.start_command(app, traces[app.messenger]) if identified and app.messenger in traces else ()
        if command:
            commands.setdefault(app.messenger, command)
    return commands


def strip_placeholders(command: Sequence[str]) -> tuple[str, ...]:
    """Return the command of a menu entry without its placeholders; empty for one that can run anything."""
    if not command or _RUNS_ANYTHING.fullmatch(command[0].rpartition("/")[2]):
        return ()
    return tuple(word for word in command if not _FIELD.search(word) and word not in _FLATPAK_FIELDS)


def find_download_folders(home: Path, config: Path) -> tuple[Path, ...]:
    """Return this person's download folder, as configured in the desktop, and the usual one."""
    named = _DOWNLOADS.search(read_start(config / "user-dirs.dirs", _MAX_LIST_BYTES))
    if named is None:
        return (home / "Downloads",)
    configured = named[1].decode("utf-8", "replace")
    folder = home / configured  # an absolute one replaces `home`
    return (home / "Downloads",) if folder == home else (home / "Downloads", folder)


def is_safe_place(program: Path, root: Path, downloads: Iterable[Path]) -> bool:
    """Return whether only this person or an administrator can have put a program there, and not as a download."""
    try:
        real, top = program.resolve(strict=True), root.resolve()
        folders = [folder.resolve() for folder in downloads]
        path_and_folders = [path for path in (real, *real.parents) if path != top and path.is_relative_to(top)]
        open_to_all = any(path.stat().st_mode & stat.S_IWOTH for path in path_and_folders)
    except (OSError, RuntimeError):
        return False
    return real.is_file() and not open_to_all and not any(real.is_relative_to(folder) for folder in folders)
