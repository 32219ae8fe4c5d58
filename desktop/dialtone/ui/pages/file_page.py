"""Who made a file that was dropped on the window."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from dialtone.ui.painting.theme import SPACE_M, Type
from dialtone.ui.widgets.announce import announce
from dialtone.ui.widgets.controls import Text
from dialtone.ui.widgets.page import Page


class FilePage(Page):
    """The name of the file, and soon the answer."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(QCoreApplication.translate("File", "Who made this file?"), parent)
        self.column.setSpacing(SPACE_M)
        self.column.addWidget(Text(name, Type.BODY, dim=True))
        self._waiting = Text(
            QCoreApplication.translate("File", "Checking it. The file is not opened, and nothing is sent.")
        )
        self.column.addWidget(self._waiting)

    def show_lines(self, lines: Sequence[str]) -> None:
        """Show the answer."""
        self._waiting.hide()
        for number, line in enumerate(lines):
            self.column.addWidget(Text(line, Type.BODY, strong=number == 0))
        self.column.addStretch(1)
        announce(self, list(lines))
