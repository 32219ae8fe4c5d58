"""The line above everything when the network itself has something to say."""

from PySide6.QtCore import QCoreApplication, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from dialtone.model.explanation import NetworkWords
from dialtone.ui.painting.margins import margins
from dialtone.ui.painting.status_shapes import paint_glyph
from dialtone.ui.painting.theme import SPACE_L, SPACE_M, SPACE_S, SPACE_XS, colours_of
from dialtone.ui.widgets.controls import Button, ButtonStyle, Text

_GLYPH = 18
_CALM = frozenset({"online"})
_SHAPES = {"not_tested": "partly", "partly": "unknown"}
"""A circumstance is a half disc in grey, trouble a question in amber: neither looks like a verdict."""


class NetworkBanner(QWidget):
    """One sentence about the ground, and on request what can be done. Hidden where there is nothing to say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._status = ""
        self._label = Text()
        self._more = Button("", ButtonStyle.QUIET)
        self._more.clicked.connect(self._on_more_clicked)
        self._lines = Text(dim=True)
        self._lines.hide()
        row = QHBoxLayout()
        row.setSpacing(SPACE_M)
        row.addWidget(self._label, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._more, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(margins(SPACE_L + _GLYPH + SPACE_M, SPACE_S, SPACE_M, SPACE_S))
        column.setSpacing(SPACE_XS)
        column.addLayout(row)
        column.addWidget(self._lines)
        self.hide()

    def show_network(self, words: NetworkWords | None) -> None:
        """Say what there is to say about the network."""
        if words is None or not words.banner:
            self.hide()
            return
        self._status = "not_tested" if words.status in _CALM else "partly"
        self._label.setText(words.banner)
        lines = [line for line in (*words.can_do, *words.flags) if line != words.banner]
        self._lines.setText("\n".join(lines))
        self._more.setVisible(bool(lines))
        self._show_lines(bool(lines) and self._lines.isVisible())
        self.show()
        self.update()

    def show_sentence(self, sentence: str) -> None:
        """Say something about the window itself: a saved check is shown, something could not be loaded."""
        self._status = "not_tested"
        self._label.setText(sentence)
        self._more.hide()
        self._lines.hide()
        self.show()

    def _show_lines(self, shown: bool) -> None:
        self._lines.setVisible(shown)
        self._more.show_as(
            QCoreApplication.translate("Window", "Less")
            if shown
            else QCoreApplication.translate("Window", "What can I do?"),
            self._more.sign,
        )

    def _on_more_clicked(self) -> None:
        self._show_lines(self._lines.isHidden())

    def paintEvent(self, _event: object) -> None:  # noqa: N802 - Qt's name
        """Paint a quiet ground, a hairline below, and the shape where reading begins."""
        colours = colours_of(self.palette())
        ground = colours.tint(self._status)
        painter = QPainter(self)
        painter.fillRect(self.rect(), ground)
        painter.fillRect(QRectF(0, self.height() - 1, self.width(), 1), colours.hairline)
        left = SPACE_L if self.isLeftToRight() else self.width() - SPACE_L - _GLYPH
        top = self._label.geometry().center().y() - _GLYPH / 2 if self._lines.isHidden() else SPACE_S + SPACE_XS
        place = QRectF(left, top, _GLYPH, _GLYPH)
        paint_glyph(painter, place, _SHAPES[self._status], colours.of_status(self._status), ground)
        painter.end()
