import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFont, QGuiApplication, QImage
from PySide6.QtWidgets import QApplication, QSystemTrayIcon
from pytestqt.qtbot import QtBot

from dialtone.model.frozen import replace
from dialtone.system.screen import PanelGround
from dialtone.ui.painting.tray_icon import TrayState
from dialtone.ui.state.messenger_row import Row
from dialtone.ui.state.presenter import Presenter
from dialtone.ui.state.screen_state import Phase, ScreenState, with_check
from dialtone.ui.state.watch_list import WatchList
from dialtone.ui.window import tray as under_test
from dialtone.ui.window.actions import WindowActions
from dialtone.ui.window.tray import Tray, find_tray_state, make_menu_text
from dialtone.ui.window.tray_panel import TrayPanel
from ui import examples
from ui.bare_window import make_bare_window, show
from ui.conftest import make_content
from ui.own_widgets import keep_widget

ALL = ("whatsapp", "telegram", "signal")


@pytest.fixture
def actions(qapp: QApplication) -> WindowActions:
    return WindowActions()


@pytest.fixture
def tray(qtbot: QtBot, actions: WindowActions) -> Tray:
    return Tray(actions)


def done() -> ScreenState:
    return with_check(ScreenState(), examples.check(), Phase.DONE)


def rows(state: ScreenState) -> list[Row]:
    return [row for row in Presenter(make_content(), state, WatchList(ALL, ALL)).make_rows() if row.id in ALL]


def lines(tray: Tray) -> list[str]:
    return [action.text() for action in tray.menu.actions()]


def test_the_menu_has_a_line_for_each_messenger(tray: Tray) -> None:
    tray.show_state(done(), rows(done()), "WhatsApp is blocked here. Signal works.")
    assert lines(tray) == [
        "✕ WhatsApp: Blocked",
        "◑ Telegram: Photos slow",
        "✓ Signal: Works",
        "",
        "Check now",
        "Open Dialtone",
        "Share…",
        "Pause automatic checks",
        "",
        "Quit",
    ]
    assert tray.icon.toolTip() == "Dialtone\nWhatsApp is blocked here. Signal works."


def test_a_line_in_persian_runs_from_right_to_left() -> None:
    row = Row("signal", "Signal", status="blocked", state="احتمالاً مسدود")
    assert make_menu_text(row) == "\u200f✕ Signal: احتمالاً مسدود"
    assert make_menu_text(replace(row, state="Probably blocked")) == "✕ Signal: Probably blocked"


def test_a_line_opens_its_messenger(qtbot: QtBot, tray: Tray) -> None:
    tray.show_state(done(), rows(done()))
    with qtbot.waitSignal(tray.open_requested) as heard:
        tray.menu.actions()[1].trigger()
    assert heard.args == ["telegram"]


def test_the_other_lines_do_what_they_say(qtbot: QtBot, tray: Tray, actions: WindowActions) -> None:
    assert {actions.check, actions.share, actions.pause} <= set(tray.menu.actions())
    requests = ((tray.quit, actions.quit.triggered), (tray.open, tray.open_requested))
    for action, signal in requests:
        with qtbot.waitSignal(signal):
            action.trigger()


def test_lines_change_in_place(tray: Tray) -> None:
    """A menu that is open while a check ends does not lose the line under the pointer."""
    tray.show_state(done(), rows(done()))
    before = tray.menu.actions()[0]
    tray.menu.popup(QPoint(0, 0))
    state = with_check(done(), examples.offline(), Phase.DONE)
    tray.show_state(state, rows(state))
    assert tray.menu.actions()[0] is before
    assert before.text() == "? WhatsApp: No internet"
    tray.menu.close()
    tray.show_state(state, rows(state))
    assert [action.data() for action in tray.menu.actions()[:3]] == ["whatsapp", "telegram", "signal"]


def test_another_order_makes_no_new_lines(tray: Tray) -> None:
    """It changes with each answer; a line that was left behind would stay in memory for as long as the program runs."""
    tray.show_state(done(), rows(done()))
    before = len(tray.menu.children())
    for _ in range(3):
        tray.show_state(done(), rows(done())[::-1])
        tray.show_state(done(), rows(done()))
    assert len(tray.menu.children()) == before
    tray.show_state(done(), rows(done())[::-1])
    assert [action.data() for action in tray.menu.actions()[:3]] == ["signal", "telegram", "whatsapp"]


@pytest.mark.parametrize(
    ("state", "watched", "shown"),
    [
        (done(), ALL, TrayState.BLOCKED),
        (done(), ("telegram",), TrayState.PARTLY),
        (done(), ("signal",), TrayState.WORKS),
        (ScreenState(), ALL, TrayState.NOTHING),
        (replace(done(), phase=Phase.CHECKING), ALL, TrayState.CHECKING),
        (with_check(ScreenState(), examples.offline(), Phase.DONE), ALL, TrayState.OFFLINE),
    ],
)
def test_the_icon_says_the_worst(state: ScreenState, watched: tuple[str, ...], shown: TrayState) -> None:
    assert find_tray_state(state, watched) is shown


