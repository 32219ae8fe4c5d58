"""The menu in the corner: files, language, quit."""

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from dialtone.ui.state.languages import LANGUAGES


class MainMenu(QMenu):
    """The menu.

    Signals:
        language_requested: a language, or empty for the system's.
        pause_requested: whether watching should rest.
        The others as they say.
    """

    save_requested = Signal()
    open_requested = Signal()
    report_requested = Signal()
    advice_requested = Signal()
    proxy_test_requested = Signal()
    pause_requested = Signal(bool)
    language_requested = Signal(str)
    quit_requested = Signal()

    def __init__(self, language: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.save = self.addAction(QCoreApplication.translate("Window", "Save this check…"))
        self.save.setShortcut(QKeySequence(QKeySequence.StandardKey.Save))
        self.save.triggered.connect(self.save_requested)
        self.open = self.addAction(QCoreApplication.translate("Window", "Open a saved check…"))
        self.open.setShortcut(QKeySequence(QKeySequence.StandardKey.Open))
        self.open.triggered.connect(self.open_requested)
        self.report = self.addAction(QCoreApplication.translate("Window", "Report a wrong verdict…"))
        self.report.triggered.connect(self.report_requested)
        self.addSeparator()
        self.advice = self.addAction(QCoreApplication.translate("Advice", "Good to know"))
        self.advice.triggered.connect(self.advice_requested)
        self.trial = self.addAction(QCoreApplication.translate("Detail", "Try a proxy…"))
        self.trial.triggered.connect(self.proxy_test_requested)
        self.pause = self.addAction(QCoreApplication.translate("Tray", "Pause watching"))
        self.pause.setCheckable(True)
        self.pause.setVisible(False)  # a saved check is not watched, and nothing is unless the person wants it
        self.pause.toggled.connect(self.pause_requested)
        self.addSeparator()
        self._add_languages(language)
        self.addSeparator()
        self.leave = self.addAction(QCoreApplication.translate("Window", "Quit"))
        self.leave.setShortcut(QKeySequence(QKeySequence.StandardKey.Quit))
        self.leave.triggered.connect(self.quit_requested)
        self.with_keys = [self.save, self.open, self.leave]
        self.show_possible(check=False, trial=False, advice=False)

    def show_possible(self, *, check: bool, trial: bool, advice: bool) -> None:
        """Whether there is a check to save or to complain about, whether a proxy can be tried, and advice be read."""
        self.save.setEnabled(check)
        self.report.setEnabled(check)
        self.trial.setEnabled(trial)
        self.advice.setEnabled(advice)

    def _add_languages(self, chosen: str) -> None:
        languages = self.addMenu(QCoreApplication.translate("Window", "Language"))
        group = QActionGroup(self)
        for code, name in (("", QCoreApplication.translate("Window", "As the system")), *LANGUAGES.items()):
            action = languages.addAction(name)
            action.setCheckable(True)
            action.setChecked(code == chosen)
            action.setData(code)
            group.addAction(action)
        group.triggered.connect(self._on_language_triggered)

    def _on_language_triggered(self, action: QAction) -> None:
        self.language_requested.emit(str(action.data()))
