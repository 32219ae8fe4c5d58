"""Both ends: what a friend sent beside what was checked here. It is forgotten with the page, and decides no button."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QCoreApplication, QIODevice, QObject, Signal
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QFileDialog, QWidget

from dialtone.explain.both_ends import compare_ends
from dialtone.explain.end_entries import end_code, entries_of, tells_of_a_detour
from dialtone.explain.explainer import Explainer
from dialtone.explain.only_me import say_fault, say_not_counted, say_only_me, say_tally
from dialtone.model.check import Check
from dialtone.model.end_code import CODE_NAME, LONGEST_CODE, BothEnds, CodeFault, CodesRead, EndCode, EndRow
from dialtone.store.end_code_text import EndCodeError, read_codes
from dialtone.store.settings import Settings
from dialtone.ui.messengers.ends_board import EndsBoard, EndsTile
from dialtone.ui.pages.file_places import in_downloads
from dialtone.ui.pages.page_stack import PageStack
from dialtone.ui.painting.button_icons import ButtonIcon
from dialtone.ui.painting.theme import Type
from dialtone.ui.state.check_runner import CheckRunner, PreparationFailed, Prepared
from dialtone.ui.state.loaded_content import LoadedContent, trouble_text
from dialtone.ui.state.messenger_row import Row
from dialtone.ui.state.result_line import result_line
from dialtone.ui.state.services import Services
from dialtone.ui.widgets.controls import ButtonStyle
from dialtone.ui.widgets.item_view import ItemPage
from dialtone.ui.widgets.page_items import (
    ActionItem,
    CustomItem,
    HeadingItem,
    Item,
    LineItem,
    RowItem,
    TextItem,
    lines,
)
from dialtone.ui.widgets.spoken_roles import announce

PASTE, OPEN, TYPED, READ, COPY = "paste", "open", "typed", "read", "copy"
_PICTURES = "PNG, JPEG, TXT (*.png *.jpg *.jpeg *.txt)"
_STRANGER = "#6b7280"
"""The colour of a messenger that this version does not know."""

Received = str | CodeFault | Exception
"""What was pasted, dropped or opened: its text, or why there is none."""


class EndsController(QObject):
    """Lives as long as its window; what it was sent lives as long as its page.

    Signals:
        opened: a messenger was pressed (its id).
    """

    opened = Signal(str)

    def __init__(
        self,
        services: Services,
        settings: Callable[[], Settings],
        content: Callable[[], LoadedContent | None],
        check: Callable[[], Check | None],
        page_stack: PageStack,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._services, self._settings, self._content, self._check = services, settings, content, check
        self._page_stack, self._window = page_stack, window
        self._page: ItemPage | None = None
        self._typed = ""
        self.runner = CheckRunner(self)
        self.runner.prepared.connect(self._on_prepared)

    def show_page(self) -> ItemPage | None:
        """Show the page with nothing on it yet but how to begin; None where the words are not loaded."""
        if self._words() is None:
            return None
        self._typed = ""
        self._page = page = ItemPage(QCoreApplication.translate("Ends", "Both ends"))
        page.acted.connect(self._on_acted)
        page.left.connect(lambda: self._leave(page))
        self._show(())
        self._page_stack.show_page(page)
        page.focus(PASTE)
        return page

    def show_file(self, path: Path) -> None:
        """Show what a file holds that was dropped on the window."""
        if self.show_page() is not None:
            self._receive(path)

    def paste(self) -> None:
        """Show what is on the clipboard, where it may be from a friend: a key pressed by chance opens nothing."""
        board = QGuiApplication.clipboard()
        if self._page is None and board.image().isNull() and CODE_NAME not in board.text().lower():
            return
        if self._page is not None or self.show_page() is not None:
            self._paste()

    def take_text(self, text: str) -> None:
        """Show what was pasted or typed."""
        self._show_received(text)

    # What was sent

    def _on_acted(self, key: str, value: object) -> None:
        match key:
            case "paste":
                self._paste()
            case "open":
                self._open()
            case "typed":
                self._typed = str(value)
            case "read":
                self.take_text(self._typed)
            case "copy":
                QGuiApplication.clipboard().setText(self._own_line())
            case "messenger":
                self.opened.emit(value)

    def _paste(self) -> None:
        board = QGuiApplication.clipboard()
        image = board.image()
        if image.isNull():
            self.take_text(board.text())
        else:
            self._receive(_png(image))

    def _open(self) -> None:
        title = QCoreApplication.translate("Ends", "Open a friend's picture")
        chosen, _ = QFileDialog.getOpenFileName(self._window, title, in_downloads(), _PICTURES)
        if chosen:
            self._receive(Path(chosen))

    def _receive(self, source: Path | bytes) -> None:
        """Read it beside the window: a picture is read in a process of its own."""
        page, received = self._page, self._services.received

        def read() -> tuple[ItemPage | None, Received]:
            try:
                return page, received(source)
            except EndCodeError as problem:
                return page, problem.fault
            except self._services.trouble as problem:
                return page, problem

        self._show((TextItem(QCoreApplication.translate("Ends", "Reading it. Nothing is sent."), dim=True),))
        self.runner.prepare(read)

    def _on_prepared(self, said: Prepared | PreparationFailed) -> None:
        if isinstance(said, Prepared) and isinstance(said.value, tuple):
            page, received = said.value
            if page is self._page:
                self._show_received(received)

    def _show_received(self, received: Received) -> None:
        words = self._words()
        if words is None:
            return
        if isinstance(received, Exception):
            self._say(trouble_text(self._content(), received))
            return
        read = read_codes(received, self._today()) if isinstance(received, str) else CodesRead()
        if read.codes:
            self._show_codes(words, read)
            return
        faults = [one.fault for one in read.refused if one.fault is not CodeFault.NO_CODE]
        fault = received if isinstance(received, CodeFault) else next(iter(faults), CodeFault.NO_CODE)
        self._say(say_fault(words.sentences, fault))

    # What is shown

    def _show_codes(self, words: Explainer, read: CodesRead) -> None:
        content, check, sentences = self._content(), self._check(), words.sentences
        names = content.names if content is not None else {}
        own = end_code(check, self._day_of(check)) if check is not None else EndCode(self._today(), ())
        if len(read.codes) == 1:
            countries = {one.code: one.name for one in content.countries} if content is not None else {}
            both = compare_ends(words, own, read.codes[0], names, self._today(), countries)
            notes = (*both.notes, *say_not_counted(sentences, read))
            self._show(
                (
                    HeadingItem(both.answer, Type.HEADLINE, status=both.status, doubtful=both.doubtful),
                    *lines([both.ask] if both.ask else []),
                    CustomItem(EndsBoard, tuple(self._tile(row) for row in both.rows), key="ends"),
                    *lines([" ".join(notes)], dim=True),
                )
            )
            self._announce(both)
            return
        entries = tuple(entries_of(check)) if check is not None else ()
        first = say_only_me(sentences, entries, read.codes, names, self._today())
        shown: list[Item] = [TextItem(line, strong=True) for line in first]
        for title, *rows in say_tally(sentences, read, names, self._today()):
            shown += [HeadingItem(title), *lines(rows)]
        shown += lines((*say_not_counted(sentences, read), sentences.say("only_me.unchecked")), dim=True)
        self._show(tuple(shown))
        if self._page is not None:
            announce(self._page, [one.text for one in shown if isinstance(one, TextItem | HeadingItem)])

    def _announce(self, both: BothEnds) -> None:
        if self._page is not None:
            announce(self._page, [both.answer, both.ask, *(row.said for row in both.rows), *both.notes])

    def _say(self, said: str) -> None:
        self._show((TextItem(said, strong=True),))
        if self._page is not None:
            announce(self._page, [said])

    def _show(self, result: tuple[Item, ...]) -> None:
        if self._page is not None:
            self._page.show_items((*result, *self._beginning(plain=not result), *self._own()))

    def _beginning(self, *, plain: bool) -> tuple[Item, ...]:
        said = QCoreApplication.translate(
            "Ends",
            "Your friend presses Share in Dialtone and sends you the picture or line. For a group, paste all messages.",
        )
        paste = QCoreApplication.translate("Ends", "Paste")
        opening = QCoreApplication.translate("Ends", "Open a picture…")
        typed = QCoreApplication.translate("Ends", "Or type the line here")
        look = ButtonStyle.MAIN if plain else ButtonStyle.PLAIN
        return (
            *lines([said] if plain else [], dim=True),
            RowItem((ActionItem(paste, PASTE, look), ActionItem(opening, OPEN)), wraps=True),
            LineItem(typed, self._typed, example=typed, most=2 * LONGEST_CODE, enter=READ, key=TYPED),
        )

    def _own(self) -> tuple[Item, ...]:
        """Return the line to send, where there is a check; of one with many messengers, where a part is chosen."""
        line, words, check = self._own_line(), self._words(), self._check()
        if words is None or check is None or self._settings().quiet_profile:
            return ()
        if not line:
            chosen = QCoreApplication.translate("Ends", "Choose under Share which messengers go into your line.")
            return (TextItem(chosen, dim=True),) if end_code(check, self._day_of(check)).entries else ()
        cautions = (
            words.share_note(check.network),
            words.sentences.say("both_ends.vpn") if tells_of_a_detour(check) else "",
        )
        copy = QCoreApplication.translate("Ends", "Copy your line")
        note = QCoreApplication.translate("Ends", "No country, no network and no hour is in it.")
        return (
            HeadingItem(QCoreApplication.translate("Ends", "Your line for your friend")),
            TextItem(line, fixed=True, key="own"),
            *lines(filter(None, cautions)),
            RowItem((ActionItem(copy, COPY, icon=ButtonIcon.COPY, note=note), TextItem(note, dim=True)), wraps=True),
        )

    def _own_line(self) -> str:
        check = self._check()
        if check is None or self._settings().quiet_profile:
            return ""
        return result_line(check, self._day_of(check))

    def _tile(self, row: EndRow) -> EndsTile:
        content = self._content()
        known = {one.id: one for one in content.messengers} if content is not None else {}
        about = known.get(row.messenger)
        letter, hue = (about.letter, about.hue) if about is not None else ("?", _STRANGER)
        state = f"{row.label} · {row.mark}" if row.mark else row.label
        spoken = f"{row.name}: {row.label}. {row.said}"
        shown = Row(
            row.messenger, row.name, letter, hue, state=state, shape=row.status, doubtful=row.doubtful, spoken=spoken
        )
        return EndsTile(shown, row.here, row.there, opens=about is not None)

    # Where it is from

    def _words(self) -> Explainer | None:
        content = self._content()
        return content.words if content is not None and isinstance(content.words, Explainer) else None

    def _today(self) -> date:
        return self._services.now().date()

    def _day_of(self, check: Check) -> date:
        return check.started_at.astimezone(self._services.now().tzinfo).date()

    def _leave(self, page: ItemPage) -> None:
        if page is self._page:
            self._page, self._typed = None, ""


def _png(image: QImage) -> bytes:
    """Return a picture from the clipboard as a file."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stubs say bytes; Qt wants a string
    return bytes(data.data())
