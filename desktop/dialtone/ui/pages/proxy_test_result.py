"""What came of trying a proxy: an answer for each messenger, what can be done, the steps for someone technical."""

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from dialtone.explain.status_signs import status_of_outcome
from dialtone.model.explanation import ProxyResultWords, ProxyTestWords
from dialtone.ui.messengers.evidence_view import technical
from dialtone.ui.pages.hand_over import HandOver
from dialtone.ui.painting.status_shapes import paint_glyph
from dialtone.ui.painting.theme import SPACE_M, SPACE_S, SPACE_XS, Type, colours_of
from dialtone.ui.state.page_text import section_titles
from dialtone.ui.widgets.controls import Button, Heading, Text
from dialtone.ui.widgets.disclosure import Disclosure

_GLYPH = 20


class ProxyTestResult(QWidget):
    """The words of one test.

    `banner`: what is wrong with the network itself, if anything. `hand_over`: the offer to open a link that works.
    """

    def __init__(
        self, words: ProxyTestWords, banner: str, details: tuple[str, ...], hand_over: HandOver | None = None
    ) -> None:
        super().__init__()
        self.spoken = [banner, *(passage.headline for passage in words.joined), *words.can_do]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_M)
        if banner:
            column.addWidget(Text(banner))
        for passage in words.joined:
            column.addWidget(_Passage(passage))
        if hand_over is not None:
            column.addWidget(hand_over)
        if words.can_do:
            column.addSpacing(SPACE_S)
            column.addWidget(Heading(section_titles()["can_do"]))
        for line in words.can_do:
            column.addWidget(Text(line))
        self.older_hello: Button | None = None
        if words.offers_older_hello:
            self.older_hello = Button(QCoreApplication.translate("Trial", "Try the disguise of older apps"))
            column.addWidget(self.older_hello, 0, Qt.AlignmentFlag.AlignLeading)
            said = QCoreApplication.translate(
                "Trial", "This makes one more connection. Many at once can get a proxy noticed."
            )
            column.addWidget(Text(said, dim=True))
        for line in words.limits:
            column.addWidget(Text(line, dim=True))
        if details:
            column.addWidget(Disclosure(section_titles()["details"], technical(details)))


class _Passage(QWidget):
    def __init__(self, words: ProxyResultWords) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_M)
        row.addWidget(_Shape(status_of_outcome(words.outcome)), 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(SPACE_S)
        column.addWidget(Heading(words.headline))
        column.addWidget(Text(words.means))
        if words.through:
            column.addWidget(Text(words.through, Type.CAPTION, dim=True))
        row.addLayout(column, 1)


class _Shape(QWidget):
    def __init__(self, status: str) -> None:
        super().__init__()
        self._status = status
        self.setFixedSize(QSize(_GLYPH, _GLYPH + SPACE_XS))

    def paintEvent(self, _event: object) -> None:  # noqa: N802 - Qt's name
        """Paint the shape beside the first line."""
        colours = colours_of(self.palette())
        painter = QPainter(self)
        place = QRectF(0, SPACE_XS, _GLYPH, _GLYPH)
        paint_glyph(painter, place, self._status, colours.of_status(self._status), colours.page)
        painter.end()
