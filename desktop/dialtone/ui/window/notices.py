"""Shows a notice to the person: by the desktop, else by the tray, else the window requests attention."""

import logging
from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from dialtone.ui.painting.tray_icon import TrayState, notice_picture
from dialtone.ui.state.check_runner import Background
from dialtone.ui.state.labels import translate
from dialtone.ui.window.notice_bus import NoticeBus
from dialtone.ui.window.tray import Tray

_log = logging.getLogger(__name__)
_ON_ITSELF, _BUTTON = "default", "open"
"""The action keys of a press on the notice itself (fixed by the specification) and of its button."""
_SIDE = 64
"""The side of the picture: most servers show this size unscaled."""


def desktop_may_tell() -> bool:
    """Return whether there may be a desktop with a session bus, by Qt's platform."""
    return QGuiApplication.platformName() in ("xcb", "wayland")


class Notices(QObject):
    """Shows notices, and waits beside the window for a press on each. Only the newest of a messenger is shown.

    A press on a notice of the tray is handled by the tray.

    Signals:
        open_requested: a notice was pressed; the messenger it is about.
    """

    open_requested = Signal(str)

    def __init__(self, tray: Callable[[], Tray | None], alert: Callable[[], None], parent: QObject) -> None:
        super().__init__(parent)
        self._tray, self._request_attention, self._background = tray, alert, Background(self)
        self._numbers: dict[str, int] = {}
        """The number of each messenger's visible notice; the threads add and remove them.

        A press on one that replaced another reaches both threads: opening the window twice does no harm.
        """

    def tell(self, messenger: str, lines: Sequence[str], state: TrayState = TrayState.NOTHING) -> None:
        """Show what changed; a press opens the messenger. `state`: for the picture beside it.

        It replaces the former notice of this messenger. No name of an icon is sent: before Dialtone is installed the
        desktop finds no such icon, and afterwards it has the icon from the desktop entry.
        """
        if not desktop_may_tell():
            self._tell_without_desktop(messenger, lines)
            return
        name = QGuiApplication.desktopFileName()
        word = translate("Tray", "Open Dialtone")
        texts = ("Dialtone", "", "Dialtone", "\n".join(lines))
        picture = notice_picture(state, _SIDE)

        def show_and_wait() -> bool | None:
            """Show the notice until it is closed; return whether it was pressed, None if the desktop cannot show it."""
            number, pressed = self._numbers.get(messenger, 0), None
            try:
                with NoticeBus() as bus:
                    actions = (_ON_ITSELF, word, _BUTTON, word)
                    number = bus.show(texts, actions, {"desktop-entry": name}, picture, number)
                    self._numbers[messenger] = number
                    pressed = bus.wait_for_press(number)
            except OSError as problem:
                _log.info("no notice by the desktop: %s", problem)
            if self._numbers.get(messenger) == number:
                self._numbers.pop(messenger, None)
            return pressed

        def after_notice(pressed: bool | None) -> None:
            """Open the messenger of a pressed notice; where the desktop showed none, tell it otherwise."""
            if pressed:
                self.open_requested.emit(messenger)
            elif pressed is None:
                self._tell_without_desktop(messenger, lines)

        self._background.in_background(show_and_wait, after_notice)

    def _tell_without_desktop(self, messenger: str, lines: Sequence[str]) -> None:
        """Tell it by the tray icon; without one, the window requests attention."""
        tray = self._tray()
        if tray is not None:
            tray.tell(messenger, lines)
        else:
            self._request_attention()
