"""What is started from the frozen program does not inherit what its own start needed."""

import subprocess
import sys
from pathlib import Path

import pytest

from dialtone import __version__
from dialtone.system.own_process import find_own_package, lasting_command, own_command, restore_environment


@pytest.mark.parametrize(
    ("found", "left"),
    [
        ({"LD_LIBRARY_PATH": "/opt/dialtone/_internal", "_PYI_ARCHIVE_FILE": "x", "HOME": "/h"}, {"HOME": "/h"}),
        ({"LD_LIBRARY_PATH": "/d:/mine", "LD_LIBRARY_PATH_ORIG": "/mine"}, {"LD_LIBRARY_PATH": "/mine"}),
        ({"LD_LIBRARY_PATH": "/d", "LD_LIBRARY_PATH_ORIG": ""}, {"LD_LIBRARY_PATH": ""}),
        ({"HOME": "/h"}, {"HOME": "/h"}),
    ],
)
def test_the_libraries_of_before_are_put_back(found: dict[str, str], left: dict[str, str]) -> None:
    restore_environment(found)
    assert found == left


# How this program is started again


def test_an_appimage_starts_its_file_later_and_beside_itself_what_is_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", "/mounted/dialtone/usr/bin/dialtone")
    image = {"APPIMAGE": "/home/a/Dialtone.AppImage", "APPDIR": "/mounted/dialtone"}
    assert lasting_command(image) == ("/home/a/Dialtone.AppImage",)
    assert own_command() == (sys.executable,)


def test_an_appimage_that_started_us_is_not_taken_for_ours() -> None:
    """As it was found: switching the autostart on wrote the other program into it."""
    assert lasting_command({"APPIMAGE": "/opt/other.AppImage", "APPDIR": "/mounted/other"}) == own_command()
    assert lasting_command({"APPIMAGE": "/opt/other.AppImage"}) == own_command()


def test_what_is_no_appimage_is_started_in_one_way(monkeypatch: pytest.MonkeyPatch) -> None:
    assert lasting_command({}) == own_command()
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert lasting_command({}) == own_command() == (sys.executable,)


def test_from_source_it_ignores_code_in_the_current_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "dialtone.py").write_text("")
    monkeypatch.chdir(tmp_path)
    done = subprocess.run([*own_command(), "--version"], capture_output=True, text=True, check=True)
    assert __version__ in done.stdout


# What this program can be given on as


def test_one_that_runs_from_its_sources_is_no_package() -> None:
    assert find_own_package({}) is None


@pytest.mark.parametrize("apart", ["dialtone", "Dialtone.app/Contents/MacOS"])
def test_a_frozen_program_is_its_folder(apart: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / apart / "dialtone"
    program.parent.mkdir(parents=True)
    program.touch()
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(program))
    found = find_own_package({})
    assert found == tmp_path / Path(apart).parts[0]


def test_an_appimage_is_its_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    image, mounted = tmp_path / "Dialtone.AppImage", tmp_path / "mounted"
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(mounted / "usr/lib/dialtone/dialtone"))
    found = find_own_package({"APPIMAGE": str(image), "APPDIR": str(mounted)})
    assert found == image
