"""The top-level window: on the screen at once, with the background of its content; filled right after.

The content needs fonts, enumerations and modules that cost more than Qt itself. So the window comes first, in its
place, size and colours. Nothing before its first paint may use Qt's namespace `Qt`: PySide6 creates 93 enumerations at
its first use.
"""

from PySide6.QtCore import QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QColor, QGuiApplication, QIcon, QPainter, QPalette, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from dialtone.ui.painting.base_colours import PAGE, BaseColours

_DECORATION = 48
"""The pixels that the desktop adds to a window in each direction, mainly for the title bar."""
_MIN_SIZE = QSize(420, 400)
_MIN_WIDTH_FONT_HEIGHTS = 27
"""The minimum width in font heights: anything narrower would cut words."""
_MIN_SIZE_LARGE_FONT = QSize(720, 480)
"""The minimum size with a font so large that its minimum width would exceed this one."""


class Frame(QWidget):
    """Holds the window's content, and outlives it: another language fills it again.

    Signals:
        first_painted: the window is on the screen, and heavy modules may load.
        appearing: the window is about to be shown, and content that is missing must be built.
        closing: the window is about to close.
    """

    first_painted = Signal()
    appearing = Signal()
    closing = Signal()

    def __init__(self, *, scheme: BaseColours | None = None) -> None:
        """`scheme`: that of the settings; None where the desktop decides."""
        super().__init__()
        self.setWindowTitle("Dialtone")
        self.setMinimumSize(_MIN_SIZE.boundedTo(self._largest_size()))
        self.resize(QSize(800, 600).boundedTo(self._largest_size()))
        self._scheme = scheme
        self._was_painted = False
        self._content: QWidget | None = None

    def fill(self, content: QWidget) -> None:
        """Replace the content."""
        self.empty()
        column = self.layout()
        if column is None:
            column = QVBoxLayout(self)
            column.setContentsMargins(0, 0, 0, 0)
        self._content = content
        column.addWidget(content)
        self._fit_minimum_size_to_font()
        if self.isVisible():
            content.show()

    def empty(self) -> None:
        """Remove the content."""
        content, self._content, column = self._content, None, self.layout()
        if content is not None and column is not None:
            column.removeWidget(content)
            content.hide()
            content.deleteLater()

    def release_memory(self) -> None:
        """Free the content, the icon, and the backing store, which takes four bytes per pixel. The geometry stays."""
        self.empty()
        self.setWindowIcon(QIcon())
        state = self.windowState()
        was_maximised = self.isMaximized()
        normal_geometry = self.normalGeometry()
        self.destroy()
        self.setWindowState(type(state)(0))  # so that setting the state below is a change for the new native window
        if was_maximised:
            self.setGeometry(normal_geometry)  # for when it is no longer maximised
        self.setWindowState(state)

    def _largest_size(self) -> QSize:
        return self.screen().availableGeometry().size() - QSize(_DECORATION, _DECORATION)

    def _fit_minimum_size_to_font(self) -> None:
        """Raise the minimum size as far as a large font needs it. Fonts are loaded only with the content."""
        width = _MIN_WIDTH_FONT_HEIGHTS * self.fontInfo().pixelSize()
        has_large_font = width > _MIN_SIZE_LARGE_FONT.width()
        size = _MIN_SIZE_LARGE_FONT if has_large_font else QSize(width, _MIN_SIZE.height())
        self.setMinimumSize(_MIN_SIZE.expandedTo(size).boundedTo(self._largest_size()))

    def bring_to_front(self) -> None:
        """Show the window above the others; one that is minimised gets its former size back."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def is_on_screen(self) -> bool:
        """Return whether the window is visible and not minimised."""
        return self.isVisible() and not self.isMinimized()

    def geometry_to_restore(self) -> tuple[int, int, int, int]:
        """Return x, y, width and height for the next start: those of the window when it is not maximised."""
        rect = self.normalGeometry() if self.isMaximized() else self.geometry()
        return rect.x(), rect.y(), rect.width(), rect.height()

    def restore_geometry(self, geometry: tuple[int, int, int, int]) -> None:
        """Restore x, y, width and height if a screen contains their centre, but no larger than that screen."""
        rect = QRect(*geometry)
        screen = QGuiApplication.screenAt(rect.center())
        if screen is None:
            return
        available = screen.availableGeometry()
        if rect.width() > available.width() or rect.height() > available.height():
            rect = rect.intersected(available.adjusted(_DECORATION // 2, _DECORATION, -_DECORATION // 2, 0))
        self.setGeometry(rect)

    def showEvent(self, event: QShowEvent) -> None:
        """Emit `appearing` before anything is visible."""
        self.appearing.emit()
        super().showEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Emit `closing` while the geometry is still known."""
        self.closing.emit()
        super().closeEvent(event)

    def paintEvent(self, _event: object) -> None:
        """Paint the background while there is no content, and emit `first_painted` once."""
        if self._content is None:
            dark = self.palette().color(QPalette.ColorRole.Window).lightness() < 128
            scheme = self._scheme or (BaseColours.DARK if dark else BaseColours.LIGHT)
            with QPainter(self) as painter:
                painter.fillRect(self.rect(), QColor(PAGE[scheme]))
        if not self._was_painted:
            self._was_painted = True
            QTimer.singleShot(0, self, self.first_painted.emit)
