"""The page of one messenger: the answer, who is affected, what we saw, what it means, what can be done."""

from typing import Protocol

from PySide6.QtCore import QCoreApplication, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QPalette, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMenu,
    QVBoxLayout,
    QWidget,
)

from dialtone.model.catalogue import Messenger
from dialtone.model.explanation import Explanation
from dialtone.ui.messengers.messenger_actions import MessengerActions, mute_text
from dialtone.ui.messengers.page_memory import remember, restore
from dialtone.ui.messengers.server_form import ServerForm
from dialtone.ui.messengers.unchecked_view import UncheckedView
from dialtone.ui.messengers.verdict_view import VerdictView
from dialtone.ui.painting.button_icons import ButtonIcon
from dialtone.ui.painting.margins import margins
from dialtone.ui.painting.monogram import Monogram
from dialtone.ui.painting.theme import SPACE_M, SPACE_S, SPACE_XS, SPACE_XXL
from dialtone.ui.state.messenger_page_state import MessengerPageState
from dialtone.ui.state.page_text import as_text, in_short
from dialtone.ui.widgets.announce import announce
from dialtone.ui.widgets.controls import Button, ButtonStyle, Heading, Text
from dialtone.ui.widgets.menu_button import MenuButton
from dialtone.ui.widgets.notice_bar import NoticeBar
from dialtone.ui.widgets.popup_menu import open_below
from dialtone.ui.widgets.reading_column import ReadingColumn
from dialtone.ui.widgets.scroll_area import Edge, ScrollArea


class PageText(Protocol):
    """Writes a page as text; without the advice where that is wanted."""

    def __call__(self, page_state: MessengerPageState, *, advice: bool = True) -> str:
        """Return the text."""


"""How many heights of the letters a line may be long, where they are large."""
_COPIED_MS = 2000


