from pathlib import Path

from pytestqt.qtbot import QtBot

from dialtone.ui.single_instance import SingleInstance


def test_a_second_start_brings_the_first_forward(qtbot: QtBot, tmp_path: Path) -> None:
    first, second = SingleInstance(tmp_path), SingleInstance(tmp_path)
    assert first.is_first()
    first.listen()
    with qtbot.waitSignal(first.raise_wanted):
        assert not second.is_first()
    first.close()


def test_a_start_at_the_same_moment_gives_way(qtbot: QtBot, tmp_path: Path) -> None:
    """The first one is on its way to the screen and answers nobody yet."""
    first, second = SingleInstance(tmp_path), SingleInstance(tmp_path)
    assert first.is_first()
    assert not second.is_first()
    first.close()


def test_listening_twice_is_listening_once(qtbot: QtBot, tmp_path: Path) -> None:
    """A window that is built anew, in another language, is painted anew."""
    first, second = SingleInstance(tmp_path), SingleInstance(tmp_path)
    assert first.is_first()
    first.listen()
    first.listen()
    with qtbot.waitSignal(first.raise_wanted):
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
