"""The first page: everybody gets an answer, and nothing is asked that was not ticked."""

from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAccessible, QFont
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from dialtone.model.catalogue import Messenger
from dialtone.model.frozen import replace
from dialtone.model.vocabulary import MessengerStatus
from dialtone.store.settings import Settings
from dialtone.ui.messengers.tile import Tile
from dialtone.ui.pages.start_page import StartPage
from dialtone.ui.state.languages import Translations
from dialtone.ui.state.messenger_choices import list_familiar, make_offers
from dialtone.ui.state.messenger_row import Row
from dialtone.ui.state.screen_state import Phase
from dialtone.ui.state.window_inputs import ThisComputer
from dialtone.ui.widgets.choose_dialog import ChooseDialog
from shipped_catalogue import shipped_catalogue
from spoken import EXAMPLES
from ui import examples
from ui.conftest import MakeWindow, WindowHarness, make_content
from ui.own_widgets import keep_widget, show_widget
from ui.page_rows import listed, shown_page
from ui.runs import measures
from ui.window_fixture import settle

FOUR = (*examples.MESSENGERS, Messenger("line", "LINE", "L", "#16803a", used_in=("JP",)))


def page_of(harness: WindowHarness) -> StartPage:
    assert harness.window.start_page is not None
    return harness.window.start_page


def test_the_found_ones_come_first_then_the_usual_ones_then_those_of_the_country() -> None:
    messengers = shipped_catalogue().messengers
    content = replace(make_content(("viber", "skype")), messengers=messengers, names={m.id: m.name for m in messengers})
    seen = [offer.id for offer in make_offers(content, "RU")]
    assert seen == ["viber", "whatsapp", "telegram", "signal", "discord", "max", "vk_messenger"]
    assert [offer.id for offer in make_offers(content, "")] == seen[:4]
    assert [offer.id for offer in make_offers(content, "") if offer.id in content.computer.installed] == ["viber"]
    found = replace(content, computer=ThisComputer(installed=frozenset({"signal", "telegram", "viber", "whatsapp"})))
    most_used_first = ["whatsapp", "telegram", "signal", "viber"]
    assert [offer.id for offer in make_offers(found, "")] == most_used_first, "as in the window that follows"
    assert {"line"} < {offer.id for offer in make_offers(content, "JP")}
    assert list_familiar(content, "JP")[:6] == ("viber", "whatsapp", "telegram", "signal", "line", "wechat")


def test_no_country_offers_more_than_can_be_seen_at_a_glance() -> None:
    messengers = shipped_catalogue().messengers
    content = replace(make_content(()), messengers=messengers, names={m.id: m.name for m in messengers})
    for country in {code for m in messengers for code in (*m.home, *m.used_in)}:
        offered = make_offers(content, country)
        assert 4 <= len(offered) <= 8
        assert all(m.untested is None for m in messengers if m.id in {offer.id for offer in offered})


def test_what_is_found_is_ticked_and_only_that_is_asked(qtbot: QtBot, make_window: MakeWindow) -> None:
    harness = make_window(measures, first_run=True, installed=("signal", "telegram"))
    page = page_of(harness)
    assert set(page.choices.ticked) == {"telegram", "signal"}
    assert {m for m in page.choices.tiles_by_id if m not in page.choices.ticked} == {"whatsapp"}
    page.choices.tiles_by_id["telegram"].click()
    page.choices.tiles_by_id["whatsapp"].click()
    assert harness.asked == []
    page.start_button.click()
    qtbot.waitUntil(harness.is_in(Phase.DONE))
    assert set(harness.asked[0]) == {"whatsapp", "signal"}
    kept = harness.kept[-1]
    assert (kept.messengers_added, kept.messengers_hidden) == (("whatsapp",), ("telegram",))
    assert kept.first_run_done
    assert kept.watch_minutes == 0


def test_a_screen_reader_goes_from_top_to_bottom(make_window: MakeWindow) -> None:
    """As it was found: the button came before the quiet check above it, and "Another one…" before the tiles."""
    page = page_of(make_window(measures, first_run=True, installed=("signal", "telegram")))
    page.show_warning("People are searched there.")
    settle(page)
    for part in (page.block, page.choices):
        tree = QAccessible.queryAccessibleInterface(part)
        children = [tree.child(number) for number in range(tree.childCount())]
        shown = [child for child in children if child.text(QAccessible.Text.Name) and not child.state().invisible]
        tops = [child.rect().top() for child in shown]
        assert len(tops) > 2
        assert tops == sorted(tops)


