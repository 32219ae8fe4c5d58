"""macOS: the bundle identifiers of the applications, and the web apps among them."""

import plistlib
import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import ClassVar
from xml.parsers.expat import ExpatError

from dialtone.model.catalogue import Traces
from dialtone.model.computer import FoundIn, InstalledApp
from dialtone.model.maker import LinkOpener, Origin, OriginGap
from dialtone.system.file_origin import find_codesign_origin
from dialtone.system.operating_system import FoundTrace, ProxySettings, Run, Unix, run_tool
from dialtone.system.quiet_files import list_names, read_start
from dialtone.system.resolv_conf import ResolverSettings, read_resolvers
from dialtone.system.system_proxy import read_patterns
from dialtone.system.web_apps import WebApp, find_web_apps, read_firefox_addresses

_MAX_LIST_BYTES = 1_000_000
_MAX_APPLICATIONS = 3_000
_IDENTIFIER = re.compile(rb"<key>CFBundleIdentifier</key>\s*<string>([^<]*)</string>")
_HANDLERS = Path("Library/Preferences/com.apple.LaunchServices/com.apple.launchservices.secure.plist")
_BROWSERS = frozenset(
    {
        *("com.apple.safari", "com.google.chrome", "org.mozilla.firefox", "com.microsoft.edgemac"),
        *("com.brave.browser", "com.operasoftware.opera", "com.vivaldi.vivaldi", "company.thebrowser.browser"),
        "ru.yandex.desktop.yandex-browser",
    }
)
"""Bundle identifiers in lower case."""
_CHROMIUM = re.compile(r".+\.app\.([a-p]{32})")
"""Chromium-based browsers name the bundles of web apps after themselves: `com.google.Chrome.app.<id>`."""
_SCRIPT = re.compile(r"^\s*ProxyAuto(?:Config|Discovery)Enable : 1$", re.MULTILINE)
"""In the output of `scutil --proxy`: a script's address is set (PAC), or the network is queried for one (WPAD)."""
_EXCEPTIONS = re.compile(r"ExceptionsList : <array> \{\n([^}]*)\}")  # in the same output: one numbered entry per line
_SAFARI_PREFIX = "com.apple.Safari.WebApp"
_FIREFOX_PREFIX = "si.filips.firefoxpwa.site."  # how the identifiers of web apps begin


