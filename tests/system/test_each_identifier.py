"""Each identifier of the catalogue is found where nothing else is: planted alone, as its system would leave it."""

import plistlib
from collections.abc import Callable, Iterator
from pathlib import Path, PureWindowsPath

import pytest

from dialtone.model.catalogue import Messenger
from dialtone.model.computer import AppKind, InstalledApp
from dialtone.system.installed import find_installed
from dialtone.system.linux import Linux
from dialtone.system.macos import MacOS
from dialtone.system.operating_system import OperatingSystem
from dialtone.system.windows import Windows
from system import recorded_linux, recorded_windows
from system.recorded import RecordedRegistry, catalogue, plant

Plant = Callable[[Path, Messenger, str], OperatingSystem]
USER, PACKAGES = recorded_windows.USER, recorded_windows.PACKAGES


def linux(root: Path) -> Linux:
    return Linux(root, recorded_linux.ENVIRON)


def windows(root: Path, keys: dict[str, dict[str, str]]) -> Windows:
    return Windows(RecordedRegistry(keys), recorded_windows.ENVIRON, root)


def publisher(messenger: Messenger) -> str:
    return next(iter(messenger.traces.windows_publishers), "")


def a_desktop_entry(root: Path, _: Messenger, trace: str) -> OperatingSystem:
    return linux(plant(root, {f"/usr/share/applications/{trace}.desktop": recorded_linux.entry("X", "/x"), "/x": ""}))


def a_flatpak(root: Path, _: Messenger, trace: str) -> OperatingSystem:
    return linux(plant(root, {f"/var/lib/flatpak/app/{trace}/current/active/metadata": ""}))


def a_snap(root: Path, _: Messenger, trace: str) -> OperatingSystem:
    return linux(plant(root, {f"/snap/{trace}/current/meta/snap.yaml": ""}))


def a_debian_package(root: Path, _: Messenger, trace: str) -> OperatingSystem:
    return linux(plant(root, {"/var/lib/dpkg/status": f"Package: {trace}\nStatus: install ok installed\nVersion: 1\n"}))


def a_program(root: Path, _: Messenger, trace: str) -> OperatingSystem:
    return linux(plant(root, {trace if trace.startswith("/") else f"/usr/bin/{trace}": ""}))


def a_bundle(root: Path, _: Messenger, trace: str) -> OperatingSystem:
    info = plistlib.dumps({"CFBundleIdentifier": trace})
    return MacOS(plant(root, {"/Applications/X.app/Contents/Info.plist": info}), root / "Users/vera")


def an_uninstall_key(root: Path, _: Messenger, trace: str) -> OperatingSystem:
    return windows(root, {rf"{recorded_windows.MACHINE}\{trace}": {"DisplayVersion": "1"}})


def a_display_name(root: Path, messenger: Messenger, trace: str) -> OperatingSystem:
    name = trace[:-1] + "1.2" if trace.endswith("*") else trace
    return windows(root, {rf"{USER}\{{AA}}": {"DisplayName": name, "Publisher": publisher(messenger)}})


def a_store_package(root: Path, _: Messenger, trace: str) -> OperatingSystem:
    name, maker = trace.rsplit("_", 1)
    return windows(root, {rf"{PACKAGES}\{name}_1.2.3.0_x64__{maker}": {}})


def an_upgrade_code(root: Path, _: Messenger, trace: str) -> OperatingSystem:
    digits = trace.strip("{}").replace("-", "")
    groups = (digits[:8], digits[8:12], digits[12:16], *(digits[i : i + 2] for i in range(16, 32, 2)))
    code = "".join(group[::-1] for group in groups)
    codes = rf"HKLM\SOFTWARE\Microsoft\Windows\CurrentVersion\Installer\UpgradeCodes\{code}"
    product, packed = "{01234567-89AB-CDEF-0123-456789ABCDEF}", "76543210BA98FEDC1032547698BADCFE"
    return windows(root, {codes: {packed: ""}, rf"{recorded_windows.MACHINE}\{product}": {"DisplayName": "X"}})


def a_file(root: Path, _: Messenger, trace: str) -> OperatingSystem:
    path = trace.replace("*", "1.0")
    for name, value in recorded_windows.ENVIRON.items():
        start = f"%{name}%".lower()
        if path.lower().startswith(start):
            path = value + path[len(start) :]
    plant(root, {"/".join(PureWindowsPath(path).parts[1:]): ""})
    return windows(root, {})


def a_scheme(root: Path, _: Messenger, trace: str) -> OperatingSystem:
    plant(root, {"X.exe": ""})
    return windows(root, {rf"HKCU\Software\Classes\{trace}\shell\open\command": {"": r'"C:\X.exe" "%1"'}})


def a_web_app(root: Path, _: Messenger, trace: str) -> OperatingSystem:
    command = f"/usr/bin/chromium --app=https://{trace.rstrip('/')}/start"
    return linux(
        plant(root, {"/usr/share/applications/x.desktop": recorded_linux.entry("X", command), "/usr/bin/chromium": ""})
    )


def a_web_app_s_name(root: Path, _: Messenger, trace: str) -> OperatingSystem:
    uninstaller = f'"C:\\brave.exe" --uninstall-app-id={"abcdefgh" * 4}'
    return windows(root, {rf"{USER}\aa": {"DisplayName": trace, "UninstallString": uninstaller}})


PLANTS: dict[str, Plant] = {
    "windows_uninstall_keys": an_uninstall_key,
    "windows_display_names": a_display_name,
    "windows_packages": a_store_package,
    "windows_upgrade_codes": an_upgrade_code,
    "windows_paths": a_file,
    "windows_schemes": a_scheme,
    "macos_bundles": a_bundle,
    "linux_desktop_ids": a_desktop_entry,
    "linux_flatpaks": a_flatpak,
    "linux_snaps": a_snap,
    "linux_packages": a_debian_package,
    "linux_binaries": a_program,
    "web_apps": a_web_app,
    "web_app_names": a_web_app_s_name,
}
NO_PLACES = {"windows_publishers", "linux_rpm_packages", "forks", "old_versions"}


def identifiers() -> Iterator[tuple[Messenger, str, str]]:
    for messenger in catalogue().messengers:
        for kind in PLANTS:
            for trace in getattr(messenger.traces, kind):
                yield messenger, kind, trace


def alone(messenger: Messenger, kind: str, trace: str, root: Path) -> tuple[InstalledApp, ...]:
    return find_installed([messenger], PLANTS[kind](root, messenger, trace))


@pytest.mark.parametrize("messenger", catalogue().messengers, ids=lambda m: m.id)
def test_each_identifier_alone(messenger: Messenger, tmp_path: Path) -> None:
    number = 0
    for owner, kind, trace in identifiers():
        if owner == messenger:
            number += 1
            apps = alone(messenger, kind, trace, tmp_path / str(number))
            assert [app.messenger for app in apps] == [messenger.id], (kind, trace)
            assert apps[0].fork == (trace in messenger.traces.forks), (kind, trace)
            assert (apps[0].kind is AppKind.WEB_APP) == kind.startswith("web_app"), (kind, trace)


def test_no_identifier_belongs_to_two() -> None:
    owners: dict[tuple[str, str], str] = {}
    for messenger, kind, trace in identifiers():
        assert owners.setdefault((kind, trace.lower()), messenger.id) == messenger.id, (kind, trace)


def test_every_kind_of_trace_is_planted() -> None:
    fields = set(catalogue().messengers[0].traces.__struct_fields__)
    assert fields == set(PLANTS) | NO_PLACES
