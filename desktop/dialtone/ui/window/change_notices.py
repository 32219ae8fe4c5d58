"""Notices about what changed, and about messengers that may soon sign the person out."""

from collections.abc import Callable, Sequence
from datetime import date, datetime

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from dialtone.engine.monitoring import Change
from dialtone.explain.explainer import Explainer
from dialtone.explain.lock_out import find_last_answers, say_half_times
from dialtone.explain.notice import say_gone, say_nameless_notice, say_notice
from dialtone.explain.remembered import find_worked_elsewhere
from dialtone.model.history_record import HistoryRecord
from dialtone.model.status_groups import WORST_FIRST
from dialtone.ui.painting.tray_icon import TrayState
from dialtone.ui.state.screen_state import AnswersRecalled
from dialtone.ui.window.check_controller import CheckController
from dialtone.ui.window.notices import Notices
from dialtone.ui.window.tray import tray_state_of


class ChangeNotices(QObject):
    """Puts what automatic checks found into words, and shows it as notices. Lives as long as the program."""

    def __init__(
        self, check_controller: CheckController, notices: Notices, frame: QWidget, now: Callable[[], datetime]
    ) -> None:
        """`now`: returns the time in the person's time zone."""
        super().__init__(frame)
        self._check_controller, self._notices, self._frame, self._now = check_controller, notices, frame, now
        self._warned_of: set[str] = set()
        """The messengers for which a notice said that they may soon sign the person out."""

    def notify_changes(self, changes: tuple[Change, ...]) -> None:
        """Show a notice of what stopped or came back, unless the window is active and shows it."""
        content = self._check_controller.content
        if content is None or self._frame.isActiveWindow():
            return
        answer = self._check_controller.renew_screen().answer.unaffected
        quiet = self._check_controller.settings.quiet_profile
        lines = _word_notice(content.words, changes, answer, self._now().date(), quiet=quiet)
        self._notices.show(changes[0].verdict.messenger, lines, TrayState.NOTHING if quiet else _worst_state(changes))

    def warn_of_sign_outs(self, records: tuple[HistoryRecord, ...]) -> None:
        """Show which messengers may sign the person out: on their pages, and once, at half time, in a notice."""
        content, settings = self._check_controller.content, self._check_controller.settings
        if content is None:
            return
        self._check_controller.fold(AnswersRecalled(find_last_answers(records), find_worked_elsewhere(records)))
        if settings.notify and not settings.quiet_profile and records:
            not_muted = [m for m in content.messengers if m.id not in settings.muted]
            for messenger, line in say_half_times(content.words.sentences, not_muted, records):
                if messenger not in self._warned_of:
                    self._warned_of.add(messenger)  # there may be several checks in an hour
                    self._notices.show(messenger, (line,), TrayState.UNKNOWN)


def _worst_state(changes: tuple[Change, ...]) -> TrayState:
    statuses = {change.verdict.status for change in changes}
    return tray_state_of(next((status for status in WORST_FIRST if status in statuses), ""))


def _word_notice(
    words: Explainer, changes: Sequence[Change], answer: str, today: date, *, quiet: bool
) -> tuple[str, ...]:
    """Return the lines of a notice; none if there is nothing to say.

    `answer`: what is surely not to blame and what still works, for the end; empty for none. `quiet`: name nothing.
    """
    if quiet:
        return say_nameless_notice(words.sentences)
    absences = {change.verdict.messenger: change.absence for change in changes if change.absence is not None}

    def word_absence(messenger: str) -> str:
        return say_gone(words.sentences, absences[messenger], today) if messenger in absences else ""

    lines = say_notice(words.sentences, [change.verdict for change in changes], words.readers_of, word_absence)
    return (*lines, *([answer] if lines and answer else []))
