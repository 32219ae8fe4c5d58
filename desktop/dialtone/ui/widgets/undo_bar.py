"""What was just done, and the way back: one line under the list, for a while."""

from PySide6.QtCore import QCoreApplication, Qt, QTimer, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QWidget

from dialtone.ui.painting.margins import margins
from dialtone.ui.painting.theme import RADIUS, SPACE_L, SPACE_M, SPACE_S, SPACE_XS, colours_of
from dialtone.ui.widgets.controls import Button, ButtonStyle, Text

_SHOWN_MS = 12_000


class UndoBar(QWidget):
    """Hidden until there is something to take back.

    Signals:
        undo_requested: take it back.
    """

    undo_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.label = Text(selectable=False)
        self.button = Button(QCoreApplication.translate("Window", "Undo"), ButtonStyle.QUIET)
        self.button.clicked.connect(self._on_button_clicked)
        row = QHBoxLayout(self)
        row.setContentsMargins(margins(SPACE_L + SPACE_XS, SPACE_S, SPACE_M, SPACE_S))
        row.addWidget(self.label, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.button)
        self._timer = QTimer(self, singleShot=True, interval=_SHOWN_MS)
        self._timer.timeout.connect(self._on_timer_timeout)
        self.hide()

    def show_sentence(self, sentence: str) -> None:
        """Say what was done."""
        self._say(sentence, undo=True)

    def show_trouble(self, sentence: str) -> None:
        """Say what went wrong with it; what can be taken back still can."""
        self._say(sentence, undo=not self.isHidden() and not self.button.isHidden())

    def _say(self, sentence: str, *, undo: bool) -> None:
        self.label.setText(sentence)
        self.button.setVisible(undo)
        self.show()
        self._timer.start()

    def _on_timer_timeout(self) -> None:
        if self.button.hasFocus() or self.underMouse():
            self._timer.start()  # it is about to be pressed
        else:
            self.hide()

    def _on_button_clicked(self) -> None:
        self.hide()
        self.undo_requested.emit()

    def paintEvent(self, _event: object) -> None:  # noqa: N802 - Qt's name
        """Paint a quiet ground."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours_of(self.palette()).selected)
        painter.drawRoundedRect(self.rect().adjusted(SPACE_S, 0, -SPACE_S, 0), RADIUS, RADIUS)
        painter.end()
