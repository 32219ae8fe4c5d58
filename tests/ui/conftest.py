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
from PySide6.QtCore import QCoreApplication, QEvent, QLocale, Qt
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from pytestqt.wait_signal import SignalBlocker

from dialtone.engine.requests import CheckRequest, Profile
from dialtone.model.check import Check
from dialtone.model.frozen import replace
from dialtone.model.trouble import TroubleError
from dialtone.store.history import History
from dialtone.store.settings import Settings
from dialtone.ui.appearance import Appearance
from dialtone.ui.application import ApplicationController
from dialtone.ui.launch import name_application
from dialtone.ui.painting.app_icon import make_app_icon
from dialtone.ui.state.check_runner import CheckRunner, Emit, Run
from dialtone.ui.state.languages import Translations
from dialtone.ui.state.screen_state import Phase
from dialtone.ui.state.window_inputs import LoadedContent, StartupInputs, ThisComputer
from dialtone.ui.widgets.item_view import ItemPage
from dialtone.ui.window.auto_check import AutoCheck
from dialtone.ui.window.check_controller import CheckController
from dialtone.ui.window.frame import Frame
from dialtone.ui.window.main_window import MainWindow
from dialtone.ui.window.page_context import PageContext
from dialtone.ui.window.page_controller import PageController
from dialtone.ui.window.tray import Tray
from quick_fingerprint import quick_fingerprint
from spoken import EXAMPLES
from typefaces import FAMILIES, FOLDER, WIDEST
from ui import examples
from ui.bare_window import no_services
from ui.english import WORDS
from ui.examples import ICONS, RESOURCES
from ui.own_widgets import show_widget
from ui.owned import find_only
from ui.plain_words import PlainWords
from ui.runs import measures
from ui.window_fixture import WindowFixture, done, make_window_fixture
from ui.world import World


def pytest_itemcollected(item: pytest.Item) -> None:
    """The offscreen screen has no window manager and no tray, and says so."""
    lacks = r"does not support (raise|grabbing|propagateSizeHints)|No such signal .*::systemTrayWindowChanged"
    item.add_marker(pytest.mark.qt_log_ignore(lacks, extend=True))


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
    Appearance(qapp)
    return qapp


@pytest.fixture(autouse=True)
def _collected_here() -> Iterator[None]:
    """As in the program: garbage is collected on the window's thread alone.

    Modules, and what else outlives a test, are not looked through after each later one.
    """
    gc.disable()
    yield
    gc.collect()
    gc.freeze()
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
    return folder


@pytest.fixture(params=EXAMPLES)
def language(request: pytest.FixtureRequest, qapp: QApplication, translations: Path) -> Iterator[str]:
    """What the person reads."""
    before, speak = QLocale(), Translations(translations)
    assert speak.use(request.param)
    yield request.param
    speak.use("en")
    QLocale.setDefault(before)
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def make_content(
    installed: tuple[str, ...] = ("whatsapp", "telegram", "signal"),
    begin: Callable[[Any], Run] | None = None,
    saved: Check | None = None,
) -> LoadedContent:
    return LoadedContent(
        messengers=examples.MESSENGERS,
        computer=ThisComputer(installed=frozenset(installed)),
        words=PlainWords(),
        names={m.id: m.name for m in examples.MESSENGERS},
        make_run=begin or (lambda _request: Scripted(nothing)),
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
    inputs: StartupInputs
    asked: list[tuple[str, ...]] = field(default_factory=list)
    kept: list[Settings] = field(default_factory=list)

    def is_in(self, phase: Phase) -> Callable[[], bool]:
        """Return a question for `waitUntil`."""
        return lambda: self.controller.state.phase is phase


MakeWindow = Callable[..., WindowHarness]


@pytest.fixture
def make_window(qtbot: QtBot, runner: CheckRunner, tmp_path: Path) -> MakeWindow:
    """Makes a window: `make_window(first_run=True)`. The run is the test's; what is asked for is written down.

    It waits for the end of a run that `measures`, if one begins.
    """

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
            services=no_services,
            saved=saved,
        )
        controller = CheckController(inputs, runner)
        window = show_widget(qtbot, MainWindow(make_app_icon(ICONS), controller), 960, 640)
        with qtbot.waitSignal(runner.work_finished):
            controller.load("en")
        harness = WindowHarness(controller, window, runner, inputs, asked, kept)
        if run is measures and asked:
            qtbot.waitUntil(harness.is_in(Phase.DONE))
        return harness

    return make


@pytest.fixture
def checked(make_window: MakeWindow) -> WindowHarness:
    """A window after its first check."""
    return make_window(measures)


@dataclass
class Pages:
    """A window after its first check, what opens its pages, and the world that they see."""

    harness: WindowHarness
    opener: PageController
    world: World

    @property
    def window(self) -> MainWindow:
        return self.harness.window

    @property
    def shown(self) -> ItemPage | None:
        """The page over the answer."""
        return self.window.page_stack.page


