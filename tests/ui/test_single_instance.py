import hashlib
import os
import socket
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from PySide6.QtCore import QProcess, QSocketNotifier
from PySide6.QtNetwork import QLocalServer, QLocalSocket
from pytestqt.qtbot import QtBot

from dialtone.system.own_process import find_instance_socket
from dialtone.ui.window import single_instance
from dialtone.ui.window.single_instance import CallOutcome, SingleInstance, send_command


def claim_elsewhere(qtbot: QtBot, second: SingleInstance) -> bool:
    """Claim on another thread, as from another process: this one has to answer meanwhile."""
    with ThreadPoolExecutor(1) as thread:
        claimed = thread.submit(second.claim)
        qtbot.waitUntil(claimed.done)
        return claimed.result()


def sha256(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()


def test_a_start_at_the_same_moment_gives_way(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first one is on its way to the screen; if it never answers, that is said."""
    monkeypatch.setattr(single_instance, "getpid", lambda: 0)
    monkeypatch.setattr(single_instance, "_MAX_CALLS", 1)
    first, second = SingleInstance(tmp_path), SingleInstance(tmp_path)
    assert first.claim()
    assert not second.claim()
    assert second.unanswered
    first.close()


@pytest.mark.parametrize("by_pipe", [False, True])
def test_one_that_hangs_is_not_taken_for_one_that_answers(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, by_pipe: bool
) -> None:
    """The system accepts its calls. It keeps its lock, however old that is, since it still runs."""
    place = f"dialtone-test-{os.getpid()}" if by_pipe else find_instance_socket(tmp_path, sha256)
    monkeypatch.setattr(single_instance, "find_instance_socket", lambda *_: place)
    monkeypatch.setattr(single_instance, "_CALL_TIMEOUT_MS", 10)
    first, second = SingleInstance(tmp_path), SingleInstance(tmp_path)
    assert first.claim()
    first.listen()
    os.utime(tmp_path / "running.lock", (1, 1))
    assert not second.claim()  # on the thread that would have to answer
    assert second.unanswered
    first.close()


def test_one_that_answers_comes_forward_once(qtbot: QtBot, tmp_path: Path) -> None:
    first, second = SingleInstance(tmp_path), SingleInstance(tmp_path)
    assert first.claim()
    first.listen()
    calls: list[None] = []
    first.raise_requested.connect(lambda: calls.append(None))
    assert not claim_elsewhere(qtbot, second)
    assert (len(calls), second.unanswered) == (1, False)
    first.close()


def test_one_that_ends_meanwhile_makes_room(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = SingleInstance(tmp_path), SingleInstance(tmp_path)
    assert first.claim()

    def is_told(_word: bytes) -> CallOutcome:
        first.close()
        return CallOutcome.NOBODY

    monkeypatch.setattr(second, "_send_to_other", is_told)
    assert second.claim()
    second.close()


def test_one_may_start_quietly_beside_the_first(qtbot: QtBot, tmp_path: Path) -> None:
    """Windows starts Dialtone at login, and the person has just done so too."""
    first, second = SingleInstance(tmp_path), SingleInstance(tmp_path)
    assert first.claim()
    first.listen()
    with qtbot.assertNotEmitted(first.raise_requested):
        assert not second.claim(quietly=True)
        qtbot.wait(0)
    first.close()


def test_an_installer_ends_the_first(qtbot: QtBot, tmp_path: Path) -> None:
    first = SingleInstance(tmp_path)
    assert first.claim()
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
    assert SingleInstance(tmp_path).claim()


def test_one_that_hears_nobody_is_asked_again(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its window is painted before it listens."""
    monkeypatch.setattr(single_instance, "getpid", lambda: 0)
    first, second = SingleInstance(tmp_path), SingleInstance(tmp_path)
    assert first.claim()
    monkeypatch.setattr(single_instance, "_END_TIMEOUT_MS", 10)
    asked: list[bytes] = []

    def tell(word: bytes) -> CallOutcome:
        asked.append(word)
        if len(asked) < 2:
            return CallOutcome.NOBODY
        first.close()
        return CallOutcome.ANSWERED

    monkeypatch.setattr(second, "_send_to_other", tell)
    assert second.end_other()
    assert asked == [b"quit\n"] * 2


@pytest.mark.parametrize("quietly", [False, True])
def test_a_lock_that_names_this_very_process_is_left_over(qtbot: QtBot, tmp_path: Path, quietly: bool) -> None:
    """Each start of a Flatpak has process ids of its own. After a crash it was said to run already, for ever."""
    crashed, again = SingleInstance(tmp_path), SingleInstance(tmp_path)
    assert crashed.claim()
    assert again.claim(quietly=quietly)
    assert not again.unanswered
    again.listen()
    with qtbot.waitSignal(again.raise_requested):  # one that answers keeps its lock, whatever its process id is
        assert not claim_elsewhere(qtbot, SingleInstance(tmp_path))
    again.close()


@pytest.mark.parametrize("moment", [1, 2**31])
def test_a_lock_is_left_over_where_nobody_answers_after_a_minute(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moment: int
) -> None:
    """Another program may have got its process id, and the clock may have been years ahead."""
    monkeypatch.setattr(single_instance, "getpid", lambda: 0)
    crashed = SingleInstance(tmp_path)
    assert crashed.claim()
    os.utime(tmp_path / "running.lock", (moment, moment))
    assert SingleInstance(tmp_path).end_other()
    assert SingleInstance(tmp_path).claim()


def test_where_none_runs_none_has_to_end(tmp_path: Path) -> None:
    assert SingleInstance(tmp_path).end_other()
    assert SingleInstance(tmp_path).claim()


def test_listening_twice_is_listening_once(qtbot: QtBot, tmp_path: Path) -> None:
    """A window that is built anew, in another language, is painted anew."""
    first, second = SingleInstance(tmp_path), SingleInstance(tmp_path)
    assert first.claim()
    first.listen()
    first.listen()
    assert len(first.findChildren(QSocketNotifier)) == (sys.platform != "win32")
    with qtbot.waitSignal(first.raise_requested):
        assert not claim_elsewhere(qtbot, second)
    assert not second.unanswered
    first.close()


def test_where_nothing_can_be_locked_dialtone_still_starts(qtbot: QtBot, tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("")
    assert SingleInstance(file / "below").claim()


@pytest.mark.parametrize("by_pipe", [False, True])
def test_calls_are_answered_and_what_is_no_word_changes_nothing(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, by_pipe: bool
) -> None:
    """Any program of the person may call. On Windows, calls come through Qt's server."""
    place = f"dialtone-test-{os.getpid()}" if by_pipe else find_instance_socket(tmp_path, sha256)
    monkeypatch.setattr(single_instance, "find_instance_socket", lambda *_: place)
    monkeypatch.setattr(single_instance, "_CALL_TIMEOUT_MS", 100)
    first = SingleInstance(tmp_path)
    assert first.claim()
    first.listen()
    heard: list[str] = []
    first.raise_requested.connect(lambda: heard.append("raise"))
    first.quit_requested.connect(lambda: heard.append("quit"))
    calls: list[QLocalSocket] = []

    def call(word: bytes) -> None:
        caller = QLocalSocket()
        caller.connectToServer(place)
        caller.write(word)
        caller.flush()
        calls.append(caller)

    for word in (b"", b"x" * 5000 + b"quit\n", b"dance\n", b"raise\n", b"rai"):
        call(word)
    with qtbot.waitSignal(first.quit_requested):
        call(b"quit\n")
    assert heard == ["raise", "quit"]
    qtbot.waitUntil(lambda: not first.findChildren(QLocalSocket))
    first.close()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has pipes")
def test_a_socket_that_a_crash_left_is_replaced_and_leaves_with_the_program(qtbot: QtBot, tmp_path: Path) -> None:
    crashed = SingleInstance(tmp_path)
    assert crashed.claim()
    crashed.listen()
    place = Path(find_instance_socket(tmp_path, sha256))
    crashed.close()
    assert not place.exists()
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as left:
        left.bind(str(place))
    first, second = SingleInstance(tmp_path), SingleInstance(tmp_path)
    assert first.claim()
    first.listen()
    assert place.stat().st_mode & 0o077 == 0
    with qtbot.waitSignal(first.raise_requested):
        assert not claim_elsewhere(qtbot, second)
    assert not second.unanswered
    first.close()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has pipes")
def test_a_version_that_called_by_qt_is_heard_and_hears(qtbot: QtBot, tmp_path: Path) -> None:
    """0.2.0 listened by QLocalServer, and a package is replaced while it runs."""
    first = SingleInstance(tmp_path)
    assert first.claim()
    first.listen()
    place = find_instance_socket(tmp_path, sha256)
    older = QLocalSocket()
    older.connectToServer(place)
    with qtbot.waitSignal(first.raise_requested):
        older.write(b"raise\n")
        older.flush()
    older.abort()
    first.close()
    server = QLocalServer()
    assert server.listen(place)
    with ThreadPoolExecutor(1) as thread:
        with qtbot.waitSignal(server.newConnection):
            outcome = thread.submit(send_command, place, b"quit\n", 5000)
        heard = server.nextPendingConnection()
        qtbot.waitUntil(lambda: bytes(heard.readAll().data()) == b"quit\n")
        heard.deleteLater()
        qtbot.waitUntil(outcome.done)
    assert outcome.result() is CallOutcome.ANSWERED
    server.close()
