"""The page of one messenger: the answer, who is affected, what we saw, what it means, what can be done."""

from PySide6.QtCore import QCoreApplication, QDate, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QPalette, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QGraphicsOpacityEffect,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from dialtone.model.catalogue import Messenger
from dialtone.model.explanation import Explanation
from dialtone.ui.controls import Button, Look, SlimScrollBar, Text
from dialtone.ui.copy_text import as_text, section_titles
from dialtone.ui.disclosure import Disclosure
from dialtone.ui.function_chips import FunctionChips
from dialtone.ui.guidance_card import GuidanceCard
from dialtone.ui.monogram import Monogram
from dialtone.ui.page_memory import remember, restore
from dialtone.ui.server_form import ServerForm
from dialtone.ui.signs import Sign
from dialtone.ui.theme import SPACE_L, SPACE_M, SPACE_S, SPACE_XL, SPACE_XS, SPACE_XXL, Type, fixed_font

_READING_WIDTH = 744
_COPIED_MS = 2000
_OLD = 0.6


class DetailPage(QWidget):
    """Shows one messenger. Rebuilt when its words change; its place in the text is kept.

    Signals:
        back_wanted: the person wants the list (narrow windows).
        check_wanted: the person wants this messenger checked (its id).
        server_wanted: the person's own server for it: its id, the server or nothing.
    """

    back_wanted = Signal()
    check_wanted = Signal(str)
    server_wanted = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self._messenger: Messenger | None = None
        self._words: Explanation | None = None
        self._shown: object = None
        self._monogram = Monogram(36)
        self._monogram.hide()
        self._name = Text(kind=Type.TITLE, strong=True, selectable=False)
        self._name.setWordWrap(False)
        self._again = Text(QCoreApplication.translate("Detail", "Checking again…"), dim=True, selectable=False)
        self._again.setWordWrap(False)
        self._again.hide()
        self._back = Button("", Look.QUIET, Sign.BACK)
        self._back.setAccessibleName(QCoreApplication.translate("Detail", "Back to the list"))
        self._back.clicked.connect(self.back_wanted)
        self._back.hide()
        self._copy = Button("", Look.QUIET, Sign.COPY)
        self._copy.setAccessibleName(QCoreApplication.translate("Detail", "Copy as text"))
        self._copy.setToolTip(self._copy.accessibleName())
        self._copy.hide()
        self._copy.clicked.connect(self.copy)
        self._copied = QTimer(self, singleShot=True, interval=_COPIED_MS)
        self._copied.timeout.connect(lambda: self._copy.show_as("", Sign.COPY))
        self._scroll = _scroll_area()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._head())
        column.addWidget(self._scroll, 1)
        shortcut = QShortcut(QKeySequence(QKeySequence.StandardKey.Copy), self)
        shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
        shortcut.activated.connect(self.copy)

    def _head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setContentsMargins(SPACE_XXL, SPACE_L, SPACE_XL, SPACE_M)
        head.setSpacing(SPACE_M)
        head.addWidget(self._back)
        head.addWidget(self._monogram)
        head.addWidget(self._name, 1, Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self._again, 0, Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self._copy)
        return head

    @property
    def messenger_id(self) -> str:
        """Which messenger is shown; empty for none."""
        return self._messenger.id if self._messenger else ""

    def show_back(self, wanted: bool) -> None:
        """Whether there is a list to go back to."""
        self._back.setVisible(wanted)

    def show_messenger(
        self,
        messenger: Messenger,
        name: str,
        words: Explanation | None,
        *,
        pending: bool,
        watched: bool,
        fixed: bool,
        server: str = "",
    ) -> None:
        """Show a messenger with its words, or what can be said before there are any. `fixed`: nothing can be run."""
        wanted = (messenger.id, name, words, pending, watched, fixed, server)
        if wanted == self._shown:
            return
        same = messenger.id == self.messenger_id
        self._shown = wanted
        self._messenger, self._words = messenger, words
        self._monogram.show_messenger(messenger.letter, messenger.hue)
        self._monogram.show()
        self._name.setText(name)
        self._copy.setVisible(words is not None)
        self._again.setVisible(pending and words is not None)
        if words is not None:
            content = _explained(words, None if fixed else self._server_form(messenger, server))
            if pending:
                content.setGraphicsEffect(QGraphicsOpacityEffect(content, opacity=_OLD))
        else:
            form = None if fixed else self._server_form(messenger, server)
            content = self._unexplained(messenger, name, form, pending=pending, watched=watched, fixed=fixed)
        bar = self._scroll.verticalScrollBar()
        place = bar.value() if same else 0
        old = self._scroll.widget()
        memory = remember(old) if old is not None and same else None
        self._scroll.takeWidget()
        if old is not None:
            old.deleteLater()  # not at once: the wish for this may come from a button in it
        self._scroll.setWidget(_centred(content))
        if memory is not None:
            restore(content, memory)
        if place:
            QTimer.singleShot(0, self, lambda: bar.setValue(place))

    def _server_form(self, messenger: Messenger, server: str) -> ServerForm | None:
        if messenger.own_server is None:
            return None
        form = ServerForm(server, messenger.own_server.example)
        form.wanted.connect(lambda wanted: self.server_wanted.emit(messenger.id, wanted))
        return form

    def copy(self) -> None:
        """Put the page on the clipboard as text."""
        if self._words is None:
            return
        QGuiApplication.clipboard().setText(as_text(self._words))
        self._copy.show_as("", Sign.DONE)
        self._copied.start()

    def _unexplained(
        self, messenger: Messenger, name: str, form: ServerForm | None, *, pending: bool, watched: bool, fixed: bool
    ) -> QWidget:
        page, column = _column()
        if pending:
            column.addWidget(Text(QCoreApplication.translate("Detail", "Checking…"), Type.HEADLINE, strong=True))
            said = QCoreApplication.translate("Detail", "The answer appears here as soon as it is certain.")
        else:
            column.addWidget(Text(QCoreApplication.translate("Detail", "Not checked yet"), Type.HEADLINE, strong=True))
            said = (
                QCoreApplication.translate("Detail", "Dialtone has not asked {name} anything yet.")
                if watched
                else QCoreApplication.translate(
                    "Detail", "{name} is not installed on this computer. Dialtone can check it all the same."
                )
            ).format(name=name)
        column.addWidget(Text(said))
        if form is not None:
            column.addWidget(form)
        if not pending and not fixed:
            verb = QCoreApplication.translate("Detail", "Check {name}").format(name=name)
            button = Button(verb)
            button.clicked.connect(lambda: self.check_wanted.emit(messenger.id))
            column.addSpacing(SPACE_S)
            column.addWidget(button)
        column.addStretch(1)
        return page


