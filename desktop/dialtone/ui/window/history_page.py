"""The page of the history: a line for each messenger, when it stopped and came back, a table, export and deletion."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog

from dialtone.explain.history_summary import Grain, News, Strip, find_last_news, make_strips
from dialtone.explain.remembered import compare_networks
from dialtone.explain.who_reads import READABLE
from dialtone.model.frozen import Frozen
from dialtone.model.status_groups import ANSWERS
from dialtone.ui.pages.file_places import find_in_documents
from dialtone.ui.pages.history_strip import DatedStrip, HistoryStrip, StripTile
from dialtone.ui.pages.history_table import HistoryTable
from dialtone.ui.pages.page_stack import HISTORY
from dialtone.ui.painting.theme import Space
from dialtone.ui.state.labels import translate
from dialtone.ui.state.messenger_row import Row
from dialtone.ui.state.options import Option
from dialtone.ui.state.result_state import ResultState
from dialtone.ui.state.window_inputs import TROUBLE, LoadedContent
from dialtone.ui.widgets.box_items import BoxItem, BoxRow, ButtonRow
from dialtone.ui.widgets.choice import ChoiceItem
from dialtone.ui.widgets.item_view import Item, ItemPage
from dialtone.ui.widgets.page_items import ActionItem, CustomItem, FlowItem, GroupItem, TextItem, paragraphs
from dialtone.ui.window.page_context import PageContext

_MOST_STORIES = 6
_FILE_TYPES = ("CSV (*.csv)", "JSON (*.json)")
_DAYS = 62
"""Enough for the lines in any time zone; earlier records are used only for the stories."""


class _ReadHistory(Frozen):
    """The history of one period, as it was read."""

    strips: Sequence[Strip] = ()
    """The line of each messenger, in the order of the window."""
    network_differences: Sequence[str] = ()
    """What fails on one network and works on another, in sentences."""
    news: News | None = None
    """The last change, such as a messenger that came back; None for none."""
    on_one_network: bool = False
    trouble: str = ""
    """Why it could not be read, as a sentence: it counts as empty then. Empty if it was read."""


def _read_history(context: PageContext, grain: Grain, cells: int) -> _ReadHistory:
    """Read the history for the whole page. `grain`, `cells`: what a cell of a line covers, and how many there are."""
    words = context.content.words
    now = context.services.now()
    try:
        records = context.services.history.read_condensed(_DAYS)
    except TROUBLE as problem:
        return _ReadHistory(trouble=context.say_trouble(problem))
    strips = make_strips(records, words.sentences, now, grain, cells)
    return _ReadHistory(
        strips=sorted(strips, key=lambda strip: context.place_of(strip.messenger)),
        network_differences=compare_networks(words.sentences, records),
        news=find_last_news(records, words.sentences, now),
        on_one_network=len({record.network for record in records}) == 1,
    )


class HistoryPage(ItemPage):
    """Shows the stored history.

    Signals:
        changed: the history was deleted or restored.
    """

    name = HISTORY
    changed = Signal()

    def __init__(self, context: PageContext) -> None:
        super().__init__(translate("History", "History"), spacing=Space.L)
        self._context, self._history = context, context.services.history
        self._shown = _ReadHistory()
        self._messenger = ""
        self._period = 0
        """The index of the chosen period in `_list_periods`."""
        self._cursor = ("", "")
        """The messenger whose line has the focus, and the cell at the cursor, as spoken."""
        self.erased = b""
        """What was deleted on this page; it can be restored while the page is open."""
        self.acted.connect(self._on_acted)
        self.refresh()

    def refresh(self) -> None:
        """Read the history after a check or another change, and show it; the choices of the person stay."""
        grain, cells, _label = _list_periods()[self._period]
        self._shown = _read_history(self._context, grain, cells)
        self._show()

    def would_lose(self) -> bool:
        """Return whether a deletion can still be undone."""
        return bool(self.erased)

    def _choose_notice(self) -> str:
        """Return the sentence above the lines; an unreadable history comes first, since it explains their absence."""
        if self._shown.trouble:
            return self._shown.trouble
        problem, settings = self._context.window.controller.state.history_error, self._context.settings
        if problem is not None and settings.keep_history and not settings.quiet_profile:
            unsaved = translate("History", "The last check is not in the history.")
            return f"{unsaved} {self._context.say_trouble(problem)}"
        if self._history.set_aside:
            text = translate("History", "Damaged history saved as {name}.")
            return text.format(name=self._history.set_aside)
        return ""

    def _show(self) -> None:
        """Show the last change, and the lines of the chosen messenger or of all, with what can be done with them."""
        strips = self._shown.strips
        if self._messenger not in [strip.messenger for strip in strips]:
            self._messenger = ""
        shown = [strip for strip in strips if self._messenger in ("", strip.messenger)]
        self.show_answer(self._make_answer())
        items: list[Item] = [*paragraphs((self._choose_notice(),), dim=True)]
        if shown:
            differences = () if self._messenger else paragraphs(self._shown.network_differences)
            dated = [*map(DatedStrip, shown[:-1]), _with_dates(shown[-1])]
            items += (self._make_choices(), *differences, *map(self._make_line, dated), _make_box(shown))
        if self.erased:
            undo = ActionItem(translate("Window", "Undo"), "undo")
            items.append(FlowItem((TextItem(translate("History", "The history is deleted.")), undo)))
        self.show_items(items)

    def _make_answer(self) -> ResultState:
        """Return the last change, such as a messenger that came back; or that there are no checks yet."""
        if not (self._shown.strips or self._choose_notice()):  # a history that cannot be read may contain checks
            note = translate("History", "Results appear here, on this computer only.")
            return ResultState(translate("History", "No checks yet"), note)
        news = self._shown.news
        if news is None or self._messenger:
            return ResultState()
        return ResultState(news.sentence, news.since, news.status, doubtful=news.doubtful)

    def _answer_tells_of(self, strip: Strip) -> bool:
        """Return whether the answer is the newest sentence of a messenger's story, so that this need not be repeated.

        With several networks, the newest sentence may be about another one than the answer.
        """
        news = self._shown.news
        is_news = news is not None and news.messenger == strip.messenger
        return is_news and self._shown.on_one_network and not self._messenger

    def _make_choices(self) -> Item:
        """Return the row in which a messenger, or all, and a period are chosen."""
        everyone = Option("", translate("History", "All messengers"))
        messengers = (everyone, *(Option(strip.messenger, strip.name) for strip in self._shown.strips))
        periods = tuple(Option(number, label) for number, (_grain, _cells, label) in enumerate(_list_periods()))
        messenger_choice = ChoiceItem(translate("History", "Which messenger"), messengers, self._messenger, key="which")
        period_choice = ChoiceItem(translate("History", "Period"), periods, self._period, key="period")
        return FlowItem((messenger_choice, period_choice))

    def _make_line(self, dated: DatedStrip) -> Item:
        """Return a messenger with its line, the cell at the cursor, and its story."""
        strip = dated.strip
        tile = CustomItem(StripTile, _make_row(strip, self._context.content), key=f"tile of {strip.messenger}")
        line = FlowItem((tile, CustomItem(HistoryStrip, dated, key=strip.messenger)), key="line")
        focused_messenger, spoken_cell = self._cursor
        at_cursor = spoken_cell if focused_messenger == strip.messenger else ""
        story = strip.story[1:] if self._answer_tells_of(strip) else strip.story
        below = paragraphs((at_cursor, *story[:_MOST_STORIES]), dim=True)
        return GroupItem((line, *below), key=f"line of {strip.messenger}")

    def _on_acted(self, key: str, value: object) -> None:
        """Handle the choices and the buttons; every other key is the messenger of a line whose cursor has moved."""
        match key:
            case "which":
                self._messenger = str(value)
                self._show()
            case "period":
                self._period = int(str(value))
                self.refresh()
            case "export":
                self._export()
            case "forget":
                self._context.succeeds(self._delete)
            case "undo":
                self._context.succeeds(self._restore)
            case _:
                self._cursor = (key, str(value))
                self._show()

    def _export(self) -> None:
        """Ask for a file, and write the history to it, in the format of its suffix, else of the chosen file type."""
        suggested = find_in_documents(f"dialtone-history-{self._context.services.now().date()}.csv")
        chosen, file_type = QFileDialog.getSaveFileName(self, self.windowTitle(), suggested, ";;".join(_FILE_TYPES))
        if chosen:
            path = Path(chosen)
            formats = {".csv": False, ".json": True}
            as_json = formats.get(path.suffix.lower(), file_type == _FILE_TYPES[1])
            from dialtone.store.exports import format_csv, format_json  # imported late: exports are rare

            encode = format_json if as_json else format_csv
            self._context.save_file(path, lambda: encode(self._history.read()).encode())

    def _delete(self) -> None:
        self.erased = self._history.forget()
        self.refresh()
        self.focus("undo")
        self.changed.emit()

    def _restore(self) -> None:
        erased, self.erased = self.erased, b""
        self._history.put_back(erased)
        self.refresh()
        self.changed.emit()


def _with_dates(strip: Strip) -> DatedStrip:
    """Return the strip with the dates of its ends; while it has room for later cells, only with the first one."""
    has_last_cell = len(strip.cells) >= strip.slots
    return DatedStrip(strip, strip.cells[0].when, strip.cells[-1].when if has_last_cell else "")


def _list_periods() -> tuple[tuple[Grain, int, str], ...]:
    """Return the periods to choose from: what one cell of a line covers, the number of cells, and the label."""
    return (
        (Grain.DAY, 7, translate("History", "7 days")),
        (Grain.HOUR, 48, translate("History", "48 hours")),
        (Grain.DAY, 60, translate("History", "60 days")),
    )


def _make_box(strips: Sequence[Strip]) -> Item:
    """Return the rows below the lines: the history as a table, its export, and its deletion."""
    table = CustomItem(HistoryTable, tuple(strips), key="table")
    delete = ActionItem(translate("History", "Delete the whole history?"), "forget")
    rows = (
        BoxRow(translate("History", "As a table"), items=(table,), key="as a table"),
        ButtonRow(translate("History", "Export…"), "export"),
        BoxRow(translate("History", "Delete history"), items=(delete,), key="deletion"),
    )
    return BoxItem(rows)


def _make_row(strip: Strip, content: LoadedContent) -> Row:
    """Return the row of a messenger beside its line: its last state, with a shape if that is of the newest period."""
    messenger = content.messenger(strip.messenger)
    last = strip.last
    letter, hue = (messenger.letter, messenger.hue) if messenger is not None else ("", "")
    is_recent = bool(strip.cells[-1].status)
    state, shape = (last.state, last.status) if is_recent else (last.spoken, "")
    caution = content.words.say_caution(strip.messenger)
    if caution and shape in ANSWERS:
        shape = READABLE
    return Row(
        strip.messenger,
        strip.name,
        letter,
        hue,
        state=state,
        readers_in_short=caution,
        shape=shape,
        doubtful=last.unsure,
    )
