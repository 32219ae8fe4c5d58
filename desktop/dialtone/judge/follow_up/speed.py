"""Whether pages and uploads look slow or stopped in a check that still runs, so that they need another reading."""

from collections.abc import Iterator, Sequence

from dialtone.judge.attempts import TO_THE_SERVER, Attempt, AttemptIndex, highest_rate, rate, steps_of, successes
from dialtone.judge.readings import at_the_same_moment, keeps_up, pages, round_trips_explain, tells_speed
from dialtone.model.catalogue import Controls, Endpoint
from dialtone.model.fact import Fact
from dialtone.model.observation import Observation
from dialtone.model.thresholds import REPEATED, SLOW_RATE, SLOW_SHARE
from dialtone.model.vocabulary import Failure, Place, Step, Variant


def page_came_slowly(index: AttemptIndex, endpoint: Endpoint) -> bool:
    """Return whether an endpoint's page came slowly each time: it has to be read again next to a neutral page."""
    read = pages(index.attempts_at(endpoint))
    return bool(read) and all(rate(page) < SLOW_RATE for page in read)


def find_fastest_rate(index: AttemptIndex, endpoint: Endpoint) -> float:
    """Return the most bytes per second at which an endpoint's page came; 0 if it was not read."""
    return max(map(highest_rate, _page_readings(index, endpoint)), default=0.0)


def count_slow_readings(index: AttemptIndex, endpoint: Endpoint) -> int:
    """Return how many readings of an endpoint's page, stalled ones included, were slow even on a busy computer."""
    return sum(highest_rate(reading) < SLOW_RATE for reading in _page_readings(index, endpoint) if tells_speed(reading))


def page_kept_up_or_is_far(index: AttemptIndex, controls: Controls, endpoint: Endpoint) -> bool:
    """Return whether one reading shows that an endpoint's page is neither slow nor doubtful: it kept up, or is far."""
    if any(keeps_up(page, best) for page, best in _compare_with_neutral(index, controls, endpoint)):
        return True
    readings = ((attempt, page) for attempt in index.attempts_at(endpoint) for page in pages([attempt]))
    return any(round_trips_explain(page, _find_shortest_connect(index, attempt)) for attempt, page in readings)


def _find_shortest_connect(index: AttemptIndex, attempt: Attempt) -> float:
    """Return the seconds of the shortest connection to this messenger's servers in this address block; 0 if none."""
    to_servers = (t for t in index.every_attempt(*TO_THE_SERVER) if t.messenger == attempt.messenger)
    connected = (t for t in to_servers if t.block == attempt.block and t.passed(Step.TCP))
    return min((t.connect_seconds for t in connected), default=0.0)


def page_came_fast_once(index: AttemptIndex, controls: Controls, endpoint: Endpoint) -> bool:
    """Return whether an endpoint's page once came too fast, next to neutral pages, to be called slow any more."""
    compared = _compare_with_neutral(index, controls, endpoint)
    return any(highest_rate(page) >= SLOW_SHARE * best for page, best in compared)


def _compare_with_neutral(
    index: AttemptIndex, controls: Controls, endpoint: Endpoint
) -> Iterator[tuple[Observation, float]]:
    """Yield readings, each with the rate of the fastest neutral page beside it, if several sites were read then."""
    neutral = [pages(index.attempts_at(site)) for site in controls.sites_at(Place.FOREIGN)]
    for t in index.attempts_at(endpoint):
        overlaps = [overlapping for read in neutral if (overlapping := at_the_same_moment(t, read))]
        if len(overlaps) >= REPEATED:
            best = max(highest_rate(page) for overlapping in overlaps for page in overlapping)
            yield from ((page, best) for page in pages([t]))


def page_stopped(index: AttemptIndex, endpoint: Endpoint) -> bool:
    """Return whether any reading of an endpoint's page broke off before the check ended."""
    return any(reading.failure not in (None, Failure.NOT_IN_TIME) for reading in _page_readings(index, endpoint))


def page_is_too_short(index: AttemptIndex, endpoint: Endpoint) -> bool:
    """Return whether an endpoint's page was read to its end, each time, and is too short to tell its speed."""
    readings = _page_readings(index, endpoint)
    return bool(readings) and all(r.facts.get(Fact.COMPLETE) is True and not tells_speed(r) for r in readings)


def find_named_file(index: AttemptIndex, endpoint: Endpoint) -> str:
    """Return the path of the file that an endpoint's page names; empty if it names none."""
    paths = (reading.facts.get(Fact.NAMED_PATH) for reading in _page_readings(index, endpoint))
    return next((path for path in paths if isinstance(path, str)), "")


def upload_came_slowly(index: AttemptIndex, endpoint: Endpoint) -> bool:
    """Return whether an upload crept or came too late: it has to be sent again next to one to a neutral site."""
    uploads = steps_of(index.attempts_at(endpoint, Variant.UPLOAD), Step.SENDING)
    return any(o.failure in (None, Failure.TIMEOUT) and highest_rate(o) < SLOW_RATE for o in uploads)


def neutral_uploads_are_as_slow(index: AttemptIndex, sites: Sequence[Endpoint], endpoint: Endpoint) -> bool:
    """Return whether uploads to these neutral sites were slow as well, and those to an endpoint hardly slower."""
    uploads = steps_of(index.attempts_at(endpoint, Variant.UPLOAD), Step.SENDING)
    best = max(map(highest_rate, successes(index.attempts(sites, Variant.UPLOAD), Step.SENDING)), default=0.0)
    return 0 < best < SLOW_RATE and any(highest_rate(o) >= SLOW_SHARE * best for o in uploads)


def upload_stopped(index: AttemptIndex, endpoint: Endpoint) -> bool:
    """Return whether an upload to an endpoint stopped on its way."""
    return any(t.ended(Step.SENDING, (Failure.STALLED,)) for t in index.attempts_at(endpoint, Variant.UPLOAD))


def _page_readings(index: AttemptIndex, endpoint: Endpoint) -> list[Observation]:
    return steps_of(index.attempts_at(endpoint), Step.FLOW)
