"""Both ends: a friend's result beside the check here. It is forgotten with the page, and affects no next step."""

from datetime import date
from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from dialtone.explain.both_ends import compare_ends, list_end_entries, make_result_line, took_a_detour
from dialtone.explain.only_me import say_fault, say_not_counted, say_only_me, say_tally
from dialtone.model.check import Check
from dialtone.model.result_line import LINE_PREFIX, LONGEST_LINE, EndRow, LineFault, LinesRead, ResultLine
from dialtone.store.result_line_text import ResultLineError, parse_lines
from dialtone.ui.messengers.ends_board import EndsBoard, EndsTile
from dialtone.ui.pages.file_places import find_downloads
from dialtone.ui.painting.button_icons import ButtonIcon
from dialtone.ui.painting.card_picture import png_bytes
from dialtone.ui.state.answer_validity import valid_check
from dialtone.ui.state.labels import translate
from dialtone.ui.state.loaded_content import LoadedContent
from dialtone.ui.state.messenger_row import Row
from dialtone.ui.state.result_state import ResultState
from dialtone.ui.widgets.controls import ButtonStyle
from dialtone.ui.widgets.item_view import Item
from dialtone.ui.widgets.page_items import ActionItem, CustomItem, HeadingItem, LineItem, RowItem, TextItem, paragraphs
from dialtone.ui.widgets.screen_reader import announce
from dialtone.ui.window.page_context import PageContext, WorkPage

PASTE, OPEN, TYPED, READ, COPY = "paste", "open", "typed", "read", "copy"
_PICTURES = "PNG, JPEG, TXT (*.png *.jpg *.jpeg *.txt)"
_STRANGER = "#6b7280"
"""The colour of a messenger that this version does not know."""

Received = str | LineFault | Exception
"""The text of what was pasted, dropped or opened, or why there is none."""


