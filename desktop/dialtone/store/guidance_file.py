"""The advice, read strictly: anything missing or unknown is refused in one line.

Further rules for its authors are in `tests/guidance_rules.py`.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Literal

from msgspec import Meta

from dialtone.model.file_fields import NonEmpty, SecureUrl
from dialtone.model.frozen import Frozen, replace
from dialtone.model.guidance import EntryFacts, GuidanceEntry, LegalNote, LocalWords, Sighting, Tool
from dialtone.model.help_place import HelpPlace, HelpTarget
from dialtone.model.maker import Publisher
from dialtone.model.wording import SOURCE, append_english
from dialtone.store.data_folders import LANGUAGES
from dialtone.store.language_words import PUBLISHERS, find_wrong_keys, read_publishers, read_sourced, read_words
from dialtone.store.toml_file import ResourceError, refuse_first

FOLDER = "guidance"


class _WordsTable(Frozen):
    """The text of an entry in one language: a separate file (`store/language_words.py`)."""

    title: NonEmpty
    risk: str
    steps: Annotated[tuple[str, ...], Meta(min_length=1, max_length=7)]
    does_not: NonEmpty
    cost: NonEmpty
    operator: str = ""
    local: Mapping[str, LocalWords] = {}
    """By country."""
    links: Mapping[str, str] = {}
    """By address."""
    law: Mapping[str, str] = {}
    """The text of each legal note, by country and date: `IR.2025-10-09`."""
    reassurance: Mapping[str, str] = {}
    """By the same keys, for some of the notes."""


class _PlaceTable(Frozen):
    step: int
    url: Annotated[str, Meta(pattern="^(https://|mailto:)")]
    addresses: tuple[str, ...] = ()
    resolver: bool = False


class _FrontTable(Frozen):
    """A tool's own entry point: a page behind a name that the network sees."""

    url: SecureUrl
    front: NonEmpty
    source: NonEmpty


class _ToolTable(Frozen):
    name: str
    publishers: tuple[Publisher, ...] = ()
    seen: tuple[Sighting, ...] = ()
    fronts: tuple[_FrontTable, ...] = ()


class _EntryTable(EntryFacts, kw_only=True):
    menus: Literal["", "compared", "not_compared"] = ""
    """Whether the menus in its steps were compared with the newest versions of the apps; empty if it names none."""
    places: tuple[_PlaceTable, ...] = ()
    law_of: str = ""
    """The entry whose legal notes apply to this one too."""
    tool: _ToolTable | None = None


def load_guidance(folder: Path, language: str, *, is_draft: bool = False) -> tuple[GuidanceEntry, ...]:
    """Return all advice in a language, from `<folder>/guidance/*.toml`, by id. Raises `ResourceError`.

    `is_draft`: the English text is added to those where a wrong translation does harm: risk and law.
    """
    guidance = folder / FOLDER
    publishers = read_publishers(folder, FOLDER, language)
    paths = [path for path in sorted(guidance.glob("*.toml")) if path.name != PUBLISHERS]
    files = {path.stem: read_sourced(path, _EntryTable, publishers) for path in paths}
    words = {name: read_words(folder, language, f"{FOLDER}/{name}.toml", _WordsTable) for name in files}
    if is_draft:
        english = {name: read_words(folder, SOURCE, f"{FOLDER}/{name}.toml", _WordsTable) for name in files}
        words = {name: _with_english(words[name], english[name]) for name in files}
    for name, raw in files.items():
        path = guidance / f"{name}.toml"
        refuse_first(folder.joinpath(LANGUAGES, SOURCE, FOLDER, path.name), _find_wrong_words(raw, words[name]))
        if raw.law_of and not (raw.law_of in files and files[raw.law_of].legal):
            raise ResourceError(f"{path}: law_of: {raw.law_of} has no legal notes")
    laws = {name: tuple(_make_legal_notes(raw, words[name])) for name, raw in files.items()}
    entries = (_make_entry(raw, words[name], (*laws.get(raw.law_of, ()), *laws[name])) for name, raw in files.items())
    return tuple(sorted(entries, key=lambda entry: entry.id))


def _with_english(words: _WordsTable, english: _WordsTable) -> _WordsTable:
    return replace(
        words,
        risk=append_english(words.risk, english.risk),
        local={
            code: replace(local, risk=append_english(local.risk, english.local[code].risk))
            for code, local in words.local.items()
        },
        law={key: append_english(text, english.law[key]) for key, text in words.law.items()},
    )


def _make_legal_notes(raw: _EntryTable, words: _WordsTable) -> Iterator[LegalNote]:
    for note in raw.legal:
        yield replace(note, text=words.law[note.key], reassurance=words.reassurance.get(note.key, ""))


def _find_wrong_words(raw: _EntryTable, words: _WordsTable) -> Iterator[str]:
    """Yield a line for each English text of a link or legal note that is missing, or whose link or note is missing."""
    notes = {note.key for note in raw.legal}
    yield from find_wrong_keys("links", words.links.keys(), {link.url for link in raw.links})
    yield from find_wrong_keys("law", words.law.keys(), notes)
    yield from find_wrong_keys("reassurance", words.reassurance.keys() - notes, set())  # optional: none is missing


def _make_entry(raw: _EntryTable, words: _WordsTable, legal: tuple[LegalNote, ...]) -> GuidanceEntry:
    """Return an entry as the program uses it: the facts of its file with the texts of one language.

    `legal`: its legal notes with their texts, also those of the entry whose law applies to this one too.
    """
    fields = {name: getattr(raw, name) for name in EntryFacts.__struct_fields__}
    # Two facts have texts of their own: their version with texts takes the place of that in the file.
    links = tuple(replace(link, what=words.links[link.url]) for link in raw.links)
    return GuidanceEntry(
        **(fields | {"links": links, "legal": legal}),
        title=words.title,
        risk=words.risk,
        steps=words.steps,
        does_not=words.does_not,
        cost=words.cost,
        operator=words.operator,
        menus_compared=raw.menus != "not_compared",
        places=tuple(HelpPlace(p.step, HelpTarget(p.url, p.addresses, p.resolver)) for p in raw.places),
        tool=None if raw.tool is None else _make_tool(raw.id, raw.tool),
        local=tuple(replace(local_words, country=code) for code, local_words in sorted(words.local.items())),
    )


def _make_tool(identifier: str, tool: _ToolTable) -> Tool:
    fronts = tuple(HelpTarget(front.url, front=front.front, tool=tool.name) for front in tool.fronts)
    return Tool(identifier, tool.name, tool.publishers, tool.seen, fronts)
