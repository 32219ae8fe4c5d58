"""What is longer than the window, behind a thin scroll bar."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QScrollBar, QWidget

from dialtone.ui.painting.theme import colours_of

_AROUND = 24
"""Pixels that stay in sight above and below."""


class ScrollArea(QScrollArea):
    """As wide as there is room, without a frame; the keyboard goes to what is inside."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        if isinstance(app := QApplication.instance(), QApplication):
            app.focusChanged.connect(self._on_focus_changed)

    def _on_focus_changed(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Show where the keyboard is, also where it comes in from outside; a mouse is where it is seen."""
        inside = self.widget()
        if now is None or inside is None or not inside.isAncestorOf(now):
            return
        if self.window().testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange):
            self.ensureWidgetVisible(now, 0, _AROUND)


class Edge(QWidget):
    """The line behind which what is scrolled goes away, above or below it; not seen while nothing does."""

    def __init__(self, bar: QScrollBar, *, below: bool = False) -> None:
        super().__init__()
        self._bar, self._below = bar, below
        self.setFixedHeight(1)
        for changed in (bar.valueChanged, bar.rangeChanged):
            changed.connect(self.update)

    @property
    def is_shown(self) -> bool:
        """Something is behind it."""
        bar = self._bar
        return bar.value() < bar.maximum() if self._below else bar.value() > bar.minimum()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the line where something is behind it."""
        if self.is_shown:
            painter = QPainter(self)
            painter.fillRect(self.rect(), colours_of(self.palette()).hairline)
            painter.end()
