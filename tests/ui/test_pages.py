"""The pages beside the result: history, settings, what is contacted, and the picture to share."""

import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QScrollArea, QTableWidget
from pytestqt.qtbot import QtBot

from dialtone.explain.both_ends import make_result_line
from dialtone.explain.card_rows import say_card_note
from dialtone.explain.history_summary import Grain, make_strips
from dialtone.explain.remembered import compare_networks
from dialtone.model.catalogue import Messenger
from dialtone.model.check import Check
from dialtone.model.frozen import replace
from dialtone.model.history_record import HistoryRecord
from dialtone.model.situation import CountryName
from dialtone.model.verdict import MessengerVerdict
from dialtone.model.vocabulary import Confidence, MessengerStatus
from dialtone.store.data_folders import state_dir
from dialtone.store.result_line_text import format_line
from dialtone.store.settings import Settings
from dialtone.ui.messengers.tile import Tile
from dialtone.ui.pages.history_strip import DatedStrip, HistoryStrip
from dialtone.ui.pages.hosts_page import make_hosts_page
from dialtone.ui.pages.settings_page import SettingsInputs, SettingsPage
from dialtone.ui.painting.card_font import read_card_font
from dialtone.ui.painting.card_picture import encode_png
from dialtone.ui.painting.qr_reader import read_qr_texts
from dialtone.ui.painting.theme import colours_of
from dialtone.ui.state.result_state import why_invalid
from dialtone.ui.state.screen_state import Phase, ScreenState, Validity, with_check
from dialtone.ui.state.window_inputs import ContactedHost, LoadedContent
from dialtone.ui.widgets.box_items import BoxHead
from dialtone.ui.widgets.controls import Text
from dialtone.ui.widgets.item_view import ItemPage
from dialtone.ui.window.history_page import HistoryPage
from dialtone.ui.window.main_window import MainWindow
from dialtone.ui.window.page_context import PageContext
from dialtone.ui.window.share_page import SharePage
from ui import examples, window_fixture
from ui.bare_window import make_bare_window
from ui.conftest import make_content
from ui.english import NOW, WORDS
from ui.examples import RESOURCES
from ui.own_widgets import keep_widget, show_widget
from ui.page_rows import open_row, pick
from ui.window_fixture import WindowFixture, settle
from ui.world import Kept, World

NAMES = {m.id: m.name for m in examples.MESSENGERS}


def memories() -> list[HistoryRecord]:
    works, blocked = MessengerStatus.WORKS, MessengerStatus.BLOCKED
    return [
        HistoryRecord(NOW - timedelta(days=back), 1, name, blocked if name == "whatsapp" and back < 5 else works)
        for back in range(20)
        for name in ("whatsapp", "signal")
    ]


def history_page(
    qtbot: QtBot, kept: list[HistoryRecord], content: LoadedContent | None = None, window: MainWindow | None = None
) -> HistoryPage:
    window = window or make_bare_window(content or replace(make_content(), words=WORDS))
    return show_widget(qtbot, HistoryPage(PageContext(World(now=NOW, history=Kept(records=kept)).services(), window)))


def texts(page: ItemPage) -> str:
    return " ".join(label.text() for label in page.findChildren(Text) if label.text())


def test_the_history_shows_a_strip_and_a_story_per_messenger(qtbot: QtBot) -> None:
    page = history_page(qtbot, memories())
    assert [strip.accessibleName() for strip in page.findChildren(HistoryStrip)] == ["Signal", "WhatsApp"]
    assert "WhatsApp stopped working here. First seen on 20 November 2026." in texts(page)
    story = "WhatsApp no longer worked here on 20 November 2026."
    assert story not in texts(page), "the answer says it"
    page.acted.emit("which", "whatsapp")
    assert story in texts(page)
    (strip,) = (strip for strip in page.findChildren(HistoryStrip) if strip.isVisibleTo(page))
    assert strip.dates == ("18 November 2026", "24 November 2026")


