"""Two ends of a conversation, compared, in words for the page and the terminal: they decide no action."""

from dialtone.model.end_code import EndEntry
from dialtone.model.frozen import Frozen


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
