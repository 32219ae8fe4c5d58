"""Windows: installed programs, Store packages, files, link schemes, web apps; adapters and proxy from the registry."""

import fnmatch
import re
import shlex
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from itertools import chain
from pathlib import Path, PureWindowsPath
from typing import ClassVar

from dialtone.model.catalogue import Traces
from dialtone.model.computer import AppKind, FoundIn, InstalledApp, version_numbers
from dialtone.model.maker import LinkOpener, Origin, OriginGap, OriginKind
from dialtone.system.file_origin import find_authenticode_origin
from dialtone.system.operating_system import MAX_HOSTS_BYTES, FoundTrace, OperatingSystem, ProxySettings
from dialtone.system.quiet_files import list_names, path_exists, read_start
from dialtone.system.registry import TCP_INTERFACES, Registry
from dialtone.system.resolv_conf import ResolverSettings
from dialtone.system.system_proxy import read_patterns
from dialtone.system.web_apps import APP_ID, WebApp, find_web_apps
from dialtone.system.windows_programs import (
    BY_DEVELOPER,
    FROM_STORE,
    Program,
    WindowsPrograms,
    read_file_version,
    read_staged_origin,
)

_INTERNET = r"HKCU\Software\Microsoft\Windows\CurrentVersion\Internet Settings"
_ADAPTERS = r"HKLM\SYSTEM\CurrentControlSet\Control\Class\{4d36e972-e325-11ce-bfc1-08002be10318}"
_CONNECTIONS = r"HKLM\SYSTEM\CurrentControlSet\Control\Network\{4D36E972-E325-11CE-BFC1-08002BE10318}"
_TUNNEL_DRIVERS = ("wintun", "wireguard", "tap0901", "tapoas", "tap-", "ovpn-dco", "openvpn", "vpn", "tunnel")
_MENU = r"%AppData%\Microsoft\Windows\Start Menu\Programs"
_SHELL = r"%SystemRoot%\explorer.exe"
_PROGRAM_FOLDERS = ("%ProgramFiles%", "%ProgramFiles(x86)%", "%ProgramW6432%", "%LocalAppData%", "%AppData%")
_TEMPORARY = (r"%LocalAppData%\Temp", "%Temp%", "%Tmp%")
_WEB_APPS_FOLDER = " Apps"
"""How the folders of the menu end where browsers put the shortcuts of web apps: `Chrome Apps`, `Brave Apps`."""
_MAX_SHORTCUT_BYTES = 64_000
_MAX_SHORTCUTS = 200
_VERSION_FOLDER = re.compile(r"app-(\d[\w.]*)")
_NOT_A_MESSENGER = frozenset(
    {"chrome", "msedge", "firefox", "firefoxpwa", "brave", "vivaldi", "opera", "launcher", "chromium", "iexplore"}
    | {"explorer", "rundll32", "openwith", "launchwinapp", "cmd"}
)
"""Programs that open links of any scheme, to show a website or to ask what to do."""