def test_a_tile_of_the_history_says_the_last_state(qtbot: QtBot) -> None:
    """It had a name alone; a state that was last seen on an earlier day has no shape, as in the window."""
    works, before = MessengerStatus.WORKS, NOW - timedelta(days=2)
    kept = [*memories(), HistoryRecord(before, 1, "telegram", works, confidence=Confidence.LIKELY)]
    page = history_page(qtbot, kept)
    rows = {tile.row.name: tile.row for tile in page.findChildren(Tile)}
    assert [(rows[name].state, rows[name].shape) for name in ("Signal", "WhatsApp", "Telegram")] == [
        ("Worked", "works"),
        ("Did not work", "blocked"),
        ("22 November 2026, 15:00: Probably worked", ""),
    ]


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_the_dates_are_below_both_ends_of_the_line(qtbot: QtBot, direction: Qt.LayoutDirection) -> None:
    first = HistoryRecord(NOW, 1, "signal", MessengerStatus.WORKS)
    (strip,) = make_strips([first], WORDS.sentences.naming(NAMES), NOW, Grain.DAY, 60)

    def inked_below(dated: DatedStrip) -> list[bool]:
        """Return whether something is painted below the line: at the left, in the middle, and at the right."""
        painted = HistoryStrip()
        painted.show_value(dated)
        qtbot.addWidget(painted)
        painted.setLayoutDirection(direction)
        painted.resize(600, 90)
        below = (
            painted.grab().toImage().copy(0, 90 - painted.fontMetrics().height(), 600, painted.fontMetrics().height())
        )
        ground = below.pixel(300, 0)
        thirds = (range(start, start + 200) for start in (0, 200, 400))
        return [any(below.pixel(x, y) != ground for x in third for y in range(below.height())) for third in thirds]

    assert inked_below(DatedStrip(strip)) == [False, False, False]
    assert inked_below(DatedStrip(strip, "18 November", "24 November")) == [True, False, True]
    at_start = direction is Qt.LayoutDirection.LeftToRight
    assert inked_below(DatedStrip(strip, "18 November")) == [at_start, False, not at_start]


def test_the_table_of_a_week_shows_all_rows_and_words(qtbot: QtBot) -> None:
    """As it was found: a box that scrolled in the page that scrolls, with states cut off."""
    page = history_page(qtbot, memories())
    page.resize(760, 700)
    open_row(page, "As a table")
    settle(page)
    (table,) = page.findChildren(QTableWidget)
    assert table.verticalScrollBar().maximum() == 0
    page.resize(520, 700)
    settle(page)
    assert table.verticalScrollBar().maximum() == 0
    flags = int(Qt.TextFlag.TextWordWrap)
    for row, column in ((row, column) for row in range(table.rowCount()) for column in range(table.columnCount())):
        item = table.item(row, column)
        assert item is not None
        cell = table.visualItemRect(item)
        words = table.fontMetrics().boundingRect(QRect(0, 0, cell.width(), 10_000), flags, item.text())
        assert words.height() <= cell.height()


def test_the_scroll_bar_below_a_long_and_wide_table_is_in_reach(qtbot: QtBot) -> None:
    """At 420 pixels it was at the very end of up to sixty rows, below the window."""
    others = [replace(record, messenger=name) for name in ("telegram", "element", "viber") for record in memories()]
    page = history_page(qtbot, [*memories(), *others])
    page.resize(420, 640)
    page.acted.emit("period", 2)
    open_row(page, "As a table")
    settle(page)
    (table,) = page.findChildren(QTableWidget)
    assert table.horizontalScrollBar().maximum() > 0
    assert table.height() < 400
    page.resize(900, 640)
    qtbot.waitUntil(lambda: table.height() > 400)
    assert table.horizontalScrollBar().maximum() == 0
    assert table.verticalScrollBar().maximum() == 0


def test_a_tile_that_opens_nothing_does_not_change_under_the_pointer(qtbot: QtBot) -> None:
    page = history_page(qtbot, memories())
    tile = page.findChildren(Tile)[0]
    before = tile.grab().toImage()
    tile.setAttribute(Qt.WidgetAttribute.WA_UnderMouse)
    assert tile.grab().toImage() == before


