"""Every scene for who hears the window, has no mouse, sees no colours, needs large letters or no motion."""

from collections.abc import Callable, Iterator
from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QCheckBox,
    QLabel,
    QLineEdit,
    QMenu,
    QRadioButton,
    QScrollBar,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from dialtone.model.frozen import replace
from dialtone.store.settings import Settings
from dialtone.ui import appearance
from dialtone.ui.appearance import TextTabStops
from dialtone.ui.messengers.tile import Tile
from dialtone.ui.messengers.waves import Waves
from dialtone.ui.pages.settings_page import SettingsInputs, SettingsPage
from dialtone.ui.painting.theme import Space
from dialtone.ui.widgets import controls as texts
from dialtone.ui.widgets.box_items import BoxHead, BoxItem, BoxRowView, SwitchHead, SwitchRow
from dialtone.ui.widgets.controls import Button, Heading, Text
from dialtone.ui.widgets.item_view import ItemView
from dialtone.ui.window.frame import Frame
from typefaces import FAMILIES
from ui.fitting import letters_of, scene_of
from ui.own_widgets import show_widget
from ui.scenes import SCENES
from ui.window_fixture import WindowFixture, make_window_fixture, settle

Enter = Callable[[str], tuple[WindowFixture, QWidget]]
Role = QAccessible.Role
SENSIBLE = {
    *(Role.Button, Role.ButtonMenu, Role.CheckBox, Role.RadioButton, Role.ComboBox, Role.EditableText, Role.StaticText),
    *(Role.List, Role.Table, Role.Tree, Role.Link, Role.PageTab, Role.Heading),
}
MENUS = ("row-menu", "window-menu")
ONE_OF_A_KIND = (
    *("first-run", "page", "own-server", "narrow-page", "history", "settings", "hosts", "share", "add", "muted"),
    *("trial-works", "trial-fault", "trial-own-network", "advice", "copied"),
)


@pytest.fixture
def enter(qtbot: QtBot) -> Iterator[Enter]:
    """Builds a scene by its name; gives the fixture and what there is to look at."""
    dialogs: list[QWidget] = []

    def build(name: str) -> tuple[WindowFixture, QWidget]:
        scene = scene_of(name)
        fixture = make_window_fixture("en", first_run=scene.first_run)
        qtbot.addWidget(fixture.window)
        fixture.window.resize(scene.size)
        fixture.window.show()
        settle(fixture.window)
        looked_at = scene.prepare(fixture) or fixture.window
        if looked_at is not fixture.window:
            dialogs.append(looked_at)
        settle(looked_at)
        looked_at.window().activateWindow()
        looked_at.window().setAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)
        settle(looked_at)
        return fixture, looked_at

    yield build
    for dialog in dialogs:
        dialog.close()


def controls(top: QWidget) -> list[QWidget]:
    """What the Tab key stops at, in sight or not; of several choices only the chosen one: arrows lead to the others."""
    return [
        widget
        for widget in top.findChildren(QWidget)
        if widget.isVisible()
        and widget.isEnabled()
        and widget.window() is top.window()
        and widget.focusPolicy().value & Qt.FocusPolicy.TabFocus.value
        and not isinstance(widget, QScrollBar)
        and not (isinstance(widget, QAbstractButton) and widget.autoExclusive() and not widget.isChecked())
    ]


@pytest.mark.parametrize("scene", [scene.name for scene in SCENES if scene.name not in MENUS])
def test_everything_that_can_be_reached_has_a_name_and_a_role(enter: Enter, scene: str) -> None:
    _, top = enter(scene)
    assert controls(top)
    for widget in controls(top):
        spoken = QAccessible.queryAccessibleInterface(widget)
        name, role = spoken.text(QAccessible.Text.Name), spoken.role()
        assert name.strip(), f"{type(widget).__name__} has no name"
        assert role in SENSIBLE, f"{type(widget).__name__} is a {role}"


