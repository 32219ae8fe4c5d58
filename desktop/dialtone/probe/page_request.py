"""Requesting a page on an open connection, and reading as much of it as is informative."""

import re
from collections.abc import Callable
from urllib.parse import urlsplit

from anyio.abc import ByteStream

from dialtone.model.fact import Fact, Facts, number_of
from dialtone.model.frozen import Frozen
from dialtone.model.limits import SlowLimits
from dialtone.model.vocabulary import Step, Variant, Wire
from dialtone.probe.arrival import Arrival, watch_arrival
from dialtone.probe.attempt_context import AttemptContext
from dialtone.probe.clock import Clock
from dialtone.probe.failure import stalled_after
from dialtone.probe.kept_connections import MAY_BE_STALE, KeptConnection
from dialtone.probe.protocols.http import Conversation, note_server, note_server_error, note_text
from dialtone.probe.protocols.http_transport import Response, window_for
from dialtone.probe.protocols.request_headers import Sender
from dialtone.probe.tcp_info import round_trip

_HTML = ("text/html", "application/xhtml+xml")  # what a sign-in page is


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
    line_round_trip: float = 0.0
    """Seconds of the longest round trip on this line, which throttling this server does not lengthen; 0 if unknown."""
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
        is_too_long = line_seconds >= max(self.slow.longest, self.slow.round_trips * self.line_round_trip)
        return (is_enough or is_too_long) and received <= self.slow.rate * line_seconds


async def request_page(attempt: AttemptContext, stream: ByteStream) -> None:
    """Request a page, or only its headers; leave the connection open if another is to come. Raises `StepFailed`."""
    endpoint, kept = attempt.endpoint, attempt.tools.kept
    wanted_bytes = attempt.tools.pace.bytes_to_read(endpoint.read_bytes)
    later_bytes = kept.bytes_to_read_later(endpoint) if attempt.record.variant is Variant.APP else 0
    window = window_for(max(wanted_bytes, later_bytes), until_found=bool(endpoint.file_prefix))
    scheme = "http" if endpoint.wire is Wire.HTTP else "https"
    sender = Sender.SYSTEM if scheme == "http" and not endpoint.messenger else Sender.BROWSER
    platform, host = attempt.tools.computer.platform, attempt.target.host_header
    client = Conversation(stream, scheme, host, platform=platform, sender=sender, window=window)
    response = await _request(attempt, client, wanted_bytes)
    if endpoint.read_bytes:
        await _read_page(attempt, response, wanted_bytes)
    if later_bytes and attempt.tcp_stream is not None and client.release(response):
        kept.keep(endpoint, attempt.target, KeptConnection(attempt.tcp_stream, client))


async def request_on_kept(attempt: AttemptContext, client: Conversation) -> None:
    """Request a page on a connection that was left open; nothing is noted if it has ended. Raises `StepFailed`."""
    wanted_bytes = attempt.tools.pace.bytes_to_read(attempt.endpoint.read_bytes)
    attempt.record.unrecorded = MAY_BE_STALE
    response = await _request(attempt, client, wanted_bytes, begins=True)
    attempt.record.unrecorded = ()
    await _read_page(attempt, response, wanted_bytes)


async def _request(
    attempt: AttemptContext, client: Conversation, wanted_bytes: int, *, begins: bool = False
) -> Response:
    """Request a page; note what its answer says. `begins`: it is the attempt's first step. Raises `StepFailed`."""
    endpoint = attempt.endpoint
    with attempt.step(Step.HTTP) as facts:
        if begins:
            attempt.note_route(facts)
        body = bool(wanted_bytes or endpoint.expect_status or endpoint.expect_text or endpoint.names_server)
        response = await client.ask(endpoint.path, facts, body=body, read_bytes=wanted_bytes, healthy=endpoint.healthy)
        own_time = attempt.tools.clock.today().timestamp()
        facts[Fact.OWN_TIME] = int(own_time)
        if not endpoint.messenger:
            _note_neutral_answer(attempt, response, own_time, facts)
        note_server_error(facts)
        if endpoint.expect_text:
            await note_text(response, endpoint.expect_text, facts)
        if endpoint.names_server and (address := await note_server(response, endpoint, facts)):
            attempt.tools.named.note(endpoint, address)
    return response


def _note_neutral_answer(attempt: AttemptContext, response: Response, own_time: float, facts: Facts) -> None:
    """Note whether an unencrypted answer may be a sign-in page; learn the time from one that proved its identity."""
    if attempt.endpoint.wire is Wire.HTTP and response.header("content-type").startswith(_HTML):
        facts[Fact.HTML] = True
    if attempt.endpoint.wire is Wire.HTTPS and Fact.SERVER_TIME in facts:
        attempt.tools.server_time.learn(int(number_of(facts, Fact.SERVER_TIME)), own_time)


async def _read_page(attempt: AttemptContext, response: Response, wanted_bytes: int) -> None:
    """Read the body; note how long this computer was too busy to read, and for how long data was still coming."""
    tools = attempt.tools
    with attempt.step(Step.FLOW, tools.limits.steps.flow) as facts:
        lag = tools.lag.start_measuring()
        began = tools.clock.now()
        with watch_arrival(attempt.tcp_stream, tools.clock, wanted_bytes) as arrival:

            def own_delay() -> float:
                return min(lag(), tools.clock.now() - began - arrival.least_seconds)

            try:
                await read_flow(response, _make_reading(attempt, wanted_bytes, own_delay), tools.clock, facts)
            finally:
                arrival.sample()
                _note_arrival(arrival, lag(), facts)


def _note_arrival(arrival: Arrival, lag: float, facts: Facts) -> None:
    """Note for how long a page came, and for how long it surely still came, as far as the system reports it."""
    read_seconds = number_of(facts, Fact.FLOW_SECONDS)
    came_within = arrival.most_seconds(read_seconds, int(number_of(facts, Fact.BYTES)))
    still_coming_after = arrival.least_seconds
    if came_within < read_seconds:  # the system reports when data came: reading it late no longer counts
        still_coming_after = max(still_coming_after, read_seconds - lag)
    facts[Fact.LAG] = round(lag, 4)
    if read_seconds:
        facts[Fact.FLOW_SECONDS] = round(came_within, 4)
    if still_coming_after > 0:
        facts[Fact.STILL_COMING] = round(min(still_coming_after, came_within), 4)


def _make_reading(attempt: AttemptContext, wanted_bytes: int, lag: Callable[[], float]) -> Reading:
    """Return how to read the page of an endpoint. `lag`: as in `Reading`."""
    endpoint, timeouts, limits = attempt.endpoint, attempt.tools.timeouts, attempt.tools.limits
    return Reading(
        wanted=wanted_bytes,
        silence=timeouts.limit,
        seconds=(limits.steps.flow - limits.steps.flow_end) * timeouts.limit,
        file_prefix=endpoint.file_prefix,
        slow=limits.slow if endpoint.messenger else limits.slow.for_neutral,
        round_trip=max(timeouts.longest_round_trip, round_trip(attempt.tcp_stream) or 0.0),
        line_round_trip=timeouts.longest_round_trip,
        lag=lag,
    )


async def read_flow(response: Response, reading: Reading, clock: Clock, facts: Facts) -> None:
    """Read a body until that is informative; note how many bytes came and how fast. Raises `ProbeError` if it stops."""
    began = clock.now()
    chunks = response.pieces()
    received, searched = 0, b""
    facts[Fact.BYTES] = 0
    while received < reading.wanted:
        with stalled_after(reading.silence):
            chunk = await anext(chunks, b"")
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
