"""What works and what does not, function by function: a chip each, and the reason of the one that is chosen."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QAccessibleInterface, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QStyle, QVBoxLayout, QWidget

from dialtone.model.explanation import FunctionWords
from dialtone.model.vocabulary import FunctionStatus
from dialtone.ui.painting.status_shapes import paint_glyph
from dialtone.ui.painting.theme import SPACE_M, SPACE_S, TARGET, colours_of, grown
from dialtone.ui.widgets.controls import Text
from dialtone.ui.widgets.flow_layout import FlowLayout
from dialtone.ui.widgets.spoken_roles import SpokenDisclosure, SpokenWords, tell_expanded
from dialtone.ui.widgets.tips import answer_tip

_GLYPH, _LETTERS = 16, 0.95
"""The shape; beside large letters in their heights."""


class FunctionChip(QAbstractButton):
    """One function: shape, word, colour. Pressing it says why."""

    def __init__(self, words: FunctionWords, *, grey: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = words
        self._colour = FunctionStatus.NOT_TESTED if grey else words.status
        self.setText(words.label)
        self.setCheckable(bool(words.sentence))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        name = QCoreApplication.translate("Detail", "{function}: {state}")
        self.setAccessibleName(name.format(function=words.label, state=words.state))
        self.setAccessibleDescription(words.sentence)
        self.setToolTip(words.state)
        self.toggled.connect(self._on_toggled)

    def spoken(self) -> QAccessibleInterface:
        """Return what a screen reader is told: nothing to be pressed, where there is no reason to show."""
        return SpokenDisclosure(self) if self.isCheckable() else SpokenWords(self)

    def event(self, event: QEvent) -> bool:
        """Say the state in words."""
        return answer_tip(self, event, self.toolTip()) or super().event(event)

    def _on_toggled(self) -> None:
        tell_expanded(self)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As wide as its word."""
        metrics = QFontMetrics(self.font())
        width = metrics.horizontalAdvance(self.text()) + self._side() + SPACE_S + 2 * SPACE_M
        return QSize(width, max(TARGET, metrics.height() + SPACE_M))

    def _side(self) -> int:
        return grown(_GLYPH, self.font(), _LETTERS)

    def paintEvent(self, _event: object) -> None:  # noqa: N802 - Qt's name
        """Paint a pill with the shape and the word."""
        colours = colours_of(self.palette())
        ink = colours.of_status(self._colour)
        ground = colours.tint(self._colour)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pill = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        focused = self.hasFocus() and self.window().testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)
        marked = self.isChecked() or (self.underMouse() and self.isCheckable())
        edge = colours.accent if focused else ink if marked else None
        painter.setPen(QPen(edge, 2 if focused else 1.2) if edge is not None else Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2)
        direction = self.layoutDirection()
        side = self._side()
        glyph = QRectF(SPACE_M, (self.height() - side) / 2, side, side).toRect()
        place = QRectF(QStyle.visualRect(direction, self.rect(), glyph))
        paint_glyph(painter, place, self.words.status, ink, ground, hollow=self.words.doubtful)
        word = self.rect().adjusted(SPACE_M + side + SPACE_S, 0, -SPACE_M + 2, 0)
        painter.setPen(colours.text)
        flags = QStyle.visualAlignment(direction, Qt.AlignmentFlag.AlignLeft) | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QStyle.visualRect(direction, self.rect(), word), int(flags), self.text())
        painter.end()


class FunctionChips(QWidget):
    """The chips of one messenger, and under them the reason of the chosen one."""

    def __init__(
        self, functions: Sequence[FunctionWords], *, grey: bool = False, parent: QWidget | None = None
    ) -> None:
        """`grey`: they are about another network than the one here."""
        super().__init__(parent)
        self._reason = Text(dim=True)
        self._reason.hide()
        row = QWidget()
        flow = FlowLayout(row)
        self.chips = [FunctionChip(words, grey=grey) for words in functions]
        for chip in self.chips:
            flow.addWidget(chip)
            chip.clicked.connect(self._on_chip_clicked)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        row.setSizePolicy(policy)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_S)
        column.addWidget(row)
        column.addWidget(self._reason)

    def _on_chip_clicked(self) -> None:
        chosen = self.sender()
        for chip in self.chips:
            if chip is not chosen:
                chip.setChecked(False)
        shown = next((chip for chip in self.chips if chip.isChecked()), None)
        self._reason.setVisible(shown is not None)
        if shown is not None:
            line = QCoreApplication.translate("Detail", "{function}: {state}")
            state = line.format(function=shown.words.label, state=shown.words.state.lower())
            self._reason.setText(f"{state}. {shown.words.sentence}")
