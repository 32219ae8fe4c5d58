import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from PySide6.QtCore import QFileSystemWatcher, QProcess, QThread
from pytestqt.qtbot import QtBot

from dialtone.ui.window import single_instance
from dialtone.ui.window.single_instance import Request, SingleInstance


def claim_elsewhere(qtbot: QtBot, second: SingleInstance) -> bool:
    """Claim on another thread, as from another process: this one has to answer meanwhile."""
    with ThreadPoolExecutor(1) as thread:
        claimed = thread.submit(second.claim)
        qtbot.waitUntil(claimed.done)
        return claimed.result()


def make_requests(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).touch()


@pytest.fixture
def first(qtbot: QtBot, tmp_path: Path) -> SingleInstance:
    """The Dialtone that runs."""
    instance = SingleInstance(tmp_path / "state")
    assert instance.claim()
    return instance


@pytest.fixture
def second(tmp_path: Path) -> SingleInstance:
    return SingleInstance(tmp_path / "state")


@pytest.mark.parametrize("listens", [False, True])
def test_one_that_hangs_is_not_taken_for_one_that_answers(
    first: SingleInstance, second: SingleInstance, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, listens: bool
) -> None:
    monkeypatch.setattr(single_instance, "_ANSWER_MS", 100)
    if listens:
        first.listen()
    assert not second.claim()  # on the thread that would have to answer
    assert second.unanswered
    assert [path.name for path in (tmp_path / "state").iterdir()] == ["running.lock"]
    first.close()


def test_one_that_answers_comes_forward_once(qtbot: QtBot, first: SingleInstance, second: SingleInstance) -> None:
    calls: list[None] = []
    first.raise_requested.connect(lambda: calls.append(None))
    first.listen()
    assert not claim_elsewhere(qtbot, second)
    assert (len(calls), second.unanswered) == (1, False)
    first.close()


def test_one_that_is_still_starting_answers_once_it_can(
    qtbot: QtBot, first: SingleInstance, second: SingleInstance
) -> None:
    """Its window is painted before it listens."""
    with ThreadPoolExecutor(1) as thread:
        claimed = thread.submit(second.claim)
        qtbot.wait(100)
        with qtbot.waitSignal(first.raise_requested):
            first.listen()
        assert not claimed.result()
    assert not second.unanswered
    first.close()


def test_one_that_ends_meanwhile_makes_room(qtbot: QtBot, first: SingleInstance, second: SingleInstance) -> None:
    with ThreadPoolExecutor(1) as thread:
        claimed = thread.submit(second.claim)
        qtbot.wait(50)
        first.close()
        assert claimed.result()
    assert not second.unanswered
    second.close()


def test_one_may_start_quietly_beside_the_first(qtbot: QtBot, first: SingleInstance, second: SingleInstance) -> None:
    """Windows starts Dialtone at login, and the person has just done so too."""
    first.listen()
    with qtbot.assertNotEmitted(first.raise_requested):
        assert not second.claim(quietly=True)
        qtbot.wait(50)
    assert not second.unanswered
    first.close()


def test_an_installer_ends_the_first(
    qtbot: QtBot, first: SingleInstance, second: SingleInstance, tmp_path: Path
) -> None:
    first.listen()
    first.quit_requested.connect(first.close)
    asking = (
        "import pathlib, sys; from dialtone.ui.launch import end_running;"
        "sys.exit(not end_running(pathlib.Path(sys.argv[1])))"
    )
    installer = QProcess()
    with qtbot.waitSignals([first.quit_requested, installer.finished]):
        installer.start(sys.executable, ["-c", asking, str(tmp_path / "state")])
    assert installer.exitCode() == 0
    assert second.claim()
    second.close()


