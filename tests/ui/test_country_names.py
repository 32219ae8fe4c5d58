"""The country is asked on the first page, with a guess that can be changed or kept back."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from dialtone.model.country import COUNTRIES
from dialtone.store.settings import Settings
from dialtone.ui.state.country_names import countries
from dialtone.ui.window.main_window import MainWindow
from ui.examples import RESOURCES


def test_each_country_is_named_in_its_own_words() -> None:
    named = dict(countries())
    assert len(named) > 200
    assert (named["RU"], named["IR"], named["DE"]) == ("Россия", "ایران", "Deutschland")
    assert all(named.values())
    assert set(named) == COUNTRIES


def window(qtbot: QtBot, country: str) -> MainWindow:
    made = MainWindow(Path(RESOURCES / "icons" / "dialtone.svg"), first_run=True, country=country)
    qtbot.addWidget(made)
    return made


def test_the_guess_is_chosen_until_the_person_changes_it(qtbot: QtBot) -> None:
    made = window(qtbot, "IR")
    assert made.first_choice(Settings()).country == "IR"
    assert made.start_page is not None
    made.start_page.country.setCurrentIndex(0)
    assert made.first_choice(Settings()).country == ""


def test_without_a_guess_nothing_is_said(qtbot: QtBot) -> None:
    assert window(qtbot, "").first_choice(Settings()).country == ""
