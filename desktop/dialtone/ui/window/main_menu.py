"""The menu in the header: files, pages, language, settings, quit."""

from collections.abc import Callable, Sequence

from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from dialtone.ui.state.labels import translate
from dialtone.ui.window.check_controller import CheckController


class MainMenu(QMenu):
    """The menu of one window; the actions of the page that is shown come first."""

    def __init__(
        self, controller: CheckController, page_actions: Callable[[], Sequence[QAction]], parent: QWidget
    ) -> None:
        super().__init__(parent=parent)
        self._controller = controller
        self._page_actions = page_actions
        actions = controller.actions
        self._inserted_actions: list[QAction] = []
        """Those that are in the menu now, with the separator below them."""
        self.aboutToShow.connect(self._insert_page_actions)
        self.addActions([actions.save, actions.open, actions.report])
        self.addSeparator()
        self.addActions([*actions.page_actions, actions.pause])
        self.addSeparator()
        self._languages = QMenu(translate("Window", "Language"), self)
        self._languages.aboutToShow.connect(self._fill_languages)
        self.addMenu(self._languages)
        self.addActions([actions.settings, actions.about])
        self.addSeparator()
        self.addAction(actions.quit)

    def _insert_page_actions(self) -> None:
        """Put the actions of the shown page at the top, in place of those that were inserted the last time."""
        for action in self._inserted_actions:
            self.removeAction(action)
        self._inserted_actions = list(self._page_actions())
        first_fixed = self.actions()[0]
        if self._inserted_actions:
            self.insertActions(first_fixed, self._inserted_actions)
            self._inserted_actions.append(self.insertSeparator(first_fixed))

    def _fill_languages(self) -> None:
        """List the languages when their menu first opens: finding them is slow."""
        if self._languages.actions():
            return
        group = QActionGroup(self)
        system = ("", translate("Window", "System default"))
        for code, label in (system, *((language.code, language.label) for language in self._controller.languages)):
            action = self._languages.addAction(label)
            action.setCheckable(True)
            action.setChecked(code == self._controller.settings.language)
            action.setData(code)
            group.addAction(action)
        group.triggered.connect(lambda action: self._controller.choose_language(str(action.data())))
