"""The limits of pace: how many handshakes are under way at once, and how long what comes slowly is read."""

from dialtone.model.frozen import Frozen, replace
from dialtone.model.thresholds import RATE_BYTES, SLOW_RATE


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


class SlowLimits(Frozen):
    """From when on a page comes so slowly that reading on adds nothing, and from when on it is read beside others."""

    read_bytes: int = 24 * 1024
    """Bytes that came: freezes set in before."""
    rate: float = SLOW_RATE / 2
    """Bytes per second, at most: half of what is called slow, so that a first burst does not matter."""
    seconds: float = 1.4
    """Seconds, this computer's own delays not counted."""
    longest: float = 5.0
    """Seconds after which it is left, however little came: what stops later than that comes slowly all the same."""
    round_trips: int = 12
    """Round trips: a few kilobytes take some on any line."""
    fresh: float = 0.25
    """Seconds since something came, at most, where a page is read again before its first reading has ended: what
    comes no more has stopped, and is not slow."""
    apart: float = 0.5
    """Seconds between the beginnings of the two further readings of such a page; of two neutral pages as well, where
    handshakes with everybody were slow."""
    neutral_bytes: int = RATE_BYTES
    """Bytes of a neutral page that came so slowly: no more are needed to tell how fast it comes."""
    neutral_after: float = 0.5
    """Seconds for which a page has come so slowly before neutral pages are read beside it, on a line that makes all
    handshakes wait."""
    neutral_longest: float = 12.0
    """Seconds for which these are waited for, at most."""

    @property
    def for_neutral(self) -> "SlowLimits":
        """The same for a neutral page: it is a baseline of speed alone."""
        return replace(self, read_bytes=self.neutral_bytes)
