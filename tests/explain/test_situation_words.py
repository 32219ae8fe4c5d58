"""What is publicly known stands beside what was measured: dated, never instead of it."""

from collections.abc import Iterator
from datetime import date

import pytest

from dialtone.explain.country_words import say_country
from dialtone.explain.explainer import Explainer
from dialtone.explain.text_report import render_check
from dialtone.model.explanation import Explanation
from dialtone.model.situation import NO_COUNTRY, CountryRecord, Person, find_record
from dialtone.model.verdict import Evidence, FunctionVerdict, MessengerVerdict, NetworkVerdict
from dialtone.model.vocabulary import (
    Cause,
    Confidence,
    EvidenceKind,
    Function,
    FunctionStatus,
    MessengerStatus,
    NetworkFlag,
    NetworkStatus,
)
from dialtone.store.situation_file import load_situations
from explain import every_country
from explain.every_country import LANGUAGES
from explain.leads import LIKELY, SURE, UNSURE, F, S, check_of, judged
from explain.shipped import explain
from explain.word_rules import problems
from gallery.known import every_known
from spoken import RESOURCES

TODAY = date(2026, 11, 25)
ONLINE = NetworkVerdict(NetworkStatus.ONLINE, evidence=(Evidence(EvidenceKind.CONTROLS_ANSWER),))


def explainer_of(language: str = "en", country: str = "RU", today: date = TODAY) -> Explainer:
    return every_country.explainer_of(country, language, today, "linux")


def blocked(
    messenger: str = "whatsapp",
    name: str = "WhatsApp",
    confidence: Confidence = SURE,
    causes: tuple[Cause, ...] = (Cause.DNS_MISSING, Cause.ADDRESS_BLOCKED),
) -> MessengerVerdict:
    functions = (FunctionVerdict(Function.MESSAGES, FunctionStatus.BLOCKED, causes, confidence),)
    return MessengerVerdict(messenger, name, MessengerStatus.BLOCKED, causes, confidence, functions)


def works(messenger: str = "whatsapp") -> MessengerVerdict:
    return judged(messenger, MessengerStatus.WORKS, SURE, (F.MESSAGES, S.WORKS))


@pytest.mark.parametrize(
    ("causes", "told"),
    [
        ((Cause.DNS_FORGED,), False),
        ((Cause.DNS_FORGED, Cause.ADDRESS_BLOCKED), True),
        ((Cause.DNS_MISSING, Cause.NAME_FILTERED), True),
        ((Cause.NAME_FILTERED, Cause.ADDRESS_BLOCKED), False),
    ],
)
def test_other_names_do_not_help_where_the_true_addresses_failed_too(causes: tuple[Cause, ...], told: bool) -> None:
    words = said(explainer_of(), blocked(causes=causes))
    assert any("Changing only the DNS" in line for line in words.will_not_help) is told


def said(explainer: Explainer, verdict: MessengerVerdict, network: NetworkVerdict = ONLINE) -> Explanation:
    return explainer.explain_messenger(verdict, network)


@pytest.mark.parametrize("function", [Function.MESSAGES, Function.WEB])
def test_what_is_known_neither_hides_a_danger_nor_clears_the_computer_of_it(function: Function) -> None:
    """Who intercepts may be a program on this computer: a block that is known across the country says nothing of it."""
    swapped, fine = (function, S.BLOCKED, Cause.CERTIFICATE_SWAPPED), (F.MESSAGES, S.WORKS)
    verdict = judged("signal", MessengerStatus.PARTLY, LIKELY, fine, swapped)
    if function is F.MESSAGES:
        verdict = judged("signal", MessengerStatus.BLOCKED, LIKELY, swapped)
    words = said(explainer_of(), verdict)
    assert "not safe" in words.headline
    assert "known to be blocked" not in f"{words.headline} {words.summary}"
    assert "not your computer" not in words.summary


