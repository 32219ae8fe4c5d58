"""What scrolls a page of one column, and how wide that is."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontInfo
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QWidget

_COLUMN = 720
"""The width of the column."""
_COLUMN_FONT_HEIGHTS = 48
"""Its width with a large font, in font heights."""
_MARGIN = 40
"""The least margin at either side."""
_SMALL_MARGIN = 20
"""The same in a small window, and with a large font."""
_SMALL = 520
"""A narrower window is small."""
_LARGE_POINTS = 18
"""From this size on a font is large."""
_AROUND = 24
"""Pixels that stay visible above and below the focused widget."""


def is_small(widget: QWidget) -> bool:
    """Return whether the width is too small for pictures and for words side by side."""
    return widget.width() < _SMALL


def has_large_font(widget: QWidget) -> bool:
    """Return whether the system's font is so large that drawings must give way."""
    return QFontInfo(widget.font()).pointSizeF() >= _LARGE_POINTS


def column_margin(widget: QWidget, scroll_bar: int = 0) -> int:
    """Return the margin on each side of the column, which is centred in a wide window.

    `scroll_bar`: the width of the scroll bar beside the widget, in pixels.
    """
    side = _SMALL_MARGIN if is_small(widget) or has_large_font(widget) else _MARGIN
    column = max(_COLUMN, _COLUMN_FONT_HEIGHTS * QFontInfo(widget.font()).pixelSize())
    return max(side, (widget.width() + scroll_bar - column) // 2)


class ScrollArea(QScrollArea):
    """A scroll area without a frame, as wide as possible; only its content accepts the focus."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        if isinstance(app := QApplication.instance(), QApplication):
            app.focusChanged.connect(self._on_focus_changed)

    def _on_focus_changed(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Scroll to the widget that gets the focus by keyboard, also from outside; a clicked one is already visible."""
        inside = self.widget()
        if now is None or inside is None or not inside.isAncestorOf(now):
            return
        if self.window().testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange):
            self.ensureWidgetVisible(now, 0, _AROUND)