class MacOS(Unix):
    """MacOS below a root folder, for a person with a known home."""

    name: ClassVar[str] = "macos"
    home: Path
    run: Run = run_tool
    """Runs Apple's own tools; tests pass a replacement."""

    def find_traces(self, traces: Traces) -> Iterator[FoundTrace]:
        """Yield those of a messenger's traces that are on this computer."""
        for bundle in traces.macos_bundles:
            application, data = self._bundles.get(bundle, (Path(), b""))
            if info := read_property_list(data):
                version = _read_text(info, "CFBundleShortVersionString")
                yield FoundTrace(bundle, FoundIn.APPLICATION, _read_name(info), version, program=str(application))
        yield from find_web_apps(traces, self._web_apps)

    def find_origin(self, app: InstalledApp) -> Origin:
        """Return the team that signed an application."""
        return find_codesign_origin(Path(app.program), self.run) if app.program else Origin(gap=OriginGap.COPIED)

    def find_start_command(self, app: InstalledApp, traces: Traces) -> tuple[str, ...]:
        """Return the command that opens exactly the application found: another one may have the same identifier."""
        return ("/usr/bin/open", "-a", app.program) if app.program and app.trace in traces.macos_bundles else ()

    def find_link_opener(self, scheme: str) -> LinkOpener | None:
        """Return the program that the person chose; None without a choice, since the system's default is in no file."""
        handlers = read_property_list(read_start(self.home / _HANDLERS, _MAX_LIST_BYTES)).get("LSHandlers")
        for handler in handlers if isinstance(handlers, list) else ():
            if isinstance(handler, dict) and _read_text(handler, "LSHandlerURLScheme").lower() == scheme:
                bundle = _read_text(handler, "LSHandlerRoleAll")
                data = next((d for b, (_, d) in self._bundles.items() if b.lower() == bundle.lower()), b"")
                if data:
                    is_browser = bundle.lower() in _BROWSERS
                    return LinkOpener(_read_name(read_property_list(data)) or bundle, (bundle,), browser=is_browser)
        return None

    def read_resolvers(self) -> ResolverSettings:
        """Return the resolvers in resolv.conf, which tells nothing else about macOS' own resolver."""
        return ResolverSettings(read_resolvers(self.root).nameservers)

    @cached_property
    def proxy_settings(self) -> ProxySettings:
        """The settings of the network in use, from Apple's own tool; without addresses, which Python reads itself."""
        listing = self.run(["/usr/sbin/scutil", "--proxy"]).output
        exceptions = _EXCEPTIONS.search(listing)
        entries = (line.partition(" : ")[2] for line in exceptions[1].splitlines()) if exceptions is not None else ()
        return ProxySettings(bool(_SCRIPT.search(listing)), exceptions=read_patterns(entries))

    @cached_property
    def _bundles(self) -> dict[str, tuple[Path, bytes]]:
        """Each application and its property list, unparsed since few are needed, by the bundle's identifier."""
        bundles: dict[str, tuple[Path, bytes]] = {}
        for application in islice(self._list_applications(), _MAX_APPLICATIONS):
            data = read_start(application / "Contents" / "Info.plist", _MAX_LIST_BYTES)
            bundles.setdefault(_read_identifier(data), (application, data))
        return bundles

    def _list_applications(self) -> Iterator[Path]:
        """Yield the applications in each folder and its subfolders, such as `Utilities` and `Chrome Apps.localized`."""
        for folder in (self.root / "Applications", self.home / "Applications", self.root / "System" / "Applications"):
            for name in list_names(folder):
                path = folder / name
                if name.endswith(".app"):
                    yield path
                else:
                    yield from (path / inner for inner in list_names(path) if inner.endswith(".app"))

    @cached_property
    def _web_apps(self) -> list[WebApp]:
        """The web apps that Chromium, Firefox and Safari installed."""
        apps = (self._read_web_app(bundle, data) for bundle, (_, data) in self._bundles.items())
        return [app for app in apps if app is not None]

    def _read_web_app(self, bundle: str, data: bytes) -> WebApp | None:
        """Return the web app of a bundle, from its property list; None if no browser made the bundle."""
        if chromium := _CHROMIUM.fullmatch(bundle):
            info = read_property_list(data)
            name = _read_text(info, "CrAppModeShortcutName") or _read_name(info)
            return WebApp(name, _read_text(info, "CrAppModeShortcutURL"), chromium[1])
        if bundle.startswith(_FIREFOX_PREFIX):
            support = self.home / "Library" / "Application Support" / "firefoxpwa"
            address = read_firefox_addresses([support]).get(bundle.removeprefix(_FIREFOX_PREFIX), "")
            return WebApp(_read_name(read_property_list(data)), address)
        if bundle.startswith(_SAFARI_PREFIX):
            info = read_property_list(data)
            manifest = info.get("Manifest")
            return WebApp(_read_name(info), _read_text(manifest, "start_url") if isinstance(manifest, dict) else "")
        return None


def _read_identifier(data: bytes) -> str:
    """Return the identifier in a property list; empty without one. For speed, only binary lists are parsed."""
    if not data.startswith(b"bplist"):
        match = _IDENTIFIER.search(data)
        return match[1].decode("utf-8", "replace") if match else ""
    return _read_text(read_property_list(data), "CFBundleIdentifier")


def _read_name(info: Mapping[str, object]) -> str:
    return _read_text(info, "CFBundleDisplayName") or _read_text(info, "CFBundleName")


def _read_text(info: Mapping[str, object], key: str) -> str:
    value = info.get(key)
    return value if isinstance(value, str) else ""


def read_property_list(data: bytes) -> dict[str, object]:
    """Return the contents of a property list; empty if it is none, or broken."""
    try:
        info = plistlib.loads(data)
    except (ValueError, ExpatError, AttributeError, LookupError, TypeError, OverflowError, RecursionError):
        return {}
    return info if isinstance(info, dict) else {}
