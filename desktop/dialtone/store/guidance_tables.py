"""The tables of a file of advice, as they are written; `store/guidance_file.py` reads them."""

from collections.abc import Mapping
from datetime import date

from dialtone.model.frozen import Frozen
from dialtone.model.guidance import EntryFacts, Sighting, Source
from dialtone.model.maker import Publisher


class LocalTable(Frozen):
    """What is so in one country alone."""

    risk: str = ""
    does_not: str = ""


class WordsTable(Frozen):
    """What one language says of an entry: a file of its own (`store/language_words.py`)."""

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
    """By country and day, as `IR.2025-10-09`."""
    reassurance: Mapping[str, str] = {}
    """By the same."""


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
    """In older files: now counted from `as_of` (`is_old`)."""
    sharing_is_risky: bool = False
    regional: bool = False

    @property
    def key(self) -> str:
        """Under what a language says it."""
        return f"{self.country}.{self.as_of}"


class PlaceTable(Frozen):
    """A website or a resolver that a step names."""

    step: int
    url: str
    addresses: tuple[str, ...] = ()
    resolver: bool = False


class FrontTable(Frozen):
    """The way in that a tool itself uses: a page behind a name that the network sees."""

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
    """`compared` or `not_compared`, with the newest versions of their apps; empty where it names none."""
    withdrawn: date | None = None
    links: tuple[LinkTable, ...] = ()
    places: tuple[PlaceTable, ...] = ()
    legal: tuple[LegalTable, ...] = ()
    law_of: str = ""
    """The entry whose legal notes count for this one too."""
    tool: ToolTable | None = None
