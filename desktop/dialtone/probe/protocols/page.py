"""Reading a page: how much of it, for how long, and which file it names."""

import re
from collections.abc import Callable
from urllib.parse import urlsplit

import anyio

from dialtone.model.fact import Fact, Facts
from dialtone.model.frozen import Frozen
from dialtone.model.pace_limits import SlowLimits
from dialtone.model.vocabulary import Failure
from dialtone.probe.clock import Clock
from dialtone.probe.failure import ProbeError
from dialtone.probe.protocols.http_transport import Response


class Reading(Frozen):
    """How a body is read."""

    wanted: int
    """Most bytes to read."""
    silence: float
    """Seconds of silence after which it counts as stopped."""
    seconds: float
    """Seconds for the whole body: if data still comes after them, it is known to come slowly."""
    file_prefix: str = ""
    """Stop at the first script address that begins with this; empty: at none."""
    slow: SlowLimits | None = None
    """Stop once the body clearly comes slowly by these limits; None: never for that."""
    round_trip: float = 0.0
    """Seconds of a round trip to the server; 0 if unknown."""
    longest: float = 5.0
    """Seconds after which a slow body is abandoned, however little of it came."""
    lag: Callable[[], float] = lambda: 0.0
    """Returns the seconds for which this computer was too busy to read so far."""

    def is_over(self, received: int, seconds: float) -> bool:
        """Return whether reading on after these bytes and seconds would show nothing new."""
        if seconds >= self.seconds:
            return True
        if self.slow is None:
            return False
        line_seconds = seconds - self.lag()
        is_long = line_seconds >= max(self.slow.seconds, self.slow.round_trips * self.round_trip)
        is_enough = is_long and received >= self.slow.read_bytes
        return (is_enough or line_seconds >= self.longest) and received <= self.slow.rate * line_seconds


async def read_flow(response: Response, reading: Reading, clock: Clock, facts: Facts) -> None:
    """Read a body until that is informative; note how many bytes came and how fast. Raises `ProbeError` if it stops."""
    began = clock.now()
    chunks = response.pieces()
    received, searched = 0, b""
    facts[Fact.BYTES] = 0
    while received < reading.wanted:
        try:
            with anyio.fail_after(reading.silence):
                chunk = await anext(chunks, b"")
        except TimeoutError:
            raise ProbeError(Failure.STALLED) from None
        if not chunk:
            facts[Fact.COMPLETE] = True
            return
        received += len(chunk)
        facts[Fact.BYTES] = received
        facts[Fact.FLOW_SECONDS] = round(clock.now() - began, 4)
        facts[Fact.LAG] = round(reading.lag(), 4)
        if reading.file_prefix:
            searched += chunk
            if path := find_script(searched, reading.file_prefix):
                facts[Fact.NAMED_PATH] = path
                return
        if reading.is_over(received, clock.now() - began):
            return


def find_script(text: bytes, prefix: str) -> str:
    """Return the path of the first script in a page whose address begins with a prefix; empty if there is none."""
    address = re.escape(prefix.encode()) + rb"([A-Za-z0-9_\-/.]{1,200}?\.js)(?![A-Za-z0-9_\-/.])"
    match = re.search(address, text.replace(rb"\/", b"/"))
    return urlsplit(prefix).path + match[1].decode() if match else ""
