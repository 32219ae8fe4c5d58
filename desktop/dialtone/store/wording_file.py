"""The sentences: missing ones are taken from English. What authors must keep to is in `tests/wording_rules.py`."""

import logging
import re
from collections.abc import Container, Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any

from msgspec import Meta

from dialtone.model.frozen import Frozen
from dialtone.model.wording import OTHER, OVERRIDES, PLURALS, SOURCE, Forms, Wording
from dialtone.store.data_folders import LANGUAGES
from dialtone.store.strict import add_keys, convert
from dialtone.store.toml_file import ResourceError, name_file_in_errors, read_table, read_toml

log = logging.getLogger(__name__)

LANGUAGE = "language.toml"
GRAMMAR = "answer"
_PLAIN_FORM = re.compile(
    rf"{GRAMMAR}\.(\w+\.(now|past)\.(row|tag|one)\.\w+|network\.\w+\.now\.sure|(part|part_number|here|subject)\.\w+)"
)
"""The keys of the grammar that every language needs."""
_OVERRIDE_PREFIX = f"{OVERRIDES}."

Text = str | list[str]
"""A sentence, or several short lines."""


class Language(Frozen):
    """A language, as its `language.toml` describes it."""

    code: str
    """Its folder."""
    name: str
    """Its name in the language itself."""
    locale: str = ""
    """Its name in the CLDR, if that differs from its folder."""
    forms: Forms | None = None
    """Its rows of the CLDR; without them the forms are those of English."""
    both_dates: str = ""
    two_months: str = ""
    """How a day and a month are given in the Solar Hijri calendar too, `text` being the Gregorian ones."""
    percent: Annotated[int, Meta(ge=0, le=100)] = 0
    """How much is translated, which a test verifies; 0 if what a language must have before it is offered is missing."""
    draft: bool = False
    """Whether it still lacks the native speakers who must have read it."""
    readers: tuple[str, ...] = ()
    rules: Mapping[str, object] = {}
    """What a test checks in each sentence (`tests/explain/word_rules.py`); the program itself does not read it."""

    @property
    def is_offered(self) -> bool:
        """Whether a person can choose it."""
        return self.percent > 0

    @property
    def label(self) -> str:
        """Its name in the list of languages, with the percentage if it is not whole."""
        return self.name if self.percent == 100 else f"{self.name} · {self.percent} %"


def list_languages(folder: Path) -> tuple[str, ...]:
    """Return all languages, complete or not. Raises `ResourceError`."""
    languages = folder / LANGUAGES
    try:
        return tuple(sorted(path.name for path in languages.iterdir() if (path / LANGUAGE).is_file()))
    except OSError as reason:
        raise ResourceError(f"{languages}: {reason.strerror}") from reason


def read_language(folder: Path, language: str) -> Language:
    """Return the properties of a language. Raises `ResourceError`."""
    path = folder / LANGUAGES / language / LANGUAGE
    raw = read_table(path)
    with name_file_in_errors(path):
        add_keys(raw, "", code=language)
        return convert(raw, Language)


def list_offered(folder: Path) -> tuple[Language, ...]:
    """Return the languages that a person can choose; unreadable ones are skipped and logged. Raises `ResourceError`."""
    offered: list[Language] = []
    for code in list_languages(folder):
        try:
            language = read_language(folder, code)
        except ResourceError as error:
            log.warning("%s", error)
            continue
        if language.is_offered:
            offered.append(language)
    return tuple(offered)


# Sentences


def load_wording(folder: Path, language: str) -> Wording:
    """Return all sentences of a language; missing ones in English, which defines them. Raises `ResourceError`."""
    properties = read_language(folder, language)
    forms = properties.forms or read_language(folder, SOURCE).forms
    if forms is None:
        raise ResourceError(f"{folder / LANGUAGES / SOURCE / LANGUAGE}: `forms` is missing")
    english = _read_sentences(folder / LANGUAGES / SOURCE / "wording")
    translated = english if language == SOURCE else _read_sentences(folder / LANGUAGES / language / "wording")
    borrowed = {key for key in english.keys() - translated.keys() if _is_taken_from_english(key, english)}
    values = translated | {key: english[key] for key in borrowed}
    own_words = {
        "language.name": properties.name,
        "language.both_dates": properties.both_dates,
        "language.two_months": properties.two_months,
    }
    sentences = {key: value for key, value in values.items() if isinstance(value, str)}
    sentences |= {key: text for key, text in own_words.items() if text}
    lines = {key: tuple(value) for key, value in values.items() if not isinstance(value, str)}
    return Wording(language, forms, sentences, lines, frozenset(borrowed))


def _read_sentences(folder: Path) -> dict[str, Text]:
    sentences: dict[str, Text] = {}
    for path in sorted(folder.glob("*.toml")):
        for family, table in read_families(path).items():
            sentences.update((f"{family}.{key}", value) for key, value in table.items())
    return sentences


def read_families(path: Path) -> Mapping[str, Mapping[str, Text]]:
    """Return the families in a file. The grammar of answers is a single family with nested tables."""
    if path.name != f"{GRAMMAR}s.toml":
        return read_toml(path, dict[str, dict[str, Text]])
    return {GRAMMAR: dict(_flatten(path, read_toml(path, dict[str, Any])))}


def _flatten(path: Path, table: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, str]]:
    """Yield each text of nested tables with its whole key (`whatsapp.now.row`). Raises `ResourceError` for others."""
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _flatten(path, value, f"{prefix}{key}.")
        elif isinstance(value, str):
            yield f"{prefix}{key}", value
        else:
            raise ResourceError(f"{path}: {prefix}{key} must be one text")


def _is_taken_from_english(key: str, english: Container[str]) -> bool:
    """Return whether the English text is used for a key that a language lacks.

    It is for most keys, since a more general sentence in the language may claim too much. Exceptions stay missing:
    - `answer.…`: only the plainest forms of the grammar are taken from English;
    - overrides are never taken, since few languages need them;
    - plural forms are not taken, except `other`, if English itself has `other` for them.
    """
    if key.startswith(f"{GRAMMAR}."):
        return bool(_PLAIN_FORM.fullmatch(key))
    if key.startswith(_OVERRIDE_PREFIX):
        return False
    other_form = find_other_form(key)
    is_plural_beside_other = other_form != key and other_form in english
    return not is_plural_beside_other


def find_other_form(key: str) -> str:
    """Return the key of the plural form `other`, which every language has, for that of any plural form; else empty."""
    stem, _, form = key.rpartition(".")
    return f"{stem}.{OTHER}" if form in PLURALS else ""
