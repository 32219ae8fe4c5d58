"""What is said of the program itself."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot

from dialtone import __version__
from dialtone.model.packages import Release
from dialtone.store.check_file import load_check
from dialtone.store.publisher import read_licences
from dialtone.ui.pages.about_page import list_about_facts, make_about_page
from dialtone.ui.state.languages import Translations
from dialtone.ui.widgets.controls import Text
from judge.saved import CHECKS
from spoken import EXAMPLES
from ui.examples import RESOURCES
from ui.own_widgets import keep_widget, show_widget
from ui.page_rows import open_all


def test_without_a_check_there_is_the_version_and_the_licence(qtbot: QtBot) -> None:
    (line,) = list_about_facts(None)
    assert __version__ in line
    assert "GNU General Public License" in line


def test_after_a_check_there_is_how_old_the_content_is_and_what_was_contacted(qtbot: QtBot) -> None:
    _, content, contacted = list_about_facts(load_check(CHECKS / "clean.json"))
    assert content == "Its data about messengers is dated 24 November 2026."
    assert contacted.startswith("The last check sent 29 kB and received 115 kB. Addresses contacted: ")


@pytest.mark.parametrize("language", EXAMPLES)
def test_it_stands_on_its_page_in_every_language(qtbot: QtBot, translations: Path, language: str) -> None:
    speak = Translations(translations)
    assert speak.use(language)
    lines = list_about_facts(load_check(CHECKS / "clean.json"))
    page = keep_widget(qtbot, make_about_page(lines, str, has_hosts=True))
    shown = [text.text().removeprefix("\N{RIGHT-TO-LEFT MARK}") for text in page.findChildren(Text)]
    meaning = QCoreApplication.translate("About", "Is the line open?")
    assert {meaning, *lines} <= set(shown)
    assert not [line for line in lines if "{" in line]
    speak.use("en")


@pytest.mark.parametrize("language", EXAMPLES)
def test_a_newer_version_is_told_with_what_changed(qtbot: QtBot, translations: Path, language: str) -> None:
    newer = Release("9.1", date(2027, 3, 4), {"en": ("It says more.",), "ru": ("Больше слов.",)}, ())
    speak = Translations(translations)
    assert speak.use(language)
    plain, (_, said, change) = list_about_facts(None), list_about_facts(None, newer)
    speak.use("en")
    assert len(plain) == 1
    assert "9.1" in said
    assert ("There is a newer" in said) is (language == "en")
    assert change == ("· Больше слов." if language == "ru" else "· It says more.")


def test_before_a_check_the_day_of_what_was_loaded_is_there(qtbot: QtBot) -> None:
    _, content = list_about_facts(None, loaded="2026-11-24")
    assert content == "Its data about messengers is dated 24 November 2026."


def test_it_leads_to_the_licence_texts_and_to_the_servers(qtbot: QtBot) -> None:
    page = show_widget(
        qtbot, make_about_page(list_about_facts(None), lambda: "GNU GENERAL PUBLIC LICENSE", has_hosts=True)
    )
    assert not page.findChildren(QPlainTextEdit), "they are long, and few read them"
    open_all(page)
    assert page.findChildren(QPlainTextEdit)[0].toPlainText() == "GNU GENERAL PUBLIC LICENSE"
    with qtbot.waitSignal(page.acted) as wanted:
        page.control("hosts").click()
    assert wanted.args == ["hosts", None]


def test_on_the_first_page_it_does_not_lead_to_the_servers(qtbot: QtBot) -> None:
    page = keep_widget(qtbot, make_about_page((), str, has_hosts=False))
    assert not page.has_control("hosts")


def test_from_source_the_licence_of_dialtone_is_at_hand(tmp_path: Path) -> None:
    assert "GNU GENERAL PUBLIC LICENSE" in read_licences(RESOURCES)
    (tmp_path / "LICENCES.txt").write_text("All of them.", encoding="utf-8")
    assert read_licences(tmp_path) == "All of them."
