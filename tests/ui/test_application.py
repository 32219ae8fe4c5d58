"""The running program: first paint, loading, another language, leaving."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from dialtone.model.check import Check
from dialtone.store.settings import Settings
from dialtone.ui.application import Running
from dialtone.ui.frame import Frame
from dialtone.ui.given import Parts
from dialtone.ui.library import Library
from dialtone.ui.screen_state import Phase
from ui.conftest import library
from ui.examples import RESOURCES

Begin = Callable[..., Running]


@pytest.fixture
def folder(tmp_path: Path, translations: Path) -> Path:
    """Resources with built texts, whatever the source tree holds."""
    made = tmp_path / "resources"
    made.mkdir()
    (made / "icons").symlink_to(RESOURCES / "icons")
    (made / "translations").symlink_to(translations)
    return made


@pytest.fixture
def begin(qapp: QApplication, qtbot: QtBot, folder: Path, tmp_path: Path) -> Iterator[Begin]:
    made: list[Running] = []

    def start(settings: Settings, language: str = "") -> Running:
        languages: list[str] = []

        def load(wanted: str, _country: str, _saved: Check | None) -> Library:
            languages.append(wanted)
            return replace(library(), names={"whatsapp": f"WhatsApp-{wanted}"})

        parts = Parts(folder, settings, lambda _settings: None, load)
        frame = Frame()
        if settings.window is not None:
            frame.put(settings.window)
        qtbot.addWidget(frame)
        with qtbot.waitSignal(frame.first_painted):
            frame.show()
        running = Running(qapp, frame, parts, language)
        made.append(running)
        running.begin()
        return running

    yield start
    for running in made:
        running.close()
        assert running._bridge.wait_closed(5.0)
        running._collector.deleteLater()
    qapp.setQuitOnLastWindowClosed(True)


def loaded(running: Running) -> Callable[[], bool]:
    return lambda: running.desk.state.phase is not Phase.LOADING


def first_name(running: Running) -> str:
    assert running.window is not None
    model = running.window.list_pane.model
    return next((row.name for row in model.rows if row.id == "whatsapp"), "")


def test_everything_is_loaded_after_the_first_paint(qtbot: QtBot, begin: Begin) -> None:
    running = begin(Settings(language="en"))
    assert running.desk.state.phase is Phase.LOADING
    qtbot.waitUntil(loaded(running))
    assert first_name(running) == "WhatsApp-en"
    assert running.window is not None
    assert running.window.asking


def test_another_language_builds_the_window_anew(qtbot: QtBot, begin: Begin) -> None:
    running = begin(Settings(language="en", first_run_done=True))
    qtbot.waitUntil(loaded(running))
    before = running.window
    assert before is not None
    before.language_wanted.emit("ru")
    assert running.window is not None
    assert running.window is not before
    model = running.window.list_pane.model
    qtbot.waitUntil(lambda: len(model.rows) > 0 and first_name(running) == "WhatsApp-ru")
    assert running.window.list_pane.check_button.text() in ("Проверить", "Отменить")
    assert running.desk.settings.language == "ru"


def test_a_language_for_this_run_outranks_the_settings(qtbot: QtBot, begin: Begin) -> None:
    running = begin(Settings(language="en"), "ru")
    qtbot.waitUntil(loaded(running))
    assert first_name(running) == "WhatsApp-ru"
    assert running.desk.settings.language == "en"


def test_without_a_tray_closing_the_window_ends_the_program(qtbot: QtBot, begin: Begin, qapp: QApplication) -> None:
    running = begin(Settings(language="en"))
    qtbot.waitUntil(loaded(running))
    assert qapp.quitOnLastWindowClosed() == (running.tray is None)


def test_the_window_is_where_it_was(qtbot: QtBot, begin: Begin) -> None:
    running = begin(Settings(language="en", window=(20, 30, 800, 500)))
    assert running.window is not None
    assert running.frame.place() == (20, 30, 800, 500)


def test_a_place_on_no_screen_is_forgotten(qtbot: QtBot, begin: Begin) -> None:
    running = begin(Settings(language="en", window=(90_000, 90_000, 800, 500)))
    assert running.window is not None
    assert running.frame.place()[0] < 90_000