def test_all_lines_are_beside_the_middle_of_their_tile(qtbot: QtBot) -> None:
    """As it was found: the last one, above the dates, stood 15 pixels lower than the others."""
    page = history_page(qtbot, memories())
    page.resize(900, 700)
    settle(page)
    strips, tiles = page.findChildren(HistoryStrip), page.findChildren(Tile)
    middles = [(part.mapTo(page, part.rect().center()).y()) for part in (*strips, *tiles)]
    assert middles[: len(strips)] == pytest.approx(middles[len(strips) :], abs=1)


def test_one_messenger_can_be_looked_at_alone_and_by_the_hour(qtbot: QtBot) -> None:
    page = history_page(qtbot, memories())
    page.acted.emit("which", "signal")
    page.acted.emit("period", 1)
    strips = [strip for strip in page.findChildren(HistoryStrip) if strip.isVisible()]
    assert [(s.accessibleName(), len(s.cells)) for s in strips] == [("Signal", 48)]


def test_a_check_that_ends_is_shown_and_the_page_stays_as_it_is(qtbot: QtBot) -> None:
    kept = memories()
    page = history_page(qtbot, kept)
    page.control("as a table").click()
    page.control("deletion").click()
    strip = page.control("signal")
    strip.setFocus()
    kept.append(HistoryRecord(NOW, 1, "telegram", MessengerStatus.WORKS))
    page.refresh()
    names = [strip.accessibleName() for strip in page.findChildren(HistoryStrip)]
    assert names == ["Signal", "Telegram", "WhatsApp"]
    assert page.control("which").findData("telegram") >= 0
    assert page.control("as a table").isChecked()
    assert page.control("forget").isVisible()
    assert page.focusWidget() is strip


def test_who_walks_by_keyboard_reads_each_cell(qtbot: QtBot) -> None:
    page = history_page(qtbot, memories())
    page.activateWindow()
    strip = page.control("whatsapp")
    strip.setFocus()
    qtbot.waitUntil(strip.hasFocus)
    QTest.keyClick(strip, Qt.Key.Key_Left)
    said = strip.accessibleDescription()
    assert said in [label.text() for label in page.findChildren(Text) if label.isVisible()]
    page.control("export").setFocus()
    assert said not in [label.text() for label in page.findChildren(Text) if label.isVisible()]


def test_the_arrow_keys_tell_each_cell(qtbot: QtBot) -> None:
    page = history_page(qtbot, memories())
    page.acted.emit("period", 2)
    strip = page.control("whatsapp")
    assert strip.accessibleDescription() == "24 November 2026: Did not work"
    QTest.keyClick(strip, Qt.Key.Key_Left)
    assert strip.accessibleDescription() == "23 November 2026: Did not work"
    for _ in range(80):
        QTest.keyClick(strip, Qt.Key.Key_Left)
    assert strip.accessibleDescription() == "5 November 2026: Worked"


def test_there_is_a_table_of_the_same(qtbot: QtBot) -> None:
    page = history_page(qtbot, memories())
    page.acted.emit("period", 2)
    page.control("as a table").click()
    (table,) = page.findChildren(QTableWidget)
    assert table.rowCount() == 20
    item = table.item(0, 1)
    assert item is not None
    assert item.text() == "Did not work"


@pytest.mark.parametrize("width", [960, 380])
def test_a_double_click_does_not_answer_whether_to_forget(qtbot: QtBot, width: int) -> None:
    """Neither at once, nor where the mouse is; also where the buttons stand below one another at the page's end."""
    page = history_page(qtbot, memories())
    page.resize(width, 300)
    settle(page)
    for area in page.findChildren(QScrollArea):
        area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())
    settle(page)
    offer = page.control("deletion")
    place = offer.mapTo(page, offer.rect().center())
    with qtbot.assertNotEmitted(page.changed):
        for _ in range(2):
            pressed = page.childAt(place)
            assert pressed is not None
            QTest.mouseClick(pressed, Qt.MouseButton.LeftButton, pos=pressed.mapFrom(page, place))
            settle(page)


