"""The picture to pass on. What must not leave the computer has no field here: no address, provider, network, hour."""

from dialtone.model.answer import Place
from dialtone.model.frozen import Frozen


class CardRow(Frozen):
    """One messenger on the card, or the number of those that have no row of their own."""

    name: str
    letter: str
    hue: str
    shape: str
    """The vocabulary's word for its sign, its colour and its line."""
    state: str
    """A few words, with the caution of what a state can read."""
    doubtful: bool = False
    """Its state is said with a doubt: the shape is hollow."""
    place: Place = Place.UNKNOWN
    """Where its line is cut."""


class Card(Frozen):
    """A result in words, for people who did not see the check."""

    language: str
    heading: str
    """Whose network it is, the country only where the person put it there, and the day."""
    answer: str
    """The large line."""
    line: str
    """What works beside that; of what works, what was not found out. May be empty."""
    status: str
    """The vocabulary's word for the worst of it: colour and tone. Green only where nothing is in doubt."""
    doubtful: bool
    """The answer is said with a doubt: the face is hollow."""
    rows: tuple[CardRow, ...]
    """The worst first."""
    rest: tuple[CardRow, ...]
    """What stands for the last 1, 2, … rows where they do not fit, in that order."""
    me: str
    network: str
    """What the lines begin at, and what they go through."""
    scan: str
    """What the code on the picture is for, where there is one."""
    footer: str = ""
    """Who checked; empty where passing that on is risky, and so is what follows."""
    invite: str = ""
    address: str = ""
    """Where the reader gets Dialtone, as the publisher of this copy says, and what to do there."""