class Windows(OperatingSystem):
    """Windows with its registry, for a person with known environment variables."""

    name: ClassVar[str] = "windows"
    registry: Registry
    environ: Mapping[str, str]
    root: Path | None = None
    """The folder that replaces the drive, for tests."""
    staged_origin: Callable[[str], int] = read_staged_origin

    def find_traces(self, traces: Traces) -> Iterator[FoundTrace]:
        """Yield those of a messenger's traces that are on this computer, the best first."""
        apps = [
            *(_make_trace(trace, program) for trace, program in self._find_listed(traces)),
            *chain.from_iterable(map(self._find_by_package, traces.windows_packages)),
            *chain.from_iterable(map(self._find_by_path, traces.windows_paths)),
        ]
        # A scheme belongs to the app that started last, often a fork: it counts only if nothing better was found.
        yield from apps or chain.from_iterable(map(self._find_by_scheme, traces.windows_schemes))
        yield from find_web_apps(traces, self._web_apps)

    def find_origin(self, app: InstalledApp) -> Origin:
        """Return the publisher of a Store package, else the signer of the program."""
        if app.kind is AppKind.STORE:
            package = self._programs.packages.get(app.trace.lower())
            if package is None or self.staged_origin(package.full_name) not in (FROM_STORE, BY_DEVELOPER):
                return Origin(gap=OriginGap.OTHER_SOURCE)
            return Origin(OriginKind.STORE, app.trace)
        return find_authenticode_origin(self._under_root(app.program)) if app.program else Origin(gap=OriginGap.COPIED)

    def find_start_command(self, app: InstalledApp, traces: Traces) -> tuple[str, ...]:
        """Return the program, or the shell's command for a Store package: with its application user model ID.

        Only a program where installers put them counts. Others may be downloads: any program can write into the
        folders for temporary files, and `..` could lead out of the folder that is checked.
        """
        if app.kind is AppKind.STORE:
            identifier = self._programs.find_application(app.trace) if app.trace in traces.windows_packages else ""
            return (self._expand(_SHELL), f"shell:AppsFolder\\{app.trace}!{identifier}") if identifier else ()
        program = PureWindowsPath(app.program)
        is_installed = any(_is_below(program, self._expand(folder)) for folder in _PROGRAM_FOLDERS)
        is_temporary = any(_is_below(program, self._expand(folder)) for folder in _TEMPORARY)
        if not is_installed or is_temporary or ".." in program.parts or program.suffix.lower() != ".exe":
            return ()
        return (app.program,) if path_exists(self._under_root(app.program)) else ()

    def find_link_opener(self, scheme: str) -> LinkOpener | None:
        """Return the program that the person chose, else the one that registered itself."""
        for kind in self._programs.list_chosen_kinds(scheme):
            if (store := self._programs.find_store_opener(kind)) is not None:
                return store
            for command in self._programs.list_commands(kind):
                program = _parse_program(self._expand(command))
                if program and path_exists(self._under_root(program)):
                    path = PureWindowsPath(program)
                    return LinkOpener(path.stem, (program, path.name), path.stem.lower() in _NOT_A_MESSENGER)
        return None

    def list_tunnels(self) -> frozenset[str]:
        """Return the names of the connections with a VPN driver: the person can choose any name."""
        ids_with_vpn_driver = set()
        for key in self.registry.subkeys(_ADAPTERS):
            values = self.registry.values(f"{_ADAPTERS}\\{key}")
            driver = f"{values.get('ComponentId', '')} {values.get('DriverDesc', '')}".lower()
            if any(word in driver for word in _TUNNEL_DRIVERS):
                ids_with_vpn_driver.add(values.get("NetCfgInstanceId", "").lower())
        keys = [key for key in self.registry.subkeys(_CONNECTIONS) if key.lower() in ids_with_vpn_driver]
        connections = [self.registry.values(f"{_CONNECTIONS}\\{key}\\Connection") for key in keys]
        return frozenset(connection.get("Name", "") for connection in connections)

    @property
    def proxy_settings(self) -> ProxySettings:
        """The internet settings: whether they have a script's address, and the exceptions. Python reads the proxy."""
        settings = self.registry.values(_INTERNET)
        exceptions = read_patterns(settings.get("ProxyOverride", "").split(";"))
        return ProxySettings(bool(settings.get("AutoConfigURL")), exceptions=exceptions)

    def read_resolvers(self) -> ResolverSettings:
        """Return the resolvers that a person set for a connection, then those received with an address."""
        keys = self.registry.subkeys(TCP_INTERFACES)
        connections = [self.registry.values(f"{TCP_INTERFACES}\\{key}") for key in keys]
        texts = [values.get(name, "") for name in ("NameServer", "DhcpNameServer") for values in connections]
        return ResolverSettings(tuple(dict.fromkeys(word for text in texts for word in text.replace(",", " ").split())))

    def read_hosts_file(self) -> bytes:
        """Return the contents of the hosts file."""
        windows = self._variables.get("systemroot", r"C:\Windows")
        return read_start(self._under_root(windows + r"\System32\drivers\etc\hosts"), MAX_HOSTS_BYTES)

    @cached_property
    def _variables(self) -> dict[str, str]:
        return {name.lower(): value for name, value in self.environ.items()}

    # Traces

    @cached_property
    def _programs(self) -> WindowsPrograms:
        return WindowsPrograms(self.registry)

    def _find_listed(self, traces: Traces) -> Iterator[tuple[str, Program]]:
        """Yield the programs in the system's list by key, then by upgrade code, then by name, each with its trace.

        Any program can have any name: if the publishers are known, one of them must have published it.
        """
        installed = self._programs.installed
        for key in traces.windows_uninstall_keys:
            yield from ((key, program) for program in installed if program.key == key.strip("{}").lower())
        for code in traces.windows_upgrade_codes:
            yield from ((code, program) for program in self._programs.list_by_upgrade_code(code))
        publishers = {publisher.casefold() for publisher in traces.windows_publishers}
        published = [p for p in installed if not publishers or p.publisher.casefold() in publishers]
        for name in traces.windows_display_names:
            yield from ((name, program) for program in published if _is_called(program.name, name))

    def _find_by_package(self, trace: str) -> Iterator[FoundTrace]:
        if package := self._programs.packages.get(trace.lower()):
            name = self._programs.find_shown_name(package)
            yield FoundTrace(trace, FoundIn.STORE_PACKAGE, name, package.version, AppKind.STORE)

    def _find_by_path(self, trace: str) -> Iterator[FoundTrace]:
        """Yield the program at a path of the catalogue, which may contain variables, and an asterisk in one part."""
        path = self._under_root(self._expand(trace))
        if any("*" in part for part in path.parts):
            yield from self._find_newest_match(trace, path)
        elif path.name.lower() == "update.exe" and path_exists(path):
            # Squirrel's Update.exe starts the newest of the folders next to it.
            versions = filter(None, map(_read_version, list_names(path.parent)))
            newest = max(versions, key=version_numbers, default="")
            yield FoundTrace(trace, FoundIn.PROGRAM, version=newest, program=_find_squirrel_program(path, newest))
        elif path_exists(path):
            yield FoundTrace(trace, FoundIn.PROGRAM, version=read_file_version(path), program=self._expand(trace))

    def _find_newest_match(self, trace: str, pattern: Path) -> Iterator[FoundTrace]:
        """Yield the program in the newest of the folders that match the asterisk in a path."""
        parts = pattern.parts
        star = next(i for i, part in enumerate(parts) if "*" in part)
        folder = Path(*parts[:star])
        below = parts[star + 1 :]
        names = [n for n in list_names(folder) if fnmatch.fnmatch(n.lower(), parts[star].lower())]
        existing = [name for name in names if path_exists(folder.joinpath(name, *below))]
        if existing:
            newest = max(existing, key=lambda name: version_numbers(_read_version(name)))
            program = str(folder.joinpath(newest, *below))
            yield FoundTrace(trace, FoundIn.PROGRAM, version=_read_version(newest), program=program)

    def _find_by_scheme(self, scheme: str) -> Iterator[FoundTrace]:
        """Yield the program that opens links of a scheme. It registers at its first start, whatever installed it."""
        for command in self._programs.list_open_commands(scheme):
            program = _parse_program(self._expand(command))
            name = PureWindowsPath(program).stem
            if program and name.lower() not in _NOT_A_MESSENGER and path_exists(self._under_root(program)):
                version = read_file_version(self._under_root(program))
                yield FoundTrace(scheme, FoundIn.LINK_SCHEME, name=name, version=version, program=program)
                return

    @cached_property
    def _web_apps(self) -> list[WebApp]:
        """The web apps in the system's lists, then those that only have a shortcut in the menu."""
        listed_ids = {app.app_id for app in self._programs.web_apps if app.app_id}
        menu = self._under_root(self._expand(_MENU))
        folders = [menu / name for name in list_names(menu) if name.endswith(_WEB_APPS_FOLDER)]
        shortcuts = [
            folder / name for folder in folders for name in list_names(folder) if name.lower().endswith(".lnk")
        ]
        launchers = (_read_shortcut(path) for path in shortcuts[:_MAX_SHORTCUTS])
        return self._programs.web_apps + [app for app in launchers if app is not None and app.app_id not in listed_ids]

    def _expand(self, text: str) -> str:
        """Return a text with each `%Name%` replaced by the variable's value; an unknown variable stays as it is."""
        parts = text.split("%")
        for number in range(1, len(parts) - 1, 2):
            parts[number] = self._variables.get(parts[number].lower(), f"%{parts[number]}%")
        return "".join(parts)

    def _under_root(self, path: str) -> Path:
        return self.root.joinpath(*PureWindowsPath(path).parts[1:]) if self.root else Path(path)


