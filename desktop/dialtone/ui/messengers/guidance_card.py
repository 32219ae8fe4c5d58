"""One thing that can help: what to weigh first, its risk before the first step, whose it is and how old at the end."""

from PySide6.QtCore import QCoreApplication, QLocale, QRectF, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QPainter, QPen
from PySide6.QtWidgets import QFrame, QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from dialtone.model.computer import SettingsPlace
from dialtone.model.explanation import Guidance
from dialtone.model.guidance import Action, Risk, SystemPage
from dialtone.ui.messengers.removal_offer import RemovalOffer
from dialtone.ui.painting.margins import margins
from dialtone.ui.painting.theme import RADIUS, SPACE_L, SPACE_M, SPACE_S, SPACE_XS, Type, colours_of
from dialtone.ui.widgets.controls import Button, ButtonStyle, Text
from dialtone.ui.widgets.disclosure import Disclosure, arrow_width
from dialtone.ui.widgets.risk_notice import RiskNotice
from dialtone.ui.widgets.settings_opener import open_settings


class GuidanceCard(QFrame):
    """A card with a title that opens: risk, what it does not do, steps, cost, links, publishers and dates.

    Signals:
        proxy_test_requested: the person wants a proxy tried before they rely on it.
        removal_requested: the person wants all of Dialtone's traces removed, and has been asked.
    """

    proxy_test_requested = Signal()
    removal_requested = Signal()

    def __init__(
        self,
        guidance: Guidance,
        *,
        opened: bool,
        first: bool = False,
        may_try: bool = False,
        may_remove: bool = False,
        settings: SettingsPlace | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.guidance = guidance
        self._look = ButtonStyle.MAIN if first else ButtonStyle.PLAIN
        self._may_try = may_try and guidance.action == Action.TRY_PROXY
        self._settings = settings
        self._may_remove = may_remove and guidance.action == Action.REMOVE_TRACES
        self._body = QVBoxLayout()
        self._body.setContentsMargins(0, 0, 0, SPACE_S)
        self._body.setSpacing(SPACE_S)
        body = QWidget()
        body.setLayout(self._body)
        self.disclosure = Disclosure(guidance.title, body, strong=True, opened=opened)
        self.disclosure.toggled.connect(self._fill)
        if opened:
            self._fill()
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_L, SPACE_XS, SPACE_L, SPACE_XS)
        column.addWidget(self.disclosure)
        if guidance.marks:
            marks = Text(" · ".join(guidance.marks), Type.CAPTION, dim=True)
            marks.setContentsMargins(margins(arrow_width(self) + SPACE_S, 0, 0, SPACE_XS))
            self.disclosure.add_below_head(marks)
            self.disclosure.head.setAccessibleDescription(marks.text())

    @property
    def has_action(self) -> bool:
        """Whether Dialtone itself can do something of it: a button says what."""
        return self._may_try or self._may_remove or self._settings is not None

    def _fill(self) -> None:
        """Build the body when it is first opened: a page of fifty cards appears at once."""
        if self._body.count() == 0:
            _fill_body(self._body, self.guidance, self._what_dialtone_can_do())

    def _what_dialtone_can_do(self) -> QWidget | None:
        if self._may_try:
            button = Button(QCoreApplication.translate("Detail", "Try a proxy…"), self._look)
            button.clicked.connect(self.proxy_test_requested)
            return button
        if self._settings is not None:
            place = self._settings
            button = Button(_opening(self.guidance.opens), self._look)
            button.clicked.connect(lambda: open_settings(place))
            return button
        if self._may_remove:
            offer = RemovalOffer()
            offer.confirmed.connect(self.removal_requested)
            return offer
        return None

    def paintEvent(self, _event: object) -> None:  # noqa: N802 - Qt's name
        """Paint the card's ground."""
        colours = colours_of(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colours.hairline, 1))
        painter.setBrush(colours.raised)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
        painter.end()


def _opening(page: str) -> str:
    """Return what the button says that opens a page of the system's settings."""
    match page:
        case SystemPage.PROXY:
            return QCoreApplication.translate("Detail", "Open the proxy settings")
        case SystemPage.VPN:
            return QCoreApplication.translate("Detail", "Open the VPN settings")
        case SystemPage.CLOCK:
            return QCoreApplication.translate("Detail", "Open the clock settings")
    return QCoreApplication.translate("Detail", "Open the network settings")


def _fill_body(column: QVBoxLayout, guidance: Guidance, attempt: QWidget | None) -> None:
    if guidance.risk:
        column.addWidget(RiskNotice(guidance.risk, guidance.risk_level or Risk.LOW))
    for line in guidance.answers:
        column.addWidget(Text(line, strong=True))
    for line in guidance.seen:
        column.addWidget(Text(line))
    if guidance.steps:
        column.addWidget(_steps(guidance.steps))
    if attempt is not None:
        column.addWidget(attempt)
    for text in (guidance.does_not, "" if guidance.cost_in_marks else guidance.cost, guidance.operator):
        if text:
            column.addWidget(Text(text, dim=True))
    for what, address, opened in guidance.links:
        column.addWidget(_link(what, address, opened, may_open=address not in guidance.shown_only))
    if guidance.stale:
        column.addWidget(Text(guidance.stale))
    if guidance.background:
        column.addWidget(Disclosure(guidance.note, Text("\n".join(guidance.background), Type.CAPTION, dim=True)))
    elif guidance.note:
        column.addWidget(Text(guidance.note, Type.CAPTION, dim=True))


def _steps(steps: tuple[str, ...]) -> QWidget:
    box = QWidget()
    grid = QGridLayout(box)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(SPACE_M)
    grid.setVerticalSpacing(SPACE_S)
    grid.setColumnStretch(1, 1)
    for number, step in enumerate(steps, start=1):
        figure = Text(QLocale().toString(number), strong=True, dim=True, selectable=False)
        figure.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Preferred)
        grid.addWidget(figure, number, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(Text(step), number, 1)
    return box


def _link(what: str, address: str, opened: str, *, may_open: bool) -> QWidget:
    """Return a button that opens an official address, with the whole address under it, to be seen beforehand.

    An address that may not be opened stands there as text.
    """
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(SPACE_XS)
    if may_open:
        button = Button(what, ButtonStyle.PLAIN)
        button.setAccessibleDescription(address)
        button.clicked.connect(lambda: QDesktopServices.openUrl(QUrl(address)))
        column.addWidget(button)
    else:
        column.addWidget(Text(what))
    for line in filter(None, (address, opened)):
        column.addWidget(Text(line, Type.CAPTION, dim=True))
    return box
