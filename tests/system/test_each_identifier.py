"""Each identifier of the catalogue is found where nothing else is: planted alone, as its system would leave it."""

import plistlib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path, PureWindowsPath

import pytest

from dialtone.model.catalogue import Messenger
from dialtone.model.computer import AppKind
from dialtone.system.installed import find_installed
from dialtone.system.linux import Linux
from dialtone.system.macos import MacOS
from dialtone.system.operating_system import OperatingSystem
from dialtone.system.windows import Windows
from shipped_catalogue import shipped_catalogue
from system import recorded_linux, recorded_windows
from system.recorded import RecordedRegistry, plant
from system.recorded_linux import dpkg, entry

Tree = Mapping[str, str]
Keys = Mapping[str, Mapping[str, str]]
USER, MACHINE, PACKAGES = recorded_windows.USER, recorded_windows.MACHINE, recorded_windows.PACKAGES


def name_keys(messenger: Messenger, trace: str) -> Keys:
    name = trace[:-1] + "1.2" if trace.endswith("*") else trace
    publisher = next(iter(messenger.traces.windows_publishers), "")
    return {rf"{USER}\{{AA}}": {"DisplayName": name, "Publisher": publisher}}


def package_keys(_: Messenger, trace: str) -> Keys:
    name, maker = trace.rsplit("_", 1)
    return {rf"{PACKAGES}\{name}_1.2.3.0_x64__{maker}": {}}


def upgrade_code_keys(_: Messenger, trace: str) -> Keys:
    digits = trace.strip("{}").replace("-", "")
    groups = (digits[:8], digits[8:12], digits[12:16], *(digits[i : i + 2] for i in range(16, 32, 2)))
    code = "".join(group[::-1] for group in groups)
    codes = rf"HKLM\SOFTWARE\Microsoft\Windows\CurrentVersion\Installer\UpgradeCodes\{code}"
    product, packed = "{01234567-89AB-CDEF-0123-456789ABCDEF}", "76543210BA98FEDC1032547698BADCFE"
    return {codes: {packed: ""}, rf"{MACHINE}\{product}": {"DisplayName": "X"}}


def web_app_keys(_: Messenger, trace: str) -> Keys:
    uninstaller = f'"C:\\brave.exe" --uninstall-app-id={"abcdefgh" * 4}'
    return {rf"{USER}\aa": {"DisplayName": trace, "UninstallString": uninstaller}}


def windows_file(trace: str) -> str:
    path = trace.replace("*", "1.0")
    for name, value in recorded_windows.ENVIRON.items():
        start = f"%{name}%".lower()
        if path.lower().startswith(start):
            path = value + path[len(start) :]
    return "/".join(PureWindowsPath(path).parts[1:])


LINUX: Mapping[str, Callable[[str], Tree]] = {
    "linux_desktop_ids": lambda trace: {f"/usr/share/applications/{trace}.desktop": entry("X", "/x"), "/x": ""},
    "linux_flatpaks": lambda trace: {f"/var/lib/flatpak/app/{trace}/current/active/metadata": ""},
    "linux_snaps": lambda trace: {f"/snap/{trace}/current/meta/snap.yaml": ""},
    "linux_packages": lambda trace: {"/var/lib/dpkg/status": dpkg(trace, "1")},
    "linux_binaries": lambda trace: {trace if trace.startswith("/") else f"/usr/bin/{trace}": ""},
    "web_apps": lambda trace: {
        "/usr/share/applications/x.desktop": entry("X", f"/usr/bin/chromium --app=https://{trace.rstrip('/')}/start"),
        "/usr/bin/chromium": "",
    },
}
WINDOWS: Mapping[str, Callable[[Messenger, str], Keys]] = {
    "windows_uninstall_keys": lambda _, trace: {rf"{MACHINE}\{trace}": {"DisplayVersion": "1"}},
    "windows_display_names": name_keys,
    "windows_packages": package_keys,
    "windows_upgrade_codes": upgrade_code_keys,
    "windows_paths": lambda *_: {},
    "windows_schemes": lambda _, trace: {
        rf"HKCU\Software\Classes\{trace}\shell\open\command": {"": r'"C:\X.exe" "%1"'}
    },
    "web_app_names": web_app_keys,
}
KINDS = (*LINUX, *WINDOWS, "macos_bundles")


def computer_with(messenger: Messenger, kind: str, trace: str, root: Path) -> OperatingSystem:
    if kind in LINUX:
        return Linux(plant(root, LINUX[kind](trace)), recorded_linux.ENVIRON)
    if kind == "macos_bundles":
        info = plistlib.dumps({"CFBundleIdentifier": trace})
        return MacOS(plant(root, {"/Applications/X.app/Contents/Info.plist": info}), root / "Users/vera")
    plant(root, {"X.exe": "", **({windows_file(trace): ""} if kind == "windows_paths" else {})})
    return Windows(RecordedRegistry(WINDOWS[kind](messenger, trace)), recorded_windows.ENVIRON, root)


NO_PLACES = {"windows_publishers", "linux_rpm_packages", "forks", "old_versions"}


def identifiers() -> Iterator[tuple[Messenger, str, str]]:
    for messenger in shipped_catalogue().messengers:
        for kind in KINDS:
            for trace in getattr(messenger.traces, kind):
                yield messenger, kind, trace


@pytest.mark.parametrize("messenger", shipped_catalogue().messengers, ids=lambda m: m.id)
def test_each_identifier_alone(messenger: Messenger, tmp_path: Path) -> None:
    number = 0
    for owner, kind, trace in identifiers():
        if owner == messenger:
            number += 1
            apps = find_installed([messenger], computer_with(messenger, kind, trace, tmp_path / str(number)))
            assert [app.messenger for app in apps] == [messenger.id], (kind, trace)
            assert apps[0].fork == (trace in messenger.traces.forks), (kind, trace)
            assert (apps[0].kind is AppKind.WEB_APP) == kind.startswith("web_app"), (kind, trace)


def test_no_identifier_belongs_to_two() -> None:
    owners: dict[tuple[str, str], str] = {}
    for messenger, kind, trace in identifiers():
        assert owners.setdefault((kind, trace.lower()), messenger.id) == messenger.id, (kind, trace)


def test_every_kind_of_trace_is_planted() -> None:
    fields = set(shipped_catalogue().messengers[0].traces.__struct_fields__)
    assert fields == set(KINDS) | NO_PLACES