def test_a_russian_whose_whatsapp_stopped_reads_what_the_world_knows() -> None:
    words = said(explainer_of(), blocked())
    assert words.headline == "WhatsApp is blocked here."
    assert "The Kremlin announced the full block on 12 February 2026. Our test shows it here too." in words.summary
    assert "Neither you, your computer nor WhatsApp itself is at fault." in words.summary
    assert any("router" in line for line in words.will_not_help)
    assert "Calling your internet provider: it cannot lift the block." in words.will_not_help
    assert any("Stay signed in" in line for line in words.will_not_help)
    assert words.cannot_tell[-1] == "Our information goes up to September 2026."
    calling = words.guidance[0]
    assert (calling.id, calling.steps[0].split(",")[0]) == ("ordinary-call", "Call the person")
    assert "The phone company and the state can hear" in calling.risk


def test_where_all_of_it_is_blocked_a_note_on_calls_does_not_open_the_reason() -> None:
    calls = (F.CALLS, S.BLOCKED, Cause.NAME_FILTERED)
    verdict = judged("whatsapp", MessengerStatus.BLOCKED, SURE, (F.MESSAGES, *calls[1:]), calls)
    words, plain = said(explainer_of(country="AE"), verdict), said(explainer_of(country=""), verdict)
    assert plain.summary
    assert words.summary.startswith(plain.summary)
    assert "alls" in words.summary.removeprefix(plain.summary)
    assert words.summary.count("computer") == plain.summary.count("computer")
    assert "shows it here too" not in words.summary, "that calls alone are blocked is not what was seen"
    only_calls = judged("whatsapp", MessengerStatus.PARTLY, SURE, (F.MESSAGES, S.WORKS), calls)
    assert said(explainer_of(country="AE"), only_calls).summary.startswith("In July 2025 calls in WhatsApp")


@pytest.mark.parametrize(
    ("cause", "cleared"),
    [
        (Cause.DNS_MISSING, "No fault was seen in this computer or in WhatsApp itself."),
        (Cause.ADDRESS_BLOCKED, "No fault was seen in this computer."),
    ],
)
def test_what_the_world_knows_makes_a_likely_answer_no_surer(cause: Cause, cleared: str) -> None:
    words = said(explainer_of(), blocked(confidence=LIKELY, causes=(cause,)))
    assert words.headline.startswith("WhatsApp is probably blocked here.")
    assert "12 February 2026. Our result here fits that." in words.summary
    assert words.summary.endswith(cleared)


def test_another_network_is_not_offered_where_the_block_is_known_across_the_country() -> None:
    verdict = blocked(causes=(Cause.ADDRESS_BLOCKED,))
    assert any("another network" in line for line in said(explainer_of(country=""), verdict).can_do)
    assert not any("another network" in line for line in said(explainer_of(), verdict).can_do)
    listed = blocked("signal", "Signal", LIKELY, (Cause.WHITELIST_MODE,))
    only_listed = NetworkVerdict(NetworkStatus.WHITELIST_MODE, confidence=LIKELY)
    here, elsewhere = said(explainer_of(), listed, only_listed), said(explainer_of(country=""), listed, only_listed)
    assert "white-list" in [one.id for one in elsewhere.guidance]
    assert "white-list" not in [one.id for one in here.guidance]
    assert not any("Wi-Fi" in line for line in here.can_do)
    assert here.differs == "In May 2026 Signal was known to be blocked across Russia."
    assert not elsewhere.differs


def test_another_network_is_offered_where_only_some_networks_are_known_to_block() -> None:
    """OONI saw Telegram blocked on many Russian networks, not on all."""
    verdict = blocked("telegram", "Telegram", LIKELY, (Cause.ADDRESS_BLOCKED,))
    assert any("another network" in line for line in said(explainer_of(), verdict).can_do)


