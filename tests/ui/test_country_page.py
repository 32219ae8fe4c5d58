"""What is known in a country: a page of the window, the person's own country first; a question where none was named."""

from functools import partial

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget
from pytestqt.qtbot import QtBot

from dialtone.app.window_services import make_translated_phone_advice
from dialtone.explain.explainer import Explainer
from dialtone.model.explanation import Explanation
from dialtone.model.frozen import replace
from dialtone.model.situation import CountryName
from dialtone.store.guidance_file import load_guidance
from dialtone.store.situation_file import load_situations
from dialtone.store.wording_file import load_wording
from dialtone.ui.messengers.detail_page import DetailPage
from dialtone.ui.messengers.messenger_items import PageAction
from dialtone.ui.messengers.tile_board import MessengerActions
from dialtone.ui.pages.country_page import CountryPage
from dialtone.ui.state.messenger_page_state import MessengerPageState, summarize_page
from dialtone.ui.state.messenger_row import Row
from dialtone.ui.state.window_inputs import LoadedContent
from dialtone.ui.widgets.controls import Button
from dialtone.ui.widgets.notice_bar import OutcomeBar
from shipped_catalogue import shipped_catalogue
from ui import examples
from ui.english import NOW
from ui.examples import RESOURCES
from ui.own_widgets import keep_widget
from ui.page_rows import open_all, pick
from ui.window_fixture import make_content


def explainer_of(country: str) -> Explainer:
    return Explainer(
        load_wording(RESOURCES, "en"),
        load_guidance(RESOURCES, "en"),
        NOW.date(),
        country,
        situations=load_situations(RESOURCES, "en"),
    )


def content_of(words: Explainer, countries: list[tuple[str, str]]) -> LoadedContent:
    names = tuple(CountryName(code, name, name) for code, name in countries)
    return replace(make_content("en"), words=words, countries=names)


def known_page(words: Explainer, countries: list[tuple[str, str]], country: str) -> CountryPage:
    return CountryPage(content_of(words, countries), country, OutcomeBar())


def texts(page: QWidget) -> list[str]:
    return [label.text() for label in page.findChildren(QLabel)]


def test_the_persons_own_country_is_shown_first_and_another_on_choice(qtbot: QtBot) -> None:
    explainer = explainer_of("RU")
    page = keep_widget(qtbot, known_page(explainer, [("IR", "Iran"), ("RU", "Россия")], "RU"))
    assert "Messengers in Russia: what is known" in texts(page)
    announced = "The Kremlin announced the full block on 12 February 2026."
    assert announced not in texts(page)
    open_all(page)
    assert announced in texts(page)
    pick(page.control("country"), "IR")
    qtbot.waitUntil(lambda: "Messengers in Iran: what is known" in texts(page))
    assert not any("http" in text for text in texts(page))


def test_what_to_say_there_is_copied_only_where_that_harms_nobody(qtbot: QtBot) -> None:
    explainer = explainer_of("")
    for country, may_copy in (("IR", False), ("KE", True)):
        page = keep_widget(qtbot, known_page(explainer, [("IR", "Iran"), ("KE", "Kenya")], country))
        (head,) = (one for one in page.findChildren(QAbstractButton) if "say this on the phone" in one.text())
        head.click()
        copies = [one for one in page.findChildren(Button) if one.text() == "Copy"]
        assert bool(copies) is may_copy
        for one in copies:
            one.click()
            assert QGuiApplication.clipboard().text().startswith("For someone in Kenya")


def test_the_copy_is_in_their_language(qtbot: QtBot) -> None:
    explainer, name = explainer_of(""), "Казахстане"
    load = partial(make_translated_phone_advice, load_situations(RESOURCES, "en"))
    page = CountryPage(
        replace(content_of(explainer, [("KZ", "Kazakhstan")]), phone_advice_in_their_language=load),
        "KZ",
        bar := OutcomeBar(),
    )
    qtbot.addWidget(bar)
    qtbot.addWidget(page)
    (head,) = (one for one in page.findChildren(QAbstractButton) if "say this on the phone" in one.text())
    head.click()
    (copy,) = (one for one in page.findChildren(Button) if one.text() == "Copy")
    copy.click()
    assert name in QGuiApplication.clipboard().text()
    assert bar.label.text() == "The text is copied."
    assert not any(name in text for text in texts(page))


def test_where_nothing_is_known_of_the_persons_country_one_is_asked_for(qtbot: QtBot) -> None:
    page = keep_widget(qtbot, known_page(explainer_of("US"), [("RU", "Россия")], "US"))
    assert page.control("country").currentText() == "Choose a country"
    assert page.control("country").findData("US") < 0


def state_of(words: Explanation) -> MessengerPageState:
    messenger = next(one for one in shipped_catalogue().messengers if one.id == "whatsapp")
    return MessengerPageState(
        messenger, Row(messenger.id, messenger.name, watched=True), words, pending=False, is_saved=False
    )


def page_of(country: str) -> tuple[DetailPage, Explanation]:
    verdict = examples.whatsapp_blocked()
    words = explainer_of(country).explain_messenger(verdict, examples.check().network)
    page = DetailPage(MessengerActions(), OutcomeBar())
    page.show_messenger(state_of(words))
    page.show()
    open_all(page)
    return page, words


def test_a_person_who_named_no_country_is_asked_and_led_to_the_choice(qtbot: QtBot) -> None:
    page, words = page_of("")
    qtbot.addWidget(page)
    assert words.ask_country in texts(page)
    (choose,) = [button for button in page.findChildren(Button) if button.text() == "Choose the country"]
    asked = list[object]()
    page.handlers[PageAction.CHOOSE_COUNTRY] = asked.append
    choose.click()
    assert asked == [None]


def test_the_page_says_what_will_not_help(qtbot: QtBot) -> None:
    page, words = page_of("RU")
    qtbot.addWidget(page)
    assert words.will_not_help
    assert {"What will not help", *words.will_not_help} <= set(texts(page))
    assert "Choose the country" not in [button.text() for button in page.findChildren(Button)]


def test_a_heading_promises_help_only_above_help(qtbot: QtBot) -> None:
    """Beside an antivirus that inspects, "What can help" stood above a single row: "What will not help"."""
    page, words = page_of("RU")
    qtbot.addWidget(page)
    assert "What can help" in texts(page)
    page.show_messenger(state_of(replace(words, ways=())))
    assert "What can help" not in texts(page)
    assert "What will not help" in texts(page)


def test_no_copy_names_a_tool_where_passing_one_on_is_punished() -> None:
    """Not even one that was asked for with the advice."""
    verdict, network = examples.whatsapp_blocked(), examples.check().network
    for country, named in (("RU", False), ("VE", True)):
        explainer = explainer_of(country)
        explainer.entries = tuple(one for one in explainer.entries if one.id == "tor-bridges")
        words = explainer.explain_messenger(verdict, network)
        assert words.guidance, "on the screen it is"
        assert ("Tor Browser" in summarize_page(state_of(words))) is named
