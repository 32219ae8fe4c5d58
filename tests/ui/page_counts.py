"""Walks the pages of the pictures and prints the counts in `docs/visual.md`: words, rows and tab stops of each.

Usage: QT_QPA_PLATFORM=offscreen PYTHONPATH=tests .venv/bin/python -m ui.page_counts [PART OF A NAME]

A line for each scene: per language the words that are read before anything is pressed and those once every row is
expanded; then, in English, the rows that expand, the tab stops, and how many of these have no name.
"""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QAccessible, QFont
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from dialtone.model.frozen import Frozen
from dialtone.ui.appearance import Appearance
from dialtone.ui.launch import name_application
from dialtone.ui.messengers.waves import Waves
from dialtone.ui.pages.history_strip import HistoryStrip
from dialtone.ui.painting.base_colours import BaseColours
from dialtone.ui.painting.card_font import read_card_font
from dialtone.ui.painting.theme import make_palette
from dialtone.ui.state.languages import Translations
from dialtone.ui.widgets.box_items import BoxHead
from dialtone.ui.widgets.layouts import list_tab_stops
from shown_words import count_words
from spoken import EXAMPLES
from typefaces import only_own_fonts
from ui.examples import RESOURCES
from ui.page_rows import open_all
from ui.scenes import SCENES
from ui.window_fixture import Scene, make_window_fixture, settle


class PageCounts(Frozen):
    """What was counted on one page."""

    words: int
    """Before anything is pressed, also below the fold."""
    words_expanded: int
    rows: int
    """Rows that expand, at first."""
    tab_stops: int
    nameless: int
    """Tab stops of which a screen reader can only say the role."""


def list_texts(window: QWidget) -> list[str]:
    """Return everything that can be read in a window now, also below the fold."""
    texts: list[str] = []
    for widget in window.findChildren(QWidget):
        if not widget.isVisible():
            continue
        if isinstance(widget, HistoryStrip):
            texts += widget.dates
        elif isinstance(widget, QLabel | QPushButton):
            texts.append(widget.text())
        elif isinstance(widget, Waves):
            texts.append(widget.accessibleName())  # the words at both ends of the lines
    return texts


def count(scene: Scene, language: str) -> PageCounts:
    """Return the counts of a scene; its window is closed again."""
    fixture = make_window_fixture(language, first_run=scene.first_run)
    window = fixture.window
    window.resize(scene.size)
    window.show()
    scene.prepare(fixture)
    settle(window)
    words, stops = _count_words(window), [stop for stop in list_tab_stops(window) if _is_reached(stop)]
    rows = [head for head in window.findChildren(BoxHead) if head.isVisible() and head.expands]
    nameless = [stop for stop in stops if not _name_of(stop)]
    open_all(window)
    settle(window)
    counts = PageCounts(words, _count_words(window), len(rows), len(stops), len(nameless))
    window.close()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return counts


def _count_words(window: QWidget) -> int:
    return sum(map(count_words, list_texts(window)))


def _is_reached(widget: QWidget) -> bool:
    return widget.isVisible() and widget.isEnabled() and bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)


def _name_of(widget: QWidget) -> str:
    spoken = QAccessible.queryAccessibleInterface(widget)
    return spoken.text(QAccessible.Text.Name) if spoken is not None else ""


def main(only: str) -> None:
    """Print a row of the table for each scene whose name contains `only`."""
    app = QApplication([])
    name_application(app)
    Appearance(app)
    app.setFont(QFont("Noto Sans", 10))
    app.setPalette(make_palette(BaseColours.LIGHT))
    read_card_font(RESOURCES / "fonts")
    translations = Translations(RESOURCES / "languages")
    scenes = [scene for scene in SCENES if only in scene.name]
    counted: dict[str, list[PageCounts]] = {scene.name: [] for scene in scenes}
    for language in EXAMPLES:
        translations.use(language)
        for scene in scenes:
            counted[scene.name].append(count(scene, language))
    print(f"| scene | words {' · '.join(EXAMPLES)} | all expanded | rows | tab stops | without a name |")
    print("|---|---|---|---|---|---|")
    for name, counts in counted.items():
        before = " · ".join(str(one.words) for one in counts)
        after = " · ".join(str(one.words_expanded) for one in counts)
        print(f"| {name} | {before} | {after} | {counts[0].rows} | {counts[0].tab_stops} | {counts[0].nameless} |")


if __name__ == "__main__":
    with TemporaryDirectory() as folder, only_own_fonts(Path(folder)):
        main(sys.argv[1] if len(sys.argv) > 1 else "")
