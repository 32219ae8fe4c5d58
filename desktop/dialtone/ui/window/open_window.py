"""The window with its pages, from when it is opened until it is let go. Nothing of it is loaded before."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit

from dialtone.explain.reported import PREPARE
from dialtone.model.check import Check
from dialtone.model.frozen import Frozen, replace
from dialtone.ui.messengers.messenger_items import Do
from dialtone.ui.pages.header import Section
from dialtone.ui.pages.history_page import HistoryPage
from dialtone.ui.pages.settings_page import SettingsPage
from dialtone.ui.state.loaded_content import LoadedContent
from dialtone.ui.state.services import Services
from dialtone.ui.state.standing import standing_check
from dialtone.ui.window.actions import WindowActions
from dialtone.ui.window.check_controller import CheckController
from dialtone.ui.window.frame import Frame
from dialtone.ui.window.help_controller import HelpController, HelpLearnt
from dialtone.ui.window.line_controller import LineController
from dialtone.ui.window.main_window import MainWindow
from dialtone.ui.window.maker_controller import MakerController
from dialtone.ui.window.page_controller import PageController
from dialtone.ui.window.ready_controller import ReadyController


class OpenWindowMemory(Frozen):
    """What outlives a window that is let go."""

    section: Section
    messenger: str
    """Whose page was open; empty for none."""
    help: HelpLearnt
    check: Check | None
    checked_on: str
    """The check that was shown, and the network that it was made on."""


class OpenWindow(QObject):
    """One window, in one language, and what serves it.

    Signals:
        saved_check_requested: a saved check should be shown (its path).
        history_changed: the history was erased or put back.
        traces_removed: nothing of Dialtone is left but the program; it has to end now.
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
        self._makers = MakerController(self)
        self._makers.found.connect(self._on_makers_found)
        check_controller.loaded.connect(self._makers.look)
        self._makers.serve(self.window, lambda: check_controller.content)
        self.pages: PageController | None = None
        self._help: HelpController | None = None
        self._line: LineController | None = None
        frame.fill(self.window)
        self.window.focus_first()

    def add_pages(self, services: Services, fonts: Path) -> None:
        """Add the other pages."""
        check_controller, window, actions = self._check_controller, self.window, self._actions
        self.pages = pages = PageController(
            services,
            fonts,
            lambda: check_controller.settings,
            lambda: check_controller.content,
            lambda: check_controller.state.check,
            window,
            window.page_stack,
            lambda: standing_check(check_controller.state),
        )
        pages.languages = lambda: check_controller.languages
        pages.settings_changed.connect(check_controller.change_settings)
        pages.language_requested.connect(check_controller.choose_language)
        pages.saved_check_requested.connect(self.saved_check_requested)
        pages.traces_removed.connect(self.traces_removed)
        pages.messenger_requested.connect(window.open_messenger)
        pages.history_controller.changed.connect(self.history_changed)
        # The commands outlive this window, and what is not a method of something in it would be called after its end.
        actions.save.triggered.connect(pages.save_check)
        actions.open.triggered.connect(pages.open_check)
        actions.report.triggered.connect(pages.report)
        actions.advice.triggered.connect(pages.show_advice)
        actions.known.triggered.connect(pages.show_known)
        actions.reach.triggered.connect(pages.show_reach)
        actions.both_ends.triggered.connect(pages.show_both_ends)
        self._makers.sent.connect(pages.show_sent_file)
        actions.about.triggered.connect(pages.show_about)
        actions.proxy_test.triggered.connect(pages.show_any_proxy_test)
        self._help = HelpController(check_controller, window, services.network_mark)
        ReadyController(check_controller, window)
        self._line = line = LineController(
            services.network_mark, lambda: check_controller.content, lambda: check_controller.state.check, window
        )
        line.check_requested.connect(check_controller.check)
        check_controller.checking_changed.connect(line.on_checking)
        check_controller.check_finished.connect(line.take)
        does = window.detail.does
        does[Do.LINE] = lambda _value: line.show(window.page_stack)
        window.ready_requested.connect(lambda: pages.show_advice(PREPARE))
        does[Do.COUNTRY] = lambda _value: window.page_stack.open(Section.SETTINGS)
        does[Do.PROXY] = lambda _value: pages.show_proxy_test(window.detail.messenger_id)
        does[Do.REACH] = lambda _value: pages.show_reach()

    @property
    def in_settings(self) -> bool:
        """Whether the page of the settings is shown."""
        return isinstance(self.window.page_stack.page, SettingsPage)

    def go_on_with_languages(self) -> None:
        """Open the settings at the language: who goes through the languages by keyboard goes on."""
        self.window.page_stack.open(Section.SETTINGS)
        if isinstance(page := self.window.page_stack.page, SettingsPage):
            page.focus("language")

    def remember(self) -> OpenWindowMemory | None:
        """Return what must outlive the window; None where it must not be let go now."""
        if self._help is None or self._line is None or self._help.runner.running or _would_lose(self.window):
            return None
        history = isinstance(self.window.page_stack.page, HistoryPage)
        section, check = Section.HISTORY if history else Section.RESULT, self._check_controller.state.check
        return OpenWindowMemory(section, self.window.messenger_shown, self._help.learnt, check, self._line.checked_on)

    def come_back(self, memory: OpenWindowMemory) -> None:
        """Show what is known, and what the person had before them."""
        controller = self._check_controller
        controller.fill_window()
        if self._help is not None:
            self._help.recall(memory.help)
        if self._line is not None and memory.check is controller.state.check:
            self._line.checked_on = memory.checked_on
        if memory.messenger:
            self.window.open_messenger(memory.messenger)
        if memory.section is not Section.RESULT:
            self.window.page_stack.open(memory.section)

    def find_makers(self) -> None:
        """Find out who made the apps, where that was not done for what is loaded."""
        content = self._check_controller.content
        if content is not None and not content.makers:
            self._makers.look(content)

    def _on_makers_found(self, makers: object) -> None:
        if isinstance(makers, dict):

            def with_makers(content: LoadedContent) -> LoadedContent:
                return replace(content, makers=makers)

            self._check_controller.revise(with_makers)


def _would_lose(window: MainWindow) -> bool:
    """Return whether something would be lost that only this window has.

    That is what was typed, an open dialog, something that can still be taken back, and a page that stands for one act.
    """
    page = window.page_stack.page
    typed = any(line.isModified() for line in window.findChildren(QLineEdit))
    undone = not window.undo_bar.isHidden() or (isinstance(page, HistoryPage) and bool(page.erased))
    asked = any(isinstance(one, QDialog) and one.isVisible() for one in QApplication.topLevelWidgets())
    act = page is not None and not isinstance(page, HistoryPage | SettingsPage)
    return typed or undone or asked or act or window.asking
