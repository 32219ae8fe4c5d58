"""Advice as data: what an entry is for, what it says, where that comes from and how long it holds."""

from datetime import date
from enum import StrEnum

from dialtone.model.frozen import Frozen
from dialtone.model.help_place import HelpPlace, HelpTarget
from dialtone.model.maker import Publisher
from dialtone.model.vocabulary import Cause, EvidenceKind, Function, MessengerStatus, NetworkFlag, NetworkStatus
from dialtone.model.way import WayKind

Day = date
"""A field named `date` hides the class of that name."""


class Action(StrEnum):
    """What Dialtone itself can do beside a piece of advice."""

    NONE = ""
    TRY_PROXY = "try_proxy"
    """Test a proxy before relying on it."""
    REMOVE_TRACES = "remove_traces"
    """Remove all that Dialtone left on this computer."""


class Remedy(StrEnum):
    """The way that a piece of advice promises. The lab applies each to its networks: `./dev lab run NAME --with …`."""

    NONE = ""
    # Ways round what a network does
    SECURE_NAMES = "secure_names"
    """Addresses are looked up at a resolver abroad, encrypted."""
    OTHER_RESOLVER = "other_resolver"
    """They are looked up at another resolver, in the open."""
    TELEGRAM_PROXY = "telegram_proxy"
    SIGNAL_RELAY = "signal_relay"
    SIGNAL_SWITCH = "signal_switch"
    """Signal's own circumvention on the phone."""
    WHATSAPP_PHONE_PROXY = "whatsapp_phone_proxy"
    VPN = "vpn"
    TOR = "tor"
    TOR_BRIDGE = "tor_bridge"
    # Ways that are there already
    WEB_VERSION = "web_version"
    PHONE_APP = "phone_app"
    NEWER_APP = "newer_app"
    OTHER_NETWORK = "other_network"
    WAIT = "wait"
    # What stands in the way on this computer or line, set right
    SIGN_IN = "sign_in"
    REPAIRED_LINE = "repaired_line"
    RIGHT_CLOCK = "right_clock"
    HOSTS_FILE = "hosts_file"
    ALLOWED_APP = "allowed_app"
    """The firewall or the guarding program of this computer lets the app through."""
    OWN_FILTER = "own_filter"
    """The filter of this home or this computer lets the messenger's names through."""
    VPN_OFF = "vpn_off"
    PROXY_OFF = "proxy_off"


class Scope(StrEnum):
    """What a piece of advice changes something of."""

    NONE = ""
    """Nothing, or it depends."""
    BROWSER = "browser"
    APP = "app"
    PHONE = "phone"
    COMPUTER = "computer"


class Risk(StrEnum):
    """How much can go wrong for the person who follows it."""

    NONE = "none"
    LOW = "low"
    HIGH = "high"
    """An account, what was written, or the person can be harmed."""


class SystemPage(StrEnum):
    """A page of the system's own settings that a piece of advice leads to."""

    NONE = ""
    NETWORK = "network"
    PROXY = "proxy"
    VPN = "vpn"
    CLOCK = "clock"


class Marks(Frozen):
    """What a person weighs before they open a piece of advice."""

    risk: Risk
    free: bool = False
    """It costs nothing, and its `cost` says no more than that and the minutes."""
    minutes: int = 0
    """How long it takes; 0 where that is not known."""
    scope: Scope = Scope.NONE


class Source(Frozen):
    """Where a fact of an entry comes from."""

    publisher: str
    """Its name in the reader's language; in a file, its key."""
    tag: str
    """How strong it is: OFF official, MEAS measured, MED press, COM users, KNOW general knowledge."""
    read: bool
    """Whether its own words were read, if only as a stored copy."""
    date: Day | None = None
    """Its own day; None where it has none, or nobody read it."""
    address: str = ""
    """`sha256:` and the first 16 figures of the hash of its address (docs/sources/guidance.toml); may be empty."""


class Link(Frozen):
    """An official address a person may open."""

    what: str
    url: str
    checked: date | None = None
    """The day it was last opened; None where it was not."""
    may_open: bool = True
    """No where an update brought it, and its host is none that came with Dialtone: then it is shown, and not opened."""


class LegalNote(Frozen):
    """What a source said about the law of one country on one day. A warning stays, with that day."""

    country: str
    text: str
    """What is punished or not allowed."""
    as_of: date
    source: Source
    reassurance: str = ""
    """What is not punished, said after the warning while the source is new: an old one may get a reader punished."""
    sharing_is_risky: bool = False
    """By this law, passing on such advice may count as advertising it."""
    regional: bool = False
    """It holds in a part of the country, which its text names: elsewhere it raises no risk."""


