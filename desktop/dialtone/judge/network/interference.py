"""What is stopped, slowed or changed on a line, at any host: it makes a filter plausible for other hosts as well."""

from collections.abc import Sequence

from dialtone.judge.attempts import (
    CUT,
    DATAGRAMS,
    WRONG_CERTIFICATE,
    Attempt,
    AttemptIndex,
    completed,
    highest_rate,
    numbers,
    rate,
)
from dialtone.judge.enough import if_repeated
from dialtone.judge.network.control_results import ControlResults
from dialtone.judge.readings import crawls, round_trips_explain, slow_limit, tells_speed
from dialtone.model.thresholds import SLOW_RATE
from dialtone.model.verdict import NetworkVerdict
from dialtone.model.vocabulary import AddressOrigin, Failure, Step, Variant, Via

AS_THE_APP = (
    *(Variant.APP, Variant.AGAIN, Variant.KEPT, Variant.UPLOAD, Variant.IN_PIECES),
    *(Variant.APP_HELLO, Variant.PHONE_HELLO),
)
"""Variants that send what the app sends."""
_STOPPED_BY = CUT | WRONG_CERTIFICATE | {Failure.ALERT, Failure.STALLED, Failure.UNREACHABLE}


def find_interference(
    index: AttemptIndex, network: NetworkVerdict, results: ControlResults, *, routes_vary: bool
) -> tuple[int, ...]:
    """Return the observations, by number, of connections that were stopped or slowed, to any host.

    On a line that loses packets silence shows nothing. What this computer's own routes lead elsewhere shows nothing
    either, unless neutral hosts are reached by such routes too (`routes_vary`).
    """
    odd = list[Attempt]()
    best = max(map(rate, (*results.pages, *results.uploads)), default=0.0)
    handshake = results.usual_handshake(network)
    for attempts in index.by_endpoint(*AS_THE_APP, Variant.NAME_ELSEWHERE):
        by_usual_route = (t for t in attempts if routes_vary or t.via != Via.OWN_ROUTE)
        comparable = [t for t in by_usual_route if t.origin is not AddressOrigin.PLAIN and not results.has_no_route(t)]
        odd += _find_stopped(comparable, lossy=network.lossy)
        if _all_crawl(attempts, handshake) or _are_slowed(attempts, best):
            odd += attempts
    return numbers(odd)


def _all_crawl(attempts: Sequence[Attempt], handshake: float) -> bool:
    """Return whether all answered attempts crawl beside a usual handshake, in seconds; 0 if none is known."""
    answered = completed(attempts)
    return bool(handshake and answered) and all(crawls(t, handshake) for t in answered)


def _find_stopped(attempts: Sequence[Attempt], *, lossy: bool) -> tuple[Attempt, ...]:
    """Return the attempts at one endpoint that were stopped repeatedly. `lossy`: the line loses packets."""
    # Many honest networks block UDP, and relays are retired: their silence is nothing odd.
    failed = [t for t in attempts if t.failure and not (lossy and t.is_silent) and t.last.step not in DATAGRAMS]
    stopped = [t for t in failed if t.last.step is Step.PROOF or t.failure in _STOPPED_BY]
    if len(stopped) < len(attempts):  # where some were answered, failed connections do not count
        stopped = [t for t in stopped if t.last.step is not Step.TCP]
    return if_repeated(stopped)


def _are_slowed(attempts: Sequence[Attempt], best: float) -> bool:
    """Return whether all readings or uploads were slow beside a fast neutral one, and not by long round trips."""
    transfers = [t for t in attempts if t.last.step in (Step.FLOW, Step.SENDING) and tells_speed(t.last)]
    return best >= SLOW_RATE and bool(transfers) and all(_is_slow(t, slow_limit(best)) for t in transfers)


def _is_slow(transfer: Attempt, limit: float) -> bool:
    return highest_rate(transfer.last) < limit and not round_trips_explain(transfer.last, transfer.connect_seconds)
