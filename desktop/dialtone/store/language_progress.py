"""What is translated into a language and what is missing, and whether its safety-critical texts are complete."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from dialtone.model.frozen import Frozen
from dialtone.model.wording import IN_ENGLISH
from dialtone.store.data_folders import LANGUAGES
from dialtone.store.toml_file import read_toml
from dialtone.store.wording_file import list_languages, load_wording, read_language

SEEN_MOST = {
    "answers": ("answer", "summary", "card", "notice"),
    "states": ("label", "function_sentence", "network_banner", "network_flag"),
    "first steps": ("can_do", "network_can_do"),
}
"""Families of sentences, in the order in which people see them."""
SAFETY = (*SEEN_MOST, "law", "risk")
"""What a language must have before it is offered: the rest may be read in English without harm."""
HEADINGS = (*SAFETY, "advice", "other sentences", "countries", "country names")
_LAW = "advice.law"
NOTE = "progress.toml"


class LanguageText(Frozen):
    """One text: where people see it, its key, and in English where the language lacks it."""

    heading: str
    key: str
    text: str
    missing: bool


class OfferedLanguage(Frozen):
    """A language that a person can choose."""

    code: str
    name: str
    """Its name in the language itself."""
    percent: int
    """How much is translated."""
    draft: bool
    """Too few native speakers have read it."""

    @property
    def label(self) -> str:
        """Its name in the list of languages."""
        return self.name if self.percent == 100 else f"{self.name} · {self.percent} %"


def read_all_texts(folder: Path, language: str) -> Iterator[LanguageText]:
    """Yield all texts of a language, unordered. Raises `ResourceError`."""
    from dialtone.store.country_names_file import load_country_names  # all of them: few languages need counting
    from dialtone.store.guidance_file import load_guidance
    from dialtone.store.situation_file import load_situations

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
    """Yield each text that is not empty, once, and whether it is English because the language lacks it."""
    for text in dict.fromkeys(filter(None, texts)):
        yield LanguageText(heading, key, text.removeprefix(IN_ENGLISH), text.startswith(IN_ENGLISH))


def read_percentages(folder: Path) -> Mapping[str, int]:
    """Return the percentages noted in the package, by language: counting takes a tenth of a second for each."""
    path = folder / LANGUAGES / NOTE
    return read_toml(path, dict[str, int]) if path.is_file() else {}


def count_percentages(folder: Path) -> str:
    """Return the note to ship with a package: the percentage of each offered language. Raises `ResourceError`."""
    return "".join(f"{language.code} = {language.percent}\n" for language in list_offered(folder))


def read_offered(folder: Path, language: str) -> OfferedLanguage | None:
    """Return a language as it is offered; None if it lacks safety-critical texts. Raises `ResourceError`."""
    properties = read_language(folder, language)
    percent = 100 if properties.whole else read_percentages(folder).get(language)  # a test ensures that it is whole
    if percent is not None:
        return OfferedLanguage(language, properties.name, percent, properties.draft)
    texts = list(read_all_texts(folder, language))
    if any(text.missing and text.heading in SAFETY for text in texts):
        return None
    translated = sum(not text.missing for text in texts)
    return OfferedLanguage(language, properties.name, translated * 100 // len(texts), properties.draft)


def list_offered(folder: Path) -> tuple[OfferedLanguage, ...]:
    """Return the languages that a person can choose. Raises `ResourceError`."""
    return tuple(
        offered for language in list_languages(folder) if (offered := read_offered(folder, language)) is not None
    )
