"""The commands that menus, buttons, shortcuts and the tray share, each with its text, shortcut and state."""

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence

from dialtone.ui.state.labels import translate
from dialtone.ui.state.screen_state import Phase, ScreenState, is_check_shown
from dialtone.ui.state.watch_list import WatchList

_BUSY_PHASES = frozenset({Phase.CHECKING, Phase.LOADING})
"""In these, no check can be started."""


class WindowActions(QObject):
    """The commands of one window and its tray icon. `text` is for menus, `iconText` for buttons."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.check = QAction(translate("Tray", "Check now"), self)
        self.check.setIconText(translate("Window", "Check again"))
        self.check.setShortcut(QKeySequence(Qt.Key.Key_F5))
        self.check.setShortcutVisibleInContextMenu(False)  # shortcuts do not work in the menu of the tray
        self.cancel = QAction(translate("Window", "Cancel"), self)
        self.share = QAction(translate("Tray", "Share…"), self)
        self.share.setIconText(translate("Header", "Share"))
        self.save = QAction(translate("Window", "Save this check…"), self)
        self.save.setShortcut(QKeySequence(QKeySequence.StandardKey.Save))
        self.open = QAction(translate("Window", "Open a saved check…"), self)
        self.open.setShortcut(QKeySequence(QKeySequence.StandardKey.Open))
        self.report = QAction(translate("Window", "Report a wrong result…"), self)
        self.advice = QAction(translate("Advice", "Good to know"), self)
        self.known = QAction(translate("Country", "What is known in a country"), self)
        self.reach = QAction(translate("Reach", "Who do you want to reach?"), self)
        self.both_ends = QAction(translate("Ends", "Compare with a friend…"), self)
        self.proxy_test = QAction(translate("Detail", "Try a proxy…"), self)
        self.add = QAction(translate("Window", "Add a messenger"), self)
        self.history = QAction(translate("Header", "History"), self)
        self.history.setShortcut(QKeySequence("Ctrl+H"))
        self.settings = QAction(translate("Header", "Settings"), self)
        self.settings.setShortcut(QKeySequence("Ctrl+,"))
        self.about = QAction(translate("About", "About Dialtone"), self)
        self.pause = QAction(translate("Tray", "Pause automatic checks"), self)
        self.pause.setCheckable(True)
        self.pause.setVisible(False)  # saved checks are not watched, and watching is off by default
        self.quit = QAction(translate("Window", "Quit"), self)
        self.quit.setShortcut(QKeySequence(QKeySequence.StandardKey.Quit))
        self.with_shortcuts = (self.check, self.save, self.open, self.history, self.settings, self.quit)
        """A shortcut works once its action is added to a window."""
        self.page_actions = (self.add, self.advice, self.known, self.reach, self.both_ends, self.proxy_test)
        """Those that open a page or a list, in the order of the menu."""
        self.show_state(ScreenState(), WatchList(), may_open_pages=False)

    @property
    def paused(self) -> bool:
        """Whether automatic checks are paused; False if they are off."""
        return self.pause.isVisible() and self.pause.isChecked()

    def show_state(self, state: ScreenState, watch_list: WatchList, *, may_open_pages: bool) -> None:
        """Enable the actions that are possible now. `may_open_pages`: as in `CheckController`."""
        self.check.setEnabled(bool(watch_list.watched) and state.phase not in _BUSY_PHASES)
        self.cancel.setEnabled(state.phase is Phase.CHECKING)
        for action in (self.share, self.save, self.report):
            may_pass_on = is_check_shown(state) and state.phase not in _BUSY_PHASES and not watch_list.quiet
            action.setEnabled(may_open_pages and may_pass_on)
        for action in (self.proxy_test, self.add):
            action.setEnabled(may_open_pages and state.phase is not Phase.SAVED)
        for action in (self.advice, self.known, self.reach, self.both_ends, self.history, self.settings):
            action.setEnabled(may_open_pages)