@pytest.mark.parametrize("scene", ONE_OF_A_KIND)
def test_only_what_is_ticked_is_a_check_box(enter: Enter, scene: str) -> None:
    """What folds out is a button that says whether it is expanded, a section is a tab."""
    _, top = enter(scene)
    for widget in top.findChildren(QAbstractButton):
        spoken = QAccessible.queryAccessibleInterface(widget)
        if spoken.role() in {Role.CheckBox, Role.RadioButton}:
            assert isinstance(widget, QCheckBox | QRadioButton | Tile | SwitchHead), type(widget).__name__
            continue
        if widget.isCheckable():
            state = spoken.state()
            assert spoken.role() in {Role.Button, Role.PageTab}
            assert state.expandable or state.selectable
            assert not state.checkable


def test_a_line_that_folds_out_says_so_and_can_be_pressed(enter: Enter) -> None:
    _, top = enter("page")
    for part in top.findChildren(BoxRowView):
        spoken = QAccessible.queryAccessibleInterface(part.head)
        opened = part.head.isChecked()
        assert spoken.text(QAccessible.Text.Name) == part.head.text()
        assert (spoken.state().expanded, spoken.state().collapsed) == (opened, not opened)
        assert "Press" in spoken.actionInterface().actionNames()
        spoken.actionInterface().doAction("Press")
        assert part.content.isVisibleTo(part) != opened
        assert (spoken.state().expanded, spoken.state().collapsed) == (not opened, opened)
        spoken.actionInterface().doAction("SetFocus")
        assert spoken.state().focused


def test_window_pages_and_drawing_are_what_they_are(enter: Enter, qtbot: QtBot) -> None:
    fixture, top = enter("page")
    frame = show_widget(qtbot, Frame())
    spoken = QAccessible.queryAccessibleInterface(frame)
    assert (spoken.role(), spoken.text(QAccessible.Text.Name)) == (Role.Window, "Dialtone")
    stack = fixture.window.page_stack.findChildren(QStackedWidget)[0]
    assert QAccessible.queryAccessibleInterface(stack).role() == Role.Grouping
    canvas = next(one for one in top.findChildren(Waves) if one.isVisible())
    spoken = QAccessible.queryAccessibleInterface(canvas)
    assert spoken.role() == Role.Graphic
    assert spoken.text(QAccessible.Text.Description)


def test_a_screen_reader_may_come_later(qapp: QApplication, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    """Text that was there before it is reached by Tab from then on."""
    listening = [False]
    monkeypatch.setattr(appearance, "QAccessible", SimpleNamespace(isActive=lambda: listening[0]))
    window, text, field = QWidget(), Text("WhatsApp is blocked here."), Button("Check again")
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    column.addWidget(text)
    column.addWidget(field)
    reading = TextTabStops(qapp)
    window.show()
    window.activateWindow()
    settle(window)
    field.setFocus()
    assert text.focusPolicy() is Qt.FocusPolicy.ClickFocus
    listening[0] = True
    text.setFocus()
    assert text.focusPolicy() is Qt.FocusPolicy.StrongFocus
    reading.deleteLater()


@pytest.mark.usefixtures("qapp")
def test_who_hears_the_window_does_not_stop_where_no_words_are(monkeypatch: pytest.MonkeyPatch) -> None:
    """A line that speaks up only after something happened was a stop without a name, at the end of the settings."""
    monkeypatch.setattr(texts, "QAccessible", SimpleNamespace(isActive=lambda: True))
    line = Text()
    assert line.focusPolicy() is Qt.FocusPolicy.NoFocus
    line.setText("The update is not signed.")
    assert line.focusPolicy() is Qt.FocusPolicy.StrongFocus
    line.setText("")
    assert line.focusPolicy() is Qt.FocusPolicy.NoFocus
    assert Text("Title", selectable=False).focusPolicy() is Qt.FocusPolicy.NoFocus


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_Down])
def test_a_button_with_a_menu_says_so_and_the_keyboard_goes_on_in_it(enter: Enter, key: Qt.Key) -> None:
    fixture, _ = enter("page")
    button = fixture.window.page_stack.header.menu_button
    spoken = QAccessible.queryAccessibleInterface(button)
    assert spoken.role() == Role.ButtonMenu
    assert spoken.state().hasPopup
    assert "Press" in spoken.actionInterface().actionNames()
    button.setFocus(Qt.FocusReason.TabFocusReason)
    button.window().setAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)
    QTest.keyClick(button, key)
    menu = fixture.window.menu
    assert menu.isVisible()
    assert menu.activeAction() is not None
    menu.close()


