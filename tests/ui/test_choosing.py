"""Which messengers are in the list, in which order, and how that is changed."""

import threading
from collections.abc import Callable

import pytest
from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from dialtone.engine.events import CheckFinished, CheckStarted, MessengerJudged, NetworkJudged
from dialtone.model.catalogue import Messenger, OwnServer
from dialtone.model.frozen import replace
from dialtone.model.vocabulary import MessengerStatus
from dialtone.store.settings import Settings
from dialtone.ui.state.check_runner import Emit
from dialtone.ui.state.messenger_choices import find_messengers
from dialtone.ui.state.messenger_row import Row
from dialtone.ui.state.presenter import Presenter
from dialtone.ui.state.screen_state import Phase, ScreenState, with_check
from dialtone.ui.state.watch_list import WatchList
from dialtone.ui.widgets.choose_dialog import ChooseDialog
from dialtone.ui.widgets.controls import Button, Field
from ui import examples
from ui.bare_window import show
from ui.conftest import MakeWindow, WindowHarness, make_content
from ui.own_widgets import show_widget
from ui.page_rows import listed, open_row, row, texts
from ui.runs import ALL, measures
from ui.window_fixture import settle

MANY = (
    Messenger(
        "whatsapp",
        "WhatsApp",
        "W",
        "#2f9e58",
        names=("Ватсап", "Вотсап"),
        names_by_language=(("ru", "WhatsApp"), ("fa", "واتس‌اپ")),
    ),
    Messenger("telegram", "Telegram", "T", "#3390d6", names=("телега", "تلگرام")),
    Messenger("signal", "Signal", "S", "#4a6fe3"),
    Messenger("wire", "Wire", "W", "#444444"),
    Messenger("skype", "Skype", "S", "#0099dd", untested=MessengerStatus.RETIRED),
    Messenger(
        "element", "Element", "E", "#0dbd8b", untested=MessengerStatus.NEEDS_SERVER, own_server=OwnServer("matrix.org")
    ),
)
NAMES = {m.id: m.name for m in MANY}


@pytest.fixture
def many(make_window: MakeWindow, monkeypatch: pytest.MonkeyPatch) -> Callable[..., WindowHarness]:
    monkeypatch.setattr(examples, "MESSENGERS", MANY)
    return make_window


def order(harness: WindowHarness) -> list[str]:
    return [row.id for row in harness.window.result.rows]


def row_of(harness: WindowHarness, messenger: str) -> Row:
    return next(row for row in harness.window.result.rows if row.id == messenger)


def open_adding(harness: WindowHarness) -> ChooseDialog:
    harness.window.list_changes.open_adding()
    (dialog,) = harness.window.findChildren(ChooseDialog)
    return dialog


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("Ватсап", "whatsapp"),
        ("вотс", "whatsapp"),
        ("واتساپ", "whatsapp"),
        ("whats app", "whatsapp"),
        ("телега", "telegram"),
        ("تلگرام", "telegram"),
        ("تلگراﻡ", "telegram"),
        ("gram", "telegram"),
        ("w", "whatsapp"),
    ],
)
def test_a_messenger_is_found_by_any_of_its_names(typed: str, first: str) -> None:
    assert find_messengers(MANY, NAMES, typed)[0].messenger.id == first


def test_nothing_typed_finds_all_in_order() -> None:
    assert [f.name for f in find_messengers(MANY, NAMES, " ")] == sorted(NAMES.values())
    known_first = find_messengers(MANY, NAMES, "", ("telegram", "signal"))
    assert [f.messenger.id for f in known_first][:2] == ["telegram", "signal"]
    assert find_messengers(MANY, NAMES, "t")[0].name == "Telegram", "before Element and WhatsApp"
    assert find_messengers(MANY, NAMES, "xyzzy") == ()
    assert find_messengers(MANY, NAMES, "ватс")[0].other_name == "Ватсап"