def test_enter_held_down_does_not_answer_whether_to_forget(qtbot: QtBot) -> None:
    page = history_page(qtbot, memories())
    page.control("deletion").setFocus()
    with qtbot.assertNotEmitted(page.changed):
        for _ in range(9):
            focus = page.focusWidget()
            assert focus is not None
            QTest.keyClick(focus, Qt.Key.Key_Return)


@pytest.mark.parametrize("width", [60, 900])
def test_what_is_stopped_differs_from_what_works_without_its_colour(qtbot: QtBot, width: int) -> None:
    """A wave is a whole line; silence is dots."""

    def inked(status: MessengerStatus) -> float:
        kept = [HistoryRecord(NOW - timedelta(days=back), 1, "signal", status) for back in range(20)]
        (strip,) = make_strips(kept, WORDS.sentences.naming(NAMES), NOW, Grain.DAY, 20)
        painted = HistoryStrip()
        painted.show_value(DatedStrip(strip))
        qtbot.addWidget(painted)
        painted.resize(width, painted.sizeHint().height())
        picture = painted.grab().toImage()
        page = colours_of(QApplication.palette()).page.lightness()
        columns = range(picture.width() // 2, picture.width())  # the sign stands at the beginning
        rows = range(picture.height())
        full = [any(abs(picture.pixelColor(x, y).lightness() - page) > 40 for y in rows) for x in columns]
        return sum(full) / len(full)

    assert inked(MessengerStatus.BLOCKED) < 0.8 < inked(MessengerStatus.WORKS)


def test_what_changed_last_stands_above_the_lines(qtbot: QtBot) -> None:
    kept = [
        HistoryRecord(NOW - timedelta(hours=back), 1, "whatsapp", status)
        for back, status in enumerate((MessengerStatus.WORKS, *[MessengerStatus.BLOCKED] * 3))
    ]
    page = history_page(qtbot, kept)
    assert (page.block.answer.text(), page.block.face.status) == ("WhatsApp is back.", "works")
    assert "First seen at 15:00 today." in texts(page)
    page.acted.emit("which", "whatsapp")
    assert not page.block.isVisible()


@pytest.mark.parametrize(("chosen", "kind"), [("a.csv", "csv"), ("a.json", "json"), ("a.JSON", "json")])
def test_the_name_of_the_file_says_its_kind(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, chosen: str, kind: str
) -> None:
    window = make_bare_window(replace(make_content(), words=WORDS))
    page = history_page(qtbot, memories(), window=window)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(tmp_path / chosen), "CSV (*.csv)"))
    page.control("export").click()
    assert (tmp_path / chosen).read_bytes()[:1] == {"csv": b"h", "json": b"{"}[kind]
    assert window.outcome_bar.label.text() == f"Saved as {Path(tmp_path.name) / chosen}."


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_the_first_day_stands_where_reading_begins(qtbot: QtBot, direction: Qt.LayoutDirection) -> None:
    first = HistoryRecord(NOW, 1, "signal", MessengerStatus.WORKS)
    (strip,) = make_strips([first], WORDS.sentences.naming(NAMES), NOW, Grain.DAY, 60)
    painted = HistoryStrip()
    painted.show_value(DatedStrip(strip))
    qtbot.addWidget(painted)
    painted.setLayoutDirection(direction)
    painted.resize(700, painted.sizeHint().height())
    picture = painted.grab().toImage()
    ground = colours_of(QApplication.palette()).page
    tall = [
        x for x in range(700) if abs(picture.pixelColor(x, picture.height() // 2).lightness() - ground.lightness()) > 12
    ]
    begins = 0 if direction is Qt.LayoutDirection.LeftToRight else 600
    assert (begins <= tall[0] <= begins + 4, begins + 95 <= tall[-1] <= begins + 100) == (True, True)


def test_what_was_deleted_can_be_had_again(qtbot: QtBot) -> None:
    page = history_page(qtbot, memories())
    with qtbot.waitSignal(page.changed):
        page.acted.emit("forget", None)
    assert "The history is deleted." in texts(page)
    assert "No checks yet" in texts(page)
    assert not page.has_control("deletion")
    with qtbot.waitSignal(page.changed):
        page.control("undo").click()
    assert not page.has_control("undo")


COUNTRIES = (CountryName("IR", "Iran", "Iran"), CountryName("RU", "Russia", "Russia"))


@pytest.mark.parametrize(("has_tray", "said"), [(True, "or in the tray"), (False, "there is no tray here")])
def test_without_a_tray_closing_the_window_ends_automatic_checks(qtbot: QtBot, has_tray: bool, said: str) -> None:
    page = keep_widget(qtbot, SettingsPage(Settings(watch_minutes=60), SettingsInputs(has_tray=has_tray)))
    assert said in page.control("watch_minutes").accessibleDescription()


def settings_page(qtbot: QtBot, settings: Settings, starts: bool = False) -> SettingsPage:
    return keep_widget(qtbot, SettingsPage(settings, SettingsInputs(COUNTRIES, lambda: starts, [("signal", "Signal")])))


def test_what_is_chosen_counts_at_once(qtbot: QtBot) -> None:
    page = settings_page(qtbot, Settings(watch_minutes=0))
    seen: list[Settings] = []
    page.changed.connect(seen.append)
    pick(page.control("watch_minutes"), 180)
    page.control("quiet_hours").click()
    page.control("notify").click()
    pick(page.control("country"), "IR")
    expected = replace(Settings(), watch_minutes=180, notify=False, quiet_from="22:00", quiet_to="08:00", country="IR")
    assert seen[-1] == expected == page.settings


@pytest.mark.parametrize("scheme", ["", "light", "dark"])
def test_light_and_dark_can_be_chosen_and_the_systems_again(qtbot: QtBot, scheme: str) -> None:
    page = settings_page(qtbot, Settings(scheme="light" if scheme != "light" else "dark"))
    with qtbot.waitSignal(page.changed) as told:
        pick(page.control("scheme"), scheme)
    assert told.args == [replace(page.settings, scheme=scheme)]


def test_watching_is_off_until_it_is_switched_on(qtbot: QtBot) -> None:
    """What belongs to it is offered only then."""
    page = settings_page(qtbot, Settings())
    waiting = ("watch_on_metered", "notify", "quiet_hours", "muted")
    assert page.control("watch_minutes").currentData() == 0
    assert not any(page.has_control(key) for key in waiting)
    pick(page.control("watch_minutes"), 60)
    assert page.settings.watch_minutes == 60
    assert all(page.has_control(key) for key in waiting)


def test_a_value_written_by_hand_stays_until_it_is_changed(qtbot: QtBot) -> None:
    page = settings_page(qtbot, Settings(watch_minutes=7, country="XX"))
    page.control("notify").click()
    assert (page.settings.watch_minutes, page.settings.country) == (7, "XX")


def test_starting_with_the_computer_shows_what_the_system_says(qtbot: QtBot) -> None:
    page = settings_page(qtbot, Settings(), starts=False)
    with qtbot.waitSignal(page.acted) as wanted:
        page.control("autostart").click()
    assert wanted.args == ["autostart", True]
    page.refresh()
    assert not page.control("autostart").isChecked()


def test_a_host_can_be_looked_for(qtbot: QtBot) -> None:
    page = show_widget(
        qtbot,
        make_hosts_page(
            [
                ContactedHost("WhatsApp", "web.whatsapp.com:443", "messages"),
                ContactedHost("Signal", "chat.signal.org:443", "all"),
                ContactedHost("Signal", "cdn.signal.org:443", "photos"),
            ]
        ),
    )

    def found() -> list[str]:
        return [text.text() for text in page.findChildren(Text) if text.isVisible() and ":443" in text.text()]

    assert not found()
    page.control("search").setText("chat.SIGNAL")
    assert found() == ["\u2066chat.signal.org:443\u2069 · all"]
    assert not page.has_control("WhatsApp")
    page.control("search").setText("signal")
    assert [line.count(":443") for line in found()] == [2]
    page.control("search").setText("")
    assert page.has_control("WhatsApp")


def share_page(
    qtbot: QtBot,
    check: Check | None = None,
    content: LoadedContent | None = None,
    home_page: str = "https://example.org",
) -> SharePage:
    read_card_font(RESOURCES / "fonts")
    content = content or replace(make_content(), words=WORDS)
    services = replace(World(now=NOW).services(), read_home_page=lambda: home_page)
    return keep_widget(qtbot, SharePage(PageContext(services, make_bare_window(content)), check or examples.check()))


@pytest.fixture
def sharing(qtbot: QtBot, qapp: object) -> SharePage:
    return share_page(qtbot)


def test_the_picture_is_copied_and_saved(sharing: SharePage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sharing.control("copy").click()
    assert QGuiApplication.clipboard().image().width() == 1200
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "card.png"), ""))
    sharing.control("save").click()
    assert QImage(str(tmp_path / "card.png")).width() == 1200


