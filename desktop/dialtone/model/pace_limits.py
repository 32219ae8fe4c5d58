"""Pacing limits: how many handshakes run at once, and how long a slow page is read."""

from dialtone.model.frozen import Frozen, replace
from dialtone.model.thresholds import RATE_BYTES, SLOW_RATE


class PaceLimits(Frozen):
    """How many handshakes run at once. Their seconds are those beyond the round trips: the time they waited."""

    at_first: int = 4
    """Handshakes until the first one completes: their responses are about 11 KB, less than any modem's queue holds."""
    least: int = 2
    """Minimum of concurrent handshakes, however slow they are."""
    most: int = 256
    """Maximum of concurrent handshakes, however fast they are."""
    quick: float = 0.15
    """Seconds: it did not wait. Each one completed within `slow` allows one more to start."""
    slow: float = 0.5
    """Seconds, at a neutral site: it waited for others; fewer may run at once."""
    all_wait: float = 0.25
    """Seconds that nearly every handshake with a neutral site waited: the line may be slow for everything."""
    all_known: int = 2
    """Minimum number of such handshakes."""
    all_share: int = 2
    """How many times as many must have waited as did not."""
    far: float = 0.15
    """Seconds of a round trip: a longer one is believed only where the shortest takes at least half as long."""
    passed_on_after: float = 1.5
    """Seconds after which a handshake that is still running frees its slot. Doubled if one was slow."""
    idle_connection: float = 2.0
    """Seconds a connection may wait for its handshake's turn, then it is opened anew: servers close silent ones."""
    filled: float = 0.3
    """Seconds beyond the shortest round trip that a connection took because it had to wait for incoming data."""
    filled_for: float = 2.0
    """Seconds without incoming data after which nothing is in flight any more."""
    filled_after: float = 8.0
    """The same where answers are in flight and wait for one another: whatever starts now would delay them further."""
    tick: float = 0.25
    """Seconds between two looks at what arrived."""
    idle_after: float = 1.0
    """Seconds after which the oldest running handshake should have had an answer."""
    idle_bytes: int = 256
    """Bytes in such a moment below which the line has spare capacity."""
    window: int = 8
    """Moments over which the rate of the line is measured."""
    narrow_rate: int = SLOW_RATE
    """Bytes per second of all connections together: a narrow line has less."""
    slow_handshakes: int = 2
    """Minimum number of slow handshakes with neutral sites on a narrow line."""
    read_bytes: int = 24 * 1024
    """Bytes of a page to read on a narrow line: freezes set in after 16 to 20 KB."""
    read_share: float = 0.4
    """A page that arrives at less than this share of a narrow line's rate is read again, next to a neutral one."""


class SlowLimits(Frozen):
    """When a page is so slow that reading on adds nothing, and when it is read again together with others."""

    read_bytes: int = 24 * 1024
    """Bytes received: freezes set in before."""
    rate: float = SLOW_RATE / 2
    """Maximum bytes per second: half of what is called slow, so that an initial burst does not matter."""
    seconds: float = 1.4
    """Seconds, excluding this computer's own delays."""
    longest: float = 5.0
    """Seconds after which reading ends, however little arrived: a page that stops later than that is slow anyway."""
    round_trips: int = 12
    """Round trips: a few kilobytes take some on any line."""
    fresh: float = 0.25
    """Maximum seconds since data last arrived, where a page is read again before its first reading has ended: without
    new data it has stopped rather than slowed."""
    apart: float = 0.5
    """Seconds between the starts of two further readings of such a page, and of two neutral pages."""
    neutral_bytes: int = RATE_BYTES
    """Bytes of a slow neutral page: enough to measure its speed."""
    neutral_after: float = 0.5
    """Seconds for which a page has been slow before neutral pages are read, where all handshakes wait."""
    neutral_longest: float = 12.0
    """Maximum seconds to wait for these."""

    @property
    def for_neutral(self) -> "SlowLimits":
        """The same for a neutral page, which is only a baseline of speed."""
        return replace(self, read_bytes=self.neutral_bytes)
