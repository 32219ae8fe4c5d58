"""One messenger as its tile, a list and the tray show it."""

from dialtone.model.answer import Place
from dialtone.model.frozen import Frozen


class Row(Frozen):
    """A messenger, and what is known of it in a few words."""

    id: str
    name: str
    letter: str = ""
    hue: str = ""
    status: str = ""
    """The vocabulary's word; empty where nothing is known yet."""
    state: str = ""
    """A few words."""
    shape: str = ""
    """The sign of the answer, which is painted; empty where nothing is known yet."""
    doubtful: bool = False
    """The state is said with a doubt: the shape is hollow."""
    rank: tuple[int, ...] = ()
    """Its place, the smallest for the worst; see `severity` in `model/answer.py`."""
    place: Place = Place.UNKNOWN
    """Where the cause lies, as far as that is known."""
    messages: str = ""
    """The sign of its messages, where calls fare otherwise."""
    calls: str = ""
    """The sign of its calls then; else empty."""
    checking: bool = False
    """It is being asked; what is shown is the old verdict, if there is one."""
    watched: bool = False
    """A check of everything checks it."""
    muted: bool = False
    """Checked without notices."""
    maker: str = ""
    """That an app is not the messenger's own, above everything; empty where there is nothing of the kind to say."""
    spoken: str = ""
    """What a screen reader says for it: what the screen says, and as sure."""
