"""Linux: desktop entries, Flatpak, Snap, Debian packages, programs on the path; routes and tunnels from the kernel."""

import fnmatch
import shlex
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from dialtone.model.catalogue import Traces
from dialtone.system.operating_system import Found, Routes
from dialtone.system.quiet_files import is_there, names_in, read_start

_MOST_OF_AN_ENTRY = 100_000
_MOST_OF_DPKG = 64_000_000
_MOST_OF_ROUTES = 1_000_000
_MOST_OF_HOSTS = 8_000_000
_UP, _REJECT = 0x1, 0x200


@dataclass(frozen=True)
class Linux:
    """Linux below a root folder, for a person whose environment variables are known."""

    root: Path
    environ: Mapping[str, str]

    @property
    def name(self) -> str:
        """The vocabulary's word."""
        return "linux"

    def find(self, traces: Traces) -> Iterator[Found]:
        """What is there of a messenger, the best witness first."""
        yield from self._packages(traces)
        yield from self._flatpaks(traces)
        yield from self._snaps(traces)
        yield from self._entries(traces)
        yield from self._binaries(traces)

    def routes(self) -> Routes:
        """The kernel's routing tables."""
        net = self.root / "proc" / "net"
        return Routes(
            v4=_carriers(_v4_routes(read_start(net / "route", _MOST_OF_ROUTES).decode("ascii", "replace"))),
            v6=_carriers(_v6_routes(read_start(net / "ipv6_route", _MOST_OF_ROUTES).decode("ascii", "replace"))),
        )

    def tunnel_kinds(self) -> Mapping[str, str]:
        """Tunnels that the kernel marks as such, whatever their name is."""
        devices = self.root / "sys" / "class" / "net"
        kinds = {}
        for name in names_in(devices):
            if is_there(devices / name / "tun_flags"):
                kinds[name] = "tun"
            elif b"DEVTYPE=wireguard" in read_start(devices / name / "uevent", 4096):
                kinds[name] = "wireguard"
        return kinds

    def has_proxy_script(self) -> bool:
        """Desktops keep it in databases that only their own programs read."""
        return False

    def hosts_file(self) -> bytes:
        """The content of /etc/hosts."""
        return read_start(self.root / "etc" / "hosts", _MOST_OF_HOSTS)

    @cached_property
    def _home(self) -> Path | None:
        home = self.environ.get("HOME", "")
        return self._below(home) if home.startswith("/") else None

    def _below(self, path: str) -> Path:
        return self.root / path.lstrip("/")

    def _in_home(self, *parts: str) -> list[Path]:
        return [self._home.joinpath(*parts)] if self._home else []

    @cached_property
    def _data_folders(self) -> list[Path]:
        own = self.environ.get("XDG_DATA_HOME", "")
        shared = self.environ.get("XDG_DATA_DIRS", "") or "/usr/local/share:/usr/share"
        folders = [self._below(own)] if own.startswith("/") else self._in_home(".local", "share")
        folders += [self._below(folder) for folder in shared.split(":") if folder.startswith("/")]
        folders += self._in_home(".local", "share", "flatpak", "exports", "share")
        folders += [self._below("/var/lib/flatpak/exports/share"), self._below("/var/lib/snapd/desktop")]
        return list(dict.fromkeys(folders))

    @cached_property
    def _all_entries(self) -> dict[str, Path]:
        """Desktop entries by id; a person's own hides a shared one of the same id."""
        entries: dict[str, Path] = {}
        for folder in self._data_folders:
            for name in names_in(folder / "applications"):
                if name.endswith(".desktop"):
                    entries.setdefault(name.removesuffix(".desktop"), folder / "applications" / name)
        return entries

    @cached_property
    def _dpkg(self) -> bytes:
        return b"\n\n" + read_start(self.root / "var" / "lib" / "dpkg" / "status", _MOST_OF_DPKG)

    def _packages(self, traces: Traces) -> Iterator[Found]:
        for package in traces.linux_packages:
            start = self._dpkg.find(b"\n\nPackage: " + package.encode() + b"\n")
            if start < 0:
                continue
            end = self._dpkg.find(b"\n\n", start + 2)
            stanza = self._dpkg[start : end if end > 0 else None].decode("utf-8", "replace")
            keys = dict(line.split(": ", 1) for line in stanza.splitlines() if ": " in line and line[0] != " ")
            if keys.get("Status", "").endswith(" installed"):
                yield Found(package, "package", version=keys.get("Version", ""))

    def _flatpaks(self, traces: Traces) -> Iterator[Found]:
        folders = [self._below("/var/lib/flatpak/app"), *self._in_home(".local", "share", "flatpak", "app")]
        for identifier in traces.linux_flatpaks:
            if any(is_there(folder / identifier / "current") for folder in folders):
                yield Found(identifier, "flatpak", name=self._name_of_entry(identifier))

    def _snaps(self, traces: Traces) -> Iterator[Found]:
        for snap in traces.linux_snaps:
            if any(is_there(self._below(folder) / snap / "current") for folder in ("/snap", "/var/lib/snapd/snap")):
                yield Found(snap, "snap", name=self._name_of_entry(f"{snap}_{snap}"))

    def _entries(self, traces: Traces) -> Iterator[Found]:
        for identifier in traces.linux_desktop_ids:
            for entry in self._entries_called(identifier):
                keys = _desktop_entry(self._all_entries[entry])
                if self._is_alive(keys):
                    yield Found(identifier, "desktop entry", name=keys.get("Name", ""))
                    break

    def _entries_called(self, identifier: str) -> list[str]:
        """The entry of this id; Telegram's own builds add `._` and a mark of the folder they run from."""
        marked = fnmatch.filter(self._all_entries, f"{identifier}._*")
        return [identifier, *marked] if identifier in self._all_entries else marked

    def _name_of_entry(self, identifier: str) -> str:
        path = self._all_entries.get(identifier)
        return _desktop_entry(path).get("Name", "") if path else ""

    def _is_alive(self, keys: Mapping[str, str]) -> bool:
        """Entries outlive programs that were deleted by hand."""
        if keys.get("Hidden") == "true" or "Exec" not in keys:
            return False
        try:
            words = [keys["TryExec"]] if keys.get("TryExec") else shlex.split(keys["Exec"])
        except ValueError:
            return False
        return bool(words) and self._is_program(words[0])

    def _is_program(self, program: str) -> bool:
        if program.startswith("/"):
            return is_there(self._below(program))
        return "/" not in program and any(is_there(self._below(folder) / program) for folder in self._path)

    @cached_property
    def _path(self) -> list[str]:
        return [f for f in self.environ.get("PATH", "/usr/local/bin:/usr/bin:/bin").split(":") if f.startswith("/")]

    def _binaries(self, traces: Traces) -> Iterator[Found]:
        for binary in traces.linux_binaries:
            if self._is_program(binary):
                yield Found(binary, "program")


