"""The limits of reading what comes slowly."""

from dialtone.model.frozen import Frozen, replace
from dialtone.model.thresholds import RATE_BYTES, SLOW_RATE


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
        """The same for a neutral page: it is a yardstick of speed alone."""
        return replace(self, read_bytes=self.neutral_bytes)
