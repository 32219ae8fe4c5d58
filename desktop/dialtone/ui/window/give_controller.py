"""Copies Dialtone for another person, beside the window, into a folder that the person chooses."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from dialtone.explain.explainer import Explainer
from dialtone.ui.pages.header import Section
from dialtone.ui.pages.page_stack import PageStack
from dialtone.ui.state.check_runner import CheckRunner, PreparationFailed, Prepared
from dialtone.ui.state.loaded_content import LoadedContent
from dialtone.ui.state.services import Services
from dialtone.ui.state.trouble_text import trouble_text

if TYPE_CHECKING:  # loaded when it is shown
    from dialtone.ui.pages.give_page import GivePage


class GiveController(QObject):
    """Builds the page, and does what its buttons ask."""

    def __init__(
        self,
        services: Services,
        content: Callable[[], LoadedContent | None],
        page_stack: PageStack,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._services = services
        self._content = content
        self._page_stack = page_stack
        self._window = window
        self._page: GivePage | None = None
        self._packages: tuple[Path, ...] = ()
        self._place = Path()
        self._runner = CheckRunner(self)
        self._runner.prepared.connect(self._on_prepared)

    def show_page(self) -> None:
        """Show the page; what was chosen before is forgotten."""
        content = self._content()
        if content is None or not isinstance(content.words, Explainer):
            return
        risk = ""
        if content.words.wants_quiet():
            risk = QCoreApplication.translate(
                "Settings", "In the country you chose, people are searched or punished for using such services."
            )
        from dialtone.ui.pages.give_page import GivePage  # inside: few people open it

        self._packages = ()
        self._page = page = GivePage(risk)
        page.place_requested.connect(lambda: self._choose_place(page))
        page.packages_requested.connect(lambda: self._choose_packages(page))
        page.opening_requested.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._place))))
        page.left.connect(lambda: self._leave(page))
        self._page_stack.show_page(page, Section.SETTINGS)

    def _leave(self, page: "GivePage") -> None:
        if page is self._page:
            self._page = None

    def _choose_packages(self, page: "GivePage") -> None:
        chosen, _ = QFileDialog.getOpenFileNames(self._window, page.windowTitle(), "", "Dialtone (dialtone* Dialtone*)")
        if chosen:
            self._packages = tuple(Path(one) for one in chosen)
            page.show_packages([one.name for one in self._packages])

    def _choose_place(self, page: "GivePage") -> None:
        chosen = QFileDialog.getExistingDirectory(self._window, page.windowTitle())
        if chosen:
            self.copy_to(Path(chosen))

    def copy_to(self, into: Path) -> None:
        """Begin to copy into a folder; the page says so, and what came of it."""
        content, page = self._content(), self._page
        if content is None or page is None or not isinstance(content.words, Explainer):
            return
        words, packages, services = content.words, self._packages, self._services

        def copy() -> object:
            try:
                return services.give(words, into, packages)
            except services.trouble as problem:
                return problem  # it has a sentence, and the window has the words

        page.show_copying()
        page.hold(copying=True)
        self._runner.prepare(copy)

    def _on_prepared(self, said: Prepared | PreparationFailed) -> None:
        page = self._page
        if page is None:
            return
        page.hold(copying=False)
        if isinstance(said, Prepared) and isinstance(said.value, tuple):
            self._place, lines = said.value
            page.show_lines(lines, done=True)
        elif isinstance(said, Prepared) and isinstance(said.value, Exception):
            page.show_lines([trouble_text(self._content(), said.value)], done=False)
        elif isinstance(said, PreparationFailed):
            page.show_lines([said.reason], done=False)
