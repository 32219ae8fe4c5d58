"""Something of unknown length is under way: a sentence, a moving line, and Cancel."""

from PySide6.QtCore import QCoreApplication, QRectF, Qt, QVariantAnimation, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from dialtone.ui.painting.button_icons import ButtonIcon
from dialtone.ui.painting.theme import SPACE_M, SPACE_S, colours_of
from dialtone.ui.widgets.controls import Button, ButtonStyle, Text
from dialtone.ui.widgets.progress_line import motion_ms

_ROUND_MS = 1600
_SHARE = 0.25


class BusyBar(QWidget):
    """Hidden until something is under way.

    Signals:
        cancel_requested: Cancel was pressed.
    """

    cancel_requested = Signal()

    def __init__(self, sentence: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.label = Text(sentence, selectable=False)
        self.cancel = Button(QCoreApplication.translate("Window", "Cancel"), ButtonStyle.PLAIN, ButtonIcon.STOP)
        self.cancel.clicked.connect(self.cancel_requested)
        self._line = _MovingLine()
        row = QHBoxLayout()
        row.setSpacing(SPACE_M)
        row.addWidget(self.label, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.cancel)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_S)
        column.addLayout(row)
        column.addWidget(self._line)
        self.hide()

    def show_active(self, active: bool) -> None:
        """Whether it is under way."""
        self.setVisible(active)
        self._line.move_on(active)


class _MovingLine(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(2)
        self._place = 0.0
        self._motion = QVariantAnimation(self, startValue=0.0, endValue=1.0, duration=_ROUND_MS)
        self._motion.setLoopCount(-1)
        self._motion.valueChanged.connect(self._on_motion_value_changed)

    def move_on(self, active: bool) -> None:
        """Move, except where the system asks for less motion: there it stands still, and full."""
        self._motion.stop()
        if active and motion_ms(self):
            self._motion.start()

    def _on_motion_value_changed(self, value: float) -> None:
        self._place = value
        self.update()

    def paintEvent(self, _event: object) -> None:  # noqa: N802 - Qt's name
        """Paint the hairline, and the piece that goes along it."""
        colours = colours_of(self.palette())
        painter = QPainter(self)
        width, height = float(self.width()), self.height()
        painter.fillRect(QRectF(0, height - 1, width, 1), colours.hairline)
        moving = self._motion.state() is QVariantAnimation.State.Running
        long = width * _SHARE if moving else width
        left = (width + long) * self._place - long if moving else 0.0
        if not self.isLeftToRight():
            left = width - left - long
        painter.fillRect(QRectF(left, 0, long, height), colours.accent)
        painter.end()
