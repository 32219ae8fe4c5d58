"""Ways to a conversation: their kinds, the order in which they are offered, and whom a person wants to reach."""

from datetime import date
from enum import StrEnum

from dialtone.model.frozen import Frozen


class WayKind(StrEnum):
    """The kind of a way. Their order is data: `resources/ways.toml`."""

    SET_RIGHT = "set_right"
    """Remove an obstacle on this computer or line."""
    SAME_MESSENGER = "same_messenger"
    """The same messenger by another entry that this check saw working: the phone, the browser."""
    BOTH_ENDS = "both_ends"
    """A messenger that surely works here, and there according to a line sent from there."""
    KNOWN_THERE = "known_there"
    """A messenger that works here and is newly reported to work there."""
    WORKS_HERE = "works_here"
    CALL = "call"
    """An ordinary phone call or an SMS."""
    LICENSED_APP = "licensed_app"
    READABLE = "readable"
    """A messenger that works here but that a state can read."""
    NO_WORD = "no_word"
    """A messenger that works here, with nothing known about it at the other end: that does not mean "open"."""
    OWN_SWITCH = "own_switch"
    """A setting of the messenger itself, or another way to use it."""
    SETTING = "setting"
    """A setting of this computer or its browser."""
    BROWSER = "browser"
    OTHER_LINE = "other_line"
    WAIT = "wait"
    TOOL = "tool"
    HELPER = "helper"
    """A server run by someone they know."""
    VPN = "vpn"
    NOTE = "note"
    """Not a way: a warning, or a fact."""
    CLOSING = "closing"
    """Not a way: a warning that comes last and is never dropped."""
    REFERENCE = "shelf"
    """Not a way: no finding leads to it; it is only in the reference section. Content files keep the older word."""


NO_WAYS = frozenset({WayKind.NOTE, WayKind.CLOSING, WayKind.REFERENCE})


class Needs(StrEnum):
    """What a way requires that a person may lack."""

    NOTHING = ""
    PERSON = "person"
    """Someone who runs a server for them."""
    PROGRAM = "program"
    """A program to obtain first."""
    LINE = "line"
    TIME = "time"
    VPN = "vpn"


class KindRow(Frozen):
    """The entry of one kind in the order."""

    kind: WayKind
    needs: Needs = Needs.NOTHING
    most: int = 1
    """Maximum number of this kind that is offered at once. Messengers together count as one way."""
    first: tuple[str, ...] = ()
    """The ids of advice of this kind, best first; unnamed advice follows, the least demanding first."""


class WayOrder(Frozen):
    """The one order in which all surfaces offer ways."""

    kinds: tuple[KindRow, ...] = tuple(KindRow(kind) for kind in WayKind)
    most: int = 3

    def row(self, kind: WayKind) -> KindRow:
        """Return the row of a kind; each kind has one."""
        return next(row for row in self.kinds if row.kind is kind)

    def rank(self, kind: WayKind, entry: str = "") -> tuple[int, int]:
        """Return the sort key of a way, the smallest for the first: the rank of its kind, then its rank among these.

        `entry`: the id of its advice; empty for messengers.
        """
        row = self.row(kind)
        rank_in_kind = row.first.index(entry) if entry in row.first else len(row.first)
        return self.kinds.index(row), rank_in_kind


PLAIN_ORDER = WayOrder()


class Way(Frozen):
    """One way, before it is put into words."""

    kind: WayKind
    entry: str = ""
    """The id of its advice; empty for messengers."""
    messengers: tuple[str, ...] = ()
    """The messengers that work, best first; empty for advice."""
    likely: bool = False
    """Whether the messengers only likely work here."""
    openable: tuple[str, ...] = ()
    """The messengers that the one filled button may open."""
    other_line: bool = False
    """Whether it failed on this line, but may work on the other one."""
    worked: date | None = None
    """The last day on which the messenger that fails here worked on another network, as far as remembered."""


class Reach(Frozen):
    """Whom a person wants to reach. Never written to disk: it lives only as long as the answer it is for."""

    country: str = ""
    """Where the other person is, as ISO 3166-1 alpha-2; empty where not given."""
    uses: tuple[str, ...] = ()
    """The ids of the messengers that the other person has; empty where not given."""
    call: bool = False
    """Whether they want to call, not only to write."""
    works_there: tuple[str, ...] = ()
    """The ids of messengers that work there according to a line from the other person. Nobody has verified it."""

    def __repr__(self) -> str:
        """Return none of it: accidental output ends up in a log."""
        return "Reach(…)"


ANYBODY = Reach()