def test_who_decided_is_no_riddle_where_an_authority_said_so() -> None:
    who = explainer_of().sentences.say("cannot_tell.who", about="whatsapp", messenger="WhatsApp")
    assert who in said(explainer_of(country=""), blocked()).cannot_tell
    assert who not in said(explainer_of(), blocked()).cannot_tell


def test_what_is_measured_but_not_announced_is_said_so() -> None:
    words = said(explainer_of(), blocked("telegram", "Telegram", LIKELY, (Cause.PROTOCOL_FILTERED,)))
    assert "tests show" in words.summary
    assert "Since 20 March 2026 OONI's tests show it blocked" in words.summary
    assert "The regulator has announced only restrictions, never a full block." in words.summary


def test_no_row_makes_a_verdict_more_certain() -> None:
    words = said(explainer_of(), blocked(confidence=UNSURE))
    assert words.headline.startswith("WhatsApp may not work here.")
    assert words.will_not_help == ()


@pytest.mark.parametrize("status", [FunctionStatus.WORKS, FunctionStatus.SLOW])
def test_who_can_write_has_not_seen_the_block_that_others_see(status: FunctionStatus) -> None:
    slow = (F.MEDIA, S.SLOW, Cause.THROTTLED)
    verdict = judged("telegram", MessengerStatus.PARTLY, SURE, (F.MESSAGES, status), slow)
    summary = said(explainer_of(), verdict).summary
    assert "many Russian networks. Our check did not see messages blocked here." in summary


def test_through_a_vpn_nothing_is_said_of_the_country() -> None:
    vpn = NetworkVerdict(NetworkStatus.ONLINE, (NetworkFlag.VPN,))
    for verdict in (blocked(), works()):
        with_country, without = said(explainer_of(), verdict, vpn), said(explainer_of(country=""), verdict, vpn)
        assert (with_country.headline, with_country.summary) == (without.headline, without.summary)
        assert with_country.will_not_help == ()


def test_without_a_country_there_is_one_question_and_no_guess() -> None:
    words = said(explainer_of(country=""), blocked())
    assert words.ask_country
    assert "Russia" not in " ".join((words.headline, words.summary, *words.can_do))
    assert not said(explainer_of(), blocked()).ask_country
    assert not said(explainer_of(country=""), works()).ask_country
    assert not said(explainer_of(country=""), blocked("element", "Element")).ask_country


def test_where_the_check_and_the_news_differ_both_are_said() -> None:
    words = said(explainer_of(), works())
    assert "across Russia. Our check did not see WhatsApp blocked on your network." in words.differs
    assert words.headline == said(explainer_of(country=""), works()).headline
    closed = said(explainer_of(country="IR", today=date(2026, 6, 1)), blocked(causes=(Cause.DNS_FORGED,)))
    assert "WhatsApp is not known to be blocked in this country now." in closed.differs
    assert "24 December 2024" in closed.differs
    assert "known to be blocked across" not in closed.headline + closed.summary


@pytest.mark.parametrize("today", [TODAY, date(2027, 11, 10)])
def test_that_nothing_is_known_of_a_block_is_past_too_once_it_is_old(today: date) -> None:
    differs = said(explainer_of(country="IR", today=today), blocked(causes=(Cause.DNS_FORGED,))).differs
    assert "WhatsApp was not known to be blocked in this country in May 2026, and we know nothing newer." in differs
    assert "now" not in differs.split(".")[0].split()


def test_what_is_over_is_not_said_as_if_it_went_on() -> None:
    """In September 2025 messengers were slowed in Turkey for some days; Kenya's block comes back with the exams."""
    about = judged("whatsapp", MessengerStatus.SLOW, SURE, (F.MESSAGES, S.SLOW, Cause.THROTTLED))
    words = said(explainer_of(country="TR"), about)
    assert "Turkey" not in words.summary
    assert words.differs == (
        "This happened in Turkey before, and it ended. "
        "NetBlocks and EngelliWeb measured slowing on several networks on 7 and 8 September 2025."
    )
    assert said(explainer_of(country="TR"), works()).differs == ""
    assert said(explainer_of(country="TR"), blocked(causes=(Cause.NAME_FILTERED,))).differs == "", (
        "slowed is not blocked"
    )
    page = str(say_country(explainer_of(), "TR"))
    assert "Slowed down since 7 September 2025; over by now, last day unknown" in page


