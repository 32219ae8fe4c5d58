"""Is it my connection? The same check again on another network, in two clicks."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from dialtone.ui.painting.theme import SPACE_M, Type
from dialtone.ui.widgets.announce import announce
from dialtone.ui.widgets.controls import Button, Heading, Text
from dialtone.ui.widgets.page import Page


class LinePage(Page):
    """What to do, whether this is another network already, and the comparison.

    Signals:
        check_requested: the person wants the check made again here.
    """

    check_requested = Signal()

    def __init__(self, steps: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(QCoreApplication.translate("Line", "Is it my connection?"), parent)
        self.column.setSpacing(SPACE_M)
        for step in steps:
            self.column.addWidget(Text(step))
        self.state = Text(QCoreApplication.translate("Line", "This is still the same network."), dim=True)
        self.column.addWidget(self.state)
        self.button = Button(QCoreApplication.translate("Line", "Check again"))
        self.button.setEnabled(False)
        self.button.clicked.connect(self.check_requested)
        self.column.addWidget(self.button)
        self.column.addStretch(1)

    def show_network(self, *, other: bool, checking: bool) -> None:
        """Say whether the comparison can begin."""
        if checking:
            self._say(QCoreApplication.translate("Line", "Checking on this network…"))
        elif other:
            self._say(QCoreApplication.translate("Line", "This is another network. You can check again now."))
        else:
            self._say(QCoreApplication.translate("Line", "This is still the same network."))
        self.button.setEnabled(other and not checking)

    def _say(self, text: str) -> None:
        if text != self.state.text():
            self.state.setText(text)
            announce(self, [text])

    def show_result(self, lines: Sequence[str]) -> None:
        """Show what both networks say together."""
        self.state.hide()
        self.button.hide()
        self.column.takeAt(self.column.count() - 1)
        for number, line in enumerate(lines):
            self.column.addWidget(Text(line) if number else Heading(line, Type.HEADLINE))
        self.column.addStretch(1)
        announce(self, list(lines))
