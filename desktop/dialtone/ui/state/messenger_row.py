"""One messenger as shown by its tile, a list and the tray."""

from dialtone.model.answer import CausePlace
from dialtone.model.frozen import Frozen
from dialtone.ui.state.labels import translate

MAX_TILES = 5
"""With more rows than tiles, the last tile stands for the rest."""


class Row(Frozen):
    """A messenger, and its state in a few words."""

    id: str
    name: str
    letter: str = ""
    """The one or two letters of its monogram; of the tile for the rest, their number."""
    hue: str = ""
    """The colour of its monogram, such as `#2f9e58`; empty for grey."""
    status: str = ""
    """The vocabulary's word for the answer; empty while nothing is known."""
    state: str = ""
    readers_in_short: str = ""
    """That people are punished for it, or who else can read the messages, where that must be said; else empty."""
    shape: str = ""
    """The status whose shape is painted: `status`, unless offline, of another network, or with such a caution."""
    doubtful: bool = False
    """The state is uncertain: the shape is hollow."""
    rank: tuple[int, ...] = ()
    """The sort key, smallest for the worst; see `Explainer.rank_in_list`."""
    place: CausePlace = CausePlace.UNKNOWN
    messages: str = ""
    """The shape of its messages if calls have a different result; else empty."""
    messages_doubtful: bool = False
    """The result of its messages is uncertain."""
    calls: str = ""
    """The shape of its calls if `messages` has one; else empty."""
    checking: bool = False
    """It is being checked; the old verdict is shown, if there is one."""
    watched: bool = False
    """It is part of a check of everything."""
    muted: bool = False
    maker_warning: str = ""
    """The warning, shown first, that an app is not the messenger's own; empty for none."""
    spoken: str = ""
    """The sentence for screen readers: what the row shows, with the same certainty."""

    @property
    def state_and_readers(self) -> str:
        """The state and who can read it, where there is one line for both."""
        return " · ".join(filter(None, (self.state, self.readers_in_short)))


def say_aloud(row: Row) -> str:
    """Return a row for screen readers: its own sentence, else its name with its state, if it has one."""
    if row.spoken or not row.state:
        return row.spoken or row.name
    return translate("Window", "{name}, {state}").format(name=row.name, state=row.state_and_readers)
