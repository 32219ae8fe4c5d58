"""What starts a messenger: the very program that was found and installed, with fixed arguments, or nothing."""

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

from dialtone.model.computer import AppKind, InstalledApp
from dialtone.system.installed import find_installed, find_start_commands
from dialtone.system.linux import Linux
from dialtone.system.macos import MacOS
from dialtone.system.operating_system import OperatingSystem
from dialtone.system.windows import Windows
from shipped_catalogue import shipped_catalogue
from system import recorded_linux, recorded_windows
from system.recorded import RecordedRegistry, plant
from system.recorded_linux import entry

HOME = {"HOME": "/home/vera", "PATH": "/usr/local/bin:/usr/bin"}
SIGNAL = "/usr/share/applications/signal-desktop.desktop"
PACKAGES = recorded_windows.PACKAGES


def commands(system: OperatingSystem) -> Mapping[str, tuple[str, ...]]:
    return find_start_commands(
        shipped_catalogue().messengers, find_installed(shipped_catalogue().messengers, system), system
    )


def on_linux(root: Path, tree: Mapping[str, str]) -> Mapping[str, tuple[str, ...]]:
    plant(root, tree)
    return commands(Linux(root, HOME))


def test_linux_starts_what_the_menu_starts(tmp_path: Path) -> None:
    plant(tmp_path, recorded_linux.TREE)
    found = commands(Linux(tmp_path, recorded_linux.ENVIRON))
    assert found["signal"] == ("/opt/Signal/signal-desktop",)
    assert found["telegram"] == ("/usr/bin/flatpak", "run", "org.telegram.desktop")
    assert found["zoom"] == ("/usr/bin/zoom",)


def test_links_and_files_are_left_out_and_arguments_stay(tmp_path: Path) -> None:
    started = on_linux(
        tmp_path,
        {SIGNAL: entry("Signal", "env A=1 signal-desktop --use-tray-icon -- %U"), "/usr/bin/signal-desktop": ""},
    )
    assert started == {"signal": ("/usr/bin/signal-desktop", "--use-tray-icon", "--")}


@pytest.mark.parametrize(
    "command",
    [
        "sh -c signal-desktop",
        "/usr/bin/python3 /opt/signal.py",
        "/home/vera/Downloads/signal-desktop",
        "/home/vera/got/signal-desktop",
        "/open/signal-desktop",
    ],
)
def test_what_runs_anything_or_was_downloaded_is_not_started(tmp_path: Path, command: str) -> None:
    program = command.split()[0]
    path = program if program.startswith("/") else f"/usr/bin/{program}"
    kept = {"/home/vera/.config/user-dirs.dirs": 'XDG_DOWNLOAD_DIR="$HOME/got"\n'}
    plant(tmp_path, {"/open/other": ""})
    (tmp_path / "open").chmod(0o1777)
    assert on_linux(tmp_path, {SIGNAL: entry("Signal", command), path: "", **kept}) == {}


def test_a_link_into_the_downloads_leads_there(tmp_path: Path) -> None:
    plant(tmp_path, {"/home/vera/Downloads/Signal": "", "/opt/Signal/other": ""})
    (tmp_path / "opt/Signal/signal-desktop").symlink_to(tmp_path / "home/vera/Downloads/Signal")
    assert on_linux(tmp_path, {SIGNAL: entry("Signal", "/opt/Signal/signal-desktop")}) == {}


def test_inside_a_sandbox_nothing_is_started(tmp_path: Path) -> None:
    tree = {
        SIGNAL: entry("Signal", "/opt/Signal/signal-desktop"),
        "/opt/Signal/signal-desktop": "",
        "/.flatpak-info": "",
    }
    assert on_linux(tmp_path, tree) == {}


def test_a_bare_program_a_build_of_others_and_a_website_are_not_started(tmp_path: Path) -> None:
    assert on_linux(tmp_path, {"/usr/bin/signal-desktop": ""}) == {}
    system = Linux(tmp_path, HOME)
    apps = (InstalledApp("signal", "S", fork=True), InstalledApp("signal", "S", kind=AppKind.WEB_APP))
    assert find_start_commands(shipped_catalogue().messengers, apps, system) == {}


def windows(
    root: Path, keys: Mapping[str, Mapping[str, str]], files: Mapping[str, str]
) -> Mapping[str, tuple[str, ...]]:
    plant(root, files)
    return commands(Windows(RecordedRegistry(keys), recorded_windows.ENVIRON, root=root))


def test_windows_starts_programs_where_installers_put_them(tmp_path: Path) -> None:
    found = windows(tmp_path, recorded_windows.KEYS, recorded_windows.FILES)
    assert found["viber"] == (r"C:\Users\vera\AppData\Local\Viber\Viber.exe",)
    assert found["max"] == (r"C:\Program Files\MAX\max.exe",)
    assert "whatsapp" not in found  # no application is named in the package


@pytest.mark.parametrize(
    "program",
    [
        r"C:\Users\vera\Downloads\Signal.exe",
        r"C:\Users\vera\AppData\Local\Temp\Signal.exe",
        r"C:\Program Files\..\Users\vera\Downloads\Signal.exe",
        r"Signal.exe",
    ],
)
def test_windows_starts_nothing_from_elsewhere(tmp_path: Path, program: str) -> None:
    key = rf"{recorded_windows.USER}\7d96caee-06e6-597c-9f2f-c7bb2e0948b4"
    keys = {key: {"DisplayName": "Signal", "Publisher": "Signal Messenger, LLC", "DisplayIcon": program}}
    assert windows(tmp_path, keys, {program.partition("\\")[2].replace("\\", "/") or program: ""}) == {}


def test_windows_starts_a_store_package_by_its_only_application(tmp_path: Path) -> None:
    full = rf"{PACKAGES}\5319275A.WhatsAppDesktop_2.2584.3.0_x64__cv1g1gvanyjgm"
    found = windows(tmp_path, {full: {"DisplayName": "WhatsApp"}, rf"{full}\App": {}}, {})
    started = (r"C:\Windows\explorer.exe", r"shell:AppsFolder\5319275A.WhatsAppDesktop_cv1g1gvanyjgm!App")
    assert found == {"whatsapp": started}
    both = {full: {"DisplayName": "WhatsApp"}, rf"{full}\App": {}, rf"{full}\Other": {}}
    assert windows(tmp_path, both, {}) == {}


def test_macos_opens_the_very_application_that_was_found(tmp_path: Path) -> None:
    info = (
        '<?xml version="1.0"?><plist version="1.0"><dict><key>CFBundleIdentifier</key>'
        "<string>org.whispersystems.signal-desktop</string></dict></plist>"
    )
    plant(tmp_path, {"/Applications/Signal.app/Contents/Info.plist": info})
    system = MacOS(tmp_path, tmp_path / "Users" / "vera")
    assert commands(system) == {"signal": ("/usr/bin/open", "-a", str(tmp_path / "Applications" / "Signal.app"))}


@pytest.mark.skipif(os.name != "posix" or not Path("/usr/bin/touch").exists(), reason="a program of Linux is started")
def test_a_real_program_in_a_real_menu_is_started(tmp_path: Path) -> None:
    mark, data = tmp_path / "started", tmp_path / "share"
    plant(data, {"/applications/signal-desktop.desktop": entry("Signal", f"touch {mark} %U")})
    system = Linux(Path("/"), {"HOME": str(tmp_path), "XDG_DATA_HOME": str(data), "XDG_DATA_DIRS": "/nowhere"})
    command = commands(system)["signal"]
    assert command == ("/usr/bin/touch", str(mark))
    subprocess.run(command, check=True)
    assert mark.exists()
