"""How many handshakes are under way at once, and what is asked of a narrow line."""

from dialtone.model.frozen import Frozen
from dialtone.model.thresholds import SLOW_RATE


class PaceLimits(Frozen):
    """How many handshakes are under way at once, by what the line bears: a narrow one drowns in them.

    Seconds of a handshake are those beyond its round trips: what it waited for the line.
    """

    at_first: int = 4
    """Handshakes, until the first came: some 11 KB arrive, less than any modem's queue holds."""
    least: int = 2
    """Handshakes under way at any time, however slow they are."""
    most: int = 256
    """Handshakes at once, however quick they are."""
    quick: float = 0.15
    """Seconds: it did not wait. Up to `slow` each that came lets one more begin."""
    slow: float = 0.5
    """Seconds, at a neutral site: it waited for the others; fewer may be under way."""
    all_wait: float = 0.25
    """Seconds that nearly every handshake with a neutral site waited: the line may be slow for everything, as if each
    connection had a rate of its own."""
    all_known: int = 2
    """The least number of such handshakes."""
    all_share: int = 2
    """Times as many have to have waited as did not."""
    far: float = 0.15
    """Seconds of a round trip: more is believed only where the shortest one takes half as long."""
    passed_on_after: float = 1.5
    """Seconds after which one that is still under way frees its place: most likely nobody answers it. Twice as many
    once one was slow."""
    idle_connection: float = 2.0
    """Seconds for which a connection may wait for its handshake's turn; then it is made anew, since servers end what is
    silent for long."""
    filled: float = 0.3
    """Seconds beyond the shortest way that a connection took, where it had to wait for what arrives."""
    filled_for: float = 2.0
    """Seconds without anything that arrives, after which nothing is under way any more."""
    filled_after: float = 8.0
    """The same where answers are under way, and wait for one another: what began now would make them wait longer."""
    tick: float = 0.25
    """Seconds between two looks at what arrived."""
    idle_after: float = 1.0
    """Seconds after which an answer to the oldest handshake under way should have come."""
    idle_bytes: int = 256
    """Bytes in such a moment, below which the line has room."""
    window: int = 8
    """Moments by which the rate of the line is measured."""
    narrow_rate: int = SLOW_RATE
    """Bytes per second, of all connections together: less is a narrow line."""
    slow_handshakes: int = 2
    """The least number of slow handshakes with neutral sites on a narrow line."""
    read_bytes: int = 24 * 1024
    """Of a page, on a narrow line: freezes set in after 16 to 20 KB."""
    read_share: float = 0.4
    """A page that comes at less than this share of a narrow line's rate is read once more, beside a neutral one."""