def _is_called(name: str, wanted: str) -> bool:
    if wanted.endswith("*"):
        return name.lower().startswith(wanted[:-1].lower())
    return name.lower() == wanted.lower()


def _is_below(program: PureWindowsPath, folder: str) -> bool:
    return "%" not in folder and program.is_absolute() and program.is_relative_to(PureWindowsPath(folder))


def _parse_program(command: str) -> str:
    try:
        words = shlex.split(command, posix=False)
    except ValueError:
        return ""
    return words[0].strip('"') if words else ""


def _make_trace(trace: str, program: Program) -> FoundTrace:
    return FoundTrace(trace, FoundIn.UNINSTALL_KEY, program.name, program.version, program=program.icon)


def _find_squirrel_program(updater: Path, version: str) -> str:
    """Return the program in a version's folder, which has the name of the updater's folder; empty without one."""
    folder = updater.parent / f"app-{version}"
    program = f"{updater.parent.name}.exe".lower()
    return next((str(folder / name) for name in list_names(folder) if name.lower() == program), "")


def _read_version(folder: str) -> str:
    match = _VERSION_FOLDER.fullmatch(folder.lower())
    return match[1] if match else ""


def _read_shortcut(path: Path) -> WebApp | None:
    """Return the web app that a shortcut starts; None if it starts anything else."""
    data = read_start(path, _MAX_SHORTCUT_BYTES)
    # Shortcuts store their arguments as UTF-16, at even or odd offsets.
    for text in (data.decode("utf-16-le", "replace"), data[1:].decode("utf-16-le", "replace")):
        if match := APP_ID.search(text):
            return WebApp(path.stem, app_id=match[1])
    return None