@pytest.mark.parametrize(("country", "says"), [("", "Checking…"), ("NO", "Looking for messengers on this computer…")])
def test_the_answer_begins_with_what_the_program_does(make_window: MakeWindow, country: str, says: str) -> None:
    """The page without a list would say that no messengers were found here."""
    harness = make_window(measures, first_run=True, installed=("signal",))
    page = page_of(harness)
    page.country.addItem(country, country)
    page.country.setCurrentIndex(page.country.count() - 1)
    page.start_button.click()
    assert harness.window.result.block.answer.text() == says
    harness.controller.show()  # as after anything that is learnt meanwhile
    assert harness.window.result.block.answer.text() == says


def test_while_a_country_is_loaded_no_advice_for_the_former_opens(qtbot: QtBot, make_window: MakeWindow) -> None:
    harness = make_window(measures, first_run=True)
    actions, page = harness.window.window_actions, page_of(harness)
    page.country.choose("IR")
    page.start_button.click()
    assert harness.controller.state.phase is Phase.LOADING
    assert not any(action.isEnabled() for action in actions.page_actions)
    qtbot.waitUntil(harness.is_in(Phase.DONE))
    assert all(action.isEnabled() for action in actions.page_actions)


def test_where_people_are_punished_that_is_said_before_anything_is_asked(qtbot: QtBot, make_window: MakeWindow) -> None:
    page = page_of(harness := make_window(measures, first_run=True, installed=("signal",)))
    said = []
    for country in ("IR", "NO"):
        page.country.addItem(country, country)
        page.country.setCurrentIndex(page.country.count() - 1)
        said.append((page.block.line.text(), page.quiet_switch.isVisible()))
    assert said == [("People are punished in IR.", True), (page.block.line.text(), page.quiet_switch.isVisible())]
    assert harness.asked == []


@pytest.mark.parametrize(
    ("places", "chosen", "said"),
    [
        (("IR", "DE"), "", "People are punished in ."),
        (("DE", "IR"), "NO", "People are punished in ."),  # what the system says can only make it more careful
        (("DE", "IR"), "IR", "People are punished in IR."),
        (("",), "", "People are punished in ."),  # of an unknown zone nobody knows anything
        (("DE", "DE"), "", "Your provider can see these checks. Nothing is uploaded."),
    ],
)
def test_the_systems_region_and_zone_make_it_more_careful_and_are_not_shown(
    qtbot: QtBot, places: tuple[str, ...], chosen: str, said: str
) -> None:
    page = show_widget(qtbot, StartPage(lambda _page: None, lambda: places), 800, 600)
    page.show_content(make_content())
    assert page.country.currentIndex() == -1
    page.country.addItem(chosen, chosen)
    page.country.choose(chosen)
    assert page.block.line.text() == said
    assert page.quiet_switch.isVisible() is said.startswith("People")
    assert not page.quiet_switch.isChecked()
    assert page.chosen(Settings()).country == chosen


def test_a_country_named_before_is_not_forgotten(qtbot: QtBot) -> None:
    """Such as in a terminal, `dialtone country IR`: its warning is shown, and its legal notes later."""
    page = show_widget(qtbot, StartPage(lambda _page: None, lambda: ("DE",)))
    page.show_content(replace(make_content(), country="IR"))
    assert page.block.line.text() == "People are punished in IR."
    assert page.quiet_switch.isVisible()
    assert page.chosen(Settings(country="IR")).country == "IR"
    page.country.choose("NO")
    page.show_content(replace(make_content(), country="IR"))
    assert page.chosen(Settings(country="IR")).country == "NO"


def test_a_quiet_check_asks_only_what_is_ticked_and_begins_at_once(qtbot: QtBot, make_window: MakeWindow) -> None:
    page = page_of(harness := make_window(measures, first_run=True, installed=("signal", "telegram")))
    page.country.addItem("IR", "IR")
    page.country.choose("IR")
    page.quiet_switch.click()
    page.choices.tiles_by_id["telegram"].click()
    page.start_button.click()
    qtbot.waitUntil(harness.is_in(Phase.DONE))
    kept = harness.kept[-1]
    assert (kept.quiet_profile, kept.quiet_messengers, kept.country) == (True, ("signal",), "IR")
    assert harness.asked == [("signal",)]


def test_a_quiet_profile_of_settings_that_cannot_be_read_asks_what_is_ticked(
    qtbot: QtBot, make_window: MakeWindow
) -> None:
    """It was on with nothing ticked, so that the first page led to an empty list, and its switch was off."""
    settings = Settings(quiet_profile=True)
    page = page_of(make_window(measures, first_run=True, installed=("signal", "telegram"), settings=settings))
    for warning in ("", "People are punished."):
        page.show_warning(warning)
        assert page.quiet_switch.isVisible()
        assert page.quiet_switch.isChecked()
    chosen = page.chosen(settings)
    assert (chosen.quiet_profile, set(chosen.quiet_messengers)) == (True, {"signal", "telegram"})
    page.quiet_switch.click()
    assert not page.chosen(settings).quiet_profile, "the person sees the switch, and turns it off"


