"""The picture to pass on. What must not leave the computer has no field here: no address, provider, network, hour."""

from dialtone.model.frozen import Frozen
from dialtone.model.network_path import NetworkPath


class CardRow(Frozen):
    """One messenger on the card."""

    name: str
    letter: str
    hue: str
    status: str
    """The vocabulary's word, for shape and colour."""
    state: str
    mark: str = ""
    """Who can read along, in a few words; empty where nothing is known."""
    shape: str = ""
    """What is painted in place of the status, where that is another; see `explain/who_reads.py`."""
    doubtful: bool = False
    """Its state is said with a doubt: the shape is hollow."""


class Card(Frozen):
    """A result in words, for people who did not see the check."""

    language: str
    answer: str
    """The large line."""
    rows: tuple[CardRow, ...]
    more: tuple[str, ...]
    """What to say where the last 1, 2, … rows do not fit, in that order: `more[0]` is `and 1 more`."""
    date: str
    place: str
    """What the person typed or chose; empty by default."""
    notes: tuple[str, ...]
    """What must be known to read it right: that a VPN was on."""
    footer: str
    path: NetworkPath | None = None
    """Where the trouble of the first row lies; None where it has none, or where that is not known."""
    worst: str = ""
    """The vocabulary's word for the worst of it: the colour of the answer. Empty where the rows say it."""