@pytest.mark.parametrize("scene", [scene for scene in ONE_OF_A_KIND if scene not in {"copied", "add", "share"}])
def test_each_page_has_headings(enter: Enter, scene: str) -> None:
    _, top = enter(scene)
    found = [heading for heading in top.findChildren(Heading) if heading.isVisible()]
    assert found
    for heading in found:
        spoken = QAccessible.queryAccessibleInterface(heading)
        assert spoken.role() == Role.Heading
        assert spoken.text(QAccessible.Text.Name) == heading.text()
        heading.setText("another")
        assert spoken.text(QAccessible.Text.Name) == "another"
        words = spoken.textInterface()
        assert words is not None, "Orca reads the text of a heading, and not its name"
        assert words.text(0, words.characterCount()) == "another"
        assert spoken.actionInterface() is not None
        assert spoken.valueInterface() is None


@pytest.mark.parametrize("scene", MENUS)
def test_every_line_of_a_menu_has_words(enter: Enter, scene: str) -> None:
    _, top = enter(scene)
    assert isinstance(top, QMenu)
    lines = [action for action in top.actions() if not action.isSeparator() and action.isVisible()]
    assert len(lines) >= 2
    assert all(action.text() for action in lines)


@pytest.mark.parametrize("scene", ONE_OF_A_KIND)
def test_the_tab_key_reaches_all(enter: Enter, scene: str) -> None:
    _, top = enter(scene)
    wanted, reached = controls(top), set[QWidget]()
    wanted[0].setFocus()
    for _ in range(3 * len(wanted)):
        focus = QApplication.focusWidget()
        assert focus is not None
        reached.add(focus)
        # Tables and trees keep Tab for their cells where they can be edited; ours cannot.
        QTest.keyClick(focus, Qt.Key.Key_Tab)
    missed = [f"{type(w).__name__} {w.accessibleName()}" for w in wanted if w not in reached]
    assert not missed


@pytest.mark.parametrize("scene", ONE_OF_A_KIND)
def test_the_focus_is_seen(enter: Enter, scene: str) -> None:
    _, top = enter(scene)
    for widget in controls(top):
        if isinstance(widget, QAbstractItemView):
            continue  # its current row is marked
        widget.clearFocus()
        without = widget.grab().toImage()
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        top.window().setAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)
        seen = widget.grab().toImage() != without
        assert seen, f"{type(widget).__name__} {widget.accessibleName()}"


def test_a_tile_says_name_and_status(enter: Enter) -> None:
    fixture, _ = enter("retired")
    fixture.window.show_result()
    for tile in fixture.window.result.board.tiles:
        spoken = QAccessible.queryAccessibleInterface(tile)
        name, _, word = spoken.text(QAccessible.Text.Name).partition(", ")
        assert (spoken.role(), name, word) == (Role.Button, tile.row.name, tile.row.state)
        assert not spoken.text(QAccessible.Text.Description)
        assert spoken.state().focusable
        assert "Press" in spoken.actionInterface().actionNames()


@pytest.mark.parametrize("scene", ["answer", "answer-many", "tray-panel", *ONE_OF_A_KIND])
def test_the_words_of_a_button_are_read_once(enter: Enter, scene: str) -> None:
    """Its labels were read after it, each as a text of its own."""
    _, top = enter(scene)
    for button in top.findChildren(QAbstractButton):
        spoken = QAccessible.queryAccessibleInterface(button)
        inside = [spoken.child(number) for number in range(spoken.childCount())]
        assert all(one.state().invisible for one in inside), button.text()
        said = spoken.text(QAccessible.Text.Name) + spoken.text(QAccessible.Text.Description)
        shown = [label.text() for label in button.findChildren(QLabel) if label.isVisible()]
        assert all(line.casefold() in said.casefold() for words in shown for line in words.split("\n")), said


