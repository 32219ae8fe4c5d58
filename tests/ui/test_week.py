"""A simulated week of automatic checks: the real window, a history on the disk; the clock is ours."""

import gc
import random
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psutil
from pytestqt.qtbot import QtBot

from dialtone.engine.events import CheckFailed, CheckFinished, CheckStarted
from dialtone.engine.monitoring import Change
from dialtone.model.frozen import replace
from dialtone.model.vocabulary import MessengerStatus, NetworkStatus
from dialtone.store.history import History
from dialtone.store.settings import Settings
from dialtone.ui.painting.app_icon import make_app_icon
from dialtone.ui.state.check_runner import CheckRunner, Emit
from dialtone.ui.window.auto_check import AutoCheck
from dialtone.ui.window.main_window import MainWindow
from quick_fingerprint import quick_fingerprint
from ui import examples
from ui import world as ui_world
from ui.bare_window import make_controller
from ui.conftest import Scripted, make_content

START = datetime(2026, 11, 23, 0, 0, tzinfo=UTC)
WEEK = timedelta(days=7)
WORKS, BLOCKED = MessengerStatus.WORKS, MessengerStatus.BLOCKED


class World:
    """A messenger that works on even days and is blocked on odd ones, with slips.

    At four in the night the line is down, and at noon a check comes to nothing.
    """

    def __init__(self) -> None:
        self.now = START
        self.chance = random.Random(11)
        self.slipped = False
        self.hours: dict[datetime, MessengerStatus] = {}

    def run(self, emit: Emit, _stopped: threading.Event) -> None:
        """One check."""
        emit(CheckStarted(("whatsapp",), self.now))
        if self.now.hour == 12:
            emit(CheckFailed("at noon"))
            return
        truth = BLOCKED if (self.now - START).days % 2 else WORKS
        self.slipped = not self.slipped and self.chance.random() < 0.1
        seen = {WORKS: BLOCKED, BLOCKED: WORKS}[truth] if self.slipped else truth
        check = examples.offline() if self.now.hour == 4 else examples.check()
        if check.network.status is NetworkStatus.OFFLINE:
            seen = MessengerStatus.UNKNOWN
        verdict = replace(examples.check().messengers[0], status=seen)
        self.hours[self.now.replace(minute=0, second=0)] = seen
        emit(CheckFinished(replace(check, started_at=self.now, messengers=(verdict,))))


def test_a_week_misses_repeats_and_keeps_nothing(qtbot: QtBot, runner: CheckRunner, tmp_path: Path) -> None:
    world, changes = World(), list[Change]()

    what = make_content(("whatsapp",), lambda _request: Scripted(world.run))
    settings = Settings(first_run_done=True, watch_minutes=60)
    controller = make_controller(runner, settings, lambda *_: what)
    window = MainWindow(make_app_icon(examples.ICONS), controller)
    qtbot.addWidget(window)
    services = replace(
        ui_world.World().services(),
        history=History(tmp_path, now=lambda: world.now, fingerprint=quick_fingerprint),
        now=lambda: world.now,
        chance=world.chance.random,
    )
    auto_check = AutoCheck(services, lambda: controller.settings, lambda: False)
    auto_check.check_due.connect(controller.check)
    auto_check.changed.connect(changes.extend)
    controller.checking_changed.connect(auto_check.on_checking_changed)
    controller.check_finished.connect(auto_check.on_check_finished)
    written: list[str] = []
    auto_check.stored.connect(written.append)
    auto_check.begin()
    controller.load("en")
    qtbot.waitUntil(lambda: len(written) == 1)
    process, rss, files = psutil.Process(), 0, 0
    while world.now < START + WEEK:
        world.now += timedelta(minutes=1)
        auto_check.tick()
        if runner.running:
            qtbot.waitUntil(lambda: not runner.running)
            auto_check.close()  # it waits for what is written
        if not rss and world.now > START + timedelta(days=2):
            gc.collect()
            rss, files = process.memory_info().rss, len(process.open_files())
    auto_check.close()
    gc.collect()
    turns = [(WORKS, BLOCKED) if day % 2 else (BLOCKED, WORKS) for day in range(1, 7)]
    assert [(one.verdict.messenger, one.before, one.verdict.status) for one in changes] == [
        ("whatsapp", *turn) for turn in turns
    ]
    kept = History(tmp_path, now=lambda: world.now).read()
    assert {memory.hour: memory.status for memory in kept} == world.hours
    assert process.memory_info().rss - rss < 4_000_000
    assert len(process.open_files()) <= files
