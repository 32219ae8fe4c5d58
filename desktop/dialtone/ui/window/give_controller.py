"""Copies Dialtone for another person, beside the window, into a folder that the person chooses."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from dialtone.ui.pages.header import Section
from dialtone.ui.pages.page_stack import PageStack
from dialtone.ui.state.check_runner import CheckRunner, PreparationFailed, Prepared
from dialtone.ui.state.loaded_content import LoadedContent, explainer_of, trouble_text
from dialtone.ui.state.services import Services
from dialtone.ui.widgets.controls import ButtonStyle
from dialtone.ui.widgets.item_view import ItemPage
from dialtone.ui.widgets.page_items import ActionItem, GroupItem, Item, NoticeItem, RowItem, TextItem
from dialtone.ui.widgets.spoken_roles import announce

PLACE, PACKAGES, OPEN = "place", "packages", "open"
"""The buttons: where to, what is copied besides, and what shows the finished folder."""


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
        self._page: ItemPage | None = None
        self._packages: tuple[Path, ...] = ()
        self._place = Path()
        self._runner = CheckRunner(self)
        self._runner.prepared.connect(self._on_prepared)

    def show_page(self) -> None:
        """Show the page; what was chosen before is forgotten."""
        if explainer_of(self._content()) is None:
            return
        self._packages = ()
        self._page = page = ItemPage(QCoreApplication.translate("Give", "Give Dialtone to someone"))
        page.acted.connect(self._on_acted)
        page.left.connect(lambda: self._leave(page))
        self.say(())
        self._page_stack.show_page(page, Section.SETTINGS)

    def say(self, said: Sequence[str], *, done: bool = False, copying: bool = False) -> None:
        """Show what a copy holds, the buttons, and what came of it: the folder (`done`), or why there is none."""
        if self._page is None:
            return
        place = ActionItem(
            QCoreApplication.translate("Give", "Choose folder…"),
            PLACE,
            ButtonStyle.PLAIN if done else ButtonStyle.MAIN,
            enabled=not copying,
        )
        packages = ActionItem(
            QCoreApplication.translate("Give", "Add packages for other systems…"), PACKAGES, enabled=not copying
        )
        items = [*self._lead(), RowItem((place, packages))]
        if said:
            told = (TextItem(line, strong=done and number == 0) for number, line in enumerate(said))
            items.append(GroupItem(tuple(told), key="told"))
        if done:
            show = QCoreApplication.translate("Give", "Show the folder")
            items.append(ActionItem(show, OPEN, ButtonStyle.MAIN))
        self._page.show_items(items)
        announce(self._page, said)

    def _lead(self) -> tuple[Item, ...]:
        """What a copy holds, and what can go wrong where the person is."""
        lead = QCoreApplication.translate(
            "Give",
            "Dialtone copies itself into a folder, with the newest advice and a page that says how to begin. "
            "Choose a USB stick or another folder. Nothing is sent.",
        )
        words = explainer_of(self._content())
        items: list[Item] = [TextItem(lead)]
        if words is not None and words.wants_quiet():
            risk = QCoreApplication.translate(
                "Settings", "In the country you chose, people are searched or punished for using such services."
            )
            items.append(NoticeItem(risk))
        if self._packages:
            items.append(TextItem("\n".join(one.name for one in self._packages), dim=True, key="packages_chosen"))
        return tuple(items)

    def _on_acted(self, key: str) -> None:
        title = self._page.windowTitle() if self._page is not None else ""
        if key == OPEN:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._place)))
        elif key == PACKAGES:
            chosen, _ = QFileDialog.getOpenFileNames(self._window, title, "", "Dialtone (dialtone* Dialtone*)")
            if chosen:
                self.take_packages([Path(one) for one in chosen])
        elif into := QFileDialog.getExistingDirectory(self._window, title):
            self.copy_to(Path(into))

    def take_packages(self, packages: Sequence[Path]) -> None:
        """Copy these packages for other systems too."""
        self._packages = tuple(packages)
        self.say(())

    def _leave(self, page: ItemPage) -> None:
        if page is self._page:
            self._page = None

    def copy_to(self, into: Path) -> None:
        """Begin to copy into a folder; the page says so, and what came of it."""
        words, packages, services = explainer_of(self._content()), self._packages, self._services
        if words is None or self._page is None:
            return

        def copy() -> object:
            try:
                return services.give(words, into, packages)
            except services.trouble as problem:
                return problem  # it has a sentence, and the window has the words

        copying_now = QCoreApplication.translate("Give", "Copying…")  # a large program on a slow stick takes its time
        self.say([copying_now], copying=True)
        self._runner.prepare(copy)

    def _on_prepared(self, said: Prepared | PreparationFailed) -> None:
        if isinstance(said, PreparationFailed):
            self.say([said.reason])
        elif isinstance(said.value, tuple):
            self._place, told = said.value
            self.say(told, done=True)
        elif isinstance(said.value, Exception):
            self.say([trouble_text(self._content(), said.value)])