@pytest.fixture
def pages(checked: WindowHarness) -> Pages:
    world = World()
    checked.controller.content = replace(make_content(), words=WORDS)
    opener = PageController(PageContext(world.services(), checked.window), RESOURCES / "fonts")
    return Pages(checked, opener, world)


@pytest.fixture
def fixture(qtbot: QtBot) -> WindowFixture:
    """A window after a check, with everything around it."""
    made = make_window_fixture("en")
    qtbot.addWidget(made.window)
    made.show(done(examples.check()))
    return made


@dataclass
class Program:
    """The whole program: who was checked, and what is around it."""

    running: ApplicationController
    inputs: StartupInputs
    asked: list[tuple[str, ...]] = field(default_factory=list)
    looked: list[tuple[str, ...]] = field(default_factory=list)
    """What was asked by itself, without anybody who waits."""
    world: World = field(default_factory=World)
    """What its services say, but for the history, which is on the disk."""

    @property
    def controller(self) -> CheckController:
        return self.running.check_controller

    @property
    def runner(self) -> CheckRunner:
        return find_only(self.running, CheckRunner)

    @property
    def window(self) -> MainWindow:
        assert self.running.window is not None
        return self.running.window

    @property
    def tray(self) -> Tray:
        assert self.running.tray is not None
        return self.running.tray

    @property
    def auto_check(self) -> AutoCheck:
        assert self.running.auto_check is not None
        return self.running.auto_check

    @property
    def content(self) -> LoadedContent:
        assert self.controller.content is not None
        return self.controller.content

    def is_in(self, phase: Phase) -> Callable[[], bool]:
        """Return a question for `waitUntil`."""
        return lambda: self.controller.state.phase is phase

    def close_and_wait(self) -> MainWindow:
        """Close the window and let the minutes pass; return what was in it."""
        before = self.window
        self.running.frame.close()
        self.running.release_timer.timeout.emit()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        return before


Start = Callable[..., Program]
AGREED = Settings(language="en", first_run_done=True)
"""Those of a person who agreed to a check."""


@pytest.fixture
def real_unfreeze() -> None:
    """Let a program that loaded look through all that was set aside, here the modules and data of all tests."""


@pytest.fixture
def start(
    qapp: QApplication,
    qtbot: QtBot,
    tmp_path: Path,
    translations: Path,
    request: pytest.FixtureRequest,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Start]:
    """Starts the program, also without a start page, `hidden` in the tray; `loads`: waits until all is there."""
    if "real_unfreeze" not in request.fixturenames:
        monkeypatch.setattr(gc, "unfreeze", lambda: None)
    folder = tmp_path / "resources"
    folder.mkdir()
    for name in ("icons", "fonts"):
        (folder / name).symlink_to(RESOURCES / name)
    (folder / "languages").symlink_to(translations)  # whatever the source tree holds
    made: list[Program] = []

    def begin_program(
        settings: Settings = AGREED,
        language: str = "",
        *,
        hidden: bool = False,
        run: Script = nothing,
        loads: bool = True,
        settings_trouble: TroubleError | None = None,
    ) -> Program:
        asked: list[tuple[str, ...]] = []
        looked: list[tuple[str, ...]] = []
        world = World()

        def begin_check(request: CheckRequest) -> Run:
            (looked if request.profile is Profile.UNATTENDED else asked).append(request.messengers)
            return Scripted(run)

        def load(wanted: str, _country: str, _saved: Check | None) -> LoadedContent:
            return replace(make_content(begin=begin_check), names={"whatsapp": f"WhatsApp-{wanted}"})

        history = History(tmp_path, now=lambda: world.now, fingerprint=quick_fingerprint)
        services = replace(world.services(), history=history, log_folder=tmp_path)
        inputs = StartupInputs(
            folder, settings, lambda _settings: None, load, lambda: services, settings_trouble=settings_trouble
        )
        frame = Frame()
        if settings.window is not None:
            frame.restore_geometry(settings.window)
        qtbot.addWidget(frame)
        if not hidden:
            with qtbot.waitSignal(frame.first_painted):
                frame.show()
        program = Program(ApplicationController(qapp, frame, inputs, language), inputs, asked, looked, world)
        made.append(program)
        program.running.begin(hidden=hidden)
        if loads:
            qtbot.waitUntil(lambda: program.controller.state.phase is not Phase.LOADING)
        return program

    yield begin_program
    for program in made:
        find_only(program.running, Translations).use("en")
        program.running.close()
        assert program.runner.wait_closed(5.0)
        program.running.deleteLater()  # else it would still hear of the next program
    qapp.setQuitOnLastWindowClosed(True)
