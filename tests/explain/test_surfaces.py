"""What may not be said where: tools where they are banned or passing one on is punished, old reassurances anywhere.

Generated for every country of the notes on the law and every surface on which something is said in words.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from dialtone.explain.card_rows import make_card, write_as_text
from dialtone.explain.country_words import say_country, say_phone_advice
from dialtone.explain.explainer import Explainer
from dialtone.explain.notice import say_notice
from dialtone.explain.reaching import find_ways_to_reach
from dialtone.explain.reference import list_reference, list_reference_law, say_reference_law_in_short
from dialtone.explain.reports import render_country
from dialtone.explain.text_page import TextPage
from dialtone.explain.text_report import render_check
from dialtone.model.guidance import GuidanceEntry, Risk
from dialtone.model.verdict import FunctionVerdict, MessengerVerdict
from dialtone.model.vocabulary import Cause, Confidence, Function, FunctionStatus, MessengerStatus
from dialtone.model.way import Reach
from explain.every_country import LANGUAGES, NAMES, RECORDS, SHIPPED, TODAY, WORDING, explainer_of
from explain.leads import ONLINE, check_of
from explain.shipped import CATALOGUE, about, works
from gallery.working import works_here

COUNTRIES = ("IR", "RU", "CN", "TM", "AE", "OM", "PK", "MM", "BY", "IN", "TZ", "UG", "TR", "EG", "VN", "VE", "SD")
"""Those of which notes on the law were collected."""
BANNED = frozenset({"AE", "BY", "CN", "IN", "MM", "OM", "TM", "TZ"})
"""Where tools are banned, or people are punished for having one: in a part of India alone, and nobody knows in which
part a person is."""
TURKEY_BANS = re.compile(r"Psiphon|Proton|\bTor\b")  # on the list of December 2023, and by the order of November 2016
PASSING_ON_IS_RISKY = ("RU", "IR", "CN", "TM", "MM", "BY")
CAUSES = (Cause.DNS_MISSING, Cause.ADDRESS_BLOCKED, Cause.NAME_FILTERED, Cause.PROTOCOL_FILTERED, Cause.THROTTLED)


def stopped(messenger: str, cause: Cause) -> MessengerVerdict:
    parts = tuple(FunctionVerdict(one, FunctionStatus.BLOCKED, (cause,)) for one in Function)
    name, status = about(messenger).name, MessengerStatus.BLOCKED
    return MessengerVerdict(messenger, name, status, (cause,), Confidence.SURE, parts, installed=True)


def checks() -> Iterator[tuple[MessengerVerdict, ...]]:
    for cause in CAUSES:
        yield tuple(stopped(one, cause) for one in ("whatsapp", "telegram", "signal"))
    yield works("whatsapp"), works("telegram")


def on_screen(words: Explainer, country: str) -> Iterator[tuple[str, str]]:
    for verdicts in checks():
        for verdict in verdicts:
            yield "page", str(words.explain_messenger(verdict, ONLINE))
        yield "terminal report", render_check(check_of(*verdicts), words, colour=False, width=100)
        yield "who to reach", str(find_ways_to_reach(words, Reach("DE"), verdicts, ONLINE))
        yield "first page", words.say_warning(country)
        yield "band", works_here(words, verdicts)
    yield "reference", str((list_reference(words), list_reference_law(words), say_reference_law_in_short(words)))
    said = say_phone_advice(words, country)
    yield "for them", str(said)
    known = say_country(words, country)
    if known is not None:
        yield "country page", render_country(TextPage(words.sentences, colour=False, width=100), known)


def passed_on(words: Explainer) -> Iterator[tuple[str, str]]:
    for verdicts in checks():
        card = make_card(verdicts, ONLINE, words, CATALOGUE.messengers, TODAY)
        yield "picture", str(card)
        yield "picture as text", write_as_text(card)
        yield "notice", str(say_notice(words.sentences, verdicts))
        for verdict in verdicts:
            yield "saved check", str(words.summarize(verdict, ONLINE))


every_country = pytest.mark.parametrize("country", COUNTRIES)
every_language = pytest.mark.parametrize("language", LANGUAGES)


@every_language
@every_country
def test_where_tools_are_banned_no_surface_names_one(country: str, language: str) -> None:
    words = explainer_of(country, language)
    if country not in BANNED:
        return
    for surface, text in (*on_screen(words, country), *passed_on(words)):
        assert not NAMES.search(text), (surface, NAMES.search(text))


@every_language
def test_turkey_is_offered_none_that_it_banned(language: str) -> None:
    for surface, text in on_screen(explainer_of("TR", language), "TR"):
        assert not TURKEY_BANS.search(text), surface


@every_language
@every_country
def test_nothing_that_leaves_the_computer_names_a_tool(country: str, language: str) -> None:
    words = explainer_of(country, language)
    if country in PASSING_ON_IS_RISKY:
        assert words.say_sharing_note("advice.not_copied")
        for surface, text in passed_on(words):
            assert not NAMES.search(text), surface
            assert not tool_ids() & set(re.findall(r"[\w-]+", text)), surface


def tool_ids() -> set[str]:
    return {entry.id for entry in SHIPPED["en"] if entry.tool is not None}


def test_the_law_stands_above_every_tool_and_its_risk_before_the_first_step() -> None:
    for entry in tools():
        assert entry.legal, entry.id
        assert entry.risk, entry.id
        assert entry.marks is not None, entry.id
        assert entry.marks.risk is Risk.HIGH, entry.id


def test_every_tool_has_a_dated_word_and_an_official_source() -> None:
    for entry in tools():
        assert entry.tool is not None
        assert entry.tool.seen, entry.id
        assert any(source.tag == "OFF" and source.read for source in entry.sources), entry.id


def test_a_tool_says_where_it_was_last_seen_to_work_and_that_nothing_is_known_elsewhere() -> None:
    def seen(country: str, tool: str) -> tuple[str, ...]:
        return next(one.sightings for one in list_reference(explainer_of(country, "en")) if one.id == tool)

    assert seen("IR", "psiphon") == ("Seen to work in Iran in January 2026 (net4people (researchers)).",)
    assert seen("RU", "amnezia")[0] == "Seen to fail in Russia in August 2026 (users on GitHub)."
    assert seen("RU", "psiphon") == ("We found no dated report on whether it works where you are.",)


def tools() -> list[GuidanceEntry]:
    return [entry for entry in SHIPPED["en"] if entry.tool is not None]


@every_country
def test_no_tool_is_asked_where_that_is_dangerous(country: str) -> None:
    words = explainer_of(country, "en")
    watched = country in BANNED or words.wants_quiet()
    asked = [one.id for one in list_reference(words) if one.tool_probe.targets]
    assert (asked == []) is (watched or country == "TR"), asked


def test_hosts_are_asked_on_a_press_alone() -> None:
    """A check asks none of the ways in that advice names, and no website of a tool is ever asked."""
    plan = {endpoint.host for messenger in CATALOGUE.messengers for endpoint in messenger.endpoints}
    controls = CATALOGUE.controls
    plan |= {one.endpoint.host for one in controls.sites} | {one.host for one in (*controls.anchors, *controls.udp)}
    for entry in tools():
        assert entry.tool is not None
        assert not {front.host for front in entry.tool.fronts} & plan
        assert not [place for place in entry.places if place.target.can_be_probed], "never its website"


def is_reassuring() -> re.Pattern[str]:
    """Return what says of this moment that nothing hinders or punishes, in whatever country: only while it is new."""
    said = WORDING["en"].sentences
    plain = (said["known.open_but_fails"], said["for_them.open"])
    parts = (re.split(r"\{\w+\}", text)[:2] for text in plain)
    law = r"not (?:formally )?(?:an offence|a crime|banned|punished|illegal)|no punishment"
    return re.compile("|".join((*(".{1,60}".join(map(re.escape, part)) for part in parts), law)))


@every_country
def test_nothing_reassures_on_any_surface_ninety_days_after_its_source(country: str) -> None:
    """Counted from the newest of what is known of the country and of its law."""
    record = next((one for one in RECORDS["en"] if one.country == country), None)
    notes = [note.as_of for entry in SHIPPED["en"] for note in entry.legal if note.country == country]
    newest = max([*notes, *([record.newest] if record is not None and record.rows else [])], default=TODAY)
    words = explainer_of(country, "en", max(TODAY, newest + timedelta(days=91)))
    reassuring = is_reassuring()
    for surface, text in (*on_screen(words, country), *passed_on(words)):
        assert not reassuring.search(text), (surface, reassuring.search(text))


def test_a_new_word_that_it_is_open_does_reassure() -> None:
    """The test above looks for the right words."""
    fresh = explainer_of("IR", "en", date(2026, 8, 1))
    assert is_reassuring().search(str(say_phone_advice(fresh, "IR")))
