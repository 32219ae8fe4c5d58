"""Where a messenger can get a person punished, no page sends that person to somebody else about it."""

import re
from collections.abc import Iterator

import pytest

from dialtone.explain.explainer import Explainer
from dialtone.explain.guidance_choice import choose_reference
from dialtone.explain.guidance_words import list_steps_for
from dialtone.model.explanation import Explanation, Guidance
from dialtone.model.situation import find_record
from dialtone.model.verdict import NetworkVerdict
from dialtone.model.way import WayKind
from explain.every_case import every_case
from explain.every_country import LANGUAGES, RECORDS, SHIPPED, WORDING, explainer_of
from judge.recorded import judged

DANGEROUS = [record.country for record in RECORDS["en"] if record.wants_quiet]
SENDS = re.compile(r"\b(ask|tell|call your|call the|looks after|set up this computer)\b", re.IGNORECASE)
NOT_ABOUT_A_MESSENGER = re.compile(
    r"ask whether (it came|it arrived)"  # the other person in the chat
    r"|Ask the other person|Call the person, or send|a real call can tell"
    r"|Ask someone abroad, whom you know in person"  # about a server of their own, in another country
    r"|The person you tell about it learns"  # a warning
    r"|ask the price"  # of a phone call
    r"|Elsewhere, ask the people who run this network"  # nothing opens
    r"|call your internet provider|tell (the|your) internet provider"  # nothing opens, or IPv6 or large packets fail
    r"|Never type a login code on a page or tell it to anyone"
    r"|Tell your friends by phone not to send money|Tell them in person"
    r"|does not tell which|could not tell|cannot tell|too short to tell"
)


def sends_to_somebody(text: str) -> bool:
    return bool(SENDS.search(NOT_ABOUT_A_MESSENGER.sub("", text)))


def lines_of(explainer: Explainer, words: Explanation, network: NetworkVerdict) -> Iterator[str]:
    yield from (words.summary, words.where, words.differs, *words.means, *words.can_do)
    yield from explainer.explain_network(network).can_do
    for way in words.ways:
        yield way.title
        yield from of_guidance(way.guidance) if way.guidance is not None else ()


def of_guidance(guidance: Guidance) -> Iterator[str]:
    yield from (guidance.risk, *guidance.steps, guidance.does_not)


@pytest.mark.parametrize("country", DANGEROUS)
def test_nobody_is_sent_to_somebody_else_about_a_messenger(country: str) -> None:
    """In Belarus, below a warning of prison, stood "Ask the person who set up this computer"."""
    explainer = explainer_of(country, "en")
    sent = {
        line
        for one, network in every_case()
        for line in lines_of(explainer, explainer.explain_messenger(one, network), network)
        if sends_to_somebody(line)
    }
    assert sent == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_steps_that_ask_somebody_are_hidden_in_every_language(language: str) -> None:
    marked = {step for entry in SHIPPED[language] for step in (entry.steps[number - 1] for number in entry.asks)}
    assert marked
    for country in DANGEROUS:
        explainer = explainer_of(country, language)
        shown = choose_reference(explainer.entries, explainer.order, explainer.person)
        said = {step for entry in shown for step in list_steps_for(entry, explainer.person)}
        assert not marked & said, country


def test_every_step_that_asks_somebody_is_marked() -> None:
    """The marks are numbers of steps: English shows that none is missing, and none is on another step."""
    unmarked = {
        step
        for entry in SHIPPED["en"]
        if entry.kind not in (WayKind.HELPER, WayKind.REFERENCE) and entry.tool is None
        for number, step in enumerate(entry.steps, 1)
        if (number in entry.asks) != sends_to_somebody(step)
    }
    assert unmarked == set()


def test_what_needs_somebodys_help_is_not_offered_where_the_messenger_is_punished() -> None:
    """In Belarus people are punished for Telegram: "get the address from someone you know" gives them away."""
    for record in RECORDS["en"]:
        explainer = explainer_of(record.country, "en")
        shown = choose_reference(explainer.entries, explainer.order, explainer.person)
        for entry in (entry for entry in shown if entry.kind is WayKind.HELPER):
            assert not any(map(record.find_punished, entry.when.messengers)), (record.country, entry.id)
    offered = choose_reference(explainer_of("KZ", "en").entries, explainer.order, explainer_of("KZ", "en").person)
    assert "telegram-own-proxy" in {entry.id for entry in offered}


def test_where_people_are_punished_for_a_messenger_a_quiet_check_is_offered() -> None:
    """The rule for asking follows the country's: no row may be dangerous where the country is not."""
    for record in RECORDS["en"]:
        assert record.wants_quiet or not any(record.find_punished(row.messenger) for row in record.rows)


def test_elsewhere_whoever_set_up_the_computer_is_asked() -> None:
    assert not find_record(RECORDS["en"], "KZ").wants_quiet
    (firewall,) = (one for one in judged("local-firewall-drop").messengers if one.messenger == "telegram")
    network = judged("local-firewall-drop").network
    asked = "Ask the person who set up this computer."
    assert asked in explainer_of("KZ", "en").explain_messenger(firewall, network).can_do
    assert asked not in explainer_of("BY", "en").explain_messenger(firewall, network).can_do
    assert WORDING["en"].lines["ask.this_computer"] == (asked,)


@pytest.mark.parametrize("country", ["BY", "MM", "TZ", "VE"])
def test_no_way_is_a_messenger_that_people_are_punished_for(country: str) -> None:
    """In Myanmar, where people were punished for having Signal, a page said "What worked in this check: Signal"."""
    explainer = explainer_of(country, "en")
    record = explainer.person.record
    for network in ("anycast-near-signal-sni-rst", "telegram-ip-drop", "whatsapp-sni-rst"):
        check = judged(network)
        for one in check.messengers:
            words = explainer.explain_messenger(one, check.network, (), check.messengers)
            titles = " ".join(way.title for way in words.ways)
            punished = [other.name for other in check.messengers if record.find_punished(other.messenger)]
            assert not any(f"{name} (" in titles for name in punished), titles
