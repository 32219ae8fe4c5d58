"""Copies Dialtone for another person into a chosen folder, in the background."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtWidgets import QFileDialog

from dialtone.ui.state.labels import translate
from dialtone.ui.state.result_state import CHECKING, ResultState
from dialtone.ui.widgets.address_opener import open_address
from dialtone.ui.widgets.box_items import BoxItem, BoxRow
from dialtone.ui.widgets.controls import ButtonStyle
from dialtone.ui.widgets.item_view import Item
from dialtone.ui.widgets.page_items import ActionItem, FlowItem, NoticeItem, TextItem
from dialtone.ui.widgets.screen_reader import announce
from dialtone.ui.window.page_context import PageContext, WorkPage

PLACE, PACKAGES, OPEN = "place", "packages", "open"


class GivePage(WorkPage):
    """Explains what a copy contains, asks for a folder, and shows the outcome."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context, translate("Give", "Give Dialtone to someone"))
        self._packages: tuple[Path, ...] = ()
        self._folder = Path()
        """The finished copy; empty before there is one."""
        self.acted.connect(self._on_acted)
        self._show_form()

    def _show_form(self, answer: ResultState | None = None, *, copying: bool = False) -> None:
        """Show what a copy contains, and the buttons. `answer`: why there is no copy yet; `copying`: one is made."""
        choose_folder = ActionItem(translate("Give", "Choose folder…"), PLACE, ButtonStyle.MAIN, enabled=not copying)
        packages = ActionItem(translate("Give", "Add packages for other systems…"), PACKAGES, enabled=not copying)
        self.show_answer(answer or ResultState())
        self.show_items((*self._make_introduction(), FlowItem((choose_folder, packages))))
        announce(self, [self.shown.sentence])

    def show_copy(self, sentences: Sequence[str]) -> None:
        """Show and announce a finished copy: where it is, then what is in it."""
        where, *contents = sentences
        self.show_answer(ResultState(where, status="ready"))
        show_folder = ActionItem(translate("Give", "Show the folder"), OPEN, ButtonStyle.MAIN)
        choose_folder = ActionItem(translate("Give", "Choose folder…"), PLACE)
        self.show_items((FlowItem((show_folder, choose_folder)), BoxItem(tuple(map(BoxRow, contents)))))
        announce(self, sentences)

    def _make_introduction(self) -> Iterator[Item]:
        yield TextItem(translate("Give", "Choose a USB stick or another folder. Nothing is sent."))
        contents = translate("Give", "Dialtone, the newest advice, and a page that says how to begin.")
        yield BoxRow(translate("Give", "What is copied"), items=(TextItem(contents),), flat=True, key="contents")
        content = self._context.content
        if content.words.wants_quiet():
            yield NoticeItem(content.words.say_warning(content.country))
        if self._packages:
            yield TextItem("\n".join(package.name for package in self._packages), dim=True, key="packages_chosen")

    def _on_acted(self, key: str) -> None:
        """Show the finished folder, or ask for packages or for the folder to copy to."""
        window = self._context.window
        title = self.windowTitle()
        if key == OPEN:
            open_address(QUrl.fromLocalFile(str(self._folder)).toString(), self)
        elif key == PACKAGES:
            chosen, _ = QFileDialog.getOpenFileNames(window, title, "", "Dialtone (dialtone* Dialtone*)")
            if chosen:
                self.set_packages([Path(name) for name in chosen])
        elif folder := QFileDialog.getExistingDirectory(window, title):  # PLACE
            self._copy_to(Path(folder))

    def set_packages(self, packages: Sequence[Path]) -> None:
        """Copy these packages for other systems too, in place of those chosen before."""
        self._packages = tuple(packages)
        self._show_form()

    def _copy_to(self, folder: Path) -> None:
        words, packages = self._context.content.words, self._packages
        write_copy = self._context.services.write_copy_for_others
        self._show_form(ResultState(translate("Give", "Copying…"), status=CHECKING), copying=True)
        self.in_background(lambda: write_copy(words, folder, packages), self._on_copied)

    def _on_copied(self, copied: tuple[Path, Sequence[str]] | Exception) -> None:
        if isinstance(copied, Exception):
            self._show_form(ResultState(self._context.say_trouble(copied)))
        else:
            self._folder, sentences = copied
            self.show_copy(sentences)
