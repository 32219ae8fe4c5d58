"""Shows a notice to the person: by the desktop, else by the tray, else the window requests attention."""

import logging
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtGui import QGuiApplication

from dialtone.ui.painting.logo import TrayState, notice_picture
from dialtone.ui.window.notice_bus import NoticeBus, NoticePicture
from dialtone.ui.window.tray import Tray

_log = logging.getLogger(__name__)
_ON_ITSELF, _BUTTON = "default", "open"
"""The action keys of a press on the notice itself (fixed by the specification) and of its button."""
_SIDE = 64
"""The side of the picture: most servers show this size unscaled."""


class DesktopNotices(QObject):
    """Shows notices, and waits on a thread for a press on each. Only the newest notice of a messenger is shown.

    Signals:
        open_requested: a notice was pressed; the messenger it is about.
        failed: the desktop cannot show it; the messenger and the lines.
    """

    open_requested = Signal(str)
    failed = Signal(str, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._numbers: dict[str, int] = {}
        """The number of each messenger's visible notice; the threads add and remove them.

        A press on one that replaced another reaches both threads: opening the window twice does no harm.
        """

    def tell(self, messenger: str, lines: Sequence[str], state: TrayState = TrayState.NOTHING) -> None:
        """Show a notice that replaces the former one of this messenger; a failure is reported later by `failed`.

        The picture of the state is sent, and no icon name: before Dialtone is installed the desktop finds no such icon,
        and afterwards it has the icon from the desktop entry.
        """
        name = QGuiApplication.desktopFileName()
        word = QCoreApplication.translate("Tray", "Open Dialtone")
        texts = ("Dialtone", "", "Dialtone", "\n".join(lines))
        picture = NoticePicture(_SIDE, notice_picture(state, _SIDE))

        def show() -> None:
            number, pressed, shown = self._numbers.get(messenger, 0), False, True
            try:
                with NoticeBus() as bus:
                    actions = (_ON_ITSELF, word, _BUTTON, word)
                    number = bus.show(texts, actions, {"desktop-entry": name}, picture, number)
                    self._numbers[messenger] = number
                    pressed = bus.wait_for_press(number)
            except OSError as problem:
                _log.info("no notice by the desktop: %s", problem)
                shown = False
            if self._numbers.get(messenger) == number:
                self._numbers.pop(messenger, None)
            with suppress(RuntimeError):  # the window may be gone before this is
                if pressed:
                    self.open_requested.emit(messenger)
                elif not shown:
                    self.failed.emit(messenger, tuple(lines))

        threading.Thread(target=show, name="dialtone-notice", daemon=True).start()


def desktop_may_tell() -> bool:
    """Return whether there may be a desktop with a session bus, by Qt's platform."""
    return QGuiApplication.platformName() in ("xcb", "wayland")


class Notices(QObject):
    """Chooses how to show a notice. A press on a tray notice is handled by the tray.

    Signals:
        open_requested: a notice was pressed; the messenger it is about.
    """

    open_requested = Signal(str)

    def __init__(self, tray: Callable[[], Tray | None], alert: Callable[[], None], parent: QObject) -> None:
        super().__init__(parent)
        self._tray = tray
        self._alert = alert
        self._desktop = DesktopNotices(self)
        self._desktop.open_requested.connect(self.open_requested)
        self._desktop.failed.connect(self._on_desktop_failed)

    def tell(self, messenger: str, lines: Sequence[str], state: TrayState = TrayState.NOTHING) -> None:
        """Show what changed; a press opens the messenger. `state`: for the picture beside it."""
        if desktop_may_tell():
            self._desktop.tell(messenger, lines, state)
        else:
            self._on_desktop_failed(messenger, lines)

    def _on_desktop_failed(self, messenger: str, lines: Sequence[str]) -> None:
        tray = self._tray()
        if tray is not None:
            tray.tell(messenger, lines)
        else:
            self._alert()
