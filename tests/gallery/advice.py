"""All advice and all that it knows of the law, in words: for any verdict, whatever the country."""

from collections.abc import Mapping
from datetime import date

from dialtone.explain.explainer import Explainer
from dialtone.explain.guidance_words import guidance_words, law_in_short, law_words
from dialtone.model.explanation import Guidance


def all_advice(explainer: Explainer, today: date | None = None) -> tuple[Guidance, ...]:
    """Return every piece of advice; as on another day where one is given."""
    day, records = today or explainer.today, explainer.records
    return tuple(guidance_words(explainer.sentences, one, day, records=records) for one in explainer.entries)


def laws(explainer: Explainer) -> Mapping[str, tuple[str, ...]]:
    """Return what some advice knows of the law by country: in short, then each note."""
    notes = tuple(dict.fromkeys(note for entry in explainer.entries for note in entry.legal))
    about, words = (explainer.sentences, explainer.entries, explainer.records), (explainer.sentences, notes)
    return {
        country: (law_in_short(*about, country), *law_words(*words, explainer.today, country))
        for country in sorted({note.country for note in notes})
    }
