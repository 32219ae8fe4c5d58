"""Programs in Windows' registry: uninstall keys, MSI upgrade codes, Store packages, and programs that open links."""

import re
import struct
import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from uuid import UUID

from dialtone.model.frozen import Frozen
from dialtone.model.maker import LinkOpener
from dialtone.system.registry import Registry
from dialtone.system.web_apps import APP_ID, WebApp

_UNINSTALL = (
    r"HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall",
    r"HKLM\SOFTWARE\Microsoft\Windows\CurrentVersion\Uninstall",
    r"HKLM\SOFTWARE\WOW6432Node\Microsoft\Windows\CurrentVersion\Uninstall",
)
_UPGRADE_CODES = (
    r"HKCU\Software\Microsoft\Installer\UpgradeCodes",
    r"HKLM\SOFTWARE\Microsoft\Windows\CurrentVersion\Installer\UpgradeCodes",
    r"HKLM\SOFTWARE\Classes\Installer\UpgradeCodes",
)
_PACKAGES = (
    r"HKCU\Software\Classes\Local Settings\Software\Microsoft\Windows\CurrentVersion\AppModel\Repository\Packages"
)
_CLASSES = (r"HKCU\Software\Classes", r"HKLM\SOFTWARE\Classes")
_CHOICES = r"HKCU\Software\Microsoft\Windows\Shell\Associations\UrlAssociations"
_CHOICE_KEYS = (r"UserChoiceLatest\ProgId", "UserChoiceLatest", "UserChoice")
"""Windows 11 24H2 and later use the first two; the structure below `UserChoiceLatest` varies between builds."""
_REGISTERED = (r"HKCU\Software\RegisteredApplications", r"HKLM\SOFTWARE\RegisteredApplications")
_VERSION_AT_THE_END = re.compile(r" v?(\d+(?:\.\d+)+)$")
_EDGE_PACKAGE = re.compile(r"([a-z0-9-]+(?:\.[a-z0-9-]+)+)-[0-9a-f]{8}", re.IGNORECASE)
"""Edge creates a package for a web app, named after its host: `discord.com-9E7C5E2A`."""
_APPLICATION = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:\.[A-Za-z][A-Za-z0-9]*)*")
"""How a package's manifest names an application."""
_FIREFOX_PREFIX = "ffpwa-"  # how the keys of PWAsForFirefox's web apps begin
FROM_STORE = 3
BY_DEVELOPER = 5
"""PackageOrigin_Store and PackageOrigin_DeveloperSigned. Unsigned packages can claim any family (Microsoft Learn)."""
_MAX_HEAD_BYTES = 4096
_MAX_RESOURCES_BYTES = 8_000_000
_VERSION_TITLE = "VS_VERSION_INFO".encode("utf-16-le")
_VERSION_SIGNATURE = struct.pack("<I", 0xFEEF04BD)  # the beginning of `VS_FIXEDFILEINFO`
_FILE_VERSION = 8
"""Where `VS_FIXEDFILEINFO` has the file version: four numbers of 16 bits, in two words with the higher one first."""
_MAX_PADDING = 64  # maximum distance in bytes from the title to the signature: there is only padding in between


class Program(Frozen):
    """One entry in the system's list of programs."""

    key: str
    """In lower case, without braces."""
    name: str
    publisher: str
    version: str
    uninstaller: str
    icon: str
    """The program whose icon the list shows: nearly always the main one; empty for a separate icon file."""
    website: str
    """The address of the maker's website."""

    @property
    def web_app(self) -> WebApp | None:
        """The web app that a browser added to the list; None for a program."""
        if match := APP_ID.search(self.uninstaller):
            return WebApp(self.name, app_id=match[1])
        return WebApp(self.name, address=self.website) if self.key.startswith(_FIREFOX_PREFIX) else None


class StorePackage(Frozen):
    """One MSIX package, as from the Microsoft Store."""

    full_name: str
    """`Name_1.2.3.0_x64__publisher`."""
    name: str
    version: str


