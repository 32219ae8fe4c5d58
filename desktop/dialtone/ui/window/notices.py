"""Shows a notice to the person: by the desktop, else by the tray, else the window requests attention."""

import logging
from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from dialtone.ui.painting.tray_icon import TrayState, make_notice_picture
from dialtone.ui.state.check_runner import Background
from dialtone.ui.state.labels import translate
from dialtone.ui.window.notice_bus import NoticeBus
from dialtone.ui.window.tray import Tray

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
        self._tray, self._request_attention, self._background = tray, alert, Background(self)
        self._notification_ids: dict[str, int] = {}
        """The id of the visible notice of each messenger; the threads add and remove them.

        A press on a notice that replaced another reaches both threads: opening the window twice does no harm.
        """

    def show(self, messenger: str, lines: Sequence[str], state: TrayState = TrayState.NOTHING) -> None:
        """Show these lines, in place of the former notice of this messenger; a press opens it.

        `state`: for the picture beside the lines. No name of an icon is sent: before Dialtone is installed the desktop
        finds no such icon, and afterwards it has the icon from the desktop entry.
        """
        if not may_have_session_bus():
            self._show_without_bus(messenger, lines)
            return
        hints = {"desktop-entry": QGuiApplication.desktopFileName()}
        label = translate("Tray", "Open Dialtone")
        actions = (_DEFAULT_ACTION, label, _BUTTON_ACTION, label)
        texts = ("Dialtone", "", "Dialtone", "\n".join(lines))
        picture = make_notice_picture(state, _PICTURE_SIDE)

        def show_and_wait() -> bool | None:
            """Show the notice until it is closed; return whether it was pressed, None if the desktop cannot show it."""
            notification_id, pressed = self._notification_ids.get(messenger, 0), None
            try:
                with NoticeBus() as bus:
                    notification_id = bus.show(texts, actions, hints, picture, notification_id)
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
