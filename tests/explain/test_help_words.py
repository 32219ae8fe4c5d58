"""What answered here comes first, what did not sinks, and nothing is asked unasked."""

from datetime import UTC, datetime

import pytest

from dialtone.explain.explainer import Explainer
from dialtone.explain.help_words import out_of_reach
from dialtone.explain.ranking import Setting, ranked
from dialtone.explain.text_report import render_check
from dialtone.model.check import Check
from dialtone.model.explanation import Explanation, Guidance
from dialtone.model.guidance import GuidanceEntry
from dialtone.model.help_place import HelpAnswer, HelpAnswers, HelpTarget
from dialtone.model.verdict import FunctionVerdict, MessengerVerdict
from dialtone.model.vocabulary import Cause, Confidence, Function, FunctionStatus, MessengerStatus
from dialtone.store.guidance_file import load_guidance
from explain.conftest import RESOURCES
from explain.shipped import ORDER
from gallery.verdicts import ONLINE

CAUSES = (Cause.DNS_MISSING,)
DROPPED = MessengerVerdict(
    "whatsapp",
    "WhatsApp",
    MessengerStatus.BLOCKED,
    CAUSES,
    Confidence.LIKELY,
    tuple(FunctionVerdict(f, FunctionStatus.BLOCKED, CAUSES) for f in (Function.MESSAGES, Function.WEB)),
)
SITE, COPY = HelpTarget("https://www.torproject.org"), HelpTarget("https://tor.eff.org")
_MOMENT = datetime(2026, 11, 24, 10, 5, tzinfo=UTC)
MAIL = "gettor@torproject.org"


def told(words: Explainer) -> Explanation:
    return words.messenger(DROPPED, ONLINE)


def tor(words: Explanation) -> Guidance:
    return next(entry for entry in words.guidance if entry.id == "tor-browser")


def place_of(name: str, steps: tuple[str, ...]) -> int:
    return next(number for number, step in enumerate(steps) if name in step)


def test_the_offer_names_whom_it_asks_and_mail_is_never_asked(explainer: Explainer) -> None:
    offer = told(explainer).help
    assert {SITE, COPY} <= set(offer.targets)
    assert all(target.is_asked for target in offer.targets)
    assert "torproject.org" in offer.sees
    assert not tor(told(explainer)).answers


def test_a_copy_comes_before_the_website_that_gives_no_answer(explainer: Explainer) -> None:
    words = told(explainer.with_answers({SITE: HelpAnswer.NO_ANSWER, COPY: HelpAnswer.ANSWERS}))
    steps = tor(words).steps
    assert place_of("tor.eff.org", steps) < place_of(MAIL, steps) < place_of(" torproject.org", steps)
    assert [line for line in tor(words).answers if "tor.eff.org" in line] != []
    assert words.help.sees == "", "nothing is left to ask"
    before = tor(told(explainer)).steps
    assert steps[:2] == before[:2]
    assert steps[5:] == before[5:]


def test_where_no_website_answers_the_mail_comes_first(explainer: Explainer) -> None:
    steps = tor(told(explainer.with_answers(dict.fromkeys((SITE, COPY), HelpAnswer.NO_ANSWER)))).steps
    assert place_of(MAIL, steps) < place_of(" torproject.org", steps) < place_of("tor.eff.org", steps)


def test_what_could_not_be_told_moves_nothing(english: Explainer) -> None:
    words = told(english.with_answers(dict.fromkeys((SITE, COPY), HelpAnswer.UNTOLD)))
    assert tor(words).steps == tor(told(english)).steps
    assert tor(words).answers == ("We could not tell whether this answers here: torproject.org and tor.eff.org.",)


def _entries(*ids: str) -> tuple[GuidanceEntry, ...]:
    return tuple(entry for entry in load_guidance(RESOURCES, "en") if entry.id in ids)


def test_advice_of_which_nothing_answers_sinks_below_the_others() -> None:
    entries = _entries("encrypted-names", "tor-browser", "vpn-you-trust", "beware-of-fakes")
    names = next(entry for entry in entries if entry.id == "encrypted-names")
    gone = dict.fromkeys((place.target for place in names.places), HelpAnswer.NO_ANSWER)

    def order(answers: HelpAnswers) -> list[str]:
        return [way.entry for way in ranked(Setting(ORDER), (), entries, out_of_reach(entries, answers))]

    assert order({}) == ["encrypted-names", "tor-browser", "vpn-you-trust", "beware-of-fakes"]
    assert order(gone) == ["tor-browser", "vpn-you-trust", "encrypted-names", "beware-of-fakes"]
    assert order({names.places[0].target: HelpAnswer.NO_ANSWER, names.places[1].target: HelpAnswer.ANSWERS}) == order(
        {}
    )


def test_the_report_offers_it_and_says_what_came_of_it(english: Explainer) -> None:
    check = Check("0", "0", _MOMENT, 1.0, 0, 0, "linux", ONLINE, (DROPPED,), ())
    offered = render_check(check, english, colour=False, width=300, asked=False)
    assert "(your provider can see it):\ndialtone check --try-help\n" in offered
    assert "--try-help" not in render_check(check, english, colour=False, width=300), "of a saved check nothing is"
    knows = english.with_answers({SITE: HelpAnswer.NO_ANSWER, COPY: HelpAnswer.ANSWERS})
    after = render_check(check, knows, colour=False, width=300, asked=True)
    assert "Answers here: tor.eff.org.\n" in after
    assert "Gave no answer here: torproject.org.\n" in after


def test_where_the_advice_names_nothing_that_is_said(english: Explainer) -> None:
    works = MessengerVerdict("signal", "Signal", MessengerStatus.WORKS)
    check = Check("0", "0", _MOMENT, 1.0, 0, 0, "linux", ONLINE, (works,), ())
    assert "names no website" in render_check(check, english, colour=False, width=300, asked=True)


@pytest.mark.parametrize("language", ["en", "ru", "fa"])
def test_every_place_can_be_read(language: str) -> None:
    for entry in load_guidance(RESOURCES, language):
        for place in entry.places:
            assert 1 <= place.step <= len(entry.steps)
            assert place.target.name or not place.target.is_asked
