"""What a person can do: the best and safest way open, with one filled button; the others behind a line that opens."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QLocale, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from dialtone.model.explanation import Explanation, Guidance
from dialtone.model.guidance import Risk
from dialtone.ui.messengers.guidance_card import GuidanceCard
from dialtone.ui.painting.theme import SPACE_M, SPACE_S, SPACE_XS, Type
from dialtone.ui.state.messenger_page_state import MessengerPageState
from dialtone.ui.state.page_text import section_titles
from dialtone.ui.widgets.controls import Button, ButtonStyle, Heading, Text
from dialtone.ui.widgets.disclosure import Disclosure
from dialtone.ui.widgets.folding_row import FoldingRow
from dialtone.ui.widgets.risk_notice import LawNotice


class WaysView(QWidget):
    """The law, the first way, the others, warnings, and the look whether it helped.

    Signals:
        proxy_test_requested: the person has the link of a proxy, and wants it tried.
        recheck_requested: the person changed something, and wants to know whether it helped.
        line_requested: the person wants to compare with another network.
        help_requested: the person wants to know which places of the advice answer here.
    """

    proxy_test_requested = Signal()
    recheck_requested = Signal()
    line_requested = Signal()
    help_requested = Signal()

    def __init__(self, page_state: MessengerPageState, words: Explanation, *, may_look_again: bool) -> None:
        super().__init__()
        self._may_try = page_state.may_try
        self._system_pages = page_state.system_pages
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, SPACE_XS, 0, 0)
        self._column.setSpacing(SPACE_S)
        works_here = "" if page_state.fixed else page_state.works_here
        if words.can_do or words.guidance or works_here:
            self._column.addWidget(Heading(section_titles()["still" if words.saved else "can_do"]))
        if works_here:
            self._column.addWidget(Text(works_here, strong=True))  # nothing is easier, and nothing safer
        others = [one for one in words.guidance[1:] if one.risk_level]
        law = LawNotice(words.law, words.law_in_short) if words.law else None
        later = not words.guidance[:1] or not words.guidance[0].under_law
        if law is not None and not (later and others):
            self._column.addWidget(law)
            law = None
        first = self._add_first(words.guidance[:1], another_works=bool(page_state.works_here))
        if may_look_again and first is not None:
            self._add_again(QCoreApplication.translate("Detail", "Done, check again"), filled=not first.has_action)
        for line in words.can_do:
            self._column.addWidget(Text(line))
        self._add_others(others, law)
        for one in words.guidance[1:]:
            if not one.risk_level:
                self._column.addWidget(self._card(one))
        if may_look_again and first is None:  # nothing was shown that could be done by now
            self._add_again(QCoreApplication.translate("Line", "Check again"), filled=False)
        self._add_help_offer(words, page_state)

    def _add_first(self, entries: Sequence[Guidance], *, another_works: bool) -> GuidanceCard | None:
        """Add the first way, and return it where it is the next step: open, unless something safer works already."""
        for one in entries:
            opened = not (another_works and one.risk_level == Risk.HIGH)
            card = self._card(one, opened=opened)
            self._column.addWidget(card)
            return card if opened else None
        return None

    def _add_others(self, others: Sequence[Guidance], law: LawNotice | None) -> None:
        """Fold the others away; the law stands above the first of them where it is not about the first way."""
        if not others:
            return
        title = QCoreApplication.translate("Detail", "More ways ({number})")
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_M)
        if law is not None:
            column.addWidget(law)
        for one in others:
            column.addWidget(self._card(one))
        number = QLocale().toString(len(others))
        self._column.addWidget(Disclosure(title.format(number=number), body, strong=True))

    def _add_help_offer(self, words: Explanation, page_state: MessengerPageState) -> None:
        """Add the offer to ask the places that the advice names: what the provider sees of it is said before."""
        if page_state.asking_help:
            self._column.addWidget(Text(QCoreApplication.translate("Detail", "Asking…"), dim=True))
        elif page_state.may_ask_help and words.help.sees:
            ask = Button(QCoreApplication.translate("Detail", "Which of these answer here?"))
            ask.clicked.connect(self.help_requested)
            self._column.addWidget(ask)
            self._column.addWidget(Text(words.help.sees, Type.CAPTION, dim=True))

    def _card(self, guidance: Guidance, *, opened: bool = False) -> GuidanceCard:
        place = self._system_pages.get(guidance.opens)
        card = GuidanceCard(guidance, opened=opened, first=opened, may_try=self._may_try, settings=place)
        card.proxy_test_requested.connect(self.proxy_test_requested)
        return card

    def _add_again(self, verb: str, *, filled: bool) -> None:
        again = Button(verb, ButtonStyle.MAIN if filled else ButtonStyle.PLAIN)
        again.clicked.connect(self.recheck_requested)
        line = Button(QCoreApplication.translate("Line", "Is it my connection?"), ButtonStyle.QUIET)
        line.clicked.connect(self.line_requested)
        self._column.addWidget(FoldingRow(again, line))
