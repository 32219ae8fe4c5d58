"""A language that no native speaker has read says so on the first page and a messenger's, with English a press away."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from dialtone.store.settings import Settings
from dialtone.store.wording_file import Language
from dialtone.ui.state.languages import Translations
from dialtone.ui.widgets.controls import Button, Text
from dialtone.ui.widgets.notice_bar import RiskNotice
from ui.bare_window import make_bare_window

ENGLISH = Language("en", "English", percent=100)
DRAFT = Language("ru", "Русский", percent=78, draft=True)


@pytest.mark.parametrize(("language", "bars"), [("ru", 2), ("en", 0)])
def test_the_first_page_of_a_draft_says_it_is_one(qtbot: QtBot, translations: Path, language: str, bars: int) -> None:
    speak = Translations(translations)
    speak.use(language)
    try:
        window = make_bare_window(first_run=True)
        qtbot.addWidget(window)
        window.controller.languages = (ENGLISH, DRAFT)
        if bars:
            window.show_draft_notice("English")
        shown = window.findChildren(RiskNotice, "draft")
        assert len(shown) == bars
        assert window.result.findChildren(RiskNotice, "draft") == [], "an answer has few words"
        page = window.start_page
        assert page is not None
        below = page.body.indexOf(page.choices) + 1
        items = [page.body.itemAt(place) for place in range(below)]
        before = [widget for item in items if item is not None and (widget := item.widget()) is not None]
        assert not [one for widget in before for one in widget.findChildren(RiskNotice)], "the choices come first"
        for notice in shown:
            assert notice.findChildren(Text)[0].text().startswith("Черновик перевода")
            (button,) = notice.findChildren(Button)
            assert button.text() == "English"
            window.controller.settings = Settings()
            with qtbot.waitSignal(window.controller.language_requested) as asked:
                button.click()
            assert asked.args == ["en"]
        for menu in window.menu.findChildren(QMenu):
            menu.aboutToShow.emit()
        named = [action.text() for menu in window.menu.findChildren(QMenu) for action in menu.actions()]
        assert named[-2:] == ["English", "Русский · 78 %"]
    finally:
        speak.use("en")
