"""The history: a line per messenger, when it stopped and came back, the same as a table, export and deletion."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFileDialog,
    QFrame,
    QHeaderView,
    QSizePolicy,
    QTableWidget,
    QTableWidgetItem,
)

from dialtone.explain.explainer import Explainer
from dialtone.explain.history_summary import Grain, News, Strip, last_news, make_strips
from dialtone.explain.remembered import compare_networks
from dialtone.model.frozen import replace
from dialtone.model.history_record import HistoryRecord
from dialtone.model.readers import Readers
from dialtone.ui.messengers.tile import Tile
from dialtone.ui.pages.file_places import find_in_documents, say_saved
from dialtone.ui.pages.history_strip import HistoryStrip
from dialtone.ui.painting.theme import SPACE_L, SPACE_M, SPACE_S, scale_to_font
from dialtone.ui.state.country_names import Choosable
from dialtone.ui.state.labels import translate
from dialtone.ui.state.messenger_row import Row
from dialtone.ui.state.result_state import ResultState
from dialtone.ui.widgets.box_items import BoxItem, BoxRow
from dialtone.ui.widgets.choice import ChoiceItem
from dialtone.ui.widgets.item_view import Item, ItemPage
from dialtone.ui.widgets.page_items import (
    ActionItem,
    CustomItem,
    GroupItem,
    RowItem,
    TextItem,
    paragraphs,
)
from dialtone.ui.window.page_context import PageContext

_PERIODS = ((Grain.DAY, 7), (Grain.HOUR, 48), (Grain.DAY, 60))
"""What a cell of a line is, and how many there are; `_name_periods` has their names."""
_TILE, _TILE_FONT_HEIGHTS = 217, 16
"""The width of a messenger beside its line; with a large font, in font heights."""
_MOST_STORIES = 6
"""The most sentences below a line on when the messenger stopped and came back."""
_KINDS = ("CSV (*.csv)", "JSON (*.json)")

_DAYS = 62
"""Enough for the lines in any time zone; earlier records are used only for the stories."""


class HistoryPage(ItemPage):
    """Shows the stored history.

    Signals:
        changed: the history was deleted or restored.
    """

    changed = Signal()

    def __init__(self, context: PageContext, unwritten: Exception | None = None) -> None:
        """`unwritten`: why the last check could not be stored."""
        super().__init__(translate("History", "History"), spacing=SPACE_L)
        self._context, self._history = context, context.services.history
        self._strips: Sequence[Strip] = ()
        self._compared: Sequence[str] = ()
        """What fails on one network and works on another."""
        self._news: News | None = None
        """The last change, such as a messenger that came back; None for none."""
        self._chosen, self._period = "", 0
        """The messenger whose line is shown, empty for all; and the period, an index of `_PERIODS`."""
        self._cursor = ("", "")
        """The messenger whose line has the focus, and the period at the cursor, as spoken."""
        self.erased = b""
        """What was deleted on this page; it can be restored while the page is open."""
        self.acted.connect(self._on_acted)
        self._message = "" if unwritten is None else context.trouble(unwritten)
        """The outcome of an action."""
        self._unread = ""
        """Why the history could not be read the last time."""
        self._read()
        self._show()

    def refresh(self) -> None:
        """Read the history again; the choices of the person stay."""
        self._read()
        self._show()

    def would_lose(self) -> bool:
        """Return whether a deletion can still be undone."""
        return bool(self.erased)

    def say(self, sentence: str) -> None:
        """Show the outcome of an action, or what is wrong with the history."""
        self._message = sentence
        self._show()

    def _read(self) -> None:
        """Read the history once for the whole page, and note why if that fails."""
        records: Sequence[HistoryRecord] = ()
        self._unread = ""
        try:
            records = self._history.read_condensed(_DAYS)
        except self._context.services.trouble as problem:
            self._unread = self._context.trouble(problem)
        if (content := self._context.content) is not None:
            words, now = content.words, self._context.services.now()
            strips = make_strips(records, words.sentences, now, *_PERIODS[self._period])
            self._strips = tuple(_with_mark(strip, words) for strip in strips)
            self._compared = compare_networks(words.sentences, records)
            self._news = last_news(records, words.sentences, now)

    def _notice(self) -> str:
        """Return the sentence above the lines; an unreadable history comes first, since it explains their absence."""
        notice = self._unread or self._message
        if self._history.set_aside and not notice:
            text = translate("History", "Damaged history saved as {name}.")
            return text.format(name=self._history.set_aside)
        return notice

    def _show(self) -> None:
        """Show the last change, and the strips of the chosen messenger or of all, with what can be done about them."""
        if self._chosen not in [strip.messenger for strip in self._strips]:
            self._chosen = ""
        self.show_answer(self._answer())
        notice = paragraphs((self._notice(),), dim=True)
        compared = () if self._chosen else paragraphs(self._compared)
        items: list[Item] = [*notice]
        if self._strips:
            items += (self._choices(), *compared, *self._strip_items())
        if self.erased:
            undo = ActionItem(translate("Window", "Undo"), "undo")
            items.append(RowItem((TextItem(translate("History", "The history is deleted.")), undo)))
        self.show_items(items)

    def _answer(self) -> ResultState:
        """Return the last change, such as a messenger that came back; or that there are no checks yet."""
        if not (self._strips or self._notice()):  # what cannot be read may hold checks
            note = translate("History", "Results appear here, on this computer only.")
            return ResultState(translate("History", "No checks yet"), note)
        news = self._news
        if news is None or self._chosen:
            return ResultState()
        return ResultState(news.sentence, news.since, news.status, doubtful=news.doubtful)

    def _choices(self) -> Item:
        """Return the row in which a messenger, or all, and a period are chosen."""
        everyone = Choosable("", translate("History", "All messengers"))
        messengers = (everyone, *(Choosable(strip.messenger, strip.name) for strip in self._strips))
        periods = tuple(Choosable(number, name) for number, name in enumerate(_name_periods()))
        messenger_label = translate("History", "Which messenger")
        period_label = translate("History", "Period")
        return RowItem(
            (
                ChoiceItem(messenger_label, messengers, self._chosen, key="which"),
                ChoiceItem(period_label, periods, self._period, key="period"),
            )
        )

    def _strip_items(self) -> Iterator[Item]:
        """Yield the lines over time, and the same as a table, as a file, and not at all."""
        shown = [strip for strip in self._strips if self._chosen in ("", strip.messenger)]
        for strip in shown:
            dates = _dates(strip) if strip is shown[-1] else ("", "")
            yield self._strip_item(strip, dates)
        table = CustomItem(_Table, tuple(shown), key="table")
        delete = ActionItem(translate("History", "Delete the whole history?"), "forget")
        yield BoxItem(
            (
                BoxRow(translate("History", "As a table"), items=(table,), key="as a table"),
                BoxRow(translate("History", "Export…"), acts=True, key="export"),
                BoxRow(translate("History", "Delete history"), items=(delete,), key="deletion"),
            )
        )

    def _strip_item(self, strip: Strip, dates: tuple[str, str]) -> Item:
        """Return a messenger with its line, and below it the period at the cursor and what happened."""
        content = self._context.content
        messenger = content.messenger(strip.messenger) if content is not None else None
        letter, hue = (messenger.letter, messenger.hue) if messenger is not None else ("", "")
        row = Row(strip.messenger, strip.name, letter, hue, state=strip.mark)
        tile = CustomItem(_StripTile, row, key=f"tile of {strip.messenger}")
        line = CustomItem(HistoryStrip, (strip, dates), key=strip.messenger)
        pointed = self._cursor[1] if self._cursor[0] == strip.messenger else ""
        below = (*paragraphs((pointed,), dim=True), *paragraphs(strip.story[:_MOST_STORIES], dim=True))
        return GroupItem((RowItem((tile, line)), *below), SPACE_S, key=f"line of {strip.messenger}")

    def _on_acted(self, key: str, value: object) -> None:
        """Handle the choices and the buttons; every other key is the messenger of a line whose cursor has moved."""
        match key:
            case "which":
                self._chosen = str(value)
                self.say("")
            case "period":
                self._period = int(str(value))
                self.refresh()
            case "export":
                self._export()
            case "forget":
                self._attempt(self._delete)
            case "undo":
                self._attempt(self._restore)
            case _:
                self._cursor = (key, str(value))
                self._show()

    def _export(self) -> None:
        """Ask for a file, and write the history to it: the name's ending decides the format, else the chosen kind."""
        suggested = find_in_documents(f"dialtone-history-{QDate.currentDate().toString(Qt.DateFormat.ISODate)}.csv")
        chosen, kind = QFileDialog.getSaveFileName(self, self.windowTitle(), suggested, ";;".join(_KINDS))
        if chosen:
            path = Path(chosen)
            json = path.suffix.lower() == ".json" or (kind == _KINDS[1] and path.suffix.lower() != ".csv")
            self._attempt(lambda: self._write(path, json=json))

    def _write(self, path: Path, *, json: bool) -> None:
        """Write all records to a file as JSON or CSV, and say where they are."""
        from dialtone.store.history_export import format_csv, format_json  # imported late: exports are rare

        records = self._history.read()
        text = format_json(records) if json else format_csv(records)
        self._context.services.write(path, text.encode())
        self.say(say_saved(path))

    def _delete(self) -> None:
        """Delete the history, and offer to undo that."""
        self.erased = self._history.forget()
        self._message = ""
        self.refresh()
        self.focus("undo")
        self.changed.emit()

    def _restore(self) -> None:
        """Undo the deletion of the history."""
        erased, self.erased = self.erased, b""
        self._history.put_back(erased)
        self.refresh()
        self.changed.emit()

    def _attempt(self, work: Callable[[], None]) -> None:
        """Do this, and say what went wrong."""
        if trouble := self._context.attempt(work):
            self.say(trouble)


