"""Who made an app, in the window: above everything in the row, on the page, and for a file that is dropped."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from dialtone.explain.makers import MakerWords
from dialtone.model.frozen import replace
from dialtone.model.trouble import TroubleError, TroubleKind
from dialtone.store.settings import Settings
from dialtone.ui.painting.app_icon import make_app_icon
from dialtone.ui.state.check_runner import CheckRunner
from dialtone.ui.state.presenter import Presenter
from dialtone.ui.state.window_inputs import ThisComputer
from dialtone.ui.widgets.controls import Text
from dialtone.ui.window.file_page import FileDrop, FilePage
from dialtone.ui.window.frame import Frame
from dialtone.ui.window.main_window import MainWindow
from ui import examples
from ui.bare_window import make_controller
from ui.examples import ICONS
from ui.page_rows import shown_page
from ui.window_fixture import USUAL, WindowFixture, done, make_content

FORK = MakerWords("ZapZap: not made by WhatsApp", ("Not made by WhatsApp.",), ())
QUIET = MakerWords(lines=("Telegram: Made by Telegram.",))


def test_only_another_s_program_stands_in_the_row_and_is_spoken_first() -> None:
    content = replace(make_content("en"), computer=ThisComputer(makers={"whatsapp": FORK, "telegram": QUIET}))
    rows = {row.id: row for row in Presenter(content, done(examples.check()), USUAL).make_rows()}
    assert rows["whatsapp"].maker_warning == FORK.row
    assert rows["whatsapp"].spoken.startswith(FORK.row)
    assert (rows["telegram"].maker_warning, rows["signal"].maker_warning) == ("", "")


def test_the_page_begins_with_the_warning(fixture: WindowFixture) -> None:
    content = replace(fixture.content, computer=ThisComputer(makers={"whatsapp": FORK}))
    fixture.window.controller.use_content(content)
    fixture.show(done(examples.check()))
    fixture.window.open_messenger("whatsapp")
    shown = [label.text() for label in fixture.window.detail.view.findChildren(QLabel)]
    assert shown[0] == FORK.warnings[0]


def test_what_was_found_is_told_once_it_is_known(qtbot: QtBot, runner: CheckRunner) -> None:
    content = replace(make_content("en"), computer=ThisComputer(find_makers=lambda: {"whatsapp": FORK}))
    controller, frame = make_controller(runner, Settings(first_run_done=True), lambda *_: content), Frame()
    qtbot.addWidget(frame)
    frame.fill(MainWindow(make_app_icon(ICONS), controller))
    controller.load("en")
    qtbot.waitUntil(lambda: controller.content is not None and controller.content.computer.makers == {"whatsapp": FORK})
    assert controller.makers.wait_closed(5)
    controller.close()


def test_a_file_gets_its_page_and_the_answer(qtbot: QtBot, fixture: WindowFixture, tmp_path: Path) -> None:
    content = replace(
        fixture.content, computer=ThisComputer(identify_file=lambda path: (f"{path.name} has no signature.",))
    )
    fixture.window.controller.use_content(content)
    fixture.page_controller.show_file(tmp_path / "tsetup.exe")
    page = shown_page(fixture.window, FilePage)
    qtbot.waitUntil(lambda: any("has no signature" in text.text() for text in page.findChildren(Text)))
    assert page.runner.wait_closed(5)


def test_a_file_that_cannot_be_read_is_no_endless_wait(qtbot: QtBot, fixture: WindowFixture, tmp_path: Path) -> None:
    """As it was found: the page went on saying that it checks the file."""

    def fail(path: Path) -> tuple[str, ...]:
        raise TroubleError(TroubleKind.NOT_READ, path.name)

    fixture.window.controller.use_content(replace(fixture.content, computer=ThisComputer(identify_file=fail)))
    fixture.page_controller.show_file(tmp_path / "tsetup.exe")
    page = shown_page(fixture.window, FilePage)
    assert page.runner.wait_closed(5)
    qtbot.waitUntil(lambda: not any("Checking it" in text.text() for text in page.findChildren(Text)))
    assert any("tsetup.exe cannot be read." in text.text() for text in page.findChildren(Text))


@pytest.mark.parametrize(("address", "taken"), [("file", True), ("https://example.org/tsetup.exe", False)])
def test_a_drop_gives_one_file_and_nothing_else(qtbot: QtBot, tmp_path: Path, address: str, taken: bool) -> None:
    target, found = QWidget(), list[Path]()
    qtbot.addWidget(target)
    FileDrop(target, found.append)
    data, place = QMimeData(), tmp_path / "tsetup.exe"
    data.setUrls([QUrl.fromLocalFile(str(place)) if address == "file" else QUrl(address)])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    copy = Qt.DropAction.CopyAction
    QApplication.sendEvent(target, QDragEnterEvent(QPoint(1, 1), copy, data, buttons, keys))
    QApplication.sendEvent(target, QDropEvent(QPointF(1, 1), copy, data, buttons, keys))
    assert found == ([place] if taken else [])