class DetailPage(QWidget):
    """Shows one messenger. Rebuilt when its words change; the scroll position is kept.

    Signals:
        back_requested: the person wants the answer again.
        check_requested: the person wants this messenger checked (its id).
        check_here_requested: the answer is about another network, and the person wants one about this one.
        country_requested: the person wants to say which country this is.
        others_requested: the person wants to know what works in place of this messenger.
        help_requested: the person wants these places that the advice names asked.
        proxy_test_requested: the person wants a proxy tried for this messenger (its id).
        line_requested: the person wants to compare with another network.
        recheck_requested: the person changed something for this messenger (its id): did it help?
        server_requested: the person's own server for it: its id, the server or nothing.
    """

    back_requested = Signal()
    check_requested = Signal(str)
    check_here_requested = Signal()
    country_requested = Signal()
    others_requested = Signal()
    help_requested = Signal(object)
    proxy_test_requested = Signal(str)
    line_requested = Signal()
    recheck_requested = Signal(str)
    server_requested = Signal(str, str)

    def __init__(self, actions: MessengerActions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._messenger_actions = actions
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self._shown: MessengerPageState | None = None
        self._text: PageText = in_short
        """What was copied last."""
        self._monogram = Monogram(36)
        self._monogram.hide()
        self._name = Heading(selectable=False)
        self._again = Text(QCoreApplication.translate("Detail", "Checking again…"), dim=True, selectable=False)
        self._again.hide()
        self._back = Button("", ButtonStyle.QUIET, ButtonIcon.BACK)
        self._back.setAccessibleName(QCoreApplication.translate("Detail", "Back to the list"))
        self._back.clicked.connect(self.back_requested)
        self._copy = Button("", ButtonStyle.QUIET, ButtonIcon.COPY)
        self._copy.setAccessibleName(QCoreApplication.translate("Detail", "Copy as text"))
        self._copy.hide()
        self._copy.clicked.connect(self.copy)
        self._copied = QTimer(self, singleShot=True, interval=_COPIED_MS)
        self._copied.timeout.connect(lambda: self._copy.show_as("", ButtonIcon.COPY))
        self.bell = Button("", ButtonStyle.QUIET, ButtonIcon.MUTED)
        self.bell.hide()
        self.bell.clicked.connect(self._on_bell_clicked)
        self.more = MenuButton("", ButtonStyle.QUIET, ButtonIcon.MORE)
        self.more.hide()
        self.more.clicked.connect(self._on_more_clicked)
        self._left_out = NoticeBar("", QCoreApplication.translate("Detail", "Copy the advice too"))
        self._left_out.pressed.connect(self._on_left_out_pressed)
        self._notice = QWidget()  # hidden with what it leaves free around the bar
        self._notice.hide()
        self._scroll = ScrollArea()
        self._scroll.viewport().setAutoFillBackground(False)
        self._scroll.setBackgroundRole(QPalette.ColorRole.Base)
        self._scroll.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # head and page keep one middle
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        bar = self._scroll.verticalScrollBar().sizeHint().width()
        column.addWidget(_centred(self._head(SPACE_M - bar), bar))
        column.addWidget(Edge(self._scroll.verticalScrollBar()))
        column.addWidget(self._scroll, 1)
        actions.copy.triggered.connect(self.copy)
        shortcut = QShortcut(QKeySequence(QKeySequence.StandardKey.Copy), self)
        shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
        shortcut.activated.connect(self.copy)

    def _head(self, after: int) -> QWidget:
        box = QWidget()
        rows = QVBoxLayout(box)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(margins(SPACE_XXL, SPACE_S, after, SPACE_XS))
        head.setSpacing(SPACE_M)
        head.addWidget(self._back)
        head.addWidget(self._monogram)
        head.addWidget(self._name, 1, Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self._again, 0, Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self.bell)
        head.addWidget(self._copy)
        head.addWidget(self.more)
        notice = QHBoxLayout(self._notice)
        notice.setContentsMargins(SPACE_XXL, SPACE_XS, SPACE_XXL, SPACE_S)
        notice.addWidget(self._left_out)
        rows.addLayout(head)
        rows.addWidget(self._notice)
        return box

    @property
    def messenger_id(self) -> str:
        """Which messenger is shown; empty for none."""
        return self._shown.messenger.id if self._shown else ""

    def take_keyboard(self) -> None:
        """Begin at the way back."""
        self._back.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_messenger(self, page_state: MessengerPageState) -> None:
        """Show a messenger with its words, or what can be said before there are any."""
        if page_state == self._shown:
            return
        messenger, words = page_state.messenger, page_state.words
        same = messenger.id == self.messenger_id
        self._shown = page_state
        if not same or page_state.pending:
            self._notice.hide()
        self._monogram.show_messenger(messenger.letter, messenger.hue)
        self._monogram.show()
        self._name.setText(page_state.name)
        self._copy.setVisible(words is not None)
        self._show_buttons(page_state)
        self._again.setVisible(page_state.pending and words is not None)
        form = None if page_state.fixed else self._server_form(messenger, page_state.server)
        self._put(
            self._unexplained(page_state, form) if words is None else self._explained(page_state, words, form), same
        )

    def _show_buttons(self, page_state: MessengerPageState) -> None:
        """What the buttons in the head are about."""
        self.bell.setVisible(page_state.muted and not page_state.fixed)
        self.bell.setAccessibleName(mute_text(page_state.name, muted=True))
        self.more.setVisible(not page_state.fixed or page_state.words is not None)
        self.more.setAccessibleName(
            QCoreApplication.translate("Detail", "Options for {name}").format(name=page_state.name)
        )

    def messenger_menu(self) -> QMenu | None:
        """Return the menu of what can be done with the messenger that is shown, and with its page."""
        if self._shown is None or (self._shown.fixed and self._shown.words is None):
            return None
        self._apply_actions(self._shown)
        menu = self._messenger_actions.menu(self, change=not self._shown.fixed)
        if self._shown.words is not None:
            whole = menu.addAction(QCoreApplication.translate("Detail", "Copy with details"))
            whole.triggered.connect(self.copy_with_details)
        return menu

    def _apply_actions(self, shown: MessengerPageState) -> None:
        self._messenger_actions.apply_to(shown.messenger.id, shown.name, watched=shown.watched, muted=shown.muted)

    def _on_bell_clicked(self) -> None:
        if self._shown is not None:
            self._apply_actions(self._shown)
            self._messenger_actions.mute.trigger()

    def _on_more_clicked(self) -> None:
        menu = self.messenger_menu()
        if menu is not None:
            open_below(menu, self.more)

    def _put(self, content: QWidget, same: bool) -> None:
        """Show this content; where it is of the same messenger, as the person left it."""
        bar = self._scroll.verticalScrollBar()
        place = bar.value() if same else 0
        old = self._scroll.widget()
        memory = remember(old) if old is not None and same else None
        self._scroll.takeWidget()
        if old is not None:
            old.deleteLater()  # not at once: the request may come from a button in it
        self._scroll.setWidget(_centred(content))
        if memory is not None:
            restore(content, memory)
        if place:
            QTimer.singleShot(0, self, lambda: bar.setValue(place))

    def _server_form(self, messenger: Messenger, server: str) -> ServerForm | None:
        if messenger.own_server is None:
            return None
        form = ServerForm(server, messenger.own_server.example)
        form.server_requested.connect(lambda server: self.server_requested.emit(messenger.id, server))
        return form

    def copy(self) -> None:
        """Put the answer on the clipboard in a few lines; without the advice where passing it on is risky."""
        self._copy_page(in_short)

    def copy_with_details(self) -> None:
        """Put all of the page on the clipboard, the technical lines too."""
        self._copy_page(_with_details)

    def _copy_page(self, text: PageText) -> None:
        shown = self._shown
        if shown is None or shown.words is None:
            return
        self._text = text
        note = shown.copy_note if shown.words.can_do or shown.words.guidance else ""
        self._put_on_clipboard(text(shown, advice=not note))
        if note:
            self._left_out.show_sentence(note)
            self._notice.show()
            announce(self, [note])

    def _on_left_out_pressed(self) -> None:
        self._notice.hide()
        self._copy.setFocus(Qt.FocusReason.OtherFocusReason)
        if self._shown is not None and self._shown.words is not None:
            self._put_on_clipboard(self._text(self._shown, advice=True))

    def _put_on_clipboard(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self._copy.show_as("", ButtonIcon.DONE)
        self._copied.start()

    def _explained(self, page_state: MessengerPageState, words: Explanation, form: ServerForm | None) -> QWidget:
        content = VerdictView(page_state, words, form)
        content.check_here_requested.connect(self.check_here_requested)
        content.country_requested.connect(self.country_requested)
        content.others_requested.connect(self.others_requested)
        content.line_requested.connect(self.line_requested)
        content.help_requested.connect(lambda: self.help_requested.emit(words.help.targets))
        content.recheck_requested.connect(lambda: self.recheck_requested.emit(page_state.messenger.id))
        content.proxy_test_requested.connect(lambda: self.proxy_test_requested.emit(page_state.messenger.id))
        return content

    def _unexplained(self, page_state: MessengerPageState, form: ServerForm | None) -> QWidget:
        content = UncheckedView(page_state, form)
        content.check_requested.connect(lambda: self.check_requested.emit(page_state.messenger.id))
        return content


def _with_details(page_state: MessengerPageState, *, advice: bool = True) -> str:
    return as_text(page_state.words, advice=advice) if page_state.words is not None else ""


def _centred(content: QWidget, after: int = 0) -> QWidget:
    """Lines stay readable in a wide window, and the column stands in its middle; `after`: what is left free behind."""
    column, holder = ReadingColumn(), QWidget()
    for outer, inner in ((column, content), (holder, column)):
        row = QHBoxLayout(outer)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(inner)
    holder.setContentsMargins(margins(0, 0, after, 0))
    return holder
