"""What closing the window means: Dialtone goes on in the tray, or ends. Asked once, when it happens first."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from dialtone.model.frozen import replace
from dialtone.ui.window.check_controller import CheckController
from dialtone.ui.window.frame import Frame

if TYPE_CHECKING:
    from dialtone.ui.window.closing_notice import ClosingNotice


class ClosingController(QObject):
    """Follows the window of one program."""

    def __init__(
        self, app: QApplication, frame: Frame, check_controller: CheckController, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._frame = frame
        frame.closing.connect(self._on_frame_closing)
        self._app, self._check_controller = app, check_controller
        self.notice: ClosingNotice | None = None

    def show_meaning(self, *, tray: bool) -> None:
        """Closing ends the program where there is no tray to find it in, or where the person chose so."""
        self._app.setQuitOnLastWindowClosed(not tray or self._check_controller.settings.quit_on_close)

    def _on_frame_closing(self) -> None:
        """Say once where the window goes, after it has gone: the end of a session must not wait for an answer."""
        settings, stays = self._check_controller.settings, not self._app.quitOnLastWindowClosed()
        if stays and settings.first_run_done and not settings.closing_told:
            QTimer.singleShot(0, self, self._tell)

    def close(self) -> None:
        """The program ends: nothing is to be said any more."""
        self._frame.closing.disconnect(self._on_frame_closing)
        if self.notice is not None:
            self.notice.answered.disconnect(self._on_notice_answered)
            self.notice.close()

    def _tell(self) -> None:
        from dialtone.ui.window.closing_notice import ClosingNotice  # once in the life of an installation

        if self.notice is None:
            settings = self._check_controller.settings
            watching = settings.watch_minutes > 0 and not settings.quiet_profile
            self.notice = ClosingNotice(watching=watching)
            self.notice.answered.connect(self._on_notice_answered)
            self.notice.show()

    def _on_notice_answered(self, goes_on: bool) -> None:
        if self.notice is not None:
            self.notice.deleteLater()
            self.notice = None
        changed = replace(self._check_controller.settings, closing_told=True, quit_on_close=not goes_on)
        self._check_controller.change_settings(changed)
        if not goes_on:
            self._app.quit()
