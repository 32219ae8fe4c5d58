"""List and page side by side; in a narrow window the page slides over the list."""

from PySide6.QtCore import QEvent, QRect, QVariantAnimation, Signal
from PySide6.QtGui import QFontInfo, QPainter, QResizeEvent
from PySide6.QtWidgets import QWidget

from dialtone.ui.painting.base_colours import is_narrow, list_width
from dialtone.ui.painting.theme import colours_of
from dialtone.ui.widgets.progress_line import motion_ms

_LIST_SHARE, _LIST_LETTERS = 0.3, 24


class SplitView(QWidget):
    """Places two widgets by hand, because one may lie over the other.

    Signals:
        narrow_changed: whether one is shown at a time.
        over_changed: whether the page now lies over the list.
    """

    narrow_changed = Signal(bool)
    over_changed = Signal(bool)

    def __init__(self, first: QWidget, second: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._first, self._second = first, second
        for widget in (first, second):
            widget.setParent(self)
        second.raise_()
        self._narrow = False
        self._over = False
        self._slid = 0.0
        self._motion = QVariantAnimation(self)
        self._motion.valueChanged.connect(self._on_motion_value_changed)
        self._motion.finished.connect(self._place)

    @property
    def narrow(self) -> bool:
        """One at a time."""
        return self._narrow

    @property
    def page_over(self) -> bool:
        """The page lies over the list."""
        return self._narrow and self._over

    def show_page(self, over: bool) -> None:
        """In a narrow window: slide the page over the list, or away."""
        if over == self._over:
            return
        self._over = over
        self.over_changed.emit(self.page_over)
        duration = motion_ms(self) if self._narrow and self.isVisible() else 0
        self._motion.stop()
        if not duration:
            self._slid = float(over)
            self._place()
            return
        self._second.setVisible(True)
        self._first.setVisible(True)
        self._motion.setDuration(duration)
        self._motion.setStartValue(self._slid)
        self._motion.setEndValue(float(over))
        self._motion.start()

    def _on_motion_value_changed(self, value: float) -> None:
        self._slid = value
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Decide whether both fit side by side."""
        self._fit()
        super().resizeEvent(event)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Decide again where the letters became larger or smaller."""
        if event.type() == QEvent.Type.FontChange:
            self._fit()
        super().changeEvent(event)

    def _fit(self) -> None:
        narrow = is_narrow(self.width(), self._share(), QFontInfo(self.font()).pixelSize())
        if narrow != self._narrow:
            self._narrow = narrow
            self._slid = float(self._over)
            self.narrow_changed.emit(narrow)
            self.over_changed.emit(self.page_over)
        self._place()

    def _share(self) -> int:
        """How much of the width the list takes beside the page; more where the letters are large and there is room."""
        letters = min(round(self.width() * _LIST_SHARE), _LIST_LETTERS * QFontInfo(self.font()).pixelSize())
        return max(self._first.minimumSizeHint().width(), list_width(self.width()), letters)

    def _place(self) -> None:
        width, height = self.width(), self.height()
        moving = self._motion.state() == QVariantAnimation.State.Running
        if self._narrow:
            first = QRect(0, 0, width, height)
            offset = round((1 - self._slid) * width)
            second = QRect(offset if self.isLeftToRight() else -offset, 0, width, height)
            self._first.setVisible(moving or not self._over)
            self._second.setVisible(moving or self._over)
        else:
            share = self._share()
            first = QRect(0, 0, share, height)
            second = QRect(share + 1, 0, width - share - 1, height)
            if not self.isLeftToRight():
                first.moveLeft(width - share)
                second.moveLeft(0)
            self._first.setVisible(True)
            self._second.setVisible(True)
        self._first.setGeometry(first)
        self._second.setGeometry(second)

    def paintEvent(self, _event: object) -> None:  # noqa: N802 - Qt's name
        """The hairline between the two."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), colours_of(self.palette()).hairline)
        painter.end()