def _explained(words: Explanation, form: ServerForm | None = None) -> QWidget:
    titles = section_titles()
    page, column = _column()
    column.addWidget(Text(words.headline, Type.HEADLINE, strong=True))
    if words.summary:
        column.addWidget(Text(words.summary))
    if words.old_app:
        column.addWidget(Text(words.old_app))
    if form is not None:
        column.addSpacing(SPACE_XS)
        column.addWidget(form)
    if words.functions:
        column.addSpacing(SPACE_XS)
        column.addWidget(FunctionChips(words.functions))
    facts = [(titles[field], lines) for field in ("saw", "means", "cannot_tell") if (lines := getattr(words, field))]
    if facts:
        column.addSpacing(SPACE_S)
        column.addWidget(_facts(facts))
    if words.can_do or words.guidance:
        column.addSpacing(SPACE_M)
        column.addWidget(Text(titles["can_do"], Type.TITLE, strong=True))
        for line in words.can_do:
            column.addWidget(Text(line))
    today = QDate.currentDate()
    for number, guidance in enumerate(words.guidance):
        column.addWidget(GuidanceCard(guidance, today, opened=number == 0))
    if words.details:
        column.addSpacing(SPACE_S)
        column.addWidget(Disclosure(titles["details"], _technical(words.details)))
    column.addStretch(1)
    return page


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


def _technical(lines: tuple[str, ...]) -> QWidget:
    text = Text("\n".join(lines), Type.CAPTION, dim=True)
    text.setFont(fixed_font(text.font()))
    text.setContentsMargins(0, 0, 0, SPACE_S)
    return text


def _column() -> tuple[QWidget, QVBoxLayout]:
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(SPACE_XXL, SPACE_S, SPACE_XXL, SPACE_XXL)
    column.setSpacing(SPACE_M)
    return page, column


def _centred(content: QWidget) -> QWidget:
    """Lines stay readable in a wide window: the column has a greatest width and begins where reading begins."""
    content.setMaximumWidth(_READING_WIDTH)
    content.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(content, 1)
    row.addStretch(0)
    return holder


def _scroll_area() -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setVerticalScrollBar(SlimScrollBar(Qt.Orientation.Vertical))
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.viewport().setAutoFillBackground(False)
    area.setBackgroundRole(QPalette.ColorRole.Base)
    return area
