"""Fixtures of the window's tests: plain words, a check runner whose run the test steers, the look of the app."""

import gc
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from pytestqt.wait_signal import SignalBlocker

from dialtone.engine.requests import CheckRequest
from dialtone.model.check import Check
from dialtone.model.frozen import replace
from dialtone.store.language_progress import NOTE
from dialtone.store.settings import Settings
from dialtone.ui.dress import Dress
from dialtone.ui.launch import name_application
from dialtone.ui.state.check_runner import CheckRunner, Emit, Run
from dialtone.ui.state.loaded_content import LoadedContent
from dialtone.ui.state.services import StartupInputs
from dialtone.ui.window.check_controller import CheckController
from dialtone.ui.window.main_window import MainWindow
from typefaces import FAMILIES, FOLDER, WIDEST
from ui import examples
from ui.examples import ICON, RESOURCES
from ui.plain_words import PlainWords


def pytest_itemcollected(item: pytest.Item) -> None:
    """The offscreen screen has no window manager to give hints to, and says so."""
    item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support propagateSizeHints", extend=True))


_PATIENCE_MS = 60_000
"""For what must come: the library's five seconds are few where a computer is busy with others."""


class PatientBot(QtBot):
    """Waits long for what must come, unless a test says how long."""

    def waitUntil(self, callback: Callable[[], bool | None], *, timeout: int = _PATIENCE_MS) -> None:  # noqa: N802
        super().waitUntil(callback, timeout=timeout)

    def waitSignal(  # noqa: N802
        self,
        signal: Any,
        *,
        timeout: int = _PATIENCE_MS,
        raising: bool | None = None,
        check_params_cb: Callable[..., bool] | None = None,
    ) -> SignalBlocker:
        return super().waitSignal(signal, timeout=timeout, raising=raising, check_params_cb=check_params_cb)


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> QtBot:
    return PatientBot(request)


@pytest.fixture(scope="session")
def qapp(qapp: QApplication) -> QApplication:
    for file in () if set(FAMILIES) <= set(QFontDatabase.families()) else FOLDER.glob("*.ttf"):
        QFontDatabase.addApplicationFont(str(file))  # Windows and macOS ask no fontconfig
    qapp.setFont(QFont(WIDEST, 9))
    name_application(qapp)
    Dress(qapp)
    return qapp


@pytest.fixture(autouse=True)
def _collected_here() -> Iterator[None]:
    """As in the program: garbage is collected on the window's thread alone."""
    gc.disable()
    yield
    gc.collect()
    gc.enable()


@pytest.fixture(scope="session")
def translations(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built texts of every language."""
    folder = tmp_path_factory.mktemp("translations")
    tool = Path(sys.executable).parent / "pyside6-lrelease"
    for source in sorted((RESOURCES / "languages").glob("*/labels.ts")):
        (place := folder / source.parent.name).mkdir()
        subprocess.run([tool, source, "-qm", place / "labels.qm"], check=True, capture_output=True)
        shutil.copy(source.with_name("language.toml"), place)
    (folder / NOTE).write_text("".join(f"{path.name} = 100\n" for path in folder.iterdir() if path.is_dir()), "utf-8")
    return folder


def make_content(
    installed: tuple[str, ...] = ("whatsapp", "telegram", "signal"),
    begin: Callable[[Any], Run] | None = None,
    saved: Check | None = None,
) -> LoadedContent:
    return LoadedContent(
        messengers=examples.MESSENGERS,
        installed=frozenset(installed),
        words=PlainWords(),
        names={m.id: m.name for m in examples.MESSENGERS},
        begin=begin or (lambda _request: Scripted(nothing)),
        saved=saved,
    )


Script = Callable[[Emit, threading.Event], None]
"""What a run of a test says, given what is set when it is stopped."""


class Scripted:
    """A run that the test wrote."""

    def __init__(self, script: Script) -> None:
        self._script = script
        self._stopped = threading.Event()

    def perform(self, emit: Emit) -> None:
        self._script(emit, self._stopped)

    def stop(self) -> None:
        self._stopped.set()


def nothing(_emit: Emit, _stopped: threading.Event) -> None:
    """A run that says nothing and ends."""


@pytest.fixture
def runner(qtbot: QtBot) -> Iterator[CheckRunner]:
    made = CheckRunner()
    yield made
    made.close()
    made.wait_closed(5.0)


@dataclass
class WindowHarness:
    """A whole window over a check runner, and what happened to it."""

    controller: CheckController
    window: MainWindow
    runner: CheckRunner
    asked: list[tuple[str, ...]] = field(default_factory=list)
    kept: list[Settings] = field(default_factory=list)


@pytest.fixture
def make_window(qtbot: QtBot, runner: CheckRunner, tmp_path: Path) -> Callable[..., WindowHarness]:
    """Makes a window: `make_window(first_run=True)`. The run is the test's; what is asked for is written down."""

    def make(
        run: Script = nothing,
        *,
        first_run: bool = False,
        installed: tuple[str, ...] = ("whatsapp", "telegram", "signal"),
        saved: Check | None = None,
        settings: Settings | None = None,
    ) -> WindowHarness:
        asked: list[tuple[str, ...]] = []
        kept: list[Settings] = []

        def begin(request: CheckRequest) -> Run:
            asked.append(request.messengers)
            return Scripted(run)

        what = make_content(installed, begin, saved)
        inputs = StartupInputs(
            resources=RESOURCES,
            settings=replace(settings or Settings(), first_run_done=not first_run),
            save_settings=kept.append,
            load=lambda _language, _country, _saved: what,
            saved=saved,
        )
        controller = CheckController(inputs, runner)
        window = MainWindow(ICON, controller)
        qtbot.addWidget(window)
        window.resize(960, 640)
        window.show()
        with qtbot.waitSignal(runner.prepared):
            controller.load("en")
        return WindowHarness(controller, window, runner, asked, kept)

    return make
