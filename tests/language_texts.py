"""What is translated into a language and what is missing, and how much of it may be offered."""

from collections.abc import Iterator
from pathlib import Path

from dialtone.model.frozen import Frozen
from dialtone.model.wording import IN_ENGLISH
from dialtone.store.guidance_file import load_guidance
from dialtone.store.language_words import load_country_names
from dialtone.store.situation_file import load_situations
from dialtone.store.wording_file import load_wording

SEEN_MOST = {
    "answers": ("answer", "summary", "card", "notice"),
    "states": ("label", "function_sentence", "network_banner", "network_flag"),
    "first steps": ("can_do", "instead", "network_can_do"),
}
"""Families of sentences, in the order in which people see them."""
SAFETY = (*SEEN_MOST, "law", "risk")
"""What a language must have before it is offered: the rest may be read in English without harm."""
HEADINGS = (*SAFETY, "advice", "other sentences", "countries", "country names")
_LAW = "advice.law"


class LanguageText(Frozen):
    """One text: where people see it, its key, and in English where the language lacks it."""

    heading: str
    key: str
    text: str
    missing: bool


def read_all_texts(folder: Path, language: str) -> Iterator[LanguageText]:
    """Yield all texts of a language, unordered. Raises `ResourceError`."""
    wording = load_wording(folder, language)
    families = {family: heading for heading, those in SEEN_MOST.items() for family in those}
    lines = {key: " · ".join(several) for key, several in wording.lines.items()}
    for key, text in (*wording.sentences.items(), *lines.items()):
        family = key.partition(".")[0]
        if family != "language":
            heading = "law" if key.startswith(_LAW) else families.get(family, "other sentences")
            yield LanguageText(heading, key, text, key in wording.borrowed)
    for entry in load_guidance(folder, language):
        name = f"guidance/{entry.id}"
        yield from _mark_missing("first steps", name, entry.title, *entry.steps)
        for note in entry.legal:
            yield from _mark_missing("law", f"{name} law {note.country}", note.text)
        yield from _mark_missing("risk", f"{name} risk", entry.risk, *(local.risk for local in entry.local))
        yield from _mark_missing(
            "advice", name, entry.does_not, entry.cost, entry.operator, *(link.what for link in entry.links)
        )
    for record in load_situations(folder, language):
        row_texts = (text for row in record.rows for text in (row.said, row.also))
        yield from _mark_missing("countries", f"situations/{record.country}", record.inside, record.across, *row_texts)
    for country in load_country_names(folder, language):
        yield from _mark_missing("country names", country.code, country.name)


def _mark_missing(heading: str, key: str, *texts: str) -> Iterator[LanguageText]:
    for text in dict.fromkeys(filter(None, texts)):
        yield LanguageText(heading, key, text.removeprefix(IN_ENGLISH), text.startswith(IN_ENGLISH))


def count_percent(folder: Path, language: str) -> int:
    """Return how much of a language is translated; 0 if it lacks safety-critical texts. Raises `ResourceError`."""
    texts = list(read_all_texts(folder, language))
    if any(text.missing and text.heading in SAFETY for text in texts):
        return 0
    return sum(not text.missing for text in texts) * 100 // len(texts)
