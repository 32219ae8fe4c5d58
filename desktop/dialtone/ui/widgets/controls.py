"""Buttons, texts and text fields with one flat look. They stay Qt's classes for keyboards and screen readers."""

import re

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QFontMetrics, QHelpEvent, QKeyEvent, QKeySequence, QPalette
from PySide6.QtWidgets import QLabel, QLineEdit, QMenu, QPushButton, QSizePolicy, QToolTip, QWidget

from dialtone.explain.direction import align_right
from dialtone.ui.painting.button_icons import ButtonIcon
from dialtone.ui.painting.control_style import ButtonStyle as ButtonStyle
from dialtone.ui.painting.control_style import make_button_font, widget_has_keyboard_focus
from dialtone.ui.painting.theme import TARGET, TEXT, TITLE, Space, enlarge
from dialtone.ui.widgets.screen_reader import SpokenButton, SpokenHeading

_NO_BREAK = "\N{NO-BREAK SPACE}"
_SHORT_WORD = re.compile(r"(?<![^\s«(])([А-Яа-яЁё]{1,2}|و) (?=\S{1,16}(?:\s|$))")
"""Russian prepositions and conjunctions, and the Persian "and", which typesetters do not leave at the end of a line.
Not before a long word: the line would end too early."""
_NUMBER = re.compile(r"(?<!\S)(\d{1,4}) (?=[^\W\d]{1,12}\b)")
"""A number before what it counts, or the day before the month."""
_MAX_LAST_WORDS = 16
"""The most characters of two last words that are kept together: longer ones could be wider than a small window."""
_MIN_WORDS = 4  # in a line of fewer words a break before the last one is no fault
_PROMPT_START = "\N{THIN SPACE}"
"""Put before the prompt of a field: Qt paints the cursor on its first letter, and covers it in right-to-left text."""


class Button(QPushButton):
    """A flat button with a word, an icon, or both."""

    def __init__(self, text: str, look: ButtonStyle = ButtonStyle.PLAIN, icon: ButtonIcon = ButtonIcon.NONE) -> None:
        super().__init__()
        self.look = look
        self.button_icon = icon
        self.setText(text)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAutoDefault(False)  # in a dialog Enter must press the focused button, and no other

    def set_look(self, look: ButtonStyle) -> None:
        if look is not self.look:
            self.look = look
            self.updateGeometry()
            self.update()

    def event(self, event: QEvent) -> bool:
        words = "" if self.text() else self.accessibleName()
        return show_tooltip(self, event, words) or super().event(event)

    def sizeHint(self) -> QSize:
        width = self._text_metrics().horizontalAdvance(self.text()) + self._padding() if self.text() else 0
        return QSize(max(width, self._least_side()), self._least_side())

    def minimumSizeHint(self) -> QSize:
        """Return the size that the longest word needs: where there is less width than for all, the words wrap."""
        words = (self._text_metrics().horizontalAdvance(word) for word in self.text().split())
        width = max(words, default=0) + self._padding() if self.text() else 0
        return QSize(max(width, self._least_side()), self._least_side())

    def heightForWidth(self, width: int) -> int:
        if width >= self.sizeHint().width():
            return self._least_side()
        inside = QRect(0, 0, max(1, width - self._padding()), 10_000)
        lines = self._text_metrics().boundingRect(inside, int(Qt.TextFlag.TextWordWrap), self.text())
        return max(self._least_side(), lines.height() + 2 * Space.S)

    def _text_metrics(self) -> QFontMetrics:
        return QFontMetrics(make_button_font(self.font(), self.look))

    def _least_side(self) -> int:
        return max(TARGET, self._text_metrics().height() + 2 * Space.S)

    def _padding(self) -> int:
        """Return what is beside the words: the margins, and the icon with the gap after it."""
        side = Space.L if self.look is ButtonStyle.MAIN else Space.M
        icon = self._text_metrics().height() + Space.S if self.button_icon is not ButtonIcon.NONE else 0
        return 2 * side + icon

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press with Enter too: outside dialogs Qt accepts only the space bar."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)


