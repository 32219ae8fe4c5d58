"""Compares a friend's result with the check here. It is forgotten with the page, and affects no next step."""

from datetime import date
from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from dialtone.explain.both_ends import compare_ends, list_end_entries, make_result_line, took_a_detour
from dialtone.explain.line_tallies import say_fault, say_not_counted, say_only_me, say_tally
from dialtone.model.check import Check
from dialtone.model.result_line import LINE_PREFIX, LONGEST_LINE, EndRow, LineFault, LinesRead, ResultLine
from dialtone.store.result_line_text import ResultLineError, parse_lines
from dialtone.ui.messengers.ends_board import EndsBoard, EndsTile
from dialtone.ui.pages.file_places import find_downloads
from dialtone.ui.painting.button_icons import ButtonIcon
from dialtone.ui.painting.card_picture import encode_png
from dialtone.ui.state.labels import translate
from dialtone.ui.state.messenger_row import Row
from dialtone.ui.state.result_state import ResultState
from dialtone.ui.state.window_inputs import LoadedContent
from dialtone.ui.widgets.box_items import BoxItem, BoxRow
from dialtone.ui.widgets.controls import ButtonStyle
from dialtone.ui.widgets.item_view import Item
from dialtone.ui.widgets.page_items import ActionItem, CustomItem, FieldItem, FlowItem, TextItem, paragraphs
from dialtone.ui.widgets.screen_reader import announce
from dialtone.ui.window.page_context import PageContext, WorkPage

PASTE, OPEN, TYPED, READ, COPY = "paste", "open", "typed", "read", "copy"
_PICTURES = "PNG, JPEG, TXT (*.png *.jpg *.jpeg *.txt)"
_UNKNOWN_HUE = "#6b7280"


