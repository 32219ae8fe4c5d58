"""What is publicly known of messengers in a country: a timeline for each, with its sources, readable offline."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from dialtone.model.explanation import CountryWords, KnownMessenger, KnownRow
from dialtone.ui.painting.theme import SPACE_L, SPACE_M, SPACE_XS, Type
from dialtone.ui.widgets.controls import Heading, Text
from dialtone.ui.widgets.form_fields import Choice
from dialtone.ui.widgets.page import Page


class CountryPage(Page):
    """One country at a time, chosen above; the person's own comes first."""

    def __init__(
        self,
        countries: Sequence[tuple[str, str]],
        country: str,
        words_of: Callable[[str], CountryWords | None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(QCoreApplication.translate("Country", "What is known in a country"), parent)
        self._words_of = words_of
        self.country = Choice([("", QCoreApplication.translate("Country", "Choose a country")), *countries], country)
        self.country.setAccessibleName(QCoreApplication.translate("Settings", "Country"))
        self.country.activated.connect(lambda _n: self._show(self.country.currentData()))
        self.column.addWidget(self.country)
        self._rows: QWidget | None = None
        self._show(self.country.currentData())

    def _show(self, country: str) -> None:
        if self._rows is not None:
            self.column.removeWidget(self._rows)
            self._rows.deleteLater()
        self._rows = QWidget()
        column = QVBoxLayout(self._rows)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_M)
        words = self._words_of(country) if country else None
        if words is not None:
            column.addWidget(Heading(words.title, Type.HEADLINE))
            column.addWidget(Text(words.lead))
            for line in words.reported:
                column.addWidget(Text(line, strong=True))
            for messenger in words.messengers:
                column.addSpacing(SPACE_L)
                _add_messenger(column, messenger)
        column.addStretch(1)
        self.column.addWidget(self._rows, 1)


def _add_messenger(column: QVBoxLayout, messenger: KnownMessenger) -> None:
    column.addWidget(Heading(messenger.name))
    for row in messenger.rows:
        column.addLayout(_row(row))


def _row(row: KnownRow) -> QVBoxLayout:
    """One thing that is known: what and when, who said so, and where that stands."""
    lines = QVBoxLayout()
    lines.setSpacing(SPACE_XS)
    lines.addWidget(Text(row.when, strong=True))
    for said in row.said:
        lines.addWidget(Text(said))
    lines.addWidget(Text(row.sources, Type.CAPTION, dim=True))
    return lines
