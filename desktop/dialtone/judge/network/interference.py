"""What on a line is stopped, slowed or changed, at any host: it makes a filter plausible for others as well."""

from collections.abc import Sequence, Set

from dialtone.judge.attempts import (
    CUT,
    DATAGRAMS,
    PLAIN_ORIGIN,
    WRONG_CERTIFICATE,
    Attempt,
    AttemptIndex,
    Lookup,
    completed,
    highest_rate,
    if_repeated,
    is_fake_ip,
    is_global,
    numbers,
    rate,
)
from dialtone.judge.network.control_results import ControlResults
from dialtone.judge.readings import crawls, round_trips_explain, slow_limit, tells_speed
from dialtone.model.thresholds import SLOW_RATE
from dialtone.model.verdict import NetworkVerdict
from dialtone.model.vocabulary import Failure, NetworkStatus, ResolverPlace, Step, Variant, Via

_STOPPED_BY = CUT | WRONG_CERTIFICATE | {Failure.ALERT, Failure.STALLED, Failure.UNREACHABLE}
AS_THE_APP = (
    *(Variant.APP, Variant.AGAIN, Variant.KEPT, Variant.UPLOAD, Variant.IN_PIECES),
    *(Variant.APP_HELLO, Variant.PHONE_HELLO),
)
"""Attempts that send what the app sends."""


def find_interference(
    index: AttemptIndex, network: NetworkVerdict, results: ControlResults, *, routes_vary: bool
) -> tuple[int, ...]:
    """Return the numbers of the observations of anything that is stopped, slowed or changed.

    `routes_vary`: neutral hosts, too, are reached by routes of their own, so that such routes are no reason.
    """
    odd = list[Attempt]()
    best = max(map(rate, (*results.pages, *results.uploads)), default=0.0)
    handshake = results.usual_handshake(network)
    for attempts in index.by_endpoint(*AS_THE_APP, Variant.NAME_ELSEWHERE):
        by_usual_route = (t for t in attempts if routes_vary or t.via != Via.OWN_ROUTE)
        comparable = [t for t in by_usual_route if t.origin != PLAIN_ORIGIN and not results.has_no_route(t)]
        odd += _find_stopped(comparable, lossy=network.lossy)
        if _all_crawl(attempts, handshake) or _are_slowed(attempts, best):
            odd += attempts
    changed_names = [] if network.status is NetworkStatus.DNS_DOWN else _find_changed_names(index)
    return tuple(sorted({*numbers(odd), *numbers(changed_names)}))


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


def _find_changed_names(index: AttemptIndex) -> list[Lookup]:
    """Return the system's answers with impossible addresses, or with none where others know some."""
    alive = {t.address for t in index.every_attempt() if t.failure is None}
    changed: list[Lookup] = []
    # This computer's own settings, or a filter chosen at home, are no interference.
    for lookups in index.by_name.values():
        system = [f for f in lookups if f.by_system and not f.is_asked_at(ResolverPlace.FILTER, ResolverPlace.LOOPBACK)]
        if any(f.addresses for f in system):
            changed += (f for f in system if _leads_nowhere(f, alive))
        elif any(f.addresses for f in lookups if not f.by_system and not f.is_plain):
            changed += system
    return changed


def _leads_nowhere(lookup: Lookup, alive: Set[str]) -> bool:
    """Return whether no public server can have any of the addresses, and no server at home (`alive`) answered there."""
    if not lookup.addresses or lookup.is_local:
        return False
    return not any(a in alive or is_fake_ip(a) or is_global(a) for a in lookup.addresses)
