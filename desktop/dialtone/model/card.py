"""The picture to share. It has no field for what must not leave the computer: address, provider, network, hour."""

from dialtone.model.answer import CausePlace
from dialtone.model.frozen import Frozen


class CardRow(Frozen):
    """One messenger on the card, or the number of messengers without a row of their own."""

    name: str
    letter: str
    hue: str
    shape: str
    """The vocabulary's word for its sign, colour and line."""
    state: str
    """Whether it works, in a few words, with a caution where a government can read along."""
    doubtful: bool = False
    place: CausePlace = CausePlace.UNKNOWN
    """Where its line is interrupted."""


class Card(Frozen):
    """A result in words, for people who did not see the check."""

    language: str
    heading: str
    """Whose network it is, the day, and the country only where the person chose to show it."""
    answer: str
    line: str
    """What works although the answer names trouble; where all works, what could not be determined. May be empty."""
    status: str
    """The vocabulary's word for the worst of the answer, for colour and tone. Green only where nothing is in doubt."""
    doubtful: bool
    rows: tuple[CardRow, ...]
    """The worst first."""
    rest: tuple[CardRow, ...]
    """The rows that replace the last 1, 2, … rows where those do not fit, in that order."""
    me: str
    network: str
    """Where the lines start, and what they pass through."""
    scan: str
    """What the QR code on the picture is for, where there is one."""
    footer: str = ""
    """Who ran the check; empty where sharing that is risky, as is the address then."""
    invite: str = ""
    address: str = ""
    """Where the reader gets Dialtone, as the publisher of this copy states it, and what to do there."""