class Sighting(Frozen):
    """That a tool was seen to work, or to fail, in one country."""

    country: str
    on: date
    """The day of the source; the first of the month where it gives no more."""
    worked: bool
    source: Source


class Tool(Frozen):
    """A program or service that leads round a block. Where such tools are banned, it is not named at all."""

    id: str
    """That of its entry."""
    name: str
    publishers: tuple[Publisher, ...] = ()
    """Who signs it: `dialtone genuine FILE` knows them."""
    seen: tuple[Sighting, ...] = ()
    """The newest first."""
    fronts: tuple[HelpTarget, ...] = ()
    """Its own ways in, of which a person may ask whether they answer: none of them its website."""


class LocalWords(Frozen):
    """What is so in one country alone, said after what is so everywhere."""

    country: str
    risk: str = ""
    does_not: str = ""


class When(Frozen):
    """What an entry is for. An empty tuple sets no limit."""

    messengers: tuple[str, ...] = ()
    not_messengers: tuple[str, ...] = ()
    statuses: tuple[MessengerStatus, ...] = ()
    causes: tuple[Cause, ...] = ()
    """At least one of these must be among the verdict's causes."""
    every_cause: bool = False
    """All causes must be among them: a means that helps against one mechanism alone."""
    functions: tuple[Function, ...] = ()
    """At least one of these must be in trouble."""
    answered_behind_name: tuple[Function, ...] = ()
    """In one of these only the name is in the way: all it needs answered at true addresses, learnt from abroad."""
    works: tuple[Function, ...] = ()
    """At least one of these was seen to work in this very check."""
    evidence: tuple[EvidenceKind, ...] = ()
    """At least one of these was found about the messenger or the network."""
    not_evidence: tuple[EvidenceKind, ...] = ()
    old_app: bool = False
    """Only where the installed app is older than the one that was tested."""
    networks: tuple[NetworkStatus, ...] = ()
    flags: tuple[NetworkFlag, ...] = ()
    """At least one of these must be set."""
    platforms: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    """Only for a person who chose one of these countries; never guessed."""
    not_countries: tuple[str, ...] = ()
    not_causes: tuple[Cause, ...] = ()
    not_networks: tuple[NetworkStatus, ...] = ()
    not_flags: tuple[NetworkFlag, ...] = ()


class EntryFacts(Frozen):
    """What the file of a piece of advice says, in whatever language it is read."""

    id: str
    version: int
    kind: WayKind
    """What kind of way it is; its place among the others is in the order of ways."""
    written: date
    """The day on which its words were last changed."""
    review_every_days: int
    """How long after `written` it is due for a new look."""
    expires: date
    on_expiry: str
    """`warn` or `hide`."""
    sources: tuple[Source, ...]
    last_reviewed: date | None = None
    """The day of the newest source that was read; None where none with a day was."""
    when: When = When()
    ahead: bool = False
    """Some finding leads to it, and it is good to know before."""
    action: Action = Action.NONE
    """What Dialtone itself can do for a person who follows it."""
    remedy: Remedy = Remedy.NONE
    """The way that it promises; none where it only says what is so."""
    marks: Marks | None = None
    """None where it is a warning or a matter of habit, and no way to be weighed against others."""
    opens: SystemPage = SystemPage.NONE
    """The page of the system's settings on which it begins."""
    systems: tuple[str, ...] = ()
    """For which system each of the first steps is; empty for all. A person sees those of this one computer."""
    step_countries: tuple[str, ...] = ()
    """For which country each of the first steps is; empty for all. Who said that they are elsewhere does not see it."""


class GuidanceEntry(EntryFacts, kw_only=True):
    """One piece of advice in one language."""

    title: str
    risk: str
    steps: tuple[str, ...]
    does_not: str
    cost: str
    operator: str
    """Who runs what it speaks of, as far as known on `written`; may be empty."""
    links: tuple[Link, ...]
    legal: tuple[LegalNote, ...]
    menus_compared: bool
    """Whether the menus that it names were compared with the newest versions of their apps, or it names none."""
    places: tuple[HelpPlace, ...] = ()
    """The websites and resolvers that its steps name, where a person may ask whether they answer."""
    local: tuple[LocalWords, ...] = ()
    tool: Tool | None = None
    """What it is about, where that is a tool with a name."""

    @property
    def closing(self) -> bool:
        """Whether it comes last and always keeps its place: a warning that belongs beside the others."""
        return self.kind is WayKind.CLOSING

    @property
    def shelf(self) -> bool:
        """Whether it fits no finding, and is there to be read at any time."""
        return self.kind is WayKind.SHELF