def _desktop_entry(path: Path) -> dict[str, str]:
    """The keys of the main group of a desktop entry."""
    keys: dict[str, str] = {}
    inside = False
    for line in read_start(path, _MOST_OF_AN_ENTRY).decode("utf-8", "replace").splitlines():
        if line.startswith("["):
            inside = line.strip() == "[Desktop Entry]"
        elif inside and "=" in line and not line.startswith("#"):
            key, value = line.split("=", 1)
            keys.setdefault(key.strip(), value.strip())
    return keys


@dataclass(frozen=True, slots=True)
class _Route:
    interface: str
    length: int
    metric: int


def _v4_routes(table: str) -> Iterator[_Route]:
    for line in table.splitlines()[1:]:
        cells = line.split()
        try:
            interface, flags = cells[0], int(cells[3], 16)
            mask, metric = int(cells[7], 16), int(cells[6])
        except (IndexError, ValueError):
            continue
        if flags & _UP and not flags & _REJECT:
            yield _Route(interface, mask.bit_count(), metric)


def _v6_routes(table: str) -> Iterator[_Route]:
    for line in table.splitlines():
        cells = line.split()
        try:
            length, metric, flags = int(cells[1], 16), int(cells[5], 16), int(cells[8], 16)
            destination, interface = int(cells[0], 16), cells[9]
        except (IndexError, ValueError):
            continue
        covers_all = length <= 1 or (length == 3 and destination >> 125 == 1)
        if flags & _UP and not flags & _REJECT and interface != "lo" and covers_all:
            # 2000::/3 is all of today's internet: some tunnels route that instead of everything.
            yield _Route(interface, min(length, 1), metric)


def _carriers(routes: Iterator[_Route]) -> frozenset[str]:
    """Who carries the default route: two halves of the internet outrank the whole, then the smallest metric wins."""
    wide = [route for route in routes if route.length <= 1]
    longest = max((route.length for route in wide), default=0)
    best = [route for route in wide if route.length == longest]
    smallest = min((route.metric for route in best), default=0)
    return frozenset(route.interface for route in best if route.metric == smallest)
