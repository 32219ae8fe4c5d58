"""What is said about a messenger once there is a verdict: the answer, what it rests on, what can be done."""

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from dialtone.model.explanation import Explanation
from dialtone.model.readers import Readers
from dialtone.model.status_groups import WORST_FIRST
from dialtone.model.vocabulary import MessengerStatus
from dialtone.ui.messengers.function_chips import FunctionChips
from dialtone.ui.messengers.guidance_card import GuidanceCard, RiskNotice
from dialtone.ui.messengers.path_drawing import PathDrawing
from dialtone.ui.messengers.server_form import ServerForm
from dialtone.ui.painting.theme import SPACE_L, SPACE_M, SPACE_S, SPACE_XL, SPACE_XS, SPACE_XXL, Type, fixed_font
from dialtone.ui.state.messenger_page_state import MessengerPageState
from dialtone.ui.state.page_text import section_titles
from dialtone.ui.widgets.controls import Button, ButtonStyle, Text
from dialtone.ui.widgets.disclosure import Disclosure
from dialtone.ui.widgets.notice_bar import NoticeBar

_IN_TROUBLE = frozenset(WORST_FIRST) - {MessengerStatus.WORKS}


class VerdictView(QWidget):
    """The words of one messenger, one below the other.

    Signals:
        line_requested: the person wants to compare with another network.
        recheck_requested: the person changed something, and wants to know whether it helped.
        proxy_test_requested: the person has the link of a proxy, and wants it tried.
        country_requested: the person wants to say which country this is.
        others_requested: the person wants to know what works in its place.
        help_requested: the person wants to know which places of the advice answer here.
    """

    others_requested = Signal()
    country_requested = Signal()
    line_requested = Signal()
    recheck_requested = Signal()
    proxy_test_requested = Signal()
    help_requested = Signal()

    def __init__(self, page_state: MessengerPageState, words: Explanation, form: ServerForm | None) -> None:
        super().__init__()
        self._column = page_column(self)
        self._may_try = page_state.may_try
        for warning in page_state.maker.warnings:
            self._column.addWidget(NoticeBar(warning))
        if page_state.changed:
            self._column.addWidget(NoticeBar(page_state.changed))
        if words.reported:
            self._column.addWidget(NoticeBar(words.reported))
        self._add_answer(words, page_state.outside)
        self._add_others(page_state)
        if words.who_reads:
            self._column.addWidget(Text(words.who_reads, dim=words.readers != Readers.STATE))
        if form is not None:
            self._column.addSpacing(SPACE_XS)
            self._column.addWidget(form)
        self._add_findings(words, page_state)
        self._add_help(words, page_state)
        if page_state.watched and not page_state.fixed and words.status in _IN_TROUBLE:
            self._add_again()
        if words.details:
            self._column.addSpacing(SPACE_S)
            self._column.addWidget(Disclosure(section_titles()["details"], technical(words.details)))
        self._column.addStretch(1)

    def _add_answer(self, words: Explanation, outside: tuple[str, ...]) -> None:
        self._column.addWidget(Text(words.headline, Type.HEADLINE, strong=True))
        for line in (words.summary, words.differs, *outside, *words.through_vpn, words.old_app, words.ask_country):
            if line:
                self._column.addWidget(Text(line))
        if words.ask_country:
            choose = Button(QCoreApplication.translate("Detail", "Choose the country"), ButtonStyle.QUIET)
            choose.clicked.connect(self.country_requested)
            self._column.addWidget(choose)

    def _add_others(self, page_state: MessengerPageState) -> None:
        """Add what works in its place, and the offer to look for that: it is asked, not done."""
        if page_state.works_here:
            self._column.addWidget(Text(page_state.works_here, strong=True))
        if page_state.lock_out:
            self._column.addWidget(Text(page_state.lock_out))
        if page_state.may_test_others:
            others = Button(QCoreApplication.translate("Detail", "See what else works here"))
            others.clicked.connect(self.others_requested)
            self._column.addWidget(others)
            seen = QCoreApplication.translate("Detail", "Asks other messengers once. Your provider can see which ones.")
            self._column.addWidget(Text(seen, Type.CAPTION, dim=True))

    def _add_findings(self, words: Explanation, page_state: MessengerPageState) -> None:
        titles, makers = section_titles(), page_state.maker.lines
        if words.path is not None:
            drawn = page_state.messenger
            self._column.addWidget(PathDrawing(words.path, drawn.letter, drawn.hue))
        if words.functions:
            self._column.addSpacing(SPACE_XS)
            self._column.addWidget(FunctionChips(words.functions))
        fields = ("saw", "means", "cannot_tell")
        facts = [(titles[field], lines) for field in fields if (lines := getattr(words, field))]
        if makers:
            facts.append((QCoreApplication.translate("Detail", "The app"), makers))
        if facts:
            self._column.addSpacing(SPACE_S)
            self._column.addWidget(_facts(facts))

    def _add_help(self, words: Explanation, page_state: MessengerPageState) -> None:
        if words.can_do or words.guidance:
            self._column.addSpacing(SPACE_M)
            self._column.addWidget(Text(section_titles()["can_do"], Type.TITLE, strong=True))
            for line in words.can_do:
                self._column.addWidget(Text(line))
        if words.law:
            self._column.addWidget(RiskNotice("\n".join(words.law)))
        for number, guidance in enumerate(words.guidance):
            card = GuidanceCard(guidance, opened=number == 0, may_try=self._may_try)
            card.proxy_test_requested.connect(self.proxy_test_requested)
            self._column.addWidget(card)
        self._add_help_offer(words, page_state)
        if words.will_not_help:
            self._column.addSpacing(SPACE_M)
            self._column.addWidget(Text(section_titles()["will_not_help"], Type.TITLE, strong=True))
            for line in words.will_not_help:
                self._column.addWidget(Text(line))

    def _add_help_offer(self, words: Explanation, page_state: MessengerPageState) -> None:
        """Add the offer to ask the places that the advice names: what the provider sees of it is said before."""
        if page_state.asking_help:
            self._column.addWidget(Text(QCoreApplication.translate("Detail", "Asking…"), dim=True))
        elif page_state.may_ask_help and words.help.sees:
            ask = Button(QCoreApplication.translate("Detail", "Which of these answer here?"))
            ask.clicked.connect(self.help_requested)
            self._column.addWidget(ask)
            self._column.addWidget(Text(words.help.sees, Type.CAPTION, dim=True))

    def _add_again(self) -> None:
        again = Button(QCoreApplication.translate("Detail", "Done, check again"))
        again.clicked.connect(self.recheck_requested)
        self._column.addSpacing(SPACE_XS)
        self._column.addWidget(again)
        line = Button(QCoreApplication.translate("Line", "Is it my line?"), ButtonStyle.QUIET)
        line.clicked.connect(self.line_requested)
        self._column.addWidget(line)


def page_column(page: QWidget) -> QVBoxLayout:
    """The column that the words of a page stand in."""
    column = QVBoxLayout(page)
    column.setContentsMargins(SPACE_XXL, SPACE_S, SPACE_XXL, SPACE_XXL)
    column.setSpacing(SPACE_M)
    return column


def technical(lines: tuple[str, ...]) -> QWidget:
    """Lines for someone technical."""
    text = Text("\n".join(lines), Type.CAPTION, dim=True)
    text.setFont(fixed_font(text.font()))
    text.setContentsMargins(0, 0, 0, SPACE_S)
    return text


def _facts(facts: list[tuple[str, tuple[str, ...]]]) -> QWidget:
    box = QWidget()
    grid = QGridLayout(box)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(SPACE_XL)
    grid.setVerticalSpacing(SPACE_L)
    grid.setColumnStretch(1, 1)
    for row, (title, lines) in enumerate(facts):
        head = Text(title, strong=True, dim=True, selectable=False)
        head.setWordWrap(False)
        grid.addWidget(head, row, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(SPACE_S)
        for line in lines:
            column.addWidget(Text(line))
        grid.addLayout(column, row, 1)
    return box
