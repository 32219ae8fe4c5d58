"""A page from its description: each kind of item acts, and a new description changes the page in its place."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from dialtone.ui.state.options import Option
from dialtone.ui.widgets.box_items import BoxHead, BoxRow, SwitchRow
from dialtone.ui.widgets.choice import ChoiceItem, ChoiceRow
from dialtone.ui.widgets.controls import Text
from dialtone.ui.widgets.item_view import Item, ItemPage, ItemView
from dialtone.ui.widgets.page_items import (
    ActionItem,
    CustomItem,
    FieldItem,
    FlowItem,
    GroupItem,
    HeadingItem,
    LinkItem,
    NoticeItem,
    StepsItem,
    TextItem,
    paragraphs,
)
from dialtone.ui.widgets.screen_reader import install_accessible_roles
from ui.page_rows import pick, texts

HOURS = (Option(0, "Never"), Option(60, "Every hour"))


def shown(qtbot: QtBot, *items: Item) -> ItemView:
    view = ItemView(items)
    qtbot.addWidget(view)
    view.show()
    return view


def test_each_control_tells_its_key_and_its_value(qtbot: QtBot) -> None:
    view = shown(
        qtbot,
        ChoiceItem("Check", HOURS, 0, key="check"),
        SwitchRow("Notify", on=False, key="notify"),
        FieldItem("Server", key="server", enter="save"),
        FlowItem((ActionItem("Go", "go"), ActionItem("Stop", "stop"))),
    )
    told: list[tuple[str, object]] = []
    view.acted.connect(lambda key, value: told.append((key, value)))
    pick(view.control("check"), 60)
    view.control("notify").click()
    QTest.keyClicks(view.control("server"), "a")
    QTest.keyClick(view.control("server"), Qt.Key.Key_Return)
    view.control("go").click()
    view.control("stop").click()
    assert told == [("check", 60), ("notify", True), ("server", "a"), ("save", "a"), ("go", None), ("stop", None)]


def test_what_is_not_taken_over_is_shown_as_it_is(qtbot: QtBot) -> None:
    """A switch whose page keeps its state goes back."""
    view = shown(qtbot, SwitchRow("Open at sign-in", on=False, key="autostart"))
    view.control("autostart").click()
    assert view.control("autostart").isChecked()
    view.show_items([SwitchRow("Open at sign-in", on=False, key="autostart")])
    assert not view.control("autostart").isChecked()


def test_a_new_description_keeps_widgets_focus_and_what_is_typed(qtbot: QtBot) -> None:
    view = shown(qtbot, TextItem("One"), FieldItem("Server", "chat.exa", key="server"), ActionItem("Go", "go"))
    field, text = view.control("server"), view.findChildren(Text)[0]
    view.activateWindow()
    field.setFocus()
    field.setCursorPosition(2)
    view.show_items(
        [
            HeadingItem("Title"),
            ActionItem("Go now", "go", enabled=False),
            TextItem("Two"),
            FieldItem("Server", "chat.exa", key="server"),
        ]
    )
    assert view.control("server") is field
    assert (field.cursorPosition(), view.focusWidget()) == (2, field)
    assert text.text() == "Two"
    assert (view.control("go").text(), view.control("go").isEnabled()) == ("Go now", False)
    assert texts(view) == ["Title", "Two"]


def test_tab_goes_in_the_order_of_reading_where_something_comes_later(qtbot: QtBot) -> None:
    view = shown(qtbot, ActionItem("First", "first"), ActionItem("Last", "last"))
    row = FlowItem((ActionItem("Second", "second"), ActionItem("Third", "third")))
    view.show_items([ActionItem("First", "first"), row, ActionItem("Last", "last")])
    view.activateWindow()
    view.control("first").setFocus()
    passed: list[QWidget | None] = []
    for _ in range(3):
        QTest.keyClick(view, Qt.Key.Key_Tab)
        passed.append(view.focusWidget())
    assert passed == [view.control(key) for key in ("second", "third", "last")]


def test_a_section_is_filled_when_it_is_opened_and_stays_as_the_person_left_it(qtbot: QtBot) -> None:
    def section(said: str, *, opened: bool = False) -> Item:
        return BoxRow("More", "and why", (TextItem(said),), opened=opened, flat=True, key="more")

    view = shown(qtbot, section("One"))
    assert texts(view) == ["More", "and why"]
    assert "One" not in [label.text() for label in view.findChildren(QLabel)]
    head = view.control("more")
    assert isinstance(head, BoxHead)
    head.click()
    assert texts(view) == ["More", "and why", "One"]
    view.show_items([section("Two")])
    assert texts(view) == ["More", "and why", "Two"]
    fresh = shown(qtbot, section("One"))
    fresh.show_items([section("One", opened=True)])
    assert texts(fresh) == ["More", "and why", "One"]


def test_links_steps_notices_and_groups_say_what_they_hold(qtbot: QtBot) -> None:
    view = shown(
        qtbot,
        NoticeItem("It is risky.", items=(ActionItem("Go", "go"),), key="risk"),
        GroupItem((StepsItem(("Do this.", "Then that.")), *paragraphs(["A", "B"]))),
        LinkItem("The page", "https://example.org", ("opened often",)),
        LinkItem("Another", "https://example.net", may_open=False),
    )
    steps = ["1", "Do this.", "2", "Then that.", "A", "B"]
    links = ["https://example.org", "opened often", "Another", "https://example.net"]
    assert texts(view) == ["It is risky.", *steps, *links]
    assert view.control("go").isVisible()


class _Meter(QWidget):
    acted = Signal(str, object)

    def __init__(self) -> None:
        super().__init__()
        self.values: list[object] = []

    def show_value(self, value: object) -> None:
        self.values.append(value)


def test_a_widget_of_its_own_kind_is_made_once_and_told_each_value(qtbot: QtBot) -> None:
    def items(value: int) -> Sequence[Item]:
        return [CustomItem(_Meter, value, key="meter")]

    view = shown(qtbot, *items(1))
    view.show_items(items(1))
    view.show_items(items(2))
    meter = view.control("meter")
    assert meter.values == [1, 2]
    with qtbot.waitSignal(view.acted) as told:
        meter.acted.emit("turned", 3)
    assert told.args == ["turned", 3]


def test_a_screen_reader_hears_what_each_control_does(qtbot: QtBot) -> None:
    install_accessible_roles()
    view = shown(
        qtbot,
        HeadingItem("General"),
        ChoiceRow("Check", HOURS, 0, line="Your provider sees it.", key="check"),
        SwitchRow("Notify", "By the desktop.", on=True, key="notify"),
        ActionItem("Copy", "copy", note="It contains no name."),
    )

    def told(key: str) -> tuple[object, str, str]:
        control = view.control(key)
        role = QAccessible.queryAccessibleInterface(control).role()
        return role, control.accessibleName() or control.text(), control.accessibleDescription()

    assert told("check") == (QAccessible.Role.ComboBox, "Check", "Your provider sees it.")
    assert told("notify") == (QAccessible.Role.CheckBox, "Notify", "By the desktop.")
    assert told("copy") == (QAccessible.Role.Button, "Copy", "It contains no name.")


def test_a_page_that_changes_stays_where_it_was_scrolled_to(qtbot: QtBot) -> None:
    page = ItemPage("Long", paragraphs(f"Line {number}" for number in range(80)))
    qtbot.addWidget(page)
    page.resize(400, 300)
    page.show()
    bar = page.scroll_area.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 400)
    bar.setValue(300)
    page.show_items(paragraphs(f"Line {number}!" for number in range(80)))
    QTest.qWait(0)
    assert bar.value() == 300
