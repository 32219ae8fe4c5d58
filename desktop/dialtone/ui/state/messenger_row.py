"""One messenger as the list shows it."""

from dialtone.explain.past import PastHour
from dialtone.model.frozen import Frozen
from dialtone.model.status_groups import WORST_FIRST

_ATTENTION = (*WORST_FIRST[:-1], "", WORST_FIRST[-1])


class Row(Frozen):
    """One line of the list: a messenger, or the heading above a section."""

    id: str
    """The messenger's id; for a heading a word of its own."""
    name: str
    letter: str = ""
    hue: str = ""
    status: str = ""
    """The vocabulary's word; empty where nothing is known yet."""
    state: str = ""
    """The short sentence under the name."""
    mark: str = ""
    """Who can read along, in a few words behind the name."""
    shape: str = ""
    """What is painted for the status, where that is another; see `explain/who_reads.py`."""
    doubtful: bool = False
    """The state is said with a doubt: the shape is hollow."""
    danger: int = 0
    """Below 0 where it is not safe, the smallest for the worst; see `severity` in `explain/order.py`."""
    checking: bool = False
    """It is being asked; what is shown is the old verdict, if there is one."""
    watched: bool = False
    """A check of everything checks it."""
    muted: bool = False
    """Checked without notices."""
    maker: str = ""
    """That an app is not the messenger's own, above everything; empty where there is nothing of the kind to say."""
    hours: tuple[PastHour | None, ...] = ()
    """The last 24 hours on this network, the oldest first; empty where none are remembered."""
    heading: bool = False
    spoken: str = ""
    """What a screen reader says for the row: what the screen says, and as sure."""


def attention(row: Row) -> int:
    """Return the rank of a row: not safe first, then what is wrong, not known, what works, and what is never tested."""
    return row.danger or (_ATTENTION.index(row.status) if row.status in _ATTENTION else len(_ATTENTION))
