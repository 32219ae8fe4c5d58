"""Advice as data: what an entry is for, what it says, its sources and how long it stays valid."""

from datetime import date
from enum import StrEnum
from typing import Annotated, Literal

from msgspec import Meta

from dialtone.model.file_fields import AddressHashOrEmpty, CountryCode, CountryCodeOrEmpty, IdentifierOrEmpty, SecureUrl
from dialtone.model.frozen import Frozen
from dialtone.model.help_place import HelpPlace, HelpTarget
from dialtone.model.maker import Publisher
from dialtone.model.vocabulary import (
    Cause,
    EvidenceKind,
    Function,
    MessengerStatus,
    NetworkFlag,
    NetworkStatus,
    Platform,
)
from dialtone.model.way import WayKind

Day = date
"""An alias, because a field named `date` hides the class of that name."""


class Action(StrEnum):
    """What Dialtone itself can do to support a piece of advice."""

    NONE = ""
    TRY_PROXY = "try_proxy"
    REMOVE_TRACES = "remove_traces"


class Scope(StrEnum):
    """The scope of what a piece of advice changes."""

    NONE = ""
    BROWSER = "browser"
    APP = "app"
    PHONE = "phone"
    COMPUTER = "computer"


class Risk(StrEnum):
    """How much can go wrong for a person who follows it."""

    NONE = "none"
    LOW = "low"
    HIGH = "high"
    """An account, messages, or the person can be harmed."""


class SystemPage(StrEnum):
    """A page of the system settings to which a piece of advice leads."""

    NONE = ""
    NETWORK = "network"
    PROXY = "proxy"
    VPN = "vpn"
    CLOCK = "clock"


class Marks(Frozen):
    """What a person weighs before opening a piece of advice."""

    risk: Risk
    free: bool = False
    """It costs nothing, and its `cost` says only that and the minutes."""
    minutes: int = 0
    """How long it takes; 0 where unknown."""
    scope: Scope = Scope.NONE


class Source(Frozen):
    """A source of a fact in an entry."""

    publisher: str
    """Its name in the reader's language; in a file, its key."""
    tag: Literal["OFF", "MEAS", "MED", "COM", "KNOW"]
    """The kind of source: OFF official, MEAS measured, MED press, COM users, KNOW general knowledge."""
    read: bool
    """Whether the source itself was read, if only as a stored copy."""
    date: Day | None = None
    """The date of the source; None where it has none, or where it was not read."""
    address: AddressHashOrEmpty = ""
    """Found in docs/sources/guidance.toml."""


class Link(Frozen):
    """An official address a person may open."""

    url: SecureUrl
    checked: date | None = None
    """The day it was last opened; None where it never was."""
    what: str = ""
    may_open: bool = True
    """False where an update brought it and its host did not come with Dialtone: it is then shown, but not opened."""


class LegalNote(Frozen):
    """What a source said about the law of one country on one day. A warning stays, with its date."""

    country: CountryCode
    as_of: date
    source: Source
    text: str = ""
    """What is punished or not allowed, in the reader's language."""
    reassurance: str = ""
    """What is not punished, shown after the warning while the source is new: if outdated, it may endanger a reader."""
    sharing_is_risky: bool = False
    """Under this law, sharing such advice may count as advertising it."""
    regional: bool = False
    """Whether it applies only in a part of the country, named in its text. It raises no risk elsewhere."""

    @property
    def key(self) -> str:
        """The key of its text in a language."""
        return f"{self.country}.{self.as_of}"


class Sighting(Frozen):
    """A report that a tool worked, or failed, in one country."""

    country: CountryCode
    on: date
    """The date of the source; the first of the month where it gives only the month."""
    worked: bool
    source: Source


class Tool(Frozen):
    """A program or service that circumvents a block. Where such tools are banned, it is not named at all."""

    id: str
    name: str
    publishers: tuple[Publisher, ...] = ()
    """Its signers: `dialtone genuine FILE` recognises them."""
    seen: tuple[Sighting, ...] = ()
    """The newest first."""
    fronts: tuple[HelpTarget, ...] = ()
    """Its own entry points, which a person may probe; never its website."""


class LocalWords(Frozen):
    """What applies in one country only, shown after what applies everywhere."""

    country: str = ""
    """In a file the key of the table."""
    risk: str = ""
    does_not: str = ""


