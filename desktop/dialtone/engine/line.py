"""The line as a check has measured it so far, and the head start that neutral hosts abroad get on it."""

from dialtone.model.frozen import Frozen
from dialtone.model.limits import CheckLimits
from dialtone.probe.context import ProbeContext


class Line(Frozen):
    """The line and this computer, as far as the probes have measured them."""

    odd_silence: float | None = None
    """Seconds of silence after which a server counts as odd; None while silence is not odd."""
    has_capacity: bool = False
    """Whether the line is quick enough, and without loss so far, to ask more on it at once."""
    lossy: bool = False
    brief_limit: float = 0.0
    """Seconds to wait where silence decides nothing; a quick step that takes longer is odd."""
    narrow: bool = False
    """Whether several handshakes waited behind incoming data, although little arrives."""
    filled: bool = False
    """Whether the latest handshake waited behind incoming data."""
    busy: bool = False
    """Whether something has just arrived."""
    makes_all_wait: bool = False
    """Whether nearly all handshakes with neutral sites had to wait, so that slowness may concern every server."""
    first_connection: float = 0.0
    """Seconds that the first connection took; 0 before it."""
    rate: float = 0.0
    """Highest receive rate so far in bytes per second, over all connections."""
    flooded: bool = False
    """More data arrived than a check may receive: nothing more can be found out."""

    @property
    def shared(self) -> bool:
        """Whether everything that is read takes capacity from everything else."""
        return self.narrow or self.filled


def measure_line(tools: ProbeContext) -> Line:
    """Return the line as the probes know it now."""
    timeouts, pace = tools.timeouts, tools.pace
    traffic, allowance = tools.net.traffic, tools.limits.allowance
    return Line(
        odd_silence=timeouts.odd_silence,
        has_capacity=timeouts.has_capacity,
        lossy=timeouts.lossy,
        brief_limit=timeouts.brief_limit,
        narrow=pace.is_narrow,
        filled=pace.is_filled,
        busy=pace.is_busy,
        makes_all_wait=pace.makes_all_wait,
        first_connection=pace.first_connection,
        rate=pace.rate,
        flooded=traffic.received >= allowance.in_all or traffic.events >= allowance.events_in_all,
    )


class HeadStart(Frozen):
    """The head start of neutral hosts abroad over those at home: longer while the line is busy or full."""

    until: float
    """When it ends unless it is extended, in seconds since the check began."""
    times: int = 0
    """How often the head start was granted; 0 until it would end for the first time."""
    over: bool = False
    """Whether it has ended for good: a line that becomes busy later does not grant it again."""

    def at(self, now: float, line: Line, limits: CheckLimits) -> "HeadStart":
        """Return the head start as of `now`, in seconds since the check began.

        When it would end for the first time, it is extended to some round trips of the line, which are known by then.
        After that it is granted again while the line is busy or full, up to the limit for either.
        """
        if self.over or now < self.until:
            return self
        if self.times == 0:
            round_trips = limits.foreign_round_trips * line.first_connection
            longer = HeadStart(max(self.until, min(limits.foreign_longest, round_trips)), times=1)
            return longer.at(now, line, limits)
        limit = limits.foreign_times_filled if line.filled else limits.foreign_times
        is_in_use = line.filled or line.busy
        if not is_in_use or self.times >= limit:
            return HeadStart(self.until, self.times, over=True)
        return HeadStart(self.until + limits.foreign_first, self.times + 1).at(now, line, limits)
