"""What is longer than the window, behind a thin scroll bar."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea

from dialtone.ui.widgets.controls import SlimScrollBar


class ScrollArea(QScrollArea):
    """As wide as there is room, without a frame; the keyboard goes to what is inside."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBar(SlimScrollBar(Qt.Orientation.Vertical))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
