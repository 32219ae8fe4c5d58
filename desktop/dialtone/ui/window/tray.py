"""The tray icon: the overall state as a shape, and a menu with a line for each messenger. It is optional."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from dialtone.explain.direction import add_direction_mark
from dialtone.explain.status_signs import sign_of
from dialtone.system.screen import read_panel_ground
from dialtone.ui.painting.tray_icon import TrayLook, TrayState, make_tray_icon
from dialtone.ui.state.labels import translate
from dialtone.ui.state.messenger_row import Row
from dialtone.ui.state.result_state import OFFLINE_STATUSES
from dialtone.ui.state.screen_state import Phase, ScreenState, Validity, find_worst_status
from dialtone.ui.state.time_text import say_paused
from dialtone.ui.window.actions import WindowActions


class Tray(QObject):
    """The icon and its menu.

    Signals:
        open_requested: the window should come forward; the id of a messenger, or empty.
        pressed: the icon was pressed; its rectangle on the screen, empty if unknown.
    """

    open_requested = Signal(str)
    pressed = Signal(object)

    def __init__(self, actions: WindowActions, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._actions = actions
        self._look: TrayLook | None = None
        """What the icon shows; None before the first state."""
        self._is_doubtful = False
        """No messenger has the worst status for sure."""
        self._answer = ""
        self._is_template = QGuiApplication.platformName() == "cocoa"
        """macOS paints the icon in the colour of the menu bar."""
        self._notified_messenger = ""
        self.menu = QMenu()
        self._messenger_lines: list[QAction] = []
        """A line of the menu for each messenger, with its id as data."""
        self._end_of_lines = self.menu.addSeparator()
        self.menu.addAction(actions.check)
        self.open = self.menu.addAction(translate("Tray", "Open Dialtone"))
        self.menu.addActions([actions.share, actions.pause])
        self.menu.addSeparator()
        self.quit = self.menu.addAction(translate("Tray", "Quit"))
        self.icon = QSystemTrayIcon(self)
        self.icon.setContextMenu(self.menu)
        self._connect()
        self.show_state(ScreenState(), ())

    def _connect(self) -> None:
        """Connect the lines of the menu, the icon, and what changes its look."""
        self.open.triggered.connect(lambda: self.open_requested.emit(""))
        # the menu has an action of its own: `actions.quit` would show a shortcut that does not work in the tray
        self.quit.triggered.connect(self._actions.quit.trigger)
        self.icon.activated.connect(self._on_icon_activated)
        self.icon.messageClicked.connect(lambda: self.open_requested.emit(self._notified_messenger))
        self._actions.pause.changed.connect(self._show_tooltip)
        self._actions.pause.changed.connect(self._on_looks_changed)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._on_looks_changed)

    def close(self) -> None:
        """Remove the icon at once, not only when the process ends."""
        self.icon.hide()
        self.menu.deleteLater()

    def show_notification(self, messenger: str, lines: Sequence[str]) -> None:
        """Show a notification; a click on it opens the messenger."""
        self._notified_messenger = messenger
        self.icon.showMessage("Dialtone", "\n".join(lines), self.icon.icon())

    def show_state(self, state: ScreenState, rows: Sequence[Row], answer: str = "") -> None:
        """Show the worst state of these messengers, a line for each, and the `answer` about all in the tooltip."""
        messengers = tuple(row.id for row in rows)
        worst = find_worst_status(state, messengers)
        self._is_doubtful = all(row.doubtful for row in rows if row.status == worst)
        self._show_icon(find_tray_state(state, messengers))
        self._answer = answer
        self._show_tooltip()
        self._show_lines(self._keep_order([(row.id, make_menu_text(row)) for row in rows]))

    def _keep_order(self, lines: list[tuple[str, str]]) -> list[tuple[str, str]]:
        """Return these lines (ids and texts); while the menu is open, in the order in which it shows them."""
        positions = {action.data(): number for number, action in enumerate(self._messenger_lines)}
        if not self.menu.isVisible() or positions.keys() != {messenger for messenger, _ in lines}:
            return lines
        return sorted(lines, key=lambda line: positions[line[0]])

    def _show_lines(self, lines: list[tuple[str, str]]) -> None:
        """Show these lines (ids and texts), reusing the actions: during a check each answer changes the order."""
        for action in self._messenger_lines[len(lines) :]:
            self.menu.removeAction(action)
            action.deleteLater()
        del self._messenger_lines[len(lines) :]
        while len(self._messenger_lines) < len(lines):
            action = QAction(self.menu)
            action.triggered.connect(partial(self._open, action))
            self.menu.insertAction(self._end_of_lines, action)
            self._messenger_lines.append(action)
        for action, (messenger, text) in zip(self._messenger_lines, lines, strict=True):
            action.setData(messenger)
            if action.text() != text:
                action.setText(text)

    def _show_icon(self, state: TrayState) -> None:
        look = TrayLook(state, self._actions.paused, self._is_doubtful, self._is_template, read_panel_ground())
        if look != self._look:
            self._look = look
            self.icon.setIcon(make_tray_icon(look))

    def _on_looks_changed(self) -> None:
        if self._look is not None:
            self._show_icon(self._look.state)

    def _show_tooltip(self) -> None:
        paused = say_paused() if self._actions.paused else ""
        self.icon.setToolTip("\n".join(filter(None, ("Dialtone", self._answer, paused))))

    def _open(self, action: QAction) -> None:
        """Open the messenger that a line of the menu shows at this moment."""
        self.open_requested.emit(action.data())

    def _on_icon_activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        """Emit `pressed` for a plain press.

        Not on macOS, which opens the menu at each press and also reports the press (Qt's qcocoasystemtrayicon.mm).
        """
        if reason == QSystemTrayIcon.ActivationReason.Trigger and not self._is_template:
            self.pressed.emit(self.icon.geometry())


def make_menu_text(row: Row) -> str:
    """Return the line of a messenger, such as `✕? WhatsApp: Probably blocked`; without a status, sign and name."""
    text = translate("Tray", "{sign} {name}: {state}") if row.status else translate("Tray", "{sign} {name}")
    sign = sign_of(row.shape or row.status, doubtful=row.doubtful)
    return add_direction_mark(text.format(sign=sign, name=row.name, state=row.state_and_readers)).replace("&", "&&")


def find_tray_state(state: ScreenState, watched: tuple[str, ...]) -> TrayState:
    """Return the state to show for these messengers: a check that runs, no network, or the worst status."""
    if state.phase is Phase.CHECKING:
        return TrayState.CHECKING
    validity = state.validity_of(watched)
    if validity is not Validity.HERE:
        return TrayState.OFFLINE if validity is Validity.GONE else TrayState.UNKNOWN
    if state.network is not None and state.network.status in OFFLINE_STATUSES:
        return TrayState.OFFLINE
    return tray_state_of(find_worst_status(state, watched))


def tray_state_of(status: str) -> TrayState:
    """Return the tray state for a messenger's status; NOTHING for an empty one."""
    if status == "slow":
        return TrayState.PARTLY
    return TrayState(status) if status else TrayState.NOTHING