class When(Frozen):
    """The conditions of an entry. An empty tuple sets no limit."""

    messengers: tuple[str, ...] = ()
    """The entry is about one of these, by id. A field `not_…` excludes what it names."""
    not_messengers: tuple[str, ...] = ()
    statuses: tuple[MessengerStatus, ...] = ()
    """The status of the whole messenger is one of these."""
    causes: tuple[Cause, ...] = ()
    """At least one of these must be among the verdict's causes."""
    every_cause: bool = False
    """Whether all the verdict's causes must be among `causes`, as for a remedy against one mechanism alone."""
    functions: tuple[Function, ...] = ()
    """At least one of these must be in trouble or, for an entry that names what `works`, may be."""
    answered_behind_name: tuple[Function, ...] = ()
    """In one of these only names are blocked: all its servers answered at true addresses, learnt from abroad."""
    works: tuple[Function, ...] = ()
    """At least one of these was seen to work in this very check."""
    evidence: tuple[EvidenceKind, ...] = ()
    """At least one of these was found about the messenger or the network."""
    not_evidence: tuple[EvidenceKind, ...] = ()
    old_app: bool = False
    """Only where the installed app is older than the one that was tested."""
    networks: tuple[NetworkStatus, ...] = ()
    """The status of the network is one of these."""
    flags: tuple[NetworkFlag, ...] = ()
    """At least one of these flags is set on the network."""
    platforms: tuple[Platform, ...] = ()
    """This computer runs one of these systems."""
    countries: tuple[CountryCode, ...] = ()
    """Only for a person who chose one of these countries; the country is never guessed."""
    not_countries: tuple[CountryCode, ...] = ()
    not_causes: tuple[Cause, ...] = ()
    not_networks: tuple[NetworkStatus, ...] = ()
    not_flags: tuple[NetworkFlag, ...] = ()


class EntryFacts(Frozen, kw_only=True):
    """What the file of a piece of advice says, whatever the language."""

    id: str
    """The name of its file, without the ending."""
    version: Annotated[int, Meta(ge=1)]
    """Goes up with each change of its text or its facts."""

    # When it is shown
    kind: WayKind
    """What kind of way it is; its rank among the others comes from the order of ways."""
    when: When = When()
    """What has to be true of a check, and of the person."""
    ahead: bool = False
    """A finding triggers it, but it is good to know beforehand."""

    # How long it holds
    written: date
    """The day on which its text was last changed."""
    review_every_days: int
    """How many days after `written` it is due for review."""
    expires: date
    """The last day on which it holds."""
    on_expiry: Literal["warn", "hide"]
    """Whether it is shown with a warning after that day, or no longer."""

    # What supports it
    sources: tuple[Source, ...]
    """Where its facts come from."""
    last_reviewed: date | None = None
    """The date of the newest source that was read; None where none with a date was."""
    legal: tuple[LegalNote, ...] = ()
    """What the law of some countries says about it."""

    # What it does
    action: Action = Action.NONE
    """What Dialtone itself can do towards it."""
    remedy: IdentifierOrEmpty = ""
    """The remedy that it promises, which the lab tries out (`tests/lab/remedy_kinds.py`); empty where it only
    states facts."""
    marks: Marks | None = None
    """None where it is a warning or a habit, not a way to be weighed against others."""

    # Its steps
    opens: SystemPage = SystemPage.NONE
    """The page of the system settings where it begins."""
    systems: tuple[Literal["", "linux", "macos", "windows"], ...] = ()
    """The system that each of the first steps is for; empty for all. A person sees those for this computer."""
    step_countries: tuple[CountryCodeOrEmpty, ...] = ()
    """The country that each of the first steps is for; empty for all. Hidden from people who chose another country."""
    asks: tuple[Annotated[int, Meta(ge=1)], ...] = ()
    """The numbers of the steps that send the reader to another person: hidden where that may give them away."""
    names: tuple[str, ...] = ()
    """The messengers that its steps offer, by id: what a check found not to work in one is said before the steps."""
    links: tuple[Link, ...] = ()
    """The official addresses that it names."""


class GuidanceEntry(EntryFacts, kw_only=True):
    """One piece of advice in one language."""

    title: str
    """What it is, in a few words."""
    risk: str
    """What can go wrong, said before the first step; empty where nothing can."""
    steps: tuple[str, ...]
    """What to do, in order."""
    does_not: str
    """What it does not do: what stays as dangerous, or as blocked, as before."""
    cost: str
    """Money and minutes."""
    operator: str
    """Who runs the service it is about, as far as known on `written`; may be empty."""
    menus_compared: bool
    """Whether the menus it names were compared with the newest versions of their apps; true if it names none."""
    places: tuple[HelpPlace, ...] = ()
    """The addresses in its steps that Dialtone can probe."""
    local: tuple[LocalWords, ...] = ()
    """What else applies in some countries."""
    tool: Tool | None = None
    """The program or service that it is about; None where it needs none."""

    @property
    def closing(self) -> bool:
        """Whether it comes last and is never dropped: a warning that belongs with the others."""
        return self.kind is WayKind.CLOSING

    @property
    def reference_only(self) -> bool:
        """Whether no finding leads to it: it is only in the reference section."""
        return self.kind is WayKind.REFERENCE
