"""The thin line under the header while a check runs: it never goes back, and never stands still."""

from PySide6.QtCore import QEasingCurve, QRectF, QVariantAnimation
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QWidget

from dialtone.ui.painting.theme import MOTION_MS, colours_of

_LEAST, _MOST = 0.03, 0.97
"""What is filled at the beginning, and by what is done; the rest is for what nobody can foresee."""
_CREEP_MS = 8000
_CREEP = 0.5
"""Of what is left, how much is filled while nothing is heard."""


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
        self._motion.finished.connect(self._creep)

    def show_share(self, share: float, *, active: bool) -> None:
        """How much is done, from 0 to 1; an inactive line is a plain hairline."""
        begins = active and not self._active
        self._active = active
        if begins:
            self._shown = self._share = 0.0
        target = max(_LEAST, min(share, 1.0) * _MOST, self._share) if active else 0.0
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
        self._move(max(target, self._shown), duration, QEasingCurve.Type.Linear)

    def show_value(self, share: float) -> None:
        """Show how much is done of what is under way."""
        self.show_share(share, active=True)

    def _creep(self) -> None:
        """Go on slowly until more is heard."""
        if self._active:
            self._move(self._shown + (1 - self._shown) * _CREEP, _CREEP_MS, QEasingCurve.Type.OutCubic)

    def _move(self, target: float, duration: int, curve: QEasingCurve.Type) -> None:
        self._motion.setEasingCurve(curve)
        self._motion.setDuration(duration)
        self._motion.setStartValue(self._shown)
        self._motion.setEndValue(target)
        self._motion.start()

    @property
    def shown(self) -> float:
        """How much of the line is filled, from 0 to 1."""
        return self._shown

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
