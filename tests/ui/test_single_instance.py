import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QProcess
from pytestqt.qtbot import QtBot

from dialtone.ui.window import single_instance
from dialtone.ui.window.single_instance import SingleInstance


def test_a_second_start_brings_the_first_forward(qtbot: QtBot, tmp_path: Path) -> None:
    first, second = SingleInstance(tmp_path), SingleInstance(tmp_path)
    assert first.is_first()
    first.listen()
    with qtbot.waitSignal(first.raise_requested):
        assert not second.is_first()
    first.close()


def test_a_start_at_the_same_moment_gives_way(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first one is on its way to the screen; if it never answers, that is said."""
    monkeypatch.setattr(single_instance, "_CALLS", 1)
    first, second = SingleInstance(tmp_path), SingleInstance(tmp_path)
    assert first.is_first()
    assert not second.is_first()
    assert second.unanswered
    first.close()


def test_one_that_ends_meanwhile_makes_room(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = SingleInstance(tmp_path), SingleInstance(tmp_path)
    assert first.is_first()

    def is_told(_word: bytes) -> bool:
        first.close()
        return False

    monkeypatch.setattr(second, "_tell_other", is_told)
    assert second.is_first()
    second.close()


def test_one_may_start_quietly_beside_the_first(qtbot: QtBot, tmp_path: Path) -> None:
    """Windows starts Dialtone at login, and the person has just done so too."""
    first, second = SingleInstance(tmp_path), SingleInstance(tmp_path)
    assert first.is_first()
    first.listen()
    with qtbot.assertNotEmitted(first.raise_requested):
        assert not second.is_first(quietly=True)
        qtbot.wait(0)
    first.close()


def test_an_installer_ends_the_first(qtbot: QtBot, tmp_path: Path) -> None:
    first = SingleInstance(tmp_path)
    assert first.is_first()
    first.listen()
    first.quit_requested.connect(first.close)
    asking = (
        "import pathlib, sys; from dialtone.ui.launch import end_running;"
        "sys.exit(not end_running(pathlib.Path(sys.argv[1])))"
    )
    installer = QProcess()
    with qtbot.waitSignals([first.quit_requested, installer.finished]):
        installer.start(sys.executable, ["-c", asking, str(tmp_path)])
    assert installer.exitCode() == 0
    assert SingleInstance(tmp_path).is_first()


def test_where_none_runs_none_has_to_end(tmp_path: Path) -> None:
    assert SingleInstance(tmp_path).end_other()
    assert SingleInstance(tmp_path).is_first()


def test_listening_twice_is_listening_once(qtbot: QtBot, tmp_path: Path) -> None:
    """A window that is built anew, in another language, is painted anew."""
    first, second = SingleInstance(tmp_path), SingleInstance(tmp_path)
    assert first.is_first()
    first.listen()
    first.listen()
    with qtbot.waitSignal(first.raise_requested):
        assert not second.is_first()
    first.close()


def test_after_the_first_has_gone_there_is_room(qtbot: QtBot, tmp_path: Path) -> None:
    first, second = SingleInstance(tmp_path), SingleInstance(tmp_path)
    assert first.is_first()
    first.close()
    assert second.is_first()
    second.close()


def test_two_people_do_not_disturb_each_other(qtbot: QtBot, tmp_path: Path) -> None:
    mine, theirs = SingleInstance(tmp_path / "a"), SingleInstance(tmp_path / "b")
    assert mine.is_first()
    assert theirs.is_first()
    mine.close()
    theirs.close()


def test_where_nothing_can_be_locked_dialtone_still_starts(qtbot: QtBot, tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("")
    assert SingleInstance(file / "below").is_first()