def test_the_tip_says_that_checks_are_paused(tray: Tray, actions: WindowActions) -> None:
    said = "Automatic checks are paused"
    tray.show_state(done(), rows(done()), "All work here.")
    actions.pause.setChecked(True)
    assert tray.icon.toolTip() == "Dialtone\nAll work here.", "nothing is watched"
    actions.pause.setVisible(True)
    assert tray.icon.toolTip() == f"Dialtone\nAll work here.\n{said}"
    tray.show_state(done(), rows(done()), "WhatsApp is blocked here.")
    assert tray.icon.toolTip() == f"Dialtone\nWhatsApp is blocked here.\n{said}"
    actions.pause.setChecked(False)
    assert tray.icon.toolTip() == "Dialtone\nWhatsApp is blocked here."


def test_pausing_shows_at_once_and_only_where_something_is_watched(tray: Tray, actions: WindowActions) -> None:
    def icon() -> QImage:
        return tray.icon.icon().pixmap(QSize(24, 24), 1.0).toImage()

    tray.show_state(done(), rows(done()))
    before = icon()
    actions.pause.setChecked(True)
    assert icon() == before, "nothing is watched"
    actions.pause.setVisible(True)
    paused = icon()
    assert paused != before
    again = Tray(actions)
    again.show_state(done(), rows(done()))
    assert again.icon.icon().pixmap(QSize(24, 24), 1.0).toImage() == paused, "another language, a new icon"
    actions.pause.setChecked(False)
    assert icon() == before


def test_it_follows_the_bar_that_it_stands_on(tray: Tray, monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows sets the bar apart from the programs, at any time."""
    grounds = [PanelGround.DARK]
    monkeypatch.setattr(under_test, "read_panel_ground", lambda: grounds[0])
    tray.show_state(done(), rows(done()))
    before = tray.icon.icon().pixmap(QSize(24, 24), 1.0).toImage()
    grounds[0] = PanelGround.LIGHT
    QApplication.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Unknown)
    after = tray.icon.icon().pixmap(QSize(24, 24), 1.0).toImage()
    assert after != before
    grounds[0] = PanelGround.DARK
    tray.show_state(done(), rows(done()))
    assert tray.icon.icon().pixmap(QSize(24, 24), 1.0).toImage() == before


@pytest.mark.parametrize("screen", ["xcb", "cocoa"])
def test_a_press_says_where_the_icon_is_but_opens_the_menu_on_a_mac(
    qtbot: QtBot, actions: WindowActions, monkeypatch: pytest.MonkeyPatch, screen: str
) -> None:
    monkeypatch.setattr(QGuiApplication, "platformName", lambda *_: screen)
    tray, pressed = Tray(actions), list[QRect]()
    tray.pressed.connect(pressed.append)
    tray.icon.activated.emit(QSystemTrayIcon.ActivationReason.Trigger)
    assert len(pressed) == (screen == "xcb")


def test_the_panel_says_what_the_window_says_and_leads_on(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    window = keep_widget(qtbot, make_bare_window(make_content()))
    controller, led = window.controller, list[object]()
    show(window, done(), WatchList(ALL, ALL))
    monkeypatch.setattr(controller, "check", lambda: led.append("check"))
    monkeypatch.setattr(controller, "open", lambda messenger="": led.append(messenger))
    monkeypatch.setattr(window, "take_step", lambda result: led.append(result.about))
    for number, to in enumerate(("check", "whatsapp", "", "whatsapp")):
        panel = TrayPanel(controller)
        panel.open_at(QRect(10, 10, 22, 22))
        assert (panel.block.answer.text(), panel.block.button.text()) == ("WhatsApp is blocked here.", "What helps?")
        assert [tile.row.state for tile in panel.board.tiles] == ["Blocked", "Photos slow", "Works"]
        assert panel.width() == 360
        assert panel.block.face.isVisible()
        (panel.check_button, panel.board.tiles[0], panel.open_button, panel.block.button)[number].click()
        assert led[-1] == to
        assert not panel.isVisible()


def test_the_panel_is_wide_enough_for_a_large_font(
    qtbot: QtBot, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As it was found: in a font of 20 points, states and buttons were cut off at its edge."""
    font = QFont(qapp.font())
    font.setPointSizeF(20)
    monkeypatch.setattr(TrayPanel, "_available_area", lambda _panel: QRect(0, 0, 1600, 1200))
    window = keep_widget(qtbot, make_bare_window(make_content()))
    show(window, done(), WatchList(ALL, ALL))
    usual = qapp.font()
    qapp.setFont(font)
    panel = TrayPanel(window.controller)
    panel.open_at(QRect(10, 10, 22, 22))
    for part in (panel.check_button, panel.open_button, *panel.board.tiles):
        assert part.width() >= part.minimumSizeHint().width()
    assert panel.open_button.width() >= panel.open_button.sizeHint().width()
    panel.close()
    qapp.setFont(usual)