class EndsPage(WorkPage):
    """Takes a friend's result as text or picture, and shows it with the check here; with several, a tally."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context, translate("Ends", "Both ends"))
        self._typed = ""
        self._received = ""
        """The text of the result that is shown; empty for none."""
        self.acted.connect(self._on_acted)
        self._show(())

    # Input

    def _on_acted(self, key: str, value: object) -> None:
        """Handle the ways to enter a friend's result, the button that copies the own line, and a press on a tile."""
        if key == PASTE:
            self.paste()
        elif key == OPEN:
            self._open()
        elif key == TYPED:
            self._typed = str(value)
        elif key == READ:
            self.show_result(self._typed)
        elif key == COPY and (check := self._check) is not None:
            QGuiApplication.clipboard().setText(self._context.format_result_line(check))
            self._context.window.outcome_bar.say(translate("Share", "The line is copied."))
        elif key == "messenger":
            self._open_messenger(str(value))

    def _open_messenger(self, messenger: str) -> None:
        """Open the page of a messenger, from which Back leads to the same result."""
        context, received = self._context, self._received

        def reopen() -> None:
            page = EndsPage(context)
            context.window.page_stack.show_page(page)
            page.show_result(received)

        context.window.open_messenger(messenger, reopen)

    def paste(self) -> None:
        """Read the picture on the clipboard, or the text if there is none."""
        clipboard = QGuiApplication.clipboard()
        image = clipboard.image()
        if image.isNull():
            self.show_result(clipboard.text())
        else:
            self.read_source(encode_png(image))

    def _open(self) -> None:
        title = translate("Ends", "Open a friend's picture")
        chosen, _ = QFileDialog.getOpenFileName(self._context.window, title, find_downloads(), _PICTURES)
        if chosen:
            self.read_source(Path(chosen))

    def read_source(self, source: Path | bytes) -> None:
        """Read a file, or a picture as PNG, in the background, and show the result in it."""
        self._show((TextItem(translate("Ends", "Reading it. Nothing is sent."), dim=True),))
        self.in_background(lambda: self._context.services.read_received(source), self.show_result)

    def show_result(self, received: str | Exception) -> None:
        """Show the result lines in a text: a comparison for one, a tally for several; or why there is none."""
        sentences = self._context.content.words.sentences
        if isinstance(received, ResultLineError):
            self._show_sentence(say_fault(sentences, received.fault))
            return
        if isinstance(received, Exception):
            self._show_sentence(self._context.say_trouble(received))
            return
        self._received = received
        parsed = parse_lines(received, self._today())
        if len(parsed.lines) > 1:
            self._show_tally(parsed)
        elif parsed.lines:
            self._show_comparison(parsed)
        else:  # most lines of a message are no result lines; a fault of one that is tells more
            faults = [refusal.fault for refusal in parsed.refused if refusal.fault is not LineFault.NO_CODE]
            fault = faults[0] if faults else LineFault.NO_CODE
            self._show_sentence(say_fault(sentences, fault))

    # Output

    def _show_comparison(self, parsed: LinesRead) -> None:
        check = self._check
        content = self._context.content
        today = self._today()
        words = content.words
        own_line = ResultLine(today, ()) if check is None else make_result_line(check, self._context.day_of(check))
        countries = {country.code: country.name for country in content.countries}
        comparison = compare_ends(words, own_line, parsed.lines[0], today, countries)
        tiles = tuple(_make_tile(content, row) for row in comparison.rows)
        notes = " ".join((*comparison.notes, *say_not_counted(words.sentences, parsed)))
        answer = ResultState(comparison.answer, comparison.next_step, comparison.status, doubtful=comparison.doubtful)
        self._show((CustomItem(EndsBoard, tiles, key="ends"), *paragraphs([notes], dim=True)), answer)
        spoken_rows = [row.said for row in comparison.rows]
        announce(self, [comparison.answer, comparison.next_step, *spoken_rows, *comparison.notes])

    def _show_tally(self, parsed: LinesRead) -> None:
        check, sentences = self._check, self._context.content.words.sentences
        entries = list_end_entries(check) if check is not None else ()
        summary = say_only_me(sentences, entries, parsed.lines, self._today())
        answer = summary[0] if len(summary) == 1 else ""
        further = [line for line in summary if line != answer]
        newest, *older = say_tally(sentences, parsed, self._today())
        days = (_make_day_row(newest, opened=True), *map(_make_day_row, older))
        not_counted = tuple(say_not_counted(sentences, parsed))
        title = translate("Ends", "What was not counted")
        omitted = (BoxRow(title, items=paragraphs(not_counted), key="not counted"),) if not_counted else ()
        unchecked = sentences.say("only_me.unchecked")
        items = (
            *(TextItem(line, strong=True) for line in further),
            BoxItem((*days, *omitted), key="days"),
            TextItem(unchecked, dim=True),
        )
        self._show(items, ResultState(answer))
        announce(self, [answer, *further, *newest, *not_counted, unchecked])

    def _show_sentence(self, sentence: str) -> None:
        self._show((TextItem(sentence, strong=True),))
        announce(self, [sentence])

    def _show(self, result: tuple[Item, ...], answer: ResultState | None = None) -> None:
        self.show_answer(answer or ResultState())
        has_result = bool(result)
        entry = self._make_entry_items(has_result=has_result)
        own = self._make_own_items(has_result=has_result)
        self.show_items((*result, *entry, *own))

    def _make_entry_items(self, *, has_result: bool) -> tuple[Item, ...]:
        """Return the ways to enter a friend's result; before there is one, with an explanation."""
        explanation = translate(
            "Ends",
            "Your friend presses Share in Dialtone and sends you the picture or line. For a group, paste all messages.",
        )
        paste = translate("Ends", "Paste")
        opening = translate("Ends", "Open a picture…")
        typed = translate("Ends", "Or type the line here")
        look = ButtonStyle.PLAIN if has_result else ButtonStyle.MAIN
        return (
            *paragraphs([] if has_result else [explanation], dim=True),
            FlowItem((ActionItem(paste, PASTE, look), ActionItem(opening, OPEN))),
            FieldItem(typed, self._typed, max_chars=2 * LONGEST_LINE, enter=READ, key=TYPED),
        )

    def _make_own_items(self, *, has_result: bool) -> tuple[Item, ...]:
        """Return the line to send, collapsed once there is a result; nothing without a check.

        If it is too long, return where to choose fewer messengers.
        """
        words, check = self._context.content.words, self._check
        if check is None or self._context.settings.quiet_profile:
            return ()
        line = self._context.format_result_line(check)
        if not line:
            is_too_long = bool(make_result_line(check, self._context.day_of(check)).entries)
            choose = translate("Ends", "Choose under Share which messengers go into your line.")
            return (TextItem(choose, dim=True),) if is_too_long else ()
        cautions = (
            words.say_sharing_note("card.risky_line"),
            words.sentences.say("both_ends.vpn") if took_a_detour(check) else "",
        )
        copy = translate("Ends", "Copy your line")
        note = translate("Ends", "It contains no country, no network name and no time.")
        items = (
            TextItem(line, monospaced=True, key="own"),
            *paragraphs(cautions),
            FlowItem((ActionItem(copy, COPY, icon=ButtonIcon.COPY, note=note), TextItem(note, dim=True))),
        )
        title = translate("Ends", "Your line for your friend")
        row = BoxRow(title, items=items, opened=not has_result, key="own line")
        return (BoxItem((row,)),)

    @property
    def _check(self) -> Check | None:
        """The shown check; None if it is not about the computer's current network."""
        return self._context.window.controller.state.valid_check

    def _today(self) -> date:
        return self._context.services.now().date()


def _make_day_row(day: tuple[str, ...], *, opened: bool = False) -> BoxRow:
    """Return the row of a day, as `say_tally` puts it: it expands to a sentence for each messenger."""
    title, *messengers = day
    return BoxRow(title, items=paragraphs(messengers), opened=opened, key=title)


def _make_tile(content: LoadedContent, row: EndRow) -> EndsTile:
    """Return the tile of a messenger with the results of both ends; one that this version does not know has no page."""
    messenger = content.messenger(row.messenger)
    letter, hue = (messenger.letter, messenger.hue) if messenger is not None else ("?", _UNKNOWN_HUE)
    tile_row = Row(
        row.messenger,
        row.name,
        letter,
        hue,
        state=row.label,
        readers_in_short=row.readers_in_short,
        shape=row.status,
        doubtful=row.doubtful,
        spoken=f"{row.name}: {row.label}. {row.said}",
    )
    return EndsTile(tile_row, row.here, row.there, opens=messenger is not None)


def clipboard_may_hold_result() -> bool:
    """Return whether there is a picture or a result line on the clipboard, so that a stray key press opens nothing."""
    clipboard = QGuiApplication.clipboard()
    return not clipboard.image().isNull() or LINE_PREFIX in clipboard.text().lower()
