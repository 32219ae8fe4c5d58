"""The sentences, read strictly: keys that English lacks are refused by name, missing ones are taken from English."""

import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from string import Formatter
from typing import Any

from dialtone.model.frozen import Frozen
from dialtone.model.wording import OTHER, OVERRIDES, PLURALS, SOURCE, Wording
from dialtone.store.data_folders import LANGUAGES
from dialtone.store.toml_file import ResourceError, read_toml

_LANGUAGE = "language.toml"
_MIN_READERS = 2
"""Native speakers who must have read a language before it is no longer a draft."""
_GRAMMAR = "answer"
_FORM = re.compile(
    rf"{_GRAMMAR}\.(.+\.(now|past)(\.(row|tags?|one|many|parts?))?\.\w+|part(_of|_object|_object_of)\.\w+|subject\.\w+)"
)
"""The keys that a language may add to the grammar of answers."""
_FORMS_OF_OTHERS = frozenset({"part_object", "part_of", "part_object_of", "part_of_all"})
_PLAIN_FORM = re.compile(
    rf"{_GRAMMAR}\.(\w+\.(now|past)\.(row|tag|one)\.\w+|network\.\w+\.now\.sure|(part|part_number|here|subject)\.\w+)"
)
"""The keys that every language needs."""
_ONLY = f"{OVERRIDES}."
_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_NAME = re.compile(r"[a-z0-9]+([-_][a-z0-9]+)*")
_Text = str | list[str]
_DATED = re.compile(r"(d{1,2}|M{1,4}|L{1,4}|y+|[^A-Za-z']|'[^']*')*")
"""A day or a month in CLDR notation."""


class Language(Frozen):
    """`language.toml`: the properties of a language."""

    name: str
    """Its name in the language itself."""
    locale: str = ""
    """Its name in the CLDR, if that differs from its folder."""
    date: str = ""
    month: str = ""
    """CLDR patterns, in place of the CLDR's own."""
    both_dates: str = ""
    two_months: str = ""
    """How a day and a month are given in the Solar Hijri calendar too, `text` being the Gregorian ones."""
    whole: bool = False
    """Whether nothing may be missing, which a test verifies."""
    draft: bool = False
    """Whether it still lacks the native speakers who must have read it."""
    readers: tuple[str, ...] = ()
    rules: Mapping[str, object] = {}
    """What a test checks in each sentence (`tests/explain/word_rules.py`); the program itself does not read it."""


def list_languages(folder: Path) -> tuple[str, ...]:
    """Return all languages, complete or not. Raises `ResourceError`."""
    languages = folder / LANGUAGES
    try:
        return tuple(sorted(path.name for path in languages.iterdir() if (path / _LANGUAGE).is_file()))
    except OSError as reason:
        raise ResourceError(f"{languages}: {reason.strerror}") from reason


def read_language(folder: Path, language: str) -> Language:
    """Return the properties of a language. Raises `ResourceError`."""
    path = folder / LANGUAGES / language / _LANGUAGE
    properties = read_toml(path, Language)
    for key in ("date", "month"):
        if not _DATED.fullmatch(pattern := getattr(properties, key)):
            raise ResourceError(f"{path}: {key}: {pattern} is no pattern of a date, as in: d MMMM y")
    if not properties.draft and language != SOURCE and len(properties.readers) < _MIN_READERS:
        raise ResourceError(f"{path}: draft: true until {_MIN_READERS} readers are named")
    return properties


# Sentences


def load_wording(folder: Path, language: str) -> Wording:
    """Return all sentences of a language, from `<folder>/languages/<language>/wording`; missing ones in English.

    English defines which sentences exist. Raises `ResourceError` if a file is malformed.
    """
    properties = read_language(folder, language)
    english = _read_sentences(folder / LANGUAGES / SOURCE / "wording")
    translated = english if language == SOURCE else _read_sentences(folder / LANGUAGES / language / "wording")
    source = _English(english)
    for key, (path, value) in translated.items():
        source.check(path, key, value)
    borrowed = {key for key in english.keys() - translated.keys() if source.fills_in(key)}
    values = {key: value for key, (_, value) in translated.items()} | {key: english[key][1] for key in borrowed}
    shown = {"name": properties.name, "locale": properties.locale, "date": properties.date, "month": properties.month}
    shown |= {"both_dates": properties.both_dates, "two_months": properties.two_months}
    return Wording(
        language,
        {key: value for key, value in values.items() if isinstance(value, str)}
        | {f"language.{key}": text for key, text in shown.items() if text},
        {key: tuple(value) for key, value in values.items() if not isinstance(value, str)},
        frozenset(borrowed),
    )