def test_two_episodes_are_two_rows_and_a_source_without_a_day_says_so() -> None:
    page = str(say_country(explainer_of(), "ET"))
    assert "from 9 February 2023 to 19 July 2023, over" in page
    assert "since November 2021; over by now" in page
    page = str(say_country(explainer_of(), "TM"))
    assert "AFP, no date" in page
    assert "2024" not in page


def test_where_what_works_is_a_danger_the_check_says_so() -> None:
    """In Belarus Telegram opens, and following a channel has brought people to prison."""
    words = said(explainer_of(country="BY"), works("telegram"))
    assert words.danger.startswith("Using Telegram here can get people punished.")
    assert "seven years in prison" in words.danger
    assert "15 days in custody" in words.danger
    assert not said(explainer_of(country="BY"), works()).danger
    assert said(explainer_of(country="BY"), blocked("telegram", "Telegram")).danger == words.danger, "it is the same"
    vpn = NetworkVerdict(NetworkStatus.ONLINE, (NetworkFlag.VPN,))
    assert explainer_of(country="BY").explain_messenger(works("telegram"), vpn).danger == words.danger
    saved = explainer_of(country="BY").of_day(date(2026, 11, 1))
    assert said(saved, works("telegram")).danger == words.danger, "the page of a saved check"


def test_a_danger_stands_in_the_row_of_what_works() -> None:
    """In Myanmar the row of an installed Signal said "Messages work", and the danger was somewhere below."""
    text = render_check(check_of(works("signal")), explainer_of(country="MM"), colour=False, width=100)
    assert "Signal  Works · can get people punished" in text
    assert "can get people punished" not in render_check(
        check_of(works("viber")), explainer_of(country="MM"), colour=False, width=100
    )


def test_what_people_were_punished_for_having_is_no_way_and_named_with_that() -> None:
    """As it was found: where WhatsApp was blocked in Myanmar, the page began with Signal, without a word of warning."""
    words = explainer_of(country="MM")
    assert "having Signal on a device was punished at checkpoints" in said(words, works("signal")).danger
    beside = (blocked(), works("signal"), works("viber"))
    (way, *_) = words.explain_messenger(blocked(), ONLINE, (), beside).ways
    assert way.title == "What worked in this check: Viber (messages)."
    assert "having Signal on a device was punished at checkpoints" in said(words, blocked("signal", "Signal")).danger


def test_an_outage_is_nobodys_block_whatever_is_known() -> None:
    verdict = MessengerVerdict("whatsapp", "WhatsApp", MessengerStatus.DOWN, (Cause.SERVICE_DOWN,), SURE)
    assert said(explainer_of(), verdict) == said(explainer_of(country="DE"), verdict)


def test_old_knowledge_is_past_and_does_not_vanish() -> None:
    now, later = (said(explainer_of(today=day), blocked()) for day in (date(2026, 12, 10), date(2026, 12, 25)))
    assert "known to be blocked across Russia." in now.summary
    assert "In September 2026 WhatsApp was known to be blocked across Russia." in later.summary
    in_a_year = said(explainer_of(today=date(2027, 11, 25)), blocked())
    assert in_a_year.summary == later.summary
    assert "The Kremlin announced the full block on 12 February 2026" in in_a_year.summary


def test_where_devices_are_searched_staying_signed_in_is_the_risk() -> None:
    for country in ("MM", "BY"):
        lines = said(explainer_of(country=country), blocked()).will_not_help
        assert "Staying signed in: if your device can be searched, that is a risk." in lines
        assert not any("Stay signed in" in line for line in lines)


