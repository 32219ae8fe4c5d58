"""Where the person was in a window that is let go, so that it comes back as it was."""

from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QComboBox, QDialog, QLineEdit

from dialtone.model.frozen import Frozen
from dialtone.ui.messengers.page_memory import PageMemory, remember, restore
from dialtone.ui.pages.header import Section
from dialtone.ui.pages.history_page import HistoryPage
from dialtone.ui.pages.settings_page import SettingsPage
from dialtone.ui.widgets.notice_bar import UndoBar
from dialtone.ui.window.main_window import MainWindow


class WindowMemory(Frozen):
    """The state of one window; its place and size are the frame's, which stays."""

    section: Section
    messenger: str
    """Whose page was open; empty for none."""
    opened: PageMemory
    chosen: tuple[tuple[str, int], ...]
    """What was chosen on the page of the history, by the names of the fields."""
    scrolled: tuple[int, ...]
    """How far each thing that can be scrolled was."""


def remember_window(window: MainWindow) -> WindowMemory | None:
    """Look at a window that nobody sees. None where something would be lost that only it has.

    That is what was typed, an open dialog, something that can still be taken back, and a page that stands for one act.
    """
    section = _section(window)
    typed = any(line.isModified() for line in window.findChildren(QLineEdit))
    undone = any(not bar.isHidden() for bar in window.findChildren(UndoBar))
    asked = any(isinstance(one, QDialog) and one.isVisible() for one in QApplication.topLevelWidgets())
    if section is None or typed or undone or asked or window.asking:
        return None
    return WindowMemory(
        section,
        window.messenger_shown,
        remember(window),
        tuple((one.accessibleName(), one.currentIndex()) for one in _choices(window)),
        tuple(area.verticalScrollBar().value() for area in window.findChildren(QAbstractScrollArea)),
    )


def restore_window(window: MainWindow, memory: WindowMemory) -> None:
    """Bring a new window that shows what is known into that state."""
    if memory.messenger:
        window.open_messenger(memory.messenger)
    if memory.section is not Section.RESULT:
        window.page_stack.open(memory.section)
    chosen = dict(memory.chosen)
    for choice in _choices(window):
        choice.setCurrentIndex(chosen.get(choice.accessibleName(), choice.currentIndex()))
    restore(window, memory.opened)


def scroll_window(window: MainWindow, memory: WindowMemory) -> None:
    """Scroll to where the person was; where the window shows other things by now, it begins at its beginning."""
    areas = window.findChildren(QAbstractScrollArea)
    if len(areas) == len(memory.scrolled):
        for area, place in zip(areas, memory.scrolled, strict=True):
            area.verticalScrollBar().setValue(place)


def _choices(window: MainWindow) -> list[QComboBox]:
    page = window.page_stack.page
    return page.findChildren(QComboBox) if isinstance(page, HistoryPage) else []


def _section(window: MainWindow) -> Section | None:
    match window.page_stack.page:
        case None:
            return Section.RESULT
        case HistoryPage():
            return Section.HISTORY
        case SettingsPage():
            return Section.RESULT  # minutes later one comes for the answer
    return None
