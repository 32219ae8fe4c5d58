"""The rules for authors of sentences: keys that English has, placeholders of the family, patterns of dates, readers.

`./dev lint` and the tests apply them. The program itself checks only that a file is TOML with texts and lists of lines.
"""

import re
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from string import Formatter

from dialtone.model.wording import OVERRIDES, PLURALS, SOURCE, Wording
from dialtone.store.data_folders import LANGUAGES
from dialtone.store.toml_file import ResourceError
from dialtone.store.wording_file import (
    GRAMMAR,
    LANGUAGE,
    Text,
    find_other_form,
    load_wording,
    read_families,
    read_language,
)

_MIN_READERS = 2
"""Native speakers who must have read a language before it is no longer a draft."""
_FORM = re.compile(
    rf"{GRAMMAR}\.(.+\.(now|past)(\.(row|tags?|one|many|parts?))?\.\w+|part(_of|_object|_object_of)\.\w+|subject\.\w+)"
)
"""The keys that a language may add to the grammar of answers."""
_FORMS_OF_OTHERS = frozenset({"part_object", "part_of", "part_object_of", "part_of_all"})
_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_NAME = re.compile(r"[a-z0-9]+([-_][a-z0-9]+)*")
_DATED = re.compile(r"(d{1,2}|M{1,4}|L{1,4}|y+|[^A-Za-z']|'[^']*')*")
"""A day or a month in CLDR notation."""
_RELATION = re.compile(r"[nivfwtce]( mod \d+)? (not )?in \d+(\.\.\d+)?(,\d+(\.\.\d+)?)*")
"""One relation of a plural rule, in CLDR notation."""
_LISTS = frozenset({"two", "start", "middle", "end"})


def load_checked(folder: Path, language: str) -> Wording:
    wording = load_wording(folder, language)
    _check_language(folder, language)
    rules = _English(_read_with_files(folder / LANGUAGES / SOURCE / "wording"))
    for key, (path, value) in _read_with_files(folder / LANGUAGES / language / "wording").items():
        rules.check(path, key, value)
    return wording


def _read_with_files(folder: Path) -> dict[str, tuple[Path, Text]]:
    sentences: dict[str, tuple[Path, Text]] = {}
    families_read: set[str] = set()
    for path in sorted(folder.glob("*.toml")):
        for family, table in read_families(path).items():
            if family in families_read and family != OVERRIDES:
                raise ResourceError(f"{path}: [{family}] is given twice")
            families_read.add(family)
            sentences.update((f"{family}.{key}", (path, value)) for key, value in table.items())
    return sentences


def _check_language(folder: Path, language: str) -> None:
    path, properties = folder / LANGUAGES / language / LANGUAGE, read_language(folder, language)
    if (forms := properties.forms) is not None:
        for pattern in (forms.date, forms.month):
            if not _DATED.fullmatch(pattern):
                raise ResourceError(f"{path}: {pattern} is no pattern of a date, as in: d MMMM y")
        for relation in (part for rule in forms.plurals.values() for part in re.split(" and | or ", rule)):
            if not _RELATION.fullmatch(relation):
                raise ResourceError(f"{path}: {relation} is no part of a plural rule, as in: i mod 10 in 2..4")
        if len(forms.months) != 12 or forms.lists.keys() != _LISTS or forms.plurals.keys() - PLURALS:
            raise ResourceError(f"{path}: forms: a table of lists or plurals, or the months, are not whole")
    if not properties.draft and language != SOURCE and len(properties.readers) < _MIN_READERS:
        raise ResourceError(f"{path}: draft: true until {_MIN_READERS} readers are named")


class _English:
    """English, which defines the keys of all languages, and the placeholders of each family."""

    def __init__(self, sentences: Mapping[str, tuple[Path, Text]]) -> None:
        self._sentences = sentences
        self._placeholders: dict[str, set[str]] = {}
        for key, (_, value) in sentences.items():
            family = _without_messenger(key).partition(".")[0]
            text = value if isinstance(value, str) else " ".join(value)
            self._placeholders.setdefault(family, set()).update(_PLACEHOLDER.findall(text))

    def check(self, path: Path, name: str, value: Text) -> None:
        """Check a sentence of any language. Raises `ResourceError`.

        English must have its key, or a form of it, and the same kind of value. Every placeholder must be in its family.
        """
        key = _without_messenger(name)
        english = self._sentences.get(key) or self._sentences.get(find_other_form(key))
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

    def _is_grammar_form(self, key: str) -> bool:
        return bool(_FORM.fullmatch(key)) and self._grammar.issuperset(key.split("."))

    @cached_property
    def _grammar(self) -> frozenset[str]:
        keys = (key for key in self._sentences if key.startswith(f"{GRAMMAR}."))
        return _FORMS_OF_OTHERS.union(*(key.split(".") for key in keys))


def _without_messenger(key: str) -> str:
    if not key.startswith(f"{OVERRIDES}."):
        return key
    messenger, _, general = key.removeprefix(f"{OVERRIDES}.").partition(".")
    return general if _NAME.fullmatch(messenger) else key


def _find_placeholders(path: Path, name: str, text: str) -> list[str]:
    if "{" not in text and "}" not in text:
        return []
    try:
        parts = list(Formatter().parse(text))
    except ValueError as reason:
        raise ResourceError(f"{path}: {name}: {reason}") from reason
    if any(form or conversion for _, _, form, conversion in parts):
        raise ResourceError(f"{path}: {name}: only plain names may stand in braces")
    return [placeholder for _, placeholder, _, _ in parts if placeholder is not None]
