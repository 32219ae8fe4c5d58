"""Notices: about what changed, by the desktop, else by the tray, else the window requests attention."""

import logging
from collections.abc import Callable, Sequence
from datetime import date, datetime

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from dialtone.engine.monitoring import Change
from dialtone.explain.explainer import Explainer
from dialtone.explain.notice import say_absence, say_notice
from dialtone.explain.remembered import find_last_answers, find_worked_elsewhere, say_half_times
from dialtone.model.history_record import HistoryRecord
from dialtone.model.status_groups import WORST_FIRST
from dialtone.ui.painting.tray_icon import TrayState, make_notice_picture
from dialtone.ui.state.check_runner import Background
from dialtone.ui.state.labels import translate
from dialtone.ui.window.check_controller import CheckController
from dialtone.ui.window.notice_bus import NoticeBus
from dialtone.ui.window.tray import Tray, tray_state_of

_log = logging.getLogger(__name__)
_DEFAULT_ACTION, _BUTTON_ACTION = "default", "open"
"""The action keys of a press on the notice itself (fixed by the specification) and of its button."""
_PICTURE_SIDE = 64
"""In pixels: most servers show this size unscaled."""


def may_have_session_bus() -> bool:
    """Return whether Qt's platform is one where a desktop may show notices on a session bus."""
    return QGuiApplication.platformName() in ("xcb", "wayland")


class Notices(QObject):
    """Shows notices, the newest for each messenger, and waits on a thread for a press on each.

    The tray itself handles a press on a notice that it shows.

    Signals:
        open_requested: a notice was pressed; the messenger it is about.
    """

    open_requested = Signal(str)

    def __init__(self, tray: Callable[[], Tray | None], alert: Callable[[], None], parent: QObject) -> None:
        """`tray`: returns the tray icon, None without one. `alert`: requests attention for the window."""
        super().__init__(parent)
        self._tray = tray
        self._request_attention = alert
        self._background = Background(self)
        self._notification_ids: dict[str, int] = {}
        """The id of the visible notice of each messenger; the threads add and remove them.

        A press on a notice that replaced another reaches both threads: opening the window twice does no harm.
        """

    def show(self, messenger: str, lines: Sequence[str], state: TrayState = TrayState.NOTHING) -> None:
        """Show these lines, in place of the former notice of this messenger; a press opens it. `state`: its picture."""
        if not may_have_session_bus():
            self._show_without_bus(messenger, lines)
            return
        desktop_entry = QGuiApplication.desktopFileName()
        actions = dict.fromkeys((_DEFAULT_ACTION, _BUTTON_ACTION), translate("Tray", "Open Dialtone"))
        body = "\n".join(lines)
        picture = make_notice_picture(state, _PICTURE_SIDE)

        def show_and_wait() -> bool | None:
            """Show the notice until it is closed; return whether it was pressed, None if the desktop cannot show it."""
            notification_id = self._notification_ids.get(messenger, 0)
            pressed = None
            try:
                with NoticeBus() as bus:
                    notification_id = bus.show(body, actions, desktop_entry, picture, notification_id)
                    self._notification_ids[messenger] = notification_id
                    pressed = bus.wait_for_press(notification_id)
            except OSError as problem:
                _log.info("no notice by the desktop: %s", problem)
            if self._notification_ids.get(messenger) == notification_id:  # no later notice has replaced it
                self._notification_ids.pop(messenger, None)
            return pressed

        def after_notice(pressed: bool | None) -> None:
            if pressed:
                self.open_requested.emit(messenger)
            elif pressed is None:
                self._show_without_bus(messenger, lines)

        self._background.in_background(show_and_wait, after_notice)

    def _show_without_bus(self, messenger: str, lines: Sequence[str]) -> None:
        tray = self._tray()
        if tray is not None:
            tray.show_notification(messenger, lines)
        else:
            self._request_attention()


class ChangeNotices(QObject):
    """Puts what automatic checks found into words, and shows it as notices. Lives as long as the program."""

    def __init__(
        self, check_controller: CheckController, notices: Notices, frame: QWidget, now: Callable[[], datetime]
    ) -> None:
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
        statuses = {change.verdict.status for change in changes}
        worst = next((status for status in WORST_FIRST if status in statuses), "")
        self._notices.show(changes[0].verdict.messenger, lines, tray_state_of("" if quiet else worst))

    def warn_of_sign_outs(self, records: tuple[HistoryRecord, ...]) -> None:
        """Show which messengers may sign the person out: on their pages, and once, at half time, in a notice."""
        content, settings = self._check_controller.content, self._check_controller.settings
        if content is None:
            return
        answered = find_last_answers(records)
        worked_elsewhere = find_worked_elsewhere(records)
        self._check_controller.learn(answered=answered, worked_elsewhere=worked_elsewhere)
        if settings.notify and not settings.quiet_profile and records:
            not_muted = [m for m in content.messengers if m.id not in settings.muted]
            for messenger, line in say_half_times(content.words.sentences, not_muted, records):
                if messenger not in self._warned_of:
                    self._warned_of.add(messenger)  # there may be several checks in an hour
                    self._notices.show(messenger, (line,), TrayState.UNKNOWN)


def _word_notice(
    words: Explainer, changes: Sequence[Change], answer: str, today: date, *, quiet: bool
) -> tuple[str, ...]:
    """Return the lines of a notice, if any. `answer`: what surely still works, for its end; `quiet`: name nothing."""
    if quiet:
        return (words.sentences.say("notice.nameless"),)  # names no messenger to anyone who sees the screen
    absences = {change.verdict.messenger: change.absence for change in changes if change.absence is not None}

    def word_absence(messenger: str) -> str:
        return say_absence(words.sentences, absences[messenger], today) if messenger in absences else ""

    lines = say_notice(words.sentences, [change.verdict for change in changes], words.readers_of, word_absence)
    return (*lines, *([answer] if lines and answer else []))
