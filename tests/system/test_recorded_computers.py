"""Whole computers, written down from what makers and packagers publish, found with the catalogue as it is shipped."""

from pathlib import Path

from dialtone.system.installed import find_installed
from dialtone.system.linux import Linux
from dialtone.system.macos import MacOS
from dialtone.system.operating_system import OperatingSystem
from dialtone.system.windows import Windows
from shipped_catalogue import shipped_catalogue
from system import recorded_linux, recorded_macos, recorded_windows
from system.recorded import RecordedRegistry, plant


def found(system: OperatingSystem) -> set[tuple[str, str, str, str]]:
    return {
        (a.messenger, a.name, a.version, a.kind.value) for a in find_installed(shipped_catalogue().messengers, system)
    }


def test_linux(tmp_path: Path) -> None:
    plant(tmp_path, recorded_linux.TREE)
    assert found(Linux(tmp_path, recorded_linux.ENVIRON)) == recorded_linux.INSTALLED


def test_windows(tmp_path: Path) -> None:
    plant(tmp_path, recorded_windows.FILES)
    system = Windows(RecordedRegistry(recorded_windows.KEYS), recorded_windows.ENVIRON, tmp_path)
    assert found(system) == recorded_windows.INSTALLED


def test_macos(tmp_path: Path) -> None:
    plant(tmp_path, recorded_macos.TREE)
    assert found(MacOS(tmp_path, tmp_path / "Users/vera")) == recorded_macos.INSTALLED
