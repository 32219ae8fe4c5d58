"""The tables of an advice file, as written; `store/guidance_file.py` reads them."""

from collections.abc import Mapping
from datetime import date

from dialtone.model.frozen import Frozen
from dialtone.model.guidance import EntryFacts, Sighting, Source
from dialtone.model.maker import Publisher


class LocalTable(Frozen):
    """What applies in one country only."""

    risk: str = ""
    does_not: str = ""


class WordsTable(Frozen):
    """The text of an entry in one language: a separate file (`store/language_words.py`)."""

    title: str
    risk: str
    steps: tuple[str, ...]
    does_not: str
    cost: str
    operator: str = ""
    local: Mapping[str, LocalTable] = {}
    links: Mapping[str, str] = {}
    """By address."""
    law: Mapping[str, str] = {}
    """By country and date: `IR.2025-10-09`."""
    reassurance: Mapping[str, str] = {}
    """By the same key."""


class LinkTable(Frozen):
    """An official address."""

    url: str
    checked: date | None = None


class LegalTable(Frozen):
    """What a source said about the law of one country."""

    country: str
    as_of: date
    source: Source
    reassures_until: date | None = None
    """In older files: now derived from `as_of` (`is_old`)."""
    sharing_is_risky: bool = False
    regional: bool = False

    @property
    def key(self) -> str:
        """The key of its text in a language."""
        return f"{self.country}.{self.as_of}"


class PlaceTable(Frozen):
    """A website or a resolver that a step names."""

    step: int
    url: str
    addresses: tuple[str, ...] = ()
    resolver: bool = False


class FrontTable(Frozen):
    """A tool's own entry point: a page behind a name that the network sees."""

    url: str
    front: str
    source: str


class ToolTable(Frozen):
    """A tool with a name."""

    name: str
    publishers: tuple[Publisher, ...] = ()
    seen: tuple[Sighting, ...] = ()
    fronts: tuple[FrontTable, ...] = ()


class EntryTable(EntryFacts, kw_only=True):
    """One file."""

    menus: str = ""
    """`compared` or `not_compared` with the newest versions of the apps; empty where it names no menus."""
    withdrawn: date | None = None
    links: tuple[LinkTable, ...] = ()
    places: tuple[PlaceTable, ...] = ()
    legal: tuple[LegalTable, ...] = ()
    law_of: str = ""
    """The entry whose legal notes apply to this one too."""
    tool: ToolTable | None = None
