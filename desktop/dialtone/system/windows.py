"""Windows: uninstall keys, Store packages, program files and link schemes; adapters and proxy from the registry."""

import shlex
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PureWindowsPath

from dialtone.model.catalogue import Traces
from dialtone.system.operating_system import Found
from dialtone.system.quiet_files import is_there, read_start
from dialtone.system.registry import Registry

_UNINSTALL = (
    r"HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall",
    r"HKLM\SOFTWARE\Microsoft\Windows\CurrentVersion\Uninstall",
    r"HKLM\SOFTWARE\WOW6432Node\Microsoft\Windows\CurrentVersion\Uninstall",
)
_PACKAGES = (
    r"HKCU\Software\Classes\Local Settings\Software\Microsoft\Windows\CurrentVersion\AppModel\Repository\Packages"
)
_CLASSES = (r"HKCU\Software\Classes", r"HKLM\SOFTWARE\Classes")
_INTERNET = r"HKCU\Software\Microsoft\Windows\CurrentVersion\Internet Settings"
_ADAPTERS = r"HKLM\SYSTEM\CurrentControlSet\Control\Class\{4d36e972-e325-11ce-bfc1-08002be10318}"
_CONNECTIONS = r"HKLM\SYSTEM\CurrentControlSet\Control\Network\{4D36E972-E325-11CE-BFC1-08002BE10318}"
_TUNNEL_DRIVERS = ("wintun", "wireguard", "tap0901", "tapoas", "tap-", "ovpn-dco", "openvpn", "vpn", "tunnel")
_MOST_OF_HOSTS = 8_000_000


@dataclass(frozen=True, slots=True)
class _Program:
    key: str
    name: str
    publisher: str
    version: str


@dataclass(frozen=True)
class Windows:
    """Windows with its registry, for a person whose environment variables are known."""

    registry: Registry
    environ: Mapping[str, str]
    root: Path | None = None
    """Stands for the drive, where the files are elsewhere than Windows says."""

    @property
    def name(self) -> str:
        """The vocabulary's word."""
        return "windows"

    def find(self, traces: Traces) -> Iterator[Found]:
        """What is there of a messenger, the best witness first."""
        found = [
            *self._uninstall_keys(traces),
            *self._display_names(traces),
            *self._store_packages(traces),
            *self._files(traces),
        ]
        # A scheme belongs to whoever started last, often a fork: it counts only where nothing better is known.
        yield from found or self._schemes(traces)

    def routes(self) -> None:
        """Only a program could list them."""
        return

    def tunnel_kinds(self) -> Mapping[str, str]:
        """Connections whose driver is one of a VPN; people give the connections any name."""
        drivers = {}
        for key in self.registry.subkeys(_ADAPTERS):
            values = self.registry.values(f"{_ADAPTERS}\\{key}")
            driver = f"{values.get('ComponentId', '')} {values.get('DriverDesc', '')}".lower()
            if any(word in driver for word in _TUNNEL_DRIVERS):
                drivers[values.get("NetCfgInstanceId", "").lower()] = values.get("DriverDesc", "")
        kinds = {}
        for key in self.registry.subkeys(_CONNECTIONS) if drivers else ():
            if key.lower() in drivers:
                name = self.registry.values(f"{_CONNECTIONS}\\{key}\\Connection").get("Name", "")
                kinds[name] = drivers[key.lower()]
        return kinds

    def has_proxy_script(self) -> bool:
        """A script's address is set in the system's internet settings."""
        return bool(self.registry.values(_INTERNET).get("AutoConfigURL"))

    def hosts_file(self) -> bytes:
        """The content of the hosts file."""
        windows = self._variables.get("systemroot", r"C:\Windows")
        return read_start(self._place(windows + r"\System32\drivers\etc\hosts"), _MOST_OF_HOSTS)

    @cached_property
    def _variables(self) -> dict[str, str]:
        return {name.lower(): value for name, value in self.environ.items()}

    @cached_property
    def _programs(self) -> list[_Program]:
        return [self._program(f"{path}\\{key}", key) for path in _UNINSTALL for key in self.registry.subkeys(path)]

    def _program(self, path: str, key: str) -> _Program:
        values = self.registry.values(path)
        return _Program(
            key=key.strip("{}").lower(),
            name=values.get("DisplayName", ""),
            publisher=values.get("Publisher", ""),
            version=values.get("DisplayVersion", ""),
        )

    def _uninstall_keys(self, traces: Traces) -> Iterator[Found]:
        for trace in traces.windows_uninstall_keys:
            wanted = trace.strip("{}").lower()
            for program in self._programs:
                if program.key == wanted:
                    yield Found(trace, "uninstall key", program.name, program.version)

    def _display_names(self, traces: Traces) -> Iterator[Found]:
        """Names are free for everybody, so the publisher has to be right as well, where it is known."""
        for trace in traces.windows_display_names:
            for program in self._programs:
                right = not traces.windows_publishers or program.publisher in traces.windows_publishers
                if right and _is_called(program.name, trace):
                    yield Found(trace, "uninstall key", program.name, program.version)

    @cached_property
    def _store(self) -> dict[str, Found]:
        """Store packages by family. Full names are `Name_1.2.3.0_x64__publisher`."""
        packages: dict[str, Found] = {}
        for full in self.registry.subkeys(_PACKAGES):
            name, _, rest = full.partition("_")
            version, publisher = rest.partition("_")[0], rest.rpartition("_")[2]
            shown = self.registry.values(f"{_PACKAGES}\\{full}").get("DisplayName", "")
            shown = "" if shown.startswith(("@", "ms-resource")) else shown
            packages[f"{name}_{publisher}".lower()] = Found(full, "store package", shown, version)
        return packages

    def _store_packages(self, traces: Traces) -> Iterator[Found]:
        for trace in traces.windows_packages:
            if found := self._store.get(trace.lower()):
                yield Found(trace, found.how, found.name, found.version)

    def _files(self, traces: Traces) -> Iterator[Found]:
        for trace in traces.windows_paths:
            if is_there(self._place(self._expand(trace))):
                yield Found(trace, "program")

    def _schemes(self, traces: Traces) -> Iterator[Found]:
        """Finds programs that were never installed: they offer themselves for links when first started."""
        for trace in traces.windows_schemes:
            for classes in _CLASSES:
                command = self.registry.values(f"{classes}\\{trace}\\shell\\open\\command").get("", "")
                program = _program_of(self._expand(command))
                if program and is_there(self._place(program)):
                    yield Found(trace, "link scheme", name=PureWindowsPath(program).stem)
                    break

    def _expand(self, text: str) -> str:
        parts = text.split("%")
        for number in range(1, len(parts) - 1, 2):
            parts[number] = self._variables.get(parts[number].lower(), f"%{parts[number]}%")
        return "".join(parts)

    def _place(self, path: str) -> Path:
        return self.root.joinpath(*PureWindowsPath(path).parts[1:]) if self.root else Path(path)


def _is_called(name: str, wanted: str) -> bool:
    if wanted.endswith("*"):
        return name.lower().startswith(wanted[:-1].lower())
    return name.lower() == wanted.lower()


def _program_of(command: str) -> str:
    """The program of a command line: its first word, which is quoted where it holds spaces."""
    try:
        words = shlex.split(command, posix=False)
    except ValueError:
        return ""
    return words[0].strip('"') if words else ""
