"""The tables of a file of advice, as they are written; `store/guidance_file.py` reads them."""

from datetime import date

import msgspec

from dialtone.model.guidance import Action, Remedy, Risk, Scope, SystemPage
from dialtone.model.maker import Publisher
from dialtone.model.vocabulary import Cause, EvidenceKind, Function, MessengerStatus, NetworkFlag, NetworkStatus
from dialtone.model.way import WayKind

Day = date
"""A field named `date` hides the class of that name."""


class LocalTable(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is so in one country alone."""

    risk: str = ""
    does_not: str = ""


class WordsTable(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What one language says of an entry: a file of its own (`store/language_words.py`)."""

    title: str
    risk: str
    steps: tuple[str, ...]
    does_not: str
    cost: str
    operator: str = ""
    local: dict[str, LocalTable] = {}
    links: dict[str, str] = {}
    """By address."""
    law: dict[str, str] = {}
    """By country and day, as `IR.2025-10-09`."""
    reassurance: dict[str, str] = {}
    """By the same."""


class WhenTable(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """For whom an entry is."""

    messengers: tuple[str, ...] = ()
    not_messengers: tuple[str, ...] = ()
    statuses: tuple[MessengerStatus, ...] = ()
    causes: tuple[Cause, ...] = ()
    every_cause: bool = False
    functions: tuple[Function, ...] = ()
    answered_behind_name: tuple[Function, ...] = ()
    works: tuple[Function, ...] = ()
    evidence: tuple[EvidenceKind, ...] = ()
    not_evidence: tuple[EvidenceKind, ...] = ()
    old_app: bool = False
    networks: tuple[NetworkStatus, ...] = ()
    flags: tuple[NetworkFlag, ...] = ()
    platforms: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    not_countries: tuple[str, ...] = ()
    not_causes: tuple[Cause, ...] = ()
    not_networks: tuple[NetworkStatus, ...] = ()
    not_flags: tuple[NetworkFlag, ...] = ()


class MarksTable(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a person weighs before they open it."""

    risk: Risk
    free: bool = False
    minutes: int = 0
    scope: Scope = Scope.NONE


class SourceTable(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where a fact comes from."""

    publisher: str
    tag: str
    read: bool
    date: Day | None = None
    address: str = ""


class LinkTable(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An official address."""

    url: str
    checked: date | None = None


class LegalTable(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a source said about the law of one country."""

    country: str
    as_of: date
    source: SourceTable
    reassures_until: date | None = None
    """In older files: now counted from `as_of` (`model/ageing.py`)."""
    sharing_is_risky: bool = False
    regional: bool = False

    @property
    def key(self) -> str:
        """Under what a language says it."""
        return f"{self.country}.{self.as_of}"


class PlaceTable(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A website or a resolver that a step names."""

    step: int
    url: str
    addresses: tuple[str, ...] = ()
    resolver: bool = False


class SightingTable(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """That a tool was seen to work, or to fail."""

    country: str
    on: date
    worked: bool
    source: SourceTable


class FrontTable(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The way in that a tool itself uses: a page behind a name that the network sees."""

    url: str
    front: str
    source: str


class ToolTable(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A tool with a name."""

    name: str
    publishers: tuple[Publisher, ...] = ()
    seen: tuple[SightingTable, ...] = ()
    fronts: tuple[FrontTable, ...] = ()


class EntryTable(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One file."""

    id: str
    version: int
    kind: WayKind
    written: date
    review_every_days: int
    expires: date
    on_expiry: str
    sources: tuple[SourceTable, ...]
    last_reviewed: date | None = None
    menus: str = ""
    systems: tuple[str, ...] = ()
    step_countries: tuple[str, ...] = ()
    when: WhenTable = WhenTable()
    ahead: bool = False
    action: Action = Action.NONE
    remedy: Remedy = Remedy.NONE
    marks: MarksTable | None = None
    opens: SystemPage = SystemPage.NONE
    withdrawn: date | None = None
    links: tuple[LinkTable, ...] = ()
    places: tuple[PlaceTable, ...] = ()
    legal: tuple[LegalTable, ...] = ()
    law_of: str = ""
    tool: ToolTable | None = None
