"""All advice and all that it knows of the law, in words: for any verdict, whatever the country."""

from collections.abc import Mapping
from datetime import date

from dialtone.explain.explainer import Explainer
from dialtone.explain.guidance_words import put_into_words, say_law_in_short, say_legal_notes
from dialtone.model.explanation import Guidance
from dialtone.model.frozen import replace
from dialtone.model.situation import Person


def all_advice(explainer: Explainer, today: date | None = None) -> tuple[Guidance, ...]:
    anywhere = Person(today or explainer.person.today, records=explainer.person.records)
    return tuple(put_into_words(explainer.sentences, one, anywhere) for one in explainer.entries)


def laws(explainer: Explainer) -> Mapping[str, tuple[str, ...]]:
    notes = tuple(dict.fromkeys(note for entry in explainer.entries for note in entry.legal))
    found = {}
    for country in sorted({note.country for note in notes}):
        there = replace(explainer.person, country=country)
        short = say_law_in_short(explainer.sentences, explainer.entries, there)
        found[country] = (short, *say_legal_notes(explainer.sentences, notes, there))
    return found
