"""Buttons, texts and scroll bars with one flat look. They stay Qt's own classes: keyboard and screen readers work."""

from enum import Enum

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleInterface,
    QColor,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
)
from PySide6.QtWidgets import QAbstractButton, QLabel, QScrollBar, QSizePolicy, QStyle, QStyleOptionSlider, QWidget

from dialtone.explain.direction import right_to_left
from dialtone.ui.painting.button_icons import ButtonIcon, paint_sign
from dialtone.ui.painting.theme import RADIUS, SPACE_L, SPACE_S, TARGET, Colours, Type, colours_of, mixed, type_font
from dialtone.ui.widgets.bound_words import bound
from dialtone.ui.widgets.spoken_roles import SpokenHeading
from dialtone.ui.widgets.tips import answer_tip

_RING_INSIDE = 3
"""How far within a filled button the ring of the keyboard is."""


class ButtonStyle(Enum):
    """How loud a button is."""

    MAIN = "main"
    PLAIN = "plain"
    QUIET = "quiet"


class Button(QAbstractButton):
    """A flat button: a word, a sign, or both."""

    def __init__(
        self,
        text: str,
        look: ButtonStyle = ButtonStyle.PLAIN,
        sign: ButtonIcon = ButtonIcon.NONE,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._sign = sign
        self.setText(text)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    @property
    def sign(self) -> ButtonIcon:
        """What the button shows beside its word."""
        return self._sign

    @property
    def look(self) -> ButtonStyle:
        """How loud it is."""
        return self._look

    def show_look(self, look: ButtonStyle) -> None:
        """Become louder or quieter, in its place: of a page's buttons the next step is filled, and no other."""
        if look is not self._look:
            self._look = look
            self.updateGeometry()
            self.update()

    def show_as(self, text: str, sign: ButtonIcon) -> None:
        """Change what the button says, in its place."""
        if (text, sign) != (self.text(), self._sign):
            self._sign = sign
            self.setText(text)
            self.updateGeometry()
            self.update()

    def event(self, event: QEvent) -> bool:
        """A sign without a word says what it is for."""
        words = self.toolTip() or ("" if self.text() else self.accessibleName())
        return answer_tip(self, event, words) or super().event(event)

    def _font(self) -> QFont:
        return type_font(self.font(), Type.BODY, strong=self._look is ButtonStyle.MAIN)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As wide as its words, at least as high as a target."""
        metrics = QFontMetrics(self._font())
        side = max(TARGET, metrics.height() + 2 * SPACE_S)
        if not self.text():
            return QSize(side, side)
        pad = SPACE_L if self._look is ButtonStyle.MAIN else SPACE_S + 4
        sign = metrics.height() + SPACE_S if self._sign is not ButtonIcon.NONE else 0
        return QSize(metrics.horizontalAdvance(self.text()) + 2 * pad + sign, side)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Never narrower than its words."""
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter presses too: outside dialogs Qt knows only the space bar."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: object) -> None:  # noqa: N802 - Qt's name
        """Paint ground, focus, sign and word."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = colours_of(self.palette())
        if not self.isEnabled():
            painter.setOpacity(0.5)
        ink = self._paint_ground(painter, colours)
        self._paint_content(painter, ink)
        painter.end()

    def _paint_ground(self, painter: QPainter, c: Colours) -> QColor:
        rect = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        hover, down = self.underMouse() and self.isEnabled(), self.isDown()
        painter.setPen(Qt.PenStyle.NoPen)
        if self._look is ButtonStyle.MAIN:
            painter.setBrush(mixed(c.accent, c.text, 0.82 if down else 0.92) if hover or down else c.accent)
        elif self._look is ButtonStyle.PLAIN:
            painter.setPen(QPen(c.outline, 1))
            painter.setBrush(c.selected if down else c.hover if hover else c.page)
        else:
            painter.setBrush(
                c.selected if down else mixed(c.text, c.window, 0.07) if hover else Qt.GlobalColor.transparent
            )
        painter.drawRoundedRect(rect, RADIUS, RADIUS)
        if self.hasFocus() and self.window().testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange):
            painter.setBrush(Qt.BrushStyle.NoBrush)
            filled = self._look is ButtonStyle.MAIN  # on the accent a ring in the accent would not be seen
            inside = _RING_INSIDE if filled else 1
            painter.setPen(QPen(c.on_accent if filled else c.accent, 2))
            painter.drawRoundedRect(rect.adjusted(inside, inside, -inside, -inside), RADIUS - inside, RADIUS - inside)
        if self._look is ButtonStyle.MAIN:
            return c.on_accent
        return c.link if self._look is ButtonStyle.QUIET and self.text() else c.text

    def _paint_content(self, painter: QPainter, ink: QColor) -> None:
        font = self._font()
        metrics = QFontMetrics(font)
        size = metrics.height()
        width = metrics.horizontalAdvance(self.text())
        sign = size if self._sign is not ButtonIcon.NONE else 0
        gap = SPACE_S if sign and self.text() else 0
        left = (self.width() - width - sign - gap) // 2
        if sign:
            place = QRect(left, (self.height() - sign) // 2, sign, sign)
            paint_sign(painter, QRectF(self._mirror(place)), self._sign, ink, self.layoutDirection())
        painter.setFont(font)
        painter.setPen(ink)
        place = QRect(left + sign + gap, 0, width + 1, self.height())
        painter.drawText(self._mirror(place), int(Qt.AlignmentFlag.AlignCenter), self.text())

    def _mirror(self, rect: QRect) -> QRect:
        return QStyle.visualRect(self.layoutDirection(), self.rect(), rect)


class Text(QLabel):
    """A text of the type scale. It wraps, can be selected, and leaves Ctrl+C to the page while nothing is."""

    def __init__(
        self,
        text: str = "",
        kind: Type = Type.BODY,
        *,
        strong: bool = False,
        dim: bool = False,
        selectable: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._said = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)
        self.setFont(type_font(self.font(), kind, strong=strong))
        self.setWordWrap(True)
        self.setAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop)
        if dim:
            self.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        if selectable:
            self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._be_reached()

    def _be_reached(self) -> None:
        """Take the keyboard where there are words, and from Tab too where a screen reader listens."""
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus if self.text() else Qt.FocusPolicy.NoFocus)
        if QAccessible.isActive():
            self.let_tab_stop()

    def let_tab_stop(self) -> None:
        """Let Tab stop here: who hears the window goes from text to text. For others Tab means what acts."""
        if self.focusPolicy() is Qt.FocusPolicy.ClickFocus:
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Show where the keyboard is."""
        super().paintEvent(event)
        if self.hasFocus() and self.window().testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange):
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(colours_of(self.palette()).accent, 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), RADIUS / 2, RADIUS / 2)
            painter.end()

    def setText(self, text: str) -> None:  # noqa: N802 - Qt's name
        """Begin where reading begins, also with a name in another script. Nothing to be read takes no keyboard."""
        self._said = text if self.isLeftToRight() else "\n".join(right_to_left(line) for line in text.split("\n"))
        shown = bound(self._said)
        super().setText(shown)
        self.setAccessibleName(self._said if shown != self._said else "")  # else what is read aloud is what is shown
        selectable = self.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByMouse
        if selectable and bool(text) is (self.focusPolicy() is Qt.FocusPolicy.NoFocus):
            self._be_reached()

    def clear(self) -> None:
        """Say nothing any more: Qt's own would leave what was said here."""
        self.setText("")

    def text(self) -> str:
        """Return what it says, without the marks for where lines may not break."""
        return self._said

    def event(self, event: QEvent) -> bool:
        """Copying a selection is ours; copying nothing is for the page, which copies everything."""
        if isinstance(event, QKeyEvent) and event.matches(QKeySequence.StandardKey.Copy):
            if not self.hasSelectedText():
                event.ignore()
                return False
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
        return super().event(event)