@pytest.mark.parametrize("scene", ["results", "partly", "works", "offline", "white-list", "own-server"])
def test_nothing_is_said_by_colour_alone(enter: Enter, scene: str) -> None:
    """Beside each shape there is a word, on the screen and for a screen reader."""
    fixture, _ = enter(scene)
    assert all(row.state for row in fixture.window.result.rows if row.status)


def test_a_history_says_each_cell(enter: Enter) -> None:
    _, top = enter("history")
    strips = [w for w in controls(top) if type(w).__name__ == "HistoryStrip"]
    assert len(strips) == 3
    before = strips[0].accessibleDescription()
    QTest.keyClick(strips[0], Qt.Key.Key_Left)
    assert before
    assert strips[0].accessibleDescription() != before


@pytest.fixture(params=FAMILIES)
def large(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[None]:
    """Letters of twice the usual size, in fonts that people have."""
    with letters_of(qapp, 20, request.param):
        yield


@pytest.mark.usefixtures("large")
@pytest.mark.parametrize("scene", ONE_OF_A_KIND)
def test_large_letters_are_not_cut(enter: Enter, scene: str) -> None:
    _, top = enter(scene)
    assert_nothing_is_cut(top)


@pytest.mark.usefixtures("large")
def test_a_long_name_has_room_beside_all_buttons(enter: Enter) -> None:
    fixture, top = enter("muted")
    fixture.window.resize(720, 480)
    page_state = fixture.window.detail._page
    assert page_state is not None
    fixture.window.detail.show_messenger(
        replace(page_state, row=replace(page_state.row, name="Facebook Messenger"), pending=True)
    )
    settle(fixture.window)
    assert_nothing_is_cut(top)


def assert_nothing_is_cut(top: QWidget) -> None:
    """Each button and each text in sight has room for its words."""
    for button in top.findChildren(QAbstractButton):
        if not button.isVisible() or not button.text() or isinstance(button, BoxHead):
            continue
        metrics = QFontMetrics(button.font())
        assert button.width() >= metrics.horizontalAdvance(button.text()), button.text()
        assert button.height() >= metrics.height(), button.text()
    for field in top.findChildren(QLineEdit):
        if field.isVisible() and field.placeholderText():
            words = QFontMetrics(field.font()).horizontalAdvance(field.placeholderText())
            assert field.contentsRect().width() - 2 * Space.S >= words, field.placeholderText()
    for label in top.findChildren(QLabel):
        if label.isVisible() and label.text():
            room = label.contentsRect().width()
            assert label.height() >= min(label.heightForWidth(room), label.sizeHint().height()), label.text()
            if not label.wordWrap():
                assert room >= QFontMetrics(label.font()).horizontalAdvance(label.text()), label.text()


def test_what_a_screen_reader_toggles_counts(qtbot: QtBot) -> None:
    """As it was found: a reader toggles without a click, and the quiet profile was ticked and not turned on."""
    settings = SettingsPage(Settings(), SettingsInputs(everyone=[("signal", "Signal")]))
    switch = ItemView()
    told: list[tuple[str, object]] = []
    switch.acted.connect(lambda key, value: told.append((key, value)))
    switch.show_items([BoxItem((SwitchRow("Tell me", on=False, key="tell"),))])
    for page in (settings, switch):
        show_widget(qtbot, page)
    for button in (settings.control("quiet_profile"), switch.control("tell")):
        actions = QAccessible.queryAccessibleInterface(button).actionInterface()
        assert actions.actionNames()[0] == "Toggle"
        actions.doAction("Toggle")
    assert settings.settings.quiet_profile
    assert told == [("tell", True)]
    switch.show_items([BoxItem((SwitchRow("Tell me", on=True, key="tell"),))])
    switch.show_items([BoxItem((SwitchRow("Tell me", on=False, key="tell"),))])
    assert told == [("tell", True)], "what is shown is no press"
