"""The real window, in a process of its own, in which a person opens the advice and removes all that Dialtone left.

Usage: python removing_window.py, with a home directory that may be emptied; prints what lay there before.
"""

import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from dialtone.app.traces import list_own_folders
from dialtone.app.window import run_window
from dialtone.store.data_folders import config_dir
from dialtone.store.settings import Settings, save_settings
from dialtone.ui.pages.advice_page import REMOVE
from dialtone.ui.widgets.item_view import ItemPage
from dialtone.ui.window.main_window import MainWindow

_STEP_MS, _LONGEST_MS = 100, 60_000


class Person:
    """Does one thing at a time, as soon as it can be done."""

    def __init__(self, app: QApplication) -> None:
        self._app = app
        self._asked = False

    def act(self) -> None:
        """Do the next thing."""
        tops = self._app.topLevelWidgets()
        window = next((found for top in tops for found in top.findChildren(MainWindow)), None)
        page = next((found for top in tops for found in top.findChildren(ItemPage)), None)
        if page is None:
            if window is not None:
                window.window_actions.advice.trigger()
            return
        offer = page.control("removal") if page.has_control("removal") else None
        if offer is None:
            page.control("way what-dialtone-leaves").click()
        elif not self._asked:
            self._asked = True
            print(*sorted(path.name for folder in list_own_folders() for path in folder.rglob("*")))
            offer.click()
        elif page.has_control(REMOVE):
            page.control(REMOVE).click()


def main() -> int:
    save_settings(config_dir(), Settings(language="en", first_run_done=True))
    app = QApplication(["dialtone"])
    person, timer = Person(app), QTimer(app)
    timer.timeout.connect(person.act)
    timer.start(_STEP_MS)
    QTimer.singleShot(_LONGEST_MS, app, lambda: app.exit(1))
    return run_window(lambda reason: sys.exit(reason), None, "", hidden=False)


if __name__ == "__main__":
    assert not any((folder / "settings.json").exists() for folder in list_own_folders()), Path.home()
    sys.exit(main())
