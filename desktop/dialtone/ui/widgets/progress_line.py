"""The thin line under the header while a check runs."""

from PySide6.QtCore import QRectF, QVariantAnimation
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QWidget

from dialtone.ui.painting.theme import MOTION_MS, colours_of


class ProgressLine(QWidget):
    """A hairline that fills. It takes up its height even when empty, so nothing moves when a check begins."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(2)
        self._share = 0.0
        self._shown = 0.0
        self._active = False
        self._motion = QVariantAnimation(self)
        self._motion.valueChanged.connect(self._on_motion_value_changed)

    def show_share(self, share: float, *, active: bool) -> None:
        """How much is done, from 0 to 1; an inactive line is a plain hairline."""
        begins = active and not self._active
        self._active = active
        target = max(share, 0.03) if active else 0.0
        if begins:
            self._shown = 0.0
        if target == self._share and not begins:
            self.update()
            return
        self._share = target
        duration = motion_ms(self)
        self._motion.stop()
        if not active or not duration:
            self._shown = target
            self.update()
            return
        self._motion.setDuration(duration)
        self._motion.setStartValue(self._shown)
        self._motion.setEndValue(target)
        self._motion.start()

    def _on_motion_value_changed(self, value: float) -> None:
        self._shown = value
        self.update()

    def paintEvent(self, _event: object) -> None:  # noqa: N802 - Qt's name
        """Paint the hairline, and over it what is done."""
        colours = colours_of(self.palette())
        painter = QPainter(self)
        width, height = self.width(), self.height()
        painter.fillRect(QRectF(0, height - 1, width, 1), colours.hairline)
        if self._active:
            done = width * self._shown
            left = 0.0 if self.isLeftToRight() else width - done
            painter.fillRect(QRectF(left, 0, done, height), colours.accent)
        painter.end()


def motion_ms(widget: QWidget) -> int:
    """How long something may move; nothing moves where the system asks for less motion."""
    wanted = widget.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration, None, widget)
    return MOTION_MS if wanted > 0 else 0
