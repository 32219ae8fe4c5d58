"""The top-level window: on the screen at once, with the ground of what follows; filled right after.

What is in a window takes fonts, enumerations and modules that cost more than Qt itself. So the window comes first, in
its place, size and colours. Nothing here may use Qt's namespace `Qt`: PySide6 makes 93 enumerations at its first use.
"""

from PySide6.QtCore import QRect, QSize, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QColor, QGuiApplication, QIcon, QPainter, QPalette, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from dialtone.ui.painting.base_colours import PAGE, BaseColours

_EDGES = 48
"""What the desktop adds around a window, in pixels: the bar with its title above all."""


_LEAST = QSize(420, 400)
"""The smallest window; where the letters are large it is larger, see `_leave_room_for_letters`."""
_LEAST_LETTERS, _LARGE = 27, QSize(720, 480)


class Frame(QWidget):
    """Holds the window's content, and outlives it: another language fills it anew.

    Signals:
        first_painted: the window is on the screen: now heavy things may load.
        appearing: the window comes to the screen: what it lacks has to be there.
        closing: the window is about to leave the screen.
    """

    first_painted = Signal()
    appearing = Signal()
    closing = Signal()

    def __init__(self, *, scheme: BaseColours | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Dialtone")
        room = self.screen().availableGeometry().size() - QSize(_EDGES, _EDGES)
        self.setMinimumSize(_LEAST.boundedTo(room))
        self.resize(QSize(800, 600).boundedTo(room))
        self._scheme = scheme
        self._painted = False
        self._content: QWidget | None = None

    def fill(self, content: QWidget) -> None:
        """Show this instead of what was shown before."""
        self.empty()
        column = self.layout()
        if column is None:
            column = QVBoxLayout(self)
            column.setContentsMargins(0, 0, 0, 0)
        self._content = content
        column.addWidget(content)
        self._leave_room_for_letters()
        if self.isVisible():
            content.show()

    def empty(self) -> None:
        """Let go of what was shown."""
        content, self._content, column = self._content, None, self.layout()
        if content is not None and column is not None:
            column.removeWidget(content)
            content.hide()
            content.deleteLater()

    def let_go(self) -> None:
        """Let go of what was shown, of its picture, which has four bytes for each pixel, and of the icon.

        Place and size stay. The system's window is made anew when this one is shown again.
        """
        self.empty()
        self.setWindowIcon(QIcon())
        maximised, normal = self.isMaximized(), self.normalGeometry()
        state = self.windowState()
        self.destroy()
        self.setWindowState(type(state)(0))  # a new window is told only what changes, as that it was maximised
        if maximised:
            self.setGeometry(normal)  # what it goes back to
        self.setWindowState(state)

    def _leave_room_for_letters(self) -> None:
        """Keep a line of 27 letters' heights: what is narrower would cut words. Fonts are known only by now."""
        room = self.screen().availableGeometry().size() - QSize(_EDGES, _EDGES)
        wanted = _LEAST_LETTERS * self.fontInfo().pixelSize()
        large = _LARGE if wanted > _LARGE.width() else QSize(wanted, _LEAST.height())
        self.setMinimumSize(_LEAST.expandedTo(large).boundedTo(room))

    def come_forward(self) -> None:
        """Show the window above the others."""
        if self.isMinimized():
            self.showNormal()
        self.show()
        self.raise_()
        self.activateWindow()

    def is_seen(self) -> bool:
        """Return whether the window is on the screen, and neither in the tray alone nor minimised."""
        return self.isVisible() and not self.isMinimized()

    def place(self) -> tuple[int, int, int, int]:
        """Return the geometry, to be restored next time."""
        rect = self.normalGeometry() if self.isMaximized() else self.geometry()
        return rect.x(), rect.y(), rect.width(), rect.height()

    def put(self, place: tuple[int, int, int, int]) -> None:
        """Restore this geometry if a screen still contains it; no larger than that screen, which may be another now."""
        rect = QRect(*place)
        screen = QGuiApplication.screenAt(rect.center())
        if screen is None:
            return
        available = screen.availableGeometry()
        if rect.width() > available.width() or rect.height() > available.height():
            rect = rect.intersected(available.adjusted(_EDGES // 2, _EDGES, -_EDGES // 2, 0))
        self.setGeometry(rect)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Emit `appearing` before anything of it is seen."""
        self.appearing.emit()
        super().showEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Emit `closing` while the geometry is still known."""
        self.closing.emit()
        super().closeEvent(event)

    def paintEvent(self, _event: object) -> None:  # noqa: N802 - Qt's name
        """Paint the ground where nothing stands on it yet, and tell once that the window is there."""
        if self._content is None:
            painter = QPainter(self)
            self._paint_ground(painter)
            painter.end()
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self, self.first_painted.emit)

    def _paint_ground(self, painter: QPainter) -> None:
        dark = self.palette().color(QPalette.ColorRole.Window).lightness() < 128
        scheme = self._scheme or (BaseColours.DARK if dark else BaseColours.LIGHT)
        painter.fillRect(self.rect(), QColor(PAGE[scheme]))
