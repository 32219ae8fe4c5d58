"""The messengers on this computer, and the commands that start them. Nothing is executed here.

Anything unreadable counts as missing.
"""

import re
import stat
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from pathlib import Path

from dialtone.model.catalogue import Messenger
from dialtone.model.computer import AppKind, FoundIn, InstalledApp
from dialtone.system.operating_system import FoundTrace, OperatingSystem
from dialtone.system.quiet_files import read_start

_WEAK = (FoundIn.PROGRAM, FoundIn.LINK_SCHEME)  # where a trace does not reveal the kind of the app


def find_installed(messengers: Sequence[Messenger], system: OperatingSystem) -> tuple[InstalledApp, ...]:
    """Return the messengers' own apps and third-party builds of them (forks), without duplicates."""
    apps = (_find_apps(messenger, list(system.find_traces(messenger.traces))) for messenger in messengers)
    return tuple(chain.from_iterable(apps))


def _find_apps(messenger: Messenger, traces: Sequence[FoundTrace]) -> list[InstalledApp]:
    """Return the apps that traces of a messenger belong to: one per kind, since a package and a Flatpak are two apps.

    A trace that does not reveal the kind is added to an app already found, which it most likely belongs to.
    """
    forks = frozenset(messenger.traces.forks)
    own_apps: dict[AppKind, list[FoundTrace]] = {}
    web_apps_and_forks: dict[str, list[FoundTrace]] = {}
    for trace in sorted(traces, key=lambda found: found.found_in in _WEAK):
        if trace.kind is AppKind.WEB_APP or trace.trace in forks:
            web_apps_and_forks.setdefault(trace.trace, []).append(trace)
        elif trace.found_in in _WEAK and own_apps:
            next(iter(own_apps.values())).append(trace)
        else:
            own_apps.setdefault(trace.kind, []).append(trace)
    apps = [_merge_traces(messenger, app_traces) for app_traces in (*own_apps.values(), *web_apps_and_forks.values())]
    distinct: dict[tuple[str, AppKind, bool], InstalledApp] = {}
    for app in apps:
        distinct.setdefault((app.name.lower(), app.kind, app.fork), app)
    return list(distinct.values())


def _merge_traces(messenger: Messenger, traces: Sequence[FoundTrace]) -> InstalledApp:
    """Return the app with these traces: the first determines how it was installed, each may add details."""
    best = traces[0]
    fork = best.trace in messenger.traces.forks
    return InstalledApp(
        messenger=messenger.id,
        name=next((trace.name for trace in traces if trace.name), best.trace if fork else messenger.name),
        version=next((trace.version for trace in traces if trace.version), ""),
        found_in=best.found_in,
        fork=fork,
        kind=best.kind,
        trace=best.trace,
        program=next((trace.program for trace in traces if trace.program), ""),
    )


# Which of them can be started: only installed apps, no files in a place where a download or another user may have put
# them, no third-party builds, and no traces that do not identify the program.

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