def test_what_needs_attention_comes_first() -> None:
    content = replace(make_content(("signal", "telegram", "whatsapp", "skype")), messengers=MANY, names=NAMES)
    state = with_check(ScreenState(), examples.check(), Phase.DONE)
    rows = Presenter(content, state, WatchList(listed=tuple(NAMES))).make_rows()
    assert [row.id for row in rows] == [
        "whatsapp", "telegram", "wire", "signal", "skype", "element",
    ]  # fmt: skip


def test_tiles_sort_once_all_answers_are_there_and_the_page_stays(checked: WindowHarness) -> None:
    assert order(checked) == ["whatsapp", "telegram", "signal"]
    checked.window.open_messenger("telegram")
    checked.runner.happened.emit(CheckStarted(("whatsapp", "telegram", "signal"), examples.STARTED))
    works = replace(examples.signal_works(), messenger="whatsapp", name="WhatsApp")
    checked.runner.happened.emit(MessengerJudged(works))
    QCoreApplication.processEvents()
    assert order(checked) == ["whatsapp", "telegram", "signal"]
    check = examples.check(works, examples.telegram_partly(), examples.signal_works())
    checked.runner.happened.emit(CheckFinished(check))
    QCoreApplication.processEvents()
    assert order(checked) == ["telegram", "whatsapp", "signal"], "once all are judged"
    assert checked.window.messenger_shown == "telegram"


def answers_well_first(emit: Emit, _stopped: threading.Event) -> None:
    check = examples.check()
    emit(CheckStarted(ALL, check.started_at))
    emit(NetworkJudged(check.network))
    for verdict in reversed(check.messengers):
        if verdict.messenger != "telegram":
            emit(MessengerJudged(verdict))
    emit(CheckFinished(check))


