"""The country is asked on the first page and in the settings: in the reader's words, found by those and by others."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from dialtone.model.situation import COUNTRIES
from dialtone.store.language_words import load_country_names
from dialtone.store.settings import Settings
from dialtone.store.toml_file import ResourceError
from dialtone.store.wording_file import list_languages
from dialtone.ui.state.options import Option, find_options, make_country_options
from dialtone.ui.widgets.choice import Choice
from dialtone.ui.widgets.choose_dialog import ChooseDialog
from spoken import EXAMPLES
from ui.bare_window import make_bare_window
from ui.examples import RESOURCES
from ui.own_widgets import keep_widget
from ui.page_rows import listed

NOBODY = "Rather not say"
PERSIAN = "آابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی"


def choices(language: str, first: str = "") -> tuple[Option, ...]:
    return make_country_options(load_country_names(RESOURCES, language), NOBODY, first)


def field(qtbot: QtBot, language: str = "en", chosen: str = "") -> Choice:
    made = keep_widget(qtbot, Choice("Name of the country"))
    made.offer(choices(language, chosen), chosen)
    made.show()
    return made


def opened(made: Choice) -> ChooseDialog:
    return made.window().findChildren(ChooseDialog)[-1]


@pytest.mark.parametrize("language", list_languages(RESOURCES))
def test_every_country_has_a_name_in_every_language(language: str) -> None:
    names = load_country_names(RESOURCES, language)
    assert {one.code for one in names} == COUNTRIES
    assert all(one.name.strip() and one.english for one in names)
    assert len({one.name for one in names}) == len(names)


def test_each_language_has_its_own_words() -> None:
    seen = {language: {o.code: o.name for o in load_country_names(RESOURCES, language)} for language in EXAMPLES}
    assert [seen[language]["DE"] for language in EXAMPLES] == ["Germany", "Германия", "آلمان"]
    assert [seen[language]["CN"] for language in EXAMPLES] == ["China", "Китай", "چین"]


def test_they_stand_in_the_order_of_the_alphabet() -> None:
    """By code points Åland and پاکستان would come after everything."""
    english = [one.code for one in load_country_names(RESOURCES, "en")]
    assert english.index("AF") < english.index("AX") < english.index("AL") < english.index("CI") < english.index("ZW")
    firsts = [one.name[0] for one in load_country_names(RESOURCES, "fa")]
    assert [PERSIAN.index(letter) for letter in firsts] == sorted(PERSIAN.index(letter) for letter in firsts)
    russian = [one.name[0].lower() for one in load_country_names(RESOURCES, "ru")]
    assert russian == sorted(russian)


@pytest.mark.parametrize("said", ['AF = "Afghanistan"\n', None])
def test_a_file_that_lacks_a_country_or_has_one_too_many_is_refused(tmp_path: Path, said: str | None) -> None:
    (tmp_path / "languages" / "en").mkdir(parents=True)
    whole = (RESOURCES / "languages" / "en" / "countries.toml").read_text(encoding="utf-8")
    (tmp_path / "languages" / "en" / "countries.toml").write_text(said or whole + 'QQ = "Nowhere"\n', encoding="utf-8")
    with pytest.raises(ResourceError, match=r"countries\.toml: (AD is missing|QQ is not a country code)"):
        load_country_names(tmp_path, "en")


def test_what_was_chosen_stands_first() -> None:
    assert [one.value for one in choices("en", "IR")][:3] == ["IR", "", "AF"]
    assert [one.value for one in choices("en")][:2] == ["", "AF"]


@pytest.mark.parametrize(
    ("language", "typed", "first"),
    [
        ("fa", "روس", "RU"),
        ("fa", "rus", "RU"),
        ("ru", "Герм", "DE"),
        ("ru", "germ", "DE"),
        ("ru", "deutsch", "DE"),
        ("en", "Rus", "RU"),
        ("en", "росс", "RU"),
        ("en", "korea", "KP"),
        ("en", "cote", "CI"),
        ("en", "kingd", "GB"),
    ],
)
def test_it_is_found_in_the_readers_language_in_english_and_in_its_own(language: str, typed: str, first: str) -> None:
    assert find_options(choices(language), typed)[0].value == first


def test_typing_finds_and_never_chooses_to_keep_it_back(qtbot: QtBot) -> None:
    """On the closed field "Rus" led to "Rather not say"."""
    made = field(qtbot, chosen="IR")
    QTest.keyClick(made, Qt.Key.Key_R)
    popup = opened(made)
    QTest.keyClicks(popup.field, "us")
    assert listed(popup) == ["Russia"]
    assert made.currentData() == "IR"
    with qtbot.waitSignal(made.activated):
        QTest.keyClick(popup.field, Qt.Key.Key_Return)
    assert made.currentData() == "RU"
    assert not popup.isVisible()


def test_escape_leaves_everything_as_it_was(qtbot: QtBot) -> None:
    made = field(qtbot, chosen="IR")
    QTest.keyClick(made, Qt.Key.Key_Return)
    popup = opened(made)
    QTest.keyClicks(popup.field, "rus")
    QTest.keyClick(popup, Qt.Key.Key_Escape)
    assert not popup.isVisible()
    assert made.currentData() == "IR"


def test_what_is_chosen_is_marked_and_arrows_go_on_from_there(qtbot: QtBot) -> None:
    made = field(qtbot, chosen="IR")
    made.showPopup()
    popup = opened(made)
    assert popup.list.currentItem().text() == "Iran"
    QTest.keyClick(popup.field, Qt.Key.Key_Down)
    QTest.keyClick(popup.field, Qt.Key.Key_Return)
    assert made.currentData() == ""


def test_a_name_nobody_has_is_not_taken(qtbot: QtBot) -> None:
    made = field(qtbot, chosen="IR")
    made.showPopup()
    popup = opened(made)
    QTest.keyClicks(popup.field, "xyzzy")
    QTest.keyClick(popup.field, Qt.Key.Key_Return)
    assert made.currentData() == "IR"
    popup.close()


def test_no_country_is_chosen_for_the_person(qtbot: QtBot) -> None:
    made = keep_widget(qtbot, make_bare_window(first_run=True))
    assert made.start_page is not None
    for _ in range(2):
        assert made.start_page.country.currentIndex() == -1
        assert made.start_page.chosen(Settings()).country == ""
        made.start_page.show_countries(load_country_names(RESOURCES, "en"))
    for chosen in ("IR", ""):
        made.start_page.country.choose(chosen)
        made.start_page.show_countries(load_country_names(RESOURCES, "en"))
        assert made.start_page.chosen(Settings()).country == chosen