class WindowsPrograms(Frozen, dict=True):
    """The lists in the registry, each read once."""

    registry: Registry

    @cached_property
    def installed(self) -> list[Program]:
        """The programs, without web apps."""
        return [program for program in self._listed if program.web_app is None]

    @cached_property
    def web_apps(self) -> list[WebApp]:
        """The web apps of browsers that add them to the system's lists."""
        in_programs = [app for program in self._listed if (app := program.web_app) is not None]
        packages = ((p, _EDGE_PACKAGE.fullmatch(p.name)) for p in self.packages.values())
        return in_programs + [WebApp(self.find_shown_name(p), address=f"https://{m[1]}/") for p, m in packages if m]

    @cached_property
    def packages(self) -> Mapping[str, StorePackage]:
        """Store packages by family name (`Name_publisher`), in lower case."""
        packages: dict[str, StorePackage] = {}
        for full_name in self.registry.subkeys(_PACKAGES):
            name, _, after_name = full_name.partition("_")
            version = after_name.partition("_")[0]
            publisher = after_name.rpartition("_")[2]
            packages.setdefault(f"{name}_{publisher}".lower(), StorePackage(full_name, name, version))
        return packages

    def find_shown_name(self, package: StorePackage) -> str:
        """Return the name that the system shows; empty if the registry only refers to a resource with it."""
        return _drop_reference(self.registry.values(f"{_PACKAGES}\\{package.full_name}").get("DisplayName", ""))

    def find_application(self, family: str) -> str:
        """Return the identifier of the application in the package of a family; empty if it has none, or several."""
        package = self.packages.get(family.lower())
        keys = self.registry.subkeys(f"{_PACKAGES}\\{package.full_name}") if package is not None else ()
        identifiers = [key for key in keys if _APPLICATION.fullmatch(key)]
        return identifiers[0] if len(identifiers) == 1 else ""

    def list_by_upgrade_code(self, code: str) -> list[Program]:
        """Return the programs with an MSI upgrade code, which all versions of a program share."""
        packed = _pack_guid(code)
        if not packed:
            return []
        products = [product for path in _UPGRADE_CODES for product in self.registry.values(f"{path}\\{packed}")]
        return [p for product in products for p in self.installed if _pack_guid(p.key) == product.lower()]

    def list_open_commands(self, scheme: str) -> Iterator[str]:
        """Yield the command lines that programs registered for links of a scheme, those of this person first."""
        for kind in (scheme, *self._capabilities.get(scheme.lower(), ())):
            yield from self.list_commands(kind)

    def list_commands(self, kind: str) -> Iterator[str]:
        """Yield the command lines that open a kind of link or file (a ProgID), those of this person first."""
        for classes in _CLASSES:
            if command := self.registry.values(f"{classes}\\{kind}\\shell\\open\\command").get("", ""):
                yield command

    def list_chosen_kinds(self, scheme: str) -> Iterator[str]:
        """Yield the kinds (ProgIDs) that the person chose for links of a scheme, then the scheme itself."""
        for key in _CHOICE_KEYS:
            if kind := self.registry.values(f"{_CHOICES}\\{scheme}\\{key}").get("ProgId", ""):
                yield kind
        yield scheme

    def find_store_opener(self, kind: str) -> LinkOpener | None:
        """Return the Store package behind a kind (`AppX…`); None if it is not one."""
        for classes in _CLASSES:
            values = self.registry.values(f"{classes}\\{kind}\\Application")
            if family := values.get("AppUserModelID", "").partition("!")[0]:
                return LinkOpener(
                    _drop_reference(values.get("ApplicationName", "")) or family.partition("_")[0], (family,)
                )
        return None

    @cached_property
    def _listed(self) -> list[Program]:
        return [self._read_program(f"{path}\\{key}", key) for path in _UNINSTALL for key in self.registry.subkeys(path)]

    def _read_program(self, path: str, key: str) -> Program:
        """Return an entry of the list; the version is in its name where the entry has no field for it."""
        values = self.registry.values(path)
        name = values.get("DisplayName", "")
        in_name = _VERSION_AT_THE_END.search(name)
        return Program(
            key=key.strip("{}").lower(),
            name=name,
            publisher=values.get("Publisher", ""),
            version=values.get("DisplayVersion", "") or (in_name[1] if in_name else ""),
            uninstaller=values.get("UninstallString", ""),
            icon=_parse_icon(values.get("DisplayIcon", "")),
            website=values.get("URLInfoAbout", ""),
        )

    @cached_property
    def _capabilities(self) -> Mapping[str, list[str]]:
        """Kinds (ProgIDs) by scheme, as programs register them for the system's settings."""
        kinds: dict[str, list[str]] = {}
        for registered in _REGISTERED:
            hive = registered.partition("\\")[0]
            for capabilities in self.registry.values(registered).values():
                links = self.registry.values(f"{hive}\\{capabilities.strip(chr(92))}\\URLAssociations")
                for scheme, kind in links.items():
                    kinds.setdefault(scheme.lower(), []).append(kind)
        return kinds


