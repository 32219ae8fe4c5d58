"""Copies Dialtone for another person into a chosen folder, in the background."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from dialtone.ui.state.labels import translate
from dialtone.ui.widgets.controls import ButtonStyle
from dialtone.ui.widgets.item_view import Item
from dialtone.ui.widgets.page_items import ActionItem, GroupItem, NoticeItem, RowItem, TextItem
from dialtone.ui.widgets.screen_reader import announce
from dialtone.ui.window.page_context import PageContext, WorkPage

PLACE, PACKAGES, OPEN = "place", "packages", "open"
"""The keys of the buttons: choose the folder, add packages, show the finished folder."""


class GivePage(WorkPage):
    """Shows what a copy contains, and the outcome."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context, translate("Give", "Give Dialtone to someone"))
        self._packages: tuple[Path, ...] = ()
        self._folder = Path()
        self.acted.connect(self._on_acted)
        self.say(())

    def say(self, sentences: Sequence[str], *, done: bool = False, copying: bool = False) -> None:
        """Show what a copy contains, the buttons, and the outcome: the folder (`done`), or why there is none."""
        choose_folder = ActionItem(
            translate("Give", "Choose folder…"),
            PLACE,
            ButtonStyle.PLAIN if done else ButtonStyle.MAIN,
            enabled=not copying,
        )
        packages = ActionItem(translate("Give", "Add packages for other systems…"), PACKAGES, enabled=not copying)
        items = [*self._introduction(), RowItem((choose_folder, packages))]
        if sentences:
            texts = (TextItem(line, strong=done and number == 0) for number, line in enumerate(sentences))
            items.append(GroupItem(tuple(texts), key="told"))
        if done:
            show = translate("Give", "Show the folder")
            items.append(ActionItem(show, OPEN, ButtonStyle.MAIN))
        self.show_items(items)
        announce(self, sentences)

    def _introduction(self) -> tuple[Item, ...]:
        """Return what a copy contains, and the risk in the person's country."""
        introduction = translate(
            "Give",
            "Dialtone copies itself into a folder, with the newest advice and a page that says how to begin. "
            "Choose a USB stick or another folder. Nothing is sent.",
        )
        content = self._context.content
        items: list[Item] = [TextItem(introduction)]
        if content is not None and content.words.wants_quiet():
            risk = translate(
                "Settings", "In the country you chose, people are searched or punished for using such services."
            )
            items.append(NoticeItem(risk))
        if self._packages:
            items.append(
                TextItem("\n".join(package.name for package in self._packages), dim=True, key="packages_chosen")
            )
        return tuple(items)

    def _on_acted(self, key: str) -> None:
        """Show the finished folder, or ask for packages or for the folder to copy to."""
        window, title = self._context.window, self.windowTitle()
        if key == OPEN:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))
        elif key == PACKAGES:
            chosen, _ = QFileDialog.getOpenFileNames(window, title, "", "Dialtone (dialtone* Dialtone*)")
            if chosen:
                self.take_packages([Path(name) for name in chosen])
        elif folder := QFileDialog.getExistingDirectory(window, title):  # PLACE
            self._copy_to(Path(folder))

    def take_packages(self, packages: Sequence[Path]) -> None:
        """Copy these packages for other systems too."""
        self._packages = tuple(packages)
        self.say(())

    def _copy_to(self, folder: Path) -> None:
        """Copy Dialtone and the added packages into a folder, in the background."""
        content, packages, give = self._context.content, self._packages, self._context.services.give
        if content is None:
            return
        words = content.words
        self.say([translate("Give", "Copying…")], copying=True)  # slow for a large program on a slow stick
        self.in_background(lambda: give(words, folder, packages), self._on_copied)

    def _on_copied(self, copied: tuple[Path, Sequence[str]] | Exception) -> None:
        """Show where the copy is, or why there is none."""
        if isinstance(copied, Exception):
            self.say([self._context.trouble(copied)])
        else:
            self._folder, sentences = copied
            self.say(sentences, done=True)