def test_the_shape_is_chosen(sharing: SharePage) -> None:
    sharing.acted.emit("shape", "TALL")
    assert sharing.preview.image.height() == 1350


def test_a_code_is_offered_only_where_there_is_a_page(sharing: SharePage, qtbot: QtBot) -> None:
    assert sharing.has_control("page code")
    assert not share_page(qtbot, home_page="").has_control("page code")


def test_the_result_line_is_copied_and_painted_as_far_as_it_fits(qtbot: QtBot) -> None:
    others = [Messenger(name, name.title(), name[0], "#0099dd") for name in ("element", "threema")]
    more = [MessengerVerdict(other.id, other.name, MessengerStatus.WORKS) for other in others]
    check = examples.check(*examples.check().messengers, *more)
    content = replace(make_content(), words=WORDS, messengers=(*examples.MESSENGERS, *others))
    made = share_page(qtbot, check, content)
    assert not made.control("page code").isChecked()
    assert not made.control("result code").isEnabled()
    assert "Untick the others." in made.control("result code").accessibleDescription()
    assert made.control("line").isEnabled()
    assert read_qr_texts(encode_png(made.preview.image)) == ()
    for other in ("whatsapp", "element", "threema"):
        made.control(other).click()
    (line,) = read_qr_texts(encode_png(made.preview.image))
    assert line == format_line(make_result_line(check, NOW.date(), ["telegram", "signal"]))
    made.control("line").click()
    assert QGuiApplication.clipboard().text() == line
    made.control("page code").click()
    assert not made.control("result code").isChecked()
    assert read_qr_texts(encode_png(made.preview.image)) == ("https://example.org",)
    made.control("page code").click()
    assert read_qr_texts(encode_png(made.preview.image)) == ()
    for other in ("telegram", "signal"):
        made.control(other).click()
    assert not made.control("line").isEnabled()


