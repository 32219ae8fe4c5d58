"""What one end of a conversation reports about itself in one line: the day, and a word for each ticked messenger.

Such a line comes from a friend or a stranger. Nobody has verified it, it is never stored, and it triggers no action.
"""

import re
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from dialtone.model.frozen import Frozen
from dialtone.model.vocabulary import Confidence

LINE_PREFIX = "dialtone"
"""What a line starts with, before the version of its format."""
MESSENGER_ID = re.compile(r"[a-z][a-z0-9_]{0,31}")
"""The ids of messengers that a line can hold: all of the catalogue. A saved check from a stranger may have others."""
LONGEST_LINE = 119
LONGEST_IN_PICTURE = 62
"""Bytes that fit in a version 4 QR code with error correction M in byte mode (ISO/IEC 18004, table 7)."""
PICTURES = MappingProxyType({b"\x89PNG\r\n\x1a\n": "png", b"\xff\xd8\xff": "jpeg"})
"""The first bytes of the picture formats in which QR codes are read, and Qt's reader for each."""
MOST_LINES = 50
"""Lines counted at most: a group chat has no more."""


class EndState(StrEnum):
    """The state of a messenger in a line, without a cause. The worst first."""

    BLOCKED = "blocked"
    FAILS = "fails"
    """It does not work, or not safely; the line does not blame a network."""
    PART = "part"
    """It works in part, slowly, or unreliably."""
    UNKNOWN = "unknown"
    WORKS = "works"


class EndEntry(Frozen):
    """One messenger at one end."""

    messenger: str
    """The messenger's id; possibly one unknown to this version."""
    state: EndState
    certainty: Confidence = Confidence.SURE

    @property
    def claimed_state(self) -> EndState:
        """The state used for comparison: an unsure one counts as unknown."""
        return EndState.UNKNOWN if self.certainty is Confidence.UNSURE else self.state

    @property
    def doubtful(self) -> bool:
        """Whether the state is in doubt."""
        return self.certainty is not Confidence.SURE


class ResultLine(Frozen):
    """The content of one line. It has no field for an hour, an address, a provider, a cause, or a number of its own."""

    day: date
    entries: tuple[EndEntry, ...]
    """Sorted by id: not even the order may identify a person."""
    country: str = ""
    """ISO 3166-1 alpha-2, only where the person ticked it for this line."""

    def entry(self, messenger: str) -> EndEntry | None:
        """Return the entry for a messenger, by its id; None if there is none."""
        return next((entry for entry in self.entries if entry.messenger == messenger), None)


class LineFault(StrEnum):
    """Why a line is refused: a wording key."""

    NO_CODE = "no_code"
    NEWER = "newer"
    DAMAGED = "damaged"
    BAD_DAY = "bad_day"
    TOO_LONG = "too_long"
    NO_QR = "no_qr"
    ADDRESS = "address"
    """The QR code in a picture holds a web address instead of a line."""


class RefusedLine(Frozen):
    """A line that could not be parsed, by its number from 1."""

    line: int
    fault: LineFault


class LinesRead(Frozen):
    """The contents of a pasted text."""

    lines: tuple[ResultLine, ...] = ()
    refused: tuple[RefusedLine, ...] = ()
    repeated: int = 0
    """Messages pasted more than once, with the same text around the line: each counts once."""
    alike: int = 0
    """Bare lines identical to an earlier one. Two people with the same result write the same line, so each counts; a
    line pasted twice cannot be told apart from that."""
    left_out: int = 0
    """Lines beyond the maximum."""


# Two ends compared, in words for the page and the terminal: these trigger no action


class EndRow(Frozen):
    """One messenger at both ends."""

    messenger: str
    name: str
    label: str
    """At whose end it fails, in a few words."""
    said: str
    status: str
    """The vocabulary's word for shape and colour, for both ends together."""
    doubtful: bool
    readers_in_short: str
    """Who can read along, in a few words, where that calls for caution; else empty."""
    here: EndEntry | None
    """None where it was not tested at this end."""
    there: EndEntry


class BothEnds(Frozen):
    """What works at both ends, then the rest."""

    answer: str
    next_step: str
    """What to do next: ask the friend, or test what was not tested here; empty for neither."""
    status: str
    doubtful: bool
    rows: tuple[EndRow, ...]
    """What works at both ends comes first."""
    notes: tuple[str, ...]
    """The day of the line, and that nobody has verified it."""