class Text(QLabel):
    """A text of the type scale. It wraps, can be selected, and leaves Ctrl+C to the page while nothing is selected."""

    def __init__(
        self, text: str = "", size: int = TEXT, *, strong: bool = False, dim: bool = False, selectable: bool = True
    ) -> None:
        """`size`: the points by which it is larger than the system's font."""
        super().__init__()
        self._text = ""
        """The text without the no-break spaces that are added where it is shown."""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)
        self.setFont(enlarge(self.font(), size, strong=strong))
        self.setWordWrap(True)
        self.setAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop)
        if dim:
            self.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        if selectable:
            self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._accept_focus()

    def _accept_focus(self) -> None:
        """Accept the focus by click if there is text, and by Tab if a screen reader is active."""
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus if self.text() else Qt.FocusPolicy.NoFocus)
        if QAccessible.isActive():
            self.let_tab_stop()

    def let_tab_stop(self) -> None:
        """Let Tab stop here for screen-reader users, who go from text to text; for others it stops only at controls."""
        if self.focusPolicy() is Qt.FocusPolicy.ClickFocus:
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def setText(self, text: str) -> None:
        """Set a text that keeps its direction, also with a name in another script. An empty text accepts no focus."""
        self._text = text if self.isLeftToRight() else "\n".join(align_right(line) for line in text.split("\n"))
        shown = with_no_break_spaces(self._text)
        super().setText(shown)
        self.setAccessibleName(self._text if shown != self._text else "")  # else screen readers read the shown text
        selectable = self.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByMouse
        if selectable and bool(text) is (self.focusPolicy() is Qt.FocusPolicy.NoFocus):
            self._accept_focus()

    def show_words(self, words: str) -> None:
        """Set the text, and hide an empty one."""
        self.setText(words)
        self.setVisible(bool(words))

    def text(self) -> str:
        return self._text

    def event(self, event: QEvent) -> bool:
        """Copy a selection here; without one, leave Copy to the page, which copies everything."""
        if isinstance(event, QKeyEvent) and event.matches(QKeySequence.StandardKey.Copy):
            if not self.hasSelectedText():
                event.ignore()
                return False
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
        return super().event(event)


class Heading(Text):
    """A text that is a heading, visually and for screen readers."""

    def __init__(self, text: str = "", size: int = TITLE, *, selectable: bool = True) -> None:
        super().__init__(text, size, strong=True, selectable=selectable)

    def spoken(self) -> QAccessibleInterface:
        return SpokenHeading(self)


def with_no_break_spaces(text: str) -> str:
    """Return the text with no-break spaces: no line wraps before its last word, or after a short one or a number."""
    return "\n".join(map(_line_with_no_break_spaces, text.split("\n")))


def _line_with_no_break_spaces(line: str) -> str:
    """Return one line with no-break spaces; a line of few words is left as it is."""
    words = line.split(" ")
    if len(words) < _MIN_WORDS:
        return line
    if len(words[-2]) + 1 + len(words[-1]) <= _MAX_LAST_WORDS:
        line = _NO_BREAK.join((" ".join(words[:-1]), words[-1]))
    return _NUMBER.sub(rf"\1{_NO_BREAK}", _SHORT_WORD.sub(rf"\1{_NO_BREAK}", line))


class Field(QLineEdit):
    """A text field of one line."""

    def __init__(self, prompt: str = "") -> None:
        """`prompt`: shown while the field is empty, and its name for screen readers."""
        super().__init__()
        self.setFont(enlarge(self.font(), TEXT))
        self.setPlaceholderText(_PROMPT_START + prompt if prompt else "")
        self.setAccessibleName(prompt)
        self.setTextMargins(Space.S, 0, Space.S, 0)
        self.textChanged.connect(self._align_cursor)
        self._align_cursor()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._align_cursor()

    def _align_cursor(self) -> None:
        """Put the cursor of an empty field where its prompt begins: Qt goes by the keyboard layout instead."""
        if self.text():
            horizontal = Qt.AlignmentFlag.AlignLeft  # where reading begins: Qt mirrors it
        else:
            side = Qt.AlignmentFlag.AlignLeft if self.isLeftToRight() else Qt.AlignmentFlag.AlignRight
            horizontal = side | Qt.AlignmentFlag.AlignAbsolute
        self.setAlignment(horizontal | Qt.AlignmentFlag.AlignVCenter)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), max(TARGET, self.fontMetrics().height() + 2 * Space.S))


def show_tooltip(widget: QWidget, event: QEvent, words: str) -> bool:
    """Show these words if the event requests a tooltip. Return whether they were shown."""
    if event.type() != QEvent.Type.ToolTip or not isinstance(event, QHelpEvent):
        return False
    if not words:
        QToolTip.hideText()
        return False
    QToolTip.showText(event.globalPos(), words, widget)
    return True


def open_below(menu: QMenu, button: QWidget, *, by_key: bool = False) -> None:
    """Open a menu below a button, at its trailing edge. `by_key`: by a shortcut, wherever the keyboard focus is."""
    mirrored = not button.isLeftToRight()
    corner = button.rect().bottomLeft() if mirrored else button.rect().bottomRight()
    if by_key or widget_has_keyboard_focus(button):
        first_usable = next((action for action in menu.actions() if action.isVisible() and action.isEnabled()), None)
        if first_usable is not None:
            menu.setActiveAction(first_usable)  # keyboard users continue with the keyboard
    menu.popup(button.mapToGlobal(corner) - QPoint(0 if mirrored else menu.sizeHint().width(), 0))


class MenuButton(Button):
    """A button that opens a menu, also with the down arrow, like a combo box."""

    def spoken(self) -> QAccessibleInterface:
        return SpokenButton(self, opens_menu=True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down:
            self.click()
        else:
            super().keyPressEvent(event)
