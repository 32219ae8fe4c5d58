"""What changed, and who may be locked out soon, as notices to who does not look at the window."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject

from dialtone.engine.monitoring import Change
from dialtone.explain.explainer import Explainer
from dialtone.explain.lock_out import half_time_notices, last_answers
from dialtone.model.history_record import HistoryRecord
from dialtone.ui.state.notice_text import notice_of
from dialtone.ui.window.check_controller import CheckController
from dialtone.ui.window.frame import Frame
from dialtone.ui.window.main_window import MainWindow
from dialtone.ui.window.notices import Notices


class ChangeNotices(QObject):
    """Puts into words what the automatic check found. Lives as long as the program; the window may be another."""

    def __init__(
        self,
        frame: Frame,
        check_controller: CheckController,
        window: Callable[[], MainWindow | None],
        notices: Notices,
        now: Callable[[], datetime],
    ) -> None:
        super().__init__(frame)
        self._frame = frame
        self._check_controller = check_controller
        self._window = window
        self._notices = notices
        self._now = now
        self._told_half_time: set[str] = set()

    def tell(self, changes: tuple[Change, ...]) -> None:
        """Tell what stopped or came back."""
        content, window = self._check_controller.content, self._window()
        if content is None or not isinstance(content.words, Explainer):
            return
        if self._frame.isActiveWindow():
            return  # who looks at the window sees it there
        whole = window.band.sentence.text() if window is not None else ""
        quiet = self._check_controller.settings.quiet_profile
        lines = notice_of(content.words, changes, content.names, whole, self._now().date(), quiet=quiet)
        self._notices.tell(changes[0].messenger, lines)

    def recall(self, records: tuple[HistoryRecord, ...]) -> None:
        """Tell who may be locked out: on the page, and once, at half time, in a notice where notices are on."""
        content, settings, window = self._check_controller.content, self._check_controller.settings, self._window()
        if content is None or window is None or not isinstance(content.words, Explainer):
            return
        window.show_last_answers(last_answers(records))
        if settings.notify and not settings.quiet_profile and records:
            heard = [m for m in content.messengers if m.id not in settings.muted]
            for messenger, line in half_time_notices(content.words.sentences, heard, records, content.names):
                if messenger not in self._told_half_time:
                    self._told_half_time.add(messenger)  # an hour may hold several checks
                    self._notices.tell(messenger, (line,))
