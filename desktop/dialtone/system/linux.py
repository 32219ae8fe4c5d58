"""Linux: packages, Flatpaks, Snaps, desktop entries, programs on the path; routes and tunnels from the kernel."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property, partial
from pathlib import Path, PurePosixPath
from typing import ClassVar

from dialtone.model.catalogue import Traces
from dialtone.model.computer import AppKind, FoundIn, InstalledApp
from dialtone.model.maker import LinkOpener, Origin, OriginGap
from dialtone.system.desktop_entries import Entry, choose_link_opener, list_mime_lists, read_entries
from dialtone.system.installed import find_download_folders, is_safe_place, strip_placeholders
from dialtone.system.linux_origins import find_flatpak_origin, find_package_origin, find_snap_origin
from dialtone.system.linux_packages import (
    Bundles,
    LinuxPackages,
    find_flatpaks,
    find_named_trace,
    find_snaps,
    is_app_image,
    read_app_image_version,
)
from dialtone.system.operating_system import FoundTrace, ProxySettings, Route, Run, Unix, run_tool
from dialtone.system.quiet_files import list_names, path_exists, read_start
from dialtone.system.resolv_conf import ResolverSettings, read_link_nameservers, read_resolvers
from dialtone.system.routes import read_routes
from dialtone.system.system_proxy import LIKE_GNOME, read_gnome, read_kde
from dialtone.system.web_apps import WebApp, find_launched_web_app, find_web_apps, read_firefox_addresses

_MAX_SETTINGS_BYTES = 8_000_000
_GNOME_SETTINGS = ("/usr/bin/gsettings", "list-recursively", "org.gnome.system.proxy")
_GNOME_SECONDS = 3.0  # a check waits for it. A tool that takes longer hangs, and counts as reporting no proxy.
_INSTALLED = frozenset({FoundIn.PACKAGE, FoundIn.DESKTOP_ENTRY})
"""Where a trace was found if the app is installed, rather than a program that lies somewhere."""
_ADMIN_FOLDERS = ("/usr/bin", "/usr/local/bin", "/bin", "/usr/games")
"""Folders of the path where only an administrator can install programs."""


class Linux(Unix):
    """Linux below a root folder, for a person with known environment variables."""

    name: ClassVar[str] = "linux"
    environ: Mapping[str, str]
    run: Run = partial(run_tool, seconds=_GNOME_SECONDS)
    """Runs GNOME's own tool; tests pass a replacement."""

    @property
    def sandbox(self) -> str:
        """The sandbox of Dialtone itself. The Snap's name is checked: programs started from another Snap inherit it."""
        if path_exists(self.root / ".flatpak-info"):
            return "flatpak"
        is_in_snap = self.environ.get("SNAP") and self.environ.get("SNAP_NAME", "").startswith("dialtone")
        return "snap" if is_in_snap else ""

    def find_traces(self, traces: Traces) -> Iterator[FoundTrace]:
        """Yield those of a messenger's traces that are on this computer, the best first."""
        rpm_names = traces.linux_rpm_packages or traces.linux_packages
        for name, version in self._packages.find_versions(traces.linux_packages, rpm_names):
            yield FoundTrace(name, FoundIn.PACKAGE, version=version)
        for name in traces.linux_flatpaks:
            yield from self._find_bundle(self._flatpaks, name, AppKind.FLATPAK, menu_entry=name)
        for name in traces.linux_snaps:
            yield from self._find_bundle(self._snaps, name, AppKind.SNAP, menu_entry=f"{name}_{name}")
        for desktop_id in traces.linux_desktop_ids:
            startable = filter(self._can_start, self._entries_by_id.get(desktop_id, ()))
            if (entry := next(startable, None)) is not None:
                yield _make_trace(desktop_id, entry)
        yield from self._find_app_images(traces)
        for program in filter(self._is_program, traces.linux_binaries):
            yield FoundTrace(program, FoundIn.PROGRAM)
        yield from find_web_apps(traces, self._web_apps)

    def find_origin(self, app: InstalledApp) -> Origin:
        """Return where an app came from: a Flatpak's remote, a Snap's account, or the source of a Debian package."""
        if app.kind is AppKind.FLATPAK:
            folder = self._flatpaks.folder(app.trace)
            return find_flatpak_origin(folder, app.trace) if folder is not None else Origin(gap=OriginGap.UNREADABLE)
        if app.kind is AppKind.SNAP:
            return find_snap_origin(self.root, app.trace.partition("_")[0])
        if app.found_in is FoundIn.PACKAGE:
            fields = self._packages.read_debian_fields(app.trace)
            return find_package_origin(self.root, fields) if fields is not None else Origin(gap=OriginGap.PACKAGE)
        return Origin(gap=OriginGap.COPIED)

    def find_start_command(self, app: InstalledApp, traces: Traces) -> tuple[str, ...]:
        """Return the command of an app's menu entry, or the one that runs a Flatpak or a Snap."""
        if app.kind is AppKind.FLATPAK:
            return self._find_launch_command("flatpak", traces.linux_flatpaks, self._flatpaks)
        if app.kind is AppKind.SNAP:
            return self._find_launch_command("snap", traces.linux_snaps, self._snaps)
        if app.kind is AppKind.APPIMAGE:
            entries = [entry for entry in self._entries.values() if entry.command[:1] == (app.program,)]
        else:
            entries = [entry for name in traces.linux_desktop_ids for entry in self._entries_by_id.get(name, ())]
        commands = (
            self._find_command(entry) for entry in entries if app.found_in in _INSTALLED and self._can_start(entry)
        )
        return next((command for command in commands if command), ())

    def find_link_opener(self, scheme: str) -> LinkOpener | None:
        """Return the program that the desktop's lists have for links of a scheme."""
        desktops = [name for name in self.environ.get("XDG_CURRENT_DESKTOP", "").split(":") if name]
        config_folders = self._personal_config + self._list_folders("XDG_CONFIG_DIRS", "/etc/xdg")
        lists = list_mime_lists(config_folders, self._data_folders, desktops)
        caches = [folder / "applications" / "mimeinfo.cache" for folder in self._data_folders]
        return choose_link_opener(scheme, list(lists), caches, self._entries, self._can_start)

    def read_routes(self) -> tuple[Route, ...]:
        """Return the routes in the kernel's main tables."""
        return read_routes(self.root / "proc" / "net")

    def has_strict_rp_filter(self, interface: str) -> bool:
        """Return whether rp_filter is 1 (strict) for an interface: the higher of both values counts (ip-sysctl)."""
        conf = self.root / "proc" / "sys" / "net" / "ipv4" / "conf"
        values = [read_start(conf / name / "rp_filter", 16).strip() for name in ("all", interface)]
        return max(values) == b"1"

    def read_resolvers(self) -> ResolverSettings:
        """Return the resolvers and the search list in resolv.conf."""
        return read_resolvers(self.root)

    def read_link_nameservers(self, index: int) -> tuple[str, ...]:
        """Return the resolvers that systemd stores for that interface."""
        return read_link_nameservers(self.root, index)

    def list_tunnels(self) -> frozenset[str]:
        """Return the tunnels that the kernel marks as such, whatever their name."""
        devices = self.root / "sys" / "class" / "net"

        def is_tunnel(name: str) -> bool:
            is_wireguard = b"DEVTYPE=wireguard" in read_start(devices / name / "uevent", 4096)
            return is_wireguard or path_exists(devices / name / "tun_flags")

        return frozenset(filter(is_tunnel, list_names(devices)))

    @cached_property
    def proxy_settings(self) -> ProxySettings:
        """The settings of the desktop in use; empty if it stores them where neither GNOME nor KDE does."""
        desktops = self.environ.get("XDG_CURRENT_DESKTOP", "").lower().split(":")
        if not LIKE_GNOME.isdisjoint(desktops):
            return read_gnome(self.run(_GNOME_SETTINGS).output)
        if "kde" in desktops:
            files = (read_start(folder / "kioslaverc", _MAX_SETTINGS_BYTES) for folder in self._personal_config)
            return read_kde(b"".join(files).decode("utf-8", "replace"))
        return ProxySettings()

    # Folders

    def _under_root(self, path: str) -> Path:
        """Return the path of an absolute path below the root folder, which tests replace."""
        return self.root / path.lstrip("/")

    def _list_folders(self, variable: str, default: str) -> list[Path]:
        folders = self.environ.get(variable, "") or default
        return [self._under_root(folder) for folder in folders.split(":") if folder.startswith("/")]

    def _in_home(self, *parts: str) -> list[Path]:
        home = self.environ.get("HOME", "")
        return [self._under_root(home).joinpath(*parts)] if home.startswith("/") else []

    @cached_property
    def _personal_data(self) -> list[Path]:
        folder = self.environ.get("XDG_DATA_HOME", "")
        return [self._under_root(folder)] if folder.startswith("/") else self._in_home(".local", "share")

    @cached_property
    def _data_folders(self) -> list[Path]:
        """Where menu entries may be, in order of precedence: the person's, the system's, Flatpak's and Snap's."""
        folders = self._personal_data + self._list_folders("XDG_DATA_DIRS", "/usr/local/share:/usr/share")
        folders += self._in_home(".local", "share", "flatpak", "exports", "share")
        folders += [self._under_root("/var/lib/flatpak/exports/share"), self._under_root("/var/lib/snapd/desktop")]
        return list(dict.fromkeys(folders))

    @property
    def _personal_config(self) -> list[Path]:
        """The folder of the person's settings, unless nobody has a home; relative paths do not count (XDG)."""
        configured = self.environ.get("XDG_CONFIG_HOME", "")
        return [self._under_root(configured)] if configured.startswith("/") else self._in_home(".config")

    @cached_property
    def _download_folders(self) -> list[Path]:
        homes = zip(self._in_home(), self._personal_config, strict=False)
        return [folder for home, config in homes for folder in find_download_folders(home, config)]

    @cached_property
    def _program_folders(self) -> list[Path]:
        return self._list_folders("PATH", "/usr/local/bin:/usr/bin:/bin")

    @cached_property
    def _packages(self) -> LinuxPackages:
        return LinuxPackages(self.root)

    @cached_property
    def _flatpaks(self) -> Bundles:
        return find_flatpaks(
            [self._under_root("/var/lib/flatpak/app"), *self._in_home(".local", "share", "flatpak", "app")]
        )

    @cached_property
    def _snaps(self) -> Bundles:
        return find_snaps([self._under_root("/snap"), self._under_root("/var/lib/snapd/snap")])

    @cached_property
    def _entries(self) -> Mapping[str, Entry]:
        return read_entries(self._data_folders)

    @cached_property
    def _entries_by_id(self) -> Mapping[str, list[Entry]]:
        """Entries by id; Telegram's own builds append `._` and a hash of the folder they run from."""
        entries: dict[str, list[Entry]] = {}
        for identifier, entry in self._entries.items():
            entries.setdefault(identifier.partition("._")[0], []).append(entry)
        return entries

    @cached_property
    def _web_apps(self) -> list[WebApp]:
        addresses = read_firefox_addresses([folder / "firefoxpwa" for folder in self._personal_data])
        launched = (
            find_launched_web_app(e.name, e.command, addresses) for e in self._entries.values() if self._can_start(e)
        )
        return [app for app in launched if app is not None]

    # Traces

    def _find_bundle(self, bundles: Bundles, name: str, kind: AppKind, menu_entry: str) -> Iterator[FoundTrace]:
        """Yield a Flatpak or a Snap if it is installed. `menu_entry`: the id that its menu entry usually has."""
        if name in bundles:
            entry = self._entries.get(menu_entry)
            shown_name = entry.name if entry is not None else ""
            yield FoundTrace(name, FoundIn(kind.value), shown_name, bundles.version(name), kind)

    def _find_app_images(self, traces: Traces) -> Iterator[FoundTrace]:
        """Yield AppImages, which may be in any folder: only a menu entry, with any id, reveals where."""
        for entry in self._entries.values():
            if entry.command and is_app_image(entry.command[0]):
                trace = find_named_trace(entry.command[0], (*traces.linux_binaries, *traces.linux_desktop_ids))
                if trace and self._can_start(entry):
                    yield _make_trace(trace, entry)

    def _find_launch_command(self, launcher: str, names: Sequence[str], bundles: Bundles) -> tuple[str, ...]:
        """Return how `flatpak` or `snap` (`launcher`) runs the first app that is installed; empty without one."""
        paths = (f"{folder}/{launcher}" for folder in _ADMIN_FOLDERS)
        launcher_path = next((path for path in paths if path_exists(self._under_root(path))), "")
        app = next((name for name in names if name in bundles), "")
        return (launcher_path, "run", app) if launcher_path and app else ()

    def _find_command(self, entry: Entry) -> tuple[str, ...]:
        """Return the command of an entry, with the full path of its program; empty if that is in no safe place."""
        command = strip_placeholders(entry.command)
        if not command:
            return ()
        program, *arguments = command
        paths = [program] if program.startswith("/") else [f"{folder}/{program}" for folder in _ADMIN_FOLDERS]
        for path in paths:
            if is_safe_place(self._under_root(path), self.root, self._download_folders):
                return (path, *arguments)
        return ()

    def _can_start(self, entry: Entry) -> bool:
        """Return whether an entry's program exists, and the Flatpak that it runs: an entry may outlive its program."""
        program, *arguments = entry.command or ("",)
        needed = [program, entry.only_with] if entry.only_with else [program]
        if not program or not all(map(self._is_program, needed)):
            return False
        if PurePosixPath(program).name != "flatpak" or "run" not in arguments:
            return True
        operands = (word for word in arguments[arguments.index("run") + 1 :] if not word.startswith("-"))
        return next(operands, "") in self._flatpaks

    def _is_program(self, program: str) -> bool:
        if program.startswith("/"):
            return path_exists(self._under_root(program))
        return "/" not in program and any(path_exists(folder / program) for folder in self._program_folders)


def _make_trace(trace: str, entry: Entry) -> FoundTrace:
    """Return a trace found by a menu entry, whose program reveals the kind of the app."""
    program = entry.command[0]
    if is_app_image(program):
        version = entry.version or read_app_image_version(program)
        return FoundTrace(trace, FoundIn.DESKTOP_ENTRY, entry.name, version, AppKind.APPIMAGE, program)
    kind = AppKind.APP
    if program.startswith("/snap/bin/"):
        kind = AppKind.SNAP
    elif program.rpartition("/")[2] == "flatpak":
        kind = AppKind.FLATPAK
    return FoundTrace(trace, FoundIn.DESKTOP_ENTRY, entry.name, kind=kind)
