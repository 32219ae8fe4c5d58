"""Where a file dialog opens, on a desktop and on one without the usual folders."""

from pathlib import Path

import pytest
from PySide6.QtCore import QStandardPaths

from dialtone.ui.pages.file_places import find_in_documents, find_in_pictures


def test_without_such_a_folder_the_home_folder_is_offered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QStandardPaths, "writableLocation", lambda kind: str(tmp_path / kind.name))
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / "PicturesLocation").mkdir()
    assert find_in_pictures("a.png") == str(tmp_path / "PicturesLocation" / "a.png")
    assert find_in_documents("a.csv") == str(tmp_path / "a.csv")
