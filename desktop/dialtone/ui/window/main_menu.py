"""The menu in the header: files, pages, language, settings, quit."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from dialtone.store.language_progress import OfferedLanguage
from dialtone.ui.window.actions import WindowActions


class MainMenu(QMenu):
    """The menu.

    Signals:
        language_requested: a language, or empty for the system's.
    """

    language_requested = Signal(str)

    def __init__(self, actions: WindowActions, language: str, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._of_page: Callable[[], Sequence[QAction]] = tuple
        self._leading_actions: list[QAction] = []
        self.aboutToShow.connect(self._insert_page_actions)
        self.addActions([actions.save, actions.open, actions.report])
        self.addSeparator()
        self.addActions(
            [
                actions.add,
                actions.advice,
                actions.known,
                actions.reach,
                actions.both_ends,
                actions.proxy_test,
                actions.pause,
            ]
        )
        self.addSeparator()
        self._chosen = language
        self._languages = QMenu(QCoreApplication.translate("Window", "Language"), self)
        self.addMenu(self._languages)
        self.addActions([actions.settings, actions.about])
        self.addSeparator()
        self.addAction(actions.quit)

    def lead_with(self, of_page: Callable[[], Sequence[QAction]]) -> None:
        """Put the actions of the shown page first whenever the menu opens."""
        self._of_page = of_page

    def _insert_page_actions(self) -> None:
        for action in self._leading_actions:
            self.removeAction(action)
        self._leading_actions, first = list(self._of_page()), self.actions()[0]
        if self._leading_actions:
            self.insertActions(first, self._leading_actions)
            self._leading_actions.append(self.insertSeparator(first))

    def offer_languages(self, offered: Callable[[], Sequence[OfferedLanguage]]) -> None:
        """Offer these languages; they are requested when the list first opens, because listing them is slow."""
        self._languages.aboutToShow.connect(lambda: self._list_languages(offered))

    def _list_languages(self, offered: Callable[[], Sequence[OfferedLanguage]]) -> None:
        if self._languages.actions():
            return
        group = QActionGroup(self)
        system = ("", QCoreApplication.translate("Window", "System default"))
        for code, name in (system, *((one.code, one.label) for one in offered())):
            action = self._languages.addAction(name)
            action.setCheckable(True)
            action.setChecked(code == self._chosen)
            action.setData(code)
            group.addAction(action)
        group.triggered.connect(self._on_language_triggered)

    def _on_language_triggered(self, action: QAction) -> None:
        self.language_requested.emit(str(action.data()))
