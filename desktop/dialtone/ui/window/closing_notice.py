"""Says once, when the window is closed for the first time, that Dialtone goes on in the tray; or ends it."""

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from dialtone.ui.painting.theme import SPACE_L, SPACE_M, SPACE_XL, Type
from dialtone.ui.widgets.controls import Button, ButtonStyle, Heading, Text

_WIDTH = 380


class ClosingNotice(QDialog):
    """Shown after the window has gone. Closed without an answer, it means to go on.

    Signals:
        answered: whether Dialtone goes on in the tray when its window is closed.
    """

    answered = Signal(bool)

    def __init__(self, *, watching: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Dialtone")
        self.setBackgroundRole(QPalette.ColorRole.Window)
        self._goes_on = True
        title = Heading(QCoreApplication.translate("Closing", "Dialtone is still running"))
        where = QCoreApplication.translate("Closing", "Its icon is in the tray, beside the clock.")
        if watching:
            does = QCoreApplication.translate(
                "Closing", "It goes on checking by itself, and your provider can see that."
            )
        else:
            does = QCoreApplication.translate("Closing", "It checks nothing until you open it or ask for a check.")
        self.stay_button = Button(QCoreApplication.translate("Closing", "Keep running"), ButtonStyle.MAIN)
        self.quit_button = Button(QCoreApplication.translate("Closing", "Quit"), ButtonStyle.PLAIN)
        self.stay_button.clicked.connect(self.close)
        self.quit_button.clicked.connect(self._on_quit_clicked)
        row = QHBoxLayout()
        row.setSpacing(SPACE_M)
        row.addStretch(1)
        row.addWidget(self.quit_button)
        row.addWidget(self.stay_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_XL, SPACE_L, SPACE_XL, SPACE_L)
        column.setSpacing(SPACE_M)
        column.addWidget(title)
        column.addWidget(Text(" ".join((where, does))))
        note = QCoreApplication.translate("Closing", "You can change this in the settings.")
        column.addWidget(Text(note, Type.CAPTION, dim=True))
        column.addStretch(1)
        column.addLayout(row)
        self.setMinimumWidth(_WIDTH)
        self.stay_button.setFocus(Qt.FocusReason.OtherFocusReason)
        self.finished.connect(lambda _result: self.answered.emit(self._goes_on))

    def _on_quit_clicked(self) -> None:
        self._goes_on = False
        self.close()
