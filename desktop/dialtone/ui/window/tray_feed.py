"""Updates the tray, its panel and the commands, with or without a window."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from dialtone.ui.state.messenger_row import Row
from dialtone.ui.state.result_state import ResultState, result_state
from dialtone.ui.window.actions import WindowActions
from dialtone.ui.window.check_controller import CheckController
from dialtone.ui.window.tray import Tray

if TYPE_CHECKING:
    from dialtone.ui.window.tray_panel import TrayPanel


class TrayFeed(QObject):
    """Follows the state as long as the program runs; tray and commands are replaced with the language."""

    def __init__(self, check_controller: CheckController, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._check_controller = check_controller
        self._tray: Tray | None = None
        self._actions: WindowActions | None = None
        self.panel: TrayPanel | None = None
        check_controller.shown.connect(self.show)

    def take(self, actions: WindowActions, tray: Tray | None = None) -> None:
        """Update these from now on."""
        self._actions, self._tray = actions, tray
        self.show()

    def close(self) -> None:
        """Disconnect at the end of the program: later changes are not shown."""
        self._check_controller.shown.disconnect(self.show)
        self._tray = self._actions = None

    def show(self) -> None:
        """Show the current state."""
        controller = self._check_controller
        state, watch_list, window = controller.state, controller.watch_list, controller.window
        if window is None and self._actions is not None:
            self._actions.show_state(state, watch_list, may_try=False, asking=controller.first_run)
        if self._tray is None:
            return
        shown, rows = self._said()
        watched = [row for row in rows if row.id in watch_list.watched]
        self._tray.show_state(state, watched, shown.whole)
        if self.panel is not None:
            self.panel.show_result(shown, watched)

    def make_panel(self) -> "TrayPanel":
        """Return a panel that follows the state until it is closed."""
        from dialtone.ui.window.tray_panel import TrayPanel  # imported late: the tray loads no widgets before a press

        self.panel = panel = TrayPanel(ResultState(), ())
        panel.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        panel.destroyed.connect(partial(self._drop_panel, id(panel)))
        self.show()
        return panel

    def _drop_panel(self, gone: int) -> None:
        if id(self.panel) == gone:  # there may be a newer one
            self.panel = None

    @property
    def sentence(self) -> str:
        """The last line of a notice: what is not to blame, and what still works."""
        return self._said()[0].line

    def _said(self) -> tuple[ResultState, Sequence[Row]]:
        """Return the answer and the messengers, as shown by the window if there is one."""
        controller = self._check_controller
        window, content, presenter = controller.window, controller.content, controller.presenter
        if window is not None:
            return window.result.shown, window.result.rows
        if content is None or presenter is None:
            return ResultState(), ()
        state, watch_list = controller.state, controller.watch_list
        return result_state(content, state, watch_list, presenter.network(state)), presenter.rows(state, watch_list)
