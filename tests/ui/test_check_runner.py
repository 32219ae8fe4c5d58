import os
import subprocess
import sys
import threading
from collections.abc import Callable

import pytest
import shiboken6
from PySide6.QtCore import QObject, QThread
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from dialtone.engine.events import CheckCancelled, CheckFailed, CheckFinished, CheckStarted, Event, Progressed
from dialtone.ui.state.check_runner import CheckRunner, Emit, Run
from ui import examples
from ui.conftest import Scripted

HELD_SECONDS = 60.0


def collected(runner: CheckRunner) -> list[Event]:
    said: list[Event] = []
    runner.happened.connect(said.append)
    return said


def run_of(*events: Event) -> Callable[[], Run]:
    def run(emit: Emit, _stopped: threading.Event) -> None:
        for event in events:
            emit(event)

    return lambda: Scripted(run)


class Hanging:
    """A run that begins, and ends only when it is stopped."""

    def __init__(self) -> None:
        self.ended = threading.Event()
        self.may_end = threading.Event()
        self._stopped = threading.Event()

    def perform(self, emit: Emit) -> None:
        emit(CheckStarted(("signal",), examples.STARTED))
        self._stopped.wait(HELD_SECONDS)
        self.may_end.wait(HELD_SECONDS)
        self.ended.set()

    def stop(self) -> None:
        self._stopped.set()


@pytest.fixture
def hanging() -> Hanging:
    return Hanging()


def test_events_arrive_in_order_on_the_windows_thread(qtbot: QtBot, runner: CheckRunner) -> None:
    threads: list[bool] = []
    runner.happened.connect(lambda _event: threads.append(QThread.currentThread().isMainThread()))
    said = collected(runner)
    steps = [Progressed(number, 300) for number in range(300)]
    last = CheckFinished(examples.check())
    with qtbot.waitSignal(runner.happened, check_params_cb=lambda event: event is last):
        runner.start(run_of(*steps, last))
    assert said == [*steps, last]
    assert all(threads)
    assert not runner.running


def test_that_it_has_begun_is_told_at_once(qtbot: QtBot, runner: CheckRunner, hanging: Hanging) -> None:
    said = collected(runner)
    hanging.may_end.set()
    runner.start(lambda: hanging, ("signal",))
    first = said[0]
    assert isinstance(first, CheckStarted)
    assert first.messengers == ("signal",)
    runner.cancel()


def test_cancelling_is_prompt(qtbot: QtBot, runner: CheckRunner, hanging: Hanging) -> None:
    said = collected(runner)
    with qtbot.waitSignal(runner.happened):
        runner.start(lambda: hanging)
    runner.cancel()
    assert isinstance(said[-1], CheckCancelled)
    assert not hanging.ended.is_set(), "who cancels does not wait for what is still under way"
    hanging.may_end.set()
    assert hanging.ended.wait(HELD_SECONDS / 2)


def test_cancelling_nothing_says_nothing(qtbot: QtBot, runner: CheckRunner) -> None:
    said = collected(runner)
    runner.cancel()
    assert said == []


def test_a_replaced_run_is_not_heard(qtbot: QtBot, runner: CheckRunner, hanging: Hanging) -> None:
    """What an old run still says, even while it ends, does not reach the screen."""
    late = Progressed(99, 99)

    def chatty(emit: Emit, stopped: threading.Event) -> None:
        emit(CheckStarted(("signal",), examples.STARTED))
        stopped.wait(HELD_SECONDS)
        emit(late)
        hanging.ended.set()

    said = collected(runner)
    with qtbot.waitSignal(runner.happened):
        runner.start(lambda: Scripted(chatty))
    last = CheckFinished(examples.check())
    with qtbot.waitSignal(runner.happened, check_params_cb=lambda event: event is last):
        runner.start(run_of(last))
    assert hanging.ended.wait(HELD_SECONDS)
    QApplication.processEvents()
    assert late not in said


