"""Before a block: reported, not confirmed, only while the messenger works, and no more after the day."""

from datetime import date, timedelta

import pytest

from dialtone.explain.country_words import say_country
from dialtone.explain.explainer import Explainer
from dialtone.explain.reports import render_country
from dialtone.explain.text_page import TextPage
from dialtone.model.explanation import Explanation
from dialtone.model.situation import CountryRecord, ReportedBlock, SituationSource
from dialtone.model.verdict import FunctionVerdict, MessengerVerdict, NetworkVerdict
from dialtone.model.vocabulary import Cause, Function, FunctionStatus, MessengerStatus, NetworkFlag, NetworkStatus
from dialtone.store.guidance_file import load_guidance
from dialtone.store.wording_file import list_languages, load_wording
from gallery.verdicts import ONLINE
from named import named
from spoken import RESOURCES

DAY = date(2027, 4, 1)
SOURCE = SituationSource("Vedomosti", "sha256:0123456789abcdef", read=True, date=date(2027, 3, 20))
REPORTED = (ReportedBlock("telegram", DAY, (SOURCE,)),)
RECORD = CountryRecord("RU", date(2027, 3, 21), (), "in Russia", "across Russia", reported=REPORTED)
MESSAGES = (FunctionVerdict(Function.MESSAGES, FunctionStatus.WORKS),)
WORKS = MessengerVerdict("telegram", "Telegram", MessengerStatus.WORKS, functions=MESSAGES)


def said(
    today: date,
    verdict: MessengerVerdict = WORKS,
    network: NetworkVerdict = ONLINE,
    country: str = "RU",
    language: str = "en",
) -> Explanation:
    return _explainer(today, country, language).explain_messenger(verdict, network)


def _explainer(today: date, country: str = "RU", language: str = "en") -> Explainer:
    wording, guidance = load_wording(RESOURCES, language), load_guidance(RESOURCES, language)
    return Explainer(wording, guidance, today, country, situations=(RECORD,))


@pytest.mark.parametrize("days", [-365, -11, -1, 0])
def test_until_the_day_it_is_said_with_the_things_to_do(days: int) -> None:
    words = said(DAY + timedelta(days=days))
    assert words.reported == (
        "Reported, not confirmed: Telegram may be blocked in Russia from 1 April 2027."
        f" Vedomosti wrote this on 20 March 2027. {len(words.guidance[0].steps)} things to do now:"
    )
    assert words.guidance[0].id == "prepare-ahead"


@pytest.mark.parametrize("days", [1, 30, 3650])
def test_once_the_day_has_passed_it_is_said_no_more(days: int) -> None:
    words = said(DAY + timedelta(days=days))
    assert words.reported == ""
    assert not words.guidance


def test_only_in_the_country_that_the_person_named_and_without_a_vpn() -> None:
    assert said(DAY, country="").reported == ""
    assert said(DAY, country="IR").reported == ""
    assert said(DAY, network=NetworkVerdict(NetworkStatus.ONLINE, (NetworkFlag.VPN,))).reported == ""


def test_not_where_it_is_blocked_already_and_not_of_another() -> None:
    blocked = MessengerVerdict("telegram", "Telegram", MessengerStatus.BLOCKED, (Cause.NAME_FILTERED,))
    assert said(DAY, blocked).reported == ""
    assert said(DAY, MessengerVerdict("signal", "Signal", MessengerStatus.WORKS, functions=MESSAGES)).reported == ""


@pytest.mark.parametrize("language", list_languages(RESOURCES))
def test_it_is_said_in_every_language(language: str) -> None:
    assert "Telegram" in said(DAY, language=language).reported


@pytest.mark.parametrize(("days", "listed"), [(-1, True), (0, True), (1, False)])
def test_the_page_of_the_country_says_it_too_until_the_day(days: int, listed: bool) -> None:
    words, sentences = _explainer(DAY + timedelta(days=days)), _explainer(DAY).sentences
    page = say_country(named(words, {"telegram": "Telegram"}), "RU")
    assert page is not None
    text = render_country(TextPage(sentences, colour=False, width=200), page)
    line = "Reported, not confirmed: Telegram may be blocked in Russia from 1 April 2027. Vedomosti wrote this"
    assert (line in text.replace("\n", " ")) is listed
