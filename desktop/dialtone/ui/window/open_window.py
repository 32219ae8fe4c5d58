"""The window with its pages, from when it is opened until it is destroyed. Its modules are not loaded before."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit

from dialtone.explain.country_words import PREPARE
from dialtone.model.frozen import Frozen, replace
from dialtone.model.help_place import HelpTarget
from dialtone.ui.messengers.messenger_items import Do
from dialtone.ui.pages.header import Section
from dialtone.ui.pages.history_page import HistoryPage
from dialtone.ui.pages.settings_page import SettingsPage
from dialtone.ui.state.check_runner import CheckRunner, Prepared
from dialtone.ui.state.loaded_content import LoadedContent
from dialtone.ui.state.services import Services
from dialtone.ui.window.actions import WindowActions
from dialtone.ui.window.check_controller import CheckController
from dialtone.ui.window.desk import Desk
from dialtone.ui.window.file_page import FileDrop
from dialtone.ui.window.frame import Frame
from dialtone.ui.window.main_window import MainWindow
from dialtone.ui.window.page_controller import PageController
from dialtone.ui.window.ready_controller import ReadyController


class OpenWindowMemory(Frozen):
    """What outlives a destroyed window: the section, and the messenger whose page was open (empty for none)."""

    section: Section
    messenger: str


class OpenWindow(QObject):
    """One window in one language, and its controllers.

    Signals:
        saved_check_requested: a saved check should be shown (its path).
        history_changed: the history was erased or restored.
        traces_removed: all Dialtone data was removed: the program must quit now.
    """

    saved_check_requested = Signal(Path)
    history_changed = Signal()
    traces_removed = Signal()

    def __init__(
        self, icon_file: Path, frame: Frame, check_controller: CheckController, actions: WindowActions
    ) -> None:
        super().__init__(frame)
        self._check_controller = check_controller
        self._actions = actions
        language, first_run = check_controller.settings.language, check_controller.first_run
        self.window = MainWindow(icon_file, first_run=first_run, language=language, actions=actions)
        self.window.menu.offer_languages(lambda: check_controller.languages)
        if check_controller.draft_in:
            self.window.say_draft(check_controller.draft_in)
        check_controller.take_window(self.window)
        self._makers = CheckRunner(self)
        self._makers.prepared.connect(self._on_makers_prepared)
        check_controller.loaded.connect(self._look_for_makers)
        self.pages: PageController | None = None
        frame.fill(self.window)
        self.window.focus_first()

    def add_pages(self, services: Services, fonts: Path, ask_help: Callable[[tuple[HelpTarget, ...]], None]) -> None:
        """Add the other pages. `ask_help` tests hosts that the advice names."""
        controller, window, actions = self._check_controller, self.window, self._actions
        desk = Desk(
            services,
            lambda: controller.settings,
            lambda: controller.content,
            lambda: controller.state,
            window,
            window.page_stack,
        )
        self.pages = pages = PageController(desk, fonts)
        pages.languages = lambda: controller.languages
        pages.settings_changed.connect(controller.change_settings)
        pages.language_requested.connect(controller.choose_language)
        pages.saved_check_requested.connect(self.saved_check_requested)
        pages.traces_removed.connect(self.traces_removed)
        pages.messenger_requested.connect(window.open_messenger)
        pages.history_controller.changed.connect(self.history_changed)
        # The commands outlive this window. Only methods of its objects are disconnected with it; lambdas would not be.
        for action, does in (
            (actions.save, pages.save_check),
            (actions.open, pages.open_check),
            (actions.report, pages.report),
            (actions.advice, pages.show_advice),
            (actions.known, pages.show_known),
            (actions.reach, pages.show_reach),
            (actions.both_ends, pages.show_both_ends),
            (actions.about, pages.show_about),
            (actions.proxy_test, pages.show_any_proxy_test),
        ):
            action.triggered.connect(does)
        FileDrop(window, pages.show_file)
        ReadyController(controller, window)
        window.ready_requested.connect(lambda: pages.show_advice(PREPARE))
        window.detail.does |= {
            Do.HELP: ask_help,
            Do.LINE: lambda _value: self._show_line(),
            Do.COUNTRY: lambda _value: window.page_stack.open(Section.SETTINGS),
            Do.PROXY: lambda _value: pages.show_proxy_test(window.detail.messenger_id),
            Do.REACH: lambda _value: pages.show_reach(),
        }

    def _show_line(self) -> None:
        page = self.pages.show_line() if self.pages is not None else None
        if page is not None:
            page.check_requested.connect(self._check_controller.check)
            self._check_controller.check_finished.connect(page.take)

    @property
    def in_settings(self) -> bool:
        """Whether the settings page is shown."""
        return isinstance(self.window.page_stack.page, SettingsPage)

    def go_on_with_languages(self) -> None:
        """Open the settings at the language, so that the person can continue by keyboard."""
        self.window.page_stack.open(Section.SETTINGS)
        if isinstance(page := self.window.page_stack.page, SettingsPage):
            page.focus("language")

    def remember(self) -> OpenWindowMemory | None:
        """Return what must outlive the window; None if it must not be destroyed now."""
        if self.pages is None or _would_lose(self.window):
            return None
        history = isinstance(self.window.page_stack.page, HistoryPage)
        section = Section.HISTORY if history else Section.RESULT
        return OpenWindowMemory(section, self.window.messenger_shown)

    def come_back(self, memory: OpenWindowMemory) -> None:
        """Show the current state, and the page that was open before."""
        self._check_controller.fill_window()
        if memory.messenger:
            self.window.open_messenger(memory.messenger)
        if memory.section is not Section.RESULT:
            self.window.page_stack.open(memory.section)

    def find_makers(self) -> None:
        """Find out who made the apps, unless that is known for the loaded content."""
        content = self._check_controller.content
        if content is not None and not content.makers:
            self._look_for_makers(content)

    def _look_for_makers(self, content: LoadedContent) -> None:
        if content.find_makers is not None:
            self._makers.prepare(content.find_makers)

    def _on_makers_prepared(self, said: object) -> None:
        if isinstance(said, Prepared) and isinstance(makers := said.value, dict):
            self._check_controller.revise(lambda content: replace(content, makers=makers))


def _would_lose(window: MainWindow) -> bool:
    """Return whether destroying the window would lose something.

    That is typed text, an open dialog, an action that can still be undone, the start page, and any page other than
    history and settings.
    """
    page = window.page_stack.page
    typed = any(line.isModified() for line in window.findChildren(QLineEdit))
    undone = not window.undo_bar.isHidden() or (isinstance(page, HistoryPage) and bool(page.erased))
    asked = any(isinstance(one, QDialog) and one.isVisible() for one in QApplication.topLevelWidgets())
    act = page is not None and not isinstance(page, HistoryPage | SettingsPage)
    return typed or undone or asked or act or window.asking
