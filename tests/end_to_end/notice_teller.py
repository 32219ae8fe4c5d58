"""A program that tells notices as Dialtone does, and says which of them were pressed.

It reads lines of `messenger sentence`, and prints `open messenger`. It ends with its input.
"""

import sys
import threading

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from dialtone import APPLICATION_ID
from dialtone.ui.painting.tray_icon import TrayState
from dialtone.ui.window import notices as module


class Said(QObject):
    """Brings what is read to the thread that tells. Signals: said: a line; ended: there is no more."""

    said = Signal(str)
    ended = Signal()

    def read(self) -> None:
        """Read to the end."""
        for line in sys.stdin:
            self.said.emit(line.strip())
        self.ended.emit()


def main() -> None:
    """Tell until there is no more."""
    application = QGuiApplication([])
    application.setDesktopFileName(APPLICATION_ID)
    module.may_have_session_bus = lambda: True  # on a screen of no desktop too
    notices, said = module.Notices(lambda: None, lambda: print("failed", flush=True), application), Said()

    def tell(line: str) -> None:
        messenger, _, sentence = line.partition(" ")
        notices.show(messenger, [sentence], TrayState.BLOCKED)

    notices.open_requested.connect(lambda messenger: print("open", messenger, flush=True))
    said.said.connect(tell)
    said.ended.connect(application.quit)
    threading.Thread(target=said.read, daemon=True).start()
    application.exec()


if __name__ == "__main__":
    main()