def test_a_picture_of_another_network_is_told_in_the_past_and_holds_no_line(qtbot: QtBot, qapp: object) -> None:
    """As it was found: it said "is blocked", and its line made a friend's page say "works at both ends today"."""
    content = window_fixture.make_content("en")
    window = make_bare_window(content)
    there = with_check(
        ScreenState(current_mark="10.0.0.0/24", checked_mark="10.0.0.0/24"), examples.check(), Phase.DONE
    )
    for here, said, may_send in (("10.0.0.0/24", "is blocked", True), ("192.168.1.0/24", "was blocked", False)):
        window.controller.state = replace(there, current_mark=here)
        page = keep_widget(qtbot, SharePage(PageContext(World(now=NOW).services(), window), examples.check()))
        assert said in page.preview.accessibleDescription()
        assert page.control("line").isEnabled() is may_send
        assert page.control("result code").isEnabled() is may_send
        assert (why_invalid(Validity.ELSEWHERE) in texts(page)) is not may_send


def test_the_picture_has_the_order_of_the_window(fixture: WindowFixture, qtbot: QtBot) -> None:
    """Signal came before WhatsApp, by the alphabet, where the window begins with those that most people use."""
    check = examples.check()
    working = tuple(replace(examples.signal_works(), messenger=one, name=one) for one in ("signal", "whatsapp"))
    fixture.show(with_check(ScreenState(), replace(check, messengers=working), Phase.DONE))
    page = keep_widget(
        qtbot, SharePage(PageContext(World(now=NOW).services(), fixture.window), replace(check, messengers=working))
    )
    in_window = [row.id for row in fixture.window.result.rows if row.id in ("signal", "whatsapp")]
    assert in_window == ["whatsapp", "signal"]
    described = page.preview.accessibleDescription()
    assert described.index("WhatsApp") < described.index("Signal")
    assert [
        switch.objectName() for switch in page.findChildren(BoxHead) if switch.objectName() in in_window
    ] == in_window


