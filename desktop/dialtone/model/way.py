"""Ways to a conversation: their kinds, the order in which they are offered, and whom a person wants to reach."""

from datetime import date
from enum import StrEnum

from dialtone.model.frozen import Frozen


class WayKind(StrEnum):
    """What kind of way it is. Which comes first is data: `resources/ways.toml`."""

    SET_RIGHT = "set_right"
    """What stands in the way on this computer or line, set right."""
    SAME_MESSENGER = "same_messenger"
    """The same messenger by another door that this check saw open: the phone, the browser."""
    BOTH_ENDS = "both_ends"
    """A messenger that surely works here, and there by a line that was sent from there."""
    KNOWN_THERE = "known_there"
    """One that works here and is newly reported to work there."""
    WORKS_HERE = "works_here"
    CALL = "call"
    """An ordinary phone call or an SMS."""
    LICENSED_APP = "licensed_app"
    """An app that the country licensed for calls."""
    READABLE = "readable"
    """A messenger that works here, and that a state can read."""
    NO_WORD = "no_word"
    """One that works here, where nothing is known of it at the other end: that is not "open"."""
    OWN_SWITCH = "own_switch"
    """A setting of the messenger itself, or another use of it."""
    SETTING = "setting"
    """A setting of this computer or its browser."""
    BROWSER = "browser"
    OTHER_LINE = "other_line"
    WAIT = "wait"
    TOOL = "tool"
    """A program made to get past a block, by its name."""
    HELPER = "helper"
    """A server run by a person they know."""
    VPN = "vpn"
    NOTE = "note"
    """No way: a warning, or what is so."""
    CLOSING = "closing"
    """No way: a warning that comes last and always keeps its place."""
    SHELF = "shelf"
    """No way: it fits no finding, and is there to be read at any time."""


NO_WAYS = frozenset({WayKind.NOTE, WayKind.CLOSING, WayKind.SHELF})
OF_MESSENGERS = frozenset(
    {WayKind.BOTH_ENDS, WayKind.KNOWN_THERE, WayKind.WORKS_HERE, WayKind.READABLE, WayKind.NO_WORD}
)
"""These are found among what a check saw working; all others are pieces of advice."""


class Needs(StrEnum):
    """What a way takes that a person may not have."""

    NOTHING = ""
    PERSON = "person"
    """Another person who runs a server for them."""
    PROGRAM = "program"
    """A program to get first."""
    LINE = "line"
    """Another line."""
    TIME = "time"
    VPN = "vpn"


class KindRow(Frozen):
    """What the order says of one kind."""

    kind: WayKind
    needs: Needs = Needs.NOTHING
    most: int = 1
    """At most how many of this kind are offered at once. Messengers count as one way together."""
    first: tuple[str, ...] = ()
    """The ids of advice of this kind, best first; what is not named comes after, what takes least before."""


class WayOrder(Frozen):
    """The one order in which ways are offered, on every surface."""

    kinds: tuple[KindRow, ...] = tuple(KindRow(kind) for kind in WayKind)
    most: int = 3
    """More ways than these are too many to help."""

    def row(self, kind: WayKind) -> KindRow:
        """Return what is said of a kind."""
        return next(row for row in self.kinds if row.kind is kind)

    def place(self, kind: WayKind, entry: str = "") -> tuple[int, int]:
        """Return the place of a way among all, the smallest for the first. `entry`: the id of its advice."""
        row = self.row(kind)
        inside = row.first.index(entry) if entry in row.first else len(row.first)
        return self.kinds.index(row), inside


PLAIN_ORDER = WayOrder()
"""That of `WayKind`, for who read no file."""


class Way(Frozen):
    """One way, before it is put into words."""

    kind: WayKind
    entry: str = ""
    """The id of its advice; empty for messengers."""
    messengers: tuple[str, ...] = ()
    """The messengers that work, best first; empty for advice."""
    likely: bool = False
    """They work here with a doubt."""
    openable: tuple[str, ...] = ()
    """Those of them that the one filled button may open."""
    other_line: bool = False
    """It failed on this line, and may work on the other one."""
    worked: date | None = None
    """The day on which the messenger that fails here last worked on another network, as far as is remembered."""


class Reach(Frozen):
    """Whom a person wants to reach. It is written nowhere: it lives as long as the answer it is asked for."""

    country: str = ""
    """Where the other one is, two letters as in ISO 3166-1; empty where that was not said."""
    uses: tuple[str, ...] = ()
    """The ids of the messengers that the other one has; empty where that was not said."""
    call: bool = False
    """A call is wanted, and not messages."""
    works_there: tuple[str, ...] = ()
    """The ids of those that work there by a line that the other one sent. Nobody has verified it."""

    def __repr__(self) -> str:
        """Return no word of it: what is printed by accident ends in a log."""
        return "Reach(…)"


ANYBODY = Reach()
"""Nobody was named."""
