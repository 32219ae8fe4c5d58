"""Says once, when the window is closed for the first time, that Dialtone goes on in the tray; or ends it."""

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QWidget

from dialtone.ui.painting.theme import Type
from dialtone.ui.widgets.controls import Button, ButtonStyle, Text
from dialtone.ui.widgets.dialog import Dialog


class ClosingNotice(Dialog):
    """Shown after the window has gone. Closed without an answer, it means to go on.

    Signals:
        answered: whether Dialtone goes on in the tray when its window is closed.
    """

    answered = Signal(bool)

    def __init__(self, *, watching: bool, parent: QWidget | None = None) -> None:
        super().__init__("Dialtone", QCoreApplication.translate("Closing", "Dialtone is still running"), parent)
        self._goes_on = True
        where = QCoreApplication.translate("Closing", "Its icon is in the tray, beside the clock.")
        if watching:
            does = QCoreApplication.translate("Closing", "It keeps checking, and your provider can see that.")
        else:
            does = QCoreApplication.translate("Closing", "It checks nothing until you open it or ask for a check.")
        self.stay_button = Button(QCoreApplication.translate("Closing", "Keep running"), ButtonStyle.MAIN)
        self.quit_button = Button(QCoreApplication.translate("Closing", "Quit"), ButtonStyle.PLAIN)
        self.stay_button.clicked.connect(self.close)
        self.quit_button.clicked.connect(self._on_quit_clicked)
        self.column.addWidget(Text(" ".join((where, does))))
        note = QCoreApplication.translate("Closing", "You can change this in the settings.")
        self.column.addWidget(Text(note, Type.CAPTION, dim=True))
        self.column.addStretch(1)
        self.end_with(self.quit_button, self.stay_button)
        self.stay_button.setFocus(Qt.FocusReason.OtherFocusReason)
        self.finished.connect(lambda _result: self.answered.emit(self._goes_on))

    def _on_quit_clicked(self) -> None:
        self._goes_on = False
        self.close()
