"""The history: a strip per messenger, when it stopped and came back, a table of the same, and the way to forget it."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QDate, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from dialtone.explain.history_summary import Grain, News, Strip
from dialtone.ui.messengers.page_memory import remember, restore
from dialtone.ui.pages.file_places import in_documents
from dialtone.ui.pages.history_strip import HistoryStrip
from dialtone.ui.painting.theme import SPACE_M, SPACE_S, SPACE_XS, Type
from dialtone.ui.widgets.choice import Choice
from dialtone.ui.widgets.controls import Button, Text
from dialtone.ui.widgets.disclosure import Disclosure
from dialtone.ui.widgets.face import RESTING, EmptyState, FacedHeading
from dialtone.ui.widgets.flat_table import flatten
from dialtone.ui.widgets.flow_layout import in_a_row
from dialtone.ui.widgets.notice_bar import UndoBar
from dialtone.ui.widgets.page import Page

_WEEK, _HOURS, _LONG = (Grain.DAY, 7), (Grain.HOUR, 48), (Grain.DAY, 60)
_MOST_STORIES = 6
_KINDS = ("CSV (*.csv)", "JSON (*.json)")

Strips = Callable[[Grain, int], Sequence[Strip]]
"""Return the strips of this many days or hours."""


class HistoryPage(Page):
    """Shows what is remembered.

    Signals:
        export_requested: the file to write, and `csv` or `json`.
        forget_requested: everything is to be erased; the person has been asked.
        put_back_requested: what was erased just now (the data) is to be there again.
    """

    export_requested = Signal(Path, str)
    forget_requested = Signal()
    put_back_requested = Signal(bytes)

    def __init__(
        self,
        strips: Strips,
        compared: Callable[[], Sequence[str]] = tuple,
        news: Callable[[], News | None] = lambda: None,
        parent: QWidget | None = None,
    ) -> None:
        """`compared` returns what fails on one network and works on another, `news` what changed last."""
        super().__init__(QCoreApplication.translate("History", "History"), parent)
        self._strips = strips
        self._compared, self._last_news = compared, news
        self.grain = Choice()
        self.grain.setAccessibleName(QCoreApplication.translate("History", "Period"))
        self.grain.addItem(QCoreApplication.translate("History", "7 days"), _WEEK)
        self.grain.addItem(QCoreApplication.translate("History", "48 hours"), _HOURS)
        self.grain.addItem(QCoreApplication.translate("History", "60 days"), _LONG)
        self.which = Choice()
        self.which.setAccessibleName(QCoreApplication.translate("History", "Which messenger"))
        self._message = Text(dim=True)
        self._content = QWidget()
        self.export_button = Button(QCoreApplication.translate("History", "Export…"))
        self.forget_button = Button(QCoreApplication.translate("History", "Delete history"))
        self.sure_button = Button(QCoreApplication.translate("History", "Delete the whole history?"))
        self.keep_button = Button(QCoreApplication.translate("History", "Keep the history"))
        self._second_thought = QTimer(self, singleShot=True, interval=QApplication.doubleClickInterval())
        self._second_thought.timeout.connect(lambda: self.sure_button.setEnabled(True))
        self.column.addWidget(in_a_row(self.which, self.grain))
        self.column.addWidget(self._message)
        self.column.addWidget(self._content)
        self._offers = in_a_row(self.export_button, apart=self.forget_button)
        self._question = in_a_row(self.sure_button, apart=self.keep_button)
        self.column.addWidget(self._offers)
        self.column.addWidget(self._question)
        self._erased = b""
        self.undo_bar = UndoBar()
        self.undo_bar.undo_requested.connect(lambda: self.put_back_requested.emit(self._erased))
        self.column.addWidget(self.undo_bar)
        self.grain.currentIndexChanged.connect(self.refresh)
        self.which.currentIndexChanged.connect(self._show)
        self.export_button.clicked.connect(self._on_export_clicked)
        self.forget_button.clicked.connect(self._on_forget_clicked)
        self.sure_button.clicked.connect(self._on_sure_clicked)
        self.keep_button.clicked.connect(self._on_keep_clicked)
        self._ask(False)
        self._all: Sequence[Strip] = ()
        self._lines: Sequence[str] = ()
        self._news: News | None = None
        self.refresh()

    def refresh(self) -> None:
        """Read again what is remembered."""
        self._all, self._lines, self._news = self._read(), self._compared(), self._last_news()
        self._ask(False)
        self._fill_which()
        self._show()

    def renew(self) -> None:
        """A check has ended while the page is open: show what is new, and leave the page as the person has it."""
        fresh, lines, news = self._read(), self._compared(), self._last_news()
        if (fresh, lines, news) == (self._all, self._lines, self._news):
            return
        self._all, self._lines, self._news = fresh, lines, news
        memory = remember(self._content)
        self._fill_which()
        self._show()
        restore(self._content, memory)

    def _read(self) -> Sequence[Strip]:
        grain, cells = (_WEEK, _HOURS, _LONG)[self.grain.currentIndex()]
        return self._strips(grain, cells)

    def _fill_which(self) -> None:
        chosen = self.which.currentData()
        self.which.blockSignals(True)
        self.which.clear()
        self.which.addItem(QCoreApplication.translate("History", "All messengers"), "")
        for strip in self._all:
            self.which.addItem(strip.name, strip.messenger)
        self.which.setCurrentIndex(max(0, self.which.findData(chosen)))
        self.which.blockSignals(False)

    def say_erased(self, erased: bytes) -> None:
        """Show that nothing is left, and offer the way back for a while: `erased` is kept as long as the page is."""
        self._erased = erased
        self.refresh()
        self.undo_bar.show_sentence(QCoreApplication.translate("History", "The history is deleted."))
        self.undo_bar.button.setFocus(Qt.FocusReason.OtherFocusReason)

    def say(self, sentence: str) -> None:
        """Say what came of something, or what is wrong with the history."""
        self._message.setText(sentence)
        self._message.setVisible(bool(sentence))

    def _show(self) -> None:
        chosen = self.which.currentData()
        strips = [strip for strip in self._all if not chosen or strip.messenger == chosen]
        self.say("")
        for button in (self.export_button, self.forget_button):
            button.setEnabled(bool(self._all))
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_M)
        if not strips:
            title = QCoreApplication.translate("History", "No checks yet")
            note = QCoreApplication.translate("History", "Results appear here, on this computer only.")
            column.addWidget(EmptyState(RESTING, title, note))
        if self._news is not None and not chosen:
            column.addWidget(FacedHeading(self._news.sentence, self._news.status, doubtful=self._news.doubtful))
            column.addWidget(Text(self._news.since))
        for line in () if chosen else self._lines:
            column.addWidget(Text(line))
        for strip in strips:
            column.addWidget(_strip(strip))
            column.addSpacing(SPACE_M)  # what belongs together stands closer
        if strips:
            column.addWidget(Disclosure(QCoreApplication.translate("History", "As a table"), _table(strips)))
        self.column.replaceWidget(self._content, content)
        self._content.hide()
        self._content.deleteLater()
        self._content = content

    def _on_export_clicked(self) -> None:
        place = in_documents(f"dialtone-history-{QDate.currentDate().toString(Qt.DateFormat.ISODate)}.csv")
        chosen, kind = QFileDialog.getSaveFileName(self, self.windowTitle(), place, ";;".join(_KINDS))
        if chosen:
            path = Path(chosen)
            json = path.suffix.lower() == ".json" or (kind == _KINDS[1] and path.suffix.lower() != ".csv")
            self.export_requested.emit(path, "json" if json else "csv")

    def _ask(self, asking: bool) -> None:
        """Show the question instead of its button: the way back is where that was, the answer far from it."""
        self._offers.setVisible(not asking)
        self._question.setVisible(asking)
        self.sure_button.setEnabled(False)  # not at once: a double click is no answer
        self._second_thought.stop()

    def _on_forget_clicked(self) -> None:
        self._ask(True)
        self.keep_button.setFocus(Qt.FocusReason.OtherFocusReason)
        self._second_thought.start()

    def _on_keep_clicked(self) -> None:
        self._ask(False)
        self.forget_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_sure_clicked(self) -> None:
        self._ask(False)
        self.forget_requested.emit()


def _strip(strip: Strip) -> QWidget:
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(SPACE_XS)
    painted = HistoryStrip(strip)
    pointed = Text(kind=Type.CAPTION, dim=True, selectable=False)
    pointed.setAlignment(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
    painted.pointed.connect(pointed.setText)
    head = QHBoxLayout()
    head.setSpacing(SPACE_S)
    name = Text(strip.name, strong=True, selectable=False)
    name.setWordWrap(False)
    head.addWidget(name)
    if strip.mark:
        mark = Text(strip.mark, Type.CAPTION, dim=True, selectable=False)
        mark.setWordWrap(False)
        head.addWidget(mark, 0, Qt.AlignmentFlag.AlignBottom)  # on the line of the name, whose letters are larger
    head.addWidget(pointed, 1)
    ends = QHBoxLayout()
    sides = [Qt.AlignmentFlag.AlignLeading, Qt.AlignmentFlag.AlignTrailing]
    if len(strip.cells) < strip.room:
        sides.pop()  # the far end is a time to come
    for cell, side in zip((strip.cells[0], strip.cells[-1]), sides, strict=False):
        when = Text(cell.when, Type.CAPTION, dim=True, selectable=False)
        when.setAlignment(side | Qt.AlignmentFlag.AlignTop)
        ends.addWidget(when)
    column.addLayout(head)
    column.addWidget(painted)
    column.addLayout(ends)
    for line in strip.story[:_MOST_STORIES]:
        column.addWidget(Text(line))
    return box


def _table(strips: Sequence[Strip]) -> QTableWidget:
    """The same as a table: a line per time at which something is known, the newest first."""
    times = [n for n in range(len(strips[0].cells) - 1, -1, -1) if any(strip.cells[n].status for strip in strips)]
    table = QTableWidget(len(times), len(strips))
    table.setAccessibleName(QCoreApplication.translate("History", "As a table"))
    flatten(table)
    table.setHorizontalHeaderLabels([strip.name for strip in strips])
    table.setVerticalHeaderLabels([strips[0].cells[n].when for n in times])
    for line, number in enumerate(times):
        for column, strip in enumerate(strips):
            item = QTableWidgetItem(strip.cells[number].state)
            item.setToolTip(strip.cells[number].spoken)
            table.setItem(line, column, item)
    heads = table.horizontalHeader()
    heads.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
    heads.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
    table.setShowGrid(False)
    table.setMinimumHeight(240)
    return table