def test_a_bug_is_said_and_later_runs_work(qtbot: QtBot, runner: CheckRunner, caplog: pytest.LogCaptureFixture) -> None:
    def broken(_emit: Emit, _stopped: threading.Event) -> None:
        raise ZeroDivisionError("division by zero")

    with qtbot.waitSignal(runner.happened) as heard:
        runner.start(lambda: Scripted(broken))
    assert heard.args == [CheckFailed("ZeroDivisionError: division by zero")]
    assert "Traceback" in caplog.text
    with qtbot.waitSignal(runner.happened, check_params_cb=lambda event: isinstance(event, CheckFinished)):
        runner.start(run_of(CheckFinished(examples.check())))


def test_a_plan_that_cannot_be_made_is_a_failure(qtbot: QtBot, runner: CheckRunner) -> None:
    def make() -> Run:
        raise ImportError("no module")

    with qtbot.waitSignal(runner.happened) as heard:
        runner.start(make)
    assert isinstance(heard.args[0], CheckFailed)


def test_loading_happens_beside_the_window(qtbot: QtBot, runner: CheckRunner) -> None:
    made: list[threading.Thread] = []
    with qtbot.waitSignal(runner.work_finished):
        runner.in_background(threading.current_thread, made.append)
    assert made != [threading.current_thread()]


def test_what_cannot_be_loaded_is_said(qtbot: QtBot, runner: CheckRunner, caplog: pytest.LogCaptureFixture) -> None:
    problem, made = OSError("signal.toml: hue: “red” is wrong"), list[object]()

    def load() -> object:
        raise problem

    with qtbot.waitSignal(runner.work_finished):
        runner.in_background(load, made.append)
    assert made == [problem]
    assert "signal.toml" in caplog.text


def test_what_is_loaded_after_closing_is_dropped(qtbot: QtBot, runner: CheckRunner) -> None:
    made: list[object] = []
    runner.in_background(object, made.append)
    runner.close()
    assert runner.wait_closed(HELD_SECONDS)
    QApplication.processEvents()
    assert not made


def test_closing_waits_for_nothing(qtbot: QtBot, hanging: Hanging) -> None:
    runner = CheckRunner()
    with qtbot.waitSignal(runner.happened):
        runner.start(lambda: hanging)
    runner.close()
    assert not hanging.ended.is_set()
    hanging.may_end.set()
    assert hanging.ended.wait(HELD_SECONDS / 2)
    assert runner.wait_closed(HELD_SECONDS)


def test_closing_before_the_run_has_begun(qtbot: QtBot) -> None:
    runner = CheckRunner()
    runner.start(run_of(Progressed(1, 1)))
    runner.close()
    assert runner.wait_closed(HELD_SECONDS)


def test_a_destroyed_parent_stops_the_run(qtbot: QtBot, hanging: Hanging) -> None:
    # a thread that emits a signal of an object that Qt is destroying would crash the program
    parent = QObject()
    runner = CheckRunner(parent)
    with qtbot.waitSignal(runner.happened):
        runner.start(lambda: hanging)
    hanging.may_end.set()
    shiboken6.delete(parent)
    assert hanging.ended.wait(HELD_SECONDS / 2)


def test_quitting_stops_the_run() -> None:
    # in a process of its own, since quitting is once and for all; Qt destroys its objects right after that
    program = "\n".join(
        (
            "from PySide6.QtWidgets import QApplication",
            "from dialtone.ui.state.check_runner import CheckRunner",
            "from ui.test_check_runner import HELD_SECONDS, Hanging",
            "application, hanging = QApplication([]), Hanging()",
            "runner = CheckRunner(application)",
            "runner.happened.connect(application.quit)",
            "runner.start(lambda: hanging)",
            "application.exec()",
            "hanging.may_end.set()",
            "raise SystemExit(not hanging.ended.wait(HELD_SECONDS / 2))",
        )
    )
    paths = os.pathsep.join(path for path in sys.path if path)
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": paths}
    subprocess.run([sys.executable, "-c", program], env=environment, check=True, timeout=HELD_SECONDS * 2)