def _read_sentences(folder: Path) -> dict[str, tuple[Path, _Text]]:
    """Return the sentences in a folder by `family.key`, each with its file. Raises `ResourceError`."""
    sentences: dict[str, tuple[Path, _Text]] = {}
    families_read: set[str] = set()
    for path in sorted(folder.glob("*.toml")):
        for family, table in _read_families(path).items():
            if family in families_read and family != OVERRIDES:
                raise ResourceError(f"{path}: [{family}] is given twice")
            families_read.add(family)
            sentences.update((f"{family}.{key}", (path, value)) for key, value in table.items())
    return sentences


def _read_families(path: Path) -> Mapping[str, Mapping[str, _Text]]:
    """Return the families in a file. The grammar of answers is a single family with nested tables."""
    if path.name != f"{_GRAMMAR}s.toml":
        return read_toml(path, dict[str, dict[str, _Text]])
    return {_GRAMMAR: dict(_flatten(path, read_toml(path, dict[str, Any])))}


def _flatten(path: Path, table: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, str]]:
    """Yield each text of nested tables with its whole key (`whatsapp.now.row`). Raises `ResourceError` for others."""
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _flatten(path, value, f"{before}{key}.")
        elif isinstance(value, str):
            yield f"{before}{key}", value
        else:
            raise ResourceError(f"{path}: {before}{key} must be one text")


class _English:
    """English, which defines the keys of all languages, and the placeholders of each family."""

    def __init__(self, sentences: Mapping[str, tuple[Path, _Text]]) -> None:
        self._sentences = sentences
        self._placeholders: dict[str, set[str]] = {}
        for key, (_, value) in sentences.items():
            family = _without_messenger(key).partition(".")[0]
            text = value if isinstance(value, str) else " ".join(value)
            self._placeholders.setdefault(family, set()).update(_PLACEHOLDER.findall(text))

    def check(self, path: Path, name: str, value: _Text) -> None:
        """Check a sentence of any language. Raises `ResourceError`.

        English must have its key, or a form of it, and the same kind of value. Every placeholder must be in its family.
        """
        key = _without_messenger(name)
        english = self._sentences.get(key) or self._sentences.get(_other_form(key))
        if english is None and not self._is_grammar_form(key):
            raise ResourceError(f"{path}: {key} is not known")
        has_lines = english is not None and isinstance(english[1], list)
        if has_lines is not isinstance(value, list):
            raise ResourceError(f"{path}: {key} must be {'a list of lines' if has_lines else 'one text'}")
        placeholders = self._placeholders[key.partition(".")[0]]
        for text in value if isinstance(value, list) else [value]:
            for placeholder in _find_placeholders(path, key, text):
                if placeholder not in placeholders:
                    raise ResourceError(f"{path}: {key} fills in {{{placeholder}}}, which is not known there")

    def fills_in(self, key: str) -> bool:
        """Return whether a missing sentence is said in English rather than as a more general sentence.

        That is the rule, because a more general sentence may claim more certainty. But each language has its own plural
        forms, and its own grammar of answers beyond the plainest forms.
        """
        if key.startswith(f"{_GRAMMAR}."):
            return bool(_PLAIN_FORM.fullmatch(key))
        other = _other_form(key)
        return not key.startswith(_ONLY) and (other == key or other not in self._sentences)

    def _is_grammar_form(self, key: str) -> bool:
        """Return whether a language may have this form in its grammar of answers, although English does without it."""
        return bool(_FORM.fullmatch(key)) and self._grammar.issuperset(key.split("."))

    @cached_property
    def _grammar(self) -> frozenset[str]:
        """The words that make up the keys of the grammar of answers."""
        keys = (key for key in self._sentences if key.startswith(f"{_GRAMMAR}."))
        return _FORMS_OF_OTHERS.union(*(key.split(".") for key in keys))


def _without_messenger(key: str) -> str:
    """Return the key of a sentence without the messenger that it is only about."""
    if not key.startswith(_ONLY):
        return key
    messenger, _, general = key.removeprefix(_ONLY).partition(".")
    return general if _NAME.fullmatch(messenger) else key


def _other_form(key: str) -> str:
    """Return the key of the plural form that every language has, for that of any plural form; else an empty text."""
    stem, _, form = key.rpartition(".")
    return f"{stem}.{OTHER}" if form in PLURALS else ""


def _find_placeholders(path: Path, name: str, text: str) -> list[str]:
    """Return the names that stand in braces. Raises `ResourceError` for a lone brace, or a format with a name."""
    if "{" not in text and "}" not in text:
        return []
    try:
        parts = list(Formatter().parse(text))
    except ValueError as reason:
        raise ResourceError(f"{path}: {name}: {reason}") from reason
    if any(form or conversion for _, _, form, conversion in parts):
        raise ResourceError(f"{path}: {name}: only plain names may stand in braces")
    return [placeholder for _, placeholder, _, _ in parts if placeholder is not None]
