"""The tables of an advice file, as written; `store/guidance_file.py` reads them."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Literal

from msgspec import Meta

from dialtone.model.file_fields import NonEmpty, SecureUrl
from dialtone.model.frozen import Frozen
from dialtone.model.guidance import EntryFacts, Sighting
from dialtone.model.maker import Publisher


class LocalTable(Frozen):
    """What applies in one country only."""

    risk: str = ""
    does_not: str = ""


class WordsTable(Frozen):
    """The text of an entry in one language: a separate file (`store/language_words.py`)."""

    title: NonEmpty
    risk: str
    steps: Annotated[tuple[str, ...], Meta(min_length=1, max_length=7)]
    does_not: NonEmpty
    cost: NonEmpty
    operator: str = ""
    local: Mapping[str, LocalTable] = {}
    links: Mapping[str, str] = {}
    """By address."""
    law: Mapping[str, str] = {}
    """By country and date: `IR.2025-10-09`."""
    reassurance: Mapping[str, str] = {}
    """By the same key."""


class PlaceTable(Frozen):
    """A website or a resolver that a step names."""

    step: int
    url: Annotated[str, Meta(pattern="^(https://|mailto:)")]
    addresses: tuple[str, ...] = ()
    resolver: bool = False


class FrontTable(Frozen):
    """A tool's own entry point: a page behind a name that the network sees."""

    url: SecureUrl
    front: NonEmpty
    source: NonEmpty


class ToolTable(Frozen):
    """A tool with a name."""

    name: str
    publishers: tuple[Publisher, ...] = ()
    seen: tuple[Sighting, ...] = ()
    fronts: tuple[FrontTable, ...] = ()


class EntryTable(EntryFacts, kw_only=True):
    """One file."""

    menus: Literal["", "compared", "not_compared"] = ""
    """Whether they were compared with the newest versions of the apps; empty where it names no menus."""
    withdrawn: date | None = None
    places: tuple[PlaceTable, ...] = ()
    law_of: str = ""
    """The entry whose legal notes apply to this one too."""
    tool: ToolTable | None = None
