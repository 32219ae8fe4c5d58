"""Who made an app: what the computer reports about it, whom the catalogue expects, and the three answers."""

from enum import StrEnum, unique

from dialtone.model.frozen import Frozen
from dialtone.model.untrusted_text import sanitize_fields
from dialtone.model.vocabulary import Sureness


@unique
class OriginKind(StrEnum):
    """The kind of evidence for who made an app."""

    FLATHUB = "flathub"
    """A Flatpak from Flathub, whose signatures this computer verifies; the publisher is the app's id there."""
    SNAP = "snap"
    """An account of the Snap store."""
    APT = "apt"
    """The host of a package source whose signed lists contain exactly this package."""
    DISTRIBUTION = "distribution"
    """The host of such a package source that belongs to the distribution."""
    STORE = "store"
    """The family name of an MSIX package: it ends with a hash of the publisher."""
    AUTHENTICODE = "authenticode"
    """The signer of a Windows program."""
    TEAM = "team"
    """The team at Apple that signed an application."""
    NONE = "none"


@unique
class OriginGap(StrEnum):
    """Why no maker can be named, or why the name that was read proves nothing."""

    NONE = ""
    COPIED = "copied"
    """A folder, program or AppImage that was copied there: it contains no name that can be verified."""
    PACKAGE = "package"
    """A package that the lists of its sources do not contain (any more), or whose lists cannot be read."""
    OTHER_SOURCE = "other_source"
    """A Flatpak or Snap from a source that vouches for nobody."""
    UNSIGNED = "unsigned"
    UNVERIFIED = "unverified"
    """Signed, or of a kind that is signed: only Windows can verify it, and this is another system."""
    UNKNOWN_ROOT = "unknown_root"
    """Signed, but no known authority vouches for the name: a local test, a made-up key, or a missing root."""
    CHANGED = "changed"
    UNREADABLE = "unreadable"
    NOT_A_PROGRAM = "not_a_program"
    """A file of a kind whose signature, if any, cannot be verified here."""


class Origin(Frozen):
    """What the computer reports about the origin of an app."""

    kind: OriginKind = OriginKind.NONE
    publisher: str = ""
    """As read: a host, an account, the name in a certificate, a team."""
    gap: OriginGap = OriginGap.NONE
    """Why this proves nothing; empty where it is proof."""
    verified: bool = False
    """The store itself states that the app is published by its makers."""
    shown: str = ""
    """The publisher's name for people, where `publisher` is not one."""

    def __post_init__(self) -> None:
        sanitize_fields(self, "publisher", "shown")


class Publisher(Frozen):
    """A known publisher of a messenger, or of something under its name."""

    kind: OriginKind
    id: str
    """Compared without regard to case."""
    by: str = ""
    """Who it is, if not the messenger's maker: a name, or `volunteers`."""
    own_program: bool = False
    """They publish a different program, not a repackaged messenger."""
    source: str = ""
    confidence: Sureness = "high"


VOLUNTEERS = "volunteers"


@unique
class Maker(StrEnum):
    """Who made an app: always one of three answers, never just two."""

    MESSENGER = "made_by_messenger"
    OTHER = "made_by_other"
    UNKNOWN = "could_not_tell"


class AppMaker(Frozen):
    """The answer for one app, and the evidence for it."""

    messenger: str
    """Empty for a file that names none."""
    app: str
    """The name that the system shows, or the name of the file."""
    maker: Maker
    origin: Origin
    by: str = ""
    """Who made or packaged it, if not the messenger's maker."""
    own_program: bool = False
    """It is a different program, not a repackaged messenger."""
    expected: tuple[str, ...] = ()
    """The names that would have been proof."""

    def __post_init__(self) -> None:
        sanitize_fields(self, "app", "by")


class LinkOpener(Frozen):
    """The program that the system starts for a link."""

    name: str
    """As the system shows it, else the name of the file."""
    traces: tuple[str, ...]
    """What identifies it: the id of its entry, package or bundle, and its program's name and path."""
    browser: bool = False
    """A browser, or part of the system: it opens links of any kind."""

    def __post_init__(self) -> None:
        sanitize_fields(self, "name")


class LinkHandler(Frozen):
    """The program that opens a messenger's links, where it is unknown to the catalogue."""

    messenger: str
    program: str


class MakersOfApps(Frozen):
    """Everything found out about the makers of the apps on this computer."""

    apps: tuple[AppMaker, ...] = ()
    foreign_handlers: tuple[LinkHandler, ...] = ()
