"""What this program can be given on as."""

import sys
from pathlib import Path

import pytest

from dialtone.system.own_package import own_package


def test_one_that_runs_from_its_sources_is_no_package() -> None:
    assert own_package({}) is None


@pytest.mark.parametrize("apart", ["dialtone", "Dialtone.app/Contents/MacOS"])
def test_a_frozen_program_is_its_folder(apart: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / apart / "dialtone"
    program.parent.mkdir(parents=True)
    program.touch()
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(program))
    found = own_package({})
    assert found is not None
    assert found.path == tmp_path / Path(apart).parts[0]


def test_an_appimage_is_its_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    image, mounted = tmp_path / "Dialtone.AppImage", tmp_path / "mounted"
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(mounted / "usr/lib/dialtone/dialtone"))
    found = own_package({"APPIMAGE": str(image), "APPDIR": str(mounted)})
    assert found is not None
    assert found.path == image
