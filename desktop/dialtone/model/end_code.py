"""What one end of a conversation says of itself in one line: its day, and each ticked messenger in a word; no more.

A value like this came from a friend, or from a stranger. Nobody has checked it, it is never stored, and it decides
no action.
"""

from datetime import date
from enum import StrEnum
from types import MappingProxyType

from dialtone.model.frozen import Frozen
from dialtone.model.vocabulary import Confidence

CODE_NAME = "dialtone"
"""What a line begins with, before the version of its format."""
LONGEST_CODE = 119
"""Characters of the longest line."""
LONGEST_IN_PICTURE = 62
"""Bytes that a QR code of version 4 with error correction M holds in byte mode (ISO/IEC 18004, table 7)."""
PICTURES = MappingProxyType({b"\x89PNG\r\n\x1a\n": "png", b"\xff\xd8\xff": "jpeg"})
"""How the files of pictures begin that are read for a QR code, and which of Qt's readers is the one for each."""
MOST_CODES = 50
"""More lines than a group chat's are not counted."""


class EndState(StrEnum):
    """What a line says of a messenger; without a cause. The worst first."""

    BLOCKED = "blocked"
    FAILS = "fails"
    """It does not work, or not safely, and no network is accused."""
    PART = "part"
    """In part, slowly, or unevenly."""
    UNKNOWN = "unknown"
    WORKS = "works"


class EndEntry(Frozen):
    """One messenger at one end."""

    messenger: str
    """Its id; possibly one that this version does not know."""
    state: EndState
    certainty: Confidence = Confidence.SURE

    @property
    def claims(self) -> EndState:
        """What can be compared: what only may be so is not known."""
        return EndState.UNKNOWN if self.certainty is Confidence.UNSURE else self.state

    @property
    def doubtful(self) -> bool:
        """Whether it is said with a doubt."""
        return self.certainty is not Confidence.SURE

    @property
    def surely_works(self) -> bool:
        """Whether the line says so without a doubt."""
        return self.state is EndState.WORKS and self.certainty is Confidence.SURE


class EndCode(Frozen):
    """What one line says. There is no field for an hour, an address, a provider, a cause, or a number of its own."""

    day: date
    entries: tuple[EndEntry, ...]
    """Ordered by id: not even the order tells one person from another."""
    country: str = ""
    """ISO 3166-1 alpha-2, only where the person ticked it this time."""

    def entry(self, messenger: str) -> EndEntry | None:
        """Return what it says of a messenger, if anything."""
        return next((one for one in self.entries if one.messenger == messenger), None)


class CodeFault(StrEnum):
    """Why a line is refused: a wording key."""

    NO_CODE = "no_code"
    NEWER = "newer"
    """A later version of Dialtone wrote it."""
    DAMAGED = "damaged"
    """A letter is wrong, or something is missing."""
    BAD_DAY = "bad_day"
    """There is no such day, or it has not come yet."""
    TOO_LONG = "too_long"
    NO_QR = "no_qr"
    """A picture without a QR code that can be read."""
    ADDRESS = "address"
    """The QR code of a picture holds the address of a page, and no line."""


class RefusedLine(Frozen):
    """A line that was not understood, by its number from 1."""

    line: int
    fault: CodeFault


class CodesRead(Frozen):
    """What a pasted text holds."""

    codes: tuple[EndCode, ...] = ()
    refused: tuple[RefusedLine, ...] = ()
    repeated: int = 0
    """Messages that were pasted more than once, with the same words around the line: each counts once."""
    alike: int = 0
    """Bare lines that are like an earlier one, letter for letter. Two people with the same result write the same line,
    so each counts; a line that was pasted twice cannot be told from that."""
    left_out: int = 0
    """Lines beyond the most that are counted."""


def looks_like_picture(data: bytes) -> bool:
    """Return whether a file begins as a picture that can be read does."""
    return any(data.startswith(beginning) for beginning in PICTURES)


# Two ends compared, in words for the page and the terminal: they decide no action


class EndRow(Frozen):
    """One messenger at both ends."""

    messenger: str
    name: str
    label: str
    """Whose end fails, in a few words."""
    said: str
    """What the friend's line says of it, as a sentence."""
    status: str
    """The vocabulary's word for shape and colour, of both ends together."""
    doubtful: bool
    mark: str
    """Who can read along, in a few words, where that is a caution; else empty."""
    here: EndEntry | None
    """None where it was not tested at this end."""
    there: EndEntry


class BothEnds(Frozen):
    """What works for both, then the rest."""

    answer: str
    """The large line."""
    ask: str
    """What to do next; empty where nothing works at both ends."""
    status: str
    """The vocabulary's word for the colour."""
    doubtful: bool
    rows: tuple[EndRow, ...]
    """What works for both comes first."""
    notes: tuple[str, ...]
    """Of which day the line is, and that nobody has checked it."""