def test_only_what_is_ticked_is_on_it(sharing: SharePage) -> None:
    sharing.control("whatsapp").click()
    sharing.control("text").click()
    text = QGuiApplication.clipboard().text()
    assert "Telegram" in text
    assert "WhatsApp" not in text


def test_a_country_is_offered_only_where_one_was_named_and_is_off_each_time(sharing: SharePage, qtbot: QtBot) -> None:
    assert not sharing.has_control("country")
    content = window_fixture.make_content("en", "RU")
    made = share_page(qtbot, content=content)
    assert not made.control("country").isChecked()
    copied = list[str]()
    for _ in range(2):
        made.control("text").click()
        copied.append(QGuiApplication.clipboard().text())
        made.control("country").click()
    assert ["Russia" in text for text in copied] == [False, True]
    assert texts(made).startswith(say_card_note(content.words, examples.check().network)), "it is said first"


def test_a_file_for_dragging_goes_with_the_page(sharing: SharePage) -> None:
    file = sharing.preview.write_file()
    assert file is not None
    assert file.exists()
    assert state_dir() in file.parents, "what a kill leaves is removed with the rest"
    sharing.left.emit()
    assert not file.exists()


def test_qts_own_file_dialog_leaves_nothing_behind(qapp: object, tmp_path: Path) -> None:
    """In a process of its own: what Qt writes where is set once for all of it."""
    said = (
        "from dialtone.ui.qt_application import start_qt\n"
        "application = start_qt(lambda reason: 9)\n"
        "from PySide6.QtWidgets import QFileDialog\n"
        "dialog = QFileDialog(None, 'Save', '/usr')\n"
        "dialog.setOption(QFileDialog.Option.DontUseNativeDialog)\n"
        "dialog.open(); dialog.done(1); del dialog\n"
    )
    home = {**os.environ, "HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path), "QT_QPA_PLATFORM": "offscreen"}
    subprocess.run([sys.executable, "-c", said], env=home, check=True, timeout=60)
    assert not list(tmp_path.rglob("*.conf"))


def test_the_history_says_who_can_read_along_and_compares_networks(qtbot: QtBot) -> None:
    content = window_fixture.make_content("en")
    kept = [
        HistoryRecord(NOW - timedelta(hours=1), network, name, status)
        for network, status in ((1, MessengerStatus.WORKS), (2, MessengerStatus.BLOCKED))
        for name in ("wechat", "signal")
    ]
    page = history_page(qtbot, kept, content)
    states = [tile.row.readers_in_short for tile in page.findChildren(Tile)]
    assert [content.words.say_readers_in_short("wechat") in state for state in states] == [False, True]
    (compared,) = compare_networks(content.words.sentences, kept)
    assert compared in texts(page)
    page.acted.emit("which", "signal")
    qtbot.waitUntil(lambda: compared not in texts(page))
