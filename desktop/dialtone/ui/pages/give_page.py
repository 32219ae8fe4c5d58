"""A copy of Dialtone for another person: what it will hold, where to, and what was written."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from dialtone.ui.messengers.risk_notice import RiskNotice
from dialtone.ui.painting.theme import SPACE_M, SPACE_S
from dialtone.ui.widgets.announce import announce
from dialtone.ui.widgets.controls import Button, ButtonStyle, Text
from dialtone.ui.widgets.folding_row import FoldingRow
from dialtone.ui.widgets.page import Page


class GivePage(Page):
    """What a copy holds, and two buttons. `risk`: what can go wrong where the person is; empty where nothing is known.

    Signals:
        place_requested: the person wants to choose where to.
        packages_requested: the person has packages for other systems.
        opening_requested: the finished folder should be shown.
    """

    place_requested = Signal()
    packages_requested = Signal()
    opening_requested = Signal()

    def __init__(self, risk: str = "", parent: QWidget | None = None) -> None:
        super().__init__(QCoreApplication.translate("Give", "Give Dialtone to someone"), parent)
        self.column.setSpacing(SPACE_M)
        self.column.addWidget(
            Text(
                QCoreApplication.translate(
                    "Give",
                    "Dialtone copies itself into a folder, with the newest advice and a page that says how to begin. "
                    "Choose a USB stick or another folder. Nothing is sent.",
                )
            )
        )
        if risk:
            self.column.addWidget(RiskNotice(risk))
        self.packages = Text(dim=True)
        self.packages.hide()
        self.column.addWidget(self.packages)
        self.place_button = Button(QCoreApplication.translate("Give", "Choose folder…"), ButtonStyle.MAIN)
        self.place_button.clicked.connect(self.place_requested)
        self.package_button = Button(QCoreApplication.translate("Give", "Add packages for other systems…"))
        self.package_button.clicked.connect(self.packages_requested)
        self.column.addWidget(FoldingRow(self.place_button, self.package_button))
        self._said = QVBoxLayout()
        self._said.setSpacing(SPACE_S)
        self.column.addLayout(self._said)
        self.open_button = Button(QCoreApplication.translate("Give", "Show the folder"), ButtonStyle.MAIN)
        self.open_button.clicked.connect(self.opening_requested)
        self.open_button.hide()
        self.column.addWidget(self.open_button)
        self.column.addStretch(1)

    def show_packages(self, names: Sequence[str]) -> None:
        """Show which packages go into the folder beside this program."""
        self.packages.setText("\n".join(names))
        self.packages.setVisible(bool(names))

    def show_copying(self) -> None:
        """Say that it has begun: a large program on a slow stick takes its time."""
        self._say([QCoreApplication.translate("Give", "Copying…")], done=False)

    def show_lines(self, lines: Sequence[str], *, done: bool) -> None:
        """Show what is in the folder, or the one line why there is none."""
        self._say(lines, done=done)
        self.open_button.setVisible(done)
        self.place_button.show_look(ButtonStyle.PLAIN if done else ButtonStyle.MAIN)

    def _say(self, lines: Sequence[str], *, done: bool) -> None:
        while (item := self._said.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        for number, line in enumerate(lines):
            self._said.addWidget(Text(line, strong=done and number == 0))
        self.open_button.hide()
        announce(self, list(lines))

    def hold(self, *, copying: bool) -> None:
        """Keep the person from beginning twice."""
        self.place_button.setEnabled(not copying)
        self.package_button.setEnabled(not copying)