class EndsPage(WorkPage):
    """Shows a friend's result beside the check here; it is forgotten with the page."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context, translate("Ends", "Both ends"))
        self._typed = ""
        self.acted.connect(self._on_acted)
        self._show(())

    # Input

    def _on_acted(self, key: str, value: object) -> None:
        """Handle the ways to enter a friend's result, the own line, and a press on a messenger."""
        if key == PASTE:
            self.paste()
        elif key == OPEN:
            self._open()
        elif key == TYPED:
            self._typed = str(value)
        elif key == READ:
            self.take(self._typed)
        elif key == COPY:
            QGuiApplication.clipboard().setText(self._own_line())
            self._context.window.outcome_bar.say(translate("Share", "The line is copied."))
        elif key == "messenger":
            self._context.window.open_messenger(str(value))

    def paste(self) -> None:
        """Read the clipboard."""
        board = QGuiApplication.clipboard()
        image = board.image()
        if image.isNull():
            self.take(board.text())
        else:
            self.receive(png_bytes(image))

    def _open(self) -> None:
        """Ask for a picture, and read the result in it."""
        title = translate("Ends", "Open a friend's picture")
        chosen, _ = QFileDialog.getOpenFileName(self._context.window, title, find_downloads(), _PICTURES)
        if chosen:
            self.receive(Path(chosen))

    def receive(self, source: Path | bytes) -> None:
        """Read a file or a picture; pictures are decoded in a separate process."""
        received = self._context.services.received

        def read() -> Received:
            """Return the text in the source, or why none can be read."""
            try:
                return received(source)
            except ResultLineError as problem:
                return problem.fault

        self._show((TextItem(translate("Ends", "Reading it. Nothing is sent."), dim=True),))
        self.in_background(read, self.take)

    def take(self, received: Received) -> None:
        """Show the result in a text, or the error."""
        content = self._context.content
        if content is None:
            return
        if isinstance(received, Exception):
            self._say(self._context.trouble(received))
            return
        read = parse_lines(received, self._today()) if isinstance(received, str) else LinesRead()
        if len(read.lines) > 1:
            self._show_tally(content, read)
        elif read.lines:
            self._show_comparison(content, read)
        else:  # in a message most lines are no results, which says nothing: a more particular fault comes first
            faults = [refusal.fault for refusal in read.refused if refusal.fault is not LineFault.NO_CODE]
            fault = received if isinstance(received, LineFault) else next(iter(faults), LineFault.NO_CODE)
            self._say(say_fault(content.words.sentences, fault))

    # Output

    def _show_comparison(self, content: LoadedContent, read: LinesRead) -> None:
        """Show what works at both ends: here, and where the only line is from."""
        check, words = self._check, content.words
        own_line = (
            make_result_line(check, self._context.day_of(check)) if check is not None else ResultLine(self._today(), ())
        )
        countries = {country.code: country.name for country in content.countries}
        comparison = compare_ends(words, own_line, read.lines[0], self._today(), countries)
        notes = (*comparison.notes, *say_not_counted(words.sentences, read))
        self._show(
            (
                CustomItem(EndsBoard, tuple(_tile(content, row) for row in comparison.rows), key="ends"),
                *paragraphs([" ".join(notes)], dim=True),
            ),
            ResultState(comparison.answer, comparison.ask, comparison.status, doubtful=comparison.doubtful),
        )
        announce(self, [comparison.answer, comparison.ask, *(row.said for row in comparison.rows), *comparison.notes])

    def _show_tally(self, content: LoadedContent, read: LinesRead) -> None:
        """Show whether others have the same trouble, from several lines."""
        check, sentences = self._check, content.words.sentences
        entries = tuple(list_end_entries(check)) if check is not None else ()
        summary = say_only_me(sentences, entries, read.lines, self._today())
        answer = summary[0] if len(summary) == 1 else ""
        shown: list[Item] = [TextItem(line, strong=True) for line in summary if line != answer]
        for title, *rows in say_tally(sentences, read, self._today()):
            shown += [HeadingItem(title), *paragraphs(rows)]
        shown += paragraphs((*say_not_counted(sentences, read), sentences.say("only_me.unchecked")), dim=True)
        self._show(tuple(shown), ResultState(answer))
        announce(self, [answer, *(item.text for item in shown if isinstance(item, TextItem | HeadingItem))])

    def _say(self, sentence: str) -> None:
        """Show one sentence in place of a result, and announce it."""
        self._show((TextItem(sentence, strong=True),))
        announce(self, [sentence])

    def _show(self, result: tuple[Item, ...], answer: ResultState | None = None) -> None:
        """Show a result, empty for none, above what can be entered and the person's own line."""
        self.show_answer(answer or ResultState())
        self.show_items((*result, *self._entry_items(plain=not result), *self._own_items()))

    def _entry_items(self, *, plain: bool) -> tuple[Item, ...]:
        """Return the ways to enter a friend's result; `plain`: nothing was entered yet, so they are explained."""
        explanation = translate(
            "Ends",
            "Your friend presses Share in Dialtone and sends you the picture or line. For a group, paste all messages.",
        )
        paste = translate("Ends", "Paste")
        opening = translate("Ends", "Open a picture…")
        typed = translate("Ends", "Or type the line here")
        look = ButtonStyle.MAIN if plain else ButtonStyle.PLAIN
        return (
            *paragraphs([explanation] if plain else [], dim=True),
            RowItem((ActionItem(paste, PASTE, look), ActionItem(opening, OPEN))),
            LineItem(typed, self._typed, example=typed, most=2 * LONGEST_LINE, enter=READ, key=TYPED),
        )

    def _own_items(self) -> tuple[Item, ...]:
        """Return the line to send if there is a check; if it holds too many messengers, where to choose some."""
        line, content, check = self._own_line(), self._context.content, self._check
        if content is None or check is None or self._context.settings.quiet_profile:
            return ()
        if not line:
            chosen = translate("Ends", "Choose under Share which messengers go into your line.")
            return (TextItem(chosen, dim=True),) if make_result_line(check, self._context.day_of(check)).entries else ()
        cautions = (
            content.words.share_note(check.network),
            content.words.sentences.say("both_ends.vpn") if took_a_detour(check) else "",
        )
        copy = translate("Ends", "Copy your line")
        note = translate("Ends", "It contains no country, no network name and no time.")
        return (
            HeadingItem(translate("Ends", "Your line for your friend")),
            TextItem(line, monospaced=True, key="own"),
            *paragraphs(cautions),
            RowItem((ActionItem(copy, COPY, icon=ButtonIcon.COPY, note=note), TextItem(note, dim=True))),
        )

    def _own_line(self) -> str:
        """Return the result line of the check here; empty without a check or with the quiet profile."""
        check = self._check
        if check is None or self._context.settings.quiet_profile:
            return ""
        return self._context.result_line(check)

    @property
    def _check(self) -> Check | None:
        """The shown check; None if it is not about the computer's current network."""
        return valid_check(self._context.window.controller.state)

    def _today(self) -> date:
        return self._context.services.now().date()


def _tile(content: LoadedContent, row: EndRow) -> EndsTile:
    """Return the tile of one messenger with the results of both ends; one unknown to this version opens nothing."""
    about = content.messenger(row.messenger)
    letter, hue = (about.letter, about.hue) if about is not None else ("?", _STRANGER)
    state = f"{row.label} · {row.mark}" if row.mark else row.label
    spoken = f"{row.name}: {row.label}. {row.said}"
    shown = Row(
        row.messenger, row.name, letter, hue, state=state, shape=row.status, doubtful=row.doubtful, spoken=spoken
    )
    return EndsTile(shown, row.here, row.there, opens=about is not None)


def may_be_from_a_friend() -> bool:
    """Return whether a picture or a result line is on the clipboard, so that a stray key press opens nothing."""
    board = QGuiApplication.clipboard()
    return not board.image().isNull() or LINE_PREFIX in board.text().lower()