@pytest.mark.parametrize("installed", [(), ("signal",)])
def test_after_a_first_start_the_worst_leads(qtbot: QtBot, make_window: MakeWindow, installed: tuple[str, ...]) -> None:
    harness = make_window(answers_well_first, first_run=True, installed=installed)
    qtbot.waitUntil(harness.window.isActiveWindow)
    page, result = harness.window.start_page, harness.window.result
    assert page is not None
    for messenger, chip in page.choices.tiles_by_id.items():
        if messenger in ALL and not chip.isChecked():
            QTest.mouseClick(chip, Qt.MouseButton.LeftButton)
    QTest.mouseClick(page.start_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(harness.is_in(Phase.DONE))
    assert result.block.button.hasFocus()
    assert result.block.answer.text() == "WhatsApp is blocked here."
    assert result.board.tiles[0].row.id == result.shown.about == "whatsapp"


def test_another_messenger_is_added_by_keyboard(qtbot: QtBot, many: MakeWindow) -> None:
    harness = many(measures)
    dialog = open_adding(harness)
    assert [row.id for row in dialog.rows] == ["element", "skype", "wire"]
    QTest.keyClick(dialog.field, Qt.Key.Key_Return)
    assert dialog.isVisible()  # nobody is chosen yet
    QTest.keyClick(dialog.field, Qt.Key.Key_Down)
    QTest.keyClick(dialog.field, Qt.Key.Key_Down)
    QTest.keyClick(dialog.field, Qt.Key.Key_Down)
    QTest.keyClick(dialog.field, Qt.Key.Key_Return)
    assert harness.kept[-1].messengers_added == ("wire",)
    assert harness.asked[-1] == ("whatsapp", "telegram", "signal", "wire")
    assert harness.window.detail.messenger_id == "wire"
    assert not dialog.isVisible()


def test_typing_filters_and_a_name_nobody_has_says_so(qtbot: QtBot, many: MakeWindow) -> None:
    harness = many(measures, installed=())
    dialog = open_adding(harness)
    QTest.keyClicks(dialog.field, "xyzzy")
    assert "Dialtone knows nothing by this name." in texts(dialog)
    assert not dialog.accept_button.isEnabled()
    QTest.keyClick(dialog.field, Qt.Key.Key_Return)
    assert not harness.kept
    dialog.field.setText("ватсап")
    assert listed(dialog) == ["WhatsApp\nВатсап"]
    dialog.reject()


def test_the_list_takes_the_height_that_is_left(qtbot: QtBot, many: MakeWindow) -> None:
    dialog = open_adding(many(measures))
    dialog.resize(420, 800)
    settle(dialog)
    buttons = dialog.accept_button
    assert buttons.mapTo(dialog, buttons.rect().bottomLeft()).y() > 700
    assert dialog.list.height() > 600
    dialog.reject()


def test_hiding_can_be_undone(qtbot: QtBot, make_window: MakeWindow) -> None:
    harness = make_window(measures, settings=Settings(messengers_added=("viber",)))
    tile = harness.window.result.board.tile_of("telegram")
    assert tile is not None
    tile.setFocus()
    QTest.keyClick(tile, Qt.Key.Key_Delete)
    assert harness.kept[-1].messengers_hidden == ("telegram",)
    assert "telegram" not in order(harness)
    bar = harness.window.outcome_bar
    assert bar.label.text() == "Telegram is no longer in the list."
    bar.button.click()
    assert "telegram" in order(harness)
    assert not harness.kept[-1].messengers_hidden
    assert not bar.isVisible()


def test_one_that_was_added_is_only_taken_away(qtbot: QtBot, make_window: MakeWindow) -> None:
    harness = make_window(measures, settings=Settings(messengers_added=("viber",)))
    harness.window.result.make_row_menu(row_of(harness, "viber")).actions()[-1].trigger()
    assert (harness.kept[-1].messengers_added, harness.kept[-1].messengers_hidden) == ((), ())
    QTest.keyClick(harness.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert harness.kept[-1].messengers_added == ("viber",)


def test_the_last_one_may_go_too(qtbot: QtBot, make_window: MakeWindow) -> None:
    harness = make_window(measures, installed=("signal",))
    harness.window.list_changes.hide("signal")
    assert order(harness) == []
    assert harness.window.result.block.button.text() == "Add a messenger"


def test_a_retired_one_explains_itself_and_is_not_checked(qtbot: QtBot, many: MakeWindow) -> None:
    harness = many(measures, installed=("signal", "skype"))
    assert harness.asked == [("signal",)]
    assert order(harness)[-1] == "skype"
    harness.window.open_messenger("skype")
    assert "Skype is retired." in [label.text() for label in harness.window.detail.findChildren(QLabel)]
    assert not [b for b in harness.window.detail.findChildren(Button) if b.text().startswith("Check")]


def server_form(harness: WindowHarness) -> tuple[Field, Button]:
    harness.window.open_messenger("element")
    open_row(harness.window.detail, "Your server")
    return harness.window.detail.view.control("server line"), harness.window.detail.view.control("server")


def test_a_server_is_asked_for_once_and_then_checked(qtbot: QtBot, many: MakeWindow) -> None:
    harness = many(measures, installed=("signal", "element"))
    assert harness.asked == [("signal",)]
    field, button = server_form(harness)
    field.setText("not a server")
    button.click()
    assert any("not a server name" in text for text in texts(harness.window.detail))
    assert not harness.kept
    field.setText("https://chat.example.org/#/room")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert harness.kept[-1].servers == {"element": "chat.example.org"}
    assert harness.asked[-1] == ("signal", "element")


def test_a_server_can_be_forgotten(qtbot: QtBot, many: MakeWindow) -> None:
    harness = many(
        measures, installed=("signal", "element"), settings=Settings(servers={"element": "chat.example.org"})
    )
    assert harness.asked == [("signal", "element")]
    field, button = server_form(harness)
    assert field.text() == "chat.example.org"
    assert len(harness.window.detail.findChildren(Field)) == 1, "it was shown twice, one above the other"
    field.clear()
    button.click()
    assert harness.kept[-1].servers == {}
    assert harness.controller.watch_list.watched == ("signal",)


def test_a_page_built_anew_keeps_what_was_opened_and_the_focus(checked: WindowHarness) -> None:
    checked.window.open_messenger("telegram")
    page = checked.window.detail
    details = row(page, "How we know")
    details.head.click()
    details.head.setFocus()
    checked.runner.happened.emit(CheckStarted(("telegram",), examples.STARTED))
    QCoreApplication.processEvents()
    again = row(page, "How we know")
    assert again.head.isChecked()
    assert QApplication.focusWidget() is again.head


def test_half_typed_servers_survive_too(qtbot: QtBot, many: MakeWindow) -> None:
    harness = many(measures, installed=("signal", "element"))
    field, _ = server_form(harness)
    QTest.keyClicks(field, "chat.exa")
    show(harness.window, harness.controller.state, replace(harness.controller.watch_list, servers={}))
    assert server_form(harness)[0].text() == "chat.exa"


def test_the_choice_survives_a_restart(qtbot: QtBot, make_window: MakeWindow) -> None:
    chosen = Settings(messengers_added=("viber",), messengers_hidden=("signal",))
    harness = make_window(measures, settings=chosen)
    assert harness.asked == [("whatsapp", "telegram", "viber")]


def test_an_offered_undo_stays_when_something_else_is_said(checked: WindowHarness) -> None:
    """As it was found: whoever hid a messenger and then copied something could not take the first back."""
    bar = checked.window.outcome_bar
    checked.window.list_changes.hide("signal")
    bar.say("Copied")
    assert bar.label.text() == "Signal is no longer in the list.\nCopied"
    bar.say_trouble("The disk is full.")
    assert bar.label.text() == "Signal is no longer in the list.\nThe disk is full."
    assert bar.button.text() == "Undo"
    bar.button.click()
    assert "signal" in order(checked)
    bar.say("Copied")
    assert bar.label.text() == "Copied"
    assert not bar.button.isVisible()


def test_what_was_just_done_begins_where_the_column_of_the_page_does(checked: WindowHarness) -> None:
    window = checked.window
    window.list_changes.hide("signal")
    settle(window)
    label, board = window.outcome_bar.label, window.result.board
    assert label.mapTo(window, QPoint()).x() == board.mapTo(window, QPoint()).x()


def test_in_a_long_list_the_present_choice_has_others_around_it(qtbot: QtBot) -> None:
    rows = tuple(Row(str(number), f"Country {number}") for number in range(100))
    dialog = show_widget(qtbot, ChooseDialog(lambda _text: rows, prompt="Name", chosen="50"))
    settle(dialog)
    chosen = dialog.list.visualItemRect(dialog.list.currentItem())
    assert dialog.list.currentRow() == 50
    assert chosen.top() > 2 * chosen.height()
    assert chosen.bottom() < dialog.list.viewport().height() - 2 * chosen.height()


def test_a_country_that_nobody_knows_says_so(qtbot: QtBot) -> None:
    """A name with a letter missing left an empty list without a word."""
    dialog = show_widget(qtbot, ChooseDialog(lambda _text: (), prompt="Name of the country"))
    assert "Dialtone knows nothing by this name." in texts(dialog)


def test_what_is_changed_while_undo_is_offered_is_undone_with_it(checked: WindowHarness) -> None:
    bar = checked.window.outcome_bar
    checked.window.list_changes.hide("signal")
    checked.window.list_changes.hide("telegram")
    assert bar.label.text() == "Signal is no longer in the list.\nTelegram is no longer in the list."
    checked.window.list_changes.set_muted("whatsapp", True)
    checked.window.list_changes.set_muted("whatsapp", False)
    assert bar.label.text() == "Signal is no longer in the list.\nTelegram is no longer in the list."
    assert bar.isVisible(), "two messengers can still come back"
    bar.button.click()
    assert {"signal", "telegram"} <= set(order(checked))
    assert checked.controller.settings.muted == ()
