"""Who made an app: what a computer says of it, whom the catalogue expects, and the three answers."""

from enum import StrEnum, unique

from dialtone.model.frozen import Frozen
from dialtone.model.untrusted_text import sanitize_fields
from dialtone.model.vocabulary import Sureness


@unique
class OriginKind(StrEnum):
    """What may tell who made an app."""

    FLATHUB = "flathub"
    """A Flatpak out of Flathub, whose signatures this computer tests; the publisher is the app's id there."""
    SNAP = "snap"
    """An account of the Snap store."""
    APT = "apt"
    """The host of a package source whose signed lists hold just this package."""
    DISTRIBUTION = "distribution"
    """The same, where the source is the distribution's own."""
    STORE = "store"
    """The family of a package of the Microsoft Store's kind: its end is a hash of the publisher."""
    AUTHENTICODE = "authenticode"
    """The signer of a Windows program."""
    TEAM = "team"
    """The team at Apple that signed an application."""
    NONE = "none"
    """Nothing that could be tested; `gap` says why."""


@unique
class OriginGap(StrEnum):
    """Why nobody can be named, or why the name that was read proves nothing."""

    NOTHING_THERE = ""
    COPIED = "copied"
    """A folder, a program or an AppImage that was put there: nothing holds a name that can be tested."""
    PACKAGE = "package"
    """A package, and the lists of its sources do not hold it (any more), or cannot be read."""
    OTHER_SOURCE = "other_source"
    """A Flatpak or a Snap out of a source that vouches for nobody."""
    UNSIGNED = "unsigned"
    UNVERIFIED = "unverified"
    """Signed, or of a kind that is: only Windows can verify it, and this is another system."""
    UNKNOWN_ROOT = "unknown_root"
    """Signed, and nobody known stands for the name: a test on the spot, a made-up key, or a missing root."""
    CHANGED = "changed"
    """Signed, and the file is not what was signed."""
    UNREADABLE = "unreadable"
    NOT_A_PROGRAM = "not_a_program"
    """A file of a kind that holds no signature that can be tested here."""


class Origin(Frozen):
    """What the computer says about where an app came from."""

    kind: OriginKind = OriginKind.NONE
    publisher: str = ""
    """As it was read: a host, an account, the name in a certificate, a team."""
    gap: OriginGap = OriginGap.NOTHING_THERE
    """Why this proves nothing; empty where it does."""
    verified: bool = False
    """The store itself says that the app is published by those who make it."""
    shown: str = ""
    """The publisher's name for people, where `publisher` is none."""

    def __post_init__(self) -> None:
        sanitize_fields(self, "publisher", "shown")


class Publisher(Frozen):
    """One who is known to publish a messenger, or what calls itself so."""

    kind: OriginKind
    id: str
    """Compared without regard to case."""
    by: str = ""
    """Who it is, where it is not the messenger's maker: a name, or `volunteers`."""
    own_program: bool = False
    """Theirs is another program, not the messenger's packed anew."""
    source: str = ""
    confidence: Sureness = "high"


VOLUNTEERS = "volunteers"


@unique
class Maker(StrEnum):
    """Who made an app: three answers, never two."""

    MESSENGER = "made_by_messenger"
    OTHER = "made_by_other"
    UNKNOWN = "could_not_tell"


class AppMaker(Frozen):
    """The answer for one app, and what it rests on."""

    messenger: str
    """Empty for a file that names none."""
    app: str
    """The name that the system shows, or that of the file."""
    maker: Maker
    origin: Origin
    by: str = ""
    """Who made or packed it, where it is another."""
    own_program: bool = False
    """It is another program, not the messenger's packed anew."""
    expected: tuple[str, ...] = ()
    """The names that would have proved it."""

    def __post_init__(self) -> None:
        sanitize_fields(self, "app", "by")


class LinkOpener(Frozen):
    """The program that the system starts for a link."""

    name: str
    """As the system shows it, else that of the file."""
    traces: tuple[str, ...]
    """What it is known by: the id of its entry, package or bundle, and its program's name and path."""
    browser: bool = False
    """A browser, or a part of the system: it opens links of any kind."""

    def __post_init__(self) -> None:
        sanitize_fields(self, "name")


class LinkHandler(Frozen):
    """The program that opens links of a messenger, where nobody knows it."""

    messenger: str
    scheme: str
    program: str


class MakersOfApps(Frozen):
    """Everything that was found out about the makers of the apps on this computer."""

    apps: tuple[AppMaker, ...] = ()
    foreign_handlers: tuple[LinkHandler, ...] = ()

    def of(self, messenger: str) -> tuple[AppMaker, ...]:
        """Return the answers for one messenger."""
        return tuple(app for app in self.apps if app.messenger == messenger)
