"""macOS: the bundle identifiers of the applications."""

import plistlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from xml.parsers.expat import ExpatError

from dialtone.model.catalogue import Traces
from dialtone.system.operating_system import Found
from dialtone.system.quiet_files import names_in, read_start

_MOST_OF_A_LIST = 1_000_000
_MOST_OF_HOSTS = 8_000_000


@dataclass(frozen=True)
class MacOS:
    """MacOS below a root folder, for a person whose home is known."""

    root: Path
    home: Path

    @property
    def name(self) -> str:
        """The vocabulary's word."""
        return "macos"

    def find(self, traces: Traces) -> Iterator[Found]:
        """What is there of a messenger."""
        for bundle in traces.macos_bundles:
            if bundle in self._applications:
                yield self._applications[bundle]

    def routes(self) -> None:
        """Only a program could list them."""
        return

    def tunnel_kinds(self) -> Mapping[str, str]:
        """The names tell it: utun, ipsec, ppp."""
        return {}

    def has_proxy_script(self) -> bool:
        """Not told by a file that Apple documents."""
        return False

    def hosts_file(self) -> bytes:
        """The content of /etc/hosts."""
        return read_start(self.root / "etc" / "hosts", _MOST_OF_HOSTS)

    @cached_property
    def _applications(self) -> dict[str, Found]:
        found: dict[str, Found] = {}
        for folder in (self.root / "Applications", self.home / "Applications", self.root / "System" / "Applications"):
            for name in names_in(folder):
                if name.endswith(".app"):
                    self._read(folder / name, found)
        return found

    def _read(self, application: Path, found: dict[str, Found]) -> None:
        info = _property_list(read_start(application / "Contents" / "Info.plist", _MOST_OF_A_LIST))
        bundle = info.get("CFBundleIdentifier")
        if isinstance(bundle, str):
            name = info.get("CFBundleDisplayName") or info.get("CFBundleName") or application.stem
            version = info.get("CFBundleShortVersionString") or ""
            found.setdefault(bundle, Found(bundle, "application", name=str(name), version=str(version)))


def _property_list(data: bytes) -> dict[str, object]:
    """A broken list of somebody else's application is no reason to stop."""
    try:
        info = plistlib.loads(data)
    except (ValueError, ExpatError, AttributeError, LookupError, TypeError, OverflowError, RecursionError):
        return {}
    return info if isinstance(info, dict) else {}