def _name_periods() -> tuple[str, ...]:
    """Return the names of the periods, in the order of `_PERIODS`."""
    return (
        translate("History", "7 days"),
        translate("History", "48 hours"),
        translate("History", "60 days"),
    )


def _with_mark(strip: Strip, words: Explainer) -> Strip:
    """Return the strip with a mark if a state can read the messenger."""
    readable = words.readers(strip.messenger) == Readers.STATE
    return replace(strip, mark=words.mark(strip.messenger)) if readable else strip


def _dates(strip: Strip) -> tuple[str, str]:
    """Return the dates at both ends of the lines; the last is left out while there is room for later ones."""
    return strip.cells[0].when, strip.cells[-1].when if len(strip.cells) >= strip.room else ""


class _StripTile(Tile):
    """A messenger at the beginning of its line; it opens nothing."""

    def __init__(self) -> None:
        super().__init__(Row("", ""))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Minimum)
        self.setFixedWidth(scale_to_font(_TILE, self.font(), _TILE_FONT_HEIGHTS))
        self.setEnabled(False)


_LOOK = (
    "QHeaderView { background: palette(base); border: none; }"
    "QHeaderView::section, QTableCornerButton::section { background: palette(base); border: none; padding: 6px 8px;"
    " border-bottom: 1px solid palette(midlight); color: palette(placeholder-text); }"
    "QTableView::item { border-bottom: 1px solid palette(midlight); padding: 6px 4px; }"
)
"""Uses `palette()` roles, so that it follows a change of scheme."""


class _Table(QTableWidget):
    """The same as a table: a row per period in which something is known, newest first."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(translate("History", "As a table"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setStyleSheet(_LOOK)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        leading = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        self.horizontalHeader().setDefaultAlignment(leading)
        self.setShowGrid(False)
        self.setMinimumHeight(20 * SPACE_M)

    def show_value(self, strips: Sequence[Strip]) -> None:
        """Show these strips."""
        times = [n for n in range(len(strips[0].cells) - 1, -1, -1) if any(strip.cells[n].status for strip in strips)]
        self.setRowCount(len(times))
        self.setColumnCount(len(strips))
        self.setHorizontalHeaderLabels([strip.name for strip in strips])
        self.setVerticalHeaderLabels([strips[0].cells[n].when for n in times])
        for line, number in enumerate(times):
            for column, strip in enumerate(strips):
                item = QTableWidgetItem(strip.cells[number].state)
                item.setToolTip(strip.cells[number].spoken)
                self.setItem(line, column, item)
