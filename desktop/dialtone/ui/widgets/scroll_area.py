"""What is longer than the window, behind a thin scroll bar."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFrame, QLayout, QScrollArea, QVBoxLayout, QWidget

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


class AnswerColumn(ScrollArea):
    """An answer above what belongs to it, scrolled together; the tint of the page shows through."""

    def __init__(self, answer: QWidget, body: QLayout) -> None:
        super().__init__()
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(answer)
        column.addLayout(body, 1)
        self.viewport().setAutoFillBackground(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # lines keep their width
        self.setWidget(inside)
        inside.setAutoFillBackground(False)
