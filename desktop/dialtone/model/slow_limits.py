"""The limits of reading what comes slowly."""

from dialtone.model.frozen import Frozen


class SlowLimits(Frozen):
    """From when on a page comes so slowly that reading on adds nothing, and from when on it is read beside others."""

    read_bytes: int = 24 * 1024
    """Bytes that came: freezes set in before."""
    rate: float = 20_000.0
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
    """Seconds between the beginnings of the two further readings of such a page."""