def test_where_no_tool_is_offered_because_it_is_punished_the_page_says_so() -> None:
    """In Turkmenistan no page named a VPN, nor said that one is punished: the reader looked for one alone."""
    line = "A VPN or a proxy: using one can be punished here."
    for country, told in (("TM", True), ("AE", True), ("IR", False), ("RU", False)):
        assert (line in said(explainer_of(country=country), blocked()).will_not_help) is told


def test_a_white_list_is_known_for_the_whole_country() -> None:
    verdict = MessengerVerdict("signal", "Signal", MessengerStatus.BLOCKED, (Cause.WHITELIST_MODE,), LIKELY)
    words = said(explainer_of(), verdict, NetworkVerdict(NetworkStatus.WHITELIST_MODE, confidence=LIKELY))
    assert "only approved sites were known to open in Russia at times" in words.summary


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_that_can_be_known_keeps_the_rules(language: str) -> None:
    explainer = explainer_of(language)
    said = [text for _, texts in every_known(explainer, "whatsapp", "WhatsApp") for text in texts if "…" not in text]
    assert not {problem for text in said for problem in problems(text, language)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_row_keeps_the_rules_beside_a_verdict_and_on_its_page(language: str) -> None:
    explainer = explainer_of(language)
    found = {problem for text in rows_in_words(explainer) for problem in problems(text, language)}
    assert not found


def rows_in_words(explainer: Explainer) -> Iterator[str]:
    for record in load_situations(RESOURCES, explainer.sentences.language):
        for row in record.rows:
            yield explainer.sentences.say("known.said" if row.until else "known.seen_here", text=row.said)
            yield explainer.sentences.say("known.said", text=row.also or row.said)
        page = say_country(explainer, record.country)
        assert page is not None
        yield from (page.title, *(row.when for group in page.messengers for row in group.rows))


def test_a_countrys_page_holds_no_address() -> None:
    for record in load_situations(RESOURCES, "en"):
        page = say_country(explainer_of(), record.country)
        text = str(page)
        assert "http" not in text
        assert "sha256" not in text


@pytest.mark.parametrize(
    ("day", "said_of_it"),
    [(date(2026, 9, 22), "شهریور–مهر ۱۴۰۵ (سپتامبر ۲۰۲۶)"), (date(2026, 3, 1), "اسفند ۱۴۰۴–فروردین ۱۴۰۵ (مارس ۲۰۲۶)")],
)
def test_a_month_is_told_in_both_calendars_where_both_count(day: date, said_of_it: str) -> None:
    assert explainer_of("fa").sentences.month(day) == said_of_it
    assert explainer_of("ru").sentences.month(date(2026, 9, 22)) == "сентября 2026 года"


RECORDS = (CountryRecord("RU", TODAY), CountryRecord("IR", TODAY))


def test_a_person_has_the_record_of_the_country_that_was_named() -> None:
    assert Person(TODAY, "IR", records=RECORDS).record is RECORDS[1]


def test_nothing_is_known_of_no_country_and_of_another() -> None:
    assert find_record(RECORDS, "") is NO_COUNTRY
    assert find_record(RECORDS, "NO") is NO_COUNTRY


def test_the_warning_names_the_country_or_is_said_in_general() -> None:
    """It said of the Emirates, where a message in WhatsApp is lawful, that such services mean searches."""
    assert explain("en", "").say_warning("AE") == "Getting around blocks can be punished in the Emirates."
    named = "Getting around blocks can be punished in Iran."
    assert explain("en", "").say_warning("IR").startswith(named)
    assert explain("en", "").say_warning("BY") == (
        "Devices can be searched in Belarus, and people punished for what is found."
    )
    assert "searched or punished in Myanmar" in explain("en", "").say_warning("MM")
    assert explain("en", "").say_warning("").startswith("Some countries search or punish people")
    assert explain("en", "").say_warning("NO") == explain("en", "").say_warning("RU") == ""
