"""What reassures about a law ends ninety days after its source, on every surface; a warning stays, with its day."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from dialtone.explain.explainer import Explainer
from dialtone.explain.reference import list_reference, list_reference_law, say_reference_law_in_short
from dialtone.explain.text_report import render_check
from dialtone.model.frozen import replace
from dialtone.model.guidance import GuidanceEntry, LegalNote
from dialtone.model.situation import CountryRecord
from dialtone.store.guidance_file import load_guidance
from dialtone.store.wording_file import load_wording
from explain.leads import ONLINE, check_of
from explain.shipped import blocked, law_of
from gallery.advice import all_advice, laws
from spoken import EXAMPLES, RESOURCES

LANGUAGES = EXAMPLES
SHIPPED = load_guidance(RESOURCES, "en")
NOTES = tuple(dict.fromkeys(note for entry in SHIPPED for note in entry.legal))
MARK = "Nobody is punished for it."  # what a note may say for ninety days, put into each of those that are shipped
IN_A_WARNING = {
    "en": r"not (formally )?(an offence|a crime|banned|punished|illegal)|no punishment|(is|are) (allowed|legal|lawful)",
    "ru": r"не (наказыва|запрещ|преступлен)|наказани\w+ .*не |не является|разрешён",
    "fa": r"جرم نیست|مجازاتی .*نشده|خلاف نیست|آزاد است|مجاز است",
}
"""What reassures has a last day of its own; in a warning, which has none, it would stay for ever."""


def eased(note: LegalNote) -> LegalNote:
    return replace(note, reassurance=MARK)


ENTRIES: tuple[GuidanceEntry, ...] = tuple(
    replace(entry, legal=tuple(eased(note) for note in entry.legal)) for entry in SHIPPED
)


def surfaces(country: str, today: date) -> Iterator[str]:
    explainer = Explainer(load_wording(RESOURCES, "en"), ENTRIES, today, country)
    verdict = blocked("signal")
    words = explainer.explain_messenger(verdict, ONLINE)
    yield from (
        *law_of(words),
        words.law_in_short,
        *list_reference_law(explainer),
        say_reference_law_in_short(explainer),
    )
    yield from laws(explainer).get(country, ())
    yield str((words.guidance, list_reference(explainer), all_advice(explainer)))
    yield " ".join(render_check(check_of(verdict), explainer, colour=False, width=100).split())


@pytest.mark.parametrize("note", NOTES, ids=lambda note: f"{note.country} {note.as_of}")
def test_no_reassurance_older_than_ninety_days_is_said_anywhere(note: LegalNote) -> None:
    same = [other for other in NOTES if other.country == note.country]
    for days in (0, 90, 91, 400, 4000):
        today = note.as_of + timedelta(days=days)
        fresh = any(today <= other.as_of + timedelta(days=90) for other in same)
        assert any(MARK in text for text in surfaces(note.country, today)) is fresh, today


def test_nothing_that_is_shipped_reassures_any_more() -> None:
    for note in NOTES:
        assert not note.reassurance


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_warning_holds_a_reassurance(language: str) -> None:
    for entry in load_guidance(RESOURCES, language):
        for note in entry.legal:
            assert not re.search(IN_A_WARNING[language], note.text), (entry.id, note.country)


def test_iran_is_told_of_the_law_of_october_2025() -> None:
    text = " ".join(surfaces("IR", date(2026, 11, 29)))
    assert "as of 9 October 2025 (press reports): having or using unlicensed communication devices" in text
    assert "No punishment" not in text


def test_a_clock_that_was_set_back_makes_nothing_new_again() -> None:
    """A computer whose battery is empty starts years ago: what was known in the meantime is older than ninety days."""
    known, long_ago = date(2026, 11, 29), date(2016, 1, 1)
    words = load_wording(RESOURCES, "en")
    explainer = Explainer(words, ENTRIES, long_ago, "RU", situations=(CountryRecord("RU", known),))
    assert explainer.person.today == explainer.for_reader_on(long_ago).person.today == known
    assert MARK not in " ".join(list_reference_law(explainer))