def test_warnings_stand_before_the_button_while_something_is_missing(qtbot: QtBot, make_window: MakeWindow) -> None:
    page = page_of(make_window(measures, first_run=True, installed=()))
    page.show_warning("People are punished.")
    page.start_button.click()
    assert page.block.line.text() == "Tick at least one messenger. People are punished."
    assert page.block.line.mapTo(page, page.block.line.pos()).y() < page.start_button.mapTo(page, page.pos()).y()
    next(iter(page.choices.tiles_by_id.values())).click()
    assert page.block.line.text() == "People are punished."


@pytest.mark.parametrize("language", EXAMPLES)
def test_the_first_page_is_read_in_forty_words(make_window: MakeWindow, translations: Path, language: str) -> None:
    speak = Translations(translations)
    speak.use(language)
    try:
        page = page_of(make_window(measures, first_run=True))
        page.show_warning("")
        said = [label.text() for label in page.findChildren(QLabel) if label.isVisible()]
        ends = (QCoreApplication.translate("Window", one) for one in ("You", "This network"))
        said += [page.start_button.text(), page.block.link.text(), page.choices.another_button.text(), *ends]
        said.append(page.country.placeholderText())
    finally:
        speak.use("en")
    assert len(" ".join(said).split()) <= 40, said


def test_enter_on_a_tile_begins_and_arrows_walk(qtbot: QtBot, make_window: MakeWindow) -> None:
    page = page_of(harness := make_window(measures, first_run=True, installed=("signal", "telegram")))
    first, second, *_ = page.choices.tiles_by_id.values()
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Down)
    assert second.hasFocus()
    QTest.keyClick(second, Qt.Key.Key_Return)
    qtbot.waitUntil(harness.is_in(Phase.DONE))


def test_where_nothing_was_found_one_has_to_be_ticked(qtbot: QtBot, make_window: MakeWindow) -> None:
    harness = make_window(measures, first_run=True, installed=())
    page = page_of(harness)
    assert page.choices.ticked == ()
    page.start_button.click()
    assert harness.window.on_start_page
    assert page.block.line.text().startswith("Tick at least one messenger.")
    first = next(iter(page.choices.tiles_by_id.values()))
    assert first.hasFocus()
    QTest.keyClick(first, Qt.Key.Key_Space)
    page.start_button.click()
    qtbot.waitUntil(harness.is_in(Phase.DONE))
    assert harness.asked == [(first.row.id,)]
    assert not harness.window.on_start_page