def read_staged_origin(full_name: str) -> int:
    """Return the PackageOrigin of a package by its full name, as reported by Windows; 0 if unknown."""
    if sys.platform != "win32":
        return 0
    import ctypes  # imported here: for Windows alone

    origin = ctypes.c_int(0)
    try:
        failed = ctypes.WinDLL("kernel32").GetStagedPackageOrigin(ctypes.c_wchar_p(full_name), ctypes.byref(origin))
    except (OSError, AttributeError):
        return 0
    return 0 if failed else origin.value


def _drop_reference(name: str) -> str:
    return "" if name.startswith(("@", "ms-resource")) else name


def _parse_icon(location: str) -> str:
    """Return the program in an icon's location; empty for an uninstaller, an updater or any other file."""
    path, comma, index = location.strip().rpartition(",")
    if not comma or not index.lstrip("-").isdigit():
        path = location.strip()
    path = path.strip('"')
    if re.search(r"unins\w*\.exe$|update\.exe$", path, re.IGNORECASE):
        return ""
    return path if path.lower().endswith(".exe") else ""


def _pack_guid(code: str) -> str:
    """Return a GUID in the installer's notation: its bytes in memory, each with its digits swapped; else empty."""
    try:
        stored = UUID(code).bytes_le
    except ValueError:
        return ""
    return "".join(f"{byte & 0xF:x}{byte >> 4:x}" for byte in stored)


# The version in a program's file, for programs that are in no list of the system: only headers and resources are read


def read_file_version(path: Path) -> str:
    """Return the file version of a program; empty without one. Source: Microsoft, "PE Format", `VS_FIXEDFILEINFO`."""
    with suppress(OSError, ValueError, struct.error), path.open("rb") as file:
        offset, size = _find_resources(file.read(_MAX_HEAD_BYTES))
        file.seek(offset)
        return _format_version(file.read(min(size, _MAX_RESOURCES_BYTES)))
    return ""


def _find_resources(head: bytes) -> tuple[int, int]:
    """Return offset and size of the resource section; zeros if there is none.

    The PE header begins where the field at 0x3C says. It has the number of sections at 6 and the size of its optional
    part at 20; after that come the sections, with 40 bytes each.
    """
    (start,) = struct.unpack_from("<I", head, 0x3C)
    if head[:2] != b"MZ" or head[start : start + 4] != b"PE\0\0":
        return 0, 0
    sections = struct.unpack_from("<H", head, start + 6)[0]
    optional = struct.unpack_from("<H", head, start + 20)[0]
    for number in range(sections):
        name, size, offset = struct.unpack_from("<8s8xII", head, start + 24 + optional + 40 * number)
        if name.rstrip(b"\0") == b".rsrc":
            return offset, size
    return 0, 0


def _format_version(resources: bytes) -> str:
    title = resources.find(_VERSION_TITLE)
    info = resources.find(_VERSION_SIGNATURE, title, title + len(_VERSION_TITLE) + _MAX_PADDING) if title >= 0 else -1
    if info < 0:
        return ""
    high, low = struct.unpack_from("<II", resources, info + _FILE_VERSION)
    numbers = [high >> 16, high & 0xFFFF, low >> 16, low & 0xFFFF]
    while len(numbers) > 2 and numbers[-1] == 0:
        numbers.pop()
    return ".".join(map(str, numbers)) if any(numbers) else ""