def test_one_that_does_not_end_is_told_from_one_that_does(
    first: SingleInstance, second: SingleInstance, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(single_instance, "_END_MS", 100)
    assert not second.end_other()
    first.close()
    assert second.end_other()
    assert second.claim(), "it keeps no lock of its own"
    second.close()


def test_a_lock_and_requests_that_a_crash_left_hinder_no_start(qtbot: QtBot, tmp_path: Path) -> None:
    """The lock names no process: each start of a Flatpak has process ids of its own."""
    make_requests(tmp_path, "running.lock", *(request.value for request in Request))
    again = SingleInstance(tmp_path)
    assert again.claim()
    with qtbot.assertNotEmitted(again.quit_requested), qtbot.assertNotEmitted(again.raise_requested):
        again.listen()
        qtbot.wait(50)
    again.close()
    assert not list(tmp_path.iterdir())


def test_where_the_system_watches_no_further_folder_requests_are_looked_for(
    qtbot: QtBot, first: SingleInstance, second: SingleInstance, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As it was found: Linux limits the watched folders of a user, and the window that ran was said not to answer."""
    monkeypatch.setattr(single_instance, "QFileSystemWatcher", lambda _folders, parent: QFileSystemWatcher(parent))
    first.listen()
    assert not claim_elsewhere(qtbot, second)
    assert not second.unanswered
    first.close()


def test_a_request_that_cannot_be_removed_yet_is_answered_later(
    qtbot: QtBot, first: SingleInstance, second: SingleInstance, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Windows removes no file that another program, such as one against viruses, holds open."""
    unlink, refused = Path.unlink, list[Path]()

    def refuse_once(path: Path) -> None:
        if path.exists() and not refused:
            refused.append(path)
            raise PermissionError
        unlink(path)

    first.listen()
    monkeypatch.setattr(Path, "unlink", refuse_once)
    assert not claim_elsewhere(qtbot, second)
    assert (len(refused), second.unanswered) == (1, False)
    first.close()


def test_an_old_request_to_quit_ends_no_later_start(
    qtbot: QtBot, first: SingleInstance, second: SingleInstance, tmp_path: Path
) -> None:
    """The first one hangs, the program that asked it to quit is killed, and then the first one too."""
    with ThreadPoolExecutor(1) as thread:
        claimed = thread.submit(second.claim)
        qtbot.wait(50)
        make_requests(tmp_path / "state", "quit.request")
        first.close()
        assert claimed.result()
    with qtbot.assertNotEmitted(second.quit_requested):
        second.listen()
    second.close()


def test_who_asks_in_vain_and_is_interrupted_takes_the_request_back(
    first: SingleInstance, second: SingleInstance, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(_milliseconds: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(QThread, "msleep", interrupt)
    with pytest.raises(KeyboardInterrupt):
        second.end_other()
    assert [path.name for path in (tmp_path / "state").iterdir()] == ["running.lock"]
    first.close()


def test_listening_twice_is_listening_once(qtbot: QtBot, first: SingleInstance) -> None:
    """A window that is built anew, in another language, is painted anew."""
    first.listen()
    first.listen()
    assert len(first.findChildren(QFileSystemWatcher)) == 1
    first.close()


def test_one_beside_others_leaves_requests_to_the_first(
    qtbot: QtBot, first: SingleInstance, second: SingleInstance
) -> None:
    second.listen()
    assert not second.findChildren(QFileSystemWatcher)
    first.close()


def test_where_nothing_can_be_locked_dialtone_still_starts(qtbot: QtBot, tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("")
    instance = SingleInstance(file / "below")
    assert instance.claim()
    instance.listen()
    instance.close()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux names the computer")
def test_a_window_on_another_computer_with_the_same_home_hinders_none_here(
    first: SingleInstance, second: SingleInstance, tmp_path: Path
) -> None:
    """As it was found: it was said to run already, and could neither answer nor be closed here."""
    first.listen()
    (tmp_path / "state" / "running.lock").write_text("another computer")
    assert second.claim()
    second.close()
    assert (tmp_path / "state" / "running.lock").exists(), "that of the other one"
    first.close()


def test_other_files_request_nothing_and_to_quit_comes_before_all_else(
    qtbot: QtBot, first: SingleInstance, tmp_path: Path
) -> None:
    heard: list[str] = []
    first.raise_requested.connect(lambda: heard.append("raise"))
    first.quit_requested.connect(lambda: heard.append("quit"))
    first.listen()
    with qtbot.waitSignal(first.quit_requested):
        make_requests(tmp_path / "state", "dance.request", "quit.request")
    assert heard == ["quit"]
    first.close()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows gives a home folder to its owner alone")
def test_only_this_person_can_make_or_see_a_request(first: SingleInstance, tmp_path: Path) -> None:
    folder = tmp_path / "state"
    assert folder.stat().st_mode & 0o077 == 0
    folder.chmod(0o777)
    first.close()
    assert first.claim()
    assert folder.stat().st_mode & 0o077 == 0
    first.close()
