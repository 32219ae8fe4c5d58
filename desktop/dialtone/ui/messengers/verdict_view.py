"""What is said about a messenger once there is a verdict: the answer, why, what can be done; then how we know."""

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from dialtone.model.explanation import Explanation
from dialtone.model.readers import Readers
from dialtone.model.status_groups import WORST_FIRST
from dialtone.model.vocabulary import MessengerStatus
from dialtone.ui.messengers.evidence_view import EvidenceView
from dialtone.ui.messengers.path_drawing import PathDrawing
from dialtone.ui.messengers.server_form import ServerForm
from dialtone.ui.messengers.ways_view import WaysView
from dialtone.ui.painting.theme import SPACE_M, SPACE_S, SPACE_XS, SPACE_XXL, Type
from dialtone.ui.state.messenger_page_state import MessengerPageState
from dialtone.ui.state.page_text import function_lines, section_titles
from dialtone.ui.state.standing import check_here, standing_sentence
from dialtone.ui.widgets.controls import Button, ButtonStyle, Heading, Text
from dialtone.ui.widgets.disclosure import Disclosure
from dialtone.ui.widgets.face import FacedHeading
from dialtone.ui.widgets.notice_bar import NoticeBar

_IN_TROUBLE = frozenset(WORST_FIRST) - {MessengerStatus.WORKS}


class VerdictView(QWidget):
    """The words of one messenger, one below the other.

    Signals:
        check_here_requested: the answer is about another network, and the person wants one about this one.
        line_requested: the person wants to compare with another network.
        recheck_requested: the person changed something, and wants to know whether it helped.
        proxy_test_requested: the person has the link of a proxy, and wants it tried.
        country_requested: the person wants to say which country this is.
        others_requested: the person wants to know what works in its place.
        help_requested: the person wants to know which places of the advice answer here.
    """

    check_here_requested = Signal()
    others_requested = Signal()
    country_requested = Signal()
    line_requested = Signal()
    recheck_requested = Signal()
    proxy_test_requested = Signal()
    help_requested = Signal()

    def __init__(self, page_state: MessengerPageState, words: Explanation, form: ServerForm | None) -> None:
        super().__init__()
        self._column = page_column(self)
        self._elsewhere = words.saved and not page_state.fixed
        if elsewhere := standing_sentence(page_state.stands):
            here = NoticeBar(elsewhere, check_here(page_state.stands))
            here.pressed.connect(self.check_here_requested)
            self._column.addWidget(here)
        healed = page_state.changed if words.status == MessengerStatus.WORKS else ""
        changed = "" if healed else page_state.changed
        for notice in (*page_state.maker.warnings, changed, words.reported):
            if notice:
                self._column.addWidget(NoticeBar(notice))
        self._add_answer(page_state, words, healed)
        self._add_others(page_state)
        if words.readers == Readers.STATE:
            self._column.addWidget(Text(words.who_reads))
        if form is not None:
            self._column.addSpacing(SPACE_XS)
            self._column.addWidget(form)
        self._add_ways(page_state, words)
        self._add_evidence(page_state, words)
        self._column.addStretch(1)

    def _add_evidence(self, page_state: MessengerPageState, words: Explanation) -> None:
        """Add the drawing of the way to the messenger, and below it what folds out."""
        self._column.addSpacing(SPACE_S)
        if words.path is not None and not self._elsewhere:
            self._column.addWidget(PathDrawing(words.path, page_state.messenger.letter, page_state.messenger.hue))
        self._column.addWidget(Disclosure(section_titles()["how"], EvidenceView(words, page_state.maker.lines)))

    def _add_answer(self, page_state: MessengerPageState, words: Explanation, healed: str) -> None:
        """Add the answer and what it rests on; of what works after a change that alone, beside the face: said once."""
        face, parts = page_state.face or words.status, words.parts_differ
        if words.then:
            self._column.addWidget(Text(words.then))
        self._column.addWidget(FacedHeading(healed or words.headline, face, doubtful=words.doubtful))
        over_vpn = (*page_state.outside, *words.through_vpn)
        also = "" if parts else words.also  # else each part has a line below
        for line in (also, words.summary, words.differs, *over_vpn, words.old_app, words.ask_country):
            if line:
                self._column.addWidget(Text(line))
        if words.ask_country:
            choose = Button(QCoreApplication.translate("Detail", "Choose the country"), ButtonStyle.QUIET)
            choose.clicked.connect(self.country_requested)
            self._column.addWidget(choose)
        if parts:
            for line in function_lines(words.functions):
                self._column.addWidget(Text(line))

    def _add_others(self, page_state: MessengerPageState) -> None:
        """Add when it last answered here, and what may come of that; of a saved check what worked then."""
        if page_state.works_here and page_state.fixed:
            self._column.addWidget(Text(page_state.works_here, strong=True))
        if page_state.lock_out:
            self._column.addWidget(Text(page_state.lock_out))

    def _add_ways(self, page_state: MessengerPageState, words: Explanation) -> None:
        may = page_state.watched and not (page_state.fixed or words.saved)
        again = may and words.status in _IN_TROUBLE
        ways = WaysView(page_state, words, may_look_again=again)
        ways.proxy_test_requested.connect(self.proxy_test_requested)
        ways.recheck_requested.connect(self.recheck_requested)
        ways.line_requested.connect(self.line_requested)
        ways.help_requested.connect(self.help_requested)
        self._column.addWidget(ways)
        if page_state.may_test_others:
            others = Button(QCoreApplication.translate("Detail", "See what else works here"))
            others.clicked.connect(self.others_requested)
            self._column.addWidget(others)
            seen = QCoreApplication.translate(
                "Detail", "Tests other messengers once. Your provider can see which ones."
            )
            self._column.addWidget(Text(seen, Type.CAPTION, dim=True))
        if words.will_not_help:
            self._column.addSpacing(SPACE_S)
            self._column.addWidget(Heading(section_titles()["will_not_help"]))
            for line in words.will_not_help:
                self._column.addWidget(Text(line))


def page_column(page: QWidget) -> QVBoxLayout:
    """The column that the words of a page stand in."""
    column = QVBoxLayout(page)
    column.setContentsMargins(SPACE_XXL, SPACE_XS, SPACE_XXL, SPACE_XXL)
    column.setSpacing(SPACE_M)
    return column
