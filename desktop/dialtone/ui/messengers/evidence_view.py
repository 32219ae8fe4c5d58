"""How we know: what was seen, what it means, what we cannot tell, who can read along, and lines for a technician."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from dialtone.model.explanation import Explanation
from dialtone.model.readers import Readers
from dialtone.ui.painting.theme import SPACE_L, SPACE_M, SPACE_S, Type, fixed_font
from dialtone.ui.state.page_text import function_lines, section_titles
from dialtone.ui.widgets.controls import Heading, Text
from dialtone.ui.widgets.disclosure import Disclosure


class EvidenceView(QWidget):
    """What a verdict rests on, folded away until it is wanted."""

    def __init__(self, words: Explanation, makers: Sequence[str]) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(SPACE_L)
        if words.functions and not words.parts_differ:
            for line in function_lines(words.functions):
                self._column.addWidget(Text(line))
        titles = section_titles()
        for field in ("saw", "means", "cannot_tell"):
            self._add(titles[field], getattr(words, field))
        self._add(QCoreApplication.translate("Detail", "The app"), makers)
        if words.who_reads and words.readers != Readers.STATE:
            self._add(QCoreApplication.translate("Detail", "Who can read it"), (words.who_reads,))
        if words.details:
            self._column.addWidget(Disclosure(titles["details"], technical(words.details)))

    def _add(self, title: str, lines: Sequence[str]) -> None:
        """Add a title and what stands under it: beside it, large letters would find no room."""
        if not lines:
            return
        part = QVBoxLayout()
        part.setSpacing(SPACE_S)
        part.addWidget(Heading(title, Type.BODY, dim=True, selectable=False))
        for line in lines:
            part.addWidget(Text(line))
        self._column.addLayout(part)


def technical(lines: tuple[str, ...]) -> QWidget:
    """Lines for someone technical."""
    text = Text("\n".join(lines), Type.CAPTION, dim=True)
    text.setFont(fixed_font(text.font()))
    text.setContentsMargins(0, 0, 0, SPACE_M)
    return text
