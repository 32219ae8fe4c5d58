"""Notices by the desktop itself, with a button that opens the messenger; no tray is needed for them."""

import logging
import threading
from collections.abc import Sequence
from contextlib import suppress

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtGui import QGuiApplication

from dialtone.ui.window.libdbus import NoticeBus

_log = logging.getLogger(__name__)
_ON_ITSELF, _BUTTON = "default", "open"
"""What servers call a press on the notice itself, and our name for its button."""


class DesktopNotices(QObject):
    """Shows notices, and waits for a press on each in a thread of its own.

    Signals:
        open_requested: a notice was pressed; the messenger it is about.
        failed: nobody shows it; the messenger and the lines.
    """

    open_requested = Signal(str)
    failed = Signal(str, object)

    def tell(self, messenger: str, lines: Sequence[str]) -> None:
        """Show a notice; whether that was possible is known later."""
        name = QGuiApplication.desktopFileName()
        word = QCoreApplication.translate("Tray", "Open Dialtone")
        texts = ("Dialtone", name, "Dialtone", "\n".join(lines))

        def show() -> None:
            pressed, shown = False, True
            try:
                with NoticeBus() as bus:
                    number = bus.show(texts, (_ON_ITSELF, word, _BUTTON, word), {"desktop-entry": name})
                    pressed = bus.wait_for_press(number)
            except OSError as problem:
                _log.info("no notice by the desktop: %s", problem)
                shown = False
            with suppress(RuntimeError):  # the window may be gone before this is
                if pressed:
                    self.open_requested.emit(messenger)
                elif not shown:
                    self.failed.emit(messenger, tuple(lines))

        threading.Thread(target=show, name="dialtone-notice", daemon=True).start()


def desktop_may_tell() -> bool:
    """Return whether this may be a desktop with a session bus, by what Qt runs on."""
    return QGuiApplication.platformName() in ("xcb", "wayland")