class Heading(Text):
    """A text that is the heading of what follows, for the eye and for a screen reader."""

    def __init__(self, text: str = "", kind: Type = Type.TITLE, *, dim: bool = False, selectable: bool = True) -> None:
        super().__init__(text, kind, strong=True, dim=dim, selectable=selectable)

    def spoken(self) -> QAccessibleInterface:
        """Return what a screen reader is told."""
        return SpokenHeading(self)


BAR_WIDTH = 10


class SlimScrollBar(QScrollBar):
    """A thin scroll bar without arrows."""

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Narrow; its length is the layout's matter."""
        return QSize(BAR_WIDTH, BAR_WIDTH)

    def paintEvent(self, _event: object) -> None:  # noqa: N802 - Qt's name
        """Paint the handle alone."""
        if self.maximum() <= self.minimum():
            return
        option = QStyleOptionSlider()
        self.initStyleOption(option)
        handle = self.style().subControlRect(
            QStyle.ComplexControl.CC_ScrollBar, option, QStyle.SubControl.SC_ScrollBarSlider, self
        )
        colours = colours_of(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(mixed(colours.text, colours.page, 0.4 if self.underMouse() else 0.22))
        painter.drawRoundedRect(QRectF(handle).adjusted(2.5, 2, -2.5, -2), 2.5, 2.5)
        painter.end()
