"""What answered here comes first, what did not sinks, and nothing is asked unasked."""

from copy import copy
from datetime import date

import pytest

from dialtone.explain.explainer import Explainer
from dialtone.explain.guidance_words import find_unreachable, list_steps_for, put_into_words
from dialtone.explain.ranking import WayContext, rank_ways
from dialtone.explain.reference import list_reference
from dialtone.explain.text_report import render_check
from dialtone.model.explanation import Explanation, Guidance
from dialtone.model.frozen import replace
from dialtone.model.guidance import GuidanceEntry, When
from dialtone.model.help_place import HelpAnswer, HelpAnswers, HelpPlace, HelpTarget, Probing
from dialtone.model.situation import Person
from dialtone.model.verdict import MessengerVerdict
from dialtone.model.vocabulary import Cause, MessengerStatus
from dialtone.store.guidance_file import load_guidance
from explain.leads import LIKELY, F, S, check_of, judged
from explain.shipped import ORDER
from gallery.verdicts import ONLINE
from spoken import EXAMPLES, RESOURCES

_MISSING = (S.BLOCKED, Cause.DNS_MISSING)
DROPPED = judged("whatsapp", MessengerStatus.BLOCKED, LIKELY, (F.MESSAGES, *_MISSING), (F.WEB, *_MISSING))
FRONT = HelpTarget("https://1098762253.rsc.cdn77.org/robots.txt", front="www.cdn77.com", tool="Tor")
_TODAY = date(2026, 11, 24)


def told(words: Explainer) -> Explanation:
    return words.explain_messenger(DROPPED, ONLINE)


def tor(words: Explanation) -> Guidance:
    return next(entry for entry in words.guidance if entry.id == "tor-browser")


def test_a_tools_way_in_is_no_part_of_the_offer_for_all(explainer: Explainer) -> None:
    words = told(explainer)
    assert not {target.tool for target in words.help.targets} - {""}
    assert all(target.can_be_probed for target in words.help.targets)
    reach = tor(words).tool_probe
    assert reach.targets == (FRONT,)
    assert "Tor" in reach.sees
    assert not tor(words).probe_results


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (
            HelpAnswer.ANSWERS,
            "The first address that Tor itself contacts answers here. Whether it then connects, only Tor can tell.",
        ),
        (HelpAnswer.NO_ANSWER, "The first address that Tor itself contacts gave no answer here."),
        (HelpAnswer.UNTOLD, "We could not tell whether the first address that Tor itself contacts answers here."),
    ],
)
def test_what_the_way_in_answered_is_said_and_asked_once(english: Explainer, answer: HelpAnswer, said: str) -> None:
    words = next(one for one in list_reference(english.with_answers({FRONT: answer})) if one.id == "tor-browser")
    assert words.probe_results == (said,)
    assert words.tool_probe.sees == ""


def test_of_places_that_stand_for_one_another_the_silent_one_comes_last() -> None:
    first, second = HelpTarget("https://one.example"), HelpTarget("https://two.example")
    entry = replace(
        _entries("encrypted-names")[0],
        steps=("law", "one", "two", "end"),
        systems=(),
        places=(HelpPlace(2, first), HelpPlace(3, second)),
    )

    def order(answers: HelpAnswers) -> tuple[str, ...]:
        return list_steps_for(entry, Person(_TODAY, platform="linux", answers=answers))

    assert order({first: HelpAnswer.NO_ANSWER}) == ("law", "two", "one", "end")
    assert order({first: HelpAnswer.UNTOLD}) == entry.steps
    assert order(dict.fromkeys((first, second), HelpAnswer.NO_ANSWER)) == entry.steps


def _entries(*ids: str) -> tuple[GuidanceEntry, ...]:
    return tuple(entry for entry in load_guidance(RESOURCES, "en") if entry.id in ids)


def test_advice_of_which_nothing_answers_sinks_below_the_others() -> None:
    entries = _entries("encrypted-names", "tor-browser", "vpn-you-trust", "beware-of-fakes")
    names = next(entry for entry in entries if entry.id == "encrypted-names")
    gone = dict.fromkeys((place.target for place in names.places), HelpAnswer.NO_ANSWER)
    assert find_unreachable(entries, {FRONT: HelpAnswer.NO_ANSWER}) == {"tor-browser"}

    def order(answers: HelpAnswers) -> list[str]:
        person = Person(_TODAY, answers=answers)
        return [way.entry for way in rank_ways(WayContext(ORDER, person=person), (), entries)]

    assert order({}) == ["encrypted-names", "tor-browser", "vpn-you-trust", "beware-of-fakes"]
    assert order(gone) == ["tor-browser", "vpn-you-trust", "encrypted-names", "beware-of-fakes"]
    first, second = (place.target for place in names.places[:2])
    assert order({first: HelpAnswer.NO_ANSWER, second: HelpAnswer.ANSWERS}) == order({})


def test_a_check_shows_only_what_changed_this_computer_or_its_network(english: Explainer) -> None:
    """Below a switch on the phone "Done, check again" could but answer that it is still blocked."""
    person = Person(_TODAY)
    shown = {entry.id for entry in english.entries if put_into_words(english.sentences, entry, person).shown_by_check}
    assert shown >= {"encrypted-dns-linux", "another-network", "vpn-you-trust", "psiphon", "service-outage"}
    assert not shown & {"signal-phone-switch", "whatsapp-phone-proxy", "telegram-own-proxy", "tor-bridges"}


def test_no_report_is_not_said_above_what_is_reported_from_the_country(english: Explainer) -> None:
    """In Russia "We found no dated report" stood above "Snowflake has been cut off since 30 March 2026"."""
    (bridges,) = _entries("tor-bridges")

    def sightings(country: str) -> str:
        return " ".join(put_into_words(english.sentences, bridges, Person(_TODAY, country)).sightings)

    assert "no dated report" not in sightings("RU")
    assert "no dated report" in sightings("KZ")


def test_the_report_offers_it_and_says_what_came_of_it(english: Explainer) -> None:
    check = check_of(DROPPED, network=ONLINE)
    english = copy(english)
    when = When(statuses=(MessengerStatus.BLOCKED,))
    english.entries = (replace(_entries("encrypted-names")[0], when=when),)
    offered = render_check(check, english, colour=False, width=300, probing=Probing.OFFERED)
    assert "(your provider can see it):\ndialtone check --try-help\n" in offered
    assert "--try-help" not in render_check(check, english, colour=False, width=300), "of a saved check nothing is"
    silent, *others = told(english).help.targets
    knows = english.with_answers({silent: HelpAnswer.NO_ANSWER} | dict.fromkeys(others, HelpAnswer.ANSWERS))
    after = render_check(check, knows, colour=False, width=300, probing=Probing.DONE)
    assert "Answers here: " in after
    assert f"Gave no answer here: {silent.name}.\n" in after


def test_where_the_advice_names_nothing_that_is_said(english: Explainer) -> None:
    works = MessengerVerdict("signal", "Signal", MessengerStatus.WORKS)
    assert "names no website" in render_check(check_of(works), english, colour=False, width=300, probing=Probing.DONE)


@pytest.mark.parametrize("language", EXAMPLES)
def test_every_place_can_be_read(language: str) -> None:
    for entry in load_guidance(RESOURCES, language):
        for place in entry.places:
            assert 1 <= place.step <= len(entry.steps)
            assert place.target.name or not place.target.can_be_probed
