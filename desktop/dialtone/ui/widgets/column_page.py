"""The scroll area of a page of one column, and how wide the column is."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontInfo
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QWidget

from dialtone.ui.painting.theme import scale_to_font

_COLUMN, _COLUMN_FONT_HEIGHTS = 720, 48  # the width of the column; with a large font, in font heights
_MARGIN, _SMALL_MARGIN = 40, 20
"""The least margin at either side; and the least in a small window or with a large font."""
_SMALL = 520  # a narrower window is small
_LARGE_POINTS = 18  # from this size on a font is large
_FOCUS_MARGIN = 24  # pixels that stay visible above and below the focused widget


def is_small(widget: QWidget) -> bool:
    """Return whether the width is too small for pictures and for words side by side."""
    return widget.width() < _SMALL


def has_large_font(widget: QWidget) -> bool:
    """Return whether the system's font is so large that drawings must give way."""
    return QFontInfo(widget.font()).pointSizeF() >= _LARGE_POINTS


def column_margin(widget: QWidget, scroll_bar: int = 0) -> int:
    """Return the margin on each side of the centred column. `scroll_bar`: the width of one beside the widget."""
    least = _SMALL_MARGIN if is_small(widget) or has_large_font(widget) else _MARGIN
    column = scale_to_font(_COLUMN, widget.font(), _COLUMN_FONT_HEIGHTS)
    return max(least, (widget.width() + scroll_bar - column) // 2)


class ScrollArea(QScrollArea):
    """A vertical scroll area without a frame, whose content is as wide as it is; only the content accepts the focus."""

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
        content = self.widget()
        if now is None or content is None or not content.isAncestorOf(now):
            return
        if self.window().testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange):
            self.ensureWidgetVisible(now, 0, _FOCUS_MARGIN)