def test_who_uses_another_one_finds_it(qtbot: QtBot, make_window: MakeWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    retired = Messenger("skype", "Skype", "S", "#0099dd", untested=MessengerStatus.RETIRED)
    monkeypatch.setattr(examples, "MESSENGERS", (*FOUR, retired))
    harness = make_window(measures, first_run=True, installed=())
    page = page_of(harness)
    assert "line" not in page.choices.tiles_by_id
    page.choices.another_button.click()
    (dialog,) = harness.window.findChildren(ChooseDialog)
    assert "skype" not in [row.id for row in dialog.rows]
    assert not dialog.accept_button.isEnabled()
    QTest.keyClicks(dialog.field, "lin")
    QTest.keyClick(dialog.field, Qt.Key.Key_Return)
    assert page.choices.ticked == ("line",)
    assert harness.asked == []
    page.start_button.click()
    qtbot.waitUntil(lambda: harness.asked == [("line",)])


def test_ticks_outlive_a_new_country(qtbot: QtBot, make_window: MakeWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(examples, "MESSENGERS", FOUR)
    harness = make_window(measures, first_run=True, installed=("signal",))
    page = page_of(harness)
    page.choices.tiles_by_id["whatsapp"].click()
    page.choices.tiles_by_id["signal"].click()
    page.country.choose("JP")
    assert "line" in page.choices.tiles_by_id
    assert page.choices.ticked == ("whatsapp",)


def test_the_providers_view_is_said_before_start(make_window: MakeWindow) -> None:
    harness = make_window(measures, first_run=True)
    page = page_of(harness)
    page.show_warning("")
    assert "Your provider can see these checks" in page.block.line.text()
    page.block.link.click()
    over = shown_page(harness.window)
    said = " ".join(label.text() for label in over.findChildren(QLabel))
    assert "can see which messengers are checked" in said
    assert "may also recognise Dialtone" in said
    assert not harness.window.page_stack.header.share_button.isVisible()
    harness.window.page_stack.header.back_button.click()
    assert harness.window.on_start_page
    assert page.start_button.hasFocus()


def test_files_that_cannot_be_loaded_are_said_on_the_first_page_too(qtbot: QtBot, make_window: MakeWindow) -> None:
    harness = make_window(measures, first_run=True)
    harness.window.show_failure("a file is missing")
    assert not harness.window.on_start_page
    assert harness.window.result.block.isVisible()


def test_one_that_is_listed_is_shown_as_such_and_only_opened(qtbot: QtBot, make_window: MakeWindow) -> None:
    harness = make_window(measures, settings=Settings(messengers_added=("viber",)))
    before = list(harness.asked)
    harness.window.list_changes.open_adding()
    (dialog,) = harness.window.findChildren(ChooseDialog)
    QTest.keyClicks(dialog.field, "telegram")
    assert [row.id for row in dialog.rows] == ["telegram"]
    assert listed(dialog) == ["Telegram\nAlready in the list"]
    QTest.keyClick(dialog.field, Qt.Key.Key_Return)
    assert harness.window.detail.messenger_id == "telegram"
    assert harness.asked == before


def test_tab_goes_as_one_reads(make_window: MakeWindow, qtbot: QtBot) -> None:
    """The tiles are made last, and stand in the middle; also once they are offered in another order."""
    harness = make_window(measures, first_run=True, installed=("signal", "telegram"))
    page = page_of(harness)
    qtbot.waitUntil(lambda: len(page.choices.tiles_by_id) > 0)
    for _ in range(2):
        order: list[QWidget | None] = [harness.window.page_stack.header.menu_button]
        while (following := order[-1]) is not None and following.nextInFocusChain() is not order[0]:
            order.append(following.nextInFocusChain())
        stops = [
            page.quiet_switch,
            page.start_button,
            page.block.link,
            page.country,
            *page.choices.tiles_by_id.values(),
        ]
        places = [order.index(one) for one in (*stops, page.choices.another_button)]
        assert places == sorted(places)
        page.show_offers(page.choices.offers[::-1], page.choices.installed)


def test_what_is_offered_again_keeps_its_chips(make_window: MakeWindow, qtbot: QtBot) -> None:
    """Who made the apps is known a little later: who hears the window must not be thrown back by that."""
    harness = make_window(measures, first_run=True, installed=("signal", "telegram"))
    page = page_of(harness)
    qtbot.waitUntil(lambda: len(page.choices.tiles_by_id) > 0)
    before = dict(page.choices.tiles_by_id)
    page.show_offers(page.choices.offers, page.choices.installed)
    assert page.choices.tiles_by_id == before


@pytest.mark.parametrize(("width", "height", "points"), [(960, 640, 10), (720, 480, 20), (420, 400, 10)])
def test_warning_and_button_are_above_the_fold(
    make_window: MakeWindow, qapp: QApplication, width: int, height: int, points: int
) -> None:
    usual = QFont(qapp.font())
    qapp.setFont(QFont(usual.family(), points))
    try:
        harness = make_window(measures, first_run=True)
        page = page_of(harness)
        harness.window.resize(width, height)
        page.show_warning("People can be searched or punished there for using such services.")
        settle(harness.window)
        for part in (page.block.line, page.quiet_switch, page.start_button):
            assert part.visibleRegion().boundingRect() == part.rect()
        assert (
            page.block.line.geometry().bottom()
            < page.quiet_switch.geometry().top()
            < page.start_button.geometry().top()
        )
    finally:
        qapp.setFont(usual)


def test_the_monogram_beside_large_letters_is_whole(qtbot: QtBot) -> None:
    tile = keep_widget(qtbot, Tile(Row("signal", "Signal", "S", "#3a63d2"), ticks=True))
    tile.setFont(QFont("DejaVu Sans", 20))
    tile.resize(500, tile.heightForWidth(500))
    image = tile.grab().toImage()
    for line in (3, image.height() - 4):
        assert len({image.pixel(x, line) for x in range(20, image.width() - 20)}) == 1, "nothing but the ground"


def test_what_is_found_later_decides_where_the_person_did_not(qtbot: QtBot, make_window: MakeWindow) -> None:
    """Those stayed ticked that were found before."""
    page = page_of(make_window(measures, first_run=True, installed=("signal", "telegram")))
    page.choices.tiles_by_id["signal"].click()
    page.choices.tiles_by_id["signal"].click()
    page.show_offers(page.choices.offers, frozenset({"whatsapp"}))
    assert set(page.choices.ticked) == {"signal", "whatsapp"}
