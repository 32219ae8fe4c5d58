import threading
from collections.abc import Callable

import anyio
import pytest
from PySide6.QtCore import QDeadlineTimer, QThread
from pytestqt.qtbot import QtBot

from dialtone.engine.events import CheckCancelled, CheckFailed, CheckFinished, CheckStarted, Event, Progressed
from dialtone.ui.bridge import Bridge, Emit, PreparationFailed, Prepared, Run
from ui import examples

HELD_SECONDS = 5.0


def collected(bridge: Bridge) -> list[Event]:
    said: list[Event] = []
    bridge.happened.connect(said.append)
    return said


def run_of(*events: Event) -> Callable[[], Run]:
    async def run(emit: Emit) -> None:
        for event in events:
            emit(event)

    return lambda: run


class Hanging:
    """A run that begins and never ends by itself; in a helper thread too, like a resolver that gives no answer."""

    def __init__(self) -> None:
        self.began = threading.Event()
        self.ended = threading.Event()
        self.release = threading.Event()

    async def __call__(self, emit: Emit) -> None:
        emit(CheckStarted(("signal",), examples.STARTED))
        self.began.set()
        try:
            async with anyio.create_task_group() as group:
                group.start_soon(self._look_up)
        finally:
            self.ended.set()

    async def _look_up(self) -> None:
        await anyio.to_thread.run_sync(self.release.wait, HELD_SECONDS, abandon_on_cancel=True)


@pytest.fixture
def hanging() -> Hanging:
    return Hanging()


def test_events_arrive_in_order_on_the_windows_thread(qtbot: QtBot, bridge: Bridge) -> None:
    threads: list[bool] = []
    bridge.happened.connect(lambda _event: threads.append(QThread.currentThread().isMainThread()))
    said = collected(bridge)
    steps = [Progressed(number, 300) for number in range(300)]
    last = CheckFinished(examples.check())
    with qtbot.waitSignal(bridge.happened, check_params_cb=lambda event: event is last):
        bridge.start(run_of(*steps, last))
    assert said == [*steps, last]
    assert all(threads)
    assert not bridge.running


def test_cancelling_is_prompt_though_a_lookup_hangs(qtbot: QtBot, bridge: Bridge, hanging: Hanging) -> None:
    said = collected(bridge)
    with qtbot.waitSignal(bridge.happened):
        bridge.start(lambda: hanging)
    limit = QDeadlineTimer(200)
    bridge.cancel()
    assert isinstance(said[-1], CheckCancelled)
    assert hanging.ended.wait(0.2)
    assert not limit.hasExpired()
    hanging.release.set()


def test_cancelling_nothing_says_nothing(qtbot: QtBot, bridge: Bridge) -> None:
    said = collected(bridge)
    bridge.cancel()
    assert said == []


def test_a_replaced_run_is_not_heard(qtbot: QtBot, bridge: Bridge, hanging: Hanging) -> None:
    """What an old run still says, even while it ends, does not reach the screen."""
    late = Progressed(99, 99)

    async def chatty(emit: Emit) -> None:
        emit(CheckStarted(("signal",), examples.STARTED))
        try:
            await anyio.sleep_forever()
        finally:
            emit(late)
            hanging.ended.set()

    said = collected(bridge)
    with qtbot.waitSignal(bridge.happened):
        bridge.start(lambda: chatty)
    last = CheckFinished(examples.check())
    with qtbot.waitSignal(bridge.happened, check_params_cb=lambda event: event is last):
        bridge.start(run_of(last))
    assert hanging.ended.is_set()
    assert late not in said


def test_a_bug_is_said_and_the_next_run_works(qtbot: QtBot, bridge: Bridge, caplog: pytest.LogCaptureFixture) -> None:
    async def broken(_emit: Emit) -> None:
        raise ZeroDivisionError("division by zero")

    with qtbot.waitSignal(bridge.happened) as heard:
        bridge.start(lambda: broken)
    assert heard.args == [CheckFailed("ZeroDivisionError: division by zero")]
    assert "Traceback" in caplog.text
    with qtbot.waitSignal(bridge.happened, check_params_cb=lambda event: isinstance(event, CheckFinished)):
        bridge.start(run_of(CheckFinished(examples.check())))


def test_a_plan_that_cannot_be_made_is_a_failure(qtbot: QtBot, bridge: Bridge) -> None:
    def make() -> Run:
        raise ImportError("no module")

    with qtbot.waitSignal(bridge.happened) as heard:
        bridge.start(make)
    assert isinstance(heard.args[0], CheckFailed)


def test_loading_happens_beside_the_window(qtbot: QtBot, bridge: Bridge) -> None:
    with qtbot.waitSignal(bridge.prepared) as heard:
        bridge.prepare(threading.current_thread)
    said = heard.args[0]
    assert isinstance(said, Prepared)
    assert said.value is not threading.current_thread()


def test_what_cannot_be_loaded_is_said(qtbot: QtBot, bridge: Bridge) -> None:
    def load() -> object:
        raise OSError("signal.toml: hue: “red” is wrong")

    with qtbot.waitSignal(bridge.prepared) as heard:
        bridge.prepare(load)
    assert isinstance(heard.args[0], PreparationFailed)
    assert "signal.toml" in heard.args[0].reason


def test_closing_waits_for_nothing(qtbot: QtBot, hanging: Hanging) -> None:
    bridge = Bridge()
    with qtbot.waitSignal(bridge.happened):
        bridge.start(lambda: hanging)
    limit = QDeadlineTimer(100)
    bridge.close()
    assert not limit.hasExpired()
    assert hanging.ended.wait(0.5)
    hanging.release.set()
    assert bridge.wait_closed(2.0)


def test_closing_before_the_worker_is_ready(qtbot: QtBot) -> None:
    bridge = Bridge()
    bridge.start(run_of(Progressed(1, 1)))
    bridge.close()
    assert bridge.wait_closed(5.0)
