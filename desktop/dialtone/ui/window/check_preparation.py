"""Starts the process of the next check early if one is likely: on the start page, at a button, after a failure."""

from PySide6.QtCore import QEvent, QObject

from dialtone.model.check import Check
from dialtone.model.status_groups import STOPPED
from dialtone.ui.state.check_runner import Background
from dialtone.ui.state.screen_state import Phase
from dialtone.ui.window.main_window import MainWindow

_APPROACH_EVENTS = (QEvent.Type.Enter, QEvent.Type.FocusIn)


class CheckPreparation(QObject):
    """Prepares the checks of one window. The process sends nothing, and ends by itself if no check follows."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.background = Background(self)
        window.controller.loaded.connect(self._on_loaded)
        window.controller.check_finished.connect(self._on_check_finished)
        for page in (window.result, window.start_page):
            if page is not None:
                page.block.button.installEventFilter(self)
        window.result.check_button.installEventFilter(self)

    def prepare(self) -> None:
        """Start the process in the background, unless one is waiting already. Not for a saved check."""
        content = self._window.controller.content
        if content is not None and content.prepare_process is not None:
            self.background.in_background(content.prepare_process)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Prepare when the pointer or the focus reaches a button that starts a check."""
        if event.type() in _APPROACH_EVENTS and self._window.controller.state.phase is not Phase.CHECKING:
            self.prepare()
        return False

    def _on_check_finished(self, check: Check) -> None:
        """Prepare after a failure that the person sees: they soon check again."""
        if self._window.isActiveWindow() and any(verdict.status in STOPPED for verdict in check.messengers):
            self.prepare()

    def _on_loaded(self) -> None:
        if self._window.on_start_page:
            self.prepare()
