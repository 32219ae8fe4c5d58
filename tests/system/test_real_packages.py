"""Packages as Debian's own tools build, install and remove them, in a root of their own; the trees are the makers'."""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from dialtone.system.linux import Linux
from system.recorded import plant
from system.recorded_linux import ENVIRON, entry
from system.shown_apps import find_shown

pytestmark = pytest.mark.skipif(
    not (shutil.which("dpkg") and shutil.which("dpkg-deb")), reason="needs Debian's package tools"
)

PACKAGES = {
    "signal-desktop": (
        "8.24.1",
        {
            "/opt/Signal/signal-desktop": "",
            "/opt/Signal/resources/app.asar": "",
            "/usr/share/applications/signal-desktop.desktop": entry(
                "Signal", "/opt/Signal/signal-desktop %U", "StartupWMClass=signal"
            ),
        },
    ),
    "telegram-desktop": (
        "1:6.5.1+ds-2",
        {
            "/usr/bin/telegram-desktop": "",
            "/usr/share/applications/org.telegram.desktop.desktop": entry(
                "Telegram", "telegram-desktop -- %u", "TryExec=telegram-desktop"
            ),
        },
    ),
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    place = tmp_path / "root"
    plant(place, {"/var/lib/dpkg/status": "", "/var/lib/dpkg/updates/.keep": "", "/var/lib/dpkg/info/.keep": ""})
    (place / "var/lib/dpkg/updates/.keep").unlink()
    return place


def built(folder: Path) -> Iterator[Path]:
    for name, (version, tree) in PACKAGES.items():
        control = (
            f"Package: {name}\nVersion: {version}\nArchitecture: all\nMaintainer: x <x@x.example>\nDescription: x\n"
        )
        plant(folder / name, {**tree, "/DEBIAN/control": control})
        yield folder / f"{name}.deb"


def dpkg(root: Path, *arguments: str) -> None:
    forced = ["--force-not-root", "--force-bad-path", f"--root={root}", "--log=/dev/null"]
    subprocess.run(["dpkg", *forced, *arguments], check=True, capture_output=True)


def test_installed_and_removed_with_dpkg(tmp_path: Path, root: Path) -> None:
    for package in built(tmp_path / "build"):
        subprocess.run(
            ["dpkg-deb", "--build", "--root-owner-group", package.with_suffix(""), package],
            check=True,
            capture_output=True,
        )
        dpkg(root, "--install", str(package))
    found = find_shown(Linux(root, ENVIRON))
    assert {(app.messenger, app.name, app.version, app.found_in) for app in found} == {
        ("signal", "Signal", "8.24.1", "package"),
        ("telegram", "Telegram", "6.5.1+ds-2", "package"),
    }
    dpkg(root, "--remove", *PACKAGES)
    assert find_shown(Linux(root, ENVIRON)) == ()
